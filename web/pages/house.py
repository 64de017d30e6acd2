"""How the installation is, for who keeps house; and what we know of our own accessibility."""

import datetime as dt
from collections.abc import Callable, Sequence

from ledger.ledger import Ledger
from ledger.readings.office import may_keep_house
from web.rendering import Answer, Page
from web.routes import NoSuchPage, PageRoute, get
from web.tables import Table, cells, columns
from web.visit import Visit
from words.say import Say, say

Doctor = Callable[[Ledger], Sequence[tuple[str, Say]]]
Copies = Callable[[Ledger], Sequence[tuple[str, int, dt.datetime]]]


def routes(doctor: Doctor | None, copies: Copies | None) -> tuple[PageRoute, ...]:
    """The doctor lives with the bot; whoever puts the two together hands it over."""

    def examined(visit: Visit) -> Answer:
        may_keep_house(visit.view, visit.person, visit.today)
        if doctor is None:
            raise NoSuchPage
        rows = [cells(*found) for found in (copies(visit.ledger) if copies else ())]
        tables = (Table("copies", columns("name", "bytes#", "at"), rows),)
        facts = {"findings": doctor(visit.ledger)}
        return Page("doctor.html", say("page.doctor.title"), facts, tables, dated=False)

    return (get("/medico", examined), get("/accessibilita", accessibility))


def accessibility(visit: Visit) -> Answer:
    """The declaration of accessibility (AgID)."""
    return Page("accessibility.html", say("page.accessibility.title"), dated=False)
