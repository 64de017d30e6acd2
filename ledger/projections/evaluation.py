"""How people are evaluated: `regulations`, `entity`, `contributions`, `schede` (one row a
version), `score_setting`. What was judged of a person is sealed.
"""

import datetime as dt
import json

from sqlite_utils import Database

from ledger.evaluation.sheet import SchedaForm, read_sheet
from ledger.events import (
    EntityPerformanceApproved,
    EntityPerformanceProposed,
    EntityPerformanceRefused,
    EntityPerformanceValidated,
    Envelope,
    EvaluationContributed,
    PersonForgotten,
    RegulationAdopted,
    SchedaIssued,
    ScoresInChatSet,
)
from ledger.events.base import Fact
from ledger.events.evaluation import CitizensPart, SchedaFact
from ledger.later import dataclass
from ledger.projections.handling import Handler, on

TABLES = (
    "regulations",
    "entity",
    "contributions",
    "schede",
    "score_setting",
)


def create(db: Database) -> None:
    db.execute("create table regulations (seq integer primary key, year integer, data text)")
    db.execute(
        "create table entity (year integer primary key, value text not null, computed text, "
        "reason text, step text not null, proposed_by text not null, approved_by text, "
        "validated_by text, seqs text not null, unvalidated text, act text, act_on text, "
        "citizens text)"
    )
    db.execute(
        "create table contributions (seq integer primary key, person text not null, "
        "year integer not null, part text not null, kind text not null, unit text, "
        "actor text not null, day text not null, sheet text not null)"
    )
    db.execute(
        "create table schede (seq integer primary key, person text not null, "
        "year integer not null, part text not null, version integer not null, "
        "actor text not null, day text not null, regulation integer not null, "
        "sheet text not null)"
    )
    db.execute("create table score_setting (allowed integer not null)")


def regulation_adopted(db: Database, envelope: Envelope, event: RegulationAdopted) -> None:
    data = json.loads(envelope.data)["regulation"]
    db.execute(
        "insert into regulations values (?, ?, ?)", (envelope.seq, event.year, json.dumps(data))
    )


def entity_proposed(db: Database, envelope: Envelope, event: EntityPerformanceProposed) -> None:
    """A new proposal starts again from the first step."""
    db.execute(
        "insert or replace into entity values "
        "(?, ?, ?, ?, 'proposed', ?, null, null, ?, ?, null, null, ?)",
        (
            event.year,
            event.value,
            event.computed,
            event.reason,
            envelope.actor,
            str(envelope.seq),
            event.with_unvalidated,
            None if event.citizens is None else event.citizens.model_dump_json(),
        ),
    )


def entity_approved(db: Database, envelope: Envelope, event: EntityPerformanceApproved) -> None:
    db.execute(
        "update entity set value = ?, reason = coalesce(?, reason), step = 'approved', "
        "approved_by = ?, seqs = seqs || ',' || ?, act = ?, act_on = ? where year = ?",
        (
            event.value,
            event.reason,
            envelope.actor,
            envelope.seq,
            event.act,
            event.act_on.isoformat() if event.act_on else None,
            event.year,
        ),
    )


def entity_validated(db: Database, envelope: Envelope, event: EntityPerformanceValidated) -> None:
    db.execute(
        "update entity set step = 'validated', value = coalesce(?, value), "
        "reason = coalesce(?, reason), validated_by = ?, seqs = seqs || ',' || ? where year = ?",
        (event.value, event.reason, envelope.actor, envelope.seq, event.year),
    )


def entity_refused(db: Database, envelope: Envelope, event: EntityPerformanceRefused) -> None:
    db.execute(
        "update entity set step = 'refused', reason = ?, validated_by = ?, "
        "seqs = seqs || ',' || ? where year = ?",
        (event.reason, envelope.actor, envelope.seq, event.year),
    )


def contributed(db: Database, envelope: Envelope, event: EvaluationContributed) -> None:
    """A later contribution of the same desk takes the place of the former."""
    db.execute(
        "delete from contributions where person = ? and year = ? and part = ? and kind = ? "
        "and unit is ?",
        (*_key(event), event.kind, event.unit),
    )
    db.execute(
        "insert into contributions values (?, ?, ?, ?, ?, ?, ?, ?, sealed(?, ?))",
        (
            envelope.seq,
            *_key(event),
            event.kind,
            event.unit,
            envelope.actor,
            envelope.effective_on.isoformat(),
            event.person,
            event.sheet,
        ),
    )


