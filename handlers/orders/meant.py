"""Which acts a clause has words for: those of the table that are meant, and not said to be over or
not to be done."""

import re

from handlers.orders.acts import Row
from handlers.orders.table import ROWS
from handlers.orders.vocabulary import PASSIVE, VERBS
from italian.closed import SMALL_WORDS
from italian.regex import regex

OVER = regex(
    r"\bprima di \w+re\b|\b(?:ho|abbiamo) gia \w+\b|\bl'anno (?:scorso|passato)\b"
    r"|\b(?:avevamo|avevo|avevate|a suo tempo|era stat[oa]|erano stat[ei])\b"
    r"|\b(?!\w+ \w+ per (?:sbaglio|errore))(?:ho|hai|ha|abbiamo|hanno) (?:gia |appena )?"
    r"(?:(?:con)?validat|contestat|sollecitat|invitat|ricordat|valutat)\w\b"
    r"|\b(?:non|nessuno|mai) (?:\w+ )*?(?:ho|abbiamo|ha|hanno|avev\w+|è|sia) (?:mai |ancora |piu )?"
    r"(?:stat[oa] )?(?:chiest|dett|propost|autorizzat|dispost|volut|pensat|ordinat|decis)[oaie]\b"
)
"""What follows was done before, and is no order."""


_DECIDED = r"(?:decis|stabilit|dispost|deliberat|autorizzat|concordat|convenut|costrett)[oaie]"
_UNREAL = r"(?:idea|ipotesi|possibilita|eventualita|intenzione|tentazione|speranza|proposta)"
_PARTICIPLE = r"\w+(?:at|it|ut|st|tt|rs|ss)[oaie]"
_TOLD = (
    r"(?:\w{3,}(?:avo|ava|avano|avamo|evano|evamo|ivano)|(?:dic|vol|dov|pot|fac|sap)eva"
    rf"|(?:ho|ha|hai|abbiamo|hanno|e|è|era|sono)(?: stat[oaie])? (?!{_DECIDED}){_PARTICIPLE}"
    rf"|(?:l'|la |una |bella ){_UNREAL}(?: è| era)?|spero|speriamo|temo|suppon\w+|immagin\w+"
    r"|intenzione|tentat[oaie]|rischio|potrei|potremo|dovra\w*|dovro|dovremo|tocchera|sara|mi sa)"
)
"""Finite verbs, and nouns in their place, that tell of an act and order none."""
_GOVERNED = regex(
    rf"\b{_TOLD}(?: (?:al|alla|ai|con|il|la) \w+)?"
    r"(?: (?:che|il caso|l'ora|di|a|da|per|non|dover|poter))*"
    rf" (?:(?:far|dover|poter)e? )?{VERBS}(?:are|ere|ire|ar|er|ir|urre)(?:l[oaie]|gl\w+|n?e)?\b"
    rf"|\b(?:sara|saranno|verra|verranno|andra|andranno) (?:\w+ )?{_PARTICIPLE}\b"
    r"|\b(?:ha|hanno|aveva|avevano|avevo|avevamo) (?:gia |appena |mai )?"
    rf"(?:(?!approv){VERBS}\w*[ts]|mess)[oaie]\b"
)
"""An act of which is told that it was thought of, feared, asked for or done by others."""


def acts_in(plain: str, whole: str) -> list[Row]:
    """The acts that a clause has words for, the first of the table first. `whole`: all of the
    message, whose slots count too."""
    for ends in (OVER, _GOVERNED):
        if (over := ends.search(plain)) is not None:
            whole = whole.replace(plain[over.start() :], "")
            plain = plain[: over.start()]
    found = [row for row in ROWS if row.words.search(plain) and _is_there(row, whole)]
    if NOT_TO.search(plain) is not None:
        return [row for row in found if row.words.findall(plain)[0].startswith("non ")]
    return found


NOT_TO = regex(
    r"\bnon (?:si |mi |l[oaie] |devi |dovete |bisogna |voglio |poss\w+ |puo\w* |intendo )*"
    rf"{VERBS}(?:are|ere|ire|armi|ermi|arl[oaie]|iamo|ate|ete|o|a|i)\b"
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
