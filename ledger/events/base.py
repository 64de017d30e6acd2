"""What all events share."""

import functools
import json
from collections.abc import Mapping
from typing import Annotated, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

Any_ = TypeVar("Any_")

PERSONAL = "personal"
Personal = Annotated[Any_, PERSONAL]
"""About a person and not about the plan: sealed by their key. Once that is destroyed nothing of
the event can be read, and it counts no more."""

WORDS = "words"
Words = Annotated[Any_, WORDS]
"""The same of text that the event can do without: it stays, and says `ERASED` instead."""

ERASED = "cancellato"
"""What stands where there were words of somebody who was forgotten."""


LOCKED_AWAY = "sigillato"
"""The same where the keys are not at hand."""


class Fact(BaseModel):
    """Base of all events. `stream` is the thing whose story the event belongs to."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    SCHEMA: ClassVar[int] = 1
    SEALED_AS: ClassVar[str | None] = None
    """The name it goes by in the log where its own would say what is sealed."""

    def whose(self, actor: str) -> str:
        """Whose key seals what is personal in it: the person it is about, else who wrote it."""
        return str(self.__dict__.get("person", actor))

    @property
    def stream(self) -> str:
        """The thing whose story the event belongs to."""
        raise NotImplementedError


class PlanFact(Fact):
    """A fact about the plan of one year, or about what was reported on it.

    Codes repeat from year to year and mean different things: the year is part of every name.
    """

    SCHEMA: ClassVar[int] = 2
    year: int


@functools.cache
def sealed_fields(kind: type[Fact]) -> Mapping[str, bool]:
    """The fields of a kind of event that are sealed; of each, whether it is mere words.

    An event with a name of its own in the log keeps nothing open but whom it is about.
    """
    if kind.SEALED_AS is not None:
        return dict.fromkeys(kind.model_fields.keys() - {"person"}, False)
    marks = {name: field.metadata for name, field in kind.model_fields.items()}
    return {name: WORDS in m for name, m in marks.items() if WORDS in m or PERSONAL in m}


_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, no spaces, exact strings for numbers."""
    return _WRITER.encode(value)
