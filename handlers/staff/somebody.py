"""Who words mean: a person by code or by name, who holds a role, who holds a post of an office.

eq.as4, Maria Rossi   →  that person
il nucleo             →  whoever is in it
il dirigente dell'area tecnica, l'eq dei demografici   →  who holds that post today
"""

import re

from handlers import ask
from handlers.ask import cues
from handlers.desk import Desk
from italian.closed import before
from italian.regex import regex
from italian.words import clean
from ledger.people import Role

_LEAD = regex(rf"^{before('articles', 'a', 'di')}?(?:(?:nostr|mi|su)[oaei]{{1,2}} )?")
_HEAD = regex(r"(?:responsabil[ei]|cap[oi]|titolar[ei])(?= (?:di|del|dell|dei|d)\b)")
"""Of an office, whoever is at the head of it."""
_OF = regex(rf"^{before('di', 'in', 'su', 'a', 'per')}")


def meant(desk: Desk, words: str) -> tuple[str, ...]:
    """The persons that words mean, in the order of their posts; none where they mean nobody."""
    plain = " ".join(clean(words).split()).strip(" .,;:!?«»\"'")
    plain = _LEAD.sub("", plain)
    if desk.record.enrolled(plain, desk.today) is not None:
        return (plain,)
    return by_role(desk, plain) or _by_name(desk, plain)


def by_role(desk: Desk, plain: str) -> tuple[str, ...]:
    """Who holds the role that words begin with, in the office that they name after it."""
    roles = _roles(plain)
    if roles is None:
        return ()
    held, rest = roles
    rest = _OF.sub("", rest.strip())
    units: set[str] | None = None
    if rest:
        about, plan = ask.names_of(desk).of(rest), desk.view.plan
        units = {*about.codes} if about.said and not about.unread else set()
        units |= {s for s, area in plan.area_of_service.items() if area in units}
    return tuple(p.code for p in desk.record.people() if _holds(desk, p.code, held, units))


def _holds(desk: Desk, person: str, roles: tuple[Role, ...], units: set[str] | None) -> bool:
    posts = desk.record.held(person, desk.today)
    return any(p.role in roles and (units is None or p.unit in units) for p in posts)


def _roles(plain: str) -> tuple[tuple[Role, ...], str] | None:
    """The roles that words begin with, and the rest of them."""
    for role, pattern in cues.ROLES:
        if found := pattern.match(plain):
            return (role,), plain[found.end() :]
    found = _HEAD.match(plain)
    return ((Role.DIRIGENTE, Role.EQ), plain[found.end() :]) if found else None


def _by_name(desk: Desk, plain: str) -> tuple[str, ...]:
    """The one whose name has all these words."""
    said = set(re.findall(r"[a-z']+", plain))
    if not said:
        return ()
    found = [p.code for p in desk.record.people() if said <= set(clean(p.name).split())]
    return tuple(found) if len(found) == 1 else ()
