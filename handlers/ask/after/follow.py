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

from handlers.ask import cues
from handlers.ask.after import them
from handlers.ask.after.going_on import OF_THESE, bare, changed, goes_on
from handlers.ask.answers.beside import side_by_side
from handlers.ask.asked import Asked
from handlers.ask.kinds import Kind
from handlers.ask.parts.about import Names
from handlers.ask.parts.apart import Left, first_of, thing_in
from handlers.ask.parts.slots import UNITS
from handlers.ask.parts.spans import past_span
from handlers.desk import Desk, remembered
from handlers.talk.typed import tells_figure
from handlers.turn import Outcome
from handlers.understand.reading import Intent
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
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
MAY = regex(r"^(?:allora )?chi (?:lo |li |la |le )?(?:puo|deve)(?: farl[oaie]| fare)?$")
MADE = regex(r"\bquant[aeio]\b|\bfatt[aeio]\b")
TURNED = regex(r"^(?:e |ma )?(?:chi |quali )?(?:(?:ha|hanno) \w+ )?(?:di )?(?P<least>meno|piu)$")
LACKS = regex(
    r"^(?:e |ma )?quant[aeio]\b(?P<thing>.+?) (?:(?:ci|mi|ne|gli|le|ancora) )*"
    r"(?:manca|mancano|resta|restano|rimane|rimangono)\b"
)
OF_JUDGES = regex(r"\b(?:valid|contest)\w+")
MISSING = regex(
    r"^(?:e |ma )?(?:chi|quali|quanti|quante) (?:ne )?(?:no|manca\w*|non (?:ce l'ha|le ha|l'ha))$"
)
WHICH = regex(r"^(?:quale|qual e|quali)\b")
WHICH_OF_IT = regex(r"^(?:e |ma )?quale (?!(?:area|servizio|ufficio|settore|obiettivo)\b)")
"""After one objective: which of its indicators."""
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
PUTS_RIGHT = regex(
    r"\W*(?:(?:a+h|e+h|o+h|ops|u+h|ma),? )*(?:no|anzi|scusa\w*|volevo|intendevo|dicevo|aspett\w+)\b"
)
ON = regex(
    r"\b(?:ne|li|ci|quell[oa]|quest[oa]|quest'ultim[oa])\b"
    r"|\b\w+[aei]r(?:ne|l[oaie])\b"
    r"|\b(?:gli|le) (?=(?:manc|rest|riman|serv|tocc)\w+\b)"
    r"|\b(?:l[oae] |l')(?:ha|hanno|dev|puo|poss|segu|gest|cur|fa|ved|valid|registr"
    r"|aggiorn|scriv|tien)"
)
"""Points to what was named before."""
ORDERS = regex(
    r"no\b|(?:ritir|annull|cancell|elimin|rettific|modific|cambi|spost|impost|port|valid|contest|ricord)a"
    r"(?:l[aoie])?\b|(?:togli|levi|rimuovi|correggi|metti)(?:l[aoie])?\b"
)
"""Tells to do something, and asks nothing of what was spoken of."""
UNVALIDATED = frozenset({Filter.UNVALIDATED})
FEW = 4
"""Words of a question that names nothing, because what it is about was just named."""


def noted(desk: Desk, outcome: Outcome, asked: Asked | None, kind: str = "") -> Outcome:
    """The same answer; the chat keeps what it answered, or nothing where it is not understood."""
    kept: dict[str, str] | None = None
    if asked is not None and asked.kind is Kind.NOT_ANSWERABLE and "?" not in desk.turn.text:
        return outcome  # `che freddo oggi`: what was spoken of before it stands.
    if asked is not None and (asked.unread or asked.unsure):
        kept = _offered_of(asked)
    elif asked is not None:
        if asked.query is not None:
            of_its_year = replace(asked.query, year=asked.query.year or desk.year)
            kept = {"query": written(of_its_year), **({"kind": kind} if kind else {})}
        elif code := asked.why or asked.due or asked.code:
            told = "why" if asked.why else "deadlines" if asked.due else "status"
            kept = {"kind": kind or told, "code": code}
            if asked.as_of is not None:
                kept["as_of"] = asked.as_of.isoformat()
            earlier = before(desk) if told != "status" else {}
            if listed := earlier.get("query") or earlier.get("list"):
                kept["list"] = str(listed)  # Something was asked of one of them.
    if kept is not None:
        kept["day"] = desk.today.isoformat()
        kept["at"] = desk.turn.instant
    if kept is None and KEPT not in desk.chat:
        return outcome
    return remembered(desk, outcome, **{KEPT: kept})


