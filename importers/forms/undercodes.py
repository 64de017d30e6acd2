"""Titles on a line of their own under the code of their objective: `Obiettivo PEG: 2026_CST_01`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from importers.forms.labelpairs import parts_of
from importers.forms.titles import HEADED
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.whole.grid import Row, one_line
from italian.regex import regex

_LABELLED = regex(r"(?P<label>[^\W\d][^:]{2,40}?)\s*:\s*(?P<code>(?=\S*\d)[A-Z\d][\w./\-]{1,18})")
_OF_CODES = (Role.OBJECTIVE, Role.CODE, Role.REFERENCE)
_MOST_WORDS = 30
_LEAST = 2
"""Codes over titles that show how a document heads its objectives."""


def with_titles_under_codes(rows: Sequence[Row]) -> list[Row]:
    """Each code and the title under it as one heading: `Obiettivo 2026_CST_01 – Rassegna`."""
    found = list(_heads(rows))
    if len(found) < _LEAST:
        return list(rows)
    heads = {i: heading for i, _, heading in found}
    titles = {below for _, below, _ in found}
    return [
        replace(row, cells=(heads[i],)) if i in heads else row
        for i, row in enumerate(rows)
        if i not in titles
    ]


def _heads(rows: Sequence[Row]) -> Iterator[tuple[int, int, str]]:
    """The places of codes and of the titles under them, and what both say."""
    said = [i for i, row in enumerate(rows) if not row.is_blank]
    for i, k in pairwise(said):
        row, below = rows[i], rows[k]
        found = _LABELLED.fullmatch(one_line(row.cells[0])) if row.is_paragraph else None
        if found is None or role_of(found["label"]) not in _OF_CODES:
            continue
        if below.is_paragraph and _is_title(below):
            heading = f"Obiettivo {found['code']} – {one_line(below.cells[0])}"
            if HEADED.match(heading):
                yield i, k, heading


def _is_title(row: Row) -> bool:
    text = one_line(row.cells[0])
    is_label = is_only_heading(text) and role_of(text) is not None
    is_short = 1 < len(text.split()) <= _MOST_WORDS
    return is_short and not is_label and parts_of(text) is None and named_unit(text) is None
