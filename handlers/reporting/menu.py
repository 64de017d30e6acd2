"""Reporting by menu, in at most three taps and a number.

officer   /obiettivi   →   [AS4.3 Servizi anagrafici]   →   [AS4.3.1 CIE rilasciate]
bot       Quante carte? Scrivi il totale (340) o quante in più (+12).

What is reported goes to the plan of its day, so the menu is that of the day's year; the buttons of
another year's say so, and what they report is of the last day of that year.
"""

from collections.abc import Callable
from decimal import Decimal

from handlers.conversation import Conversation, Press, number, of_year, word, year
from handlers.desk import Desk, answer, ask, button
from handlers.reporting.progress import offer
from handlers.standing.describing import show_objective
from handlers.standing.status import scope_name
from handlers.talk import listing
from handlers.talk.listing import Listed
from handlers.talk.words import short, target_amount, value_amount
from handlers.turn import Outcome
from ledger.commands.authority import may_report_on
from ledger.plan import Objective
from ledger.progress.change import Said
from words.say import say

TALK = "value"
LIST = "objs"


def show_objectives(desk: Desk, page: int = 0) -> Outcome:
    """The objectives a person reports on, of the chat's year; of the year before, for who has none
    in this one; for who only reads, the units of the ente."""
    desk = _told_of(desk)
    plan = desk.record.plan
    if not _mine(desk):
        cells = tuple(
            (button("named", f"st:{a}{desk.ref}", code=a, name=plan.areas[a].name),)
            for a in plan.areas
        )
        return answer(say("menu.only_read"), buttons=cells)
    return listing.shown(desk, LIST, "-", source(desk, "-"), at=page * listing.PAGE)


def source(desk: Desk, about: str) -> Listed:
    """Every objective a person reports on, as buttons."""
    desk = _told_of(desk)
    mine = _mine(desk)
    cells = tuple(
        button("named", f"obj:{o.code}{_ref(desk)}", code=o.code, name=short(o.title)) for o in mine
    )
    title = [say("menu.objectives", count=len(mine))]
    if desk.told is not None:
        title.insert(0, say("status.of_year", year=desk.told))
    return Listed(tuple(title), (), cells)


def _told_of(desk: Desk) -> Desk:
    if desk.year is not None:
        return desk.telling(desk.year)
    before = desk.telling(desk.record.year - 1)
    return before if not _mine(desk) and _mine(before) else desk


def _ref(desk: Desk) -> str:
    """What a button adds to a code, so that it still reports on the year it was shown for."""
    return f":{desk.told}" if desk.told is not None else ""


def _mine(desk: Desk) -> list[Objective]:
    plan, posts = desk.record.plan, desk.posts
    present = [o for o in plan.plan.objectives if o.code not in plan.cancelled]
    return [o for o in present if may_report_on(plan, posts, o.code)]


def show_indicators(desk: Desk, typed: str) -> Outcome:
    """The indicators of an objective; of one that has only one, its question at once."""
    plan = desk.record.plan
    objective = plan.objective_of(plan.alive(typed))
    if len(objective.indicators) == 1:
        return ask_value(desk, objective.indicators[0].code)
    rows = tuple(
        (button("named", f"ind:{i.code}{_ref(desk)}", code=i.code, name=short(i.name)),)
        for i in objective.indicators
    )
    back = (button("up", "objs:0"),)
    return answer(
        say("menu.indicators", code=objective.code, title=scope_name(plan, objective.code)),
        buttons=(*rows, back),
        replace=bool(desk.turn.pressed),
    )


def ask_value(desk: Desk, typed: str) -> Outcome:
    """A number is asked for; a step is offered at once as reached today."""
    plan = desk.record.plan
    code = plan.alive(typed)
    if code not in plan.indicators:
        return show_indicators(desk, code)
    indicator = plan.indicators[code]
    if indicator.kind.is_step:
        return offer(desk, [Said(code, "milestone", Decimal(1), day=desk.last_day)])
    question = say(
        f"menu.value.{indicator.kind}",
        code=code,
        name=indicator.name,
        unit=indicator.unit or "",
        value=value_amount(indicator, desk.record.standing(code)),
        target=target_amount(indicator),
    )
    draft = {"talk": TALK, "code": code, "year": desk.told}
    return ask(draft, question, replace=bool(desk.turn.pressed))


def _reporting(act: Callable[[Desk, str], Outcome]) -> Press:
    """A step of the menu, in the year its button names."""
    return Press(lambda desk, code, asked=None: act(desk.telling(asked), code), (word, year), 1)


CONVERSATION = Conversation(
    commands={"obiettivi": lambda desk, rest: show_objectives(desk)},
    offered={"obiettivi": ()},
    buttons={
        "what": of_year(show_objective),
        "objs": Press(show_objectives, (number,)),
        "obj": _reporting(show_indicators),
        "ind": _reporting(ask_value),
    },
)
"""The number it asks for is read with the rest of plain words (`spoken`)."""
