"""What an objective is: text, weight, deadline, owners, indicators."""

from collections.abc import Iterable

from handlers.desk import Desk, answer
from handlers.standing.status import show_status
from handlers.talk.words import listed, post, target_amount
from handlers.turn import Outcome
from ledger.commands.authority import reporters, setters
from ledger.plan import Indicator
from ledger.plan.inforce import PlanInForce
from ledger.readings import progress as readings
from words.objectives import context_lines
from words.say import Say, say


def show_objective(desk: Desk, scope: str) -> Outcome:
    """What an objective is: text, weight, deadline, owners, indicators; a unit shows its own."""
    plan = desk.view.plan
    if scope not in plan.objectives and scope not in plan.indicators:
        return show_status(desk, scope)
    readings.check(desk.record, desk.person, desk.today)
    objective = plan.objective_of(scope)
    weight, deadline = plan.weights[objective.code], plan.deadline(objective.code)
    indicators = sorted(objective.indicators, key=lambda i: i.code != scope)
    rows = [
        say("objective.indicator", code=i.code, name=i.name, target=target_amount(i))
        for i in indicators
    ]
    asked = rows[:1] if scope in plan.indicators else []  # What is asked of leads.
    lines = [*asked, say("objective.title", code=objective.code, title=objective.title)]
    lines += [say("objective.text", text=t) for t in (objective.description, objective.action) if t]
    lines += context_lines(plan.plan, objective)
    lines.append(say("objective.facts", weight=weight, deadline=deadline))
    owners = objective.owners or reporters(plan, objective.code)
    lines.append(say("objective.owners", owners=listed([post(o) for o in owners])))
    return answer(*lines, *rows[len(asked) :], *_open_targets(plan, indicators))


def _open_targets(plan: PlanInForce, indicators: Iterable[Indicator]) -> list[Say]:
    """Of what has nothing to reach, that it has therefore no percentage, and who may set it."""
    return [
        say(
            "objective.no_target", code=i.code, who=listed([post(s) for s in setters(plan, i.code)])
        )
        for i in indicators
        if i.target is None and not i.kind.is_step
    ]
