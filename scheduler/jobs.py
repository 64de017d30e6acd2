"""APScheduler and nothing else: it asks, every few minutes, what the calendar finds due.

No reminder is a timer: after a night of downtime the first question finds what is still owed.
"""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import (  # type: ignore[import-untyped]  # ships no types
    AsyncIOScheduler,
)
from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]  # the same

from ledger.clock import ROME

JOB = "calendar"
MINUTES = 5


def start(ask: Callable[[], Awaitable[None]]) -> AsyncIOScheduler:
    """Asks at once, and then every few minutes, on the running event loop."""
    scheduler = AsyncIOScheduler(timezone=ROME)
    scheduler.add_job(
        ask,
        CronTrigger(minute=f"*/{MINUTES}", timezone=ROME),
        id=JOB,
        # The default drops a run that is one second late; here late is always better than never,
        # one run answers for all that were missed, and two never overlap.
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    scheduler.add_job(ask, id=f"{JOB}:start", misfire_grace_time=None)
    scheduler.start()
    return scheduler
