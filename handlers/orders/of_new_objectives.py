"""Objectives added in words, and what is told of who would add an indicator alone.

dirigente  nuovo obiettivo per i lavori pubblici: asfaltare via Roma          →  what is missing
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from handlers import ask
from handlers.desk import Desk, answer, button, led_by
from handlers.orders.acts import Does
from handlers.orders.grammar import Order
from handlers.orders.pieces import DAY, DEED, QUOTE, UNIT
from handlers.plan import added
from handlers.turn import Outcome
from italian.closed import before
from italian.regex import regex
from italian.words import clean
from ledger.commands.authority import require, unit_setters
from ledger.errors import Act
from ledger.plan import SEGRETARIO, TRANSVERSAL
from words.say import say

Done = Callable[[Desk, Order], Outcome | None]

_IN = rf"(?:{before('a', 'in', 'di', 'per')}{before('articles')}?(?:servizio |area )?)"
_ABOUT = rf"(?:{before('su')}|che |chiamato )"
_OF = regex(
    rf"\bobiettivo(?: nuovo)?(?:(?= trasversal)|(?= {_IN})(?! {_ABOUT})|(?=\W*$)|(?=\s*[:,;]))"
    rf"(?: {_IN})?(?P<unit>[^:,;]*)(?:[:,;]\s*(?P<what>.+))?$",
    re.IGNORECASE,
)
"""What says of which office it is, or nothing, and what it is behind a stop."""
_CALLED = regex(
    rf"\bobiettivo(?: nuovo)?\s*[:,]?\s*{_ABOUT}?(?!{_IN}|nuovo|[:,])(?P<title>\S.*)$",
    re.IGNORECASE,
)
_LEAD = regex(r"^(?:titolo:?|l'obiettivo)\s+", re.IGNORECASE)
_BY = regex(r"(?P<title>.+?),? (?P<day>entro (?:il |la |l['’])?\S.*)", re.IGNORECASE)
_NO_UNIT = regex(r"(?:mi[oaei]+|nostr[oaei]+|nuov[oaei]+)")


def new(desk: Desk, order: Order) -> Outcome | None:
    """The first question of a new objective, with its office and what was said of it."""
    units = [piece for piece in order.slots if piece.kind == UNIT]
    text = order.message.strip(" .!")
    if len(units) > 1:
        return None
    if units:
        (unit,) = units
        after = text[unit.end :].lstrip()
        stopped = after.startswith((":", ",")) and not order.of(QUOTE)
        what = after[1:] if stopped else _title(order).removeprefix(unit.typed(order.message))
        return _added_in(desk, unit.value, _whole(order, what))
    if (found := _OF.search(text)) is None or order.of(QUOTE):
        return _added_in(desk, "", _whole(order, _title(order)))
    code, what = _unit(desk, found["unit"]), found["what"] or ""
    if code is None:  # It was no office: it is what the objective is about.
        code, what = "", f"{found['unit'].strip()}, {what}".strip(" ,")
    return _added_in(desk, code, _whole(order, what))


def _title(order: Order) -> str:
    """The quoted words, or what follows `obiettivo`."""
    if quoted := order.of(QUOTE):
        return quoted[0]
    if order.why:
        return order.why[0]
    found = _CALLED.search(order.typed[0] if order.typed else "")
    return found["title"] if found else ""


def _whole(order: Order, what: str) -> str:
    """What it is, without the act it is ordered by, with the day that stands elsewhere."""
    for piece in order.slots:
        if piece.kind == DEED:
            what = what.replace(piece.typed(order.message), "").strip(" ,;")
    if order.has(DAY) and not any(piece.typed(order.message) in what for piece in order.slots):
        what += "".join(f", entro il {said}" for said in order.of(DAY)[:1])
    return _LEAD.sub("", what.strip(" ,"))


def _added_in(desk: Desk, code: str, what: str) -> Outcome:
    """With its office, where words name one, and what they say of it. Raises NotAllowed."""
    if found := _BY.fullmatch(what):
        what = f"{found['title']}, {found['day']}"
    if code:
        plan = desk.view.plan
        require(desk.view, desk.person, Act.ADD, code, unit_setters(plan, code), desk.today)
    told = added.said(desk, code, what)
    given = dict(told.draft or {}).get("given") or {}
    if not isinstance(given, dict) or "title" not in given:
        return told
    day = dt.date.fromisoformat(given["deadline"]) if "deadline" in given else None
    return led_by(told, say("new.so_far", unit=given.get("unit"), title=given["title"], day=day))


def _unit(desk: Desk, words: str) -> str | None:
    """The service, or the group, that words name; empty where they say none; None for others."""
    plain = " ".join(clean(words).split())
    if not plain or _NO_UNIT.fullmatch(plain):
        return ""
    if plain.startswith(("segretari", "sg")):
        return SEGRETARIO
    if plain.startswith("trasversal"):
        return TRANSVERSAL
    about, plan = ask.names_of(desk).of(plain), desk.view.plan
    codes = about.codes if about.said and not about.unread else ()
    if len(codes) == 1 and codes[0] in plan.area_of_service:
        return codes[0]
    return words if re.fullmatch(r"[a-z]{1,4}\d*", plain) else None


def indicator(desk: Desk, order: Order) -> Outcome:
    """One is added with its objective, or by the plan's own file: which is told."""
    added.require_somewhere(desk)
    return answer(say("new.indicator"), buttons=((button("new_objective", "go:nuovo:-"),),))


DOING: Mapping[Does, Done] = {Does.ADD_OBJECTIVE: new, Does.ADD_INDICATOR: indicator}
