"""Numbers that are not values: acts, protocols, laws, phones, hours, addresses, years, labels."""

import datetime as dt
import re
from collections.abc import Iterator

from handlers.understand.days.dates import find_days
from handlers.understand.lexicon import LEXICON
from handlers.understand.pieces import Act, Day
from italian.regex import regex
from italian.words import PARTICIPLE

_SIGN = r"(?:(?:n|nr|num|nro|numero)\b[.°^]*\s?)?"
_NUMBER = r"\d+(?:[/.-]\d+)*(?:/[a-z]+)?(?![\d%])(?:\s?(?:,|e)\s?\d{3,}(?![\d.,%/]|\s\w))*"
_WHOSE = r"""(?:\s(?:di|del|della|dell'|in)?\s?(?:g\.?\s?c\.?|c\.?\s?c\.?|g\.?\s?m\.?|giunta|consiglio|
    comunale|consiliare|giuntale|municipale|dirigenziale|sindacale|sindaco|arera|regionale|a\scontrarre|di\simpegno|
    di\sliquidazione|di\saggiudicazione)(?!\w))*"""
_ACT = regex(
    rf"""\b(?=\w)(?:
      (?P<strong>prot(?:ocollo)?|protocollat[oaie](?=\s(?:al|n|nr|num|numero)\b)|
        delibera(?:zione)?|delib|del(?=\.?\s?[cg]\.?\s?c\.?\s?(?:n\b[.°^]*\s?)?\d)|verbale|atto|(?<!\ba\s)repertorio|fattura|dg|determina(?:zione)?|det(?:erm)?|(?<!\ba\s)rep(?:ertorio)?|ord(?:inanza|in)?|verb|sent(?:enza)?|decreto|d\.?g\.?c|d\.?c\.?c|d\.?g\.?r|d\.d)\b\.?{_WHOSE}
        [.,:]?\s?(?:al\s)?{_SIGN}{_NUMBER}(?!\snon\s\w+[ie]\b)
    | (?P<weak>nota|atto|circolare|verbale|contratto|repertorio|rep|lettera|pratica|bando|seduta|
        registro|fascicolo|comunicazione|fattura|mandato|pec|ticket|pagina|pag|id)\b\.?
        {_WHOSE}[.,:]?\s?(?:prot\.?\s?)?(?:n|nr|num|nro|numero|prot)\b[.°^]*\s?(?:n[.°^]*\s?)?{_NUMBER}
    | (?P<permit>permess\w+(?:\sdi\scostruire)?|sal|stato\sd?i?\s?avanzamento|licenza|concessione)\s?{_SIGN}
        (?:\d+/\d{{2,4}}|(?<=n\.\s)\d+|(?<=n\s)\d+|(?<=sal\s)\d+(?=\s(?:avanz|del|al\b)))
    | (?P<year>(?<![\d/.,]))\d{{1,5}}/20\d\d(?![\d/])
    | (?P<sign>n|nr|num|numero|(?<!\bin\s)(?<!\bdal\s)(?:g\.?[mc]|c\.?c))\b[.°^]*\s?(?:\d+/\d+|\d+(?=\s(?:del|dell'|in\sdata)\s?\d))
    )""",
    re.VERBOSE,
)
_NAMED_BEFORE = regex(
    r"\b(delib\w*|del|determin\w*|det|ord\w*|decreto|prot\w*)\b\.?(?:\s[a-z][a-z.']*){0,4}\.?\s?$"
)
"""What sort of act a number is of, words before it: `ord. demolizione n. 58`."""
_ACT_DAY = regex(
    r"\s?[,(]?\s?(?:(?:assunt|adottat|approvat|datat)[oa]\s)?(?:del|dell'|in\sdata|di|in|il)\s?"
)
_ONE_DONE = regex(rf"\b\w{{3,}}{PARTICIPLE}[oa] (?:oggi |ieri )?(?:(?:il|la|un|una) )?$")
_MANY_DONE = regex(rf"\s(?:fatt|mess|\w{{3,}}{PARTICIPLE})[ie]\s\d")
_SHORT_LABELS = "squadra|gruppo|linea|zona|sportello|punto"
"""Labels that are numbered up to nine: `volontari in squadra 44` counts."""
_LABELS = "|".join(label for label in LEXICON.labels if label not in _SHORT_LABELS.split("|"))
_MEASURE = r"\s(?:minut|giorn|gg\b|or[ae]\b|euro|metri|mq\b|km\b|person|utent)"
"""What follows a figure that measures, and labels nothing: `attesa allo sportello 8 minuti`."""
_THINGS = r"\s\w{4,}[ei]\b"
"""What was counted there: `in farmacia 17 misurazioni`."""
_STARTS = r"(?:\b(?=[\w.+-])|(?=\+39)|(?<![\d/.-])(?=0))"
"""Where any of them may begin: asked before each of them is tried at each letter."""
_OTHERS = regex(
    rf"""{_STARTS}(?:
    (?P<web>\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+)
    | (?P<law>\b(?:artt?|articol[oi]|commi?|comma|lett|legge|l|d\.?\s?lgs|dlgs|d\.?\s?l|d\.?p\.?r|
        d\.?p\.?c\.?m|d\.?\s?m|reg(?:olamento)?\s(?:ue|gdpr|europeo)|tuel|ccnl|direttiva|
        decreto\slegge|decreto\slegislativo|l\.?\s?r)\b\.?\s?
        (?:n\b[.°^]*\s?)?\d+(?:[/.-]\d+)*(?:\s(?:del|dell'anno)\s\d{{4}})?)
    | (?P<phone>\b(?:tel|cell|telefono|cellulare|fax|chiamare|chiamatemi|numero\sverde)
        \.?\s?(?:al\s|n[.°]*\s?)?:?\s?\+?\d[\d\s./-]{{1,16}}
      | \+39[\s.]?\d[\d\s.-]{{6,14}} | (?<![\d/.-])0\d{{1,3}}[\s/.-]?\d{{4,8}}\b | \b3\d{{2}}[\s/.-]?\d{{6,7}}\b)
    | (?P<hour>\b(?:ore|h|sono\sle|alle|dalle(?!\s\d+\salle\s(?:2[5-9]|[3-9]\d|\d{{3}}))|verso\sle|entro\sle|per\sle)\s?(?:ore\s)?
        (?:[01]?\d|2[0-4])(?:[:.,][0-5]\d)?(?![\d.,]*\d|%|\s(?:cie|carte|pratiche))
      | \bverso\s(?:le|l')\s?(?:una|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici
        |quindici|sedici|diciassette|diciotto|diciannove|venti|ventun[oa])\b
      | \b\d{{1,2}}:[0-5]\d\b)
    | (?P<period>\b(?:biennio|triennio|quinquennio|annualita|esercizio|anni|(?<!da\sinizio\s)anno|stagione|campagna|scadenza|scade(?:\snel)?)
        \s(?:19|20)\d\d(?:\s?(?:[-/,]|e)\s?(?:(?:19|20)\d\d|\d\d(?!\d)))*
      | \b(?:19|20)\d\d\s?[-/]\s?(?:(?:19|20)\d\d|\d\d)(?![\d/-]))
    | (?P<years>\b(?:dal|del|tra\sil|fra\sil)\s(?:1[5-9]|20)\d\d\s(?:al|e\sil|fino\sal|e)\s(?:1[5-9]|20)\d\d(?![\d.,]*\d))
    | (?P<year>\b(?<!fine\s)(?<!chiusura\s)(?<!termine\s)(?:del|dal|dell'anno|fino\sal)\s(?:1[6-9]|20)\d\d(?![\d.,]*\d|\s?(?:%|/|su\b)))
    | (?P<short>\b(?:del|dell')\s?'?[5-9]\d(?![\d.,]*\d|\s?(?:%|/|per\b|su\b|euro|€|mila|k\b)))
    | (?P<feast>\b(?:via|viale|piazza|piazzale|largo|corso)\s(?:[ivx]+|\d{{1,2}})\s
        (?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre))
    | (?P<place>\b(?:via(?!\s(?:successiv|preventiv|ordinari|definitiv|telematic|informatic|straordinari|sperimental|amministrativ|brev|priorit|esclusiv|eccezional))|viale|piazza|piazzale|corso|contrada|vicolo|largo)
        (?:\s(?!(?:n|il|ieri|oggi|finora|con|e|per|da|dal|altr\w+|\w*(?:at|it|ut|as|es|os|us|tt|rt)[ieao])\b)[a-z']+){{1,3}}?
        \s(?:n\.?\s?)?\d+(?:\s?(?:al|/|-)\s?\d+)?(?![\d.,]*\d|%)
      | \b(?:(?<!accesso\s)civico|(?<!accessi\s)civici|interno|int|scala|palazzina|dal\scivico)\s\d+(?:\s(?:al|/|e|-)\s\d+)?)
    | (?P<road>\b(?:s\.?\s?[sp]\.?|statale|provinciale)\s(?:n\.?\s?)?\d+\b(?![.,]\d|\s?(?:km|euro))
      |\bsulla\s\d{{1,3}}(?=\s?(?:[,;.)]|$)))
    | (?P<named>\bpm\s?(?:10|2[.,]5)\b|\bf\s?24\b|\bmod(?:ello|ulo)?\.?\s(?:730|f24|unico)\b|\b\d+\s(?:bis|ter|quater)\b
      | \b(?:via|viale|piazza|corso|largo)\s(?:dei|degli|delle)\s(?:mille|cento|trecento|quattro|sette)\b
      | \b(?:chiama\w*|al|il)\s11[02358]\b)
    | (?P<asked>\b(?:come\sda|su|a\sseguito\sd\w+|in\srisposta\s\w+|giusta|vista)\s(?:la\s|una\s)?
        (?:richiesta|nota|lettera|pec|mail|circolare|istanza|segnalazione|comunicazione|diffida)(?:\s(?!del\s\d)[a-z']+){{0,4}}
        \s(?:del|dell'|in\sdata)\s?\d{{1,2}}(?:\s(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto
        |settembre|ottobre|novembre|dicembre)|[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?)?)
    | (?P<many>\b(?:famiglia|nucleo|coppia|nucleo\sfamiliare)\s(?:di|da|con)\s\d{{1,2}}(?![\d.,]*\d)(?:\s(?:persone|componenti|figli|minori))?
      | \b(?:gruppo|squadra|comitiva|equipe)\s(?:di|da)\s\d{{1,3}}(?![\d.,]*\d|\s[a-z]{{3,}}))
    | (?P<speed>\b(?:ai?\s|sui\s|da\s)?\d{{2,3}}(?:[.,]\d)?\s?(?:km\s?/?\s?h|km\sorari|all'ora)\b)
    | (?P<thanks>\bgrazie\smille\b|\bmille\sgrazie\b)
    | (?P<file>\b(?:pratica|fattura|fascicolo|mandato|ticket)\s\d{{3,}}(?:/\d+)*(?![.,]\d|\s(?:euro|evas|chius)))
    | (?P<slip>\buno?\szero\s(?:di|in)\s(?:troppo|piu|meno)\b|\bun\s\d\se\sun\s\d\b|\b(?:mancava|aggiunto|mangiato|dimenticato|messo|saltato|scordato)\suno?\szero\b)
    | (?P<times>(?<![\w.,])\d+\s[a-z]+(?:\sx\s|\sper\s)\d+\s[a-z]+\s?=)
    | (?P<limit>\b(?:sotto|sopra|fino\sai|inferiori\sa[i]?|superiori\sa[i]?|soglia\sde[li])\s(?:i\s|gli\s|le\s|la\ssoglia\sdi\s)?
        \d[\d.]*\s?(?:mila|k|euro|€)(?:\s?(?:euro|€))?)
    | (?P<label>(?<!\bin\s)\b(?:{_LABELS})\s(?:n\b[.°^]*\s?)?\d+(?![\d.,]*\d|%|{_MEASURE})|
        (?<=\bin\s)(?:{_LABELS})\s(?:n\b[.°^]*\s?)?\d+(?![\d.,]*\d|%|{_MEASURE}|{_THINGS})|
        \b(?:{_SHORT_LABELS})\s(?:n\b[.°^]*\s?)?\d(?![\d.,]*\d|%|{_MEASURE})))""",
    re.VERBOSE,
)


