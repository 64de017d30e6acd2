"""What was changed of the plan in the year, its reason said afterwards; people and money moved.

segretario  /modifiche                     →  what changed, by whom, why; what is still unexplained
dirigente   /modifiche 212 apre la delegazione; delibera 40 del 12/06/2024
dirigente   /impatto AS4.3; meno attese; cittadini, patronati; M7 rotazione
dirigente   /risorse AS4.3; istruttori 2 al 50 %; capitolo 1043 12.000; una unità trasferita;
            delibera 41 del 20/07/2024
"""

import datetime as dt
import re
from collections.abc import Sequence

from handlers.conversation import Conversation
from handlers.desk import Desk, answer, ask, button
from handlers.evaluating.whom import YEAR, take_year
from handlers.talk import deed, listing
from handlers.talk.because import because_lines, read_because
from handlers.talk.deed import Args, Deed, Then
from handlers.talk.listing import Listed
from handlers.talk.typed import read_amount, split_code
from handlers.turn import Button, Outcome, Reply
from italian.regex import regex
from ledger.commands.because import Because
from ledger.commands.changes import ChangeResources, ExplainChange, ExplainDelay, SetPurpose
from ledger.people import Role
from ledger.plan import Budget, Objective, People
from ledger.projections import changes as record
from words.changes import change_line, money_words, people_words
from words.objectives import context_lines
from words.say import Say, say

TALK = "modifiche"
LIST = "chg"
PEOPLE = regex(
    r"(?P<area>[a-zà-ù][a-zà-ù ]*?)\s+(?P<number>\d+(?:[.,]\d+)?)"
    r"(?:\s*(?:al|per il|x)?\s*(?P<percent>\d+(?:[.,]\d+)?)\s*%?)?",
    re.I,
)
MONEY = regex(r"(?:cap\.|capitolo|cap)\s*(?P<chapter>[\w./-]+)\s*:?\s+(?P<amount>.*\d.*)", re.I)


def start(desk: Desk, typed: str) -> Outcome:
    """`/modifiche`, `/modifiche 2024`, `/modifiche N MOTIVO; ATTO del GIORNO`."""
    year, rest = _of_year(desk, typed)
    head, _, why = rest.partition(" ")
    if not rest:
        return show(desk, year)
    if not head.isdecimal():
        return answer(say("changes.how"))
    if not why.strip():
        draft = {"talk": TALK, "step": "why", "head": f"{year} {head}"}
        return ask(draft, say("changes.ask_why", number=head))
    because = read_because(why, desk.today)
    args = {"year": year, "change": int(head), **_as_args(because)}
    return deed.offer(desk, TALK, DEEDS, "explain", args)


def _of_year(desk: Desk, typed: str) -> tuple[int, str]:
    """The year typed first, that of the change whose number it is, else the plan of the day: what
    is changed is the plan, whatever year is being evaluated. Raises NoPlanOf."""
    head = typed.split()[0] if typed.split() else ""
    if YEAR.fullmatch(head):
        return take_year(desk, typed)
    for year in desk.view.years:
        if any(str(change.seq) == head for change in record.changes(desk.view.tables, year)):
            return year, typed.strip()
    return desk.view.year, typed.strip()


def written(desk: Desk) -> Outcome | None:
    """The reason that was asked for; None where nothing was."""
    if desk.draft.get("step") != "why":
        return None
    return start(desk, f"{desk.draft['head']} {desk.turn.text.strip()}")


def _as_args(because: Because) -> dict[str, str | None]:
    act_on = because.act_on.isoformat() if because.act_on else None
    return {"reason": because.reason or because.act, "act": because.act, "act_on": act_on}


def _because(args: Args) -> Because:
    act_on = args["act_on"] and dt.date.fromisoformat(args["act_on"])
    return Because(args["reason"], args["act"], act_on)


def show(desk: Desk, year: int) -> Outcome:
    """The newest first; those without a reason before all others."""
    return listing.shown(desk, LIST, str(year), source(desk, str(year)))


