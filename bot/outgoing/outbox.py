"""What must still be said, in the order it was decided, until Telegram has taken it.

A letter is one call of the Bot API. It is written in the transaction that closes its turn, marked
just before it is given to Telegram and deleted once sent: no copy of what people were told stays
here, and whoever finds it marked knows that it may have arrived already. One that can never be
sent is kept as `failed`, without its text.
"""

from pydantic_core import from_json, to_json
from sqlite_utils import Database

from ledger.later import dataclass, replace
from ledger.sealing.ring import Keys

SCHEMA = """
create table if not exists outbox (
    id integer primary key,
    owner text not null,
    chat text not null,
    letter text,
    document text,
    state text not null default 'waiting' check (state in ('waiting', 'failed')),
    reason text,
    once integer not null default 0
);
"""

IN_DOUBT = "in doubt"
"""Marks a letter that Telegram may have taken: nobody knows."""

MOST_FAILURES = 1000
"""Failures remembered for `doctor`; the oldest are forgotten."""

Buttons = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of (label, callback data)."""


@dataclass(frozen=True)
class Letter:
    """One call of the Bot API to one chat."""

    chat: int
    method: str
    """`sendMessage`, `sendDocument`, `sendPhoto`, `editMessageText` or `editMessageReplyMarkup`."""
    text: str = ""
    """HTML; of a document or a photo, its caption."""
    buttons: Buttons = ()
    message: int | None = None
    """The message to edit."""
    topic: int | None = None
    """Where in a group that is kept by topics."""
    document: tuple[str, bytes] | None = None
    about: int | None = None
    """Seq of the event it reports."""
    answers: int | None = None
    """Number of the person's message that it answers."""
    once: bool = False
    """Rather never than twice: what may have arrived already is not said again."""
    again: bool = False
    """It may have arrived already: whoever reads it is told so."""
    marked: bool = False
    """It was put in the outbox as one that may have arrived: it is given to Telegram at once."""
    id: int = 0
    """Its place in the outbox, once there."""

    @property
    def repeats(self) -> bool:
        """Whether a second time is seen twice; an edit made again changes nothing."""
        return self.method in ("sendMessage", "sendDocument", "sendPhoto")


