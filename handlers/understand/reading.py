"""What a message was read as: plain values, made by the reader, shown by whoever asked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from enum import StrEnum

from ledger.later import dataclass
from words.say import Say


class Intent(StrEnum):
    """What a message wants."""

    REPORT = "report"
    CORRECT = "correct"
    VALIDATE = "validate"
    EVALUATE = "evaluate"
    QUERY_STATUS = "query_status"
    QUERY_DEADLINES = "query_deadlines"
    QUERY_OBJECTIVE = "query_objective"
    HISTORY = "history"
    HELP = "help"
    GREETING = "greeting"
    UNCLEAR = "unclear"


ASKING = frozenset(
    {
        Intent.QUERY_STATUS,
        Intent.QUERY_DEADLINES,
        Intent.QUERY_OBJECTIVE,
        Intent.HISTORY,
        Intent.HELP,
        Intent.GREETING,
    }
)
"""What is answered and records nothing."""


class Mode(StrEnum):
    """How a number bears on the figure: instead of it, added, a ratio, a step."""

    ABSOLUTE = "absolute"
    INCREMENT = "increment"
    RATIO = "ratio"
    MILESTONE = "milestone"


class NotTaken(StrEnum):
    """Why a well understood message is not offered for recording."""

    NOT_ALLOWED = "not_allowed"
    BAD_DATE = "bad_date"
    BAD_VALUE = "bad_value"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class Evidence:
    """Why a fact was read as it was; never part of what it says."""

    weighed: tuple[tuple[str, float, Mapping[str, float]], ...] = ()
    """The likeliest indicators, each with its score and features."""
    signs: Mapping[str, float] = field(default_factory=dict)
    """Features by which it is judged whether to offer the fact."""
    offer: float = 1.0
    """How likely it is read as it was meant, from those."""
    is_doubted: bool = False
    """Whether the fact, read whole, is asked about for that alone."""


@dataclass(frozen=True)
class Item:
    """One fact, or the scope of one question."""

    objective: str | None = None
    indicator: str | None = None
    scope: str | None = None
    mode: Mode | None = None
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    date: dt.date | None = None
    decision: str | None = None
    """`approve` or `reject`, of a validation."""
    ambiguous: bool = False
    refusal: NotTaken | None = None
    question: Say | None = None
    candidates: tuple[str, ...] = ()
    """At most five codes the words may mean, likeliest first, where the reader cannot tell."""
    words: str = ""
    """The words that named the indicator, as they would become an alias."""
    assumed: tuple[str, ...] = ()
    """Fields the message did not say: `date`, `mode`, `indicator`. Shown on the card as assumed."""
    evidence: Evidence | None = field(default=None, compare=False, repr=False)
    year: int | None = field(default=None, compare=False)
    """The year whose plan its codes are of."""

    @property
    def about(self) -> str | None:
        """The code of what it speaks of: an indicator, else an objective, else a unit."""
        return self.indicator or self.objective or self.scope


@dataclass(frozen=True)
class Reading:
    """How a message was read: what it wants and the facts in it. It records nothing."""

    intent: Intent
    items: tuple[Item, ...] = ()
    ambiguous: bool = False
    refusal: NotTaken | None = None
    question: Say | None = None
    as_of: dt.date | None = None
    """The past day a question is about ("com'era a giugno")."""
    years: frozenset[int] = field(default=frozenset(), compare=False)
    """Of the days that the message says something of: not of its deadlines and starts."""
    text: str = field(default="", compare=False, repr=False)
    """The message itself."""
    trace: tuple[tuple[str, Say], ...] = ()
    """Which words were read as what, in order: the explanation behind `-v`."""
