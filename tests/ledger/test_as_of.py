"""Two times: what was true on a day, and what was known on a day."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from ledger.clock import FixedClock
from ledger.commands.plan import AddObjective, CancelObjective, SetTarget
from ledger.commands.progress import (
    ContestProgress,
    CorrectProgress,
    RecordProgress,
    UndoProgress,
    ValidateProgress,
)
from ledger.errors import NoPlan
from ledger.ledger import Ledger
from ledger.plan import Indicator, Kind, Objective
from ledger.progress.change import Said
from ledger.progress.figures import State
from ledger.progress.standings import Standing, standing

from ..town import at
from .conftest import done, plus, said

CODE = "AS4.3.1"


class Year:
    """A ledger whose clock is moved from day to day."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.clock = ledger.clock = FixedClock(at("2024-01-02", 8))

    def on(self, day: str) -> "Year":
        self.clock.move(at(day))
        return self

    def records(self, fact: Said, by: str = "eq.as4") -> int:
        return self.does(RecordProgress((fact,)), by)

    def does(self, command: object, by: str = "eq.as4") -> int:
        """The number of the (first) event."""
        return self.ledger.execute(command, actor=by, cause="test")[0].seq

    def stands(
        self, scope: str = CODE, *, as_of: str | None = None, known_at: str | None = None
    ) -> Standing:
        asked = at(as_of, 23) if as_of else None
        known = at(known_at, 23) if known_at else None
        day = (asked or known or self.clock.now()).date()
        with self.ledger.view_at(asked, known) as view:
            return standing(view, scope, day)

    def value(self, *, as_of: str | None = None, known_at: str | None = None) -> int | None:
        value = self.stands(as_of=as_of, known_at=known_at).objectives[0].indicators[0].value
        return None if value is None else int(value.number)


@pytest.fixture
def year(memory: Callable[[], Ledger]) -> Year:
    return Year(memory())


def test_a_late_report_was_true_on_its_day_and_known_only_later(year: Year) -> None:
    year.on("2024-06-03").records(said(CODE, 100))
    year.on("2024-09-16").records(said(CODE, 180, on="2024-06-20"))
    assert year.value(as_of="2024-06-30") == 180
    assert year.value(known_at="2024-06-30") == 100
    assert year.value(as_of="2024-06-10") == 100
    assert year.value(as_of="2024-06-30", known_at="2024-08-01") == 100
    assert year.value() == 180


def test_later_reports_are_left_out_of_a_past_day(year: Year) -> None:
    year.on("2024-06-03").records(said(CODE, 100))
    year.on("2024-07-01").records(plus(CODE, 20))
    year.on("2024-09-16").records(plus(CODE, 30))
    days = ("2024-06-02", "2024-06-03", "2024-06-30", "2024-07-01", "2024-09-15", "2024-09-16")
    assert [year.value(as_of=day) for day in days] == [None, 100, 100, 120, 120, 150]


def test_a_correction_keeps_its_report_s_day(year: Year) -> None:
    seq = year.on("2024-06-03").records(said(CODE, 540))
    year.on("2024-09-16").does(CorrectProgress(seq, said(CODE, 45), "refuso"))
    assert year.value(as_of="2024-06-30") == 45
    assert year.value(known_at="2024-06-30") == 540


def test_a_correction_may_move_a_report_to_an_earlier_or_a_later_day(year: Year) -> None:
    first = year.on("2024-06-03").records(said(CODE, 100))
    second = year.on("2024-07-01").records(said(CODE, 200))
    year.on("2024-09-16")
    year.does(CorrectProgress(second, said(CODE, 200, on="2024-05-31"), "era maggio"))
    year.does(CorrectProgress(first, said(CODE, 100, on="2024-08-01"), "era agosto"))
    assert year.value(as_of="2024-05-30") is None
    assert year.value(as_of="2024-06-30") == 200
    assert year.value(as_of="2024-07-31") == 200
    assert year.value(as_of="2024-08-01") == 100
    assert year.value() == 100, "the order is that of the days"
    assert year.value(known_at="2024-07-31") == 200
    assert year.value(known_at="2024-06-30") == 100


