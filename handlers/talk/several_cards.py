"""More cards than one before somebody: which of them yes and no are for.

officer   AS4.3.1 240 … AS4.1.1 90 … sì   →  Quale?   [Conferma AS4.1.1] [Prima quella di AS4.3.1]
officer   /target … and then /valida      →  the card of before is not recorded

A yes after words that nothing came of is none to a card that stands further up: it is shown again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from handlers.desk import Desk, answer, button, led_by
from handlers.reporting import progress, validation
from handlers.reporting.cards import ASIDE, card_in
from handlers.reporting.cards import TALK as REPORT
from handlers.reporting.set_aside import codes_of, taking_up
from handlers.talk.bare import Bare
from handlers.talk.words import amount
from handlers.turn import Outcome
from words.say import Say, say

BEHIND: Final = "behind"
"""Where the draft of a card keeps that what was said last is neither the card nor about it."""
_NOTHING_CAME: Final = (
    *("error.", "missed", "understand.unclear", "nothing_open", "kind.unsure", "ask.unread"),
    *("campaign.none", "correct.none"),
)
"""How what is said of words that nothing came of begins, in the catalogue."""
_AGAIN: Final[dict[str, Callable[[Desk], Outcome]]] = {
    REPORT: lambda desk: progress.show(desk, card_in(desk.draft)),
    validation.ONE: lambda desk: validation.show_waiting(
        desk, desk.draft["scope"], after=desk.draft["report"] - 1
    ),
}
"""How a card is shown again."""


def unsure(desk: Desk, said: Bare) -> Outcome | None:
    """A doubt, which leaves the card open; a bare yes or no while the card of another report
    waits too, which is asked; a yes to a card that is not what was said last. None for what
    answers the card that is open."""
    if said is Bare.DOUBT:
        return answer(say("card.kept_open"))
    if desk.draft.get(ASIDE):
        return _which(desk, said)
    if said is not Bare.YES or not desk.draft.get(BEHIND):
        return None
    shown = _AGAIN.get(str(desk.draft.get("talk")))
    return answer(say("card.behind")) if shown is None else led_by(shown(desk), say("card.again"))


def _which(desk: Desk, said: Bare) -> Outcome:
    card = desk.draft["id"]
    verb, label = ("ok", "confirm_of") if said is Bare.YES else ("no", "cancel_of")
    cards = (desk.draft, *desk.draft[ASIDE])
    codes = [codes_of(draft) for draft in cards]
    alike = len(set(codes)) < len(codes) or not all(codes)  # Then what they say tells them apart.
    told: Sequence[Say | str] = [_figures(desk, draft) for draft in cards] if alike else codes
    cells = [button(label, f"{verb}:{card}", codes=told[0])]
    cells += [taking_up(card, n, said_of) for n, said_of in enumerate(told[1:])]
    return answer(say("card.which"), buttons=tuple((cell,) for cell in cells))


def _figures(desk: Desk, draft: Mapping[str, Any]) -> Say:
    """What a card would record, by its figure and its day; what it asks about, where it asks."""
    card = card_in(draft)
    if not card.facts:
        return say("card.in_doubt")
    fact = card.facts[0]
    told = amount(progress.of_fact(desk, fact).plan.indicators[fact.indicator], fact.value)
    if fact.value is None:
        told = say("history.pair", numerator=fact.numerator, denominator=fact.denominator)
    elif fact.mode == "increment":
        told = say("validate.increment", value=told)
    return say("card.of", code=fact.indicator, what=told, day=fact.day)


def left_behind(desk: Desk, outcome: Outcome) -> Outcome:
    """The same answer; a card that stays open keeps whether it was what the answer is about: it is
    not where nothing came of the words, nor where it was left on an earlier day."""
    draft: dict[str, Any] = dict(outcome.draft or {})
    if "id" not in draft or draft["id"] != desk.draft.get("id") or not outcome.replies:
        return outcome
    keys = [line.key for line in outcome.replies[0].lines]
    nothing = any(key.startswith(_NOTHING_CAME) for key in keys)
    return replace(outcome, draft={**draft, BEHIND: nothing or desk.waits_from_before})


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
