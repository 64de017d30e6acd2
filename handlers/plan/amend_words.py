"""Amendments in words that go on from others: `per i certificati uguale`, `torna al target di prima
delle CIE`; and weights told together. Those that stand by themselves are read with all the orders.

What is amended is named by its code or by its words; without either it is what was just spoken of.
Who may amend nothing is told who may; what may as well be a figure reported is left to its reader
where the sender sets nothing there.
"""

import re

from handlers.desk import Desk
from handlers.plan import amended_things, deadline_words, weight_words
from handlers.plan.amend import AMENDMENTS, FIELDS, TALK, open_amendment
from handlers.plan.amended_things import Thing
from handlers.talk.typed import read_amount
from handlers.turn import Outcome
from italian.regex import regex
from ledger.plan import Kind
from ledger.projections.changes import changes

_TARGET = (
    r"(?:target|traguardo|valore(?: da raggiungere| atteso| obiettivo)"
    r"|obiettivo(?=\W+(?:a |di |= ?)?\d))"
)
_BASE = r"(?:base(?:line)?|valore (?:di partenza|iniziale|base)|punto di partenza)"
_WEIGHT = r"(?:peso)"
_DUE = r"(?:termine|scadenza|data di scadenza)"
ASPECTS = (
    ("base", regex(_BASE, re.IGNORECASE)),
    ("peso", regex(_WEIGHT, re.IGNORECASE)),
    ("termine", regex(_DUE, re.IGNORECASE)),
    ("target", regex(r"target|traguardo|obiettivo|valore(?: \w+)*", re.IGNORECASE)),
)
_A = rf"(?P<aspect>{_BASE}|{_TARGET}|valore|{_WEIGHT}|{_DUE})"
_WISH = (
    r"(?:(?:per favore|vorrei|voglio|devo|dobbiamo|bisogna|puoi|potresti|allora|ok|adesso|si deve"
    r"|mi puoi)[ ,]+)*"
)
_SET = (
    r"(?:(?:impost|fiss|port|cambi|alz|abbass|aument|modific|spost|aggiorn|segn|assegn|innalz"
    r"|rialz|ritocc|riport|ripristin)(?:a|i|are|iamo|hiamo)|(?:ri)?mett(?:i|ere|iamo)|ridu(?:ci|rre|ciamo)"
    r"|(?:stabil|defin)(?:isci|ire|iamo)|d[aà]i|dare|diamo)(?:l[oaie]|ci|gli|cel[oa]|gliel[oa])?"
)
_THE = r"(?:(?:il|la|un|una|lo|nuov[oa]) |l['’]\s*|come )*"
_OF = (
    r"(?:(?:di|del|dello|della|dei|degli|delle|per|su|sul|sulla|a|al|alla|ai|agli|alle)"
    r"(?: (?:il|lo|la|i|gli|le))? |(?:dell|sull|all|per l)['’]\s*| )"
)
_TO = (
    r"(?:(?:al|a|fino al?|entro(?: il)?|=|in|di|almeno|almeno a|a un massimo di) |all['’]\s*"
    r"|(?<=\s))"
)
_THING = r"(?P<thing>\S.*?)"
_AS_BEFORE = (
    r"(?:(?:quell[oa] )?(?:di prima|originale|originari[oa])|com['’ ]?(?:e )?era(?: prima)?"
    r"|come prima)"
)
"""The value that the last change of it took away."""

