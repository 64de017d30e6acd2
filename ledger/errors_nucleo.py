"""How the ledger says no about acts of the Nucleo as a body. Source: R-36."""

import dataclasses
import datetime as dt

from ledger.errors import Refusal


@dataclasses.dataclass
class MeetingNeeded(Refusal):
    """An act of the body, given by one of its members alone."""

    year: int


@dataclasses.dataclass
class NotCollegial(Refusal):
    """Nothing that a meeting decides: where the Nucleo is one person, or no act of the body."""


@dataclasses.dataclass
class NoSuchProposal(Refusal):
    number: int


@dataclasses.dataclass
class NotAMember(Refusal):
    person: str
    day: dt.date


@dataclasses.dataclass
class NoQuorum(Refusal):
    present: int
    wanted: int


@dataclasses.dataclass
class NoMajority(Refusal):
    number: int
    agreed: int
    wanted: int


@dataclasses.dataclass
class AlreadyValidated(Refusal):
    year: int
    day: dt.date
