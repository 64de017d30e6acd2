"""Orders of who validates, of the record that is shown, or named by its number, its code, its place
or its words: `contesta la 836 perché manca la prova`, `valida AS4.3.1`, `contesta l'ultima`,
`contesta, manca l'elenco`, `le CIE le contesto: sono 20`.

The number is that of the receipt, never a figure. What is said after the record is why.
"""

import re
from typing import Final

from handlers import ask
from handlers.desk import Desk, answer
from handlers.plan import amended_things
from handlers.reporting import contesting, validation
from handlers.reporting.contesting import PLACES
from handlers.staff import somebody
from handlers.talk.typed import split_code
from handlers.turn import Outcome
from handlers.understand.asking.orders import ALL_BUT
from italian.regex import regex
from italian.words import clean
from ledger.errors import UnknownReport
from ledger.plan import ENTE
from words.say import say

NUMBER: Final = r"(?:(?:n|nr|num)\b\.?|numero|n°)?\s*(?P<seq>\d{1,15})(?![\d.,/]*\d)"
RECORD: Final = r"(?:(?:la|il|lo|alla)\s+|l['’]\s*)?(?:(?:registrazione|record|dato)\s+)?"
WISH: Final = r"^\W*(?:(?:puoi|vorrei|voglio|devo|mi)\s+)?"
NAMED: Final = regex(r"\b(?:la|registrazione|n|nr|num|numero)\b", re.IGNORECASE)

