"""The commands offered to a person, by role; refused with the reason to others."""

from handlers import amend, calendar, smvp
from ledger.ledger import Ledger


def commands_of(ledger: Ledger, person: str | None) -> tuple[str, ...]:
    """The commands offered to a person, by role."""
    found = ledger.view.enrolled(person) if person else None
    if found is None:
        return ("start",)
    roles = {str(post.role) for post in found.posts}
    everybody = (
        "obiettivi",
        "stato",
        "scadenze",
        "storico",
        "perche",
        "prove",
        "aiuto",
        "esci",
        "annulla",
    )
    by_role = {
        ("dirigente", "segretario", "nucleo"): ("valida",),
        ("dirigente", "segretario", "sindaco"): (
            *(name for name in amend.AMENDMENTS if name != "senzalias"),
            "nuovo",
            "anomalie",
        ),
        ("admin", "personale"): ("persone",),
        ("admin",): ("invita", "riservatezza"),
        **smvp.BY_ROLE,
        **calendar.BY_ROLE,
    }
    extra = [n for who, names in by_role.items() if roles & set(who) for n in names]
    return (*everybody[:5], *dict.fromkeys(extra), *calendar.FOR_ALL, *everybody[5:])
