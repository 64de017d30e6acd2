"""The edges of what may be asked: the last instant allowed and the first that is not, and who may.

Each of these was once a line that could be changed without a test noticing.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from ledger.commands.calendar import (
    LONGEST_SNOOZE,
    DeclineReminder,
    FinishPhase,
    ReturnReminder,
    Snooze,
)
from ledger.commands.leaves import AnnounceLeave
from ledger.commands.plan import SetBaseline
from ledger.errors import BadPeriod, BadValue, NotAllowed
from ledger.events.calendar import Subject
from ledger.ledger import Ledger

from ..town import POSTS

EVERYBODY = tuple(dict.fromkeys(code for code, *_ in POSTS))


@pytest.fixture
def town(memory: Callable[[], Ledger]) -> Ledger:
    return memory()


def does(ledger: Ledger, command: object, by: str) -> int:
    return len(ledger.execute(command, actor=by, cause="test"))


@pytest.mark.parametrize("who", [p for p in EVERYBODY if p != "segretario"])
def test_only_the_segretario_says_a_phase_is_done(town: Ledger, who: str) -> None:
    with pytest.raises(NotAllowed):
        does(town, FinishPhase("relazione", 2024), by=who)
    assert does(town, FinishPhase("relazione", 2024), by="segretario") == 1


@pytest.mark.parametrize("who", ["eq.as4", "eq.as3", "dirigente.af", "nucleo", "admin"])
def test_a_reminder_is_returned_by_who_sets_there(town: Ledger, who: str) -> None:
    does(town, DeclineReminder("AS4.4"), by="eq.as4")
    with pytest.raises(NotAllowed):
        does(town, ReturnReminder("eq.as4", "AS4.4"), by=who)
    assert does(town, ReturnReminder("eq.as4", "AS4.4"), by="dirigente.as") == 1


def test_a_reminder_is_put_off_for_the_longest_time_and_not_a_second_more(town: Ledger) -> None:
    matter, longest = Subject(year=2024, code="AS4.3"), town.now() + LONGEST_SNOOZE
    for until in (longest + dt.timedelta(seconds=1), town.now()):
        with pytest.raises(BadPeriod):
            does(town, Snooze(matter, until), by="eq.as4")
    assert does(town, Snooze(matter, longest), by="eq.as4") == 1
    assert dt.timedelta(days=31) == LONGEST_SNOOZE


def test_nobody_is_their_own_substitute(town: Ledger) -> None:
    days = (dt.date(2024, 9, 20), dt.date(2024, 9, 25))
    with pytest.raises(BadPeriod):
        does(town, AnnounceLeave("eq.as4", *days, "eq.as4"), by="personale")
    one_day = AnnounceLeave("eq.as4", days[0], days[0], "eq.as3")
    assert does(town, one_day, by="personale") == 1


@pytest.mark.parametrize(
    ("code", "value", "may"),
    [
        ("AS3.1.1", "-1", False),
        ("AS3.1.1", "0", True),
        ("AS3.1.3", "-0.5", False),
        ("AS3.1.2", "-4", True),
        ("AF1.1.1", "-1500", True),
    ],
    ids=["a count below 0", "a count of 0", "a percentage", "an index", "money"],
)
def test_a_baseline_is_a_number_that_can_be(town: Ledger, code: str, value: str, may: bool) -> None:
    who = "dirigente.af" if code.startswith("AF") else "dirigente.as"
    if may:
        assert does(town, SetBaseline(code, Decimal(value)), by=who) == 1
        return
    with pytest.raises(BadValue):
        does(town, SetBaseline(code, Decimal(value)), by=who)
