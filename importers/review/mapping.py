"""What people say of how a template is read: columns, labels, titles, and what is left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from importers.tables.headings import role_of
from importers.tables.matching import Column
from importers.tables.roles import Role
from importers.values.words import squeezed
from importers.whole.grid import one_line
from italian.regex import regex

LeftKind = Literal["righe", "tabelle", "fogli"]
Roles = Mapping[str, Role | None]
"""Words as printed, letters and digits only, and the role of each; None for what is not read."""

IGNORED = "ignora"
ROLE_WORDS: Mapping[Role, str] = {
    Role.NUMBER: "numero d'ordine",
    Role.CODE: "codice",
    Role.REFERENCE: "codice del DUP",
    Role.AREA: "area",
    Role.SERVICE: "servizio",
    Role.AREA_CODE: "codice area",
    Role.UNIT_CODE: "codice servizio",
    Role.STRATEGIC: "obiettivo strategico",
    Role.OBJECTIVE: "obiettivo",
    Role.DESCRIPTION: "descrizione",
    Role.ACTION: "azione",
    Role.INDICATOR: "indicatore",
    Role.EXPECTED: "risultato atteso",
    Role.TARGET: "target",
    Role.BASELINE: "valore iniziale",
    Role.WEIGHT: "peso",
    Role.INDICATOR_WEIGHT: "peso indicatore",
    Role.PHASE: "fase",
    Role.PHASE_WEIGHT: "peso fase",
    Role.START: "inizio",
    Role.DEADLINE: "termine",
    Role.INDICATOR_DEADLINE: "termine indicatore",
    Role.YEARS: "anni",
    Role.OWNER: "responsabile",
    Role.UNIT: "unità di misura",
    Role.FORMULA: "formula",
    Role.KIND: "tipo",
    Role.GROUP: "gruppo",
    Role.IMPACT: "impatto",
    Role.STAKEHOLDERS: "portatori di interesse",
    Role.PTPCT: "misure anticorruzione",
}
"""What a person is offered that a column is."""
RARE_WORDS: Mapping[Role, str] = {
    Role.MANDATE: "linea di mandato",
    Role.ASSESSORE: "assessore",
    Role.VALUE: "valore",
    Role.TIMING: "tempi",
    Role.NUMERATOR: "numeratore",
    Role.DENOMINATOR: "denominatore",
    Role.EVIDENCE: "fonte",
    Role.MONTH: "mese",
    Role.STAFF: "personale",
    Role.HEADCOUNT: "numero di persone",
    Role.SHARE: "impegno",
    Role.CHAPTER: "capitolo",
    Role.AMOUNT: "importo",
    Role.STATE: "stato",
    Role.MISSION: "missione",
    Role.PROGRAM: "programma",
    Role.REASON: "motivo",
    Role.SCORE: "punteggio",
}
"""What a column may be besides: understood where it is said, and written in maps."""
_ALL_WORDS = {**ROLE_WORDS, **RARE_WORDS}
_BY_WORD = {squeezed(word): role for role, word in _ALL_WORDS.items()}
_PLURALS = {"obiettivi": Role.OBJECTIVE, "aree": Role.AREA, "settori": Role.AREA}
_PLURALS |= {"servizi": Role.SERVICE, "uffici": Role.SERVICE}
_NOTHING = {IGNORED, "niente", "nulla", "daignorare", "altro"}
_BETWEEN = " | "
_ANNO = regex(r"\{anno([+-]\d)?\}")
_FAR = 5
"""Years before or after a plan's own that its headings may name."""


def signature(cells: Sequence[str]) -> str:
    """A row of headings as it is kept: its words, whatever stands between."""
    return _BETWEEN.join(one_line(cell) for cell in cells if cell.strip())


