"""The commands offered to a person, by role; refused with the reason to others."""

import datetime as dt

from handlers.route import CONVERSATIONS
from ledger.ledger import Ledger
from ledger.view import View

FIRST = ("oggi", "obiettivi", "stato", "scadenze", "storico", "perche")
"""What everybody uses most, at the top of the menu."""

OFFERED = {name: who for c in CONVERSATIONS for name, who in c.offered.items()}
"""Every command, and the roles it is offered to; empty for everybody."""


def commands_of(ledger: Ledger, person: str | None) -> tuple[str, ...]:
    """The commands offered to a person who holds posts today, by role."""
    if person is None:
        return ("start",)
    view, today = ledger.view, ledger.today()
    return view.recall(("offered", person, today), lambda: _commands_of(view, person, today))


def _commands_of(view: View, person: str, today: dt.date) -> tuple[str, ...]:
    found = view.enrolled(person, today)
    if found is None:
        return ("start",)
    roles = {post.role for post in found.posts if post.held_on(today)}
    own = [name for name, who in OFFERED.items() if who and not roles.isdisjoint(who)]
    all_ = [name for name, who in OFFERED.items() if not who and name not in FIRST]
    return (*FIRST, *own, *all_)
