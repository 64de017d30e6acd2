"""Bounds hold where facts enter, never where the record is read."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from pydantic import ValidationError

from ledger.commands.leaves import AnnounceLeave
from ledger.commands.plan import CancelObjective, SetDeadline, SetTarget
from ledger.errors import DayOutOfBounds, NumberOutOfBounds, Refusal, TextTooLong, TextUnseen
from ledger.events import ObjectiveAmended, dump, load
from ledger.ledger import Ledger
from ledger.plan import Indicator, Kind

from ..town import PLAN
from .conftest import Story

BEYOND: list[tuple[str, object, type[Refusal]]] = [
    ("deadline", SetDeadline("AS4.3", dt.date(2101, 1, 1)), DayOutOfBounds),
    ("deadline of a year's two digits", SetDeadline("AS4.3", dt.date(24, 6, 30)), DayOutOfBounds),
    ("target", SetTarget("AS4.3.1", Decimal(10) ** 15), NumberOutOfBounds),
    ("decimals", SetTarget("AS3.1.2", Decimal("0.1234567")), NumberOutOfBounds),
    ("reason", CancelObjective("AS4.3", "a" * 10_001), TextTooLong),
    ("reason turned round", CancelObjective("AS4.3", "fatto \u202eon"), TextUnseen),
    ("reason with a bell", CancelObjective("AS4.3", "fatto\x07"), TextUnseen),
]


@pytest.mark.parametrize(("command", "why"), [b[1:] for b in BEYOND], ids=[b[0] for b in BEYOND])
def test_what_is_beyond_any_town_is_refused(
    story: Story, command: object, why: type[Refusal]
) -> None:
    story.when(command, by="dirigente.as").then_refused(why)


def test_what_is_just_within_is_taken(story: Story) -> None:
    for command in (
        SetDeadline("AS4.3", dt.date(2100, 12, 31)),
        SetTarget("AS3.1.2", Decimal("999999999999999.123456")),
        CancelObjective("AS4.3", "a" * 10_000),
        CancelObjective("AS4.4", "due righe,\r\n\tla seconda rientra"),
    ):
        assert story.when(command, by="dirigente.as").refusal is None
    leave = AnnounceLeave("eq.as4", dt.date(1990, 1, 1), dt.date(2024, 12, 31))
    assert story.when(leave, by="personale").refusal is None


def test_an_indicator_of_a_plan_is_bound_when_made_and_not_when_read_back() -> None:
    objective = PLAN.objectives[0]
    event = ObjectiveAmended(year=2024, objective=objective)
    stored = dump(event).replace("2024-12-31", "0024-12-31")
    found = load("ObjectiveAmended", 2, stored)
    assert isinstance(found, ObjectiveAmended)
    assert found.objective.deadline == dt.date(24, 12, 31)
    with pytest.raises(ValidationError, match="1990"):
        Indicator(code="AS4.1.9", name="prova", kind=Kind.DATE, target=dt.date(24, 12, 31))
    with pytest.raises(ValidationError, match="15 cifre"):
        Indicator(code="AS4.1.9", name="prova", kind=Kind.COUNT, target=Decimal("1e15"))


def test_a_ledger_that_holds_such_a_day_is_rebuilt_and_asked(
    memory: Callable[[], Ledger],
) -> None:
    """As one written before there were bounds."""
    ledger = memory()
    indicator = ledger.view.plan.indicators["AS4.3.1"]
    objective = ledger.view.plan.objectives["AS4.3"]
    old = objective.model_copy(
        update={
            "deadline": dt.date(24, 6, 30),
            "indicators": (indicator.model_copy(update={"target": Decimal("1e20")}),),
        }
    )
    event = ObjectiveAmended(year=2024, objective=old)
    (head,) = [*ledger.log.after()][-1:]
    assert replace(head, data=dump(event), type="ObjectiveAmended", schema=2).event == event
