"""How the ledger says no about acts of the Nucleo as a body. Source: R-36."""

import datetime as dt

from ledger.errors import Refusal
from ledger.later import dataclass


@dataclass
class MeetingNeeded(Refusal):
    """An act of the body, given by one of its members alone."""

    year: int


@dataclass
class NotCollegial(Refusal):
    """Nothing that a meeting decides: where the Nucleo is one person, or no act of the body."""


@dataclass
class NoSuchProposal(Refusal):
    number: int


@dataclass
class NotAMember(Refusal):
    person: str
    day: dt.date


@dataclass
class NoQuorum(Refusal):
    present: int
    wanted: int


@dataclass
class NoMajority(Refusal):
    number: int
    agreed: int
    wanted: int


@dataclass
class AlreadyValidated(Refusal):
    year: int
    day: dt.date
