"""More cards than one before somebody: which of them yes and no are for.

officer   AS4.3.1 240 … AS4.1.1 90 … sì   →  Quale?   [Conferma AS4.1.1] [Prima quella di AS4.3.1]
officer   /target … and then /valida      →  the card of before is not recorded
"""

from dataclasses import replace

from handlers.desk import Desk, answer, button
from handlers.reporting.cards import card_in
from handlers.reporting.progress import BEFORE
from handlers.reporting.progress import TALK as REPORT
from handlers.talk.bare import Bare
from handlers.turn import Outcome
from words.say import say


def unsure(desk: Desk, said: Bare) -> Outcome | None:
    """A doubt, which leaves the card open; or a bare yes or no while the card of another report
    waits too, which is asked. None for what answers the card that is open."""
    if said is Bare.DOUBT:
        return answer(say("card.kept_open"))
    if BEFORE not in desk.draft:
        return None
    codes, card = _codes(desk.draft), desk.draft["id"]
    verb, label = ("ok", "confirm_of") if said is Bare.YES else ("no", "cancel_of")
    cells = (
        button(label, f"{verb}:{card}", codes=codes),
        button("card_before", f"before:{card}", codes=_codes(desk.draft[BEFORE])),
    )
    return answer(say("card.which"), buttons=(cells,))


def _codes(draft: object) -> str:
    assert isinstance(draft, dict)
    return ", ".join(dict.fromkeys(fact.indicator for fact in card_in(draft).facts))


def noted(desk: Desk, outcome: Outcome) -> Outcome:
    """A card that takes the place of one of another kind says that the one before is not
    recorded."""
    before, draft = desk.draft, outcome.draft or {}
    cards = all("id" in one and "step" not in one for one in (before, draft))
    if (
        not cards
        or before["id"] == draft["id"]
        or desk.turn.pressed is not None
        or not outcome.replies
    ):
        return outcome
    if _what(before) == _what(draft):
        return outcome  # The same card again, corrected or explained.
    first, *others = outcome.replies
    told = replace(first, lines=(*first.lines, say("card.set_aside_other")))
    return replace(outcome, replies=(told, *others))


def _what(draft: object) -> tuple[object, ...]:
    """What a card is of: its talk, what it does, and to what. Reports tell it by themselves."""
    assert isinstance(draft, dict)
    if draft.get("talk") == REPORT:
        return (REPORT,)
    return draft.get("talk"), draft.get("name") or draft.get("deed"), draft.get("code")
