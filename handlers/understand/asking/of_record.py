"""Whether a question is one that the record answers, or one that colleagues ask each other.

`mi porti il toner quando passi?`, `hai visto le chiavi?`, `per i morti si fa ponte?` ask nothing of
the plan, whatever word of it they share. What is asked shows in the words around the thing, in how
much of the message that thing explains, and in what else stands there; how much each says is learnt
(`of_record.json`, `python -m benchmarks.fit_asked`).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from handlers.understand.asking.intents import core_of
from handlers.understand.asking.scopes import Scopes
from handlers.understand.cutting.scan import Scanned
from handlers.understand.naming.choosing import dot, is_wording, probability
from handlers.understand.naming.terms import Term, terms_in
from handlers.understand.pieces import Act, Mark, Number, Piece, Word
from handlers.understand.reading import Item
from handlers.understand.setting import Context
from italian.regex import regex
from italian.words import stem

_LEAST = 0.25
"""Least probability of being of the record of what is answered from it."""
_SPEAKS = 0.5
"""How well the thing named must explain a word for the word to be of it."""
_TELLING = 4
"""Letters of a word whose stem is looked at, at least."""
_MOST = 30
"""Words that are looked at."""
_CUES = ("standing", "deadlines", "history", "objective", "status", "compared", "mine")
"""Signs of what the record holds."""
_NOT_NAMED = ("bias", "strange", "strange_one", "its_none", "its_share", "no_terms")
"""Signs that count for more where none of those is there."""
_YOU = regex(r"(?:mi|ti|ci|me|te|vi) \w+i\b")
"""What is asked of who reads, or of them: `mi porti`, `ti ricordi`."""


@cache
def learnt() -> Mapping[str, float]:
    """How much each sign says that a question is of the record; read once."""
    text = resources.files("handlers.understand").joinpath("of_record.json").read_text("utf-8")
    return {str(sign): float(weight) for sign, weight in json.loads(text).items()}


def is_of_record(
    scanned: Scanned, asked: Mapping[str, float], items: Sequence[Item], where: "Where"
) -> bool:
    """Whether a question may be answered from the record; `asked`: the signs of what it wants,
    `items`: what it would be answered of."""
    if scanned.codes or scanned.people or scanned.text.startswith("/"):
        return True
    return probability(dot(learnt(), signs(scanned, asked, items, where))) >= _LEAST


class Where:
    """What a question is asked by and of: the plan's words, and who asks."""

    def __init__(self, scopes: Scopes, setting: Context) -> None:
        self._vocabulary = scopes.namer.vocabulary
        self._inside = scopes.namer.inside
        self.own = scopes.own(setting)
        self.last = setting.last_indicator

    def knows(self, term: Term) -> bool:
        """Whether the plan has a word."""
        return not term.doing and self._vocabulary.knows(term)

    def explains(self, items: Sequence[Item], term: Term) -> bool:
        """Whether what is asked about explains a word."""
        codes = [i.about for i in items if i.about]
        among = frozenset(c for code in codes for c in (self._inside(code) or (code,)))
        return self._vocabulary.explained(term, among) >= _SPEAKS


def signs(
    scanned: Scanned, asked: Mapping[str, float], items: Sequence[Item], where: Where
) -> dict[str, float]:
    """What tells whether a question is of the record."""
    found = {name: value for name, value in asked.items() if not is_wording(name)}
    terms = [t for t in terms_in(scanned.pieces) if not t.doing]
    of_it = [t for t in terms if where.explains(items, t)]
    strange = [t for t in terms if not where.knows(t)]
    found |= {f"about_{one}": 1.0 for one in _about(items, where)}
    found |= {"its_share": len(of_it) / max(1, len(terms)), "its_none": float(not of_it),
              "strange": len(strange) / max(1, len(terms)), "strange_one": float(bool(strange)),
              "strange_more": float(len(strange) > 1), "no_terms": float(not terms),
              "you": float(bool(_YOU.search(core_of(scanned.text))))}  # fmt: skip
    found |= {f"uncued_{name}": found[name] for name in _NOT_NAMED if not _is_cued(found)}
    found |= {f"act_{p.kind}": 1.0 for p in scanned.pieces if isinstance(p, Act)}
    return found | dict.fromkeys(_wording(scanned.pieces, where), 1.0)


def _is_cued(found: Mapping[str, float]) -> bool:
    return any(found.get(cue) for cue in _CUES)


def _about(items: Sequence[Item], where: Where) -> Iterator[str]:
    """What kind of thing it would be answered of."""
    if tuple(items) == where.own:
        yield "own"
    for item in items[:1]:
        yield "indicator" if item.indicator else "objective" if item.objective else "unit"
        if where.last is not None and item.indicator == where.last:
            yield "last"


def _wording(pieces: Sequence[Piece], where: Where) -> Iterator[str]:
    """Its words and each two of them that meet; those of the plan only as such."""
    named = {t.word for t in terms_in(pieces) if where.knows(t)}
    row = [*(_said(p, named) for p in pieces[:_MOST])]
    for word in row:
        yield f"w:{word}"
        if len(word) >= _TELLING:
            yield f"t:{stem(word)}"
    yield from (f"s:{a} {b}" for a, b in pairwise(["^", *row, "$"]))


def _said(piece: Piece, named: set[str]) -> str:
    if isinstance(piece, Word):
        return "X" if piece.text in named else piece.text
    if isinstance(piece, Mark):
        return piece.text
    return "N" if isinstance(piece, Number) else type(piece).__name__