class Outbox:
    """Letters that wait to be sent, in order, each owned by the process that wrote it."""

    def __init__(self, db: Database, owner: str, keys: Keys) -> None:
        self._db = db
        self._keys = keys
        self._owner = owner

    def add(self, letter: Letter, *, leaves: bool = False) -> Letter:
        """The letter with its place in the outbox; `leaves` marks it as `may_arrive` does."""
        name, content = letter.document or (None, None)
        body = {
            "chat": letter.chat,
            "method": letter.method,
            "text": letter.text,
            "buttons": letter.buttons,
            "message": letter.message,
            "topic": letter.topic,
            "name": name,
            "about": letter.about,
            "answers": letter.answers,
            "once": letter.once,
        }
        cursor = self._db.conn.execute(
            "insert into outbox (owner, chat, letter, document, once, reason) "
            "values (?, ?, ?, ?, ?, ?)",
            (
                self._owner,
                self._keys.chat(letter.chat),
                self._keys.close(to_json(body).decode()),
                None if content is None else self._keys.close_file(content),
                int(letter.once),
                IN_DOUBT if leaves else None,
            ),
        )
        return replace(letter, id=cursor.lastrowid or 0, marked=leaves)

    def waiting(self) -> list[Letter]:
        """What this process still has to send, in order."""
        rows = self._db.conn.execute(
            "select id, letter, document, reason from outbox "
            "where owner = ? and state = 'waiting' order by id",
            (self._owner,),
        )
        return [self._letter(*row) for row in rows]

    def owners(self) -> list[str]:
        """Who has something to send, in whatever channel."""
        rows = self._db.conn.execute("select distinct owner from outbox where state = 'waiting'")
        return [owner for (owner,) in rows]

    def take(self, owner: str) -> list[Letter]:
        """What an owner who is gone had still to send, now ours."""
        self._give_up_doubtful(owner)
        found = Outbox(self._db, owner, self._keys).waiting()
        self._db.conn.execute(
            "update outbox set owner = ? where owner = ? and state = 'waiting'",
            (self._owner, owner),
        )
        return found

    def count(self) -> int:
        """What waits, whichever process is to send it."""
        query = "select count(*) from outbox where state = 'waiting'"
        (count,) = self._db.conn.execute(query).fetchone()
        return int(count)

    def failures(self) -> list[tuple[str, int]]:
        """Why letters could never be sent, and how many; most first."""
        return self._db.conn.execute(
            "select reason, count(*) as many from outbox where state = 'failed' "
            "group by reason order by many desc, reason"
        ).fetchall()

    def may_arrive(self, letter: Letter) -> None:
        """Written before a letter is given to Telegram: who dies now leaves it in doubt."""
        self._db.conn.execute("update outbox set reason = ? where id = ?", (IN_DOUBT, letter.id))

    def did_not_arrive(self, letter: Letter) -> None:
        """Telegram said so: it may be tried again, by whoever."""
        self._db.conn.execute("update outbox set reason = null where id = ?", (letter.id,))

    def give_up_doubtful(self) -> None:
        """Letters of once that this process's place was giving to Telegram when it died."""
        self._give_up_doubtful(self._owner)

    def _give_up_doubtful(self, owner: str) -> None:
        self._db.conn.execute(
            "update outbox set state = 'failed', letter = null, document = null "
            "where owner = ? and state = 'waiting' and reason = ? and once",
            (owner, IN_DOUBT),
        )

    def purge(self) -> None:
        """Forgets all but the newest failures."""
        self._db.conn.execute(
            "delete from outbox where state = 'failed' and id <= ("
            "select id from outbox where state = 'failed' order by id desc limit 1 offset ?)",
            (MOST_FAILURES,),
        )

    def remove(self, letter: Letter) -> None:
        """It was sent."""
        self._db.conn.execute("delete from outbox where id = ?", (letter.id,))

    def fail(self, letter: Letter, reason: str) -> None:
        """It will not be sent, and why: for `doctor`."""
        self._db.conn.execute(
            "update outbox set state = 'failed', reason = ?, letter = null, document = null "
            "where id = ?",
            (reason, letter.id),
        )

    def fail_chat(self, chat: int, reason: str) -> None:
        """Whoever blocked the bot hears nothing more until they write again."""
        self._db.conn.execute(
            "update outbox set state = 'failed', reason = ?, letter = null, document = null "
            "where owner = ? and chat = ? and state = 'waiting'",
            (reason, self._owner, self._keys.chat(chat)),
        )

    def readdress(self, chat: int, to: int) -> None:
        """A group became a supergroup and has another number."""
        rows = self._db.conn.execute(
            "select id, letter from outbox where owner = ? and chat = ? and state = 'waiting'",
            (self._owner, self._keys.chat(chat)),
        ).fetchall()
        for place, closed in rows:
            body = {**from_json(self._keys.open_again(closed)), "chat": to}
            self._db.conn.execute(
                "update outbox set chat = ?, letter = ? where id = ?",
                (self._keys.chat(to), self._keys.close(to_json(body).decode()), place),
            )

    def _letter(self, place: int, closed: str, content: str | None, reason: str | None) -> Letter:
        facts = from_json(self._keys.open_again(closed))
        name = facts.pop("name")
        file = None if content is None else self._keys.open_file(content)
        return Letter(
            id=place,
            document=None if name is None or file is None else (name, file),
            buttons=buttons_from(facts.pop("buttons")),
            again=reason == IN_DOUBT,
            **facts,
        )


def buttons_from(rows: list[list[list[str]]]) -> Buttons:
    """Buttons as they come back from JSON."""
    return tuple(tuple((label, data) for label, data in row) for row in rows)


def as_new_message(letter: Letter) -> Letter:
    """The same words, said anew where the message they were to replace is gone."""
    return replace(letter, method="sendMessage", message=None)
