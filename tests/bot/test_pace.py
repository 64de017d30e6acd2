"""Telegram's limits, honoured before it has to say so; its refusals, told to who must know."""

import asyncio
from pathlib import Path

import pytest
from telegram import Bot

from bot.console import console
from bot.console.console import ConsoleRequest, Shown
from bot.console.console_state import ConsoleState
from bot.outgoing.outbox import Letter
from bot.outgoing.pace import GROUP, OVERALL, PRIVATE, Pace
from bot.outgoing.sender import Sender
from bot.store import Store
from ledger.clock import FixedClock

from .conftest import MORNING


class Watch:
    """A stopwatch that only resting moves on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def rest(self, seconds: float) -> None:
        until = self.now + seconds
        await asyncio.sleep(0)  # Whoever need not rest goes first.
        self.now = max(self.now, until)


@pytest.fixture
def watch() -> Watch:
    return Watch()


def taken(tmp_path: Path, watch: Watch, chats: list[int]) -> list[tuple[float, int]]:
    """When each of these chats, one letter each time it is named, had its letter."""
    store = Store(tmp_path / "traguardo.db", "telegram", FixedClock(MORNING))
    times: list[tuple[float, int]] = []

    def shown(call: Shown) -> None:
        times.append((watch.now, call.chat))

    async def send() -> None:
        request = ConsoleRequest(ConsoleState(store), FixedClock(MORNING), shown)
        async with Bot(
            console.TOKEN, console.API_URL, request=request, get_updates_request=request
        ) as bot:
            sender = Sender(store, bot, watch.rest, pace=Pace(watch))
            letters = [Letter(chat, "sendMessage", text=f"n. {n}") for n, chat in enumerate(chats)]
            sender.say(store.post(letters))
            await sender.idle()

    asyncio.run(send())
    store.close()
    return times


def most_in(times: list[float], seconds: float) -> int:
    return max(sum(start <= t < start + seconds for t in times) for start in times)


def test_a_morning_of_many_people_stays_under_the_overall_limit(
    tmp_path: Path, watch: Watch
) -> None:
    times = taken(tmp_path, watch, list(range(1001, 1101)))
    assert len(times) == 100
    assert most_in([t for t, _ in times], OVERALL[1]) <= OVERALL[0]
    assert watch.now < 5


def test_one_chat_hears_short_bursts_at_most(tmp_path: Path, watch: Watch) -> None:
    times = taken(tmp_path, watch, [1001] * 12)
    assert most_in([t for t, _ in times], PRIVATE[1]) <= PRIVATE[0]


def test_a_group_hears_less_and_holds_nobody_back(tmp_path: Path, watch: Watch) -> None:
    times = taken(tmp_path, watch, [-500] * 25 + [1001])
    assert most_in([t for t, chat in times if chat == -500], GROUP[1]) <= GROUP[0]
    assert [t for t, chat in times if chat == 1001] == [0]
