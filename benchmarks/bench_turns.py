"""A question, a confirmed report and the understanding of a message, against a bare echo of PTB.

All on the demo's ledger, in one process, over the console's transport: what a turn costs besides
the network.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.measure import Results, ratios
from benchmarks.talking import talking
from bot.cli.base import CommonOptions
from bot.cli.creation import create_demo
from handlers.understand import Reader, Sender
from ledger.clock import FixedClock, day_of, parse_instant
from ledger.ledger import Ledger

NOW = "2024-09-16T10:00"
PERSON = "eq.as4"
ROUNDS = 150
BLOCKS = 7
WARM = 10
USUAL = ("altre 12 CIE oggi", "siamo a 340 certificati", "ieri 4 carte", "AS4.3.1 +2")


async def _seconds(act: Callable[[], Awaitable[None]]) -> float:
    start = time.perf_counter()
    await act()
    return time.perf_counter() - start


async def _turns(ledger: Ledger, clock: FixedClock) -> dict[str, list[float]]:
    """Seconds of an echo, a status question, a report with its confirmation, an understanding."""
    view = ledger.view
    reader = Reader(view.plan.present(), view.learnt_aliases())
    sender = Sender(PERSON, view.posts(PERSON))
    took: dict[str, list[float]] = {n: [] for n in ("echo", "question", "report", "understand")}
    async with talking(ledger, clock, PERSON) as talk:

        async def report() -> None:
            await talk.line("AS4.3.1 +1")
            await talk.line(":press 1")

        for n in range(ROUNDS + WARM):
            text = USUAL[n % len(USUAL)]
            found = {
                "echo": await _seconds(lambda: talk.echo.say("come va?")),
                "question": await _seconds(lambda: talk.line("/stato AS4.3")),
                "report": await _seconds(report),
            }
            start = time.perf_counter()
            reader.read(text, sender=sender, today=day_of(clock.now()))
            found["understand"] = time.perf_counter() - start
            for name, seconds in found.items() if n >= WARM else ():
                took[name].append(seconds)
    return took


def main(results: Results) -> int:
    with tempfile.TemporaryDirectory(prefix="traguardo-bench-") as name:
        path = Path(name) / "demo.db"
        create_demo(CommonOptions(str(path), NOW))
        clock = FixedClock(parse_instant(NOW))
        ledger = Ledger.open(path, clock)
        took = asyncio.run(_turns(ledger, clock))
        ledger.close()
    for key, act, aim in (
        ("question_vs_echo", "question", "≤ 2.5"),
        ("report_vs_echo", "report", "≤ 6"),
        ("understand_vs_echo", "understand", "≤ 1"),
    ):
        results.ratio(key, ratios(took[act], took["echo"], BLOCKS), aim)
    results.note("echo_ms", round(sorted(took["echo"])[len(took["echo"]) // 2] * 1000, 3))
    return 0
