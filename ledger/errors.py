"""Every way the ledger says no. The Italian sentences are in the catalogue, by class name.

TraguardoError
├── Refusal                 a person may not do this, or not like this
│   ├── NotAllowed, NotEnrolled, NoPlan
│   ├── UnknownCode, UnknownPerson, UnknownReport, UnknownEvent, UnknownUnit, UnknownRole
│   ├── UnitNeeded, UnitNotWanted
│   ├── WrongKind, StepHasNoTarget, BadValue, ZeroDenominator, NeedsTotal, NeedsPair, FutureDay
│   ├── DeadlinePast
│   ├── ObjectiveGone, NothingToUndo, AlreadySettled, NotWaiting, OwnReport, ReasonNeeded
│   ├── NoChange, NoFigure, NoSuchAlias
│   ├── UnitNotHere, WrongUnit, NeedsIndicator, NeedsObjective
│   ├── WeightsNot100, NothingLeft, BadWeight, BadCode, NothingContinued
│   ├── errors_people           of units, posts, invitations and chats
│   ├── EvidenceTooLarge, EvidenceType, EvidenceEmpty, EvidenceInfected, EvidenceNotScanned,
│   ├── NoEvidence
│   ├── DayOutOfBounds, NumberOutOfBounds, TextTooLong, TextUnseen
│   └── BadPeriod, PastDay, OutOfHours, CannotSilence, UnknownMatter
├── LedgerFileError         the file cannot serve as a ledger
│   └── LedgerMissing, LedgerExists, NotALedger, NewerLedger, LedgerLocked, LedgerReadOnly
├── Spoken                  a file that cannot become what it should (`importers.errors`)
├── ChainBroken             the log is not what was written
├── errors_proof            nor is what proves it, its file, its copies
└── NotAnInstant            a date or an instant nobody can read
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from ledger.later import dataclass


class Act(StrEnum):
    """What people ask the ledger to do, as the table of authority names it."""

    REPORT = "report"
    VALIDATE = "validate"
    SET = "set"
    ADD = "add"
    CANCEL = "cancel"
    SETTLE = "settle"
    PEOPLE = "people"
    INVITE = "invite"
    ADOPT = "adopt"
    READ_EVIDENCE = "read_evidence"
    EVALUATE = "evaluate"
    ENTITY = "entity"
    PERSONNEL = "personnel"
    PREMIUMS = "premiums"
    GRADING = "grading"
    CYCLE = "cycle"
    READ_SCORES = "read_scores"
    SETTINGS = "settings"
    ABSENCE = "absence"
    GROUP = "group"
    REMIND = "remind"
    NUCLEO = "nucleo"


class TraguardoError(Exception):
    """Facts are the dataclass fields of each subclass."""

    def facts(self) -> Mapping[str, object]:
        """What its sentence in the catalogue speaks of."""
        if not dataclasses.is_dataclass(self):
            return {}
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}


class Spoken(TraguardoError):
    """Carries its own Italian sentence, as `str()`: what is wrong with a file can only be said
    where the file was read."""


class Refusal(TraguardoError):
    """The answer is no, with a reason a person can act on."""


class BadInput(Refusal):
    """What was asked for is not there, or not of that kind."""


@dataclass
class NotAllowed(Refusal):
    act: Act
    subject: str
    who: tuple[str, ...]
    """Posts that may, as owners are named: `dirigente:AS`, `eq:AS4`, `segretario`."""


@dataclass
class NotEnrolled(Refusal):
    pass


@dataclass
class NoPlan(Refusal):
    pass


@dataclass
class NoPlanOf(Refusal):
    """No plan was adopted for that year; `years` are those that have one."""

    year: int
    years: tuple[int, ...] = ()


@dataclass
class UnknownCode(BadInput):
    """`year` is that of the plan it was looked up in."""

    code: str
    nearest: tuple[str, ...] = ()
    year: int | None = None


@dataclass
class UnitNotHere(BadInput):
    unit: str


@dataclass
class NeedsIndicator(Refusal):
    code: str
    indicators: tuple[str, ...]


@dataclass
class NeedsObjective(Refusal):
    code: str
    objective: str


@dataclass
class UnknownPerson(BadInput):
    person: str


@dataclass
class UnknownReport(Refusal):
    report: int


@dataclass
class UnknownEvent(BadInput):
    seq: int


@dataclass
class UnknownUnit(BadInput):
    unit: str
    known: tuple[str, ...] = ()


@dataclass
class UnknownRole(BadInput):
    role: str


@dataclass
class WrongKind(Refusal):
    code: str
    kind: StrEnum


@dataclass
class StepHasNoTarget(Refusal):
    code: str


@dataclass
class BadValue(Refusal):
    code: str
    value: str


@dataclass
class ZeroDenominator(Refusal):
    code: str


@dataclass
class NeedsTotal(Refusal):
    code: str


@dataclass
class NeedsPair(Refusal):
    code: str


@dataclass
class FutureDay(Refusal):
    day: dt.date


@dataclass
class DeadlinePast(Refusal):
    """A deadline may not be set where it would be past already."""

    code: str
    day: dt.date


@dataclass
class IndicatorGone(Refusal):
    """A corrected document took the indicator away on that day."""

    code: str
    day: dt.date


@dataclass
class ObjectiveGone(Refusal):
    code: str
    day: dt.date


@dataclass
class NotCancelled(Refusal):
    code: str


@dataclass
class NothingToUndo(Refusal):
    pass


@dataclass
class AlreadySettled(Refusal):
    where: str


@dataclass
class NotWaiting(Refusal):
    report: int
    code: str


@dataclass
class OwnReport(Refusal):
    code: str


@dataclass
class ReasonNeeded(Refusal):
    pass


@dataclass
class NoFigure(Refusal):
    """There is nothing on the record about an indicator yet."""

    code: str


@dataclass
class NoChange(Refusal):
    code: str


@dataclass
class NoSuchAlias(Refusal):
    code: str
    words: str
    known: tuple[str, ...]


@dataclass
class BadWeight(Refusal):
    code: str
    weight: Decimal


@dataclass
class NothingLeft(Refusal):
    group: str
    missing: tuple[str, ...]


@dataclass
class WeightsNot100(Refusal):
    group: str
    total: Decimal
    missing: tuple[str, ...]


@dataclass
class BadCode(Refusal):
    code: str


@dataclass
class NothingContinued(Refusal):
    code: str
    years: tuple[int, ...]


@dataclass
class EvidenceTooLarge(Refusal):
    limit_mb: int


@dataclass
class EvidenceType(Refusal):
    media_type: str


@dataclass
class EvidenceEmpty(Refusal):
    pass


@dataclass
class EvidenceInfected(Refusal):
    pass


@dataclass
class EvidenceNotScanned(Refusal):
    pass


@dataclass
class NoEvidence(Refusal):
    code: str


@dataclass
class BadPeriod(Refusal):
    pass


@dataclass
class PastDay(Refusal):
    day: dt.date


@dataclass
class DayOutOfBounds(Refusal):
    """A day the record does not take: almost certainly a year mistyped."""

    day: dt.date
    first_year: int
    last_year: int


@dataclass
class NumberOutOfBounds(Refusal):
    digits: int
    decimals: int


@dataclass
class TextTooLong(Refusal):
    characters: int
    most: int


@dataclass
class TextUnseen(Refusal):
    """It holds characters that nobody sees, or that turn what is seen around."""


@dataclass
class OutOfHours(Refusal):
    from_hour: int
    to_hour: int


@dataclass
class BadFrequency(Refusal):
    weeks: int


@dataclass
class CannotSilence(Refusal):
    kind: str


@dataclass
class UnknownMatter(Refusal):
    """A campaign or a phase that is not open."""

    code: str


@dataclass
class ChainBroken(TraguardoError):
    seq: int
    why: str


@dataclass
class NotAnInstant(TraguardoError):
    text: str
