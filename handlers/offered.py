"""The commands offered to a person, by role; refused with the reason to others."""

from handlers.route import CONVERSATIONS
from ledger.ledger import Ledger

FIRST = ("oggi", "obiettivi", "stato", "scadenze", "storico", "perche")
"""What everybody uses most, at the top of the menu."""

OFFERED = {name: who for c in CONVERSATIONS for name, who in c.offered.items()}
"""Every command, and the roles it is offered to; empty for everybody."""


def commands_of(ledger: Ledger, person: str | None) -> tuple[str, ...]:
    """The commands offered to a person who holds posts today, by role."""
    found = ledger.view.enrolled(person) if person else None
    if found is None:
        return ("start",)
    today = ledger.today()
    roles = {post.role for post in found.posts if post.held_on(today)}
    own = [name for name, who in OFFERED.items() if who and not roles.isdisjoint(who)]
    all_ = [name for name, who in OFFERED.items() if not who and name not in FIRST]
    return (*FIRST, *own, *all_)
