"""An answer in words, for chat, pages and papers alike: its number first, then a line a row."""

from dataclasses import replace
from fractions import Fraction
from functools import singledispatch

from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.progress.figures import State
from ledger.readings.query import (
    AmendedRow,
    Answer,
    ChangeRow,
    Column,
    FileRow,
    Filter,
    HolderRow,
    IndicatorRow,
    MadeRow,
    MonthRow,
    ObjectiveRow,
    Order,
    PersonRow,
    Query,
    ReportedRow,
    Row,
    SchedaRow,
    ScopeRow,
    StaffCountRow,
    StaffRow,
    SupposedRow,
    UnitRow,
    What,
    WorthRow,
    code_of,
)
from ledger.readings.query.how_much import Amount
from ledger.readings.query.months import RECORDED
from ledger.readings.query.staff import ENDING
from ledger.readings.query.units import OF_ITSELF, counts_data
from words.changes import moved, recorded, why_of
from words.columns import beside
from words.gaps import gap_line
from words.measures import amount, target_amount, value_amount
from words.phrases import listed, percent, post, short, standing_line, step_key
from words.say import Bar, Say, say
from words.stands import stands_line
from words.titles import filters_of, span_of


def line(answer: Answer, row: Row) -> Say:
    """One row of an answer, with what was asked beside each."""
    said = _line(row, answer.query)
    return beside(said, row, answer.cells[code_of(row)]) if answer.cells else said


@singledispatch
def _line(row: Row, query: Query) -> Say:
    raise TypeError(row)


@_line.register
def _unit(row: UnitRow, query: Query) -> Say:
    if counts_data(query):
        return say("query.unit.data", count=row.matching, row=unit_line(replace(row, waiting=0)))
    if query.order in (Order.MOST, Order.FEWEST):
        filters = filters_of(replace(query, what=What.OBJECTIVES), row.matching)
        return say("query.unit.count", count=row.matching, filters=filters, row=unit_line(row))
    if query.order is Order.BEHIND and row.progress is not None:
        points = row.progress - (row.expected or 0)
        key = "query.unit.below" if points < 0 else "query.unit.above"
        return say(key, row=unit_line(row), points=abs(points))
    said = unit_line(replace(row, waiting=0) if Column.WAITING in query.columns else row)
    if row.matching and len(row.inside) <= CODES and query.filters - OF_ITSELF:
        said = say("query.unit.inside", row=said, codes=", ".join(row.inside))
    return _moved(said, query, row.before, row.progress)


def unit_line(row: UnitRow) -> Say:
    """A unit: its figure, bar and what was expected, then what is wrong and what waits there."""
    more = [
        say(f"query.unit.{state}", count=row.states[state])
        for state in (State.LATE, State.AT_RISK)
        if state in row.states
    ]
    if row.waiting:
        more.append(say("query.unit.waiting", count=row.waiting))
    expected = None
    if row.progress is not None and row.expected is not None:
        expected = say("query.unit.expected", expected=row.expected)
    return say(
        "query.unit",
        figure=percent(row.progress),
        bar=Bar(row.progress or Fraction(0)),
        expected=expected,
        code=row.code,
        name=_name(row.code, row.name, whole=True),
        more=say("query.unit.more", more=listed(more)) if more else None,
    )


def _moved(said: Say, query: Query, before: Fraction | None, after: Fraction | None) -> Say:
    if query.order not in (Order.IMPROVED, Order.FELL):
        return said
    return say("query.row.moved", row=said, before=percent(before), after=percent(after))


@_line.register
def _objective(row: ObjectiveRow, query: Query) -> Say:
    stands = row.standing
    said = standing_line(
        stands.objective.code, stands.objective.title, stands.progress, stands.state
    )
    said = _dated(said, row, query)
    if query.order in BY_STATE:
        said = _measured(said, row, query)
    if query.order is Order.HEAVIEST:
        said = say("query.row.weight", row=said, weight=stands.weight)
        if row.share is not None:
            scope = query.of[0] if query.of else ENTE
            said = say("query.row.share", row=said, points=row.share, scope=scope)
    return _moved(said, query, row.before, stands.progress)


def _dated(said: Say, row: ObjectiveRow | IndicatorRow, query: Query) -> Say:
    """The day that the order or a filter looks at."""
    if Filter.OVERRUN in query.filters:
        deadline = row.standing.deadline
        return say("query.row.overrun", row=said, last=row.last, day=deadline)
    due = query.order is Order.DEADLINE or query.filters & {Filter.DUE, Filter.OPEN}
    if due and Column.DEADLINE not in query.columns:
        return say("query.row.deadline", row=said, day=row.standing.deadline)
    if (
        query.newly_done
        or query.order is Order.OLDEST
        or query.filters & {Filter.SILENT, Filter.HEARD}
    ):
        key = "query.row.last" if row.last else "query.row.never"
        return say(key, row=said, day=row.last)
    return said


