"""Objectives named in the row over a table of what they do or are measured by, with their own facts
in its other cells, or in a row of their own.

    A1    | Archivio storico |           | Peso 15%     Obiettivo: A1 - Archivio storico
    Fase  | Peso fase        | Entro il             →   Peso: 15%
    …     | 40%              | 30/06/2026               Fase | Peso fase | Entro il …
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from importers.tables.headings import header_roles, is_known, opens_label
from importers.tables.looks import is_code
from importers.tables.roles import Role
from importers.values.facts import Fact
from importers.values.ownfacts import OWN_LABELS, own_fact
from importers.whole.grid import Row, one_line

_PARTS = {Role.PHASE, Role.INDICATOR}
_LEAST_WORDS = 2
"""Of a title beside its code or its facts; one word may be a label or an office."""
_LEAST_TIMES = 2
"""Once it may be anything: what repeats is how the document is made."""
_MOST_ROWS = 2
"""Of facts, between a title and its table."""


@dataclass(frozen=True)
class _Head:
    """What stands over a table: its objective."""

    rows: tuple[Row, ...]
    heading: str
    facts: tuple[Fact, ...]

    def told(self) -> Iterator[Row]:
        """The same, as paragraphs of its own."""
        first = self.rows[0]
        yield replace(first, cells=(self.heading,))
        for role, value in self.facts:
            yield replace(first, cells=(f"{OWN_LABELS[role]}: {value}",))


def with_titles_over_tables(rows: Sequence[Row], year: int) -> list[Row]:
    """The rows, with each such title and its facts as paragraphs of their own."""
    tables = [at for at, row in enumerate(rows) if _heads(row)]
    heads = [head for at in tables if (head := _over(rows, at, year)) is not None]
    if len(heads) < _LEAST_TIMES or len(heads) * 2 < len(tables):
        return list(rows)
    heads += _without_table(rows, heads, year)
    told = {id(head.rows[0]): head for head in heads}
    gone = {id(row) for head in heads for row in head.rows}
    found: list[Row] = []
    for row in rows:
        if id(row) in told:
            found.extend(told[id(row)].told())
        elif id(row) not in gone:
            found.append(row)
    return found


def _heads(row: Row) -> bool:
    """Whether it heads a table of parts, and of no objectives."""
    if row.is_paragraph or row.is_blank:
        return False
    roles = {*(header_roles(row.cells) or ())}
    return bool(roles & _PARTS) and Role.OBJECTIVE not in roles


def _over(rows: Sequence[Row], at: int, year: int) -> _Head | None:
    """The title over a table, and what is told between the two."""
    facts: list[Fact] = []
    for first in range(at - 1, max(at - 2 - _MOST_ROWS, -1), -1):
        row = rows[first]
        if row.is_blank or row.is_paragraph:
            return None
        said = [one_line(row.cells[i]) for i in row.fresh]
        told = [own_fact(text, year) for text in said]
        facts[:0] = [fact for fact in told if fact is not None]
        names = [text for text, fact in zip(said, told, strict=True) if fact is None]
        if names:
            heading = _heading(names)
            is_told = len(said) > 1 or bool(facts)
            own = tuple(rows[first:at])
            return _Head(own, heading, tuple(facts)) if heading and is_told else None
    return None


def _without_table(rows: Sequence[Row], heads: Sequence[_Head], year: int) -> list[_Head]:
    """Objectives that stand in a row as the others do, though nothing is told of them below."""
    shapes = {head.rows[0].fresh for head in heads if len(head.rows) == 1 and head.facts}
    taken = {id(row) for head in heads for row in head.rows}
    like = (k + 1 for k, row in enumerate(rows) if row.fresh in shapes and id(row) not in taken)
    found = (_over(rows, at, year) for at in like)
    return [head for head in found if head is not None and len(head.rows) == 1 and head.facts]


def _heading(names: Sequence[str]) -> str | None:
    """The heading of a title, alone or behind its code; None for anything else."""
    *codes, title = names
    label, colon, _ = title.partition(":")
    is_label = is_known(title) or bool(colon and opens_label(label))
    is_title = len(title.split()) >= _LEAST_WORDS and not is_label
    if not is_title or len(codes) > 1 or not all(map(is_code, codes)):
        return None
    if not codes:
        return f"Obiettivo: {title}"
    return f"Obiettivo{' n.' if codes[0].isdecimal() else ':'} {codes[0]} - {title}"
