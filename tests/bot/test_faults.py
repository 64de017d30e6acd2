"""A bad day: the file is held, the token revoked, a second instance starts, the power fails."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.desk import Adapter
from bot.incoming.polling import Listener
from bot.outgoing.outbox import Letter
from bot.process.owners import number_of
from bot.store import Store
from ledger.clock import FixedClock

from .conftest import MORNING
from .test_telegram import EQ, Telegram, message

LETTER = Letter(EQ, "sendMessage", text="registrato")


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[Telegram]:
    world = Telegram(tmp_path / "traguardo.db")
    yield world
    world.store.close()


@pytest.fixture
def holder(telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Another program with the same file; nobody waits for it at all."""
    telegram.store.db.conn.execute("pragma busy_timeout = 0")
    other = sqlite3.connect(telegram.path, isolation_level=None)
    yield other
    other.close()


def test_a_file_that_is_held_while_a_letter_leaves_does_not_end_the_sender(
    telegram: Telegram, holder: sqlite3.Connection
) -> None:
    waits: list[float] = []

    async def rest(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            holder.execute("rollback")

    async def say_while_held(desk: Adapter) -> None:
        letters = telegram.store.post([LETTER, LETTER])
        desk.sender._rest = rest
        holder.execute("begin immediate")
        desk.sender.say(letters)

    said = telegram.runs(say_while_held)
    assert [text for _, _, text in said] == [LETTER.text] * 2, "each once"
    assert waits == [1, 2, 4]
    assert telegram.store.outbox.count() == 0


def test_a_turn_waits_for_a_file_that_is_held_and_is_no_failure(
    telegram: Telegram, holder: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.LOCKED_PAUSE_SECONDS", 0.01)

    async def held(desk: Adapter) -> None:
        update = Update.de_json({"update_id": 7, **message("ciao")}, desk.application.bot)
        await desk.queue.put(update)
        holder.execute("begin immediate")
        await asyncio.sleep(0.05)
        assert telegram.turns, "it was begun"
        holder.execute("rollback")

    assert [text for _, _, text in telegram.runs(held)] == ["hai scritto: ciao"]


class Upstream(Bot):
    """Answers what it is told to; then nothing more is heard of it."""

    answers: list[Any]
    asked: list[int]

    async def delete_webhook(self, *a: Any, **k: Any) -> bool:
        return True

    async def get_updates(self, offset: int | None = None, *a: Any, **k: Any) -> Any:
        self.asked.append(offset or 0)
        if not self.answers:
            raise asyncio.CancelledError
        answer = self.answers.pop(0)
        if isinstance(answer, TelegramError):
            raise answer
        return tuple(Update.de_json(raw, self) for raw in answer)


def listen(telegram: Telegram, *answers: Any) -> tuple[list[float], list[int], list[str]]:
    """Rests, offsets asked for, and what `doctor` could have read at each rest."""
    rests: list[float] = []
    ills: list[str] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        ills.append(" ".join(ill.name for ill in telegram.store.ills()))

    async def run(desk: Adapter) -> None:
        with Upstream("1:a")._unfrozen() as bot:
            bot.answers, bot.asked = list(answers), []
            listener = Listener(bot, desk.queue, telegram.store, ["message"], rest)
            with pytest.raises(asyncio.CancelledError):
                await listener.listen()
            asked.extend(bot.asked)

    asked: list[int] = []
    telegram.runs(run)
    return rests, asked, ills


@pytest.mark.parametrize(
    ("error", "ill"),
    [(InvalidToken(), "token"), (Conflict("409"), "conflict"), (NetworkError("-"), "network")],
)
def test_whatever_telegram_refuses_the_bot_goes_on_asking_and_says_so(
    telegram: Telegram, error: TelegramError, ill: str
) -> None:
    update = {"update_id": 40, **message("ciao")}
    rests, asked, ills = listen(telegram, error, error, error, [update], [])
    assert rests == [1, 2, 4]
    assert ills == [ill] * 3
    assert asked == [0, 0, 0, 0, 41, 41]
    assert telegram.store.ills() == [], "well again"
    assert [turn.text for turn in telegram.turns] == ["ciao"]


def test_an_update_that_cannot_be_kept_is_asked_for_again_and_is_no_fault_of_telegram(
    telegram: Telegram, holder: sqlite3.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    update = {"update_id": 40, **message("ciao")}

    async def run(desk: Adapter) -> None:
        holder.execute("begin immediate")

        async def rest(seconds: float) -> None:
            if holder.in_transaction:
                holder.execute("rollback")

        with Upstream("1:a")._unfrozen() as bot:
            bot.answers, bot.asked = [[update], [update]], []
            listener = Listener(bot, desk.queue, telegram.store, ["message"], rest)
            with pytest.raises(asyncio.CancelledError):
                await listener.listen()
            assert bot.asked == [0, 0, 41]
            assert "Il registro non si può scrivere" in caplog.text
            assert "Telegram non risponde" not in caplog.text

    assert [text for _, _, text in telegram.runs(run)] == ["hai scritto: ciao"]


def test_another_bot_numbers_its_own_updates(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    old = Store(tmp_path / "t.db", "telegram", clock, bot=1)
    old.keep(5, "{}")
    old.inbox.close(5, "done")
    assert old.inbox.waiting(5) is None
    new = Store(tmp_path / "t.db", "telegram", clock, bot=2)
    new.keep(5, "{}")
    assert new.inbox.waiting(5) is not None
    old.close()
    new.close()


@pytest.mark.parametrize("owner", ["telegram:1", "telegram:4194999", "telegram:boot/ns/7/99"])
def test_what_an_owner_left_that_is_no_living_process_of_ours_is_taken_over(
    telegram: Telegram, owner: str
) -> None:
    """Process 1 always lives; a bare number, or one of another boot, is not it."""
    telegram.store.post([LETTER])
    telegram.store.keep(9, json.dumps({"update_id": 9, **message("ciao")}))
    for table in ("inbox", "outbox"):
        telegram.store.db.conn.execute(f"update {table} set owner = ?", (owner,))

    async def nothing(desk: Adapter) -> None:
        """The start does it all."""

    said = telegram.runs(nothing)
    assert [text for _, _, text in said] == [LETTER.text, "hai scritto: ciao"]


def test_the_heartbeat_tells_of_a_process_that_cannot_be_looked_at(telegram: Telegram) -> None:
    """On another machine, over a shared disk."""
    store = telegram.store
    execute = store.db.conn.execute
    store.post([LETTER])
    execute("update outbox set owner = 'telegram:far/away/7/99'")
    now = int(store.owners._seconds())
    execute("insert into owners values ('telegram:far/away/7/99', ?, 1)", (now - 30,))
    assert store.adopt().letters == []
    assert store.claim() == "telegram:far/away/7/99", "and it listens"
    assert number_of("telegram:far/away/7/99") == "7", "as people look for it"
    execute("update owners set beat_at = ? where owner like '%far%'", (now - 90,))
    assert [letter.text for letter in store.adopt().letters] == [LETTER.text]
    assert store.claim() is None
