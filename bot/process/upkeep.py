"""What the bot does for its own ledger: a checkpoint at each phase and each day, handed over to
where the town says, and a copy each day.

A copy that does not verify is not a copy: yesterday's stay, and `doctor` tells.
"""

import asyncio
import datetime as dt
import glob
import re
import shutil
from pathlib import Path
from threading import Lock

from sqlite_utils import Database

from bot.process.handing import Carrier
from bot.store import Store
from ledger.clock import day_of
from ledger.copies import Lock as Sealed
from ledger.copies import Rotation, back_up
from ledger.forgetting import evidence_named
from ledger.ledger import Ledger

SECONDS = 600.0
"""Between two looks at what is to be done today."""

TURN_SECONDS = 1.0
"""Between two looks at whether another town's copy is done."""

BACKUP, HANDED, SWEPT = "backup", "handed", "swept"

PHASES = frozenset({"PhaseOpened", "PhaseDone", "YearClosed", "YearReopened", "PlanAdopted"})
"""After these a head is signed at once."""

MISSED = dt.timedelta(hours=49)
"""Two daily copies later than this were missed."""

SCHEMA = """
create table if not exists upkeep (
    name text primary key,
    at text not null,
    detail text not null
) without rowid;
"""


class Diary:
    """What was done last, and when."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(self, name: str, at: dt.datetime, detail: str = "") -> None:
        """Notes when a piece of upkeep was last done (UTC)."""
        if not self._db.table("upkeep").exists():
            self._db.conn.execute(SCHEMA)
        self._db.conn.execute(
            "insert or replace into upkeep values (?, ?, ?)", (name, at.isoformat(), detail)
        )

    def last(self, name: str) -> dt.datetime | None:
        """When it was last done; None: never."""
        row = self._row(name)
        return dt.datetime.fromisoformat(row[0]) if row else None

    def detail(self, name: str) -> str:
        """What was noted of it then; empty: nothing, or never."""
        row = self._row(name)
        return row[1] if row else ""

    def _row(self, name: str) -> tuple[str, str] | None:
        if not self._db.table("upkeep").exists():
            return None
        query = "select at, detail from upkeep where name = ?"
        row: tuple[str, str] | None = self._db.conn.execute(query, (name,)).fetchone()
        return row


def copies_folder(ledger: Ledger) -> Path:
    """`TRAGUARDO_BACKUPS` moves it: to another disk, best of all to another machine."""
    moved = ledger.environment.get("TRAGUARDO_BACKUPS")
    return Path(moved) if moved else ledger.path.with_name(f"{ledger.path.name}.backups")


class Upkeep:
    """What the running bot does once a day: signs, copies, takes away what no record names."""

    def __init__(self, ledger: Ledger, store: Store, turn: "Lock | None" = None) -> None:
        """`turn`: held while a copy is made, where many towns of a process would make theirs at
        once."""
        self._ledger = ledger
        self._store = store
        self._turn = turn or Lock()
        self._diary = Diary(store.db)

    async def look(self) -> None:
        """Does what was not done today. Raises what goes wrong, for the supervisor to note."""
        self._sign()
        if self._is_to_do(SWEPT):
            self._sweep()
        if self._is_to_do(BACKUP):
            await self._copy()
        await self._hand_over()

    def _is_to_do(self, name: str) -> bool:
        last = self._diary.last(name)
        return last is None or day_of(last) < self._ledger.today()

    async def _copy(self) -> None:
        """In a thread, over a connection of its own: nobody waits for it."""
        while not self._turn.acquire(blocking=False):
            await asyncio.sleep(TURN_SECONDS)
        try:
            await asyncio.to_thread(copy_of_day, self._ledger, self._ledger.today())
        finally:
            self._turn.release()
        self._diary.note(BACKUP, self._ledger.now())

    def _sign(self) -> None:
        newest, head = self._ledger.checkpoints.newest(), self._ledger.log.head()
        if head.seq == 0 or (newest is not None and newest.note.size == head.seq):
            return
        is_new_day = newest is None or day_of(newest.made_at) < self._ledger.today()
        since = newest.note.size if newest else 0
        if is_new_day or any(e.type in PHASES for e in self._ledger.log.after(since)):
            self._ledger.checkpoint()

    async def _hand_over(self) -> None:
        """The newest checkpoint, once. In a thread: nobody waits for what is outside."""
        carrier = Carrier.from_environment(self._ledger.environment)
        newest = self._ledger.checkpoints.newest()
        if carrier is None or newest is None or self._diary.detail(HANDED) == str(newest.note.size):
            return
        if await asyncio.to_thread(carrier.hands_over, newest.note.text):
            self._diary.note(HANDED, self._ledger.now(), str(newest.note.size))
            self._store.heals(HANDED)
        else:
            self._store.ails(HANDED, carrier.command[0])

    def _sweep(self) -> None:
        """Forgets what nobody will ask for, and files that no record names."""
        self._store.purge()
        self._ledger.forget_attempts()
        if self._ledger.keys.present:
            self._collect()
        self._diary.note(SWEPT, self._ledger.now())

    def _collect(self) -> None:
        """Without keys some names cannot be read, and what they name would seem an orphan's."""
        named, drafts = set(evidence_named(self._ledger)), " ".join(self._store.drafts.all())
        self._ledger.evidence.collect(lambda name: name in named or name in drafts)


def copy_of_day(ledger: Ledger, today: dt.date) -> Path:
    """The copy of a day, made where there is none yet, and the old ones rotated; where it is.

    Raises what `back_up` raises.
    """
    folder, path = copies_folder(ledger), ledger.path
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    recipient = ledger.environment.get("TRAGUARDO_BACKUP_TO")
    target = folder / f"{path.stem}-{today.isoformat()}.db"
    if not target.exists():
        back_up(path, target, lock=Sealed(recipient=recipient) if recipient else None)
    _rotate(folder, path.stem, today)
    return target


def _rotate(folder: Path, stem: str, today: dt.date) -> None:
    """Only what this made is taken away, what it began another day and did not finish too."""
    named = re.compile(re.escape(stem) + r"-(\d{4}-\d\d-\d\d)\.db")
    for path in folder.glob(f"{glob.escape(stem)}-*.new"):
        begun = named.match(path.name)
        if begun and begun[1] != today.isoformat():
            path.unlink(missing_ok=True)
    made = {
        dt.date.fromisoformat(found[1]): path
        for path in folder.iterdir()
        if (found := named.fullmatch(path.name))
    }
    stay = Rotation().keeps(made)
    for day, path in made.items():
        if day not in stay:
            path.unlink()
            shutil.rmtree(path.with_name(f"{path.name}.evidence"), ignore_errors=True)
