"""Objectives named over their tables, and what of their facts is no title and no figure."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from importers import open_document
from importers.values.facts import told_in
from ledger.plan import Plan

from .test_forms_of_workbooks import plan_of
from .test_habits_of_headed_documents import read


def test_a_title_over_a_table_of_works_is_an_objective_with_its_weight() -> None:
    plan = plan_of(
        ("Settore Tecnico",),
        ("C1 - Argini del torrente puliti", None, "Peso: 60%"),
        ("Fase", "Peso fase", "Entro il"),
        ("Sopralluoghi lungo il corso", "30%", "31/03/2026"),
        ("Pulizia delle sponde", "70%", "30/09/2026"),
        ("C2 - Fontane della piazza riaccese", None, "Peso: 40%"),
        ("Fase", "Peso fase", "Entro il"),
        ("Nuove pompe", "50%", "30/04/2026"),
        ("Prova delle vasche", "50%", "30/06/2026"),
    )
    assert [one.weight for one in plan.objectives] == [Decimal(60), Decimal(40)]
    assert [len(one.indicators) for one in plan.objectives] == [2, 2]
    assert "Argini del torrente puliti" in plan.objectives[0].title


def test_a_code_and_facts_without_colons_stand_beside_the_title_over_each_table() -> None:
    heading = (None, "Indicatore", "U.M.", "Consuntivo 2025", "Previsione 2026")
    plan = plan_of(
        ("Area Tecnica",),
        ("Servizio Manutenzioni",),
        ("OB.01", "Fossi: pulizia e sfalcio", None, "Peso 50", "entro il 31/10/2026"),
        heading,
        (None, "Chilometri di fossi puliti", "km", "31", "38"),
        ("OB.02", "Segnalazioni dei cittadini", None, "Peso 30", "entro il 30/06/2026"),
        heading,
        (None, "Segnalazioni chiuse", "%", "64%", "≥ 80%"),
        ("OB.03", "Magazzino in ordine", None, "Peso 20", "entro il 30/09/2026"),
    )
    assert [one.printed for one in plan.objectives] == ["OB.01", "OB.02", "OB.03"]
    assert [one.weight for one in plan.objectives] == [Decimal(50), Decimal(30), Decimal(20)]
    assert [len(one.indicators) for one in plan.objectives] == [1, 1, 0]


def test_the_facts_of_an_objective_may_stand_in_a_row_between_its_title_and_its_table() -> None:
    plan = plan_of(
        ("Settore Tecnico",),
        ("1", "Fossi puliti prima delle piogge", None),
        ("Peso 60%", "entro il 31/10/2026", None),
        ("Indicatore", "Valore iniziale", "Valore atteso"),
        ("Chilometri di fossi puliti", "31", "38"),
        ("2", "Segnalazioni dei cittadini", None),
        ("Peso 40%", "entro il 30/06/2026", None),
        ("Indicatore", "Valore iniziale", "Valore atteso"),
        ("Segnalazioni chiuse", "64", "80"),
    )
    assert [one.weight for one in plan.objectives] == [Decimal(60), Decimal(40)]
    assert [one.indicators[0].target for one in plan.objectives] == [Decimal(38), Decimal(80)]


def word_of(unit: str, *tables: tuple[tuple[str, ...], ...]) -> Plan:
    """A unit's objectives, a table each, the last cell of its first row merged to its end."""
    document = docx.Document()
    document.add_heading("Comune di Prova - Piano della performance 2026", 1)
    document.add_heading(unit, 2)
    for rows in tables:
        table = document.add_table(len(rows), max(map(len, rows)))
        for cells, row in zip(rows, table.rows, strict=True):
            for text, cell in zip(cells, row.cells, strict=False):
                cell.text = text
        first = table.rows[0].cells
        first[len(rows[0]) - 1].merge(first[-1])
        document.add_paragraph()
    held = io.BytesIO()
    document.save(held)
    return open_document(held.getvalue(), "piano.docx").reading().plan


