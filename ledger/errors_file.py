"""A ledger's file that cannot be opened, read or written."""

from ledger.errors import TraguardoError
from ledger.later import dataclass


class LedgerFileError(TraguardoError):
    """The file at the ledger's path cannot be used; it is left as it was."""


@dataclass
class LedgerMissing(LedgerFileError):
    path: str


@dataclass
class LedgerExists(LedgerFileError):
    path: str


@dataclass
class NotALedger(LedgerFileError):
    path: str


@dataclass
class NewerLedger(LedgerFileError):
    path: str


@dataclass
class LedgerLocked(LedgerFileError):
    path: str


@dataclass
class LedgerUnreachable(LedgerLocked):
    """The server that keeps the log does not answer; it may again."""


@dataclass
class NotOnServer(LedgerFileError):
    """Several workers need a log on a server; this one is in a file."""

    path: str


@dataclass
class LedgerReadOnly(LedgerFileError):
    path: str
