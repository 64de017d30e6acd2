"""Questions that name nothing, of what was told just before.

eq   come vanno le CIE?   quanto manca? · e perché? · fammi il grafico   →  of the CIE
eq   come stavamo a giugno?   di quanto siamo saliti da allora?           →  since then
"""

import datetime as dt
from dataclasses import replace

from handlers.ask import cues, kinds
from handlers.ask.after import them
from handlers.ask.after.follow import (
    BESIDE,
    OF_KIND,
    ON,
    ORDERS,
    before,
    code_of,
    matter,
    query_of,
    said,
    spoken_of,
    turned,
)
from handlers.ask.after.going_on import bare, goes_on
from handlers.ask.answers import defaults
from handlers.ask.answers.acts import act_in
from handlers.ask.answers.done_if import FIGURE
from handlers.ask.chosen import choosing
from handlers.ask.kinds import Kind
from handlers.ask.parts import scope
from handlers.ask.parts.about import Names
from handlers.ask.parts.apart import LACK, PROOF, thing_in
from handlers.desk import Desk
from handlers.standing import status
from handlers.talk.typed import tells_figure
from handlers.understand.asking.questions import opens_asking
from italian.regex import regex
from italian.words import clean
from ledger.errors import Act
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL

JUDGED = regex(r"^(?:e |sono )?(?:gia )?(?:stat[oaie] )?(?:validat|contestat)[oaie]$")
"""Said of a record, and the name of nothing."""
JUDGES = regex(
    r"^(?:e |ma )?chi (?:l[oaie] |l')(?:ha|hanno) (?:gia )?(?:(?:con)?validat|contestat)[oaie]$"
)
"""Who did it, which is not who may."""
LAST_TO_WRITE = regex(
    r"^(?:e |ma )?chi (?:l[oaie] |l')(?:ha|hanno) \w+at[oaie] (?:per ultim[oa]|l'ultima volta)$"
    r"|^(?:e |ma )?chi e stato l'ultimo a (?:scriv|aggiorn|registr|inser)\w+l[oaie]$"
)
"""Of what was told, who wrote last."""
IS_JUDGED = regex(
    r"^(?:e |ma )?(?:e|sono|risulta\w*) (?:gia |stat[oaie] )*(?P<how>validat|contestat)[oaie]"
    r"(?: o (?:no|non ancora))?$"
)
JUDGES_IT = regex(r" (?:l[oaie] |l')(?=ha)")
OLDEST = regex(r"\bpiu vecchi[oa]?\b|\bda piu tempo\b")
"""Of what waits for somebody the oldest is shown first."""
OWN = regex(r"\b(?:chi|cosa|quando|quant[oaie]|qual[ei]?|perche|dove)\b")
"""A question of its own, whatever was asked before it."""
WHEN = regex(r"^(?:e |ma )?(?:entro |per )?quando$")
TIED = defaults.OF_A_THING | {Kind.WHAT_IF}
"""What is asked of one thing."""
IN_WORDS = (Kind.GAP, Kind.PACE, Kind.WHAT_IF, Kind.AMENDED)
"""What says more than its kind (`al mese`, `se arrivo a 400`), and is said of oneself and meant of
the thing: `quanto mi manca?`"""
OF_WHAT_IS_THERE = {
    Kind.NO_TARGET: Kind.TARGET,
    Kind.NO_WEIGHT: Kind.WEIGHT,
    Kind.UNPROVED: Kind.PROOFS,
}
"""What is asked where nothing says that it lacks."""
OF_ANYTHING = (
    *(Kind.STANDING, Kind.CHANGES, Kind.IMPROVED, Kind.FELL),
    *(Kind.WHO_VALIDATES, Kind.WHY_FIGURE),
)
"""What may as well be asked of one's whole office."""
OF_PEOPLE = (Act.EVALUATE, Act.READ_SCORES, Act.INVITE, Act.PEOPLE)
"""What is done to people, and to nothing of the plan that was spoken of."""
OF_ONESELF = regex(
    r"\b(?:mi|ci|mi[eo]i?|mi[ae]|nostr[aieo]|io|noi|ho|sono|devo|dovrei|posso|voglio|sto|\w+iamo)\b"
)
"""Asked of oneself, or of one's own office."""
CLITIC = regex(r"(?<=chi )(?:l[aeoi]|ce l[aeoi]) ")
ENDING = regex(r"(?<=[aei]r)l[oaie]$")
SEVERAL = regex(r"\b(?:li|loro|\w{2,}(?:[ao]no|[aei]nno)|ognun[oa]|ciascun[oa])\b")
"""Asks of more than one."""
DEADLINES = "deadlines"
"""What the answer before was of, where it told of a day."""
NTH = {"prim": 0, "second": 1, "terz": 2, "quart": 3, "quint": 4, "ultim": -1, "penultim": -2}
ROW = regex(
    r"^(?:e |ma )?(?P<asks>perche|come mai|come (?:va|sta)|quanto (?:manca|pesa)(?: per)?"
    r"|quando (?:scade|finisce)|chi (?:segue|cura|gestisce)|di chi e|cosa (?:manca|serve)(?: per)?)"
    r" (?P<to>al? )?(?:(?:il|la|al|alla) |(?:l|all)'? ?)(?P<nth>(?:prim|second|terz|quart|quint"
    r"|penultim|ultim)[oa])"
    r"(?! (?:volt|dat|registrazion|semestr|trimestr|met))(?P<rest>(?: .*)?)$"
)
"""Asks of one row of a list by where it stands."""
WHY = regex(r"perche|come mai")
THEN = regex(r"\b(?:da allora|da quel giorno|da quella data)\b")


