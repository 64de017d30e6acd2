"""Bounds of what may enter the record: days, numbers and texts no town hall ever meets beyond.

They hold where a fact enters, never where the record is read: what once got in is read for ever,
and whoever reads it must live with a deadline in the year 24.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import chain
from typing import Annotated, Any

from pydantic import AfterValidator, ValidationInfo

from ledger.errors import DayOutOfBounds, NumberOutOfBounds, TextTooLong, TextUnseen

FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(2100, 12, 31)
MOST_DIGITS, MOST_DECIMALS = 15, 6
"""Before and after the decimal point."""
MOST_CHARACTERS = 10_000
LONGEST_REASON = 500
"""Characters of a reason or a note."""

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Characters that show nothing, or turn what is shown around."""

STORED = {"stored": True}
"""What says to a model that it is read back from the record."""


FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula, in some languages wide letters too."""


def legible(text: str) -> str:
    """What is seen of a text: what comes in by a message, a form or a file is read through this."""
    if text.isprintable() or not UNSEEN.search(text):
        return text
    return UNSEEN.sub("", re.sub("\r\n|[\u2028\u2029]", "\n", text))


def file_name(text: str) -> str:
    """What is kept of a file's name as others send it: one line, and no folders. Shown in a card, a
    name of several lines would say what it likes."""
    return " ".join(legible(text.replace("\\", "/").rpartition("/")[2]).split())


def is_day(day: dt.date) -> bool:
    """Whether a day is one the record takes: 1990 to 2100."""
    return FIRST_DAY <= day <= LAST_DAY


def is_number(value: Decimal) -> bool:
    """Whether it is finite and has no more digits than a measure may have."""
    return fits(value) and value == _noise_off(value)


def fits(value: Decimal) -> bool:
    """Whether it is finite and its whole part has no more digits than a measure may have."""
    return value.is_finite() and (value == 0 or value.adjusted() < MOST_DIGITS)


def _noise_off(value: Decimal) -> Decimal:
    """To the last decimal there may be, half up: beyond it is a spreadsheet's own noise."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        return value.quantize(Decimal(1).scaleb(-MOST_DECIMALS), ROUND_HALF_UP)
    return value


def _is_stored(info: ValidationInfo) -> bool:
    return bool(info.context and info.context.get("stored"))


def _bounded_day(day: dt.date, info: ValidationInfo) -> dt.date:
    if not _is_stored(info) and not is_day(day):
        raise ValueError(f"il giorno deve stare tra il {FIRST_DAY.year} e il {LAST_DAY.year}")
    return day


def bounded(value: Decimal | dt.date, info: ValidationInfo) -> Decimal | dt.date:
    """A measure, or a day, of the plan. A number loses what is beyond its last decimal."""
    if isinstance(value, dt.date):
        return _bounded_day(value, info)
    if _is_stored(info):
        return value
    if not fits(value):
        raise ValueError(f"un numero ha al massimo {MOST_DIGITS} cifre prima della virgola")
    return _noise_off(value)


PlanDay = Annotated[dt.date, AfterValidator(_bounded_day)]


def check(asked: object) -> None:
    """Refuses a command that carries what is beyond the bounds; models bound themselves.

    Raises DayOutOfBounds, NumberOutOfBounds, TextTooLong, TextUnseen.
    """
    kind = type(asked)
    if kind in _UNBOUND:
        return
    if (rule := _RULES.get(kind)) is not None:
        rule(asked)
    elif isinstance(asked, str):  # of an enumeration
        _check_text(asked)
    else:
        for part in _parts(asked):
            if type(part) not in _UNBOUND:
                check(part)


def _check_text(asked: str) -> None:
    if len(asked) > MOST_CHARACTERS:
        raise TextTooLong(len(asked), MOST_CHARACTERS)
    if not asked.isprintable() and legible(asked) != asked.replace("\r\n", "\n"):
        raise TextUnseen()


def _check_day(asked: dt.date) -> None:
    if not is_day(asked):
        raise DayOutOfBounds(asked, FIRST_DAY.year, LAST_DAY.year)


def _check_number(asked: Decimal) -> None:
    if not is_number(asked):
        raise NumberOutOfBounds(MOST_DIGITS, MOST_DECIMALS)


_UNBOUND = frozenset({type(None), bool, int})
_RULES: Mapping[type, Callable[[Any], None]] = {
    str: _check_text,
    dt.datetime: lambda asked: _check_day(asked.date()),
    dt.date: _check_day,
    Decimal: _check_number,
}
"""By its very type, which is found at once: a command has ten values."""


def _parts(asked: object) -> Iterable[object]:
    """What a value is made of; nothing for one that is whole."""
    if names := _names(type(asked)):  # type: ignore[arg-type]
        return [getattr(asked, name) for name in names]
    if isinstance(asked, Mapping):
        return chain(asked.keys(), asked.values())
    return asked if isinstance(asked, tuple | list | frozenset) else ()


@lru_cache(maxsize=512)
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; none of what is whole."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
