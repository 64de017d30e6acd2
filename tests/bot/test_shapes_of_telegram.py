"""What Telegram sends besides plain messages: topics, albums, places, services, hidden senders."""

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.console import console
from bot.desk import Adapter
from handlers.turn import Turn

from .conftest import MORNING, card
from .test_telegram import DIRIGENTE, EQ, FILE, GROUP, PLACE, Answer, Telegram, message, press
from .test_telegram import telegram as telegram

TOPIC = 31
AT_THE_BOT = f"@{console.BOT_USERNAME} come va AS4?"
IN_TOPIC = {"message_thread_id": TOPIC, "is_topic_message": True}
NO_TOPIC: Answer = (400, {"description": "Bad Request: message thread not found"})
HIDDEN = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}


def topics(telegram: Telegram) -> list[int | None]:
    """Where the last messages of the bot were said."""
    return [shown.topic for shown in telegram.shown if shown.method == "sendMessage"]


def in_topic(text: str = AT_THE_BOT, **content: Any) -> dict[str, Any]:
    return message(text, chat=GROUP, **IN_TOPIC, **content)


def test_what_is_asked_in_a_topic_is_answered_in_it(telegram: Telegram) -> None:
    telegram.sends(in_topic())
    assert topics(telegram) == [TOPIC]
    telegram.sends(message(AT_THE_BOT, chat=GROUP))
    assert topics(telegram) == [None], "what is said outside every topic stays outside"


def test_a_press_in_a_topic_is_answered_in_it(telegram: Telegram) -> None:
    telegram.sends(in_topic())
    pressed = press("x", on=1)
    shown = {**pressed["callback_query"]["message"], "chat": console.chat_of(GROUP), **IN_TOPIC}
    telegram.sends({"callback_query": {**pressed["callback_query"], "message": shown}})
    assert topics(telegram) == [TOPIC]


def test_a_thread_of_answers_outside_topics_is_no_topic(telegram: Telegram) -> None:
    telegram.sends(message(AT_THE_BOT, chat=GROUP, message_thread_id=7))
    assert topics(telegram) == [None]


def test_what_cannot_be_said_in_a_topic_that_is_gone_is_said_in_the_group(
    telegram: Telegram,
) -> None:
    telegram.moods["sendMessage"] = [NO_TOPIC]
    assert len(telegram.sends(in_topic())) == 1
    assert topics(telegram) == [None]


def test_in_a_topic_the_bot_made_people_still_talk_to_each_other(telegram: Telegram) -> None:
    made = {
        "message_id": TOPIC,
        "date": 1,
        "chat": console.chat_of(GROUP),
        "from": console.BOT,
        "forum_topic_created": {"name": "AS", "icon_color": 1},
    }
    telegram.sends(in_topic("chiacchiere", reply_to_message=made))
    assert telegram.turns == []


def test_words_that_waited_for_a_restart_keep_their_topic(telegram: Telegram) -> None:
    async def dies(desk: Adapter) -> None:
        await desk.sender.stop(0)
        desk.sender.say = lambda letters: None  # type: ignore[method-assign]
        raw = {"update_id": 5, **in_topic()}
        await desk.application.update_queue.put(Update.de_json(raw, desk.application.bot))
        await desk.queue.join()

    telegram.runs(dies)
    assert telegram.store.outbox.count() == 1
    telegram.runs(lambda desk: asyncio.sleep(0))
    assert topics(telegram) == [TOPIC]


def photo(tmp_path: Path, name: str, **content: Any) -> dict[str, Any]:
    """A picture of the album."""
    path = tmp_path / f"{name}.jpg"
    path.write_bytes(b"\xff\xd8" + name.encode())
    size = {**FILE, "file_id": console.file_id(path), "width": 90, "height": 60}
    return message(None, photo=[size], media_group_id="album", **content)


def files(turn: Turn) -> list[bytes | None]:
    assert turn.attachment is not None
    return [turn.attachment.content, *(file.content for file in turn.beside)]


def test_an_album_is_one_turn_with_the_words_and_all_its_files(
    telegram: Telegram, tmp_path: Path
) -> None:
    telegram.answer = card
    said = telegram.sends(
        photo(tmp_path, "a"),
        photo(tmp_path, "b", caption="AS4.3.1 240"),
        photo(tmp_path, "c"),
        message("e poi?"),
    )
    assert [text for _, _, text in said] == ["leggo AS4.3.1 240", "leggo e poi?"]
    assert files(telegram.turns[0]) == [b"\xff\xd8b", b"\xff\xd8a", b"\xff\xd8c"]
    assert list(telegram.store.inbox.unanswered()) == []


def test_an_album_in_a_group_is_the_bots_where_its_words_are(
    telegram: Telegram, tmp_path: Path
) -> None:
    telegram.sends(
        photo(tmp_path, "a", chat=GROUP, caption=f"@{console.BOT_USERNAME} AS4.3.1 240"),
        photo(tmp_path, "b", chat=GROUP),
    )
    (turn,) = telegram.turns
    assert len(files(turn)) == 2
    telegram.turns.clear()
    telegram.sends(photo(tmp_path, "a", chat=GROUP), photo(tmp_path, "b", chat=GROUP))
    assert telegram.turns == []
    assert list(telegram.store.inbox.unanswered()) == []


