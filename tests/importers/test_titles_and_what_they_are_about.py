"""An objective told in one cell: its title on a line, what it is about in the sentence below."""

from collections.abc import Sequence
from pathlib import Path

import docx
from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]  # no types
from reportlab.platypus import Paragraph  # type: ignore[import-untyped]  # no types

from importers import read_plan
from importers.tables.headings import header_roles
from importers.tables.roles import Role
from ledger.plan import Plan

from .test_habits_of_offices import read as read_text
from .test_habits_of_pdfs import read as read_pages
from .test_habits_of_pdfs import table

HEAD = ("Obiettivo", "Peso", "Indicatore", "Valore atteso", "Scadenza")
TOLD = (
    ("Argini del fiume puliti", "Puliamo gli argini con le associazioni.", "60"),
    ("Fontane di nuovo in uso", "Interventi su tubi e pompe prima dell'estate.", "40"),
    ("Panchine nuove nei parchi", "Acquisto con il contributo della Regione.", "100"),
)
FACTS = (
    ("60", "Argini puliti", "n. 4 tratti", "31/10/2026"),
    ("40", "Fontane riparate", "n. 6 fontane", "30/06/2026"),
    ("100", "Panchine comprate", "n. 20 panchine", "30/11/2026"),
)


def titles(plan: Plan) -> list[tuple[str, str | None]]:
    return [(o.title, o.description) for o in plan.objectives]


def docx_of(path: Path, cells: Sequence[str]) -> Plan:
    document = docx.Document()
    document.add_paragraph("COMUNE DI PROVA")
    document.add_paragraph("Piano dettagliato degli obiettivi 2026")
    document.add_heading("Servizio Ambiente", 1)
    drawn = document.add_table(0, len(HEAD))
    for row in (HEAD, *((cell, *facts) for cell, facts in zip(cells, FACTS, strict=True))):
        for at, text in zip(drawn.add_row().cells, row, strict=True):
            at.text = text
    document.save(str(path / "piano.docx"))
    return read_plan(path / "piano.docx")


def test_where_objectives_are_a_line_over_a_sentence_the_sentence_is_their_description(
    tmp_path: Path,
) -> None:
    plan = docx_of(tmp_path, [f"{title}\n{text}" for title, text, _ in TOLD])
    assert titles(plan) == [(title, text) for title, text, _ in TOLD]


def test_a_title_that_one_cell_alone_tells_in_two_lines_stays_whole(tmp_path: Path) -> None:
    first, *others = (title for title, _, _ in TOLD)
    plan = docx_of(tmp_path, [f"{first}\nCon le associazioni del paese.", *others])
    assert titles(plan)[0] == (f"{first} Con le associazioni del paese", None)


def test_other_letters_on_a_page_begin_the_description_though_the_line_above_was_full(
    tmp_path: Path,
) -> None:
    style = getSampleStyleSheet()["BodyText"]
    rows = [
        (Paragraph(f"<b>{title}</b><br/>{text}", style), *facts)
        for (title, text, _), facts in zip(TOLD, FACTS, strict=True)
    ]
    plan = read_pages(tmp_path, "Servizio Ambiente", table([HEAD, *rows], 122, 40, 120, 90, 70))
    assert titles(plan) == [(title, text) for title, text, _ in TOLD]


def test_a_row_with_one_cell_goes_on_with_a_table_whose_rows_stand_apart(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        """\
COMUNE DI PROVA
Piano dettagliato degli obiettivi 2026

 Codice   Obiettivo              Peso %   Indicatore                     Target 2026    Scadenza

 SETTORE AFFARI GENERALI

 AG1      Argini puliti          60       Tratti puliti                  n. 4 tratti    31/10/2026

                                          Associazioni che hanno aiutato

 SETTORE FINANZIARIO

 EF1      Fontane in uso         100      Fontane riparate               n. 6 fontane   30/06/2026

                                          Tempo medio di attesa          entro 5 gg

 EF2      Panchine nei parchi    0        Panchine comprate              n. 9 panchine  30/11/2026
""",
        "piano.txt",
    )
    assert [(o.printed, [i.name for i in o.indicators]) for o in plan.objectives] == [
        ("AG1", ["Tratti puliti", "Associazioni che hanno aiutato"]),
        ("EF1", ["Fontane riparate", "Tempo medio di attesa"]),
        ("EF2", ["Panchine comprate"]),
    ]


def test_the_header_holds_for_rows_as_wide_whatever_sentence_stands_between(
    tmp_path: Path,
) -> None:
    plan = read_text(
        tmp_path,
        "COMUNE DI PROVA\nPiano dettagliato degli obiettivi 2026\n\nServizio Ambiente\n\n"
        "Codice\tObiettivo\tIndicatore\tTarget 2026\n"
        "A1\tArgini puliti\tTratti puliti\tn. 4 tratti\n\n"
        "Gli obiettivi che seguono sono stati aggiunti con la variazione di luglio.\n\n"
        "A2\tFontane in uso\tFontane riparate\tn. 6 fontane\n",
        "piano.txt",
    )
    assert [(o.printed, str(o.indicators[0].target)) for o in plan.objectives] == [
        ("A1", "4"),
        ("A2", "6"),
    ]


def test_people_are_known_by_a_heading_that_says_by_what_they_are_told() -> None:
    said = ("Personale coinvolto (area)", "N.", "% tempo")
    assert header_roles(said) == (Role.STAFF, Role.NUMBER, Role.SHARE)