JUDGED: Final = regex(
    rf"{WISH}(?:con)?valid(?:a|o|are|iamo|i)(?:mi)?\s+(?P<what>.+)$", re.IGNORECASE | re.DOTALL
)
CONTESTS: Final = regex(
    rf"{WISH}(?:(?:l[aoei]|li)\s+)?(?:contest|resping)(?:a|o|i|are?|ere?|iamo)(?:l[aoei])?\b"
    r"(?P<what>.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""An order; `contestate 12 violazioni` is a report."""
CONTESTS_AFTER: Final = regex(
    r"^(?:(?:allora|ok|bene|ecco|quindi|invece)\W+)*"
    r"(?:(?:ho|avevo) (?:con)?validat\w+ per (?:sbaglio|errore) )?(?P<thing>\S.*?),?\s+"
    r"(?:l[aoei]\s+(?:contest|resping)(?:o|iamo)|(?:contesta|respingi)l[aoei]"
    r"|(?:voglio|volevo|vorrei|dovevo|devo)\s+(?:contestar|respinger)l[aoei])\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""`le CIE le contesto: sono 20`, `non mi torna, lo contesto`."""
BY_MISTAKE: Final = regex(
    r"^(?:ho|avevo) (?:con)?validat\w+ per (?:sbaglio|errore) (?P<what>[^,;:]+?)\W*$", re.IGNORECASE
)
THE_SHOWN: Final = regex(
    r"(?:(?:quest|quell)[oaie]\b|(?:l[aoei]|il)\b|l['’])?"
    r"(?:\s*(?:qui|registrazione|dato|numero|valore|scheda)\b)?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""The record whose card is open, and why."""
BEFORE_NAME: Final = regex(
    r"^(?:(?:solo|soltanto|solamente|anche|pure|invece|ora|adesso|subito)\s+)?"
    r"(?:(?P<all>tutt[oaie])\s+)?(?:(?:(?:il|la|i|le)\s+|l['’]\s*)?(?:dat[oi]|registrazion[ei]|numer[oi]|valor[ei]|quell[oaie])\s+"
    r"(?=(?:su|d)(?:i|ei|egli|el|ella|elle|ell['’]|l|lla|lle|gli|ll['’])?[\s'’]))?",
    re.IGNORECASE,
)
OF_A_SCHEDA: Final = regex(
    r"\b(?:sched[ae]|valutazion\w+|vot[oi]|punteggi\w*|giudizi\w*|premi\w*)\b", re.IGNORECASE
)
"""What is contested of oneself, and is no record."""
ENDS_NAME: Final = regex(
    r"\s*[,;:]\s*|\s+[–—-]\s+"
    r"|\s+(?=(?:perch[eéè]|poich[eéè]|siccome|in quanto|dato che|visto che)\b)",
    re.IGNORECASE,
)

BY_NUMBER: Final = regex(rf"{RECORD}{NUMBER}(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
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
BEFORE_CODE: Final = regex(
    rf"{RECORD}(?:(?:dato|registrazione|report)\s+)?(?:d(?:i|el|ell['’])\s*)?"
    r"(?:(?:indicatore|obiettivo)\s+)?",
    re.IGNORECASE,
)

WHY: Final = regex(
    r"\s*[:;,.–—-]*\s*(?P<lead>perch[eéè]'?|poich[eéè]|siccome|in quanto|dato che|visto che"
    r"|motivo:?|(?<![:;,–—-])(?<![:;,–—-] )per)?(?=\s|$|(?<=[:;,–—-]))\s*",
    re.IGNORECASE,
)
"""What leads from a record to why it is contested."""

ANOTHER: Final = regex(r"\s*(?:,|ed?\b|-)?\s*(?:(?:la|il)\s+)?(?:n\.?\s*)?\d", re.IGNORECASE)
"""More than one record: they are decided card by card."""


def judged(desk: Desk) -> Outcome | None:
    """`valida`, `contesta`, and the record that is meant, of who validates; None for other words.
    Raises UnknownReport."""
    text = " ".join(desk.turn.text.split())
    if text.endswith("?") or not validation.validates(desk):
        return None
    if (contested := _contested_in(text)) is not None:
        for reads in (_of_the_shown, _of_number, _of_place, _of_code):
            if (outcome := reads(desk, contested, contests=True)) is not None:
                return outcome
        return (
            _of_name(desk, contested)
            or _of_words_alone(desk, contested)
            or _of_what_waits(desk, contested)
        )
    found = JUDGED.match(text)
    return _validated(desk, found["what"]) if found is not None else None


def _validated(desk: Desk, what: str) -> Outcome | None:
    for reads in (_of_number, _of_place, _of_code):
        if (outcome := reads(desk, what, contests=False)) is not None:
            return outcome
    if ALL_BUT.search(clean(desk.turn.text)):
        return None
    before = BEFORE_NAME.match(what)
    about = ask.names_of(desk).of(clean(what[before.end() :] if before else what))
    if not about.said or ENTE in about.codes:
        return None
    code = about.codes[0]
    if before and before["all"] and not about.unread and len(about.codes) == 1:
        return validation.ask_validate_all(desk, code)
    return validation.show_waiting(desk, code)


def contested_as_read(desk: Desk, scope: str | None) -> Outcome:
    """The record that the reader of messages found in the words, with the reason after it; the one
    that is shown where they name none: `non lo valido, manca la firma`."""
    name, reason = _parted(desk.turn.text)
    seq = contesting.shown(desk)
    if seq is not None and not ask.names_of(desk).of(clean(name)).said:
        return contesting.named_to_contest(desk, seq, reason)
    return contesting.which_to_contest(desk, (scope or ENTE,), reason)


def _parted(text: str) -> tuple[str, str]:
    """What is contested, and why."""
    ends = ENDS_NAME.search(text)
    return (text, "") if ends is None else (text[: ends.start()], _reason(text[ends.start() :]))


def _contested_in(text: str) -> str | None:
    """What is contested and why, in the order of who gives the order; None for other words."""
    if (found := CONTESTS.match(text)) is not None:
        return found["what"].strip()
    if (after := CONTESTS_AFTER.match(text)) is not None:
        return f"{after['thing']}{after['rest']}".strip()
    mistaken = BY_MISTAKE.match(text)
    return mistaken["what"] if mistaken is not None else None


def _of_the_shown(desk: Desk, what: str, *, contests: bool) -> Outcome | None:
    """`contesta, manca la firma`: the record whose card is open, or that is answered."""
    found = THE_SHOWN.match(what)
    seq = contesting.shown(desk) or desk.turn.about
    if seq is None or found is None or not _is_led(found["rest"]):
        return None
    return contesting.named_to_contest(desk, seq, _reason(found["rest"]))


def _of_name(desk: Desk, what: str) -> Outcome | None:
    """`contesto le CIE: sono 20`: by the words of the plan, or of an office."""
    name, reason = _parted(what)
    name = BEFORE_NAME.sub("", name)
    if (thing := amended_things.named(desk, name, "")) is not None:
        return contesting.which_to_contest(desk, thing.which, reason)
    about = ask.names_of(desk).of(clean(name))
    if not about.said or about.unread:
        return None
    return contesting.which_to_contest(desk, about.codes, reason)


def _of_words_alone(desk: Desk, what: str) -> Outcome | None:
    """`contesta manca la firma`: words that name nothing are why the record shown is contested."""
    seq = contesting.shown(desk)
    if seq is None or not what or OF_A_SCHEDA.search(what):
        return None
    return contesting.named_to_contest(desk, seq, _reason(what))


def _of_what_waits(desk: Desk, what: str) -> Outcome | None:
    """`contesta, manca il verbale`, with no record shown: which of those that wait is asked."""
    name, reason = _parted(what)
    if name.strip() or not reason:
        return None
    about = ask.names_of(desk).of(clean(reason))
    codes = about.codes if about.said else (ENTE,)
    return contesting.which_to_contest(desk, codes, reason)


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
    if found is None:
        return None
    whose = OF_SOMEBODY.match(found["rest"])
    at = PLACES[found["place"].lower()]
    if whose and (told := _of_place_within(desk, whose, at, contests=contests)) is not None:
        return told
    if not _is_led(found["rest"]):
        return None
    shown = desk.draft.get("scope") if desk.draft.get("talk") in _SHOWN else None
    rows = validation.waiting_for(desk, str(shown or ENTE))
    if not -len(rows) <= at < len(rows):
        return validation.show_waiting(desk, str(shown or ENTE))
    return _decided(desk, rows[at].seq, found["rest"], contests=contests)


def _of_place_within(
    desk: Desk, whose: re.Match[str], at: int, *, contests: bool
) -> Outcome | None:
    """The same of what somebody wrote, or of what waits of one thing: `l'ultimo dell'alcoltest`."""
    people = somebody.meant(desk, whose["who"])
    about = ask.names_of(desk).of(clean(whose["who"]))
    if people:
        rows = [r for r in validation.waiting_for(desk, ENTE) if r.actor in people]
    elif about.said and not about.unread and len(about.codes) == 1:
        rows = validation.waiting_for(desk, about.codes[0])
    else:
        return None
    if -len(rows) <= at < len(rows):
        return _decided(desk, rows[at].seq, whose["rest"], contests=contests)
    return answer(say("validate.none_of", person=", ".join(people))) if people else None


_SHOWN = (validation.ONE, contesting.CONTEST)


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
    return contesting.which_to_contest(desk, (code,), reason)


def _decided(desk: Desk, seq: int, rest: str, *, contests: bool) -> Outcome | None:
    if contests:
        return contesting.named_to_contest(desk, seq, _reason(rest))
    return validation.show_report(desk, seq) if not rest.strip(" .!") else None


def _waits_for_why(desk: Desk) -> bool:
    return desk.draft.get("talk") == contesting.CONTEST


def _is_led(rest: str) -> bool:
    """Whether nothing follows, or what follows is told apart as a reason."""
    found = WHY.match(rest)
    return not rest.strip(" .!") or bool(
        found and (found["lead"] or found[0].strip(" ") not in ("", "."))
    )


def _reason(rest: str) -> str:
    found = WHY.match(rest)
    return (rest[found.end() :] if found else rest).strip(" .")[: contesting.LONGEST_REASON]
