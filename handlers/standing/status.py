"""Asking how things stand.

dirigente   come va l'area servizi?
bot         AS Area Servizi: 48,2 %
            ▓▓▓▓░░░░░░ atteso oggi 71 %
            AS4.3 Servizi anagrafici: 40 %, a rischio
            ...                                            [AS4.3] [AS2.1] [Perché?]
"""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from functools import partial

from handlers.conversation import Conversation, NotAButton, Press, day, of_typed_year, word
from handlers.conversation import of_year as year_press
from handlers.desk import Desk, answer, button
from handlers.standing.pages import open_page, page_of
from handlers.talk import listing
from handlers.talk.listing import Listed
from handlers.talk.typed import read_day
from handlers.talk.words import (
    amount,
    headline,
    listed,
    short,
    standing_line,
    step_key,
    target_amount,
    value_amount,
)
from handlers.turn import Button, Outcome
from italian.regex import regex
from ledger.clock import parse_instant
from ledger.later import dataclass
from ledger.people import CLI
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.plan.inforce import PlanInForce
from ledger.progress.figures import WORST_FIRST
from ledger.progress.lateness import days_late
from ledger.progress.standings import (
    IndicatorStanding,
    ObjectiveStanding,
    Standing,
    pace,
)
from ledger.readings import progress as readings
from ledger.readings.desk import matters_of
from ledger.readings.query import glance
from ledger.readings.series import day_of_reckoning
from ledger.view import View
from words import answers
from words.say import Say, say

CHILDREN = 8
"""Buttons into what a scope is made of; the others open beside them."""

DAY_SHAPED = regex(r"\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?|\d{4}-\d\d-\d\d")


def scope_name(plan: PlanInForce, scope: str) -> str:
    """What a scope is called: the ente, an area, a service, an objective, an indicator."""
    apart = {TRANSVERSAL: "Obiettivi trasversali", SEGRETARIO: "Segretario Generale"}
    return plan.name_of(scope) or apart.get(scope, scope)


LIST, INSIDE = "st", "in"
"""What a scope's rows, and what it is made of, are called among the lists that open."""


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
        about = About(code, desk.year, None, known=False)
    else:
        about = About(scope or default_scope(desk), desk.year, day, known=known)
    return listing.shown(desk, LIST, about.written, _standing(desk, about))


@dataclass(frozen=True)
class About:
    """Which scope's list of which year, on which past day (None is today), known then or now."""

    code: str
    year: int | None
    day: dt.date | None
    known: bool

    @property
    def written(self) -> str:
        """As a button holds it."""
        day = self.day.isoformat() if self.day else ""
        return f"{self.code}~{self.year or ''}~{day}~{'k' if self.known else ''}"

    @classmethod
    def read(cls, text: str) -> "About":
        """Raises NotAButton."""
        parts = text.split("~")
        if len(parts) != 4 or not (parts[1].isdecimal() or not parts[1]):
            raise NotAButton()
        past = day(parts[2]) if parts[2] else None
        return cls(parts[0], int(parts[1]) if parts[1] else None, past, bool(parts[3]))


def source(desk: Desk, about: str) -> Listed:
    """How a scope stands, as a list that opens to its end. Raises Refusal, NotAButton."""
    return _standing(desk, About.read(about))


def _standing(desk: Desk, asked: About) -> Listed:
    desk = desk.in_year(asked.year)
    if asked.day is None:
        code = desk.view.plan.resolve_scope(asked.code)
        stands = readings.standing(desk.view, desk.person, code, desk.today, desk.today)
        return _listed(desk, desk.view, stands, of_year(desk), also_mine(desk, code, "st"))
    past, known = asked.day, asked.known
    readings.check(desk.record, desk.person, desk.today)
    instant = parse_instant(past.isoformat(), end_of_day=True)
    with desk.ledger.view_at(instant, instant if known else None) as view:
        code = view.plan.resolve_scope(asked.code)
        stands = readings.standing(view, CLI, code, past, past)
        title = say("status.known_at" if known else "status.as_of", day=past)
        other = "now_known" if known else "then_known"
        cell = button(other, f"{'asof' if known else 'known'}:{code}:{past.isoformat()}")
        return _listed(desk, view, stands, (title,), ((cell,),))


