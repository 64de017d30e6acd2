"""How a module of commands names its deciders and rules: each is typed with its command."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from ledger.commands.authority import Grounds, Rule
from ledger.log import Decision
from ledger.view import View

Decider = Callable[[View, Any, str, dt.datetime], list[Decision]]
"""What would be recorded if an actor gave a command at an instant; raises a Refusal."""

Command = TypeVar("Command")


def decides(
    kind: type[Command], by: Callable[[View, Command, str, dt.datetime], list[Decision]]
) -> tuple[type, Decider]:
    """One line of a module's `DECIDERS`; a decider of another command is a type error."""
    return kind, by


def allows(
    kind: type[Command], by: Callable[[View, Command, dt.date], Iterable[Grounds] | None]
) -> tuple[type, Rule]:
    """One line of a module's `RULES`: who may give the command."""
    return kind, by
