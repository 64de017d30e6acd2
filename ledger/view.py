"""What the record says now, or said on a past day: read by commands and queries alike.

A view is a thin reader of the projections' tables. It never writes.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from sqlite_utils import Database

from ledger.clock import parse_instant
from ledger.cycle import agenda
from ledger.errors import NoPlan, NoPlanOf, UnknownPerson, UnknownReport
from ledger.errors_people import Forgotten
from ledger.memory import Memory, Then, recalled
from ledger.people import Post
from ledger.people.enrolled import Enrolled, EnrolledThen, Enrolment
from ledger.plan import Direction
from ledger.plan.inforce import PlanInForce, read_in_force
from ledger.progress.figures import Report, Value
from ledger.progress.moment import NOW, Moment
from ledger.projections import cycle, progress
from ledger.projections.folds import Number
from ledger.projections.plan import adopted_years as adopted
from ledger.rows import Awaiting as Awaiting
from ledger.rows import EvidenceRow as EvidenceRow
from ledger.rows import Invitation as Invitation
from ledger.rows import OpenAnomaly as OpenAnomaly
from ledger.rows import Person as Person
from ledger.rows import ReportRow as ReportRow
from ledger.rows import report_of

T = TypeVar("T")
Seen = TypeVar("Seen", bound="View")


class View:
    """What the record says of one year: reads one set of projection tables, never writes.

    `day` is the day of reckoning, which says the year where none is named. People, posts and what
    has dates of its own are the same whatever the year. `plans` remembers plans already read.
    """

    def __init__(
        self,
        db: Database,
        memory: Memory | None = None,
        *,
        day: dt.date = dt.date.max,
        year: int | None = None,
        then: Then | None = None,
    ) -> None:
        """`memory` is of `db`, fresh; without one each answer is read anew. With `then`, only
        reports are read in `db`, as they were."""
        self._reports = db
        self._live = memory
        self._day = day
        self._year = year
        self._then = then
        self._at = then.at if then else NOW

    @property
    def _db(self) -> Database:
        return self._reports if self._then is None else self._then.whole.tables

    @property
    def _plans(self) -> Database:
        return self._reports if self._then is None else self._then.plans.tables

    def of(self, year: int | None) -> "View":
        """The same record as it speaks of another year; None is the year this one speaks of."""
        if year is None or year == self._year:
            return self
        return self._like(self._day, year)

    def on(self, day: dt.date) -> "View":
        """The same record with another day of reckoning, which says the year it speaks of."""
        return self if day == self._day else self._like(day, None)

    def _like(self, day: dt.date, year: int | None) -> "View":
        return View(self._reports, self._live, day=day, year=year, then=self._then)

    def seen_as(self, kind: type[Seen]) -> Seen:
        """The same record of the same year, read by another kind of view."""
        return kind(self._reports, self._live, day=self._day, year=self.year, then=self._then)

    @property
    def years(self) -> list[int]:
        """The years that have a plan, the oldest first."""
        then = self._then
        return then.years if then else self.recall_of_plan("years", lambda: adopted(self._reports))

    def recall(self, key: object, ask: Callable[[], T]) -> T:
        """An answer about people, plans or procedures, asked once while none of them changes."""
        memory = self._live if self._then is None else self._then.whole.memory
        return recalled(memory, key, ask)

    def recall_of_plan(self, key: object, ask: Callable[[], T]) -> T:
        """The same about plans alone, which a past moment has at hand."""
        return recalled(self._plan_memory, key, ask)

    @property
    def _plan_memory(self) -> Memory | None:
        return self._live if self._then is None else self._then.plans.memory

    @property
    def year(self) -> int:
        """The year asked for; else the day of reckoning's where it has a plan, else the newest
        before it, else the newest. Raises NoPlan before a plan is adopted."""
        if self._year is None:
            if not (years := self.years):
                raise NoPlan()
            self._year = max((y for y in years if y <= self._day.year), default=years[-1])
        return self._year

    @property
    def tables(self) -> Database:
        """For readers that live beside their tables (evaluation, personnel, cycle). Read only."""
        return self._db

    @property
    def reports(self) -> tuple[Database, Moment]:
        """For readers that live beside the tables of reports, and the moment to read them at."""
        return self._reports, self._at

    @property
    def plan(self) -> PlanInForce:
        """The plan of the year. Raises NoPlan where none was adopted at all, NoPlanOf the year."""
        year, memory = self.year, self._plan_memory
        if memory is None:
            return self._read_plan(year)
        found = memory.plans.get((year, memory.plan_seq))
        if found is None:
            found = self._read_plan(year)
            for key in [k for k in memory.plans if k[1] != memory.plan_seq]:
                del memory.plans[key]
            memory.plans[year, memory.plan_seq] = found
        return found

    def _read_plan(self, year: int) -> PlanInForce:
        found = self._then.plan_of(year) if self._then else read_in_force(self._reports, year)
        if found is None:
            raise NoPlanOf(year, tuple(self.years))
        return found

    # People

    def person(self, code: str) -> Person | None:
        """Somebody enrolled; None for a code nobody has."""
        return self._recall_enrolled(("person", code), lambda: self._enrolled.person(code))

    @property
    def _enrolled(self) -> Enrolment:
        return EnrolledThen(self._reports, self._at) if self._then else Enrolled(self._reports)

    def _recall_enrolled(self, key: object, ask: Callable[[], T]) -> T:
        """Of a past moment it lies in the tables that answer now, with little to ask."""
        return recalled(self._live if self._then is None else None, key, ask)

    def known(self, code: str) -> Person:
        """A person on record. Raises UnknownPerson, or Forgotten where nothing is left of them."""
        found = self.person(code)
        if found is None:
            raise UnknownPerson(code)
        if found.forgotten:
            raise Forgotten(code)
        return found

    def posts(self, code: str) -> tuple[Post, ...]:
        """Every post of a person, past ones too."""
        return self._recall_enrolled(("posts", code), lambda: self._enrolled.posts(code))

    def people(self) -> list[Person]:
        """Everybody enrolled, by code."""
        return self._enrolled.people()

    def holders(self, post_name: str, day: dt.date) -> list[str]:
        """Who holds a post, named as owners are (`dirigente:AS`), on a day."""
        return self._enrolled.holders(post_name, day)

    def enrolled(self, code: str, day: dt.date | None = None) -> Person | None:
        """A person who holds a post on a day (that of reckoning); whoever holds none is a stranger,
        whatever they were. Asked wherever somebody speaks, reads or is written to."""
        return self.person(code) if self.held(code, day or self._day) else None

    def held(self, code: str, day: dt.date) -> tuple[Post, ...]:
        """The posts a person holds on a day."""
        key, posts = ("held", code, day), self.posts
        return self._recall_enrolled(key, lambda: tuple(p for p in posts(code) if p.held_on(day)))

    def person_of(self, user_id: str) -> str | None:
        """Who a chat is of, if they are enrolled."""
        person = self.whose_chat(user_id)
        return person if person is not None and self.enrolled(person) else None

    def whose_chat(self, user_id: str) -> str | None:
        """Who a chat is bound to, whatever posts they hold."""
        return self.recall(("chat", user_id), lambda: self._bound(user_id))

    def _bound(self, user_id: str) -> str | None:
        query = "select person from chats where chat = chat_name(?)"
        row = self._db.execute(query, (user_id,)).fetchone()
        return str(row[0]) if row else None

    def user_of(self, person: str) -> str | None:
        """Where a person is reached, if they are enrolled."""
        return self.bound_to(person) if self.enrolled(person) else None

    def bound_to(self, person: str) -> str | None:
        """The chat that is bound to a person, whatever posts they hold."""
        query = "select opened(user_id) from chats where person = ?"
        row = self._db.execute(query, (person,)).fetchone()
        return str(row[0]) if row else None

    def second_factor(self, person: str) -> str | None:
        """The secret that a person's app makes figures of; None where they have none."""
        query = "select opened(secret) from second_factors where person = ?"
        row = self._db.execute(query, (person,)).fetchone()
        return str(row[0]) if row else None

    def awaiting(self, person: str) -> Awaiting | None:
        """The chat of a person that waits for a second person's word."""
        row = self._db.execute(
            "select opened(user_id), code_hash, inviter from awaiting where person = ?", (person,)
        ).fetchone()
        return Awaiting(*row) if row else None

    def invitation(self, code_hash: str) -> Invitation | None:
        """An invitation by the hash of its code."""
        row = self._db.execute(
            "select person, expires_at, used, inviter from invitations where code_hash = ?",
            (code_hash,),
        ).fetchone()
        if row is None:
            return None
        return Invitation(row[0], dt.datetime.fromisoformat(row[1]), bool(row[2]), row[3])

    # Progress

    def standing(self, indicator: str) -> Value | None:
        """An indicator's value in the view's year; None where nobody reported."""

        def asked() -> Value | None:
            start = self.starts_from(indicator)
            return progress.standing(self._reports, self.year, indicator, self._at, start)

        live, story = self._live, f"indicator:{self.year}:{indicator}"
        return asked() if live is None or self._then else live.recall_value(story, asked)

    def recall_of_record(self, key: object, ask: Callable[[], T]) -> T:
        """An answer about anything, asked once until something is recorded."""
        if self._live is None or self._then is not None:
            return ask()
        return self._live.recall_of_record(key, ask)

    def standings(self, indicators: Sequence[str]) -> dict[str, Value]:
        """The values of several indicators; those without a report are left out."""
        found = ((code, self.standing(code)) for code in indicators)
        return {code: value for code, value in found if value is not None}

    def starts_from(self, code: str) -> Decimal | None:
        """What increments start from without a total: the baseline, of what is left to do."""
        plan = self.plan
        indicator = plan.indicators.get(code) or plan.gone.get(code, (None,))[0]
        down = indicator is not None and indicator.direction is Direction.DOWN
        return indicator.baseline if indicator is not None and down else None

    def counted_reports(self, indicator: str) -> list[Report]:
        """Those that make up its value, in order."""
        return progress.counted_reports(self._reports, self.year, indicator, self._at)

    def newest_steps(self, indicator: str, most: int) -> tuple[int, int, Number]:
        """Of its last reports that count: how many, how many of them added, and what in all."""
        return progress.newest_steps(self._reports, self.year, indicator, self._at, most)

    def report(self, seq: int) -> ReportRow:
        """Raises UnknownReport."""
        found = self._versions("(since = :report or (seq = :report and since <> seq))", report=seq)
        if not found:
            raise UnknownReport(seq)
        return found[0]

    def last_report_by(self, actor: str) -> ReportRow | None:
        """The report that a person told last, anew or putting it right, of those neither undone nor
        contested: that somebody validates an older one does not make it the last."""
        found = self.recall_of_record(
            ("last", actor),
            lambda: [r for c in progress.TOLD_LAST for r in self._versions(c, actor=actor)],
        )
        return max(found, key=lambda row: row.told_seq, default=None)

    def newest_of_day(self, indicator: str, day: dt.date) -> ReportRow | None:
        """The last report of an indicator about a day, of those that count."""
        clause = f"year = :year and indicator = :code and day = :about and {progress.COUNTED}"
        clause += " order by reports.seq desc limit 1"
        about = day.toordinal()
        found = self._versions(clause, year=self.year, code=indicator, about=about)
        return next(iter(found), None)

    def reports_of(self, indicator: str) -> list[ReportRow]:
        """Every report of an indicator, in order of record, whatever became of it."""
        clause = "year = :year and indicator = :code order by reports.seq"
        return self._versions(clause, year=self.year, code=indicator)

    def reports_by(self, actor: str) -> list[ReportRow]:
        """The year's reports of a person, in order of record, whatever became of them."""
        clause = "actor = :actor and year = :year order by reports.seq"
        return self._versions(clause, actor=actor, year=self.year)

    @property
    def is_closed(self) -> bool:
        """Whether the year was closed and not reopened since."""
        year = self.year
        closure = self.recall(("closure", year), lambda: cycle.closure(self._db, year))
        return closure is not None and closure.closed

    def reports_within(self, since: dt.date, until: dt.date) -> list[ReportRow]:
        """The year's reports recorded on these days, in order of record, whatever became of
        them."""
        first = progress.instant(parse_instant(since.isoformat()))
        last = progress.instant(parse_instant(until.isoformat(), end_of_day=True))
        clause = "year = :year and recorded between :first and :last order by reports.seq"
        return self._versions(clause, year=self.year, first=first, last=last)

    def waiting(self) -> list[ReportRow]:
        """The year's reports nobody has validated or contested yet, oldest first: none of a year
        that is closed, where nothing can be decided any more."""
        if self.is_closed:
            return []
        clause = f"year = :year and {progress.waits(self._at)} order by reports.seq"
        there = self.plan.indicators
        return [row for row in self._versions(clause, year=self.year) if row.indicator in there]

    def _versions(self, clause: str, **values: object) -> list[ReportRow]:
        return [*map(report_of, progress.versions(self._reports, clause, values, self._at))]

    def evidence_of(self, indicator: str) -> list[EvidenceRow]:
        """Files attached to reports of an indicator."""
        rows = self._reports.execute(
            "select seq, report, indicator, sha256, size, media_type, words(name) from evidence "
            "where year = ? and indicator = ? and seq <= ? and day <= ? order by seq",
            (self.year, indicator, self._at.seq, self._at.day),
        )
        return [EvidenceRow(*row) for row in rows]

    def proved(self) -> list[str]:
        """The year's indicators that have evidence, by code."""
        rows = self._reports.execute(
            "select distinct indicator from evidence where year = ? and seq <= ? and day <= ? "
            "order by indicator",
            (self.year, self._at.seq, self._at.day),
        )
        return [code for (code,) in rows]

    # The calendar

    def agenda(self) -> agenda.Agenda:
        """Who was told what, who is away, what is waited for: of all years."""
        return agenda.read(self._db)

    def is_unreachable(self, person: str) -> bool:
        """Whether the person has shut the bot out."""
        return self.recall(("unreachable", person), lambda: agenda.is_unreachable(self._db, person))

    # The plan's open questions

    def anomalies(self) -> list[OpenAnomaly]:
        """Those nobody has settled yet, in the document's order."""
        return self._anomalies("where year = ? and settled_seq is null order by id", (self.year,))

    def anomalies_of(self, objective: str) -> list[OpenAnomaly]:
        """Those of an objective and its indicators."""
        where = "where year = ? and settled_seq is null and (place = ? or place like ?) order by id"
        at = (self.year, objective, f"{objective}.%")
        return self.recall_of_plan(("anomalies", *at), lambda: self._anomalies(where, at))

    def anomaly(self, id_: int) -> OpenAnomaly | None:
        """An anomaly by its number."""
        return next(iter(self._anomalies("where id = ?", (id_,))), None)

    def _anomalies(self, clause: str, values: Iterable[object]) -> list[OpenAnomaly]:
        rows = self._plans.execute(
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
        rows = self._plans.execute(
            "select words, office from aliases where year = ? and code = ? order by words, office",
            (self.year, code),
        )
        return [(words, office or None) for words, office in rows]
