"""Which acts a clause has words for: those of the table that are meant, and not said to be over or
not to be done."""

import re

from handlers.orders.acts import Row
from handlers.orders.table import ROWS
from handlers.orders.vocabulary import PASSIVE
from italian.regex import regex
from italian.words import SMALL_WORDS

OVER = regex(
    r"\bprima di \w+re\b|\b(?:ho|abbiamo) gia \w+\b|\bl'anno (?:scorso|passato)\b"
    r"|\b(?:avevamo|avevo|avevate|a suo tempo|era stat[oa]|erano stat[ei])\b"
    r"|\b(?!\w+ \w+ per (?:sbaglio|errore))(?:ho|hai|ha|abbiamo|hanno) (?:gia |appena )?"
    r"(?:(?:con)?validat|contestat|sollecitat|invitat|ricordat|valutat)\w\b"
    r"|\b(?:non|nessuno|mai) (?:\w+ )*?(?:ho|abbiamo|ha|hanno|avev\w+|è|sia) (?:mai |ancora |piu )?"
    r"(?:stat[oa] )?(?:chiest|dett|propost|autorizzat|dispost|volut|pensat|ordinat|decis)[oaie]\b"
)
"""What follows was done before, and is no order."""


def acts_in(plain: str, whole: str) -> list[Row]:
    """The acts that a clause has words for, the first of the table first. `whole`: all of the
    message, whose slots count too."""
    if (over := OVER.search(plain)) is not None:
        plain = plain[: over.start()]
    found = [row for row in ROWS if row.words.search(plain) and _is_there(row, whole)]
    if NOT_TO.search(plain) is not None:
        return [row for row in found if row.words.findall(plain)[0].startswith("non ")]
    return found


NOT_TO = regex(
    r"\bnon (?:si |mi |l[oaie] |devi |dovete |bisogna |voglio )*"
    r"(?:spost|prorog|valid|convalid|contest|cancell|elimin|togl|tolg|cambi|modific|apr|chiud"
    r"|mand|scriv"
    r"|sollecit|ricord|invit|assegn|mett|port|alz|abbass|pubblic|registr|segn|ritir|annull|fiss"
    r"|firm)(?:are|ere|ire|armi|ermi|arl[oaie]|iamo|ate|ete|o|a|i)\b"
    rf"|\bnon {PASSIVE} \w+(?:at|it|ut|olt|oss)[oaie]\b"
)
"""What is not to be done."""


def _is_there(row: Row, whole: str) -> bool:
    if row.beside is not None and not row.beside.search(whole):
        return False
    return not row.needs or any(f"<{kind}>" in whole for kind in row.needs)


def _literals(row: Row) -> set[str]:
    """The letters that its words begin with."""
    bare = re.sub(r"\\[a-zA-Z]|<\w>", " ", row.words.pattern)
    return set(re.findall(r"[a-z]{3,}", bare)) - SMALL_WORDS


MAY_BE = regex(
    rf"\b(?:{'|'.join(sorted({word for row in ROWS for word in _literals(row)}))})"
    r"|\bok\b|\d\.\d|\b[a-z]+\.[a-z]+\d*\b"
)
"""Without any of this a text orders nothing: it is not looked at more closely."""
