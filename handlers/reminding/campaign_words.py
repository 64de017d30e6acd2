"""Campaigns in words, as `/campagna` does them: opened with their day, closed, and who owes
something reminded.

segretario  apri il monitoraggio con scadenza 30 settembre   →  the card of /campagna
segretario  chiedi i dati a tutti entro venerdì              →  the same
segretario  sollecita chi manca · ricorda a eq.as4 i dati    →  one message to each
"""

import re

from handlers.ask import follow
from handlers.desk import Desk, answer, button, keep
from handlers.reminding import campaigns
from handlers.staff import somebody
from handlers.talk.coming import coming_day
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.commands.authority import require
from ledger.errors import Act
from ledger.people import Role
from ledger.plan import ENTE
from words.say import say

_WISH = (
    r"(?:(?:per favore|vorrei|voglio|devo|dobbiamo|bisogna|puoi|potresti|ok|allora|adesso|ora)"
    r"[ ,]+)*"
)
_MANNER = r"(?:,? (?:per favore|grazie|per cortesia))?"
_CAMPAIGN = (
    r"(?:(?:un|una|la|il|l['’]|lo|nuov[oa]) ?)*(?:campagna|monitoraggio|verifica|rilevazione"
    r"|raccolta(?: dei)? dati|giro di (?:dati|aggiornamento))"
)
_OPENS = (
    r"(?:apr(?:i|iamo|ire|o)|avvi(?:a|amo|are|o)|lanci(?:a|amo|are|o)|fa(?:i|mmi|cciamo|re)"
    r"|indi(?:ci|re)|cre(?:a|are)|part(?:i|iamo|ire) con|mett(?:i|iamo|ere) su|inizi(?:a|amo|are))"
)
_DAY_NEXT = (
    r"(?= (?:il |l['’])?(?:\d|fine|met[aà]|luned|marted|mercoled|gioved|venerd|sabat|domen))"
)
_BY = (
    r"(?:entro|fino a|da chiudere entro|che (?:scade|chiude|finisce|termina)|(?:con |e )?(?:la )?"
    rf"(?:termine|scadenza|chiusura|data)|(?:al|per){_DAY_NEXT})"
    r"(?: (?:entro|al|il|l['’]|a|di|fissata al|al giorno))?"
)
OPEN = regex(
    rf"{_WISH}{_OPENS} {_CAMPAIGN}(?: di monitoraggio| dei dati)?(?P<name>.*?)[ ,]*\b{_BY}:? "
    r"(?P<day>(?:\S+ ){0,4}?\S+)"
    r"(?:[ ,]+(?:per|chiamat[oa]|dal nome|su|di)(?: (?:il|lo|la|l['’]|i|gli|le))?"
    rf" ?(?P<more>\S.*?))??{_MANNER}",
    re.IGNORECASE,
)
OPEN_BARE = regex(
    rf"{_WISH}{_OPENS} {_CAMPAIGN}(?: di monitoraggio| dei dati)?(?: .*)?", re.IGNORECASE
)
"""Without its day, which is asked."""
ASK_DATA = regex(
    rf"{_WISH}(?:(?:ri)?chied(?:i|iamo|ere)|fa(?:i|cciamo|re)(?: aggiornare| mandare)?"
    r"|raccogli(?:amo)?) (?:i dati|gli aggiornamenti|un aggiornamento|l['’]aggiornamento"
    r"|aggiornare i dati)(?: dei dati)?(?: a (?:tutti|tutti gli (?:uffici|eq)|tutti i servizi)"
    r"| (?:(?:a|al|alla|ai|agli) |all['’] ?)(?P<unit>.+?))? (?:entro|per|fino a)(?: il)? "
    rf"(?P<day>.+?){_MANNER}",
    re.IGNORECASE,
)
NO_NAME = regex(r"(?:(?:con )?(?:i )?dati|(?:per )?tutti|adesso|ora|nuovo|nuova)?", re.IGNORECASE)
WHO_OWES = regex(
    r"(?:e |ma )?(?:a )?(?:chi|quanti|quali)(?: (?:ancora|ci|mi))* (?:manca|mancano|deve|devono"
    r"|non (?:ha|hanno))(?: ancora)?(?: (?:rispondere|risposto|mandat[oi]|rispost\w*|dat[oi]))*"
)
"""After a campaign was told of."""
UNTIL = regex(
    r"(?:(?:no|anzi|meglio|facciamo|mettiamo|spostiamo(?:lo|la)?|proroga(?:lo|la)?)[ ,]+)+"
    r"(?:(?:fino )?al?|entro(?: il)?|per il) ?(?P<day>\S.*)",
    re.IGNORECASE,
)
"""Of the campaign that is told of, another day."""
LEADS = regex(
    r"^(?:per|chiama(?:t|l)[oa]|dal nome|su|di)(?: (?:il|lo|la|i|gli|le|l['’]area))? ", re.I
)
"""Before the name of a campaign, or the unit that it is of."""
CLOSE = regex(
    rf"{_WISH}(?:chiud(?:i|iamo|ere|o)|termina(?:re)?|concludi|ferma) {_CAMPAIGN}"
    rf"(?: di monitoraggio)?(?: (?P<code>m\d+)| (?P<name>.+?))?{_MANNER}",
    re.IGNORECASE,
)
_OF_DATA = (
    r"(?:la|il|al|alla|del|della|per la|per il) (?:monitoraggio|verifica|campagna|rilevazione)"
)
REMIND = regex(
    rf"{_WISH}(?:ricord(?:a(?:l[oa]|gli|glielo)?|are|iamo(?:lo)?|o)"
    r"|sollecit(?:a(?:li|le|lo|la)?|are|iamo|o)|manda(?:re)?(?: un| il)? (?:sollecito|promemoria"
    r"|richiamo))(?: (?:i dati|il monitoraggio|la campagna|di (?:mandare|inviare|aggiornare"
    r"|scrivere) i dati)\b)?(?: (?P<who>.+?))?"
    r"(?:,? (?:di|per|che deve|che devono) (?:mandar|inviar|aggiornar|scriver|registrar|risponder"
    rf"|consegnar|comunicar)\w*(?: i dati| il dato| i loro dati| {_OF_DATA})?(?: entro .+)?"
    rf"| {_OF_DATA}(?: entro .+)?| (?:sui|sulle|per (?:i|gli|le|il|la)) .+)?"
    rf"{_MANNER}",
    re.IGNORECASE,
)
EVERYBODY = regex(
    r"(?:a |ad |agli |ai )?(?:tutti|tutti quanti|tutti gli (?:eq|uffici)"
    r"|(?:gli )?(?:altri|uffici|eq)"
    r"|(?:(?:a )?tutti )?(?:i |ai )?(?:miei )?collegh[ie]"
    r"|chi (?:manca|deve|e in ritardo|non .*)|quelli che .*|i ritardatari)"
)


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
TO = regex(r"^(?:a|ad) (?!chi )")


