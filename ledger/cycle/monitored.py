"""The infra-annual monitoring, from the figures: how each objective stands, what is missing, why
it is behind and what is done about it."""

import datetime as dt
from fractions import Fraction
from typing import Any

from ledger.evaluation.adopted import regulation_in_force
from ledger.events import MonitoredObjective
from ledger.plan import ENTE, Objective
from ledger.progress.figures import State
from ledger.progress.perception import is_digital, perceived
from ledger.progress.standings import standing
from ledger.projections.cycle import delays
from ledger.scoring.numbers import show_number
from ledger.view import View


def monitored(view: View, year: int, day: dt.date) -> tuple[MonitoredObjective, ...]:
    """Every objective in force, in the order of the plan, as it stands on the day."""
    of_year = view.of(year)
    rows = standing(of_year, ENTE, min(day, dt.date(year, 12, 31))).objectives
    said, words = delays(view.tables, year), digital_words(of_year)
    return tuple(
        MonitoredObjective(
            code=row.objective.code,
            state=str(row.state),
            progress=_exact(row.progress),
            expected=_exact(row.expected),
            unreported=sum(i.value is None for i in row.indicators),
            reason=said[row.objective.code].reason if row.objective.code in said else None,
            measure=said[row.objective.code].measure if row.objective.code in said else None,
            **_perceived(of_year, row.objective, words),
        )
        for row in rows
        if row.state is not State.CANCELLED
    )


def digital_words(view: View) -> tuple[str, ...]:
    """How the ente tells its objectives of digitalisation."""
    return regulation_in_force(view).settings.digital.words


def _perceived(view: View, objective: Objective, words: tuple[str, ...]) -> dict[str, Any]:
    """What the users of an objective of digitalisation say of it; nothing of any other."""
    if not is_digital(objective, words):
        return {}
    heard = perceived(view, objective).heard
    if heard is None:
        return {"digital": True}
    return {"digital": True, "perceived": _exact(heard.share), "people": heard.people}


def _exact(figure: Fraction | None) -> str | None:
    return None if figure is None else show_number(figure)
