"""The reason of a change in the year, and the act it is made by."""

import datetime as dt
from typing import Any

from pydantic.dataclasses import dataclass

from ledger.bounds import LONGEST_REASON
from ledger.errors import FutureDay
from ledger.later import UNBUILT


@dataclass(frozen=True, config=UNBUILT)
class Because:
    """Why something is changed in the year, and by which act; without, it stays unexplained."""

    reason: str = ""
    act: str = ""
    act_on: dt.date | None = None


def why(because: Because, today: dt.date) -> dict[str, Any]:
    """What an event says of why; an act without its day has none. Raises FutureDay."""
    if because.act_on is not None and because.act_on > today:
        raise FutureDay(because.act_on)
    act = because.act.strip() if because.act_on is not None else ""
    return {
        "reason": because.reason.strip()[:LONGEST_REASON] or None,
        "act": act or None,
        "act_on": because.act_on if act else None,
    }