def matter(desk: Desk) -> str:
    """The matter of the house that was spoken of just before, if any."""
    return str(before(desk).get("matter", ""))


def _offered_of(asked: Asked) -> dict[str, str] | None:
    """The one thing that a question surely named, whose answer was only offered; the list that was
    offered, which words may go on from as they do from one that was told."""
    query = asked.query
    of = query.of if query is not None else ()
    code = asked.code or (of[0] if len(of) == 1 else None)
    kept = {"kind": "offered", **({"code": code} if code else {})}
    if query is not None and query.what in them.LISTED and not asked.unsure:
        kept["list"] = written(query)
    return kept if len(kept) > 1 else None


def before(desk: Desk) -> Mapping[str, Any]:
    """What was asked and told before, on the same day; empty where nothing was."""
    kept: Mapping[str, Any] = desk.chat.get(KEPT) or {}
    if kept.get("kind") == ACTED and PUTS_RIGHT.match(clean(desk.turn.text)):
        return {}  # It puts right what was recorded.
    return kept if kept.get("day") == desk.today.isoformat() else {}


def told_at(desk: Desk) -> str:
    """When the answer before was given, as it is kept; empty where there is none."""
    return str(before(desk).get("at", ""))


def query_of(desk: Desk, kept: str = "query") -> Query | None:
    """The query before, where its button could hold all of it."""
    try:
        return read(str(before(desk)[kept]))
    except (KeyError, NotAQuery):
        return None


def spoken_of(desk: Desk) -> tuple[str, ...]:
    """The one thing that was spoken of just before, or the few, where the words go on from it."""
    plain = said(desk)
    tied = goes_on(plain) or ON.search(plain) or len(plain.split()) <= FEW
    waits = "talk" in desk.draft and "id" not in desk.draft and "?" not in desk.turn.text
    if not tied or waits or not before(desk) or ORDERS.match(plain):
        return ()
    if (code := code_of(desk)) is not None:
        return (code,)
    query = query_of(desk)
    return query.of if query is not None and 1 < len(query.of) <= FEW else ()


def code_of(desk: Desk) -> str | None:
    """The one thing the question before was about."""
    if "code" in before(desk):
        return str(before(desk)["code"])
    query = query_of(desk)
    return None if query is None else them.one_of(desk, query)


def parsed(desk: Desk, names: Names) -> Asked | None:
    """The query before with another scope, another order or filter, or another stretch of time;
    None where it does not go on from it."""
    if not before(desk) or _tells_a_fact(desk):
        return None
    if (told := turned(desk, names)) is not None:
        return told
    plain = said(desk)
    rest, query = bare(plain), query_of(desk)
    if OF_THESE.search(plain) and query is not None:
        return Asked(unread=(plain,))
    if query is not None and query.what is What.GAP:
        return _as_it_was(desk, rest, names)
    if query is not None or not goes_on(plain):
        return None
    if WHICH.match(rest) and not thing_in(rest):
        return Asked(unread=(rest,))  # Which of those spoken of, that no query holds.
    return _since(desk, plain, names)


def _tells_a_fact(desk: Desk) -> bool:
    """`ma erano 8 CIE`, after two facts: a figure of what it names, and none of them chosen."""
    if "tells a fact" not in desk.memo:
        figure = tells_figure(desk.turn.text, desk.today)
        desk.memo["tells a fact"] = figure and _is_a_fact(desk)
    return bool(desk.memo["tells a fact"])


def _is_a_fact(desk: Desk) -> bool:
    reading = desk.reader.read(desk.turn.text, sender=desk.sender(), today=desk.today)
    told = [i for i in reading.items if i.value is not None and "indicator" not in i.assumed]
    recording = reading.intent in (Intent.REPORT, Intent.CORRECT)
    return recording and not reading.ambiguous and any(not i.ambiguous for i in told)


def turned(desk: Desk, names: Names) -> Asked | None:
    """What points back to the answer before, or changes what was asked of it."""
    if "turned" not in desk.memo:
        desk.memo["turned"] = _turned(desk, names)
    found: Asked | None = desk.memo["turned"]
    return found


def _turned(desk: Desk, names: Names) -> Asked | None:
    plain, query = said(desk), query_of(desk)
    listed = query or stood_for(desk, names)
    if listed is not None and (few := them.few_of(desk, plain, listed)) is not None:
        return Asked(few)
    if (pointed := _pointed(desk, names, plain, bare(plain), listed)) is not None:
        return pointed
    anew = listed is None or _names_what_lacks(plain, names)
    made = None if anew or listed is None else changed(plain, listed, names)
    apart = query is None and not OF_THESE.search(plain)
    if made is None or (apart and _same_things(made, listed)):
        return None
    return Asked(made)


