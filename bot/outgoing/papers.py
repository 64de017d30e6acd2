"""Files on their way out: written whole or not at all."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ledger import whole
from ledger.errors import Spoken
from ledger.events import Envelope
from ledger.ledger import Ledger
from reports.made import Made, issue
from words.say import say
from words.wording import plain_text


class CannotWrite(Spoken):
    """A file that could not be written; nothing of it is left."""

    def __init__(self, path: Path, error: OSError) -> None:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        problem = say("cli.paper.no_room" if full else "cli.file.unusable")
        super().__init__(plain_text(say("cli.file", path=str(path), problem=problem)))


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """`ledger.whole.whole_file` for what a person named. Raises CannotWrite."""
    try:
        with whole.whole_file(path) as unfinished:
            yield unfinished
    except OSError as error:
        raise CannotWrite(path, error) from error


def write_whole(path: Path, content: bytes) -> None:
    """Raises CannotWrite, and then the file is as it was before."""
    with whole_file(path) as unfinished:
        unfinished.write_bytes(content)


def issue_file(ledger: Ledger, made: Made, path: Path, *, actor: str) -> Envelope:
    """Writes a document and enters it: when the answer is no, there is no file either."""
    ledger.consider(made.command, actor=actor)
    write_whole(path, made.content)
    return issue(ledger, made, actor=actor, cause="cli")
