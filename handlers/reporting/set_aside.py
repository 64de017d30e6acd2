"""The cards that a new one was opened over: none is lost, each comes back, the last first.

officer   altre 2 CIE … altri 3 certificati … altre 4 pratiche  →  the card of the pratiche
officer   sì                                                    →  that of the certificati
officer   sì                                                    →  that of the CIE
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from handlers.desk import Desk, button
from handlers.reporting.cards import ASIDE, TALK, Card, card_in
from handlers.turn import Button
from ledger.commands.progress import CorrectProgress
from ledger.later import replace
from words.say import Say, say

_IN_A_ROW: Final = 2


def over_the_open(desk: Desk, card: Card) -> Card:
    """A new card, which sets aside the one that is open and keeps those behind it; one that tells
    the same thing of the same day anew, or that an edited message makes, takes its place."""
    before = desk.draft
    if before.get("talk") != TALK or "id" not in before:
        return card
    waiting = list(before.get(ASIDE, ()))
    if "command" in before and not desk.turn.edited:
        waiting.insert(0, {key: kept for key, kept in before.items() if key != ASIDE})
    others = (one for one in waiting if _told(card_in(one)) != _told(card))
    return replace(card, aside=tuple(others))


def _told(card: Card) -> object:
    """What a card is about, whatever the figures: retyped, they are put right and not added."""
    command = card.command()
    if isinstance(command, CorrectProgress):
        return command
    return frozenset((fact.indicator, fact.mode, fact.day) for fact in command.items)


def aside_lines(card: Card) -> list[Say]:
    """That the cards set aside are not recorded, and come back."""
    if not card.aside:
        return []
    key = "card.set_aside" if len(card.aside) == 1 else "card.set_aside_many"
    return [say(key, codes=", ".join(codes_of(one) for one in card.aside))]


def aside_rows(id_: str, card: Card) -> list[tuple[Button, ...]]:
    """A button for each card set aside, which takes it up first."""
    cells = [taking_up(id_, n, codes_of(one)) for n, one in enumerate(card.aside)]
    return [tuple(cells[i : i + _IN_A_ROW]) for i in range(0, len(cells), _IN_A_ROW)]


def taking_up(id_: str, which: int, codes: Say | str) -> Button:
    """The button of one card set aside."""
    return button("card_before", f"before:{id_}:{which}", codes=codes)


def taken_from_aside(draft: Mapping[str, Any], which: int) -> Card | None:
    """A card that was set aside, with the open one in its place; None where there is none."""
    aside = list(draft.get(ASIDE, ()))
    if not 0 <= which < len(aside):
        return None
    chosen = card_in(aside.pop(which))
    open_ = {key: kept for key, kept in draft.items() if key != ASIDE}
    return replace(chosen, aside=(open_, *aside))


def codes_of(draft: Mapping[str, Any]) -> str:
    """The indicators of a card."""
    return ", ".join(dict.fromkeys(fact.indicator for fact in card_in(draft).facts))


def open_cards(desk: Desk) -> Iterable[Mapping[str, Any]]:
    """The card that is open, and those it has set aside."""
    if desk.draft.get("talk") == TALK and "id" in desk.draft:
        yield desk.draft
        yield from desk.draft.get(ASIDE, ())
