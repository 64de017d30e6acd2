"""What adopting a document changes of the record, told the same on a terminal and in chat."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from importers import PlanDifference, difference
from importers.ours.comparing import Change, IndicatorChange, ObjectiveChange
from italian.words import clean
from ledger.plan import Indicator, Kind, Plan
from ledger.plan.amending import filled
from ledger.view import View
from words.measures import amount
from words.say import Say, say

_LONGEST_VALUE = 60
_ENTE = frozenset({"comune", "citta", "di", "del", "della", "dei", "delle", "il", "la", "d"})
"""Words that stand before the name of a town, and not always the same."""


@dataclass(frozen=True)
class Changes:
    """The plan to adopt; `found` is what it changes where its year has one already."""

    plan: Plan
    strange: Say | None = None
    """What makes one doubt that the document is for this record: another ente's, another year's."""
    other_ente: bool = False
    found: PlanDifference | None = None

    @property
    def amends(self) -> bool:
        """Whether the year has a plan that this one changes."""
        return self.found is not None


def changes_of(view: View, read: Plan) -> Changes | None:
    """What adopting the plan would change; None where that is nothing."""
    strange, other = _strange(view, read), _is_of_another(view, read)
    if read.year not in view.years:
        return Changes(read, strange, other)
    former = view.of(read.year).plan.plan
    found = difference(former, filled(former, difference(former, read).amended))
    return None if found.is_empty else Changes(found.amended, strange, other, found)


def wants_reason(changes: Changes, today: dt.date) -> bool:
    """Whether the plan is changed once its year has begun: that has a reason and an act."""
    return changes.amends and today >= dt.date(changes.plan.year, 1, 1)


def _is_of_another(view: View, read: Plan) -> bool:
    """Whether the document names another ente than every plan on record."""
    name = _name(read.ente)
    known = [_name(view.of(year).plan.plan.ente) for year in view.years]
    return bool(name) and all(other and not (name <= other or other <= name) for other in known)


def _name(ente: str) -> frozenset[str]:
    return frozenset(clean(ente).replace("'", " ").replace("’", " ").split()) - _ENTE


def _strange(view: View, read: Plan) -> Say | None:
    """Another ente, or a year that is neither on record nor the next one."""
    known = sorted(view.years)
    if _is_of_another(view, read):
        ours = view.of(known[-1]).plan.plan.ente
        return say("cli.plan.other_ente", ente=read.ente, ours=ours)
    if read.year in (*known, known[-1] + 1):
        return None
    years = ", ".join(map(str, known))
    return say("cli.plan.other_year", year=read.year, years=years)


def difference_lines(view: View, found: PlanDifference) -> Iterator[Say]:
    """What a corrected document changes in a view's year, objective by objective: from what to
    what."""
    yield say(
        "cli.plan.amended",
        added=len(found.added),
        changed=len(found.changed),
        removed=len(found.removed),
        new=sum(len(change.indicators_added) for change in found.changed),
        gone=sum(len(change.indicators_removed) for change in found.changed),
    )
    for general in found.general:
        yield say("cli.plan.general", field=say(f"plan.field.{general.field}"))
    for o in found.added:
        yield say("cli.plan.added", code=o.code, title=o.title)
    for o in found.removed:
        reported = any(_is_reported(view, i.code) for i in o.indicators)
        yield say("cli.plan.removed", code=o.code, title=o.title, data=_data(is_there=reported))
    for change in found.changed:
        yield from _objective_lines(view, change)


def _objective_lines(view: View, change: ObjectiveChange) -> Iterator[Say]:
    title = view.plan.name_of(change.code)
    yield say("cli.plan.changed", code=change.code, title=title)
    for one in change.changes:
        yield _field(one, None)
    for i in change.indicators_changed:
        yield from _indicator_lines(view, i)
    for added in change.indicators_added:
        yield say("cli.plan.indicator_added", code=added.code, name=added.name)
    for gone in change.indicators_removed:
        data = _data(is_there=_is_reported(view, gone.code))
        yield say("cli.plan.indicator_removed", code=gone.code, name=gone.name, data=data)


def _indicator_lines(view: View, change: IndicatorChange) -> Iterator[Say]:
    indicator = view.plan.indicators[change.code]
    for one in change.changes:
        yield _field(one, indicator)


def _field(change: Change, indicator: Indicator | None) -> Say:
    """One field, from what to what where it is one thing; of a list, that it is another."""
    facts = {
        "code": say("cli.plan.of_indicator", code=indicator.code) if indicator else None,
        "field": say(f"plan.field.{change.field}"),
    }
    values = [_value(value, change.field, indicator) for value in (change.old, change.new)]
    if None in values:
        return say("cli.plan.field", **facts)
    return say("cli.plan.field_values", **facts, before=values[0], after=values[1])


def _value(value: object, field: str, indicator: Indicator | None) -> object | None:
    """A field's value as people write it; None for what takes more than a line."""
    if value is None or value == ():
        return say("amount.none")
    if indicator is not None and field in ("target", "baseline") and isinstance(value, Decimal):
        return amount(indicator, value)
    if isinstance(value, Kind | Decimal | dt.date):
        return value
    if isinstance(value, StrEnum):
        return None
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE].rstrip()}…"
        return say("cli.plan.text", text=short)
    if isinstance(value, tuple) and all(isinstance(one, str | int) for one in value):
        return ", ".join(map(str, value))
    return None


def _is_reported(view: View, code: str) -> bool:
    return view.standing(code) is not None


def _data(*, is_there: bool) -> Say | None:
    return say("cli.plan.has_data") if is_there else None
