"""Who was enrolled, and which posts they held, at any moment of the past: what a replay of every
event up to it makes of them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from ledger.clock import FixedClock
from ledger.commands.forgetting import ForgetPerson
from ledger.commands.people import AddPerson, EndPost
from ledger.commands.personnel import RecordFact
from ledger.errors import Refusal
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.progress.moment import Moment
from ledger.view import View

from .histories import JANUARY
from .oracle import replayed
from .test_record import FREELY

PEOPLE = ("u1", "u2", "eq.as4")
UNITS = ("AS4", "AS3", "AS1")
DAYS = st.dates(dt.date(2024, 1, 3), dt.date(2024, 9, 15))
MOMENTS = [dt.date(2024, month, 10).toordinal() for month in (1, 4, 12)]
POSTS = ("eq:AS4", "eq:AS3", "dipendente:AS4", "nucleo", "dirigente:AS")


@dataclass(frozen=True)
class Step:
    """One thing told of somebody."""

    act: str
    person: str
    role: Role
    unit: str
    interim: bool
    since: dt.date | None
    until: dt.date | None
    days_later: int


STEPS = st.builds(
    Step,
    act=st.sampled_from(("add", "add", "end", "end one", "move", "forget")),
    person=st.sampled_from(PEOPLE),
    role=st.sampled_from((Role.EQ, Role.DIPENDENTE, Role.NUCLEO)),
    unit=st.sampled_from(UNITS),
    interim=st.booleans(),
    since=st.none() | DAYS,
    until=st.none() | DAYS,
    days_later=st.integers(0, 40),
)


def asked(step: Step, day: dt.date) -> object:
    unit = step.unit if step.role.needs_unit else None
    match step.act:
        case "add":
            posts = (step.role, unit, step.interim, step.since, step.until)
            return AddPerson(step.person, "Ugo", *posts)
        case "end":
            return EndPost(step.person, on=step.until)
        case "end one":
            return EndPost(step.person, step.role, unit, step.until)
        case "move":
            role = Role.DIPENDENTE if step.interim else Role.EQ
            since = step.since or day
            act = ("determina 3", day)
            return RecordFact(
                "move", step.person, *act, since=since, until=step.until, unit=step.unit, what=role
            )
        case _:
            return ForgetPerson(step.person, "lo ha chiesto", "admin")


def live(ledger: Ledger, history: list[Step]) -> None:
    """Does the steps one after the other; what is refused is refused."""
    ledger.clock = clock = FixedClock(JANUARY)
    for step in history:
        clock.move(clock.now() + dt.timedelta(days=step.days_later))
        try:
            ledger.execute(asked(step, ledger.today()), actor=CLI, cause="test")
        except Refusal:
            continue


def known(view: View, day: dt.date, gone: set[str]) -> dict[str, object]:
    """What a view says; whose name is erased by now had one then, while their key was there."""
    return {
        "people": [
            replace(person, name="") if person.code in gone else person for person in view.people()
        ],
        "posts": {person: view.posts(person) for person in PEOPLE},
        "enrolled": [person for person in PEOPLE if view.enrolled(person, day)],
        "holders": {post: view.holders(post, day) for post in POSTS},
    }


@given(history=st.lists(STEPS, max_size=10))
@FREELY
def test_people_of_any_moment_are_what_a_replay_of_every_event_makes_of_them(
    memory: Callable[[], Ledger], history: list[Step]
) -> None:
    ledger = memory()
    founded = ledger.log.head().seq
    live(ledger, history)
    assert ledger.differs_from_rebuild() == []
    gone = {person.code for person in ledger.view.people() if person.forgotten}
    for ordinal in MOMENTS:
        day = dt.date.fromordinal(ordinal)
        for seq, made in replayed(ledger, ordinal, founded, 2):
            with ledger.past.view(Moment(ordinal, seq)) as view:
                assert known(view, day, gone) == known(View(made), day, gone)


def test_who_held_a_post_then_is_asked_of_a_moment_before_somebody_came(ledger: Ledger) -> None:
    ledger.execute(AddPerson("u1", "Ugo", Role.NUCLEO), actor=CLI, cause="test")
    with ledger.past.view(Moment(MOMENTS[-1], ledger.log.head().seq - 2)) as view:
        assert view.person("u1") is None and view.enrolled("eq.as4") is not None
        assert view.holders("eq:AS4", dt.date(2024, 6, 1)) == ["eq.as4"]
