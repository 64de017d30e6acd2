"""How the installation is, for who keeps house; and what we know of our own accessibility."""

from collections.abc import Callable, Sequence

from ledger.ledger import Ledger
from ledger.readings.office import may_keep_house
from web.rendering import Answer, Page
from web.routes import NoSuchPage, PageRoute, get
from web.visit import Visit
from words.say import Say, say

Doctor = Callable[[Ledger], Sequence[tuple[str, Say]]]


def routes(doctor: Doctor | None) -> tuple[PageRoute, ...]:
    """The doctor lives with the bot; whoever puts the two together hands it over."""

    def examined(visit: Visit) -> Answer:
        may_keep_house(visit.view, visit.person, visit.today)
        if doctor is None:
            raise NoSuchPage
        return Page("doctor.html", say("page.doctor.title"), {"findings": doctor(visit.ledger)})

    return (get("/medico", examined), get("/accessibilita", accessibility))


def accessibility(visit: Visit) -> Answer:
    """The declaration of accessibility (AgID)."""
    return Page("accessibility.html", say("page.accessibility.title"))
