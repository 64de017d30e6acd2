"""Where the first reading makes an unlikely plan, the likeliest of several is taken."""

import io

import openpyxl

from importers import PlanMap, Reading, Unread, open_document, said_of
from importers.choosing import chosen
from importers.document import reading_of
from importers.likelihood import Likelihood
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
    assert not isinstance(found, Reading)
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