def completed(desk: Desk, names: Names) -> Desk:
    """A question that names nothing and goes on from the one before, with what that was about."""
    if not before(desk) or _tells(desk):
        return desk
    plain = said(desk)
    rest = them.AT_ITS_GOAL.sub(" al target", bare(plain))
    told = (
        _when(desk, plain)
        or _lacking(desk, names, plain)
        or _may(desk, plain)
        or _of_its_records(desk, plain)
        or _since_then(desk, names, rest)
        or _of_a_row(desk, plain)
    )
    told = told or _oldest(desk, rest) or _said_of_it(desk, names, plain, rest)
    return replace(desk, turn=replace(desk.turn, text=told)) if told else desk


def _of_a_row(desk: Desk, plain: str) -> str | None:
    """`perché la prima è così giù?`, of a list: the row that is meant by where it stands."""
    found = ROW.match(plain)
    codes = _listed(desk) if found else ()
    if found is None or not codes:
        return None
    at = next(n for start, n in NTH.items() if found["nth"].startswith(start))
    if at >= len(codes):
        return None
    return f"{found['asks']} {codes[at]}{found['rest']}?"


def _listed(desk: Desk) -> tuple[str, ...]:
    """What the rows of the answer before are of, from the first."""
    query = query_of(desk) or query_of(desk, "list")
    if query is not None:
        return them.codes_of(desk, query) if query.what in them.LISTED else ()
    code = code_of(desk)
    return status.rows_of(desk, code) if code and before(desk).get("kind") == "status" else ()


def _lacking(desk: Desk, names: Names, plain: str) -> str | None:
    """`cosa gli manca?`: what of a unit is not reached; of a thing, how far it is."""
    codes = spoken_of(desk) if them.LACKS.match(plain) else ()
    if len(codes) != 1:
        return None
    (code,) = codes
    units = {ENTE: "dell'ente", TRANSVERSAL: "trasversali", SEGRETARIO: "del segretario"}
    units |= {unit: f"di {unit}" for unit in them.units_of(names)}
    if code not in units:
        return f"quanto manca a {code}?"
    return f"quali obiettivi {units[code]} non sono raggiunti?"


def _may(desk: Desk, plain: str) -> str | None:
    """`chi lo può validare?`, of the one thing."""
    codes = spoken_of(desk) if them.MAY.match(plain) else ()
    if len(codes) != 1 or codes == (ENTE,):
        return None
    act, kind = act_in(plain), str(before(desk).get("kind"))
    if kind == DEADLINES and act in (None, Act.SET):
        return f"chi può fissare la scadenza di {codes[0]}?"
    if act is None or act in OF_PEOPLE:
        return None
    return f"{CLITIC.sub('', ENDING.sub('e', plain))} {codes[0]}?"


def _oldest(desk: Desk, rest: str) -> str | None:
    """Of what waits for somebody, the oldest."""
    if str(before(desk).get("kind")) != "waiting" or not OLDEST.search(rest):
        return None
    code = str(before(desk)["code"])
    return f"qual è il dato da validare più vecchio {'' if code == ENTE else f'di {code}'}?"


def _said_of_it(desk: Desk, names: Names, plain: str, rest: str) -> str | None:
    """What is asked of the thing that was spoken of; or of another, what was asked of that."""
    if turned(desk, names) is not None:
        return None
    kind, codes = tied_to(desk, names)
    if codes and kind in IN_WORDS:
        return f"{them.spelt(rest)} {' e '.join(codes)}?"
    of = str(before(desk).get("kind", ""))
    if codes or of not in OF_KIND or not goes_on(plain) or OWN.search(rest) or BESIDE.match(plain):
        return None
    about = names.of(rest)
    named = about.said and not about.unread and len(about.codes) == 1
    return f"{OF_KIND[of].format(about.codes[0])}?" if named else None


Tied = tuple[Kind | None, tuple[str, ...]]


ASKS = regex(
    r"[?]|\b(?:se|chi|che|cosa|come|dove|quando|entro|perche|quant[oaie]?|qual[ei]?|mostra\w*|confronta\w*)\b"
)
"""Asks something, wherever it stands."""