BACK = tuple(
    regex(frame, re.IGNORECASE)
    for frame in (
        rf"{_WISH}{_SET} {_THE}{_A}{_OF}{_THING} {_TO}(?P<value>{_AS_BEFORE})",
        rf"{_WISH}(?:{_SET}|torn(?:a|are|iamo)) (?:al |alla |{_THE}){_A} "
        rf"(?P<value>{_AS_BEFORE}){_OF}{_THING}",
    )
)
"""To what it was before its last change."""
SAME = regex(
    r"(?:e )?(?:(?:anche|pure|idem|uguale|lo stesso|stessa cosa|la stessa cosa)[, ]+)"
    rf"(?:per |con |su )?{_THING}"
    rf"|(?:e )?(?:per |con |su )?(?P<other>\S.*?),? (?:uguale|idem|lo stesso|la stessa cosa|pure"
    r"|anche)",
    re.IGNORECASE,
)
"""After an amendment: the same of another thing."""
OTHERWISE = regex(
    r"e (?:quell[oaie] )?(?:(?:di|del|della|dei|degli|delle|per) |dell['’]\s*)?"
    rf"{_THING} (?:a|al|=|invece a) (?P<value>\d\S*.*)",
    re.IGNORECASE,
)
INSTEAD = regex(
    r"(?:no|anzi|meglio|scusa|facciamo|volevo dire|correggo|piuttosto|invece)"
    r"(?:[ ,]+(?:no|anzi|meglio|scusa|facciamo|volevo dire|a|al|il|erano|era|invece))*[ ,:]+"
    r"(?P<value>(?:\d|fine |met[aà] )\S*.*)|(?P<bare>\d[\d.,/]*(?: ?%)?)",
    re.IGNORECASE,
)
"""While its card is open: the same of the same, with another value."""
AS_BEFORE = regex(_AS_BEFORE, re.IGNORECASE)
KEPT = "amended"
"""Where the chat keeps the amendment before."""


def in_words(desk: Desk) -> Outcome | None:
    """The card of weights told together, or of what goes back to what it was; None for anything
    else. Raises Refusal."""
    text = " ".join(desk.turn.text.split()).strip(" .!")
    if text.endswith("?") or weight_words.ON_SCALES.search(text):
        return None
    return weight_words.several(desk, text) or _put_back(desk, text) or weight_words.one(desk, text)


def _put_back(desk: Desk, text: str) -> Outcome | None:
    for frame in BACK:
        if found := frame.fullmatch(text):
            name = _aspect(found["aspect"])
            thing = amended_things.named(desk, found["thing"], name)
            card = thing and _card(desk, name, thing, found["value"], "")
            if card:
                return card
    return None


def _aspect(words: str) -> str:
    return next(name for name, pattern in ASPECTS if pattern.fullmatch(words.strip()))


def _card(desk: Desk, name: str, thing: Thing, value: str, why: str) -> Outcome | None:
    """The card, or which of several is meant; None where the value is none."""
    indicator = desk.view.plan.indicators.get(thing.code)
    if AS_BEFORE.fullmatch(value):
        said = _before(desk, name, thing.code)
    elif name == "termine" or (indicator is not None and indicator.kind is Kind.DATE):
        day = deadline_words.day_in(desk, value, thing.code)
        said = day.isoformat() if day is not None else ""
    else:
        amount = read_amount(value)
        said = str(amount) if amount is not None else ""
    if not said:
        return None
    if len(thing.which) > 1:
        return amended_things.ask_which(desk, name, thing, said)
    return open_amendment(desk, name, f"{thing.code} {said}{'; ' + why if why else ''}")


def _before(desk: Desk, name: str, code: str) -> str:
    """What the last change of it took away; empty where nothing did."""
    field = FIELDS[name]
    made = [
        c for c in changes(desk.view.tables, desk.view.year) if (c.code, c.what) == (code, field)
    ]
    return max(made, key=lambda c: c.seq).before or "" if made else ""


def again(desk: Desk) -> Outcome | None:
    """What goes on from the amendment that is open, or was the last to be made here; None for
    anything else. Raises Refusal."""
    body = " ".join(desk.turn.text.split()).strip(" .!")
    open_ = desk.draft if desk.draft.get("talk") == TALK and "id" in desk.draft else None
    last = open_ or desk.chat.get(KEPT)
    if not last or last["name"] not in AMENDMENTS or not AMENDMENTS[last["name"]].explained:
        return None
    name, (code, _, before) = str(last["name"]), str(last["typed"]).partition(" ")
    if open_ and (found := INSTEAD.fullmatch(body)):
        thing = Thing(code, (code,), typed=True)
        return _card(desk, name, thing, found["value"] or found["bare"], "")
    if found := SAME.fullmatch(body):
        other = amended_things.named(desk, found["thing"] or found["other"], name)
        return _card(desk, name, other, before, "") if other else None
    if found := OTHERWISE.fullmatch(body):
        other = amended_things.named(desk, found["thing"], name)
        return _card(desk, name, other, found["value"], "") if other else None
    return None
