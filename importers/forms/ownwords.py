"""The labels of a town's own sheets, said in the words that the readers know.

The same labels come back in every sheet: taken together they are a table, a label a column and a
sheet a row, whose columns are settled as those of any other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from importers.forms.inline import BULLET, names_measure
from importers.forms.labelpairs import of_year
from importers.forms.titles import HEADED
from importers.tables.compound import votes
from importers.tables.headings import is_known, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.looks import is_code, is_day
from importers.tables.roles import Role
from importers.tables.schema import Settled, settled
from importers.units.unitnames import named_unit
from importers.values.figures import weight_in
from importers.whole.grid import Row, one_line
from italian.regex import regex

_WORDS = {
    Role.AREA: "Settore",
    Role.SERVICE: "Servizio",
    Role.CODE: "Codice obiettivo",
    Role.OBJECTIVE: "Obiettivo",
    Role.DESCRIPTION: "Descrizione",
    Role.WEIGHT: "Peso",
    Role.DEADLINE: "Scadenza",
    Role.OWNER: "Responsabile",
    Role.INDICATOR: "Indicatore",
    Role.TARGET: "Target",
    Role.BASELINE: "Valore iniziale",
    Role.UNIT: "Unità di misura",
}
_LABELLED = regex(
    r"^(?![^:\n]*\([^:\n)]*:)(?P<label>[^:\n]{1,45}?)\s*:[ \t]*\n?(?P<value>\S.*)$",
    re.DOTALL,
)
"""No colon within brackets ends one: `Controlli (valore 2025: 12)`."""
_BETWEEN = regex(r"\s+[–—|•·]\s+|;\s+")
_NUMBERED = regex(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+\w")
"""`1.1 Tributi`: no label."""
_NO_LABEL = regex(r"\d/\d|\d\s?%|\s[-–]\s|[.;]\s.*[.;]")
"""`Peso 250/1000 - Termine`: a label with its value, and another one."""
_ABOVE = (Role.MANDATE, Role.STRATEGIC, Role.REFERENCE)
"""`Obiettivo di mandato`: what an objective serves, and not the objective."""
_SERVED = "Obiettivo operativo"
"""With a code after it, in a sheet that has its title: what the objective serves."""
_MOST_WORDS = 6
_LEAST_TIMES = 2
_LEAST_SHARE = 4
"""A label stands in a fourth of the sheets at least."""
_LEAST_LABELS = 3
_PAIR = 2
_LEAST_REPEATED = 3
"""Lines that a word before a colon opens, from which it is a label whatever the word."""
_TABLED = {Role.PHASE, Role.ACTION, Role.INDICATOR, Role.STAFF}
_HEADING = "Obiettivo"
"""What the title in the heading of a sheet stands for: `Obiettivo 3 - Archivio digitale`."""
_MARGIN, _CLEARLY = 0.3, 0.7
"""By how much a role must beat what the label was read as; and where that is a known heading."""


@dataclass(frozen=True)
class _Said:
    """A label with its value."""

    label: str
    value: str
    is_list: bool = False
    """Its value is the first item of the list under it."""


def in_house_words(rows: Sequence[Row], year: int) -> list[Row]:
    """The rows with the labels that only this town uses put in the words of the house."""
    repeated = _repeated(rows)
    found = list(_labels(rows, year, repeated))
    times = Counter(one.label for one in found)
    values = {_bare(one.value) for one in found}
    most = max(times.values(), default=0)
    labels = [
        label
        for label, count in times.items()
        if count >= _LEAST_TIMES and count * _LEAST_SHARE >= most and label not in values
    ]
    words = _scores(labels, found)
    if len(labels) >= _LEAST_LABELS and not all(map(is_known, labels)):
        words |= _Town(labels, found, year, repeated, _listed_codes(rows)).words()
    return [_said_anew(row, words) for row in rows] if words else list(rows)


def _scores(labels: Sequence[str], found: Sequence[_Said]) -> dict[str, str]:
    """`Punteggio: 60` in a plan that weighs nothing: what an objective may score."""
    if any(role_of(one.label) in (Role.WEIGHT, Role.INDICATOR_WEIGHT) for one in found):
        return {}
    scores = [label for label in labels if role_of(label) is Role.SCORE]
    said = {label: [one.value for one in found if one.label == label] for label in scores}
    return {
        label: _WORDS[Role.WEIGHT]
        for label, values in said.items()
        if all(_is_share(value) for value in values)
    }


def _is_share(value: str) -> bool:
    is_short = value[:1].isdecimal() and len(value.split()) <= _PAIR
    return is_short and weight_in(value) is not None


def _repeated(rows: Sequence[Row]) -> frozenset[str]:
    """What comes back before a colon at the head of lines, in most of the sheets."""
    lines = (one_line(row.cells[0]) for row in rows if row.is_paragraph and not row.is_blank)
    labels = (_LABELLED.match(line) for line in lines if not BULLET.match(line))
    times = Counter(_bare(found["label"]) for found in labels if found is not None)
    least = max(_LEAST_REPEATED, max(times.values(), default=0) / 2)
    return frozenset(label for label, count in times.items() if count >= least)


def _listed_codes(rows: Sequence[Row]) -> frozenset[str]:
    """The codes that rows and lines open with: `OP1.1  Biblioteca aperta a tutti`."""
    lines = (one_line(row.cells[row.filled[0]]).lstrip("-•* ") for row in rows if row.filled)
    firsts = (line.split(" ")[0].rstrip(":.-–") for line in lines)
    return frozenset(first for first in firsts if first[:1].isalpha() and is_code(first))


class _Town:
    """The labels of one document, taken together."""

    def __init__(
        self,
        labels: Sequence[str],
        found: Sequence[_Said],
        year: int,
        repeated: frozenset[str],
        codes: frozenset[str],
    ) -> None:
        self.labels = labels
        self.found = found
        self.year = year
        self.repeated = repeated
        self.codes = codes
        self.read = [role_of(label) or self._of_list(label) for label in labels]
        self.sheets = [
            Row(0, tuple(sheet.get(label, "") for label in labels)) for sheet in _sheets(found)
        ]

    def _of_list(self, label: str) -> Role | None:
        """What stands over lists of measures with their figures, whatever its words."""
        said = [one for one in self.found if one.label == label]
        measured = sum(one.is_list and names_measure(one.value, self.year) for one in said)
        return Role.INDICATOR if measured * 2 > len(said) else None

    def words(self) -> dict[str, str]:
        """For each label of the town's own, ours."""
        best = settled(self.read, self.labels, self.sheets, self.year)
        told = zip(self.labels, self.read, best, strict=True)
        settled_ones = {
            label: _WORDS[one.role]
            for label, was, one in told
            if one.role in _WORDS and was not in _ABOVE and self._is_other(label, one)
        }
        return self._of_years() | settled_ones | self._served()

    def _is_other(self, label: str, one: Settled) -> bool:
        """Whether the values of a label surely say another role than its words."""
        said = set(votes(label, self.year)) or {self._of_list(label)} - {None}
        if not said and label in self.repeated:
            said = set(_TOLD_BY_VALUES)
        if one.role not in (Role.DEADLINE, Role.TARGET) and self._says_days(label):
            return False
        is_clear = one.margin >= (_CLEARLY if is_known(label) else _MARGIN)
        return one.role is not role_of(label) and one.role in said and is_clear

    def _says_days(self, label: str) -> bool:
        """`Relazione: entro il 28/05`, `Ricognizione iniziale: 28/02`: work, no text nor figure."""
        said = [one.value.split("\n")[0] for one in self.found if one.label == label]
        return sum(map(is_day, said)) * 2 > len(said)

    def _of_years(self) -> dict[str, str]:
        """`Nel 2025`: what the year makes of it."""
        return {
            label: _WORDS[figure]
            for label, was in zip(self.labels, self.read, strict=True)
            if was is Role.VALUE and (figure := of_year(was, label, self.year)) in _WORDS
        }

    def _served(self) -> dict[str, str]:
        """Labels before the codes of what objectives serve, in sheets that have their title."""
        if _HEADING not in self.labels:
            return {}
        columns = {
            label: [sheet.cells[i] for sheet in self.sheets if sheet.cells[i]]
            for i, label in enumerate(self.labels)
        }
        return {
            label: _SERVED
            for label, was in zip(self.labels, self.read, strict=True)
            if (was is Role.CODE and _are_shared(columns[label]))
            or (was is None and columns[label] and self.codes.issuperset(columns[label]))
        }


