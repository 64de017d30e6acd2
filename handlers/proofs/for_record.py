"""Which record a proof is of, said in words: `la prova è per gli alberi`, `il verbale è delle buche
dell'11 aprile`. It tells no figure, and puts none right.
"""

from typing import Final

from handlers.conversation import Conversation, Press, number
from handlers.desk import Desk, answer, keep
from handlers.proofs import evidence
from handlers.reporting import by_name, pointing
from handlers.reporting import which_record as which
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from words.say import say

_IS_OF: Final = regex(
    r"(?:(?:no|anzi|scus\w+|guarda\w*)\b[,. ]*)*(?:(?:la|il|lo|quest[oa]|quell[oa]) |l')"
    r"(?:prov[ae]|verbale|foto(?:grafia)?|file|document[oi]|allegat[oi]|pdf|fattura|determina"
    r"|relazione|ricevuta|scansione)(?: \w+\.\w+)?"
    r" (?:e|era|va|riguarda)(?: (?:per|di|su|a))?(?:l|llo|lla|i|gli|lle|gl|ll'|l')?\b ?(?P<of>.+)"
)


def said(desk: Desk) -> Outcome | None:
    """The file that waits, for the record that is meant; where none waits, it is asked for. None
    for words that name nothing of the sender's."""
    plain = " ".join(clean(desk.turn.text).split()).strip(" .!")
    found = _IS_OF.fullmatch(plain)
    if found is None or plain.endswith("?") or desk.turn.attachment is not None:
        return None
    pointed = pointing.of_a_thing(desk, found["of"])
    if not pointed.codes:
        return None
    rows = which.of_them(desk, pointed)
    if pointed.figures:
        rows = which.holding(rows, pointed.figures[0].value)
    if not rows:
        cells = by_name.each(desk, which.nearest(desk, pointed), "proofto")
        return keep(desk, answer(say("evidence.none_so"), buttons=cells))
    if len(rows) == 1 or not pointed.dated:
        return evidence.sent_to(desk, rows[-1].seq)
    cells = by_name.each(desk, rows[::-1][: by_name.MOST], "proofto")
    return keep(desk, answer(say("evidence.which_record"), buttons=cells))


CONVERSATION: Final = Conversation(buttons={"proofto": Press(evidence.sent_to, (number,))})
