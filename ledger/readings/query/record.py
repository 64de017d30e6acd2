"""What was recorded: what moved within a span and by whom, the asker's own reports, the files."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ledger.clock import day_of, parse_instant
from ledger.commands.authority import evidence_readers, posts_on
from ledger.events import Envelope, ObjectiveAdded, ObjectiveAmended, ProgressContested
from ledger.ledger import Ledger
from ledger.progress.standings import standing
from ledger.projections.changes import changes as changes_of_plan
from ledger.readings.query.facts import Facts
from ledger.readings.query.lists import named, standings_of
from ledger.readings.query.model import JUDGED, Filter, Order, Query, What
from ledger.readings.query.people import STATUS, post_of
from ledger.readings.query.rows import AmendedRow, ChangeRow, FileRow, PersonRow, ReportedRow
from ledger.readings.query.scope import objectives_of
from ledger.rows import ReportRow
from ledger.view import View

WEEK = dt.timedelta(days=7)


def changes(ledger: Ledger, facts: Facts, query: Query, day: dt.date) -> list[ChangeRow]:
    """The objectives of which something was recorded within the span: their figure before it and
    after, as each was known then, and by whom. The furthest moved come first."""
    view, plan = facts.view, facts.view.plan
    since = query.since or facts.today - WEEK
    start = parse_instant((since - dt.timedelta(days=1)).isoformat(), end_of_day=True)
    end = parse_instant(query.until.isoformat(), end_of_day=True) if query.until else None
    inside = {o.code: o for o in objectives_of(plan, query.of)}
    found: dict[str, list[str]] = {}
    for envelope in _within(ledger, start, end):
        code = _objective_of(facts, envelope)
        if code in inside:
            found.setdefault(code, []).append(envelope.actor)
    if not found:
        return []
    before = _figures(ledger, view.year, start, list(found))
    after = (
        _figures(ledger, view.year, end, list(found))
        if end is not None
        else {code: standing(view, code, day).progress for code in found}
    )
    rows = [
        ChangeRow(
            code,
            inside[code].title,
            before.get(code),
            after.get(code),
            tuple(dict.fromkeys(actors)),
            len(actors),
        )
        for code, actors in found.items()
        if named(query, code, inside[code].title)
    ]
    return sorted(rows, key=lambda r: (-abs((r.after or 0) - (r.before or 0)), r.code))


def _figures(
    ledger: Ledger, year: int, at: dt.datetime, codes: list[str]
) -> dict[str, Fraction | None]:
    """As they were known at an instant; nothing where there was no plan yet."""
    with ledger.view_at(at, at) as past:
        if year not in past.years:
            return {}
        view = past.of(year)
        known = [c for c in codes if c in view.plan.objectives]
        return {code: standing(view, code, day_of(at)).progress for code in known}


def _within(ledger: Ledger, start: dt.datetime, end: dt.datetime | None) -> Iterator[Envelope]:
    for envelope in ledger.log.after(_last_before(ledger, start)):
        if end is not None and envelope.recorded_at > end:
            return
        if envelope.recorded_at > start:
            yield envelope


def _last_before(ledger: Ledger, instant: dt.datetime) -> int:
    """The number of the last event up to an instant: instants never go back, so by halving."""
    low, high = 0, ledger.log.head().seq
    while low < high:
        middle = (low + high + 1) // 2
        found = next(iter(ledger.log.after(middle - 1)), None)
        if found is not None and found.recorded_at <= instant:
            low = middle
        else:
            high = middle - 1
    return low


def _objective_of(facts: Facts, envelope: Envelope) -> str | None:
    """The objective of this year's plan that an event is about, if any."""
    event, plan = envelope.event, facts.view.plan
    if getattr(event, "year", plan.year) != plan.year:
        return None
    code = getattr(event, "indicator", None) or getattr(event, "code", None)
    if isinstance(event, ObjectiveAdded | ObjectiveAmended):
        code = event.objective.code
    if not isinstance(code, str):
        return None
    known = code in plan.objectives or code in plan.indicators or code in plan.gone
    return plan.objective_of(code).code if known else None


def reports(ledger: Ledger, facts: Facts, query: Query, reader: str) -> list[ReportedRow]:
    """What the asker, or who is asked about, or (of RECORDS) anybody recorded in the plan's year:
    the contested first, then the newest; or the newest first where that is the order. Of what was
    judged, the last judgement first; of what waits to be, the oldest record."""
    plan, rows = facts.view.plan, []
    for row in _recorded(facts, query, reader):
        indicator = plan.indicator(row.indicator)
        if not named(query, indicator.code, indicator.name):
            continue
        judge, reason, judged_on = _judged(ledger, facts.view, row)
        several = query.what is What.RECORDS
        if several and query.who not in ("", judge):
            continue
        if query.filters & JUDGED and not _within_span(query, judged_on):
            continue
        rows.append(ReportedRow(row, indicator, reason, judge, several, judged_on))
    if query.order is Order.OLDEST or _waits(query):
        return sorted(rows, key=lambda r: r.report.seq)
    if query.filters & JUDGED:
        return sorted(rows, key=lambda r: -r.report.changed_seq)
    newest = query.order is Order.NEWEST
    return sorted(
        rows, key=lambda r: (not newest and r.report.status != "contested", -r.report.seq)
    )


