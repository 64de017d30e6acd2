"""A ledger's file that cannot be opened, read or written."""

import dataclasses

from ledger.errors import TraguardoError


class LedgerFileError(TraguardoError):
    """The file at the ledger's path cannot be used; it is left as it was."""


@dataclasses.dataclass
class LedgerMissing(LedgerFileError):
    path: str


@dataclasses.dataclass
class LedgerExists(LedgerFileError):
    path: str


@dataclasses.dataclass
class NotALedger(LedgerFileError):
    path: str


@dataclasses.dataclass
class NewerLedger(LedgerFileError):
    path: str


@dataclasses.dataclass
class LedgerLocked(LedgerFileError):
    path: str


@dataclasses.dataclass
class LedgerUnreachable(LedgerLocked):
    """The server that keeps the log does not answer; it may again."""


@dataclasses.dataclass
class NotOnServer(LedgerFileError):
    """Several workers need a log on a server; this one is in a file."""

    path: str


@dataclasses.dataclass
class LedgerReadOnly(LedgerFileError):
    path: str
