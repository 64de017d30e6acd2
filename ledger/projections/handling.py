"""How a projection names its handlers: each is typed with the event it takes."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlite_utils import Database

from ledger.events import Envelope
from ledger.events.base import Fact

Handler = Callable[[Database, Envelope, Any], None]
"""Brings a table up to one event: the envelope says when and by whom, the event what."""

Kind = TypeVar("Kind", bound=Fact)


def on(
    kind: type[Kind], act: Callable[[Database, Envelope, Kind], None]
) -> tuple[type[Fact], Handler]:
    """One line of a module's `HANDLERS`; a handler of another event is a type error."""
    return kind, act
