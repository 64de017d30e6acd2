"""Questions that go on from the one before, in the same chat on the same day.

giunta   qual è l'area migliore?         →  …
giunta   e la peggiore?                  →  the areas, the worst first
giunta   e i servizi? e ad agosto? e AF? →  the same question, with this of it changed
eq       come va AS4.3?  e perché?       →  why of AS4.3
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.ask import choosing, cues, defaults, kinds, mine, scope, them, unread
from handlers.ask.about import Names
from handlers.ask.apart import PROOF, thing_in
from handlers.ask.asked import Asked
from handlers.ask.beside import side_by_side
from handlers.ask.going_on import OF_THESE, bare, changed, goes_on
from handlers.ask.kinds import Kind
from handlers.ask.spans import past_span
from handlers.desk import Desk, remembered
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE
from ledger.readings.query import Filter, NotAQuery, Order, Query, What, written
from ledger.readings.query.model import read

KEPT = "asked"
"""Where the chat keeps the question before."""

BESIDE = regex(
    r"^(?:e |ma )?(?:rispetto a|in confronto a|a confronto con|contro\b|meglio o peggio d|meglio d"
    r"|(?:mett|confront|paragon)\w*l[oaie] (?:a confronto )?(?:con|a))"
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
OWN = regex(r"\b(?:chi|cosa|quando|quant[oaie]|qual[ei]?|perche|dove)\b")
"""A question of its own, whatever was asked before it."""
WHICH = regex(r"^(?:quale|qual e|quali)\b")
OF_KIND = {
    "deadlines": "quando scade {}",
    "history": "storico {}",
    "why": "perche {}",
    "status": "come va {}",
    "objective": "cos'e {}",
    "waiting": "cosa devo validare di {}",
    "acted": "come va {}",
}
ACTED = "acted"
"""Of what was recorded or changed, and not asked about."""
PUTS_RIGHT = regex(r"\W*(?:no|anzi|scusa\w*|volevo|intendevo|dicevo|aspett\w+)\b")
WHEN = regex(r"^(?:e |ma )?(?:entro |per )?quando$")
ON = regex(
    r"\b(?:ne|li|ci|quell[oa]|quest[oa]|quest'ultim[oa])\b"
    r"|\b(?:l[oae] |l')(?:ha|hanno|dev|puo|poss|segu|gest|cur|fa|ved|valid|registr"
    r"|aggiorn|scriv|tien)"
)
"""Points to what was named before."""
ORDERS = regex(
    r"no\b|(?:ritir|annull|cancell|elimin|rettific|modific|cambi|spost|impost|port|valid|contest|ricord)a"
    r"(?:l[aoie])?\b|(?:togli|levi|rimuovi|correggi|metti)(?:l[aoie])?\b"
)
"""Tells to do something, and asks nothing of what was spoken of."""
TIED = defaults.OF_A_THING | {Kind.WHAT_IF, Kind.AMENDED}
"""What is asked of one thing."""
IN_WORDS = (Kind.GAP, Kind.PACE, Kind.WHAT_IF, Kind.AMENDED)
"""What says more than its kind (`al mese`, `se arrivo a 400`), and is said of oneself and meant of
the thing: `quanto mi manca?`"""
OF_ANYTHING = (
    *(Kind.STANDING, Kind.CHANGES, Kind.IMPROVED, Kind.FELL),
    *(Kind.WHO_VALIDATES, Kind.WHY_FIGURE),
)
"""What may as well be asked of one's whole office."""
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
            kept = {"query": written(asked.query), **({"kind": kind} if kind else {})}
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
    if kept.get("kind") == ACTED and PUTS_RIGHT.match(clean(desk.turn.text)):
        return {}  # It puts right what was recorded.
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
    if not _before(desk):
        return desk
    plain = _plain(desk)
    rest = them.AT_ITS_GOAL.sub(" al target", bare(plain))
    told = _when(desk, plain) or _of_its_records(desk, plain) or _since_then(desk, names, rest)
    told = told or _oldest(desk, rest) or _said_of_it(desk, names, plain, rest)
    return replace(desk, turn=replace(desk.turn, text=told)) if told else desk


