"""What lists the parts of a document, which are told where they stand: contents, index sheets."""

import re
from collections.abc import Sequence

from importers.tables.headings import role_of
from importers.values.words import squeezed
from importers.whole.grid import Row, one_line
from italian.regex import regex

_LEADER = regex(r"^(?P<text>.*?\S)\s*[.…·_]{4,}\s*(?:p(?:ag)?\.?\s*)?\d{1,3}$")
_CONTENTS = regex(r"\W*(?:indice|sommario|indice (?:generale|sistematico))\W*", re.IGNORECASE)
_PAGED = regex(r"^(?P<text>.*[^\W\d].*?)\s+(?:p(?:ag)?\.?\s*)?(?P<page>\d{1,3})$")
_COPY = regex(r"\s*[(_-]?\s?\(?\d\)?$")
"""`B2-2 (2)`: a second sheet of one name."""
_FEWEST = 2
_MOST = 0.8
"""Share of an index's rows that must be found in the sheets they name."""


def without_indexes(rows: Sequence[Row]) -> list[Row]:
    """Without the rows of a sheet that lists the others by name and title."""
    said: dict[str, set[str]] = {}
    for row in rows:
        if row.sheet is not None:
            said.setdefault(squeezed(row.sheet), set()).update(squeezed(cell) for cell in row.cells)
    for name in list(said):
        said.setdefault(squeezed(_COPY.sub("", name)), set()).update(said[name])
    if len(said) <= _FEWEST:
        return list(rows)
    tables: dict[str, list[Row]] = {}
    for row in rows:
        if row.sheet is not None and len(row.filled) > 1:
            tables.setdefault(row.sheet, []).append(row)
    indexes = {sheet for sheet, own in tables.items() if _lists_others(sheet, own, said)}
    return [row for row in rows if row.sheet not in indexes or len(row.filled) < 2]


def _lists_others(sheet: str, rows: Sequence[Row], said: dict[str, set[str]]) -> bool:
    """Whether most rows hold the name of another sheet, and its longest text again."""
    found = 0
    for row in rows:
        cells = [squeezed(row.cells[i]) for i in row.filled]
        named = [cell for cell in cells if cell in said and cell != squeezed(sheet)]
        title = max(cells, key=len)
        found += bool(named) and title not in named and any(title in said[name] for name in named)
    return found >= _FEWEST and found >= _MOST * (len(rows) - 2)


def without_contents(rows: Sequence[Row]) -> list[Row]:
    """Without the lines that lead to a page: by dots, or under the word for contents."""
    kept: list[Row] = []
    page: int | None = None
    for row in rows:
        text = one_line(" ".join(cell for cell in row.cells if cell))
        leader = _LEADER.match(text)
        if leader and (page is not None or role_of(leader["text"]) is None):
            continue
        if _CONTENTS.fullmatch(text):
            page = 0
            continue
        if page is not None and text:
            paged = _PAGED.match(text) if len(row.filled) <= 2 else None
            page = int(paged["page"]) if paged and int(paged["page"]) >= page else None
            if page is not None:
                continue
        kept.append(row)
    return kept
