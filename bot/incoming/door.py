"""Who is let in: enrolled people always, strangers once, and a few of them at a time.

A stranger hears one answer and then nothing for a day; an invitation may be tried a few times. In
a group strangers are not heard at all, but who writes as the group itself is told once why. So a
flood of them costs no disk and no answer.
"""

import datetime as dt
import enum
import time
from collections.abc import Callable

from sqlite_utils import Database
from telegram import Update

from bot.outgoing.pace import Window
from ledger.sealing.ring import Keys

SCHEMA = """
create table if not exists strangers (chat text primary key, told_at text not null);
"""

SILENCE = dt.timedelta(days=1)
"""For so long a stranger who was answered hears nothing more."""

STRANGERS = (20, 60.0)
"""So many updates of strangers are let in in so many seconds, all together."""

INVITATIONS = (60, 60.0)
"""The same for those who try an invitation: they are not to wait behind the curious."""

TRIES = (6, 900.0)
"""Invitations one stranger may try: one more than the ledger looks at, to be told so."""

CHATS_REMEMBERED = 1000


class Welcome(enum.Enum):
    """In the order in which they are served."""

    ENROLLED = "enrolled"
    STRANGER = "stranger"
    NOBODY = "nobody"
    """Not an update: PTB's own sign that the queue ends."""


class Strangers:
    """Who was told that this is not for them, and when."""

    def __init__(self, db: Database, keys: Keys) -> None:
        self._db = db
        self._keys = keys

    def told(self, user_id: int, now: dt.datetime) -> bool:
        """Whether this account was told lately that it is not known."""
        since = (now - SILENCE).isoformat()
        return (
            self._db.conn.execute(
                "select 1 from strangers where chat = ? and told_at > ?",
                (self._keys.chat(user_id), since),
            ).fetchone()
            is not None
        )

    def tell(self, user_id: int, now: dt.datetime) -> None:
        """Notes that it was told now."""
        self._db.conn.execute(
            "insert or replace into strangers values (?, ?)",
            (self._keys.chat(user_id), now.isoformat()),
        )

    def purge(self, now: dt.datetime) -> None:
        """Forgets those told long ago."""
        self._db.conn.execute(
            "delete from strangers where told_at < ?", ((now - SILENCE).isoformat(),)
        )


class Door:
    """Lets in who is known, and of strangers a few: each is answered once in a while."""

    def __init__(
        self,
        person_of: Callable[[int], str | None],
        told: Callable[[int], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._person_of = person_of
        self._told = told
        self._clock = clock
        self._strangers = Window(*STRANGERS)
        self._invitations = Window(*INVITATIONS)
        self._tries: dict[int, Window] = {}

    def welcome(self, item: object) -> Welcome:
        """How what came is to be received."""
        if not isinstance(item, Update):
            return Welcome.NOBODY
        user = item.effective_user
        known = user is not None and self._person_of(user.id) is not None
        return Welcome.ENROLLED if known else Welcome.STRANGER

    def admits(self, update: Update) -> bool:
        """Asked once for each update, and counted."""
        user, chat = update.effective_user, update.effective_chat
        if user is None or chat is None:
            return False
        if self._person_of(user.id) is not None:
            return True
        now = self._clock()
        if chat.type != chat.PRIVATE:
            nameless = _speaks_as_the_group(update) and not self._told(chat.id)
            return nameless and _passes(now, self._strangers)
        if _tries_invitation(update):
            return _passes(now, self._invitations, self._tries_of(user.id, now))
        return not self._told(user.id) and _passes(now, self._strangers)

    def _tries_of(self, user_id: int, now: float) -> Window:
        if len(self._tries) >= CHATS_REMEMBERED:
            self._tries = {u: w for u, w in self._tries.items() if w.wait(now)}
        return self._tries.setdefault(user_id, Window(*TRIES))


def _passes(now: float, *windows: Window) -> bool:
    if any(window.wait(now) for window in windows):
        return False
    for window in windows:
        window.count(now)
    return True


def _speaks_as_the_group(update: Update) -> bool:
    """An administrator who hides, or a channel, that seems to speak to a bot: told once why nobody
    answers."""
    message = update.message
    if message is None or message.sender_chat is None or message.is_automatic_forward:
        return False
    text = message.text or ""
    return text.startswith("/") or "@" in text


def _tries_invitation(update: Update) -> bool:
    text = update.message.text if update.message is not None else None
    return text is not None and text.startswith("/start ")
