"""Ways of writing that an office has and its readers never notice, each in a few lines."""

import io
from pathlib import Path

import docx
import pytest

from importers import open_document, read_plan
from importers.forms.inline import is_value, listed_measures, said_inline
from importers.tables.roles import Role
from importers.values.dates import deadline_days
from importers.values.works import phase_said
from importers.whole.grid import clean
from ledger.plan import Plan

HEAD = "Comune di Prova\nPiano della performance 2026\n\n"


def read(tmp_path: Path, text: str, name: str = "piano.csv") -> Plan:
    (tmp_path / name).write_text(HEAD + text, encoding="utf-8")
    return read_plan(tmp_path / name)


@pytest.mark.parametrize(
    ("item", "target", "baseline"),
    [
        ("Alberi piantati: 5 alberi (2 nel 2025)", "5 alberi", "2"),
        ("Tempo di risposta: non oltre 60 minuti (erano 85)", "non oltre 60 minuti", "85"),
        ("Incasso: € 95.000 (€ 40.000 nel 2025)", "€ 95.000", "€ 40.000"),
        ("Incontri: valore atteso n. 6 (consuntivo 2025: n. 2)", "n. 6", "n. 2"),
    ],
)
def test_last_year_s_figure_in_brackets_is_the_baseline(
    item: str, target: str, baseline: str
) -> None:
    said = said_inline(item, 2026)
    assert (said[Role.TARGET], said[Role.BASELINE]) == (target, baseline)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("entro la fine di giugno", "2026-06-30"),
        ("entro la fine del mese di aprile", "2026-04-30"),
        ("a fine settembre", "2026-09-30"),
    ],
)
def test_the_end_of_a_month_is_its_last_day(text: str, day: str) -> None:
    assert [str(one.day) for one in deadline_days(text, 2026)] == [day]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Fase 2 (30%): Gara - dal 15/01/2026 al 31/03/2026",
            ("Gara", "30%", "15/01/2026", "31/03/2026"),
        ),
        (
            "a) Collaudo – peso 40% – entro il 31 marzo 2026",
            ("Collaudo", "40%", None, "entro il 31 marzo 2026"),
        ),
    ],
)
def test_a_piece_of_work_in_one_line_has_its_weight_and_its_days(
    text: str, said: tuple[str | None, ...]
) -> None:
    parts = phase_said(text)
    roles = (Role.PHASE, Role.PHASE_WEIGHT, Role.START, Role.DEADLINE)
    assert tuple(parts.get(role) for role in roles) == said


def test_the_posts_are_those_that_a_legend_explains(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Legenda\nSigla;Significato\nRS;Responsabile del servizio\nDA;Dirigente dell'area\n\n"
        "Area;Servizio;Obiettivo;Resp.;Peso;Indicatore;Target 2026\n"
        "Area Tecnica;Opere;Argini puliti;RS;60;Chilometri puliti;12\n"
        "Area Tecnica;Opere;Fontane riparate;DA;40;Fontane riparate;7\n",
    )
    assert [one.owners for one in plan.objectives] == [("eq:A11",), ("dirigente:A1",)]
    assert [service.name for area in plan.areas for service in area.services] == ["Opere"]
    assert plan.anomalies == ()


def test_the_day_beside_a_cell_of_works_is_the_objective_s(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Servizio;Obiettivo;Attività;Indicatore;Target 2026;Peso;Scadenza;Responsabile\n"
        "Opere;Argini puliti;Gara, poi lavori;Chilometri puliti;12;60;30/06/2026;EQ\n"
        "Opere;Fontane riparate;Rilievo;Fontane riparate;7;40;30/09/2026;EQ\n",
    )
    assert [str(one.deadline) for one in plan.objectives] == ["2026-06-30", "2026-09-30"]
    assert [one.phases[0].end for one in plan.objectives] == [None, None]