def said(desk: Desk, text: str) -> Outcome | None:
    """The card of a campaign, or the message to who owes something; None for anything else. Raises
    NotAllowed."""
    if follow.matter(desk) == "campaigns" and (going_on := _going_on(desk, text)) is not None:
        return going_on
    if (missing := _missing(desk, text)) is not None:
        return missing
    if found := OPEN.fullmatch(text):
        return _open(desk, found["day"], found["name"], found["more"])
    if found := ASK_DATA.fullmatch(text):
        return _open(desk, found["day"], found["unit"])
    if OPEN_BARE.fullmatch(text):
        who = (str(Role.SEGRETARIO),)
        require(desk.view, desk.person, Act.CYCLE, ENTE, who, desk.today)
        return desk.press(desk, "frmgo:campagna")
    if found := CLOSE.fullmatch(text):
        return closed(desk, found["code"], found["name"])
    if found := REMIND.fullmatch(text):
        return _remind(desk, found["who"] or "tutti")
    return None


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


def _open(desk: Desk, when: str, *parts: str | None) -> Outcome:
    day = coming_day(when, desk.today)
    if day is None:
        return campaigns.how(desk)
    parts = tuple(part for part in parts if not NO_NAME.fullmatch((part or "").strip(" ,:")))
    said = (LEADS.sub("", (part or "").strip()).strip(" :,«»\"'") for part in parts)
    return campaigns.named(desk, day, " ".join(filter(None, said)))


def _going_on(desk: Desk, text: str) -> Outcome | None:
    """Who owes something to the campaign that was told of; its card with another day. The day of
    one that is open stays: it is closed, and another opened."""
    code = campaigns.only_open(desk)
    if WHO_OWES.fullmatch(" ".join(clean(text).split()).strip(" ?")):
        if desk.draft.get("deed") == "open":
            return keep(desk, answer(say("campaign.not_yet")))
        return None if code is None else campaigns.show_who(desk, code)
    found = UNTIL.fullmatch(text)
    day = coming_day(found["day"], desk.today) if found else None
    if day is None:
        return None
    args = desk.draft.get("args", {})
    if desk.draft.get("deed") == "open":
        return campaigns.named(
            desk, day, args["name"] if "Monitoraggio al" not in args["name"] else ""
        )
    return None if code is None else stays(desk)


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


def _remind(desk: Desk, who: str) -> Outcome | None:
    """Of the campaign that is open; with several, they are shown. None where nobody is meant."""
    plain = TO.sub("", " ".join(clean(who).split()))
    everybody = EVERYBODY.fullmatch(plain) is not None
    people = () if everybody else somebody.meant(desk, plain)
    if not everybody and not people:
        return None
    campaigns.require_reminder(desk)
    code = campaigns.only_open(desk)
    if code is None:
        return campaigns.campaign(desk, "")
    if len(people) > 1:
        return campaigns.show_who(desk, code)
    return campaigns.remind(desk, code, people or None)
