"""Which act of the table of authority words speak of: `posso cambiare il target?`."""

import re

from italian.regex import regex
from ledger.errors import Act

ACTS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    (
        Act.READ_SCORES,
        regex(r"\b(?:ved|legg|sa|conosc)\w*\b.*\b(?:sched|punteggi|valutazion|vot)\w*"),
    ),
    (Act.READ_EVIDENCE, regex(r"\b(?:ved|legg|apr)\w*\b.*\b(?:prov[ae]|allegat|foto|evidenz)\w*")),
    (Act.INVITE, regex(r"\binvit\w+")),
    (Act.PEOPLE, regex(r"\b(?:aggiung|iscriv|inser)\w*\b.*\b(?:person|collegh|utent|eq)\w*")),
    (Act.VALIDATE, regex(r"\b(?:valid|convalid|contest|approv)\w*")),
    (Act.EVALUATE, regex(r"\bvalut\w+")),
    (Act.CANCEL, regex(r"\b(?:cancell|elimin|togl)\w*\b.*\bobiettiv\w*")),
    (Act.ADD, regex(r"\b(?:aggiung|inser|cre)\w*\b.*\bobiettiv\w*")),
    (
        Act.SET,
        regex(
            r"\b(?:target|pes[oi]|scadenz\w|termin[ei]|dat[ae]|valor\w+|fiss\w+|prorog\w+|mett\w+)\b"
        ),
    ),
    (
        Act.REPORT,
        regex(r"\b(?:scriv|registr|correg|aggiorn|inser|carica|riport|rendicont|segn|comunic)\w*"),
    ),
)
"""What one may do, by the words for it, the narrowest first."""


def act_in(plain: str) -> Act | None:
    """The act, the narrowest first; None where words speak of none."""
    return next((act for act, words in ACTS if words.search(plain)), None)
