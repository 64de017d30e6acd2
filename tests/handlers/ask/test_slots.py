"""What a question for a list says is found wherever it stands, and all of it is kept."""

import datetime as dt

import pytest

from handlers.ask.parts import slots
from ledger.readings.query import Bound, Filter, Order, What

TODAY = dt.date(2024, 9, 16)
"""A Monday."""
F, O, W = Filter, Order, What  # noqa: E741 - read by columns


@pytest.mark.parametrize(
    ("text", "what", "filters", "order"),
    [
        ("obiettivi in ritardo senza prove", W.OBJECTIVES, {F.LATE, F.UNPROVED}, None),
        ("in ritardo e pure senza prove: obiettivi", W.OBJECTIVES, {F.LATE, F.UNPROVED}, None),
        ("indicatori privi di target, dal piu indietro", W.INDICATORS, {F.NO_TARGET}, O.BEHIND),
        ("obiettivi aperti in ordine di scadenza", W.OBJECTIVES, {F.OPEN}, O.DEADLINE),
        ("dati da validare, prima i piu vecchi", W.RECORDS, {F.UNVALIDATED}, O.OLDEST),
        ("dati non validati dal piu vecchio al piu nuovo", W.RECORDS, {F.UNVALIDATED}, O.OLDEST),
        ("contestazioni dalla piu recente", W.RECORDS, {F.CONTESTED}, O.NEWEST),
        ("uffici di as che non aggiornano piu niente", W.SERVICES, {F.SILENT}, None),
        ("obiettivi raggiunti con dati non validati", W.OBJECTIVES, {F.DONE, F.UNVALIDATED}, None),
    ],
)
def test_every_condition_is_kept_in_whatever_place_it_is_said(
    text: str, what: What, filters: set[Filter], order: Order | None
) -> None:
    said = slots.read(text, TODAY, None)
    assert (said.what, said.filters, said.order) == (what, filters, order)


@pytest.mark.parametrize(
    ("text", "since", "until", "due"),
    [
        ("obiettivi in scadenza la settimana prossima", "2024-09-23", "2024-09-29", True),
        ("obiettivi a rischio che scadono entro fine mese", "2024-09-16", "2024-09-30", True),
        ("dati contestati ad agosto", "2024-08-01", "2024-08-31", False),
        ("obiettivi a rischio al 30 giugno", None, "2024-06-30", False),
    ],
)
def test_a_stretch_to_come_is_of_deadlines_and_one_that_was_is_of_the_record(
    text: str, since: str | None, until: str, due: bool
) -> None:
    said = slots.read(text, TODAY, None)
    days = tuple(day and day.isoformat() for day in (said.span.since, said.span.until))
    assert (*days, F.DUE in said.filters) == (since, until, due)


def test_a_bound_is_kept_beside_a_filter() -> None:
    said = slots.read("quali obiettivi in ritardo e sotto il 30 per cento", TODAY, None)
    assert (said.filters, said.bounds) == ({F.LATE}, (Bound("<", 30),))
