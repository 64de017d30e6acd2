"""The worksheet of a service as data: what it was made from, so that what comes back can be told to
be of this plan, and whole."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ledger.events.base import canonical
from ledger.later import dataclass
from ledger.plan import Indicator
from ledger.view import View

MARK = "traguardo-foglio"
"""Name of the hidden page that says what a workbook is."""

LAYOUT = 1
"""Raised when the columns change: an older workbook is told to be fetched again."""

COLUMNS = ("code", "indicator", "measure", "target", "value", "reported", "new_value", "new_day")
"""The columns, by name; the last two are to be filled in."""


@dataclass(frozen=True)
class Worksheet:
    """`rows` are indicators by code, each with the fingerprint of what it was then."""

    service: str
    year: int
    rows: Mapping[str, str]
    layout: int = LAYOUT

    def text(self) -> str:
        """As the workbook's hidden page keeps it."""
        return canonical(
            {
                "service": self.service,
                "year": self.year,
                "rows": dict(self.rows),
                "layout": self.layout,
            }
        )


def read_worksheet(text: str) -> Worksheet:
    """Raises ValueError for what is none of ours."""
    try:
        body: Any = json.loads(text)
        rows = {str(code): str(mark) for code, mark in body["rows"].items()}
        return Worksheet(str(body["service"]), int(body["year"]), rows, int(body["layout"]))
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError("not a worksheet") from wrong


def worksheet_of(view: View, unit: str) -> Worksheet:
    """The indicators of a service (or of TR, or of SG) that are still of the plan."""
    return Worksheet(unit, view.year, {i.code: fingerprint(i) for i in indicators_of(view, unit)})


def indicators_of(view: View, unit: str) -> list[Indicator]:
    """The indicators of a unit that may be reported in its workbook, in the plan's order."""
    plan = view.plan
    return [
        indicator
        for objective in plan.plan.objectives
        if objective.unit == unit and objective.code not in plan.cancelled
        for indicator in objective.indicators
    ]


def fingerprint(indicator: Indicator) -> str:
    """Of what a figure means: another target or name is another question."""
    facts = {
        "code": indicator.code,
        "name": indicator.name,
        "kind": str(indicator.kind),
        "unit": indicator.unit,
        "target": None if indicator.target is None else str(indicator.target),
        "direction": str(indicator.direction),
    }
    return hashlib.sha256(canonical(facts).encode()).hexdigest()[:16]