def judged_within(ledger: Ledger, facts: Facts, query: Query) -> frozenset[str]:
    """The indicators of which a record was judged within the span."""
    records = Query(
        What.RECORDS,
        query.of,
        query.filters & JUDGED,
        since=query.since,
        until=query.until,
        who=query.who,
    )
    return frozenset(row.indicator.code for row in reports(ledger, facts, records, ""))


def _waits(query: Query) -> bool:
    return query.filters == frozenset({Filter.UNVALIDATED}) and query.order is not Order.NEWEST


def _within_span(query: Query, day: dt.date | None) -> bool:
    after = query.since is None or (day is not None and query.since <= day)
    return after and (query.until is None or (day is not None and day <= query.until))


def _recorded(facts: Facts, query: Query, reader: str) -> Iterator[ReportRow]:
    """The reports asked about, withdrawn ones left out."""
    view = facts.view
    judged = bool(query.filters & JUDGED)
    if query.what is What.RECORDS:
        first = dt.date(view.year, 1, 1) if judged else query.since or dt.date(view.year, 1, 1)
        last = facts.today if judged else query.until or facts.today
        rows = view.reports_within(first, last)
    else:
        rows = view.reports_by(query.who or reader)
    inside = {i.code for o in objectives_of(view.plan, query.of) for i in o.indicators}
    only = {code for code in query.of if code in view.plan.indicators} or inside
    wanted = {STATUS[f] for f in query.filters if f in STATUS}
    for row in rows:
        if not judged and not _within_span(query, day_of(row.recorded_at)):
            continue
        if row.status not in wanted if wanted else row.status == "undone":
            continue
        if Filter.CORRECTED in query.filters and not row.was_corrected:
            continue
        if (not query.of or row.indicator in only) and _is_proved_as_asked(facts, query, row):
            yield row


def _is_proved_as_asked(facts: Facts, query: Query, row: ReportRow) -> bool:
    """Whether what a report is of has evidence, or has none, where that is asked."""
    unmet = Filter.UNPROVED if row.indicator in facts.proved else Filter.PROVED
    return unmet not in query.filters


def _judged(
    ledger: Ledger, view: View, row: ReportRow
) -> tuple[str | None, str | None, dt.date | None]:
    """Who validated or contested a report, why it was contested, and on which day."""
    if row.status not in ("validated", "contested"):
        return None, None, None
    told = ledger.log.at(row.changed_seq)
    assert told is not None, "the report says that it changed it"
    event = told.event
    reason = event.reason if isinstance(event, ProgressContested) else None
    return told.actor, reason, day_of(told.recorded_at)


def judges(ledger: Ledger, facts: Facts, query: Query) -> list[PersonRow]:
    """By person, how many reports of what is asked about they validated or contested within the
    span, as those reports stand now."""
    every = replace(query, what=What.RECORDS, since=None, until=None, who="")
    found: dict[str, list[ReportRow]] = {}
    last: dict[str, dt.date] = {}
    for row in _recorded(facts, every, ""):
        judge, _, on = _judged(ledger, facts.view, row)
        if judge is not None and on is not None and _within_span(query, on):
            found.setdefault(judge, []).append(row)
            last[judge] = max(on, last.get(judge, on))
    rows = [
        PersonRow(
            person,
            post_of(facts.view, person),
            len(rows),
            tuple(dict.fromkeys(row.indicator for row in rows)),
            last[person],
        )
        for person, rows in found.items()
        if query.who in ("", person)
    ]
    sign = 1 if query.order is Order.LOWEST else -1
    return sorted(rows, key=lambda r: (sign * r.count, r.person or ""))


_OF_OBJECTIVES = ("deadline", "weight")
"""What is changed of an objective, and holds of each indicator in it."""


def amended(facts: Facts, query: Query) -> list[AmendedRow]:
    """What was set or changed of the plan of the year, the newest first; `words` is which of its
    things, `who` by whom. Only what is told among the changes where the filter says so: to set
    what was not set is no change, unless it is said why."""
    plan, rows = facts.view.plan, []
    inside = {o.code for o in objectives_of(plan, query.of)}
    inside |= {
        code for code in (*plan.indicators, *plan.gone) if plan.objective_of(code).code in inside
    }
    named = {code for code in query.of if code in plan.indicators}
    only = named or inside
    above = {plan.objective_of(code).code for code in named}
    for change in changes_of_plan(facts.view.tables, facts.view.year):
        of_above = change.code in above and change.what in _OF_OBJECTIVES
        if query.of and change.code not in only and not of_above:
            continue
        if query.words not in ("", change.what) or query.who not in ("", change.actor):
            continue
        if Filter.AMENDED in query.filters and not change.is_listed:
            continue
        if _within_span(query, change.day):
            rows.append(AmendedRow(change))
    return sorted(rows, key=lambda row: (-row.change.seq, row.change.code))


def files(facts: Facts, query: Query, reader: str) -> list[FileRow]:
    """Evidence by indicator; of files the asker may not open, how many there are."""
    view, plan, rows = facts.view, facts.view.plan, list[FileRow]()
    held = {post.name for post in posts_on(view, reader, facts.today)}
    only = {code for code in query.of if code in plan.indicators}
    for row in standings_of(view, query.of, facts.today):
        for part in row.indicators:
            code, name = part.indicator.code, part.indicator.name
            if code not in facts.proved or (only and code not in only):
                continue
            found = view.evidence_of(code)
            if held.isdisjoint(evidence_readers(plan, code)):
                rows.append(FileRow(code, name, len(found)))
            else:
                rows += [FileRow(code, name, 1, file) for file in found]
    return rows
