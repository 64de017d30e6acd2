"""Objectives of one person, beside those of their unit. Source: R-31.

Who evaluates proposes them, hears the person, assigns them; the person takes note.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.deciding import Decider, allows, decides
from ledger.commands.ente import within
from ledger.commands.evaluation import judges_of, position_of, theirs
from ledger.errors import ReasonNeeded
from ledger.errors_smvp import NoOwnObjectives, OwnEvaluation, TooMuchWeight
from ledger.events import (
    ObjectivesAssigned,
    ObjectivesConsulted,
    ObjectivesNoted,
    ObjectivesProposed,
    PersonalObjective,
)
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.projections import encounters
from ledger.scoring.numbers import show_number
from ledger.view import View


@dataclass(frozen=True, config=UNBUILT)
class Own:
    """One objective: a `code` of the plan, or the words of `title`; `weight` in percent."""

    title: str
    indicator: str
    target: str
    weight: Decimal
    code: str | None = None
    deadline: dt.date | None = None


@dataclass(frozen=True, config=UNBUILT)
class ProposeObjectives:
    """The evaluator's list of a person's objectives for a year, before the person has spoken."""

    person: str
    year: int
    objectives: tuple[Own, ...]
    part: str = ""


@dataclass(frozen=True, config=UNBUILT)
class ConsultObjectives:
    """What the person thinks of those proposed."""

    person: str
    year: int
    text: str
    part: str = ""


@dataclass(frozen=True, config=UNBUILT)
class AssignObjectives:
    """All of a person's own objectives, in place of those assigned before; none: those proposed."""

    person: str
    year: int
    objectives: tuple[Own, ...] = ()
    part: str = ""


@dataclass(frozen=True, config=UNBUILT)
class NoteObjectives:
    """The person has read the definitive list."""

    person: str
    year: int
    part: str = ""


def propose(view: View, command: ProposeObjectives, actor: str, now: dt.datetime) -> list[Decision]:
    """What was proposed before is replaced. Raises what `Own` cannot be."""
    event = ObjectivesProposed(**_whose(command), objectives=_checked(view, command, actor))
    return [Decision(event, day_of(now))]


def assign(view: View, command: AssignObjectives, actor: str, now: dt.datetime) -> list[Decision]:
    """The definitive list; the person takes note of it anew."""
    present = encounters.own_objectives(view.tables, command.person, command.year, command.part)
    objectives = _checked(view, command, actor)
    if not objectives and present is not None:
        objectives = present.proposed
    if not objectives:
        raise NoOwnObjectives(command.person, command.year)
    event = ObjectivesAssigned(**_whose(command), objectives=objectives)
    return [Decision(event, day_of(now))]


def _whose(command: Any) -> dict[str, Any]:
    return {"person": command.person, "year": command.year, "part": command.part}


def _checked(
    view: View, command: ProposeObjectives | AssignObjectives, actor: str
) -> tuple[PersonalObjective, ...]:
    """Weights over 0 that come to 100 at most; codes of the year's plan.

    Raises OwnEvaluation, OutOfRange, TooMuchWeight, UnknownCode.
    """
    if actor == command.person:
        raise OwnEvaluation()
    plan, found, total = view.of(command.year).plan, [], Fraction(0)
    for own in command.objectives:
        weight = Fraction(own.weight)
        within(own.code or own.title, weight, 0, 100)
        total += weight
        code = plan.resolve(own.code) if own.code else None
        title = plan.objective_of(code).title if code else own.title.strip()
        if not title or not own.indicator.strip() or weight == 0:
            raise ReasonNeeded()
        found.append(
            PersonalObjective(
                title=title,
                code=code,
                indicator=own.indicator.strip(),
                target=own.target.strip(),
                weight=show_number(weight),
                deadline=own.deadline,
            )
        )
    if total > 100:
        raise TooMuchWeight(total)
    return tuple(found)


def consult(view: View, command: ConsultObjectives, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises NoOwnObjectives where nothing was proposed."""
    present = encounters.own_objectives(view.tables, command.person, command.year, command.part)
    if present is None or not present.proposed:
        raise NoOwnObjectives(command.person, command.year)
    if not command.text.strip():
        raise ReasonNeeded()
    event = ObjectivesConsulted(**_whose(command), text=command.text.strip())
    return [Decision(event, day_of(now))]


def note(view: View, command: NoteObjectives, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises NoOwnObjectives where nothing was assigned."""
    present = encounters.own_objectives(view.tables, command.person, command.year, command.part)
    if present is None or not present.assigned or present.noted_on is not None:
        raise NoOwnObjectives(command.person, command.year)
    return [Decision(ObjectivesNoted(**_whose(command)), day_of(now))]


def _evaluators(view: View, command: Any, day: dt.date) -> list[Grounds]:
    position = position_of(view, command.person, command.year, command.part)
    return [judges_of(view, position, position.evaluators, day)]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(ProposeObjectives, propose),
        decides(AssignObjectives, assign),
        decides(ConsultObjectives, consult),
        decides(NoteObjectives, note),
    )
)
RULES: dict[type, Rule] = dict(
    (
        allows(ProposeObjectives, _evaluators),
        allows(AssignObjectives, _evaluators),
        allows(ConsultObjectives, theirs),
        allows(NoteObjectives, theirs),
    )
)
