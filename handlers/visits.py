"""When somebody was last in a chat: hours later they come back, rather than go on."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ledger.clock import day_of

ANOTHER_VISIT = dt.timedelta(hours=4)
"""Of silence, after which somebody comes back rather than goes on."""


def visited(chat: Mapping[str, Any], at: dt.datetime) -> dict[str, Any]:
    """What is kept of a chat, with when its person was last here: hours later is another visit."""
    seen = chat.get("seen")
    now = {**chat, "seen": at.isoformat()}
    if seen is not None and at - dt.datetime.fromisoformat(seen) > ANOTHER_VISIT:
        now["visit_before"] = day_of(dt.datetime.fromisoformat(seen)).isoformat()
    return now
