"""How the evaluation of people says no. The Italian sentences are in the catalogue, by class name.

Refusal
├── NoRegulation, RegulationFrozen
├── EntityStep, SamePerson, OutOfRange
├── NotEvaluated, NoPosition, OwnEvaluation, ObjectiveMissing, ItemReason, ValueReason
├── ProposalMissing, ConferenceMissing, EntityMissing, Issued, ContributionMoved
├── ScoresArePrivate, OnlyTheirs, NoScheda, NotNotified, AlreadyNotified, AlreadyObserved,
│   NothingToAnswer, AlreadyAnswered, NoOutcome, AlreadySigned, OldVersion
├── NoSuchChange
├── BadFact, UnknownFact, UnknownAbsence, PartTimeKind, NoSuchFact, ActNeeded
├── NoPool, PayoutNotReady, PayoutFixed, PayoutNotFixed
├── TalkOutOfTime, NoTalk, NotRead, NoOwnObjectives, TooMuchWeight, NoGrading
└── YearIsClosed, YearIsOpen, PhaseBackwards, PhaseNeeded, PhaseLacks, UnknownOutput
"""

import dataclasses
import datetime as dt
from enum import StrEnum
from fractions import Fraction

from ledger.errors import Refusal


class EntityStage(StrEnum):
    """Where the performance of the ente stands."""

    NOTHING = "nothing"
    PROPOSED = "proposed"
    APPROVED = "approved"
    VALIDATED = "validated"
    REFUSED = "refused"


class Lack(StrEnum):
    """What a phase of the year leaves, by the names of `ledger.cycle.needs`."""

    MANDATE_LINES = "mandate_lines"
    DUP = "dup"
    DUP_NOTE = "dup_note"
    PLAN = "plan"
    PIAO = "piao"
    TARGETS = "targets"
    RESOURCES = "resources"
    MONITORING = "monitoring"
    ENTITY = "entity"
    SCHEDE = "schede"
    RELAZIONE = "relazione"
    PAYOUT = "payout"


class Need(StrEnum):
    """What a personnel fact may lack."""

    PERSON = "person"
    WHAT = "what"
    SINCE = "since"
    UNIT = "unit"
    AMOUNT = "amount"
    ROLE = "role"
    REASON = "reason"


@dataclasses.dataclass
class NoSuchChange(Refusal):
    number: int


@dataclasses.dataclass
class NoRegulation(Refusal):
    year: int


@dataclasses.dataclass
class RegulationFrozen(Refusal):
    year: int


@dataclasses.dataclass
class EntityStep(Refusal):
    """Proposed, approved, validated: the step before is missing, or this one was taken already."""

    year: int
    step: EntityStage
    """What stands."""


@dataclasses.dataclass
class SamePerson(Refusal):
    year: int


@dataclasses.dataclass
class OutOfRange(Refusal):
    subject: str
    value: Fraction
    lowest: int
    highest: int


@dataclasses.dataclass
class NotEvaluated(Refusal):
    """Dismissed, or present for too short a time: `why` is the rule's status."""

    person: str
    why: StrEnum


@dataclasses.dataclass
class NoPosition(Refusal):
    person: str
    year: int


@dataclasses.dataclass
class OwnEvaluation(Refusal):
    pass


@dataclasses.dataclass
class ObjectiveMissing(Refusal):
    person: str
    code: str


@dataclasses.dataclass
class ItemReason(Refusal):
    item: str


@dataclasses.dataclass
class ValueReason(Refusal):
    code: str


@dataclasses.dataclass
class ProposalMissing(Refusal):
    person: str
    who: tuple[str, ...]


@dataclasses.dataclass
class ConferenceMissing(Refusal):
    person: str


@dataclasses.dataclass
class EntityMissing(Refusal):
    year: int


@dataclasses.dataclass
class Issued(Refusal):
    person: str
    version: int
    actor: str
    at: dt.date


