"""The lines of a running text, each put as the label, the measure or the fact that it is.

Whatever stands between a name and its figures, and wherever an office puts the label, the grammar
of facts (`importers.values.facts`) takes a line apart; here is settled what its facts belong to:
a measure with those on the lines under it, the objective, or the title that they close.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property

from importers.forms.inline import BULLET, WORDED, measure_of
from importers.forms.sheetparts import mark_of
from importers.tables.headings import is_known, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.values.asides import line_of_facts
from importers.values.facts import LEFT_EMPTY, Told, told_in, told_in_sentence
from importers.whole.grid import Row, one_line
from italian.regex import regex

_MEASURE = {Role.TARGET, Role.BASELINE}
_SCALARS = {Role.WEIGHT, Role.DEADLINE}
_WORDS = {
    Role.WEIGHT: "Peso",
    Role.DEADLINE: "Scadenza",
    Role.TARGET: "Target",
    Role.BASELINE: "Valore iniziale",
    Role.INDICATOR_WEIGHT: "Peso indicatore",
    Role.INDICATOR_DEADLINE: "Scadenza indicatore",
    Role.UNIT: "Unità di misura",
    Role.FORMULA: "Formula",
}
_WORK = (Role.ACTION, Role.PHASE, Role.TIMING)
_OVER = (
    (Role.INDICATOR, regex(r"\bindicator|\bmisur[aei]|\bkpi\b|risultat\w* attes", 2)),
    (Role.PHASE, regex(r"\bfas[ei]\b|\battivit|\bazion[ei]\b|cronoprogramm|\btapp[ae]\b", 2)),
)
_ORDINAL = regex(
    r"(?:prim|second|terz|quart|quint|sest|settim|ottav|non|decim)o\s+obiettivo\s*[:–—-]\s*(?=\S)"
    r"|\d{1,2}\s?[°º^]\s*obiettivo\s*[:–—-]\s*(?=\S)",
    2,
)
"""`Secondo obiettivo: …`."""
_SHARED = regex(
    r"(?P<title>.*\S)\s*(?:[(\[]|\s[–—-]\s)\s*(?P<share>\d{1,3}(?:,\d+)?\s?(?:%|punti))\s*[)\]]?$"
)
"""`Archivio digitale (25%)`: the weight of an objective, where titles end so."""
_SIGNS = tuple("-–—•·▪◦*❖➢✓o")
"""What no title of an objective begins with."""
_LONGEST = 300
_MOST_WORDS_OVER = 12


class _Of(Enum):
    """What the list is of in which a line stands."""

    NOTHING = auto()
    MEASURES = auto()
    WORK = auto()


@dataclass(frozen=True)
class _Line:
    """One row, and what the grammar of facts makes of it."""

    row: Row
    year: int

    @cached_property
    def text(self) -> str:
        return one_line(self.row.cells[0]) if self.is_said else ""

    @property
    def is_said(self) -> bool:
        """A line of text, and no cells, heading of a word processor or blank."""
        row = self.row
        return row.is_paragraph and not row.is_blank and not row.level and row.sheet is None

    @cached_property
    def mark(self) -> str:
        found = BULLET.match(self.text)
        return found.group().strip() if found else ""

    @cached_property
    def is_named(self) -> bool:
        """`Indicatore 2: …`."""
        return WORDED.match(self.text) is not None or self._label() is Role.INDICATOR

    @property
    def is_unit(self) -> bool:
        """`2. Settore Tecnico`: a unit with its number, and no item of a list."""
        unit = named_unit(self.text)
        return unit is not None and unit.level is not None

    @property
    def heads(self) -> bool:
        """`Obiettivo: …`, `Titolo: …`."""
        return self._label() is Role.OBJECTIVE

    def _label(self) -> Role | None:
        """What a label before a colon says."""
        label, colon, value = self.text.partition(":")
        return role_of(label) if colon and value.strip() and is_only_heading(label) else None

    @cached_property
    def bare(self) -> str:
        """Without its sign, and without the label of an indicator."""
        text = BULLET.sub("", self.text)
        worded = WORDED.match(text)
        if worded is not None and not worded["phase"]:
            return text[worded.end() :]
        return text.partition(":")[2].strip() if self._label() is Role.INDICATOR else text

    @cached_property
    def told(self) -> Told | None:
        return told_in(self.bare, self.year) if self.bare and len(self.bare) < _LONGEST else None

    @property
    def is_of_figures(self) -> bool:
        """The figures of a measure, and neither its name nor the number of a page."""
        if self.text.isdecimal():
            return False
        return self.told is not None and not self.told.name and bool(self.told.roles & _MEASURE)

    @cached_property
    def is_sentence(self) -> bool:
        """`L'obiettivo vale 30 punti e va concluso entro giugno.`"""
        return bool(told_in_sentence(self.text, self.year))

    @cached_property
    def is_label(self) -> bool:
        """A label of something else than a measure, or a heading by itself."""
        return any(map(is_known, self.headings)) if self.mark else bool(self.headings)

    @cached_property
    def headings(self) -> list[str]:
        """The words of headings that a line opens with, and nothing but those."""
        if self.told is not None and not self.told.name:
            return []
        names = {self.told.name if self.told is not None else "", self.bare.partition(":")[0]}
        return [name for name in names if is_only_heading(name) and role_of(name) is not None]


def retold(rows: Sequence[Row], year: int) -> list[Row]:
    """The rows of a text with its measures and facts in the words of the house."""
    if not year:
        return list(rows)
    return list(_Retelling([_Line(row, year) for row in rows]).rows())


class _Retelling:
    """Goes down the lines, keeping the list that is open."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self.lines = lines
        self.of = _Of.NOTHING
        self.mark = ""
        """What stands before the items of the open list."""
        self.shared = sum(_shares(line) for line in lines) > 1
        self.has_facts_below = self._weigh_below()

    def _weigh_below(self) -> bool:
        """Whether a measure's own weight or day stands on a line under it: another one follows."""
        for above, line, below in zip(self.lines, self.lines[1:], self.lines[2:], strict=False):
            is_own = line.told is not None and not line.told.name and line.told.roles <= _SCALARS
            is_within = above.told is not None and above.told.roles & _MEASURE
            is_next = below.is_named or below.is_of_figures or below.mark in _SIGNS
            if is_own and is_within and is_next:
                return True
        return False

    def rows(self) -> Iterator[Row]:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            taken = self._measure(at) if line.is_said else None
            if taken is not None:
                said, at = taken
                yield from _put(line.row, said)
                continue
            if not line.is_said and not self.mark:
                self.of = _Of.NOTHING
            yield from self._other(line, at) if line.is_said else (line.row,)
            at += 1

    def _below(self, at: int) -> _Line | None:
        """The next line that says something."""
        return next((line for line in self.lines[at + 1 : at + 3] if line.text), None)

    def _other(self, line: _Line, at: int) -> Iterator[Row]:
        """A line that tells no measure."""
        below = self._below(at)
        over = _over(line, below)
        if over is not None:
            self.of = _Of.MEASURES if over is Role.INDICATOR else _Of.WORK
            self.mark = mark_of(below.text) if below is not None else ""
            if self.of is _Of.MEASURES and self.mark:
                yield replace(line.row, cells=("Indicatori:",))
            elif not self.mark:
                yield line.row
            return
        if self._is_work(at):
            yield replace(line.row, cells=(f"Fase: {line.bare}",))
            return
        self.of = _Of.NOTHING
        title, facts = _of_objective(line, shared=self.shared)
        title = _ORDINAL.sub("Obiettivo: ", title, count=1)
        if title and (facts or title != line.text):
            yield replace(line.row, cells=(title,))
        elif not facts:
            yield line.row
        for role, value in facts.items():
            yield replace(line.row, cells=(f"{_WORDS[role]}: {value}",))

    def _measure(self, at: int) -> tuple[dict[Role, str], int] | None:
        """A measure with what the lines under it say, and the line after them."""
        line = self.lines[at]
        if self._is_label(line) or line.is_sentence or self._is_work(at):
            return None
        said = self._own(line, at)
        if said is None:
            return None
        at += 1
        if is_open := said.get(Role.TARGET) == LEFT_EMPTY:
            del said[Role.TARGET]
        while at < len(self.lines) and self._goes_on(self.lines[at], said):
            said = {**_more(self.lines[at].told), **said}
            at += 1
        if is_open:
            said.setdefault(Role.TARGET, LEFT_EMPTY)
        self.of, self.mark = _Of.MEASURES, mark_of(line.text)
        return said, at

    def _is_label(self, line: _Line) -> bool:
        """`- Peso attribuito: 50%`, in no list of measures or after one under other signs."""
        is_listed = self.of is _Of.MEASURES and self.mark in ("", mark_of(line.text))
        return line.is_label or (bool(line.headings) and not is_listed)

    def _is_work(self, at: int) -> bool:
        """A piece of work of the open list; figures under another sign are no more of it."""
        line = self.lines[at]
        if self.of is not _Of.WORK or not line.mark or line.is_named or line.is_unit:
            return False
        roles = line.told.roles if line.told is not None else set()
        is_measure = bool(roles & _MEASURE) or self._has_figures_below(at)
        is_sure = roles >= _MEASURE or mark_of(line.text) != self.mark
        return not (is_measure and is_sure)

    def _has_figures_below(self, at: int) -> bool:
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        return below is not None and below.is_of_figures and not below.mark

    def _own(self, line: _Line, at: int) -> dict[Role, str] | None:
        """What a line says of a measure; None where it tells of none."""
        told = line.told
        is_listed = self.of is _Of.MEASURES and not self.mark
        is_item = bool(line.mark) or line.is_named or is_listed
        if told is not None and told.name:
            if self._is_weighed(line, told):
                return {Role.INDICATOR: told.name, **_more(told)}
            is_open = self.of is _Of.MEASURES and bool(line.mark)
            is_of_list = is_open and self.mark in ("", mark_of(line.text))
            is_told = measure_of(told) if is_of_list else told.roles & _MEASURE
            is_sure = is_item or told.roles >= _MEASURE
            return measure_of(told) if is_told and is_sure else None
        if told is None and self._has_figures_below(at):
            is_title = ":" not in line.bare and not line.bare.endswith((".", ";"))
            return {Role.INDICATOR: line.bare} if is_item or is_title else None
        return None

    def _is_weighed(self, line: _Line, told: Told) -> bool:
        """A measure of the open list of which only the weight is told."""
        is_next = self.of is _Of.MEASURES and "" != mark_of(line.text) == self.mark
        return is_next and told.roles == {Role.WEIGHT}

    def _goes_on(self, line: _Line, said: dict[Role, str]) -> bool:
        """Whether a line says more of the measure above it."""
        told = line.told
        if told is None or told.name or line.mark or line.text.isdecimal():
            return False
        more = _more(told)
        is_own = bool(told.roles & _MEASURE) or self.has_facts_below
        return bool(more) and is_own and not set(more) & set(said)


