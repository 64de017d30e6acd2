"""Objectives as documents tell them: their assignment to people, and how far they are."""

import datetime as dt
from collections.abc import Iterator, Sequence

from ledger.evaluation.schede import list_weights
from ledger.ledger import Ledger
from ledger.people.positions import Position, objectives_of, positions
from ledger.plan import ENTE, Objective
from ledger.progress.figures import WORST_FIRST, State
from ledger.progress.standings import ObjectiveStanding, Standing, standing
from ledger.projections import cycle
from ledger.readings.series import day_in_year, day_of_reckoning, standings_of_parts
from ledger.view import View
from reports.changes import changed_blocks
from reports.paper import (
    Bar,
    Bars,
    Block,
    Break,
    Facts,
    Heading,
    Paper,
    Signatures,
    Text,
    table,
    told,
)
from reports.record import (
    Drawn,
    cut,
    last_of,
    name_of,
    percent,
    plan_streams,
    seal_of,
    unit_name,
    whole,
)
from reports.surveys import perceived_blocks
from words.measures import target_amount, value_amount
from words.say import say
from words.wording import plain_text


def assignment(ledger: Ledger, person: str, year: int | None) -> Drawn:
    """The objectives a person answers for, to be taken note of. Raises NoPosition."""
    view = ledger.view.of(year)
    blocks: list[Block] = []
    streams = [f"person:{person}", *plan_streams(view)]
    for position in positions(view, person, view.year):
        blocks += _assigned(view, position)
    event = last_of(ledger, streams)
    blocks += [
        Text(told("assignment.note")),
        Signatures((told("assignment.evaluator"), told("scheda.sign_person", name=person))),
        seal_of(ledger, event.seq),
    ]
    paper = Paper(
        told("assignment.title", year=view.year),
        view.plan.plan.ente,
        event.recorded_at,
        tuple(blocks),
        subtitle=name_of(view, person),
    )
    return Drawn("assignment", person, view.year, paper, event.seq)


def _assigned(view: View, position: Position) -> Iterator[Block]:
    objectives = objectives_of(view, position)
    weights = list_weights(view.plan, [o.code for o in objectives])
    unit = position.post.unit
    yield Facts(
        (
            (told("scheda.role"), told(f"scheda.form.{position.role}")),
            (told("scheda.unit"), unit_name(view, unit or ENTE)),
            (told("assignment.count"), str(len(weights))),
        ),
        told("assignment.who"),
    )
    rows: list[tuple[str, ...]] = []
    strong = []
    for objective in objectives:
        strong.append(len(rows))
        weight = cut(weights[objective.code]) if objective.code in weights else told("none")
        due = told("day", day=view.plan.deadline(objective.code))
        rows.append((objective.code, objective.title, "", weight, due))
        rows += _indicators(view, objective)
    if not rows:
        yield Text(told("assignment.none"), "warning")
        return
    head = [
        told(f"column.{name}") for name in ("code", "objective", "target", "weight", "deadline")
    ]
    caption = told("assignment.caption")
    yield table(head, rows, (0, 1, 0.4, 0, 0), caption, right=(3,), strong=strong)


def _indicators(view: View, objective: Objective) -> Iterator[tuple[str, ...]]:
    for indicator in objective.indicators:
        target = plain_text(target_amount(indicator))
        due = told("day", day=view.plan.due_on(indicator))
        yield (indicator.code, indicator.name, target, cut(view.plan.weights[indicator.code]), due)


def monitoring(ledger: Ledger, scope: str, year: int | None) -> Drawn:
    """How a unit or the ente stands today; what keeps it from being complete makes it a draft."""
    view = ledger.view.of(year)
    day = day_of_reckoning(view, ledger.today())
    stands = standing(view, scope, day)
    event = last_of(ledger, [f"cycle:{view.year}", *plan_streams(view, scope)])
    blocks = [
        _headline(view, stands),
        parts_chart(view, stands),
        Heading(told("monitoring.rows")),
        standing_table(view, stands),
        *changed_blocks(view, [row.objective for row in stands.objectives]),
        *perceived_blocks(view, [row.objective for row in stands.objectives]),
        *_reports(view),
        Signatures((told("monitoring.sign"),)),
        seal_of(ledger, event.seq),
    ]
    paper = Paper(
        told("monitoring.title", year=view.year),
        view.plan.plan.ente,
        event.recorded_at,
        tuple(blocks),
        subtitle=told(
            "monitoring.subtitle", unit=unit_name(view, scope), day=day_in_year(view, day)
        ),
        draft=tuple(what_is_missing(view, stands)),
        wide=True,
    )
    return Drawn("monitoring", scope, view.year, paper, event.seq)


def what_is_missing(view: View, stands: Standing) -> Iterator[str]:
    """What would change these figures once it is done."""
    parts = [p for row in stands.objectives for p in row.indicators]
    codes = {p.indicator.code for p in parts}
    waiting = {r.indicator for r in view.waiting()} & codes
    silent = [p for p in parts if p.value is None and p.state is not State.CANCELLED]
    if stands.left_out:
        yield told("missing.no_target", count=stands.left_out)
    if silent:
        yield told("missing.silent", count=len(silent))
    if waiting:
        yield told("missing.waiting", count=len(waiting))


