"""What a conversation works with: the ledger, the turn, and the talk so far."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.turn import Button, Outcome, Reply, Turn
from handlers.understand import Reader, Sender
from ledger.events import Envelope
from ledger.ledger import Ledger
from ledger.view import View
from words.say import Say, say

Draft = Mapping[str, Any]


class Readers:
    """The reader of messages, made once for each state of the plan and of the learnt words."""

    def __init__(self) -> None:
        self._seq = -1
        self._reader: Reader | None = None

    def of(self, view: View) -> Reader:
        seq = view.plan.seq
        if self._reader is None or self._seq != seq:
            self._reader = Reader(view.plan.present(), view.learnt_aliases())
            self._seq = seq
        return self._reader


@dataclass
class Desk:
    """One turn being answered. `person` is enrolled: strangers never get this far."""

    ledger: Ledger
    readers: Readers
    turn: Turn
    person: str
    draft: Draft = field(default_factory=dict)

    @property
    def view(self) -> View:
        return self.ledger.view

    @property
    def today(self) -> dt.date:
        return self.ledger.today()

    @property
    def reader(self) -> Reader:
        return self.readers.of(self.view)

    def sender(self) -> Sender:
        person = self.view.person(self.person)
        posts = person.posts if person else ()
        return Sender(self.person, tuple(p for p in posts if p.held_on(self.today)))

    def execute(self, command: object, key: str) -> list[Envelope]:
        """`key` names the effect, not the message: pressing twice records once."""
        return self.ledger.execute(command, actor=self.person, cause=self.turn.key, key=key)

    def new_id(self) -> str:
        """The name of a card: the same if the message that asked for it is delivered again."""
        return hashlib.sha256(self.turn.key.encode()).hexdigest()[:12]


def answer(*lines: Say, buttons: tuple[tuple[Button, ...], ...] = (), **more: Any) -> Outcome:
    """One message that ends the talk."""
    return Outcome((Reply(lines, buttons, **more),))


def ask(
    draft: Draft, *lines: Say, buttons: tuple[tuple[Button, ...], ...] = (), **more: Any
) -> Outcome:
    """One message that leaves the talk open."""
    return Outcome((Reply(lines, buttons, **more),), draft)


def button(label: str, data: str, **facts: object) -> Button:
    return Button(say(f"button.{label}", **facts), data)


def confirm_row(card: str) -> tuple[Button, ...]:
    """Conferma is always the first button of a card."""
    return (button("confirm", f"ok:{card}"), button("cancel", f"no:{card}"))
