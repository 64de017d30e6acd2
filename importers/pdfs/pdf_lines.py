"""What the lines of a page show before any table is known: their spaces, and what pieces say."""

import re
from collections.abc import Sequence
from itertools import pairwise

from importers.forms.inline import BULLET
from importers.forms.plainwords import said_plainly
from importers.pdfs.pdf_headers import Line, height_of, pieces_of, said_in
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.values.codes import looks_like_code
from italian.regex import regex

WIDE_GAP = 8.0
"""Points between two words of one line that part two columns."""
_TIMES_USUAL, _TIMES_HEIGHT = 1.8, 1.6
_LEADING = 0.45
"""Space between the wrapped lines of a cell, at most, over the height of a line."""
_SAME_GAP = 1.5
_MOST_IN_LABEL = 4
_OF_SHEET = (Role.CODE, Role.OBJECTIVE, Role.DESCRIPTION, Role.WEIGHT, Role.DEADLINE)
_PARTS = (Role.PHASE, Role.INDICATOR, Role.STAFF, Role.CHAPTER, Role.EVIDENCE)
_ENDS_PART = regex(
    r"note?|(?:an)?notazioni|osservazioni|fasi e tempi\b.*"
    r"|risorse (?:finanziarie|economiche|umane)",
    re.IGNORECASE,
)
"""What stands under the last row of a table of a sheet, and is none of its rows."""
_LEAST_ALIGNED = 3
_LEAST_SPREAD = 6
_SAME_PLACE = 1.0


def aligned_lines(lines: Sequence[Line], wide: float) -> set[int]:
    """The lines one after another whose pieces stand at the same places: rows of a table."""
    parts = [pieces_of(line, wide) for line in lines]
    starts = [
        () if _is_mark(said_in(own[0])) else tuple(part[0]["x0"] for part in own) for own in parts
    ]
    found: set[int] = set()
    begun = 0
    for i in range(1, len(starts) + 1):
        if i < len(starts) and _are_same(starts[i - 1], starts[i]):
            continue
        if i - begun >= _LEAST_ALIGNED and len(starts[begun]) > 1:
            found.update(range(begun, i))
        begun = i
    return found


def turns_page(before: Line, line: Line) -> bool:
    """Whether a page of a text ends between two lines; those of a PDF are read one by one."""
    return bool(before[0].get("page") != line[0].get("page"))


def _is_mark(text: str) -> bool:
    """The sign before an item, whichever glyph it is."""
    return BULLET.match(f"{text} ") is not None or text.startswith("(cid:")


def _are_same(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) <= _SAME_PLACE for a, b in zip(one, other, strict=True)
    )


def wide_gap(lines: Sequence[Line]) -> float:
    """The space that parts two columns: more than words stand apart, which scans set wide."""
    gaps = sorted(b["x0"] - a["x1"] for line in lines for a, b in pairwise(line))
    if not gaps:
        return WIDE_GAP
    usual: float = gaps[len(gaps) // 4] * _TIMES_USUAL
    return max(WIDE_GAP, min(usual, height_of(lines[0]) * _TIMES_HEIGHT))


def is_of_sheet(text: str) -> bool:
    """`Titolo: Archivio digitale`: the next sheet has begun, no row of a table follows."""
    label, colon, value = text.partition(":")
    is_label = bool(colon and value.strip()) and is_only_heading(label.rstrip(" ."))
    return is_label and role_of(label.rstrip(" .")) in _OF_SHEET


def _is_said(text: str) -> bool:
    """`Unità di misura: giorni`: a label with its value."""
    label, colon, value = text.partition(":")
    return bool(colon and value.strip()) and is_only_heading(label) and role_of(label) is not None


def _are_said(parts: Sequence[str]) -> bool:
    """`Punti: 50 | Rilevanza: media | Scadenza: 30/09`: labels with their values, known or not."""
    said = [part.partition(":") for part in parts]
    are_labels = all(
        value.strip() and len(label.split()) <= _MOST_IN_LABEL for label, _, value in said
    )
    return are_labels and sum(map(_is_said, parts)) * 2 > len(parts)


def heads_part(text: str) -> bool:
    """`Fasi`, under the indicators of a sheet: the heading of another part of it."""
    bare = text.rstrip(": ")
    is_part = role_of(bare) in _PARTS or said_plainly(bare) is Role.DESCRIPTION
    is_part = is_part or _ENDS_PART.fullmatch(bare) is not None
    return bare[:1].isupper() and is_only_heading(bare) and is_part


def is_labelled(parts: Sequence[str]) -> bool:
    """`Risponde:` and, in a column of its own, what answers it."""
    return len(parts) == 2 and parts[0].endswith(":") and len(parts[0].split()) <= _MOST_IN_LABEL


def _is_justified(parts: Sequence[str]) -> bool:
    """A line of a text spread over the width of its page: each word stands by itself."""
    small = sum(part.isalpha() and part.islower() and len(part) > 1 for part in parts)
    alone = sum(" " not in part for part in parts)
    return len(parts) >= _LEAST_SPREAD and small * 3 >= len(parts) and alone * 4 >= len(parts) * 3


def opens_a_row(parts: Sequence[str]) -> bool:
    """A row without a header: a label with its value, or a code with what it stands for."""
    if _is_justified(parts):
        return False
    first = parts[0].rstrip(":")
    if len(parts) > 1 and (all(map(is_of_sheet, parts[1:])) or _are_said(parts)):
        return True
    is_known = role_of(first) is not None or looks_like_code(first)
    return len(parts) > 1 and (is_known or is_labelled(parts))


def grouped(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one row together: rows stand further apart than the lines of a wrapped cell."""
    if not lines:
        return []
    gaps = [max(b[0]["top"] - a[0]["bottom"], 0.0) for a, b in pairwise(lines)]
    height = height_of(lines[0])
    least = min(gaps, default=height)
    limit = least + _SAME_GAP if least < height * _LEADING else -1.0
    groups = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        if gap > limit:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups
