"""The ente at a glance: its areas and the groups that stand apart, the furthest behind first."""

import datetime as dt

from ledger.plan import SEGRETARIO, TRANSVERSAL
from ledger.readings.query.facts import Facts
from ledger.readings.query.lists import gap_of
from ledger.readings.query.rows import UnitRow
from ledger.readings.query.units import unit_row
from ledger.view import View


def glance(view: View, day: dt.date) -> list[UnitRow]:
    """A row an area, then the transversal objectives and the Segretario's where there are any;
    those without a figure last."""
    plan, facts = view.plan, Facts(view, day)
    units = {o.unit for o in plan.plan.objectives}
    named = [(a.code, a.name) for a in plan.plan.areas]
    named += [(code, "") for code in (TRANSVERSAL, SEGRETARIO) if code in units]
    rows = [unit_row(facts, code, name, day) for code, name in named]
    return sorted(rows, key=lambda r: (r.progress is None, gap_of(r.progress, r.expected)))
