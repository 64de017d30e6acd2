"""What every page of a PDF prints above and below its text, left out where it comes again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from importers.pdfs.pdf_halves import Ruled
from importers.pdfs.pdf_headers import pieces_of, said_in
from importers.tables.headings import header_roles
from importers.units.unitnames import named_unit
from importers.whole.grid import PAGE_MARK, may_run, running

Line = list[dict[str, Any]]
_WIDE_GAP = 8.0
_EDGE = 2
"""Lines at the head and foot of a page that may be its running titles."""


@dataclass(frozen=True)
class PageLines:
    """The lines of a page outside its ruled tables, and those tables."""

    lines: list[Line]
    tables: list[Ruled]


def without_running(pages: Sequence[PageLines]) -> Iterator[PageLines]:
    """The pages without the lines that most of them begin or end with, but the first time.

    A page begins and ends with a line only where no table stands above or below it; what stands
    within pages as often is no line of theirs.
    """
    found: dict[str, dict[int, str]] = {}
    within = Counter(_key(line) for page in pages for line in page.lines)
    for number, page in enumerate(pages):
        for line in _edges(page):
            within[_key(line)] -= 1
            if _may_run(line):
                found.setdefault(_key(line), {})[number] = said_in(line)
    repeated = running(found, within, len(pages))
    seen: set[str] = set()
    for page in pages:
        edges = [id(line) for line in _edges(page)]
        kept = []
        for line in page.lines:
            text = _key(line)
            if id(line) in edges and text in repeated and text in seen:
                continue
            seen |= {text} & repeated
            kept.append(line)
        yield replace(page, lines=kept)


def _edges(page: PageLines) -> list[Line]:
    """The first and last lines of a page that no table stands beyond."""
    tops = [table.top for table in page.tables]
    above = [line for line in page.lines[:_EDGE] if all(line[0]["top"] < top for top in tops)]
    below = [line for line in page.lines[-_EDGE:] if all(line[0]["top"] > top for top in tops)]
    return [*above, *below]


def _may_run(line: Line) -> bool:
    text = said_in(line)
    pieces = [said_in(piece) for piece in pieces_of(line, _WIDE_GAP)]
    if len(pieces) > 1 and not any(map(PAGE_MARK.fullmatch, pieces)):
        return False  # a label and its value, a row
    is_heading = header_roles([word["text"] for word in line]) is not None
    return may_run(text) and not is_heading and named_unit(text) is None


def _key(line: Line) -> str:
    """What a line says whatever its page."""
    return re.sub(r"\d+", "0", said_in(line)).casefold()
