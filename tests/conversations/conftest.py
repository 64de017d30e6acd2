"""Whole talks: what people write and press, and what they see, through PTB's own Application.

    town.person("eq.as4").says("altre 12 CIE oggi")
    town.person("eq.as4").sees("da 240 carte a 252 carte")
    town.person("eq.as4").taps("Conferma")

The transport is the console's, in process; the ledger is a real file; the clock is set.
"""

import asyncio
import io
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from bot.console.console_state import ConsoleState
from bot.console.talk import CannotDo, Console
from bot.console.transcript import Transcript
from bot.outgoing.outbox import Buttons
from bot.parts import Parts
from bot.wiring import LedgerDirectory, parts_for
from handlers.turn import Outcome, Reply, Turn
from ledger.clock import FixedClock, parse_instant
from ledger.events import Envelope
from ledger.ledger import Ledger

from ..town import MORNING

KILLED = 9


class Line(Console):
    """The console, which here also takes what no keyboard can type."""

    async def sends(self, **content: object) -> None:
        """A message of another kind: a sticker, a voice note, a place."""
        await self._write(**content)
        await self._all_said()

    async def writes(self, **content: object) -> None:
        """The same without waiting for its answer."""
        await self._write(**content)

    async def settles(self) -> None:
        await self._all_said()

    async def presses(self, message: int, data: str) -> None:
        """Any button of any message, even one no longer shown, or never shown to them."""
        query = str(self._state.number())
        self._request.press(query, self._chat)
        await self._receive(
            callback_query={
                "id": query,
                "from": self._user(),
                "chat_instance": str(self._chat),
                "data": data,
                "message": self._message(message),
            }
        )
        await self._all_said()

    def shown(self) -> tuple[int, Buttons] | None:
        """The message last shown with buttons to who sits here."""
        return self._state.last_buttons(self._chat)

    def know_each_other_by_invitation(self, directory: LedgerDirectory) -> None:
        self._desk.directory = directory


@dataclass
class Person:
    """Somebody in front of the bot. `seen` is what the last thing they did led to, for anybody."""

    code: str
    town: "Town"

    def says(self, text: str) -> "Person":
        return self._does(text)

    def edits(self, text: str) -> "Person":
        """Changes the last message they wrote."""
        return self._does(f":edit {text}")

    def quotes(self, text: str) -> "Person":
        """Answers the bot's last message."""
        return self._does(f":reply {text}")

    def sends_file(self, path: Path, caption: str = "") -> "Person":
        return self._does(f":file {path} {caption}".strip())

    def sends_photo(self, path: Path, caption: str = "") -> "Person":
        return self._does(f":photo {path} {caption}".strip())

    def sends(self, **content: object) -> "Person":
        self.town.does(self.code, lambda line: line.sends(**content))
        return self

    def taps(self, label: str) -> "Person":
        """Presses the button so labelled, or beginning so, of the message last shown."""
        message, data = self.button(label)
        return self.presses(message, data)

    def presses(self, message: int, data: str) -> "Person":
        self.town.does(self.code, lambda line: line.presses(message, data))
        return self

    def button(self, label: str) -> tuple[int, str]:
        """The message and the data behind a button now shown."""
        self.town.seat(self.code)
        shown = self.town.line.shown()
        assert shown is not None, "no message with buttons"
        message, rows = shown
        found = [data for row in rows for name, data in row if name.startswith(label)]
        assert found, f"no «{label}» among {[name for row in rows for name, _ in row]}"
        return message, found[0]

    def sees(self, *words: str) -> "Person":
        text = self.town.text_for(self.code)
        for said in words:
            assert said in text, f"«{said}» is not in:\n{text}"
        return self

    def does_not_see(self, *words: str) -> "Person":
        text = self.town.text_for(self.code)
        for said in words:
            assert said not in text, f"«{said}» is in:\n{text}"
        return self

    def sees_buttons(self, *labels: str) -> "Person":
        shown = [label for row in self.buttons for label in row]
        assert shown[: len(labels)] == list(labels), shown
        return self

    @property
    def buttons(self) -> list[list[str]]:
        """Of the last message this led to."""
        calls = [c for c in self.town.calls if c["to"] == self.code and c["text"]]
        return list(calls[-1]["buttons"]) if calls else []

    def buttons_of_a_card(self) -> bool:
        """Whether what they were shown last could be confirmed."""
        return any("Conferma" in row for row in self.buttons)

    @property
    def text(self) -> str:
        return self.town.text_for(self.code)

    def _does(self, line: str) -> "Person":
        self.town.does(self.code, lambda console: console.line(line))
        return self


