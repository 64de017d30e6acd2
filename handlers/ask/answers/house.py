"""Questions about who may do what, who is there, whose scheda is written, and what weighs how
much: `chi valida i miei dati?`, `quanti dirigenti ci sono?`, `chi non ha la scheda?`,
`quanto vale AS4.3?`."""

import datetime as dt
import re

from handlers.ask import cues
from handlers.ask.answers.people import PERSON
from handlers.ask.asked import Asked
from handlers.ask.parts.about import Names
from handlers.ask.parts.apart import thing_in
from italian.regex import regex
from ledger.errors import Act
from ledger.people import Role
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.readings.query import Filter, Order, Query, What
from ledger.readings.query.model import PER_AREA, PER_SERVICE
from ledger.readings.query.rights import OF_ENTE, ONESELF

THERE = regex(
    r"^(?:e )?(?:quant[ie](?: sono)?|chi sono|quali sono|chi c'e|chi sta|elenc\w+|lista|dammi"
    r"|mostra\w*|come si chiamano) (?:tutt[ie] )?"
    r"(?:i |gli |le |l'|dei |degli |delle |miei |mie |nostri |altri |altre )*"
    r"(?P<who>person[ae]|utent[ei]|collegh[ie]|iscritt[ei]|gente|dirigenti|eq|incaricati(?: eq)?"
    r"|posizioni organizzative|elevate qualificazioni|dipendenti|impiegati|collaboratori|assessori"
    r"|segretari|amministratori|admin|componenti del nucleo|membri del nucleo)\b"
)
WHO_IS = regex(
    r"^(?:e )?chi (?:ha (?:i permessi|il ruolo|l'accesso|i diritti) (?:di |da |come )"
    r"|(?:e|sono) iscritt[oi] come )"
    r"(?P<as>\w+(?: \w+)?)$|^(?:e )?chi (?:e|fa|sarebbe) (?:il |la |l'|nel |nella |dell')*"
    r"(?P<who>segretari[oa](?: (?:general|comunal)e)?|sindac[oa]|nucleo(?: di valutazione)?|giunta"
    r"|ufficio personale|admin|amministratore)$"
)
WITHIN = regex(
    r"^(?:e )?(?:chi (?:lavora|c'e|sta|ci lavora|e(?= in\b)|e dipendente(?= d))"
    r"|quanti (?:siamo|sono|lavorano)|chi siamo"
    r"|(?:quali|quante|che) person[ae] (?:ci )?(?:sono|lavor\w+|stanno|ha))"
    r"(?= |$)"
    r"(?: (?:in|nel|nella|nell'|con|al|alla|del|della|a))?(?: (?:me|noi))?\b"
)
"""`chi lavora in AS4?`, `quanti siamo nel servizio?`."""
INTERIM = regex(r"\b(?:ad |l')?interim\b")
WHO_HAS = regex(r"^(?:e )?(?:a )?(?:chi|quali|quant[ie]|che|ci sono|c'e|qualcuno)\b")
SEVERAL = regex(
    r"\b(?:piu di un|due|piu|diversi|doppi\w*)(?: incaric[ho]i?| post[oi]| ruol[oi]| incarico)\b"
)
WHO_HOLDS = regex(
    r"^(?:e )?(?:chi|quali|quant[ie]|che)\b.*\b(?:interim|incaric\w+|post[oi]|ruol[oi])\b"
)
MY_SELF = regex(r"^(?:e |ma )?(?:posso|possiamo|potrei|possono)(?: io| anch'io| anche io| noi)? ")
CHI_SONO = regex(r"^(?:e )?((?:i|gli|le) .+?),? (?:chi|quanti) sono$")
NOT_ALONE = regex(r"\b(?:non|dev\w+|piu|meno|obiettiv\w+|indicator\w+|serviz\w+|dat[oi])\b")
"""What asks more of people than who they are."""
I_HAVE = regex(r"\b(?:ho|abbiamo)\b")
HAVE = regex(
    r"\b(?:ci sono|ho|ha|hanno|abbiamo|c'e|lavora\w*|iscritt[ei]|in tutto|hanno un incarico)\b"
)
SCHEDA = regex(r"\b(?:sched[ae]|valutazion[ei])\b")
NOT_WRITTEN = regex(
    r"\b(?:non (?:ha|hanno|e|sono)|senza|manca\w*|resta\w*"
    r"|da (?:fare|firmare|scrivere|chiudere|compilare))\b"
)
WRITTEN = regex(
    r"\b(?:ha|hanno)(?: gia)? la scheda\b"
    r"|\b(?:firmat|fatt|pront|chius|emess|scritt|compilat|consegnat|uscit|gia)\w*\b"
)
OBJECTED = regex(r"\b(?:contestat|osservazion|conciliazion|ricors)\w*\b")
OBJECTING = regex(
    r"^(?:e )?(?:chi|quant[ie]|quali|ci sono)(?: persone)? (?:ha|hanno|abbiano)? ?"
    r"(?:(?:gia|mai) )?(?:chiest|presentat|fatt|avanzat|scritt|propost)?\w* ?"
    r"(?:la |le |una |un |delle |dei )*"
    r"(?:conciliazion[ei]|osservazion[ei](?: sulla scheda| alla scheda)?|ricors[oi])$"
)
TO_BE_EVALUATED = regex(
    r"^(?:e )?(?:chi|quant[ie] (?:persone|dipendenti)|quanti) "
    r"(?:va|vanno|devono essere|deve essere|restano da|dev'essere"
    r"|e da|non e(?: ancora)? stat[oa]|resta da|manca da)"
    r"(?: ancora)? valuta(?:t[oaie]|re)\b(?: quest'anno)?"
)
ANYBODY = regex(r"\b(?:person[ae]|collegh[ie]|gente|qualcuno|utent[ei])\b")
OF_OTHERS = regex(r"^(?:e )?(?:a )?(?:chi|quant[ie]|quali|ci sono)\b(?!.*\b(?:mi[ao]|dev\w+|mi)\b)")


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """None for any other question."""
    if (asked := cues.question_in(text)) is None:
        return None
    plain = CHI_SONO.sub(r"chi sono \1", asked)
    return (
        _rights(plain, names)
        or _known_of(plain, names)
        or _schede(plain, names)
        or _staff(plain, names)
        or _worth(plain, names)
    )


