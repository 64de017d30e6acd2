"""Who owes something: a report, a validation, a scheda, a target; vacant posts by their name."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from ledger.clock import day_of
from ledger.commands.authority import posts_on, reporters, setters, validators
from ledger.cycle.campaigns import owed
from ledger.errors_smvp import NoRegulation
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.schede import evaluated_people, latest
from ledger.evaluation.years import year_of_procedure
from ledger.people import Role
from ledger.people.positions import holders_of
from ledger.plan import ENTE, SEGRETARIO, Kind
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import State
from ledger.readings.query.facts import SILENT_DAYS, Facts
from ledger.readings.query.lists import standings_of
from ledger.readings.query.model import PER_AREA, Filter, Order, Query, What
from ledger.readings.query.rows import HolderRow, PersonRow, StaffCountRow
from ledger.readings.query.scope import objectives_of
from ledger.rows import ReportRow
from ledger.view import View

STATUS = {
    Filter.CONTESTED: "contested",
    Filter.UNVALIDATED: "provisional",
    Filter.VALIDATED: "validated",
    Filter.WITHDRAWN: "undone",
}
"""What became of a record, by the filter that asks for it."""

SEES_ALL_EVALUATORS = frozenset({Role.NUCLEO, Role.PERSONALE, Role.SEGRETARIO})


def people(facts: Facts, query: Query, reader: str, day: dt.date) -> list[PersonRow]:
    """Most first; posts that nobody holds are named as posts. `words` is the role they are of."""
    rows = _people(facts, query, reader, day)
    if query.what in (What.EVALUATORS, What.VALIDATORS) and query.who:
        rows = [row for row in rows if row.person == query.who]
    rows = [row for row in rows if all(b.holds(Fraction(row.count)) for b in query.bounds)]
    return [row for row in rows if not query.words or row.post.partition(":")[0] == query.words]


def _people(facts: Facts, query: Query, reader: str, day: dt.date) -> list[PersonRow]:
    pairs = {
        What.REPORTERS: lambda: _silent(facts, query, day),
        What.VALIDATORS: lambda: _validators(facts, query),
        What.ASSIGNERS: lambda: _assigners(facts, query, day),
    }
    if query.what is What.WRITERS:
        return _writers(facts, query, day)
    if query.what is What.EVALUATORS:
        return _evaluators(facts, reader)
    rows = _by_person(facts, pairs[query.what]())
    if query.order is Order.OLDEST:
        return sorted(rows, key=lambda r: (r.last or dt.date.min, r.person or "", r.post))
    return rows


def _silent(facts: Facts, query: Query, day: dt.date) -> Iterable[tuple[str, str]]:
    """Post and indicator, of each that is open and that nobody wrote of since the span begins;
    of a campaign, those it still waits for, of the units that are named beside it."""
    plan = facts.view.plan
    campaign = next(
        (c for c in facts.view.agenda().campaigns if c.code in query.of and c.year == plan.year),
        None,
    )
    if campaign is not None:
        units = tuple(code for code in query.of if code != campaign.code)
        inside = {i.code for o in objectives_of(plan, units) for i in o.indicators}
        for code in owed(plan, facts.view.agenda(), campaign):
            if not units or code in inside:
                yield facts.answering_post(code), code
        return
    since = query.since or facts.today - dt.timedelta(days=SILENT_DAYS)
    for row in standings_of(facts.view, query.of, day):
        for part in row.indicators:
            code, last = part.indicator.code, facts.last_days.get(part.indicator.code)
            if part.state in (State.DONE, State.CANCELLED) or (last and last >= since):
                continue
            yield facts.answering_post(code), code


def _validators(facts: Facts, query: Query) -> Iterable[tuple[str, str]]:
    plan = facts.view.plan
    inside = {p.indicator.code for r in standings_of(facts.view, query.of, facts.today)
              for p in r.indicators}  # fmt: skip
    for row in facts.view.waiting():
        if row.indicator in inside:
            yield validators(plan, row.indicator, row.capacity)[0], row.indicator


def _assigners(facts: Facts, query: Query, day: dt.date) -> Iterable[tuple[str, str]]:
    """Who sets the targets that are missing."""
    plan = facts.view.plan
    for row in standings_of(facts.view, query.of, day):
        for part in row.indicators:
            indicator = part.indicator
            open_ = indicator.target is None and indicator.kind is not Kind.DATE
            if open_ and not indicator.kind.is_step and part.state is not State.CANCELLED:
                yield setters(plan, indicator.code)[0], indicator.code


def _by_person(facts: Facts, pairs: Iterable[tuple[str, str]]) -> list[PersonRow]:
    """Who holds each post now; a post that more than one holds is each one's."""
    found: dict[tuple[str | None, str], list[str]] = {}
    holders: dict[str, list[str]] = {}
    posts: dict[str, str] = {}
    for post, code in pairs:
        if post not in holders:
            holders[post] = facts.view.holders(post, facts.today)
        for person in holders[post]:
            found.setdefault((person, posts.setdefault(person, post)), []).append(code)
        if not holders[post]:
            found.setdefault((None, post), []).append(code)
    rows = [
        PersonRow(
            person, post, len(codes), tuple(dict.fromkeys(codes)), facts.last_of(tuple(codes))
        )
        for (person, post), codes in found.items()
    ]
    return sorted(rows, key=lambda r: (-r.count, r.person or "", r.post))


