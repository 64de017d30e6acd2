"""Orders of who enters people and posts: enrolled, given one, ad interim or for somebody, ended.

personale  aggiungi mario.rossi come EQ di AS3 dal 1 ottobre    →  the card that enrols them
personale  eq.as4 va in pensione il 31/12                       →  the card that ends their posts
personale  dai ad eq.as3 l'interim di AS4 dal 1 ottobre         →  the card of the post
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from handlers import ask
from handlers.desk import Desk
from handlers.orders.acts import Does
from handlers.orders.grammar import Order
from handlers.orders.pieces import DAY, PERSON, SINCE, UNIT, flat
from handlers.orders.vocabulary import ROLE
from handlers.staff import personnel, posts
from handlers.talk.coming import coming_day
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean

Done = Callable[[Desk, Order], Outcome | None]

FROM = regex(r"^(?:da |dal |dall'|a partire dal? |con decorrenza(?: dal)? |a decorrere dal )")
_UP_TO = regex(r"^(?:al |all'|fino al? |fino all'|sino al? )")
_ROLE = regex(rf"\b(?:come |quale |(?:in qualita|con il ruolo|ruolo) di )?{ROLE}\b")
_AS = regex(rf"\b(?:come|quale|in qualita di|con (?:il )?ruolo di) (?:nuov[oa] )?{ROLE}\b")
_NEW = regex(
    r"(?:si chiama|di nome)\s+(?P<named>[A-ZÀ-Ý][\w'’]+(?:\s+[A-ZÀ-Ý][\w'’]+)+)"
    r"|(?P<first>[A-ZÀ-Ý][\w'’]+(?:\s+[A-ZÀ-Ý][\w'’]+)+)(?:\s+(?:come|quale)\b|,)"
    r"|(?P<plain>[\w.'’-]+(?:\s+[\w'’-]+)?),?\s+(?:come|quale|in qualità di)\b"
)
_CODE = regex(r"[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+")
_NAME = regex(r"[a-z']{2,}(?: [a-z']{2,}){1,3}")
_AROUND = regex(r"^(?:(?:la persona|l'utente|un nuovo utente|il collega|la collega|a|ad) )+")


def person_added(desk: Desk, order: Order) -> Outcome | None:
    """One more post of who is enrolled; else the enrolment, with a code made of the name."""
    found = _AS.search(order.plain) or _ROLE.search(order.plain)
    said = found or _ROLE.search(flat(order.message))
    role = posts.read_role(said["role"]) if said else None
    if role is None:
        return None
    place = (_unit(desk, order, found), _day(desk, order, SINCE))
    if persons := order.of(PERSON):
        interim = "incarico_interim" if "interim" in order.plain else "incarico"
        given = (interim, persons[0], role, *place, _day(desk, order, DAY))
        return personnel.start(desk, "; ".join(given))
    named = _NEW.search(order.message)
    code, full = _new_person(named[str(named.lastgroup)]) if named else ("", "")
    return (
        personnel.start(desk, "; ".join(("iscrizione", code, full, role, *place))) if code else None
    )


def interim(desk: Desk, order: Order) -> Outcome | None:
    """Of an area it is a dirigente's, of a service an EQ's; somebody else's post from today."""
    instead = [p.value for p in order.but if p.kind == PERSON]  # `al posto di <p>`
    persons, until = [*order.of(PERSON), *instead], _day(desk, order, DAY)
    unit = _unit(desk, order, regex(r"\binterim\b").search(order.plain))
    if len(persons) == 1 and unit != "-":
        role = "dirigente" if unit in desk.view.plan.areas else "eq"
        given = (persons[0], role, unit, _day(desk, order, SINCE), until)
        return personnel.start(desk, "; ".join(("incarico_interim", *given)))
    if len(persons) != _BOTH:
        return None
    theirs = [p for p in desk.record.held(persons[1], desk.today) if p.unit]
    theirs = [p for p in theirs if unit in ("-", p.unit)]
    if len(theirs) != 1:
        return None
    given = (persons[0], str(theirs[0].role), str(theirs[0].unit), desk.today.isoformat(), until)
    return personnel.start(desk, "; ".join(("incarico_interim", *given)))


_BOTH = 2
"""Who stands in, and for whom."""


def post_ended(desk: Desk, order: Order) -> Outcome | None:
    """The card that ends the posts of somebody, or the one that is named, with their last day."""
    persons, days = order.of(PERSON), order.of(DAY, SINCE)
    if len(persons) != 1:
        return None
    day = coming_day(FROM.sub("", days[0]), desk.today) if days else None
    if day is not None and order.has(SINCE) and "data" not in order.plain:
        day -= dt.timedelta(days=1)  # Who ends from a day on is there no more on it.
    said = _ENDS_ROLE.search(order.plain)
    role = posts.read_role(said["role"]) if said else None
    held = [p for p in desk.record.held(persons[0], desk.today) if str(p.role) == role]
    unit = held[0].unit if len(held) == 1 and held[0].unit else "-"
    last = f"; {role or '-'}; {unit}; {day}" if day or role else ""
    return personnel.start(desk, f"cessazione; {persons[0]}{last.removesuffix('; None')}")


_ENDS_ROLE = regex(rf"\b(?:non è piu|incarico di|ruolo di|posto di) (?:il |la |l')?{ROLE}\b")


def _unit(desk: Desk, order: Order, after: re.Match[str] | None) -> str:
    """The unit that is cut out, or that words behind the role name; a dash where there is none."""
    if units := order.of(UNIT):
        return units[0]
    rest = order.plain[after.end() :] if after else ""
    about, plan = ask.names_of(desk).of(_SLOT.sub(" ", rest)), desk.view.plan
    codes = [c for c in about.codes if c in plan.areas or c in plan.area_of_service]
    return codes[0] if about.said and len(codes) == 1 else "-"


_SLOT = regex(r"<\w>")


def _day(desk: Desk, order: Order, kind: str) -> str:
    said = order.of(kind)
    plain = _UP_TO.sub("", FROM.sub("", flat(said[0]))) if said else ""
    day = coming_day(plain, desk.today) if plain else None
    return day.isoformat() if day is not None else "-"


def _new_person(who: str) -> tuple[str, str]:
    """The code and the name of somebody who is not enrolled: one is made of the other."""
    plain = _AROUND.sub("", clean(who).strip(" .,;"))
    if _CODE.fullmatch(plain):
        return plain, " ".join(part.capitalize() for part in re.split(r"[.-]", plain))
    if _NAME.fullmatch(plain):
        full = " ".join(map(str.capitalize, plain.split()))
        return plain.replace("'", "").replace(" ", "."), full
    return "", ""


DOING: Mapping[Does, Done] = {
    Does.ADD_PERSON: person_added,
    Does.INTERIM: interim,
    Does.END_POST: post_ended,
}
