"""Who is enrolled, which posts they hold, which chat is theirs."""

import datetime as dt
from typing import Literal

from ledger.events.base import Fact, Personal
from ledger.people import Role


class PersonAdded(Fact):
    """A person was enrolled."""

    type: Literal["PersonAdded"] = "PersonAdded"
    person: str
    name: Personal

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class PostAssigned(Fact):
    """A person was given a post, possibly ad interim, between two days."""

    type: Literal["PostAssigned"] = "PostAssigned"
    person: str
    role: Role
    unit: str | None = None
    interim: bool = False
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class InvitationIssued(Fact):
    """An admin issued a one-time code; only its hash is kept."""

    type: Literal["InvitationIssued"] = "InvitationIssued"
    person: str
    code_hash: str
    expires_at: dt.datetime

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class ChatBound(Fact):
    """A person used an invitation: this Telegram user is them."""

    type: Literal["ChatBound"] = "ChatBound"
    person: str
    code_hash: str
    user_id: Personal

    @property
    def stream(self) -> str:
        return f"person:{self.person}"
