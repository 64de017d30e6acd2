"""The plans in force by year: `plans`, `objectives`, `indicators`, `anomalies`.

Lists are JSON texts; numbers are exact strings. Whoever changes the plan also moves
`projected.plan_seq`, so that a plan read before can be told from a later one.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from ledger.clock import day_of
from ledger.events import (
    AnomalySettled,
    BaselineSet,
    DeadlineSet,
    Envelope,
    ObjectiveAdded,
    ObjectiveAmended,
    ObjectiveCancelled,
    ObjectiveReinstated,
    PlanAdopted,
    TargetSet,
    WeightsSet,
    canonical,
)
from ledger.events.base import Fact
from ledger.plan import Anomaly, Indicator, Objective
from ledger.plan.anomalies import places_of
from ledger.projections.handling import Handler, on

LINK_ANOMALIES = ("bad_code", "unknown_code", "code_mismatch", "code_state")
"""Anomalies about an objective's code: the reading taken is its operational objective."""

TABLES = ("plans", "objectives", "indicators", "anomalies")


def create(db: Database) -> None:
    db.execute(
        "create table plans (year integer primary key, data text not null, known_on text not null)"
    )
    db.execute(
        "create table objectives (year integer not null, code text not null, "
        "position integer not null, data text not null, deadline text, weight text, "
        "added_on text, cancelled_on text, cancel_reason text, primary key (year, code))"
    )
    db.execute(
        "create table indicators (year integer not null, code text not null, "
        "objective text not null, position integer not null, data text not null, baseline text, "
        "target text, weight text, deadline text, target_set_on text, gone_on text, "
        "primary key (year, code))"
    )
    db.execute(
        "create table anomalies (id integer primary key, year integer not null, "
        "kind text not null, place text not null, line integer, printed text, reading text, "
        "settled_seq integer, settled_value text)"
    )


def touched(db: Database, envelope: Envelope) -> None:
    db.execute("update projected set plan_seq = ?", (envelope.seq,))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _put_objective(
    db: Database, year: int, objective: Objective, position: int, added_on: dt.date | None
) -> None:
    own = {"indicators", "deadline", "weight"}
    said = objective.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=own)
    db.conn.execute(
        "insert or replace into objectives "
        "(year, code, position, data, deadline, weight, added_on) values (?, ?, ?, ?, ?, ?, ?)",
        (
            year,
            objective.code,
            position,
            canonical(said),
            _text(objective.deadline),
            _text(objective.weight),
            _text(added_on),
        ),
    )
    _put_indicators(db, year, objective.indicators, added_on)


def _put_indicators(
    db: Database, year: int, indicators: Iterable[Indicator], since: dt.date | None
) -> None:
    own = {"baseline", "target", "weight", "deadline"}
    db.conn.executemany(
        "insert or replace into indicators (year, code, objective, position, data, baseline, "
        "target, weight, deadline, target_set_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                year,
                i.code,
                i.objective,
                position,
                canonical(i.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=own)),
                _text(i.baseline),
                _text(i.target),
                _text(i.weight),
                _text(i.deadline),
                _text(since) if i.target is not None else None,
            )
            for position, i in enumerate(indicators)
        ],
    )


def _put_anomalies(db: Database, year: int, anomalies: Iterable[Anomaly]) -> None:
    """Those settled before stay settled when a corrected document still has them."""
    settled = set(
        db.execute(
            "select kind, place, printed from anomalies where settled_seq is not null and year = ?",
            (year,),
        )
    )
    decided = {
        code
        for (code,) in db.execute(
            "select code from indicators where target <> '' and year = ?", (year,)
        )
    }
    db.conn.executemany(
        "insert into anomalies (year, kind, place, line, printed, reading) "
        "values (?, ?, ?, ?, ?, ?)",
        [
            (year, a.kind, a.where, a.line, a.text, a.reading)
            for a in anomalies
            if (a.kind, a.where, a.text) not in settled
            and not (a.kind == "no_target" and a.where in decided)
        ],
    )


def plan_adopted(db: Database, envelope: Envelope, event: PlanAdopted) -> None:
    """The year's first adoption; a later one replaces what its document says of ente, anomalies."""
    data: dict[str, Any] = event.plan.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude={"objectives", "anomalies"}
    )
    year = event.plan.year
    again = db.execute("select known_on from plans where year = ?", (year,)).fetchone()
    known_on = again[0] if again else day_of(envelope.recorded_at).isoformat()
    db.execute("insert or replace into plans values (?, ?, ?)", (year, canonical(data), known_on))
    if not again:
        for position, objective in enumerate(event.plan.objectives):
            _put_objective(db, year, objective, position, None)
    db.execute("delete from anomalies where settled_seq is null and year = ?", (year,))
    _put_anomalies(db, year, event.plan.anomalies)
    touched(db, envelope)


def objective_added(db: Database, envelope: Envelope, event: ObjectiveAdded) -> None:
    (last,) = db.execute(
        "select coalesce(max(position), 0) from objectives where year = ?", (event.year,)
    ).fetchone()
    _put_objective(db, event.year, event.objective, last + 1, envelope.effective_on)
    _set_weights(db, event.year, {code: str(weight) for code, weight in event.weights.items()})
    touched(db, envelope)