def _listed(
    desk: Desk,
    view: View,
    stands: Standing,
    title: tuple[Say, ...],
    more: tuple[tuple[Button, ...], ...],
) -> Listed:
    plan, scope = view.plan, stands.scope
    page = open_page(page_of(plan, scope))
    foot = (*more, *_deeper(plan, stands, desk.ref), (page,))
    if scope in plan.indicators or scope in plan.objectives:
        return Listed((*title, *status_lines(view, stands, limit=None)), (), (), foot)
    head = (*title, *headline(stands, scope_name(plan, scope)))
    left = (say("status.left_out", count=stands.left_out),) if stands.left_out else ()
    states = say("status.states", states=_states(stands))
    if scope == ENTE:
        rows = glance(view, stands.day)
        lines = tuple(answers.unit_line(row) for row in rows)
        cells = tuple(button("scope", f"st:{r.code}{desk.ref}", code=r.code) for r in rows)
        return Listed(head, lines, cells, (*foot, *_hand(desk)), (states, *left))
    if not stands.objectives:
        name, year = scope_name(plan, scope), plan.plan.year
        empty = say("status.empty", code=scope, name=name, year=year)
        return Listed((*title, empty), (), (), foot)
    lines = tuple(_scope_rows(plan, stands))
    return Listed(head, lines, (), foot, (states, *left))


def rows_of(desk: Desk, scope: str) -> tuple[str, ...]:
    """What the rows of a standing are of, from the first that is shown. Raises Refusal."""
    plan = desk.view.plan
    if scope == ENTE:
        return tuple(row.code for row in glance(desk.view, day_of_reckoning(desk.view, desk.today)))
    if scope in plan.indicators or scope in plan.objectives:
        return ()
    stands = readings.standing(desk.view, desk.person, scope, desk.today, desk.today)
    return tuple(row.objective.code for row in _worst_first(stands.objectives))


def _hand(desk: Desk) -> tuple[tuple[Button, ...], ...]:
    """What needs the asker's own hand, one press away."""
    count = len(matters_of(desk.record, desk.person, desk.today))
    return ((button("waits_for_me", "oggi:0", count=count),),) if count else ()


def inside(desk: Desk, about: str) -> Listed:
    """Everything a scope is made of, as buttons."""
    asked = About.read(about)
    desk = desk.in_year(asked.year)
    code = desk.view.plan.resolve_scope(asked.code)
    stands = readings.standing(desk.view, desk.person, code, desk.today, desk.today)
    plan = desk.view.plan
    cells = tuple(
        button("named", f"st:{c}{desk.ref}", code=c, name=short(scope_name(plan, c)))
        for c in children(plan, stands)
    )
    up = ((button("up", f"st:{code}{desk.ref}"),),)
    return Listed(headline(stands, scope_name(plan, code)), (), cells, up)


def of_year(desk: Desk) -> tuple[Say, ...]:
    """Which year an answer is about, where it is not that of the day."""
    year = desk.view.year
    return (say("status.of_year", year=year),) if year != desk.today.year else ()


def default_scope(desk: Desk) -> str:
    """What a person means by "how is it going": their own office where the year's plan has it, or
    the whole ente."""
    plan = desk.view.plan
    return next((p.unit for p in desk.posts if p.unit and plan.is_office(p.unit)), ENTE)


def also_mine(desk: Desk, code: str, verb: str) -> tuple[tuple[Button, ...], ...]:
    """The same of what somebody holds besides, as who holds a post ad interim does."""
    own = own_units(desk) if desk.view.plan.is_office(code) else ()
    if len(own) == 1 or code not in own:
        return ()
    others = (unit for unit in own if unit != code)
    return (tuple(button("also_mine", f"{verb}:{unit}{desk.ref}", code=unit) for unit in others),)


