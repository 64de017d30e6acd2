"""Where the first reading makes an unlikely plan, the likeliest of several is taken."""

import io

import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # no types

from importers import PlanMap, Reading, Unread, open_document, said_of
from importers.files.text_file import text_rows
from importers.pdfs.pdf import read_pdf
from importers.pdfs.pdf_text import pdf_text
from importers.whole.choosing import chosen
from importers.whole.document import reading_of
from importers.whole.grid import Row
from importers.whole.likelihood import Likelihood
from importers.whole.ways import Looks
from ledger.plan import Plan

WORKS = ("Bando e istruttoria", "Cantiere e collaudo")
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
            ("Descrizione", "Peso"),
            *[(f"{work}, {title.lower()}", 50) for work in WORKS],
            (),
            ("INDICATORI",),
            ("Descrizione", "Tipo", "Valore atteso"),
            (f"Numero di {title.lower()}", "Quantità", 40 + n),
        ):
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def first_of(content: bytes, name: str) -> Plan:
    """The plan of the first reading."""
    found = open_document(content, name).found
    assert isinstance(found, Looks)
    return reading_of(found.rows, name).plan


def test_rows_that_are_no_objectives_are_the_work_of_theirs() -> None:
    plan = open_document(forms(), "schede.xlsx").reading().plan
    assert len(first_of(forms(), "schede.xlsx").objectives) > len(plan.objectives)
    assert titles(plan) == [title for own in GOALS.values() for title in own]
    assert all(len(one.indicators) == 1 and len(one.phases) == 2 for one in plan.objectives)


def test_what_a_person_says_is_said_beside_what_was_chosen() -> None:
    opened = open_document(forms(), "schede.xlsx")
    known = said_of("il foglio «Ob. 1» non si legge", opened.reading().sight)
    assert known is not None
    assert titles(opened.reading(known).plan) == titles(opened.reading().plan)[1:]


def test_a_likely_plan_is_not_read_again() -> None:
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


def test_a_document_looked_at_in_another_way_is_taught_in_that_way() -> None:
    text = (
        "Comune di Prova\nPiano degli obiettivi 2026\n\n"
        "Servizio\tObiettivo\tTermine\tIndicatore\tTarget\n"
        "Verde\tOrti urbani assegnati\t30/11/2026\tOrti assegnati\t40\n"
        "Verde\tFontane riaccese in centro\t30/11/2026\tFontane riaccese\t7\n"
    )
    lines = [Row(n, (line.replace("\t", " "),)) for n, line in enumerate(text.split("\n"), start=1)]
    looks = Looks(lines, others=(lambda: text_rows(text),))
    sight = looks.reading(PlanMap(), "piano.pdf", None).sight
    known = said_of("la colonna E è il valore iniziale", sight)
    assert known is not None
    plan = looks.reading(known, "piano.pdf", None).plan
    assert [str(one.baseline) for goal in plan.objectives for one in goal.indicators] == ["40", "7"]


def test_a_page_is_a_text_whose_columns_stand_where_they_were_set() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    for n, row in enumerate(
        (("Obiettivo", "Peso"), ("Orti urbani", "40"), ("Pedibus nei plessi", "60"))
    ):
        for x, word in zip((60, 300), row, strict=True):
            canvas.drawString(x, 700 - 14 * n, word)
    canvas.drawString(60, 600, "Fine")
    canvas.save()
    lines = pdf_text(read_pdf(out.getvalue(), "piano.pdf").pages).split("\n")
    at = lines[0].index("Peso")
    assert [line[at:].strip() for line in lines[:3]] == ["Peso", "40", "60"]
    assert [line.strip() for line in lines[3:]] == ["", "", "Fine"]


def test_a_year_in_which_no_objective_ends_is_another_documents() -> None:
    content = (
        b"Comune di Prova;;;;;\nAl posto del Piano della performance 2025;;;;;\n"
        b"Servizio;Obiettivo;Peso;Termine;Indicatore;Target\n"
        b"Verde;Orti urbani assegnati;50;30/11/2026;Orti assegnati;40\n"
        b"Verde;Fontane riaccese in centro;50;30/11/2026;Fontane riaccese;7\n"
        b"Scuole;Mense con prodotti locali;50;31/10/2026;Pasti serviti;4000\n"
        b"Scuole;Pedibus in ogni plesso;50;31/12/2026;Linee attive;5\n"
    )
    assert first_of(content, "piano.csv").year == 2025
    plan = open_document(content, "piano.csv").reading().plan
    assert (plan.year, len(plan.objectives)) == (2026, 4)
    said = open_document(content, "piano.csv").reading(PlanMap(year=2025)).plan
    assert said.year == 2025


@pytest.mark.parametrize("heading", ["Punti att.", "Valore", "Livello"])
def test_a_column_of_figures_under_another_name_is_the_weight_of_what_is_done(heading: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(("Comune di Prova - Piano degli obiettivi 2026",))
    sheet.append(("Settore Tecnico",))
    sheet.append(("Cod.", "Obiettivo", "Peso", "Attività", "Scadenza", heading))
    for code, title, weight, works in (
        (
            "T1",
            "Fossi puliti",
            60,
            (("Sopralluoghi", "31/03/2026", 30), ("Pulizia", "30/9/26", 70)),
        ),
        ("T2", "Strade sicure", 40, (("Rilievo", "30/04/2026", 45), ("Asfalto", "31/10/2026", 55))),
    ):
        for work in works:
            sheet.append((code, title, weight, *work))
    out = io.BytesIO()
    book.save(out)
    plan = open_document(out.getvalue(), "piano.xlsx").reading().plan
    steps = [[(i.name, i.weight) for i in one.indicators] for one in plan.objectives]
    assert steps == [[("Sopralluoghi", 30), ("Pulizia", 70)], [("Rilievo", 45), ("Asfalto", 55)]]