@dataclass
class Town:
    """One ledger, one console after another, and who sits at it."""

    path: Path
    by_invitation: bool = False
    """Whether people are known by the invitation they used, as on Telegram."""
    clock: FixedClock = field(default_factory=lambda: FixedClock(MORNING))
    calls: list[dict[str, Any]] = field(default_factory=list)
    """The Bot API calls that the last act led to."""

    def __post_init__(self) -> None:
        self._due: Sequence[Reply] = ()
        self._loop = asyncio.new_event_loop()
        self._open()

    def person(self, code: str) -> Person:
        return Person(code, self)

    def seat(self, code: str) -> None:
        self.line.person = code

    def does(self, code: str, act: Callable[[Line], Any]) -> None:
        self.seat(code)
        self._out.seek(0)
        self._out.truncate()
        self._loop.run_until_complete(act(self.line))
        self.calls = [json.loads(line) for line in self._out.getvalue().splitlines()]

    def said(self) -> str:
        """What the bot has said so far of an act under way."""
        return self._out.getvalue()

    def text_for(self, code: str) -> str:
        return "\n".join(c["text"] for c in self.calls if c["to"] == code and c["text"])

    @property
    def said_to(self) -> set[str]:
        return {c["to"] for c in self.calls if c["text"]}

    def now_is(self, instant: str) -> None:
        self.clock.move(parse_instant(instant))

    def due(self, replies: Sequence[Reply]) -> None:
        """What falls due is said when the clock is moved."""
        self._due = replies

    def events(self, *types: str) -> list[Envelope]:
        """What was recorded since the talk began, of these types where any are given."""
        return [e for e in self.ledger.log.after(self._before) if not types or e.type in types]

    def value(self, code: str) -> str | None:
        """An indicator's number, as a plain string."""
        standing = self.ledger.view.standing(code)
        return str(standing.number) if standing else None

    def restart(self) -> None:
        """The process ends, and another one begins on the same file."""
        self._close()
        self._open()

    def dies_after_recording(self, code: str, label: str) -> None:
        """Another process takes a press, records it, and is killed before it can answer."""
        message, data = self.person(code).button(label)
        self._close()
        child = os.fork()
        if child == 0:
            try:
                self._open(deadly=True)
                self.person(code).presses(message, data)
            finally:
                os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
        self._open()

    def close(self) -> None:
        self._close()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def _open(self, *, deadly: bool = False) -> None:
        self.ledger = Ledger.open(self.path, self.clock)
        self._before = getattr(self, "_before", self.ledger.log.head().seq)
        self._due = ()
        parts = parts_for(self.ledger, "console")
        self._parts = replace(parts, converse=_killed_after(parts)) if deadly else parts
        state = ConsoleState(self._parts.store)
        self._out = io.StringIO()
        self.line = Line(
            self._parts,
            state,
            Transcript(state, self.clock, self._out, json_lines=True),
            as_person="eq.as4",
            enrolled=lambda code: self.ledger.view.person(code) is not None,
            due=lambda: self._due,
        )
        if self.by_invitation:
            self.line.know_each_other_by_invitation(LedgerDirectory(self.ledger))
        self._loop.run_until_complete(self.line.__aenter__())

    def _close(self) -> None:
        self._loop.run_until_complete(self.line.__aexit__())
        self._parts.store.close()
        self.ledger.close()


def _killed_after(parts: Parts) -> Callable[[Turn, Mapping[str, object] | None], Outcome]:
    def converse(turn: Turn, draft: Mapping[str, object] | None) -> NoReturn:
        parts.converse(turn, draft)
        os._exit(KILLED)

    return converse


@pytest.fixture
def town(ledger_path: Path) -> Iterator[Town]:
    town = Town(ledger_path)
    yield town
    town.close()


@pytest.fixture
def telegram_town(ledger_path: Path) -> Iterator[Town]:
    """The same town where nobody is known before their invitation."""
    town = Town(ledger_path, by_invitation=True)
    yield town
    town.close()


@pytest.fixture
def maria(town: Town) -> Person:
    """EQ of AS4."""
    return town.person("eq.as4")


@pytest.fixture
def bruno(town: Town) -> Person:
    """Dirigente of AS, ad interim of AA."""
    return town.person("dirigente.as")


def receipt_of(text: str) -> tuple[int, str]:
    """Event number and short hash, as a receipt tells them."""
    found = re.search(r"n\. (\d+), impronta ([0-9a-f]{8})", text)
    assert found, text
    return int(found[1]), found[2]


__all__ = ["CannotDo", "Line", "Person", "Town", "receipt_of"]
