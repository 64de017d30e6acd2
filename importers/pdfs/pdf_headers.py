"""The header of a table without rules: its headings, over one line or more, and their places."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from typing import Any

from importers.tables.headers import joined_heading
from importers.tables.headings import header_roles, is_known, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.values.words import hangs
from italian.regex import regex

Word = dict[str, Any]
Line = list[Word]

_TWICE = 2.0
_LEAST_CELLS = 3
_LEAST_ABOVE = 2
_APART = 2.0
"""Heights of a line between the two rows of a header, where each has its own space around."""
_DAY = regex(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_ROUGHLY = 40.0
"""Points by which twice the middle of a band misses that of its columns, which end unseen."""
_RIGHT_BELOW = 4
_OF_YEARS = (Role.TARGET, Role.VALUE, Role.BASELINE, Role.EXPECTED)
_OF_MEASURE = {*_OF_YEARS, Role.INDICATOR, Role.DEADLINE, Role.UNIT, Role.FORMULA, Role.DESCRIPTION}
_SAY_LITTLE = {None, Role.OTHER, Role.VALUE}
_FRAGMENT = regex(
    r"(?:(?:\d{1,2}[./]\d{1,2}[./])?20\d\d(?:\s?[-/]\s?(?:20)?\d\d)?|[%(]?\s?%?\s?\)?|n\.?|n°"
    r"|\(?(?:su )?1000?\)|\(?(?:su )?\d+\)|\(su)"
)
"""What stands on the second line of a header: a year, a sign."""


@dataclass
class Heading:
    """A column's heading, over the lines of a header."""

    x0: float
    x1: float
    text: str
    shared: str = ""
    """The heading of several columns above it."""
    band: str = ""
    """The heading of several columns that stands over the middle of them, which is this one."""
    band_at: float = 0.0
    """Twice the middle of it."""
    row: int = 0
    """The line of the header on which it begins."""

    def overlaps(self, part: Line) -> bool:
        """Whether a piece of a line stands under it."""
        return bool(part[0]["x0"] <= self.x1 + 1 and part[-1]["x1"] >= self.x0 - 1)

    @property
    def title(self) -> str:
        """The heading, after the one it shares with others."""
        return f"{self.shared} {self.text}".strip()


class Below:
    """The lines under one that may be a header, and where their pieces begin."""

    def __init__(self, lines: Sequence[Line], wide: float) -> None:
        self.lines = lines
        self.wide = wide

    @cached_property
    def starts(self) -> Counter[int]:
        """How many lines have a piece that begins at a place."""
        pieces = (pieces_of(line, self.wide) for line in self.lines)
        return Counter(at for own in pieces for at in {round(piece[0]["x0"]) for piece in own})

    def begins_at(self, x: float) -> bool:
        """Whether cells of a column begin there."""
        at = round(x)
        return sum(self.starts[k] for k in (at - 1, at, at + 1)) >= _LEAST_CELLS

    def has_both(self, x: float, other: float) -> bool:
        """Whether cells of one row begin there, or right of the first, and at the other."""
        rows = ([piece[0]["x0"] for piece in pieces_of(line, self.wide)] for line in self.lines)
        return any(
            any(abs(at - other) <= 1 for at in own) and any(x - 1 <= at < other - 1 for at in own)
            for own in rows
        )

    def is_crossed(self, x: float) -> bool:
        """Whether a cell right below goes on past a place, where then no column begins."""
        rows = (pieces_of(line, self.wide) for line in self.lines[:_RIGHT_BELOW])
        cells = (piece for own in rows if len(own) > 1 for piece in own)
        return any(piece[0]["x0"] < x - 1 and piece[-1]["x1"] > x + 1 for piece in cells)


def header_lines(lines: Sequence[Line], wide: float, below: Below) -> int:
    """How many of the lines make a header; 0 where the first opens none."""
    found = 0
    if _is_above(lines, wide):
        return 0
    for count, line in enumerate(lines):
        parts = [said_in(part) for part in _heading_parts(line, wide, below)]
        whole = header_roles(parts) is not None
        if not whole and not all(_is_fragment(part) for part in parts):
            break
        if not count and any(map(_DAY.fullmatch, parts)):
            break  # `Scadenza | 31/12/2026`: a label and its value
        if count and not _is_near(lines[count - 1], line, wide):
            break
        titles = [heading.title for heading in headings_of(lines[: count + 1], wide, below)]
        if whole or set(header_roles(titles) or ()) - _SAY_LITTLE:
            found = count + 1
    return found