def objective_amended(db: Database, envelope: Envelope, event: ObjectiveAmended) -> None:
    """What a corrected document says replaces the former text; history stays with the codes."""
    now_is, year = event.objective, event.year
    own = (year, now_is.code)
    (position, added_on, cancelled_on, reason) = db.execute(
        "select position, added_on, cancelled_on, cancel_reason from objectives "
        "where year = ? and code = ?",
        own,
    ).fetchone()
    targets = {
        code: (target, set_on)
        for code, target, set_on in db.execute(
            "select code, target, target_set_on from indicators where year = ? and objective = ?",
            own,
        )
    }
    # What the document no longer has stays readable, with its reports, and takes no more.
    db.execute(
        "update indicators set gone_on = coalesce(gone_on, ?) where year = ? and objective = ?",
        (envelope.effective_on.isoformat(), *own),
    )
    added = dt.date.fromisoformat(added_on) if added_on else None
    _put_objective(db, year, now_is, position, added)
    db.execute(
        "update objectives set cancelled_on = ?, cancel_reason = ? where year = ? and code = ?",
        (cancelled_on, reason, *own),
    )
    for indicator in now_is.indicators:
        target, set_on = targets.get(indicator.code, (None, None))
        if indicator.target is not None and _text(indicator.target) != target:
            set_on = envelope.effective_on.isoformat()
        db.execute(
            "update indicators set target_set_on = ? where year = ? and code = ?",
            (set_on, year, indicator.code),
        )
    touched(db, envelope)


def objective_cancelled(db: Database, envelope: Envelope, event: ObjectiveCancelled) -> None:
    db.execute(
        "update objectives set cancelled_on = ?, cancel_reason = ? where year = ? and code = ?",
        (envelope.effective_on.isoformat(), event.reason, event.year, event.code),
    )
    touched(db, envelope)


def objective_reinstated(db: Database, envelope: Envelope, event: ObjectiveReinstated) -> None:
    db.execute(
        "update objectives set cancelled_on = null, cancel_reason = null "
        "where year = ? and code = ?",
        (event.year, event.code),
    )
    touched(db, envelope)


def target_set(db: Database, envelope: Envelope, event: TargetSet) -> None:
    db.execute(
        "update indicators set target = ?, target_set_on = ? where year = ? and code = ?",
        (str(event.target), envelope.effective_on.isoformat(), event.year, event.code),
    )
    _close(db, envelope, event.year, "no_target", event.code, str(event.target))
    touched(db, envelope)


def _close(db: Database, envelope: Envelope, year: int, kind: str, place: str, value: str) -> None:
    """Whoever sets what was missing has settled the anomaly, even without speaking of it."""
    db.execute(
        "update anomalies set settled_seq = ?, settled_value = ? "
        "where year = ? and kind = ? and place = ? and settled_seq is null",
        (envelope.seq, value, year, kind, place),
    )


def baseline_set(db: Database, envelope: Envelope, event: BaselineSet) -> None:
    db.execute(
        "update indicators set baseline = ? where year = ? and code = ?",
        (str(event.baseline), event.year, event.code),
    )
    touched(db, envelope)


def _set_weights(db: Database, year: int, weights: dict[str, str]) -> None:
    for code, weight in weights.items():
        table = "indicators" if code.count(".") > 1 else "objectives"
        db.execute(
            f"update {table} set weight = ? where year = ? and code = ?", (weight, year, code)
        )


def weights_set(db: Database, envelope: Envelope, event: WeightsSet) -> None:
    _set_weights(db, event.year, {code: str(w) for code, w in event.weights.items()})
    # A group is only ever set to 100.
    for place in places_of(event.group, event.group):
        for kind in ("weight_sum", "no_weight"):
            _close(db, envelope, event.year, kind, place, "100")
    touched(db, envelope)


def deadline_set(db: Database, envelope: Envelope, event: DeadlineSet) -> None:
    """An indicator whose own deadline is its objective's has none apart: it goes with it."""
    table = "indicators" if event.code.count(".") > 1 else "objectives"
    if table == "objectives":
        db.execute(
            "update indicators set deadline = null where year = ? and objective = ? and deadline = "
            "(select coalesce(deadline, ?) from objectives where year = ? and code = ?)",
            (event.year, event.code, f"{event.year}-12-31", event.year, event.code),
        )
    db.execute(
        f"update {table} set deadline = ? where year = ? and code = ?",
        (event.deadline.isoformat(), event.year, event.code),
    )
    _close(db, envelope, event.year, "bad_date", event.code, event.deadline.isoformat())
    touched(db, envelope)


def anomaly_settled(db: Database, envelope: Envelope, event: AnomalySettled) -> None:
    db.execute(
        "update anomalies set settled_seq = ?, settled_value = ? where id = ?",
        (envelope.seq, event.value, event.anomaly),
    )
    if event.kind in LINK_ANOMALIES and event.value:
        db.execute(
            "update objectives set data = json_set(data, '$.operational', ?) "
            "where year = ? and code = ?",
            (event.value, event.year, event.where),
        )
    touched(db, envelope)


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(PlanAdopted, plan_adopted),
        on(ObjectiveAdded, objective_added),
        on(ObjectiveAmended, objective_amended),
        on(ObjectiveCancelled, objective_cancelled),
        on(ObjectiveReinstated, objective_reinstated),
        on(TargetSet, target_set),
        on(BaselineSet, baseline_set),
        on(WeightsSet, weights_set),
        on(DeadlineSet, deadline_set),
        on(AnomalySettled, anomaly_settled),
    )
)


def adopted_years(db: Database) -> list[int]:
    """The years that have a plan, the oldest first."""
    return [year for (year,) in db.execute("select year from plans order by year")]