@dataclasses.dataclass
class ContributionMoved(Refusal):
    person: str
    actor: str
    at: dt.date


@dataclasses.dataclass
class ScoresArePrivate(Refusal):
    person: str


@dataclasses.dataclass
class OnlyTheirs(Refusal):
    """Taking note, observing and signing are of the person evaluated."""

    person: str


@dataclasses.dataclass
class NoScheda(Refusal):
    person: str
    year: int


@dataclasses.dataclass
class NotNotified(Refusal):
    person: str


@dataclasses.dataclass
class AlreadyNotified(Refusal):
    person: str
    day: dt.date


@dataclasses.dataclass
class AlreadyObserved(Refusal):
    day: dt.date


@dataclasses.dataclass
class NothingToAnswer(Refusal):
    person: str


@dataclasses.dataclass
class AlreadyAnswered(Refusal):
    person: str
    actor: str
    day: dt.date


@dataclasses.dataclass
class NoOutcome(Refusal):
    pass


@dataclasses.dataclass
class AlreadySigned(Refusal):
    day: dt.date


@dataclasses.dataclass
class OldVersion(Refusal):
    person: str
    version: int


@dataclasses.dataclass
class BadFact(Refusal):
    """A personnel fact without what its kind needs: `needs` names the field."""

    kind: str
    needs: Need


@dataclasses.dataclass
class UnknownAbsence(Refusal):
    """A kind of absence nobody can tell: `known` is the closed list."""

    kind: str
    known: tuple[str, ...]


@dataclasses.dataclass
class PartTimeKind(Refusal):
    """Neither horizontal nor vertical with what is due."""

    typed: str


@dataclasses.dataclass
class UnknownFact(Refusal):
    fact: str


@dataclasses.dataclass
class NoSuchFact(Refusal):
    """No personnel fact has that number, or it was annulled already, or it is a move."""

    number: int


@dataclasses.dataclass
class ActNeeded(Refusal):
    pass


@dataclasses.dataclass
class NoPool(Refusal):
    year: int


@dataclasses.dataclass
class PayoutNotReady(Refusal):
    year: int
    missing: int


@dataclasses.dataclass
class PayoutFixed(Refusal):
    """The list is definitive: what came to differ is paid by an adjustment."""

    year: int
    day: dt.date


@dataclasses.dataclass
class PayoutNotFixed(Refusal):
    year: int


@dataclasses.dataclass
class YearIsClosed(Refusal):
    year: int
    day: dt.date


@dataclasses.dataclass
class YearIsOpen(Refusal):
    year: int


@dataclasses.dataclass
class PhaseBackwards(Refusal):
    phase: str
    present: str


@dataclasses.dataclass
class PhaseNeeded(Refusal):
    """The year is kept by phases and the act belongs to another one."""

    year: int
    phase: str
    present: str


@dataclasses.dataclass
class PhaseLacks(Refusal):
    """The phases before have not left what they must, and nobody said why."""

    phase: str
    lacks: tuple[Lack, ...]


@dataclasses.dataclass
class UnknownOutput(Refusal):
    output: str


@dataclasses.dataclass
class TalkOutOfTime(Refusal):
    """The talk of a year is held between two days."""

    year: int
    first: dt.date
    last: dt.date


@dataclasses.dataclass
class NoTalk(Refusal):
    person: str
    year: int


@dataclasses.dataclass
class NotRead(Refusal):
    """Nobody takes note of a scheda they could not read."""

    year: int


@dataclasses.dataclass
class NoOwnObjectives(Refusal):
    person: str
    year: int


@dataclasses.dataclass
class TooMuchWeight(Refusal):
    """A person's own objectives weigh more than 100 together."""

    total: Fraction


@dataclasses.dataclass
class NoGrading(Refusal):
    """No grading of the post waits, or not by these criteria: `criteria` are the regulation's."""

    unit: str
    criteria: tuple[str, ...]
