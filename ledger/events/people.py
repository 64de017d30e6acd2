"""Who is enrolled, which posts they hold, which chat is theirs."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ledger.events.base import Fact, Words
from ledger.people import Role


class PersonAdded(Fact):
    """A person was enrolled."""

    type: Literal["PersonAdded"] = "PersonAdded"
    person: str
    name: Words[str]

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


class PostEnded(Fact):
    """A post is held no more after a day."""

    type: Literal["PostEnded"] = "PostEnded"
    person: str
    role: Role
    unit: str | None = None
    until: dt.date

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class ChatAwaiting(Fact):
    """A person who reads scores used an invitation: a second person must say that it is them."""

    type: Literal["ChatAwaiting"] = "ChatAwaiting"
    person: str
    code_hash: str
    user_id: Words[str]

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class ChatRefused(Fact):
    """The second person said that the chat that waits is not theirs."""

    type: Literal["ChatRefused"] = "ChatRefused"
    person: str
    user_id: Words[str]

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class ChatUnbound(Fact):
    """A chat is nobody's any more: its person left it, or has no post, or was invited anew."""

    type: Literal["ChatUnbound"] = "ChatUnbound"
    person: str
    user_id: Words[str]

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class ChatBound(Fact):
    """A person used an invitation, and was confirmed where that is asked: this Telegram user is
    them."""

    SCHEMA = 2
    type: Literal["ChatBound"] = "ChatBound"
    person: str
    code_hash: str
    user_id: Words[str]
    displaces: str | None = None
    """Whose chat it was before, where it was another's."""

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class PublicFigures(BaseModel):
    """What the public pages said of a year's premiums: of everybody, of nobody by name. Exact
    numbers; None is what they kept back."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    paid: str | None = None
    people: int | None = None
    bands: tuple[tuple[str, str, int], ...] = ()
    """Lowest and highest share of the premium, in percent, and how many are between."""


class PersonForgotten(Fact):
    """What the record held on a person is read by nobody any more: their key is destroyed."""

    type: Literal["PersonForgotten"] = "PersonForgotten"
    person: str
    second: str
    """Who else said that it may be done."""
    reason: Words[str]
    paid: Mapping[int, Mapping[str, str]] = {}
    """By year and fund, in euros: what the definitive lists with them on had paid in all."""
    public: Mapping[int, PublicFigures] = {}
    """Of the same years: or what was theirs would be had by difference."""

    @property
    def stream(self) -> str:
        return f"person:{self.person}"

    def whose(self, actor: str) -> str:
        """Not the person's own: it could not be read."""
        return self.second


class SecondFactorSet(Fact):
    """A person has an app that makes figures of a secret: asked when they enter the pages."""

    type: Literal["SecondFactorSet"] = "SecondFactorSet"
    person: str
    secret: Words[str]

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


class SecondFactorRemoved(Fact):
    """They have it no more: they gave it up, or lost it and another said so, with the reason."""

    type: Literal["SecondFactorRemoved"] = "SecondFactorRemoved"
    person: str
    reason: Words[str] = ""

    @property
    def stream(self) -> str:
        return f"person:{self.person}"


PeopleEvent = (
    PersonAdded
    | PostAssigned
    | InvitationIssued
    | PostEnded
    | ChatAwaiting
    | ChatRefused
    | ChatUnbound
    | ChatBound
    | PersonForgotten
    | SecondFactorSet
    | SecondFactorRemoved
)
"""Every event of this module: being here is how one is found."""
