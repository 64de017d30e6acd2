"""Questions that are answered by a tick: they tell nothing of a plan, what stands beside them may.

`Obiettivo rilevante | × | Peso | 30 | Durata | 2026` is the weight, and how long it lasts.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.whole.grid import Row, one_line
from italian.regex import regex

_TICK = regex(r"[xX×☒✓✔✗✘☑]")


def without_ticked(rows: Sequence[Row]) -> list[Row]:
    """The rows, with the labels and values beside a ticked question on lines of their own."""
    return [line for row in rows for line in _told(row)]


def _told(row: Row) -> list[Row]:
    said = [one_line(row.cells[i]).rstrip(": ") for i in row.filled]
    if len(said) < 4 or len(said) % 2 or not any(map(_TICK.fullmatch, said[1::2])):
        return [row]
    pairs = list(zip(said[::2], said[1::2], strict=True))
    told = [(label, value) for label, value in pairs if not _TICK.fullmatch(value)]
    if not told or not all(_is_label(label) and not _is_label(value) for label, value in told):
        return [row]
    return [
        replace(row, cells=(f"{label}: {value}",), down=frozenset(), across=frozenset())
        for label, value in told
    ]


def _is_label(text: str) -> bool:
    has_letters = re.search(r"[^\W\d_]", text) is not None
    return has_letters and is_only_heading(text) and role_of(text) is not None
