"""Who signs at the foot of a sheet: `Il Responsabile | Il Nucleo di valutazione`."""

import re
from collections.abc import Sequence

from importers.units.owners import names_persons
from importers.whole.grid import Row, one_line
from italian.regex import regex

_SIGNS = regex(
    r"(?:per\s+(?:presa\s+visione|accettazione|approvazione),?\s+)?"
    r"(?:firm(?:a|ato)|f\.to|visto|letto|per\s+(?:presa\s+visione|accettazione)"
    r"|(?:il|la|i)\s+(?:responsabil[ei]|segretari[oa]|sindac[oa]|dirigent[ei]|direttore"
    r"|nucleo|funzionari[oa]|president[ei]))"
    r"\b[^:]{0,40}$|l['’](?:assessore|organismo indipendente)\b[^:]{0,40}$",
    re.IGNORECASE,
)
_PLACE_AND_DAY = regex(
    r"(?:data|(?:[^\W\d_][\w'’]*[ ,]+){1,6}(?:l[iì]\s+)?\d{1,2}"
    r"(?:[/.]\d{1,2}[/.]|°?\s+[a-z]+\s+)\d{4})[\s_]*",
    re.IGNORECASE,
)
"""`Castelvenzo, 13 febbraio 2025`; `Data ____`."""


def is_signature(row: Row) -> bool:
    """Whether nothing stands in a row but who signs, and where and when."""
    said = [one_line(row.cells[i]) for i in row.fresh]
    signs = [_SIGNS.match(text) is not None for text in said]
    return any(signs) and all(
        is_signed or _PLACE_AND_DAY.fullmatch(text)
        for text, is_signed in zip(said, signs, strict=True)
    )


def without_signatures(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that close a sheet: apart, and with nothing right under them."""
    return [row for i, row in enumerate(rows[: _end(rows)]) if not _closes(rows, i)]


def _end(rows: Sequence[Row]) -> int:
    """Where a document ends but for the post and the name of who signs it."""
    end = len(rows)
    while end and (rows[end - 1].is_blank or names_persons(rows[end - 1].alone or "")):
        end -= 1
    is_signed = end > 1 and _is_apart(rows, end - 1) and _is_signed(rows[end - 1])
    return end - 1 if is_signed else len(rows)


def _is_signed(row: Row) -> bool:
    """`Il Segretario comunale | dott. Mario Neri`: a post, and the person beside it."""
    said = [one_line(row.cells[i]) for i in row.fresh]
    posts = [text for text in said if _SIGNS.match(text)]
    others = [text for text in said if text not in posts]
    are_persons = len(others) <= len(posts) and all(map(names_persons, others))
    return is_signature(row) or (bool(posts) and are_persons)


def _is_apart(rows: Sequence[Row], i: int) -> bool:
    """Whether a blank line stands before a row; a workbook may leave it out."""
    is_skipped = rows[i].sheet is not None and rows[i - 1].line + 1 < rows[i].line
    return i > 0 and (rows[i - 1].is_blank or is_skipped)


def _closes(rows: Sequence[Row], i: int) -> bool:
    row = rows[i]
    below = rows[i + 1] if i + 1 < len(rows) else None
    is_last = below is None or below.is_blank or below.sheet != row.sheet
    is_far = i > 0 and rows[i - 1].line + 1 < row.line and is_signature(row)
    closes = is_far or (_is_apart(rows, i) and _is_signed(row))
    return len(row.fresh) > 1 and is_last and closes
