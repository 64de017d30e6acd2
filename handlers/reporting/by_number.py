"""A record named by its number, its code, or its place: `ritira la n. 841`, `contesta la 836 perché
manca la prova`, `valida AS4.3.1`, `contesta l'ultima`.

The number is that of the receipt, never a figure: nothing is read of it.
"""

import re
from typing import Final

from handlers.desk import Desk, answer
from handlers.plan import amended_things
from handlers.reporting import by_name, correcting, taking_back, validation
from handlers.staff import somebody
from handlers.talk.typed import split_code
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.errors import UnknownReport
from ledger.plan import ENTE
from words.say import say

_NUMBER = r"(?:(?:n|nr|num)\b\.?|numero|n°)?\s*(?P<seq>\d{1,15})(?![\d.,/]*\d)"
_RECORD = r"(?:(?:la|il|lo|alla)\s+|l['’]\s*)?(?:(?:registrazione|record|dato)\s+)?"
_WISH = r"^\W*(?:(?:puoi|vorrei|voglio|devo|mi)\s+)?"

OWN: Final = regex(
    rf"{_WISH}(?P<verb>ritir|annull|corregg)\w*\s+{_RECORD}{_NUMBER}\W*$", re.IGNORECASE
)
VALIDATES: Final = regex(
    r"^(?P<thing>[a-z].*?),? (?:li|le|lo|la) (?:con)?(?:valido|approvo)(?: io| subito)?\W*$",
    re.IGNORECASE,
)
"""`i fascicoli li valido io`: what waits of it, for who may."""
NAMED: Final = regex(r"\b(?:la|registrazione|n|nr|num|numero)\b", re.IGNORECASE)

