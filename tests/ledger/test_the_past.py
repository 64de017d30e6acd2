"""Any moment of the past, on both axes, is what a fold of the events that counted then says.

The tables that answer now answer of the past; the fold here reads the log and nothing else.
"""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given

from ledger import projections
from ledger.commands.progress import RecordProgress
from ledger.events import Envelope, ProgressUndone, ProgressValidated
from ledger.ledger import Ledger
from ledger.log import Decision, Entry
from ledger.plan import Direction
from ledger.plan.inforce import PlanInForce, read_in_force
from ledger.progress.figures import Report, Value, in_order, makers, value_of
from ledger.progress.moment import LAST_SEQ, Moment
from ledger.readings.reports import ReportsOf, course_of, rests_on
from ledger.view import View

from ..town import MORNING, TODAY
from .conftest import plus
from .histories import COUNTS, HISTORIES, Step, live
from .oracle import replayed
from .test_record import FREELY

INDICATORS = (*COUNTS, "AS4.4.1", "AS4.1.2")
DAYS = [dt.date(2024, month, 1).toordinal() for month in (2, 3, 5, 8)]
MARKED = {"ProgressValidated": "validated", "ProgressContested": "contested"}


@dataclass
class Told:
    """A report as the log tells it: where it counts, and what became of it."""

    indicator: str
    day: dt.date
    said: dict[str, str]
    status: str = "provisional"

    def counts(self, indicator: str, day: int) -> bool:
        own = self.indicator == indicator and self.day.toordinal() <= day
        return own and self.status in ("provisional", "validated")


def told(events: list[Envelope]) -> dict[int, Told]:
    """The reports of a log, by their number."""
    found: dict[int, Told] = {}
    for e in events:
        said = json.loads(e.data)
        if e.type == "ProgressRecorded":
            found[e.seq] = Told(said["indicator"], e.effective_on, said)
        elif e.type == "ProgressCorrected":
            found[said["report"]] = Told(said["indicator"], e.effective_on, said)
        elif e.type in (*MARKED, "ProgressUndone"):
            found[said["report"]].status = MARKED.get(e.type, "undone")
    return found


def number(said: dict[str, str], name: str) -> Decimal | None:
    return Decimal(said[name]) if name in said else None


def folded(reports: dict[int, Told], plan: PlanInForce, code: str, day: int) -> Value | None:
    """The value an indicator had, from every report that counted."""
    indicator = plan.indicators[code]
    start = indicator.baseline if indicator.direction is Direction.DOWN else None
    counted = [
        Report(
            seq,
            one.day,
            one.said["mode"],
            *(number(one.said, name) for name in ("value", "numerator", "denominator")),
            one.status == "validated",
        )
        for seq, one in reports.items()
        if one.counts(code, day)
    ]
    return value_of(sorted(counted, key=in_order), start)


@given(history=HISTORIES)
@FREELY
def test_after_every_event_each_day_of_the_past_is_what_the_log_says(
    memory: Callable[[], Ledger], history: list[Step]
) -> None:
    ledger = memory()
    founded = ledger.log.head().seq
    live(ledger, history)
    events = list(ledger.log.after())
    for seq in range(founded, len(events) + 1):
        reports = told(events[:seq])
        for day in (*DAYS, dt.date(2024, 12, 31).toordinal()):
            with ledger.past.view(Moment(day, seq)) as view:
                said(view, reports, day)


@given(history=HISTORIES)
@FREELY
def test_a_plan_of_any_moment_is_what_a_replay_of_every_event_makes_of_it(
    memory: Callable[[], Ledger], history: list[Step]
) -> None:
    ledger = memory()
    founded = ledger.log.head().seq
    live(ledger, history)
    for day in DAYS[::2]:
        for seq, made in replayed(ledger, day, founded, 8):
            with ledger.past.view(Moment(day, seq)) as view:
                assert view.plan == read_in_force(made, view.year)
                assert view.anomalies() == View(made, year=view.year).anomalies()


def said(view: View, reports: dict[int, Told], day: int) -> None:
    """What a view of the past says is what the log says."""
    found = view.standings(INDICATORS)
    expected = {code: folded(reports, view.plan, code, day) for code in INDICATORS}
    assert found == {code: value for code, value in expected.items() if value}
    for code in INDICATORS:
        counted = {r.seq for r in view.counted_reports(code)}
        assert counted == {seq for seq, one in reports.items() if one.counts(code, day)}
        made_of = tuple(r.seq for r in makers(view.counted_reports(code)))
        assert rests_on(view, code) == (len(made_of), made_of)
        assert rests_on(view, code, 2) == (len(made_of), made_of[-2:])


@given(history=HISTORIES)
@FREELY
def test_the_course_of_an_indicator_is_what_its_reports_make_of_each_day(
    memory: Callable[[], Ledger], history: list[Step]
) -> None:
    ledger = memory()
    founded = ledger.log.head().seq
    live(ledger, history)
    for seq in (*range(founded, ledger.log.head().seq, 5), LAST_SEQ):
        with ledger.past.view(Moment(DAYS[-1], seq)) as view:
            for code in INDICATORS:
                start, value, days = view.starts_from(code), None, {}
                for report in view.counted_reports(code):
                    value = value_of([report], start, value)
                    days[report.day] = value and value.number
                assert course_of(view, code) == [*days.items()]
                rows = sorted(view.reports_of(code), key=lambda row: (row.day, row.seq))
                told = ReportsOf(view, code)
                assert [*told] == rows and len(told) == len(rows)
                assert told[1:4] == rows[1:4] and told[-2:] == rows[-2:]
                assert told[::-2] == rows[::-2] and [told[n] for n in range(len(rows))] == rows


def test_a_report_validated_twice_taken_back_and_validated_stands_as_each_event_left_it(
    memory: Callable[[], Ledger],
) -> None:
    """No command says it in this order; a log may."""
    ledger = memory()
    (made,) = ledger.execute(
        RecordProgress((plus("AS4.3.1", 5),)), actor="eq.as4", cause="test", key="r"
    )
    about = {"year": 2024, "report": made.seq, "indicator": "AS4.3.1"}
    validated = ProgressValidated(**about)
    for n, event in enumerate(
        (validated, validated, ProgressUndone(**about, reason="x"), validated)
    ):
        with ledger.transaction():
            entry = Entry(Decision(event, TODAY), "dirigente.as", "test", f"m{n}")
            (envelope,) = ledger.log.append([entry], MORNING)
            projections.apply(ledger.file, envelope, event)
    stood = []
    for seq in range(made.seq, made.seq + 5):
        with ledger.past.view(Moment(TODAY.toordinal(), seq)) as view:
            row = view.report(made.seq)
            stood.append((row.status, row.changed_seq - made.seq))
    assert stood == [
        ("provisional", 0), ("validated", 1), ("validated", 2), ("undone", 3), ("validated", 4)
    ]  # fmt: skip
    assert ledger.differs_from_rebuild() == []
