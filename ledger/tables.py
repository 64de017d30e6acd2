"""The tables of a ledger: of this version or not, which log they follow, catching up with it."""

import datetime as dt

from sqlite_utils import Database

from ledger import file, projections
from ledger.clock import Clock, ShiftedClock, SystemClock
from ledger.errors import ChainBroken
from ledger.errors_proof import LedgerDamaged
from ledger.events import Envelope
from ledger.log import Log
from ledger.sealing.columns import Tables
from ledger.sealing.ring import Keys


def catch_up(tables: Database, log: Log, *, elsewhere: bool) -> None:
    """Brings tables up to all the log holds: from where they are where it is `elsewhere`, else from
    the beginning. Raises ChainBroken."""

    def lifted(seq: int) -> Envelope:
        found = log.at(seq)
        if found is None:
            raise ChainBroken(seq, "missing")
        return found

    (seq,) = tables.execute("select seq from projected").fetchone()
    if (last := projections.apply_all(tables, log.rows(seq), lifted)) and elsewhere:
        follow_to(tables, last)


def follow_to(tables: Database, seq: int) -> None:
    """Notes how far tables follow a log that is not in their own file."""
    tables.conn.execute("update projected set seq = ?", (seq,))


def are_old(db: Database) -> bool:
    """Whether the tables are of an older shape, or missing."""
    if not db.table("projected").exists():
        return True
    row = db.execute("select version from projected").fetchone()
    return row is None or row[0] != projections.VERSION


def log_elsewhere(db: Tables, keys: Keys) -> Log | None:
    """The log that the tables follow; None where it is in their own file."""
    url = file.elsewhere(db)
    if url is None:
        return None
    from ledger.log.postgres import PostgresLog  # who keeps a file does not wait for its library

    return PostgresLog(url, keys)


def own_clock(db: Database) -> Clock:
    """The real one, or a demo's, which runs off it. Raises LedgerDamaged."""
    row = db.execute("select shift_seconds from clock").fetchone()
    try:
        return ShiftedClock(dt.timedelta(seconds=row[0])) if row else SystemClock()
    except (TypeError, OverflowError):
        raise LedgerDamaged("") from None
