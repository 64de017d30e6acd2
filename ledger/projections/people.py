"""Who is enrolled: `people`, `posts`, `chats`, `invitations`."""

from typing import Any

from sqlite_utils import Database

from ledger.events import ChatBound, Envelope, InvitationIssued, PersonAdded, PostAssigned

TABLES = ("people", "posts", "chats", "invitations")


def create(db: Database) -> None:
    db.execute("create table people (person text primary key, name text not null)")
    db.execute(
        "create table posts (id integer primary key, person text not null, role text not null, "
        "unit text, interim integer not null, since text, until text)"
    )
    db.execute("create index posts_of on posts (person)")
    db.execute("create table chats (user_id text primary key, person text not null)")
    db.execute(
        "create table invitations (code_hash text primary key, person text not null, "
        "expires_at text not null, used integer not null)"
    )


def person_added(db: Database, envelope: Envelope, event: PersonAdded) -> None:
    db.table("people").insert({"person": event.person, "name": event.name})


def post_assigned(db: Database, envelope: Envelope, event: PostAssigned) -> None:
    db.table("posts").insert(
        {
            "person": event.person,
            "role": str(event.role),
            "unit": event.unit,
            "interim": int(event.interim),
            "since": event.since.isoformat() if event.since else None,
            "until": event.until.isoformat() if event.until else None,
        }
    )


def invitation_issued(db: Database, envelope: Envelope, event: InvitationIssued) -> None:
    """A new invitation of a person takes the place of the former ones."""
    db.execute("update invitations set used = 1 where person = ?", (event.person,))
    db.table("invitations").insert(
        {
            "code_hash": event.code_hash,
            "person": event.person,
            "expires_at": event.expires_at.isoformat(),
            "used": 0,
        }
    )


def chat_bound(db: Database, envelope: Envelope, event: ChatBound) -> None:
    """A person has one chat: a new binding takes the place of the former."""
    db.execute("update invitations set used = 1 where code_hash = ?", (event.code_hash,))
    db.execute("delete from chats where person = ? or user_id = ?", (event.person, event.user_id))
    db.execute("insert into chats values (?, ?)", (event.user_id, event.person))


HANDLERS: dict[type, Any] = {
    PersonAdded: person_added,
    PostAssigned: post_assigned,
    InvitationIssued: invitation_issued,
    ChatBound: chat_bound,
}
