"""The words of a picture, where the machine has tesseract with Italian; nothing without it.

It takes a second or two: what comes by chat is read aside, before its turn, which finds it read.
"""

import shutil
import subprocess
from collections.abc import Callable
from functools import lru_cache

from handlers.turn import Attachment
from ledger.progress.media import JPEG, PNG, WEBP, media_type_of

PICTURES = (JPEG, PNG, WEBP)
SECONDS = 20
"""A picture that takes longer says nothing, and is still a proof."""

KEPT = 2


@lru_cache(KEPT)
def words_of_picture(content: bytes) -> str:
    """What can be read in a picture; empty where nothing can, or no reader is installed."""
    command = shutil.which("tesseract")
    if command is None:
        return ""
    try:
        done = subprocess.run(
            [command, "stdin", "stdout", "-l", "ita"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def prepared(person: str | None, file: Attachment) -> Callable[[], None] | None:
    """Reads an enrolled person's picture before its turn; None for any other file."""
    content = file.content
    if person is None or content is None or media_type_of(content) not in PICTURES:
        return None

    def read() -> None:
        words_of_picture(content)

    return read
