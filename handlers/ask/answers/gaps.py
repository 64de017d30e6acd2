"""Questions about what is missing and what would be: `quanto manca a AS4.3.1?`,
`quante al giorno?`, `se faccio altre 100 CIE a quanto arrivo?`."""

import datetime as dt
import re
from dataclasses import replace

from handlers.ask import cues
from handlers.ask.asked import Asked
from handlers.ask.kinds import Kind
from handlers.ask.parts import slots
from handlers.ask.parts.about import About, Names
from handlers.ask.parts.apart import Left, thing_in
from handlers.ask.parts.spans import coming_span
from handlers.understand.days.day_words import COUNT
from handlers.understand.days.reckoning import count_of
from italian.regex import regex
from italian.words import stem
from ledger.plan import ENTE, Direction
from ledger.readings.query import Filter, Query, What
from ledger.readings.query.how_much import Amount

_SAID = cues.SAID["gaps"]

_N = rf"(?P<n>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,9}}|{COUNT})"
GOAL = regex(
    r"\b(?:per )?(?:(?:arriv\w+|raggiung\w+|stare|essere|giung\w+|salir\w+) )?"
    rf"(?:a|ad|al|all'|alle|i|le|gli) ?{_N} ?(?P<percent>%|per ?cento)?(?!\S*[/.]\d)(?!\w)"
)
"""`per arrivare al 50 %`, `a 300`."""
PER = _SAID["per"]
A_STRETCH = _SAID["a_stretch"]
STRETCHES = {"settiman": "settimana", "giorn": "giorno", "mes": "mese", "mens": "mese"}
IF = _SAID["if"]
MORE = regex(
    rf"\b(?:(?:altr[iae]|ancora|in piu|di piu) )*{_N}(?!\w)"
    r"(?: (?:altr[iae]|in piu|di piu|ancora)\b)*"
)
OTHER_THINGS = _SAID["other_things"]
MANY_LEFT = _SAID["many_left"]
DAYS_FOR = _SAID["days_for"]
UP_TO = _SAID["up_to"]
WOULD = _SAID["would"]
"""What a supposition asks, which is always the same: where one would be."""
THIS_PACE = _SAID["this_pace"]
PROJECTED = regex(
    r"(?=.*\b(?:a questo ritmo|di questo passo|continuando|proiezione|se \w+ avanti)\b)"
    r".*\bquant[oaie]\b(?!.*\b(?:serv\w+|manc\w+|dev\w+|dobbiamo)\b)"
    r".*(?:\w(?:remo|ranno|ro|ra|rete)\b|\b(?:a|per|entro) (?:la )?fine\b)"
)
"""What would be made at the pace so far, and not what is missing: the card of a thing ends so."""
CODED = _SAID["coded"]
FINISHED = _SAID["finished"]
"""Asks whether something is done by its time."""
TO_TARGET = _SAID["to_target"]
"""What is far is far from its target, and not from what is expected by today."""


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """None for any other question."""
    plain = cues.question_in(text)
    if plain is None or cues.WHY.match(plain):
        return None
    if (each := _of_each(plain, names, today)) is not None:
        return each
    return _supposed(plain, names, today) or _days(plain, names) or _gap(plain, names, today)


def _days(plain: str, names: Names) -> Asked | None:
    """`quanti giorni ho ancora per AS4.1?`"""
    found = DAYS_FOR.search(plain)
    if found is None:
        return None
    about = names.of(_ON_THE_WAY.sub(" ", DAYS_FOR.sub(" ", plain)))
    return Asked(due=about.codes[0], unread=about.unread) if about.said else None


def _of_each(plain: str, names: Names, today: dt.date) -> Asked | None:
    """`obiettivi in ritardo, con quello che manca`: of each of a list what its measures lack."""
    found = BESIDE_EACH.search(plain)
    said = slots.read(plain[: found.start()], today, None) if found else None
    if said is None or said.what not in (What.OBJECTIVES, What.INDICATORS) or not said.filters:
        return None
    about = names.of(said.left)
    return Asked(Query(What.GAP, about.codes, said.filters), unread=about.unread)


def _supposed(plain: str, names: Names, today: dt.date) -> Asked | None:
    found = IF.match(plain)
    if found is None:
        return None
    bare = CODED.sub(lambda m: " " * len(m[0]), found["rest"])
    number = MORE.search(bare)
    if number is None:
        return None
    rest = f"{found['rest'][: number.start()]} {found['rest'][number.end() :]}"
    per = A_STRETCH.search(rest)
    up_to = UP_TO.search(found["rest"]) is not None and per is None
    percent = re.match(r" ?(?:%|per ?cento)", found["rest"][number.end() :])
    rest = coming_span(A_STRETCH.sub(" ", rest), today).rest
    asked = WOULD.sub(" ", f"{found['before']} {rest}")
    about = names.of(re.sub(r"%|\bper ?cento\b", " ", asked))
    if percent:
        return Asked(unread=(f"{number['n']}%",), code=about.codes[0] if about.said else None)
    units = {*names.plan.areas, *names.plan.area_of_service, ENTE}
    if about.said and set(about.codes) <= units and not per:
        return Asked(unread=(number["n"],), code=about.codes[0])  # Of an office nothing adds up.
    amount = Amount("fino" if up_to else "piu", _number(number["n"]), _stretch(per))
    return Asked(Query(What.SUPPOSED, about.codes, words=str(amount)), unread=about.unread)


def _number(typed: str) -> int:
    return count_of(typed.replace(".", ""))


