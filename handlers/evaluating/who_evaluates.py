"""Who evaluates whom, as the posts of the year tell: `chi mi valuta?`, `chi valuta eq.as4?`.

It says posts and who holds them, never a score; in a group it is not said.
"""

import re
from collections.abc import Iterable, Iterator

from handlers.ask.asker import names_of
from handlers.desk import Desk, answer
from handlers.evaluating import evaluation
from handlers.evaluating.whom import default_year
from handlers.talk import listing
from handlers.talk.listing import Listed
from handlers.talk.words import listed, post
from handlers.turn import Outcome
from italian.closed import before
from italian.regex import regex
from italian.words import clean
from ledger.evaluation.schede import evaluated_people
from ledger.people import Role
from ledger.people.positions import Position, holders_of
from words.say import Say, say

ME = regex(
    r"(?:chi (?:valuta|giudica)(?:va|r[àa])? me|chi (?:decide|stabilisce|mette|d[àa]) "
    r"(?:il mio (?:voto|punteggio)|la mia valutazione)|chi (?:(?:è|e) che )?mi "
    r"(?:valuta|valuter[àa]|giudica|(?:d[àa]|dar[àa]) (?:i punti|i voti|il voto|il punteggio)"
    r"|(?:fa|scrive|compila|firma) la (?:scheda|valutazione))"
    r"|da chi (?:sono|vengo|sar[òo]) valutat[oa]|chi (?:deve valutarmi|mi deve valutare)"
    r"|la mia (?:scheda|valutazione),? (?:da )?chi (?:(?:me )?la )?(?:fa|scrive|firma|compila)"
    r"|chi (?:firma|fa|scrive|propone) la mia (?:scheda|valutazione)"
    r"|chi (?:è|e) il mio valutatore)",
    re.I,
)
OF = regex(
    r"(?:chi (?:valuta|valuter[àa]|giudica|deve valutare)"
    r"|(?:lo|la|li|le) (?:valuto|giudico)(?: io)?"
    r"|da chi (?:è|e|sono|viene|vengono) valutat[oaie]"
    r"|chi (?:(?:deve |devono )?(?:firmare|fare|scrivere|compilare)|firma|fa|scrive|propone)"
    r" (?:la|le) (?:sched[ae]|valutazion[ei])"
    r"|chi (?:è|e) il valutatore"
    r"|chi (?:può|puo|deve) (?:assegnare|dare|proporre) (?:gli |degli |dei )?obiettivi a(?=\s)"
    r"|chi (?:assegna|d[àa]) (?:gli |i )?obiettivi a(?=\s))\s+"
    rf"{before('di', 'articles')}?(?P<whom>(?!(?:più|piu|meno|ancora)\b)\S.*)",
    re.I,
)
MINE = regex(
    r"chi (?:valuto|valutiamo|(?:devo|dobbiamo|tocca a (?:me|noi)) valutare)(?: (?:io|noi))?"
    r"|(?:io|noi) chi (?:valuto|valutiamo|(?:devo|dobbiamo) valutare)",
    re.I,
)
AROUND = regex(
    r"^(?:e |ma )?(?:(?:a me|io|ma)\s+(?=chi))?"
    r"|(?:\s+(?:ancora|io|a me|a noi|quest['’]anno|a fine anno|adesso|poi|(?:per il|nel) 20\d\d)"
    r"|,? (?:noi|il nucleo|il sindaco) o (?:il |la |l['’])?\w+)+$",
    re.I,
)
"""What people say around it, and whom they suppose."""
WHOM_FIRST = regex(
    r"(?:(?:il|la|lo|i|gli|le)\s+|l['’]\s*)?(?P<whom>\S.*?),?\s+(?:da )?chi "
    r"(?:(?:lo|la|li|le)\s+|l['’])?(?:valuta|valuter[àa]|giudica|deve valutare|viene valutat[oaie])"
    r"|(?:(?:il|la|lo|i|gli|le)\s+|l['’]\s*)?(?P<mine>\S.*?),?\s+(?:lo|la|li|le)\s+"
    r"(?:valuto|giudico|devo (?:valutare|giudicare))(?:\s+io)?",
    re.I,
)
ROLES = (
    (regex(r"segretari[oa]\b(?: generale)?", re.I), Role.SEGRETARIO),
    (regex(r"dirigent[ei]\b", re.I), Role.DIRIGENTE),
    (regex(r"(?:incaricat[oi] )?eq\b(?!\.)", re.I), Role.EQ),
    (regex(r"dipendent[ei]\b(?!\.)", re.I), Role.DIPENDENTE),
)
FEW = 5
"""Persons up to whom each is told in full, with nothing to open."""
LIST = "valuta"
MOST_LETTERS = 30
"""Of what was asked, as a button holds it."""
EVERYBODY = regex(r"chi|tutti|tutti quanti", re.I)


