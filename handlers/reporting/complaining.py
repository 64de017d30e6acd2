"""Who does not agree, and says why: a complaint tells no figure, whatever numbers it has.

officer   non sono d'accordo: la sede era chiusa tre mesi   →  what one may do about it
"""

from typing import Final

from handlers.desk import Desk, answer, keep
from handlers.reporting import contesting, validation
from handlers.talk.typed import is_figure
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from words.say import say

_COMPLAINS: Final = regex(
    r"(?:(?:ma|no|scus\w+|guarda\w*|pero|io|beh)\b[, ]*)*(?:non (?:sono|siamo) (?:\w+ )?d'accordo"
    r"|non (?:mi (?:sembra|pare)|e|lo trovo) (?:\w+ )?(?:giusto|corretto|equo)|e ingiusto"
    r"|non (?:condivido|concordo))\b"
)
_RIGHT: Final = regex(r"\b(?:er[ao]|erano|sono|eravamo|siamo|e|fa|fanno|in tutto)\W+[\d+-]")
"""What is said to be right: then the figure is put right."""
_OF_A_SCHEDA: Final = regex(
    r"\b(?:sched[ae]|valutazion\w+|vot[oi]|punteggi\w*|giudizi\w*|premi\w*)\b"
)
_FEWEST = 3
"""Words that make a reason."""


def said(desk: Desk) -> Outcome | None:
    """What one may do; None where it is said what is right, or what of: that is a correction."""
    plain = " ".join(clean(desk.turn.text).split()).strip(" .!")
    found = _COMPLAINS.match(plain)
    if found is None or desk.turn.about is not None or _OF_A_SCHEDA.search(plain):
        return None
    why = plain[found.end() :].strip(" ,:;.")
    if len(why.split()) < _FEWEST or _RIGHT.search(why) or is_figure(why):
        return None
    judges = validation.validates(desk)
    if judges and contesting.shown(desk) is not None:
        return None
    if desk.reader.meant(why, sender=desk.sender(), today=desk.today):
        return None
    lines = (say("complaint"), *((say("complaint.judges"),) if judges else ()))
    return keep(desk, answer(*lines))
