"""Every table of any moment is what a replay of every event that counted then makes of it.

Histories of any events at all, of every kind, each about the day it was recorded on, an earlier or
a later one: no command would record most of them in such an order.
"""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import projections
from ledger.clock import day_of
from ledger.commands.forgetting import ForgetPerson
from ledger.events import KINDS, Fact, load
from ledger.ledger import Ledger
from ledger.log import Decision, Entry
from ledger.people import CLI
from ledger.progress.moment import LAST_SEQ, Moment
from ledger.projections.then import CHANGING, NOT_OF_THE_PAST, WRITTEN_ONCE

from .histories import JANUARY
from .oracle import in_time, replayed
from .test_record import FREELY

KEPT = Path(__file__).with_name("kept_events.jsonl").read_text("utf-8").splitlines()


def facts() -> list[Fact]:
    """One of each kind, as the log keeps it."""
    lines = [json.loads(line) for line in KEPT]
    return [
        load(line["type"], line["schema"], line["data"], 2024)
        for line in lines
        if line["schema"] == KINDS[line["type"]].SCHEMA and line["type"] not in LEFT_OUT
    ]


LEFT_OUT = {*projections.ASIDE, "PersonForgotten"}
FACTS = facts()
HISTORIES = st.lists(
    st.tuples(
        st.integers(0, len(FACTS) - 1),
        st.integers(0, 9),
        st.sampled_from((0, 0, 0, 0, -25, -3, 4, 30)),
    ),
    max_size=30,
)
"""Which fact, after how many days, and about a day how much later."""

DAYS = [dt.date(2024, month, 20).toordinal() for month in (1, 4)]


def live(ledger: Ledger, history: list[tuple[int, int, int]]) -> int:
    """Records the facts one after the other; the number of the last event before them."""
    founded, now = ledger.log.head().seq, JANUARY
    for n, (which, gap, shift) in enumerate(history):
        now += dt.timedelta(days=gap)
        about = day_of(now) + dt.timedelta(days=shift)
        fact = Entry(Decision(FACTS[which], about), "eq.as4", "test", f"any:{n}")
        # What is there once only is not recorded twice: a command would refuse it.
        with suppress(sqlite3.IntegrityError), ledger.transaction():
            (envelope,) = ledger.log.append([fact], now)
            projections.apply(ledger.file, envelope, FACTS[which])  # type: ignore[arg-type]
    return founded


@given(history=HISTORIES)
@settings(FREELY, max_examples=20)
def test_every_table_of_any_moment_is_what_a_replay_of_every_event_makes_of_it(
    memory: Callable[[], Ledger], history: list[tuple[int, int, int]]
) -> None:
    ledger = memory()
    founded = live(ledger, history)
    for day in DAYS:
        for seq, made in replayed(ledger, day, founded, 5):
            with ledger.past.view(Moment(day, seq)) as view:
                assert in_time(view.tables) == in_time(made)
        for _, made in replayed(ledger, day, ledger.log.head().seq):
            with ledger.past.view(Moment(day, LAST_SEQ)) as view:
                assert in_time(view.tables) == in_time(made)


def test_a_past_moment_is_asked_without_one_event_read_again(ledger: Ledger) -> None:
    founded = live(ledger, [(n, 1, 0) for n in range(len(FACTS))])
    for seq in range(founded, ledger.log.head().seq, 7):
        with ledger.past.view(Moment(dt.date(2024, 2, 20).toordinal(), seq)) as view:
            assert in_time(view.tables)["plans"] and view.plan and view.people()
    assert ledger.past.applied == 0


def test_what_was_told_late_is_all_that_is_read_again(ledger: Ledger) -> None:
    fact = next(n for n, fact in enumerate(FACTS) if fact.__class__.__name__ == "AbsenceRecorded")
    live(ledger, [(fact, 5, 0), (fact, 30, -25), (fact, 5, 0)])
    with ledger.past.view(Moment(dt.date(2024, 1, 20).toordinal(), LAST_SEQ)) as view:
        assert len(in_time(view.tables)["personnel"]) == 2
    assert ledger.past.applied == 1


def test_of_who_is_forgotten_the_past_keeps_what_a_rebuild_would_and_no_more(
    ledger: Ledger,
) -> None:
    live(ledger, [(n, 1, shift) for shift in (0, -3) for n in range(len(FACTS))])
    assert ledger.differs_from_rebuild() == []
    for person in ("eq.as4", "segretario"):
        ledger.execute(ForgetPerson(person, "lo ha chiesto", "admin"), actor=CLI, cause="test")
    ledger.finish_forgetting()
    assert ledger.differs_from_rebuild() == []
    for name in ("personnel_then", "askew"):
        rows = ledger.file.execute(f"select person from {name}").fetchall()
        assert not {("eq.as4",), ("segretario",)} & {*rows}


def test_every_table_has_a_past_or_a_reason_to_have_none(ledger: Ledger) -> None:
    """A new table is asked of past moments too: it is named in one of these."""
    by_themselves = {"reports", "folds", "evidence", "posts_told", "frames", "projected"}
    as_they_are = {"people", "posts", "chats", "invitations", "awaiting", "second_factors"}
    known = {*WRITTEN_ONCE, *CHANGING, *NOT_OF_THE_PAST}
    told = known | by_themselves | as_they_are | {*projections.then.TABLES}
    assert set(projections.TABLES) == told