def source(desk: Desk, about: str) -> Listed:
    """Every change of a year, each that wants its reason with the button that asks for it."""
    year = int(about) if about.isdecimal() else desk.view.year
    view = desk.view.of(year)
    found = [c for c in record.changes(view.tables, year) if c.is_listed]
    found.sort(key=lambda c: (not c.unexplained, -c.seq))
    moved = record.resources(view.tables, year)
    if not found and not moved:
        return Listed((say("changes.none", year=year),), ())
    count = sum(c.unexplained for c in found)
    title = say("changes.title", year=year, count=len(found), unexplained=count)
    rows = (*(change_line(c) for c in found), *(_moved(r) for r in moved))
    cells = tuple(
        button("explain_one", f"go:modifiche:{c.seq}:{year}", number=c.seq)
        if c.unexplained
        else None
        for c in found
    )
    tail = (say("changes.how"),) if count else ()
    return Listed((title,), rows, (*cells, *(None for _ in moved)), tail=tail)


def _moved(row: record.Resources) -> Say:
    facts = {"code": row.code, "day": row.day, "reason": row.reason}
    return say("changes.resources", **facts, act=row.act, act_on=row.act_on)


def _objective_named(desk: Desk, typed: str) -> tuple[Objective | None, list[str]]:
    """The objective whose code, or an indicator's, comes first, and what follows between
    semicolons; None without a code. Raises Refusal for one that is not in the plan."""
    head, *parts = [part.strip() for part in typed.split(";")]
    plan = desk.view.plan
    code, _ = split_code(plan, head)
    return (plan.objective_of(plan.alive(code)) if code else None), parts


def resources(desk: Desk, typed: str) -> Outcome:
    """`/risorse AS4.3`: what it has; with what it gets, why and the act, the card."""
    objective, parts = _objective_named(desk, typed)
    if objective is None:
        return answer(say("resources.how"))
    code = objective.code
    people, money, why = _read(parts)
    if not parts:
        return answer(*_lines(objective.people, objective.budget, objective), say("resources.how"))
    because = read_because("; ".join(why), desk.today)
    if not (people or money) or because.act_on is None:
        return answer(say("resources.how"))
    args = {
        "year": desk.view.year,
        "code": code,
        "people": [p.model_dump(mode="json") for p in people or objective.people],
        "budget": [b.model_dump(mode="json") for b in money or objective.budget],
        **_as_args(because),
    }
    return deed.offer(desk, TALK, DEEDS, "resources", args)


def _read(parts: Sequence[str]) -> tuple[list[People], list[Budget], list[str]]:
    """People, money, and what is left: the reason and the act."""
    people, money, why = [], [], []
    for part in parts:
        amount = read_amount(found["amount"]) if (found := MONEY.fullmatch(part)) else None
        if found is not None and amount is not None:
            money.append(Budget(chapter=found["chapter"], amount=amount))
        elif some := PEOPLE.fullmatch(part):
            percent = some["percent"] and read_amount(some["percent"])
            number = read_amount(some["number"])
            people.append(People(area=some["area"].lower(), number=number, percent=percent or None))
        else:
            why.append(part)
    return people, money, why


def _lines(
    people: Sequence[People], money: Sequence[Budget], objective: Objective
) -> tuple[Say, ...]:
    return (
        say("resources.title", code=objective.code, title=objective.title),
        say("resources.people", people=people_words(people)),
        say("resources.money", money=money_words(money)),
    )


def _change_resources(desk: Desk, args: Args) -> object:
    because = _because(args)
    return ChangeResources(
        args["year"],
        args["code"],
        tuple(People.model_validate(p) for p in args["people"]),
        tuple(Budget.model_validate(b) for b in args["budget"]),
        because.reason,
        because.act,
        because.act_on or desk.today,
    )


def _resources_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    objective = desk.view.of(args["year"]).plan.objectives[args["code"]]
    people = [People.model_validate(p) for p in args["people"]]
    money = [Budget.model_validate(b) for b in args["budget"]]
    before = (
        say("resources.before", people=people_words(objective.people),
            money=money_words(objective.budget)),
    )  # fmt: skip
    why = because_lines(_because(args), asked=False)
    return (*_lines(people, money, objective), *before, *why)


def _explain_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    view = desk.view.of(args["year"])
    found = [c for c in record.changes(view.tables, args["year"]) if c.seq == args["change"]]
    return (*(change_line(c) for c in found), *because_lines(_because(args), asked=False))


