"""A question, a confirmed report and the understanding of a message, against a bare echo of PTB.

All on the demo's ledger, in one process, over the console's transport: what a turn costs besides
the network.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from itertools import cycle
from pathlib import Path

from benchmarks.measure import Results, Took, percentile
from benchmarks.talking import talking
from bot.cli.base import CommonOptions
from bot.cli.creation import create_demo
from handlers.desk import reader_of
from handlers.understand import Sender
from ledger.clock import FixedClock, day_of, parse_instant
from ledger.ledger import Ledger
from traguardo import collect_rarely

NOW = "2024-09-16T10:00"
PERSON = "eq.as4"
ROUNDS = 150
BLOCKS = 7
WARM = 10
USUAL = ("altre 12 CIE oggi", "siamo a 340 certificati", "ieri 4 carte", "AS4.3.1 +2")


async def _turns(ledger: Ledger, clock: FixedClock) -> dict[str, Took]:
    """An echo, a status question, a report with its confirmation, an understanding."""
    view = ledger.view
    today = day_of(clock.now())
    reader = reader_of(view, today)
    sender = Sender(PERSON, view.posts(PERSON))
    async with talking(ledger, clock, PERSON) as talk:

        async def report() -> None:
            await talk.line("AS4.3.1 +1")
            await talk.line(":press 1")

        texts = cycle(USUAL)

        async def understand() -> None:
            reader.read(next(texts), sender=sender, today=today)

        acts: dict[str, Callable[[], Awaitable[None]]] = {
            "echo": lambda: talk.echo.say("come va?"),
            "question": lambda: talk.line("/stato AS4.3"),
            "report": report,
            "understand": understand,
        }
        for rounds in (WARM, ROUNDS):
            took = {name: Took() for name in acts}
            for _ in range(rounds):
                for name, act in acts.items():
                    with took[name].round():
                        await act()
    return took


def main(results: Results) -> int:
    collect_rarely()
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
        results.compared(key, took[act], took["echo"], BLOCKS, aim)
    results.note("echo_ms", round(percentile(took["echo"].clock, 50) * 1000, 3))
    return 0
