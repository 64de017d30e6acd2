"""Labels and headings in the words that people speak: `Dove vogliamo arrivare`, `Chi lo fa`."""

import re

from importers.roles import Role
from italian.regex import regex

_WE = r"(?:vogliamo|si vuole|vorremmo|dobbiamo|intendiamo|ci proponiamo di|contiamo di)"
_PLAIN = tuple(
    (role, regex(rf"(?:{words})(?:\s*\(?20\d\d\)?)?\s*[:?]?", re.IGNORECASE))
    for role, words in (
        (Role.BASELINE, r"da dove (?:si )?part\w+|dove (?:siamo|eravamo)(?: (?:oggi|ora|adesso))?|quanto (?:era|facevamo)"),
        (Role.TARGET, rf"dove {_WE} arrivare|dove arriv\w+|quanto {_WE} (?:fare|ottenere|raggiungere)"
                      r"|a quanto (?:puntiamo|arriviamo)|il traguardo"),
        (Role.INDICATOR, r"(?:come|cosa|che cosa) (?:lo |la |li |si )?(?:misur\w+|verifich\w+|control\w+)(?: il risultato| i risultati)?"
                         r"|come (?:sapremo|capiremo|vedremo) (?:se|che) .{3,40}"),
        (Role.DESCRIPTION, rf"(?:che )?cosa {_WE} (?:fare|ottenere|raggiungere|cambiare)|perch[eé] (?:lo|la) facciamo"
                           r"|di (?:che )?cosa si tratta|in (?:che )?cosa consiste|il problema|a (?:che )?cosa serve"),
        (Role.WEIGHT, r"(?:quanto )?(?:vale|pesa|conta)"),
        (Role.OWNER, r"chi (?:lo fa|la fa|se ne occupa|ne risponde|risponde|fa (?:che )?cosa|ci lavora)|a chi (?:e|è) affidato|in mano a"),
        (Role.DEADLINE, r"(?:entro )?quando (?:finisce|finiamo|si conclude|lo finiamo|sara pronto)|entro quando|pronto (?:entro|per)(?: il)?"),
        (Role.PHASE, r"(?:i )?passi(?: da fare)?|come (?:ci arriviamo|lo facciamo|procediamo)|(?:che )?cosa faremo|il percorso|calendario(?: delle attivit[aà])?"),
    )
)


def said_plainly(text: str) -> Role | None:
    """The role of a whole phrase of everyday words; None for any other text."""
    bare = text.strip()
    if len(bare) > _LONGEST or not bare:
        return None
    return next((role for role, pattern in _PLAIN if pattern.fullmatch(bare)), None)


_LONGEST = 60
