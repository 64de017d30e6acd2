"""How a ledger is written: transactions of the tables' file and of the log, wherever that is, and
the files beside them."""

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.file import file_errors
from ledger.log import Log
from ledger.memory import Memory
from ledger.progress.bucket import evidence_of
from ledger.progress.evidence import Evidence
from ledger.sealing.columns import Tables

if TYPE_CHECKING:
    from ledger.view import View


class Writing(ABC):
    """What a ledger writes with."""

    path: Path
    log: Log
    _db: Tables
    _memory: Memory
    _is_elsewhere: bool
    """Whether the log is not in the file of the tables."""
    _held: "View | None" = None
    """What is known of the record as long as nothing is recorded, where that is asked for."""
    environment: Mapping[str, str] = os.environ
    """The settings of its ente: of the process, where that serves no other."""

    @cached_property
    def evidence(self) -> Evidence:
        """Where the files are that prove reports. Raises EvidenceNowhere."""
        return evidence_of(self.path, self.environment)

    def behind(self) -> int:
        """How many events the tables do not know yet; read before anything else is asked, which
        brings them up to the log. Raises LedgerUnreachable."""
        return self.log.head().seq - self._seq()

    def _seq(self) -> int:
        """The last event the tables know: of a log in their own file, every one."""
        if not self._is_elsewhere:
            return self.log.head().seq
        (seq,) = self._db.conn.execute("select seq from projected").fetchone()
        return int(seq)

    @abstractmethod
    def need_writable(self) -> None:
        """Raises LedgerReadOnly."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """The write lock first, so that what is read inside is what will be written on."""
        self.need_writable()
        with file_errors(self.path):
            self._db.conn.execute("begin immediate")
            self._held = None
            self.log.look_again()
            try:
                yield
                self.log.commit()
            except BaseException:
                self.log.rollback()
                self._db.conn.execute("rollback")
                self._memory.forget()
                self._held = None
                raise
            self._db.conn.execute("commit")

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Inside a transaction: what fails in it leaves nothing, and the transaction goes on."""
        self._db.conn.execute("savepoint attempt")
        try:
            with self.log.attempt():
                yield
        except BaseException:
            self.log.look_again()
            self._db.conn.execute("rollback to attempt")
            self._db.conn.execute("release attempt")
            self._memory.forget()
            self._held = None
            raise
        self._db.conn.execute("release attempt")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is of one moment, whatever others write meanwhile. Writes nothing."""
        self._db.conn.execute("begin")
        try:
            yield
        finally:
            self._db.conn.execute("rollback")
