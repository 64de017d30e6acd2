"""The conversations of the evaluation, as the route's tables take them."""

import re
from collections.abc import Callable

from handlers import (
    conciliazione,
    cycle,
    evaluation,
    evaluation_steps,
    grading,
    judging,
    objectives,
    personnel,
    premiums,
    scheda,
    talks,
)
from handlers.desk import Desk, answer
from handlers.turn import Outcome
from handlers.whom import Whom, default_year, read_whom
from ledger.commands.evaluation import position_of
from words.say import say

Conversation = Callable[[Desk], Outcome]
Opening = Callable[[Desk, str], Outcome]

parked = judging.parked

COMMANDS: dict[str, Opening] = {
    "valuta": evaluation.start,
    "scheda": scheda.show,
    "ciclo": cycle.show,
    "colloquio": talks.talk,
    "verifiche": cycle.show_checks,
    "riservatezza": cycle.privacy,
    "personale": personnel.start,
    "premi": premiums.start,
    "assegna": objectives.start,
    "pesatura": grading.start,
}

WAITING: dict[str, Conversation] = {
    evaluation.TALK: evaluation_steps.written,
    conciliazione.TALK: lambda desk: (
        conciliazione.written(desk) if "step" in desk.draft else _use_the_buttons(desk)
    ),
    objectives.TALK: lambda desk: (
        objectives.written(desk) if "step" in desk.draft else _use_the_buttons(desk)
    ),
    cycle.TALK: lambda desk: (
        cycle.written(desk) if "step" in desk.draft else _use_the_buttons(desk)
    ),
    personnel.TALK: lambda desk: (
        personnel.written(desk) if "id" not in desk.draft else _use_the_buttons(desk)
    ),
}

CONFIRM: dict[str, Conversation] = {
    evaluation.TALK: evaluation_steps.confirmed,
    conciliazione.TALK: conciliazione.confirmed,
    cycle.TALK: cycle.confirmed,
    personnel.TALK: personnel.confirmed,
    premiums.TALK: premiums.confirmed,
    objectives.TALK: objectives.confirmed,
    grading.TALK: grading.confirmed,
}

BUTTONS: dict[str, Callable[[Desk, list[str]], Outcome]] = {
    "evopen": lambda desk, args: evaluation.open_whom(desk, read_whom(desk, args[0])),
    "evyear": lambda desk, args: evaluation.list_people(desk, int(args[0])),
    "sch": lambda desk, args: scheda.open_of(desk, args[0]),
    "cyyear": lambda desk, args: cycle.state(desk, int(args[0])),
    "pryear": lambda desk, args: premiums.show(desk, int(args[0])),
    "pw": lambda desk, args: personnel.chosen(desk, args[0]),
    "talkadd": lambda desk, args: talks.add_to_talk(desk, args[0], args[1]),
    "ack": lambda desk, args: scheda.acknowledge(desk, args[0], int(args[1])),
    "obs": lambda desk, args: conciliazione.observe(desk, args[0]),
    "obsdoc": lambda desk, args: conciliazione.fetch(desk, args[0]),
    "rep": lambda desk, args: conciliazione.reply(desk, args[0], args[1] == "1"),
    "sign": lambda desk, args: conciliazione.sign(desk, args[0], args[1] == "1"),
    "cy": lambda desk, args: cycle.pressed(desk, args[0], args[1] if len(args) > 1 else ""),
    "chk": lambda desk, args: cycle.show_checks(
        desk, args[1] if len(args) > 1 else "", int(args[0])
    ),
    "objsay": lambda desk, args: objectives.consult(desk, int(args[0])),
    "objnote": lambda desk, args: objectives.note(desk, int(args[0])),
    "pf": lambda desk, args: personnel.start(desk, args[0]),
}

CANCEL: dict[str, Conversation] = {evaluation.TALK: evaluation_steps.dropped}
"""Annulla of a talk that has something to put away."""

