"""Telegram brings the updates: only with the secret, many chats at once, each chat in order."""

import re
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.outgoing.pace import unhurried
from bot.towns.several import BotThread, Town
from bot.transports import TelegramSettings
from ledger.clock import FixedClock
from ledger.ledger import Ledger

from ..drill.bot_api import TOKEN, BotApi
from ..drill.crowd import FIRST_USER, crowded_ledger
from ..town import MORNING
from .test_many_towns import waits_for

PEOPLE = 8
SHOWN = re.compile(r"\A<b>[^<]*</b> · (\S+) ")
"""The first line of how an indicator stands."""
SECRET = "X-Telegram-Bot-Api-Secret-Token"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def listens(url: str) -> bool:
    """Whether a worker takes updates there: it turns away what has no secret. Telegram hears of
    the address a moment before."""
    with suppress(httpx.TransportError):
        return httpx.post(url, timeout=10).status_code == 403
    return False


@dataclass
class Worker:
    """One worker behind a webhook, and Telegram's side of it."""

    api: BotApi
    path: Path
    url: str

    def posts(self, update: dict[str, Any], secret: str | None = None) -> int:
        told = {SECRET: self.api.secret or ""} if secret is None else {SECRET: secret}
        return httpx.post(self.url, json=update, headers=told, timeout=30).status_code

    def says(self, user: int, number: int, text: str, **content: object) -> int:
        chat = {"id": user, "type": "private", "first_name": "-"}
        sender = {"id": user, "is_bot": False, "first_name": "-"}
        head = {"message_id": number, "date": int(time.time()), "chat": chat, "from": sender}
        return self.posts({"update_id": number, "message": {**head, "text": text, **content}})

    def answered(self, user: int, codes: Sequence[str]) -> bool:
        """Whether a chat was told of these, in this order and no more; the calendar may speak
        meanwhile."""
        told = [SHOWN.search(said) for said in self.api.said_to(user)]
        return [found[1] for found in told if found] == list(codes)


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    path = tmp_path_factory.mktemp("webhook") / "traguardo.db"
    crowded_ledger(path, PEOPLE)
    port, api = free_port(), BotApi()
    api.serve()
    url = f"http://127.0.0.1:{port}/telegram"
    settings = TelegramSettings(TOKEN, base_url=api.url, webhook_url=url, webhook_port=port)
    town = Town("prova", lambda: Ledger.open(path, FixedClock(MORNING)))
    thread = BotThread(settings, [town], pace=unhurried)
    thread.start()
    waits_for(lambda: api.secret and listens(url))
    yield Worker(api, path, url)
    thread.stop()
    thread.join()
    api.close()


def test_what_does_not_carry_the_secret_is_turned_away(worker: Worker) -> None:
    assert worker.api.secret and len(worker.api.secret) >= 32
    assert worker.posts({"update_id": 1}, secret="indovinato") == 403
    with closing(Ledger.open(worker.path, FixedClock(MORNING))) as ledger:
        assert ledger.file.table("inbox").count == 0


def test_many_chats_are_answered_and_each_in_the_order_it_wrote(worker: Worker) -> None:
    codes = ("AS4.3.1", "AS4.1.1", "AS4.4.1", "AS3.1.1", "AS4.3.1")
    for n, code in enumerate(codes):
        for user in range(PEOPLE):
            number = 100 + n * PEOPLE + user
            assert worker.says(FIRST_USER + user, number, f"/stato {code}") == 200
    for user in range(PEOPLE):
        waits_for(partial(worker.answered, FIRST_USER + user, codes))


def test_a_chat_whose_file_does_not_come_holds_nobody(worker: Worker) -> None:
    slow, quick = FIRST_USER, FIRST_USER + 1
    photo = {"file_id": "never", "file_unique_id": "never", "width": 9, "height": 9}
    before = len(worker.api.said_to(quick))
    assert worker.says(slow, 900, "", photo=[photo], caption="12 CIE") == 200
    assert worker.says(quick, 901, "/stato AS4.3.1") == 200
    waits_for(lambda: len(worker.api.said_to(quick)) > before)
