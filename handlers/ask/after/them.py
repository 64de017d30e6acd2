"""What a question points back to: the one thing, or the things, that the answer before it told of.

segretario  quali obiettivi sono in ritardo?   →  three of them
segretario  di chi sono?                       →  who answers for those three
segretario  di questi quali senza prove?       →  those of the three that have none
eq          come va AS4.3?   e quante ne mancano?  →  of AS4.3
"""

import re
from dataclasses import replace
from typing import Any

from handlers.ask.after.going_on import LISTS
from handlers.ask.answers.acts import act_in
from handlers.ask.asked import Asked
from handlers.ask.parts.about import Names
from handlers.desk import Desk
from handlers.understand.days.day_words import COUNT, NUMBERS
from italian.regex import regex
from ledger.readings.query import Filter, Order, Query, What
from ledger.readings.query import answer as answer_of
from ledger.readings.query.model import STATES
from ledger.readings.query.rows import HolderRow

LISTED = tuple(what for what in LISTS if what is not What.LINES)
MOST_LETTERS = 36
"""Of the codes together, as a query that a button holds can name them."""

OF_THEM = regex(
    r"^(?:quali|quale|quanti|quante|chi|ce ne sono|ce n'e)?(?: sono)? ?"
    r"(?:di|tra|fra|in mezzo a) (?:quest[ie]|quell[ie]|loro|essi)"
    r"(?: (?:obiettivi|indicatori|servizi|aree|uffici|tre|due|quattro|cinque))?[ ,:]*(?P<rest>.+)$"
)
WHOSE = regex(
    r"^(?:di chi(?: e| sono)?"
    r"|chi (?:li|lo|la|le|se ne|ne) (?:segu|gestisc|cur|occup|rispond)\w+"
    r"|chi (?:ne )?(?:e|sono) (?:i |il |la )?responsabil[ei]"
    r"|a chi (?:tocca|toccano|spetta|spettano))(?: (?:in carico|di loro|di questi))*$"
)
WHERE = regex(
    r"^(?:e )?(?:dove"
    r"|(?:(?:in|di|da|tra) )?(?:che|qual[ei]?) (?:are[ae]|serviz\w+|uffici\w*|settor\w+))"
    r"(?: (?:sono|stanno|restano|si trovano|di piu))*$"
)
"""Of what was counted, how many each office has."""
BY_WHOM = regex(r"^(?:e )?(?:da|a) chi(?: (?:tocca|spetta|vanno|devono essere) ?\w*)?$")
"""Of what waits to be validated, who has it to do."""
UNTIED = regex(
    r"^(?:e |ma )?(?:quant[aeio] (?:ne|me ne|ce ne) |se ne "
    r"|chi (?:lo|li|la|le) (?:dev|valid|ha|puo)"
    r"|(?:che )?cosa ha (?:scritt|registrat|mandat)\w+(?: (?:oggi|ieri|quest[ao] \w+))?$"
    r"|chi puo farl[oaie]\b)|\b(?:chiud|fin|valid|aggiorn)[aei]rl[oaie]\b"
)
"""Points back to something that was told; where that is nothing, nothing was asked."""
EACH = regex(
    r"^(?:quant[aeio] )?(?P<per>a settimana|alla settimana|al mese|al giorno)(?: quant[aeio])?"
    r"(?: (?:ne|mi|ci|sarebbero|servono|servirebbero|devo|dobbiamo|dovrei)"
    r"(?: \w+[aei]r(?:e|ne))?)*(?: (?:da qui a fine anno|fino a dicembre|a dicembre))?$"
)
AT_ITS_GOAL = regex(r" (?:per|a) arrivare (?:al|alla|all') ?(?:target|obiettivo|fine|traguardo)$")
OF_EACH = regex(
    r"^(?:e )?quant[oaie] (?:ne )?(?:manca|mancano|resta|restano)(?: ancora)? "
    r"(?:a|per) (?:ognun[oa]|ciascun[oa]|tutt[ie])$"
)
MAY = regex(
    r"^(?:e |ma )?(?:da )?chi (?:(?:(?:l[aeoi]|ce l[aeoi]) )?(?:puo|possono)"
    r"|(?:l[aeoi]|ce l[aeoi]) (?:deve|devono|dovrebbe)) \w+[aei]r(?:e|l[oaie])"
    r"(?:,? (?:quest[aoei] ?|st[aoei] |l[aeo] |il |i |l')(?:dat[ao]|scadenz[ae]|termin[ei]|target"
    r"|pes[oi]|valor[ei]|registrazion[ei]|sched[ae]))?$"
    r"|^(?:e |ma )?(?:da )?chi (?:puo|deve|possono|devono|dovrebbe)"
    r" (?:\w+[aei]rl[oaie]|(?:esser\w* )?\w+at[oaie])$"
)
"""Who is entitled to do something with them; `chi deve validare?` alone lists people instead."""
LACKS = regex(
    r"^(?:e |ma )?(?:che )?cosa (?:gli|le|ci) (?:manca|resta|rimane|serve)(?: (?:ancora|da fare))*$"
)
"""What a thing that was spoken of has still to reach."""
STALLED = regex(r"^da (?:quando|quanto(?: tempo)?) (?:e|sono) ferm[oaie](?: a \d+)?$")
"""Since when its figure is what it is: that is in its story."""
OF_ITS_STORY = regex(
    rf"{STALLED.pattern}"
    r"|^(?:chi|quando) (?:ha |e |sono )(?:stat[oaie] )?(?:fissat|mess|decis|stabilit|assegnat"
    r"|cambiat|modificat)[oaie] (?:il |i |la |le )?(?:target|valor[ei]|pes[oi]|termin[ei]"
    r"|scadenz[ae])$"
)
"""The same, and who set what is to be reached, and when."""
FINISH = regex(r"\b(?P<what>chiud|complet|fin|raggiung|termin)(?P<how>er|ar|ir)l[oaie]\b")
POST = regex(
    r"^(?:(?:qual e|chi e|chi sarebbe|come si chiama) )?(?:il |l'|la )(?:suo |loro )?"
    r"(?P<role>dirigente|capo ?area|direttore|eq|incaricat[oa](?: eq)?)$"
)
"""Of who answers for something, which of them is asked about."""
TENURE = regex(
    r"^da (?:quando|quanto(?: tempo)?)(?: (?:(?:lo|la) (?:e|fa)|(?:e|sta) (?:li|la|in carica)"
    r"|ricopre\b.*|ha (?:l'|quest)?\w* ?incarico|ce l'ha))?$"
)
"""Since when somebody holds the post that was told of."""
WEIGHT_LEFT = regex(
    r"^(?:e |ma )?quanto (?:ci |mi |gli )?(?:pes|val|cont|incid)\w+ "
    r"(?:(?:quell[oaie]|quel|cio) che|cosa|quanto) (?:gli |le |ci |mi )?(?:ancora )?"
    r"(?:manca\w*|rest\w+|riman\w+|non (?:e|sono|ha|hanno) \w+)(?: ancora| da \w+)*$"
)
"""How much counts what of a list is not reached."""
WHICH_ONES = regex(
    r"^(?:e |ma )?(?:quali|quale|quanti|che)(?: obiettivi| indicatori)? (?:e|sono|erano|sarebbero)"
    r"(?: (?:quest[ie]|quell[ie]|esattamente|di preciso|in particolare))*$"
)
"""Names what was but counted, or was told of the office that has the most of them."""
SINCE_WHEN = regex(
    r"^(?:e |ma )?da (?:quando|quanto(?: tempo)?) (?:(?:sono|e|stanno) ferm[oaie]"
    r"|tac\w+|non (?:l[oaie] |ci |si )?(?:scriv|mand|aggiorn|registr|danno|fanno|sent)\w*.*)$"
)
"""Of who is silent, or what: since which day."""
THE_OTHERS = regex(
    r"^(?:e |ma )?(?:quali|quelli|quelle|quanti|quante|chi)? ?(?:invece )?"
    r"(?:no|non(?: (?:ancora|lo sono|lo e|ce l'hanno|le hanno|li hanno))+)$"
)
"""What of them a filter keeps out: `e quali no?`"""
OTHER_SIDE = {
    Filter.PROVED: Filter.UNPROVED,
    Filter.UNPROVED: Filter.PROVED,
    Filter.VALIDATED: Filter.UNVALIDATED,
    Filter.UNVALIDATED: Filter.VALIDATED,
    Filter.SILENT: Filter.HEARD,
    Filter.HEARD: Filter.SILENT,
    Filter.WELL: Filter.BADLY,
    Filter.BADLY: Filter.WELL,
    Filter.BELOW: Filter.ABOVE,
    Filter.ABOVE: Filter.BELOW,
}
FIRST = regex(
    r"(?:e |ma |no )*(?:(?:dammi|mostrami|fammi vedere|voglio|vorrei) )?"
    r"(?P<only>solo |soltanto |solamente )?"
    rf"(?:il |la |i |le |gli |l')?(?P<end>prim|ultim)[oaie](?: (?P<n>{COUNT}))?"
    r"(?: (?:obiettivi|indicatori|servizi|aree|uffici|della lista|dell'elenco))*"
)
"""Of a list, how many from its head or its end."""
SIBLINGS = regex(
    r"^(?:e )?(?:come (?:va|vanno|sono mess[ie]|stanno) )?(?:gli|le|i|l') ?altr[ieao]"
    r"(?: (?:due|tre|quattro|cinque|sei|servizi|uffici|aree|obiettivi|indicatori))*"
    r"(?: (?:della|dell'|di|del|nella|nell')? ?(?:nostra|mia|stessa|sua)? ?"
    r"(?:area|servizio|obiettivo|ufficio))?$"
)


