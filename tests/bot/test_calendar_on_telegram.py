"""The calendar on Telegram: said once whatever it answers; who blocks us; groups that move."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.desk import Adapter
from bot.outgoing.sender import Sender
from bot.wiring import LedgerDirectory, parts_for
from ledger.clock import FixedClock, parse_instant
from ledger.commands.groups import BindGroup
from ledger.commands.leaves import AnnounceLeave
from ledger.commands.people import Invite
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.proof.notes import encoded

from ..town import opened
from .test_telegram import BLOCKED, DOWN, EQ, FLOOD, MIGRATED, Telegram, message

ADMIN, GROUP, MOVED = 1009, -500, -900
SAID = ("sendMessage", "sendPhoto")
MONDAY = "2024-09-30T09:00"


class Calendar(Telegram):
    """The same Bot API over a ledger with people whose chats are bound."""

    def __init__(self, path: Path, ledger: Ledger) -> None:
        super().__init__(path)
        self.ledger, self.clock = ledger, ledger.clock
        for person, chat in (("eq.as4", EQ), ("admin", ADMIN)):
            code = f"CODE-{person}"
            ledger.execute(Invite(person, code), actor="admin", cause="test")
            ledger.bind_chat(code, user_id=str(chat), key=f"bind:{person}")

    async def _run(self, act: object) -> None:
        own = parts_for(self.ledger, "telegram")
        own.store.close()
        parts = replace(own, store=self.store)

        async def connected(desk: Adapter) -> None:
            desk.parts, desk.directory = parts, LedgerDirectory(self.ledger)
            desk.sender = Sender(
                self.store,
                desk.application.bot,
                self._rest,
                refused=parts.refused,
                moved=parts.moved,
            )
            await act(desk)  # type: ignore[operator]

        await super()._run(connected)

    def morning(self, instant: str) -> list[tuple[int, str]]:
        """What falls due at an instant, by chat."""
        self.clock.move(parse_instant(instant))  # type: ignore[attr-defined]

        async def ask(desk: Adapter) -> None:
            await desk.keep_calendar()

        return [(chat, text) for method, chat, text in self.runs(ask) if method in SAID]

    def types(self) -> list[str]:
        return [e.type for e in self.ledger.log.after()]


@pytest.fixture
def calendar(ledger_path: Path) -> Iterator[Calendar]:
    ledger = opened(Ledger.open(ledger_path, FixedClock(parse_instant("2024-09-16T10:00"))))
    world = Calendar(ledger_path, ledger)
    yield world
    world.store.close()
    ledger.close()


def test_each_person_with_a_chat_is_told_once_the_others_when_they_have_one(
    calendar: Calendar,
) -> None:
    told = calendar.morning(MONDAY)
    assert [chat for chat, _ in told] == [EQ]
    assert calendar.morning("2024-09-30T09:05") == []
    assert {e.stream for e in calendar.ledger.log.after() if e.type == "NoticeSent"} == {
        "notices:eq.as4"
    }
    calendar.ledger.execute(Invite("eq.as3", "CODE-3"), actor=CLI, cause="test")
    calendar.ledger.bind_chat("CODE-3", user_id="1003", key="bind:3")
    assert [chat for chat, _ in calendar.morning("2024-09-30T09:10")] == [1003]


def test_segretario_and_nucleo_are_given_the_signed_head_with_what_they_hear_anyway(
    calendar: Calendar,
) -> None:
    """Every week and month and at a phase, and no message more; nobody else is."""
    chats = {"segretario": 1001, "nucleo": 1002, "dirigente.as": 1004}
    for person, chat in chats.items():
        calendar.ledger.execute(Invite(person, f"C-{person}"), actor=CLI, cause="test")
        calendar.ledger.bind_chat(f"C-{person}", user_id=str(chat), key=f"bind:{person}")
    calendar.morning(MONDAY)
    root = encoded(calendar.ledger.checkpoint().root)
    told = calendar.morning("2024-10-07T09:00")
    assert {*chats.values()} <= {chat for chat, _ in told}
    assert sorted(chat for chat, text in told if root in text) == [1001, 1002]


@pytest.mark.parametrize("mood", [FLOOD, DOWN], ids=["flood", "down"])
def test_a_refusal_for_now_is_tried_again_and_said_once(calendar: Calendar, mood: object) -> None:
    calendar.moods["sendMessage"] = [mood, mood]  # type: ignore[list-item]
    told = calendar.morning(MONDAY)
    assert [chat for chat, _ in told] == [EQ]
    assert calendar.rests[:1] == ([7] if mood == FLOOD else [1.0])
    assert calendar.types().count("NoticeSent") == 1


def test_who_blocked_the_bot_is_told_to_the_admin_once_and_caught_up_when_they_write(
    calendar: Calendar,
) -> None:
    calendar.moods["sendMessage"] = [BLOCKED]
    assert calendar.morning(MONDAY) == []
    assert "PersonUnreachable" in calendar.types()
    ((chat, text),) = calendar.morning("2024-10-01T09:00")
    assert chat == ADMIN
    assert "eq.as4 non riceve più i messaggi" in text
    assert calendar.morning("2024-10-07T09:00") == [], "once, and nothing to who blocked us"
    calendar.sends(message("/start", EQ))
    assert "PersonReachable" in calendar.types()
    ((chat, text),) = calendar.morning("2024-10-08T09:00")
    assert chat == EQ
    assert "AS4.4" in text


def test_a_group_that_moves_is_followed_from_then_on(calendar: Calendar) -> None:
    away = AnnounceLeave("eq.as4", dt.date(2024, 9, 16), dt.date(2024, 10, 31))
    calendar.ledger.execute(away, actor="personale", cause="test")
    bound = BindGroup(str(GROUP), "AS")
    calendar.ledger.execute(bound, actor="dirigente.as", cause="test")
    calendar.moods["sendMessage"] = [MIGRATED]
    assert [chat for chat, _ in calendar.morning(MONDAY)] == [MOVED]
    assert calendar.ledger.view.agenda().groups == {"AS": str(MOVED)}
    assert [chat for chat, _ in calendar.morning("2024-10-07T09:00")] == [MOVED]


def test_the_group_of_an_area_hears_it_in_the_topic_where_it_was_bound(calendar: Calendar) -> None:
    away = AnnounceLeave("eq.as4", dt.date(2024, 9, 16), dt.date(2024, 10, 31))
    calendar.ledger.execute(away, actor="personale", cause="test")
    bound = BindGroup(str(GROUP), "AS", 31)
    calendar.ledger.execute(bound, actor="dirigente.as", cause="test")
    assert [chat for chat, _ in calendar.morning(MONDAY)] == [GROUP]
    assert [shown.topic for shown in calendar.shown if shown.method == "sendMessage"] == [31]
