"""Voice notes written down by a command of the town's own, such as whisper.cpp.

The command is given the path of an audio file as its last argument and prints what it hears. It is
run aside, for a limited time, with nothing of ours but the file; one that fails, hangs or hears
nothing is told to the sender as such.
"""

import asyncio
import contextlib
import logging
import os
import shlex
import signal
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

logger = logging.getLogger(__name__)

VARIABLE = "TRAGUARDO_TRANSCRIBER"

LONGEST_SECONDS = 60.0
"""So long a voice note may take, where the town says nothing else: whoever spoke is waiting."""

MOST_LETTERS = 4096
"""As long as a message may be; what is beyond is a command that went wrong."""


@dataclass(frozen=True)
class Transcriber:
    """A command and the seconds it may take; called with a voice note, it gives the words."""

    command: tuple[str, ...]
    seconds: float = LONGEST_SECONDS

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Transcriber | None":
        """None where the town has none."""
        command = tuple(shlex.split(environment.get(VARIABLE, "")))
        seconds = float(environment.get(f"{VARIABLE}_SECONDS") or LONGEST_SECONDS)
        return cls(command, seconds) if command else None

    async def __call__(self, content: bytes, name: str) -> str:
        """What is heard, in one line; empty where nothing could be made of it."""
        with tempfile.TemporaryDirectory(prefix="traguardo-voce-") as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            try:
                return await self._heard(path)
            except (OSError, TimeoutError) as error:
                logger.warning("the transcriber failed (%s)", type(error).__name__)
                return ""

    async def _heard(self, path: Path) -> str:
        """Raises OSError where it cannot be started, TimeoutError where it takes too long."""
        process = await asyncio.create_subprocess_exec(
            *self.command,
            str(path),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self.seconds):
                printed, _ = await process.communicate()
        finally:
            # Whatever it started ends with it, also when we are told to stop.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        if process.returncode != 0:
            logger.warning("the transcriber ended with %s", process.returncode)
            return ""
        return " ".join(printed.decode("utf-8", "replace").split())[:MOST_LETTERS]