def _stretch(found: re.Match[str] | None) -> str:
    said = (found["per"] or found["adverb"]) if found else ""
    return next((per for start, per in STRETCHES.items() if said.startswith(start)), "")


def _gap(plain: str, names: Names, today: dt.date) -> Asked | None:
    finished = FINISHED.search(plain)
    if not (finished or cues.GAP.search(plain) or THIS_PACE.search(plain)):
        return None
    beside = cues.SAID["beside"]["expected"].search(plain) and not TO_TARGET.search(plain)
    if beside or OTHER_THINGS.search(plain):
        return None
    rest, filters = plain, frozenset[Filter]()
    thing = thing_in(plain)
    if MANY_LEFT.match(plain):
        return None  # How many of them are still open, which is a list.
    if thing and cues.MISSES.search(plain):
        filters = frozenset({Filter.MISSES})
        rest = Left(plain).without(thing[1]).text
    rest, amount, left = _amount(rest, names)
    day = coming_span(rest, today)
    if day.until is not None:
        rest = day.rest
    rest = FINISHED.sub(" ", rest) if finished else rest
    about = names.of(_ON_THE_WAY.sub(" ", THIS_PACE.sub(" ", cues.GAP.sub(_counted, rest))))
    about = _narrowed(names, about, plain)
    if is_of_what_is_left(names, about.codes, plain):
        return Asked(code=about.codes[0], unread=about.unread, kind=Kind.GAP)  # The figure itself.
    if finished and not cues.GAP.search(plain) and (thing or not about.said):
        return None
    if amount.way and not (len(about.codes) == 1 and about.codes[0] in names.plan.indicators):
        left = (*left, str(amount.number))
    if PROJECTED.search(plain) and about.said and len(about.codes) == 1:
        code = about.codes[0]
        return Asked(opens=f"st:{code}", code=code, kind=Kind.PACE, unread=about.unread)
    until = day.until if day.until not in _ends(names, about.codes, today) else None
    query = Query(What.GAP, about.codes, filters, words=str(amount), until=until)
    return Asked(query, unread=(*about.unread, *left))


_ON_THE_WAY = _SAID["_on_the_way"]
"""Ways of saying that a target is reached."""


BESIDE_EACH = regex(
    r",? (?:con|e|ed|piu) (?:quello che|quel che|cio che|che cosa|cosa|quanto)"
    r"(?: gli| le| ci| mi| ancora)* manca(?:no)?(?: ancora)?(?: a (?:ciascun[oa]|ognuno|tutti))?$"
)
LEFT = regex(
    r"\b(?:rimast[aei]|resta|restano|rimane|rimangono|da (?:fare|lavorare|smaltire|chiudere))\b"
)


def _narrowed(names: Names, about: About, plain: str) -> About:
    """Of an objective the one indicator in whose name alone, of all there are, a word stands:
    `controlli con etilometro`."""
    plan, said = names.plan, {stem(word) for word in names.content_of(plain)}
    objective = plan.objectives.get(about.codes[0]) if len(about.codes) == 1 else None
    if objective is None or names.codes_in(plain):
        return about
    stems = names.reader.title_stems
    alone = {s for s in said if sum(s in stems[code] for code in plan.indicators) == 1}
    found = [i.code for i in objective.indicators if alone & stems[i.code]]
    return replace(about, codes=tuple(found)) if len(found) == 1 else about


def is_of_what_is_left(names: Names, codes: tuple[str, ...], plain: str) -> bool:
    """Whether it is asked how much of one thing is left, whose measure counts just that; how much
    is left to its target is no figure of it."""
    plan = names.plan
    if not LEFT.search(plain) or TO_TARGET.search(plain) or GOAL.search(plain):
        return False
    if len(codes) == 1 and codes[0] in plan.objectives:
        codes = tuple(one.code for one in plan.objectives[codes[0]].indicators)
    found = plan.indicators.get(codes[0]) if len(codes) == 1 else None
    return found is not None and found.direction is Direction.DOWN


def _amount(rest: str, names: Names) -> tuple[str, Amount, tuple[str, ...]]:
    """The goal that is not the target, and by which stretch; without what says them."""
    stretch = A_STRETCH.search(rest)
    per = _stretch(stretch)
    way, number = None, 0
    bare = CODED.sub(lambda m: " " * len(m[0]), rest)
    if found := GOAL.search(bare):
        way = "parte" if found["percent"] else "fino"
        number = _number(found["n"])
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
        known = names.of(cues.GAP.sub(_counted, rest)).codes
        indicator = names.plan.indicators.get(known[0]) if len(known) == 1 else None
        if indicator is not None and way == "fino" and str(indicator.target) == str(number):
            way, number = None, 0
    return rest, Amount(way, number, per), ()  # type: ignore[arg-type]


def _ends(names: Names, codes: tuple[str, ...], today: dt.date) -> set[dt.date]:
    """The days by which what is asked about is due, and the year's end where that is to
    come."""
    plan = names.plan
    due = {plan.deadline(c) for c in codes if c in plan.objectives or c in plan.indicators}
    over = bool(due) and max(due) < today
    return due if over else {*due, dt.date(plan.plan.year, 12, 31)}


def _counted(found: re.Match[str]) -> str:
    """Of `quanti certificati mancano`, the certificates."""
    groups = found.re.groupindex
    nouns = [
        found[name] for name in ("noun", "nouns", "each", "media", "left", "todo") if name in groups
    ]
    return f" {' '.join(filter(None, nouns))} "