def _headline(view: View, stands: Standing) -> Block:
    states = ", ".join(
        told("missed", count=stands.states[state])
        if state is State.LATE and stands.day.year > view.year
        else plain_text(say(f"status.count.{state}", count=stands.states[state]))
        for state in WORST_FIRST
        if state in stands.states
    )
    return Facts(
        (
            (told("column.reached"), percent(stands.progress)),
            (told("monitoring.expected"), percent(stands.expected)),
            (told("monitoring.objectives"), states or told("none")),
        ),
        told("monitoring.headline"),
    )


def parts_chart(view: View, stands: Standing) -> Bars:
    """Reached against expected, part by part, the furthest behind first."""
    found = standings_of_parts(view, stands.scope, stands.day)
    bars = tuple(
        Bar(
            _label(view, part.scope),
            whole(part.progress),
            whole(part.expected),
            told("monitoring.bar", reached=percent(part.progress), expected=percent(part.expected)),
        )
        for part in found
    )
    words = "; ".join(told("monitoring.bar_told", label=bar.label, value=bar.value) for bar in bars)
    return Bars(bars, told("monitoring.chart", bars=words))


def _label(view: View, scope: str) -> str:
    plan = view.plan
    if scope in plan.objectives:
        return told("scheda.unit_value", code=scope, name=plan.objectives[scope].title)
    if scope in plan.indicators:
        return told("scheda.unit_value", code=scope, name=plan.indicators[scope].name)
    return unit_name(view, scope)


def state_told(view: View, state: State, day: dt.date) -> str:
    """Of a year that is over nothing is late any more: its term went by."""
    if state is State.LATE and day.year > view.year:
        return told("state.missed")
    return told("state", state=state)


def standing_table(view: View, stands: Standing) -> Block:
    """Objectives with their indicators: value, target, reached, expected, state, term."""
    columns = ("code", "objective", "value", "target", "reached", "expected", "state", "deadline")
    rows: list[tuple[str, ...]] = []
    strong = []
    for row in worst_first(stands.objectives):
        strong.append(len(rows))
        objective = row.objective
        rows.append(
            (
                objective.code,
                objective.title,
                "",
                "",
                percent(row.progress),
                percent(row.expected),
                state_told(view, row.state, stands.day),
                told("day", day=row.deadline),
            )
        )
        for part in row.indicators:
            rows.append(
                (
                    part.indicator.code,
                    part.indicator.name,
                    plain_text(value_amount(part.indicator, part.value)),
                    plain_text(target_amount(part.indicator)),
                    percent(part.progress),
                    percent(part.expected),
                    state_told(view, part.state, stands.day),
                    told("day", day=part.deadline),
                )
            )
    head = [told(f"column.{name}") for name in columns]
    widths = (0, 1, 0.36, 0.36, 0, 0, 0.36, 0)
    caption = told("monitoring.caption", day=day_in_year(view, stands.day))
    return table(head, rows, widths, caption, right=(4, 5), strong=strong)


def worst_first(rows: Sequence[ObjectiveStanding]) -> list[ObjectiveStanding]:
    """The furthest behind first: by state, then by how much is missing from what was expected."""
    return sorted(
        rows,
        key=lambda r: (WORST_FIRST.index(r.state), (r.progress or 0) - (r.expected or 0)),
    )


def _reports(view: View) -> Iterator[Block]:
    """What the Segretario wrote at each monitoring, and the corrections asked for."""
    for n, found in enumerate(cycle.monitorings(view.tables, view.year)):
        if n == 0:
            yield Heading(told("monitoring.reports"))
        yield Text(told("monitoring.report", day=found.day, text=found.report))
        if found.corrections:
            yield Text(told("monitoring.corrections", text=found.corrections))


def assignments(ledger: Ledger, unit: str, year: int | None) -> Drawn:
    """One after the other, those of all who hold a post in a unit."""
    view = ledger.view.of(year)
    drawn = [assignment(ledger, person, year) for person in _people_of(view, unit)]
    blocks: list[Block] = []
    for one in drawn:
        blocks += [Heading(one.paper.subtitle), *one.paper.blocks, Break()]
    event = last_of(ledger, plan_streams(view))
    at: dt.datetime = max([event.recorded_at, *(one.paper.at for one in drawn)])
    rests_on = max([event.seq, *(one.rests_on for one in drawn)])
    if not drawn:
        blocks.append(Text(told("assignment.nobody"), "warning"))
    paper = Paper(
        told("assignment.title", year=view.year),
        view.plan.plan.ente,
        at,
        tuple(blocks),
        subtitle=unit_name(view, unit),
    )
    return Drawn("assignment", unit, view.year, paper, rests_on)


def _people_of(view: View, unit: str) -> list[str]:
    units = {unit, *(s for s, area in view.plan.area_of_service.items() if area == unit)}
    roles = ("segretario", "dirigente", "eq", "dipendente")
    return [
        person.code
        for person in view.people()
        if any(
            post.role in roles and not post.interim and (post.unit in units or unit == ENTE)
            for post in person.posts
        )
    ]
