"""A message cut into pieces: codes, days, numbers, acts, words and punctuation, in order."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Doubt(StrEnum):
    """Why a number cannot be taken as it stands."""

    DOT = "dot"
    """`12.5`: 12,5 or 125?"""
    ABOUT = "about"
    """`una ventina`, `circa 40`."""
    UNREADABLE = "unreadable"
    """`1.2.3,4`: no number at all."""
    RANGE = "range"
    """`40-45`, `40 o 45`, `10+2`: which one?"""
    YEAR = "year"
    """`2024`, which is more often a year than a measure."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the cleaned text, from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Word(Piece):
    """Any other word."""

    pass


@dataclass(frozen=True, slots=True)
class Mark(Piece):
    """Punctuation that may separate facts."""


@dataclass(frozen=True, slots=True)
class Code(Piece):
    """A typed code. `code` is the plan's, None where the plan has no such code."""

    code: str | None


@dataclass(frozen=True, slots=True)
class Person(Piece):
    """A person's code, as in `valuta eq.as4`."""

    code: str


class Manner(StrEnum):
    """How the words around a number say it counts."""

    ADDED = "added"
    """`altre 12`, `in più`."""
    TOTAL = "total"
    """`siamo a`, `in tutto`."""
    LEFT = "left"
    """What remains: `ne restano 40`."""
    FEWER = "fewer"
    """`15 in meno`."""
    CLEARED = "cleared"
    """What was disposed of: `smaltite altre 15`."""


@dataclass(frozen=True, slots=True)
class Cue(Piece):
    """Words that say how a number counts, and name nothing."""

    manner: Manner


@dataclass(frozen=True, slots=True)
class Number(Piece):
    """A number as it was written, its sign and its fellow apart."""

    value: Decimal
    sign: str = ""
    """`+` or `-` where typed."""
    percent: bool = False
    money: bool = False
    points: bool = False
    in_words: bool = False
    over: Decimal | None = None
    """Second term of a pair (`12 su 40`, `12/40`)."""
    slashed: bool = False
    """The pair was typed with a slash, as short days are."""
    reached: bool = False
    """The end of a way said whole (`da 228 a 240`): a total."""
    doubt: Doubt | None = None
    likely: float = field(default=1.0, compare=False)
    """How likely it is a measure, and not something said beside one."""


class When(StrEnum):
    """What a phrase of time says of the fact beside it."""

    DAY = "day"
    """It happened on that day, or in part of it."""
    AT = "at"
    """The state of things at that day: `al 31 agosto`, `a fine agosto`."""
    PERIOD = "period"
    """It happened in a period that ends on that day."""
    SINCE = "since"
    """From the year's start or another day: what is counted is a total."""
    BY = "by"
    """A deadline: `entro ottobre`."""


@dataclass(frozen=True, slots=True)
class Day(Piece):
    """A day that was said, and how; None where it is no day."""

    when: When
    day: dt.date | None
    """None where the day does not exist."""
    nearest: dt.date | None = None
    """The nearest day that exists, as a proposal."""
    assumed: bool = False
    """The day is our reading of a looser phrase."""
    from_new_year: bool = False
    """A period that starts on 1 January: what is counted in it is a total."""


@dataclass(frozen=True, slots=True)
class Act(Piece):
    """An act, protocol, law, phone, hour or address: its numbers are never values."""

    kind: str
    dated: bool = False
    day: dt.date | None = None
    """None also where the day typed does not exist; then `nearest` is a proposal."""
    nearest: dt.date | None = None
