"""Asking how things stand.

dirigente   come va l'area servizi?
bot         AS Area Servizi: 48,2 %
            ▓▓▓▓░░░░░░ atteso oggi 71 %
            AS4.3 Servizi anagrafici: 40 %, a rischio
            ...                                            [AS4.3] [AS2.1] [Perché?]
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice

from handlers.conversation import Conversation, Press, day, word
from handlers.conversation import of_year as year_press
from handlers.desk import Desk, answer, button
from handlers.pages import open_page, page_of
from handlers.turn import Button, Outcome
from handlers.typed import read_day
from handlers.words import (
    amount,
    headline,
    listed,
    post,
    short,
    standing_line,
    target_amount,
    value_amount,
)
from ledger.clock import parse_instant
from ledger.people import CLI
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import State
from ledger.progress.standings import (
    IndicatorStanding,
    ObjectiveStanding,
    Standing,
    Why,
    pace,
)
from ledger.readings import progress as readings
from ledger.view import View
from words.objectives import context_lines
from words.say import Say, say

LINES = 10
DAY_SHAPED = re.compile(r"\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?|\d{4}-\d\d-\d\d")
YEAR_SHAPED = re.compile(r"(?:19|20)\d\d")
WORST_FIRST = (
    State.LATE,
    State.AT_RISK,
    State.NOT_STARTED,
    State.ON_TRACK,
    State.NO_TARGET,
    State.DONE,
    State.CANCELLED,
)


def scope_name(plan: PlanInForce, scope: str) -> str:
    """What a scope is called: the ente, an area, a service, an objective, an indicator."""
    if scope == ENTE:
        return plan.plan.ente
    if scope in plan.areas:
        return plan.areas[scope].name
    if scope in plan.objectives:
        return plan.objectives[scope].title
    if scope in plan.indicators:
        return plan.indicators[scope].name
    names = {s.code: s.name for _, s in plan.plan.services()}
    apart = {TRANSVERSAL: "Obiettivi trasversali", SEGRETARIO: "Segretario Generale"}
    return names.get(scope) or apart.get(scope, scope)


def show_status(
    desk: Desk, scope: str | None, as_of: dt.date | None = None, *, known: bool = False
) -> Outcome:
    """How a scope stands today, or stood on a past day: as known now or, with `known`, as it was
    known then."""
    day = as_of or desk.today
    if day > desk.today:
        return answer(say("status.future", day=day))
    if day == desk.today:
        code = desk.view.plan.resolve_scope(scope or default_scope(desk))
        stands = readings.standing(desk.view, desk.person, code, desk.today, desk.today)
        return _status_answer(desk, desk.view, stands, of_year(desk), ())
    readings.check(desk.record, desk.person, desk.today)
    instant = parse_instant(day.isoformat(), end_of_day=True)
    with desk.ledger.view_at(instant, instant if known else None) as view:
        code = view.plan.resolve_scope(scope or default_scope(desk))
        stands = readings.standing(view, CLI, code, day, day)
        title = say("status.known_at" if known else "status.as_of", day=day)
        other = "now_known" if known else "then_known"
        cell = button(other, f"{'asof' if known else 'known'}:{code}:{day.isoformat()}")
        return _status_answer(desk, view, stands, (title,), ((cell,),))


def _status_answer(
    desk: Desk,
    view: View,
    stands: Standing,
    title: tuple[Say, ...],
    more: tuple[tuple[Button, ...], ...],
) -> Outcome:
    lines = status_lines(view, stands, limit=LINES - len(title))
    page = open_page(page_of(view.plan, stands.scope))
    buttons = (*more, *_deeper(view.plan, stands, desk.ref), (page,))
    return answer(*title, *lines, buttons=buttons, replace=bool(desk.turn.pressed))


def of_year(desk: Desk) -> tuple[Say, ...]:
    """Which year an answer is about, where it is not that of the day."""
    year = desk.view.year
    return (say("status.of_year", year=year),) if year != desk.today.year else ()


def default_scope(desk: Desk) -> str:
    """What a person means by "how is it going": their own office where the year's plan has it, or
    the whole ente."""
    plan = desk.view.plan
    units = (*plan.areas, *plan.area_of_service)
    return next((held.unit for held in desk.posts if held.unit in units), ENTE)


def status_lines(view: View, stands: Standing, limit: int | None) -> tuple[Say, ...]:
    """Number, bar, expected, then the rows, worst first; at most `limit` lines in all."""
    plan = view.plan
    head = headline(stands, scope_name(plan, stands.scope))
    if stands.scope in plan.indicators:
        return (*head, *_indicator_detail(view, stands.objectives[0].indicators[0], stands.day))
    tail: list[Say] = []
    if stands.left_out:
        tail.append(say("status.left_out", count=stands.left_out))
    if stands.scope in plan.objectives:
        row = stands.objectives[0]
        rows = [indicator_row(view, part) for part in row.indicators]
        tail.insert(0, say("status.deadline", day=row.deadline, state=row.state))
        tail += _open_anomalies(view, stands.scope)
    else:
        rows = _scope_rows(plan, stands)
        tail.insert(0, say("status.states", states=_states(stands)))
    room = len(rows) if limit is None else max(1, limit - len(head) - len(tail))
    if len(rows) > room:
        rows = [*rows[: room - 1], say("status.more", count=len(rows) - room + 1)]
    return (*head, *rows, *tail)


def _states(stands: Standing) -> Say:
    """`2 in ritardo, 3 a rischio`, worst first."""
    parts = [
        say("status.state_count", count=stands.states[state], state=state)
        for state in WORST_FIRST
        if state in stands.states
    ]
    return listed(parts)


def _scope_rows(plan: PlanInForce, stands: Standing) -> list[Say]:
    return [
        standing_line(row.objective.code, row.objective.title, row.progress, row.state)
        for row in _worst_first(stands.objectives)
    ]


def _worst_first(rows: Iterable[ObjectiveStanding]) -> list[ObjectiveStanding]:
    """By state, then by how far behind what was expected."""
    return sorted(
        rows,
        key=lambda r: (WORST_FIRST.index(r.state), (r.progress or 0) - (r.expected or 0)),
    )


def indicator_row(view: View, part: IndicatorStanding) -> Say:
    """One line of an indicator: value, target, state, and whether it is still to be validated."""
    indicator = part.indicator
    key = "status.indicator" if indicator.target is not None else "status.indicator_open"
    if indicator.kind.is_step:
        key = "status.step"
    facts = {
        "code": indicator.code,
        "name": short(indicator.name),
        "value": value_amount(indicator, part.value),
        "target": target_amount(indicator),
        "state": part.state,
    }
    provisional = part.value is not None and not part.value.validated
    return say("status.provisional" if provisional else "status.plain", row=say(key, **facts))


def _indicator_detail(view: View, part: IndicatorStanding, day: dt.date) -> Iterable[Say]:
    indicator = part.indicator
    yield indicator_row(view, part)
    if part.value:
        yield say("status.reported_on", day=part.value.reported_on)
    if indicator.baseline is not None:
        yield say("status.baseline", value=amount(indicator, indicator.baseline))
    yield say("status.deadline", day=part.deadline, state=part.state)
    if (ahead := pace(view.plan, part, day)) is not None and indicator.target is not None:
        yield say(
            "status.pace",
            value=amount(indicator, ahead.__round__(0) if ahead > 10 else ahead),
            target=target_amount(indicator),
            day=part.deadline,
        )
    if indicator.target is None and not indicator.kind.is_step:
        yield say("status.ask_target", code=indicator.code)


def _open_anomalies(view: View, code: str) -> list[Say]:
    """What the document got wrong about an objective, while nobody has settled it."""
    kinds = dict.fromkeys(a.kind for a in view.anomalies_of(code) if a.kind != "no_target")
    return [say("status.anomaly", kind=say(f"anomaly.short.{kind}")) for kind in kinds]


def _deeper(plan: PlanInForce, stands: Standing, year: str) -> tuple[tuple[Button, ...], ...]:
    """Buttons into what a scope is made of, and to the explanation of its figure."""
    scope = stands.scope
    if scope == ENTE:
        codes: Sequence[str] = [*plan.areas]
    elif scope in plan.areas:
        codes = [s.code for s in plan.areas[scope].services]
    elif scope in plan.indicators:
        codes = []
    elif scope in plan.objectives:
        codes = [i.code for i in plan.objectives[scope].indicators]
    else:
        codes = [r.objective.code for r in _worst_first(stands.objectives)]
    cells = [button("scope", f"st:{code}{year}", code=code) for code in codes[:8]]
    rows = [tuple(cells[i : i + 4]) for i in range(0, len(cells), 4)]
    up = button("up", f"st:{_parent(plan, scope)}{year}")
    return (*rows, (button("why", f"why:{scope}{year}"), up))


def _parent(plan: PlanInForce, scope: str) -> str:
    if scope in plan.indicators:
        return plan.indicators[scope].objective
    if scope in plan.objectives:
        return plan.objectives[scope].unit
    return plan.area_of_service.get(scope, ENTE)


def show_why(desk: Desk, scope: str) -> Outcome:
    """Why this number: rule, inputs, events."""
    code = desk.view.plan.resolve_scope(scope)
    found = readings.why(desk.view, desk.person, code, desk.today)
    return answer(*of_year(desk), *why_lines(desk.view, found))


def why_lines(view: View, answer_: Why) -> tuple[Say, ...]:
    """The explanation of a figure, in the order in which a person would check it."""
    plan = view.plan
    name = scope_name(plan, answer_.scope)
    lines = [say("why.title", code=answer_.scope, name=name, figure=_figure(answer_))]
    lines.append(say(f"why.rule.{answer_.rule}"))
    for input_, fact in answer_.inputs:
        lines.append(say(f"why.input.{input_}", fact=fact))
    for code, weight, progress in islice(answer_.parts, 12):
        figure = say("figure.none") if progress is None else say("figure", percent=progress)
        lines.append(say("why.part", code=code, weight=weight, figure=figure))
    if answer_.target_set_on:
        before = answer_.target_set_on <= plan.start(answer_.scope)
        key = "why.target_before" if before else "why.target_after"
        lines.append(say(key, day=answer_.target_set_on))
    if answer_.events:
        shown = ", ".join(str(seq) for seq in answer_.events[-8:])
        if len(answer_.events) > 8:
            shown = f"…, {shown}"
        lines.append(say("why.events", count=len(answer_.events), events=shown))
    return tuple(lines)


def _figure(answer_: Why) -> Say:
    if answer_.progress is None:
        return say("figure.none")
    return say("figure", percent=answer_.progress)


def show_deadlines(desk: Desk, scope: str | None = None) -> Outcome:
    """What is due, soonest first: what is overdue leads, what is done is left out."""
    plan = desk.view.plan
    code = plan.resolve_scope(scope or default_scope(desk))
    stands = readings.standing(desk.view, desk.person, code, desk.today, desk.today)
    open_rows = [row for row in stands.objectives if row.state not in (State.DONE, State.CANCELLED)]
    ordered = sorted(open_rows, key=lambda row: (row.deadline, row.objective.code))
    if not ordered:
        return answer(say("deadlines.none", name=scope_name(plan, code)))
    lines = [
        say(
            "deadlines.row",
            day=row.deadline,
            when=_when(row.deadline, desk.today),
            code=row.objective.code,
            title=short(row.objective.title),
        )
        for row in ordered[: LINES - 2]
    ]
    if len(ordered) > len(lines):
        lines.append(say("status.more", count=len(ordered) - len(lines)))
    overdue = sum(row.deadline < desk.today for row in ordered)
    key = "deadlines.title" if overdue else "deadlines.title_none"
    title = say(key, name=scope_name(plan, code), count=overdue)
    return answer(*of_year(desk), title, *lines)


def _when(day: dt.date, today: dt.date) -> Say:
    days = (day - today).days
    if days < 0:
        return say("deadlines.past", days=-days)
    return say("deadlines.today") if days == 0 else say("deadlines.left", days=days)


def show_objective(desk: Desk, scope: str) -> Outcome:
    """What an objective is: text, weight, deadline, owners, indicators; a unit shows its own."""
    plan = desk.view.plan
    if scope not in plan.objectives and scope not in plan.indicators:
        return show_status(desk, scope)
    readings.check(desk.record, desk.person, desk.today)
    objective = plan.objective_of(scope)
    weight, deadline = plan.weights[objective.code], plan.deadline(objective.code)
    lines = [say("objective.title", code=objective.code, title=objective.title)]
    lines += [say("objective.text", text=t) for t in (objective.description, objective.action) if t]
    lines += context_lines(plan.plan, objective)
    lines.append(say("objective.facts", weight=weight, deadline=deadline))
    lines.append(say("objective.owners", owners=listed([post(o) for o in objective.owners])))
    lines += [
        say("objective.indicator", code=i.code, name=i.name, target=target_amount(i))
        for i in objective.indicators
    ]
    return answer(*lines)


def asked(desk: Desk, typed: str) -> Outcome:
    """`/stato`, `/stato AS4`, `/stato AS4 30/06/2024`, `/stato AS4 2024`, `/stato 2024`."""
    scope, _, last = typed.rpartition(" ")
    plan = desk.view.plan
    if YEAR_SHAPED.fullmatch(last) and last not in plan.area_of_service:
        return show_status(desk.in_year(int(last)), scope or None)
    day = read_day(last, desk.today) if last else None
    if day is None and DAY_SHAPED.fullmatch(last):
        return answer(say("status.bad_day", typed=last))
    if day is None or last.upper() in plan.area_of_service:
        return show_status(desk, typed or None)
    return show_status(desk, scope or None, day)


def _why(desk: Desk, typed: str) -> Outcome:
    return show_why(desk, typed) if typed else answer(say("why.ask"))


def _past(desk: Desk, code: str, day_: dt.date, *, known: bool) -> Outcome:
    """The same past day, with what was found out later or without it."""
    return show_status(desk, code, day_, known=known)


CONVERSATION = Conversation(
    commands={
        "stato": asked,
        "scadenze": lambda desk, rest: show_deadlines(desk, rest or None),
        "perche": _why,
    },
    asides=frozenset({"stato", "scadenze", "perche"}),
    offered={"stato": (), "scadenze": (), "perche": ()},
    buttons={
        "st": year_press(show_status),
        "why": year_press(show_why),
        "due": year_press(show_deadlines),
        "asof": Press(partial(_past, known=False), (word, day), aside=True),
        "known": Press(partial(_past, known=True), (word, day), aside=True),
    },
)