def test_an_undone_report_never_was_but_was_known(year: Year) -> None:
    year.on("2024-06-03").records(said(CODE, 100))
    second = year.on("2024-07-01").records(plus(CODE, 50))
    year.on("2024-09-16").does(UndoProgress(second, "doppia"))
    assert year.value(as_of="2024-07-31") == 100
    assert year.value(known_at="2024-07-31") == 150
    assert year.value(known_at="2024-09-16") == 100


def test_a_contested_report_does_not_count_and_a_validated_one_says_so(year: Year) -> None:
    seq = year.on("2024-06-03").records(said(CODE, 100))
    year.on("2024-07-01").does(ValidateProgress((seq,)), "dirigente.as")

    def validated(**instants: str) -> bool:
        value = year.stands(**instants).objectives[0].indicators[0].value
        return value is not None and value.validated

    assert not validated(known_at="2024-06-30")
    assert validated(known_at="2024-07-01")
    assert validated(as_of="2024-06-30"), "about a report of June, as known now"
    year.on("2024-09-16").does(ContestProgress(seq, "mancano gli atti"), "dirigente.as")
    assert year.value(as_of="2024-06-30") is None
    assert year.value(known_at="2024-08-01") == 100


def test_a_target_set_later_was_not_there_before(year: Year) -> None:
    year.on("2024-06-03").records(said("AF1.1.2", 30), "eq.af1")
    year.on("2024-09-01").does(SetTarget("AF1.1.2", Decimal(60)), "dirigente.af")
    assert year.stands("AF1.1.2", as_of="2024-08-31").state is State.NO_TARGET
    assert year.stands("AF1.1.2", as_of="2024-09-01").progress == 50
    assert year.stands("AF1.1.2", known_at="2024-08-31").progress is None


def test_a_cancelled_objective_counts_until_the_day_it_is_cancelled(year: Year) -> None:
    year.on("2024-06-03").records(said(CODE, 300))
    year.on("2024-09-10").does(CancelObjective("AS4.3", "trasferito"), "dirigente.as")
    assert year.stands("AS4.3", as_of="2024-09-09").progress == 50
    assert year.stands("AS4.3", as_of="2024-09-10").state is State.CANCELLED
    assert year.stands("AS4.3", known_at="2024-09-09").progress == 50


def test_an_objective_added_in_the_year_is_not_in_its_past(year: Year) -> None:
    indicator = Indicator(code="AS3.2.1", name="prove", kind=Kind.COUNT, target=Decimal(10))
    added = Objective(code="AS3.2", title="Prova", indicators=(indicator,))
    year.on("2024-09-10").does(AddObjective(added, {}), "dirigente.as")
    assert [r.objective.code for r in year.stands("AS3", as_of="2024-09-09").objectives] == [
        "AS3.1"
    ]
    assert len(year.stands("AS3", as_of="2024-09-10").objectives) == 2


def test_expected_is_that_of_the_day_asked_about(year: Year) -> None:
    year.on("2024-09-16").records(done("AS4.1.2"))
    assert year.stands(as_of="2024-01-01").expected == 0
    assert year.stands(as_of="2024-12-31").expected == 100
    assert year.stands("AS4.1", as_of="2024-09-15").progress == 0


def test_before_there_was_a_plan_nothing_is_known(year: Year) -> None:
    with year.ledger.view_at(None, at("2023-12-31")) as view, pytest.raises(NoPlan):
        _ = view.plan


def test_the_future_is_what_is_known_now(year: Year) -> None:
    year.on("2024-06-03").records(said(CODE, 100))
    assert year.value(as_of="2030-01-01") == 100


def test_a_clock_behind_the_last_event_writes_that_event_s_instant(
    memory: Callable[[], Ledger],
) -> None:
    ledger = memory()
    ledger.execute(RecordProgress((said(CODE, 1),)), actor="eq.as4", cause="test")
    ledger.clock = FixedClock(dt.datetime(2024, 3, 1, tzinfo=dt.UTC))
    (late,) = ledger.execute(RecordProgress((said(CODE, 2),)), actor="eq.as4", cause="test")
    before, after = list(ledger.log.after(late.seq - 2))
    assert before.recorded_at == after.recorded_at
    assert after.effective_on == dt.date(2024, 3, 1)
