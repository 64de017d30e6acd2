"""What was changed of the plan in the year: its reason said afterwards; people and money moved.

Source: SMVP, phases f and g (monitoring «in rapporto alle risorse», with corrections).
"""

import datetime as dt

from pydantic.dataclasses import dataclass

from ledger.bounds import LONGEST_REASON
from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule, reporters, setters
from ledger.commands.deciding import Decider, allows, decides
from ledger.errors import Act, FutureDay, NeedsObjective, NoChange, ReasonNeeded
from ledger.errors_smvp import ActNeeded, NoSuchChange
from ledger.events import ChangeExplained, DelayExplained, PurposeSet, ResourcesChanged
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.plan import Budget, People
from ledger.projections import changes
from ledger.view import View

LONGEST_NAME = 200
"""Of a stakeholder or a measure."""


@dataclass(frozen=True, config=UNBUILT)
class ExplainChange:
    """Why a change of a target, a baseline, a weight or a deadline was made; `change` is its
    number in the record."""

    year: int
    change: int
    reason: str
    act: str = ""
    act_on: dt.date | None = None


@dataclass(frozen=True, config=UNBUILT)
class ChangeResources:
    """People and money of an objective from now on, all of them, by an act."""

    year: int
    code: str
    people: tuple[People, ...]
    budget: tuple[Budget, ...]
    reason: str
    act: str
    act_on: dt.date


@dataclass(frozen=True, config=UNBUILT)
class SetPurpose:
    """What an objective is for from now on: all three, as they are to stand."""

    year: int
    code: str
    impact: str
    stakeholders: tuple[str, ...] = ()
    ptpct: tuple[str, ...] = ()


@dataclass(frozen=True, config=UNBUILT)
class ExplainDelay:
    """Why an objective is behind, in its owner's words, and what is done about it."""

    year: int
    code: str
    reason: str
    measure: str = ""


def explain_delay(
    view: View, command: ExplainDelay, actor: str, now: dt.datetime
) -> list[Decision]:
    """Why an objective is behind and what is done about it, by who answers for it."""
    if not command.reason.strip():
        raise ReasonNeeded()
    event = DelayExplained(
        year=command.year,
        code=_objective(view, command.code),
        reason=command.reason.strip()[:LONGEST_REASON],
        measure=command.measure.strip()[:LONGEST_REASON] or None,
    )
    return [Decision(event, day_of(now))]


def explain_change(
    view: View, command: ExplainChange, actor: str, now: dt.datetime
) -> list[Decision]:
    """The reason and the act of a change that had none. Source: contract, "Files, keys, proofs"."""
    today = day_of(now)
    _change(view, command.year, command.change)
    if not command.reason.strip():
        raise ReasonNeeded()
    if command.act_on is not None and command.act_on > today:
        raise FutureDay(command.act_on)
    event = ChangeExplained(
        year=command.year,
        change=command.change,
        reason=command.reason.strip()[:LONGEST_REASON],
        act=command.act.strip() or None,
        act_on=command.act_on if command.act.strip() else None,
    )
    return [Decision(event, today)]


def _change(view: View, year: int, seq: int) -> changes.Change:
    """Raises NoSuchChange."""
    found = [c for c in changes.changes(view.tables, year) if c.seq == seq]
    if not found:
        raise NoSuchChange(seq)
    return found[0]


def change_resources(
    view: View, command: ChangeResources, actor: str, now: dt.datetime
) -> list[Decision]:
    """Raises NeedsObjective, NoChange, ReasonNeeded, ActNeeded, FutureDay."""
    today = day_of(now)
    code = _objective(view, command.code)
    objective = view.plan.objectives[code]
    if (objective.people, objective.budget) == (command.people, command.budget):
        raise NoChange(code)
    if not command.reason.strip():
        raise ReasonNeeded()
    if not command.act.strip():
        raise ActNeeded()
    if command.act_on > today:
        raise FutureDay(command.act_on)
    event = ResourcesChanged(
        year=command.year,
        code=code,
        people=command.people,
        budget=command.budget,
        reason=command.reason.strip()[:LONGEST_REASON],
        act=command.act.strip(),
        act_on=command.act_on,
    )
    return [Decision(event, today)]


def set_purpose(view: View, command: SetPurpose, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises NeedsObjective, NoChange, ReasonNeeded where nothing is said of its impact."""
    code = _objective(view, command.code)
    objective = view.plan.objectives[code]
    impact = command.impact.strip()[:LONGEST_REASON]
    if not impact:
        raise ReasonNeeded()
    said = (impact, _tidy(command.stakeholders), _tidy(command.ptpct))
    if said == (objective.impact, objective.stakeholders, objective.ptpct):
        raise NoChange(code)
    event = PurposeSet(
        year=command.year, code=code, impact=said[0], stakeholders=said[1], ptpct=said[2]
    )
    return [Decision(event, day_of(now))]


def _tidy(names: tuple[str, ...]) -> tuple[str, ...]:
    tidy = (" ".join(name.split())[:LONGEST_NAME] for name in names)
    return tuple(dict.fromkeys(name for name in tidy if name))


def _objective(view: View, typed: str) -> str:
    code = view.plan.alive(typed)
    if code not in view.plan.objectives:
        raise NeedsObjective(code, view.plan.objective_of(code).code)
    return code


def _may_explain(view: View, command: ExplainChange, day: dt.date) -> list[Grounds]:
    """Who may change it, and who did."""
    found = _change(view, command.year, command.change)
    return [Grounds(Act.SET, found.code, setters(view.plan, found.code), (found.actor,))]


def _may_move(view: View, command: ChangeResources | SetPurpose, day: dt.date) -> list[Grounds]:
    code = _objective(view, command.code)
    return [Grounds(Act.SET, code, setters(view.plan, code))]


def _may_report(view: View, command: ExplainDelay, day: dt.date) -> list[Grounds]:
    code = _objective(view, command.code)
    return [Grounds(Act.REPORT, code, reporters(view.plan, code))]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(ExplainChange, explain_change),
        decides(ChangeResources, change_resources),
        decides(SetPurpose, set_purpose),
        decides(ExplainDelay, explain_delay),
    )
)
RULES: dict[type, Rule] = dict(
    (
        allows(ExplainChange, _may_explain),
        allows(ChangeResources, _may_move),
        allows(SetPurpose, _may_move),
        allows(ExplainDelay, _may_report),
    )
)
