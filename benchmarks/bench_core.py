"""A question and a confirmed report against a bare PTB echo; an append against a raw insert; a
rebuild against a plain SELECT. All in one run, on the demo ledger, as ratios.

Rounds are interleaved, so that a busy machine slows both sides alike; of each the median counts.
"""

import asyncio
import hashlib
import io
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot import console
from bot.cli.base import Setting
from bot.cli.creation import create_demo
from bot.console import ConsoleRequest
from bot.console_state import ConsoleState
from bot.store import Store
from bot.talk import Console
from bot.transcript import Transcript
from bot.wiring import parts_for
from ledger.clock import FixedClock, parse_instant
from ledger.commands.progress import RecordProgress
from ledger.ledger import Ledger
from ledger.log.sqlite import COLUMNS, SCHEMA
from ledger.progress.change import Said

NOW = "2024-09-16T10:00"
ROUNDS = 60
APPENDS = 150
REBUILDS = 3
PERSON = "eq.as4"


class Echo:
    """The least that PTB does: an update in, a handler, one sendMessage out, nothing kept."""

    def __init__(self, store: Store, clock: FixedClock) -> None:
        self._state = ConsoleState(store)
        request = ConsoleRequest(self._state, clock, lambda shown: None)
        builder = Application.builder().token(console.TOKEN).base_url(console.API_URL)
        builder = builder.request(request).get_updates_request(request).updater(None)
        self.application = builder.job_queue(None).build()
        self.application.add_handler(MessageHandler(filters.TEXT, self._echo))
        self._clock = clock

    async def _echo(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None and update.message.text is not None:
            await update.message.reply_text(update.message.text)

    async def say(self, text: str) -> None:
        seat = self._state.seat(PERSON)
        message = {
            "message_id": self._state.number(),
            "date": int(self._clock.now().timestamp()),
            "chat": console.chat_of(seat),
            "from": {"id": seat, "is_bot": False, "first_name": PERSON},
            "text": text,
        }
        raw = {"update_id": self._state.number(), "message": message}
        queue = self.application.update_queue
        await queue.put(Update.de_json(raw, self.application.bot))
        await queue.join()


async def _seconds(act: Callable[[], Awaitable[None]]) -> float:
    start = time.perf_counter()
    await act()
    return time.perf_counter() - start


async def talks(ledger: Ledger, clock: FixedClock) -> dict[str, float]:
    """Seconds of an echo, of a status question, of a report with its confirmation."""
    parts = parts_for(ledger, "console")
    state = ConsoleState(parts.store)
    chat = Console(
        parts,
        state,
        Transcript(state, clock, io.StringIO(), json_lines=False),
        as_person=PERSON,
        enrolled=lambda code: True,
    )
    echo = Echo(parts.store, clock)

    async def report() -> None:
        await chat.line("AS4.3.1 +1")
        await chat.line(":press 1")

    took: dict[str, list[float]] = {"echo": [], "question": [], "report": []}
    async with chat, echo.application:
        await echo.application.start()
        for _ in range(ROUNDS):
            took["echo"].append(await _seconds(lambda: echo.say("come va?")))
            took["question"].append(await _seconds(lambda: chat.line("/stato AS4.3")))
            took["report"].append(await _seconds(report))
        await echo.application.stop()
    parts.store.close()
    return {name: statistics.median(times) for name, times in took.items()}


def appends(ledger: Ledger, folder: Path) -> dict[str, float]:
    """Seconds of a durable append with chain and projections, and of a raw insert as durable."""
    raw = sqlite3.connect(folder / "raw.db", isolation_level=None)
    raw.execute("pragma journal_mode = wal")
    raw.execute("pragma synchronous = full")
    raw.executescript(SCHEMA.partition("create trigger")[0])
    row = ledger._db.execute(f"select {COLUMNS} from events order by seq desc limit 1").fetchone()
    insert = f"insert into events ({COLUMNS}) values ({', '.join('?' * len(row))})"
    command = RecordProgress((Said("AS4.3.1", "increment", Decimal(1)),))
    took: dict[str, list[float]] = {"append": [], "insert": []}
    for n in range(APPENDS):
        start = time.perf_counter()
        ledger.execute(command, actor=PERSON, cause="bench")
        half = time.perf_counter()
        raw.execute(insert, (n + 1, row[1], n + 1, *row[3:9], f"key{n}", *row[10:]))
        took["append"].append(half - start)
        took["insert"].append(time.perf_counter() - half)
    raw.close()
    return {name: statistics.median(times) for name, times in took.items()}


def rebuilds(ledger: Ledger) -> dict[str, float]:
    """Seconds of a rebuild of every table, of verifying the chain, and of reading the log."""

    def read() -> None:
        for row in ledger._db.execute(f"select {COLUMNS} from events order by seq"):
            hashlib.sha256(row[10].encode())

    took: dict[str, float] = {}
    for name, act in (("rebuild", ledger.rebuild), ("verify", ledger.verify), ("select", read)):
        times = []
        for _ in range(REBUILDS):
            start = time.perf_counter()
            act()
            times.append(time.perf_counter() - start)
        took[name] = min(times)
    return took


def show(name: str, seconds: float, base: float, what: str, aim: str = "") -> None:
    print(f"{name:28} {seconds * 1000:9.3f} ms  {seconds / base:7.2f} × {what}{aim}")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="traguardo-bench-") as name:
        folder = Path(name)
        path = folder / "demo.db"
        create_demo(Setting(str(path), NOW))
        clock = FixedClock(parse_instant(NOW))
        ledger = Ledger.open(path, clock)
        print(f"demo ledger: {ledger.log.head().seq} events")
        took = asyncio.run(talks(ledger, clock))
        show("echo of PTB alone", took["echo"], took["echo"], "itself")
        show("status question", took["question"], took["echo"], "echo", "  (aim: 2.5)")
        show("report and confirmation", took["report"], took["echo"], "echo", "  (aim: 6)")
        took = appends(ledger, folder)
        show("raw insert", took["insert"], took["insert"], "itself")
        rate = took["insert"] / took["append"]
        show("append", took["append"], took["insert"], "insert")
        print(f"{'append rate':28} {rate:9.2f} of the raw rate  (aim: 0.75)")
        took = rebuilds(ledger)
        for part in ("select", "verify", "rebuild"):
            show(part, took[part], took["select"], "select")
        ledger.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