def _writers(facts: Facts, query: Query, day: dt.date) -> list[PersonRow]:
    """By person, how many reports within the span that still stand, by the day of recording."""
    view, plan = facts.view, facts.view.plan
    inside = {i.code for o in objectives_of(plan, query.of) for i in o.indicators}
    since = query.since or dt.date(view.year, 1, 1)
    if Filter.SILENT in query.filters:
        return _idle(facts, query, since, day)
    wanted_status = {STATUS[one] for one in query.filters if one in STATUS}
    counts: dict[str, list[ReportRow]] = {}
    for row in view.reports_within(since, query.until or max(day, facts.today)):
        stands = row.status in wanted_status if wanted_status else row.status != "undone"
        if Filter.CORRECTED in query.filters and not row.was_corrected:
            continue
        if row.indicator in inside and stands:
            counts.setdefault(row.actor, []).append(row)
    wanted = {query.who: counts.get(query.who, [])} if query.who else counts
    rows = [
        PersonRow(
            person,
            post_of(view, person),
            len(found),
            tuple(dict.fromkeys(row.indicator for row in found)),
            max((day_of(row.recorded_at) for row in found), default=None),
        )
        for person, found in wanted.items()
        if found
    ]
    sign = 1 if query.order is Order.LOWEST else -1
    return sorted(rows, key=lambda r: (sign * r.count, r.person or ""))


def records_by_unit(facts: Facts, query: Query) -> list[StaffCountRow]:
    """How many reports that still stand were recorded within the span of what is in each area, or
    in each service, the most first; a unit without any of them is told too."""
    plan, area_of = facts.view.plan, facts.view.plan.area_of_service
    per_area = query.words == PER_AREA
    held = dict.fromkeys(plan.areas if per_area else area_of, 0)
    inside = {i.code for o in objectives_of(plan, query.of) for i in o.indicators}
    since = query.since or dt.date(facts.view.year, 1, 1)
    wanted = {STATUS[one] for one in query.filters if one in STATUS}
    for row in facts.view.reports_within(since, query.until or facts.today):
        stands = row.status in wanted if wanted else row.status != "undone"
        if not stands or row.indicator not in inside:
            continue
        unit = plan.objective_of(row.indicator).unit
        unit = area_of.get(unit, unit) if per_area else unit
        held[unit] = held.get(unit, 0) + 1
    within = {unit: n for unit, n in held.items() if n or not query.of or query.of == (ENTE,)}
    sign = 1 if query.order is Order.LOWEST else -1
    rows = [StaffCountRow(code, plan.name_of(code), count) for code, count in within.items()]
    return sorted(rows, key=lambda row: (sign * row.count, row.code))


