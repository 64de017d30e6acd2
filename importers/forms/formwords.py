"""The words of a form, known by coming back: what every sheet says is printed, the rest is filled.

A text that heads something in most of the sheets is a label, whatever its place: over its answer,
beside it, within its box, on a line of its own. Words that are known to head things come back in
some of the sheets at least; others in nearly all, and look like no answer.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from importers.forms.inline import BULLET, is_value
from importers.forms.labelpairs import is_sheet_title
from importers.tables.headings import header_roles, is_known, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.looks import is_day
from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.values.words import squeezed
from importers.whole.grid import NAMES_ENTE, Row, one_line
from italian.regex import regex

_LEAST_SHEETS = 2
_SOME, _MOST, _NEARLY_ALL = 0.25, 0.65, 0.8
"""Of the sheets: in how many a known label stands, one of known words, and any other."""
_MOST_WORDS = 6
_LEAST_OTHERS = 3
"""Sheets that make a label of words that are not known to be one."""
_LEAST_MONTHS = 8
_LEAST_LETTERS = 5
_COUNTED = regex(r"(?<=[^\W\d]{3})\s+(?:n\.?\s?|n[°º]\s?)?\d{1,2}$", re.IGNORECASE)
"""`Indicatore 2`: the label and which of them it is."""
_OF_WHOLE = regex(r"(?<=\w)\s*\((?:su|in)\s[^()]{2,30}\)$", re.IGNORECASE)
_COLON = regex(r"(?P<label>[^\W\d][^:\n]{1,48}?)\s*:\s*(?P<value>\S.*)", re.DOTALL)
_WITH_YEAR = regex(r"[^\W\d]{4}.{4,60}\b20\d\d\b.{0,20}")
_NUMBERED_SHEET = regex(
    r"(?:scheda|obiettivo|progetto)\b\D{0,25}\d{1,3}(?:\s*(?:di|/|su)\s*\d{1,3})?", re.IGNORECASE
)
_OF_NAMES = (Role.AREA, Role.SERVICE, Role.OWNER)
_NO_LABELS = (None, Role.MONTH, Role.OTHER)


def bare(text: str) -> str:
    """A label as it reads: on one line, without its colon."""
    return one_line(text).rstrip(": ")


def uncounted(text: str) -> str:
    """A label without which of several it is: `Indicatore` of `Indicatore 2:`.

    Nor what it is of: `Peso` of `Peso (su 100 del settore)`.
    """
    return _COUNTED.sub("", _OF_WHOLE.sub("", bare(text)))


def key_of(text: str) -> str:
    """What makes two labels one."""
    return squeezed(uncounted(text))


@dataclass(frozen=True)
class Said:
    """A text of a form in its column, as one label, one answer, or both."""

    text: str
    column: int
    row: Row
    is_label: bool = False
    value: str = ""
    """What the box of a label says besides."""
    is_band: bool = False
    """The heading of a sheet, which asks nothing."""

    @property
    def key(self) -> str:
        """What it has in common with the same label elsewhere."""
        return key_of(self.text)

    @property
    def is_sure(self) -> bool:
        """A label whatever stands around it: known word for word, or with its colon."""
        return self.is_label and (is_known(uncounted(self.text)) or self.text.endswith(":"))

    @property
    def role(self) -> Role | None:
        """What a label asks, where its words tell."""
        return role_of(uncounted(self.text)) if self.is_label else None


class FormWords:
    """The labels of one document."""

    def __init__(self, rows: Sequence[Row]) -> None:
        texts = [row.cells[i] for row in rows for i in row.fresh]
        self._times = Counter(key for text in texts for key in _keys(text))
        self._answers = Counter(_named_after_labels(rows))
        titles = Counter(said for text in texts for said in {*map(bare, _labels(text))})
        often = {
            key_of(said): times
            for said, times in titles.items()
            if times >= _LEAST_SHEETS and _is_title(said)
        }
        self.titles = frozenset(often)
        self.sheets = max(often.values(), default=0)

    def is_label(self, text: str) -> bool:
        """Whether a text is printed on the form."""
        label = bare(text)
        times = self._times[key_of(label)] if label else 0
        if times < _LEAST_SHEETS or len(label.split()) > _MOST_WORDS or NAMES_ENTE.match(label):
            return False
        if is_known_label(label):
            return times >= self.sheets * (_SOME if is_known(uncounted(label)) else _MOST)
        is_said = times >= max(self.sheets * _NEARLY_ALL, _LEAST_OTHERS)
        return is_said and _may_head(label) and self._answers[key_of(label)] * 2 < times

    def _is_band(self, row: Row, text: str) -> bool:
        """`SCHEDA DI PERFORMANCE 2026` alone in a row, over nearly every sheet."""
        is_over = len(row.fresh) == 1 and _WITH_YEAR.fullmatch(one_line(text)) is not None
        if not is_over or is_day(text) or is_known_label(text):
            return False
        return self._times[key_of(text)] >= max(self.sheets * _NEARLY_ALL, 2)

    def said(self, row: Row) -> list[Said]:
        """The texts of a row; all labels where they are the headings of a table."""
        found = [self._said(row, i) for i in row.fresh]
        months = header_roles(row.cells) if len(row.fresh) >= _LEAST_MONTHS else None
        if months is not None and months.count(Role.MONTH) >= _LEAST_MONTHS:
            return [replace(one, is_label=True) for one in found]
        return found

    def _said(self, row: Row, i: int) -> Said:
        text = row.cells[i]
        found = _COLON.match(text)
        if found is not None and self.is_label(found["label"]):
            return Said(found["label"], i, row, is_label=True, value=found["value"])
        if heads_sheet(text) or self._is_band(row, text):
            return Said(text, i, row, is_label=True, is_band=True)
        if self.is_label(text):
            return Said(text, i, row, is_label=True)
        first, _, rest = text.partition("\n")
        if rest.strip() and self.is_label(first):
            return Said(first, i, row, is_label=True, value=rest)
        return Said(text, i, row)


def is_known_label(text: str) -> bool:
    """Words that are known to head something, and nothing else."""
    label = uncounted(text)
    if (
        not is_only_heading(label)
        or label.isdecimal()
        or (is_value(label) and not _has_year(label))
    ):
        return False
    is_number = any(map(str.isdigit, label)) and not _has_year(label)
    return any(map(str.isalpha, label)) and not is_number and role_of(label) not in _NO_LABELS


def _may_head(label: str) -> bool:
    """Whether a text may be a label of this town's own: no answer, and no name, by its looks."""
    if any(map(str.isdigit, label)) or is_value(label) or BULLET.match(label):
        return False
    is_wordy = label[:1].isupper() and len(squeezed(label)) >= _LEAST_LETTERS
    return is_wordy and named_unit(label) is None