@dataclass(frozen=True)
class PlanMap:
    """What people said of a template. Keys are squeezed, so that spaces and case do not matter."""

    columns: Roles = field(default_factory=dict)
    tables: Mapping[str, Roles] = field(default_factory=dict)
    """By a table's row of headings, what is said of its own columns."""
    labels: Roles = field(default_factory=dict)
    """Of forms and headed paragraphs: what stands after each."""
    titles: Roles = field(default_factory=dict)
    """Lines that open an objective, an area or a service: the line itself, `livello 3` for the
    headings of a level, `forma A.1` for lines that open with such a code."""
    left_out: frozenset[tuple[LeftKind, str]] = frozenset()
    """What is not read: rows by their text, tables by their headings, sheets by their name."""
    year: int | None = None
    ente: str | None = None
    said: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """For each key, the words as they are printed."""

    @property
    def is_taught(self) -> bool:
        """Whether it says how something is read, and not only whose plan of which year it is."""
        return bool(self.columns or self.tables or self.labels or self.titles or self.left_out)

    def __contains__(self, heading: str) -> bool:
        return squeezed(heading) in self.columns

    def role(self, heading: str) -> Role | None:
        """What the map says a heading is; None where it says nothing."""
        return self.columns.get(squeezed(heading))

    def with_column(self, heading: str, role: Role | None) -> "PlanMap":
        """The map with one more heading, wherever it is printed."""
        return self._with("columns", heading, role)

    def with_table(self, cells: Sequence[str], own: Roles) -> "PlanMap":
        """The map with a row of headings, and what some of them mean in that table alone."""
        key = squeezed(signature(cells))
        kept = {**self.tables.get(key, {}), **{squeezed(title): own[title] for title in own}}
        printed = {squeezed(cell): one_line(cell) for cell in cells if cell}
        said = {**self.said, **printed, key: signature(cells)}
        return replace(self, tables={**self.tables, key: kept}, said=said)

    def with_label(self, label: str, role: Role | None) -> "PlanMap":
        """The map with one more label of a form."""
        return self._with("labels", label, role)

    def with_title(self, line: str, role: Role | None) -> "PlanMap":
        """The map with one more kind of line that opens something."""
        return self._with("titles", line, role)

    def without(self, kind: LeftKind, text: str) -> "PlanMap":
        """The map with one more thing that is not read."""
        key = squeezed(text)
        left_out = self.left_out | {(kind, key)}
        return replace(self, left_out=left_out, said={**self.said, key: one_line(text)})

    def with_again(self, cells: Sequence[str]) -> "PlanMap":
        """The map with a table, by its headings, that is read after all."""
        left_out = self.left_out - {("tabelle", squeezed(signature(cells)))}
        return replace(self, left_out=left_out).with_table(cells, {})

    def _with(self, part: str, text: str, role: Role | None) -> "PlanMap":
        key = squeezed(text)
        changed: dict[str, Any] = {part: {**getattr(self, part), key: role}}
        return replace(self, said={**self.said, key: one_line(text)}, **changed)

    def in_year(self, year: int) -> "PlanMap":
        """The map with the years of a plan where it says `{anno}`, `{anno-1}`."""
        if not any(_ANNO.search(text) for text in self.said.values()):
            return self
        found = PlanMap(year=self.year, ente=self.ente)
        dated = {key: _dated(text, year) for key, text in self.said.items()}
        for part in ("columns", "labels", "titles"):
            for key, role in getattr(self, part).items():
                found = found._with(part, dated[key], role)
        for key, own in self.tables.items():
            cells = dated[key].split(_BETWEEN)
            found = found.with_table(cells, {dated[title]: own[title] for title in own})
        for kind, key in self.left_out:
            found = found.without(kind, dated[key])
        return found

    def leaves_out(self, kind: LeftKind, text: str) -> bool:
        """Whether something is not to be read."""
        return bool(self.left_out) and (kind, squeezed(text)) in self.left_out

    def header(self, cells: Sequence[str]) -> tuple[Role | None, ...] | None:
        """The roles of a row of headings that the map knows; None for any other row."""
        own = self.tables.get(squeezed(signature(cells))) if self.tables else None
        if own is not None:
            return tuple(self._in_table(cell, own) for cell in cells)
        known = [cell for cell in cells if cell and cell in self]
        filled = [cell for cell in cells if cell]
        if len(known) < 2 or len(known) * 2 <= len(filled):
            return None
        return tuple(self.role(cell) if cell else None for cell in cells)

    def _in_table(self, cell: str, own: Roles) -> Role | None:
        key = squeezed(cell)
        return own[key] if key in own else self.columns.get(key, role_of(cell))

    def settled(self, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """The columns of a table as the map says: what is said of that table goes first."""
        own = self.tables.get(squeezed(signature([c.title for c in columns])), {})
        known = {**self.columns, **own}
        return tuple(
            replace(column, role=known[key]) if (key := squeezed(column.title)) in known else column
            for column in columns
        )


def _dated(text: str, year: int) -> str:
    """`Valore {anno-1}` of a plan's year: `Valore 2025`."""
    return _ANNO.sub(lambda found: str(year + int(found[1] or 0)), text)


def undated(text: str, year: int | None) -> str:
    """`Valore 2025` as it is kept: next year the same column is headed `Valore 2026`."""
    if year is None:
        return text

    def offset(found: re.Match[str]) -> str:
        far = int(found.group()) - year
        return f"{{anno{f'{far:+d}' if far else ''}}}" if abs(far) <= _FAR else found.group()

    return re.sub(r"(?<!\d)20\d\d(?!\d)", offset, text)


def role_named(word: str) -> Role | None:
    """The role of one of our words, or of one that means the same; None for `ignora`.

    Raises:
        KeyError: a word that says no role of ours.
    """
    plain = squeezed(word)
    if plain in _NOTHING:
        return None
    role = _BY_WORD.get(plain) or _PLURALS.get(plain) or role_of(word)
    if role not in _ALL_WORDS:
        raise KeyError(word)
    return role


def word_of(role: Role | None) -> str:
    """Our word for a role; `ignora` for what is not read."""
    return _ALL_WORDS.get(role, IGNORED) if role else IGNORED
