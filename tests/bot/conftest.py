"""A small conversation behind the real adapter: PTB's Application, the console, a fresh file."""

import asyncio
import datetime as dt
import io
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

from bot.console.talk import talk
from bot.parts import Parts
from bot.store import Store
from handlers.turn import Button, Outcome, Reply, Turn
from ledger.clock import ROME, FixedClock
from ledger.ledger import Ledger
from words.catalogue.console import TEXTS
from words.say import Say, say

MORNING = dt.datetime(2024, 9, 16, 10, 0, tzinfo=ROME)
KILLED = 9
PEOPLE = frozenset({"eq.as4", "dirigente.as", "segretario"})


def text_of(said: Say) -> str:
    """The adapter's own entries, and `say` for anything a test wants said."""
    return {**TEXTS, "say": "{text}"}[said.key].format_map(said.facts)


def words(text: str) -> Say:
    return say("say", text=text)


@dataclass
class Desk:
    """Answers with what it is told to, and remembers what it was asked."""

    answer: Callable[[Turn, Mapping[str, object] | None], Outcome]
    turns: list[Turn] = field(default_factory=list)

    def converse(self, turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
        self.turns.append(turn)
        return self.answer(turn, draft)


def echo(turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
    return Outcome((Reply((words(f"hai scritto: {turn.text}"),)),))


def card(turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
    """A report: read, shown, recorded on the press, told to the dirigente too."""
    if turn.pressed == "yes":
        done = Reply((words(f"registrato {(draft or {}).get('text')}"),), replace=True, about=7)
        notice = Reply((words("c'è da validare"),), to="dirigente.as")
        return Outcome((done, notice))
    buttons = ((Button(words("Conferma"), "yes"), Button(words("Annulla"), "no")),)
    return Outcome((Reply((words(f"leggo {turn.text}"),), buttons),), {"text": turn.text})


def die(*_: object) -> NoReturn:
    """As if the machine were switched off."""
    os._exit(KILLED)


class Deadly(io.StringIO):
    write = die


class Town:
    """One ledger file; talks with it follow each other, as processes would."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = FixedClock(MORNING)
        self.desk = Desk(echo)
        self.err = ""
        self.due: Callable[[], list[Reply]] = list

    def store(self, channel: str = "console") -> Store:
        return Store(self.path, channel, self.clock)

    def says(self, *lines: str, as_person: str = "eq.as4") -> str:
        """What people read after typing these lines, spaces at the end left out."""
        return self._talk(lines, as_person, json_lines=False).strip()

    def calls(self, *lines: str, as_person: str = "eq.as4") -> list[dict[str, object]]:
        return [json.loads(s) for s in self._talk(lines, as_person, json_lines=True).splitlines()]

    def dies_while(self, *lines: str, printing: bool = False) -> None:
        """Another process types these lines and does not survive; `printing`: its first word
        is never read."""
        assert self._elsewhere(lines, Deadly() if printing else io.StringIO()) == KILLED

    def meanwhile(self, *lines: str) -> None:
        """Another process types these lines, to its end."""
        assert self._elsewhere(lines, io.StringIO()) == 0

    def _elsewhere(self, lines: tuple[str, ...], out: io.StringIO) -> int:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                # A process that is new has no event loop running.
                asyncio.events._set_running_loop(None)
                self._talk(lines, "eq.as4", json_lines=False, out=out)
                status = 0
            finally:
                os._exit(status)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def _talk(
        self,
        lines: tuple[str, ...],
        as_person: str,
        *,
        json_lines: bool,
        out: io.StringIO | None = None,
    ) -> str:
        out, err = out or io.StringIO(), io.StringIO()
        store = self.store()
        asyncio.run(
            talk(
                Parts(self.desk.converse, text_of, self.clock, store),
                [f"{line}\n" for line in lines],
                as_person=as_person,
                enrolled=PEOPLE.__contains__,
                due=self.due,
                json_lines=json_lines,
                out=out,
                err=err,
            )
        )
        store.close()
        self.err = err.getvalue().strip()
        return out.getvalue()


@pytest.fixture
def town(tmp_path: Path) -> Town:
    path = tmp_path / "traguardo.db"
    Ledger.create(path, FixedClock(MORNING)).close()
    return Town(path)
