"""How the ledger says no about posts and chats."""

import dataclasses
from enum import StrEnum

from ledger.errors import BadInput, Refusal


@dataclasses.dataclass
class OfOneself(Refusal):
    """Posts, roles and pay are recorded by another."""


@dataclasses.dataclass
class Forgotten(Refusal):
    """The person's key is destroyed: nothing more can be written of them."""

    person: str


@dataclasses.dataclass
class SecondPersonNeeded(Refusal):
    """Whoever invited, or is invited, cannot be the one who confirms."""

    person: str


@dataclasses.dataclass
class NothingAwaits(Refusal):
    person: str


@dataclasses.dataclass
class NoSuchPost(BadInput):
    """There is no such post to end, or it ended already."""

    person: str


@dataclasses.dataclass
class InvitationInvalid(Refusal):
    pass


@dataclasses.dataclass
class TooManyAttempts(Refusal):
    minutes: int


@dataclasses.dataclass
class UnitNeeded(Refusal):
    role: str


@dataclasses.dataclass
class UnitNotWanted(Refusal):
    role: str


@dataclasses.dataclass
class WrongUnit(BadInput):
    """A dirigente is of an area, an EQ or a dipendente of a service."""

    unit: str
    role: StrEnum


@dataclasses.dataclass
class WrongFigures(Refusal):
    """The six figures are none of those around now."""


@dataclasses.dataclass
class NoSecondFactor(Refusal):
    person: str
