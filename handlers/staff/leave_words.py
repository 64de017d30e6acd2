"""Leaves asked of in words, and one's own: who is away, who stands in. What is ordered of others is
read with all the orders.

personale   chi è assente la settimana prossima?   →  who, until when, who stands in
eq          sono in ferie da lunedì                →  who records it
"""

import datetime as dt
import re

from handlers.ask.after import follow
from handlers.ask.parts.spans import past_span
from handlers.desk import Desk, answer, keep
from handlers.staff import leaves
from handlers.staff.days_away import days_away
from handlers.staff.leaves import AWAY_WORDS, Away, stand_in
from handlers.talk.because import apart_from_act
from handlers.turn import Outcome
from handlers.understand.days.day_words import FEASTS
from handlers.understand.days.reckoning import month_end
from italian.regex import regex
from ledger.people import Role
from ledger.people.absences import absence_in
from words.say import say

ASKED = regex(
    r"(?P<person>[a-z]+(?:\.[a-z0-9-]+)?) (?:e|era|sara|va|resta|e stat[oa]|si e mess[oa]|in|via"
    r"|fuori)\b.*"
)
"""Of somebody, with a question mark."""
SELF = regex(
    r"(?:(?:io )?(?P<first>(?:domani|oggi|dopodomani|da \w+|la \w+ \w+|questa settimana),? )?)?"
    r"(?:io )?(?:(?:sono|saro|ero|vado|resto|mi sono mess[oa]|mi metto)(?= )"
    r"|non ci (?:sono|saro)(?=$|,| fino| da| dal| per| oggi| domani| in )|manco|manchero)"
    r"(?P<when>.*)"
)
"""Of oneself: who keeps the leaves records it, and others are told who does."""
SELF_WORDS = regex(r"\b(?:assente|malat[oa]|congedo|non ci (?:sono|saro)|manco|manchero)\b")

_DAYS = (
    r"(?: (?:oggi|domani|dopodomani|adesso|in questi giorni|dei miei|tra i miei|tra gli eq"
    r"|(?:nei |negli |nelle |in )?(?:quest'anno"
    r"|(?:mesi|giorni|settimane) (?:scors|passat|precedent)[ie])"
    r"|(?:nel |nella |il |la )?(?:mese|settimana|anno) (?:scors|passat|precedent)[oae]|finora"
    r"|questo mese|questa settimana|(?:la )?settimana prossima|(?:la )?prossima settimana"
    r"|fino a \S+"
    r"|(?:il |da |dal |al |a |ad |in |nel mese di |di )?"
    r"(?:\d{1,2}[/ ]\S+|[a-z]+di|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto"
    r"|settembre|ottobre|novembre|dicembre|fine mese"
    rf"|{'|'.join(sorted(FEASTS, key=len, reverse=True))})))*"
)
_AWAY = (
    r"(?:assent[ei]|via|malat[oi]|fuori|(?:in )?(?:ferie|malattia|permesso|congedo|aspettativa))"
)
_LEAD = r"(?:\b(?:nel|del|per il|(?:nel|del)l'anno) )?"
WHO = regex(
    r"(?:e )?(?:chi|quali \w+|quante persone|c'e qualcuno|ci sono persone|qualcuno)(?: dei miei)?"
    r" ?(?:che )?(?:(?:e|sono) stat[oaie]|e|sono|c'e|risulta|sara|saranno|va|vanno|manca|mancano"
    r"|mancher\w+)?(?: gli)? ?"
    rf"{_AWAY}(?:,? (?:o|e|oppure) {_AWAY})*{_DAYS}"
    r"|(?:e )?chi (?:manca|mancano|mancher\w+|rientra|torna|rientrer\w+)"
    r"(?= (?:oggi|domani|dopodomani|questa|la settimana|la prossima|lunedi|martedi|mercoledi"
    r"|giovedi|venerdi))"
    rf"{_DAYS}"
    r"|(?:quante|quali|ci sono) (?:assenze|malattie|ferie)(?: (?:ci sono|abbiamo|sono registrate"
    rf"|registrate|risultano|in programma|previste))?{_DAYS}"
    r"|(?:(?:elenc\w+|lista|mostra\w*|dammi|fammi vedere|vedere|tutte|delle|di|le) )*"
    rf"(?:assenze|malattie|ferie) (?:registrate|risultanti|annunciate|in corso|in programma){_DAYS}"
    r"|(?:(?:mi )?(?:elenc\w+|lista|mostra\w*|dammi|mand\w+|fammi vedere|l'elenco|la lista) )+"
    rf"(?:(?:delle|di|le|tutte) )*assenze{_DAYS}"
)
"""Who is away, on the days that are said: `chi è assente la settimana prossima?`."""
STAND_IN_OF = regex(r"(?:e )?chi (?:sostituisce|sostituira|copre) (?P<person>[a-z]+\.[a-z0-9-]+)")
"""Who stands in for somebody: it is said beside each of their absences."""
SO_FAR = regex(
    r"\b(?:mesi|giorni|settimane) (?:scors|passat|precedent)[ie]\b|\b(?:quest'anno|finora)\b"
    r"|\b(?:registrat[ei]|stat[oaie] assent[ei])$"
)
"""Of what has been since the year began."""
PAST = regex(r"\b(?:mese|settimana) (?:scors|passat|precedent)[oae]\b")
ON = regex(r"(?:e|ma|e invece|invece) ")
MATTER = "leaves"
COMES = regex(r"\b(?:rientr\w+|torna\w*)\b")
MONTH = regex(
    r"(?<!\d )(?<!\d)\b(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto"
    r"|settembre|ottobre|novembre|dicembre)\b"
)
STANDS_IN = regex(
    r"(?:e )?(?:chi (?:mi|ci) (?:sostituisce|sostituira|sostituirebbe|copre)"
    r"|(?:posso|possiamo|come (?:posso|faccio a)) delegar\w+|chi (?:e )?il mio sostituto"
    r"|ho un sostituto|(?:(?:vorrei|voglio|devo|dobbiamo) )?(?:deleg(?:o|a|are|hiamo)"
    r"|(?:lasci|pass|affid|d|dare|confer)\w* (?:la |una )?(?:mia )?delega))(?: .*)?"
)
"""Who acts in one's place, and what one would have them do."""


