"""Invitations that a chat got wrong: for a while after too many it is not listened to."""

import datetime as dt

from sqlite_utils import Database

from ledger.errors_people import TooManyAttempts

MOST = 5
MINUTES = 15


def check(db: Database, chat: str, now: dt.datetime) -> None:
    """Raises TooManyAttempts."""
    query = "select count(*) from attempts where user_id = ? and at > ?"
    (tried,) = db.execute(query, (chat, _since(now))).fetchone()
    if tried >= MOST:
        raise TooManyAttempts(MINUTES)


def note(db: Database, chat: str, now: dt.datetime) -> None:
    """In the transaction of the caller, as below."""
    db.execute("insert into attempts values (?, ?)", (chat, now.isoformat()))


def forget(db: Database, now: dt.datetime) -> None:
    """Those so long ago that they no longer count."""
    db.execute("delete from attempts where at < ?", (_since(now),))


def _since(now: dt.datetime) -> str:
    return (now - dt.timedelta(minutes=MINUTES)).isoformat()
