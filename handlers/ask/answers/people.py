"""Questions about somebody by their code: `chi è eq.as4?`, `cosa ha scritto eq.as4 a giugno?`."""

import datetime as dt
import re

from handlers.ask import cues
from handlers.ask.answers import beside, gaps
from handlers.ask.answers.parse import parse as parse_of_things
from handlers.ask.asked import Asked
from handlers.ask.parts.about import Names
from handlers.ask.parts.spans import past_span
from italian.regex import regex
from italian.words import clean
from ledger.readings.query import Filter, Order, Query, What

PERSON = regex(r"\b[a-z]\w*(?:[.-][a-z0-9]+)+\b")
OF_ENTE = regex(r"\b(?:del |dal |al |il |di |lo )?(?P<code>segretario)\b(?: (?:general|comunal)e)?")
"""Who is called by a post that one person holds; asked about for what they recorded only."""
WROTE = regex(
    r"\b(?:ha|abbia|aveva)(?: (?:gia|mai|piu|poi|ancora))* "
    r"(?:scritt|registrat|inserit|comunicat|mandat|riportat|aggiornat|segnat|rendicontat|fatt|cambiat|modificat|corrett)\w+"
    r"|\b(?:registrazioni|report|dati|aggiornamenti) di\b"
)
OWES = regex(
    r"\b(?:deve|dovrebbe|resta|manca|tocca|spetta)\b.*\b(?:fare|aggiorna\w+|scriv\w+|registra\w+"
    r"|rendiconta\w+|chiude\w+|finire)\b|\bcompiti\b"
)
WHO_IS = regex(
    r"^(?:e )?(?:chi|cosa) (?:e|sarebbe) (?:il |la )?$"
    r"|\b(?:di|in) (?:che|quale) (?:servizio|area|ufficio|settore)\b"
    r"|\b(?:che|quali|quanti) (?:incaric|ruol|post)\w+\b"
)
TENURE = regex(
    r"^(?:e )?(?:da quando|da quanto(?: tempo)?|quando|fino a quando|entro quando)\b"
    r".*\b(?:incaric\w+|post[oi]|ruol\w+|eq|dirigent\w+|iscritt\w+|qui|in carica|scad\w+"
    r"|in servizio|lavora\w*|responsabile)\b"
)
STANDS = regex(
    r"\b(?:come|a che punto) (?:va|vanno|sta|stanno|e|procede|siamo)\b"
    r"|\b(?:situazione|stato|andamento|obiettivi|indicatori|indietro|avanti)\b"
)
JUDGED = regex(
    r"\b(?:ha|abbia|aveva)(?: (?:gia|mai|poi))* (?:validat|convalidat|contestat|respint)\w+"
    r"|\b(?:validazion|contestazion)[ei](?: (?:ha|aveva) fatt[oe])?\b"
)
WAITS = regex(
    r"\b(?:non (?:sono |e |ancora |stat[oaie] )*(?:validat|convalidat)[oaie]"
    r"|(?:ancora )?da validare|(?:aspett|attend)\w+ (?:ancora )?"
    r"(?:me\b|(?:la |di )?(?:mia )?(?:validazione|essere validat\w))"
    r"|in attesa(?: di validazione)?|(?:devo|deve|dovrebbe)(?: ancora)? validare)\b"
)
HAS_TO_VALIDATE = regex(r"\b(?:ha|deve|restano|resta|mancano|tocca) (?:ancora )?(?:da )?validare\b")
SAID_OF_IT = regex(r"\b(?:qual e|cosa|che|quali|quando|l'|la|il|i|su|di|e|mai|ultim\w+)\b")
OF_RECORDS = regex(r"\b(?:quant[ie]|dat[oi]|registrazion[ei]|report|fatt[oe]|fatte|ha)\b")
SCHEDE_OWED = regex(
    r"^(?:e )?(?:quant[ei]|quali|che) (?:sched[ae]|person[ae]|valutazion[ei]|dipendent[ei])\b"
    r".*\b(?:dev\w+|mancano|restano|ha da) ?"
    r".*\b(?:fare|firmare|scrivere|valutare|compilare|a)\b"
)
"""How many schede somebody has to write."""
OF_A_PERSON = regex(r"\b(?:sched[ae]|valutazion\w+|valutat\w+|punteggi\w*|vot[oi]|premi\w*)\b")
"""What is told of a person by other doors only."""


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """None where nobody is named, or what is asked is told by another door."""
    plain = " ".join(clean(text).split()).strip(" .!?")
    if not cues.ASKS.search(" ".join(clean(text).split())):
        return None
    for found in PERSON.finditer(plain):
        person = found[0]
        units = names.units_of(person)
        if units is not None:
            rest = f"{plain[: found.start()]} {plain[found.end() :]}"
            return _about(person, units, " ".join(rest.split()), plain, names, today, visited)
    if (found_one := OF_ENTE.search(plain)) and not CHI.match(plain):
        person = found_one["code"]
        rest = f"{plain[: found_one.start()]} {plain[found_one.end() :]}".strip()
        records = RECORDED.search(rest) and (WAITS.search(rest) or WROTE.search(f"{rest} "))
        units = names.units_of(person)
        if units is not None and records and not TO_ME.search(rest):
            return _about(person, units, " ".join(rest.split()), plain, names, today, visited)
    return None


