"""Areas, services, objectives, indicators, and the codes people type.

A `Plan` is what a document says, frozen; amendments made during the year are events, and the
projections hold what is in force. Source: contract, "The plan file".
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from ledger.bounds import PlanDay, bounded
from ledger.plan.anomalies import AnomalyKind

ENTE = "ENTE"
TRANSVERSAL = "TR"
SEGRETARIO = "SG"


class Kind(StrEnum):
    """What an indicator measures."""

    COUNT = "count"
    RATIO = "ratio"
    PERCENT = "percent"
    MILESTONE = "milestone"
    CURRENCY = "currency"
    INDEX = "index"
    DATE = "date"

    @property
    def is_step(self) -> bool:
        """Reached or not reached: nothing in between."""
        return self in (Kind.MILESTONE, Kind.DATE)

    @property
    def in_percent(self) -> bool:
        """Whether its figures are percentages."""
        return self in (Kind.RATIO, Kind.PERCENT)


class Direction(StrEnum):
    """Whether more is better or less is."""

    UP = "up"
    DOWN = "down"


class Origin(StrEnum):
    """Where progress starts: at zero, or at last year's figure."""

    ZERO = "zero"
    BASELINE = "baseline"


def _exact(value: object) -> object:
    """Numbers arrive as strings, integers or YAML floats such as 62.5; none may be inexact."""
    if isinstance(value, bool):
        raise ValueError("serve un numero")
    if isinstance(value, float):
        value = str(value)
    if isinstance(value, str):
        try:
            value = Decimal(value.strip())
        except InvalidOperation:
            raise ValueError(f"{value!r} non è un numero") from None
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError("serve un numero finito")
    return value


