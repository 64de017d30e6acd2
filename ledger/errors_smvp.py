"""How the evaluation of people says no. The Italian sentences are in the catalogue, by class name.

Refusal
├── NoRegulation, RegulationFrozen
├── EntityStep, SamePerson, OutOfRange
├── NotEvaluated, NoPosition, OwnEvaluation, ObjectiveMissing, ItemReason, ValueReason
├── NoObjectives, ProposalMissing, ConferenceMissing, EntityMissing, Issued, ContributionMoved
├── ScoresArePrivate, OnlyTheirs, NoScheda, NotNotified, AlreadyNotified, AlreadyObserved,
│   NothingToAnswer, AlreadyAnswered, NoOutcome, AlreadySigned, OldVersion
├── NoSuchChange
├── BadFact, UnknownFact, UnknownAbsence, PartTimeKind, NoSuchFact, ActNeeded
├── NoPool, PayoutNotReady, PayoutFixed, PayoutNotFixed
├── TalkOutOfTime, NoTalk, NotRead, NoOwnObjectives, TooMuchWeight, NoGrading
└── YearIsClosed, YearIsOpen, PhaseBackwards, PhaseNeeded, PhaseLacks, BeforeItsTime, UnknownOutput
"""

import datetime as dt
from enum import StrEnum
from fractions import Fraction

from ledger.errors import Refusal
from ledger.later import dataclass


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


@dataclass
class NoSuchChange(Refusal):
    number: int


@dataclass
class NoRegulation(Refusal):
    year: int


@dataclass
class RegulationFrozen(Refusal):
    year: int


@dataclass
class EntityStep(Refusal):
    """Proposed, approved, validated: the step before is missing, or this one was taken already."""

    year: int
    step: EntityStage
    """What stands."""


@dataclass
class SamePerson(Refusal):
    year: int


@dataclass
class OutOfRange(Refusal):
    subject: str
    value: Fraction
    lowest: int
    highest: int


@dataclass
class NotEvaluated(Refusal):
    """Dismissed, or present for too short a time: `why` is the rule's status."""

    person: str
    why: StrEnum


@dataclass
class NoPosition(Refusal):
    person: str
    year: int


@dataclass
class OwnEvaluation(Refusal):
    pass


@dataclass
class ObjectiveMissing(Refusal):
    person: str
    code: str


@dataclass
class ItemReason(Refusal):
    item: str


@dataclass
class ValueReason(Refusal):
    code: str


@dataclass
class NoObjectives(Refusal):
    person: str
    year: int


@dataclass
class ProposalMissing(Refusal):
    person: str
    who: tuple[str, ...]


@dataclass
class ConferenceMissing(Refusal):
    person: str


@dataclass
class EntityMissing(Refusal):
    year: int


@dataclass
class Issued(Refusal):
    person: str
    version: int
    actor: str
    at: dt.date


@dataclass
class ContributionMoved(Refusal):
    person: str
    actor: str
    at: dt.date


@dataclass
class ScoresArePrivate(Refusal):
    person: str


@dataclass
class OnlyTheirs(Refusal):
    """Taking note, observing and signing are of the person evaluated."""

    person: str


@dataclass
class NoScheda(Refusal):
    person: str
    year: int


@dataclass
class NotNotified(Refusal):
    person: str


@dataclass
class AlreadyNotified(Refusal):
    person: str
    day: dt.date


@dataclass
class AlreadyObserved(Refusal):
    day: dt.date


@dataclass
class NothingToAnswer(Refusal):
    person: str


@dataclass
class AlreadyAnswered(Refusal):
    person: str
    actor: str
    day: dt.date


@dataclass
class NoOutcome(Refusal):
    pass


@dataclass
class AlreadySigned(Refusal):
    day: dt.date


@dataclass
class OldVersion(Refusal):
    person: str
    version: int


@dataclass
class BadFact(Refusal):
    """A personnel fact without what its kind needs: `needs` names the field."""

    kind: str
    needs: Need


@dataclass
class UnknownAbsence(Refusal):
    """A kind of absence nobody can tell: `known` is the closed list."""

    kind: str
    known: tuple[str, ...]


@dataclass
class PartTimeKind(Refusal):
    """Neither horizontal nor vertical with what is due."""

    typed: str


@dataclass
class UnknownFact(Refusal):
    fact: str


@dataclass
class NoSuchFact(Refusal):
    """No personnel fact has that number, or it was annulled already, or it is a move."""

    number: int


@dataclass
class ActNeeded(Refusal):
    pass


@dataclass
class NoPool(Refusal):
    year: int


@dataclass
class PayoutNotReady(Refusal):
    year: int
    missing: int


@dataclass
class PayoutFixed(Refusal):
    """The list is definitive: what came to differ is paid by an adjustment."""

    year: int
    day: dt.date


@dataclass
class PayoutNotFixed(Refusal):
    year: int


@dataclass
class YearIsClosed(Refusal):
    year: int
    day: dt.date


@dataclass
class YearIsOpen(Refusal):
    year: int


@dataclass
class PhaseBackwards(Refusal):
    phase: str
    present: str


@dataclass
class PhaseNeeded(Refusal):
    """The year is kept by phases and the act belongs to another one."""

    year: int
    phase: str
    present: str


@dataclass
class PhaseLacks(Refusal):
    """The phases before have not left what they must, and nobody said why."""

    phase: str
    lacks: tuple[Lack, ...]


@dataclass
class BeforeItsTime(Refusal):
    """The step stops what others do while the year runs, or ends it without what it should leave,
    and nobody said why."""

    year: int


@dataclass
class UnknownOutput(Refusal):
    output: str


@dataclass
class TalkOutOfTime(Refusal):
    """The talk of a year is held between two days."""

    year: int
    first: dt.date
    last: dt.date


@dataclass
class NoTalk(Refusal):
    person: str
    year: int


@dataclass
class NotRead(Refusal):
    """Nobody takes note of a scheda they could not read."""

    year: int


@dataclass
class NoOwnObjectives(Refusal):
    person: str
    year: int


@dataclass
class TooMuchWeight(Refusal):
    """A person's own objectives weigh more than 100 together."""

    total: Fraction


@dataclass
class NoGrading(Refusal):
    """No grading of the post waits, or not by these criteria: `criteria` are the regulation's."""

    unit: str
    criteria: tuple[str, ...]
