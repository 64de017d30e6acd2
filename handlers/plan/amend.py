"""Setting what the plan left open, and changing it in the year.

    dirigente   /target AS4.3.1 600
    bot         AS4.3.1 CIE rilasciate: obiettivo da — a 600 carte.   [Conferma] [Annulla]

What is missing is asked, one thing at a time. Commands that take other things than a code and a
value (`/nuovo`) have their own module.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from handlers.conversation import Conversation
from handlers.desk import Desk, answer, ask, button, remembered
from handlers.plan.amend_cards import (
    base_card,
    deadline_card,
    goal_amount,
    named,
    reinstate_card,
    target_card,
    weight_card,
    weights_done,
)
from handlers.plan.deadline_words import of_plan
from handlers.talk import pick
from handlers.talk.bare import Bare, kind_of
from handlers.talk.because import IS_WHY, because_lines, read_because, split_figure, split_why
from handlers.talk.deed import command_of, present, recorded
from handlers.talk.typed import read_amount, read_day, split_code
from handlers.talk.words import objective_short
from handlers.turn import Button, Outcome, Reply
from handlers.understand.reading import Intent
from italian.regex import regex
from italian.words import clean, stem, words
from ledger.commands.aliases import AddAlias, RemoveAlias, namers
from ledger.commands.authority import require, setters
from ledger.commands.plan import (
    CancelObjective,
    ReinstateObjective,
    SetBaseline,
    SetDeadline,
    SetTarget,
    SetWeights,
    need_measured,
)
from ledger.errors import Act
from ledger.events import Envelope
from ledger.later import dataclass
from ledger.people import Role
from ledger.plan import Indicator, Kind
from ledger.plan.anomalies import MENDED_BY, places_of
from ledger.plan.inforce import PlanInForce
from ledger.progress.standings import standing
from ledger.projections.changes import changes
from words.say import Say, say

TALK = "amend"

FIELDS = {"target": "target", "base": "baseline", "peso": "weight", "termine": "deadline"}
"""What each command that sets a value changes of the plan."""


@dataclass(frozen=True)
class Amendment:
    """One command: how its value is read, what it would do, what it did."""

    act: Act
    read: Callable[[Desk, str, str], object | None]
    """(desk, code, typed) to the value; None where it cannot be read."""
    command: Callable[..., object]
    """(code, value, year), and why where it is `explained`."""
    card: Callable[[Desk, str, Any], tuple[Say, ...]]
    done: Callable[[Desk, str, Any], Say]
    """What was done, from the command that was recorded."""
    who: Callable[[PlanInForce, str], tuple[str, ...]] = setters
    of_gone: bool = False
    """Whether it is about what was cancelled."""
    explained: bool = False
    """Whether the year's change of it wants a reason and an act."""


def _number(desk: Desk, code: str, typed: str) -> object | None:
    return read_amount(typed)


def _goal(desk: Desk, code: str, typed: str) -> object | None:
    indicator = desk.view.plan.indicators.get(code)
    if indicator:
        need_measured(indicator)
    if indicator and indicator.kind is Kind.DATE:
        return _day(desk, code, typed)
    return read_amount(typed)


def _day(desk: Desk, code: str, typed: str) -> object | None:
    return of_plan(desk, typed, read_day(typed, desk.today))


def _words(desk: Desk, code: str, typed: str) -> object | None:
    return " ".join(typed.split())[:500] or None


_BETWEEN = regex(r"\s*[;,]\s*(?=[A-Za-z]{1,4}\.?[A-Za-z]?\.?\d*\.\d+ +\d)")
"""Between one weight and the next: no reason begins there."""


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


