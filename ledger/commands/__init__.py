"""What people ask of the ledger, and what it answers: facts, or a refusal that says why.

`decide(view, command, actor, now)` is pure: it reads, and returns what would be recorded. Authority
and invariants live in this package and only here.
"""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from ledger import bounds
from ledger.clock import day_of
from ledger.commands import (
    adoption,
    aliases,
    anomalies,
    calendar,
    changes,
    conciliazione,
    cycle,
    ente,
    evaluation,
    evidence,
    forgetting,
    grading,
    groups,
    leaves,
    nucleo,
    objectives,
    papers,
    people,
    personnel,
    plan,
    premiums,
    progress,
    second_factor,
    surveys,
    talks,
)
from ledger.commands.authority import Rule, allow
from ledger.commands.deciding import Decider
from ledger.errors_people import OfOneself
from ledger.log import Decision
from ledger.view import View

DECIDERS: dict[type, Decider] = {
    **adoption.DECIDERS,
    **plan.DECIDERS,
    **aliases.DECIDERS,
    **changes.DECIDERS,
    **anomalies.DECIDERS,
    **people.DECIDERS,
    **forgetting.DECIDERS,
    **progress.DECIDERS,
    **evidence.DECIDERS,
    **calendar.DECIDERS,
    **leaves.DECIDERS,
    **ente.DECIDERS,
    **evaluation.DECIDERS,
    **talks.DECIDERS,
    **conciliazione.DECIDERS,
    **personnel.DECIDERS,
    **premiums.DECIDERS,
    **objectives.DECIDERS,
    **grading.DECIDERS,
    **groups.DECIDERS,
    **cycle.DECIDERS,
    **nucleo.DECIDERS,
    **papers.DECIDERS,
    **surveys.DECIDERS,
    **second_factor.DECIDERS,
}


RULES: dict[type, Rule] = {
    **adoption.RULES,
    **calendar.RULES,
    **leaves.RULES,
    **plan.RULES,
    **aliases.RULES,
    **changes.RULES,
    **anomalies.RULES,
    **people.RULES,
    **forgetting.RULES,
    **progress.RULES,
    **evidence.RULES,
    **papers.RULES,
    **surveys.RULES,
    **second_factor.RULES,
    **ente.RULES,
    **evaluation.RULES,
    **talks.RULES,
    **conciliazione.RULES,
    **personnel.RULES,
    **premiums.RULES,
    **objectives.RULES,
    **grading.RULES,
    **groups.RULES,
    **cycle.RULES,
    **nucleo.RULES,
}
"""Who may give each command."""

OF_ANOTHER = frozenset({people.AddPerson, people.EndPost, *personnel.DECIDERS, *premiums.DECIDERS})
"""Posts, roles and pay: nobody records their own."""

_BY_NAME = {kind.__name__: kind for kind in DECIDERS}


def written(command: object) -> dict[str, Any]:
    """A command as a draft keeps it: what a card showed is what Conferma gives."""
    kind: Any = type(command)
    return {"kind": kind.__name__, "said": _adapter(kind).dump_python(command, mode="json")}


def read_back(kept: Mapping[str, Any]) -> object:
    """The command a draft kept. Raises ValueError for one this version does not know."""
    kind = _BY_NAME.get(str(kept.get("kind")))
    if kind is None:
        raise ValueError(f"no command {kept.get('kind')!r}")
    return _adapter(kind).validate_python(kept["said"])


@lru_cache(maxsize=256)
def _adapter(kind: type) -> TypeAdapter[object]:
    return TypeAdapter(kind)


def decide(view: View, command: object, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises a Refusal where the answer is no, first of all of what a closed year forbids.

    A command that names its year is decided on that year's plan.
    """
    view = view.of(getattr(getattr(command, "judgement", command), "year", None))
    day = day_of(now)
    bounds.check(command)
    cycle.guard(view, command, day)
    if rule := RULES.get(type(command)):
        allow(view, actor, rule(view, command, day), day)
    nucleo.guard(view, command)
    decisions = DECIDERS[type(command)](view, command, actor, now)
    # Asked last: whoever may not at all is told so.
    if type(command) in OF_ANOTHER and getattr(command, "person", None) == actor:
        raise OfOneself()
    return decisions
