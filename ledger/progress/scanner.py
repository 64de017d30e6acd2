"""What an antivirus of the town's own says of a file, before it is kept.

A command reads the file from its standard input and ends with 0 (nothing found), 1 (something
found) or anything else (it could not look), as ClamAV's `clamdscan` does.
"""

import logging
import shlex
import shutil
from collections.abc import Mapping
from enum import StrEnum

from ledger.errors import EvidenceInfected, EvidenceNotScanned
from ledger.later import dataclass
from ledger.outside import LONGEST_SECONDS, ended_with

logger = logging.getLogger(__name__)

VARIABLE = "TRAGUARDO_SCANNER"
"""The command; empty: none, also where `clamdscan` is installed."""

CLAMAV = "clamdscan --no-summary -"


class Verdict(StrEnum):
    """What it says of a file."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"
    """It could not look: a file nobody looked at is not kept."""


@dataclass(frozen=True)
class Scanner:
    """A command that looks at files."""

    command: tuple[str, ...]
    seconds: float = LONGEST_SECONDS

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Scanner | None":
        """The town's own, else ClamAV's where it is installed; None for none."""
        told = environment.get(VARIABLE)
        if told is None:
            told = CLAMAV if shutil.which("clamdscan", path=environment.get("PATH")) else ""
        command = tuple(shlex.split(told))
        return cls(command) if command else None

    def verdict(self, content: bytes) -> Verdict:
        """Runs the command on a file; waits for it."""
        code = ended_with(self.command, content, self.seconds)
        if code not in (0, 1):
            logger.warning("the scanner could not look (%s)", code)
            return Verdict.UNKNOWN
        return Verdict.INFECTED if code else Verdict.CLEAN

    def check(self, content: bytes) -> None:
        """Raises EvidenceInfected, EvidenceNotScanned."""
        verdict = self.verdict(content)
        if verdict is Verdict.INFECTED:
            raise EvidenceInfected()
        if verdict is Verdict.UNKNOWN:
            raise EvidenceNotScanned()
