"""The timer only asks: at once, then every few minutes, on the bot's own loop, however late."""

import asyncio

from ledger.clock import ROME
from scheduler import jobs


def test_it_asks_at_once_on_the_running_loop() -> None:
    async def run() -> bool:
        asked = asyncio.Event()

        async def ask() -> None:
            asked.set()

        scheduler = jobs.start(ask)
        try:
            await asyncio.wait_for(asked.wait(), 5)
        finally:
            scheduler.shutdown(wait=False)
        return asked.is_set()

    assert asyncio.run(run())


def test_a_late_question_is_asked_all_the_same_once_for_all_that_were_missed() -> None:
    async def run() -> None:
        async def ask() -> None:
            """Nothing to say."""

        scheduler = jobs.start(ask)
        job = scheduler.get_job(jobs.JOB)
        assert job.misfire_grace_time is None, "never too late"
        assert job.coalesce
        assert job.max_instances == 1
        assert scheduler.timezone == ROME
        scheduler.shutdown(wait=False)

    asyncio.run(run())