BY_STATE = (Order.WORST, Order.BEHIND)


def _measured(said: Say, row: ObjectiveRow, query: Query) -> Say:
    """What its state goes by: the deadline that is past, or what was expected by the day."""
    stands = row.standing
    dated = query.filters & {Filter.DUE, Filter.OPEN} or Column.DEADLINE in query.columns
    if stands.state is State.LATE and not dated:
        return say("query.row.deadline", row=said, day=stands.deadline)
    measured = stands.expected is not None and Column.EXPECTED not in query.columns
    if stands.state is State.AT_RISK and measured:
        return say("query.row.expected", row=said, expected=stands.expected)
    return said


@_line.register
def _indicator(row: IndicatorRow, query: Query) -> Say:
    if query.what is What.GAP:
        return gap_line(row, query)
    indicator, stands = row.standing.indicator, row.standing
    key = "status.indicator" if indicator.target is not None else "status.indicator_open"
    said = say(
        step_key(stands.state) if indicator.kind.is_step else key,
        code=indicator.code,
        name=short(indicator.name),
        value=value_amount(indicator, stands.value),
        target=target_amount(indicator),
        state=stands.state,
    )
    return _moved(_dated(said, row, query), query, row.before, stands.progress)


@_line.register
def _person(row: PersonRow, query: Query) -> Say:
    if query.what is What.JUDGES:
        return say(
            "query.judge", count=row.count, person=row.person, post=post(row.post), last=row.last
        )
    if query.what is What.WRITERS and Filter.SILENT in query.filters:
        last = say("query.idle.last" if row.last else "query.idle.never", day=row.last)
        return say("query.idle", person=row.person, post=post(row.post), count=row.count, last=last)
    if query.what is What.ASSIGNERS:
        return owing_line(replace(row, last=None))
    if query.what is What.REPORTERS:
        never = None if row.last else say("query.person.never")
        return owing_line(row, never)
    return person_line(row)


CODES = 3
"""Named of the indicators that somebody owes something of."""


def owing_line(row: PersonRow, last: Say | None = None) -> Say:
    """Who owes how many, of which indicators, and when they last wrote."""
    left = len(row.codes) - CODES
    more = say("query.person.more", count=left) if left > 0 else None
    codes = ", ".join(row.codes[:CODES])
    return say("query.person.codes", row=person_line(row, last), codes=codes, more=more)


def person_line(row: PersonRow, last: Say | None = None) -> Say:
    """Who owes how many, and when they last wrote."""
    last = say("query.person.last", day=row.last) if row.last else last
    key = "query.person" if row.person else "query.person.vacant"
    return say(key, count=row.count, person=row.person, post=post(row.post), last=last)


@_line.register
def _change(row: ChangeRow, query: Query) -> Say:
    key = "query.change" if row.before != row.after else "query.change.same"
    return say(
        key,
        code=row.code,
        title=short(row.title),
        before=percent(row.before),
        after=percent(row.after),
        actors=", ".join(row.actors),
    )


@_line.register
def _reported(row: ReportedRow, query: Query) -> Say:
    return reported_line(row)


def reported_line(row: ReportedRow) -> Say:
    """A report as its author reads it: what was said, and what became of it."""
    report, indicator = row.report, row.indicator
    if report.numerator is not None:
        what = say("history.pair", numerator=report.numerator, denominator=report.denominator)
    elif report.mode == "increment":
        what = say("query.reported.more", value=amount(indicator, report.value))
    else:
        what = amount(indicator, report.value)
    who = say("query.reported.by", person=report.actor) if row.named else None
    judge = None
    if row.judge:
        judge = say("query.reported.judge", person=row.judge, day=row.judged_on)
    return say(
        "query.reported",
        who=who,
        seq=report.seq,
        at=report.recorded_at,
        code=indicator.code,
        name=short(indicator.name),
        what=what,
        day=report.day,
        status=say(f"query.status.{report.status}"),
        judge=judge,
        reason=say("query.reported.reason", reason=row.reason) if row.reason else None,
    )


@_line.register
def _holder(row: HolderRow, query: Query) -> Say:
    held = say("people.interim", post=post(row.post)) if row.interim else post(row.post)
    if row.until is not None:
        held = say("chi.until", post=held, day=row.until)
    if row.since is not None:
        held = say("query.holder.since", post=held, day=row.since)
    return say("query.holder" if row.person else "query.holder.none", person=row.person, post=held)


