"""What was changed of a plan in the year: `changes`, one row for each target, baseline, weight or
deadline, with what it was before; and `resources`, people and money of objectives changed by act.

Reads what stands before the tables of the plan are brought up: it comes before them.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from ledger.events import (
    BaselineSet,
    ChangeExplained,
    DeadlineSet,
    Envelope,
    ObjectiveAmended,
    PurposeSet,
    ResourcesChanged,
    TargetSet,
    WeightsSet,
    canonical,
)
from ledger.events.base import Fact
from ledger.events.plan import Explained
from ledger.later import dataclass
from ledger.plan import Budget, People
from ledger.projections.handling import Handler, on

TABLES = ("changes", "resources")
OF_INDICATORS = ("target", "baseline", "weight", "deadline")
OF_OBJECTIVES = ("weight", "deadline")


def create(db: Database) -> None:
    db.execute(
        "create table changes (seq integer not null, year integer not null, code text not null, "
        "what text not null, before text, after text, day text not null, actor text not null, "
        "reason text, act text, act_on text, document integer not null, "
        "primary key (seq, code, what))"
    )
    db.execute(
        "create table resources (seq integer primary key, year integer not null, "
        "code text not null, people text not null, budget text not null, day text not null, "
        "actor text not null, reason text not null, act text not null, act_on text not null)"
    )


def _is_of_indicator(code: str) -> bool:
    return code.count(".") > 1


def _before(db: Database, year: int, code: str, what: str) -> str | None:
    table = "indicators" if _is_of_indicator(code) else "objectives"
    row = db.execute(
        f"select {what} from {table} where year = ? and code = ?", (year, code)
    ).fetchone()
    return row[0] if row else None


def _put(
    db: Database,
    envelope: Envelope,
    named: tuple[int, str, str],
    after: object,
    why: Explained | None,
) -> None:
    """`named` is year, code and what; nothing is kept of what is said again as it was. `why` is
    None where a corrected document changed it."""
    before, now_is = _before(db, *named), None if after is None else str(after)
    if before == now_is:
        return
    db.execute(
        "insert or replace into changes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            envelope.seq,
            *named,
            before,
            now_is,
            envelope.effective_on.isoformat(),
            envelope.actor,
            why and why.reason,
            why and why.act,
            why.act_on.isoformat() if why and why.act_on else None,
            why is None,
        ),
    )


def target_set(db: Database, envelope: Envelope, event: TargetSet) -> None:
    _put(db, envelope, (event.year, event.code, "target"), event.target, event)


def baseline_set(db: Database, envelope: Envelope, event: BaselineSet) -> None:
    _put(db, envelope, (event.year, event.code, "baseline"), event.baseline, event)


def deadline_set(db: Database, envelope: Envelope, event: DeadlineSet) -> None:
    _put(db, envelope, (event.year, event.code, "deadline"), event.deadline, event)


def weights_set(db: Database, envelope: Envelope, event: WeightsSet) -> None:
    for code, weight in event.weights.items():
        _put(db, envelope, (event.year, code, "weight"), weight, event)


def objective_amended(db: Database, envelope: Envelope, event: ObjectiveAmended) -> None:
    """The adoption of the document is the act."""
    objective = event.objective
    for what in OF_OBJECTIVES:
        named = (event.year, objective.code, what)
        _put(db, envelope, named, getattr(objective, what), None)
    known = {
        code
        for (code,) in db.execute(
            "select code from indicators where year = ? and objective = ?",
            (event.year, objective.code),
        )
    }
    for indicator in objective.indicators:
        for what in OF_INDICATORS if indicator.code in known else ():
            named = (event.year, indicator.code, what)
            _put(db, envelope, named, getattr(indicator, what), None)


def change_explained(db: Database, envelope: Envelope, event: ChangeExplained) -> None:
    db.execute(
        "update changes set reason = ?, act = ?, act_on = ? where seq = ?",
        (event.reason, event.act, event.act_on and event.act_on.isoformat(), event.change),
    )


def resources_changed(db: Database, envelope: Envelope, event: ResourcesChanged) -> None:
    dump: Any = event.model_dump(mode="json", exclude_none=True)
    db.execute(
        "insert into resources values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            envelope.seq,
            event.year,
            event.code,
            canonical(dump["people"]),
            canonical(dump["budget"]),
            envelope.effective_on.isoformat(),
            envelope.actor,
            event.reason,
            event.act,
            event.act_on.isoformat(),
        ),
    )
    _print(db, envelope, event.year, event.code, {n: dump[n] for n in ("people", "budget")})


def purpose_set(db: Database, envelope: Envelope, event: PurposeSet) -> None:
    dump: Any = event.model_dump(mode="json")
    names = ("impact", "stakeholders", "ptpct")
    _print(db, envelope, event.year, event.code, {name: dump[name] for name in names})


def _print(
    db: Database, envelope: Envelope, year: int, code: str, told: Mapping[str, object]
) -> None:
    """What the plan prints of an objective is what it has now."""
    for name, value in told.items():
        db.execute(
            f"update objectives set data = json_set(data, '$.{name}', json(?)) "
            "where year = ? and code = ?",
            (json.dumps(value, ensure_ascii=False), year, code),
        )
    db.execute("update projected set plan_seq = ?", (envelope.seq,))


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(TargetSet, target_set),
        on(BaselineSet, baseline_set),
        on(DeadlineSet, deadline_set),
        on(WeightsSet, weights_set),
        on(ObjectiveAmended, objective_amended),
        on(ChangeExplained, change_explained),
        on(ResourcesChanged, resources_changed),
        on(PurposeSet, purpose_set),
    )
)


@dataclass(frozen=True)
class Change:
    """One thing changed of a code: `before` and `after` as stored, None where there was none."""

    seq: int
    code: str
    what: str
    before: str | None
    after: str | None
    day: dt.date
    actor: str
    reason: str | None
    act: str | None
    act_on: dt.date | None
    by_document: bool
    """A corrected document changed it, and its adoption is the act."""

    @property
    def unexplained(self) -> bool:
        """Changed in the year with neither reason nor act. To set what was not set is no change."""
        return self.before is not None and not (self.reason or self.act or self.by_document)


def changes(db: Database, year: int) -> list[Change]:
    """All that was set or changed in a year's plan, the oldest first."""
    rows = db.execute(
        "select seq, code, what, before, after, day, actor, reason, act, act_on, "
        "document from changes where year = ? order by seq, code, what",
        (year,),
    )
    return [
        Change(
            seq,
            code,
            what,
            before,
            after,
            dt.date.fromisoformat(day),
            actor,
            reason,
            act,
            _day(act_on),
            bool(document),
        )
        for seq, code, what, before, after, day, actor, reason, act, act_on, document in rows
    ]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Resources:
    """People and money of an objective from an act on."""

    seq: int
    code: str
    people: tuple[People, ...]
    budget: tuple[Budget, ...]
    day: dt.date
    actor: str
    reason: str
    act: str
    act_on: dt.date


def resources(db: Database, year: int) -> list[Resources]:
    """How people and money were changed in a year, the oldest first."""
    rows = db.execute(
        "select seq, code, people, budget, day, actor, reason, act, act_on from resources "
        "where year = ? order by seq",
        (year,),
    ).fetchall()
    return list(_read(rows))


def _read(rows: list[Any]) -> Iterator[Resources]:
    for seq, code, people, budget, day, actor, reason, act, act_on in rows:
        yield Resources(
            seq,
            code,
            tuple(People.model_validate(p) for p in json.loads(people)),
            tuple(Budget.model_validate(b) for b in json.loads(budget)),
            dt.date.fromisoformat(day),
            actor,
            reason,
            act,
            dt.date.fromisoformat(act_on),
        )