def scheda_issued(db: Database, envelope: Envelope, event: SchedaIssued) -> None:
    db.execute(
        "insert into schede values (?, ?, ?, ?, ?, ?, ?, ?, sealed(?, ?))",
        (
            envelope.seq,
            *_key(event),
            event.version,
            envelope.actor,
            envelope.effective_on.isoformat(),
            event.regulation,
            event.person,
            event.sheet,
        ),
    )
    row = db.execute(
        "select opened(outcome), replied_seq from procedures "
        "where person = ? and year = ? and part = ?",
        _key(event),
    ).fetchone()
    if row is None or row[0] != "changed" or row[1] != envelope.seq - 1:
        # Not the outcome of a conciliazione: this version is notified, and disputed, by itself.
        db.execute(
            "insert or replace into procedures (person, year, part) values (?, ?, ?)", _key(event)
        )


def _key(event: SchedaFact) -> tuple[str, int, str]:
    return event.person, event.year, event.part


def person_forgotten(db: Database, envelope: Envelope, event: PersonForgotten) -> None:
    for table in ("contributions", "schede"):
        db.execute(f"delete from {table} where person = ?", (event.person,))


def scores_in_chat_set(db: Database, envelope: Envelope, event: ScoresInChatSet) -> None:
    db.execute("delete from score_setting")
    db.execute("insert into score_setting values (?)", (int(event.allowed),))


HANDLERS: dict[type[Fact], Handler] = dict(
    (
        on(RegulationAdopted, regulation_adopted),
        on(EntityPerformanceProposed, entity_proposed),
        on(EntityPerformanceApproved, entity_approved),
        on(EntityPerformanceValidated, entity_validated),
        on(EntityPerformanceRefused, entity_refused),
        on(EvaluationContributed, contributed),
        on(SchedaIssued, scheda_issued),
        on(ScoresInChatSet, scores_in_chat_set),
        on(PersonForgotten, person_forgotten),
    )
)


@dataclass(frozen=True)
class Entity:
    """Performance of the ente of a year. `step`: proposed, approved, validated, refused.
    `computed` is of validated data; `unvalidated` the same with all data, where it is another."""

    year: int
    value: str
    computed: str | None
    reason: str | None
    step: str
    proposed_by: str
    approved_by: str | None
    validated_by: str | None
    seqs: tuple[int, ...]
    unvalidated: str | None
    act: str | None
    act_on: dt.date | None
    citizens: CitizensPart | None
    """What is in it of what citizens said."""


def entity(db: Database, year: int) -> Entity | None:
    """The performance of the ente in a year and how far it got; None: nothing proposed."""
    row = db.execute(
        "select year, value, computed, reason, step, proposed_by, approved_by, validated_by, "
        "seqs, unvalidated, act, act_on, citizens from entity where year = ?",
        (year,),
    ).fetchone()
    if row is None:
        return None
    of, value, computed, reason, step, proposed_by, approved_by, validated_by = row[:8]
    seqs, unvalidated, act, act_on, said = row[8:]
    events = tuple(int(n) for n in seqs.split(","))
    return Entity(
        of,
        value,
        computed,
        reason,
        step,
        proposed_by,
        approved_by,
        validated_by,
        events,
        unvalidated,
        act,
        _day(act_on) if act_on else None,
        CitizensPart.model_validate_json(said) if said else None,
    )


@dataclass(frozen=True)
class Contribution:
    """What a proposer or an earlier evaluator said of a person."""

    seq: int
    kind: str
    unit: str | None
    actor: str
    day: dt.date
    sheet: SchedaForm


def contributions(db: Database, person: str, year: int, part: str) -> list[Contribution]:
    """Contributions to a person's scheda of a year, oldest first."""
    rows = db.execute(
        "select seq, kind, unit, actor, day, opened(sheet) from contributions "
        "where person = ? and year = ? and part = ? order by seq",
        (person, year, part),
    )
    return [
        Contribution(seq, kind, unit, actor, _day(day), read_sheet(sheet))
        for seq, kind, unit, actor, day, sheet in rows
    ]


@dataclass(frozen=True)
class Version:
    """One version of a scheda as it was signed."""

    seq: int
    person: str
    year: int
    part: str
    version: int
    actor: str
    day: dt.date
    regulation: int
    sheet: SchedaForm


def versions(db: Database, year: int, person: str | None = None) -> list[Version]:
    """Every version issued of a year, oldest first; of everybody, or of one person."""
    rows = db.execute(
        "select seq, person, year, part, version, actor, day, regulation, opened(sheet) "
        "from schede "
        "where year = ? and person = coalesce(?, person) order by seq",
        (year, person),
    )
    return [
        Version(seq, of, in_year, part, number, actor, _day(day), regulation, read_sheet(sheet))
        for seq, of, in_year, part, number, actor, day, regulation, sheet in rows.fetchall()
    ]


def scores_in_chat(db: Database) -> bool:
    """By default scores are not shown in chat."""
    row = db.execute("select allowed from score_setting").fetchone()
    return bool(row and row[0])


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