def _names_what_lacks(plain: str, names: Names) -> bool:
    """`e quante carte mi mancano?`: how much of a thing that it names itself, whatever was told."""
    found = LACKS.match(plain)
    return found is not None and names.of(found["thing"]).said


def stood_for(desk: Desk, names: Names) -> Query | None:
    """The list that an answer stands for which was none: the one that was open before it, what
    waits, the objectives of a unit."""
    if (listed := query_of(desk, "list")) is not None:
        return listed
    kind, code = before(desk).get("kind"), str(before(desk).get("code", ""))
    of = () if code == ENTE else (code,)
    if kind == "waiting":
        return Query(What.RECORDS, names.own if code == ENTE else of, UNVALIDATED)
    unit = code in (ENTE, SEGRETARIO, TRANSVERSAL, *them.units_of(names))
    if kind not in ("status", "objective"):
        return None
    if code in desk.view.plan.objectives and WHICH_OF_IT.match(said(desk)):
        return Query(What.INDICATORS, of, order=Order.WORST)
    return Query(What.OBJECTIVES, of, order=Order.WORST) if unit else None


def _same_things(made: Query, before: Query | None) -> bool:
    """Whether nothing but the scope or the day of a list was changed: no list was asked for."""
    assert before is not None
    if made == before:
        return False  # How many they are.
    return replace(made, of=before.of, since=before.since, until=before.until) == before


def said(desk: Desk) -> str:
    """The words, in plain letters and written out."""
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
    if query is None:
        return None
    if query.what is What.RIGHTS and MAY.match(rest):
        return Asked(replace(query, who=""))
    judged = query.what is What.JUDGES or not OF_JUDGES.search(plain)
    if (turned := TURNED.match(plain)) and query.what in (What.WRITERS, What.JUDGES) and judged:
        order = Order.LOWEST if turned["least"] == "meno" else Order.PLAN
        return Asked(replace(query, order=order))
    told = them.held(desk, names, query, rest) if query.what is What.HOLDERS else None
    if told is not None and not query.who:
        return told
    if query.what is What.SCHEDE and MISSING.match(plain):
        return Asked(replace(query, filters=frozenset({Filter.NOT_STARTED})))
    of_records = _of_records(query, names, rest)
    return Asked(of_records) if of_records else them.of_them(desk, rest, query)


def _of_records(query: Query, names: Names, rest: str) -> Query | None:
    """Of records, or of a list: whose they are, in which offices, and what became of them; of
    offices by what waits there, which of that is the oldest."""
    if query.what in UNITS and query.filters == UNVALIDATED:
        order = first_of(Left(rest), cues.ORDERS)[1]
        known = order in (Order.OLDEST, Order.NEWEST) and thing_in(rest) is None
        return Query(What.RECORDS, query.of, UNVALIDATED, order or Order.PLAN) if known else None
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
    return None


RECORDED = (What.RECORDS, What.REPORTS, What.WRITERS)


def _as_it_was(desk: Desk, rest: str, names: Names) -> Asked | None:
    """`a fine giugno invece`, after what is missing of a thing: how it stood on that day."""
    span, code = past_span(rest, names.today, None), code_of(desk)
    day = span.until if span.since is None else None
    if code is None or day is None or span.rest.strip():
        return None
    return Asked(code=code, as_of=day)


def _since(desk: Desk, plain: str, names: Names) -> Asked | None:
    """`come va AT?`, `e da luglio?`: by how much it moved since."""
    moved = MOVED.match(plain)
    span = past_span(plain[moved.end() - 2 :] if moved else plain[2:], names.today, None)
    code, since = code_of(desk), span.since or span.until
    if code is None or since is None or names.content_of(MADE.sub(" ", span.rest)):
        return None
    alone = span.since is None and before(desk).get("kind") in ("status", ACTED)
    if ("as_of" in before(desk) or alone) and span.until and not moved and not MADE.search(plain):
        return Asked(code=code, as_of=span.until)
    if MADE.search(plain):
        return Asked(Query(What.MADE, (code,), since=since, until=span.until))
    if moved and span.until and span.until < names.today:
        return Asked(Query(What.STANDS, (code,), since=span.until))
    return Asked(Query(What.STANDS, (code,), since=since, until=span.until))
