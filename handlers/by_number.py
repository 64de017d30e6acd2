"""A record named by its number: `ritira la n. 841`, `contesta la 841`, `valida la n. 905`.

The number is that of the receipt, never a figure: nothing is read of it.
"""

import re
from typing import Final

from handlers import correcting, taking_back, validation
from handlers.desk import Desk, answer
from handlers.turn import Outcome
from italian.regex import regex
from ledger.plan import ENTE
from words.say import say

ASKED: Final = regex(
    r"^\W*(?:(?:puoi|vorrei|voglio|devo|mi)\s+)?"
    r"(?P<verb>ritir|annull|corregg|valid|convalid|contest)\w*\s+"
    r"(?:(?:la|il|alla)\s+)?(?:(?:registrazione|record)\s+)?(?:(?:n|nr|num)\b\.?|numero|n°)?\s*"
    r"(?P<seq>\d{1,15})\W*$",
    re.IGNORECASE,
)
NAMED: Final = regex(r"\b(?:la|registrazione|n|nr|num|numero)\b", re.IGNORECASE)


def asked_in_words(desk: Desk) -> Outcome | None:
    """What is asked of one record; None where no number of a record is said. Raises
    UnknownReport."""
    found = ASKED.match(desk.turn.text)
    if found is None or NAMED.search(desk.turn.text) is None:
        return None
    verb, seq = found["verb"].lower(), int(found["seq"])
    if verb in ("ritir", "annull"):
        return taking_back.offer(desk, seq)
    if verb == "corregg":
        return correcting.ask_record(desk, seq)
    row = desk.record.report(seq)
    if verb == "contest":
        return validation.ask_reason(desk, seq, ENTE)
    if all(waits.seq != seq for waits in validation.waiting_for(desk, ENTE)):
        state = say(f"validate.state.{row.status}")
        return answer(say("validate.decided", seq=seq, code=row.indicator, state=state))
    return validation.show_waiting(desk, ENTE, after=seq - 1)