def _rights(plain: str, names: Names) -> Asked | None:
    mine = MY_SELF.match(plain) is not None
    plain = MY_SELF.sub("chi puo ", plain).replace(" io ", " ") if mine else plain
    for act, pattern in cues.RIGHTS:
        if (found := pattern.search(plain)) is None:
            continue
        rest = re.sub(r"\b(?:scriv\w+|registr\w+|io|che)\b", " ", _without(plain, found))
        role, rest = _role_in(rest) if act is Act.VALIDATE else (None, rest)
        if act is Act.READ_SCORES:
            _, rest = _any_role_in(ANYBODY.sub(" ", rest))
        about = names.of(rest)
        if mine and act is Act.READ_SCORES and re.search(r"\bmi[aeo]\w*\b", found[0]):
            return None
        of = () if act in OF_ENTE or role else about.codes
        if act is Act.VALIDATE and not about.said and OF_MINE.search(plain):
            role = next((p.role for p in names.sender.posts if p.role in WRITING), role)
        who = ONESELF if mine else ""
        query = Query(What.RIGHTS, of, words=str(role or ""), act=act, who=who)
        return Asked(query, unread=about.unread)
    return None


OF_MINE = regex(r"\b(?:io|mi[eo]i?|mia)\b")
WRITING = (Role.SEGRETARIO, Role.DIRIGENTE, Role.EQ)
"""Who reports, and what of theirs who else validates."""


def _role_in(text: str) -> tuple[Role | None, str]:
    """`i dati dei dirigenti`: of whoever is in that role."""
    for role in (Role.SEGRETARIO, Role.DIRIGENTE, Role.EQ):
        pattern = dict(cues.ROLES)[role]
        if pattern.search(text):
            return role, pattern.sub(" ", text)
    return None, text


def _schede(plain: str, names: Names) -> Asked | None:
    plain = TO_BE_EVALUATED.sub("chi non ha la scheda", plain)
    objecting = OBJECTING.match(plain)
    if not (SCHEDA.search(plain) or objecting) or not OF_OTHERS.match(plain):
        return None
    plain = OBJECTING.sub("quali schede con osservazioni", plain)
    told = (
        (OBJECTED, Filter.CONTESTED),
        (NOT_WRITTEN, Filter.NOT_STARTED),
        (WRITTEN, Filter.DONE),
    )
    found = next(((p, f) for p, f in told if p.search(plain)), None)
    if found is None and not plain.startswith(("quant", "ci sono")):
        return None
    rest = SCHEDA.sub(" ", plain)
    for pattern, _ in told:
        rest = pattern.sub(" ", rest)
    role, rest = _any_role_in(ANYBODY.sub(" ", rest))
    about = names.of(rest)
    filters = frozenset({found[1]}) if found else frozenset[Filter]()
    of = about.codes if about.said else ()
    return Asked(Query(What.SCHEDE, of, filters, words=role), unread=about.unread)


def _any_role_in(text: str) -> tuple[str, str]:
    """The role that is named, and the text without it; a person's code is no role."""
    if PERSON.search(text):
        return "", text
    for role, pattern in cues.ROLES:
        if found := pattern.search(text):
            return str(role), _without(text, found)
    return "", text


def _by_posts(plain: str, names: Names) -> Asked | None:
    """Who holds a post ad interim, or more than one."""
    if not WHO_HOLDS.match(plain) or PERSON.search(plain):
        return None
    for pattern, words in ((INTERIM, "ad interim"), (SEVERAL, "piu incarichi")):
        if pattern.search(plain):
            rest = re.sub(
                r"\b(?:incaric\w+|post[oi]|ruol[oi]|tien\w+|person[ae]|dirigent[ei])\b",
                " ",
                pattern.sub(" ", plain),
            )
            about = names.of(rest)
            of = about.codes if about.said else ()
            return Asked(Query(What.STAFF, of, words=words), unread=about.unread)
    return None


