"""A crowd that reports through a bot which is killed again and again, and what must hold after.

Each person writes short bursts, confirms each card, and asks again when nothing comes. Afterwards:
what was answered as recorded is there once, nothing is doubled, answers came in order, the chain
and the tables are right.
"""

import itertools
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from ledger.clock import FixedClock
from ledger.commands.people import AddPerson, Invite
from ledger.ledger import Ledger
from ledger.people import CLI, Role

from ..town import MORNING, new_ledger
from .bot_api import BotApi, Message

T = TypeVar("T")

FIRST_USER = 5000
INDICATORS = ("AS4.3.1", "AS4.1.1")
PATIENCE_SECONDS = 60.0
START_SECONDS = 300.0
RECEIPT = re.compile(r"n\. (\d+)")
ADDED = re.compile(r"\(\+(\d+)\)")


def crowded_ledger(path: Path, people: int) -> None:
    """The small town with so many officers of one service, each with a chat."""
    ledger = new_ledger(path, MORNING)
    for n in range(people):
        person = AddPerson(f"u{n}", f"U{n}", Role.EQ, "AS4")
        ledger.execute(person, actor=CLI, cause="test")
        ledger.execute(Invite(f"u{n}", f"CODE{n}"), actor=CLI, cause="test")
        ledger.bind_chat(f"CODE{n}", user_id=str(FIRST_USER + n), key=f"bind:{n}")
    ledger.close()


STARTER = """
import os, sys
from traguardo import main
import bot.app, bot.cli.talk, bot.transports, traguardo.running
import bot.process.logs, bot.process.stopping, bot.process.upkeep
print("ready", flush=True)
for _ in sys.stdin:
    child = os.fork()
    if not child:
        os.close(0)
        os.dup2(2, 1)
        main()
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
os._exit(0)
"""
"""Begins the program again at every line, and says when it ended. What a start takes is mostly to
import, which is nothing a kill could harm: it is done once, and each process forks from it."""


class Bot:
    """The installed program as a process that can be killed, on the double's address."""

    def __init__(self, path: Path, api: BotApi, log: Path) -> None:
        self.path = path
        self._api = api
        self._log = log
        self._process = 0
        environment = self._api.environment()
        command = [sys.executable, "-c", STARTER, "--db", str(path), "run"]
        pipe = subprocess.PIPE
        with self._log.open("ab") as log:
            self._starter = subprocess.Popen(
                command, env=environment, stdin=pipe, stdout=pipe, stderr=log, text=True
            )
        assert self._heard() == "ready"

    def start(self) -> None:
        asked = self._api.calls.get("getUpdates", 0)
        assert self._starter.stdin is not None
        print(file=self._starter.stdin, flush=True)
        self._process = int(self._heard())
        self._wait_until(lambda: self._api.calls.get("getUpdates", 0) > asked)

    def _heard(self) -> str:
        assert self._starter.stdout is not None
        return self._starter.stdout.readline().strip()

    def _wait_until(self, ready: Callable[[], bool]) -> None:
        until = time.monotonic() + START_SECONDS
        while not ready():
            if time.monotonic() > until:
                raise TimeoutError(self._log.read_text()[-2000:])
            time.sleep(0.02)

    def kill(self) -> None:
        os.kill(self._process, signal.SIGKILL)
        assert self._heard() == str(-signal.SIGKILL), "it had not ended by itself"

    def stop(self) -> float:
        """Asks it to end; says how long that took."""
        began = time.monotonic()
        os.kill(self._process, signal.SIGTERM)
        assert self._heard() == "0"
        seconds = time.monotonic() - began
        self._starter.communicate(timeout=15)
        return seconds


