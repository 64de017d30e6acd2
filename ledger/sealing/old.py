"""A ledger that was written in clear, sealed: the same events under the same numbers, at the same
instants, saying the same; only their text, and with it the chain, is another.

The head of the chain as it was stays in `keyring`, and in the first checkpoint that is signed.
"""

from dataclasses import replace

from sqlite_utils import Database

from ledger import projections
from ledger.events import Envelope, Fact, ProgressContested
from ledger.events.people import ChatBound, ChatUnbound
from ledger.events.sealed import stored
from ledger.later import dataclass
from ledger.log import GENESIS, envelope_hash
from ledger.log.sqlite import GUARDS, SqliteLog
from ledger.sealing import keyring
from ledger.sealing.ring import Keys

ON_ITS_WAY = {
    "inbox": "payload",
    "owed": "payload",
    "outbox": "letter",
    "drafts": "draft",
    "sessions": "draft",
}
"""What waits beside the log: closed by the key of the house."""

CHATS = ("messages", "menus", "outbox", "drafts")
"""Tables that name chats: by another name from now on."""


@dataclass
class _Past:
    """What sealing an event needs to know of those before it."""

    authors: dict[int, str]
    chats: dict[str, str]

    def seen(self, envelope: Envelope, event: Fact) -> Fact:
        """The event, with whose chat it was where another's is bound."""
        self.authors[envelope.seq] = envelope.actor
        if isinstance(event, ChatUnbound):
            self.chats = {c: p for c, p in self.chats.items() if p != event.person}
        if isinstance(event, ChatBound):
            before = self.chats.get(event.user_id)
            self.chats[event.user_id] = event.person
            if before not in (None, event.person):
                return event.model_copy(update={"displaces": before})
        return event

    def whose(self, envelope: Envelope, event: Fact) -> str:
        if isinstance(event, ProgressContested):
            return self.authors.get(event.report, envelope.actor)
        return event.whose(envelope.actor)


def seal(db: Database, keys: Keys) -> bool:
    """In the transaction of the caller; whether there was anything to seal.

    Tables made from the log are dropped: they hold in clear what it held.
    """
    db.execute(keyring.SCHEMA)
    log = SqliteLog(db, keys)
    head = log.head()
    for name in GUARDS:
        db.execute(f"drop trigger if exists {name}")
    _seal_log(db, log, keys)
    log.put_guards_back(list(GUARDS))
    for name in projections.TABLES:
        db.execute(f"drop table if exists [{name}]")
    _close_what_waits(db, keys)
    row = (keys.id, head.seq, head.hash) if head.seq else (keys.id, None, None)
    db.execute("insert into keyring (ring, size, head, cleared) values (?, ?, ?, 0)", row)
    # What was signed of the chain as it was is kept, and proves nothing of the one that is.
    db.execute("alter table checkpoints rename to checkpoints_before")
    return bool(head.seq)


def _seal_log(db: Database, log: SqliteLog, keys: Keys) -> None:
    past, prev = _Past({}, {}), GENESIS
    for envelope in list(log.after()):
        event = past.seen(envelope, envelope.event)
        sealed = stored(
            event,
            envelope.stream,
            envelope.effective_on,
            past.whose(envelope, event),
            envelope.recorded_at,
            keys,
        )
        written = replace(envelope, prev=prev, cause=_without_chat(envelope.cause))
        if '"sealed":' in sealed.data:
            written = replace(
                written,
                type=sealed.type,
                schema=event.SCHEMA,
                effective_on=sealed.effective_on,
                data=sealed.data,
            )
        prev = envelope_hash(written)
        db.execute(
            "update events set type = ?, schema = ?, effective_on = ?, cause = ?, data = ?, "
            "prev = ?, hash = ? where seq = ?",
            (
                written.type,
                written.schema,
                written.effective_on.isoformat(),
                written.cause,
                written.data,
                written.prev,
                prev,
                written.seq,
            ),
        )


def _without_chat(cause: str) -> str:
    return "chat" if cause.startswith("chat:") else cause


def _close_what_waits(db: Database, keys: Keys) -> None:
    db.conn.create_function("closed", 1, lambda text: None if text is None else keys.close(text))
    db.conn.create_function("alias", 1, lambda name: keys.chat(str(name)))
    there = set(db.table_names())
    if "outbox" in there:
        # What menus once were said with; nobody else would know it from a letter once closed.
        db.execute("delete from outbox where letter ->> '$.method' = 'setMyCommands'")
        db.execute(
            "update outbox set letter = json_set(letter, '$.chat', chat) where letter is not null"
        )
    for table, column in ON_ITS_WAY.items():
        if table in there:
            db.execute(f"update [{table}] set [{column}] = closed([{column}])")
    for table in CHATS:
        if table in there:
            db.execute(f"update [{table}] set chat = alias(chat)")
    if "outbox" in there:
        db.conn.create_function(
            "closed_file", 1, lambda c: None if c is None else keys.close_file(c)
        )
        db.execute("update outbox set document = closed_file(document)")
    # Nobody who was a stranger yesterday, or tried an invitation, needs to be known today.
    db.execute("delete from attempts")
    db.execute("drop table if exists strangers")
