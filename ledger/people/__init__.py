"""Roles, posts and what each role is called. Who may do what is decided in `ledger.commands`."""

import datetime as dt
from enum import StrEnum

from ledger.later import dataclass

CLI = "cli"
"""The actor of the command line: may do what an admin and the Segretario may (contract)."""

CALENDAR = "calendar"
"""The actor of what nobody asked for: notices, and what Telegram says of chats."""


class Role(StrEnum):
    """What a person is in the town hall."""

    SEGRETARIO = "segretario"
    DIRIGENTE = "dirigente"
    EQ = "eq"
    DIPENDENTE = "dipendente"
    NUCLEO = "nucleo"
    GIUNTA = "giunta"
    SINDACO = "sindaco"
    PERSONALE = "personale"
    ADMIN = "admin"

    @property
    def needs_unit(self) -> bool:
        """Whether a post of this role is of an area or a service."""
        return self in (Role.DIRIGENTE, Role.EQ, Role.DIPENDENTE)


@dataclass(frozen=True)
class Post:
    """A role held by a person, of an area or a service where the role has one, between two days."""

    role: Role
    unit: str | None = None
    interim: bool = False
    since: dt.date | None = None
    until: dt.date | None = None

    def held_on(self, day: dt.date) -> bool:
        """Whether the post is held on that day."""
        after_start = self.since is None or self.since <= day
        return after_start and (self.until is None or day <= self.until)

    @property
    def name(self) -> str:
        """As owners of objectives name it: `dirigente:AS`, `eq:AS4`, `segretario`."""
        return f"{self.role}:{self.unit}" if self.unit else str(self.role)