def find_acts(text: str, today: dt.date) -> Iterator[Act]:
    """Stretches whose numbers say nothing of a measure, in order."""
    found = [_dated_act(text, m, today) for m in _ACT.finditer(text)]
    found += [Act(m.start(), m.end(), m[0], str(m.lastgroup)) for m in _OTHERS.finditer(text)]
    last = 0
    for act in sorted(found, key=lambda a: (a.start, -a.end)):
        if act.start >= last:
            last = act.end
            yield act


def _dated_act(text: str, match: re.Match[str], today: dt.date) -> Act:
    """An act with its own date, where it carries one (`n. 45 del 12/06/2024`)."""
    kind = match["strong"] or match["weak"] or match["sign"] or match["permit"] or "n"
    named = _NAMED_BEFORE.search(text, max(0, match.start() - 40), match.start())
    kind = named[1] if named and match["sign"] else kind
    start = match.start()
    if match["permit"] and _ONE_DONE.search(text, 0, start):
        start = match.end("permit")  # `rilasciato il permesso n. 28/2026`: what was done, and which
    day = _day_after(text, match.end(), today)
    if day is None:
        return Act(start, match.end(), text[start : match.end()], kind)
    end = match.end() + day.end
    return Act(start, end, text[start:end], kind, True, day.day, day.nearest)


def _day_after(text: str, end: int, today: dt.date) -> Day | None:
    link = _ACT_DAY.match(text, end)
    if not link:
        return None
    day = next(find_days(text[end : end + 40], today), None)
    if day is None or day.start > link.end() - end:
        return None
    # `in base all'ordinanza 214 il 5 settembre fatti 4 sequestri`: the day of what was done.
    done = "il" in link[0].split() and _MANY_DONE.match(text, end + day.end)
    return None if done else day
