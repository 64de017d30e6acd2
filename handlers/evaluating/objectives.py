"""Objectives of one person, beside those of their unit. Source: R-31.

dirigente   /assegna eq.as4
            AS4.1; 40
            Ridurre l'arretrato; pratiche arretrate; 20; 30; 30/11/2025     →  card, proposal
eq          [Osservo] ... or nothing to say
dirigente   /assegna eq.as4 definitivo                                     →  card, assigned
eq          [Prendo atto]                                                   →  recorded, dated
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from handlers.desk import Desk, answer, ask, button
from handlers.evaluating.whom import YEAR
from handlers.talk import deed
from handlers.talk.deed import Args, Deed
from handlers.talk.typed import read_amount, read_day
from handlers.turn import Button, Outcome, Reply
from ledger.commands.evaluation import position_of
from ledger.commands.objectives import (
    AssignObjectives,
    ConsultObjectives,
    NoteObjectives,
    Own,
    ProposeObjectives,
)
from ledger.errors import UnknownCode
from ledger.evaluation.schede import has_objectives
from ledger.events import Envelope, PersonalObjective
from ledger.projections import encounters
from ledger.readings import scores
from ledger.scoring.numbers import read_number
from words.say import Say, say

TALK = "assegna"
TEXT_LENGTH = 1000


def start(desk: Desk, typed: str) -> Outcome:
    """`/assegna eq.as4`, `/assegna eq.as4 2025`, with objectives one a line, or `definitivo`."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    head, _, rest = typed.strip().partition("\n")
    if not rest and ";" in head:
        person, _, rest = head.partition(";")
        head = person
    words = head.split()
    if not words:
        return answer(say("objectives.how"))
    person, *more = words
    year = next((int(w) for w in more if YEAR.fullmatch(w)), desk.view.year)
    whom = {"person": person.lower(), "year": year}
    if any(w.lower() == "definitivo" for w in more):
        return deed.offer(desk, TALK, DEEDS, "assign", {**whom, "objectives": []})
    if not rest.strip():
        return _show(desk, person.lower(), year)
    objectives = [_read(desk, line, year) for line in rest.splitlines() if line.strip()]
    if any(own is None for own in objectives):
        return answer(say("objectives.how"))
    return deed.offer(desk, TALK, DEEDS, "propose", {**whom, "objectives": objectives})


def _read(desk: Desk, line: str, year: int) -> dict[str, Any] | None:
    """`AS4.1; 40`, or `title; indicator; target; weight; deadline`; None for what is neither."""
    parts = [part.strip() for part in line.split(";")]
    if len(parts) == 2 and re.fullmatch(r"[A-Za-z][\w. ]*\.\d+", parts[0]):
        return of_the_plan(desk, parts[0], parts[1], year)
    weight = read_amount(parts[3]) if len(parts) > 3 else None
    if weight is None:
        return None
    day = read_day(parts[4], desk.today) if len(parts) > 4 else None
    return {
        "title": parts[0],
        "indicator": parts[1],
        "target": parts[2],
        "weight": str(weight),
        "code": None,
        "deadline": day.isoformat() if day else None,
    }


def of_the_plan(desk: Desk, typed: str, weight: str, year: int) -> dict[str, Any]:
    """An objective of the plan as one of a person's. Raises UnknownCode."""
    plan, number = desk.view.of(year).plan, read_amount(weight)
    code = plan.resolve(typed)
    if number is None or code not in plan.objectives:
        raise UnknownCode(typed, ())
    objective = plan.objectives[code]
    names = ", ".join(i.name for i in objective.indicators) or objective.title
    deadline = plan.deadline(code)
    return {
        "title": objective.title,
        "indicator": names,
        "target": ", ".join(str(i.target) for i in objective.indicators if i.target is not None),
        "weight": str(number),
        "code": code,
        "deadline": deadline.isoformat(),
    }


def _own(said: Any) -> tuple[Own, ...]:
    return tuple(
        Own(
            title=o["title"],
            indicator=o["indicator"],
            target=o["target"],
            weight=Decimal(o["weight"]),
            code=o["code"],
            deadline=dt.date.fromisoformat(o["deadline"]) if o["deadline"] else None,
        )
        for o in said
    )


def _show(desk: Desk, person: str, year: int) -> Outcome:
    """What was proposed, said, assigned and noted; to who may read the person's scheda."""
    position = position_of(desk.view, person, year)
    scores.check(desk.view, desk.person, person, year, desk.today)
    found = encounters.own_objectives(desk.view.tables, person, year)
    if found is None:
        units = has_objectives(desk.view, position)
        key = "objectives.none" if units else "objectives.nowhere"
        none = (say(key, person=person, year=year), say("objectives.how"))
        return answer(*none, buttons=((button("follows.assign_one", f"frmgo:{TALK}:{year}"),),))
    assigned = bool(found.assigned)
    lines = [
        say("objectives.title", person=person, year=year),
        *(_line(o) for o in (found.assigned or found.proposed)),
    ]
    if found.consulted:
        lines.append(say("objectives.said", text=found.consulted))
    if assigned:
        lines.append(say("objectives.assigned_on", day=found.assigned_on, actor=found.assigned_by))
    lines.append(
        say("objectives.noted_on", day=found.noted_on)
        if found.noted_on
        else say("objectives.not_noted" if assigned else "objectives.proposed")
    )
    return answer(*lines, buttons=_own_steps(desk, found, person, year))


