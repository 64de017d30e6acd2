"""Checkpoints carried out of the house by a command of the town's own: e-mail, a time stamp.

The command reads the signed note from standard input and ends with 0 once it has handed it over;
one that fails or hangs is tried again later. It is given nothing else.
"""

import logging
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

logger = logging.getLogger(__name__)

VARIABLE = "TRAGUARDO_CHECKPOINT_COMMAND"

LONGEST_SECONDS = 8.0
"""Less than a stop may take: whoever stops the bot waits for it."""


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
        try:
            done = subprocess.run(
                self.command,
                input=note.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=self.seconds,
                start_new_session=True,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            logger.warning("a checkpoint was not handed over (%s)", type(error).__name__)
            return False
        if done.returncode:
            logger.warning("what hands checkpoints over ended with %s", done.returncode)
        return not done.returncode