CHI = regex(r"^(?:e )?(?:a |da )?chi\b")
RECORDED = regex(
    r"\b(?:dat[oi]|registrazion[ei]|report|aggiornament[oi]|scritt|registrat|inserit|mandat)\w*\b"
)
TO_ME = regex(r"\b(?:mi|mi[eo]i?|mia|mie) ")


def _about(
    person: str,
    units: tuple[str, ...],
    rest: str,
    plain: str,
    names: Names,
    today: dt.date,
    visited: dt.date | None,
) -> Asked | None:
    if OF_A_PERSON.search(rest):
        owed = SCHEDE_OWED.search(rest)
        return Asked(Query(What.EVALUATORS, who=person)) if owed else None
    if (
        not rest
        or WHO_IS.search(f"{rest} ")
        or (TENURE.search(rest) and not WROTE.search(f"{rest} "))
    ):
        return Asked(Query(What.HOLDERS, units, who=person))
    if (judged := JUDGED.search(rest)) is not None:
        span = past_span(JUDGED.sub(" ", rest), today, visited)
        which = Filter.CONTESTED if "contest" in judged[0] else Filter.VALIDATED
        about = names.of(OF_RECORDS.sub(" ", span.rest))
        query = Query(
            What.RECORDS,
            about.codes if about.said else (),
            frozenset({which}),
            since=span.since,
            until=span.until,
            who=person,
        )
        return Asked(query, unread=about.unread)
    if (waits := WAITS.search(rest)) is not None:
        return _waiting(person, units, rest, waits, names, today, visited)
    if WROTE.search(f"{rest} "):
        span = past_span(rest, today, visited)
        last = cues.LAST.search(span.rest) is not None
        about = names.of(
            SAID_OF_IT.sub(" ", OF_RECORDS.sub(" ", WROTE.sub(" ", cues.LAST.sub(" ", span.rest))))
        )
        query = Query(
            What.REPORTS,
            about.codes if about.said else (),
            order=Order.NEWEST if last else Order.PLAN,
            since=span.since,
            until=span.until,
            only=1 if last else None,
            who=person,
        )
        return Asked(query, unread=about.unread)
    if OWES.search(rest):
        return Asked(Query(What.OBJECTIVES, units, frozenset({Filter.OPEN}), Order.DEADLINE))
    of_units = plain.replace(person, " e ".join(units))
    for read in (gaps.parse, beside.parse, parse_of_things):
        if (found := read(f"{of_units}?", names, today, visited)) is not None:
            return found
    if STANDS.search(rest):
        return Asked(Query(What.OBJECTIVES, units, order=Order.WORST))
    return Asked(unread=names.content_of(rest) or (rest,), code=units[0])


def _waiting(
    person: str,
    units: tuple[str, ...],
    rest: str,
    waits: re.Match[str],
    names: Names,
    today: dt.date,
    visited: dt.date | None,
) -> Asked:
    """What somebody has to validate; else what they wrote and nobody validated yet."""
    if HAS_TO_VALIDATE.search(rest):
        return Asked(Query(What.VALIDATORS, units, who=person))
    span = past_span(f"{rest[: waits.start()]} {rest[waits.end() :]}", today, visited)
    about = names.of(OF_RECORDS.sub(" ", WROTE.sub(" ", f"{span.rest} ")))
    query = Query(
        What.REPORTS,
        about.codes if about.said else (),
        frozenset({Filter.UNVALIDATED}),
        since=span.since,
        until=span.until,
        who=person,
    )
    return Asked(query, unread=about.unread)
