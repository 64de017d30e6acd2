"""The infra-annual monitoring, from the figures: how each objective stands, what is missing, why
it is behind and what is done about it."""

import datetime as dt
from fractions import Fraction

from ledger.events import MonitoredObjective
from ledger.plan import ENTE
from ledger.progress.figures import State
from ledger.progress.standings import standing
from ledger.projections.cycle import delays
from ledger.scoring.numbers import show_number
from ledger.view import View


def monitored(view: View, year: int, day: dt.date) -> tuple[MonitoredObjective, ...]:
    """Every objective in force, in the order of the plan, as it stands on the day."""
    rows = standing(view.of(year), ENTE, min(day, dt.date(year, 12, 31))).objectives
    said = delays(view.tables, year)
    return tuple(
        MonitoredObjective(
            code=row.objective.code,
            state=str(row.state),
            progress=_exact(row.progress),
            expected=_exact(row.expected),
            unreported=sum(i.value is None for i in row.indicators),
            reason=said[row.objective.code].reason if row.objective.code in said else None,
            measure=said[row.objective.code].measure if row.objective.code in said else None,
        )
        for row in rows
        if row.state is not State.CANCELLED
    )


def _exact(figure: Fraction | None) -> str | None:
    return None if figure is None else show_number(figure)