def test_rows_called_phase_or_indicator_hang_under_their_objective(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Area Tecnica\n"
        "Cod.;Obiettivo, fasi e indicatori;Peso;Dal;Al;Consuntivo 2025;Atteso 2026\n"
        "T-1;Argini puliti;60;;30/09/2026;;\n"
        ";Fase 1 Gara;100;01/02/2026;30/04/2026;;\n"
        ";Ind. 1 Chilometri puliti;;;;8;12\n"
        "T-2;Fontane riparate;40;;;;\n"
        ";Fase 1 Rilievo;50;01/01/2026;31/03/2026;;\n"
        ";Fase 2 Lavori;50;01/04/2026;30/11/2026;;\n",
    )
    first, second = plan.objectives
    assert ([i.name for i in first.indicators], [p.title for p in first.phases]) == (
        ["Chilometri puliti"],
        ["Gara"],
    )
    assert [(i.name, str(i.weight), str(i.deadline)) for i in second.indicators] == [
        ("Rilievo", "50", "2026-03-31"),
        ("Lavori", "50", "2026-11-30"),
    ]


def test_numbered_values_go_each_with_its_indicator(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Servizio;Obiettivo;Indicatori;Peso indicatori;Target 2026;Peso;Scadenza;Responsabile\n"
        'Opere;Argini puliti;"1. Chilometri puliti\n2. Rifiuti tolti";"1. 60%\n2. 40%";'
        '"1. n. 12 chilometri\n2. n. 35 sacchi";100;30/06/2026;EQ\n',
    )
    assert [(str(i.weight), str(i.target)) for i in plan.objectives[0].indicators] == [
        ("60", "12"),
        ("40", "35"),
    ]


def test_the_code_of_another_unit_is_told(tmp_path: Path) -> None:
    rows = "".join(
        f"{unit};{code};Obiettivo {code} del {unit};{weight};Atti fatti;{target}\n"
        for unit, code, weight, target in (
            ("Servizio Opere", "01.1", 50, 3), ("Servizio Opere", "01.2", 50, 4),
            ("Servizio Tributi", "02.1", 50, 5), ("Servizio Tributi", "01.9", 50, 6),
            ("Servizio Scuola", "03.1", 50, 7), ("Servizio Scuola", "03.2", 50, 8),
        )
    )  # fmt: skip
    plan = read(tmp_path, f"Servizio;Cod.;Obiettivo;Peso;Indicatore;Target 2026\n{rows}")
    assert [(a.kind, a.text) for a in plan.anomalies] == [("code_mismatch", "01.9")]


def test_a_card_of_the_unit_tells_who_answers_for_its_objectives() -> None:
    document = docx.Document()
    document.add_paragraph("Comune di Prova – Piano degli obiettivi 2026")
    for unit, head, titles in (
        ("01 – Affari generali", "dott.ssa Elsa Pini, titolare di EQ", ("Sportello", "Archivio")),
        ("02 – Tributi", "dott. Aldo Rea, titolare di EQ", ("Evasione", "Pagamenti")),
    ):
        card = document.add_table(rows=0, cols=2)
        for label, value in (("Centro di responsabilità", unit), ("Responsabile", head)):
            cells = card.add_row().cells
            cells[0].text, cells[1].text = label, value
        document.add_paragraph("")
        heads = ("N.", "Obiettivo", "Indicatore", "Risultato atteso", "Tempi", "Peso")
        table = document.add_table(rows=0, cols=len(heads))
        rows = [(f"{unit[:2]}.{n}", t, "Atti fatti", "10", "31/12/2026", "50")
                for n, t in enumerate(titles, start=1)]  # fmt: skip
        for said in (heads, *rows):
            for cell, text in zip(table.add_row().cells, said, strict=True):
                cell.text = text
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    plan = open_document(out.getvalue(), "piano.docx").reading().plan
    assert [one.printed for one in plan.objectives] == ["01.1", "01.2", "02.1", "02.2"]
    assert [one.owners for one in plan.objectives] == [("eq:A11",)] * 2 + [("eq:A21",)] * 2


