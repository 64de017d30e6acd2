"""Updates as Telegram sends them, and what becomes of its refusals."""

import asyncio
import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import NetworkError
from telegram.request import RequestData

from bot.app import Builder, build
from bot.console import console
from bot.console.console import ConsoleRequest, Shown
from bot.console.console_state import ConsoleState
from bot.desk import Adapter
from bot.incoming.door import Door
from bot.incoming.queue import DurableQueue
from bot.outgoing.sender import Sender
from bot.parts import Parts
from bot.store import Store
from handlers.turn import Button, Outcome, Reply, Turn
from ledger.clock import FixedClock

from .conftest import MORNING, card, echo, text_of, words

EQ, DIRIGENTE, STRANGER, GROUP = 1001, 1002, 1003, -500
NAMES = {EQ: "eq.as4", DIRIGENTE: "dirigente.as"}
Answer = tuple[int, dict[str, Any]]

AGAIN = "di nuovo:"

FLOOD: Answer = (429, {"description": "Too Many Requests", "parameters": {"retry_after": 7}})
DOWN: Answer = (502, {"description": "Bad Gateway"})
BLOCKED: Answer = (403, {"description": "Forbidden: bot was blocked by the user"})
REFUSED: Answer = (400, {"description": "Bad Request: chat not found"})
GONE: Answer = (400, {"description": "Bad Request: message to edit not found"})
SAME: Answer = (400, {"description": "Bad Request: message is not modified"})
MIGRATED: Answer = (400, {"description": "upgraded", "parameters": {"migrate_to_chat_id": -900}})


class Moody(ConsoleRequest):
    """The console's Bot API, which now and then answers as Telegram does on a bad day."""

    moods: dict[str, list[Answer]]

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *a: Any, **k: Any
    ) -> tuple[int, bytes]:
        waiting = self.moods.get(url.rpartition("/")[2])
        if waiting:
            status, body = waiting.pop(0)
            return status, json.dumps({"ok": False, **body}).encode()
        return await super().do_request(url, method, request_data, *a, **k)


class Phonebook:
    def person_of(self, user_id: int) -> str | None:
        return NAMES.get(user_id)

    def chat_of(self, person: str) -> int | None:
        return next((chat for chat, name in NAMES.items() if name == person), None)


