"""How the values of a regulation are written: exact numbers, days of the year, nothing at all."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

_LONGEST = 400
"""Digits of a number on either side of the point: more are not a measure but an accident."""


class Table(BaseModel):
    """A frozen table of the file; unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)


def plain_decimal(value: object) -> str:
    """A number as plain decimal text, from a string or a JSON or TOML number.

    Raises ValueError for anything else, booleans included.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise ValueError("not a number")
    text = str(value).strip()
    if not isinstance(value, str) and re.search("[eE]", text):
        number = Decimal(text)
        if not number.is_finite() or abs(number.adjusted()) > _LONGEST:
            raise ValueError("out of reach")
        text = format(number, "f")
    if not re.fullmatch(rf"-?[0-9]{{1,{_LONGEST}}}(\.[0-9]{{1,{_LONGEST}}})?", text):
        raise ValueError("not a plain number")
    return text


def _number(lowest: Decimal | None, highest: Decimal | None) -> Callable[[object], Decimal]:
    def read(value: object) -> Decimal:
        try:
            number = Decimal(plain_decimal(value))
        except ValueError:
            raise PydanticCustomError("bad_number", "serve un numero, come 12 o 12.5") from None
        if lowest is not None and number < lowest:
            raise PydanticCustomError("out_of_range", f"deve essere almeno {lowest}")
        if highest is not None and number > highest:
            raise PydanticCustomError("out_of_range", f"deve essere al massimo {highest}")
        return number

    return read


def number_between(lowest: int | None, highest: int | None) -> BeforeValidator:
    """Reads an exact number, both bounds included."""
    return BeforeValidator(
        _number(
            None if lowest is None else Decimal(lowest),
            None if highest is None else Decimal(highest),
        )
    )


def whole_between(lowest: int, highest: int) -> BeforeValidator:
    """Reads a whole number, both bounds included."""

    def read(value: object) -> int:
        number = _number(Decimal(lowest), Decimal(highest))(value)
        if number != int(number):
            raise PydanticCustomError("bad_number", "serve un numero intero")
        return int(number)

    return BeforeValidator(read)


def _coefficient(value: object) -> Decimal:
    number = _number(None, None)(value)
    if number <= 0:
        raise PydanticCustomError("out_of_range", "deve essere maggiore di 0")
    return number


def read_month_day(value: object) -> str:
    """A day of any year, MM-DD; 29 February is one."""
    text = value if isinstance(value, str) else ""
    try:
        if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        dt.date.fromisoformat(f"2000-{text}")
    except ValueError:
        raise PydanticCustomError("bad_date", "serve un giorno dell'anno, MM-GG") from None
    return text


def read_day(value: object) -> dt.date:
    """A calendar day, YYYY-MM-DD and nothing else."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    text = value if isinstance(value, str) else ""
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return dt.date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError(
            "bad_date", "serve una data che esiste, scritta AAAA-MM-GG"
        ) from None


def _none_word(value: object) -> object:
    """TOML has no null: `none` is how nothing is written."""
    return None if value == "none" else value


def _no_days(value: object) -> object:
    """No days is `none` or an empty list; days may also be one text, separated by commas."""
    if value is None or value == "none":
        return ()
    if isinstance(value, str):
        return [part.strip() for part in value.split(",")]
    return value


Percent = Annotated[Decimal, number_between(0, 100)]
Coefficient = Annotated[Decimal, BeforeValidator(_coefficient)]
MonthDay = Annotated[str, BeforeValidator(read_month_day)]
Day = Annotated[dt.date, BeforeValidator(read_day)]
Days = Annotated[tuple[Day, ...], BeforeValidator(_no_days)]
NONE_WORD = BeforeValidator(_none_word)
"""Put last in an optional field's annotation, where it is read first."""