@dataclass
class Officer:
    """Writes, reads, presses, waits; remembers what was answered."""

    api: BotApi
    user: int
    indicator: str
    chance: random.Random
    acknowledged: dict[int, int] = field(default_factory=dict)
    """Seq of each receipt, and the amount it was for."""
    stale: list[str] = field(default_factory=list)
    """Cards pressed that were answered as no longer good."""
    asked_again: int = 0
    reported: int = 0

    def works(self, ended: threading.Event) -> None:
        while not ended.is_set():
            self._report(ended)
            time.sleep(self.chance.random() * 0.3)

    def _says_next(self) -> int:
        self.reported += 1
        amount = self.reported + 1000 * (self.user - FIRST_USER + 1)
        self.api.says(self.user, f"{self.indicator} +{amount}")
        return amount

    def _report(self, ended: threading.Event) -> None:
        """A burst, of which only the last card still stands; that one is confirmed."""
        card = None
        while card is None and not ended.is_set():
            last = [self._says_next() for _ in range(self.chance.randint(1, 3))][-1]
            card = self._wait(lambda amount=last: self._card(amount), ended)
            self.asked_again += card is None
        while card is not None and not ended.is_set():
            data = card.buttons[0][1]
            self.api.presses(self.user, card.id, data)
            answer = self._wait(lambda at=card.id: self._answered(at), ended)
            if answer is None:
                self.asked_again += 1
                continue
            if "non vale più" in answer:
                self.stale.append(data)
            elif found := RECEIPT.search(answer):
                self.acknowledged[int(found[1])] = last
            return

    def _card(self, amount: int) -> Message | None:
        for card in self.api.cards(self.user):
            shown = f"(+{amount:,})".replace(",", ".")
            if shown in _plain(card.text) and card.buttons[0][1].startswith("ok:"):
                return card
        return None

    def _answered(self, message: int) -> str | None:
        """The card was edited into a receipt, or lost its buttons to an answer below it."""
        shown = self.api.chats[self.user].messages[message]
        first = shown.buttons[0][1] if shown.buttons else ""
        if first.startswith("ok:"):
            return None
        said = _plain(shown.text)
        return said if RECEIPT.search(said) or "non vale" in said else None

    def _wait(self, look: Callable[[], T | None], ended: threading.Event) -> T | None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and not ended.is_set():
            if (found := look()) is not None:
                return found
            time.sleep(0.03)
        return None


def _plain(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text)


@dataclass
class Found:
    """What a drill came to."""

    kills: int
    recorded: int
    acknowledged: int
    lost: list[int]
    doubled: list[str]
    said: int
    said_again: int
    stale_though_recorded: list[str]
    out_of_order: int
    asked_again: int
    verified: bool
    differs: list[str]
    stop_seconds: float

    def holds(self) -> bool:
        return not (self.lost or self.doubled or self.differs or self.out_of_order) and (
            self.verified and not self.stale_though_recorded
        )


@contextmanager
def working(officers: list[Officer]) -> Iterator[None]:
    ended = threading.Event()
    threads = [threading.Thread(target=o.works, args=(ended,), daemon=True) for o in officers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def drill(folder: Path, kills: int, people: int, faults: tuple[tuple[float, str], ...], seed: int,
          longest_life: float = 3.0) -> Found:  # fmt: skip
    """Kills the bot so often under a crowd, lets it recover, and looks."""
    path = folder / "traguardo.db"
    crowded_ledger(path, people)
    api, chance = BotApi(faults, seed), random.Random(seed)
    api.serve()
    bot = Bot(path, api, folder / "log")
    officers = [
        Officer(api, FIRST_USER + n, INDICATORS[n % 2], random.Random(seed + n))
        for n in range(people)
    ]
    with working(officers):
        for _ in range(kills):
            bot.start()
            time.sleep(chance.random() * longest_life)
            bot.kill()
        bot.start()
        api.faults = ()
        time.sleep(8)
    time.sleep(4)
    seconds = bot.stop()
    api.close()
    with closing(Ledger.open(path, FixedClock(MORNING))) as ledger:
        return _look(ledger, api, officers, kills, seconds)


def _look(
    ledger: Ledger, api: BotApi, officers: list[Officer], kills: int, stop_seconds: float
) -> Found:
    reports = [e for e in ledger.log.after() if e.type == "ProgressRecorded"]
    amounts = {e.seq: (e.actor, int(json.loads(e.data)["value"])) for e in reports}
    lost = [
        seq
        for officer in officers
        for seq, amount in officer.acknowledged.items()
        if amounts.get(seq) != (f"u{officer.user - FIRST_USER}", amount)
    ]
    every = [f"{actor} {amount}" for actor, amount in amounts.values()]
    keys = {e.key for e in reports}
    stale = [d for o in officers for d in o.stale if f"card:{d.partition(':')[2]}" in keys]
    said = [text for o in officers for text in api.said_to(o.user)]
    try:
        ledger.verify()
        verified = True
    except (Exception, sqlite3.Error):
        verified = False
    return Found(
        kills=kills,
        recorded=len(reports),
        acknowledged=sum(len(o.acknowledged) for o in officers),
        lost=lost,
        doubled=sorted({one for one in every if every.count(one) > 1}),
        said=len(said),
        said_again=sum("forse lo hai già letto" in text for text in said),
        stale_though_recorded=stale,
        out_of_order=sum(_out_of_order(api.said_to(o.user)) for o in officers),
        asked_again=sum(o.asked_again for o in officers),
        verified=verified,
        differs=ledger.differs_from_rebuild(),
        stop_seconds=stop_seconds,
    )


def _out_of_order(said: list[str]) -> int:
    """Cards whose first showing came after that of a later message's card."""
    first: dict[int, int] = {}
    for place, text in enumerate(said):
        for amount in ADDED.findall(_plain(text).replace(".", "")):
            first.setdefault(int(amount), place)
    places = [first[amount] for amount in sorted(first)]
    return sum(later < earlier for earlier, later in itertools.pairwise(places))