def one_of(desk: Desk, query: Query) -> str | None:
    """The one thing that an answer was about: the first where the first was asked for, the only
    row, or the one scope that was named and not narrowed."""
    listed = bool(query.filters or query.bounds or query.only)
    if listed:
        codes = codes_of(desk, query)
        if codes or query.what in LISTS:
            return codes[0] if codes and (query.only == 1 or len(codes) == 1) else None
    return query.of[0] if len(query.of) == 1 else None


def codes_of(desk: Desk, query: Query) -> tuple[str, ...]:
    """The things that the rows of an answer are of."""
    rows = answer_of(desk.ledger, desk.person, query, desk.today).rows
    if query.only:
        rows = rows[: query.only]
    return tuple(dict.fromkeys(code for row in rows if (code := _code(row)) is not None))


def few_of(desk: Desk, plain: str, query: Query) -> Query | None:
    """`solo i primi due`, of a list that was told: those alone."""
    found = FIRST.fullmatch(plain)
    if found is None or query.what not in LISTED or not (found["only"] or found["n"]):
        return None
    said = found["n"] or "1"
    count = int(said) if said.isdecimal() else NUMBERS[said]
    codes = codes_of(desk, replace(query, only=None))
    few = codes[:count] if found["end"] == "prim" else codes[-count:]
    held = few and len("+".join(few)) <= MOST_LETTERS
    return replace(query, of=few, only=None) if held else None


