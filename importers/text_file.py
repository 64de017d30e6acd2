"""A text: one row a line, cells parted by tabs (or by bars, as in a table typed by hand)."""

import re
from collections.abc import Sequence

from importers.errors import NotWhatItSays
from importers.grid import Row

_BARS = re.compile(r"^\s*\|.*\|\s*$")


def decoded(content: bytes, name: str) -> str:
    """UTF-8 with or without mark, otherwise Windows Latin. Raises NotWhatItSays for binaries."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise NotWhatItSays(name, "un testo leggibile") from None
    if b"\x00" in content:
        raise NotWhatItSays(name, "un testo leggibile")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def text_rows(text: str) -> Sequence[Row]:
    return [Row(i, _cells(line)) for i, line in enumerate(text.splitlines(), start=1)]


def _cells(line: str) -> tuple[str, ...]:
    if "\t" not in line and _BARS.match(line):
        return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    return tuple(line.split("\t"))