@_line.register
def _made(row: MadeRow, query: Query) -> Say:
    indicator = row.indicator
    if indicator.kind.is_step:
        key = "query.made.step"
    else:
        key = "query.made" if row.made is None else "query.made.sum"
    return say(
        key,
        made=None if row.made is None else amount(indicator, row.made),
        code=indicator.code,
        name=short(indicator.name),
        span=span_of(query),
        before=value_amount(indicator, row.before),
        after=value_amount(indicator, row.after),
    )


@_line.register
def _file(row: FileRow, query: Query) -> Say:
    if row.file is None:
        return say("query.file.count", code=row.code, name=short(row.name), count=row.count)
    return say(
        "query.file",
        code=row.code,
        name=short(row.name),
        file=row.file.name,
        report=row.file.report,
    )


@_line.register
def _worth(row: WorthRow, query: Query) -> Say:
    """The weight first, then how many of the hundred points of what is around hang on it."""
    shares = [say("query.worth.share", scope=code, points=points) for code, points in row.shares]
    value = None
    if row.indicator is not None:
        value = say(
            "query.worth.value",
            value=value_amount(row.indicator, row.value),
            target=target_amount(row.indicator),
        )
    return say(
        "query.worth" if row.weight is not None else "query.worth.unit",
        weight=row.weight,
        code=row.code,
        name=_name(row.code, row.name),
        shares=listed(shares) if shares else say("query.worth.nothing"),
        figure=percent(row.progress),
        value=value,
    )


@_line.register
def _staff(row: StaffRow, query: Query) -> Say:
    held = [say("people.interim", post=post(p.name)) if p.interim else post(p.name)
            for p in row.posts]  # fmt: skip
    if query.words == ENDING:
        held = [
            say("query.staff.until", post=said, day=p.until)
            for said, p in zip(held, row.posts, strict=True)
        ]
    name = say("query.staff.name", name=row.name) if row.name else None
    return say("query.staff", person=row.person, name=name, posts=listed(held))


@_line.register
def _staff_count(row: StaffCountRow, query: Query) -> Say:
    key = "query.records.count" if query.what is What.WRITERS else "query.staff.count"
    return say(key, count=row.count, code=row.code, name=_name(row.code, row.name))


def _name(code: str, name: str, *, whole: bool = False) -> object:
    """Of the groups that are of no area, how they are called."""
    if code in (TRANSVERSAL, SEGRETARIO):
        return say(f"query.scope.{code}")
    return name if whole else short(name)


@_line.register
def _scheda(row: SchedaRow, query: Query) -> Say:
    state = say(f"query.scheda.{row.state or 'none'}")
    return say("query.scheda", person=row.person, post=post(row.post), state=state)


@_line.register
def _scope(row: ScopeRow, query: Query) -> Say:
    return stands_line(row, query)


@_line.register
def _supposed(row: SupposedRow, query: Query) -> Say:
    indicator = row.indicator
    return say(
        "query.supposed.by" if Amount.of(query.words).per else "query.supposed",
        after=percent(row.after),
        code=indicator.code,
        name=short(indicator.name),
        then=amount(indicator, row.then),
        target=target_amount(indicator),
        value=value_amount(indicator, row.value),
        figure=percent(row.progress),
        day=row.day,
        objective=row.objective,
        whole=percent(row.whole),
        whole_after=percent(row.whole_after),
    )


@_line.register
def _amended(row: AmendedRow, query: Query) -> Say:
    change = row.change
    facts = {"number": change.seq, "day": change.day, "actor": change.actor, "code": change.code}
    if change.is_listed:
        return say("query.amended.from", **facts, moved=moved(change), why=why_of(change))
    what, after = say(f"changes.what.{change.what}"), recorded(change.after)
    return say("query.amended", **facts, what=what, after=after)


@_line.register
def _month(row: MonthRow, query: Query) -> Say:
    month = say(f"month.{row.since.month}")
    if query.words == RECORDED:
        return say("query.month.records", month=month, much=int(row.much))
    if row.indicator is not None:
        told = {name: amount(row.indicator, number) for name, number in
                (("much", row.much), ("before", row.before), ("after", row.after))}  # fmt: skip
        return say("query.month", month=month, **told)
    key = "query.month.down" if row.much < 0 else "query.month.up"
    before, after = percent(row.before), percent(row.after)
    return say(key, month=month, points=abs(row.much), before=before, after=after)