def tied_to(desk: Desk, names: Names) -> Tied:
    """What a sure question asks of one thing, where it names none, and the thing or the few that
    were spoken of; nothing where it does not go on from them."""
    if "tied" not in desk.memo:
        desk.memo["tied"] = _tied(desk, names)
    found: Tied = desk.memo["tied"]
    return found


def _tied(desk: Desk, names: Names) -> Tied:
    if not before(desk) or _tells(desk):
        return None, ()
    plain = said(desk)
    rest = them.AT_ITS_GOAL.sub(" al target", bare(plain))
    weighed = choosing.of_question(kinds.likely(desk.turn.text, names.reader.naming))
    kind = choosing.sure(weighed, choosing.AS_TOLD)
    if them.OF_ITS_STORY.match(rest):
        return Kind.AMENDED, tuple(filter(None, (code_of(desk),)))
    kind = Kind.WHY_LOW if WHY.fullmatch(rest) else kind
    kind = kind if kind is None or LACK.search(rest) else OF_WHAT_IS_THERE.get(kind, kind)
    if kind is None or kind not in TIED or names.codes_in(plain) or thing_in(rest):
        return None, ()
    whole = kind in OF_ANYTHING and not cues.WHY.match(rest)
    if whole and not (goes_on(plain) or ON.search(plain)):
        return None, ()
    rest = PROOF.sub(" ", rest) if kind is Kind.PROOFS else rest
    if _names_something(names, rest, kind):
        return None, ()
    return kind, spoken_of(desk) or _rows(desk, plain) or _still(desk, kind, plain)


def _names_something(names: Names, rest: str, kind: Kind) -> bool:
    """Whether words are left that name a thing, or may. Where they do not name one plainly, a word
    by which people ask is none of its names: `aggiornato` is one beside `file OSL`, not alone."""
    said = rest.split()
    asks = [w for w in said if w not in names.reader.naming and kinds.speaks_for(w, kind)]
    about = scope.scope_of(names, " ".join(w for w in said if w not in asks), names.today)
    if about.unread:
        asks = [w for w in said if kinds.speaks_for(w, kind) or kinds.is_of_asking(w)]
        about = scope.scope_of(names, " ".join(w for w in said if w not in asks), names.today)
    return about.said or bool(about.unread)


def _still(desk: Desk, kind: Kind, plain: str) -> tuple[str, ...]:
    """The one thing that was spoken of, where what is asked has sense of one thing only, and nobody
    asks it of themselves, at whatever length: `quanto pesa sul totale dell'area?`"""
    whole = kind in (*OF_ANYTHING, Kind.LAST_YEAR) or OF_ONESELF.search(plain)
    if (
        whole
        or not ASKS.search(desk.turn.text.lower())
        or ORDERS.match(plain)
        or FIGURE.search(plain)
    ):
        return ()
    code, plan = code_of(desk), desk.view.plan
    thing = code is not None and (code in plan.objectives or code in plan.indicators)
    return (code,) if code is not None and thing else ()


def _tells(desk: Desk) -> bool:
    """`e 3 certificati`, `ieri ne ho fatte 4`: a figure told, by words that ask nothing."""
    plain = clean(desk.turn.text)
    return not (ASKS.search(plain) or opens_asking(plain)) and tells_figure(plain, desk.today)


def _rows(desk: Desk, plain: str) -> tuple[str, ...]:
    """The rows of a list, where what is asked is asked of several: `quanto pesano?`"""
    query = query_of(desk)
    several = query is not None and query.what in them.LISTED and SEVERAL.search(plain)
    return them.rows_of(desk, query) if query is not None and several else ()


def _when(desk: Desk, plain: str) -> str | None:
    """`quando?`: the day of the matter that was told of, or of the one thing."""
    if not WHEN.match(plain):
        return None
    if matter(desk) == "schede":
        return "entro quando si fanno le schede?"
    code = before(desk).get("code")
    return f"quando scade {code}?" if code and code != ENTE else None


def _since_then(desk: Desk, names: Names, rest: str) -> str | None:
    """`quanto è salito da allora?`, after how something stood on a day of the past, or what moved
    since one."""
    query = query_of(desk)
    if "as_of" in before(desk):
        then = dt.date.fromisoformat(str(before(desk)["as_of"]))
        of = str(before(desk)["code"])
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
    """`quante di queste sono validate?`, `chi l'ha validato?`, after one thing: of its records."""
    if (code := code_of(desk)) and LAST_TO_WRITE.match(rest):
        return f"qual è l'ultimo dato di {code}?"
    if code and JUDGES.match(rest):
        return f"{them.spelt(JUDGES_IT.sub(' ', rest))} {code}?"
    if code and (how := IS_JUDGED.match(rest)):
        return f"quali dati di {code} sono {how['how']}i?"
    found = them.OF_THEM.match(rest)
    judged = found is not None and JUDGED.match(found["rest"])
    return f"quali dati di {code} {found['rest']}?" if found and judged and code else None
