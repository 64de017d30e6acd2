"""A second factor taken up, laid down, or taken away from who lost it by a second person.

The secret is seen once, on this page, and never goes through the chat.
"""

import segno

from ledger.commands.second_factor import MAY_HAVE, RemoveSecondFactor, SetSecondFactor
from ledger.errors import Act, NotAllowed, ReasonNeeded
from ledger.people.second_factor import address_of, new_secret
from ledger.plan import ENTE
from ledger.readings.office import may_have_second_factor, person_for
from web.pages.cards import offer
from web.rendering import Answer, Page, Redirect
from web.routes import PageRoute, get, post
from web.visit import Visit
from words.say import say

REASON_LETTERS = 500


def own(visit: Visit) -> Answer:
    """How it stands, and the form that changes it. Raises NotAllowed."""
    if not may_have_second_factor(visit.view, visit.person, visit.today):
        raise NotAllowed(Act.SETTINGS, ENTE, MAY_HAVE)
    has = visit.view.second_factor(visit.person) is not None
    facts: dict[str, object] = {"has": has, "secret": "", "qr": ""}
    if not has:
        secret = new_secret()
        address = address_of(secret, visit.person, visit.plan.plan.ente)
        facts |= {"secret": secret, "qr": segno.make(address).svg_data_uri(scale=5, light="#fff")}
    return Page("second_factor.html", say("page.factor.title"), facts)


def change(visit: Visit) -> Answer:
    """Takes it up or lays it down: the figures are the confirmation. Raises WrongFigures."""
    form = visit.form
    code, secret = form.get("cifre", ""), form.get("segreto", "")
    command = SetSecondFactor(secret, code) if secret else RemoveSecondFactor(visit.person, code)
    cause = f"page:{visit.session.id[:12]}"
    visit.ledger.execute(command, actor=visit.person, cause=cause)
    return Redirect("/impostazioni/fattore")


def take_away(visit: Visit) -> Answer:
    """A second person says that somebody lost theirs. Raises ReasonNeeded, Refusal."""
    person = visit.place["code"].lower()
    person_for(visit.view, visit.person, person, visit.today)
    reason = " ".join(visit.form.get("motivo", "").split())[:REASON_LETTERS]
    if not reason:
        raise ReasonNeeded()
    command = RemoveSecondFactor(person, reason=reason)
    lines = (say("page.card.factor", person=person), say("page.card.reason", reason=reason))
    return offer(visit, command, f"/persona/{person}", lines=lines)


ROUTES: tuple[PageRoute, ...] = (
    get("/impostazioni/fattore", own),
    post("/impostazioni/fattore", change),
    post("/persona/{code}/fattore", take_away),
)
