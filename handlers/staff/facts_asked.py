"""Facts that the personnel office entered, asked of by their kind, of everybody or of one.

personale   chi è in part-time?                       →  who, how, since when and by which act
personale   ci sono state sanzioni nel 2024?          →  those of that year, or that there are none
personale   l'eq dei tributi ha avuto sanzioni?       →  those of who holds that post
"""

import datetime as dt
from collections.abc import Mapping

from handlers.desk import Desk, answer
from handlers.staff import somebody
from handlers.staff.personnel import row_line
from handlers.turn import Outcome
from italian.regex import regex
from ledger.commands.authority import require
from ledger.commands.personnel import PERSONALE
from ledger.errors import Act
from ledger.plan import ENTE
from ledger.projections import personnel
from words.say import say

_KIND = (
    r"(?:(?P<part_time>part ?-? ?time|tempo parziale)"
    r"|(?P<sanzione>sanzion[ei](?: disciplinar[ei])?))"
)
_WHEN = (
    r"(?:,? (?:oggi|adesso|ora|qui|in comune|quest'anno|finora|registrat[ei]|(?:nel |del |l'anno )?"
    r"(?P<year>20\d\d)))*"
)
_MORE = (
    r"(?:[,?]? (?:e )?(?:da quando|di chi|a chi|chi (?:le |l'|li )ha (?:pres|avut|ricevut)\w+))?"
)
_HAS = (
    r"(?:e|sono|ha|hanno|lavora|lavorano|risulta|risultano)(?: (?:mai|gia))?"
    r"(?: (?:avut[oaie]|pres[oaie]|ricevut[oaie]|stat[oaie]))?(?: (?:in|a|con|il|un|una|delle))*"
)
ASKED = regex(
    rf"(?:e |ma )?(?:(?:chi|quali persone|quante persone|quanti(?: dipendenti)?) {_HAS}"
    r"|(?:ci sono|c'e|abbiamo|risultano)(?: stat[ei])?(?: (?:delle|persone in|dipendenti in))?"
    r"|quante|quali|(?:elenc\w+|lista|mostra\w*) (?:le |delle |dei |i )?"
    rf"|(?P<who>\S+(?: \S+){{0,5}}?),? {_HAS}) {_KIND}{_WHEN}{_MORE}"
)


def asked(desk: Desk, plain: str) -> Outcome | None:
    """None for what asks of no fact, or of nobody who is known. Raises NotAllowed: facts are read
    by who enters them."""
    found = ASKED.fullmatch(plain)
    if found is None:
        return None
    of = somebody.meant(desk, found["who"]) if found["who"] else ()
    if found["who"] and len(of) != 1:
        return None
    require(desk.view, desk.person, Act.PERSONNEL, ENTE, PERSONALE, desk.today)
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    kind = "part_time" if found["part_time"] else "sanzione"
    return _told(desk, kind, of[0] if of else None, int(found["year"] or desk.view.year))


def _told(desk: Desk, kind: str, person: str | None, year: int) -> Outcome:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = [
        row
        for row in personnel.facts(desk.view.tables, person)
        if row.kind == kind and not row.annulled and _within(row, first, last)
    ]
    facts: Mapping[str, object] = {"person": person, "year": year, "count": len(rows)}
    whose = "of" if person else "all"
    title = say(f"facts.{'some' if rows else 'none'}_{whose}.{kind}", **facts)
    lines = [say("facts.row", person=row.person, fact=row_line(row)) for row in rows]
    return answer(title, *lines)


def _within(row: personnel.FactRow, first: dt.date, last: dt.date) -> bool:
    """Whether a fact is of these days; a sanction is of the one on which it was given."""
    start, end = row.period.start or first, row.period.end or last
    return first <= start <= last if row.kind == "sanzione" else start <= last and end >= first