def _are_shared(values: Sequence[str]) -> bool:
    """Codes that several sheets say: of what they serve, and not their own."""
    return len(values) > len(set(values)) + 1 and all(map(is_code, values))


def _sheets(found: Sequence[_Said]) -> Iterator[dict[str, str]]:
    """The values of each sheet by label: a label that comes back opens the next."""
    sheet: dict[str, str] = {}
    for one in found:
        if one.label in sheet:
            yield sheet
            sheet = {}
        sheet[one.label] = one.value
    if sheet:
        yield sheet


_TOLD_BY_VALUES = (Role.DEADLINE, Role.OWNER, Role.WEIGHT, Role.DESCRIPTION)


def _labels(rows: Sequence[Row], year: int, repeated: frozenset[str]) -> Iterator[_Said]:
    """Every label with its value: beside it, under it, or after a colon."""
    for i, row in enumerate(rows):
        if row.is_paragraph:
            yield from _of_line(rows, i, year, repeated)
            continue
        said = [row.cells[k] for k in row.fresh]
        if len(said) in (1, 2, 4):
            if _heads_works(rows, i):
                continue
            if all(_may_label(cell, year) for cell in said) and _is_above(rows, i, year):
                below = rows[i + 1].cells
                yield from (
                    _Said(_bare(row.cells[k]), below[k])
                    for k in row.fresh
                    if k < len(below) and below[k]
                )
                continue
            pairs = list(zip(said[::2], said[1::2], strict=False))
            is_form = all(_may_label(label, year) for label, _ in pairs)
            if is_form and not _are_labels(row) and not _is_under_labels(rows, i):
                yield from (_Said(_bare(label), value) for label, value in pairs)
        for cell in said:
            label, _, value = cell.partition("\n")
            if value and _may_label(label, year):
                yield _Said(_bare(label), value)
            yield from _within(cell, year, repeated)