AMENDMENTS: dict[str, Amendment] = {
    "target": Amendment(
        Act.SET,
        _goal,
        SetTarget,
        target_card,
        lambda desk, code, c: say(
            "amend.done.target", **named(desk, code), after=goal_amount(desk, code, c.target)
        ),
        explained=True,
    ),
    "base": Amendment(
        Act.SET,
        _number,
        SetBaseline,
        base_card,
        lambda desk, code, c: say(
            "amend.done.base", **named(desk, code), after=goal_amount(desk, code, c.baseline)
        ),
        explained=True,
    ),
    "peso": Amendment(
        Act.SET,
        _weights,
        lambda code, weights, year, because: SetWeights(weights, year, because),
        weight_card,
        weights_done,
        explained=True,
    ),
    "termine": Amendment(
        Act.SET,
        _day,
        SetDeadline,
        deadline_card,
        lambda desk, code, c: say("amend.done.termine", **named(desk, code), after=c.deadline),
        explained=True,
    ),
    "alias": Amendment(
        Act.SET,
        _words,
        lambda code, words, year: AddAlias(code, words, None, year),
        lambda desk, code, words: (say("amend.alias", **named(desk, code), words=words),),
        lambda desk, code, c: say("amend.done.alias", **named(desk, code), words=c.words),
    ),
    "senzalias": Amendment(
        Act.SET,
        _words,
        RemoveAlias,
        lambda desk, code, words: (say("amend.unalias", **named(desk, code), words=words),),
        lambda desk, code, c: say("amend.done.senzalias", **named(desk, code), words=c.words),
        namers,
    ),
    "elimina": Amendment(
        Act.CANCEL,
        _words,
        CancelObjective,
        lambda desk, code, reason: (say("amend.cancel", **named(desk, code), reason=reason),),
        lambda desk, code, c: say("amend.done.elimina", **named(desk, code), reason=c.reason),
    ),
    "riprendi": Amendment(
        Act.CANCEL,
        _words,
        ReinstateObjective,
        reinstate_card,
        lambda desk, code, c: say("amend.done.riprendi", **named(desk, code)),
        of_gone=True,
    ),
}


def open_amendment(desk: Desk, name: str, typed: str) -> Outcome:
    """The command with whatever came on its line: a card, or the one thing still missing."""
    amendment, plan = AMENDMENTS[name], desk.view.plan
    typed_code, rest = split_code(plan, typed)
    if not typed_code:
        _require_something(desk, amendment)
        which = say(f"amend.ask_code.{name}")
        draft = {"talk": TALK, "name": name, "typed": ""}
        shown = pick.shown(desk, name, which)
        return replace(shown, draft={**draft, **(shown.draft or {})})
    code = plan.resolve(typed_code) if amendment.of_gone else plan.alive(typed_code)
    require(desk.view, desk.person, amendment.act, code, amendment.who(plan, code), desk.today)
    draft = {"talk": TALK, "name": name, "typed": code}
    if not rest:
        if amendment.act is Act.CANCEL:  # Whether there is anything to do comes before why.
            probe = amendment.command(code, "…", desk.view.year)
            desk.ledger.consider(probe, actor=desk.person)
        amendment.read(desk, code, "")  # What has no value to set is said before one is asked for.
        asked = say(f"amend.ask.{name}", **named(desk, code))
        return ask(draft, asked, *_known(desk, name, code))
    if name == "peso":
        rest = _BETWEEN.sub(" ", rest)
    said, why = _split(plan, code, rest) if amendment.explained else (rest, "")
    value = amendment.read(desk, code, said)
    if value is None:
        return ask(draft, say(f"amend.unread.{name}", **named(desk, code), typed=rest[:60]))
    more = (read_because(why, desk.today),) if amendment.explained else ()
    command = amendment.command(code, value, desk.view.year, *more)
    desk.ledger.consider(command, actor=desk.person)
    lines = [*amendment.card(desk, code, value), *_year(desk)]
    for because in more:
        lines += because_lines(because, asked=_is_change(desk, name, code))
    return present(desk, TALK, command, *lines, name=name, code=code, typed=f"{code} {said}")


def _split(plan: PlanInForce, code: str, typed: str) -> tuple[str, str]:
    """What is to be set, apart from why."""
    said, why = split_why(typed)
    indicator = plan.indicators.get(code)
    named = (
        " ".join((indicator.name, indicator.unit or "", *indicator.aliases)) if indicator else ""
    )
    said, more = split_figure(said, {stem(word) for word in words(clean(named))})
    return said, "; ".join(part for part in (more, why) if part)


def _require_something(desk: Desk, amendment: Amendment) -> None:
    """Who may change nothing is told so at once, with who may. Raises NotAllowed."""
    plan, held = desk.view.plan, {post.name for post in desk.posts}
    codes = [o.code for o in plan.plan.objectives]
    if codes and not any(held & set(amendment.who(plan, code)) for code in codes):
        who = amendment.who(plan, codes[0])
        require(desk.view, desk.person, amendment.act, codes[0], who, desk.today)