JUDGED: Final = regex(
    rf"{_WISH}(?P<verb>(?:con)?valid|contest)(?:a|o|are|iamo|i)\s+(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
"""An order; `contestate 12 violazioni` is a report."""

BY_NUMBER: Final = regex(rf"{_RECORD}{_NUMBER}(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
BY_PLACE: Final = regex(
    r"(?:(?:la|il|l)\s+|l['’]\s*)?(?:(?P<place>prim|second|terz|quart|quint|penultim|ultim)[oa])\b"
    r"(?:\s+(?:registrazione|record|dato|della (?:lista|fila)|dell['’]elenco))?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
OF_SOMEBODY: Final = regex(
    r"\s+(?:di|del|della|dell['’]|dello|che ha (?:scritto|messo))\s*(?P<who>[^,:;]+?)"
    r"(?P<rest>\s*(?:[,:;]|\s(?=perch|poich|siccome|motivo)).*|)$",
    re.IGNORECASE | re.DOTALL,
)
PLACES: Final = {
    **{name: at for at, name in enumerate(("prim", "second", "terz", "quart", "quint"))},
    **{"penultim": -2, "ultim": -1},
}
NEXT: Final = regex(
    r"(?:(?:vai|vai avanti|passa|andiamo) ?)?(?:(?:alla|la|le|un'altra|a quella) ?)?"
    r"(?:prossim[ae]|successiv[ae]|seguente|avanti|dopo|oltre)(?: (?:registrazione|scheda))?"
    r"|(?:la )?salt(?:a|o|iamo)(?:la|lo)?|passa(?: oltre)?|un'altra"
)
BEFORE: Final = regex(
    r"(?:torna )?indietro|(?:torna )?(?:a )?quella (?:di )?prima|(?:la )?precedente|torna a prima"
)
OLDEST: Final = regex(
    r"(?:(?:prima|parti da|cominciamo da|mostrami|vediamo|dal)l?[ea]? ?)?(?:(?:le|la|quell[ea]) )?"
    r"(?:piu vecchi[ea]|meno recenti|piu in attesa)(?: prima)?"
)
NEWEST: Final = regex(
    r"(?:(?:prima|parti da|cominciamo da|mostrami|vediamo|dal)l?[ea]? ?)?(?:(?:le|la|quell[ea]) )?"
    r"(?:piu (?:recent[ei]|nuov[ea]))(?: prima)?"
)
"""While what waits is gone through, one card at a time."""
BEFORE_CODE: Final = regex(
    rf"{_RECORD}(?:(?:dato|registrazione|report)\s+)?(?:d(?:i|el|ell['’])\s*)?"
    r"(?:(?:indicatore|obiettivo)\s+)?",
    re.IGNORECASE,
)

WHY: Final = regex(
    r"\s*[:;,.–—-]*\s*(?P<lead>perch[eéè]'?|poich[eéè]|siccome|in quanto|dato che|visto che"
    r"|motivo:?|per)?(?=\s|$|(?<=[:;,–—-]))\s*",
    re.IGNORECASE,
)
"""What leads from a record to why it is contested."""

ANOTHER: Final = regex(r"\s*(?:,|ed?\b|-)?\s*(?:(?:la|il)\s+)?(?:n\.?\s*)?\d", re.IGNORECASE)
"""More than one record: they are decided card by card."""


def asked_in_words(desk: Desk) -> Outcome | None:
    """What is asked of one record; None where no record is named. Raises UnknownReport."""
    if (decided := moved(desk) or judged(desk)) is not None:
        return decided
    if (own := VALIDATES.match(desk.turn.text)) and (
        thing := amended_things.named(desk, own["thing"], "")
    ):
        return validation.show_waiting(desk, thing.code)
    found = OWN.match(desk.turn.text)
    if found is None or NAMED.search(desk.turn.text) is None:
        return by_name.asked_in_words(desk)
    seq = int(found["seq"])
    if found["verb"].lower() == "corregg":
        return correcting.ask_record(desk, seq)
    return taking_back.offer(desk, seq)


def moved(desk: Desk) -> Outcome | None:
    """Another of what waits, named by its place or from the one that is shown; None for other words
    or where nothing is gone through."""
    if desk.draft.get("talk") != validation.ONE:
        return None
    plain, scope = " ".join(clean(desk.turn.text).split()).strip(" .!?"), desk.draft["scope"]
    rows = [row.seq for row in validation.waiting_for(desk, scope)]
    at = _place_of(plain, rows, desk.draft["report"])
    if at is None or not rows:
        return None
    return validation.show_waiting(
        desk, scope, after=rows[max(-len(rows), min(at, len(rows) - 1))] - 1
    )


def _place_of(plain: str, rows: list[int], shown: int) -> int | None:
    """Which of them words mean, counted from the first, or back from the last."""
    here = rows.index(shown) if shown in rows else 0
    if (found := BY_PLACE.fullmatch(plain)) is not None:
        return None if found["rest"].strip() else PLACES[found["place"]]
    told = ((NEXT, (here + 1) % max(1, len(rows))), (BEFORE, max(0, here - 1)), (OLDEST, 0))
    return next((at for words, at in (*told, (NEWEST, -1)) if words.fullmatch(plain)), None)


def judged(desk: Desk) -> Outcome | None:
    """`valida`, `contesta`, and the record that is meant, of who validates; None for other words.
    Raises UnknownReport."""
    text = " ".join(desk.turn.text.split())
    found = JUDGED.match(text)
    if found is None or text.endswith("?") or not validation.validates(desk):
        return None
    contests, what = found["verb"].lower() == "contest", found["what"]
    for reads in (_of_number, _of_place, _of_code):
        if (outcome := reads(desk, what, contests=contests)) is not None:
            return outcome
    return None


def _of_number(desk: Desk, what: str, *, contests: bool) -> Outcome | None:
    found = BY_NUMBER.match(what)
    if found is None or ANOTHER.match(found["rest"]):
        return None
    seq, reason = int(found["seq"]), found["rest"]
    plainly = NAMED.search(what[: found.start("seq")]) or _is_led(reason) or _waits_for_why(desk)
    try:
        return _decided(desk, seq, reason, contests=contests)
    except UnknownReport:
        if plainly:
            raise
        return None  # `contesta 12 multe`: no record is meant.


def _of_place(desk: Desk, what: str, *, contests: bool) -> Outcome | None:
    """Of what waits for me, in the order in which it is shown."""
    found = BY_PLACE.match(what)
    whose = OF_SOMEBODY.match(found["rest"]) if found is not None else None
    people = somebody.meant(desk, whose["who"]) if whose else ()
    if found is not None and whose and people:
        rows = [r for r in validation.waiting_for(desk, ENTE) if r.actor in people]
        at = PLACES[found["place"].lower()]
        if -len(rows) <= at < len(rows):
            return _decided(desk, rows[at].seq, whose["rest"], contests=contests)
        return answer(say("validate.none_of", person=", ".join(people)))
    if found is None or not _is_led(found["rest"]):
        return None
    shown = desk.draft.get("scope") if desk.draft.get("talk") in _SHOWN else None
    rows = validation.waiting_for(desk, str(shown or ENTE))
    at = PLACES[found["place"].lower()]
    if not -len(rows) <= at < len(rows):
        return validation.show_waiting(desk, str(shown or ENTE))
    return _decided(desk, rows[at].seq, found["rest"], contests=contests)


_SHOWN = (validation.ONE, validation.CONTEST)


def _of_code(desk: Desk, what: str, *, contests: bool) -> Outcome | None:
    """By the code of an indicator or an objective."""
    typed = BEFORE_CODE.sub("", what, count=1)
    code, rest = split_code(desk.record.plan, re.sub(r"([:;,])", r" \1 ", typed))
    plan = desk.record.plan
    if code not in plan.indicators and code not in plan.objectives:
        return None
    if not _is_led(rest) and not _waits_for_why(desk):
        return None
    reason = _reason(rest) if contests else ""
    if not reason:
        return validation.show_waiting(desk, code)
    return validation.which_to_contest(desk, code, reason)


def _decided(desk: Desk, seq: int, rest: str, *, contests: bool) -> Outcome | None:
    if contests:
        return validation.named_to_contest(desk, seq, _reason(rest))
    return validation.show_report(desk, seq) if not rest.strip(" .!") else None


def _waits_for_why(desk: Desk) -> bool:
    return desk.draft.get("talk") == validation.CONTEST


def _is_led(rest: str) -> bool:
    """Whether nothing follows, or what follows is told apart as a reason."""
    found = WHY.match(rest)
    return not rest.strip(" .!") or bool(
        found and (found["lead"] or found[0].strip(" ") not in ("", "."))
    )


def _reason(rest: str) -> str:
    found = WHY.match(rest)
    return (rest[found.end() :] if found else rest).strip(" .")[: validation.LONGEST_REASON]
