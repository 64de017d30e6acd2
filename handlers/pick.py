"""A command without its argument: the things it may be about, as buttons, the likely ones first.

anybody   /storico   →  Di quale indicatore?   [AS4.3.1 CIE rilasciate] …  [Altri 12 ▸]
"""

from handlers.desk import Desk, button
from handlers.listing import PAGE, Listed
from handlers.status import own_units
from handlers.turn import Button
from handlers.words import short
from ledger.commands.authority import setters
from ledger.plan import Indicator, Objective
from ledger.readings.query.scope import objectives_of
from words.say import say

LIST = "pick"

OBJECTIVES = ("perche", "peso", "termine", "elimina", "riprendi")
"""Commands that are asked of objectives first; the others of indicators."""

SETTING = ("target", "base", "peso", "termine", "alias", "senzalias", "elimina", "riprendi")
"""Commands that change the plan: only of what one may change."""


def rows(desk: Desk, act: str) -> tuple[tuple[Button, ...], ...]:
    """The first page, and the button of the rest."""
    cells = _cells(desk, act)
    first = tuple((cell,) for cell in cells[:PAGE])
    if len(cells) <= PAGE:
        return first
    others = button("others", f"ls:{LIST}:{act}:{PAGE}", count=len(cells) - PAGE)
    return (*first, (others,))


def source(desk: Desk, act: str) -> Listed:
    """All of them."""
    return Listed((say("pick.which"),), (), _cells(desk, act))


def _cells(desk: Desk, act: str) -> tuple[Button, ...]:
    plan = desk.view.plan
    found = [o for o in objectives_of(plan, own_units(desk)) if o.code not in plan.cancelled]
    if act in SETTING:
        held = {post.name for post in desk.posts}
        gone = act == "riprendi"
        every = [o for o in plan.plan.objectives if (o.code in plan.cancelled) == gone]
        found = [o for o in every if not held.isdisjoint(setters(plan, o.code))]
    things: list[Objective | Indicator] = [*found]
    if act not in OBJECTIVES:
        things = [i for o in found for i in o.indicators]
    if act == "target":
        things.sort(key=lambda i: isinstance(i, Objective) or i.target is not None)
    return tuple(_cell(act, thing, desk.ref) for thing in things)


def _cell(act: str, thing: Objective | Indicator, year: str) -> Button:
    name = thing.title if isinstance(thing, Objective) else thing.name
    return button("named", f"go:{act}:{thing.code}{year}", code=thing.code, name=short(name))
