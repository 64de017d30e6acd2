"""Amendments in words that go back to what was, `torna al target di prima delle CIE`, and weights
told together. All others are read with the orders.

What is amended is named by its code or by its words; without either it is what was just spoken of.
Who may amend nothing is told who may; what may as well be a figure reported is left to its reader
where the sender sets nothing there.
"""

import re

from handlers.desk import Desk
from handlers.plan import amended_things, weight_words
from handlers.plan.amend import FIELDS, open_amendment
from handlers.plan.amended_things import Thing
from handlers.turn import Outcome
from italian.closed import WISH, before
from italian.regex import regex
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
_SET = (
    r"(?:(?:impost|fiss|port|cambi|alz|abbass|aument|modific|spost|aggiorn|segn|assegn|innalz"
    r"|rialz|ritocc|riport|ripristin)(?:a|i|are|iamo|hiamo)|(?:ri)?mett(?:i|ere|iamo)|ridu(?:ci|rre|ciamo)"
    r"|(?:stabil|defin)(?:isci|ire|iamo)|d[aà]i|dare|diamo)(?:l[oaie]|ci|gli|cel[oa]|gliel[oa])?"
)
_THE = r"(?:(?:il|la|un|una|lo|nuov[oa]) |l['’]\s*|come )*"
_OF = rf"(?:{before('di', 'per', 'su', 'a')}{before('articles')}?| )"
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
        rf"{WISH}{_SET} {_THE}{_A}{_OF}{_THING} {_TO}{_AS_BEFORE}",
        rf"{WISH}(?:{_SET}|torn(?:a|are|iamo)) (?:al |alla |{_THE}){_A} "
        rf"{_AS_BEFORE}{_OF}{_THING}",
    )
)
"""To what it was before its last change."""


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
            if thing and (said := _before(desk, name, thing.code)):
                return _card(desk, name, thing, said)
    return None


def _aspect(words: str) -> str:
    return next(name for name, pattern in ASPECTS if pattern.fullmatch(words.strip()))


def _card(desk: Desk, name: str, thing: Thing, value: str) -> Outcome:
    """The card, or which of several is meant."""
    if len(thing.which) > 1:
        return amended_things.ask_which(desk, name, thing, value)
    return open_amendment(desk, name, f"{thing.code} {value}")


def _before(desk: Desk, name: str, code: str) -> str:
    """What the last change of it took away; empty where nothing did."""
    field = FIELDS[name]
    made = [
        c for c in changes(desk.view.tables, desk.view.year) if (c.code, c.what) == (code, field)
    ]
    return max(made, key=lambda c: c.seq).before or "" if made else ""
