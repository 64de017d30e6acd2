"""Who is let in, and who waits for a file: nobody holds up anybody else."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.console import console

from .conftest import MORNING
from .test_telegram import (
    DIRIGENTE,
    DOWN,
    EQ,
    FILE,
    GROUP,
    STRANGER,
    UNREAD,
    Telegram,
    message,
    press,
)


@pytest.fixture
def telegram(tmp_path: Path) -> Iterator[Telegram]:
    world = Telegram(tmp_path / "traguardo.db")
    yield world
    world.store.close()


# Files


def test_a_file_that_is_not_handed_over_is_owed_and_comes_later_by_itself(
    telegram: Telegram, tmp_path: Path
) -> None:
    minutes = tmp_path / "a.pdf"
    minutes.write_bytes(b"%PDF-1.7")
    document = {**FILE, "file_id": console.file_id(minutes), "file_name": "a.pdf", "file_size": 8}
    telegram.moods["getFile"] = [DOWN]
    telegram.sends(message(None, document=document, caption="AS4.3.1 240"))
    (first,) = telegram.turns
    assert first.attachment is not None
    assert (first.text, first.attachment.owed) == ("AS4.3.1 240", True)
    telegram.clock.move(MORNING + dt.timedelta(minutes=2))
    telegram.runs(lambda desk: desk.ask_for_owed())
    _, late = telegram.turns
    assert late.attachment is not None
    assert (late.text, late.message, late.attachment.content) == ("", 11, b"%PDF-1.7")
    assert late.key != first.key
    telegram.runs(lambda desk: desk.ask_for_owed())
    assert len(telegram.turns) == 2


def test_a_file_that_never_comes_is_asked_of_the_person_again(telegram: Telegram) -> None:
    telegram.moods["getFile"] = [DOWN] * 2
    telegram.sends(message(None, document={**FILE, "file_name": "a.pdf", "file_size": 8}))
    telegram.clock.move(MORNING + dt.timedelta(days=2))
    said = telegram.runs(lambda desk: desk.ask_for_owed())
    assert "a.pdf" in said[0][2]
    assert telegram.store.owed.count() == 0


def test_who_waits_for_a_file_holds_up_nobody_else(telegram: Telegram) -> None:
    telegram.moods["getFile"] = [DOWN]
    said = telegram.sends(
        message(None, document={**FILE, "file_name": "a.pdf", "file_size": 8}),
        message("dopo il file"),
        message("intanto", sender=DIRIGENTE),
    )
    assert [chat for _, chat, _ in said] == [DIRIGENTE, EQ, EQ]
    assert [turn.text for turn in telegram.turns] == ["intanto", "", "dopo il file"]


# Strangers


STRANGE: tuple[dict[str, Any], ...] = (
    message(sender=STRANGER),
    {"edited_message": message(sender=STRANGER)["message"]},
    press("yes", on=5, sender=STRANGER),
    message(None, sender=STRANGER, sticker=UNREAD["sticker"]),
)


@pytest.mark.parametrize("update", STRANGE)
def test_a_stranger_is_one_whatever_they_send(telegram: Telegram, update: dict[str, Any]) -> None:
    telegram.sends(update)
    assert [turn.person for turn in telegram.turns] == [None]


def test_a_stranger_is_answered_once_and_then_not_heard(telegram: Telegram) -> None:
    assert len(telegram.sends(*STRANGE[:1])) == 1
    assert telegram.sends(*STRANGE) == []
    assert telegram.sends(message("/start ABCD", sender=STRANGER)) != [], "an invitation is"


def test_a_stranger_in_a_group_is_not_heard(telegram: Telegram) -> None:
    assert telegram.sends(message("/stato", sender=STRANGER, chat=GROUP)) == []
    assert telegram.turns == []


def test_a_crowd_of_strangers_makes_no_officer_wait(telegram: Telegram) -> None:
    crowd = [message(sender=STRANGER + n) for n in range(300)]
    said = telegram.sends(*crowd, message("AS4.3.1 240"))
    assert said[0] == ("sendMessage", EQ, "hai scritto: AS4.3.1 240")
    assert len(said) <= 21
