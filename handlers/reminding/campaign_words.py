"""What is asked of an open campaign in words, and what its orders do beside opening one.

segretario  chi manca?                      →  who owes what to the campaign told of
eq          mi resta qualcosa per M1?       →  what one still owes
"""

import re

from handlers.ask.after import follow
from handlers.desk import Desk, answer, button, keep
from handlers.reminding import campaigns
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from words.say import say

WHO_OWES = regex(
    r"(?:e |ma )?(?:a )?(?:chi|quanti|quali)(?: (?:ancora|ci|mi))* (?:manca|mancano|deve|devono"
    r"|non (?:ha|hanno))(?: ancora)?(?: (?:rispondere|risposto|mandat[oi]|rispost\w*|dat[oi]))*"
)
"""After a campaign was told of."""
LEADS = regex(
    r"^(?:per|chiama(?:t|l)[oa]|dal nome|su|di)(?: (?:il|lo|la|i|gli|le|l['’]area))? ", re.I
)
"""Before the name of a campaign, or the unit that it is of."""
OF_ITS_CODE = regex(r"(?P<code>m\d+)(?:\W+(?P<who>chi)?(?:che )?(?:cosa )?(?:manca|deve))?\W*")
RESTS = regex(
    r"(?:e )?(?:(?:che )?cosa (?:mi |ci )?(?:chied\w+|manca|resta|devo(?: ancora)? \w+)"
    r"|(?:mi|ci) (?:resta|manca)(?:no)? (?:ancora )?(?:qualcosa|altro|niente|dati)"
    r"|quant\w+(?: dati)? (?:mi |ci )?(?:manca|resta)(?:no)?(?: (?:per|a) [a-z]+(?:ere|are|ire))?"
    r"|sono (?:gia )?(?:a posto|in regola|in linea)"
    r"|ho (?:gia )?(?:rispost|finit|completat|mandat|dat)o(?: a)?(?: tutto)?)"
    r"(?: (?:per|con|a|al|alla|di|del|della|nella|nel|il|la|l[ao]))*"
    r" (?:verifica|monitoraggio|campagna|rilevazione|(?P<code>m\d+))(?: (?P<code_too>m\d+))?"
)
"""What one still owes to the campaign that is open."""
WHEN_CLOSES = regex(
    r"(?:e )?(?:(?:entro |per )?quando|che giorno) (?:si )?(?:chiude|scade|finisce|termina)"
    r" (?:il|la) (?:verifica|monitoraggio|campagna|rilevazione)"
)
"""Of the one that is open, its day."""


def said(desk: Desk, text: str) -> Outcome | None:
    """Who still owes something, or what one owes oneself; None for anything else."""
    return _owed_to_it(desk, text) or _missing(desk, text)


def _missing(desk: Desk, text: str) -> Outcome | None:
    """What an open campaign still waits for, from who asks of it or says its code; None for words
    that are of none."""
    plain = " ".join(clean(text).split()).strip(" .!?")
    found = OF_ITS_CODE.fullmatch(plain) or RESTS.fullmatch(plain)
    if WHEN_CLOSES.fullmatch(plain) and campaigns.open_ones(desk):
        return keep(desk, campaigns.campaign(desk, ""))
    if found is None:
        return None
    said = found.groupdict()
    code = said["code"] or said.get("code_too")
    code = code.upper() if code else campaigns.only_open(desk)
    if all(c.code != code for c in campaigns.open_ones(desk)):
        return None
    shown = campaigns.show_who(desk, str(code)) if said.get("who") else None
    return keep(desk, shown or desk.press(desk, f"owed:{code}"))


def _owed_to_it(desk: Desk, text: str) -> Outcome | None:
    """Who owes something to the campaign that was told of."""
    asked = WHO_OWES.fullmatch(" ".join(clean(text).split()).strip(" ?"))
    if asked is None or follow.matter(desk) != "campaigns":
        return None
    if desk.draft.get("deed") == "open":
        return keep(desk, answer(say("campaign.not_yet")))
    code = campaigns.only_open(desk)
    return None if code is None else campaigns.show_who(desk, code)


def stays(desk: Desk) -> Outcome:
    """That the day of a campaign that is open stays, and what can be done; with none, or several,
    they are shown."""
    code = campaigns.only_open(desk)
    if code is None:
        return campaigns.campaign(desk, "")
    (due,) = (c.due_on for c in campaigns.open_ones(desk) if c.code == code)
    cells = (
        button("close_campaign", f"campclose:{code}", code=code),
        button("open_campaign", "frmgo:campagna"),
    )
    return answer(say("campaign.stays", code=code, due=due), buttons=(cells,))


def _by_name(desk: Desk, words: str) -> str | None:
    """The code of the one open campaign whose name has all these words; None of none or several."""
    said = set(clean(words).split()) - OF_NO_NAME
    named = [c.code for c in campaigns.open_ones(desk) if said <= set(clean(c.name).split())]
    return named[0] if len(named) == 1 else None


OF_NO_NAME = {"di", "del", "della", "dell", "per", "la", "il", "aperta", "aperto", "in", "corso"}


def closed(desk: Desk, code: str | None, name: str | None) -> Outcome | None:
    """The campaign that is named, or the one that is open; of several, they are shown. None for
    words that are the name of none."""
    if name is not None and (code := _by_name(desk, name)) is None:
        return None
    code = code or campaigns.only_open(desk)
    return campaigns.close(desk, code) if code else campaigns.campaign(desk, "")