def _known_of(plain: str, names: Names) -> Asked | None:
    """Who has what people may have: a chat, a part-time, a post that ends, none at all."""
    if not WHO_HAS.match(plain):
        return None
    for words, pattern in cues.SAID["of_people"].items():
        if pattern.search(plain) and not PERSON.search(pattern.sub(" ", plain)):
            role, rest = _any_role_in(ANYBODY.sub(" ", pattern.sub(" ", plain)))
            about = names.of(HAVE.sub(" ", re.sub(r"\bnon\b", " ", rest)))
            of = about.codes if about.said else ()
            query = Query(What.STAFF, of, words=words.replace("_", " "))
            return Asked(query, unread=(*about.unread, *((role,) if role else ())))
    return None


def _within(plain: str, names: Names) -> Asked | None:
    found = WITHIN.match(plain)
    if found is None:
        return None
    role = "dipendente" if "dipendent" in found[0] else ""
    about = names.of(_without(plain, found))
    units = (*names.plan.areas, *names.plan.area_of_service)
    if about.unread or not set(about.codes) <= set(units):
        return None
    return Asked(Query(What.STAFF, about.codes, words=role))


PER_UNIT = regex(
    r"^(?:e )?(?:come sono distribuit\w+|quant[ei]) (?:le |i )?"
    r"(?:person[ae]|collegh[ie]|siamo|lavorano)\b"
    r".*\b(?:per|in|ha|di|da|tra le|tra i) ?(?:ogni|ciascun[ao]?)? ?"
    r"(?P<unit>are[ae]|servizi[o]?|uffic\w+)$"
)
EACH = regex(r"\b(?:ogni|ciascun\w*|per (?:are[ae]|servizi\w*|uffici\w*))\b")


def _by_unit(plain: str, names: Names) -> Asked | None:
    """`quante persone lavorano in ogni area?`"""
    found = PER_UNIT.match(plain)
    if found is None or not EACH.search(plain):
        return None
    if any(pattern.search(plain) for _, pattern in cues.ROLES):
        return None  # Of one role, who they are.
    words = PER_AREA if found["unit"].startswith("are") else PER_SERVICE
    return Asked(Query(What.STAFF, words=words))


def _staff(plain: str, names: Names) -> Asked | None:
    if (by_unit := _by_unit(plain, names)) is not None:
        return by_unit
    if (found_posts := _by_posts(plain, names)) is not None:
        return found_posts
    if (inside := _within(plain, names)) is not None:
        return inside
    found = THERE.search(plain) or WHO_IS.search(plain)
    if found is None:
        return None
    who = found["who"] or found["as"]
    role = next((r for r, pattern in cues.ROLES if pattern.search(who)), None)
    rest = _without(plain, found)
    if NOT_ALONE.search(rest) and (names.of(HAVE.sub(" ", rest)).unread or not names.of(rest).said):
        return None
    ours = "miei" in found[0] or "nostri" in found[0] or I_HAVE.search(rest)
    text = plain if ours else rest
    about = names.of(HAVE.sub(" ", rest if text is rest else f"{rest} miei"))
    of = about.codes if about.said and about.codes != (ENTE,) else ()
    return Asked(Query(What.STAFF, of, words=str(role or "")), unread=about.unread)


def _worth(plain: str, names: Names) -> Asked | None:
    found = cues.WORTH.search(plain)
    if found is None:
        return None
    rest = _without(plain, found)
    part = re.split(
        r"\b(?:nell|nella|nel|sull|sulla|sul|dentro|dell|della|del)\b'? ?", rest, maxsplit=1
    )
    about = names.of(rest)
    if len(part) > 1:
        inner, outer = names.of(part[0]), names.of(f"l'{part[1].strip()}")
        if inner.said and outer.said and not (inner.unread or outer.unread):
            about = inner
    if EACH.search(plain) and (thing := thing_in(plain)) and thing[0] is What.AREAS:
        return Asked(Query(What.WORTH, tuple(names.plan.areas)))
    thing = thing_in(plain)
    if not about.said and thing:
        return None  # All of them, the heaviest first.
    if thing and _are_inside(names, about.codes, thing):
        return Asked(Query(thing[0], about.codes, order=Order.HEAVIEST), unread=about.unread)
    return Asked(Query(What.WORTH, about.codes), unread=about.unread)


def _are_inside(names: Names, codes: tuple[str, ...], thing: tuple[What, re.Match[str]]) -> bool:
    """Whether several are asked about that a unit, or an objective, has inside: `gli obiettivi`."""
    units = {*names.plan.areas, *names.plan.area_of_service, SEGRETARIO, TRANSVERSAL}
    wholes = units if thing[0] is What.OBJECTIVES else {*units, *names.plan.objectives}
    listed = thing[0] in (What.OBJECTIVES, What.INDICATORS) and thing[1][0].strip().endswith("i")
    return listed and set(codes) <= wholes


def _without(plain: str, found: re.Match[str]) -> str:
    return f"{plain[: found.start()]} {plain[found.end() :]}"
