"""Orders in words, of any act: one grammar, and each done as its command does it.

dirigente   per il ritardo del fornitore AS4.2 slitta al 30/11, det. 45 del 3/9   →  /termine's card
personale   eq.as4 in malattia da oggi; AS4.2 passalo a eq.as3        →  one, and then the other

What asks, tells or wonders orders nothing (`mood`). Of all else things, people, days and amounts
are cut out (`pieces`), and what is left is parted into clauses (`clauses`), each of which orders an
act (`table`, by `grammar`), completes one, or is its reason (`reasons`). An `Order` is then done by
the module that its act is `of_…`, as the command of it would be; one that lacks something goes on
from the last (`going_on`), one behind another waits for it (`kept`). What is not understood to its
end is left to who reads it otherwise.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from handlers.desk import CHAT, Desk, Draft, answer, keep, remembered
from handlers.orders import (
    going_on,
    kept,
    mood,
    of_new_objectives,
    of_people,
    of_posts,
    of_records,
    of_the_house,
    of_the_plan,
    pieces,
)
from handlers.orders.acts import Does
from handlers.orders.grammar import NAMING, Order, read
from handlers.orders.meant import MAY_BE
from handlers.orders.of_people import Done
from handlers.staff.leaves import stand_in
from handlers.talk.words import refusal
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.errors import Refusal, UnknownCode
from ledger.later import replace
from words.say import say

DOING: Mapping[Does, Done] = {
    **of_the_plan.DOING,
    **of_new_objectives.DOING,
    **of_records.DOING,
    **of_people.DOING,
    **of_posts.DOING,
    **of_the_house.DOING,
}
"""How each act is done; None where it turns out to be none."""
ONE_AT_A_TIME = (Does.TARGET, Does.BASE, Does.DEADLINE, Does.CANCEL, Does.RESTORE, Does.ABSENCE)
"""Acts that a command does to one thing; of several each has its card."""


def said(desk: Desk) -> Outcome | None:
    """The first order of a message, done; the others follow it. None for what orders nothing.
    Raises Refusal."""
    if desk.turn.edited or desk.turn.attachment is not None:
        return None
    if going_on.gives_up(desk.turn.text):
        return _left(desk)
    return _done(desk, _read(desk))


def judged(desk: Desk) -> Outcome | None:
    """The first order of a message that opens with one of who judges records; None for others.
    Raises Refusal."""
    found = _read(desk) if _JUDGES.match(desk.turn.text) else []
    judges = bool(found) and found[0].does in (Does.VALIDATE, Does.CONTEST)
    return _done(desk, found) if judges else None


_JUDGES = regex(r"\W*(?:(?:con)?valid|contest|resping)", 2)


def may_order(text: str) -> bool:
    """Whether words order something at all, and neither ask, doubt nor tell."""
    return mood.is_order(pieces.flat(" ".join(text.split())))


def restores(desk: Desk) -> bool:
    """Whether a cancellation is to be taken back, of what is in the plan no more."""
    return any(order.does is Does.RESTORE for order in _read(desk))


def _read(desk: Desk) -> list[Order]:
    if "orders" not in desk.memo:
        desk.memo["orders"] = _orders(desk)
    found: list[Order] = desk.memo["orders"]
    return found


def _left(desk: Desk) -> Outcome:
    if "talk" not in desk.draft:
        return keep(desk, answer(say("nothing_open")))
    return remembered(desk, answer(say("card.cancelled")), **{kept.WAITING: None})


def _orders(desk: Desk) -> list[Order]:
    """Those of the message; where it gives none, what it makes of the one before."""
    text = " ".join(desk.turn.text.split())
    plain, last = pieces.flat(text), kept.last(desk)
    if not (MAY_BE.search(plain) or last) or not mood.is_order(plain):
        return []
    found = pieces.found(desk, text)
    pointed = going_on.of_what_was_told(desk, found)
    if pointed is not None:
        return [pointed]
    if orders := read(found, text):
        why = orders[0].does is Does.DELAY  # Whatever follows is why, and what is done about it.
        return orders[:1] if why else list(_one_by_one(orders))
    other = going_on.of_the_last(desk, found, last)
    return [] if other is None else [other]


def _one_by_one(orders: Sequence[Order]) -> Iterator[Order]:
    """Each of one thing where its command takes one; weights that follow one another together."""
    for does, same in groupby(orders, key=lambda order: order.does):
        for order in _together([*same]) if does is Does.WEIGHT else same:
            stand_ins = _stand_ins(order) if does is Does.ABSENCE else frozenset()
            named = [p for p in order.slots if p.kind in NAMING and p.value not in stand_ins]
            if does not in ONE_AT_A_TIME or len(named) < 2:
                yield order
                continue
            rest = [piece for piece in order.slots if piece not in named]
            for piece in named:
                yield replace(order, slots=[piece, *rest])


def _stand_ins(order: Order) -> frozenset[str]:
    """Who stands in for who is away, and is not away too."""
    found = (stand_in(clean(clause)) for clause in order.typed)
    return frozenset(stands["who"] for stands in found if stands)


def _together(orders: Sequence[Order]) -> list[Order]:
    first, *others = orders
    for other in others:
        first = replace(
            first,
            slots=[*first.slots, *other.slots],
            said=[*first.said, *other.said],
            why=[*first.why, *other.why],
        )
    return [first]


def _done(desk: Desk, orders: Sequence[Order]) -> Outcome | None:
    """The first; the others after it, where it leaves nothing open, else when its card is."""
    if not orders:
        return None
    first, *rest = orders
    alone = desk if len(orders) == 1 else _saying(desk, first)
    try:
        outcome = DOING[first.does](alone, first)
    except UnknownCode:
        raise
    except Refusal as why:
        outcome = answer(refusal(why))
    if outcome is None:
        return None
    opened = "talk" in dict(outcome.draft or {})
    told = kept.noted(desk, outcome, first, rest if opened else ())
    if not rest:
        return told
    if opened:
        return _with_last(told, rest)
    return _joined(told, _next(desk, rest))


def _with_last(outcome: Outcome, rest: Sequence[Order]) -> Outcome:
    """The same card, with what comes after it."""
    words = "; ".join(" ".join(order.typed) for order in rest)
    first, *others = outcome.replies
    lines = (*first.lines, say("order.then", words=words[:200]))
    return replace(outcome, replies=(replace(first, lines=lines), *others))


def _saying(desk: Desk, order: Order) -> Desk:
    """The desk, as if the words of one order were all that is written."""
    return replace(desk, turn=replace(desk.turn, text=" ".join(order.typed)))


def _next(desk: Desk, rest: Sequence[Order]) -> Outcome | None:
    try:
        return _done(_saying(desk, rest[0]), rest)
    except Refusal as why:
        return answer(refusal(why))


def then(desk: Desk, outcome: Outcome) -> Outcome:
    """After a card was confirmed or put away, what was ordered along with it."""
    rest = kept.waiting(desk)
    if not rest or "talk" in dict(outcome.draft or {}):
        return outcome
    text = rest[0].message
    turn = replace(desk.turn, text=text, pressed=None)
    told = remembered(desk, outcome, **{kept.WAITING: None})
    return _joined(told, _next(replace(desk, draft={}, turn=turn), rest))


def _joined(first: Outcome, second: Outcome | None) -> Outcome:
    """Both answers; what is open is what the second left."""
    if second is None:
        return first
    chats = {**_chat(first), **_chat(second)}
    draft = {**dict(first.draft or {}), **dict(second.draft or {})}
    draft |= {CHAT: chats} if chats else {}
    return Outcome((*first.replies, *second.replies), draft or None)


def _chat(outcome: Outcome) -> dict[str, Any]:
    draft: Draft = outcome.draft or {}
    return dict(draft.get(CHAT, {}))
