"""Where the first reading makes an unlikely plan, the likeliest of several is taken."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest

from importers import PlanMap, Reading, Unread, open_document, said_of
from importers.choosing import chosen
from importers.likelihood import Likelihood
from ledger.plan import Plan

WORKS = ("Bando e istruttoria", "Cantiere e collaudo")
MONTHS = ("G", "F", "M", "A", "M", "G", "L", "A", "S", "O", "N", "D")
GOALS = {
    "Servizio Verde": ("Orti urbani assegnati", "Alberate censite e curate", "Fontane riaccese"),
    "Servizio Scuole": ("Mense con menù stagionale", "Pedibus in ogni plesso"),
}


def forms() -> bytes:
    """A sheet an objective, whose pieces of work stand under `Descrizione | Peso`."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    titles = [(unit, title) for unit, own in GOALS.items() for title in own]
    for n, (unit, title) in enumerate(titles, start=1):
        sheet = book.create_sheet(f"Ob. {n}")
        share = 100 / len(GOALS[unit])
        for row in (
            ("Comune di Prova - Piano degli obiettivi 2026",),
            ("Centro di responsabilità", unit),
            ("Denominazione obiettivo", title),
            ("Peso", round(share, 2)),
            ("Termine previsto", "30/11/2026"),
            (),
            ("TAPPE DEL LAVORO",),
            ("Descrizione", "Peso", "Inizio previsto", "Fine prevista"),
            *[(f"{work}, {title.lower()}", 50, "15/01/2026", "30/06/2026") for work in WORKS],
            (),
            ("INDICATORI",),
            ("Descrizione", "Tipo", "Valore atteso"),
            (f"Numero di {title.lower()}", "Quantità", 40 + n),
        ):
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def listed_before() -> bytes:
    """A list of the objectives of each service, with their weights and what the service has."""
    paper = docx.Document()
    paper.add_paragraph("Comune di Prova")
    paper.add_paragraph("Piano degli obiettivi 2026")
    for unit, own in GOALS.items():
        paper.add_paragraph(unit.upper())
        share = str(round(100 / len(own)))
        table(
            paper,
            ("Obiettivi", "Peso"),
            *[(f"n. {n} {title}", share) for n, title in enumerate(own, start=1)],
        )
        paper.add_paragraph("")
        table(
            paper,
            ("Responsabile del servizio", "Anna Neri"),
            ("Risorse strumentali", "Due computer e un furgone"),
        )
        for n, title in enumerate(own, start=1):
            paper.add_paragraph(f"Obiettivo n. {n} – {title}")
            table(paper, ("N.", "Descrizione attività", *MONTHS), ("1", WORKS[0], *"××××××××××××"))
            paper.add_paragraph("")
            table(
                paper, ("Indicatori di risultato", "Valore atteso"), (f"N. {title.lower()}", "12")
            )
            paper.add_paragraph(f"Peso obiettivo: {share} Termine: 30.11.2026")
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def table(paper: "docx.document.Document", *rows: Sequence[str]) -> None:
    grid = paper.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text


@pytest.mark.parametrize(
    ("name", "content"), [("schede.xlsx", forms()), ("elenco.docx", listed_before())]
)
def test_each_objective_is_read_once_with_its_measures_and_its_work(
    name: str, content: bytes
) -> None:
    plan = open_document(content, name).reading().plan
    assert titles(plan) == [title for own in GOALS.values() for title in own]
    assert all(len(one.indicators) == 1 and one.phases for one in plan.objectives)


def test_what_was_chosen_is_shown_and_a_person_s_word_goes_first() -> None:
    opened = open_document(listed_before(), "elenco.docx")
    sight = opened.reading().sight
    (out,) = [n for n, one in enumerate(sight.tables, start=1) if one.is_out]
    known = said_of(f"la tabella {out} si legge", sight)
    assert known is not None
    assert len(opened.reading(known).plan.objectives) > len(opened.reading().plan.objectives)


def test_a_likely_plan_is_not_read_again(tmp_path: Path) -> None:
    first = open_document(
        b"Comune di Prova;Piano 2026;;;\nServizio;Obiettivo;Termine;Indicatore;Target\n"
        b"Verde;Orti urbani assegnati;30/11/2026;Orti assegnati;40\n"
        b"Verde;Fontane riaccese in centro;30/11/2026;Fontane riaccese;7\n",
        "piano.csv",
    ).reading()

    def never(known: PlanMap) -> Reading | Unread:
        raise AssertionError(known)

    assert chosen(first, len(first.sight.rows), never) is first
    assert not Likelihood(first.sight.rows, first.plan).is_doubtful


def titles(plan: Plan) -> list[str]:
    return [one.title for one in plan.objectives]
