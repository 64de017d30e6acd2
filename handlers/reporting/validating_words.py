"""What waits to be validated, in words: asked for, or validated all but for what is left out.

dirigente   c'è qualcosa da validare per me?
bot         1 di 7 · n. 836 …

dirigente   valida tutte quelle di AS4 tranne la prima
bot         Valido 6 registrazioni … Resta fuori: n. 836.   [Conferma] [Annulla]

What is to be left out and is not found is told, and the cards come one by one: nothing that
somebody wanted to look at is validated with the rest.
"""

import re
from collections.abc import Sequence
from typing import Final

from handlers import ask
from handlers.ask.after import follow
from handlers.ask.answers.people import PERSON
from handlers.ask.asked import Asked
from handlers.desk import Desk, led_by
from handlers.reporting import contesting, validation, which_waiting
from handlers.talk.deed import command_of
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.commands.progress import ValidateProgress
from ledger.plan import ENTE
from ledger.rows import ReportRow
from words.say import say

TO_VALIDATE = regex(
    r"^(?!.*\b(?:chi|obiettiv[oi]|indicator[ei]|serviz(?:io|i)|are[ae]|person[ae]|dirigent[ei]"
    r"|per (?:(?:ogni|ciascun) )?(?:eq|incaricat[oi]))\b)"
    r".*\b(?:cosa|quali|quant[ei])\b.*\bvalidare\b"
    r"|^(?!.*\bchi\b).*\b(?:devo|dobbiamo|mi resta da|mi restano da)(?: ancora)? validare\b"
    r"|\b(?:dat[oi]|registrazioni) mi (?:aspett|attend)\w+"
    r"|\b(?:dat[oi]|registrazioni) (?:che )?(?:mi )?(?:aspett|attend)\w+ (?:ancora )?(?:da )?me\b"
    r"|\b(?:aspett|attend)\w+ (?:ancora )?(?:la |il )?mi[ao] "
    r"(?:validazione|convalida|conferma|visto|firma|approvazione)\b"
    r"|^(?!.*\bchi\b)(?=.*\b(?:per me|ho|abbiamo|mi)\b).*\bda (?:con)?validare\b"
    r"|^\s*valida(?:re)?(?:\s+tutt[oiae])?\W*$",
    re.IGNORECASE,
)
"""What waits for me, not for any office in particular."""

OF_VALIDATING = regex(
    r"\b(?:cosa|quali|quant[ei]|valida\w*|convalida\w*|mia|me|aspett\w+|attend\w+|devo|dobbiamo"
    r"|mi|ho|abbiamo|c'e|ci|qualcosa|niente|nulla|da|per|resta|restano|dat[oi]|registrazion[ei]"
    r"|tutt[oiae]|ancora|conferma|visto|firma|approvazione|mio|il|la|dirigent[ei]|eq|sono)\b"
)


OF_OTHERS = regex(
    r"\b(?:deve|devono|dovrebber?o?|puo|possono|ha|hanno|in tutto|tutto (?:il comune|l'ente))\b"
)
"""Others are asked about, or all there is to validate."""
OF_ME = regex(r"\b(?:devo|mi|me|ho|mia|io)\b")

TOGETHER: Final = regex(
    r"(?:(?:ok|si|bene|va bene|perfetto),? )*"
    r"(?P<order>(?:(?:con)?valid|approv|conferm|accett)\w+ )?"
    r"(?:(?:mi|me|li|le) )?"
    r"(?P<which>tutt[oaie](?: (?:quant[ei]|insieme))?"
    r"|(?:tutt[oaie] )?(?P<rest>il resto|gli altri|le altre|quell[ei] che (?:restano|mancano)))"
    r"(?: (?:vanno|va|sono|e) (?:tutt[oaie] )?(?:bene|giust[oaei]|a posto|ok|corrett[oaei]))?"
    r"(?: (?:li|le|lo) (?:con)?(?:valido|confermo|approvo))?(?: tutt[oaie])?"
    r"|(?:vanno|sono) (?:bene|giust[ei]|a posto|ok|corrett[ei]) tutt[ei]"
)
"""All that waits, or all but the record that is shown."""


def waiting(desk: Desk) -> Outcome | None:
    """What waits for me, in the office that is named; None where more was said than that."""
    plain = clean(desk.turn.text)
    if not TO_VALIDATE.search(desk.turn.text) or not validation.validates(desk):
        return None
    if OF_OTHERS.search(plain) and not OF_ME.search(plain):
        return None
    rest = OF_VALIDATING.sub(" ", plain)
    about = ask.names_of(desk).of(rest)
    if about.unread or PERSON.search(rest):
        return None
    named = about.codes[0] if about.said and len(about.codes) == 1 else None
    told = validation.show_waiting(desk, named)
    return follow.noted(desk, told, Asked(code=named or ENTE), "waiting")


def without(desk: Desk) -> Outcome | None:
    """`no, tranne le autotutele`, of the card of several: the same card without those."""
    words = which_waiting.left_out_of_it(desk.turn.text)
    if words is None or desk.draft.get("talk") != validation.ALL:
        return None
    command = command_of(desk.draft)
    assert isinstance(command, ValidateProgress)
    on_it = [r for r in validation.waiting_for(desk, ENTE) if r.seq in command.reports]
    found = which_waiting.meant(desk, on_it, words)
    return without_these(desk, on_it, found.rows if found else frozenset())


def together(desk: Desk) -> Outcome | None:
    """`conferma tutte`, `gli altri vanno bene tutti`, said of what is gone through: the card of
    what waits there. Said of nothing that is open, only an order to validate the rest is one."""
    found = TOGETHER.fullmatch(" ".join(clean(desk.turn.text).split()).strip(" .!"))
    if found is None or not validation.validates(desk):
        return None
    scope, passed = validation.queue(desk)
    if desk.draft.get("talk") == validation.ONE:
        rest, scope = found["rest"], desk.draft["scope"]
        return _all_but(desk, scope, passed | {desk.draft["report"]} if rest else frozenset())
    contests = desk.draft.get("talk") == contesting.FOR_REASON
    verb = found["order"] or ""
    if verb and "valid" not in verb and "talk" not in desk.draft:
        return validation.ask_validate_all(desk, ENTE)
    ordered = "valid" in verb or contests
    asked = frozenset(desk.draft.get("rows", ()) if contests else ())
    return _all_but(desk, scope, passed | asked) if found["rest"] and ordered else None


def _all_but(desk: Desk, scope: str, left_out: frozenset[int]) -> Outcome:
    """What else waits there; the cards one by one where nothing else does."""
    there = left_out & {row.seq for row in validation.waiting_for(desk, scope)}
    if there and len(there) == len(validation.waiting_for(desk, scope)):
        return validation.show_waiting(desk, scope)
    return validation.ask_validate_all(desk, scope, there)


def without_these(desk: Desk, rows: Sequence[ReportRow], left_out: frozenset[int]) -> Outcome:
    """The card of some of what waits; where what is left out is not known, or would be all of it,
    the cards one by one."""
    out = left_out & {row.seq for row in rows}
    if not out or len(out) == len(rows):
        return led_by(validation.show_waiting(desk, ENTE), say("validate.but_unknown"))
    return validation.ask_validate_these(desk, [r for r in rows if r.seq not in out], out)