def _measure_or_day(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        return dt.date.fromisoformat(value.strip())
    return value if isinstance(value, dt.date) else _exact(value)


Exact = Annotated[Decimal, BeforeValidator(_exact)]
Percent = Annotated[Exact, Field(ge=0, le=100)]
Goal = Annotated[Decimal | dt.date, BeforeValidator(_measure_or_day)]
"""A target: an exact number, or a day for indicators of kind `date`."""
PlanMeasure = Annotated[Exact, AfterValidator(bounded)]
PlanGoal = Annotated[Goal, AfterValidator(bounded)]
"""The same as a plan may print them. A command that asks for one beyond is refused, in `decide`."""

AskedGoal = Annotated[Decimal | dt.date, BeforeValidator(_measure_or_day)]
"""A target as somebody asks for it: beyond the bounds it is refused in words when it is decided."""


Printed = Field(default=(), exclude_if=lambda value: not value)
"""A list that only some documents print; left out where it is empty, as before it was known."""


class Part(BaseModel):
    """A frozen piece of the plan; unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)


class Service(Part):
    """An office within an area, by its code, and as documents print it."""

    code: str = Field(pattern=r"^[A-Z][A-Z0-9-]*$")
    printed: str | None = None
    name: str


class Area(Part):
    """A department of the town hall and its services."""

    code: str = Field(pattern=r"^[A-Z][A-Z0-9-]*$")
    name: str
    services: tuple[Service, ...] = ()


class Mandate(Part):
    """A line of the mayor's mandate (linea programmatica)."""

    code: str
    title: str


class Strategic(Part):
    """A strategic objective of the DUP."""

    code: str
    title: str
    missions: tuple[str, ...] = ()
    mandate: str | None = None
    assessore: str | None = None
    """The post, never the person."""


class Operational(Part):
    """An operational objective of the DUP."""

    code: str
    title: str
    state: Literal["in_progress", "planned", "achieved", "cancelled"]
    span: Literal["annual", "multiyear"] | None = None
    missions: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    reason: str | None = None


class Indicator(Part):
    """What is counted, in which unit, from where to where. A ratio's target is in percent."""

    code: str = Field(pattern=r"^[A-Z][A-Z0-9-]*\.\d+\.\d+$")
    name: str
    kind: Kind
    unit: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    baseline: PlanMeasure | None = None
    target: PlanGoal | None = None
    direction: Direction = Direction.UP
    weight: Percent | None = None
    deadline: PlanDay | None = None
    origin: Origin = Field(default=Origin.ZERO, alias="from")
    aliases: tuple[str, ...] = ()
    continues: str | None = None
    """Code of the indicator it goes on from, in the plan of the year before."""

    @property
    def objective(self) -> str:
        """The code of the objective it belongs to."""
        return self.code.rsplit(".", 1)[0]


class Phase(Part):
    """A piece of work of an objective. Kept and shown; it bears on no figure."""

    title: str
    start: dt.date | None = None
    end: dt.date | None = None
    weight: Percent | None = None


class People(Part):
    """Who works on an objective: how many of which area of classification, for which share."""

    area: str
    number: Exact | None = None
    percent: Percent | None = None


class Budget(Part):
    """Money set aside for an objective, by chapter; euro."""

    chapter: str
    amount: Exact | None = None


class Objective(Part):
    """An executive objective `<SERVICE>.<n>`, a transversal one `TR.<n>`, or `SG.<n>`."""

    code: str = Field(pattern=r"^[A-Z][A-Z0-9-]*\.\d+$")
    title: str
    description: str | None = None
    action: str | None = None
    printed: str | None = None
    group: str | None = None
    strategic: str | None = None
    operational: str | None = None
    years: tuple[int, ...] = ()
    deadline: PlanDay | None = None
    weight: Percent | None = None
    owners: tuple[str, ...] = ()
    continues: str | None = None
    indicators: tuple[Indicator, ...] = ()
    impact: str | None = None
    stakeholders: tuple[str, ...] = Printed
    ptpct: tuple[str, ...] = Printed
    """Measures of the anticorruption plan it serves."""
    phases: tuple[Phase, ...] = Printed
    people: tuple[People, ...] = Printed
    budget: tuple[Budget, ...] = Printed

    @property
    def unit(self) -> str:
        """The service's code, or `TR`, or `SG`."""
        return self.code.rsplit(".", 1)[0]

    @property
    def group_name(self) -> str:
        """The table whose weights add up to 100."""
        return self.group or self.unit


class Anomaly(Part):
    """Something the document got wrong; `reading` is only a proposal until somebody settles it."""

    kind: AnomalyKind
    where: str
    line: int | None = None
    text: str | None = None
    reading: str | None = None


class Plan(Part):
    """The plan of one year, whole: the town hall's units, what it aims at, what its document got
    wrong."""

    ente: str
    year: int = Field(ge=2000, le=2100)
    areas: tuple[Area, ...]
    mandate: tuple[Mandate, ...] = Printed
    strategic: tuple[Strategic, ...] = ()
    operational: tuple[Operational, ...] = ()
    objectives: tuple[Objective, ...]
    anomalies: tuple[Anomaly, ...] = ()

    def services(self) -> Iterator[tuple[Area, Service]]:
        """Every service with its area, in the order of the document."""
        for area in self.areas:
            for service in area.services:
                yield area, service

    def indicators(self) -> Iterator[tuple[Objective, Indicator]]:
        """Every indicator with its objective, in the order of the document."""
        for objective in self.objectives:
            for indicator in objective.indicators:
                yield objective, indicator

    def area_of(self, service: str) -> Area | None:
        """The area of a service; None for a code that is no service."""
        return next((a for a, s in self.services() if s.code == service), None)


def normalise_code(typed: str) -> str:
    """A unit's code as typed, without dots, spaces and case: `a.s. 4` is `AS4`."""
    return "".join(typed.split()).replace(".", "").upper()


@lru_cache(maxsize=4096)
def plan_code_candidates(typed: str) -> tuple[str, ...]:
    """Codes of objectives or indicators that a typed text may stand for, likeliest first.

    Dots in a printed unit code make this ambiguous (`A.S.4.3` is objective AS4.3, `AS4.3.1` an
    indicator): the plan decides which of them exists.
    """
    parts = [p for p in re.split(r"[\s.]+", typed.strip().upper()) if p]
    found: list[str] = []
    for tail in (2, 1):
        head, numbers = parts[:-tail], parts[-tail:]
        if head and all(n.isdecimal() for n in numbers) and head[0][:1].isalpha():
            found.append(".".join(["".join(head), *(str(int(n)) for n in numbers)]))
    return tuple(found)


def split_weights(weights: Sequence[Decimal | None]) -> list[Fraction]:
    """Percent weights of a group, what is left of 100 split evenly among those not set.

    Where the set ones already reach 100 the others get nothing. Source: R-01 and the contract.
    """
    return [*_split(tuple(weights))]


@lru_cache(maxsize=4096)
def _split(weights: tuple[Decimal | None, ...]) -> tuple[Fraction, ...]:
    """Most groups of a plan, and of every other, have the same few."""
    left = max(Fraction(0), 100 - sum((Fraction(w) for w in weights if w is not None), Fraction(0)))
    missing = sum(w is None for w in weights)
    share = left / missing if missing else left
    return tuple(Fraction(w) if w is not None else share for w in weights)


def group_members(objectives: Iterable[Objective]) -> dict[str, list[Objective]]:
    """Objectives by the table whose weights add up to 100, in order."""
    groups: dict[str, list[Objective]] = {}
    for objective in objectives:
        groups.setdefault(objective.group_name, []).append(objective)
    return groups
