"""What an answer is headed by: its number first, then what was asked as it was understood."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ledger.errors import Act
from ledger.people import Role
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.plan.inforce import PlanInForce
from ledger.readings.query import (
    MOVED,
    Answer,
    FileRow,
    Filter,
    HolderRow,
    Order,
    PersonRow,
    Query,
    StaffCountRow,
    What,
)
from ledger.readings.query.model import PER_AREA, PER_SERVICE, STATES
from ledger.readings.query.months import RECORDED
from ledger.readings.query.staff import OF_POSTS
from words.phrases import listed, short
from words.say import Say, say

PEOPLE = (What.REPORTERS, What.VALIDATORS, What.EVALUATORS, What.ASSIGNERS)
RECORDS = (What.REPORTS, What.RECORDS)
UNITS = (What.AREAS, What.SERVICES, What.LINES)
GOOD_NEWS = frozenset(
    {Filter.LATE, Filter.AT_RISK, Filter.NOT_STARTED, Filter.NO_TARGET, Filter.UNPROVED,
     Filter.UNVALIDATED, Filter.CONTESTED, Filter.SILENT, Filter.VACANT}
)  # fmt: skip
"""What nobody wants to find."""


def title(answer: Answer, plan: PlanInForce) -> Say:
    """What was asked, as it was understood, with how many there are."""
    query = answer.query
    scope = scope_of(query, plan)
    if query.what is What.REPORTERS and not answer.rows and _has_no_objective(query, plan):
        return say("query.title.p.nothing", year=plan.plan.year, scope=scope)
    if query.what in PEOPLE:
        return _people_title(answer, scope)
    if query.what in OTHER_TITLES:
        return OTHER_TITLES[query.what](answer, scope)
    if query.what is What.CHANGES:
        key = {0: "query.title.c.none", 1: "query.title.c.one"}.get(
            len(answer.rows), "query.title.c"
        )
        return say(key, count=len(answer.rows), span=span_of(query), scope=scope)
    if query.what is What.FILES:
        key = "query.title.f" if answer.rows else "query.title.f.none"
        files = sum(row.count for row in answer.rows if isinstance(row, FileRow))
        return say(key, count=files, scope=scope)
    return _list_title(answer, scope)


def _has_no_objective(query: Query, plan: PlanInForce) -> bool:
    """Whether nobody writes there because there is nothing to write of."""
    units = set(query.of) & set(plan.area_of_service)
    held = {one.unit for one in plan.objectives.values()}
    return bool(units) and len(units) == len(query.of) and not units & held


def _list_title(answer: Answer, scope: Say) -> Say:
    query, count = answer.query, len(answer.rows)
    if query.newly_done or query.newly_cancelled or query.newly_judged:
        scope = say("query.scope.spanned", scope=scope, span=span_of(query))
    elif query.until and Filter.DUE not in query.filters and query.order not in MOVED:
        scope = say("query.scope.as_of", scope=scope, day=query.until)
    noun = say(f"query.noun.{query.what}.{'one' if count == 1 else 'many'}")
    filters = filters_of(query, count)
    order = _order(query)
    if not count:
        good = query.filters and query.filters <= GOOD_NEWS
        key = "query.title.none" if good else "query.title.none_plain"
        moved = query.order in (Order.IMPROVED, Order.FELL)
        return say(key, noun=noun, filters=filters, scope=scope, order=order if moved else None)
    counted = query.filters or query.words or query.bounds or query.order is Order.PLAN
    if answer.progress is not None and not counted:
        return say(
            "query.title.figure",
            percent=answer.progress,
            scope=scope,
            count=count,
            noun=noun,
            filters=filters,
            order=order,
        )
    of = say("query.title.of", whole=answer.whole) if answer.whole > count else None
    order = None if count == 1 and query.order in (Order.WORST, Order.BEST) else order
    return say(
        "query.title", count=count, noun=noun, of=of, filters=filters, scope=scope, order=order
    )


def _people_title(answer: Answer, scope: Say) -> Say:
    key, who = f"query.title.{answer.query.what}", answer.query.who
    count = sum(isinstance(row, PersonRow) and row.person is not None for row in answer.rows)
    vacant = len(answer.rows) - count
    people = say(f"query.people.{'one' if count == 1 else 'many'}")
    if vacant:
        people = say("query.people.and_vacant", people=people, count=vacant)
    if not answer.rows:
        key = f"{key}.none"
        scope = say("query.of_person", person=who) if who else scope
    for bound in answer.query.bounds:
        scope = say(f"query.scope.each.{bound.sign}", scope=scope, count=bound.percent)
    since = answer.query.since
    return say(key, count=count, people=people, scope=scope, since=since)


def _reports_title(answer: Answer, scope: Say) -> Say:
    query, count = answer.query, len(answer.rows)
    return say(
        "query.title.r" if count else "query.title.r.none",
        count=count,
        span=say("query.span.lead", span=span_of(query)) if query.since else None,
        filters=filters_of(query, count),
        whose=say(
            "query.whose" if query.who else "query.whose.mine", person=query.who, count=count
        ),
    )


def _stands_title(answer: Answer, scope: Say) -> Say:
    since = answer.query.since
    key = "query.title.t" if since is None else "query.title.t.since"
    return say(key, day=answer.day, since=since, scope=scope)


def _judges_title(answer: Answer, scope: Say) -> Say:
    query = answer.query
    count = sum(row.count for row in answer.rows if isinstance(row, PersonRow))
    judged = replace(query, what=What.RECORDS, words="")
    either = say("query.title.filters", filters=say("Filter.v.judged"))
    key = "query.title.b" if count else "query.title.b.none"
    filters = filters_of(judged, count) if query.filters else either
    return say(key, count=count, filters=filters, span=_led(query), scope=scope)


def _amended_title(answer: Answer, scope: Say) -> Say:
    query, count = answer.query, len(answer.rows)
    changed = "changed" if Filter.AMENDED in query.filters else "all"
    kind = query.words or changed
    if query.words and Filter.AMENDED in query.filters:
        kind = f"{query.words}.changed"
    what = say(f"query.amended.{kind}", count=count)
    key = "query.title.z" if count else "query.title.z.none"
    return say(key, count=count, what=what, span=_led(query), scope=scope)


def _led(query: Query) -> Say | None:
    return say("query.span.lead", span=span_of(query)) if query.since else None


def _writers_title(answer: Answer, scope: Say) -> Say:
    query = answer.query
    if Filter.SILENT in query.filters:
        count = len(answer.rows)
        key = "query.title.w.idle" if count else "query.title.w.idle.none"
        return say(key, count=count, span=span_of(query), scope=scope)
    counted = (PersonRow, StaffCountRow)
    total = sum(row.count for row in answer.rows if isinstance(row, counted))
    key = "query.title.w" if total else "query.title.w.none"
    filters = filters_of(replace(query, what=What.RECORDS, words=""), total)
    return say(key, count=total, span=span_of(query), filters=filters, scope=scope)


def _holders_title(answer: Answer, scope: Say) -> Say:
    about = say("query.holder.who", person=answer.query.who) if answer.query.who else scope
    return say("query.title.h" if answer.rows else "query.title.h.none", scope=about)


def _records_title(answer: Answer, scope: Say) -> Say:
    query, count = answer.query, len(answer.rows)
    span = say("query.span.lead", span=span_of(query)) if query.since else None
    key = "query.title.j" if count else "query.title.j.none"
    return say(key, count=count, span=span, filters=filters_of(query, count), scope=scope)


def _rights_title(answer: Answer, scope: Say) -> Say:
    query = answer.query
    if query.act is Act.READ_SCORES:
        told = say("query.title.y.scores")
    elif query.words:
        told = say("query.title.y.data", act=query.act, role=Role(query.words))
    else:
        told = say("query.title.y.of" if query.of else "query.title.y", act=query.act, scope=scope)
    if not answer.rows:
        return say("query.title.y.nobody", told=told)
    if not query.who:
        return told
    may = any(isinstance(row, HolderRow) and row.person == query.who for row in answer.rows)
    return say("query.title.y.yes" if may else "query.title.y.no", told=told)


def _staff_title(answer: Answer, scope: Say) -> Say:
    query, count = answer.query, len(answer.rows)
    if query.words in (PER_AREA, PER_SERVICE):
        return say(f"query.title.u.{query.words}", count=count, scope=scope)
    known = (*ROLES, *OF_POSTS)
    role = f"query.staff.{query.words}" if query.words in known else "query.staff.all"
    return say("query.title.u", count=count, who=say(role, count=count), scope=scope)


def _schede_title(answer: Answer, scope: Say) -> Say:
    query, count = answer.query, len(answer.rows)
    which = next((f for f in SCHEDE_FILTERS if f in query.filters), None)
    told = say(f"query.schede.{which}", count=count) if which else None
    who = say("query.schede.of", role=Role(query.words)) if query.words in ROLES else None
    return say("query.title.d", count=count, which=told, who=who)


def _made_title(answer: Answer, scope: Say) -> Say:
    count = len(answer.rows)
    return say("query.title.m", count=count, span=span_of(answer.query), scope=scope)


def _months_title(answer: Answer, scope: Say) -> Say:
    query = answer.query
    key = "query.title.q.records" if query.words == RECORDED else "query.title.q"
    return say(key, count=len(answer.rows), scope=scope)


ROLES = frozenset(map(str, Role))
SCHEDE_FILTERS = (Filter.NOT_STARTED, Filter.CONTESTED, Filter.DONE)

OTHER_TITLES: Mapping[What, Callable[[Answer, Say], Say]] = {
    What.REPORTS: _reports_title,
    What.WRITERS: _writers_title,
    What.HOLDERS: _holders_title,
    What.MADE: _made_title,
    What.RECORDS: _records_title,
    What.RIGHTS: _rights_title,
    What.WORTH: lambda answer, scope: say("query.title.k", scope=scope),
    What.STAFF: _staff_title,
    What.SCHEDE: _schede_title,
    What.STANDS: _stands_title,
    What.SUPPOSED: lambda answer, scope: say(
        "query.title.x" if answer.rows else "query.title.x.none", scope=scope
    ),
    What.JUDGES: _judges_title,
    What.AMENDED: _amended_title,
    What.MONTHS: _months_title,
}


def scope_of(query: Query, plan: PlanInForce) -> Say:
    """What a question is about, by code and name."""
    if not query.of or query.of == (ENTE,):
        return say("query.scope.ente", name=plan.plan.ente)
    return listed([_named(code, plan) for code in query.of])


def _named(code: str, plan: PlanInForce) -> Say:
    if code in (TRANSVERSAL, SEGRETARIO):
        return say(f"query.scope.{code}")
    return say("query.scope", code=code, name=short(plan.name_of(code) or _line(code, plan)))


def _line(code: str, plan: PlanInForce) -> str:
    """The title of what an objective serves: of mandate, strategic, operational."""
    titles = {one.code: one.title for one in plan.plan.mandate}
    titles |= {one.code: one.title for one in plan.plan.strategic}
    titles |= {one.code: one.title for one in plan.plan.operational}
    return titles.get(code, "")


def span_of(query: Query) -> Say:
    """Since when and until when."""
    if query.until and query.since == query.until:
        return say("query.span.day", since=query.since)
    key = "query.span.between" if query.until else "query.span.since"
    return say(key, since=query.since, until=query.until)


def filters_of(query: Query, count: int) -> Say | None:
    """Which of them, agreeing with how many there are."""
    inside = query.what in UNITS and bool(query.filters - OF_A_UNIT)
    many = MANY if inside else count
    of = ".of_records" if query.what in RECORDS else ""
    by_filter = {
        one: say(f"Filter.{one}{of}", since=query.since, until=query.until, count=many)
        for one in Filter
        if one in query.filters and one not in NO_WORDS
    }
    parts = [said for one, said in by_filter.items() if one not in JUDGED_STATES]
    states = [said for one, said in by_filter.items() if one in JUDGED_STATES]
    if states and Filter.NOT in query.filters:
        states = [say("query.filters.not", filters=listed(states))]
    parts = [*states, *parts]
    weight = ".weight" if query.order is Order.HEAVIEST and query.what is What.OBJECTIVES else ""
    parts += [say(f"query.bound.{b.sign}{weight}", percent=b.percent) for b in query.bounds]
    if query.words and query.what is not What.GAP:
        parts.append(say("query.words", words=query.words))
    if not parts:
        bare = Filter.NONE in query.filters
        return say("query.title.filters", filters=say("query.filters.unit.bare")) if bare else None
    filters = listed(parts)
    of_unit = query.what in UNITS and query.filters - OF_A_UNIT
    key = next((k for f, k in OF_UNITS.items() if f in query.filters), "query.filters.unit")
    told = say(key, filters=filters) if of_unit else filters
    return say("query.title.filters", filters=told)


JUDGED_STATES = STATES | {Filter.WELL, Filter.BADLY}
"""What a denial is of."""
MANY = 2
"""Of the objectives of units it is spoken in the plural, however many units there are."""
OF_UNITS = {Filter.NONE: "query.filters.unit.none", Filter.ALL: "query.filters.unit.all"}
"""How many of a unit's are meant, where it is not some."""
NO_WORDS = (*OF_UNITS, Filter.NOT)
OF_A_UNIT = {Filter.VACANT, Filter.WELL, Filter.BADLY, Filter.BELOW, Filter.ABOVE}


ALIKE = frozenset({Filter.DONE, Filter.NOT_STARTED, Filter.NO_TARGET, Filter.CANCELLED})
"""Of these none stands worse than another."""


def order_of(query: Query) -> Say:
    """In which order the rows come."""
    stretch = query.order in MOVED and query.until is not None
    key = f"Order.{query.order}.until" if stretch else f"Order.{query.order}"
    return say(key, since=query.since, until=query.until)


def _order(query: Query) -> Say | None:
    alike = bool(query.filters) and query.filters <= ALIKE and query.order is Order.WORST
    if query.order is Order.PLAN or alike:
        return None
    return say("query.title.order", order=order_of(query))