def _own_steps(
    desk: Desk, found: encounters.OwnObjectives, person: str, year: int
) -> tuple[tuple[Button, ...], ...]:
    """What the person themselves may still do: say what they think, or take note."""
    if desk.person != person:
        return ()
    if not found.assigned:
        return ((button("consult", f"objsay:{year}"),),)
    return () if found.noted_on else ((button("note_objectives", f"objnote:{year}"),),)


def _line(own: PersonalObjective) -> Say:
    return say(
        "objectives.line",
        title=own.title,
        code=own.code or say("objectives.worded"),
        indicator=own.indicator,
        target=own.target or say("amount.none"),
        weight=read_number(own.weight),
        deadline=own.deadline or say("amount.none"),
    )


def _card(desk: Desk, args: Args, name: str) -> tuple[Say, ...]:
    rows = [
        say(
            "objectives.line",
            title=o.title,
            code=o.code or say("objectives.worded"),
            indicator=o.indicator,
            target=o.target or say("amount.none"),
            weight=o.weight,
            deadline=o.deadline or say("amount.none"),
        )
        for o in _own(args["objectives"])
    ]
    if not rows:
        found = encounters.own_objectives(desk.view.tables, args["person"], args["year"])
        rows = [_line(o) for o in found.proposed] if found else []
    year = args["year"]
    late = [say("objectives.card_late", year=year)] if desk.today.year > year else []
    return say(f"objectives.card.{name}", person=args["person"], year=year), *rows, *late


def _theirs(person: str, year: int) -> Button:
    return button("follows.objectives", f"go:assegna:{person}:{year}", person=person)


def _assign_button(person: str, year: int) -> Button:
    return button("follows.assign", f"go:assegna:{person} definitivo:{year}")


def _own_told(act: str, person: str, *cells: Button) -> Reply:
    """That it was sent, whose turn it is, and the way there."""
    lines = (say("objectives.sent", person=person), say(f"follows.{act}", person=person))
    return Reply(lines, (cells,))


def _proposed(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    person, year = args["person"], args["year"]
    own = _own_told("proposed", person, _theirs(person, year), _assign_button(person, year))
    lines = _card(desk, args, "propose")[1:]
    row = (button("consult", f"objsay:{args['year']}"),)
    told = say("objectives.told_proposed", actor=desk.person, year=args["year"])
    return own, Reply((told, *lines), (row,), to=args["person"])


def _assigned(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    found = encounters.own_objectives(desk.view.tables, args["person"], args["year"])
    lines = [_line(o) for o in found.assigned] if found else []
    told = say("objectives.told_assigned", actor=desk.person, year=args["year"])
    row = (button("note_objectives", f"objnote:{args['year']}"),)
    own = _own_told("assigned", args["person"], _theirs(args["person"], args["year"]))
    return own, Reply((told, *lines), (row,), to=args["person"])


def consult(desk: Desk, year: int) -> Outcome:
    """The person says what they think of what was proposed."""
    desk.ledger.consider(ConsultObjectives(desk.person, year, "…"), actor=desk.person)
    return ask({"talk": TALK, "step": "consult", "year": year}, say("objectives.say_what"))


def written(desk: Desk) -> Outcome:
    """What the person says of the objectives proposed to them, as a card."""
    args = {"year": desk.draft["year"], "text": desk.turn.text.strip()[:TEXT_LENGTH]}
    return deed.offer(desk, TALK, DEEDS, "consult", args)


def _consulted(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    found = encounters.own_objectives(desk.view.tables, desk.person, args["year"])
    year, actor = args["year"], found.proposed_by if found else None
    mine = button("follows.my_objectives", f"go:assegna:{desk.person}:{year}")
    done = say("objectives.consulted")
    if actor is None:
        return (Reply((done,), ((mine,),)),)
    own = Reply((done, say("follows.consulted", actor=actor)), ((mine,),))
    line = say("objectives.told_consulted", person=desk.person, text=args["text"])
    row = (_theirs(desk.person, year), _assign_button(desk.person, year))
    return own, Reply((line,), (row,), to=actor)


def note(desk: Desk, year: int) -> Outcome:
    """The person takes note of what was assigned."""
    (e,) = desk.execute(
        NoteObjectives(desk.person, year), f"note:{desk.person}:{year}:{_seq(desk, year)}"
    )
    return answer(
        say("objectives.noted_on", day=e.effective_on),
        say("follows.noted", year=year),
        say("receipt", seq=e.seq, hash=e.hash[:8]),
        buttons=((button("follows.my_objectives", f"go:assegna:{desk.person}:{year}"),),),
        replace=True,
    )


def _seq(desk: Desk, year: int) -> int:
    found = encounters.own_objectives(desk.view.tables, desk.person, year)
    return found.seq if found else 0


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows."""
    return deed.confirmed(desk, DEEDS)


DEEDS = {
    "propose": Deed(
        lambda desk, args: ProposeObjectives(
            args["person"], args["year"], _own(args["objectives"])
        ),
        lambda desk, args: _card(desk, args, "propose"),
        _proposed,
    ),
    "assign": Deed(
        lambda desk, args: AssignObjectives(args["person"], args["year"]),
        lambda desk, args: _card(desk, args, "assign"),
        _assigned,
    ),
    "consult": Deed(
        lambda desk, args: ConsultObjectives(desk.person, args["year"], args["text"]),
        lambda desk, args: (say("objectives.card_consult", text=args["text"]),),
        _consulted,
    ),
}