def test_labels_in_everyday_words_are_read(tmp_path: Path) -> None:
    sheets = "".join(
        f"R{n} {title}\nA chi è affidato: E.Q.\n"
        f"Entro quando: {day}/11/2026\nQuanto vale: {weight}%\n"
        f"Cosa vogliamo ottenere: un paese più ordinato\nCome lo misuriamo: {measure}\n"
        f"Da dove partiamo: 5\nDove vogliamo arrivare: {target}\n\n"
        for n, title, day, weight, measure, target in (
            (1, "Argini puliti", 10, 60, "Chilometri puliti", 12),
            (2, "Fontane riparate", 20, 40, "Fontane riparate", 7),
        )
    )
    plan = read(tmp_path, f"Servizio Opere pubbliche\n\n{sheets}", "piano.txt")
    assert [(o.title, str(o.weight), str(o.deadline)) for o in plan.objectives] == [
        ("Argini puliti", "60", "2026-11-10"),
        ("Fontane riparate", "40", "2026-11-20"),
    ]
    assert [str(i.target) for o in plan.objectives for i in o.indicators] == ["12", "7"]
    assert [str(i.baseline) for o in plan.objectives for i in o.indicators] == ["5", "5"]


def test_tables_that_a_layout_sets_side_by_side_are_read_one_after_the_other() -> None:
    document = docx.Document()
    document.add_paragraph("Comune di Prova – Piano degli obiettivi 2026")
    document.add_paragraph("Ufficio anagrafe")
    for n, title in ((1, "Sala d'attesa"), (2, "Schede dei residenti")):
        outer = document.add_table(rows=1, cols=2).rows[0].cells
        form = outer[0].add_table(rows=0, cols=2)
        for label, value in (("Codice", f"O.0{n}"), ("Obiettivo", title), ("Peso", "50%")):
            cells = form.add_row().cells
            cells[0].text, cells[1].text = label, value
        works = outer[1].add_table(rows=0, cols=3)
        for said in (("Attività", "Peso", "Entro il"), ("Acquisto", "100", f"3{n - 1}/05/2026")):
            for cell, text in zip(works.add_row().cells, said, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    plan = open_document(out.getvalue(), "piano.docx").reading().plan
    assert [(o.title, o.printed) for o in plan.objectives] == [
        ("Sala d'attesa", "O.01"),
        ("Schede dei residenti", "O.02"),
    ]
    assert [str(i.deadline) for o in plan.objectives for i in o.indicators] == [
        "2026-05-30",
        "2026-05-31",
    ]
    assert [service.name for area in plan.areas for service in area.services] == [
        "Ufficio anagrafe"
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("entro e non oltre il 30/6", True),
        ("Stock del debito scaduto a fine anno", False),
    ],
)
def test_a_measure_may_name_a_day_and_be_no_value(text: str, value: bool) -> None:
    assert is_value(text) is value


def test_what_is_expected_may_be_a_yes_without_a_colon() -> None:
    said = said_inline("- Argine consegnato: atteso SI", 2026)
    assert (said[Role.INDICATOR], said[Role.TARGET]) == ("Argine consegnato", "SI")


def test_an_earlier_year_at_the_end_of_a_name_is_no_start_where_the_start_is_told() -> None:
    said = said_inline("- Riscosso sul ruolo 2023: ≥ 70% (2025: 38%)", 2026)
    assert said == {
        Role.INDICATOR: "Riscosso sul ruolo 2023", Role.TARGET: "≥ 70%", Role.BASELINE: "38%"
    }  # fmt: skip


