"""A small conversation behind the real adapter: PTB's Application, the console, a fresh file."""

import asyncio
import datetime as dt
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app import Parts
from bot.store import Store
from bot.talk import talk
from bot.texts_console import TEXTS
from handlers.turn import Button, Outcome, Reply, Say, Turn, say
from ledger.clock import ROME, FixedClock

MORNING = dt.datetime(2024, 9, 16, 10, 0, tzinfo=ROME)
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

    def _talk(self, lines: tuple[str, ...], as_person: str, *, json_lines: bool) -> str:
        out, err = io.StringIO(), io.StringIO()
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
    return Town(tmp_path / "traguardo.db")
