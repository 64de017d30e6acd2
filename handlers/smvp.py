"""The conversations of the evaluation and of the calendar, as the route takes them.

Their modules keep tables of commands, buttons and steps; here each becomes one conversation.
"""

from collections.abc import Callable

from handlers import (
    calendar,
    conciliazione,
    cycle,
    evaluation,
    evaluation_steps,
    judging,
    personnel,
    premiums,
    scheda,
)
from handlers.conversation import Conversation, NotAButton, Press, flag, number, word
from handlers.desk import Desk, answer, keep
from handlers.turn import Outcome
from ledger.people import Role
from words.say import say

parked = judging.parked
PARKED = judging.PARKED
suppose = premiums.suppose
why = scheda.show_why
document = conciliazione.document

EVALUATED = (
    Role.SEGRETARIO,
    Role.DIRIGENTE,
    Role.EQ,
    Role.DIPENDENTE,
    Role.NUCLEO,
    Role.PERSONALE,
)
EVALUATING = (Role.SINDACO, Role.NUCLEO, Role.SEGRETARIO, Role.DIRIGENTE, Role.EQ)


def evaluate(desk: Desk, scope: str | None) -> Outcome:
    """`valuta Bianchi`, in words: the person named, or who there is to evaluate."""
    named = scope is not None and desk.view.person(scope) is not None
    return evaluation.start(desk, scope or "" if named else "")


def waits_for_document(desk: Desk) -> bool:
    """Observations may come as a file alone."""
    waits = desk.draft.get("talk") == conciliazione.TALK and desk.draft.get("step") == "observe"
    return waits and not desk.turn.text.strip()


def _card_pressed(desk: Desk, *args: str) -> Outcome:
    """A button of an evaluation's card."""
    pressed = list(args)
    if desk.draft.get("talk") != evaluation.TALK or not evaluation_steps.well_made(desk, pressed):
        raise NotAButton()
    return evaluation_steps.pressed(desk, pressed)


def _use_the_buttons(desk: Desk) -> Outcome:
    return keep(desk, answer(say("evaluation.use_buttons")))


EVALUATION = Conversation(
    talk=evaluation.TALK,
    commands={"valuta": evaluation.start},
    asides=frozenset({"valuta"}),
    offered={"valuta": EVALUATING},
    buttons={"evopen": Press(evaluation.start, (word,), aside=True)},
    of_card={"ev": Press(_card_pressed, (word, word, word, word), 3)},
    waits=evaluation_steps.written,
    any_words=True,
    confirm=evaluation_steps.confirmed,
    cancel=evaluation_steps.dropped,
)

SCHEDA = Conversation(
    commands={"scheda": scheda.show},
    asides=frozenset({"scheda"}),
    offered={"scheda": EVALUATED},
    buttons={
        "sch": Press(scheda.show, (word,), aside=True),
        "ack": Press(scheda.acknowledge, (word, number), aside=True),
    },
)

CONCILIAZIONE = Conversation(
    talk=conciliazione.TALK,
    buttons={
        "obs": Press(conciliazione.observe, (word,), aside=True),
        "obsdoc": Press(conciliazione.fetch, (word,), aside=True),
        "rep": Press(conciliazione.reply, (word, flag), aside=True),
        "sign": Press(conciliazione.sign, (word, flag), aside=True),
    },
    waits=lambda desk: (
        conciliazione.written(desk) if "step" in desk.draft else _use_the_buttons(desk)
    ),
    any_words=True,
    confirm=conciliazione.confirmed,
)

CYCLE = Conversation(
    talk=cycle.TALK,
    commands={
        "ciclo": cycle.show,
        "colloquio": cycle.talk,
        "verifiche": lambda desk, rest: cycle.show_checks(desk),
        "riservatezza": cycle.privacy,
    },
    asides=frozenset({"ciclo", "colloquio", "verifiche", "riservatezza"}),
    offered={
        "ciclo": (Role.SEGRETARIO, Role.GIUNTA, Role.NUCLEO),
        "colloquio": (Role.SINDACO, Role.NUCLEO, Role.SEGRETARIO, Role.DIRIGENTE),
        "verifiche": (Role.NUCLEO,),
        "riservatezza": (Role.ADMIN,),
    },
    buttons={
        "cy": Press(cycle.pressed, (word,), aside=True),
        "chk": Press(cycle.show_checks, (number,), aside=True),
    },
    confirm=cycle.confirmed,
)

PERSONNEL = Conversation(
    talk=personnel.TALK,
    commands={"personale": personnel.start},
    asides=frozenset({"personale"}),
    offered={"personale": (Role.PERSONALE,)},
    buttons={"pf": Press(personnel.start, (word,), aside=True)},
    waits=lambda desk: (
        personnel.written(desk) if "id" not in desk.draft else _use_the_buttons(desk)
    ),
    any_words=True,
    confirm=personnel.confirmed,
)

PREMIUMS = Conversation(
    talk=premiums.TALK,
    commands={"premi": premiums.start},
    asides=frozenset({"premi"}),
    offered={"premi": (Role.NUCLEO, Role.PERSONALE)},
    confirm=premiums.confirmed,
)


def _words_of(act: Callable[[Desk, list[str]], Outcome]) -> Press:
    return Press(lambda desk, *args: act(desk, list(args)), (word, word, word), 2, aside=True)


def _for(name: str) -> tuple[Role, ...]:
    return tuple(
        Role(role) for roles, names in calendar.BY_ROLE.items() if name in names for role in roles
    )


CALENDAR = tuple(
    Conversation(
        talk=talk,
        commands=calendar.COMMANDS if first else {},
        asides=frozenset(calendar.COMMANDS) if first else frozenset(),
        offered=(
            {name: () if name in calendar.FOR_ALL else _for(name) for name in calendar.COMMANDS}
            if first
            else {}
        ),
        private=frozenset(calendar.PRIVATE) if first else frozenset(),
        buttons={v: _words_of(act) for v, act in calendar.BUTTONS.items()} if first else {},
        confirm=confirm,
    )
    for first, (talk, confirm) in zip((True, False), calendar.CONFIRM.items(), strict=True)
)

CONVERSATIONS = (
    EVALUATION,
    SCHEDA,
    CONCILIAZIONE,
    CYCLE,
    PERSONNEL,
    PREMIUMS,
    *CALENDAR,
)
