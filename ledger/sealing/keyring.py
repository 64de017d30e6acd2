"""What a ledger knows of its own keys: which ring they are on, by what the key of the house among
them is known, and how it was before it had any."""

from sqlite_utils import Database

from ledger.errors_proof import HouseKeyLost, KeysMissing
from ledger.sealing.ring import Keys

SCHEMA = """
create table if not exists keyring (
    ring text not null,
    size integer,
    head text,
    cleared integer not null default 1,
    house text
);
"""
CLOSED_BY_THE_HOUSE = (
    "inbox",
    "outbox",
    "owed",
    "drafts",
    "sessions",
    "messages",
    "menus",
    "strangers",
    "attempts",
)
"""Tables beside the log that its key alone reads, or in which it names chats."""


def matching(db: Database, keys: Keys) -> Keys:
    """These keys where the key of the house is the one the ledger knows, or the ledger knows of
    none and has no use for it yet; else keys that stand for what is missing."""
    known, house = _known_house(db), keys.house()
    if known is None and house is None and not _chats(db) and not _closed(db):
        keys.make_house()
        return keys
    if house is not None and known in (None, house):
        return keys
    keys.shut()
    return Keys.absent(keys.path, HouseKeyLost)


def note_house(db: Database, keys: Keys) -> Keys:
    """Keeps by what the key of the house is known, in a ledger that did not; where another named
    its chats or closed what waits, that other is lost."""
    if not keys.present or _known_house(db) is not None:
        return keys
    if not _is_the_same(db, keys):
        keys.shut()
        return Keys.absent(keys.path, HouseKeyLost)
    if "house" not in db["keyring"].columns_dict:
        db.execute("alter table keyring add column house text")
    db.execute("update keyring set house = ?", (keys.house(),))
    return keys


def renew_house(db: Database, keys: Keys) -> None:
    """Another key of the house, where the one there was is lost for good: what it closed goes with
    it, and chats are known again once the tables are made again. Raises KeysMissing."""
    if db.execute("select 1 from keyring where ring = ?", (keys.id,)).fetchone() is None:
        raise KeysMissing(str(keys.path))
    keys.make_house()
    there = set(db.table_names())
    db.execute("begin immediate")
    for table in there & {*CLOSED_BY_THE_HOUSE, "chats"}:
        db.execute(f"delete from [{table}]")
    db.execute("update keyring set house = ?", (keys.house(),))
    db.execute("commit")


def _known_house(db: Database) -> str | None:
    if "house" not in db["keyring"].columns_dict:
        return None
    row = db.execute("select house from keyring").fetchone()
    return str(row[0]) if row and row[0] else None


def _chats(db: Database) -> list[tuple[str, str]]:
    """One by one and no more: all go by names that the same key gave."""
    if "chats" not in db.table_names():
        return []
    return list(db.execute("select chat, user_id from chats limit 1"))


def _closed(db: Database) -> list[str]:
    """What the key of the house closed, a piece of each table."""
    there, found = set(db.table_names()), list[str]()
    for table, column in (("drafts", "draft"), ("inbox", "payload"), ("outbox", "letter")):
        if table in there:
            query = f"select [{column}] from [{table}] where [{column}] is not null limit 1"
            found += [text for (text,) in db.execute(query)]
    return found


def _is_the_same(db: Database, keys: Keys) -> bool:
    """Whether the key of the house is the one that named the chats and closed what waits."""
    for chat, closed in _chats(db):
        number = keys.read_column(closed)
        if number is not None and keys.chat(number) != chat:
            return False
    try:
        for text in _closed(db):
            keys.open_again(text)
    except KeysMissing:
        return False
    return True


def old_head(db: Database) -> tuple[int, str] | None:
    """How many events the log had when it was sealed, and the hash of the last."""
    if "keyring" not in db.table_names():
        return None
    row = db.execute("select size, head from keyring where size is not null").fetchone()
    return (int(row[0]), str(row[1])) if row else None


WAITS_FOR = ("drafts", "sessions", "links")


def drop_what_waits(db: Database, person: str) -> None:
    """What lies beside the log of who is forgotten, in the transaction of the caller."""
    there = set(db.table_names())
    for table in WAITS_FOR:
        if table in there:
            db.execute(f"delete from [{table}] where person = ?", (person,))


def still_to_forget(db: Database, keys: Keys) -> list[str]:
    """Whom the record says were forgotten and whose key is still there."""
    rows = db.execute("select person from people where forgotten").fetchall()
    return [person for (person,) in rows if keys.lock(person) is not None]


def clear_up(db: Database) -> None:
    """Writes over what was in clear, also where nothing is stored any more; once."""
    row = db.execute("select cleared from keyring").fetchone()
    if row is None or row[0]:
        return
    db.execute("vacuum")
    db.execute("update keyring set cleared = 1")
    db.execute("pragma wal_checkpoint(truncate)")
