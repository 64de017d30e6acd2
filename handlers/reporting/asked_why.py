"""`Perché me lo chiedi?`: which words of the message were read as what, and what was left open.

officer   altre 4 tessere oggi   →   di quale indicatore parli?
officer   perché me lo chiedi?   →   «4»: il numero 4; «tessere» può essere AS4.1.1, AS4.3.1
"""

from collections.abc import Iterator

from handlers.desk import Desk, answer
from handlers.reporting.cards import TALK, Card, card_in
from handlers.reporting.doubts import Doubt
from handlers.reporting.ways import read_again
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from words.say import Say, say

WHY = regex(
    r"(?:scusa,? |ma |e )?(?:perche|come mai)(?: mai)? (?:"
    r"(?:me l[oa]|mel[oa]|mi|l[oa]) (?:chiedi|chiede|domandi|domanda)(?: questo| ancora| sempre)?"
    r"|(?:mi )?(?:fai|fa) (?:questa|la|una) domanda"
    r"|(?:l')?(?:hai|ha) (?:chiesto|domandato)(?: questo)?"
    r"|(?:l')?(?:hai|ha) (?:letto|capito|inteso)(?: cosi| questo)?|(?:leggi|capisci) cosi"
    r"|non (?:hai|ha) (?:capito|letto)|non (?:mi )?capisc[ie])"
    r"|(?:che )?cosa (?:hai|ha) (?:letto|capito)|che (?:hai|ha) (?:letto|capito)"
)
MOST_LINES = 8
"""A short answer: a long message has more pieces than anybody reads."""


def answered(desk: Desk) -> Outcome | None:
    """The trace of the message behind the open card; None for other words."""
    if WHY.fullmatch(clean(desk.turn.text).strip(" ?!.")) is None:
        return None
    if desk.draft.get("talk") != TALK:
        return answer(say("asked_why.nothing"))
    card = card_in(desk.draft)
    if card.heard is None:
        return answer(say("asked_why.nothing"))
    read = list(_read(desk, card))[:MOST_LINES]
    open_ = [line for doubt in card.doubts for line in _open(desk, doubt)]
    return answer(say("asked_why.title", text=card.heard.text), *read, *open_)


def _read(desk: Desk, card: Card) -> Iterator[Say]:
    assert card.heard is not None
    reading = read_again(desk, card.heard, card.heard.text)
    for words, meaning in reading.trace:
        yield say("asked_why.word", words=words, meaning=meaning)


def _open(desk: Desk, doubt: Doubt) -> Iterator[Say]:
    """What the words of a doubt may be, or what is missing of its indicator."""
    codes = ", ".join(dict.fromkeys(way.code for way in doubt.ways))
    if doubt.code is not None:
        yield say("asked_why.missing", code=doubt.code)
    elif codes and doubt.words:
        yield say("asked_why.several", words=doubt.words, codes=codes)
    elif codes:
        yield say("asked_why.unnamed", codes=codes)
    else:
        yield say("asked_why.nobody", words=doubt.words)
