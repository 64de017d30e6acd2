"""Tables of a PDF without rules: columns told by the header's places, rows by the space between.

A line of known headings opens a table; what stands below each heading is its column, until a
sentence runs across the columns.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from importers.codes import looks_like_code
from importers.headings import header_roles, role_of
from importers.units import named_unit

Word = dict[str, Any]
Line = list[Word]

_WIDE_GAP = 8.0
"""Points between two words of one line that part two columns."""
_SLACK = 4.0
_LEADING = 0.45
"""Space between the wrapped lines of a cell, at most, over the height of a line."""
_SAME_GAP = 1.5
_LONGEST_TITLE_WORDS = 12


class Columns:
    """Reads line after line, page after page; a table goes on over the pages."""

    def __init__(self) -> None:
        self.starts: list[float] = []

    def rows(self, lines: Sequence[Line]) -> Iterator[tuple[float, tuple[str, ...]]]:
        """Height and cells of every row, paragraphs as rows of one cell."""
        block: list[Line] = []
        for line in lines:
            parts = [_said(part) for part in _parts(line)]
            is_header = header_roles(parts) is not None
            if self.starts and not is_header and not self._stands_out(line, parts):
                block.append(line)
                continue
            yield from self._flush(block)
            block = []
            if is_header:
                self.starts = [part[0]["x0"] for part in _parts(line)]
            elif len(parts) > 1 or len(_said(line).split()) > _LONGEST_TITLE_WORDS:
                self.starts = []
            is_row = is_header or _opens_a_row(parts)
            yield line[0]["top"], tuple(parts) if is_row else (_said(line),)
        yield from self._flush(block)

    def _stands_out(self, line: Line, parts: Sequence[str]) -> bool:
        """Not a row of the open table: a label and its value, a title, a sentence across."""
        if named_unit(_said(line)) is not None and line[0]["x0"] <= self.starts[0] + _SLACK:
            return True
        if len(parts) > 1:
            return len(parts) % 2 == 0 and role_of(parts[0].rstrip(":")) is not None
        at = self._column(line[0])
        end = self.starts[at + 1] if at + 1 < len(self.starts) else float("inf")
        is_title = parts[0].isupper() or named_unit(parts[0]) is not None
        return is_title or bool(line[-1]["x1"] > end)

    def _column(self, word: Word) -> int:
        """The last column that begins before the word does."""
        return max((i for i, x in enumerate(self.starts) if x <= word["x0"] + _SLACK), default=0)

    def _flush(self, block: Sequence[Line]) -> Iterator[tuple[float, tuple[str, ...]]]:
        for lines in _grouped(block):
            cells = [""] * len(self.starts)
            for line in lines:
                for word in line:
                    at = self._column(word)
                    cells[at] = f"{cells[at]} {word['text']}".strip()
            yield lines[0][0]["top"], tuple(cells)


def _opens_a_row(parts: Sequence[str]) -> bool:
    """A row without a header: a label with its value, or a code with what it stands for."""
    first = parts[0].rstrip(":")
    return len(parts) > 1 and (role_of(first) is not None or looks_like_code(first))


def _parts(line: Line) -> list[Line]:
    """The pieces of a line that wide gaps keep apart."""
    parts = [[line[0]]]
    for before, word in pairwise(line):
        if word["x0"] - before["x1"] > _WIDE_GAP:
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _grouped(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one row together: rows stand further apart than the lines of a wrapped cell."""
    if not lines:
        return []
    gaps = [max(b[0]["top"] - a[0]["bottom"], 0.0) for a, b in pairwise(lines)]
    height = lines[0][0]["bottom"] - lines[0][0]["top"]
    least = min(gaps, default=height)
    limit = least + _SAME_GAP if least < height * _LEADING else -1.0
    if all(gap <= limit for gap in gaps):
        limit = -1.0
    groups = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        if gap > limit:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _said(line: Line) -> str:
    return " ".join(word["text"] for word in line)
