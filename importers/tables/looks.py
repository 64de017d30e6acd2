"""What the cells of a column look like, whatever its heading says."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from importers.tables.roles import Role
from importers.units.unitnames import named_unit
from importers.values.codes import looks_like_code
from importers.values.dates import deadline_days
from importers.values.figures import NUMBER, quantity, says_nothing, weight_in
from importers.values.worded import in_digits
from importers.values.words import unaccented
from importers.whole.grid import one_line
from italian.regex import regex

_POST = regex(
    r"\bdirigent|\bresponsabil|\bsegretari|\btitolar|\bincaricat|\bp\.\s?o\b|\be\.?\s?q\b|\bcapo ?s"
    r"|\b(?:dott|dr|arch|ing|geom|rag|avv|sig)(?:\.|\b)"
)
_LEADS = regex(
    r"(?:dirigent|responsabil|segretari|titolar|incaricat|e\.?\s?q\b|p\.\s?o\b|capo ?[sau])"
)
"""A post first, whatever unit is named after it."""
_NAME = regex(r"[A-Z][a-zà-ù]+(?:\s[A-Z][a-zà-ù'’]+){1,2}")
_YEARS = regex(r"20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?")
_YES = regex(r"(?i)s[iì]['’]?|no|on/off|s[iì]/no|x")
_UNIT = regex(
    r"(?i)%|€|n\.?|nr\.?|n°|num(?:ero)?\.?|euro|giorn[io]|gg\.?|ore|h|min\w*|mesi|data|s[iì]/no|on/off"
    r"|percentuale|valore assoluto|[a-zà-ù]{3,}(?:\s[a-zà-ù]{2,}){0,2}"
)
_ITS_UNIT = regex(r"(?i)%|€|n\.?|nr\.?|n°|numero|euro|giorni|gg\.?|data|s[iì]/no|on/off|ore")
_SHARE = regex(rf"\s*(?:{NUMBER})\s*(?:%|‰|per\s?cento|/\s*\d+)?\s*")
_INTEGER = regex(r"\d{1,4}[.)]?")
_NUMBER = regex(r"(?i)(?:(?:n|nr|num)[.°º]\s?)?\d{1,3}[.)]?")
_CODE = regex(r"(?=\S*\d)[\w.\-/]{1,16}")
_CODED = regex(r"\d+(?:\.\d{1,2}){2,}\b|[A-Za-z]+[.\-_]?\d")
"""`1.2.3`, `OB.01`: no figure."""
_LONGEST_QUANTITY = 40
_NAMES = regex(r"\W*[A-ZÀ-Ù][a-zà-ù]{3}")
"""After a number, what has a name of its own: `1.1 Servizi Cimiteriali`."""
_LONG = 9
"""Words from which a text is a sentence."""


@dataclass(frozen=True)
class Looks:
    """Shares, 0 to 1, of the cells of one column that look each way; empty ones not counted."""

    count: int
    numeric: float
    """A quantity of few words, with or without a unit."""
    share: float
    """A bare figure from 0 to 100, or a part of a whole."""
    day: float
    year: float
    code: float
    whole: float
    post: float
    """A post, or a person by title or name."""
    led: float
    """A post before anything else: who answers, and no unit."""
    yes: float
    unit: float
    its_unit: float
    text: float
    """Two words or more, and no figure first."""
    long: float
    place: float
    """The name of a unit."""
    distinct: float
    words: float
    """Mean number of words."""


def looks_of(cells: Sequence[str]) -> Looks:
    """The looks of a column's cells; dashes and the like are no cells."""
    whole = [cell for cell in cells if cell and not says_nothing(cell)]
    said = [one_line(cell) for cell in whole]
    size = len(said) or 1

    def each(test: Callable[[str], bool]) -> float:
        return sum(all(map(test, _lines(cell))) for cell in whole) / size

    def part(test: Callable[[str], bool]) -> float:
        return sum(map(test, said)) / size

    return Looks(
        count=len(said),
        numeric=each(lambda cell: is_quantity(cell) and not is_day(cell)),
        share=each(_is_share),
        day=part(is_day),
        year=part(lambda cell: _YEARS.fullmatch(cell) is not None),
        code=part(is_code),
        whole=part(is_whole),
        post=part(_is_post),
        led=part(lambda cell: _LEADS.match(unaccented(cell)) is not None),
        yes=part(lambda cell: _YES.fullmatch(cell) is not None),
        unit=part(lambda cell: _UNIT.fullmatch(cell) is not None),
        its_unit=part(lambda cell: _ITS_UNIT.fullmatch(cell) is not None),
        text=part(lambda cell: len(cell.split()) > 1 and not any(map(str.isdigit, cell[:2]))),
        long=part(lambda cell: len(cell.split()) >= _LONG),
        place=part(lambda cell: len(cell) < 90 and named_unit(cell) is not None),
        distinct=len(set(said)) / size,
        words=sum(len(cell.split()) for cell in said) / size,
    )


