"""What a ledger knows of its own keys: which ring they are on, and how it was before it had any."""

from sqlite_utils import Database

from ledger.sealing.ring import Keys

SCHEMA = """
create table if not exists keyring (
    ring text not null,
    size integer,
    head text,
    cleared integer not null default 1
);
"""


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