def _more(told: Told | None) -> dict[Role, str]:
    """What a line says of the measure above it."""
    if told is None or told.roles & _MEASURE:
        return measure_of(told)
    own = {Role.WEIGHT: Role.INDICATOR_WEIGHT}
    return {own.get(role, role): value for role, value in told.facts}


def _put(row: Row, said: dict[Role, str]) -> Iterator[Row]:
    """A measure as labels, a line each."""
    yield replace(row, cells=(f"Indicatore: {said.get(Role.INDICATOR, '')}",))
    for role, value in said.items():
        role = Role.INDICATOR_DEADLINE if role is Role.DEADLINE else role
        if role in _WORDS:
            yield replace(row, cells=(f"{_WORDS[role]}: {value}",))


def _over(line: _Line, below: _Line | None) -> Role | None:
    """What the list under a line is of; None for a line over none."""
    bare = line.text.rstrip(":")
    if line.mark or len(bare.split()) > _MOST_WORDS_OVER or any(map(str.isdigit, bare)):
        return None
    is_over = below is not None and (bool(below.mark) or below.is_named)
    if is_only_heading(bare):
        role = role_of(bare)
        role = Role.PHASE if role in _WORK else role
        if role in (Role.INDICATOR, Role.PHASE):
            return role if role is Role.INDICATOR or is_over else None
    if not is_over or not line.text.endswith(":"):
        return None
    return next((role for role, words in _OVER if words.search(bare)), None)


def _shares(line: _Line) -> bool:
    return line.is_said and line.mark not in _SIGNS and bool(_SHARED.match(line.text))


def _of_objective(line: _Line, *, shared: bool) -> tuple[str, dict[Role, str]]:
    """The title that a line is, without the facts of its objective, and these."""
    ends = _SHARED.match(line.text) if shared and _shares(line) else None
    if ends is not None:
        return ends["title"], {Role.WEIGHT: ends["share"]}
    if line.is_sentence:
        return "", dict(told_in_sentence(line.text, line.year))
    if line.mark in _SIGNS:
        return line.text, {}
    told = told_in(line.text.strip('«»“”"'), line.year)
    is_title = not line.is_label or line.heads
    if (
        told is not None
        and is_title
        and told.roles <= _SCALARS
        and (not told.name or Role.WEIGHT in told.roles)
        and not (told.name and line_of_facts(line.text, line.year))
    ):
        return told.name, dict(told.facts)
    return line.text, {}
