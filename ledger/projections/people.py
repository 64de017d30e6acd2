"""Who is enrolled: `people`, `posts`, `chats`, `invitations`; chats `awaiting` a second person.

`posts_told` keeps what was told of enrolment in time: a row for each event, with its day.
`second_factors` hold the secrets of who has one. Names, chats and secrets are sealed;
a chat is found by another name than its number.
"""

import datetime as dt

from sqlite_utils import Database

from ledger.events import (
    ChatAwaiting,
    ChatBound,
    ChatRefused,
    ChatUnbound,
    Envelope,
    InvitationIssued,
    PersonAdded,
    PersonForgotten,
    PostAssigned,
    PostEnded,
    SecondFactorRemoved,
    SecondFactorSet,
)
from ledger.events.base import Fact
from ledger.projections.handling import Handler, on
from ledger.sealing.columns import kept

TABLES = ("people", "posts", "posts_told", "chats", "invitations", "awaiting", "second_factors")

ENROLLED, ASSIGNED, ENDED, MOVED, FORGOTTEN = range(5)
"""What a row of `posts_told` says of a person."""


def create(db: Database) -> None:
    db.execute(
        "create table people (person text primary key, name text, "
        "forgotten integer not null default 0)"
    )
    db.execute(
        "create table posts (id integer primary key, person text not null, role text not null, "
        "unit text, interim integer not null, since text, until text)"
    )
    db.execute("create index posts_of on posts (person)")
    db.execute(
        "create table posts_told (seq integer primary key, day integer not null, "
        "person text not null, said integer not null, role text, unit text, interim integer, "
        "since text, until text)"
    )
    db.execute("create index posts_told_of on posts_told (person, seq)")
    db.execute(
        "create table chats (chat text primary key, person text not null unique, "
        "user_id text not null)"
    )
    db.execute(
        "create table invitations (code_hash text primary key, person text not null, "
        "expires_at text not null, used integer not null, inviter text not null)"
    )
    db.execute(
        "create table awaiting (person text primary key, user_id text not null, "
        "code_hash text not null, inviter text not null)"
    )
    db.execute("create table second_factors (person text primary key, secret text not null)")


def person_added(db: Database, envelope: Envelope, event: PersonAdded) -> None:
    db.execute(
        "insert into people (person, name) values (?, sealed(?, ?))",
        (event.person, event.person, kept(event.name)),
    )
    tell(db, envelope, event.person, ENROLLED)


def tell(db: Database, envelope: Envelope, person: str, said: int, **post: object) -> None:
    """One more row of `posts_told`."""
    row = {"seq": envelope.seq, "day": envelope.about.toordinal(), "person": person, "said": said}
    db.table("posts_told").insert({**row, **post})


def post_assigned(db: Database, envelope: Envelope, event: PostAssigned) -> None:
    post = {
        "role": str(event.role),
        "unit": event.unit,
        "interim": int(event.interim),
        "since": event.since.isoformat() if event.since else None,
        "until": event.until.isoformat() if event.until else None,
    }
    db.table("posts").insert({"person": event.person, **post})
    tell(db, envelope, event.person, ASSIGNED, **post)


def invitation_issued(db: Database, envelope: Envelope, event: InvitationIssued) -> None:
    """A new invitation of a person takes the place of the former ones."""
    db.execute("update invitations set used = 1 where person = ?", (event.person,))
    db.table("invitations").insert(
        {
            "code_hash": event.code_hash,
            "person": event.person,
            "expires_at": event.expires_at.isoformat(),
            "used": 0,
            "inviter": envelope.actor,
        }
    )
    db.execute("delete from awaiting where person = ?", (event.person,))


def post_ended(db: Database, envelope: Envelope, event: PostEnded) -> None:
    db.execute(
        "update posts set until = ? where person = ? and role = ? and coalesce(unit, '') = ? "
        "and coalesce(until, '9999') > ?",
        (
            event.until.isoformat(),
            event.person,
            str(event.role),
            event.unit or "",
            event.until.isoformat(),
        ),
    )
    post = {"role": str(event.role), "unit": event.unit, "until": event.until.isoformat()}
    tell(db, envelope, event.person, ENDED, interim=0, **post)


def chat_awaiting(db: Database, envelope: Envelope, event: ChatAwaiting) -> None:
    db.execute("update invitations set used = 1 where code_hash = ?", (event.code_hash,))
    db.execute(
        "insert or replace into awaiting select person, sealed(person, ?), code_hash, inviter "
        "from invitations where code_hash = ? and ? is not null",
        (kept(event.user_id), event.code_hash, kept(event.user_id)),
    )


def chat_refused(db: Database, envelope: Envelope, event: ChatRefused) -> None:
    db.execute("delete from awaiting where person = ?", (event.person,))


def chat_unbound(db: Database, envelope: Envelope, event: ChatUnbound) -> None:
    db.execute("delete from chats where person = ?", (event.person,))
    db.execute("delete from awaiting where person = ?", (event.person,))


def chat_bound(db: Database, envelope: Envelope, event: ChatBound) -> None:
    """A person has one chat: a new binding takes the place of the former."""
    db.execute("update invitations set used = 1 where code_hash = ?", (event.code_hash,))
    user_id = kept(event.user_id)
    db.execute("delete from chats where person in (?, ?)", (event.person, event.displaces))
    if user_id is not None:
        # Of old, whose chat it was before was not said.
        db.execute("delete from chats where chat = chat_name(?)", (user_id,))
        db.execute(
            "insert into chats values (chat_name(?), ?, sealed(?, ?))",
            (user_id, event.person, event.person, user_id),
        )
    db.execute("delete from awaiting where person = ?", (event.person,))


def person_forgotten(db: Database, envelope: Envelope, event: PersonForgotten) -> None:
    db.execute("update people set name = null, forgotten = 1 where person = ?", (event.person,))
    for table in ("posts", "chats", "awaiting", "invitations", "second_factors"):
        db.execute(f"delete from {table} where person = ?", (event.person,))
    tell(db, envelope, event.person, FORGOTTEN)


def second_factor_set(db: Database, envelope: Envelope, event: SecondFactorSet) -> None:
    """One a person; a secret that cannot be read is none."""
    secret = kept(event.secret)
    db.execute("delete from second_factors where person = ?", (event.person,))
    if secret is not None:
        row = (event.person, event.person, secret)
        db.execute("insert into second_factors values (?, sealed(?, ?))", row)


def second_factor_removed(db: Database, envelope: Envelope, event: SecondFactorRemoved) -> None:
    db.execute("delete from second_factors where person = ?", (event.person,))


def invited_until(db: Database, person: str) -> dt.datetime | None:
    """When a person's invitation that nobody used runs out, or ran out; None without one."""
    query = "select max(expires_at) from invitations where person = ? and used = 0"
    row = db.execute(query, (person,)).fetchone()
    return dt.datetime.fromisoformat(row[0]) if row[0] else None


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(PersonAdded, person_added),
        on(PostAssigned, post_assigned),
        on(InvitationIssued, invitation_issued),
        on(ChatBound, chat_bound),
        on(PostEnded, post_ended),
        on(ChatAwaiting, chat_awaiting),
        on(ChatRefused, chat_refused),
        on(ChatUnbound, chat_unbound),
        on(PersonForgotten, person_forgotten),
        on(SecondFactorSet, second_factor_set),
        on(SecondFactorRemoved, second_factor_removed),
    )
)
