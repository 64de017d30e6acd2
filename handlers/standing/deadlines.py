"""What is due, soonest first, page by page: objectives, and indicators with a day of their own.

What is done is left out."""

import datetime as dt
from collections.abc import Iterator

from handlers.conversation import Conversation, of_typed_year
from handlers.conversation import of_year as year_press
from handlers.desk import Desk, answer, button
from handlers.standing.status import also_mine, default_scope, of_year, scope_name, show_status
from handlers.talk import listing
from handlers.talk.listing import Listed
from handlers.talk.words import short
from handlers.turn import Outcome
from ledger.later import dataclass
from ledger.progress.figures import State
from ledger.progress.standings import ObjectiveStanding
from ledger.readings import progress as readings
from words.phrases import standing_line
from words.say import Say, say

LIST = "due"


def show_deadlines(desk: Desk, scope: str | None = None) -> Outcome:
    """What is due in a scope, one's own office where none is named."""
    code = desk.view.plan.resolve_scope(scope or default_scope(desk))
    about = listing.in_year(code, desk.year)
    listed = source(desk, about)
    plan = desk.view.plan
    if not listed.rows and (code in plan.objectives or code in plan.indicators):
        return show_status(desk, code)  # Its day and the day it was reached stand there.
    if not listed.rows:
        none = say("deadlines.none", name=scope_name(desk.view.plan, code))
        return answer(none, buttons=also_mine(desk, code, "due"))
    return listing.shown(desk, LIST, about, listed)


def source(desk: Desk, about: str) -> Listed:
    """Everything that is due in a scope; what is overdue leads."""
    code, desk = listing.of_year(desk, about)
    plan = desk.view.plan
    stands = readings.standing(
        desk.view, desk.person, plan.resolve_scope(code), desk.today, desk.today
    )
    open_rows = [row for row in stands.objectives if row.state not in (State.DONE, State.CANCELLED)]
    due = sorted((d for row in open_rows for d in _days_of(row)), key=lambda d: (d.day, d.code))
    rows = tuple(_row(desk, one) for one in due)
    cells = tuple(button("scope", f"st:{one.code}{desk.ref}", code=one.code) for one in due)
    overdue = sum(one.day < desk.today for one in due)
    key = "deadlines.title" if overdue else "deadlines.title_none"
    title: tuple[Say, ...] = (say(key, name=scope_name(plan, code), count=overdue),)
    if len(rows) == 1 and (code in plan.objectives or code in plan.indicators):
        title = ()  # Its day alone was asked.
        rows = (*rows, *(_stands(row) for row in open_rows))
    return Listed((*of_year(desk), *title), rows, cells, also_mine(desk, code, "due"))


@dataclass(frozen=True)
class Due:
    """An objective, or an indicator with a day of its own, that is not reached yet."""

    code: str
    title: str
    day: dt.date


def _days_of(row: ObjectiveStanding) -> Iterator[Due]:
    yield Due(row.objective.code, row.objective.title, row.deadline)
    for part in row.indicators:
        if part.deadline != row.deadline and part.state not in (State.DONE, State.CANCELLED):
            yield Due(part.indicator.code, part.indicator.name, part.deadline)


def _row(desk: Desk, due: Due) -> Say:
    """A term; one that the plan prints as no day there is, is not told as if it were printed so."""
    told = say(
        "deadlines.row",
        day=due.day,
        when=_when(due.day, desk.today),
        code=due.code,
        title=short(due.title),
    )
    objective = desk.view.plan.objective_of(due.code).code
    printed = (
        a.printed
        for a in desk.view.anomalies_of(objective)
        if a.kind == "bad_date" and due.code in (objective, a.where)
    )
    text = next(printed, None)
    return told if text is None else say("deadlines.not_a_day", row=told, text=text)


def _stands(row: ObjectiveStanding) -> Say:
    """Where it is by now, beside the day by which it is due."""
    told = standing_line(row.objective.code, row.objective.title, row.progress, row.state)
    return say("deadlines.stands", row=told)


def _when(day: dt.date, today: dt.date) -> Say:
    days = (day - today).days
    if days < 0:
        return say("deadlines.past", days=-days)
    return say("deadlines.today") if days == 0 else say("deadlines.left", days=days)


CONVERSATION = Conversation(
    commands={"scadenze": of_typed_year(lambda desk, rest: show_deadlines(desk, rest or None))},
    asides=frozenset({"scadenze"}),
    offered={"scadenze": ()},
    buttons={"due": year_press(show_deadlines)},
)
