"""APScheduler only asks: at once, then every few minutes, and late rather than never."""

import asyncio
import datetime as dt

from apscheduler.schedulers.asyncio import (  # type: ignore[import-untyped]  # ships no types
    AsyncIOScheduler,
)

from ledger.clock import ROME
from scheduler import jobs


async def started() -> tuple[int, AsyncIOScheduler]:
    """How often it asked as soon as it was started, and the scheduler, stopped."""
    asked = 0
    first = asyncio.Event()

    async def ask() -> None:
        nonlocal asked
        asked += 1
        first.set()

    scheduler = jobs.start(ask)
    await asyncio.wait_for(first.wait(), timeout=10)
    job = scheduler.get_job(jobs.JOB)
    assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)
    night = dt.datetime(2024, 10, 27, 1, 57, tzinfo=ROME)
    assert job.trigger.get_next_fire_time(None, night) == night + dt.timedelta(minutes=3)
    scheduler.shutdown(wait=False)
    return asked, scheduler


def test_it_asks_at_the_start_and_then_every_few_minutes_of_rome() -> None:
    asked, scheduler = asyncio.run(started())
    assert asked == 1
    assert scheduler.timezone == ROME
