"""Several workers of a ledger behind a front: each chat has its own, and another if it is gone."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.incoming.behind import SECRET_HEADER, secret_of
from bot.incoming.front import Front, chat_in, in_order, listening
from ledger import stores
from ledger.clock import FixedClock
from ledger.ledger import Ledger
from ledger.sealing.ring import keys_path

from .. import postgres
from ..drill.bot_api import TOKEN, BotApi
from ..drill.crowd import FIRST_USER, crowded_ledger
from ..town import MORNING
from .test_many_towns import waits_for
from .test_webhook import free_port, listens

PEOPLE = 6
SECRET = secret_of(TOKEN)
USERS = range(FIRST_USER, FIRST_USER + PEOPLE)

STARTER = """
import os, sys
from bot.cli import main
import bot.app, bot.cli.talk, bot.incoming.behind, bot.transports
import bot.process.logs, bot.process.upkeep
print("ready", flush=True)
for line in sys.stdin:
    place, tables = line.split()
    child = os.fork()
    if not child:
        os.close(0)
        os.dup2(2, 1)
        os.environ.update(TRAGUARDO_WORKER=place, TRAGUARDO_TABLES=tables)
        main()
    print(child, flush=True)
"""
"""Begins the program as another worker at every line: what a start takes is mostly to import, and
that is done once."""


def test_when_a_worker_is_gone_its_chats_go_to_the_others_and_no_other_chat_moves() -> None:
    workers = [f"http://10.0.0.{n}:8444" for n in range(4)]
    own = {chat: in_order(workers, chat)[0] for chat in range(1000)}
    assert all(200 < list(own.values()).count(worker) < 300 for worker in workers)
    gone = workers[1]
    then = {chat: in_order([w for w in workers if w != gone], chat)[0] for chat in own}
    moved = {chat for chat in own if own[chat] != then[chat]}
    assert moved == {chat for chat, worker in own.items() if worker == gone}
    assert {then[chat] for chat in moved} == {*workers} - {gone}


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"update_id": 1, "message": {"chat": {"id": 5}}}, 5),
        ({"update_id": 1, "edited_message": {"chat": {"id": -7}}}, -7),
        ({"update_id": 1, "callback_query": {"id": "3", "message": {"chat": {"id": 6}}}}, 6),
        ({"update_id": 1, "poll": {"id": "3"}}, 0),
        ({"update_id": 1, "message": {"chat": "?"}}, 0),
    ],
)
def test_an_update_goes_by_its_chat(update: dict[str, Any], chat: int) -> None:
    assert chat_in(update) == chat


class FrontThread:
    """A front over HTTP in a thread, as patient as a test can be."""

    def __init__(self, workers: Sequence[str]) -> None:
        self.url = ""
        self._workers = workers
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._run(),))
        self._ends = asyncio.Event()
        self._thread.start()
        waits_for(lambda: self.url)

    async def _run(self) -> None:
        port, front = free_port(), Front(self._workers, SECRET, 0.5, gone_seconds=0)
        server = listening(front, port, SECRET)
        self.url = f"http://127.0.0.1:{port}/"
        await self._ends.wait()
        server.stop()
        await server.close_all_connections()
        await front.close()

    def brings(self, update: dict[str, Any], secret: str = SECRET) -> int:
        told = {SECRET_HEADER: secret}
        return httpx.post(self.url, json=update, headers=told, timeout=60).status_code

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._ends.set)
        self._thread.join()
        self._loop.close()


@dataclass
class House:
    """Three workers over one server, the front before them, and Telegram."""

    api: BotApi
    address: str
    folder: Path
    starter: "subprocess.Popen[str]"
    front: FrontThread
    places: list[str]
    pids: dict[str, int]
    seen: int = 0

    def tables(self, place: str) -> Path:
        return self.folder / f"worker-{place.rpartition(':')[2]}.db"

    def starts(self, place: str) -> None:
        assert self.starter.stdin is not None and self.starter.stdout is not None
        print(place, self.tables(place), file=self.starter.stdin, flush=True)
        self.pids[place] = int(self.starter.stdout.readline())
        waits_for(partial(listens, f"http://{place}"))

    def kills(self, place: str) -> None:
        os.kill(self.pids.pop(place), signal.SIGKILL)

    def delivered(self) -> list[int]:
        """Brings to the front what people did since; what it answers each time."""
        updates = self.api.get_updates({"offset": self.seen, "limit": 100})
        assert isinstance(updates, list)
        codes = [self.front.brings(update) for update in updates]
        self.seen = max([self.seen, *(u["update_id"] + 1 for u in updates)])
        return codes

    def own(self, user: int) -> str:
        return in_order([f"http://{place}" for place in self.places], user)[0].partition("//")[2]

    def card_of(self, user: int) -> Any:
        """The open card of a chat, once it is shown."""
        return next((c for c in self.api.cards(user) if c.buttons[0][0] == "Conferma"), None)

    def heard(self, user: int, word: str) -> int:
        return sum(word in said for said in self.api.said_to(user))


@pytest.fixture
def house(
    server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    founded, address, api = tmp_path / "town.db", postgres.fresh(server.address), BotApi()
    crowded_ledger(founded, PEOPLE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAGUARDO_KEYS", str(keys_path(founded)))
    stores.migrate(str(founded), address)
    api.serve()
    environment = api.environment()
    command, pipe = [sys.executable, "-c", STARTER, "--db", address, "run"], subprocess.PIPE
    with (tmp_path / "log").open("ab") as log:
        starter = subprocess.Popen(
            command, env=environment, stdin=pipe, stdout=pipe, stderr=log, text=True
        )
    assert starter.stdout is not None
    assert starter.stdout.readline() == "ready\n"
    places = [f"127.0.0.1:{free_port()}" for _ in range(3)]
    front = FrontThread([f"http://{place}" for place in places])
    made = House(api, address, tmp_path, starter, front, places, {})
    try:
        for place in places:
            made.starts(place)
        yield made
    finally:
        for pid in made.pids.values():
            os.kill(pid, signal.SIGKILL)
        starter.kill()
        starter.communicate()
        front.close()
        api.close()


def test_one_of_three_workers_is_killed_and_no_open_card_is_lost(house: House) -> None:
    for n, user in enumerate(USERS):
        house.api.says(user, f"AS4.3.1 +{n + 1}")
    assert house.delivered() == [200] * PEOPLE
    for user in USERS:
        waits_for(partial(house.card_of, user))
    gone = house.own(FIRST_USER)
    house.kills(gone)
    for user in USERS:
        card = house.card_of(user)
        house.api.presses(user, card.id, card.buttons[0][1])
    assert house.delivered() == [200] * PEOPLE
    for user in USERS:
        waits_for(partial(house.heard, user, "Registrato"))
    house.starts(gone)
    for n, user in enumerate(USERS):
        house.api.says(user, f"/stato {('AS4.3.1', 'AS4.1.1')[n % 2]}")
    assert house.delivered() == [200] * PEOPLE
    for n, user in enumerate(USERS):
        waits_for(partial(house.heard, user, f"· {('AS4.3.1', 'AS4.1.1')[n % 2]} "))
    with closing(Ledger.open(house.tables(gone), FixedClock(MORNING))) as ledger:
        value = ledger.view.standing("AS4.3.1")
        assert value is not None and value.number == sum(range(1, PEOPLE + 1))
        assert [house.heard(user, "Registrato") for user in USERS] == [1] * PEOPLE
        answered = ledger.file.execute("select count(*) from inbox where state = 'done'")
        mine = sum(house.own(user) == gone for user in USERS)
        assert answered.fetchone()[0] == 2 * mine, "the first message and the last were its own"
        assert ledger.verify() == ledger.log.head()


def test_the_front_lets_in_who_shows_the_secret_and_tells_telegram_when_nobody_is_there() -> None:
    front = FrontThread([f"http://127.0.0.1:{free_port()}"])
    try:
        update = {"update_id": 1, "message": {"chat": {"id": 5}}}
        assert front.brings(update, secret="indovinato") == 403
        assert front.brings(update) == 503, "Telegram brings it again"
        told = {SECRET_HEADER: SECRET}
        assert httpx.post(front.url, content=b"[1]", headers=told).status_code == 400
    finally:
        front.close()
