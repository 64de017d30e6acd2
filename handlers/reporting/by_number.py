"""A record of one's own named by its number or its words, and another of what is gone through:
`ritira la n. 841`, `la prossima`.

The number is that of the receipt, never a figure: nothing is read of it.
"""

import re
from typing import Final

from handlers.desk import Desk
from handlers.plan import amended_things
from handlers.reporting import (
    by_name,
    by_place,
    fixing,
    taking_back,
    validating_words,
    validation,
)
from handlers.reporting.contesting import BY_PLACE, PLACES
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean

_NAMED: Final = regex(r"\b(?:la|registrazione|n|nr|num|numero)\b", re.IGNORECASE)
OWN: Final = regex(
    r"^\W*(?:(?:puoi|vorrei|voglio|devo|mi)\s+)?(?P<verb>ritir|annull|corregg)\w*\s+"
    r"(?:(?:la|il|lo|alla)\s+|l['’]\s*)?(?:(?:registrazione|record|dato)\s+)?"
    r"(?:(?:n|nr|num)\b\.?|numero|n°)?\s*(?P<seq>\d{1,15})(?![\d.,/]*\d)\W*$",
    re.IGNORECASE,
)
VALIDATES: Final = regex(
    r"^(?P<thing>[a-z].*?),? (?:li|le|lo|la) (?:con)?(?:valido|approvo)(?: io| subito)?\W*$",
    re.IGNORECASE,
)
"""`i fascicoli li valido io`: what waits of it, for who may."""
NEXT: Final = regex(
    r"(?:no,? )?(?:"
    r"(?:(?:vai|vai avanti|passa|andiamo|fammi vedere|mostra(?:mi)?|dammi|vediamo) ?)?"
    r"(?:(?:alla|la|le|un'altra|a quella) ?)?"
    r"(?:prossim[ae]|successiv[ae]|seguente|avanti|dopo|oltre)(?: (?:registrazione|scheda))?"
    r"|(?:la )?salt(?:a|o|iamo)(?:la|lo)?(?: questa)?|passa(?: oltre)?|un'altra)"
)
BEFORE: Final = regex(
    r"(?:torna )?indietro|(?:torna )?(?:a )?quella (?:di )?prima|(?:la )?precedente|torna a prima"
)
LEADS: Final = regex(r"^(?:(?:no|ok|bene|per (?:ora|adesso)|intanto|poi|allora),? )+(?=\w)")
"""What is said before it, and decides nothing of the one that is shown."""
OLDEST: Final = regex(
    r"(?:(?:prima|parti da|cominciamo da|mostrami|vediamo|dal)l?[ea]? ?)?(?:(?:le|la|quell[ea]) )?"
    r"(?:piu vecchi[ea]|meno recenti|piu in attesa)(?: prima)?"
)
NEWEST: Final = regex(
    r"(?:(?:prima|parti da|cominciamo da|mostrami|vediamo|dal)l?[ea]? ?)?(?:(?:le|la|quell[ea]) )?"
    r"(?:piu (?:recent[ei]|nuov[ea]))(?: prima)?"
)
"""While what waits is gone through, one card at a time."""


def asked_in_words(desk: Desk) -> Outcome | None:
    """What is asked of one record; None where no record is named. Raises UnknownReport."""
    decided = moved(desk) or validating_words.together(desk)
    decided = decided or validating_words.without(desk) or by_place.asked_in_words(desk)
    if decided is not None:
        return decided
    if (own := VALIDATES.match(desk.turn.text)) and (
        thing := amended_things.named(desk, own["thing"], "")
    ):
        return validation.show_waiting(desk, thing.code)
    found = OWN.match(desk.turn.text)
    if found is None or _NAMED.search(desk.turn.text) is None:
        return by_name.asked_in_words(desk)
    seq = int(found["seq"])
    if found["verb"].lower() == "corregg":
        return fixing.ask_record(desk, seq)
    return taking_back.offer(desk, seq)


def moved(desk: Desk) -> Outcome | None:
    """Another of what waits, named by its place or from the one that is shown; None for other words
    or where nothing is gone through."""
    if desk.draft.get("talk") != validation.ONE:
        return None
    plain = LEADS.sub("", " ".join(clean(desk.turn.text).split()).strip(" .!?"))
    scope = desk.draft["scope"]
    rows = [row.seq for row in validation.waiting_for(desk, scope)]
    at = _place_of(plain, rows, desk.draft["report"])
    if at is None or not rows:
        return None
    shown = validation.show_waiting(
        desk, scope, after=rows[max(-len(rows), min(at, len(rows) - 1))] - 1
    )
    on = NEXT.fullmatch(plain) is not None
    return validation.passed_over(desk, shown, desk.draft["report"]) if on else shown


def _place_of(plain: str, rows: list[int], shown: int) -> int | None:
    """Which of them words mean, counted from the first, or back from the last."""
    here = rows.index(shown) if shown in rows else 0
    if (found := BY_PLACE.fullmatch(plain)) is not None:
        return None if found["rest"].strip() else PLACES[found["place"]]
    told = ((NEXT, (here + 1) % max(1, len(rows))), (BEFORE, max(0, here - 1)), (OLDEST, 0))
    return next((at for words, at in (*told, (NEWEST, -1)) if words.fullmatch(plain)), None)
