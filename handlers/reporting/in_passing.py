"""What is asked in passing, without a question mark, by who has nothing to report or judge there.

    sindaco   il museo senza barriere è partito     →  how AS2.2.1 stands
    nucleo    il segretario chi lo valuta           →  what of it is not understood

The reader takes such words for a report, or for an order to evaluate. Refusing them tells nobody
anything; where they are a question it is answered, or said not to be understood.
"""

from dataclasses import replace

from handlers import ask
from handlers.ask.asked import Asked
from handlers.ask.chosen.unread import without_asking
from handlers.ask.parts.about import OWN_OFFICE
from handlers.desk import Desk, keep
from handlers.standing.reading_questions import ask_status, scope_of
from handlers.turn import Outcome
from handlers.understand.reading import Intent, Item, NotTaken, Reading
from italian.regex import regex
from italian.words import clean
from ledger.people import Role

_REPORTING = (Role.EQ, Role.DIRIGENTE, Role.SEGRETARIO)
_FIGURE = regex(r"\d")
_ASKS = regex(
    r"\b(?:chi|quand[oi]|quant[oaie]|qual[ei]?|come|cosa|perche|che (?:voto|punteggio|premio)|dove"
    r"|ci sono|c'e|ce ne sono|a che|ci arriv\w+|punteggio|voto|premio|nessun[oa]?|senza|gia)\b"
)
"""Words of a question, where nothing can be reported or judged."""


_ASKS_PLAINLY = regex(
    r"^(?:e |ma |ok )?(?:(?:qualche|quali|quale|quanti|quante|chi|come mai|perche|in che"
    r"|entro quando|da quando)\b|e rispetto)|^e rispetto\b"
    r"|\b(?:in che (?:giorno|data)|ci sono(?= (?:allegat|prov|dat|document|obiettiv|indicator)|$)"
    r"|ce ne sono$|o no$|a che punto|chi l'ha|chi (?:lo|la|li|le) \w+$|quando l'h|quand(?:'|o )e"
    r"|com(?:'|e )e mess|quant(?:'|o )e$|quanto manca)"
)
"""Words with which nobody tells what was done, whoever writes them."""


_A_NAME = regex(
    r"(?!(?:altr|nuov|oggi|ieri|ho|abbiamo|un|una|tutt|qualche|alcun|molt|tant|pi[uù])\w*\b)"
    r"\w+[eai](?: (?:di|del|della|dei|delle|degli|dell')? ?\w{4,}){0,2} (?:gia )?(?:fatt|svolt)[ei]"
)
"""A plural and that it was made: how many is what is asked."""

_JUDGES = regex(r"\b(?:valut|sched|punteggi|vot[oi]|giudi)\w*")


def asked(desk: Desk, reading: Reading) -> Outcome | None:
    """The answer to what can only be a question of theirs; None for anything else."""
    text = clean(desk.turn.text)
    if desk.turn.attachment is not None:
        return None
    asks = bool(_ASKS.search(text)) or (text.endswith("?") and not _JUDGES.search(text))
    if _only_names(reading, text):
        return _as_a_question(desk, reading)
    refused = reading.intent is Intent.VALIDATE and reading.refusal is not None
    if reading.intent is Intent.EVALUATE or refused:
        return _not_understood(desk) if asks and not _FIGURE.search(text) else None
    reads = reading.intent in (Intent.REPORT, Intent.CORRECT, Intent.UNCLEAR)
    if reads and _ASKS_PLAINLY.search(text.strip(" .!?")) and not _FIGURE.search(text):
        return _as_a_question(desk, reading)
    if reading.intent is not Intent.REPORT or not _is_nobody_s(desk, reading):
        return None
    if _FIGURE.search(text) and not asks:
        return None  # A figure said by who may not record it is refused.
    reports = any(post.role in _REPORTING for post in desk.posts)
    if reports and not asks:
        return None
    return _as_a_question(desk, reading)


def _only_names(reading: Reading, text: str) -> bool:
    """`ore di formazione fatte`: what is counted, and nothing that happened to it."""
    item = _only(reading)
    asks = item.question is not None and item.question.key == "understand.how_much"
    unsaid = reading.intent is Intent.REPORT and item.indicator is not None and asks
    return unsaid and _A_NAME.fullmatch(text.strip(" .!?")) is not None


def _as_a_question(desk: Desk, reading: Reading) -> Outcome:
    item = replace(_only(reading), refusal=None, ambiguous=False, question=None)
    if item.about is None or OWN_OFFICE.search(clean(desk.turn.text)):
        names = ask.names_of(desk)
        about = names.of(without_asking(clean(desk.turn.text)))
        if about.said and not about.unread and len(about.codes) == 1:
            asks = f"come va {about.codes[0]}?"
            named = desk.reader.read(asks, sender=desk.sender(), today=desk.today)
            item = _only(named)
    question = Reading(Intent.QUERY_STATUS, (item,))
    return ask_status(desk, question) if scope_of(question) else _not_understood(desk)


def _is_nobody_s(desk: Desk, reading: Reading) -> bool:
    """Whether nothing of it is the sender's to report."""
    if not any(post.role in _REPORTING for post in desk.posts):
        return True
    return bool(reading.items) and all(i.refusal is NotTaken.NOT_ALLOWED for i in reading.items)


def _only(reading: Reading) -> Item:
    return reading.items[0] if len(reading.items) == 1 else Item()


def _not_understood(desk: Desk) -> Outcome:
    said = (" ".join(desk.turn.text.split())[:60].strip(" ?"),)
    return keep(desk, ask.not_understood(desk, Asked(unread=said)))
