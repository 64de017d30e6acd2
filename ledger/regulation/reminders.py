"""When people are reminded, how often, and when it goes one level up: choices of the ente.

Days are calendar days unless the field says working days.
"""

from typing import Annotated, Literal, Self

from pydantic import model_validator

from ledger.plan import Kind
from ledger.regulation.kinds import Table, whole_between
from ledger.regulation.tables import wrong

Days = Annotated[int, whole_between(0, 366)]
Hour = Annotated[int, whole_between(0, 24)]
Weekday = Annotated[int, whole_between(1, 7)]
"""ISO: 1 is Monday."""

Notice = Literal[
    "deadline",
    "overdue",
    "stale",
    "escalation",
    "digest",
    "monitoring",
    "validation",
    "no_target",
    "weights",
    "anomaly",
    "conciliazione",
    "reassignment",
    "entity",
    "evaluation",
    "assignment",
    "publication",
    "collegial",
    "fault",
    "phase",
    "carry",
    "invitation",
    "declined",
    "unreachable",
]
"""What a person may be told of."""


class QuietHours(Table):
    """Nothing is sent before `from_hour`, from `to_hour` on, or on other weekdays; Rome's clock."""

    from_hour: Hour
    to_hour: Hour
    weekdays: tuple[Weekday, ...]

    @model_validator(mode="after")
    def _some_time_is_left(self) -> Self:
        if self.from_hour >= self.to_hour or not self.weekdays:
            raise wrong("reminders", "tra l'inizio e la fine dell'orario deve restare del tempo")
        return self


class Reminders(Table):
    """The ente's choices of when people are reminded: `[reminders]` of the TOML."""

    hours: QuietHours
    weekday: Weekday
    """The one of weekly repeats, open items and the weekly digest."""
    deadline_days: tuple[Days, ...]
    """Before a deadline, of an objective or of a phase of the cycle; 0 is the day itself."""
    campaign_days: tuple[Days, ...]
    """Before the end of a monitoring campaign; its opening is told besides."""
    term_days: tuple[Days, ...]
    """Before the end of a term (conciliazione, reassignment); its opening is told besides."""
    invitation_days: Days
    """Before an invitation expires."""
    stale_days: dict[Kind, Days]
    """Silence, by kind of indicator; a kind that is not here is reminded of its deadline only."""
    fresh_days: Days
    """Who reported so few days before a reminder is not reminded."""
    escalation_days: tuple[Annotated[int, whole_between(1, 366)], ...]
    """Working days past the deadline, or of silence past the first reminder: one level up each."""
    most_a_day: Annotated[int, whole_between(1, 10)]
    """Messages to one person."""
    lines: Annotated[int, whole_between(3, 20)]
    """Of one message; what is left is counted."""
    may_silence: tuple[Notice, ...]
    """What a person may choose not to hear of."""