BY_ROLE: dict[tuple[str, ...], tuple[str, ...]] = {
    ("segretario", "dirigente", "eq", "dipendente", "nucleo", "personale"): ("scheda",),
    ("sindaco", "nucleo", "segretario", "dirigente", "eq"): ("valuta",),
    ("sindaco", "nucleo", "segretario", "dirigente"): ("colloquio", "assegna"),
    ("segretario", "giunta", "nucleo"): ("ciclo",),
    ("nucleo",): ("verifiche", "premi"),
    ("nucleo", "giunta"): ("pesatura",),
    ("personale",): ("personale", "premi"),
    ("admin",): ("riservatezza",),
}
"""Who is offered which command."""


def commands_for(roles: set[str]) -> tuple[str, ...]:
    """The acts of the evaluation that some roles are entitled to."""
    found = [name for who, names in BY_ROLE.items() if roles & set(who) for name in names]
    return tuple(dict.fromkeys(found))


MY_SCORE = re.compile(
    r"(?:qual è|quanto è|mi dici|dimmi|vorrei vedere|fammi vedere)?\s*"
    r"(?:il mio punteggio|la mia scheda|la mia valutazione)"
    r"|(?:che|quale) punteggio ho|come sono stat[oa] valutat[oa]",
    re.I,
)
HOW = re.compile(
    r"come (?:vengo|sono|sarò) valutat[oa]|come funziona la (?:mia )?valutazione", re.I
)
OBSERVE = re.compile(
    r"(?:voglio|vorrei|posso)?\s*(?:presentare|fare) (?:delle )?osservazioni", re.I
)


def suppose(desk: Desk, text: str) -> Outcome | None:
    """Words that ask of one's own evaluation, or what if; None for what is neither."""
    said = text.strip().rstrip("?.! ")
    if MY_SCORE.fullmatch(said):
        return scheda.show(desk, "")
    if HOW.fullmatch(said):
        return scheda.how_evaluated(desk)
    if OBSERVE.fullmatch(said):
        year = default_year(desk)
        part = position_of(desk.view, desk.person, year).part
        return conciliazione.observe(desk, str(Whom(desk.person, part, year)))
    return premiums.suppose(desk, text)


why = scheda.show_why
document = conciliazione.document


def evaluate(desk: Desk, scope: str | None) -> Outcome:
    """`valuta Bianchi`, in words: the person named, or who there is to evaluate."""
    named = scope is not None and desk.view.person(scope) is not None
    return evaluation.start(desk, scope or "" if named else "")


def waits_for_document(desk: Desk) -> bool:
    """Observations may come as a file alone."""
    waits = desk.draft.get("talk") == conciliazione.TALK and desk.draft.get("step") == "observe"
    return waits and not desk.turn.text.strip()


def pressed(desk: Desk, args: list[str]) -> Outcome:
    """A button of an evaluation's card."""
    if desk.draft.get("talk") != evaluation.TALK or not evaluation_steps.well_made(desk, args):
        return Outcome(answer(say("card.stale")).replies, dict(desk.draft))
    return evaluation_steps.pressed(desk, args)


ARGUMENTS = {"ack": 2, "rep": 2, "sign": 2, "talkadd": 2}
NUMBERS = {"ack": 1, "chk": 0, "evyear": 0, "cyyear": 0, "pryear": 0, "objsay": 0, "objnote": 0}
"""Which argument of a button is a number, of those that have one."""


def well_made(verb: str, args: list[str]) -> bool:
    """What a button holds comes from outside: whether it could be one of ours."""
    if len(args) < ARGUMENTS.get(verb, 1) or not all(args):
        return False
    return verb not in NUMBERS or args[NUMBERS[verb]].isdecimal()


def _use_the_buttons(desk: Desk) -> Outcome:
    outcome = answer(say("evaluation.use_buttons"))
    return Outcome(outcome.replies, dict(desk.draft))
