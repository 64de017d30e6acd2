"""Reporting by menu, in at most three taps and a number.

officer   /obiettivi   →   [AS4.3 Servizi anagrafici]   →   [AS4.3.1 CIE rilasciate]
bot       Quante carte? Scrivi il totale (340) o quante in più (+12).
"""

from decimal import Decimal

from handlers.desk import Desk, answer, ask, button
from handlers.progress import offer
from handlers.status import scope_name
from handlers.turn import Button, Outcome
from handlers.words import short, target_amount, value_amount
from ledger.commands.authority import may_report
from ledger.commands.progress import Said
from ledger.plan import Objective
from words.say import say

PAGE = 8


def show_objectives(desk: Desk, page: int = 0) -> Outcome:
    """The objectives a person reports on; for who only reads, the units of the ente."""
    mine = [o for o in _present(desk) if _reports_on(desk, o)]
    if not mine:
        plan = desk.view.plan
        cells = tuple(
            (button("named", f"st:{a}", code=a, name=plan.areas[a].name),) for a in plan.areas
        )
        return answer(say("menu.only_read"), buttons=cells)
    shown = mine[page * PAGE : (page + 1) * PAGE]
    rows: list[tuple[Button, ...]] = [
        (button("named", f"obj:{o.code}", code=o.code, name=short(o.title)),) for o in shown
    ]
    pages = []
    if page:
        pages.append(button("before", f"objs:{page - 1}"))
    if (page + 1) * PAGE < len(mine):
        pages.append(button("next", f"objs:{page + 1}"))
    if pages:
        rows.append(tuple(pages))
    return answer(
        say("menu.objectives", count=len(mine)),
        buttons=tuple(rows),
        replace=bool(desk.turn.pressed),
    )


def _present(desk: Desk) -> list[Objective]:
    plan = desk.view.plan
    return [o for o in plan.plan.objectives if o.code not in plan.cancelled]


def _reports_on(desk: Desk, objective: Objective) -> bool:
    return may_report(desk.view, desk.person, objective.code, desk.today)


def show_indicators(desk: Desk, code: str) -> Outcome:
    objective = desk.view.plan.objective_of(desk.view.plan.resolve(code))
    if len(objective.indicators) == 1:
        return ask_value(desk, objective.indicators[0].code)
    rows = tuple(
        (button("named", f"ind:{i.code}", code=i.code, name=short(i.name)),)
        for i in objective.indicators
    )
    back = (button("up", "objs:0"),)
    return answer(
        say(
            "menu.indicators", code=objective.code, title=scope_name(desk.view.plan, objective.code)
        ),
        buttons=(*rows, back),
        replace=True,
    )


def ask_value(desk: Desk, code: str) -> Outcome:
    """A number is asked for; a step is offered at once as reached today."""
    plan = desk.view.plan
    code = plan.resolve(code)
    if code not in plan.indicators:
        return show_indicators(desk, code)
    indicator = plan.indicators[code]
    if indicator.kind.is_step:
        return offer(desk, [Said(code, "milestone", Decimal(1))])
    question = say(
        f"menu.value.{indicator.kind}",
        code=code,
        name=indicator.name,
        unit=indicator.unit or "",
        value=value_amount(indicator, desk.view.standing(code)),
        target=target_amount(indicator),
    )
    return ask({"talk": "value", "code": code}, question, replace=True)