def _has_year(label: str) -> bool:
    return re.search(r"\b20\d\d$", label) is not None and role_of(label) is not None


def _is_title(label: str) -> bool:
    """`Obiettivo`, `Denominazione`: what an objective's title stands under."""
    text = bare(label)
    is_title = role_of(text) is Role.OBJECTIVE and is_only_heading(text)
    return is_title and not heads_sheet(text) and not any(map(str.isdigit, text))


def _named_after_labels(rows: Sequence[Row]) -> Iterable[str]:
    """What stands right after labels of units and posts: a name, though it comes back."""
    cells = [(row, row.cells[i]) for row in rows for i in row.fresh]
    for (above, first), (of, before), (row, text) in zip(cells, cells[1:], cells[2:], strict=False):
        are_heads = above is of is row and is_known_label(first)
        if role_of(bare(before)) in _OF_NAMES and is_known_label(before) and not are_heads:
            yield key_of(text)


def heads_sheet(text: str) -> bool:
    """`Scheda n. 3 di 12`, `SCHEDA OBIETTIVO 2026`: the heading of a sheet, which asks nothing."""
    return is_sheet_title(text) or _NUMBERED_SHEET.fullmatch(one_line(text)) is not None


def _labels(text: str) -> Iterable[str]:
    """What may be a label in a box: all of it, its first line, or what stands before a colon."""
    yield text
    first, _, rest = text.partition("\n")
    if rest:
        yield first
    found = _COLON.match(text)
    if found is not None and found["label"] != first:
        yield found["label"]


def _keys(text: str) -> set[str]:
    return {key for label in _labels(text) if (key := key_of(label))}
