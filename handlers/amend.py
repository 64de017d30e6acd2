"""Setting what the plan left open, and changing it in the year.

    dirigente   /target AS4.3.1 600
    bot         AS4.3.1 CIE rilasciate: obiettivo da — a 600 carte.   [Conferma] [Annulla]

What is missing is asked, one thing at a time. Commands that take other things than a code and a
value (`/nuovo`) have their own module.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from handlers.desk import Desk, answer, ask, confirm_row
from handlers.turn import Outcome
from handlers.typed import read_amount, read_day, split_code
from handlers.words import amount, target_amount
from ledger.commands.authority import require, setters
from ledger.commands.plan import (
    AddAlias,
    CancelObjective,
    RemoveAlias,
    SetBaseline,
    SetDeadline,
    SetTarget,
    SetWeights,
    namers,
)
from ledger.errors import Act
from ledger.plan import Kind
from ledger.plan.inforce import PlanInForce
from words.say import Say, say


@dataclass(frozen=True)
class Amendment:
    """One command: how its value is read, what is asked for it, what it comes to."""

    act: Act
    read: Callable[[Desk, str, str], object | None]
    """(desk, code, typed) to the value; None where it cannot be read."""
    command: Callable[[str, Any], object]
    card: Callable[[Desk, str, Any], Say]
    who: Callable[[PlanInForce, str], tuple[str, ...]] = setters


def _number(desk: Desk, code: str, typed: str) -> object | None:
    return read_amount(typed)


def _goal(desk: Desk, code: str, typed: str) -> object | None:
    indicator = desk.view.plan.indicators.get(code)
    if indicator and indicator.kind is Kind.DATE:
        return read_day(typed, desk.today)
    return read_amount(typed)


def _day(desk: Desk, code: str, typed: str) -> object | None:
    return read_day(typed, desk.today)


def _words(desk: Desk, code: str, typed: str) -> object | None:
    return " ".join(typed.split())[:500] or None


def _weights(desk: Desk, code: str, typed: str) -> object | None:
    """`40`, or `40 AS4.1 60` where a full group needs the others' weights too."""
    weights: dict[str, Decimal] = {}
    rest = typed
    while True:
        head, _, rest = rest.strip().partition(" ")
        weight = read_amount(head)
        if weight is None:
            return None
        weights[code] = weight
        if not rest.strip(" %"):
            return weights
        code, rest = split_code(desk.view.plan, rest.strip(" %"))


def _target_card(desk: Desk, code: str, target: Any) -> Say:
    indicator = desk.view.plan.indicators[code]
    after = (
        say("amount.day", day=target) if isinstance(target, dt.date) else amount(indicator, target)
    )
    return say("amend.target", **_names(desk, code), before=target_amount(indicator), after=after)


def _base_card(desk: Desk, code: str, base: Any) -> Say:
    indicator = desk.view.plan.indicators[code]
    before = amount(indicator, indicator.baseline)
    return say("amend.base", **_names(desk, code), before=before, after=amount(indicator, base))


def _weight_card(desk: Desk, code: str, weights: Any) -> Say:
    lines = tuple(
        say("amend.weight_line", **_names(desk, c), before=desk.view.plan.weights[c], after=w)
        for c, w in weights.items()
    )
    return say("amend.weight", lines=lines)


def _deadline_card(desk: Desk, code: str, day: Any) -> Say:
    before = desk.view.plan.deadline(code)
    return say("amend.deadline", **_names(desk, code), before=before, after=day)


def _known(desk: Desk, name: str, code: str) -> tuple[Say, ...]:
    """The names an indicator has been given so far, where a name is what is asked for."""
    words = ", ".join(words for words, _ in desk.view.aliases(code))
    return (say("amend.known", words=words),) if words and name in ("alias", "senzalias") else ()


def _names(desk: Desk, code: str) -> dict[str, str]:
    plan = desk.view.plan
    name = plan.indicators[code].name if code in plan.indicators else plan.objectives[code].title
    return {"code": code, "name": name}


AMENDMENTS: dict[str, Amendment] = {
    "target": Amendment(Act.SET, _goal, SetTarget, _target_card),
    "base": Amendment(Act.SET, _number, SetBaseline, _base_card),
    "peso": Amendment(Act.SET, _weights, lambda code, w: SetWeights(w), _weight_card),
    "termine": Amendment(Act.SET, _day, SetDeadline, _deadline_card),
    "alias": Amendment(
        Act.SET,
        _words,
        AddAlias,
        lambda desk, code, words: say("amend.alias", **_names(desk, code), words=words),
    ),
    "senzalias": Amendment(
        Act.SET,
        _words,
        RemoveAlias,
        lambda desk, code, words: say("amend.unalias", **_names(desk, code), words=words),
        namers,
    ),
    "elimina": Amendment(
        Act.CANCEL,
        _words,
        CancelObjective,
        lambda desk, code, reason: say("amend.cancel", **_names(desk, code), reason=reason),
    ),
}


def open_amendment(desk: Desk, name: str, typed: str) -> Outcome:
    """The command with whatever came on its line: a card, or the one thing still missing."""
    amendment, plan = AMENDMENTS[name], desk.view.plan
    typed_code, rest = split_code(plan, typed)
    if not typed_code:
        return ask({"talk": "amend", "name": name, "typed": ""}, say(f"amend.ask_code.{name}"))
    code = plan.resolve(typed_code)
    require(desk.view, desk.person, amendment.act, code, amendment.who(plan, code), desk.today)
    if not rest:
        draft = {"talk": "amend", "name": name, "typed": code}
        return ask(draft, say(f"amend.ask.{name}", **_names(desk, code)), *_known(desk, name, code))
    value = amendment.read(desk, code, rest)
    if value is None:
        draft = {"talk": "amend", "name": name, "typed": code}
        return ask(draft, say(f"amend.unread.{name}", **_names(desk, code), typed=rest[:60]))
    command = amendment.command(code, value)
    desk.ledger.consider(command, actor=desk.person)
    card = desk.new_id()
    draft = {"talk": "amend", "name": name, "id": card, "code": code, "rest": rest}
    return ask(draft, amendment.card(desk, code, value), buttons=(confirm_row(card),))


def go_on(desk: Desk) -> Outcome:
    """What was missing has been written."""
    typed = f"{desk.draft.get('typed', '')} {desk.turn.text}".strip()
    return open_amendment(desk, desk.draft["name"], typed)


def confirmed(desk: Desk) -> Outcome:
    draft = desk.draft
    amendment = AMENDMENTS[draft["name"]]
    value = amendment.read(desk, draft["code"], draft["rest"])
    recorded = desk.execute(amendment.command(draft["code"], value), f"card:{draft['id']}")
    last = recorded[-1]
    return answer(
        say("amend.done", **_names(desk, draft["code"])),
        say("receipt", seq=last.seq, hash=last.hash[:8]),
        replace=True,
    )