def _of_line(rows: Sequence[Row], i: int, year: int, repeated: frozenset[str]) -> Iterator[_Said]:
    """The labels of a paragraph; the heading of a sheet, or that of a list with its first item."""
    text = rows[i].cells[0]
    heading = HEADED.match(one_line(text))
    if heading is not None and heading["title"]:
        yield _Said(_HEADING, heading["title"])
    elif first := _first_item(rows, i):
        yield _Said(_bare(text), first, is_list=True)
    else:
        yield from _within(text, year, repeated)


def _within(cell: str, year: int, repeated: frozenset[str]) -> Iterator[_Said]:
    """Labels with their values one after another in a text."""
    for piece in _BETWEEN.split(BULLET.sub("", cell)):
        found = _LABELLED.match(piece)
        if found and (_bare(found["label"]) in repeated or _may_label(found["label"], year)):
            yield _Said(_bare(found["label"]), found["value"])


def _first_item(rows: Sequence[Row], i: int) -> str | None:
    """The first item of the list that a label by itself stands over."""
    text = one_line(rows[i].cells[0])
    below = next((row for row in rows[i + 1 : i + 3] if not row.is_blank), None)
    is_label = text.endswith(":") and len(text.split()) <= _MOST_WORDS and not BULLET.match(text)
    if below is None or not is_label or not below.is_paragraph:
        return None
    item = BULLET.match(below.cells[0])
    return one_line(below.cells[0][item.end() :]) if item else None


def _are_labels(row: Row) -> bool:
    """Known labels and nothing else: their values stand under them."""
    said = [_bare(row.cells[k]) for k in row.fresh]
    return all(is_only_heading(text) and role_of(text) is not None for text in said)


def _is_under_labels(rows: Sequence[Row], i: int) -> bool:
    """Whether headings stand right above a row, or a table of works or measures opens above it."""
    above = i - 1
    while above >= 0 and rows[above].fresh == rows[i].fresh:
        if _are_labels(rows[above]):
            return above == i - 1 or bool(_roles_of(rows[above]) & _TABLED)
        above -= 1
    return False


def _roles_of(row: Row) -> set[Role | None]:
    return {role_of(_bare(row.cells[k])) for k in row.fresh}


def _heads_works(rows: Sequence[Row], i: int) -> bool:
    """Whether a row holds the headings of a table of works or measures: rows stand under it."""
    under = rows[i + 1 : i + 3]
    are_rows = len(under) > 1 and all(row.fresh == rows[i].fresh for row in under)
    return are_rows and _are_labels(rows[i]) and bool(_roles_of(rows[i]) & _TABLED)


def _is_above(rows: Sequence[Row], i: int, year: int) -> bool:
    """Whether the row under a place holds values, and does not open with a label itself."""
    below = rows[i + 1] if i + 1 < len(rows) else None
    if below is None or below.is_paragraph or not below.fresh:
        return False
    return not _may_label(below.cells[below.fresh[0]], year)


def _bare(label: str) -> str:
    return one_line(label).rstrip(": ")


def _may_label(cell: str, year: int) -> bool:
    bare = _bare(cell)
    if not bare or ":" in bare or len(bare.split()) > _MOST_WORDS or named_unit(bare) is not None:
        return False
    if _NO_LABEL.search(bare) or _NUMBERED.match(bare) or (is_day(bare) and not is_known(bare)):
        return False
    return role_of(bare) is not None or bool(votes(bare, year))


def _said_anew(row: Row, words: dict[str, str]) -> Row:
    return replace(row, cells=tuple(_anew(cell, words) for cell in row.cells))


def _anew(cell: str, words: dict[str, str]) -> str:
    bare = _bare(cell)
    if bare in words:
        return words[bare] + cell.rstrip()[len(cell.rstrip().rstrip(":")) :]
    first, parting, rest = cell.partition("\n")
    if parting and _bare(first) in words:
        return f"{words[_bare(first)]}\n{rest}"
    for label, word in words.items():
        if label in cell:
            cell = re.sub(rf"(?<!\w){re.escape(label)}(?=\s*:)", word, cell)
    return cell