def _code(row: Any) -> str | None:
    standing = getattr(row, "standing", None)
    part = getattr(standing, "indicator", None) or getattr(standing, "objective", None)
    written_of = getattr(getattr(row, "report", None), "indicator", None)
    found = getattr(part, "code", None) or getattr(row, "code", None) or written_of
    return str(found) if found is not None else None


def of_them(desk: Desk, plain: str, query: Query) -> Asked | None:
    """A question about the rows of a list: whose they are, when they are due, what each lacks."""
    if SINCE_WHEN.match(plain) and Filter.SILENT in query.filters:
        return Asked(_since_when(desk, query))
    if query.what not in LISTED:
        return None
    if WHICH_ONES.match(plain):
        return Asked(_which_ones(desk, query))
    if THE_OTHERS.match(plain) and (others := the_others(query)) is not None:
        return Asked(others)
    if MAY.match(plain) and (act := act_in(plain)) is not None:
        return Asked(Query(What.RIGHTS, _areas_of(desk, query), act=act, year=query.year))
    if WEIGHT_LEFT.match(plain):
        left = frozenset({Filter.OPEN})
        return Asked(replace(query, filters=left, order=Order.HEAVIEST, bounds=(), only=None))
    if not OF_EACH.match(plain):
        return None
    codes = rows_of(desk, query)
    return Asked(Query(What.GAP, codes, year=query.year)) if codes else Asked(unread=(plain,))


def _since_when(desk: Desk, query: Query) -> Query:
    """The same list, which tells the last day of each row; of units, of who is to write there."""
    if query.what not in (What.AREAS, What.SERVICES):
        return query
    silent = frozenset({Filter.SILENT})
    return Query(What.WRITERS, codes_of(desk, query), silent, since=query.since, until=query.until)


