"""What the record says now, or said on a past day: read by commands and queries alike.

A view is a thin reader of the projections' tables. It never writes.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlite_utils import Database

from ledger.cycle import agenda
from ledger.errors import NoPlan, UnknownReport
from ledger.people import Post, Role
from ledger.plan.inforce import PlanInForce, read_in_force
from ledger.progress.figures import Report, Value
from ledger.projections import progress


@dataclass(frozen=True)
class Person:
    code: str
    name: str
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class ReportRow:
    """One report as it stands now. `changed_seq` is the last event that touched it."""

    seq: int
    indicator: str
    day: dt.date
    mode: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    actor: str
    capacity: Role
    recorded_at: dt.datetime
    status: str
    changed_seq: int


@dataclass(frozen=True)
class OpenAnomaly:
    id: int
    kind: str
    where: str
    line: int | None
    printed: str | None
    reading: str | None
    settled: bool


@dataclass(frozen=True)
class Invitation:
    person: str
    expires_at: dt.datetime
    used: bool


@dataclass(frozen=True)
class EvidenceRow:
    seq: int
    report: int
    indicator: str
    sha256: str
    size: int
    media_type: str
    name: str


class View:
    """Reads one set of projection tables. `plans` remembers plans already read, by `plan_seq`."""

    def __init__(self, db: Database, plans: dict[int, PlanInForce] | None = None) -> None:
        self._db = db
        self._plans = {} if plans is None else plans

    @property
    def tables(self) -> Database:
        """For readers that live beside their tables (evaluation, personnel, cycle). Read only."""
        return self._db

    @property
    def plan(self) -> PlanInForce:
        """Raises NoPlan before a plan is adopted."""
        (seq,) = self._db.execute("select plan_seq from projected").fetchone()
        if seq not in self._plans:
            found = read_in_force(self._db)
            if found is None:
                raise NoPlan()
            self._plans.clear()
            self._plans[seq] = found
        return self._plans[seq]

    # People

    def person(self, code: str) -> Person | None:
        row = self._db.execute("select name from people where person = ?", (code,)).fetchone()
        return Person(code, row[0], self.posts(code)) if row else None

    def posts(self, code: str) -> tuple[Post, ...]:
        rows = self._db.execute(
            "select role, unit, interim, since, until from posts where person = ? order by id",
            (code,),
        )
        return tuple(
            Post(Role(role), unit, bool(interim), _day(since), _day(until))
            for role, unit, interim, since, until in rows
        )

    def people(self) -> list[Person]:
        rows = self._db.execute("select person, name from people order by person").fetchall()
        return [Person(code, name, self.posts(code)) for code, name in rows]

    def holders(self, post_name: str, day: dt.date) -> list[str]:
        """Who holds a post, named as owners are (`dirigente:AS`), on a day."""
        role, _, unit = post_name.partition(":")
        rows = self._db.execute(
            "select distinct person from posts where role = ? and coalesce(unit, '') = ? "
            "and coalesce(since, '') <= ? and coalesce(until, '9999') >= ? order by person",
            (role, unit, day.isoformat(), day.isoformat()),
        )
        return [person for (person,) in rows]

    def person_of(self, user_id: str) -> str | None:
        row = self._db.execute("select person from chats where user_id = ?", (user_id,)).fetchone()
        return str(row[0]) if row else None

    def user_of(self, person: str) -> str | None:
        row = self._db.execute("select user_id from chats where person = ?", (person,)).fetchone()
        return str(row[0]) if row else None

    def invitation(self, code_hash: str) -> Invitation | None:
        row = self._db.execute(
            "select person, expires_at, used from invitations where code_hash = ?", (code_hash,)
        ).fetchone()
        return Invitation(row[0], dt.datetime.fromisoformat(row[1]), bool(row[2])) if row else None

    # Progress

    def standing(self, indicator: str) -> Value | None:
        return progress.standing(self._db, indicator)

    def standings(self, indicators: Sequence[str]) -> dict[str, Value]:
        return progress.standings(self._db, indicators)

    def counted_reports(self, indicator: str) -> list[Report]:
        return progress.counted_reports(self._db, indicator)

    def report(self, seq: int) -> ReportRow:
        """Raises UnknownReport."""
        found = self._reports("where seq = ?", (seq,))
        if not found:
            raise UnknownReport(seq)
        return found[0]

    def last_report_by(self, actor: str) -> ReportRow | None:
        """The newest report of a person that was neither undone nor contested.

        Newest by its own record: that somebody validates an older one does not make it the last.
        """
        where = f"where actor = ? and {progress.COUNTED} order by seq desc limit 1"
        return next(iter(self._reports(where, (actor,))), None)

    def reports_of(self, indicator: str) -> list[ReportRow]:
        """Every report of an indicator, in order of record, whatever became of it."""
        return self._reports("where indicator = ? order by seq", (indicator,))

    def waiting(self) -> list[ReportRow]:
        """Reports nobody has validated or contested yet, oldest first."""
        return self._reports("where status = 'provisional' order by seq", ())

    def _reports(self, clause: str, values: Iterable[object]) -> list[ReportRow]:
        rows = self._db.execute(
            "select seq, indicator, day, mode, value, numerator, denominator, actor, capacity, "
            f"recorded_at, status, changed_seq from reports {clause}",
            tuple(values),
        )
        return [
            ReportRow(
                seq,
                indicator,
                dt.date.fromisoformat(day),
                mode,
                _number(value),
                _number(numerator),
                _number(denominator),
                actor,
                Role(capacity),
                dt.datetime.fromisoformat(recorded_at),
                status,
                changed,
            )
            for (
                seq,
                indicator,
                day,
                mode,
                value,
                numerator,
                denominator,
                actor,
                capacity,
                recorded_at,
                status,
                changed,
            ) in rows
        ]

    def evidence_of(self, indicator: str) -> list[EvidenceRow]:
        rows = self._db.execute(
            "select seq, report, indicator, sha256, size, media_type, name from evidence "
            "where indicator = ? order by seq",
            (indicator,),
        )
        return [EvidenceRow(*row) for row in rows]

    # The calendar

    def agenda(self) -> agenda.Agenda:
        """Who was told what, who is away, what is waited for."""
        return agenda.read(self._db)

    def is_unreachable(self, person: str) -> bool:
        return agenda.is_unreachable(self._db, person)

    # The plan's open questions

    def anomalies(self) -> list[OpenAnomaly]:
        """Those nobody has settled yet, in the document's order."""
        return self._anomalies("where settled_seq is null order by id", ())

    def anomalies_of(self, objective: str) -> list[OpenAnomaly]:
        """Those of an objective and its indicators."""
        where = "where settled_seq is null and (place = ? or place like ?) order by id"
        return self._anomalies(where, (objective, f"{objective}.%"))

    def anomaly(self, id_: int) -> OpenAnomaly | None:
        return next(iter(self._anomalies("where id = ?", (id_,))), None)

    def _anomalies(self, clause: str, values: Iterable[object]) -> list[OpenAnomaly]:
        rows = self._db.execute(
            "select id, kind, place, line, printed, reading, settled_seq is not null "
            f"from anomalies {clause}",
            tuple(values),
        )
        return [
            OpenAnomaly(id_, kind, place, line, printed, reading, bool(settled))
            for id_, kind, place, line, printed, reading, settled in rows
        ]

    def aliases(self, code: str) -> list[tuple[str, str | None]]:
        """Names added to an indicator, and the office that taught them (None: set for all)."""
        rows = self._db.execute(
            "select words, office from aliases where code = ? order by words, office", (code,)
        )
        return [(words, office or None) for words, office in rows]

    def learnt_aliases(self) -> dict[str, dict[str, str]]:
        """By office, the words its people taught and the indicator they name."""
        found: dict[str, dict[str, str]] = {}
        for code, words, office in self._db.execute(
            "select code, words, office from aliases where office <> '' order by 3, 2, 1"
        ):
            found.setdefault(office, {})[words] = code
        return found


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