def said(desk: Desk, plain: str) -> Outcome | None:
    """Leaves in words; None for anything else. `plain` is the text cleaned."""
    on = ON.match(plain) if follow.matter(desk) == MATTER else None
    if on is not None and WHO.fullmatch(asked := f"chi e assente {plain[on.end() :]}"):
        plain = asked  # `e nei mesi scorsi?`, after who is away.
    asks = _of_this_year(plain, desk.today)
    if WHO.fullmatch(asks):
        days = _asked_days(asks, desk.today)
        return keep(desk, leaves.absent(desk, *days, back=bool(COMES.search(asks))))
    if STANDS_IN.fullmatch(plain):
        return keep(desk, leaves.stands_in(desk))
    if (of := STAND_IN_OF.fullmatch(plain)) and desk.record.person(of["person"]) is not None:
        return keep(desk, leaves.every(desk, of["person"]))
    named = ASKED.fullmatch(plain) if desk.turn.text.rstrip().endswith("?") else None
    if named is not None and (absence_in(plain) or AWAY_WORDS.search(plain)):
        known = desk.record.person(named["person"]) is not None
        return keep(desk, leaves.every(desk, named["person"])) if known else None
    return _ones_own(desk, plain)


def _of_this_year(plain: str, today: dt.date) -> str:
    """Words in which the year alone is told, and no day of it, with `quest'anno` in its place."""
    if days_away(plain, today) != (None, None):
        return plain
    return re.sub(rf"{_LEAD}(?<![/.\d-])\b{today.year}\b", "quest'anno", plain)


def _ones_own(desk: Desk, plain: str) -> Outcome | None:
    """Who keeps the leaves records their own; others are told who does."""
    plain, act = apart_from_act(plain)
    kind = absence_in(plain) if SELF.fullmatch(plain) else None
    if SELF.fullmatch(plain) is None or not (kind or SELF_WORDS.search(plain)):
        return None
    if not any(post.role is Role.PERSONALE for post in desk.posts):
        office = ", ".join(desk.view.holders(str(Role.PERSONALE), desk.today))
        return keep(desk, answer(say("leave.own", who=office or say("amount.none"))))
    stands = stand_in(plain)
    when = plain.replace(stands[0], " ") if stands else plain
    first, last = days_away(when, desk.today)
    instead = stands["who"] if stands else None
    return leaves.announce(desk, Away(desk.person, first or desk.today, last, kind, instead, act))


def _asked_days(plain: str, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The days of a question: a month is all of it."""
    if re.search(r"\bquesto mese\b", plain):
        return today.replace(day=1), month_end(today.year, today.month)
    if SO_FAR.search(plain):
        return today.replace(month=1, day=1), today
    past = past_span(plain, today, None) if PAST.search(plain) else None
    if past is not None and past.since is not None:
        return past.since, past.until or today
    first, last = days_away(plain, today)
    if first is not None and first == last and MONTH.search(plain):
        return first.replace(day=1), last
    return first, last
