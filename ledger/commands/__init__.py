"""What people ask of the ledger, and what it answers: facts, or a refusal that says why.

`decide(view, command, actor, now)` is pure: it reads, and returns what would be recorded. Authority
and invariants live in this package and only here.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from ledger.clock import day_of
from ledger.commands import (
    adoption,
    calendar,
    conciliazione,
    cycle,
    ente,
    evaluation,
    evidence,
    people,
    personnel,
    plan,
    premiums,
    progress,
)
from ledger.log import Decision
from ledger.view import View

Decider = Callable[[View, Any, str, dt.datetime], list[Decision]]

DECIDERS: dict[type, Decider] = {
    **adoption.DECIDERS,
    **plan.DECIDERS,
    **people.DECIDERS,
    **progress.DECIDERS,
    **evidence.DECIDERS,
    **calendar.DECIDERS,
    **ente.DECIDERS,
    **evaluation.DECIDERS,
    **conciliazione.DECIDERS,
    **personnel.DECIDERS,
    **premiums.DECIDERS,
    **cycle.DECIDERS,
}


def decide(view: View, command: object, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises a Refusal where the answer is no, first of all of what a closed year forbids.

    A command that names its year is decided on that year's plan.
    """
    view = view.of(getattr(getattr(command, "judgement", command), "year", None))
    cycle.guard(view, command, day_of(now))
    return DECIDERS[type(command)](view, command, actor, now)
