"""What people said of a template, done to its rows before they are read.

Labels and titles that somebody explained are written in words that the readers know for certain;
what is not to be read is taken out. So every reader profits, and none needs to know of it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from importers.review.mapping import PlanMap, word_of
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.values.codes import looks_like_code
from importers.values.words import squeezed
from importers.whole.grid import Row, one_line

_AS_LABEL: Mapping[Role, str] = {Role.NUMBER: "Numero", Role.REFERENCE: "Obiettivo operativo"}
"""Where our word for a column is none that a form prints."""
_AREA_NUMBERS = "Settore {number} - {name}"
"""The number says that the words before it are no part of the name."""


def taught(rows: Sequence[Row], known: PlanMap) -> list[Row]:
    """The rows as the map says that they are read."""
    if not (known.labels or known.titles or known.left_out):
        return list(rows)
    writer = _Writer(known)
    return [written for row in rows for written in writer.rows(row)]


def code_shape(text: str) -> str | None:
    """`A.1` of `SA.12 Archivio`: how the code looks that a line opens with; None without one."""
    first = one_line(text).split(" ")[0].rstrip(".:)")
    if not (looks_like_code(first) or re.fullmatch(r"\d{1,3}", first)):
        return None
    return re.sub(r"\d+", "1", re.sub(r"[A-Za-z]+", "A", first))


def level_name(level: int) -> str:
    """How the headings of a level are called in a map."""
    return f"livello {level}"


def shape_name(shape: str) -> str:
    """How the lines that open with such a code are called in a map."""
    return f"forma {shape}"


class _Writer:
    """Goes through the rows with what the map says of labels, titles and rows."""

    def __init__(self, known: PlanMap) -> None:
        self.known = known
        self.labels = {
            key: (label_pattern(known.said[key]), role) for key, role in known.labels.items()
        }
        self.areas: dict[str, int] = {}

    def rows(self, row: Row) -> Iterable[Row]:
        """The row as it is read; none where it is left out."""
        if self._is_out(row):
            return ()
        title = self._title(row)
        if title is not None:
            return (title,)
        return self._labelled(row)

    def _is_out(self, row: Row) -> bool:
        if not self.known.left_out:
            return False
        whole = " ".join(cell for cell in row.cells if cell)
        of_sheet = row.sheet is not None and self.known.leaves_out("fogli", row.sheet)
        return of_sheet or self.known.leaves_out("righe", whole)

    # Titles

    def _title(self, row: Row) -> Row | None:
        """A line that opens something, said in words that say so."""
        text = row.alone
        if not self.known.titles or text is None:
            return None
        role = self._opens(row, text)
        if role is None:
            return None
        flat = one_line(text)
        said = _objective_heading(flat) if role is Role.OBJECTIVE else self._unit(flat, role)
        return replace(row, cells=(said,), down=frozenset(), across=frozenset())

    def _unit(self, text: str, role: Role) -> str:
        """A unit's line with the word of its kind; a code that it opens with stays its code."""
        code, _, rest = text.partition(" ") if code_shape(text) else ("", "", text)
        name = rest.lstrip("-–—: ") or text
        said = named_unit(name)
        if said is not None and said.level == ("area" if role is Role.AREA else "service"):
            name = said.name
        code = code.rstrip(".:)")
        if code and not code.isdecimal():
            return f"{'Settore' if role is Role.AREA else 'Servizio'} {code} - {name}"
        if role is Role.SERVICE:
            return f"Servizio {name}"
        number = self.areas.setdefault(squeezed(name), len(self.areas) + 1)
        return _AREA_NUMBERS.format(number=number, name=name)

    def _opens(self, row: Row, text: str) -> Role | None:
        own = self.known.titles.get(squeezed(text))
        if own is None and row.level:
            own = self.known.titles.get(squeezed(level_name(row.level)))
        if own is None and len(text) < 250:
            shape = code_shape(text)
            own = self.known.titles.get(squeezed(shape_name(shape))) if shape else None
        return own

    # Labels

    def _labelled(self, row: Row) -> Iterable[Row]:
        """The row with its labels in our words; none for a line whose label is left out."""
        if not self.labels:
            return (row,)
        if row.is_paragraph and self._is_left(row.cells[0]):
            return ()
        cells = list(row.cells)
        for i in row.fresh:
            cells[i] = self._cell(cells, i)
        return (replace(row, cells=tuple(cells)),) if tuple(cells) != row.cells else (row,)

    def _is_left(self, text: str) -> bool:
        return any(role is None and pattern.match(text) for pattern, role in self.labels.values())

    def _cell(self, cells: list[str], i: int) -> str:
        """One cell; an ignored label takes the value beside it along."""
        text = cells[i]
        for pattern, role in self.labels.values():
            if role is None:
                if pattern.match(text):
                    if i + 1 < len(cells) and pattern.fullmatch(text):
                        cells[i + 1] = ""
                    return ""
                continue
            text = pattern.sub(label_of(role), text)
        return text


def label_of(role: Role) -> str:
    """A label that every reader takes for that role."""
    return _AS_LABEL.get(role) or word_of(role).capitalize()


@lru_cache(maxsize=256)
def label_pattern(label: str) -> re.Pattern[str]:
    """A label where it opens a line or stands before a colon, whatever its spaces."""
    words = r"\s+".join(re.escape(word) for word in label.rstrip(": ").split())
    opens = r"(?:^|(?<=[.;,)] ))[ \t]*(?:[-–•*][ \t]+)?"
    ends = r"(?=\s*:|\s*$|\s+[-–—]\s|\s+(?:n\.?\s*)?\d)"
    return re.compile(opens + words + ends, re.IGNORECASE | re.MULTILINE)


def _objective_heading(text: str) -> str:
    """`1.1.a Archivio` and `Archivio` as headings of objectives."""
    first, _, rest = text.partition(" ")
    if code_shape(text) is not None and rest:
        return f"Obiettivo {first.rstrip('.:)')} - {rest.lstrip('-–—: ')}"
    return f"Obiettivo: {text}"