@pytest.mark.parametrize("is_apart", [True, False])
def test_a_code_and_a_title_over_rows_of_labels_head_an_objective_whatever_is_asked_first(
    is_apart: bool,
) -> None:
    def card(code: str, title: str, weight: str, *measure: str) -> tuple[tuple[str, ...], ...]:
        return (
            (code, title) if is_apart else (f"{code} – {title}",),
            ("Obiettivo strategico", "OS1", "Annualità", "2026"),
            ("Struttura responsabile", "Dirigente del Settore", "Peso", weight),
            ("Descrizione", "Si completa quanto rimasto in sospeso.", "Scadenza", "31/12/2026"),
            ("Indicatore", "Formula / unità", "Valore 2025", "Target 2026"),
            measure,
        )

    plan = word_of(
        "Settore Affari generali",
        card("OP01", "Fondo nei tempi", "60%", "Costituzione del fondo", "data dell'atto", "n.a.",
             "entro il 30/06/2026"),
        card("OP02", "Sedute senza carta", "40%", "Sedute in diretta", "conteggio", "7", "13"),
    )  # fmt: skip
    assert [one.printed for one in plan.objectives] == ["OP01", "OP02"]
    assert [one.weight for one in plan.objectives] == [Decimal(60), Decimal(40)]
    assert [one.indicators[0].target for one in plan.objectives] == [date(2026, 6, 30), Decimal(13)]
    assert [service.name for _, service in plan.services()] == ["Settore Affari generali"]
    assert [one.owners for one in plan.objectives] == [("dirigente:A1",)] * 2


@pytest.mark.parametrize(
    "before", [(), (("In breve", "Le richieste sono in crescita e il personale è poco."),)]
)
def test_a_code_and_a_title_over_labels_one_a_row_head_an_objective(
    before: tuple[tuple[str, ...], ...],
) -> None:
    head = ("Indicatore", "Dato storico", "Valore atteso 2026")

    def card(code: str, title: str, weight: str, *measure: str) -> tuple[tuple[str, ...], ...]:
        return ((code, title), *before, ("Peso", weight), head, measure)

    plan = word_of(
        "Settore Affari generali",
        card("A1", "Efficienza degli edifici", "60", "Edifici isolati", "2", "9"),
        card("A2", "Rispetto dei tempi", "40", "Fatture in tempo", "70%", "95%"),
    )
    assert [(one.title, one.weight) for one in plan.objectives] == [
        ("Efficienza degli edifici", Decimal(60)),
        ("Rispetto dei tempi", Decimal(40)),
    ]
    assert [one.indicators[0].target for one in plan.objectives] == [Decimal(9), Decimal(95)]


def test_a_form_may_name_each_chapter_with_its_money_under_a_label_of_chapters() -> None:
    chapters = [("Capitolo e stanziamento", "cap. 405/1 – € 18.500,00"),
                ("Capitolo e stanziamento", "cap. 1359/4 – € 34.500,00")]  # fmt: skip
    plan = word_of(
        "Area Tecnica",
        (("A1", "Efficienza degli edifici"), ("Peso", "100"), ("Indicatore 1", "Edifici isolati"),
         ("Valore atteso 1", "9"), *chapters),
    )  # fmt: skip
    assert [(one.chapter, one.amount) for one in plan.objectives[0].budget] == [
        ("405/1", Decimal(18500)),
        ("1359/4", Decimal(34500)),
    ]


def test_the_number_of_an_objective_with_its_year_is_no_month_under_rows_of_work() -> None:
    def form(number: str, title: str) -> list[tuple[object, ...]]:
        return [
            ("Area", "Area Tecnica"),
            ("Obiettivo n.", number),
            ("Titolo", title),
            ("Peso", "50/100"),
            ("Attività", "Termine", "Peso %"),
            ("Sopralluoghi", "31.03.2026", "40"),
            ("Relazione alla Giunta", "30.11.2026", "60"),
        ]

    plan = plan_of(*form("1/2026", "Argini puliti"), *form("2/2026", "Fontane riaccese"))
    assert [one.printed for one in plan.objectives] == ["1/2026", "2/2026"]


def test_a_sentence_that_opens_with_the_kind_of_an_objective_describes_it(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "# Settore Tecnico",
        "Obiettivo n. 1 – Archivio edilizio digitale",
        "Obiettivo di mantenimento: si conferma il livello raggiunto con meno personale.",
        "Peso: 60/100    Scadenza: 31 dicembre 2026",
        "Indicatori:",
        "- numero pratiche digitalizzate: almeno 350 (dato 2025: 266)",
        "Obiettivo n. 2 – Pronto intervento",
        "Peso: 40/100    Scadenza: 31 dicembre 2026",
        "Indicatori:",
        "- numero interventi eseguiti: almeno 70 (dato 2025: 40)",
    )
    assert [(one.title, one.weight) for one in plan.objectives] == [
        ("Archivio edilizio digitale", Decimal(60)),
        ("Pronto intervento", Decimal(40)),
    ]


def test_a_code_before_a_title_is_no_figure() -> None:
    assert told_in("A1 - Efficienza degli edifici comunali", 2026) is None
