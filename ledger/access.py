"""Who is at a page: one-time links, and the sessions they open.

None of this is history, so it is no event: two tables beside the log, which a rebuild leaves alone.
Of a secret only its hash is kept; it is long and random, so a plain hash keeps it safe at rest.
"""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from ledger.errors import UnknownPerson
from ledger.later import dataclass
from ledger.ledger import Ledger
from ledger.people.second_factor import step_of

LINK_MINUTES = 10
DEFAULT_PORT = "8000"
IDLE_MINUTES = 30
"""A session nobody used for this long is over."""

TOUCH_SECONDS = 60
"""How stale the note of a session's last use may be: not every page read should write."""

SECRET_BYTES = 32

SCHEMA = (
    "create table if not exists links "
    "(secret text primary key, person text not null, expires_at text not null)",
    "create table if not exists sessions (secret text primary key, person text not null, "
    "opened_at text not null, used_at text not null, token text not null, draft text, "
    "waits integer not null default 0)",
    "create table if not exists figures_used (person text primary key, step integer not null)",
)

COLUMNS = "secret, person, opened_at, used_at, token, draft, waits"
MOST_TRIES = 5
"""Wrong figures in one session: then it is closed, and another link is needed."""


def pages_at(environ: Mapping[str, str]) -> str | None:
    """How people reach the pages, without a slash at the end; None where they are turned off."""
    port = environ.get("TRAGUARDO_WEB_PORT", DEFAULT_PORT).strip()
    if port == "0":
        return None
    host = environ.get("TRAGUARDO_WEB_HOST", "127.0.0.1")
    return (environ.get("TRAGUARDO_WEB_URL") or f"http://{host}:{port}").rstrip("/")


def entrance(secret: str, url: str) -> str:
    """The address that a one-time link is."""
    return f"{url}/entra?codice={secret}"


@dataclass(frozen=True)
class Session:
    """An open door. `token` must come back with every form; `draft` is the card now shown.

    `waits` is 0, or for who has a second factor how often it was asked: until then nothing opens.
    """

    id: str
    person: str
    opened_at: dt.datetime
    used_at: dt.datetime
    token: str
    draft: Mapping[str, Any] | None
    waits: int = 0