def _is_near(above: Line, line: Line, wide: float) -> bool:
    """Whether a line goes on with the header above: close, or set apart under its last heading.

    `… | Peso | Indicatori`, and a row of its own under the band: `Indicatore | 2025 | Target`.
    """
    gap = line[0]["top"] - above[0]["bottom"]
    if gap <= height_of(line):
        return True
    last = pieces_of(above, wide)[-1]
    is_under = line[0]["x0"] >= last[0]["x0"] - 1 and len(pieces_of(line, wide)) > 1
    return is_under and gap <= height_of(line) * _APART and role_of(said_in(last)) is Role.INDICATOR


def _is_above(lines: Sequence[Line], wide: float) -> bool:
    """The title of a table: at the margin over a header set further in, or across headings.

    One of several lines above it, too.
    """
    if len(lines) < _LEAST_ABOVE or len(pieces_of(lines[0], wide)) > 1:
        return False
    under = (pieces_of(line, wide) for line in lines[1:])
    parts = next((own for own in under if len(own) > 1), pieces_of(lines[1], wide))
    title = lines[0]
    is_apart = title[-1]["x1"] < parts[0][0]["x0"]
    is_across = len(title) > 1 and title[0]["x0"] <= parts[0][0]["x0"] + 1
    is_across = is_across and title[-1]["x1"] > parts[min(1, len(parts) - 1)][0]["x0"]
    is_header = header_roles([said_in(part) for part in parts]) is not None
    is_outer = title[0]["x0"] <= parts[0][0]["x0"] + 1 and _names_table(title, parts)
    return (is_apart or is_across or is_outer) and is_header and len(parts) > 1


def _names_table(title: Line, parts: Sequence[Line]) -> bool:
    """`Fasi di attuazione` over `Fase | Inizio | Fine`, which need no more words.

    It is set further out than they are, or says the same as the first of them.
    """
    said = [said_in(title), *(said_in(part) for part in parts)]
    roles = [role_of(text) for text in said]
    is_whole = None not in roles and not any(map(hangs, said)) and said[1][:1].isupper()
    return is_whole and (title[0]["x0"] < parts[0][0]["x0"] - 1 or roles[0] is roles[1])


def _is_fragment(text: str) -> bool:
    """A piece of a heading: a year, a sign, words of headings."""
    if _FRAGMENT.fullmatch(text):
        return True
    bare = re.sub(r"\b20\d\d\b", "", text).strip()
    return 0 < len(bare) <= 25 and not any(c.isdigit() for c in bare) and is_only_heading(bare)


def headings_of(lines: Sequence[Line], wide: float, below: Below) -> list[Heading]:
    """The headings of a header's lines, left to right; one spread over others is said in each."""
    found: list[Heading] = []
    for row, line in enumerate(lines):
        before: Heading | None = None
        for part in _heading_parts(line, wide, below):
            x0, x1, text = part[0]["x0"], part[-1]["x1"], said_in(part)
            own = next((h for h in found if h.overlaps(part)), None)
            if own is None:
                shared = _shared(before) if before and text.isdecimal() else ""
                own = Heading(x0, x1, text, shared, row=row)
                found.append(own)
            else:
                if before is None and text.isdecimal():
                    own.shared, own.text = own.title, text
                elif _is_band(own.text) and role_of(text) in _OF_MEASURE:
                    own.band, own.text = own.text, text
                    own.band_at = own.x0 + own.x1
                else:
                    own.text = f"{own.text} {text}"
                own.x0, own.x1 = min(own.x0, x0), max(own.x1, x1)
            before = own
    found.sort(key=lambda h: h.x0)
    for i, heading in enumerate(found):
        if heading.band:
            _share_band(found, i, below)
    return found


