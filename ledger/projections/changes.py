"""What was changed of a plan in the year: `changes`, one row for each target, baseline, weight or
deadline with what it was before, for each title, and for what came into the plan or left it; and
`resources`, people and money of objectives changed by act.

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
    ObjectiveAdded,
    ObjectiveAmended,
    ObjectiveCancelled,
    ObjectiveReinstated,
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
from ledger.plan.anomalies import MENDED_BY, places_of
from ledger.projections.handling import Handler, on

TABLES = ("changes", "resources")
OF_INDICATORS = ("target", "baseline", "weight", "deadline")
OF_OBJECTIVES = ("weight", "deadline")


def create(db: Database) -> None:
    db.execute(
        "create table changes (seq integer not null, year integer not null, code text not null, "
        "what text not null, before text, after text, day text not null, actor text not null, "
        "reason text, act text, act_on text, document text, mends integer not null, "
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
    why: Explained,
    group: str = "",
) -> None:
    """`named` is year, code and what; nothing is kept of what is said again as it was. `group` is
    that of weights."""
    before, now_is = _before(db, *named), None if after is None else str(after)
    if before != now_is:
        mends = _mends(db, *named, group)
        _insert(db, envelope, named, (before, now_is), why, mends=mends)


def _insert(
    db: Database,
    envelope: Envelope,
    named: tuple[int, str, str],
    values: tuple[str | None, str | None],
    why: Explained,
    *,
    mends: bool = False,
) -> None:
    is_of_document = isinstance(why, ObjectiveAmended)
    db.execute(
        "insert or replace into changes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            envelope.seq,
            *named,
            *values,
            envelope.effective_on.isoformat(),
            envelope.actor,
            why.reason,
            why.act,
            why.act_on.isoformat() if why.act_on else None,
            envelope.recorded_at.isoformat() if is_of_document else None,
            mends,
        ),
    )


def _mends(db: Database, year: int, code: str, what: str, group: str) -> bool:
    """Whether what is set puts right what the document had got wrong, and nobody had settled."""
    open_ones = db.execute(
        "select kind, place from anomalies where year = ? and settled_seq is null", (year,)
    ).fetchall()
    places = places_of(code, group)
    return any(kind in MENDED_BY[what] and place in places for kind, place in open_ones)


def target_set(db: Database, envelope: Envelope, event: TargetSet) -> None:
    _put(db, envelope, (event.year, event.code, "target"), event.target, event)


def baseline_set(db: Database, envelope: Envelope, event: BaselineSet) -> None:
    _put(db, envelope, (event.year, event.code, "baseline"), event.baseline, event)


def deadline_set(db: Database, envelope: Envelope, event: DeadlineSet) -> None:
    _put(db, envelope, (event.year, event.code, "deadline"), event.deadline, event)


def weights_set(db: Database, envelope: Envelope, event: WeightsSet) -> None:
    for code, weight in event.weights.items():
        _put(db, envelope, (event.year, code, "weight"), weight, event, event.group)


def objective_amended(db: Database, envelope: Envelope, event: ObjectiveAmended) -> None:
    """What a corrected document says of what was there, what it adds and what it leaves out."""
    objective, year = event.objective, event.year
    for what in OF_OBJECTIVES:
        named = (year, objective.code, what)
        _put(db, envelope, named, getattr(objective, what), event, objective.group_name)
    title = _title(db, year, objective.code)
    if title != objective.title:
        _insert(db, envelope, (year, objective.code, "title"), (title, objective.title), event)
    known = dict(
        db.execute(
            "select code, json_extract(data, '$.name') from indicators "
            "where year = ? and objective = ? and gone_on is null",
            (year, objective.code),
        ).fetchall()
    )
    for indicator in objective.indicators:
        if indicator.code not in known:
            named = (year, indicator.code, "added")
            _insert(db, envelope, named, (None, indicator.name), event)
            continue
        for what in OF_INDICATORS:
            named = (year, indicator.code, what)
            _put(db, envelope, named, getattr(indicator, what), event, objective.code)
    for code in known.keys() - {i.code for i in objective.indicators}:
        _insert(db, envelope, (year, code, "removed"), (known[code], None), event)


def _title(db: Database, year: int, code: str) -> str | None:
    row = db.execute(
        "select json_extract(data, '$.title') from objectives where year = ? and code = ?",
        (year, code),
    ).fetchone()
    return row[0] if row else None


def objective_added(db: Database, envelope: Envelope, event: ObjectiveAdded) -> None:
    named = (event.year, event.objective.code, "added")
    _insert(db, envelope, named, (None, event.objective.title), Explained())


def objective_cancelled(db: Database, envelope: Envelope, event: ObjectiveCancelled) -> None:
    title = _title(db, event.year, event.code)
    why = Explained(reason=event.reason)
    _insert(db, envelope, (event.year, event.code, "removed"), (title, None), why)


def objective_reinstated(db: Database, envelope: Envelope, event: ObjectiveReinstated) -> None:
    title = _title(db, event.year, event.code)
    why = Explained(reason=event.reason)
    _insert(db, envelope, (event.year, event.code, "added"), (None, title), why)


def change_explained(db: Database, envelope: Envelope, event: ChangeExplained) -> None:
    """What is said of one change of a document is said of all that it changed with it."""
    db.execute(
        "update changes set reason = ?, act = ?, act_on = ? where seq = ? or (reason is null "
        "and document = (select document from changes where seq = ? and year = ?))",
        (
            event.reason,
            event.act,
            event.act_on and event.act_on.isoformat(),
            event.change,
            event.change,
            event.year,
        ),
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
        on(ObjectiveAdded, objective_added),
        on(ObjectiveCancelled, objective_cancelled),
        on(ObjectiveReinstated, objective_reinstated),
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
    """A corrected document changed it."""
    mends: bool
    """It put right what the document of the plan had got wrong."""

    @property
    def is_change(self) -> bool:
        """Whether the plan is another than it was: to set what was not set is no change."""
        return self.before is not None or self.what == "added"

    @property
    def is_listed(self) -> bool:
        """Whether it is told among the changes: also what was first set, where who set it said why
        or by which act."""
        return self.is_change or bool(self.reason or self.act)

    @property
    def unexplained(self) -> bool:
        """Changed or taken away in the year with neither reason nor act."""
        return self.before is not None and not (self.reason or self.act or self.mends)


def changes(db: Database, year: int) -> list[Change]:
    """All that was set or changed in a year's plan, the oldest first."""
    rows = db.execute(
        "select seq, code, what, before, after, day, actor, reason, act, act_on, "
        "document is not null, mends from changes where year = ? order by seq, code, what",
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
            bool(mends),
        )
        for seq, code, what, before, after, day, actor, reason, act, act_on, document, mends in rows
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