class Telegram:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.moods: dict[str, list[Answer]] = {}
        self.rests: list[float] = []
        self.shown: list[Shown] = []
        self.turns: list[Turn] = []
        self.offered: tuple[tuple[str, str], ...] = ()
        self.answer: Callable[[Turn, Mapping[str, object] | None], Outcome] = echo
        self.clock = FixedClock(MORNING)
        self.store = Store(path, "telegram", self.clock)
        self.state = ConsoleState(self.store)
        self._numbers = iter(range(100, 1000))

    def sends(self, *contents: dict[str, Any]) -> list[tuple[str, int, str]]:
        """What the bot says to these updates: method, chat and text of each call."""
        updates = [{"update_id": next(self._numbers), **content} for content in contents]
        return self.delivers(*updates)

    def delivers(self, *updates: dict[str, Any]) -> list[tuple[str, int, str]]:
        async def feed(desk: Adapter) -> None:
            for raw in updates:
                update = Update.de_json(raw, desk.application.bot)
                await desk.application.update_queue.put(update)

        return self.runs(feed)

    def runs(self, act: Callable[[Adapter], Any]) -> list[tuple[str, int, str]]:
        self.shown.clear()
        asyncio.run(self._run(act))
        return [(shown.method, shown.chat, shown.text) for shown in self.shown]

    async def _run(self, act: Callable[[Adapter], Any]) -> None:
        request = Moody(self.state, self.clock, self.shown.append)
        request.moods = self.moods

        def configure(builder: Builder) -> Builder:
            builder = builder.token(console.TOKEN).base_url(console.API_URL).updater(None)
            builder = builder.base_file_url(console.FILE_URL)
            return builder.request(request).get_updates_request(request)

        parts = Parts(self._converse, text_of, self.clock, self.store, self._commands_of)
        desk = build(parts, Phonebook(), configure)
        desk.sender = Sender(self.store, desk.application.bot, self._rest, repeated=AGAIN)
        desk.patience_seconds = 0.05
        async with desk.application:
            await desk.application.start()
            await desk.resume()
            await act(desk)
            await desk.idle()
            await desk.application.stop()

    def _converse(self, turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
        self.turns.append(turn)
        return self.answer(turn, draft)

    def _commands_of(self, person: str | None) -> tuple[tuple[str, str], ...]:
        return self.offered if person is not None else ()

    async def _rest(self, seconds: float) -> None:
        self.rests.append(seconds)


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[Telegram]:
    world = Telegram(tmp_path / "traguardo.db")
    yield world
    world.store.close()


def message(
    text: str | None = "ciao", sender: int = EQ, chat: int | None = None, **content: Any
) -> dict[str, Any]:
    """An update with a message; `text` None for other contents."""
    said = {"text": text} if text is not None else {}
    return {
        "message": {
            "message_id": 11,
            "date": int(MORNING.timestamp()) - 60,
            "chat": console.chat_of(chat or sender),
            "from": {"id": sender, "is_bot": False, "first_name": "-"},
            **said,
            **content,
        }
    }


def press(data: str, on: int, sender: int = EQ) -> dict[str, Any]:
    shown = {"message_id": on, "date": 1, "chat": console.chat_of(sender), "from": console.BOT}
    user = {"id": sender, "is_bot": False, "first_name": "-"}
    query = {"id": "q", "from": user, "chat_instance": "c", "data": data, "message": shown}
    return {"callback_query": query}


FILE = {"file_id": "f", "file_unique_id": "f"}
PLACE = {"latitude": 44.0, "longitude": 11.0}
UNREAD: dict[str, Any] = {
    "sticker": {
        **FILE,
        "type": "regular",
        "width": 1,
        "height": 1,
        "is_animated": False,
        "is_video": False,
    },
    "voice": {**FILE, "duration": 1},
    "audio": {**FILE, "duration": 1},
    "video": {**FILE, "duration": 1, "width": 1, "height": 1},
    "video_note": {**FILE, "duration": 1, "length": 1},
    "location": PLACE,
    "venue": {"location": PLACE, "title": "-", "address": "-"},
    "contact": {"phone_number": "1", "first_name": "-"},
    "dice": {"emoji": "🎲", "value": 1},
}


@pytest.mark.parametrize("kind", UNREAD)
def test_a_content_nobody_reads_is_named_by_its_kind(telegram: Telegram, kind: str) -> None:
    telegram.sends(message(None, **{kind: UNREAD[kind]}))
    assert telegram.turns[0].unsupported == kind


def test_an_animation_is_not_taken_for_a_document(telegram: Telegram) -> None:
    animation = {**FILE, "width": 1, "height": 1, "duration": 1}
    telegram.sends(message(None, animation=animation, document={**FILE, "file_name": "a.mp4"}))
    assert (telegram.turns[0].unsupported, telegram.turns[0].attachment) == ("animation", None)


def test_what_nobody_said_to_the_bot_is_no_turn(telegram: Telegram) -> None:
    user = {"id": EQ, "is_bot": False, "first_name": "-"}
    channel = {"message_id": 1, "date": 1, "chat": {"id": -7, "type": "channel"}, "text": "x"}
    telegram.sends(
        message(None, chat=GROUP, new_chat_members=[user]),
        message("chiacchiere", chat=GROUP),
        {"channel_post": channel},
        {"inline_query": {"id": "1", "from": user, "query": "x", "offset": ""}},
    )
    assert telegram.turns == []
    assert list(telegram.store.inbox.unanswered()) == []


def test_a_photo_arrives_in_its_largest_size_and_with_its_caption(
    telegram: Telegram, tmp_path: Path
) -> None:
    picture = tmp_path / "foto.jpg"
    picture.write_bytes(b"\xff\xd8")
    small = {**FILE, "width": 90, "height": 60}
    large = {**small, "file_id": console.file_id(picture), "width": 1280, "height": 960}
    telegram.sends(message(None, photo=[large, small], caption="AS4.3.1 240"))
    turn = telegram.turns[0]
    assert turn.attachment is not None
    assert (turn.text, turn.attachment.content) == ("AS4.3.1 240", b"\xff\xd8")


def test_an_edited_message_says_so(telegram: Telegram) -> None:
    telegram.sends({"edited_message": message("AS4.3.1 250")["message"]})
    turn = telegram.turns[0]
    assert (turn.edited, turn.message, turn.text) == (True, 11, "AS4.3.1 250")


def test_in_a_group_it_is_the_sender_who_speaks(telegram: Telegram) -> None:
    telegram.sends(message("/stato", chat=GROUP))
    assert (telegram.turns[0].person, telegram.turns[0].chat) == ("eq.as4", str(GROUP))


def test_a_message_is_of_the_minute_it_was_written(telegram: Telegram) -> None:
    telegram.sends(message())
    assert telegram.turns[0].at == MORNING - dt.timedelta(minutes=1)


def test_with_a_clock_set_to_another_year_the_clock_is_right(telegram: Telegram) -> None:
    telegram.clock.move(MORNING + dt.timedelta(days=90))
    telegram.sends(message())
    assert telegram.turns[0].at == MORNING + dt.timedelta(days=90)


def test_an_update_delivered_twice_is_answered_once(telegram: Telegram) -> None:
    update = {"update_id": 5, **message()}
    assert len(telegram.delivers(update, update)) == 1
    assert telegram.delivers(update) == []
    assert len(telegram.turns) == 1


def test_records_are_found_from_the_messages_that_speak_of_them(telegram: Telegram) -> None:
    telegram.answer = card
    telegram.sends(message("AS4.3.1 240"))
    found = telegram.state.last_buttons(EQ)
    assert found is not None
    telegram.sends(press("yes", on=found[0]))
    assert telegram.store.about(str(EQ), found[0]) == 7, "the card, now the receipt"
    assert telegram.store.about(str(EQ), 11) == 7, "the message of the person"
    assert telegram.store.about(str(EQ), 12) is None


def test_flood_limits_are_obeyed_and_order_is_kept(telegram: Telegram) -> None:
    telegram.moods["sendMessage"] = [FLOOD]
    assert telegram.sends(message("uno"), message("due")) == [
        ("sendMessage", EQ, "hai scritto: uno"),
        ("sendMessage", EQ, "hai scritto: due"),
    ]
    assert telegram.rests == [7]


def test_a_network_that_is_down_is_tried_again_ever_more_slowly(telegram: Telegram) -> None:
    telegram.moods["sendMessage"] = [DOWN] * 8
    assert telegram.sends(message("uno")) == [("sendMessage", EQ, "hai scritto: uno")]
    assert telegram.rests == [1, 2, 4, 8, 16, 32, 60, 60]


def test_whoever_blocked_the_bot_is_left_alone_and_others_are_not(telegram: Telegram) -> None:
    telegram.moods["sendMessage"] = [BLOCKED]
    telegram.answer = lambda turn, draft: Outcome(
        (Reply((words("uno"),)), Reply((words("due"),)), Reply((words("tre"),), to="dirigente.as"))
    )
    assert telegram.sends(message()) == [("sendMessage", DIRIGENTE, "tre")]
    telegram.answer = echo
    assert telegram.sends(message("sono tornata")) == [
        ("sendMessage", EQ, "hai scritto: sono tornata")
    ]


def test_a_letter_telegram_refuses_does_not_hold_back_the_next(telegram: Telegram) -> None:
    telegram.moods["sendMessage"] = [REFUSED]
    assert telegram.sends(message("uno"), message("due")) == [
        ("sendMessage", EQ, "hai scritto: due")
    ]


def test_a_group_that_moved_is_followed(telegram: Telegram) -> None:
    telegram.moods["sendMessage"] = [MIGRATED]
    said = telegram.sends(message("/stato", chat=GROUP))
    assert said == [("sendMessage", -900, "hai scritto: /stato")]


def test_an_edit_of_a_message_that_is_gone_is_said_anew(telegram: Telegram) -> None:
    telegram.answer = card
    telegram.moods["editMessageText"] = [GONE]
    said = telegram.sends(press("yes", on=5))
    assert said[0] == ("sendMessage", EQ, "registrato None")


def test_an_edit_made_twice_is_not_said_again(telegram: Telegram) -> None:
    telegram.answer = card
    telegram.moods["editMessageText"] = [SAME]
    assert telegram.sends(press("yes", on=5)) == [("sendMessage", DIRIGENTE, "c'è da validare")]


def test_a_press_too_old_to_acknowledge_is_acted_on(telegram: Telegram) -> None:
    telegram.answer = lambda turn, draft: Outcome(
        (Reply((words("fatto"),), ((Button(words("Ancora"), "x"),),)),)
    )
    assert [call[0] for call in telegram.sends(press("yes", on=5))] == [
        "editMessageReplyMarkup",
        "sendMessage",
    ]


def test_commands_are_offered_to_whoever_can_be_reached_and_only_when_they_change(
    telegram: Telegram,
) -> None:
    async def offer(desk: Adapter) -> None:
        desk.offer_menus(["eq.as4", "segretario"])

    telegram.offered = (("stato", "come va"),)
    assert telegram.runs(offer) == [("setMyCommands", EQ, "")]
    assert telegram.runs(offer) == []
    telegram.offered = (("stato", "come va"), ("valida", "che cosa aspetta"))
    assert telegram.runs(offer) == [("setMyCommands", EQ, "")]


def test_the_console_s_bot_api_reaches_no_network(telegram: Telegram) -> None:
    request = ConsoleRequest(telegram.state, telegram.clock, telegram.shown.append)
    status, _ = asyncio.run(request.do_request("https://example.org/getMe", "POST"))
    assert status == 404


def test_an_update_that_cannot_be_written_down_is_not_taken(
    telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PTB moves its offset only past what `put` has taken; this error makes it ask again."""
    monkeypatch.setattr("bot.store.BUSY_SECONDS", 0)
    store = Store(telegram.path, "telegram", telegram.clock)
    queue = DurableQueue(store.keep, Door(lambda user: "eq.as4", lambda user: False))
    other = sqlite3.connect(telegram.path, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(NetworkError):
        asyncio.run(queue.put(Update.de_json({"update_id": 5, **message()}, Bot("1:a"))))
    other.close()
    store.close()
    assert queue.empty()
