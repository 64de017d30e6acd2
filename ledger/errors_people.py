"""How the ledger says no about posts and chats."""

import datetime as dt
from enum import StrEnum

from ledger.errors import BadInput, Refusal
from ledger.later import dataclass


@dataclass
class OfOneself(Refusal):
    """Posts, roles and pay are recorded by another."""


@dataclass
class Forgotten(Refusal):
    """The person's key is destroyed: nothing more can be written of them."""

    person: str


@dataclass
class SecondPersonNeeded(Refusal):
    """Whoever invited, or is invited, cannot be the one who confirms."""

    person: str


@dataclass
class NothingAwaits(Refusal):
    person: str


@dataclass
class NoSuchPost(BadInput):
    """There is no such post to end, or it ended already."""

    person: str


@dataclass
class InvitationInvalid(Refusal):
    pass


@dataclass
class TooManyAttempts(Refusal):
    minutes: int


@dataclass
class UnitNeeded(BadInput):
    role: str


@dataclass
class UnitNotWanted(BadInput):
    role: str


@dataclass
class NotADay(BadInput):
    """What stands in a table of posts where a day should."""

    text: str


@dataclass
class EndsBeforeStart(Refusal):
    """A post whose last day comes before its first."""

    since: dt.date
    until: dt.date


@dataclass
class AnotherPerson(Refusal):
    """The code is of somebody who bears another name."""

    person: str
    name: str


@dataclass
class WrongUnit(BadInput):
    """A dirigente is of an area, an EQ or a dipendente of a service."""

    unit: str
    role: StrEnum


@dataclass
class WrongFigures(Refusal):
    """The six figures are none of those around now."""


@dataclass
class NoSecondFactor(Refusal):
    person: str
