"""The terms of a conciliazione, told to whose turn it is; that it is late, to both."""

import datetime as dt
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.commands.conciliazione import (
    AcknowledgeScheda,
    AnswerObservations,
    FileObservations,
)
from ledger.evaluation.schede import course, latest
from ledger.ledger import Ledger

from ..ledger.evaluation.conftest import Office
from ..town import at, opened
from .conftest import Year, about

PERSON, YEAR = "eq.as4", 2024
OBSERVE, ANSWER = f"{PERSON}/{YEAR}/observe", f"{PERSON}/{YEAR}/answer"


@pytest.fixture
def notified(ledger_path: Path) -> Year:
    """On Monday 10 February 2025 the EQ took note of her scheda: she may write until the 24th."""
    office = Office(opened(Ledger.open(ledger_path, FixedClock(at("2024-01-02", 8)))))
    office.entity("83").confers(PERSON, by="dirigente.as").issues(PERSON, by="dirigente.as")
    office.does(AcknowledgeScheda(PERSON, YEAR, 1, read_on="page"), by=PERSON)
    office.ledger.close()
    return opened(Year(ledger_path, FixedClock(at("2025-02-10", 11))))


def told(year: Year, first: str, last: str, subject: str) -> list[tuple[str, str]]:
    """The days on which a term was told, and to whom."""
    return [
        (day.isoformat(), notice.to)
        for day, notice in year.days(first, last)
        if ("conciliazione", subject) in about(notice)
    ]


def test_the_person_hears_of_their_term_and_of_nothing_after_it(notified: Year) -> None:
    assert told(notified, "2025-02-11", "2025-03-31", OBSERVE) == [
        ("2025-02-11", PERSON),
        ("2025-02-21", PERSON),  # three days before the 24th is Friday; Sunday's comes then too
        ("2025-02-24", PERSON),
    ]


def test_observations_turn_the_term_to_the_evaluator_and_lateness_is_told_to_both(
    notified: Year,
) -> None:
    notified.on("2025-02-12")
    notified.does(PERSON, FileObservations(PERSON, YEAR, "EQ-I vale di più"))
    days = told(notified, "2025-02-13", "2025-03-31", ANSWER)
    assert days[0] == ("2025-02-13", "dirigente.as")
    version = latest(notified.ledger.view, PERSON, YEAR)
    assert version is not None
    due_on = course(notified.ledger.view, version, dt.date(2025, 2, 13)).due_on
    assert due_on == dt.date(2025, 2, 26)
    assert ("2025-02-26", "dirigente.as") in days
    assert [(day, to) for day, to in days if day > "2025-02-26"] == [
        ("2025-02-27", "dirigente.as"),
        ("2025-02-27", PERSON),
    ]


def test_an_answer_ends_it(notified: Year) -> None:
    notified.on("2025-02-12")
    notified.does(PERSON, FileObservations(PERSON, YEAR, "EQ-I vale di più"))
    notified.does("dirigente.as", AnswerObservations(PERSON, YEAR, "confermo"))
    assert told(notified, "2025-02-13", "2025-03-31", ANSWER) == []