def _is_post(cell: str) -> bool:
    return len(cell) < 120 and (
        _POST.search(unaccented(cell)) is not None or _NAME.fullmatch(cell) is not None
    )


def _lines(cell: str) -> list[str]:
    return [line for line in map(one_line, cell.split("\n")) if line and not says_nothing(line)]


def is_whole(cell: str) -> bool:
    """A bare whole number, as items are numbered."""
    return _INTEGER.fullmatch(cell) is not None


def is_number(cell: str) -> bool:
    """`1`, `n. 1`, `2)`: the number of an item, and no code."""
    return _NUMBER.fullmatch(cell) is not None


def is_day(cell: str) -> bool:
    """A day, written in whatever way."""
    return len(cell) < 60 and bool(deadline_days(cell, 2000))


def is_quantity(cell: str) -> bool:
    """A figure of few words, with or without a unit."""
    if len(cell) >= _LONGEST_QUANTITY or _CODED.match(cell):
        return False
    found = quantity(cell)
    if found is None or named_unit(cell) is not None:
        return False
    return cell.isupper() or _NAMES.match(found.rest) is None


def _is_share(cell: str) -> bool:
    if not _SHARE.fullmatch(in_digits(cell)):
        return False
    weight = weight_in(cell)
    return weight is not None and 0 <= weight <= 100


def is_code(cell: str) -> bool:
    """What may be somebody's code: short, with a figure in it, and no year."""
    if re.fullmatch(r"20\d\d", cell):
        return False
    return looks_like_code(cell) or _CODE.fullmatch(cell) is not None


def fit(role: Role, looks: Looks) -> float:
    """How well the cells suit a role, -3 to 2; 0 for a role whose cells look no special way."""
    test = _FITS.get(role)
    return 0.0 if test is None or not looks.count else max(-3.0, min(2.0, test(looks)))


def _figure(looks: Looks) -> float:
    good = min(1.0, looks.yes + looks.numeric + looks.day * 0.6)
    return 4 * good - 2.6 - 2 * looks.long - 3 * looks.year


def _measure(looks: Looks) -> float:
    figures = looks.numeric if looks.words < 3 else 0.0
    others = max(looks.post, looks.place * 0.7)
    return 2 * looks.text + looks.distinct - 2.1 - 2 * others - 1.5 * figures


def _unit(looks: Looks) -> float:
    others = max(looks.long, looks.its_unit)
    return 1.5 * looks.place + 0.6 - 2 * looks.numeric - 2 * others - 4 * looks.led


_FITS: dict[Role, Callable[[Looks], float]] = {
    Role.TARGET: _figure,
    Role.BASELINE: lambda k: _figure(k) - k.yes,
    Role.VALUE: _figure,
    Role.WEIGHT: lambda k: 4.4 * k.share - 3.2,
    Role.INDICATOR_WEIGHT: lambda k: 4.4 * k.share - 3.2,
    Role.PHASE_WEIGHT: lambda k: 4.4 * k.share - 3.2,
    Role.DEADLINE: lambda k: 4 * k.day - 2.4,
    Role.START: lambda k: 4 * k.day - 2.6,
    Role.OWNER: lambda k: 3.5 * k.post - 2 * k.numeric - k.long - 1.5,
    Role.CODE: lambda k: 2 * k.code + 1.2 * k.distinct - 2.4 - k.long,
    Role.NUMBER: lambda k: 2.5 * k.whole - 1.6 - k.long,
    Role.AMOUNT: lambda k: 3.5 * k.numeric - 1.5,
    Role.CHAPTER: lambda k: 2.5 * k.code - 1.5,
    Role.SHARE: lambda k: 3.5 * k.share - 1.5,
    Role.HEADCOUNT: lambda k: 3 * k.whole - 1.5,
    Role.YEARS: lambda k: 3 * k.year - 1.5 - k.long,
    Role.PROGRAM: lambda k: 2 * k.code - 1.5,
    Role.SCORE: lambda k: -1.5 * k.share,
    Role.UNIT: lambda k: 1.6 * k.unit + 2 * k.its_unit - k.distinct - 0.9 - 2 * k.share,
    Role.OBJECTIVE: lambda k: 2 * k.text + k.distinct - 1.9 - 2 * max(k.post, k.numeric),
    Role.DESCRIPTION: lambda k: 1.2 * k.text + 1.2 * k.long - 1.5 - max(k.post, k.numeric),
    Role.INDICATOR: _measure,
    Role.AREA: lambda k: _unit(k) - 1.5 * k.distinct,
    Role.SERVICE: lambda k: _unit(k) - 1.2 * k.distinct,
}
