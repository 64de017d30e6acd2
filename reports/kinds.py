"""The documents of the office by name: what each needs to be named, and the forms it comes in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ledger.ledger import Ledger
from ledger.plan import ENTE
from reports import books, objectives, payment, personal, year
from reports.columns import csv_of
from reports.pdf import pdf_of
from reports.record import Drawn
from reports.word import docx_of


@dataclass(frozen=True)
class Asked:
    """What was asked for: a unit or an indicator, a person, a year; None where nothing was said."""

    of: str | None = None
    person: str | None = None
    year: int | None = None
    codes_only: bool = False


def _unit(ledger: Ledger, asked: Asked) -> str:
    """Raises UnknownCode, UnknownUnit."""
    return ledger.view.of(asked.year).plan.resolve_scope(asked.of or ENTE)


def _person(ledger: Ledger, asked: Asked) -> str:
    """Raises UnknownPerson."""
    person = (asked.person or "").strip().lower()
    ledger.view.known(person)
    return person


def _assignment(ledger: Ledger, asked: Asked) -> Drawn:
    if asked.person:
        return objectives.assignment(ledger, _person(ledger, asked), asked.year)
    return objectives.assignments(ledger, _unit(ledger, asked), asked.year)


DRAWN: Mapping[str, Callable[[Ledger, Asked], Drawn]] = {
    "assignment": _assignment,
    "monitoring": lambda ledger, asked: objectives.monitoring(
        ledger, _unit(ledger, asked), asked.year
    ),
    "relazione": lambda ledger, asked: year.relazione(ledger, asked.year),
    "verbale": lambda ledger, asked: year.verbale(ledger, asked.year),
    "payment": lambda ledger, asked: payment.payment(
        ledger, asked.year, codes_only=asked.codes_only
    ),
    "person": lambda ledger, asked: personal.own_file(ledger, _person(ledger, asked), asked.year),
    "certificate": lambda ledger, asked: personal.certificate(ledger, asked.of or "", asked.year),
}
"""Documents: entered in the record when they go out."""

BOOKS: Mapping[str, Callable[[Ledger, Asked], bytes]] = {
    "plan": lambda ledger, asked: books.plan_book(ledger, asked.year),
    "monitoring": lambda ledger, asked: books.monitoring_book(
        ledger, _unit(ledger, asked), asked.year
    ),
    "schede": lambda ledger, asked: books.schede_book(ledger, asked.year),
    "payment": lambda ledger, asked: books.payment_book(
        ledger, asked.year, codes_only=asked.codes_only
    ),
}
"""Workbooks: to work on, not acts; nothing of them is entered."""

FORMS: Mapping[str, tuple[str, ...]] = {
    "assignment": ("pdf", "docx"),
    "monitoring": ("pdf", "docx", "xlsx"),
    "relazione": ("pdf", "docx"),
    "verbale": ("pdf", "docx"),
    "payment": ("pdf", "docx", "csv", "xlsx"),
    "person": ("pdf", "docx"),
    "certificate": ("pdf",),
    "plan": ("xlsx",),
    "schede": ("xlsx",),
}
KINDS = tuple(FORMS)

NEEDS_PERSON = ("person",)
NEEDS_CODE = ("certificate",)
TAKES_CODE = ("assignment", "monitoring", *NEEDS_CODE)
"""All others are of the whole ente."""


def content_of(drawn: Drawn, form: str) -> bytes:
    """A document in one of its forms."""
    if form == "pdf":
        return pdf_of(drawn.paper)
    if form == "docx":
        return docx_of(drawn.paper)
    assert drawn.table is not None
    return csv_of(drawn.table)
