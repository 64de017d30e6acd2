"""An objective as the tables hold it, with all that is of it alone: made once, whatever plan it is
in. Plans of other moments share those that did not change.
"""

import datetime as dt
import json
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from sqlite_utils import Database

from ledger.bounds import STORED
from ledger.later import dataclass
from ledger.plan import Anomaly, Indicator, Objective, split_weights

PARTS_KEPT = 4096

OF_OBJECTIVES = "code, position, data, deadline, weight, added_on, cancelled_on, cancel_reason"
OF_INDICATORS = (
    "code, objective, position, data, baseline, target, weight, deadline, target_set_on, gone_on"
)
OF_ANOMALIES = "id, kind, place, line, printed, reading"


class ObjectiveRow(NamedTuple):
    """What the tables hold of an objective."""

    code: str
    position: int
    data: str
    deadline: str | None
    weight: str | None
    added_on: str | None
    cancelled_on: str | None
    cancel_reason: str | None


class IndicatorRow(NamedTuple):
    """What the tables hold of an indicator, gone or not, and the aliases that were added."""

    code: str
    objective: str
    position: int
    data: str
    baseline: str | None
    target: str | None
    weight: str | None
    deadline: str | None
    target_set_on: str | None
    gone_on: str | None
    added: tuple[str, ...] = ()


class AnomalyRow(NamedTuple):
    """What the tables hold of an anomaly that nobody has settled."""

    id: int
    kind: str
    place: str
    line: int | None
    printed: str | None
    reading: str | None


@dataclass(frozen=True)
class Cancelled:
    """When an objective was cancelled, and why."""

    on: dt.date
    reason: str


@dataclass(frozen=True)
class Part:
    """One objective of a plan in force."""

    code: str
    position: int
    objective: Objective
    group: str
    indicators: Mapping[str, Indicator]
    weights: Mapping[str, Fraction]
    """Of its indicators."""
    added_on: dt.date | None
    cancelled: Cancelled | None
    target_set_on: Mapping[str, dt.date]
    gone: Mapping[str, tuple[Indicator, dt.date]]


@lru_cache(maxsize=PARTS_KEPT)
def part_of(row: ObjectiveRow, rows: tuple[IndicatorRow, ...]) -> Part:
    """An objective of its row and of those of its indicators, in order."""
    present = tuple(_indicator(one) for one in rows if one.gone_on is None)
    own = {"deadline": row.deadline, "weight": row.weight, "indicators": present}
    objective = Objective.model_validate(json.loads(row.data) | own, context=STORED)
    codes = [i.code for i in present]
    day = dt.date.fromisoformat
    return Part(
        code=row.code,
        position=row.position,
        objective=objective,
        group=objective.group_name,
        indicators=dict(zip(codes, present, strict=True)),
        weights=dict(zip(codes, split_weights([i.weight for i in present]), strict=True)),
        added_on=day(row.added_on) if row.added_on else None,
        cancelled=(
            Cancelled(day(row.cancelled_on), row.cancel_reason or "") if row.cancelled_on else None
        ),
        target_set_on={one.code: day(one.target_set_on) for one in rows if one.target_set_on},
        gone={one.code: (_indicator(one), day(one.gone_on)) for one in rows if one.gone_on},
    )


@lru_cache(maxsize=PARTS_KEPT)
def _indicator(row: IndicatorRow) -> Indicator:
    body = json.loads(row.data)
    own = {
        "baseline": row.baseline,
        "target": row.target,
        "weight": row.weight,
        "deadline": row.deadline,
        "aliases": [*body.get("aliases", []), *row.added],
    }
    return Indicator.model_validate(body | own, context=STORED)


@lru_cache(maxsize=PARTS_KEPT)
def anomaly_of(row: AnomalyRow) -> Anomaly:
    """An anomaly of its row."""
    return Anomaly(
        kind=row.kind,
        where=row.place,
        line=row.line,
        text=row.printed,
        reading=row.reading,
    )


def group_of(row: ObjectiveRow) -> str:
    """The group that an objective's row puts it in."""
    return json.loads(row.data).get("group") or unit_of(row.code)


def unit_of(code: str) -> str:
    """The unit of an objective."""
    return code.rpartition(".")[0]


def read_parts(db: Database, year: int) -> list[Part]:
    """A year's objectives in order, with aliases of the whole ente; cancelled ones too."""
    aliases: dict[str, list[str]] = {}
    for code, words in db.execute(
        "select code, words from aliases where year = ? and office = '' order by 1, 2", (year,)
    ):
        aliases.setdefault(code, []).append(words)
    indicators: dict[str, list[IndicatorRow]] = {}
    for told in db.execute(
        f"select {OF_INDICATORS} from indicators where year = ? order by objective, position",
        (year,),
    ):
        row = IndicatorRow._make((*told, tuple(aliases.get(told[0], ()))))
        indicators.setdefault(row.objective, []).append(row)
    objectives = db.execute(
        f"select {OF_OBJECTIVES} from objectives where year = ? order by position", (year,)
    )
    rows = map(ObjectiveRow._make, objectives)
    return [part_of(row, tuple(indicators.get(row.code, ()))) for row in rows]


def read_anomalies(db: Database, year: int) -> list[Anomaly]:
    """Those of a year's plan that nobody has settled, in the document's order."""
    rows = db.execute(
        f"select {OF_ANOMALIES} from anomalies where settled_seq is null and year = ? order by id",
        (year,),
    )
    return [anomaly_of(AnomalyRow._make(row)) for row in rows]
