"""Questions about who did what to the record and to the plan: who validated or contested how much,
who recorded nothing, who set or changed a target: `chi ha contestato di più?`, `chi non ha scritto
niente a settembre?`, `chi ha messo il target di AS4.3.1?`."""

import datetime as dt
import re

from handlers.ask import cues
from handlers.ask.answers.parse import BARE
from handlers.ask.asked import Asked
from handlers.ask.parts.about import Names
from handlers.ask.parts.spans import past_span
from italian.regex import regex
from ledger.plan import ENTE
from ledger.readings.query import SILENT_DAYS, Filter, Order, Query, What

_SAID = cues.SAID["judged"]

JUDGED = _SAID["judged"]
BY_HIMSELF = _SAID["by_himself"]
HOW_MUCH = _SAID["how_much"]
WITHDREW = _SAID["withdrew"]
HOW_OFTEN = _SAID["how_often"]
IDLE = _SAID["idle"]
NEVER = _SAID["never"]
OBJECT = _SAID["object"]
"""What one has not written something of, which is no question of who wrote nothing at all."""

MINE = regex(r"\b(?:mi[eo]i?|mie|mia|nostr[aieo]|mi|ci)\b")
"""What is judged is of one's own office."""

THINGS = (
    ("target", regex(r"\b(?:target|traguard[oi]|valor[ei](?: (?:da raggiungere|attes[oi]))?)\b")),
    ("weight", regex(r"\bpes[oi]\b")),
    ("deadline", regex(r"\b(?:termin[ei]|scadenz[ae])\b")),
    ("baseline", regex(r"\b(?:bas[ei]|baseline|valor[ei] di partenza)\b")),
    ("", regex(r"\b(?:il |del |nel |al )?piano(?: della performance)?\b")),
)
_SET = r"(?:fissat|mess|impostat|decis|stabilit|assegnat|scelt|dat)"
_CHANGED = (
    r"(?:cambiat|modificat|aggiornat|alzat|abbassat|aumentat|ridott|corrett|prorogat|rivist|spostat|toccat"
    r"|variat)"
)
AMENDED = _SAID["amended"]
ASKING = _SAID["asking"]


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """None for any other question."""
    plain = cues.question_in(text)
    if plain is None:
        return None
    return (
        _corrected(plain, names, today, visited)
        or _withdrawn(plain, names, today, visited)
        or _judges(plain, names, today, visited)
        or _idle(plain, names, today, visited)
        or _amended(plain, names, today, visited)
    )


