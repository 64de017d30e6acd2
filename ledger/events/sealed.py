"""What is stored of an event: its facts open, what is about people in one field, by person.

    {"indicator":"AS4.3.1","report":29,"sealed":{"eq.as4":"…"},"year":2024}

The hash is made of this text, so that the chain is checked without any key.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Protocol

from ledger.clock import day_of
from ledger.events.base import ERASED, LOCKED_AWAY, Fact, canonical, sealed_fields
from ledger.events.personnel import PayoutAdjusted, PayoutListApproved
from ledger.later import dataclass

FIELD = "sealed"

BY_PERSON = (PayoutListApproved, PayoutAdjusted)
"""Lists of several people: to each their own lines."""

ABOUT = "effective_on"
"""Inside what is sealed whole: the day it is about, which the envelope then does not say."""


class Opener(Protocol):
    """Who holds the keys."""

    @property
    def present(self) -> bool:
        """Whether they are there at all."""
        ...

    def seal(self, subject: str, text: str, place: str) -> str: ...

    def open_box(self, subject: str, closed: str, place: str) -> str | None:
        """None once the key is destroyed, or where there are no keys. Raises KeysMissing."""
        ...


class Erased(Fact):
    """An event of which nothing can be read any more; `person` is whom it was about."""

    type: str
    person: str

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


@dataclass(frozen=True)
class Stored:
    """An event as the log keeps it."""

    type: str
    effective_on: dt.date
    data: str


def dump(event: Fact) -> str:
    """An event's data in clear: canonical JSON without its type and without what is not set."""
    return canonical(_body(event))


def _body(event: Fact) -> dict[str, Any]:
    return event.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"type"})


def stored(
    event: Fact, stream: str, about: dt.date, whose: str, recorded_at: dt.datetime, keys: Opener
) -> Stored:
    """What is written of an event; `whose` key seals what is personal in it. Raises Forgotten."""
    kind, body = type(event), _body(event)
    private = {name: body.pop(name) for name in sealed_fields(kind) if name in body}
    name = kind.SEALED_AS or kind.__name__
    if kind.SEALED_AS is not None:
        private |= {"type": kind.__name__, ABOUT: about.isoformat()}
        about = day_of(recorded_at)
    if private:
        parts = _by_person(private) if isinstance(event, BY_PERSON) else {whose: private}
        body[FIELD] = {
            subject: keys.seal(subject, canonical(part), _place(stream, subject))
            for subject, part in parts.items()
        }
    return Stored(name, about, canonical(body))


@dataclass(frozen=True)
class Opened:
    """The body of an event with its `type` and what was sealed in its place; `whole` where nothing
    of it was sealed by a key that is destroyed."""

    body: dict[str, Any]
    whole: bool


def opened(
    stream: str, type_: str, data: str, keys: Opener | None, only: str | None = None
) -> Opened:
    """What is stored, read with the keys; with `only`, what is sealed by that key and no other.

    Raises KeysMissing.
    """
    body = json.loads(data)
    boxes: Mapping[str, str] = body.pop(FIELD, {})
    body["type"], whole = type_, True
    for subject, closed in boxes.items():
        if only not in (None, subject):
            continue
        text = None if keys is None else keys.open_box(subject, closed, _place(stream, subject))
        if text is None:
            whole = False
            continue
        private = json.loads(text)
        if "lines" in private:
            lines = json.loads(body.get("lines", "{}")) | json.loads(private["lines"])
            private["lines"] = canonical(lines)
        body.update(private)
    return Opened(body, whole)


def without_what_is_erased(
    kind: type[Fact], body: dict[str, Any], keys: Opener | None
) -> dict[str, Any] | None:
    """The body of an event some of which nobody can read; None where it says nothing any more."""
    word = ERASED if keys is not None and keys.present else LOCKED_AWAY
    if issubclass(kind, BY_PERSON):
        return {"lines": "{}", **body}
    if can_be_erased(kind):
        return None
    return {**dict.fromkeys(sealed_fields(kind), word), **body}


def can_be_erased(kind: type[Fact]) -> bool:
    """Whether nothing at all is left of such an event once the key of its person is destroyed."""
    return not issubclass(kind, BY_PERSON) and not all(sealed_fields(kind).values())


def _by_person(private: dict[str, Any]) -> dict[str, dict[str, Any]]:
    lines = json.loads(private["lines"])
    found: dict[str, dict[str, Any]] = {}
    for key, line in lines.items():
        found.setdefault(key.partition("@")[0], {})[key] = line
    return {person: {"lines": canonical(own)} for person, own in found.items()}


def _place(stream: str, subject: str) -> str:
    """What is sealed in one story does not open in another."""
    return f"{stream}\n{subject}"
