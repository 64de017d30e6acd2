"""The items of a list in the sheet of an objective: indicators, their figures, pieces of work."""

import re
from collections.abc import Sequence

from importers.forms.inline import BULLET, figures_alone, is_value, names_measure, said_inline
from importers.forms.labelpairs import CODED_ITEM, DASHED, SCALARS
from importers.forms.sheetparts import mark_of, opens_next, took_value
from importers.tables.headings import is_known
from importers.tables.roles import Role
from importers.tables.tables import Block, Paragraph
from importers.values.works import bears_weight, phase_said
from importers.whole.drafts import IndicatorDraft, ObjectiveDraft
from importers.whole.grid import is_foot, one_line
from italian.regex import regex

LISTS = (Role.INDICATOR, Role.TARGET, Role.BASELINE, Role.EXPECTED)
"""Labels under which indicators or their figures may be listed."""

_OF_ITEM = {Role.WEIGHT, Role.INDICATOR_WEIGHT, Role.DEADLINE, Role.UNIT, Role.FORMULA}
"""What may be said of an item on a line of its own."""

_STATED = regex(
    r"(?:il|lo|la|l['’]|i|gli|le|si|ogni)\b[^:]*\s(?:è|sono|viene|vengono|sarà|saranno|deve|devono)"
    r"\s[^:]*\.$|\W*(?:legenda|not[ae]|n\.\s?b\.)\s*:|\(\*+\)",
    re.IGNORECASE,
)
"""`Il raggiungimento è verificato entro marzo.`, `Legenda: …`: lines under a list, none of it."""


class ItemReader:
    """Reads items into the open sheet, under the label that is open."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.sheet: ObjectiveDraft | None = None
        self.open_role: Role | None = None
        self.is_listed = self.is_bulleted = False  # the line above was an item of a list

    def _item(self, text: str, line: int) -> bool:
        """An item of a list: an indicator, one of its figures, or a piece of work."""
        assert self.sheet is not None
        is_listed = BULLET.match(text) is not None and not self.sheet.text(Role.ACTION)
        is_work = self.open_role is Role.ACTION and (is_listed or bears_weight(text))
        if is_work or self.open_role is Role.PHASE:
            self.sheet.phases.append(IndicatorDraft(line, phase_said(text)))
            return True
        if self.open_role in SCALARS and names_measure(text, self.year):
            self.open_role = None
        if self.open_role in _OF_ITEM and opens_next(self.sheet, text):
            self.open_role = Role.INDICATOR
        if self.open_role not in (None, Role.INDICATOR, Role.TARGET, Role.BASELINE, Role.EXPECTED):
            return False
        figure = DASHED.match(one_line(BULLET.sub("", text)))
        if figure and self.sheet.indicators:
            said = said_inline(f"{figure['label']}: {figure['value']}", self.year)
            for role, value in said.items():
                self.sheet.indicators[-1].said.setdefault(role, value)
            return True
        said = said_inline(text, self.year)
        whole = one_line(BULLET.sub("", text))
        is_figure = Role.INDICATOR not in said and is_value(whole)
        if self.open_role in (Role.TARGET, Role.BASELINE, Role.EXPECTED) and is_figure:
            return took_value(self.sheet, self.open_role, whole)
        coded = CODED_ITEM.match(whole)
        if not said and not coded and self.open_role is None:
            return False
        bare = coded["title"] if coded else whole
        self.sheet.indicators.append(IndicatorDraft(line, said or {Role.INDICATOR: bare}))
        self.sheet.item_mark = mark_of(text)
        self.open_role = Role.INDICATOR
        return True

    def _figures(self, text: str) -> list[tuple[Role | None, str]]:
        """The figures of the indicator above, where a line holds nothing else."""
        is_open = self.sheet is not None and self.sheet.indicators
        return list(figures_alone(text, self.year).items()) if is_open else []

    def _is_measure(self, text: str) -> bool:
        """`- Beni inventariati. Target: 2.400`: an item with its name, though a label is in it."""
        is_apart = self.is_listed and self.is_bulleted  # after items with bullets
        opens = BULLET.match(text) is not None or (self.open_role in LISTS and not is_apart)
        is_said = BULLET.match(text) is None and _STATED.match(text) is not None
        if self.sheet is None or not opens or is_foot(text) or is_said:
            return False
        is_listed = BULLET.match(text) is not None and self.open_role in LISTS
        return names_measure(text, self.year, is_listed=is_listed)

    def _is_label(self, text: str) -> bool:
        """Whether an item says something of the sheet: `- Fine dei lavori: 5/9` is measured."""
        label = one_line(BULLET.sub("", text)).partition(":")[0]
        is_listed = BULLET.match(text) is not None and self.open_role in LISTS
        return is_known(label) or not is_listed

    def _lists_on(self, after: Sequence[Block]) -> bool:
        """Whether the list of indicators goes on under a line without a figure."""
        below = after[0] if after else None
        return isinstance(below, Paragraph) and self._is_measure(below.text)