def _judges(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    found = JUDGED.search(plain)
    if found is None or cues.LAST.search(plain):
        return None
    span = past_span(_without(plain, found), today, visited)
    much = re.search(r"\b(?:piu|meno)\b", span.rest)
    rest = HOW_MUCH.sub(" ", span.rest)
    about = names.of(BY_HIMSELF.sub(" ", rest))
    unread = (*about.unread, *BY_HIMSELF.findall(rest))
    if not rest.split() or not about.said:
        whole = names.own if MINE.search(plain) else (ENTE,)
        about = type(about)(about.codes if about.said else whole, True)
    verb = found["verb"] or found["noun"] or found[0]
    which = Filter.CONTESTED if re.search("contest|respin|rifiut|bocci", verb) else Filter.VALIDATED
    order = Order.LOWEST if much and much[0] == "meno" else Order.PLAN
    query = Query(What.JUDGES, about.codes, frozenset({which}), order, span.since, span.until)
    return Asked(query, unread=unread)


_PUT_RIGHT = r"(?:corrett|rettificat|modificat|ritoccat|cambiat)[oaie]"
_FIGURES = r"(?:dat[oi]|registrazion[ei]|numer[oi]|cifr[ae])"
_ASKS = r"(?:quali|quant[ei]|che|ci sono|controll\w+|verific\w+|mostra\w*|elenc\w+|dammi|fammi)"
CORRECTED = regex(
    rf"^(?=.*\b{_FIGURES}\b)(?!.*\b(?:nel|del|al) piano\b)(?!.*\b(?:ho|abbiamo)\b)(?:e )?"
    rf"(?:(?P<who>chi) (?:ha|hanno)|{_ASKS}\b.*\b{_FIGURES}\b).*?\b{_PUT_RIGHT}\b"
)
OF_CORRECTING = regex(
    r"^(?:e )?(?:chi|quali|quant[ei]|controll\w+|verific\w+|mostra\w*|elenc\w+|ci sono)\b"
    rf"|\b(?:ha|hanno|sono|stat[ieoa]|che|{_FIGURES}|{_PUT_RIGHT}|suo|suoi|propr\w+|lor[oa])\b"
    r"|\b(?:piu|spesso|volte|a posteriori|dopo|in seguito|gia|registrat[ieoa])\b"
)


def _corrected(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """Which records their authors put right, or who put right how many of theirs."""
    found = CORRECTED.match(plain)
    if found is None or MINE.search(plain):
        return None
    span = past_span(plain, today, visited)
    about = names.of(OF_CORRECTING.sub(" ", span.rest))
    what = What.WRITERS if found["who"] else What.RECORDS
    of, since = about.codes if about.said else (), span.since or dt.date(today.year, 1, 1)
    query = Query(what, of, frozenset({Filter.CORRECTED}), since=since, until=span.until)
    return Asked(query, unread=about.unread)


def _withdrawn(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """Who took back what; how often something was written of."""
    found = WITHDREW.match(plain)
    how_often = HOW_OFTEN.match(plain)
    if found is None and how_often is None:
        return None
    said = found or how_often
    assert said is not None
    span = past_span(_without(plain, said), today, visited)
    about = names.of(HOW_MUCH.sub(" ", span.rest))
    if how_often and not about.said:
        return None
    filters = frozenset({Filter.WITHDRAWN}) if found else frozenset[Filter]()
    of = about.codes if about.said else ()
    query = Query(What.RECORDS, of, filters, since=span.since, until=span.until)
    return Asked(query, unread=about.unread)


def _idle(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """Who recorded nothing; of an indicator or objective it is a question of what is still."""
    found = IDLE.match(plain)
    if found is None or OBJECT.search(plain):
        return None
    span = past_span(NEVER.sub(" ", _without(plain, found)), today, visited)
    mine = re.search(r"\bmiei|nostri\b", found["who"] or "")
    about = names.of(f"{span.rest} {'miei' if mine else ''}")
    plan = names.plan
    if any(code in plan.objectives or code in plan.indicators for code in about.codes):
        return None
    since = span.since or span.until
    if since is None:
        first = dt.date(today.year, 1, 1)
        since = first if NEVER.search(plain) else today - dt.timedelta(days=SILENT_DAYS)
    of = about.codes if about.said or about.unread else names.own
    query = Query(What.WRITERS, of, frozenset({Filter.SILENT}), since=since, until=span.until)
    return Asked(query, unread=about.unread)


def _amended(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """What of the plan was set or changed, by whom."""
    found = AMENDED.search(plain)
    thing = next(((n, p) for n, p in THINGS if p.search(plain)), None)
    if found is None or thing is None or re.search(r"\b(?:puo|posso|possiamo|dev\w+|non)\b", plain):
        return None
    changed = bool(found["changed"] or found["noun"])
    if not thing[0] and not changed:
        return None
    if found["changed"] == "aggiornat" and thing[0]:
        return None
    rest = thing[1].sub(" ", f"{plain[: found.start()]} {found[0]} {plain[found.end() :]}")
    rest = re.sub(rf"\b(?:{_SET}|{_CHANGED})[oaie]\b", " ", rest)
    if found["noun"]:
        rest = rest.replace(found["noun"], " ")
    span = past_span(rest, today, visited)
    about = names.of(ASKING.sub(" ", span.rest))
    mine = re.search(r"\b(?:mi|ci|mie[i]?|nostr\w+)\b", plain) and names.own != (ENTE,)
    of = about.codes if about.said or mine or about.unread else ()
    filters = frozenset({Filter.AMENDED}) if changed else frozenset[Filter]()
    query = Query(What.AMENDED, of, filters, words=thing[0], since=span.since, until=span.until)
    figures = () if about.said else BARE.findall(span.rest)  # `chi ha messo il target a 600?`
    return Asked(query, unread=(*about.unread, *figures))


def _without(plain: str, found: re.Match[str]) -> str:
    return f"{plain[: found.start()]} {plain[found.end() :]}"
