"""The past as it is defined: every event that counted at a moment, applied to empty tables."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing

from sqlite_utils import Database

from ledger import projections
from ledger.ledger import Ledger
from ledger.projections.then import CHANGING, WRITTEN_ONCE
from ledger.sealing import columns
from ledger.sealing.columns import Tables


def replayed(ledger: Ledger, day: int, since: int, step: int = 1) -> Iterator[tuple[int, Tables]]:
    """After every so many events from one on, the tables made of those that are about days up to
    one (an ordinal): as they were, and as they go on being after the next."""
    made, last = Tables(memory=True), dt.date.fromordinal(day)
    columns.attach(made, ledger.keys)
    projections.create(made)
    with closing(made):
        for envelope in ledger.log.after():
            # The day of what is sealed whole is inside it.
            if envelope.about <= last:
                projections.apply(made, envelope)
            if envelope.seq >= since and (envelope.seq - since) % step == 0:
                yield envelope.seq, made


def in_time(tables: Database) -> dict[str, list[tuple[object, ...]]]:
    """What is in the tables that are asked of any moment."""
    return {
        name: sorted(tables.execute(f"select * from [{name}]").fetchall(), key=repr)
        for name in (*WRITTEN_ONCE, *CHANGING)
    }
