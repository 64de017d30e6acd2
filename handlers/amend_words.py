"""Amendments in words: `imposta il target di AS4.3.1 a 700`, `proroga AS4.2 al 30/11`, `il peso di
AS4.2 diventa 30`."""

import re

from handlers.amend import open_amendment
from handlers.desk import Desk
from handlers.turn import Outcome
from italian.regex import regex

_CODE = r"(?P<code>[A-Za-z][\w.-]*\.\d+(?:\.\d+)?)"
_TO = r"(?:al |all['’]|fino al |entro il |a |=)\s*(?P<value>\S.*)"
_SET = r"^\s*(?:imposta|fissa|metti|porta|cambia|alza|abbassa)\s+(?:il\s+|l['’]\s*)?"
_OF = r"\s+(?:di|per|del|della|dell['’])?\s*"
_IS = (
    r"(?:è|e['’]|diventa|diventi|sia|passa a|sale a|scende a|va a|va portato a|slitta a|slitta al"
    r"|deve essere|a|al|=)\s*(?P<value>\d\S*(?:\s*%)?(?:\s.*)?)"
)
IN_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    *(
        (name, regex(rf"{begin}{_OF}{_CODE}\s+{_TO}$", re.IGNORECASE))
        for name, begin in (
            ("target", rf"{_SET}(?:target|valore(?: da raggiungere)?|obiettivo)"),
            ("base", rf"{_SET}(?:base|valore di partenza)"),
            ("peso", rf"{_SET}peso"),
            ("termine", rf"{_SET}(?:termine|scadenza)"),
            ("termine", r"^\s*(?:proroga|rimanda|sposta)(?:\s+(?:il\s+termine|la\s+scadenza))?"),
        )
    ),
    *(
        (name, regex(rf"^\s*(?:il|la|l['’])?\s*{word}{_OF}{_CODE}\s+{_IS}$", re.IGNORECASE))
        for name, word in (
            ("target", r"(?:target|valore da raggiungere|valore atteso)"),
            ("base", r"(?:base|valore di partenza)"),
            ("peso", r"peso"),
            ("termine", r"(?:termine|scadenza)"),
        )
    ),
    (
        "peso",
        regex(
            r"^\s*(?:d[aà]i|dare|assegna|imposta|fissa|metti)\s+(?:un\s+)?peso\s+(?:del?\s+)?"
            rf"(?P<value>\d[\d.,]*\s*%?)\s+(?:a|ad|all['’]|per)\s*{_CODE}$",
            re.IGNORECASE,
        ),
    ),
    (
        "peso",
        regex(
            rf"^\s*{_CODE}\s+(?:pesa|deve\s+pesare|peserà)\s+(?:il\s+)?(?P<value>\d[\d.,]*\s*%?)$",
            re.IGNORECASE,
        ),
    ),
    (
        "termine",
        regex(rf"^\s*{_CODE}\s+slitta\s+(?:al|a)\s+(?P<value>\S.*)$", re.IGNORECASE),
    ),
)
"""As people say them, each with its command."""


WANTED = regex(
    r"^\s*(?:(?:io\s+)?(?:voglio|vorrei|devo|dobbiamo|dovrei|vogliamo)|(?:mi|ci) serve|bisogna)\s+"
    r"(?=(?:spost|prorog|rimand|cambi|fiss|impost|alz|abbass|port)ar|mett)(?P<verb>\w+?)(?:re)\b",
    re.IGNORECASE,
)
"""`voglio spostare …` orders what `sposta …` does."""


def in_words(desk: Desk) -> Outcome | None:
    """The card of a command said in words; None for anything else."""
    text = WANTED.sub(r"\g<verb>", desk.turn.text.strip(" .!"))
    for name, pattern in IN_WORDS:
        if found := pattern.match(text):
            return open_amendment(desk, name, f"{found['code']} {found['value']}")
    return None