def purpose(desk: Desk, typed: str) -> Outcome:
    """`/impatto AS4.3`: what it is for; with impact, stakeholders and measures, the card. What is
    not said stays as it is."""
    objective, parts = _objective_named(desk, typed)
    if objective is None:
        return answer(say("purpose.how"))
    code = objective.code
    if not parts:
        title = say("resources.title", code=code, title=objective.title)
        return answer(title, *context_lines(desk.view.plan.plan, objective), say("purpose.how"))
    said = [*parts, *[""] * 3]
    names = [[n.strip() for n in part.split(",") if n.strip()] for part in said[1:3]]
    args = {
        "year": desk.view.year,
        "code": code,
        "impact": said[0] or objective.impact or "",
        "stakeholders": names[0] or list(objective.stakeholders),
        "ptpct": names[1] or list(objective.ptpct),
    }
    return deed.offer(desk, TALK, DEEDS, "purpose", args)


def _set_purpose(desk: Desk, args: Args) -> object:
    who, measures = tuple(args["stakeholders"]), tuple(args["ptpct"])
    return SetPurpose(args["year"], args["code"], args["impact"], who, measures)


def _purpose_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    title = desk.view.of(args["year"]).plan.objectives[args["code"]].title
    lines = [say("purpose.card", code=args["code"], title=title)]
    lines.append(say("objective.impact", text=args["impact"]))
    if args["stakeholders"]:
        lines.append(say("objective.stakeholders", text=", ".join(args["stakeholders"])))
    if args["ptpct"]:
        lines.append(say("objective.ptpct", text=", ".join(args["ptpct"])))
    return tuple(lines)


def delay(desk: Desk, typed: str) -> Outcome:
    """`/scostamento AS4.3 lo sportello è chiuso; due turni in più da luglio`."""
    code, rest = split_code(desk.view.plan, typed)
    reason, _, measure = rest.partition(";")
    if not code or not reason.strip():
        return answer(say("delay.how"))
    code = desk.view.plan.objective_of(desk.view.plan.alive(code)).code
    args = {
        "year": desk.view.year,
        "code": code,
        "reason": reason.strip(),
        "measure": measure.strip(),
    }
    return deed.offer(desk, TALK, DEEDS, "delay", args)


def _delay_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    title = desk.view.of(args["year"]).plan.objectives[args["code"]].title
    lines = [say("delay.card", code=args["code"], title=title, reason=args["reason"])]
    if args["measure"]:
        lines.append(say("delay.measure", text=args["measure"]))
    return tuple(lines)


def _read_at(act: str) -> Then:
    """Whoever opens the objective reads it."""

    def then(desk: Desk, args: Args) -> tuple[Say, Button]:
        code = args["code"]
        return say(f"follows.{act}", code=code), button("scope", f"st:{code}", code=code)

    return then


def _explained(args: Args) -> tuple[Reply, ...]:
    said = say("changes.explained", number=args["change"])
    lines = (said, *because_lines(_because(args), asked=False), say("follows.explain"))
    cell = button("follows.changes", f"go:modifiche:-:{args['year']}")
    return (Reply(lines, ((cell,),)),)


def confirmed(desk: Desk) -> Outcome:
    """Conferma on a card of this conversation."""
    return deed.confirmed(desk, DEEDS)


DEEDS = {
    "explain": Deed(
        lambda desk, args: ExplainChange(
            args["year"], args["change"], args["reason"], args["act"], _because(args).act_on
        ),
        _explain_card,
        lambda desk, args, found: _explained(args),
    ),
    "resources": Deed(_change_resources, _resources_card, then=_read_at("resources")),
    "purpose": Deed(_set_purpose, _purpose_card, then=_read_at("purpose")),
    "delay": Deed(
        lambda desk, args: ExplainDelay(
            args["year"], args["code"], args["reason"], args["measure"]
        ),
        _delay_card,
        then=_read_at("delay"),
    ),
}

SETTERS = (Role.DIRIGENTE, Role.SEGRETARIO, Role.SINDACO)

CONVERSATION = Conversation(
    talk=TALK,
    commands={"modifiche": start, "risorse": resources, "impatto": purpose, "scostamento": delay},
    asides=frozenset({"modifiche", "risorse", "impatto", "scostamento"}),
    offered={
        "modifiche": (*SETTERS, Role.NUCLEO),
        "risorse": SETTERS,
        "impatto": SETTERS,
        "scostamento": (Role.EQ, Role.DIRIGENTE, Role.SEGRETARIO),
    },
    waits=written,
    confirm=confirmed,
)
