"""Values moved by so much, or back: `alza il target delle CIE del 10 %`, `… a quello di prima`.

What is said is how far a value goes, and never the value: that is reckoned from the one there is,
or looked up in the changes of the plan.
"""

from decimal import ROUND_HALF_UP, Decimal

from handlers.desk import Desk
from handlers.orders.grammar import Order
from handlers.orders.pieces import NUMBER
from handlers.plan.amend import FIELDS
from italian.regex import regex
from ledger.plan import Indicator
from ledger.projections.changes import changes

_MOVES = regex(
    r"\b(?:alz|innalz|rialz|aument|increment|accresc|abbass|diminu|ridu|cal(?:a|i|are|iamo)\b|tagli)"
    r"(?:(?!<n>).)*\b(?:di|del|dell'|dello)(?: un| altr[ie])? <n>"
)
_DOWN = regex(r"\b(?:abbass|diminu|ridu|cal(?:a|i|are|iamo)\b|tagli)")
_SHARE = regex(r"(?:%|per ?cento)$", 2)
_HUNDRED = Decimal(100)
_WHOLE = Decimal(1)


def moves(order: Order) -> bool:
    """Whether a value is moved by what is said, and not set to it."""
    return _MOVES.search(order.plain) is not None


def moved(desk: Desk, order: Order, code: str, name: str) -> str | None:
    """Where it comes to; None where there is nothing to move, or a share of a share may mean
    either."""
    now, of_shares = _now(desk, code, name)
    (piece,) = [piece for piece in order.slots if piece.kind == NUMBER][:1]
    share = _SHARE.search(piece.typed(order.message).strip()) is not None
    if now is None or (share and of_shares):
        return None
    by = now * Decimal(piece.value) / _HUNDRED if share else Decimal(piece.value)
    value = now - by if _DOWN.search(order.plain) else now + by
    if share and now == now.to_integral_value():
        value = value.quantize(_WHOLE, ROUND_HALF_UP)
    return f"{value.normalize():f}" if value >= 0 else None


def _now(desk: Desk, code: str, name: str) -> tuple[Decimal | None, bool]:
    """The value there is, and whether it is itself a share of a hundred."""
    plan = desk.view.plan
    holder = plan.indicators.get(code) or plan.objectives.get(code)
    if holder is None or name == "peso":
        return (holder.weight if holder else None), True
    if not isinstance(holder, Indicator):
        return None, False
    value = holder.target if name == "target" else holder.baseline
    return (value if isinstance(value, Decimal) else None), holder.kind.in_percent


def before(desk: Desk, code: str, name: str) -> str:
    """What the last change of a value took away; empty where nothing did."""
    made = [
        change
        for change in changes(desk.view.tables, desk.view.year)
        if (change.code, change.what) == (code, FIELDS[name])
    ]
    return max(made, key=lambda change: change.seq).before or "" if made else ""
