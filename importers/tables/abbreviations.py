"""Headings written short: `Stanz. (€)`, `Descr. ob.`, `Quantif.`.

A dot says that a word is cut; it is the word of headings that begins so.
"""

import re
from functools import lru_cache

from importers.values.words import unaccented, word_set
from italian.regex import regex

_CUT = regex(r"(?<![\w.])(?P<word>[^\W\d_]{3,8})\.(?!\w)")
_WHOLE = word_set(
    "stanziamento importo descrizione capitolo responsabile indicatore obiettivo scadenza atteso "
    "iniziale precedente programma missione denominazione dirigente referente termine conclusione "
    "unita quantita percentuale ponderazione servizio ufficio struttura assegnazione fonte "
    "risorse annualita motivazione finalita strategico operativo gestionale risultato "
    "previsione consuntivo dotazione finanziaria economica umane personale spesa budget titolare"
)


@lru_cache(maxsize=8192)
def in_full(heading: str) -> str:
    """A heading with the words that a dot cuts short in full, where one word begins so."""
    return _CUT.sub(_whole, heading) if "." in heading else heading


def _whole(found: re.Match[str]) -> str:
    cut = unaccented(found["word"])
    words = [word for word in _WHOLE if word.startswith(cut)]
    return words[0] if len(words) == 1 else found.group()
