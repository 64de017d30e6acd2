"""What the calendar looks at, read once: the years still open, posts, and what was told before."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import partial

from ledger.commands.authority import reporters, unit_setters
from ledger.cycle.agenda import Agenda, open_years
from ledger.errors import NoPlan
from ledger.events.calendar import Subject
from ledger.later import dataclass
from ledger.plan import TRANSVERSAL
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import Value
from ledger.rows import OpenAnomaly, ReportRow
from ledger.view import View
from scheduler.apart import Apart
from scheduler.duties import Duty, duties
from scheduler.levels import SEGRETARIO_LEVEL, Levels, only
from scheduler.terms import Term, terms


@dataclass(frozen=True)
class PlanYear:
    """The plan of one year, and what was reported on it."""

    plan: PlanInForce
    values: Mapping[str, Value]
    waiting: Sequence[ReportRow]
    anomalies: Sequence[OpenAnomaly]
    agenda: Agenda
    _subjects: dict[str, Subject] = field(default_factory=dict)
    """By code: asked for again and again."""

    @property
    def year(self) -> int:
        """The year of the plan."""
        return self.plan.year

    def subject(self, code: str) -> Subject:
        """A code as the subject of a line, with its year; made once."""
        if code not in self._subjects:
            self._subjects[code] = Subject(year=self.year, code=code)
        return self._subjects[code]

    def reported_at(self, indicator: str) -> dt.datetime | None:
        """When an indicator was last reported on (UTC); None: never in this year."""
        return self.agenda.reported_at.get((self.year, indicator))


@dataclass(frozen=True)
class Record:
    """Years side by side: while one is measured and evaluated, the next is at work."""

    years: tuple[PlanYear, ...]
    """Those that have begun and are not closed, the oldest first."""
    adopted: tuple[int, ...]
    """Every year that has a plan."""
    holders: Mapping[str, tuple[str, ...]]
    """By post, as owners are named: who holds it today."""
    agenda: Agenda
    terms: tuple[Term, ...]
    duties: tuple[Duty, ...]
    apart: Apart = field(default_factory=Apart)
    """What could not be looked at."""

    def of(self, year: int) -> PlanYear | None:
        """The year, where it is one the calendar still looks at."""
        return next((found for found in self.years if found.year == year), None)


def read(view: View, day: dt.date) -> Record:
    """Raises NoPlan."""
    if not view.years:
        raise NoPlan()
    apart, agenda = Apart(), view.agenda()
    years: list[PlanYear] = []
    for year in open_years(view.years, agenda, day):
        find = partial(_plan_year, view.of(year), agenda, apart)
        years += apart.look("plan", Subject(year=year), find)
    plans = [found.plan for found in years]
    return Record(
        tuple(years),
        tuple(view.years),
        _holders(view, day),
        agenda,
        tuple(terms(view, agenda, plans, apart)),
        tuple(duties(view, agenda, plans, day, apart)),
        apart,
    )


def _plan_year(view: View, agenda: Agenda, apart: Apart) -> list[PlanYear]:
    values, waiting = _values(view, apart), _waiting(view, apart)
    return [PlanYear(view.plan, values, waiting, view.anomalies(), agenda)]


def _values(view: View, apart: Apart) -> Mapping[str, Value]:
    """All at once; where one of them cannot be read, one by one."""
    codes = [*view.plan.indicators]
    try:
        return view.standings(codes)
    except (ValueError, ArithmeticError):
        found: dict[str, Value] = {}
        for code in codes:
            find = partial(_value, view, code)
            found |= dict(apart.look("figures", Subject(year=view.year, code=code), find))
        return found


def _waiting(view: View, apart: Apart) -> Sequence[ReportRow]:
    """All at once; where one of them cannot be read, indicator by indicator."""
    try:
        return view.waiting()
    except (ValueError, ArithmeticError):
        rows: list[ReportRow] = []
        for code in view.plan.indicators:
            subject = Subject(year=view.year, code=code)
            rows += apart.look("validation", subject, partial(view.reports_of, code))
        return [row for row in rows if row.status == "provisional"]


def _value(view: View, code: str) -> list[tuple[str, Value]]:
    return [*view.standings([code]).items()]


def _holders(view: View, day: dt.date) -> dict[str, tuple[str, ...]]:
    holders: dict[str, tuple[str, ...]] = {}
    for person in view.people():
        holders[only(person.code)] = (person.code,)
        for post in person.posts:
            if post.held_on(day) and person.code not in holders.get(post.name, ()):
                holders[post.name] = (*holders.get(post.name, ()), person.code)
    return holders


def who_reports(plan: PlanInForce, code: str) -> Levels:
    """EQ, then dirigente, then Segretario; transversal objectives begin with their dirigenti."""
    objective = plan.objective_of(code)
    posts = reporters(plan, code)
    if SEGRETARIO_LEVEL[0] in posts:
        return (posts,)
    if objective.unit == TRANSVERSAL:
        return (posts, SEGRETARIO_LEVEL)
    return (posts[:1], posts[1:], SEGRETARIO_LEVEL)


def who_sets(plan: PlanInForce, unit: str) -> Levels:
    """Who fixes targets and weights and settles anomalies, one level a post."""
    return tuple((post,) for post in unit_setters(plan, unit))
