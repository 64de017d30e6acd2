"""Why a figure is what it is: its rule, what went in, and the causes that weigh most.

dirigente   perché AS è così bassa?
bot         AS Area Servizi: 47,46 %
            Pesa di più: AS3.2 Fascicoli degli ambulanti, 28,33 % contro 70,96 % atteso
            Regola: media dei servizi che hanno un valore.
"""

from itertools import islice

from handlers.conversation import Conversation, of_typed_year
from handlers.conversation import of_year as year_press
from handlers.desk import Desk, answer, button
from handlers.standing.status import of_year, scope_name
from handlers.talk import pick
from handlers.talk.words import short
from handlers.turn import Outcome
from ledger.progress.standings import Why
from ledger.readings import progress as readings
from ledger.readings.query.causes import Cause, ahead, causes
from ledger.readings.reports import rests_on
from ledger.view import View
from words.say import Say, say

SHOWN = 8
"""Reports that are named of those a figure is made of."""


def show_why(desk: Desk, scope: str) -> Outcome:
    """Why this number: rule, inputs, events."""
    code = desk.view.plan.resolve_scope(scope)
    found = readings.why(desk.view, desk.person, code, desk.today)
    title, *rest = why_lines(desk.view, found)
    helping = ahead(desk.view, code, desk.today) if _is_above(found) else ()
    weighing = causes(desk.view, code, desk.today)
    weigh = [_cause_line("why.ahead", one) for one in helping]
    weigh += [_cause_line("why.cause", one) for one in weighing]
    cells = [button("scope", f"st:{one.code}{desk.ref}", code=one.code) for one in weighing]
    lines = (title, *_against(desk, found), *weigh, *rest, *_of_the_one(desk, code))
    return answer(*of_year(desk), *lines, buttons=(tuple(cells),) if cells else ())


def _of_the_one(desk: Desk, code: str) -> tuple[Say, ...]:
    """Of an objective of one indicator, what its figure is made of."""
    objective = desk.view.plan.objectives.get(code)
    if objective is None or len(objective.indicators) != 1:
        return ()
    found = readings.why(desk.view, desk.person, objective.indicators[0].code, desk.today)
    said = [say(f"why.input.{name}", fact=fact) for name, fact in found.inputs if name in COUNTED]
    return (say(f"why.rule.{found.rule}"), *said)


COUNTED = ("value", "target", "baseline", "numerator", "denominator")
"""What goes into the figure of an indicator, beside days."""


def _is_above(found: Why) -> bool:
    return (found.progress or 0) > (found.expected or 0)


def _against(desk: Desk, found: Why) -> tuple[Say, ...]:
    """A figure against what was expected of it by the day, and what that makes of it."""
    if found.progress is None or found.expected is None:
        return ()
    points = abs(found.progress - found.expected)
    which = "even" if not points else "above" if _is_above(found) else "below"
    told = {"day": desk.today, "expected": found.expected, "points": points}
    plan, code = desk.view.plan, found.scope
    if code not in plan.objectives and code not in plan.indicators:
        return (say(f"why.{which}", **told),)
    stands = readings.standing(desk.view, desk.person, code, desk.today, desk.today)
    state = say(f"why.{which}.thing", **told, state=stands.state)
    due = (say("why.input.deadline", fact=plan.deadline(code)),) if code in plan.objectives else ()
    return (state, *due)


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
    count, events = rests_on(view, answer_.scope, SHOWN)
    if count:
        shown = ", ".join(map(str, events))
        told = f"…, {shown}" if count > SHOWN else shown
        lines.append(say("why.events", count=count, events=told))
    return tuple(lines)


def _figure(answer_: Why) -> Say:
    if answer_.progress is None:
        return say("figure.none")
    return say("figure", percent=answer_.progress)


def _cause_line(key: str, cause: Cause) -> Say:
    return say(
        key,
        code=cause.code,
        name=short(cause.name),
        percent=cause.progress,
        expected=cause.expected,
        points=abs(cause.points),
    )


def _asked(desk: Desk, typed: str) -> Outcome:
    return show_why(desk, typed) if typed else pick.shown(desk, "perche", say("why.ask"))


CONVERSATION = Conversation(
    commands={"perche": of_typed_year(_asked)},
    asides=frozenset({"perche"}),
    offered={"perche": ()},
    buttons={"why": year_press(show_why)},
)
