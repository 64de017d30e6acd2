"""How the inputs of `calc` are written: exact numbers, days, periods, counts.

Ranges belong to the rules; here is only what a value must look like.
"""

import datetime as dt
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from ledger.regulation import Regulation
from ledger.regulation.kinds import Day, read_day, whole_between
from ledger.scoring.assignments import Assignment
from ledger.scoring.numbers import read_number
from ledger.scoring.parts import ObjectiveValue
from ledger.scoring.periods import Period
from ledger.scoring.presence import Presence

Answer = dict[str, Any]
"""What an operation answers: texts, whole numbers, booleans and nulls, ready for JSON."""


def _number(value: object) -> Fraction:
    try:
        return read_number(value)
    except ValueError:
        raise PydanticCustomError(
            "bad_number", 'serve un numero, come "12", "12.5" o "100/3"'
        ) from None


def _period(value: object) -> Period:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise PydanticCustomError("bad_period", "un periodo è una coppia di date, [inizio, fine]")
    start, end = (None if day is None else read_day(day) for day in value)
    return Period(start, end)


Number = Annotated[Fraction, BeforeValidator(_number)]
Count = Annotated[int, whole_between(0, 1_000_000)]
Year = Annotated[int, whole_between(1, 9999)]
Flag = Annotated[bool, Field(strict=True)]
Text = Annotated[str, Field(strict=True, min_length=1)]
PeriodPair = Annotated[Period, BeforeValidator(_period)]


class Part(BaseModel):
    """An object of the input. What is null counts as not given where it may be left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        optional = {
            field.alias or name
            for name, field in cls.model_fields.items()
            if not field.is_required()
        }
        return {k: v for k, v in given.items() if not (v is None and k in optional)}


class Operation(Part):
    """One operation: its fields are its input, `answer` computes it."""

    op: ClassVar[str]

    def answer(self, regulation: Regulation) -> Answer:
        """The rule's answer under a regulation, as JSON takes it; numbers as exact text. Raises
        CalcError."""
        raise NotImplementedError


class FromTo(Part):
    """Fields `from` and `to` of a record; open where they are null."""

    start: Day | None = Field(default=None, alias="from")
    to: Day | None = None

    @property
    def period(self) -> Period:
        """Both days included."""
        return Period(self.start, self.to)


class ObjectiveInput(Part):
    """The value an objective reached, 0 to 100, and its weight."""

    value: Number
    weight: Number | None = None

    @property
    def reached(self) -> ObjectiveValue:
        """As the rules take it."""
        return ObjectiveValue(self.value, self.weight)


class AssignmentInput(FromTo):
    """A unit, and the days somebody was assigned to it."""

    unit: Text

    @property
    def assignment(self) -> Assignment:
        """As the rules take it."""
        return Assignment(self.unit, self.period)


class PresenceInput(Part):
    """Days of presence in a year."""

    presence_days: Number
    protected_days: Number = Fraction(0)
    vertical_pt_ratio: Number = Fraction(1)
    protected_by_law: Flag = False

    @property
    def presence(self) -> Presence:
        """As the rules take it."""
        return Presence(
            self.presence_days,
            self.protected_days,
            self.vertical_pt_ratio,
            self.protected_by_law,
        )


def iso(day: dt.date | None) -> str | None:
    """A day as JSON has it."""
    return None if day is None else day.isoformat()
