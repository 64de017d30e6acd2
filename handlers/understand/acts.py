"""Numbers that are not values: acts, protocols, laws, phones, hours, addresses, years."""

import datetime as dt
import re
from collections.abc import Iterator

from handlers.understand.dates import find_days
from handlers.understand.pieces import Act

_NUMBER_SIGN = r"(?:n|nr|num|nro|numero)?[.°]*\s?"
_ACT_NUMBER = r"\d+(?:[/.-]\d+)*(?:/[a-z]+)?(?![\d%])"
_BODY = (
    r"(?:\s(?:di|del|della|dell'|in)?\s?(?:g\.?\s?c\.?|c\.?\s?c\.?|g\.?\s?m\.?|giunta|consiglio|"
    r"comunale|municipale|dirigenziale|dirigenziali|sindacale|sindaco|arera|regionale|"
    r"a contrarre|di impegno|di liquidazione|di aggiudicazione))*"
)
_ACT = re.compile(
    rf"""\b(?:
      (?P<strong>prot(?:ocollo)?|protocollat[oaie]|delibera(?:zione)?|determina(?:zione)?|determ|delib|
        ordinanza|decreto|d\.?g\.?c\.?|d\.?c\.?c\.?|d\.?d\.?|dgr|d\.g\.r\.){_BODY}
      [.,]?\s?(?:al\s)?{_NUMBER_SIGN}(?P<n1>{_ACT_NUMBER})
    | (?P<weak>nota|atto|circolare|verbale|contratto|repertorio|rep|lettera|pratica|bando|seduta|
        registro|fascicolo|comunicazione|fattura|mandato|ticket|pagina|pag|stanza|piano|via)
      {_BODY}[.,]?\s?(?:n|nr|num|nro|numero|prot)[.°]+\s?(?:n[.°]*\s?)?(?P<n2>{_ACT_NUMBER})
    | (?P<numbered>n|nr|num|numero)[.°]*\s?(?P<n3>\d+[/]\d+|\d+(?=\s(?:del|dell'|in\sdata)\s?\d))
    )""",
    re.VERBOSE,
)
_ACT_DAY = re.compile(
    r"(?:\s?[,(]?\s?(?:assunt[oa]|adottat[oa]|approvat[oa])?\s?(?:del|dell'|in\sdata|di|d\.d\.)\s?)"
)
_OTHERS = re.compile(
    r"""(?P<web>\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+)
    | (?P<law>\b(?:artt?|articol[oi]|comma|commi|lett|legge|l|d\.?\s?lgs|dlgs|d\.?\s?l|d\.?p\.?r|
        d\.?p\.?c\.?m|d\.?\s?m|reg(?:olamento)?\s(?:ue|gdpr|europeo)|tuel|ccnl|direttiva|
        decreto\slegge|decreto\slegislativo|l\.?\s?r)\b\.?\s?
        (?:n[.°]*\s?)?\d+(?:[/.-]\d+)*(?:\s(?:del|dell'anno)\s\d{4})?)
    | (?P<phone>\b(?:tel|cell|telefono|cellulare|interno|int|fax|chiamare|chiamatemi|numero\sverde)
        \.?\s?(?:al\s|n[.°]*\s?)?:?\s?\+?\d[\d\s./-]{1,16}
      | \+39[\s.]?\d[\d\s.-]{6,14} | (?<![\d/.-])\b0\d{1,3}[\s/.-]?\d{4,8}\b
      | \b3\d{2}[\s/.-]?\d{6,7}\b)
    | (?P<hour>\b(?:ore|h|alle|dalle|verso\sle|entro\sle|per\sle)\s?(?:ore\s)?\d{1,2}(?:[:.,]\d\d)?(?![\d.,]*\d|%)
      | \b\d{1,2}:\d\d\b)
    | (?P<period>\b(?:biennio|triennio|quinquennio|annualita|esercizio|anni|anno|stagione|
        campagna|annualita)\s(?:19|20)\d\d(?:\s?[-/]\s?(?:(?:19|20)\d\d|\d\d))?
      | \b(?:19|20)\d\d\s?[-/]\s?(?:(?:19|20)\d\d|\d\d)(?![\d/]))
    | (?P<year>\b(?:del|nel|dal|dell'anno|al|fino\sal)\s(?:19|20)\d\d(?![\d.,]*\d|\s?(?:%|/|su\b)))""",
    re.VERBOSE,
)


def find_acts(text: str, today: dt.date) -> Iterator[Act]:
    """Stretches whose numbers say nothing of a measure, in order."""
    found: list[Act] = []
    for match in _ACT.finditer(text):
        kind = match["strong"] or match["weak"] or "n"
        end, day = _day_after(text, match.end(), today)
        found.append(Act(match.start(), end, text[match.start() : end], kind, day))
    for match in _OTHERS.finditer(text):
        kind = str(match.lastgroup)
        found.append(Act(match.start(), match.end(), match[0], kind))
    last = 0
    for act in sorted(found, key=lambda a: (a.start, -a.end)):
        if act.start >= last:
            last = act.end
            yield act


def _day_after(text: str, end: int, today: dt.date) -> tuple[int, dt.date | None]:
    """The act's own date (`del 12/06/2024`), with where it ends."""
    link = _ACT_DAY.match(text, end)
    if not link:
        return end, None
    for day in find_days(text[end : end + 40], today):
        if day.start <= link.end() - end:
            return end + day.end, day.day
        break
    return end, None
