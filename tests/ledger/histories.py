"""Any history of a year, for the properties: reports, backdated too, corrected, judged, amended."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from ledger.clock import FixedClock
from ledger.commands.plan import CancelObjective, SetBaseline, SetDeadline, SetTarget
from ledger.commands.progress import (
    ContestProgress,
    CorrectProgress,
    RecordProgress,
    UndoProgress,
    ValidateProgress,
)
from ledger.errors import Refusal
from ledger.ledger import Ledger
from ledger.progress.change import Said

from ..town import at

COUNTS = ("AS4.3.1", "AS3.1.1")
BY = {"AS4": "eq.as4", "AS3": "eq.as3"}
JANUARY = at("2024-01-02", 8)
DAYS = st.dates(dt.date(2024, 1, 3), dt.date(2024, 9, 15))


@dataclass(frozen=True)
class Step:
    """One thing somebody asks. `which` picks a report among those made so far."""

    act: str
    indicator: str
    value: int
    which: int
    day: dt.date | None
    days_later: int


STEPS = st.builds(
    Step,
    act=st.sampled_from(
        ("total", "more", "pair", "step", "correct", "move", "undo", "validate", "contest",
         "target", "baseline", "deadline", "cancel")
    ),
    indicator=st.sampled_from((*COUNTS, "AS4.4.1", "AS4.1.2")),
    value=st.integers(-30, 300),
    which=st.integers(0, 7),
    day=st.none() | DAYS,
    days_later=st.integers(0, 20),
)  # fmt: skip

HISTORIES = st.lists(STEPS, max_size=25)


def live(ledger: Ledger, history: list[Step], since: dt.datetime = JANUARY) -> None:
    """Does the steps one after the other; what is refused is refused."""
    ledger.clock = clock = FixedClock(since)
    reports: list[int] = []
    for step in history:
        clock.move(clock.now() + dt.timedelta(days=step.days_later))
        by = BY[step.indicator.partition(".")[0]]
        actor = by if step.act in OFFICER else "dirigente.as"
        try:
            events = ledger.execute(asked(step, reports), actor=actor, cause="test")
        except Refusal:
            continue
        reports += [e.seq for e in events if e.type == "ProgressRecorded"]


OFFICER = ("total", "more", "pair", "step", "correct", "move", "undo")


def asked(step: Step, reports: list[int]) -> object:  # noqa: C901 (a table of acts)
    code, value, day = step.indicator, Decimal(step.value), step.day
    report = reports[step.which % len(reports)] if reports else 0
    match step.act:
        case "total" | "more":
            mode = "absolute" if step.act == "total" else "increment"
            return RecordProgress((Said(code, mode, value, day=day),))  # type: ignore[arg-type]
        case "pair":
            pair = Said(code, "ratio", None, value, Decimal(step.which), day)
            return RecordProgress((pair,))
        case "step":
            return RecordProgress((Said(code, "milestone", Decimal(step.which % 2), day=day),))
        case "correct":
            return CorrectProgress(report, Said(code, "absolute", value, day=day), "refuso")
        case "move":
            return CorrectProgress(report, Said(code, "increment", value, day=day), "altro posto")
        case "undo":
            return UndoProgress(report, "doppia")
        case "validate":
            return ValidateProgress((report,))
        case "contest":
            return ContestProgress(report, "non torna")
        case "target":
            return SetTarget(code, value)
        case "baseline":
            return SetBaseline(code, value)
        case "deadline":
            return SetDeadline(code, dt.date(2024, 11, 30))
        case _:
            return CancelObjective(code.rpartition(".")[0], "fusa")