def test_a_picture_of_an_album_that_does_not_come_is_owed(
    telegram: Telegram, tmp_path: Path
) -> None:
    telegram.moods["getFile"] = [(502, {"description": "Bad Gateway"})] * 20
    telegram.sends(photo(tmp_path, "a", caption="AS4.3.1 240"), photo(tmp_path, "b"))
    assert telegram.store.owed.count() == 2
    telegram.moods["getFile"] = []
    telegram.clock.move(MORNING + dt.timedelta(hours=1))
    telegram.turns.clear()
    telegram.runs(lambda desk: desk.ask_for_owed())
    assert [files(turn) for turn in telegram.turns] == [[b"\xff\xd8a"], [b"\xff\xd8b"]]
    assert telegram.store.owed.count() == 0


@pytest.mark.parametrize(
    "content",
    [
        {"location": {**PLACE, "live_period": 900}},
        {"new_chat_title": "Area Servizi"},
        {"group_chat_created": True},
        {"video_chat_started": {}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"forum_topic_created": {"name": "AS", "icon_color": 1}},
        {"users_shared": {"request_id": 1, "users": []}},
        {"write_access_allowed": {}},
    ],
    ids=lambda content: next(iter(content)),
)
def test_a_place_that_moves_and_what_a_service_tells_are_met_with_silence(
    telegram: Telegram, content: dict[str, Any]
) -> None:
    assert telegram.sends(message(None, **content)) == []
    assert telegram.turns == []
    assert list(telegram.store.inbox.unanswered()) == []


def test_a_place_that_has_moved_is_no_edit(telegram: Telegram) -> None:
    moved = message(None, location={**PLACE, "live_period": 900}, edit_date=1)
    stopped = message(None, location=PLACE, edit_date=1)
    assert telegram.sends(*({"edited_message": m["message"]} for m in (moved, stopped))) == []


@pytest.mark.parametrize("sender", [HIDDEN, CHANNEL], ids=["administrator", "channel"])
def test_who_writes_as_the_group_or_a_channel_is_nobody_and_told_so_once(
    telegram: Telegram, sender: dict[str, Any]
) -> None:
    hidden = message("/stato", chat=GROUP, sender_chat={"id": GROUP, "type": "supergroup"})
    hidden["message"]["from"] = sender
    assert len(telegram.sends(hidden)) == 1
    assert [(t.person, t.unsupported) for t in telegram.turns] == [(None, "nameless")]
    assert telegram.sends(hidden) == []
    chatter = message("chiacchiere", chat=GROUP, sender_chat={"id": GROUP, "type": "supergroup"})
    chatter["message"]["from"] = sender
    assert telegram.sends(chatter) == []


def test_what_a_channel_hands_to_its_group_is_not_said_to_the_bot(telegram: Telegram) -> None:
    handed = message(
        AT_THE_BOT, chat=GROUP, sender_chat={"id": -7, "type": "channel"}, is_automatic_forward=True
    )
    assert telegram.sends(handed) == []
    assert telegram.turns == []


def user(number: int = EQ) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "-"}


OF_NO_CONCERN: dict[str, dict[str, Any]] = {
    "business_connection": {
        "id": "b",
        "user": user(),
        "user_chat_id": EQ,
        "date": 1,
        "can_reply": True,
        "is_enabled": True,
    },
    "business_message": message("AS4.3.1 240", business_connection_id="b")["message"],
    "edited_business_message": message("AS4.3.1 241", business_connection_id="b")["message"],
    "deleted_business_messages": {
        "business_connection_id": "b",
        "chat": console.chat_of(EQ),
        "message_ids": [11],
    },
    "message_reaction": {
        "chat": console.chat_of(EQ),
        "message_id": 11,
        "date": 1,
        "user": user(),
        "old_reaction": [],
        "new_reaction": [{"type": "emoji", "emoji": "👍"}],
    },
    "message_reaction_count": {
        "chat": console.chat_of(GROUP),
        "message_id": 11,
        "date": 1,
        "reactions": [],
    },
    "channel_post": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": -7, "type": "channel"},
        "text": AT_THE_BOT,
    },
    "my_chat_member": {
        "chat": console.chat_of(GROUP),
        "from": user(),
        "date": 1,
        "old_chat_member": {"status": "left", "user": console.BOT},
        "new_chat_member": {"status": "member", "user": console.BOT},
    },
}


@pytest.mark.parametrize("kind", OF_NO_CONCERN)
def test_what_is_of_no_concern_to_the_bot_leaves_nothing_behind(
    telegram: Telegram, kind: str
) -> None:
    assert telegram.sends({kind: OF_NO_CONCERN[kind]}) == []
    assert telegram.turns == []
    assert list(telegram.store.inbox.unanswered()) == []


def test_what_a_phone_kept_while_offline_is_of_the_day_it_was_written(telegram: Telegram) -> None:
    for days in (1, 3, 6):
        kept = message()
        kept["message"]["date"] = int((MORNING - dt.timedelta(days=days)).timestamp())
        telegram.turns.clear()
        telegram.sends(kept)
        assert telegram.turns[0].at == MORNING - dt.timedelta(days=days)


def test_what_nobody_sees_of_a_message_is_not_read(telegram: Telegram) -> None:
    telegram.sends(message("\u202ealtre 12\u200b CIE\x00\noggi"))
    assert telegram.turns[0].text == "altre 12 CIE\noggi"


def test_two_people_of_one_topic_have_talks_of_their_own(telegram: Telegram) -> None:
    telegram.answer = card
    telegram.sends(in_topic("/a"), message("/b", sender=DIRIGENTE, chat=GROUP, **IN_TOPIC))
    drafts = [telegram.store.drafts.get(str(GROUP), who) for who in ("eq.as4", "dirigente.as")]
    assert [draft and draft["text"] for draft in drafts] == ["/a", "/b"]