def _oldest(desk: Desk, rest: str) -> str | None:
    """Of what waits for somebody, the oldest."""
    waits = str(_before(desk).get("kind")) == "waiting" and OLDEST.search(rest)
    return f"{OF_KIND['waiting'].format(_before(desk)['code'])}?" if waits else None


def _said_of_it(desk: Desk, names: Names, plain: str, rest: str) -> str | None:
    """What is asked of the thing that was spoken of; or of another, what was asked of that."""
    if turned(desk, names) is not None:
        return None
    kind, codes = tied(desk, names)
    if codes and kind in IN_WORDS:
        return f"{them.spelt(rest)} {' e '.join(codes)}?"
    of = str(_before(desk).get("kind", ""))
    if codes or of not in OF_KIND or not goes_on(plain) or OWN.search(rest) or BESIDE.match(plain):
        return None
    about = names.of(rest)
    named = about.said and not about.unread and len(about.codes) == 1
    return f"{OF_KIND[of].format(about.codes[0])}?" if named else None


def tied(desk: Desk, names: Names) -> tuple[Kind | None, tuple[str, ...]]:
    """What a sure question asks of one thing, where it names none, and the thing or the few that
    were spoken of; nothing where it does not go on from them."""
    plain = _plain(desk)
    rest = them.AT_ITS_GOAL.sub(" al target", bare(plain))
    weighed = choosing.of_question(kinds.likely(desk.turn.text, names.reader.naming))
    kind = choosing.sure(weighed, choosing.AS_TOLD)
    if them.OF_ITS_STORY.match(rest):
        return Kind.AMENDED, tuple(filter(None, (code_of(desk),)))
    if kind is None or kind not in TIED or names.codes_in(plain) or thing_in(rest):
        return None, ()
    whole = kind in OF_ANYTHING and not cues.WHY.match(rest)
    if whole and not (goes_on(plain) or ON.search(plain)):
        return None, ()
    rest = PROOF.sub(" ", rest) if kind is Kind.PROOFS else rest
    asking = {w for w in rest.split() if w not in names.reader.naming and kinds.speaks_for(w, kind)}
    named = " ".join(word for word in rest.split() if word not in asking)
    about = scope.scope_of(names, named, names.today)
    return (None, ()) if about.said or about.unread else (kind, spoken_of(desk))


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
    plain = _plain(desk)
    tied = goes_on(plain) or ON.search(plain) or len(plain.split()) <= FEW
    waits = "talk" in desk.draft and "id" not in desk.draft and "?" not in desk.turn.text
    if not tied or waits or not _before(desk) or ORDERS.match(plain):
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


def parsed(desk: Desk, names: Names) -> Asked | None:
    """The query before with another scope, another order or filter, or another stretch of time;
    None where it does not go on from it."""
    if not _before(desk):
        return None
    if (told := turned(desk, names)) is not None:
        return told
    plain = _plain(desk)
    rest, query = bare(plain), _query(desk)
    if OF_THESE.search(plain) and query is not None:
        return Asked(unread=(plain,))
    if query is not None or not goes_on(plain):
        return None
    if WHICH.match(rest) and not thing_in(rest):
        return Asked(unread=(rest,))  # Which of those spoken of, that no query holds.
    return _since(desk, plain, names)


def turned(desk: Desk, names: Names) -> Asked | None:
    """What points back to the answer before, or changes what was asked of it."""
    plain, query = _plain(desk), _query(desk)
    if (pointed := _pointed(desk, names, plain, bare(plain), query)) is not None:
        return pointed
    made = None if query is None else changed(plain, query, names)
    return None if made is None else Asked(made)


def _plain(desk: Desk) -> str:
    return cues.written_out(desk.turn.text).strip(" .!?")


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
    return Asked(of_records) if of_records else them.of_them(desk, rest, query)


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
    alone = span.since is None and _before(desk).get("kind") in ("status", ACTED)
    if ("as_of" in _before(desk) or alone) and span.until and not moved and not MADE.search(plain):
        return Asked(code=code, as_of=span.until)
    if MADE.search(plain):
        return Asked(Query(What.MADE, (code,), since=since, until=span.until))
    if moved and span.until and span.until < names.today:
        return Asked(Query(What.STANDS, (code,), since=span.until))
    return Asked(Query(What.STANDS, (code,), since=since, until=span.until))