def test_a_bullet_and_its_tab_open_an_item(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "SERVIZIO VERDE\n\nObiettivo n. 1: Orti urbani assegnati\nPeso: 60\nIndicatori:\n"
        "•\torti assegnati: 40;\n•\tgiornate di semina: 6.\nScadenza: 31/10/2026\n\n"
        "Obiettivo n. 2: Fontane riaccese\nPeso: 40\nIndicatori:\n•\tfontane riaccese: 7.\n",
        "piano.txt",
    )
    assert [[str(one.target) for one in o.indicators] for o in plan.objectives] == [
        ["40", "6"],
        ["7"],
    ]


def test_years_a_life_apart_are_a_slip(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Servizio;Obiettivo;Anni;Termine;Indicatore;Target\n"
        "Verde;Orti urbani assegnati;2026-2082;31/10/2026;Orti assegnati;40\n"
        "Verde;Fontane riaccese;2026-2028;31/10/2026;Fontane riaccese;7\n",
    )
    assert [a.where for a in plan.anomalies if a.kind == "bad_years"] == ["A11.1"]


def test_a_unit_and_who_heads_it_share_a_cell(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Area / Responsabile;Codice;Obiettivo;Termine;Indicatore;Target\n"
        '"VERDE\nNERI";V/01;Orti urbani assegnati;31/10/2026;Orti assegnati;40\n'
        '"SCUOLE\nBIANCHI";S/01;Pedibus in ogni plesso;31/10/2026;Plessi serviti;5\n',
    )
    assert [area.name.lower() for area in plan.areas] == ["verde", "scuole"]
    plan = read(
        tmp_path,
        "Codice;Obiettivo;Termine;Indicatore;Target\n"
        "SETTORE VE - VERDE PUBBLICO Dirigente: dott. Ugo Neri;;;;\n"
        "VE.1;Orti urbani assegnati;31/10/2026;Orti assegnati;40\n",
    )
    assert [(area.code, area.name.lower()) for area in plan.areas] == [("VE", "verde pubblico")]


def test_labels_that_are_explained_open_no_objective(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "2.1 Come leggere le tabelle\n"
        "- Peso obiettivo: incidenza sul risultato del servizio (la somma è 100).\n"
        "- Target 2026: valore atteso a fine esercizio.\n\n2.2 Obiettivi\n\n"
        "Servizio\tCodice\tObiettivo\tPeso\tTermine\tIndicatore\tTarget\n"
        "Verde\tV-01\tOrti urbani assegnati\t100\t31/10/2026\tOrti assegnati\t40\n",
        "piano.txt",
    )
    assert [one.title for one in plan.objectives] == ["Orti urbani assegnati"]


def test_limits_are_read_where_a_font_of_signs_is_missing() -> None:
    assert [clean(text) for text in ("£ 35%", "‡ 70%", "³12", "£")] == [
        "≤ 35%",
        "≥ 70%",
        "≥12",
        "£",
    ]


def test_headings_hold_past_the_units_and_who_heads_each(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        "Codice\tObiettivo\tTermine\tIndicatore\tTarget\n"
        "SETTORE VE - VERDE PUBBLICO Dirigente: dott. Ugo Neri\n"
        "VE.1\tOrti urbani assegnati\t31/10/2026\tOrti assegnati\t40\n"
        "SETTORE SC - SCUOLE Dirigente: dott. Ada Bianchi\n"
        "SC.1\tPedibus in ogni plesso\t31/10/2026\tPlessi serviti\t5\n",
        "piano.txt",
    )
    assert [(one.unit[:2], str(one.indicators[0].target)) for one in plan.objectives] == [
        ("VE", "40"),
        ("SC", "5"),
    ]


def test_items_run_together_in_one_line_are_taken_apart() -> None:
    items = listed_measures("- Orti assegnati: 40 - Fontane riaccese: n. 7 fontane", 1, 2026)
    assert [(one.text(Role.INDICATOR), one.text(Role.TARGET)) for one in items] == [
        ("Orti assegnati", "40"),
        ("Fontane riaccese", "n. 7 fontane"),
    ]