def _is_change(desk: Desk, name: str, code: str) -> bool:
    """Whether something that was set is set otherwise: to set what was not is no change, nor is to
    put right what the plan's document had got wrong."""
    plan = desk.view.plan
    holder = plan.indicators.get(code) or plan.objectives[code]
    field = FIELDS[name]
    group = holder.objective if isinstance(holder, Indicator) else holder.group_name
    places = places_of(code, group)
    mends = any(a.kind in MENDED_BY[field] and a.where in places for a in desk.view.anomalies())
    return getattr(holder, field) is not None and not mends


def _year(desk: Desk) -> tuple[Say, ...]:
    """The plan it changes, where it is not that of the day."""
    year = desk.view.year
    return (say("card.year", year=year),) if year != desk.today.year else ()


def _known(desk: Desk, name: str, code: str) -> tuple[Say, ...]:
    """The names an indicator has been given so far, where a name is what is asked for."""
    words = ", ".join(words for words, _ in desk.view.aliases(code))
    return (say("amend.known", words=words),) if words and name in ("alias", "senzalias") else ()


def go_on(desk: Desk) -> Outcome | None:
    """What was missing has been written; on an open card, why it is changed. None for a question,
    which is neither a value nor a reason."""
    if desk.turn.text.rstrip().endswith("?"):
        return None
    if "id" in desk.draft:
        return _explained(desk)
    if (said := kind_of(desk.turn.text)) in (Bare.NO, Bare.DOUBT):  # No value, and no reason.
        if said is Bare.NO:
            return answer(say("left"))
        return open_amendment(desk, desk.draft["name"], desk.draft.get("typed", ""))
    if not desk.draft.get("typed") and not any(c.isdigit() for c in desk.turn.text):
        return None  # No code: it is something else that is said.
    typed = f"{desk.draft.get('typed', '')} {desk.turn.text}".strip()
    return open_amendment(desk, desk.draft["name"], typed)


def _explained(desk: Desk) -> Outcome | None:
    """A reason or an act, written under the card or quoting it; None for anything else."""
    text, name = desk.turn.text.strip(), desk.draft["name"]
    if not AMENDMENTS[name].explained or not _is_why(desk, text):
        return None
    return open_amendment(desk, name, f"{desk.draft['typed']}; {text}")


def _is_why(desk: Desk, text: str) -> bool:
    """Quoting the card, beginning as reasons do, or words that are no report and no question."""
    if desk.turn.reply_to is not None or IS_WHY.fullmatch(text):
        return True
    read = desk.reader.read(text, sender=desk.sender(), today=desk.today, previous=None)
    told = read.ambiguous and read.intent in (Intent.REPORT, Intent.UNCLEAR)
    return told and not text.endswith("?")


def confirmed(desk: Desk) -> Outcome:
    """Conferma: the plan is changed as the card shows it; the chat keeps how, so that the same may
    be said of another thing."""
    kept = {"name": desk.draft["name"], "typed": desk.draft["typed"]}
    return remembered(desk, recorded(desk, _told), amended=kept)


def _told(desk: Desk, draft: Mapping[str, Any], found: list[Envelope]) -> tuple[Reply, ...]:
    """What was done, where the objective stands after it, and the way to look at it."""
    command, code = command_of(draft), draft["code"]
    desk = desk.in_year(getattr(command, "year", None))
    lines = [AMENDMENTS[draft["name"]].done(desk, code, command)]
    seq, view = found[-1].seq, desk.view
    cells: list[Button] = []
    if any(c.seq == seq and c.unexplained for c in changes(view.tables, view.year)):
        lines.append(say("amend.unexplained", number=seq))
        cells.append(button("explain", f"go:modifiche:{seq}:{view.year}"))
    objective = desk.view.plan.objective_of(code)
    if objective.code not in desk.view.plan.cancelled:
        row = standing(desk.view, objective.code, desk.today).objectives[0]
        lines.append(objective_short(row))
    scope = code if objective.code not in desk.view.plan.cancelled else objective.unit
    year = f":{desk.view.year}" if desk.view.year != desk.today.year else ""
    cells.insert(0, button("scope_of", f"st:{scope}{year}", code=scope))
    return (Reply(tuple(lines), (tuple(cells),)),)


def _opening(name: str) -> Callable[[Desk, str], Outcome]:
    return lambda desk, typed: open_amendment(desk, name, typed)


SETTERS = (Role.DIRIGENTE, Role.SEGRETARIO, Role.SINDACO)

CONVERSATION = Conversation(
    talk=TALK,
    commands={name: _opening(name) for name in AMENDMENTS},
    offered={name: SETTERS for name in AMENDMENTS if name not in ("senzalias", "riprendi")},
    waits=go_on,
    confirm=confirmed,
)
