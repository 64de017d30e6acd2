"""Questions about who may do what, who is there, whose scheda is written, and what weighs how
much: `chi valida i miei dati?`, `quanti dirigenti ci sono?`, `chi non ha la scheda?`,
`quanto vale AS4.3?`."""

import datetime as dt
import re

from handlers.ask import cues
from handlers.ask.about import Names
from handlers.ask.parse import Asked, thing_in
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE
from ledger.readings.query import Filter, Query, What
from ledger.readings.query.rights import OF_ENTE

THERE = regex(
    r"^(?:e )?(?:quant[ie](?: sono)?|chi sono|quali sono|chi c'e|chi sta|elenc\w+|lista|dammi"
    r"|mostra\w*) (?:tutt[ie] )?(?:i |gli |le |l'|dei |degli |delle )*"
    r"(?P<who>person[ae]|utent[ei]|collegh[ie]|iscritt[ei]|gente|dirigenti|eq|incaricati(?: eq)?"
    r"|posizioni organizzative|elevate qualificazioni|dipendenti|impiegati|collaboratori|assessori"
    r"|segretari|amministratori|componenti del nucleo|membri del nucleo)\b"
)
WHO_IS = regex(
    r"^(?:e )?chi (?:e|fa|sarebbe) (?:il |la |l'|nel |nella |dell')*"
    r"(?P<who>segretari[oa](?: (?:general|comunal)e)?|sindac[oa]|nucleo(?: di valutazione)?|giunta"
    r"|ufficio personale|admin|amministratore)$"
)
HAVE = regex(
    r"\b(?:ci sono|ha|hanno|abbiamo|c'e|lavora\w*|iscritt[ei]|in tutto|hanno un incarico)\b"
)
SCHEDA = regex(r"\b(?:sched[ae]|valutazion[ei])\b")
NOT_WRITTEN = regex(
    r"\b(?:non (?:ha|hanno|e|sono)|senza|manca\w*|resta\w*"
    r"|da (?:fare|firmare|scrivere|chiudere|compilare))\b"
)
WRITTEN = regex(r"\b(?:firmat|fatt|pront|chius|emess|scritt|compilat|gia)\w*\b")
OBJECTED = regex(r"\b(?:contestat|osservazion|conciliazion|ricors)\w*\b")
OF_OTHERS = regex(r"^(?:e )?(?:chi|quant[ie]|quali|a chi|ci sono)\b(?!.*\b(?:mi[ao]|dev\w+|mi)\b)")


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """None for any other question."""
    asked = " ".join(clean(text).split()).strip(" .!")
    if not cues.ASKS.search(asked):
        return None
    plain = asked.rstrip("? ")
    return (
        _rights(plain, names)
        or _schede(plain, names)
        or _staff(plain, names)
        or _worth(plain, names)
    )


def _rights(plain: str, names: Names) -> Asked | None:
    for act, pattern in cues.RIGHTS:
        if (found := pattern.search(plain)) is None:
            continue
        rest = _without(plain, found)
        about = names.of(rest)
        of = () if act in OF_ENTE else about.codes
        return Asked(Query(What.RIGHTS, of, act=act), unread=about.unread)
    return None


def _schede(plain: str, names: Names) -> Asked | None:
    if not SCHEDA.search(plain) or not OF_OTHERS.match(plain):
        return None
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
    about = names.of(rest)
    filters = frozenset({found[1]}) if found else frozenset[Filter]()
    of = about.codes if about.said else ()
    return Asked(Query(What.SCHEDE, of, filters), unread=about.unread)


def _staff(plain: str, names: Names) -> Asked | None:
    found = THERE.search(plain) or WHO_IS.search(plain)
    if found is None:
        return None
    role = next((r for r, pattern in cues.ROLES if pattern.search(found["who"])), None)
    about = names.of(HAVE.sub(" ", _without(plain, found)))
    of = about.codes if about.said and about.codes != (ENTE,) else ()
    return Asked(Query(What.STAFF, of, words=str(role or "")), unread=about.unread)


def _worth(plain: str, names: Names) -> Asked | None:
    found = cues.WORTH.search(plain)
    if found is None:
        return None
    about = names.of(_without(plain, found))
    if not about.said and thing_in(plain):
        return None  # All of them, the heaviest first.
    return Asked(Query(What.WORTH, about.codes), unread=about.unread)


def _without(plain: str, found: re.Match[str]) -> str:
    return f"{plain[: found.start()]} {plain[found.end() :]}"
