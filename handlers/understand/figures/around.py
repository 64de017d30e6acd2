"""A number among the words around it, and what the sentence it stands in is most likely about."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import takewhile

from handlers.understand.figures.values import is_backlog
from handlers.understand.lexicon import LEXICON
from handlers.understand.naming.terms import Term, terms_in
from handlers.understand.pieces import Act, Mark, Number, Piece, Word
from italian.regex import regex
from italian.words import PARTICIPLE, clean, stem
from ledger.later import dataclass
from ledger.plan import Indicator, Kind

GROUPS = {
    name: regex("|".join(f"(?:{word})$" for word in words))
    for name, words in LEXICON.beside.items()
}
BEFORE = {
    word: name
    for name, words in {
        "con": "con", "dal": "dal dai dalle dalla dall", "per": "per",
        "in": "in nel nei nelle nella negli", "entro": "entro", "fino": "fino sino",
        "del": "del dei della dell delle degli", "di": "di", "nr": "n nr num numero",
        "tra": "tra fra", "a": "a ad al ai alle agli", "the": "il lo la l i le gli",
        "from": "da", "ogni": "ogni", "e": "e ed", "which": "cui", "not": "non",
        "votes": "votanti favorevoli contrari astenuti", "amount": "importo economico asta valore",
        "last": "dura durata durera",
        "were": "erano era eravamo prima avevamo avevo aveva partivamo",
    }.items()
    for word in words.split()
}  # fmt: skip
PLACING = frozenset("a al alla alle allo ai agli all in nel nella nello sul sulla".split())  # noqa: SIM905
"""What stands before the place of something that was counted."""
ONES = frozenset({"un", "uno", "una"})
_OF_ONE_NOUN = 5
"""Words from a number to the place where it was counted, at most."""
_ADJOINING = frozenset({"from", "per", "con", "in", "entro", "tra"})
_FIGURES = regex(r"\d+")
SINGULAR = regex(r"(?!\w+(?:ono|ano|iamo)$)\w{3,}[oa]")
ONE_DONE = regex(rf"(?:\w{{3,}}{PARTICIPLE}|mess|fatt|res|pres)[oa]")
_FOR = regex(r"\b(?:con|per|agli|ai|alle|contro|in|su|nei|nelle)\b")
"""After it a name says with whom, or for whom: `esercitazioni con i volontari`."""


@dataclass(frozen=True)
class Around:
    """A number of a sentence, among its pieces."""

    pieces: Sequence[Piece]
    at: int

    @property
    def number(self) -> Number:
        """The number that is looked around."""
        piece = self.pieces[self.at]
        assert isinstance(piece, Number)
        return piece

    def word(self, step: int) -> str:
        """The word so many places on; nothing where another piece stands there."""
        at = self.at + step
        piece = self.pieces[at] if 0 <= at < len(self.pieces) else None
        return piece.text if isinstance(piece, Word) else ""

    @property
    def adjoins(self) -> bool:
        """Whether it says more of what stands before it: `3 tirocini da 500 euro`."""
        return BEFORE.get(self.word(-1)) in _ADJOINING

    @property
    def are_people(self) -> bool:
        """Whether people are counted who came, and not for or with whom it was done."""
        told = not self.adjoins and BEFORE.get(self.word(-1)) != "a"
        return told and counted_beside(self.counted()[0] or "-") == "people"

    def clause(self) -> Sequence[Piece]:
        """What stands between the marks around it."""
        marks = [at for at, p in enumerate(self.pieces) if isinstance(p, Mark)]
        start = max((at for at in marks if at < self.at), default=-1) + 1
        end = min((at for at in marks if at > self.at), default=len(self.pieces))
        return self.pieces[start:end]

    def counted(self) -> tuple[str, Term | None]:
        """What follows it: the word, and the term it is, past `di`, `nuovi`, adjectives apart."""
        for piece in self.pieces[self.at + 1 : self.at + 4]:
            if not isinstance(piece, Word):
                return "", None
            if piece.text in ("di", "pezzi") or piece.text.startswith("nuov"):
                continue
            terms = terms_in([piece])
            return piece.text, terms[0] if terms else None
        return "", None


@dataclass(frozen=True)
class Home:
    """The indicator a sentence most likely speaks of."""

    indicator: Indicator
    beside: Sequence[Indicator]
    """All of its objective, itself included."""
    explains: Callable[[Term], float]
    """How well a word speaks of it, 0 to 1."""
    size: float | None = None
    """Power of ten of what was aimed at."""
    share: float = 0.0
    """Share of the words of the sentence that speak of it."""

    @property
    def with_amounts(self) -> bool:
        """Whether an amount of money is measured beside it."""
        return any(i.kind is Kind.CURRENCY for i in self.beside)

    @property
    def with_waiting(self) -> bool:
        """Whether what waits is counted beside it."""
        return any(is_backlog(i) for i in self.beside if i is not self.indicator)

    @property
    def with_people(self) -> bool:
        """Whether people are counted beside it, and not by it."""
        return not said_of_people(self.indicator) and any(map(said_of_people, self.beside))

    @property
    def figures(self) -> frozenset[str]:
        """Figures that stand in its name: `Windows 11`, `entro 48 ore`, `L. 162/98`."""
        return frozenset(_FIGURES.findall(self.indicator.name))


def is_placed(pieces: Sequence[Piece], at: int) -> bool:
    """Whether it is said where what a number counts was: `6 CIE allo sportello`."""
    following = pieces[at + 1 : at + 1 + _OF_ONE_NOUN]
    row = [p.text for p in takewhile(lambda p: isinstance(p, Word | Act), following)]
    return any(word in PLACING for word in row[:-1])


def told_apart(pieces: Sequence[Piece]) -> set[int]:
    """Where numbers stand that go on place by place: `6 CIE allo sportello, 3 in delegazione`."""
    placed = [at for at, p in enumerate(pieces) if isinstance(p, Number) and is_placed(pieces, at)]
    return {
        at
        for at in placed[1:]
        if Around(pieces, at).word(1) in PLACING
        and pieces[at].text not in ONES
        and (isinstance(pieces[at - 1], Mark) or BEFORE.get(pieces[at - 1].text) == "e")
    }


def said_beside(word: str) -> bool:
    """Whether a word is of what is often counted beside a measure: people, hours, votes."""
    return any(pattern.match(word) for pattern in GROUPS.values()) if word else False


@lru_cache(maxsize=2_000)
def said_of_people(indicator: Indicator) -> bool:
    """Whether it counts people: `volontari formati`."""
    named, unit = _FOR.split(clean(indicator.name))[0], clean(indicator.unit or "")
    words = re.findall(r"[a-z]+", f"{named} {unit}")
    return any(GROUPS["people"].match(word) or word == "ingressi" for word in words[:4])


def counted_beside(word: str) -> str | None:
    """Of what a word that is counted beside is: `people`, `time`; `volte` for times."""
    if word.startswith("volt"):
        return "volte"
    return next((name for name, pattern in GROUPS.items() if pattern.match(word)), None)


def counts_its(home: Home, around: Around) -> float:
    """Whether what follows a number, or its unit, is what the likeliest indicator counts."""
    text, term = around.counted()
    if term is None:
        return 0.0
    unit = stem(home.indicator.unit or "") == stem(text)
    return 1.0 if unit else home.explains(term)
