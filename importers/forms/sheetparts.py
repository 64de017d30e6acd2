"""The indicators of an objective that labels tell: figures go to the one they belong to."""

import re

from importers.forms.countedlists import counted_apart
from importers.forms.inline import BULLET, is_value, listed_measures, said_inline
from importers.tables.roles import Role
from importers.units.owners import names_post
from importers.values.figures import weight_in
from importers.values.works import phase_said
from importers.whole.drafts import IndicatorDraft, ObjectiveDraft
from italian.regex import regex


def add_to_indicator(
    sheet: ObjectiveDraft, role: Role, said: tuple[str, int], year: int, *, goes_on: bool
) -> None:
    """A label of an indicator with its text and line: a new one, or of the last."""
    text, line = said
    rows = sheet.indicators
    if goes_on and rows:
        rows[-1].said[role] = f"{rows[-1].text(role)}\n{text}".strip()
        if role is Role.INDICATOR:
            rows[-1].said.update(said_inline(rows[-1].text(role), year))
    elif role is Role.INDICATOR:
        rows.extend(listed_measures(text, line, year))
    elif not rows and (own := _of_objective(role, text)) is not None:
        sheet.put(own, text, line)
    elif role is Role.KIND and not rows:
        return  # of the objective: `Tipo: sviluppo`
    elif rows:
        rows[-1].said[role] = text
        if role is Role.TARGET and "(" in text:
            rows[-1].said.update(said_inline(f"Target: {text}", year))
    elif text:
        rows.append(IndicatorDraft(line, {role: text}))


def add_works(sheet: ObjectiveDraft, text: str, line: int) -> None:
    """The pieces of work that a label holds, a line or a number each."""
    lines = [part for one in text.split("\n") for part in counted_apart(one)]
    works = (phase_said(part) for part in lines if part.strip())
    sheet.phases.extend(IndicatorDraft(line, said) for said in works)


def _of_objective(role: Role, text: str) -> Role | None:
    """What is said before any indicator: `Risultato atteso`, `Situazione di partenza: su carta.`"""
    is_sentence = text.endswith(".") and len(text.split()) > _FIGURE_WORDS
    if role is Role.BASELINE and (is_sentence or is_prose(text) or not is_value(text)):
        return Role.DESCRIPTION
    return role if role is Role.EXPECTED else None


_FIGURE_WORDS = 3
_RATES = regex(r"alt[aoi]|medi[ao]|bass[ao]|media[- ]\w+|\W+", re.IGNORECASE)
"""How much an objective matters, in words or stars."""


def is_rating(sheet: ObjectiveDraft, text: str) -> bool:
    """`Rilevanza: media` beside `Peso: 30%` is no weight; one said before gives way to a figure."""
    before = sheet.text(Role.WEIGHT)
    if weight_in(text) is None:
        return weight_in(before) is not None or _RATES.fullmatch(text.strip()) is not None
    if before and weight_in(before) is None:
        del sheet.said[Role.WEIGHT]
    return False


def mark_of(text: str) -> str:
    """What stands before an item, whichever its letter or number: `a)` and `b)` are alike."""
    mark = BULLET.match(text)
    return re.sub(r"\w", "a", mark.group().strip()) if mark else ""


_FEWEST_WORDS = 6
_CAPITALS = 0.34


def is_prose(text: str) -> bool:
    """A line of a description, no second line of whoever answers, which names a post or units."""
    words = [word for word in text.split() if word[:1].isalpha()]
    if len(words) < _FEWEST_WORDS or names_post(" ".join(words[:4])):
        return False
    return sum(word[:1].isupper() for word in words) <= len(words) * _CAPITALS


def opens_next(sheet: ObjectiveDraft, text: str) -> bool:
    """`b) Uffici serviti` after the figures of `a)`: the next indicator of the list."""
    return bool(sheet.item_mark) and mark_of(text) == sheet.item_mark and is_complete(sheet)


def took_value(sheet: ObjectiveDraft, role: Role, text: str) -> bool:
    """An item of a list of targets: that of the first indicator without one."""
    waiting = [row for row in sheet.indicators if not row.text(role)]
    if waiting:
        waiting[0].said[role] = text
    return bool(waiting)


def is_complete(sheet: ObjectiveDraft) -> bool:
    """Whether the last indicator has its figure: what stands under it is none of it."""
    return bool(sheet.indicators) and bool(sheet.indicators[-1].text(Role.TARGET))
