"""How the record's own proofs, files and copies say no.

TraguardoError
├── ChainBroken
│   └── LogRewritten, LedgerBehind      the chain holds, and is not the one that was signed
├── LedgerDamaged (CopyDamaged), TablesDamaged, GuardsMissing     the file, and what guards it
├── BadNote, BadSigningKey, NoCheckpoint (and NoSuchEvent, a Refusal)
├── KeysMissing, BadMasterKey           what is about people cannot be read
│   └── HouseKeyLost                    nor who writes from which chat
├── EvidenceNowhere                     the bucket of the files (and EvidenceUnreachable, a Refusal)
└── CopyExists, CopyMissing, NotACopy, CopyLocked, BadCopyKey, EvidenceMissing, LogElsewhere
"""

from enum import StrEnum

from ledger.errors import ChainBroken, Refusal, TraguardoError
from ledger.later import dataclass


@dataclass
class LedgerDamaged(TraguardoError):
    """The file itself is broken: no page of it can be trusted."""

    path: str


@dataclass
class CopyDamaged(LedgerDamaged):
    """The same of a copy: the ledger has nothing to do with it."""


@dataclass
class TablesDamaged(TraguardoError):
    """A table, or a column of one, is not there any more."""

    path: str


@dataclass
class GuardsMissing(TraguardoError):
    """The database no longer refused to change the log; it does again."""

    names: tuple[str, ...]


@dataclass
class LogRewritten(ChainBroken):
    """The chain holds and is not the one that was signed: `seq` is the first event not vouched
    for."""


@dataclass
class LedgerBehind(ChainBroken):
    """Events that a checkpoint vouches for are missing, from `seq` on."""


class Flaw(StrEnum):
    """What is wrong with a checkpoint or a receipt."""

    FORM = "form"
    KEY = "key"
    SIGNATURE = "signature"
    PROOF = "proof"
    EVENT = "event"
    OTHER = "other"


@dataclass
class BadNote(TraguardoError):
    """A checkpoint or a receipt that proves nothing."""

    flaw: Flaw


@dataclass
class BadSigningKey(TraguardoError):
    path: str


@dataclass
class KeysMissing(TraguardoError):
    """The keys of persons, or the key that wraps them, are not where they should be, or are of
    another ledger."""

    path: str


@dataclass
class HouseKeyLost(KeysMissing):
    """The keys of persons are there; the key of the house is gone from among them, or is another:
    by it chats are known, and what waits is closed."""


@dataclass
class BadMasterKey(TraguardoError):
    path: str


@dataclass
class BadRetention(TraguardoError):
    """The table of how long things are kept cannot be read."""

    path: str


@dataclass
class CopyExists(TraguardoError):
    """What is written, a copy or an empty form, never takes the place of a file."""

    path: str


@dataclass
class LogElsewhere(TraguardoError):
    """A copy of this file would hold tables alone: the log is on a server."""

    path: str


@dataclass
class CopyLocked(TraguardoError):
    """The copy is encrypted, and not for who tries to open it."""


@dataclass
class CopyMissing(TraguardoError):
    path: str


@dataclass
class NotACopy(TraguardoError):
    path: str


@dataclass
class BadCopyKey(TraguardoError):
    """What was given is neither an age recipient nor an identity."""

    key: str


@dataclass
class EvidenceMissing(TraguardoError):
    """Files that records name are gone or are not what they were."""

    names: tuple[str, ...]


class Nowhere(StrEnum):
    """What is wrong with where the files are to be."""

    ADDRESS = "address"
    LIBRARY = "library"


@dataclass
class EvidenceNowhere(TraguardoError):
    """The address of the bucket is none, or what reaches it is not installed."""

    address: str
    why: Nowhere


@dataclass
class EvidenceUnreachable(Refusal):
    """The store of the files does not answer, or refuses us; nothing was kept."""

    bucket: str


@dataclass
class NoSuchEvent(Refusal):
    """The log is shorter: `last` is its newest."""

    seq: int
    last: int


@dataclass
class NoCheckpoint(TraguardoError):
    """No checkpoint covers that event yet."""

    seq: int
