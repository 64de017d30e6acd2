"""Tables pasted into a text with a row a line, the cells parted by one space as words are.

A line of headings says what closes each row below it: the values are taken from the right, each by
its kind, and what is left is the name.
"""

import re
from collections.abc import Iterator, Sequence

from importers.forms.inline import BULLET
from importers.tables.headings import header_roles, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.values.dates import days_in
from importers.whole.grid import one_line, without_running_lines
from italian.regex import regex

_APART = regex(r"\S\s{2,}\S")
_WORD_OF_HEAD = regex(r"[A-ZÀ-Ù][^\W\d]+")
_LONGEST_HEAD = 120
_LEAST_HEADINGS = 3
_MOST_OF_VALUE = 6
"""Words of a day, or of a figure with what it counts."""
_MOST_WRAPPED = 2
"""Lines that a long name takes before the one that closes its row."""
_NAMES = {Role.INDICATOR, Role.PHASE, Role.OBJECTIVE}
_NOTHING = r"n\.?\s?d\.?|[-–—]"
_WEIGHT = regex(rf"\d{{1,3}}(?:[.,]\d+)?(?:\s?%|\s?/\s?100)?|{_NOTHING}", re.IGNORECASE)
_FIGURE = regex(
    r"(?:(?:[≥≤><=]{1,2}|n\.|n[°º]|€|euro|max\.?|min\.?|entro|almeno|non oltre)\s?){0,2}"
    r"\d[\d.,]*(?:\s?(?:%|€|/\s?\d+|euro|gg\.?|giorni|ore|mesi|minuti|punti))?"
    rf"|n\.\s?\d[\d.,]*\s[a-zà-ù]{{3,}}|s[iì]|no|#\S+|{_NOTHING}",
    re.IGNORECASE,
)
_BEFORE_DAY = regex(r"(?:entro\s+)?(?:il\s+|l['’]\s?)?", re.IGNORECASE)
_FIGURES = {Role.TARGET, Role.BASELINE, Role.VALUE, Role.EXPECTED}
_WEIGHTS = {Role.WEIGHT, Role.INDICATOR_WEIGHT, Role.PHASE_WEIGHT}
_DAYS = {Role.DEADLINE, Role.INDICATOR_DEADLINE, Role.TIMING}

Closed = list[str]


def closed_rows(lines: Sequence[str]) -> list[str]:
    """The lines, with the cells of each such table parted by tabs."""
    found = list(lines)
    whole = without_running_lines(lines)
    for at, line in enumerate(whole):
        head = _headings(line)
        rows = list(_rows(whole, at + 1, _roles(head))) if head else []
        if rows:
            found[at] = "\t".join(head)
        for begun, last, cells in rows:
            found[begun : last + 1] = ["\t".join(cells), *[""] * (last - begun)]
    return found


def _roles(head: Sequence[str]) -> Sequence[Role | None]:
    return header_roles(head) or ()


def _headings(line: str) -> list[str]:
    """`Indicatori Valore atteso Peso`: headings one after another, each begun by a capital."""
    text = line.strip()
    if not text or len(text) > _LONGEST_HEAD or _APART.search(text) or ":" in text:
        return []
    head: list[str] = []
    for word in text.split():
        if head and (role_of(word) is None or not _WORD_OF_HEAD.match(word)):
            head[-1] = f"{head[-1]} {word}"
        else:
            head.append(word)
    are_headings = len(head) >= _LEAST_HEADINGS and all(map(is_only_heading, head))
    roles = _roles(head) if are_headings else ()
    is_closing = all(role in _FIGURES | _WEIGHTS | _DAYS for role in roles[1:])
    return head if roles and roles[0] in _NAMES and is_closing else []


def _rows(
    lines: Sequence[str], at: int, roles: Sequence[Role | None]
) -> Iterator[tuple[int, int, Closed]]:
    """The rows under some headings with their first and last lines, up to what closes none."""
    is_listed = at < len(lines) and BULLET.match(lines[at]) is not None
    while at < len(lines) and (BULLET.match(lines[at]) is not None) == is_listed:
        for last in range(at, min(at + 1 + _MOST_WRAPPED, len(lines))):
            is_begun = last > at and (not lines[last].strip() or BULLET.match(lines[last]))
            cells = [] if is_begun else _cells(" ".join(lines[at : last + 1]), roles)
            if cells or is_begun or not is_listed:
                break
        if not cells:
            return
        yield at, last, cells
        at = last + 1


def _cells(text: str, roles: Sequence[Role | None]) -> Closed:
    """The name and the values of a row; nothing where a value is missing."""
    words = one_line(text).split()
    values: list[str] = []
    for role in reversed(roles[1:]):
        size = _size(words, role)
        if not size:
            return []
        values.append(" ".join(words[-size:]))
        words = words[:-size]
    name = " ".join(words)
    is_name = any(word.isalpha() and len(word) > 1 for word in words)
    return [name, *reversed(values)] if is_name else []


def _size(words: Sequence[str], role: Role | None) -> int:
    """How many of the last words are a value of a column; the name keeps at least one."""
    most = min(_MOST_OF_VALUE, len(words) - 1)
    return next((n for n in range(most, 0, -1) if _is_of(" ".join(words[-n:]), role)), 0)


def _is_of(text: str, role: Role | None) -> bool:
    """Whether a text is wholly a value of a column."""
    if role in _WEIGHTS:
        return _WEIGHT.fullmatch(text) is not None
    days = days_in(text, 2000)
    if len(days) == 1 and _BEFORE_DAY.fullmatch(text.removesuffix(days[0].text)):
        return True
    return role not in _DAYS and _FIGURE.fullmatch(text) is not None
