"""The plan: adopted, settled, amended in the year."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from ledger.events.base import Fact, PlanFact
from ledger.plan import Budget, Goal, Objective, People, Plan
from ledger.plan.anomalies import AnomalyKind


class Explained(BaseModel):
    """Why something was changed in the year, and by which act. Without a reason it is listed as
    unexplained, until `ChangeExplained`."""

    reason: str | None = None
    act: str | None = None
    act_on: dt.date | None = None


class PlanAdopted(Fact):
    """The Segretario adopted the year's plan, with the anomalies its document has."""

    type: Literal["PlanAdopted"] = "PlanAdopted"
    plan: Plan

    @property
    def stream(self) -> str:
        return f"plan:{self.plan.year}"


class ObjectiveAmended(Explained, PlanFact):
    """A corrected document changed what an objective or its indicators say."""

    SCHEMA = 3
    type: Literal["ObjectiveAmended"] = "ObjectiveAmended"
    objective: Objective

    @property
    def stream(self) -> str:
        return f"objective:{self.year}:{self.objective.code}"


class ObjectiveAdded(PlanFact):
    """A dirigente added an objective in the year; `weights` are the new ones of its group."""

    type: Literal["ObjectiveAdded"] = "ObjectiveAdded"
    objective: Objective
    weights: dict[str, Decimal] = Field(default_factory=dict)

    @property
    def stream(self) -> str:
        return f"objective:{self.year}:{self.objective.code}"


class ObjectiveCancelled(PlanFact):
    """An objective left the plan on a day, for a reason."""

    type: Literal["ObjectiveCancelled"] = "ObjectiveCancelled"
    code: str
    reason: str

    @property
    def stream(self) -> str:
        return f"objective:{self.year}:{self.code}"


class ObjectiveReinstated(PlanFact):
    """A cancelled objective is in the plan again, for a reason; what was reported stays."""

    SCHEMA = 1
    type: Literal["ObjectiveReinstated"] = "ObjectiveReinstated"
    code: str
    reason: str

    @property
    def stream(self) -> str:
        return f"objective:{self.year}:{self.code}"


class TargetSet(Explained, PlanFact):
    """Somebody entitled fixed or changed an indicator's target."""

    SCHEMA = 3
    type: Literal["TargetSet"] = "TargetSet"
    code: str
    target: Goal

    @property
    def stream(self) -> str:
        return f"indicator:{self.year}:{self.code}"


class BaselineSet(Explained, PlanFact):
    """Somebody entitled fixed or changed the figure an indicator starts from."""

    SCHEMA = 3
    type: Literal["BaselineSet"] = "BaselineSet"
    code: str
    baseline: Decimal

    @property
    def stream(self) -> str:
        return f"indicator:{self.year}:{self.code}"


class WeightsSet(Explained, PlanFact):
    """Percent weights of objectives in a group, or of indicators in an objective."""

    SCHEMA = 3
    type: Literal["WeightsSet"] = "WeightsSet"
    group: str
    weights: dict[str, Decimal]

    @property
    def stream(self) -> str:
        return f"weights:{self.year}:{self.group}"


class DeadlineSet(Explained, PlanFact):
    """A new deadline for an objective, or for one of its indicators."""

    SCHEMA = 3
    type: Literal["DeadlineSet"] = "DeadlineSet"
    code: str
    deadline: dt.date

    @property
    def stream(self) -> str:
        return f"{'indicator' if self.code.count('.') > 1 else 'objective'}:{self.year}:{self.code}"


class AliasAdded(PlanFact):
    """Words that name an indicator, for the whole ente or, when learnt, for one office."""

    type: Literal["AliasAdded"] = "AliasAdded"
    code: str
    words: str
    office: str | None = None

    @property
    def stream(self) -> str:
        return f"indicator:{self.year}:{self.code}"


class AliasRemoved(PlanFact):
    """An alias no longer names the indicator."""

    type: Literal["AliasRemoved"] = "AliasRemoved"
    code: str
    words: str
    office: str | None = None

    @property
    def stream(self) -> str:
        return f"indicator:{self.year}:{self.code}"


class AnomalySettled(PlanFact):
    """Somebody entitled said what an anomaly of the document comes to.

    `value` is the reading taken, as typed: a day, a code, or free words; None where the anomaly is
    acknowledged without a value.
    """

    type: Literal["AnomalySettled"] = "AnomalySettled"
    anomaly: int
    kind: AnomalyKind
    where: str
    value: str | None = None

    @property
    def stream(self) -> str:
        return f"anomaly:{self.anomaly}"


class ChangeExplained(Fact):
    """Why a target, a baseline, a weight or a deadline was changed, said afterwards; `change` is
    the seq of the change."""

    type: Literal["ChangeExplained"] = "ChangeExplained"
    year: int
    change: int
    reason: str
    act: str | None = None
    act_on: dt.date | None = None

    @property
    def stream(self) -> str:
        return f"plan:{self.year}"


class ResourcesChanged(Fact):
    """People and money of an objective changed in the year, by an act: what it has from now on."""

    type: Literal["ResourcesChanged"] = "ResourcesChanged"
    year: int
    code: str
    people: tuple[People, ...] = ()
    budget: tuple[Budget, ...] = ()
    reason: str
    act: str
    act_on: dt.date

    @property
    def stream(self) -> str:
        return f"objective:{self.year}:{self.code}"


class PurposeSet(Fact):
    """What an objective is for, as it stands from now on: expected impact, who has a stake in it,
    the measures of the PTPCT it carries out. Phase e; R-34, R-35."""

    type: Literal["PurposeSet"] = "PurposeSet"
    year: int
    code: str
    impact: str | None = None
    stakeholders: tuple[str, ...] = ()
    ptpct: tuple[str, ...] = ()

    @property
    def stream(self) -> str:
        return f"objective:{self.year}:{self.code}"


PlanEvent = (
    PlanAdopted
    | ObjectiveAmended
    | ObjectiveAdded
    | ObjectiveCancelled
    | ObjectiveReinstated
    | TargetSet
    | BaselineSet
    | WeightsSet
    | DeadlineSet
    | ChangeExplained
    | ResourcesChanged
    | PurposeSet
    | AliasAdded
    | AliasRemoved
    | AnomalySettled
)
"""Every event of this module: being here is how one is found."""
