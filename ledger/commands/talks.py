"""The talks of the cycle, each in its time, and what the person evaluated adds. Source: R-19."""

import datetime as dt
from typing import Any

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.deciding import Decider, allows, decides
from ledger.commands.evaluation import judges_of, position_of, theirs
from ledger.errors import FutureDay, ReasonNeeded
from ledger.errors_smvp import NoTalk, OwnEvaluation, TalkOutOfTime
from ledger.evaluation.talks import talk_period
from ledger.events import TalkAnnotated, TalkHeld
from ledger.events.evaluation import Moment
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.projections import encounters
from ledger.view import View


@dataclass(frozen=True, config=UNBUILT)
class RecordTalk:
    """A talk of the year between who evaluates and who is evaluated, on its day."""

    person: str
    year: int
    moment: Moment
    day: dt.date
    content: str = ""


@dataclass(frozen=True, config=UNBUILT)
class AddToTalk:
    """The person evaluated adds their word to a talk, named by its seq."""

    person: str
    year: int
    talk: int
    text: str


def record_talk(view: View, command: RecordTalk, actor: str, now: dt.datetime) -> list[Decision]:
    """The talks of the cycle and the conference of dirigenti, each with its day, in its time."""
    if actor == command.person:
        raise OwnEvaluation()
    if command.day > day_of(now):
        raise FutureDay(command.day)
    first, last = talk_period(command.moment, command.year)
    if not first <= command.day <= last:
        raise TalkOutOfTime(command.year, first, last)
    event = TalkHeld(
        person=command.person,
        year=command.year,
        moment=command.moment,
        content=command.content.strip() or None,
    )
    return [Decision(event, command.day)]


def add_to_talk(view: View, command: AddToTalk, actor: str, now: dt.datetime) -> list[Decision]:
    """The other of the two adds a line, once. Raises NoTalk."""
    held = encounters.talks(view.tables, command.person, command.year)
    talk = next((t for t in held if t.seq == command.talk and t.moment != "conference"), None)
    if talk is None:
        raise NoTalk(command.person, command.year)
    if not command.text.strip():
        raise ReasonNeeded()
    event = TalkAnnotated(
        person=command.person, year=command.year, talk=talk.seq, text=command.text.strip()
    )
    return [Decision(event, day_of(now))]


def _talkers(view: View, command: Any, day: dt.date) -> list[Grounds]:
    position = position_of(view, command.person, command.year)
    return [judges_of(view, position, (*position.evaluators, *position.earlier), day)]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(RecordTalk, record_talk),
        decides(AddToTalk, add_to_talk),
    )
)
RULES: dict[type, Rule] = dict(
    (
        allows(RecordTalk, _talkers),
        allows(AddToTalk, theirs),
    )
)