def _is_band(text: str) -> bool:
    """`Indicatori`, and no `Indicatori di` that goes on below."""
    return role_of(text) is Role.INDICATOR and not hangs(text)


def _share_band(headings: Sequence[Heading], at: int, below: Below) -> None:
    """`Indicatori`, over the middle of `Descrizione | Valore 2025 | Target`: it is said of all."""
    band = headings[at]
    if role_of(band.text) is Role.INDICATOR:
        under = takewhile(lambda heading: heading.row > band.row, headings[at + 1 :])
        for heading in under:
            heading.text = joined_heading(band.band, heading.title)
        return
    starts = starts_of(headings, below)
    ends = [*starts[1:], headings[-1].x1]
    middle = band.band_at
    spans = [
        (abs(starts[i] + ends[j] - middle) // _ROUGHLY, -j, i)
        for i in range(at)
        if role_of(headings[i].title) is Role.DESCRIPTION
        for j in range(at + 1, len(headings))
    ]
    if not spans:
        band.text = f"{band.band} {band.text}"
        return
    _, last, first = min(spans)
    for heading in headings[first : 1 - last]:
        if role_of(heading.title) in (Role.DESCRIPTION, Role.DEADLINE, Role.WEIGHT):
            heading.shared, heading.text = "", joined_heading(band.band, heading.title)


def starts_of(headings: Sequence[Heading], below: Below) -> list[float]:
    """Where each column begins: at its heading, or left of it where a heading is centred."""
    found: list[float] = []
    end = float("inf")
    for heading in headings:
        x0 = heading.x0
        within = (at for at in below.starts if end < at < x0 - 1 and below.begins_at(at))
        left = [at for at in within if not below.is_crossed(at)]
        if left and not below.begins_at(x0):
            x0 = float(max(left, key=lambda at: (below.starts[at], at)))
        found.append(x0)
        end = heading.x1
    return found


def _shared(before: Heading) -> str:
    """What stands over several years: `Target` in `Target 2026 | 2027`, and no `Peso`."""
    told = before.shared or before.text
    return told if role_of(told) in _OF_YEARS else ""


def _heading_parts(line: Line, wide: float, below: Below) -> list[Line]:
    """The headings of a line: those set closer than columns are told by their words."""
    usual = min((b["x0"] - a["x1"] for a, b in pairwise(line)), default=0.0)
    return [own for part in pieces_of(line, wide) for own in _split_heading(part, usual, below)]


def _split_heading(part: Line, usual: float, below: Below) -> list[Line]:
    """`Peso %  Scadenza`: two headings, where the space between them is no space of words.

    Or where the cells of a column begin just under the second one.
    """
    text = said_in(part)
    if len(part) < 2 or text.endswith(":") or not is_only_heading(text) or is_known(text):
        return [part]
    for i in range(1, len(part)):
        gap = part[i]["x0"] - part[i - 1]["x1"]
        if not _are_two(said_in(part[:i]), said_in(part[i:])):
            continue
        is_over = below.begins_at(part[i]["x0"]) and below.has_both(part[0]["x0"], part[i]["x0"])
        if gap > max(usual, 1.0) * _TWICE or is_over:
            return [part[:i], *_split_heading(part[i:], usual, below)]
    return [part]


def _are_two(one: str, other: str) -> bool:
    """Whether two texts are headings of different things, and not the words of one."""
    if re.fullmatch(r"20\d\d", other):
        return False  # `Anno 2025`
    roles = role_of(one), role_of(other)
    both = roles[0] is not None and roles[1] is not None and roles[0] is not roles[1]
    return both and is_only_heading(one) and is_only_heading(other)


def pieces_of(line: Line, wide: float) -> list[Line]:
    """The pieces of a line that wide gaps keep apart."""
    parts = [[line[0]]]
    for before, word in pairwise(line):
        if word["x0"] - before["x1"] > wide:
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def height_of(line: Line) -> float:
    """Points from the top of a line to its bottom."""
    height: float = line[0]["bottom"] - line[0]["top"]
    return height


def said_in(line: Line) -> str:
    """The text of a piece of a line."""
    return " ".join(word["text"] for word in line)