def asked(desk: Desk, said: str) -> Outcome | None:
    """The answer to who evaluates; None for words that ask something else."""
    said = AROUND.sub("", said)
    me = ME.fullmatch(said)
    of = None if me else OF.fullmatch(said) or WHOM_FIRST.fullmatch(said)
    if not (me or of or MINE.fullmatch(said)):
        return None
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    if MINE.fullmatch(said):
        return evaluation.start(desk, "")
    return told_of(desk, next(filter(None, of.groupdict().values())) if of else desk.person)


def told_of(desk: Desk, whom: str) -> Outcome:
    """Who evaluates those that words mean."""
    found = found_of(desk, whom)
    if len(found) > FEW:
        about = re.sub(r"[^a-z0-9.' -]", "", whom.casefold())[:MOST_LETTERS]
        return listing.shown(desk, LIST, about, source(desk, about))
    if found:
        return answer(*(line for one in found for line in _lines(desk, one)))
    known = desk.record.person(whom.lower())
    if known is None:
        return answer(say("evaluators.unknown", whom=whom[:60]))
    return answer(say("evaluators.none", person=known.name, year=default_year(desk)))


def found_of(desk: Desk, whom: str) -> list[Position]:
    """Those that words mean: everybody of `chi`, one by their code or name, or by their role."""
    everybody = evaluated_people(desk.view, default_year(desk))
    return [*everybody] if EVERYBODY.fullmatch(whom) else _named(desk, whom, everybody)


def source(desk: Desk, about: str) -> Listed:
    """Each of those a question named, with who evaluates them and who proposes."""
    found = found_of(desk, about)
    rows = [_row(desk, one) for one in found]
    return Listed((say("evaluators.title", count=len(rows), year=default_year(desk)),), rows)


def _row(desk: Desk, position: Position) -> Say:
    told, *proposed = _lines(desk, position)
    return say("evaluators.row", told=told, proposed=proposed[0]) if proposed else told


def _of(person: str, everybody: Iterable[Position]) -> list[Position]:
    return [position for position in everybody if position.person == person]


def _named(desk: Desk, whom: str, everybody: Iterable[Position]) -> list[Position]:
    """Of a code, of part of one name, or of a role, in the unit that is named."""
    positions = list(everybody)
    if of_code := _of(whom.lower(), positions):
        return of_code
    plan, unit = desk.view.plan, whom.upper()
    if unit in plan.areas or unit in plan.area_of_service:
        role = Role.DIRIGENTE if unit in plan.areas else Role.EQ
        return [p for p in positions if p.role is role and p.post.unit == unit]
    for words, role in ROLES:
        if match := words.match(whom):
            rest = whom[match.end() :]
            about = names_of(desk).of(clean(rest))
            units = {*about.codes} if about.said else {w.upper() for w in rest.split()[-1:]}
            areas = desk.view.plan.area_of_service
            units |= {service for service, area in areas.items() if area in units}
            of_role = [p for p in positions if p.role is role]
            return [p for p in of_role if not units or p.post.unit in units]
    said = whom.casefold().split()
    people = [
        p.code for p in desk.record.people() if all(w in p.name.casefold().split() for w in said)
    ]
    return _of(people[0], positions) if len(people) == 1 else []


def _lines(desk: Desk, position: Position) -> Iterator[Say]:
    """A person with the posts that evaluate, and who holds them today."""
    held = holders_of(desk.view, position.evaluators, position.signing_day, desk.today)
    yield say(
        "evaluators.of",
        person=position.person,
        year=position.year,
        who=listed([post(name) for name in position.evaluators]),
        held=", ".join(held) or "—",
    )
    if position.proposers:
        yield say("evaluators.proposes", who=listed([post(name) for name in position.proposers]))
