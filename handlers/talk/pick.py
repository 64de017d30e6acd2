"""A command without its argument: the things it may be about, as buttons, the likely ones first.

anybody   /storico   →  Di quale indicatore?   [AS4.3.1 CIE rilasciate] …  [Altri 12 ▸]
"""

from dataclasses import replace

from handlers.desk import Desk, button
from handlers.standing.status import own_units
from handlers.talk import listing
from handlers.talk.listing import Listed
from handlers.talk.words import short
from handlers.turn import Button, Outcome
from ledger.commands.authority import setters
from ledger.plan import Indicator, Objective
from ledger.readings.query.scope import objectives_of
from words.say import Say, say

LIST = "pick"

OBJECTIVES = ("perche", "peso", "termine", "elimina", "riprendi")
"""Commands that are asked of objectives first; the others of indicators."""

SETTING = ("target", "base", "peso", "termine", "alias", "senzalias", "elimina", "riprendi")
"""Commands that change the plan: only of what one may change."""


def shown(desk: Desk, act: str, question: Say) -> Outcome:
    """The first page under a question, as the list the chat has open: it is gone on with, and
    searched, in words."""
    return listing.shown(desk, LIST, act, replace(source(desk, act), title=(question,)))


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
