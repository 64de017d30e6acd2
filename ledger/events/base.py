"""What all events share."""

import json
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict

PERSONAL = "personal"
Personal = Annotated[str, PERSONAL]
"""About a person and not about the plan: to be encrypted with a key per person later."""


class Fact(BaseModel):
    """Base of all events. `stream` is the thing whose story the event belongs to."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    SCHEMA: ClassVar[int] = 1

    @property
    def stream(self) -> str:
        raise NotImplementedError


class PlanFact(Fact):
    """A fact about the plan of one year, or about what was reported on it.

    Codes repeat from year to year and mean different things: the year is part of every name.
    """

    SCHEMA: ClassVar[int] = 2
    year: int


def plan_facts() -> list[type[PlanFact]]:
    """Every kind of fact that belongs to the plan of a year."""
    return PlanFact.__subclasses__()


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, no spaces, exact strings for numbers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
