"""The evaluation of people: the rules it follows, the performance of the ente, schede, replies.

What an evaluator writes of a person (points, values, reasons) is one personal field, a JSON text
whose shape is `ledger.evaluation.sheet.Sheet`.
"""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

from ledger.events.base import Fact, Personal
from ledger.regulation import Regulation

Moment = Literal["start", "midway", "end", "conference"]
"""The talks of the cycle, and the comparison in the conference of dirigenti."""


ReadOn = Literal["chat", "page", "paper"]
"""Where a person read their scheda whole before taking note of it."""


def _spelt(value: object) -> object:
    """Nothing is written `none`, as in the file: an event leaves out what is null."""
    if isinstance(value, dict):
        return {key: _spelt(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_spelt(part) for part in value]
    return "none" if value is None else value


def _written(regulation: Regulation) -> Any:
    tree = regulation.model_dump(mode="json", by_alias=True)
    for role in tree["roles"].values():
        # An open band has no upper bound, and a holiday of always no first year.
        role["bands"] = [{k: v for k, v in b.items() if v is not None} for b in role["bands"]]
    days = tree["holidays"]["fixed"]
    tree["holidays"]["fixed"] = [{k: v for k, v in d.items() if v is not None} for d in days]
    return _spelt(tree)


class RegulationAdopted(Fact):
    """The ente adopted the SMVP that the year, and the following ones, are evaluated under."""

    SCHEMA = 4
    type: Literal["RegulationAdopted"] = "RegulationAdopted"
    year: int
    regulation: Annotated[Regulation, PlainSerializer(_written)]

    @property
    def stream(self) -> str:
        return "regulation"


class EntityFact(Fact):
    """One of the three steps of the performance of the ente in a year, 0 to 100, exact."""

    year: int

    @property
    def stream(self) -> str:
        return f"entity:{self.year}"


class CitizensPart(BaseModel):
    """What citizens said and how much it weighs: `share` is the percent of marks from 4 up in the
    closed questionnaires of the year, `percent` its weight, both exact."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    percent: str
    share: str
    people: int
    surveys: tuple[str, ...]


class EntityPerformanceProposed(EntityFact):
    """The Segretario proposed it; `computed` is what the validated record said then."""

    SCHEMA = 3
    type: Literal["EntityPerformanceProposed"] = "EntityPerformanceProposed"
    value: str
    computed: str | None = None
    with_unvalidated: str | None = None
    """The same figure with what nobody validated, where it is another."""
    reason: str | None = None
    citizens: CitizensPart | None = None
    """What is in `computed` of what citizens said."""


class EntityPerformanceApproved(EntityFact):
    """The Giunta approved it, as proposed or, with a reason, otherwise."""

    SCHEMA = 2
    type: Literal["EntityPerformanceApproved"] = "EntityPerformanceApproved"
    value: str
    reason: str | None = None
    act: str | None = None
    act_on: dt.date | None = None
    """None only for what was approved before the act was asked."""


class EntityPerformanceValidated(EntityFact):
    """The Nucleo validated what the Giunta approved, or with a reason another value: it counts."""

    SCHEMA = 2
    type: Literal["EntityPerformanceValidated"] = "EntityPerformanceValidated"
    value: str | None = None
    reason: str | None = None


class EntityPerformanceRefused(EntityFact):
    """The Nucleo does not validate what the Giunta approved: it is proposed anew."""

    type: Literal["EntityPerformanceRefused"] = "EntityPerformanceRefused"
    reason: str


class SchedaFact(Fact):
    """A fact about a person's scheda of a year.

    `part` is the unit where no unit prevailed and each has a scheda of its own (R-18), else empty.
    """

    person: str
    year: int
    part: str = ""

    @property
    def stream(self) -> str:
        return f"scheda:{self.person}:{self.year}"


class TalkHeld(SchedaFact):
    """Evaluator and evaluated spoke, or the conference of dirigenti compared, on the day."""

    SCHEMA = 2
    type: Literal["TalkHeld"] = "TalkHeld"
    moment: Moment
    content: Personal[str | None] = None


class TalkAnnotated(SchedaFact):
    """The person evaluated added their word to a talk, named by its seq."""

    type: Literal["TalkAnnotated"] = "TalkAnnotated"
    talk: int
    text: Personal[str]


class EvaluationContributed(SchedaFact):
    """The EQ's proposal, or what an earlier evaluator says of their part of the year."""

    type: Literal["EvaluationContributed"] = "EvaluationContributed"
    kind: Literal["proposal", "earlier"]
    unit: str | None = None
    sheet: Personal[str]


class SchedaIssued(SchedaFact):
    """The evaluator signed a version of the scheda, under the regulation of that seq."""

    type: Literal["SchedaIssued"] = "SchedaIssued"
    version: int
    regulation: int
    sheet: Personal[str]


class SchedaAcknowledged(SchedaFact):
    """The person took note of the scheda: it is notified on that day."""

    SCHEMA = 2
    type: Literal["SchedaAcknowledged"] = "SchedaAcknowledged"
    version: int
    read_on: ReadOn | None = None
    """Where they read it whole; None only for what was acknowledged before it was asked."""


class SchedaServed(SchedaFact):
    """The scheda was notified by other means, with the act that proves it."""

    type: Literal["SchedaServed"] = "SchedaServed"
    version: int
    act: Personal[str]


class ObservationsFiled(SchedaFact):
    """The person wrote observations, typed or in a document; late ones are inadmissible."""

    type: Literal["ObservationsFiled"] = "ObservationsFiled"
    version: int
    text: Personal[str]
    document: Personal[str | None] = None
    deadline: Personal[dt.date]
    admissible: Personal[bool]


class ObservationsAnswered(SchedaFact):
    """The evaluator answered in writing: the scheda is confirmed, or a changed one follows."""

    type: Literal["ObservationsAnswered"] = "ObservationsAnswered"
    outcome: Personal[Literal["confirmed", "changed"]]
    text: Personal[str]


class OutcomeSigned(SchedaFact):
    """The person accepted the outcome by signing it, or said that they do not."""

    type: Literal["OutcomeSigned"] = "OutcomeSigned"
    accepted: Personal[bool]


class PersonalObjective(BaseModel):
    """One objective of a person: taken from the plan by its `code`, or worded for them.

    `weight` in percent, an exact number; what the weights of a person's own leave of 100 is of
    their unit's objectives (R-31).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    title: str
    code: str | None = None
    indicator: str
    target: str
    weight: str
    deadline: dt.date | None = None


class ObjectivesProposed(SchedaFact):
    """Who evaluates proposed objectives of their own to a person, to be heard on them."""

    type: Literal["ObjectivesProposed"] = "ObjectivesProposed"
    objectives: Personal[tuple[PersonalObjective, ...]]


class ObjectivesConsulted(SchedaFact):
    """The person said what they think of the objectives proposed."""

    type: Literal["ObjectivesConsulted"] = "ObjectivesConsulted"
    text: Personal[str]


class ObjectivesAssigned(SchedaFact):
    """Who evaluates assigned a person objectives of their own: all of them, in place of those
    assigned before."""

    type: Literal["ObjectivesAssigned"] = "ObjectivesAssigned"
    objectives: Personal[tuple[PersonalObjective, ...]]


class ObjectivesNoted(SchedaFact):
    """The person took note of the objectives assigned to them."""

    type: Literal["ObjectivesNoted"] = "ObjectivesNoted"


class ScoresInChatSet(Fact):
    """The ente decided whether scores may be shown to who may read them in a private chat."""

    type: Literal["ScoresInChatSet"] = "ScoresInChatSet"
    allowed: bool

    @property
    def stream(self) -> str:
        return "settings"


EvaluationEvent = (
    RegulationAdopted
    | EntityPerformanceProposed
    | EntityPerformanceApproved
    | EntityPerformanceValidated
    | EntityPerformanceRefused
    | TalkHeld
    | TalkAnnotated
    | EvaluationContributed
    | SchedaIssued
    | SchedaAcknowledged
    | SchedaServed
    | ObservationsFiled
    | ObservationsAnswered
    | OutcomeSigned
    | ObjectivesProposed
    | ObjectivesConsulted
    | ObjectivesAssigned
    | ObjectivesNoted
    | ScoresInChatSet
)
"""Every event of this module: being here is how one is found."""
