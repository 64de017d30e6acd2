"""Questions the product can answer, as people ask them: help shows them, what was not understood
is offered the nearest, and a test asks every one of them."""

from collections.abc import Mapping, Sequence

from handlers.desk import Desk, button
from handlers.turn import Button
from ledger.commands.authority import may_report_on
from ledger.later import dataclass
from ledger.people import Role
from ledger.plan import Objective
from words.say import Say, say

WRITERS = (Role.EQ, Role.DIRIGENTE, Role.SEGRETARIO)
HEADS = (Role.DIRIGENTE, Role.SEGRETARIO)


@dataclass(frozen=True)
class Example:
    """`name` is its entry in the catalogue (`example.<name>`); `roles`: who may ask, all if empty.

    Acts are shown in help only: to offer one to who asked something else would be to guess."""

    name: str
    topic: str
    roles: tuple[Role, ...] = ()
    act: bool = False


EXAMPLES: tuple[Example, ...] = (
    Example("today", "asking"),
    Example("worst_area", "asking"),
    Example("worst_service", "asking"),
    Example("behind", "asking"),
    Example("late", "asking"),
    Example("at_risk", "asking"),
    Example("not_started", "asking"),
    Example("done", "asking"),
    Example("no_target", "asking"),
    Example("unproved", "asking"),
    Example("contested", "asking"),
    Example("silent", "asking"),
    Example("vacant", "asking"),
    Example("combined", "asking"),
    Example("improved", "asking"),
    Example("fell", "asking"),
    Example("changed", "asking"),
    Example("changed_between", "asking"),
    Example("since_visit", "asking"),
    Example("gap", "asking"),
    Example("why", "asking"),
    Example("compare", "asking"),
    Example("last_year", "asking"),
    Example("lines", "asking"),
    Example("due_month", "asking"),
    Example("proofs", "asking"),
    Example("status", "asking"),
    Example("reporters", "asking"),
    Example("validators", "asking"),
    Example("assigners", "asking"),
    Example("below", "asking"),
    Example("well", "asking"),
    Example("writers", "asking"),
    Example("holders", "asking"),
    Example("which_day", "asking"),
    Example("phase", "cycle", (Role.SEGRETARIO, Role.NUCLEO, *HEADS)),
    Example("evaluators", "evaluating"),
    Example("wrote", "mine"),
    Example("doing", "mine"),
    Example("who_am_i", "mine"),
    Example("report", "reporting", WRITERS, act=True),
    Example("step", "reporting", WRITERS, act=True),
    Example("take_back", "reporting", WRITERS, act=True),
    Example("to_validate", "validating", (*HEADS, Role.NUCLEO)),
    Example("target", "planning", HEADS, act=True),
    Example("deadline", "planning", HEADS, act=True),
    Example("weight", "planning", HEADS, act=True),
    Example("cancel", "planning", HEADS, act=True),
)


OF_ROLE: Mapping[Role, tuple[str, ...]] = {
    Role.EQ: ("report", "step", "gap", "today"),
    Role.DIRIGENTE: ("to_validate", "behind", "changed", "target"),
    Role.SEGRETARIO: ("worst_area", "reporters", "below", "phase"),
    Role.NUCLEO: ("unproved", "contested", "to_validate", "why"),
    Role.SINDACO: ("worst_area", "lines", "improved", "compare"),
    Role.GIUNTA: ("lines", "worst_area", "last_year", "below"),
    Role.PERSONALE: ("evaluators", "vacant", "holders", "today"),
    Role.ADMIN: ("vacant", "writers", "which_day", "who_am_i"),
    Role.DIPENDENTE: ("status", "why", "doing", "due_month"),
}
"""What each role asks or does first, as help shows it."""


def of_role(desk: Desk) -> list[Example]:
    """The examples of a person's roles, each once."""
    roles = dict.fromkeys(post.role for post in desk.posts)
    names = dict.fromkeys(name for role in roles for name in OF_ROLE[role])
    return [e for name in names if (e := named(name)) is not None and may_ask(desk, e)]


def may_ask(desk: Desk, example: Example) -> bool:
    """Whether the example is for one of the person's roles, and of something they have: a figure
    is told of who reports one, a step of who reports one."""
    if example.roles and not any(post.role in example.roles for post in desk.posts):
        return False
    steps = {i.kind.is_step for o in _own(desk) for i in o.indicators}
    return (STEP_OF[example.name] in steps) if example.name in STEP_OF else True


STEP_OF = {"report": False, "step": True}
"""Examples of a report, and whether it is of a step."""


def _present(desk: Desk) -> list[Objective]:
    plan = desk.view.plan
    return [o for o in plan.plan.objectives if o.code not in plan.cancelled and o.indicators]


def _own(desk: Desk) -> list[Objective]:
    """Objectives that one reports on."""
    return [o for o in _present(desk) if may_report_on(desk.view.plan, desk.posts, o.code)]


def said(desk: Desk, example: Example) -> Say:
    """The example in words, about something of the asker's own where it names anything."""
    plan, present = desk.view.plan, _present(desk)
    own = _own(desk) or present
    plain = [i for o in own for i in o.indicators if not i.kind.is_step] or [
        i for o in (*own, *present) for i in o.indicators
    ]
    steps = [i for o in own for i in o.indicators if i.kind.is_step] or plain
    areas = [*plan.areas, "ENTE", "ENTE"]
    return say(
        f"example.{example.name}",
        indicator=plain[0].code if plain else "AS4.3.1",
        objective=plain[0].objective if plain else "AS4.3",
        step=steps[0].code if steps else "AS4.1.2",
        area=areas[0],
        other=areas[1],
        line=next((s.code for s in plan.plan.strategic), "OS1"),
    )


def ask_button(desk: Desk, example: Example) -> Button:
    """The button that asks the example's question."""
    return button("example", f"ask:{example.name}", text=said(desk, example))


def named(name: str, among: Sequence[Example] = EXAMPLES) -> Example | None:
    """The example of a name; None for one that is no more."""
    return next((example for example in among if example.name == name), None)
