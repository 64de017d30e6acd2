"""The plan in force: `ente`, `objectives`, `indicators`, `aliases`, `anomalies`.

Lists are JSON texts; numbers are exact strings. Whoever changes the plan also moves
`projected.plan_seq`, so that a plan read before can be told from a later one.
"""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from ledger.events import (
    AliasAdded,
    AliasRemoved,
    AnomalySettled,
    BaselineSet,
    DeadlineSet,
    Envelope,
    ObjectiveAdded,
    ObjectiveAmended,
    ObjectiveCancelled,
    PlanAdopted,
    TargetSet,
    WeightsSet,
    canonical,
)
from ledger.plan import Anomaly, Indicator, Objective, Plan

LINK_ANOMALIES = ("bad_code", "unknown_code", "code_mismatch", "code_state")
"""Anomalies about an objective's code: the reading taken is its operational objective."""

TABLES = ("ente", "objectives", "indicators", "aliases", "anomalies")


def create(db: Database) -> None:
    db.execute("create table ente (year integer primary key, data text not null)")
    db.execute(
        "create table objectives (code text primary key, position integer not null, "
        "data text not null, deadline text, weight text, added_on text, "
        "cancelled_on text, cancel_reason text)"
    )
    db.execute(
        "create table indicators (code text primary key, objective text not null, "
        "position integer not null, data text not null, baseline text, target text, weight text, "
        "deadline text, target_set_on text)"
    )
    db.execute(
        "create table aliases (code text not null, words text not null, office text not null, "
        "primary key (code, words, office))"
    )
    db.execute(
        "create table anomalies (id integer primary key, kind text not null, "
        "place text not null, line integer, printed text, reading text, settled_seq integer, "
        "settled_value text)"
    )


def _touched(db: Database, envelope: Envelope) -> None:
    db.execute("update projected set plan_seq = ?", (envelope.seq,))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _put_objective(
    db: Database, objective: Objective, position: int, added_on: dt.date | None
) -> None:
    db.table("objectives").insert(
        {
            "code": objective.code,
            "position": position,
            "data": canonical(
                objective.model_dump(
                    mode="json",
                    by_alias=True,
                    exclude_none=True,
                    exclude={"indicators", "deadline", "weight"},
                )
            ),
            "deadline": _text(objective.deadline),
            "weight": _text(objective.weight),
            "added_on": _text(added_on),
        }
    )
    _put_indicators(db, objective.indicators, added_on)


def _put_indicators(db: Database, indicators: Iterable[Indicator], since: dt.date | None) -> None:
    own = {"baseline", "target", "weight", "deadline"}
    db.table("indicators").insert_all(
        {
            "code": i.code,
            "objective": i.objective,
            "position": position,
            "data": canonical(
                i.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=own)
            ),
            "baseline": _text(i.baseline),
            "target": _text(i.target),
            "weight": _text(i.weight),
            "deadline": _text(i.deadline),
            "target_set_on": _text(since) if i.target is not None else None,
        }
        for position, i in enumerate(indicators)
    )


def _put_anomalies(db: Database, anomalies: Iterable[Anomaly]) -> None:
    """Those settled before stay settled when a corrected document still has them."""
    settled = set(
        db.execute("select kind, place, printed from anomalies where settled_seq is not null")
    )
    decided = {code for (code,) in db.execute("select code from indicators where target <> ''")}
    db.table("anomalies").insert_all(
        {
            "kind": a.kind,
            "place": a.where,
            "line": a.line,
            "printed": a.text,
            "reading": a.reading,
        }
        for a in anomalies
        if (a.kind, a.where, a.text) not in settled
        and not (a.kind == "no_target" and a.where in decided)
    )


def plan_adopted(db: Database, envelope: Envelope, event: PlanAdopted) -> None:
    """The first adoption; a later one replaces what the document says of ente and anomalies."""
    data: dict[str, Any] = event.plan.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude={"objectives", "anomalies"}
    )
    again = db.table("ente").count > 0
    # Not sqlite-utils' upsert: it probes the database with a table of its own, which the open
    # reading of the log in a rebuild does not allow.
    db.execute("insert or replace into ente values (?, ?)", (event.plan.year, canonical(data)))
    if not again:
        for position, objective in enumerate(event.plan.objectives):
            _put_objective(db, objective, position, None)
    db.execute("delete from anomalies where settled_seq is null")
    _put_anomalies(db, event.plan.anomalies)
    _touched(db, envelope)


def objective_added(db: Database, envelope: Envelope, event: ObjectiveAdded) -> None:
    (last,) = db.execute("select coalesce(max(position), 0) from objectives").fetchone()
    _put_objective(db, event.objective, last + 1, envelope.effective_on)
    _set_weights(db, {code: str(weight) for code, weight in event.weights.items()})
    _touched(db, envelope)


def objective_amended(db: Database, envelope: Envelope, event: ObjectiveAmended) -> None:
    """What a corrected document says replaces the former text; history stays with the codes."""
    now_is = event.objective
    (position, added_on, cancelled_on, reason) = db.execute(
        "select position, added_on, cancelled_on, cancel_reason from objectives where code = ?",
        (now_is.code,),
    ).fetchone()
    targets = {
        code: (target, set_on)
        for code, target, set_on in db.execute(
            "select code, target, target_set_on from indicators where objective = ?",
            (now_is.code,),
        )
    }
    db.execute("delete from indicators where objective = ?", (now_is.code,))
    db.execute("delete from objectives where code = ?", (now_is.code,))
    _put_objective(db, now_is, position, dt.date.fromisoformat(added_on) if added_on else None)
    db.execute(
        "update objectives set cancelled_on = ?, cancel_reason = ? where code = ?",
        (cancelled_on, reason, now_is.code),
    )
    for indicator in now_is.indicators:
        target, set_on = targets.get(indicator.code, (None, None))
        if indicator.target is not None and _text(indicator.target) != target:
            set_on = envelope.effective_on.isoformat()
        db.execute(
            "update indicators set target_set_on = ? where code = ?", (set_on, indicator.code)
        )
    _touched(db, envelope)


