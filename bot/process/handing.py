"""Checkpoints carried out of the house by a command of the town's own: e-mail, a time stamp.

The command reads the signed note from standard input and ends with 0 once it has handed it over;
one that fails or hangs is tried again later. It is given nothing else.
"""

import logging
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.outside import LONGEST_SECONDS, ended_with

logger = logging.getLogger(__name__)

VARIABLE = "TRAGUARDO_CHECKPOINT_COMMAND"


@dataclass(frozen=True)
class Carrier:
    """The command that hands checkpoints over."""

    command: tuple[str, ...]
    seconds: float = LONGEST_SECONDS

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Carrier | None":
        """None where the town has none."""
        command = tuple(shlex.split(environment.get(VARIABLE, "")))
        return cls(command) if command else None

    def hands_over(self, note: str) -> bool:
        """Runs the command on a note and waits for it; whether it was handed over."""
        code = ended_with(self.command, note.encode(), self.seconds)
        if code != 0:
            logger.warning("a checkpoint was not handed over (%s)", code)
        return code == 0
