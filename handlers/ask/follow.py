"""Questions that go on from the one before, in the same chat on the same day.

giunta   qual è l'area migliore?         →  …
giunta   e la peggiore?                  →  the areas, the worst first
giunta   e i servizi? e ad agosto? e AF? →  the same question, with this of it changed
eq       come va AS4.3?  e perché?       →  why of AS4.3
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.ask import cues, mine, them, unread
from handlers.ask.about import Names
from handlers.ask.apart import thing_in
from handlers.ask.asked import Asked
from handlers.ask.beside import side_by_side
from handlers.ask.otherwise import FIRST, PLACE, moved_too, otherwise, put_otherwise
from handlers.ask.spans import past_span
from handlers.desk import Desk, remembered
from handlers.turn import Outcome
from italian.regex import regex
from ledger.plan import ENTE
from ledger.readings.query import Filter, NotAQuery, Order, Query, What, written
from ledger.readings.query.model import read

KEPT = "asked"
"""Where the chat keeps the question before."""

LEADS = regex(
    r"^(?:(?:ok|bene|perfetto|va bene|capito|si)[ ,]+)*"
    r"(?:e|ma|mentre|solo|soltanto|invece|quindi|dunque)"
    r"(?: (?:invece|poi|allora|ora|adesso|per|di|in(?! (?:ritardo|linea|scadenza))|a(?! rischio)"
    r"|con|su|solo|soltanto|quell[ie]|quelle)"
    r"(?! chi\b))*"
    r"(?: (?:del|della|dell'|dei|degli|delle|di|al|alla|ai|agli|per)(?! chi\b))?[ ,]+"
)
AGREED = regex(r"^(?:(?:ok|bene|perfetto|va bene|capito|si)[ ,]+)+")
BESIDE = regex(
    r"^(?:e |ma )?(?:rispetto a|in confronto a|a confronto con|contro|meglio o peggio d|meglio d)"
    r"(?:l|lla|llo|i|gli|lle|ll'|el|ella|ei|egli|elle|ell'|i)? ?"
)
MOVED = regex(
    r"^(?:e |ma )?(?:siamo |va |sta |e |sono )?(?:meglio|peggio|migliorat[oaie]|peggiorat[oaie])"
    r"(?: o (?:meglio|peggio|no|peggiorat[oaie]|migliorat[oaie]))? "
    r"(?:di|del|dell'|che a|che|rispetto a|rispetto al|da|dal|dall')\b"
)
JUDGED = regex(r"^(?:e |sono )?(?:gia )?(?:stat[oaie] )?(?:validat|contestat)[oaie]$")
"""Said of a record, and the name of nothing."""
OLDEST = regex(r"\bpiu vecchi[oa]?\b|\bda piu tempo\b")
"""Of what waits for somebody the oldest is shown first."""
MAY = regex(r"^(?:allora )?chi (?:lo |li |la |le )?(?:puo|deve)(?: farl[oaie]| fare)?$")
MADE = regex(r"\bquant[aeio]\b|\bfatt[aeio]\b")
TURNED = regex(r"^(?:e |ma )?(?:chi |quali )?(?:(?:ha|hanno) \w+ )?(?:di )?(?P<least>meno|piu)$")
OF_JUDGES = regex(r"\b(?:valid|contest)\w+")
MISSING = regex(
    r"^(?:e |ma )?(?:chi|quali|quanti|quante) (?:no|manca\w*|non (?:ce l'ha|le ha|l'ha))$"
)
BARE = regex(
    r"(?=^(?:perche|come mai|quando scade|quanto (?:manca|pesa|vale)|da quanto|da quando"
    r"|di chi e)$)"
)
"""Asked alone, it is asked of what was spoken of."""
OF_SOMEBODY = regex(
    r"\b(?:mi|ci|me|io|noi|ho|abbiamo|devo|dobbiamo|posso|mi[eo]i?|mia|nostr\w|siamo|sono|oggi)\b"
)
"""What is asked of oneself goes on from nothing."""
OWN = regex(r"\b(?:chi|cosa|quando|quant[oaie]|qual[ei]?|perche|dove)\b")
"""A question of its own, whatever was asked before it."""
BARE_THING = regex(r"^(?:le|gli|i|gl') ?(?:aree|servizi|uffici|obiettivi|indicatori)$")
WHICH = regex(r"^(?:quale|qual e|quali)\b")
OF_KIND = {
    "deadlines": "quando scade {}",
    "history": "storico {}",
    "why": "perche {}",
    "status": "come va {}",
    "objective": "cos'e {}",
    "waiting": "cosa devo validare di {}",
}
WHEN = regex(r"^(?:e |ma )?(?:entro |per )?quando$")
SPANNED = frozenset(
    {What.CHANGES, What.MADE, What.RECORDS, What.REPORTS, What.WRITERS, What.JUDGES, What.AMENDED}
)
"""What may be asked of another stretch of time."""


ON = regex(r"\b(?:ne|lo|la|li|le|ci|quello|quella|questo|questa|quest'ultim[oa])\b")
"""Points to what was named before."""
ORDERS = regex(
    r"no\b|(?:ritir|annull|cancell|elimin|rettific|modific|cambi|spost|impost|port|valid|contest|ricord)a"
    r"(?:l[aoie])?\b|(?:togli|levi|rimuovi|correggi|metti)(?:l[aoie])?\b"
)
"""Tells to do something, and asks nothing of what was spoken of."""
THEN = regex(r"\b(?:da allora|da quel giorno|da quella data)\b")
FEW = 4
"""Words of a question that names nothing, because what it is about was just named."""


def noted(desk: Desk, outcome: Outcome, asked: Asked | None, kind: str = "") -> Outcome:
    """The same answer; the chat keeps what it answered, or nothing where it is not understood."""
    kept: dict[str, str] | None = None
    if asked is not None and (asked.unread or asked.unsure):
        kept = _offered_of(asked)
    elif asked is not None:
        if asked.query is not None:
            of_its_year = replace(asked.query, year=asked.query.year or desk.year)
            kept = {"query": written(of_its_year)}
        elif code := asked.why or asked.due or asked.code:
            told = "why" if asked.why else "deadlines" if asked.due else "status"
            kept = {"kind": kind or told, "code": code}
            if asked.as_of is not None:
                kept["as_of"] = asked.as_of.isoformat()
    if kept is not None:
        kept["day"] = desk.today.isoformat()
        kept["at"] = desk.turn.at.isoformat()
    if kept is None and KEPT not in desk.chat:
        return outcome
    return remembered(desk, outcome, **{KEPT: kept})


def matter(desk: Desk) -> str:
    """The matter of the house that was spoken of just before, if any."""
    return str(_before(desk).get("matter", ""))


def _offered_of(asked: Asked) -> dict[str, str] | None:
    """The one thing that a question surely named, whose answer was only offered."""
    of = asked.query.of if asked.query is not None else ()
    code = asked.code or (of[0] if len(of) == 1 else None)
    return {"kind": "offered", "code": code} if code else None


def _before(desk: Desk) -> Mapping[str, Any]:
    kept: Mapping[str, Any] = desk.chat.get(KEPT) or {}
    return kept if kept.get("day") == desk.today.isoformat() else {}


def told_at(desk: Desk) -> str:
    """When the answer before was given, as it is kept; empty where there is none."""
    return str(_before(desk).get("at", ""))


def _query(desk: Desk) -> Query | None:
    """The query before, where its button could hold all of it."""
    try:
        return read(str(_before(desk)["query"]))
    except (KeyError, NotAQuery):
        return None


def completed(desk: Desk, names: Names) -> Desk:
    """A question that names nothing and goes on from the one before, with what that was about."""
    plain = AGREED.sub("", cues.written_out(desk.turn.text).strip(" .!?"))
    lead = LEADS.match(plain) or BARE.match(plain) or them.POINTS.match(plain)
    rest = them.AT_ITS_GOAL.sub(" al target", plain[lead.end() :]) if lead else ""
    told = _before(desk) and (
        _when(desk, plain)
        or _of_its_records(desk, plain)
        or _since_then(desk, names, rest or plain)
    )
    if told:
        return replace(desk, turn=replace(desk.turn, text=str(told)))
    if lead is None or not _before(desk):
        return desk
    if str(_before(desk).get("kind")) == "waiting" and OLDEST.search(rest):
        told = OF_KIND["waiting"].format(_before(desk)["code"])
        return replace(desk, turn=replace(desk.turn, text=f"{told}?"))
    if _pointed(desk, names, plain, rest, _query(desk)) is not None:
        return desk
    asks = FIRST.match(rest) or them.POINTS.match(rest)
    alone = JUDGED.match(rest) or them.EACH.match(rest) or them.STALLED.match(rest)
    tied = asks and (alone or _names_nothing(names, rest))
    code = code_of(desk) if tied else None
    if code is not None:
        return replace(desk, turn=replace(desk.turn, text=f"{them.spelt(rest)} {code}?"))
    kind = str(_before(desk).get("kind", ""))
    about = names.of(rest)
    named = about.said and not about.unread and len(about.codes) == 1
    if kind in OF_KIND and named and not OWN.search(rest):
        if BESIDE.match(plain):
            return desk
        asked_so = OF_KIND[kind].format(about.codes[0]) + "?"
        return replace(desk, turn=replace(desk.turn, text=asked_so))
    return desk


def _when(desk: Desk, plain: str) -> str | None:
    """`quando?`: the day of the matter that was told of, or of the one thing."""
    if not WHEN.match(plain):
        return None
    if matter(desk) == "schede":
        return "entro quando si fanno le schede?"
    code = _before(desk).get("code")
    return f"quando scade {code}?" if code and code != ENTE else None


def _since_then(desk: Desk, names: Names, rest: str) -> str | None:
    """`quanto è salito da allora?`, after how something stood on a day of the past, or what moved
    since one."""
    query = _query(desk)
    if "as_of" in _before(desk):
        then = dt.date.fromisoformat(str(_before(desk)["as_of"]))
        of = str(_before(desk)["code"])
    elif query is not None and query.since is not None:
        then, of = query.since, query.of[0] if len(query.of) == 1 else ENTE
    else:
        return None
    since = THEN.sub(f"dal {then:%d/%m/%Y}", rest)
    if since == rest:
        return None
    if names.of(THEN.sub(" ", rest)).said:
        return f"{since}?"
    named = "l'ente" if of == ENTE else of
    return f"{since} {named}?"


def _of_its_records(desk: Desk, rest: str) -> str | None:
    """`quante di queste sono validate?`, after one thing: of what was recorded of it."""
    found, code = them.OF_THEM.match(rest), code_of(desk)
    judged = found is not None and JUDGED.match(found["rest"])
    return f"quali dati di {code} {found['rest']}?" if found and judged and code else None


def spoken_of(desk: Desk) -> tuple[str, ...]:
    """The one thing that was spoken of just before, or the few, where the words go on from it."""
    plain = cues.written_out(desk.turn.text).strip(" .!?")
    goes_on = LEADS.match(plain) or ON.search(plain) or len(plain.split()) <= FEW
    waits = "talk" in desk.draft and "id" not in desk.draft and "?" not in desk.turn.text
    if not goes_on or waits or not _before(desk) or ORDERS.match(plain):
        return ()
    if (code := code_of(desk)) is not None:
        return (code,)
    query = _query(desk)
    return query.of if query is not None and 1 < len(query.of) <= FEW else ()


def code_of(desk: Desk) -> str | None:
    """The one thing the question before was about."""
    if "code" in _before(desk):
        return str(_before(desk)["code"])
    query = _query(desk)
    return None if query is None else them.one_of(desk, query)


def _names_nothing(names: Names, rest: str) -> bool:
    of_somebody = OF_SOMEBODY.search(rest) and not re.match(r"quant[aeio] ne ", rest)
    if thing_in(rest) or of_somebody or names.codes_in(rest):
        return False
    if re.match(r"quant[aeio] ne ", rest):
        rest = past_span(rest, names.today, None).rest
    left = unread.left(names, rest, None)
    return not names.of(unread.without_asking(rest)).said and not left.said


def parsed(desk: Desk, names: Names) -> Asked | None:
    """The query before with another scope, another order or filter, or another stretch of time;
    None where it does not go on from it."""
    if not _before(desk):
        return None
    plain = AGREED.sub("", cues.written_out(desk.turn.text).strip(" .!?"))
    lead, query = LEADS.match(plain), _query(desk)
    rest = plain[lead.end() :] if lead else plain
    if (pointed := _pointed(desk, names, plain, rest, query)) is not None:
        return pointed
    if lead is None:
        return None if query is None else put_otherwise(plain, query, names)
    if query is None and WHICH.match(rest) and not thing_in(rest):
        return Asked(unread=(rest,))  # Which of those spoken of, that no query holds.
    if query is None:
        return _since(desk, plain, names)
    return _changed(plain, rest, query, names)


def _changed(plain: str, rest: str, query: Query, names: Names) -> Asked | None:
    """The query before, with what the words change of it."""
    if query.what in PLACE and (thing := BARE_THING.match(rest)) and (found := thing_in(thing[0])):
        return Asked(replace(query, what=found[0])) if found[0] in PLACE else None
    narrowed = otherwise(rest, query, names) or moved_too(rest, query, names)
    if narrowed is not None:
        return narrowed
    span = past_span(plain[2:], names.today, None)
    spanned = query.what in SPANNED or query.since is not None
    if spanned and (span.since or span.until) and not names.content_of(span.rest):
        since = span.since or span.until
        return Asked(replace(query, since=since, until=span.until))
    about = names.of(rest)
    if about.said and not about.unread and not query.who and query.what is not What.LINES:
        return Asked(replace(query, of=about.codes if about.codes != (ENTE,) else ()))
    return None


def _pointed(desk: Desk, names: Names, plain: str, rest: str, query: Query | None) -> Asked | None:
    """What points back to the answer before: its rows, what stands beside it, another day."""
    points = them.SIBLINGS.match(rest) or BESIDE.match(plain) or MOVED.match(plain)
    code = code_of(desk) if points else None
    if code is not None and them.SIBLINGS.match(rest) and (near := them.siblings(names, code)):
        return Asked(near)
    if code is not None and (found := BESIDE.match(plain)):
        about = names.of(plain[found.end() :])
        if about.said and not about.unread and about.codes[:1] != (code,):
            return side_by_side(names, (code, *about.codes[:1]))
    if code is not None and MOVED.match(plain):
        return _since(desk, plain, names)
    if (of_these := _of_what_waits(desk, names, rest, query)) is not None:
        return of_these
    if query is None:
        return None
    if query.what is What.RIGHTS and MAY.match(rest):
        return Asked(replace(query, who=""))
    judged = query.what is What.JUDGES or not OF_JUDGES.search(plain)
    if (turned := TURNED.match(plain)) and query.what in (What.WRITERS, What.JUDGES) and judged:
        order = Order.LOWEST if turned["least"] == "meno" else Order.PLAN
        return Asked(replace(query, order=order))
    if query.what is What.SCHEDE and MISSING.match(plain):
        return Asked(replace(query, filters=frozenset({Filter.NOT_STARTED})))
    of_records = _of_records(query, names, rest, on=rest != plain)
    return Asked(of_records) if of_records else them.of_them(desk, names, rest, query, PLACE)


def _of_what_waits(desk: Desk, names: Names, rest: str, query: Query | None) -> Asked | None:
    """Of records, or of what waits to be validated: whose, where, those of an office."""
    waits = frozenset({Filter.UNVALIDATED})
    waiting = _before(desk).get("kind") == "waiting"
    if waiting and any(p.match(rest) for p in (them.WHOSE, them.WHERE, them.BY_WHOM)):
        of = _before(desk)["code"]
        told = Query(What.RECORDS, names.own if of == ENTE else (of,), waits)
        return Asked(_of_records(told, names, rest, on=True))
    recorded = query is not None and query.what in RECORDED
    if not (waiting or recorded) or not (codes := them.offices_of_these(names, rest)):
        return None
    return Asked(replace(query, of=codes) if query else Query(What.RECORDS, codes, waits))


def _of_records(query: Query, names: Names, rest: str, *, on: bool) -> Query | None:
    """Of records, or of a list: whose they are, in which offices, and what became of them."""
    place = query.what in (What.OBJECTIVES, What.INDICATORS) and query.filters
    if them.WHERE.match(rest) and (query.what in RECORDED or place):
        units = What.AREAS if query.of in ((), (ENTE,)) else What.SERVICES
        return replace(query, what=units, order=Order.MOST, since=None, until=None, only=None)
    if query.what not in RECORDED:
        return None
    if Filter.UNVALIDATED in query.filters and them.BY_WHOM.match(rest):
        return Query(What.VALIDATORS, query.of, year=query.year)
    if them.WHOSE.match(rest):
        since = query.since or dt.date(names.today.year, 1, 1)
        return replace(query, what=What.WRITERS, order=Order.PLAN, since=since, only=None)
    judged, bare = mine.judged_in(rest), mine.RECORD.sub(" ", mine.JUDGED.sub(" ", rest))
    if judged is None or not on or unread.TURNS.search(bare) or names.content_of(bare):
        return None
    what = What.REPORTS if query.what is What.REPORTS else What.RECORDS
    return replace(query, what=what, filters=judged, order=Order.PLAN, only=None)


RECORDED = (What.RECORDS, What.REPORTS, What.WRITERS)


def _since(desk: Desk, plain: str, names: Names) -> Asked | None:
    """`come va AT?`, `e da luglio?`: by how much it moved since."""
    moved = MOVED.match(plain)
    span = past_span(plain[moved.end() - 2 :] if moved else plain[2:], names.today, None)
    code, since = code_of(desk), span.since or span.until
    if code is None or since is None or names.content_of(MADE.sub(" ", span.rest)):
        return None
    alone = span.since is None and _before(desk).get("kind") == "status"
    if ("as_of" in _before(desk) or alone) and span.until and not moved and not MADE.search(plain):
        return Asked(code=code, as_of=span.until)
    if MADE.search(plain):
        return Asked(Query(What.MADE, (code,), since=since, until=span.until))
    if moved and span.until and span.until < names.today:
        return Asked(Query(What.STANDS, (code,), since=span.until))
    return Asked(Query(What.STANDS, (code,), since=since, until=span.until))