def _idle(facts: Facts, query: Query, since: dt.date, day: dt.date) -> list[PersonRow]:
    """Who is to report something that is still open and recorded nothing within the span: by the
    first post that answers, its indicators; nobody of a vacant post."""
    view = facts.view
    until = query.until or max(day, facts.today)
    wrote = {r.actor for r in view.reports_within(since, until) if r.status != "undone"}
    rows = []
    for row in _by_person(facts, _to_report(facts, query, day)):
        if row.person is not None and row.person not in wrote:
            last = max((day_of(r.recorded_at) for r in view.reports_by(row.person)), default=None)
            rows.append(replace(row, last=last))
    return rows


def _to_report(facts: Facts, query: Query, day: dt.date) -> Iterable[tuple[str, str]]:
    """Post and indicator, of each that is not done nor cancelled."""
    for row in standings_of(facts.view, query.of, day):
        for part in row.indicators:
            if part.state not in (State.DONE, State.CANCELLED):
                yield facts.answering_post(part.indicator.code), part.indicator.code


def post_of(view: View, person: str) -> str:
    """The first of a person's posts, as owners are named."""
    return next((post.name for post in view.posts(person)), person)


def holders(facts: Facts, query: Query, day: dt.date) -> list[HolderRow]:
    """Of a person, their posts; of objectives and units, who holds the posts that answer for them,
    each post once."""
    view = facts.view
    if query.who:
        held = [post for post in view.posts(query.who) if post.held_on(day)]
        return [HolderRow(query.who, p.name, p.interim, p.until, p.since) for p in held]
    rows = []
    for name in dict.fromkeys(_posts_for(view.plan, query.of)):
        people_ = view.holders(name, day)
        rows += [HolderRow(person, name, _interim(view, person, name)) for person in people_]
        if not people_:
            rows.append(HolderRow(None, name))
    return rows


def _posts_for(plan: PlanInForce, of: Sequence[str]) -> Iterable[str]:
    """The posts that answer: of an area its dirigente, of a service its EQ, then the dirigente."""
    for code in of:
        if code in plan.areas:
            yield f"{Role.DIRIGENTE}:{code}"
        elif code in plan.area_of_service:
            yield f"{Role.EQ}:{code}"
            yield f"{Role.DIRIGENTE}:{plan.area_of_service[code]}"
        elif code in plan.objectives or code in plan.indicators:
            # A plan may print nobody beside an objective: who reports on it answers for it.
            yield from plan.objective_of(code).owners or reporters(plan, code)
        elif code in (ENTE, SEGRETARIO):
            yield str(Role.SEGRETARIO)


def _interim(view: View, person: str, name: str) -> bool:
    return any(post.interim for post in view.posts(person) if post.name == name)


def _evaluators(facts: Facts, reader: str) -> list[PersonRow]:
    """Who still has schede to sign; all of them only for who follows the evaluation, else one's
    own. Source: R-19."""
    view, today = facts.view, facts.today
    year = year_of_procedure(view, today)
    everybody = any(p.role in SEES_ALL_EVALUATORS for p in posts_on(view, reader, today))
    counts: dict[str, list[str]] = {}
    try:
        regulation_of(view, year)
    except NoRegulation:
        return []  # A year without its rules is not evaluated.
    for position in evaluated_people(view, year):
        if latest(view, position.person, year, position.part) is not None:
            continue
        for person in holders_of(view, position.evaluators, position.signing_day, today):
            if person != position.person and (everybody or person == reader):
                counts.setdefault(person, []).append(position.person)
    rows = [
        PersonRow(person, str(view.posts(person)[0].name), len(people_), tuple(people_))
        for person, people_ in counts.items()
    ]
    return sorted(rows, key=lambda r: (-r.count, r.person or ""))
