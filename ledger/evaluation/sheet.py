"""What an evaluator signs: values of the objectives, points of the rubric, the facts they rest on.

The text of an event; numbers are exact strings (`p/q` where a decimal never ends).
"""

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ledger.events.base import canonical
from ledger.scoring.numbers import read_number
from ledger.scoring.parts import ObjectiveValue
from ledger.scoring.presence import Presence


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class ObjectiveLine(_Line):
    """`weight` in percent of the person's own list, `proposed` what the indicators say."""

    code: str
    title: str
    weight: str
    value: str
    proposed: str | None = None
    reason: str | None = None
    events: tuple[int, ...] = ()

    @property
    def reached(self) -> ObjectiveValue:
        """The value and the weight as the rules take them (R-02)."""
        return ObjectiveValue(read_number(self.value), read_number(self.weight))


class ItemLine(_Line):
    """The points of one item, and why where a reason is asked."""

    points: str
    reason: str | None = None


def _plain(value: object) -> object:
    """Days were once whole numbers."""
    return str(value) if isinstance(value, int) else value


DayCount = Annotated[str, BeforeValidator(_plain)]


class PresenceLine(_Line):
    """Days at work and of protected absence, exact: of a vertical part-time, those due."""

    days: DayCount
    protected_days: DayCount
    vertical_pt_ratio: str = "1"
    protected_by_law: bool = False

    @property
    def presence(self) -> Presence:
        """The days as the rules take them (R-16)."""
        return Presence(
            read_number(self.days),
            read_number(self.protected_days),
            read_number(self.vertical_pt_ratio),
            self.protected_by_law,
        )


class SchedaForm(_Line):
    """One version of a scheda. `events` names, by field, the seq each fact came from."""

    role: str
    unit: str | None = None
    objectives: tuple[ObjectiveLine, ...]
    items: Mapping[str, ItemLine]
    entity: str | None = None
    sanctions: Mapping[str, int] = Field(default_factory=dict)
    presence: PresenceLine | None = None
    events: Mapping[str, tuple[int, ...]] = Field(default_factory=dict)

    @property
    def points(self) -> dict[str, Fraction]:
        """Points by item."""
        return {code: read_number(line.points) for code, line in self.items.items()}

    def text(self) -> str:
        """As it is stored: canonical JSON."""
        return canonical(self.model_dump(mode="json", exclude_none=True))


def read_sheet(text: str) -> SchedaForm:
    """A stored version as it was."""
    return SchedaForm.model_validate(json.loads(text))
