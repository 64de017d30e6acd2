"""A notice is said once: what may have arrived already, and nobody knows, is not said again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from bot.desk import Adapter
from bot.outgoing.outbox import IN_DOUBT, Letter

from . import test_telegram
from .test_telegram import AGAIN, EQ, Moody, Telegram

NOTICE = Letter(EQ, "sendMessage", text="AS4.4 scade domani", once=True)
ANSWER = Letter(EQ, "sendMessage", text="registrato")


class Cut(Moody):
    """The console's Bot API behind a connection that is cut, before or after it has heard."""

    cuts: list[tuple[bool, type[httpx.TransportError]]]

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *a: Any,
        **k: Any,
    ) -> tuple[int, bytes]:
        if not (url.endswith("/sendMessage") and self.cuts):
            return await super().do_request(url, method, request_data, *a, **k)
        heard, kind = self.cuts.pop(0)
        if heard:
            await super().do_request(url, method, request_data, *a, **k)
        cause = kind("cut")
        raised = TimedOut() if isinstance(cause, httpx.TimeoutException) else NetworkError("cut")
        raise raised from cause


@pytest.fixture
def telegram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Telegram]:
    monkeypatch.setattr(test_telegram, "Moody", Cut)
    monkeypatch.setattr(Cut, "cuts", [], raising=False)
    world = Telegram(tmp_path / "traguardo.db")
    yield world
    world.store.close()


def posting(telegram: Telegram, *letters: Letter) -> Callable[[Adapter], object]:
    async def post(desk: Adapter) -> None:
        desk.sender.say(telegram.store.post(letters))

    return post


@pytest.mark.parametrize("kind", [httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError])
def test_a_notice_whose_answer_is_lost_is_not_said_again(
    telegram: Telegram, kind: type[httpx.TransportError]
) -> None:
    Cut.cuts = [(True, kind)]
    said = telegram.runs(posting(telegram, NOTICE, ANSWER))
    assert [text for _, _, text in said] == [NOTICE.text, ANSWER.text]
    assert telegram.store.outbox.failures() == [(IN_DOUBT, 1)]


@pytest.mark.parametrize("kind", [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout])
def test_a_notice_that_never_left_is_tried_again(
    telegram: Telegram, kind: type[httpx.TransportError]
) -> None:
    Cut.cuts = [(False, kind), (False, kind)]
    said = telegram.runs(posting(telegram, NOTICE))
    assert [text for _, _, text in said] == [NOTICE.text]
    assert telegram.store.outbox.failures() == []


def test_an_answer_is_rather_said_twice_than_never(telegram: Telegram) -> None:
    Cut.cuts = [(True, httpx.ReadError)]
    said = telegram.runs(posting(telegram, ANSWER))
    assert [text for _, _, text in said] == [ANSWER.text, f"{AGAIN}\n{ANSWER.text}"]


def test_a_process_that_dies_while_it_gives_a_notice_leaves_it_in_doubt(telegram: Telegram) -> None:
    given, waiting = telegram.store.post([NOTICE, NOTICE])
    telegram.store.outbox.may_arrive(given)

    async def nothing_more(desk: Adapter) -> None:
        """The next start says what waits of its own accord."""

    assert [text for _, _, text in telegram.runs(nothing_more)] == [waiting.text]
    assert telegram.store.outbox.failures() == [(IN_DOUBT, 1)]