class Access:
    """Links and sessions of one ledger, by the ledger's clock."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._db = ledger.file
        if not {"links", "sessions", "figures_used"} <= set(self._db.table_names()):
            with ledger.transaction():
                # Of a version before: who was in comes in again.
                self._db.execute("drop table if exists sessions")
                for table in SCHEMA:
                    self._db.execute(table)

    def link(self, person: str) -> str:
        """A new secret that opens one session for that person. Raises UnknownPerson."""
        if self._ledger.view.person(person) is None:
            raise UnknownPerson(person)
        secret = secrets.token_urlsafe(SECRET_BYTES)
        now = self._ledger.now()
        with self._ledger.transaction():
            self._db.execute("delete from links where expires_at < ?", (now.isoformat(),))
            expires = now + dt.timedelta(minutes=LINK_MINUTES)
            row = (_hashed(secret), person, expires.isoformat())
            self._db.execute("insert into links values (?, ?, ?)", row)
        return secret

    def enter(self, secret: str) -> str | None:
        """Uses a link up and opens a session; its secret, or None where the link is no good."""
        now = self._ledger.now()
        with self._ledger.transaction():
            row = self._db.execute(
                "delete from links where secret = ? returning person, expires_at",
                (_hashed(secret),),
            ).fetchone()
            if row is None or dt.datetime.fromisoformat(row[1]) < now:
                return None
            return self._opened(row[0], now)

    def admit(self, person: str, proof: str) -> str | None:
        """Opens a session for who was recognised elsewhere; None where the proof was used."""
        now = self._ledger.now()
        with self._ledger.transaction():
            used = (now + dt.timedelta(minutes=LINK_MINUTES)).isoformat()
            # A link that nobody has: its place is taken, so that the same proof finds it there.
            added = self._db.execute(
                "insert or ignore into links values (?, '', ?)", (_hashed(f"proof:{proof}"), used)
            )
            return self._opened(person, now) if added.rowcount else None

    def _opened(self, person: str, now: dt.datetime) -> str:
        secret, at = secrets.token_urlsafe(SECRET_BYTES), now.isoformat()
        idle = (now - dt.timedelta(minutes=IDLE_MINUTES)).isoformat()
        self._db.execute("delete from sessions where used_at < ?", (idle,))
        waits = int(self._ledger.view.second_factor(person) is not None)
        self._db.execute(
            "insert into sessions values (?, ?, ?, ?, ?, null, ?)",
            (_hashed(secret), person, at, at, secrets.token_urlsafe(SECRET_BYTES), waits),
        )
        return secret

    def prove(self, session: Session, code: str) -> bool:
        """Whether these are the figures of the person's app, which opens a session that waits.

        The same figures open nothing twice; after a few wrong ones the session is closed.
        """
        secret, now = self._ledger.view.second_factor(session.person), self._ledger.now()
        step = step_of(secret, code, now) if secret else None
        with self._ledger.transaction():
            if secret is None or (step is not None and self._first_use(session.person, step)):
                done = "update sessions set waits = 0 where secret = ?"
                self._db.execute(done, (session.id,))
                return True
            if session.waits >= MOST_TRIES:
                self._db.execute("delete from sessions where secret = ?", (session.id,))
            more = "update sessions set waits = waits + 1 where secret = ?"
            self._db.execute(more, (session.id,))
            return False

    def _first_use(self, person: str, step: int) -> bool:
        used = self._db.execute(
            "insert into figures_used values (?, ?) on conflict (person) do update "
            "set step = excluded.step where step < excluded.step",
            (person, step),
        )
        return used.rowcount == 1

    def session(self, secret: str) -> Session | None:
        """The session of a browser, its use noted; None once it is idle, closed, or the person is
        no more enrolled or holds no post."""
        found = self._find(_hashed(secret))
        if found is None:
            return None
        now = self._ledger.now()
        if now - found.used_at > dt.timedelta(minutes=IDLE_MINUTES) or not self._held(found.person):
            self.close(found.id)
            return None
        if now - found.used_at > dt.timedelta(seconds=TOUCH_SECONDS):
            self._write(
                "update sessions set used_at = ? where secret = ?", now.isoformat(), found.id
            )
        return found

    def is_open(self, secret: str) -> bool:
        """The same without noting a use: who only keeps a page open is not there."""
        found = self._find(_hashed(secret))
        idle = dt.timedelta(minutes=IDLE_MINUTES)
        return (
            found is not None
            and found.waits == 0
            and self._ledger.now() - found.used_at <= idle
            and self._held(found.person)
        )

    def _held(self, person: str) -> bool:
        today = self._ledger.today()
        return any(post.held_on(today) for post in self._ledger.view.posts(person))

    def _find(self, id_: str) -> Session | None:
        row = self._db.execute(
            f"select {COLUMNS} from sessions where secret = ?",
            (id_,),
        ).fetchone()
        return self._session(row) if row else None

    def sessions_of(self, person: str) -> list[Session]:
        """The doors a person has open, the newest first."""
        rows = self._db.execute(
            f"select {COLUMNS} from sessions where person = ? and used_at >= ? "
            "order by opened_at desc",
            (person, (self._ledger.now() - dt.timedelta(minutes=IDLE_MINUTES)).isoformat()),
        )
        return [self._session(row) for row in rows]

    def keep(self, session: Session, draft: Mapping[str, Any] | None) -> None:
        """Remembers the card a page shows, so that Conferma gives what was shown."""
        text = None if draft is None else self._ledger.keys.close(json.dumps(draft))
        self._write("update sessions set draft = ? where secret = ?", text, session.id)

    def close(self, id_: str) -> None:
        """Ends a session at once; one that is not there changes nothing."""
        self._write("delete from sessions where secret = ?", id_)

    def _write(self, sql: str, *values: object) -> None:
        with self._ledger.transaction():
            self._db.execute(sql, values)

    def _session(self, row: tuple[Any, ...]) -> Session:
        secret, person, opened_at, used_at, token, draft, waits = row
        return Session(
            secret,
            person,
            dt.datetime.fromisoformat(opened_at),
            dt.datetime.fromisoformat(used_at),
            token,
            json.loads(self._ledger.keys.open_again(draft)) if draft else None,
            waits,
        )


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
