"""What the record says now, or said on a past day: read by commands and queries alike.

A view is a thin reader of the projections' tables. It never writes.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlite_utils import Database

from ledger.cycle import agenda
from ledger.errors import NoPlan, NoPlanOf, UnknownPerson, UnknownReport
from ledger.errors_people import Forgotten
from ledger.people import Post, Role
from ledger.plan.anomalies import AnomalyName
from ledger.plan.inforce import PlanInForce, read_in_force
from ledger.progress.figures import Report, Value
from ledger.projections import plan as plan_tables
from ledger.projections import progress


@dataclass(frozen=True)
class Person:
    code: str
    name: str
    posts: tuple[Post, ...]
    forgotten: bool = False  # nothing can be read of them any more, and `name` says so


@dataclass(frozen=True)
class ReportRow:
    """One report as it stands now. `changed_seq` is the last event that touched it."""

    seq: int
    year: int
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
    year: int
    kind: AnomalyName
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
    inviter: str


@dataclass(frozen=True)
class Awaiting:
    """A chat that waits for a second person to say whose it is."""

    user_id: str
    code_hash: str
    inviter: str


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
    """What the record says of one year: reads one set of projection tables, never writes.

    `day` is the day of reckoning, which says the year where none is named. People, posts and what
    has dates of its own are the same whatever the year. `plans` remembers plans already read.
    """

    def __init__(
        self,
        db: Database,
        plans: dict[tuple[int, int], PlanInForce] | None = None,
        *,
        day: dt.date = dt.date.max,
        year: int | None = None,
    ) -> None:
        self._db = db
        self._plans = {} if plans is None else plans
        self._day = day
        self._year = year

    def of(self, year: int | None) -> "View":
        """The same record as it speaks of another year; None is the year this one speaks of."""
        if year is None or year == self._year:
            return self
        return View(self._db, self._plans, day=self._day, year=year)

    def on(self, day: dt.date) -> "View":
        """The same record with another day of reckoning, which says the year it speaks of."""
        return self if day == self._day else View(self._db, self._plans, day=day)

    @property
    def years(self) -> list[int]:
        """The years that have a plan, the oldest first."""
        return plan_tables.adopted_years(self._db)

    @property
    def year(self) -> int:
        """The year asked for; else the day of reckoning's where it has a plan, else the newest
        before it, else the newest. Raises NoPlan before a plan is adopted."""
        if self._year is None:
            years = self.years
            if not years:
                raise NoPlan()
            self._year = max((y for y in years if y <= self._day.year), default=years[-1])
        return self._year

    @property
    def tables(self) -> Database:
        """For readers that live beside their tables (evaluation, personnel, cycle). Read only."""
        return self._db

    @property
    def plan(self) -> PlanInForce:
        """The plan of the year. Raises NoPlan where none was adopted at all, NoPlanOf the year."""
        year = self.year
        (seq,) = self._db.execute("select plan_seq from projected").fetchone()
        if (year, seq) not in self._plans:
            found = read_in_force(self._db, year)
            if found is None:
                raise NoPlanOf(year, tuple(self.years))
            for key in [k for k in self._plans if k[1] != seq]:
                del self._plans[key]
            self._plans[year, seq] = found
        return self._plans[year, seq]

    # People

    def person(self, code: str) -> Person | None:
        query = "select words(name), forgotten from people where person = ?"
        row = self._db.execute(query, (code,)).fetchone()
        return Person(code, row[0], self.posts(code), bool(row[1])) if row else None

    def known(self, code: str) -> Person:
        """A person on record. Raises UnknownPerson, or Forgotten where nothing is left of them."""
        found = self.person(code)
        if found is None:
            raise UnknownPerson(code)
        if found.forgotten:
            raise Forgotten(code)
        return found

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
        query = "select person, words(name), forgotten from people order by person"
        rows = self._db.execute(query).fetchall()
        return [Person(p, name, self.posts(p), bool(gone)) for p, name, gone in rows]

    def holders(self, post_name: str, day: dt.date) -> list[str]:
        """Who holds a post, named as owners are (`dirigente:AS`), on a day."""
        role, _, unit = post_name.partition(":")
        rows = self._db.execute(
            "select distinct person from posts where role = ? and coalesce(unit, '') = ? "
            "and coalesce(since, '') <= ? and coalesce(until, '9999') >= ? order by person",
            (role, unit, day.isoformat(), day.isoformat()),
        )
        return [person for (person,) in rows]

    def enrolled(self, code: str, day: dt.date | None = None) -> Person | None:
        """A person who holds a post on a day (that of reckoning). Whoever holds none is a stranger,
        whatever they were: this is asked wherever somebody speaks, reads or is written to."""
        person, day = self.person(code), day or self._day
        if person is None or not any(post.held_on(day) for post in person.posts):
            return None
        return person

    def person_of(self, user_id: str) -> str | None:
        """Who a chat is of, if they are enrolled."""
        person = self.whose_chat(user_id)
        return person if person is not None and self.enrolled(person) else None

    def whose_chat(self, user_id: str) -> str | None:
        """Who a chat is bound to, whatever posts they hold."""
        query = "select person from chats where chat = chat_name(?)"
        row = self._db.execute(query, (user_id,)).fetchone()
        return str(row[0]) if row else None

    def user_of(self, person: str) -> str | None:
        """Where a person is reached, if they are enrolled."""
        chat = self.bound_to(person)
        return chat if chat is not None and self.enrolled(person) else None

    def bound_to(self, person: str) -> str | None:
        """The chat that is bound to a person, whatever posts they hold."""
        query = "select opened(user_id) from chats where person = ?"
        row = self._db.execute(query, (person,)).fetchone()
        return str(row[0]) if row else None

    def awaiting(self, person: str) -> Awaiting | None:
        row = self._db.execute(
            "select opened(user_id), code_hash, inviter from awaiting where person = ?", (person,)
        ).fetchone()
        return Awaiting(*row) if row else None

    def invitation(self, code_hash: str) -> Invitation | None:
        row = self._db.execute(
            "select person, expires_at, used, inviter from invitations where code_hash = ?",
            (code_hash,),
        ).fetchone()
        if row is None:
            return None
        return Invitation(row[0], dt.datetime.fromisoformat(row[1]), bool(row[2]), row[3])

    # Progress

    def standing(self, indicator: str) -> Value | None:
        return progress.standing(self._db, self.year, indicator)

    def standings(self, indicators: Sequence[str]) -> dict[str, Value]:
        return progress.standings(self._db, self.year, indicators)

    def counted_reports(self, indicator: str) -> list[Report]:
        return progress.counted_reports(self._db, self.year, indicator)

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
        return self._reports(
            "where year = ? and indicator = ? order by seq", (self.year, indicator)
        )

    def reports_by(self, actor: str) -> list[ReportRow]:
        """The year's reports of a person, in order of record, whatever became of them."""
        return self._reports("where actor = ? and year = ? order by seq", (actor, self.year))

    def waiting(self) -> list[ReportRow]:
        """The year's reports nobody has validated or contested yet, oldest first."""
        return self._reports(
            "where year = ? and status = 'provisional' and indicator in "
            "(select code from indicators i where i.year = reports.year and gone_on is null) "
            "order by seq",
            (self.year,),
        )

    def _reports(self, clause: str, values: Iterable[object]) -> list[ReportRow]:
        rows = self._db.execute(
            "select seq, year, indicator, day, mode, value, numerator, denominator, actor, "
            f"capacity, recorded_at, status, changed_seq from reports {clause}",
            tuple(values),
        )
        return [
            ReportRow(
                seq,
                year,
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
                year,
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
            "select seq, report, indicator, sha256, size, media_type, "
            "words(name) from evidence where year = ? and indicator = ? order by seq",
            (self.year, indicator),
        )
        return [EvidenceRow(*row) for row in rows]

    def proved(self) -> list[str]:
        """The year's indicators that have evidence, by code."""
        rows = self._db.execute(
            "select distinct indicator from evidence where year = ? order by indicator",
            (self.year,),
        )
        return [code for (code,) in rows]

    # The calendar

    def agenda(self) -> agenda.Agenda:
        """Who was told what, who is away, what is waited for: of all years."""
        return agenda.read(self._db)

    def is_unreachable(self, person: str) -> bool:
        return agenda.is_unreachable(self._db, person)

    # The plan's open questions

    def anomalies(self) -> list[OpenAnomaly]:
        """Those nobody has settled yet, in the document's order."""
        return self._anomalies("where year = ? and settled_seq is null order by id", (self.year,))

    def anomalies_of(self, objective: str) -> list[OpenAnomaly]:
        """Those of an objective and its indicators."""
        where = "where year = ? and settled_seq is null and (place = ? or place like ?) order by id"
        return self._anomalies(where, (self.year, objective, f"{objective}.%"))

    def anomaly(self, id_: int) -> OpenAnomaly | None:
        return next(iter(self._anomalies("where id = ?", (id_,))), None)

    def _anomalies(self, clause: str, values: Iterable[object]) -> list[OpenAnomaly]:
        rows = self._db.execute(
            "select id, year, kind, place, line, printed, reading, settled_seq is not null "
            f"from anomalies {clause}",
            tuple(values),
        )
        return [
            OpenAnomaly(id_, year, kind, place, line, printed, reading, bool(settled))
            for id_, year, kind, place, line, printed, reading, settled in rows
        ]

    def aliases(self, code: str) -> list[tuple[str, str | None]]:
        """Names added to an indicator, and the office that taught them (None: set for all)."""
        rows = self._db.execute(
            "select words, office from aliases where year = ? and code = ? order by words, office",
            (self.year, code),
        )
        return [(words, office or None) for words, office in rows]

    def learnt_aliases(self) -> dict[str, dict[str, str]]:
        """By office, the words its people taught and the indicator they name."""
        found: dict[str, dict[str, str]] = {}
        for code, words, office in self._db.execute(
            "select code, words, office from aliases where year = ? and office <> '' "
            "order by 3, 2, 1",
            (self.year,),
        ):
            found.setdefault(office, {})[words] = code
        return found


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
