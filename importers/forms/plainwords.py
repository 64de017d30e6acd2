"""Labels and headings in the words that people speak: `Dove vogliamo arrivare`, `Chi lo fa`."""

import re
from collections.abc import Sequence

from importers.tables.roles import Role
from italian.regex import regex

_WE = r"(?:(?:ci )?\w+iamo(?: di)?|vorremmo|si (?:vuole|intende|prevede di))"
"""Whatever verb says what an office wants: `vogliamo`, `prevediamo di`, `ci proponiamo di`."""
_PHRASES: Sequence[tuple[Role, Sequence[str]]] = (
    (
        Role.BASELINE,
        (
            r"da dove (?:si )?part\w+",
            r"dove (?:siamo|eravamo)(?: (?:oggi|ora|adesso))?",
            r"quanto (?:era|facevamo)",
        ),
    ),
    (
        Role.TARGET,
        (
            rf"dove {_WE}(?: arrivare)?|dove arriv\w+",
            rf"quanto {_WE} (?:fare|ottenere|raggiungere)",
            r"a quanto (?:puntiamo|arriviamo)|il traguardo",
        ),
    ),
    (
        Role.INDICATOR,
        (
            r"(?:come|cosa|che cosa) (?:lo |la |li |si )?(?:misur|verific|control)\w+"
            r"(?: (?:il risultato|i risultati))?",
            r"come (?:sapremo|capiremo|vedremo) (?:se|che) .{3,40}",
        ),
    ),
    (
        Role.DESCRIPTION,
        (
            rf"(?:che )?cosa {_WE} (?:fare|ottenere|raggiungere|cambiare)",
            r"(?:che )?cosa si (?:fa|far[aà])|perch[eé] (?:lo|la) facciamo",
            r"di (?:che )?cosa si tratta",
            r"in (?:che )?cosa consiste|il problema|a (?:che )?cosa serve",
        ),
    ),
    (Role.WEIGHT, (r"(?:quanto )?(?:vale|pesa|conta)",)),
    (
        Role.OWNER,
        (
            r"chi (?:lo fa|la fa|se ne occupa|ne risponde|risponde|fa (?:che )?cosa|ci lavora)",
            r"a chi (?:e|è) affidato|in mano a",
        ),
    ),
    (
        Role.DEADLINE,
        (
            r"(?:entro )?quando (?:finisce|finiamo|si conclude|lo finiamo|sar[aà] pronto)",
            r"entro quando|pronto (?:entro|per)(?: il)?",
        ),
    ),
    (
        Role.PHASE,
        (
            r"(?:i )?passi(?: da fare)?|come (?:ci arriviamo|lo facciamo|procediamo)",
            r"(?:che )?cosa faremo|il percorso|calendario(?: delle attivit[aà])?",
        ),
    ),
)
_COMPILED = tuple(
    (role, regex(rf"(?:{'|'.join(phrases)})(?:\s*\(?20\d\d\)?)?\s*[:?]?", re.IGNORECASE))
    for role, phrases in _PHRASES
)
_LONGEST = 60


def said_plainly(text: str) -> Role | None:
    """The role of a whole phrase of everyday words; None for any other text."""
    bare = text.strip()
    if not bare or len(bare) > _LONGEST:
        return None
    return next((role for role, pattern in _COMPILED if pattern.fullmatch(bare)), None)
