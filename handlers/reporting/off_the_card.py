"""What is taken off the open card in words: nothing of it is on record, and no record is meant.

officer   oggi altre 2 CIE e altri 4 certificati   →  the card
officer   togli i certificati                      →  the card of the CIE alone
"""

from collections.abc import Container

from handlers.desk import Desk, ask
from handlers.reporting.cards import TALK, card_in
from handlers.reporting.progress import drop
from handlers.talk.typed import tells_figure
from handlers.turn import Outcome
from handlers.understand.cutting.numbers import find_numbers
from handlers.understand.reading import Reading
from italian.regex import regex
from italian.words import clean
from words.say import say

_OF_A_RECORD = regex(r"\b(?:ultim[oaie]|registrazion[ei]|registrat[oaie])\b")
"""What is on record is spoken of, and not what waits on the card."""


def named(desk: Desk, codes: Container[str]) -> Outcome | None:
    """The card without what is named; None where none of it is there, or a record is meant."""
    if desk.draft.get("talk") != TALK or "command" not in desk.draft:
        return None
    card = card_in(desk.draft)
    of_record = card.correcting is not None or _OF_A_RECORD.search(clean(desk.turn.text))
    which = [n for n, fact in enumerate(card.facts) if fact.indicator in codes]
    return drop(desk, *which) if which and not of_record else None


def read(desk: Desk, reading: Reading) -> Outcome | None:
    """The card without some of what it holds, pointed at by place or figure; None where nothing is
    said to go, or all of it: `annulla` is of the card or of a record."""
    gone = {item.indicator for item in reading.items if item.indicator and not item.refusal}
    facts = card_in(desk.draft).facts
    if not gone < {fact.indicator for fact in facts}:
        return None
    known = {fact.value for fact in facts if fact.indicator in gone}
    told = {number.value for number in find_numbers(clean(desk.turn.text))}
    if tells_figure(desk.turn.text, desk.today) and not told & known:
        return ask({**desk.draft, "step": "fixing"}, say("card.fix"))  # `togli 2`, of 4
    return named(desk, gone)
