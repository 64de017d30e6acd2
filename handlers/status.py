"""Asking how things stand.

dirigente   come va l'area servizi?
bot         AS Area Servizi: 48,2 %
            ▓▓▓▓░░░░░░ atteso oggi 71 %
            AS4.3 Servizi anagrafici: 40 %, a rischio
            ...                                            [AS4.3] [AS2.1] [Perché?]
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import islice

from handlers.anomalies import kind_of
from handlers.desk import Desk, answer, button
from handlers.turn import Button, Outcome
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
from ledger.ledger import Ledger
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import State
from ledger.progress.standings import (
    IndicatorStanding,
    ObjectiveStanding,
    Standing,
    Why,
    pace,
    standing,
    why,
)
from ledger.view import View
from words.say import Say, say

LINES = 10
HISTORY_FACTS = (
    "value",
    "numerator",
    "denominator",
    "mode",
    "target",
    "baseline",
    "deadline",
    "reason",
    "report",
    "words",
    "name",
)
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
    if day >= desk.today:
        code = desk.view.plan.resolve_scope(scope or default_scope(desk))
        stands = standing(desk.view, code, desk.today)
        return _status_answer(desk, desk.view, stands, (), ())
    instant = parse_instant(day.isoformat(), end_of_day=True)
    with desk.ledger.view_at(instant, instant if known else None) as view:
        code = view.plan.resolve_scope(scope or default_scope(desk))
        stands = standing(view, code, day)
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
    buttons = (*more, *_deeper(view.plan, stands))
    return answer(*title, *lines, buttons=buttons, replace=bool(desk.turn.pressed))


def default_scope(desk: Desk) -> str:
    """What a person means by "how is it going": their own office, or the whole ente."""
    return next((held.unit for held in desk.sender().posts if held.unit), ENTE)


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
    kinds = dict.fromkeys(kind_of(a) for a in view.anomalies_of(code) if a.kind != "no_target")
    return [say("status.anomaly", kind=say(f"anomaly.short.{kind}")) for kind in kinds]


def _deeper(plan: PlanInForce, stands: Standing) -> tuple[tuple[Button, ...], ...]:
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
    cells = [button("scope", f"st:{code}", code=code) for code in codes[:8]]
    rows = [tuple(cells[i : i + 4]) for i in range(0, len(cells), 4)]
    return (*rows, (button("why", f"why:{scope}"), button("up", f"st:{_parent(plan, scope)}")))


def _parent(plan: PlanInForce, scope: str) -> str:
    if scope in plan.indicators:
        return plan.indicators[scope].objective
    if scope in plan.objectives:
        return plan.objectives[scope].unit
    return plan.area_of_service.get(scope, ENTE)


def show_why(desk: Desk, scope: str) -> Outcome:
    """Why this number: rule, inputs, events."""
    code = desk.view.plan.resolve_scope(scope)
    return answer(*why_lines(desk.view, why(desk.view, code, desk.today)))


def why_lines(view: View, answer_: Why) -> tuple[Say, ...]:
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
    stands = standing(desk.view, code, desk.today)
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
    return answer(say(key, name=scope_name(plan, code), count=overdue), *lines)


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
    objective = plan.objective_of(scope)
    weight, deadline = plan.weights[objective.code], plan.deadline(objective.code)
    lines = [say("objective.title", code=objective.code, title=objective.title)]
    lines += [say("objective.text", text=t) for t in (objective.description, objective.action) if t]
    lines.append(say("objective.facts", weight=weight, deadline=deadline))
    lines.append(say("objective.owners", owners=listed([post(o) for o in objective.owners])))
    lines += [
        say("objective.indicator", code=i.code, name=i.name, target=target_amount(i))
        for i in objective.indicators
    ]
    return answer(*lines)


def show_history(desk: Desk, typed: str) -> Outcome:
    """Every version of an indicator: who, when, for which day, and what became of it."""
    plan = desk.view.plan
    code = plan.resolve(typed)
    if code in plan.objectives:
        rows = tuple(
            (button("scope", f"hist:{i.code}", code=i.code),)
            for i in plan.objectives[code].indicators
        )
        return answer(say("history.which", code=code), buttons=rows)
    indicator = plan.indicators[code]
    lines = [say("history.title", code=code, name=indicator.name)]
    lines += history_rows(desk.ledger, code, plan.year)
    if len(lines) == 1:
        lines.append(say("history.empty"))
    shown = lines if len(lines) <= 30 else [lines[0], say("history.older"), *lines[-28:]]
    return answer(*shown)


def history_rows(ledger: Ledger, code: str, year: int) -> list[Say]:
    """One line an event: number, instant, who, for which day, what was said."""
    rows = []
    for e in ledger.story("indicator", code, year):
        facts = {"seq": e.seq, "at": e.recorded_at, "actor": e.actor, "day": e.effective_on}
        event = e.event
        detail = {
            name: getattr(event, name)
            for name in HISTORY_FACTS
            if getattr(event, name, None) is not None
        }
        rows.append(_history_line(e.type, facts, detail))
    return rows


def _history_line(type_: str, facts: dict[str, object], detail: dict[str, object]) -> Say:
    """The same frame for every event; what was said differs by kind of event."""
    said = detail.get("value")
    if detail.get("numerator") is not None:
        what = say("history.pair", **{k: detail[k] for k in ("numerator", "denominator")})
    elif said is not None:
        what = say(f"history.value.{detail['mode']}", value=said)
    else:
        what = say("history.nothing")
    told = {name: detail.get(name) for name in HISTORY_FACTS}
    return say("history.row", **facts, what=say(f"history.{type_}", what=what, **told))
