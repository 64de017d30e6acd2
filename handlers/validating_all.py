"""All that waits in an office, validated in words, but for what is left out.

dirigente   valida tutte quelle di AS4 tranne la prima
bot         Valido 6 registrazioni … Resta fuori: n. 836.   [Conferma] [Annulla]

What is to be left out and is not found is told, and the cards come one by one: nothing that
somebody wanted to look at is validated with the rest.
"""

from collections.abc import Sequence
from typing import Final

from handlers import ask, validation
from handlers.by_number import BY_PLACE, PLACES
from handlers.desk import Desk, led_by
from handlers.turn import Outcome
from handlers.understand.orders import ALL_BUT
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE
from ledger.rows import ReportRow
from words.say import say

_ALL: Final = regex(r"\btutt[oaie]\b")
_NUMBERS: Final = regex(r"(?<![\d/.,])\d{1,15}(?![\d/.,]*\d)")
_PLACE: Final = regex(r"^\W*" + BY_PLACE.pattern)


def said(desk: Desk, scope: str | None) -> Outcome | None:
    """The card of all that waits in a scope; None where the words do not say all."""
    text = clean(desk.turn.text)
    but = ALL_BUT.search(text)
    if but is None and _ALL.search(text) is None:
        return None
    shown = desk.draft.get("scope") if desk.draft.get("talk") == validation.ONE else None
    code = str(scope or shown or ENTE)
    if but is None:
        return validation.ask_validate_all(desk, code)
    rows = validation.waiting_for(desk, code)
    left_out = _left_out(desk, rows, text[but.end("but") :])
    if not left_out or len(left_out) == len(rows):
        return led_by(validation.show_waiting(desk, code), say("validate.but_unknown"))
    return validation.ask_validate_all(desk, code, left_out)


def _left_out(desk: Desk, rows: Sequence[ReportRow], words: str) -> frozenset[int]:
    """Those of the rows that words mean: by number, by place, by day or by name; none where
    something of the words is not known."""
    by_number = {int(n[0]) for n in _NUMBERS.finditer(words)} & {row.seq for row in rows}
    if by_number:
        return frozenset(by_number)
    if (place := _PLACE.match(words)) is not None:
        at = PLACES[place["place"].lower()]
        return frozenset({rows[at].seq} if -len(rows) <= at < len(rows) else ())
    about = ask.names_of(desk).of(words)
    if not about.said or about.unread:
        return frozenset()
    named = {row.seq for code in about.codes for row in validation.waiting_for(desk, code)}
    return frozenset(named & {row.seq for row in rows})
