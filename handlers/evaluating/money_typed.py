"""What a line of `/premi` names: which fund, whose maximum, and how much.

/premi fondo 50000             the fund of employees
/premi fondo delle EQ 30000    as `/premi eq 30000`
/premi fondo pippo 30000       no fund of ours: refused, with the list
"""

import re
from collections.abc import Sequence
from typing import Final

from handlers.talk.typed import only_amount
from italian.regex import regex
from italian.words import clean

POOLS: Final = {
    "fondo": "staff",
    "dirigenti": "dirigenti",
    "eq": "eq",
    "segretario": "segretario",
    "quota": "quota",
    "pagamenti": "payment_times",
}
MAXIMUM: Final = "massimo"
FUNDS: Final = ("fondo", "dirigenti", "eq", "segretario")

_NAMED: Final = tuple(
    (fund, regex(rf"(?:{words})(?!\w)"))
    for fund, words in (
        ("fondo", r"dipendent[ei]|personale|comparto"),
        ("dirigenti", r"dirigent[ei]|dirigenza"),
        ("eq", r"e\.?\s?q\.?|elevat[ae] qualificazion[ei]"),
        ("segretario", r"segretari[oa]"),
    )
)
"""A fund by the name of those it pays."""

_OF: Final = regex(r"(?:per |d(?:i|e[il]|ella|elle|egli)\s|dell['’]\s?)(?:(?:i|il|le|gli|la)\s)?")
SUPPOSE_POOL = regex(r"^e?\s*se (?:il )?fondo fosse (?:di )?(?:€ ?)?(.+?)\??$", re.I)
SUPPOSE_SCORE = regex(
    r"^e?\s*se (?:d|il (?:mio )?punteggio)(?: di (\S+))? fosse (?:di )?(.+?)\??$", re.I
)
"""What if: the list with another fund, or another score."""


class UnknownFund(Exception):
    """A fund that there is not."""


def named(words: Sequence[str]) -> tuple[str, list[str]]:
    """What is set, by the name the record has for it, and what follows. Raises UnknownFund."""
    name, rest = words[0].lower(), list(words[1:])
    if name != "fondo" or not rest:
        return name, rest
    said = clean(" ".join(rest))
    about = said[of.end() :] if (of := _OF.match(said)) is not None else said
    for fund, pattern in _NAMED:
        if (found := pattern.match(about)) is not None:
            return fund, about[found.end() :].split()
    if only_amount(said) is None:
        raise UnknownFund(about)
    return name, rest
