"""Prose that ends with a label and its value: `… utenti. Conclusione prevista: 30 giugno 2026.`"""

from collections.abc import Sequence
from dataclasses import replace

from importers.forms.inline import BULLET
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.values.dates import deadline_days
from importers.values.figures import weight_in
from importers.whole.grid import Row, one_line
from italian.regex import regex

_LAST = regex(
    r"(?P<prose>(?:\S+\s+){3,}\S*[a-zà-ù)\d]\.)\s+"
    r"(?P<fact>(?P<label>[A-ZÀ-Ù][^.:;]{2,45}):\s+(?P<value>(?=[^:;]*\d)[^:;]{1,40}?))\.?"
)
_LEAST = 2
"""Paragraphs of a document that end so; one by itself may be about anything."""
_ANY_YEAR = 2000


def with_last_facts_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows with what the last sentence of a paragraph says on a line of its own."""
    parted = [_parted(row) for row in rows]
    if sum(len(lines) > 1 for lines in parted) < _LEAST:
        return list(rows)
    return [line for lines in parted for line in lines]


def _parted(row: Row) -> list[Row]:
    text = one_line(row.cells[0]) if row.is_paragraph and not row.level else ""
    found = _LAST.fullmatch(text) if ":" in text and not BULLET.match(text) else None
    if found is None or not _is_fact(found["label"], found["value"]):
        return [row]
    return [replace(row, cells=(found[name],)) for name in ("prose", "fact")]


def _is_fact(label: str, value: str) -> bool:
    """Whether a label says the day or the weight of an objective."""
    role = role_of(label) if is_only_heading(label) else None
    if role is Role.DEADLINE:
        return bool(deadline_days(value, _ANY_YEAR))
    return role is Role.WEIGHT and weight_in(value) is not None