def own_units(desk: Desk) -> tuple[str, ...]:
    """The units somebody holds in the year's plan; the ente for who answers for all of it."""
    plan = desk.view.plan
    if desk.is_segretario:
        return (ENTE,)
    held = dict.fromkeys(p.unit for p in desk.posts if p.unit and plan.is_office(p.unit))
    return (*held,) or (ENTE,)


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
        say(f"status.count.{state}", count=stands.states[state])
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
    late = days_late(view, indicator, part.value, part.deadline)
    if indicator.kind.is_step:
        key = "status.step_late" if late else step_key(part.state)
    facts = {
        "code": indicator.code,
        "name": short(indicator.name),
        "value": value_amount(indicator, part.value),
        "target": target_amount(indicator),
        "state": part.state,
        "days": late,
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
            value=amount(
                indicator, max(Fraction(0), Fraction(round(ahead)) if ahead > 10 else ahead)
            ),
            target=target_amount(indicator),
            day=part.deadline,
        )
    if indicator.target is None and not indicator.kind.is_step:
        yield say("status.ask_target", code=indicator.code)


def _open_anomalies(view: View, code: str) -> list[Say]:
    """What the document got wrong about an objective, while nobody has settled it."""
    kinds = dict.fromkeys(a.kind for a in view.anomalies_of(code) if a.kind != "no_target")
    return [say("status.anomaly", kind=say(f"anomaly.short.{kind}")) for kind in kinds]


def children(plan: PlanInForce, stands: Standing) -> list[str]:
    """What a scope is made of, one level down, the worst first where it is objectives."""
    scope = stands.scope
    if scope == ENTE:
        return [*plan.areas]
    if scope in plan.areas:
        return [s.code for s in plan.areas[scope].services]
    if scope in plan.indicators:
        return []
    if scope in plan.objectives:
        return [i.code for i in plan.objectives[scope].indicators]
    return [r.objective.code for r in _worst_first(stands.objectives)]


def _deeper(plan: PlanInForce, stands: Standing, year: str) -> tuple[tuple[Button, ...], ...]:
    """Buttons into what a scope is made of, and to the explanation of its figure; the ente's are
    beside its rows."""
    scope = stands.scope
    codes = [] if scope == ENTE else children(plan, stands)
    cells = [button("scope", f"st:{code}{year}", code=code) for code in codes[:CHILDREN]]
    if len(codes) > CHILDREN:
        about = About(scope, int(year[1:]) if year else None, None, known=False)
        left = len(codes) - CHILDREN
        cells.append(button("others", f"ls:{INSIDE}:{about.written}:{CHILDREN}", count=left))
    rows = [tuple(cells[i : i + 4]) for i in range(0, len(cells), 4)]
    up = button("up", f"st:{_parent(plan, scope)}{year}")
    why = button("why", f"why:{scope}{year}")
    return (*rows, (why,) if scope == ENTE else (why, up))


def _parent(plan: PlanInForce, scope: str) -> str:
    if scope in plan.indicators:
        return plan.indicators[scope].objective
    if scope in plan.objectives:
        return plan.objectives[scope].unit
    return plan.area_of_service.get(scope, ENTE)


def asked(desk: Desk, typed: str) -> Outcome:
    """`/stato`, `/stato AS4`, `/stato AS4 30/06/2024`."""
    scope, _, last = typed.rpartition(" ")
    plan = desk.view.plan
    if not last or plan.has(last):
        return show_status(desk, typed or None)
    day = read_day(last, desk.today)
    if day is None and DAY_SHAPED.fullmatch(last):
        return answer(say("status.bad_day", typed=last))
    if day is None or last.upper() in plan.area_of_service:
        return show_status(desk, typed or None)
    return show_status(desk, scope or None, day)


def _past(desk: Desk, code: str, day_: dt.date, *, known: bool) -> Outcome:
    """The same past day, with what was found out later or without it."""
    return show_status(desk, code, day_, known=known)


CONVERSATION = Conversation(
    commands={
        "stato": of_typed_year(asked),
    },
    asides=frozenset({"stato"}),
    offered={"stato": ()},
    buttons={
        "st": year_press(show_status),
        "asof": Press(partial(_past, known=False), (word, day), aside=True),
        "known": Press(partial(_past, known=True), (word, day), aside=True),
    },
)