def objective_cancelled(db: Database, envelope: Envelope, event: ObjectiveCancelled) -> None:
    db.execute(
        "update objectives set cancelled_on = ?, cancel_reason = ? where code = ?",
        (envelope.effective_on.isoformat(), event.reason, event.code),
    )
    _touched(db, envelope)


def target_set(db: Database, envelope: Envelope, event: TargetSet) -> None:
    db.execute(
        "update indicators set target = ?, target_set_on = ? where code = ?",
        (str(event.target), envelope.effective_on.isoformat(), event.code),
    )
    _close(db, envelope, "no_target", event.code, str(event.target))
    _touched(db, envelope)


def _close(db: Database, envelope: Envelope, kind: str, place: str, value: str) -> None:
    """Whoever sets what was missing has settled the anomaly, even without speaking of it."""
    db.execute(
        "update anomalies set settled_seq = ?, settled_value = ? "
        "where kind = ? and place = ? and settled_seq is null",
        (envelope.seq, value, kind, place),
    )


def baseline_set(db: Database, envelope: Envelope, event: BaselineSet) -> None:
    db.execute(
        "update indicators set baseline = ? where code = ?", (str(event.baseline), event.code)
    )
    _touched(db, envelope)


def _set_weights(db: Database, weights: dict[str, str]) -> None:
    for code, weight in weights.items():
        table = "indicators" if code.count(".") > 1 else "objectives"
        db.execute(f"update {table} set weight = ? where code = ?", (weight, code))


def weights_set(db: Database, envelope: Envelope, event: WeightsSet) -> None:
    _set_weights(db, {code: str(weight) for code, weight in event.weights.items()})
    _touched(db, envelope)


def deadline_set(db: Database, envelope: Envelope, event: DeadlineSet) -> None:
    table = "indicators" if event.code.count(".") > 1 else "objectives"
    db.execute(
        f"update {table} set deadline = ? where code = ?",
        (event.deadline.isoformat(), event.code),
    )
    _close(db, envelope, "bad_date", event.code, event.deadline.isoformat())
    _touched(db, envelope)


def alias_added(db: Database, envelope: Envelope, event: AliasAdded) -> None:
    db.execute(
        "insert or ignore into aliases values (?, ?, ?)",
        (event.code, event.words, event.office or ""),
    )
    _touched(db, envelope)


def alias_removed(db: Database, envelope: Envelope, event: AliasRemoved) -> None:
    db.execute(
        "delete from aliases where code = ? and words = ? and office = ?",
        (event.code, event.words, event.office or ""),
    )
    _touched(db, envelope)


def anomaly_settled(db: Database, envelope: Envelope, event: AnomalySettled) -> None:
    db.execute(
        "update anomalies set settled_seq = ?, settled_value = ? where id = ?",
        (envelope.seq, event.value, event.anomaly),
    )
    if event.kind in LINK_ANOMALIES and event.value:
        db.execute(
            "update objectives set data = json_set(data, '$.operational', ?) where code = ?",
            (event.value, event.where),
        )
    _touched(db, envelope)


HANDLERS: dict[type, Any] = {
    PlanAdopted: plan_adopted,
    ObjectiveAdded: objective_added,
    ObjectiveAmended: objective_amended,
    ObjectiveCancelled: objective_cancelled,
    TargetSet: target_set,
    BaselineSet: baseline_set,
    WeightsSet: weights_set,
    DeadlineSet: deadline_set,
    AliasAdded: alias_added,
    AliasRemoved: alias_removed,
    AnomalySettled: anomaly_settled,
}


def read_plan(db: Database) -> Plan | None:
    """The plan in force, with aliases of the whole ente; cancelled objectives are still in it."""
    row = db.execute("select data from ente order by year desc limit 1").fetchone()
    if row is None:
        return None
    aliases: dict[str, list[str]] = {}
    for code, words in db.execute(
        "select code, words from aliases where office = '' order by 1, 2"
    ):
        aliases.setdefault(code, []).append(words)
    indicators: dict[str, list[Indicator]] = {}
    for code, objective, data, baseline, target, weight, deadline in db.execute(
        "select code, objective, data, baseline, target, weight, deadline "
        "from indicators order by objective, position"
    ):
        body = json.loads(data)
        body |= {"baseline": baseline, "target": target, "weight": weight, "deadline": deadline}
        body["aliases"] = [*body.get("aliases", []), *aliases.get(code, [])]
        indicators.setdefault(objective, []).append(Indicator.model_validate(body))
    objectives = [
        Objective.model_validate(
            json.loads(data)
            | {"deadline": deadline, "weight": weight, "indicators": indicators.get(code, [])}
        )
        for code, data, deadline, weight in db.execute(
            "select code, data, deadline, weight from objectives order by position"
        )
    ]
    anomalies = [
        Anomaly(kind=kind, where=place, line=line, text=printed, reading=reading)
        for kind, place, line, printed, reading in db.execute(
            "select kind, place, line, printed, reading from anomalies "
            "where settled_seq is null order by id"
        )
    ]
    return Plan.model_validate(
        json.loads(row[0]) | {"objectives": objectives, "anomalies": anomalies}
    )
