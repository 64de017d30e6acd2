"""The performance of the ente in chat: the Segretario proposes, the Giunta approves with its act,
the Nucleo validates, changes with a reason or refuses.

    segretario  /ciclo ente                               →  from validated data, and from all
    giunta      /ciclo ente delibera 12; 27/01/2025
    nucleo      /ciclo ente        /ciclo ente 70 dati non provati        /ciclo ente no MOTIVO
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from handlers.desk import Desk, answer, ask, button
from handlers.talk import deed
from handlers.talk.deed import Args, Deed
from handlers.talk.typed import read_act, read_amount
from handlers.turn import Outcome, Reply
from ledger.commands.ente import (
    ApproveEntity,
    ProposeEntity,
    RefuseEntity,
    ValidateEntity,
    computed_entity,
)
from ledger.evaluation.entity import citizens
from ledger.events import CitizensPart, Envelope
from ledger.people import Role
from ledger.projections import evaluation
from ledger.scoring.numbers import read_number, show_number
from words.say import Say, Two, say

TALK = "ciclo"
REFUSALS = ("no", "rifiuto", "rifiuta", "non", "respingo", "respinge")


def lines(desk: Desk, year: int) -> list[Say]:
    """Where it stands, with the act and the reasons."""
    found = evaluation.entity(desk.view.tables, year)
    said = [say(f"cycle.entity.{found.step if found else 'nothing'}")]
    if found is None:
        return said
    said.append(say("cycle.entity_value", value=Two(read_number(found.value))))
    if found.citizens is not None:
        said.append(citizens_line(found.citizens))
    if found.act is not None:
        said.append(say("cycle.entity_act", act=found.act, day=found.act_on))
    if found.reason:
        said.append(say("cycle.entity_reason", text=found.reason))
    return said


def step(desk: Desk, year: int, typed: str) -> Outcome:
    """The step that is this person's; a word that contradicts is never dropped."""
    roles = {post.role for post in desk.sender().posts}
    present = evaluation.entity(desk.view.tables, year)
    head, _, rest = typed.partition(" ")
    if Role.NUCLEO in roles and Role.SEGRETARIO not in roles:
        if head.lower() in REFUSALS:
            reason = typed if head.lower() == "non" else rest
            return _offer(desk, "refuse", {"year": year, "reason": reason.strip()})
        return _valued(desk, year, "validate", typed)
    if Role.GIUNTA in roles and (present is not None or Role.SEGRETARIO not in roles):
        return approve(desk, {"year": year, "value": None, "reason": ""}, typed)
    return _valued(desk, year, "propose", typed)


def _valued(desk: Desk, year: int, name: str, typed: str) -> Outcome:
    value, reason = _value_and_reason(typed)
    if typed and value is None:
        return answer(say("cycle.how"))
    args = {"year": year, "value": value, "reason": reason}
    if name == "propose" and (same := _as_proposed(desk, args)) is not None:
        return same
    return _offer(desk, name, args)


def _as_proposed(desk: Desk, args: Args) -> Outcome | None:
    """What waits for the Giunta already is not proposed to it again. Raises Refusal."""
    present = evaluation.entity(desk.view.tables, args["year"])
    desk.ledger.consider(_proposal(args), actor=desk.person)
    value = _number(args)
    value = computed_entity(desk.view, args["year"]) if value is None else value
    if present is None or present.step != "proposed" or read_number(present.value) != value:
        return None
    if args["reason"] not in ("", present.reason or ""):
        return None
    return answer(*lines(desk, args["year"]), say("cycle.entity.same", year=args["year"]))


def _proposal(args: Args) -> ProposeEntity:
    return ProposeEntity(args["year"], _number(args), args["reason"])


def _value_and_reason(typed: str) -> tuple[str | None, str]:
    """`62,5 motivo`."""
    head, _, rest = typed.strip().partition(" ")
    number = read_amount(head) if head and head[0].isdigit() else None
    return (
        (None, typed.strip()) if number is None else (show_number(Fraction(number)), rest.strip())
    )


def approve(desk: Desk, known: Mapping[str, Any], typed: str) -> Outcome:
    """`delibera 12; 27/01/2025`, with another value and its reason before: `70 motivo; delibera
    12; 27/01/2025`. The act is asked for where it is not said."""
    said, act, day = _act_last(typed, desk.today)
    value, reason = _value_and_reason(said[0]) if said else (None, "")
    args = {**known}
    if value is not None:
        args |= {"value": value, "reason": reason}
    if day is None:
        desk.ledger.consider(
            ApproveEntity(args["year"], "…", desk.today, _number(args), args["reason"]),
            actor=desk.person,
        )
        return ask({"talk": TALK, "step": "act", "args": args}, say("cycle.which_act"))
    return _offer(desk, "approve", {**args, "act": act, "act_on": day.isoformat()})


