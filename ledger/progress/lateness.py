"""Whether a step was reached after its term: it counts all the same, and says so.

Source: contract, "How figures are made".
"""

import datetime as dt
from collections import deque
from itertools import takewhile

from ledger.plan import Indicator
from ledger.progress.figures import Value
from ledger.view import View


def days_late(view: View, indicator: Indicator, value: Value | None, deadline: dt.date) -> int:
    """Days from its term to the day a step was first told to be reached, of those that still hold;
    0 for one in time and for all else."""
    term = indicator.target if isinstance(indicator.target, dt.date) else deadline
    if not indicator.kind.is_step or value is None or value.reported_on <= term:
        return 0
    told = reversed(view.counted_reports(indicator.code))
    first = deque(takewhile(lambda report: report.value, told), maxlen=1)
    return max(0, (first[0].day - term).days) if first else 0
