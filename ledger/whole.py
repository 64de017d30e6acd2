"""Files of ours alone (0600) that are there whole or not at all, whenever the power fails."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LONGEST_NAME = 100
"""How much of a name its unfinished file shows: the whole is to stay within what a disk takes."""


@contextmanager
def whole_file(path: Path, *, over: bool = True) -> Iterator[Path]:
    """A place to write in, which takes the name at the end, durably.

    With `over` false what has the name by then keeps it: two may begin at once. Raises OSError.
    """
    start = f"{path.name[:LONGEST_NAME]}."
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=start, suffix=".new")
    os.close(handle)
    unfinished = Path(name)
    try:
        yield unfinished
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.chmod(0o600)
        if over:
            unfinished.replace(path)
        else:
            with suppress(FileExistsError):
                put(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes, *, over: bool = True) -> None:
    """The same for what is at hand."""
    with whole_file(path, over=over) as unfinished:
        unfinished.write_bytes(content)


def put(fresh: Path, target: Path) -> None:
    """Gives a finished file its name, never over another's. Raises FileExistsError."""
    try:
        os.link(fresh, target)
    except FileExistsError:
        raise
    except OSError:  # A disk on which a file has one name only.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        fresh.replace(target)
