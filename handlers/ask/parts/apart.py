"""What a question is taken apart into: the thing it asks about, filters, an order, how many."""

import re

from handlers.ask import cues
from handlers.understand.days.day_words import COUNT, NUMBERS
from italian.regex import regex
from ledger.later import dataclass
from ledger.readings.query import Filter, What
from ledger.readings.query.model import STATES

MANY = regex(
    rf"\b(?:i|gli|le)? ?(?:prim[ie] |ultim[ie] )?(?P<n>{COUNT}) "
    r"(?P<rest>obiettiv|indicator|serviz|uffic|are|cose|piu|peggior|miglior|in ritardo|a rischio"
    r"|scadut)"
)
NEGATED = frozenset({Filter.LATE, Filter.AT_RISK, Filter.ON_TRACK})
EXCEPTING = (
    r"\b(?:tranne|eccetto|salvo|fuorche|esclus[oaie]|escludendo|escludi|tog(?:liendo|lici|limi|li|liamo)"
    r"|lasciando (?:fuori|perdere|stare|da parte)|(?:lasci\w+|mett\w+) da parte|a parte"
    r"|ad? (?:eccezione|esclusione)|senza (?:contare|considerare|guardare)|ma non|meno che)\b"
)
EXCEPTED = regex(
    rf"{EXCEPTING}(?: (?:d[aei]|d[ae]i|degli|delle|quell[ie]|quei|gli|i|le|tutt[ie]|gia|che|sono"
    r"|obiettivi|indicatori|ed?|o|ne))*[ ,]*$"
)
"""Before what is left out: `tranne quelli gia …`."""
LEAVING = regex(EXCEPTING)
NEGATION = regex(r"\bnon (?:(?:sono|e|siano|stat[oaie]|ancora|gia|mai|risult\w+) )*$")

THE_ONE = regex(
    r"\b(?:l'|il |la |qual e |quale )?(?:ufficio|servizio|area|obiettivo|indicatore|cosa) "
    r"(?:(?:e|che|va|sta) )*(?:piu|meno|mess[oa]|peggi|miglior|meglio)"
    r"|\b(?:il|la|qual e il|qual e la) (?:peggior|miglior)e? (?:ufficio|servizio|area|obiettivo)\b"
)
"""Asks for one alone: `l'ufficio peggiore`."""
PROOF = regex(r"\b(?:prov[ae]|evidenz[ae]|allegat[oi]|document[oi])\b")
"""What is asked of evidence is no name of what it proves."""
PROOFS = frozenset({Filter.PROVED, Filter.UNPROVED})
LACK = regex(
    r"\b(?:senza|non|mai|manca\w*|privi|priv[oa]|nessun\w*|niente|zero|scopert[oaie]|vuot[oaie]"
    r"|ancora (?:da|un)|da (?:fissare|mettere|assegnare|allegare|caricare|dare|documentare))\b"
)
"""Says that something is not there: without it, what has it is asked about."""


@dataclass(frozen=True)
class Left:
    """A text being read: what was found so far is taken out of it."""

    text: str

    def without(self, found: re.Match[str]) -> "Left":
        """What is left of the question once something in it was understood."""
        return Left(f"{self.text[: found.start()]} {self.text[found.end() :]}")


def filters_in(left: Left) -> tuple[Left, frozenset[Filter]]:
    """What is left without what says which of them, and which."""
    found, excepted = set[Filter](), set[Filter]()
    for one, pattern in cues.FILTERS:
        while match := pattern.search(left.text):
            if one in STATES and EXCEPTED.search(left.text[: match.start()]):
                excepted.add(one)
                left = left.without(match)
                continue
            found.add(one)
            if one in NEGATED and (no := NEGATION.search(left.text[: match.start()])):
                found.add(Filter.NOT)
                left = Left(f"{left.text[: no.start()]} {left.text[match.start() :]}")
                match = pattern.search(left.text)
                assert match is not None
            left = left.without(match)
    if not excepted:
        return left, frozenset(found)
    left = Left(LEAVING.sub(" ", left.text))
    states = found & STATES
    return left, frozenset(found - excepted if states else found | excepted | {Filter.NOT})


def first_of(left: Left, table: cues.Table[cues.E]) -> tuple[Left, cues.E | None]:
    """What is left without the first of a table that is said, and which it is."""
    for one, pattern in table:
        if match := pattern.search(left.text):
            return left.without(match), one
    return left, None


def thing_in(text: str) -> tuple[What, re.Match[str]] | None:
    """What is asked about: the thing that is named first, `quali aree hanno obiettivi…`."""
    found = [(m, one) for one, pattern in cues.THINGS if (m := pattern.search(text))]
    if not found:
        return None
    match, what = min(found, key=lambda pair: pair[0].start())
    return what, match


OUT_OF = regex(rf"\b(?:dei|delle|degli|tra (?:i|le|gli)|fra (?:i|le|gli)) (?={COUNT} )")
"""Says how many there are, and not how many are asked for: `quale dei tre uffici`."""


def how_many(plain: str) -> int | None:
    """`i 3 obiettivi peggiori`, `le prime 5 aree`."""
    found = MANY.search(plain)
    if found is None or OUT_OF.search(plain):
        return None
    return int(found["n"]) if found["n"].isdecimal() else NUMBERS[found["n"]]
