"""What stands around every page: who is here, where they may go, the years there are."""

from collections.abc import Mapping

from ledger.errors import NoPlan
from ledger.people import Role
from ledger.readings.office import roles_of
from web.visit import Visit
from words.say import say

EVERYBODY = frozenset(Role)
VALIDATE = frozenset({Role.DIRIGENTE, Role.SEGRETARIO, Role.NUCLEO})
EVALUATED = frozenset({Role.SEGRETARIO, Role.DIRIGENTE, Role.EQ, Role.DIPENDENTE})
JUDGES = frozenset({Role.SINDACO, Role.NUCLEO, Role.SEGRETARIO, Role.DIRIGENTE, Role.EQ})
MENU: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("/", "home", EVERYBODY),
    ("/ambito/ENTE", "ente", EVERYBODY),
    ("/piano", "plan", EVERYBODY),
    ("/valida", "validate", VALIDATE),
    ("/scheda", "scheda", EVALUATED),
    ("/valuta", "judge", JUDGES),
    ("/obiettivi", "assign", EVALUATED | JUDGES),
    ("/ciclo", "cycle", EVERYBODY),
    ("/verifiche", "checks", frozenset({Role.NUCLEO})),
    ("/nucleo", "nucleo", frozenset({Role.NUCLEO, Role.SEGRETARIO})),
    ("/premi", "premiums", frozenset({Role.PERSONALE, Role.NUCLEO})),
    ("/questionari", "surveys", EVERYBODY),
    ("/documenti", "papers", EVERYBODY),
    ("/persone", "people", frozenset({Role.ADMIN, Role.PERSONALE})),
    ("/inviti", "invitations", frozenset({Role.ADMIN, Role.PERSONALE})),
    ("/medico", "doctor", frozenset({Role.ADMIN})),
    ("/scrivi", "talk", EVERYBODY),
)
"""What is offered, to whom; whether they may is asked where it is read."""


def around(visit: Visit) -> Mapping[str, object]:
    """What stands around every page: the menu by role, the year, the day it is read as of."""
    roles = roles_of(visit.ledger.view, visit.person, visit.today)
    menu = tuple(
        (visit.link(path), say(f"page.menu.{name}"), visit.path == path)
        for path, name, offered in MENU
        if roles & offered
    )
    me = visit.ledger.view.person(visit.person)
    try:
        ente, years = visit.ledger.view.plan.plan.ente, tuple(visit.ledger.view.years)
    except NoPlan:
        ente, years = "", ()
    return {"visit": visit, "menu": menu, "me": me, "years": years, "ente": ente}