def _act_last(typed: str, today: dt.date) -> tuple[list[str], str, dt.date | None]:
    """What is said before an act, the act, and its day; without a day all is said before."""
    parts = [part.strip() for part in typed.split(";") if part.strip()]
    for count in (1, 2):
        act, day = read_act(parts[-count:], today)
        if day is not None:
            return parts[:-count], act, day
    return parts, "", None


def _offer(desk: Desk, name: str, args: Args) -> Outcome:
    return deed.offer(desk, TALK, DEEDS, name, args)


def _number(args: Args) -> Fraction | None:
    return None if args["value"] is None else read_number(args["value"])


def _proposed_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    """From validated data, and told apart from all there are."""
    year = args["year"]
    computed = computed_entity(desk.view, year)
    every = computed_entity(desk.view, year, validated_only=False)
    value = computed if args["value"] is None else read_number(args["value"])
    said = [say("cycle.card.propose", value=_two(value), computed=_two(computed), year=year)]
    if every != computed:
        said.append(say("cycle.card.with_unvalidated", value=_two(every)))
    if args["reason"]:
        said.append(say("cycle.entity_reason", text=args["reason"]))
    return (*said, *_citizens(desk, year), *_doubts(desk, year))


def _doubts(desk: Desk, year: int) -> Iterator[Say]:
    """That the year still runs; that it was proposed before, and what comes of that."""
    if desk.today <= dt.date(year, 12, 31):
        yield say("cycle.card.early", year=year)
    present = evaluation.entity(desk.view.tables, year)
    if present is not None and present.step in ("proposed", "approved"):
        yield say(f"cycle.card.anew.{present.step}", value=Two(read_number(present.value)))


def _citizens(desk: Desk, year: int) -> tuple[Say, ...]:
    """The part of citizens with its method; that it is missing, where the regulation wants it."""
    found = citizens(desk.view, year)
    if found is None:
        return ()
    if found.heard is None or found.heard.share is None:
        return (say("cycle.citizens.unheard", percent=found.percent, least=found.least),)
    part = CitizensPart(
        percent=show_number(found.percent),
        share=show_number(found.heard.share),
        people=found.heard.people,
        surveys=found.codes,
    )
    margin = found.heard.margin
    return (citizens_line(part), say("cycle.citizens.method", least=found.least, margin=margin))


def citizens_line(part: CitizensPart) -> Say:
    """What citizens said and how much it weighs."""
    return say(
        "cycle.citizens",
        percent=read_number(part.percent),
        share=Two(read_number(part.share)),
        people=part.people,
        surveys=", ".join(part.surveys),
    )


def _two(value: Fraction | None) -> Two | Say:
    return say("amount.none") if value is None else Two(value)


def _standing_card(desk: Desk, args: Args, name: str) -> tuple[Say, ...]:
    present = evaluation.entity(desk.view.tables, args["year"])
    before = read_number(present.value if present else "0")
    value = _number(args)
    facts: dict[str, object] = {"year": args["year"], "value": Two(value or before)}
    if args.get("act_on"):
        facts |= {"act": args["act"], "day": dt.date.fromisoformat(args["act_on"])}
    said = [say(f"cycle.card.{name}", **facts)]
    if value is not None and value != before:
        said.append(say("cycle.card.instead_of", value=Two(before), reason=args["reason"]))
    elif args["reason"]:
        said.append(say("cycle.entity_reason", text=args["reason"]))
    return tuple(said)


NEXT: Mapping[str, Role] = {
    "propose": Role.GIUNTA,
    "approve": Role.NUCLEO,
    "refuse": Role.SEGRETARIO,
}


def told(name: str, desk: Desk, args: Args) -> tuple[Reply, ...]:
    """Whose turn it is hears it."""
    row = ((button("follows.entity", f"cy:ente:{args['year']}"),),)
    own = Reply(tuple(lines(desk, args["year"])), row)
    if name not in NEXT:
        return (own,)
    line = say(f"cycle.turn.{name}", year=args["year"])
    who = desk.view.holders(str(NEXT[name]), desk.today)
    said = (line, *lines(desk, args["year"]))
    return (own, *(Reply(said, row, to=person) for person in who if person != desk.person))


def _done(name: str) -> Any:
    def done(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
        return told(name, desk, args)

    return done


DEEDS = {
    "propose": Deed(
        lambda desk, args: _proposal(args),
        _proposed_card,
        _done("propose"),
    ),
    "approve": Deed(
        lambda desk, args: ApproveEntity(
            args["year"],
            args["act"],
            dt.date.fromisoformat(args["act_on"]),
            _number(args),
            args["reason"],
        ),
        lambda desk, args: _standing_card(desk, args, "approve"),
        _done("approve"),
    ),
    "validate": Deed(
        lambda desk, args: ValidateEntity(args["year"], _number(args), args["reason"]),
        lambda desk, args: _standing_card(desk, args, "validate"),
        _done("validate"),
    ),
    "refuse": Deed(
        lambda desk, args: RefuseEntity(args["year"], args["reason"]),
        lambda desk, args: (say("cycle.card.refuse", year=args["year"], reason=args["reason"]),),
        _done("refuse"),
    ),
}
