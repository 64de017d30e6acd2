"""Orders as the chat keeps them: the last, which the next words may go on from, and those that wait
for the card before them."""

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.desk import Desk, remembered
from handlers.orders.grammar import Order
from handlers.orders.pieces import Piece
from handlers.orders.table import ROWS
from handlers.turn import Outcome

LAST, WAITING = "ordered", "orders"


def written(order: Order) -> dict[str, Any]:
    """An order as plain JSON."""
    return {
        "row": ROWS.index(order.row),
        "slots": [_slot(piece) for piece in order.slots],
        "but": [_slot(piece) for piece in order.but],
        "why": order.why,
        "said": order.said,
        "typed": order.typed,
        "message": order.message,
    }


def _slot(piece: Piece) -> list[Any]:
    return [piece.kind, piece.value, piece.start, piece.end]


def read_back(kept: Mapping[str, Any]) -> Order:
    """The order that was written."""
    order = Order(ROWS[kept["row"]], why=list(kept["why"]), message=str(kept["message"]))
    order.slots = [Piece(*slot) for slot in kept["slots"]]
    order.but = [Piece(*slot) for slot in kept["but"]]
    order.said, order.typed = list(kept["said"]), list(kept["typed"])
    return order


def noted(desk: Desk, outcome: Outcome, order: Order, rest: Sequence[Order]) -> Outcome:
    """The same answer; the chat keeps what was ordered, and what waits for its card."""
    talk = dict(outcome.draft or {}).get("talk")
    waiting = {"talk": talk, "rest": [written(one) for one in rest]} if rest else None
    last = {"order": written(order), "day": desk.today.isoformat()}
    return remembered(desk, outcome, **{LAST: last, WAITING: waiting})


def last(desk: Desk) -> Order | None:
    """What was ordered last here, today."""
    kept = desk.chat.get(LAST)
    if not kept or kept["day"] != desk.today.isoformat():
        return None
    return read_back(kept["order"])


def waiting(desk: Desk) -> list[Order]:
    """What waits for the card that was open."""
    kept = desk.chat.get(WAITING)
    if not kept or kept["talk"] != desk.draft.get("talk"):
        return []
    return [read_back(one) for one in kept["rest"]]
