"""The checkpoints of a ledger: made, kept in it and beside it, and held against its log.

The newest also lies in a file beside the ledger: a ledger put back to an earlier state, or a copy
that lacks the newest events, is behind it.
"""

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from ledger.errors_proof import BadNote, Flaw, LedgerBehind, LogRewritten
from ledger.events import Envelope
from ledger.later import dataclass
from ledger.log import body_of
from ledger.proof.merkle import Frontier, leaf_hash
from ledger.proof.notes import Note, Verifier, read_note, sign
from ledger.proof.signing import keep_signer, load_signer, new_signer
from ledger.sealing.keyring import old_head

SCHEMA = """
create table if not exists checkpoints (
    id integer primary key,
    size integer not null,
    note text not null,
    peaks text not null,
    made_at text not null
);
"""


def origin_of(first_hash: str) -> str:
    """The name of a log: its first event, which no other log has."""
    return f"traguardo/{first_hash[:16]}"


def beside(ledger: Path) -> Path:
    """Where the newest checkpoint of a ledger's file lies."""
    return ledger.with_name(f"{ledger.name}.checkpoint")


@dataclass(frozen=True)
class Checkpoint:
    """A signed head, when it was made (UTC), and the tree's peaks there."""

    note: Note
    made_at: dt.datetime
    peaks: tuple[bytes, ...]


class Checkpoints:
    """What was signed so far; `path` is the ledger's."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self._path = path

    def all(self) -> list[Checkpoint]:
        """The oldest first. Raises BadNote for one somebody changed."""
        if not self._db.table("checkpoints").exists():
            return []
        rows = self._db.execute("select note, peaks, made_at, size from checkpoints order by id")
        return [_checkpoint(*row) for row in rows]

    def before(self) -> list[str]:
        """What was signed of the log as it was before it was sealed."""
        if not self._db.table("checkpoints_before").exists():
            return []
        return [row[0] for row in self._db.execute("select note from checkpoints_before")]

    def newest(self) -> Checkpoint | None:
        """The last one stored; None where there is none."""
        return next(reversed(self.all()), None)

    def beside(self) -> Note | None:
        """The newest as it lies beside the ledger. Raises BadNote."""
        try:
            return read_note(beside(self._path).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            raise BadNote(Flaw.FORM) from None

    def grown(self, events: Iterable[Envelope], last: Checkpoint | None) -> Frontier:
        """The tree with the events after the last checkpoint; what is under it is not read again,
        so that a change there makes the next one wrong and not right."""
        frontier = Frontier(last.note.size, last.peaks) if last else Frontier()
        for envelope in events:
            frontier.add(leaf_hash(body_of(envelope).encode()))
        return frontier

    def add(
        self, origin: str, grown: Frontier, key: Path, now: dt.datetime, *, rotate: bool
    ) -> Note:
        """Signs and stores a head, in the transaction of the caller. With `rotate`, or where there
        is no key, by a new key, and by the old one too that it gives way."""
        old = load_signer(key, origin)
        signers = [new_signer(origin)] if rotate or old is None else []
        signers += [old] if old is not None else []
        first = None if self.newest() else old_head(self._db)
        note = sign(origin, grown.size, grown.root(), signers, first)
        self._db.execute(
            "insert into checkpoints (size, note, peaks, made_at) values (?, ?, ?, ?)",
            (note.size, note.text, " ".join(p.hex() for p in grown.peaks), now.isoformat()),
        )
        if signers[0] is not old:
            keep_signer(key, signers[0])
        return note

    def lay_beside(self, note: Note) -> None:
        """Writes the note beside the file, whole or not at all."""
        target = beside(self._path)
        fresh = target.with_name(f"{target.name}.{os.getpid()}.new")
        fresh.touch(mode=0o600)
        fresh.write_text(note.text, encoding="utf-8")
        fresh.replace(target)


def _checkpoint(text: str, peaks: str, made_at: str, size: int) -> Checkpoint:
    """A stored one. Raises BadNote where somebody changed any of it."""
    note = read_note(text)
    if note.size != size:
        raise BadNote(Flaw.FORM)
    try:
        hashes = tuple(bytes.fromhex(peak) for peak in peaks.split())
        return Checkpoint(note, dt.datetime.fromisoformat(made_at), hashes)
    except ValueError:
        raise BadNote(Flaw.FORM) from None


class Witness:
    """Held against a log while it is read from the beginning: every note must be a head it had.

    Raises LogRewritten with the first event that a note does not vouch for.
    """

    def __init__(self, notes: Iterable[Note]) -> None:
        self._notes: dict[int, list[Note]] = {}
        for note in notes:
            self._notes.setdefault(note.size, []).append(note)
        self._frontier = Frontier()
        self._origin = ""
        self._good = 0

    @property
    def looks(self) -> bool:
        """Whether there is anything to hold against the log."""
        return bool(self._notes)

    def sees(self, seq: int, hash_: str, leaf: bytes) -> None:
        """One more event goes by: at each signed size the tree must have the signed root."""
        if not self._notes:
            return
        if seq == 1:
            self._origin = origin_of(hash_)
        self._frontier.add(leaf)
        for note in self._notes.pop(self._frontier.size, ()):
            if (note.root, note.origin) != (self._frontier.root(), self._origin):
                raise LogRewritten(self._good + 1, "rewritten")
            self._good = note.size

    def ends(self) -> None:
        """A note of more events than there are: the newest are missing."""
        if self._notes:
            raise LedgerBehind(self._frontier.size + 1, "behind")


def distrusted(notes: Iterable[Note]) -> list[Note]:
    """Those whose key no earlier one introduced; the first is taken at its word."""
    known: set[Verifier] = set()
    strange = []
    for note in notes:
        if known and note.verifier not in known and not any(map(note.signed_by, known)):
            strange.append(note)
        known.add(note.verifier)
    return strange