def _which_ones(desk: Desk, query: Query) -> Query:
    """The list that was counted; of units by what is in them, what is in the one that was told
    first, or in each."""
    if query.what not in (What.AREAS, What.SERVICES) or not query.filters:
        return replace(query, only=None)
    codes = codes_of(desk, query)
    of = codes[:1] if query.only or query.order in (Order.MOST, Order.FEWEST) else codes
    return replace(query, what=What.OBJECTIVES, of=of, order=Order.WORST, only=None)


def the_others(query: Query) -> Query | None:
    """What a list keeps out by its one filter: of a state, what is in none of those."""
    if len(query.filters) == 1 and (one := next(iter(query.filters))) in OTHER_SIDE:
        return replace(query, filters=frozenset({OTHER_SIDE[one]}), only=None)
    states = query.filters - {Filter.NOT}
    if not states or not states <= STATES:
        return None
    turned = states if Filter.NOT in query.filters else states | {Filter.NOT}
    return replace(query, filters=turned, order=Order.WORST, only=None)


def of_post(names: Names, query: Query, role: str) -> Query:
    """Who holds one of the posts that answer: of a service its EQ, or the dirigente of its area."""
    areas = names.plan.area_of_service
    if role.startswith(("eq", "incaricat")):
        return query
    return replace(query, of=tuple(dict.fromkeys(areas.get(code, code) for code in query.of)))


def held(desk: Desk, names: Names, query: Query, rest: str) -> Asked | None:
    """Of who answers for something: one of the posts, or since when the first of them is held."""
    if post := POST.match(rest):
        return Asked(of_post(names, query, post["role"]))
    if not TENURE.match(rest):
        return None
    rows = answer_of(desk.ledger, desk.person, query, desk.today).rows
    who = next((row.person for row in rows if isinstance(row, HolderRow) and row.person), None)
    return None if who is None else Asked(replace(query, who=who))


def _areas_of(desk: Desk, query: Query) -> tuple[str, ...]:
    """The areas, or the groups that are of none, that the rows of a list are of."""
    plan = desk.view.plan
    units = [
        code if code in units_with(desk) else plan.objective_of(code).unit
        for code in codes_of(desk, query)
    ]
    return tuple(dict.fromkeys(plan.area_of_service.get(unit, unit) for unit in units))


def units_with(desk: Desk) -> set[str]:
    """The areas and services of a plan."""
    return {*desk.view.plan.areas, *desk.view.plan.area_of_service}


def rows_of(desk: Desk, query: Query) -> tuple[str, ...]:
    """The things that the rows of a list are of, as many as a query can name together."""
    codes = codes_of(desk, query)
    return codes if len("+".join(codes)) <= MOST_LETTERS else ()


def units_of(names: Names) -> set[str]:
    """The areas and services of the plan."""
    return {*names.plan.areas, *names.plan.area_of_service}


def siblings(names: Names, code: str) -> Query | None:
    """What stands beside one thing: the other services of its area, objectives of its office."""
    plan = names.plan
    if code in plan.areas:
        return Query(What.AREAS, order=Order.WORST)
    if code in plan.area_of_service:
        return Query(What.SERVICES, (plan.area_of_service[code],), order=Order.WORST)
    if code in plan.objectives:
        return Query(What.OBJECTIVES, (plan.objectives[code].unit,), order=Order.WORST)
    if code in plan.indicators:
        return Query(What.INDICATORS, (plan.objective_of(code).code,), order=Order.WORST)
    return None


def spelt(rest: str) -> str:
    """`per chiuderlo` as it is said of what is named: `per chiudere`."""
    if STALLED.match(rest):
        return "storico"
    if found := EACH.match(rest):
        return f"quanti {found['per']} per"
    rest = re.sub(r"^(quant[aeio]|chi|se) (?:ne|lo|la|li|le) (?!segue|cura)", r"\1 ", rest)
    return FINISH.sub(r"\g<what>\g<how>e", rest)


def untied(plain: str) -> tuple[str, ...]:
    """The words that point back, of a question that was tied to nothing."""
    found = UNTIED.search(plain)
    return (found[0].strip(),) if found else ()
