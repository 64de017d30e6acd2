"""Commands of the town's own, run on something of ours: an antivirus, what carries checkpoints."""

import logging
import subprocess
from collections.abc import Sequence

logger = logging.getLogger(__name__)

LONGEST_SECONDS = 8.0
"""Less than a stop may take: whoever stops the bot waits for it."""


def ended_with(command: Sequence[str], content: bytes, seconds: float) -> int | None:
    """Runs a command, which is given the content on its standard input and nothing else, and waits
    for it: how it ended, None where it could not be run or took too long."""
    try:
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        logger.warning("%s failed (%s)", command[0], type(error).__name__)
        return None
    return done.returncode
