"""What the adapter is given to work with: by the wiring, whatever the transport."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol

from bot.outgoing.menus_kept import Commands
from bot.outgoing.outbox import Letter
from bot.outgoing.render import TextOf
from bot.store import Store
from handlers.turn import Attachment, Outcome, Turn
from ledger.clock import Clock
from ledger.progress.scanner import Scanner

Question = Mapping[str, Any]
"""What the second reader is asked, as plain JSON."""


class Directory(Protocol):
    """Which person is this Telegram user, and where can a person be reached."""

    def person_of(self, user_id: int) -> str | None:
        """Code of the enrolled person, or None."""
        ...

    def chat_of(self, person: str) -> int | None:
        """Their private chat, or None where they have none yet."""
        ...


def no_commands(person: str | None) -> Commands:
    """No menu is offered."""
    return ()


def nothing_due(chat_of: Callable[[str], int | None]) -> list[Letter]:
    """A transport without a calendar."""
    return []


def nobody_told(chat: int) -> None:
    """For who keeps no record of which chats can be reached."""


def nowhere_noted(chat: int, to: int) -> None:
    """For who keeps no record of groups."""


def nobody_plainly(person: str | None) -> bool:
    """Everybody reads bars and signs."""
    return False


@dataclass(frozen=True)
class Parts:
    """What the adapter is given to work with."""

    converse: Callable[[Turn, Mapping[str, object] | None], Outcome]
    """Idempotent by `Turn.key`: a turn answered again says the same and records nothing more."""
    text_of: TextOf
    clock: Clock
    store: Store
    commands_of: Callable[[str | None], Commands] = no_commands
    """The commands offered to a person, by role; to a stranger for None."""
    due: Callable[[Callable[[str], int | None]], list[Letter]] = nothing_due
    """What falls due now, recorded and in the outbox; asked with where each person is reached."""
    leads: Callable[[], bool] = lambda: True
    """Whether this worker, of those that serve the ledger, looks after the calendar."""
    refused: Callable[[int], None] = nobody_told
    """Told of a chat that does not want to hear from us."""
    moved: Callable[[int, int], None] = nowhere_noted
    """Told of a group that has another number."""
    plainly: Callable[[str | None], bool] = nobody_plainly
    """Whether a person reads without bars and signs."""
    transcribe: Callable[[bytes, str], Awaitable[str]] | None = None
    """Writes a voice note down, from its content and name; empty where it cannot."""
    unsure: Callable[[Turn, Mapping[str, object] | None], Question | None] = lambda *_: None
    """What to ask the second reader about a turn; None where our own is sure."""
    second: Callable[[Question], Awaitable[str]] | None = None
    """Asks the second reader; empty where no answer came in time."""
    scanner: Scanner | None = None
    """The antivirus that looks at every file before its turn, where the town has one."""
    pages: str | None = None
    """How people reach the pages; None where there are none."""
    signs: Callable[[int], str] = lambda chat: ""
    """What each word to a chat begins with, where several towns speak in it."""
    prepare: Callable[[str | None, Attachment], Callable[[], None] | None] = lambda *_: None
    """What to do aside with a person's file before its turn: to read a long one takes a while."""
    steady: Callable[[], AbstractContextManager[None]] = nullcontext
    """Around a turn: the record is looked up once in it, and again after what it records."""
