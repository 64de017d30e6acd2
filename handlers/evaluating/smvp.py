"""The conversations of the evaluation and of the calendar, as the route takes them.

Their modules keep tables of commands, buttons and steps; here each becomes one conversation.
"""

import re
from collections.abc import Callable

from handlers.conversation import Conversation, NotAButton, Press, flag, number, word, year
from handlers.desk import Desk, answer, led_by
from handlers.evaluating import (
    conciliazione,
    evaluation,
    evaluation_steps,
    grading,
    judging,
    objectives,
    premium_waits,
    premiums,
    scheda,
    talks,
    who_evaluates,
)
from handlers.evaluating.whom import Whom, default_year, read_whom
from handlers.procedure import cycle, nucleo, outputs
from handlers.reminding import calendar
from handlers.staff import personnel
from handlers.standing import told_rules
from handlers.talk.typed import years_said
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.commands.evaluation import position_of
from ledger.people import Role
from words.say import say

parked = judging.parked
PARKED = judging.PARKED
why = scheda.show_why
document = conciliazione.document
put_off = evaluation_steps.put_off

EVALUATED = (
    Role.SEGRETARIO,
    Role.DIRIGENTE,
    Role.EQ,
    Role.DIPENDENTE,
    Role.NUCLEO,
    Role.PERSONALE,
)
EVALUATING = (Role.SINDACO, Role.NUCLEO, Role.SEGRETARIO, Role.DIRIGENTE, Role.EQ)


_SHOW = (
    r"(?:(?:mostra(?:mi|re)?|fammi vedere|fai vedere|vorrei vedere|voglio vedere|vedere|apri|dammi|"
    r"leggi|qual è|quanto è|quali sono|mi dici|dimmi|dov['’ ]?è)\s+)?"
)
_ITS_YEAR = (
    r"(?:\s+(?:(?:del|nel|per il|dell['’]anno|nell['’]anno)\s+)?(?:20\d\d)"
    r"|\s+(?:(?:dell|nell)['’]anno (?:scorso|passato|prima)|dello scorso anno|"
    r"di (?:un|due|tre|\d) ann[oi] fa))?"
)
MY_SCORE = regex(
    rf"{_SHOW}(?:(?:la|le|il|i)\s+)?(?:mi[ao]|mie|miei)\s+"
    r"(?:sched[ae]|valutazion[ei]|punteggi[o]?|vot[oi])(?: di valutazione)?"
    rf"{_ITS_YEAR}"
    r"|com(?:e |['’])(?:è|e'|é) (?:andata|stata|venuta) (?:la )?(?:mia )?(?:valutazione|scheda)"
    rf"{_ITS_YEAR}"
    r"|(?:mostra(?:mi)?|fammi vedere|vedere|apri|dammi|leggi)\s+(?:la\s+)?scheda"
    rf"(?: di valutazione)?{_ITS_YEAR}"
    rf"|(?:i |che |quali )?voti(?: ho(?: avuto| preso)?)?{_ITS_YEAR}"
    r"|(?:che|quale) punteggio (?:ho|avevo|ho avuto)"
    rf"{_ITS_YEAR}"
    rf"|come sono stat[oa] valutat[oa]{_ITS_YEAR}"
    r"|(?:ma )?la mia (?:scheda|valutazione) (?:c['’]è|ce l['’]ho)(?: già| ancora| o no)*"
    r"|(?:ho|c['’]è|è)(?: già| ancora)? (?:arrivata |pronta |uscita )?la (?:mia )?"
    r"(?:scheda|valutazione)"
    r"|quando (?:mi )?(?:arriva|esce|ricevo|avrò|danno|sarà pronta) la (?:mia )?"
    r"(?:scheda|valutazione)"
    r"|la mia (?:scheda|valutazione) (?:quando (?:mi )?(?:arriva|esce|sarà pronta|la danno)"
    r"|è (?:già )?(?:pronta|uscita|arrivata))",
    re.I,
)
MY_PREMIUM = regex(
    r"(?=.*\bpremi[oi]?\b)(?:quanto|(?:che )?cosa|che premio|quale premio|quanti soldi)\b.*"
    r"\b(?:mi (?:spett|tocc|aspett|viene|arriv|da[in]|pag)\w*|prend(?:o|erò|ero)|ho preso)\b.*"
    r"|(?:qual è|quant['’]?è|quanto è) (?:il )?mio premio.*"
    r"|(?:(?:e|ma|invece)\s+)*(?:(?:del|al|il|per il)\s+)?mio premio(?:,? invece| quest['’]anno)*",
    re.I,
)
"""What one's own evaluation pays stands in one's own scheda."""

HOW = regex(r"come (?:vengo|sono|sarò) valutat[oa]|come funziona la (?:mia )?valutazione", re.I)
_SCHEDA = r"(?:(?:la |sulla |alla )?(?:mia )?(?:scheda|valutazione))"
OBSERVE = regex(
    r"(?:(?:(?:voglio|vorrei|posso|devo)\s+)?(?:presentare|presento|fare|faccio|mando|scrivo)"
    rf" (?:delle |le (?:mie )?|queste )?osservazioni(?: {_SCHEDA})?"
    rf"|(?:(?:voglio|vorrei|posso)\s+)?(?:contest(?:are|o)|impugnare) {_SCHEDA}"
    rf"|non (?:sono d['’]accordo con|accetto|condivido) {_SCHEDA}"
    rf"|(?:(?:ecco )?le )?(?:mie )?osservazioni(?: {_SCHEDA})?(?= ?:))"
    r"(?: ?[:;,] ?(?P<text>\S.*)|\s+(?P<why>(?:perch[eé]|in quanto)\b.*))?",
    re.I | re.S,
)
"""Observations announced, with what they say or without."""

OUTCOME = regex(
    r"(?P<no>non )?(?:lo |la )?(?:accetto|accettata?)"
    r"(?: (?:l['’]esito|la risposta|la decisione)(?: .{0,40})?)?"
    r"(?P<why>(?: ?[:;,] ?|\s+(?=perch[eé]\b))\S.*)?",
    re.I | re.S,
)
"""One's word on the answer to one's observations, with its reasons or without."""


PREMIUM_OF = regex(
    r"(?:quanto|che premio|quale premio|quanti soldi) (?:prend|percepi|guadagn|ricev|spett)\w+ "
    r"(?:di |come )?premi[oi] (?:a |al |all['’])?(?P<who>\S.*)"
    r"|(?:quanto|che premio|quale premio) (?:prend|percepi|guadagn|ricev|spett)\w+ "
    r"(?:a |al |all['’])?(?P<whom>\S.*) di premio"
    r"|(?:qual è|quant['’]?è) il premio (?:di|del|della|dell['’]) ?(?P<of>\S.*)",
    re.I,
)
"""Asks what somebody else is paid, which stands in their scheda."""


def is_of_oneself(text: str) -> bool:
    """Whether words ask for one's own scheda, or for what it pays."""
    said = text.strip().rstrip("?.! ")
    return bool(MY_SCORE.fullmatch(said) or MY_PREMIUM.fullmatch(said))


def suppose(desk: Desk, text: str) -> Outcome | None:
    """Words that ask of one's own evaluation, or what if; None for what is neither."""
    said = text.strip().rstrip("?.! ")
    if is_of_oneself(said):
        named = years_said(said, desk.today)[:1]
        mine = scheda.show(desk, " ".join(map(str, named)))
        paid = MY_PREMIUM.fullmatch(said) and desk.turn.kind != "group"
        year = named[0] if named else default_year(desk)
        return led_by(mine, *premium_waits.waits_of(desk, year)) if paid else mine
    if (told := who_evaluates.asked(desk, said)) is not None:
        return told
    if (other := PREMIUM_OF.fullmatch(said)) is not None:
        whom = re.sub(r"^(?:il|la|l['’])\s*", "", next(filter(None, other.groups())))
        people = {position.person for position in who_evaluates.found_of(desk, whom)}
        reads = any(post.role in (Role.NUCLEO, Role.PERSONALE) for post in desk.posts)
        if len(people) != 1 and not reads:  # Whoever is meant.
            return answer(say("premiums.private"))
        return scheda.show(desk, people.pop()) if len(people) == 1 else None
    if HOW.fullmatch(said):
        return scheda.how_evaluated(desk)
    if (observed := OBSERVE.fullmatch(said)) is not None:
        year = default_year(desk)
        part = position_of(desk.view, desk.person, year).part
        words = observed["text"] or observed["why"] or ""
        return conciliazione.observe(desk, str(Whom(desk.person, part, year)), words)
    own = OUTCOME.fullmatch(said)
    if own is not None and (not own["why"] or conciliazione.waits_for_a_word(desk)):
        return conciliazione.own_word(desk, accepted=not own["no"])
    return premiums.suppose(desk, text) or told_rules.said(desk, clean(said))


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


EVALUATION = Conversation(
    talk=evaluation.TALK,
    commands={"valuta": evaluation.start},
    asides=frozenset({"valuta"}),
    offered={"valuta": EVALUATING},
    buttons={
        "evopen": Press(
            lambda desk, whom: evaluation.open_whom(desk, read_whom(desk, whom)),
            (word,),
            aside=True,
        ),
        "evyear": Press(evaluation.list_people, (year,), aside=True),
    },
    of_card={"ev": Press(_card_pressed, (word, word, word, word), 3)},
    waits=evaluation_steps.written,
    any_words=True,
    exact=frozenset({"item", "value", "conference"}),
    own_words=frozenset({"reason"}),
    refuses=evaluation_steps.refused,
    confirm=evaluation_steps.confirmed,
    cancel=put_off,
    back=evaluation_steps.back,
)

SCHEDA = Conversation(
    commands={"scheda": scheda.show},
    asides=frozenset({"scheda"}),
    offered={"scheda": EVALUATED},
    buttons={
        "sch": Press(scheda.open_of, (word,), aside=True),
        "ack": Press(scheda.acknowledge, (word, number), aside=True),
        "ackpdf": Press(scheda.acknowledge_paper, (word, number), aside=True),
    },
)

CONCILIAZIONE = Conversation(
    talk=conciliazione.TALK,
    commands={"conciliazione": conciliazione.show},
    asides=frozenset({"conciliazione"}),
    offered={"conciliazione": (*EVALUATED[:-1], Role.SINDACO)},
    buttons={
        "obs": Press(conciliazione.observe, (word,), aside=True),
        "obsdoc": Press(conciliazione.fetch, (word,), aside=True),
        "rep": Press(conciliazione.reply, (word, flag), aside=True),
        "sign": Press(conciliazione.sign, (word, flag), aside=True),
    },
    waits=lambda desk: conciliazione.written(desk) if "step" in desk.draft else None,
    any_words=True,
    confirm=conciliazione.confirmed,
)

CYCLE = Conversation(
    talk=cycle.TALK,
    commands={
        "ciclo": cycle.show,
        "colloquio": talks.talk,
        "verifiche": cycle.show_checks,
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
        "cy": Press(cycle.pressed, (word, word), 1, aside=True),
        "out": Press(outputs.chosen, (word, year), aside=True),
        "cyyear": Press(cycle.state, (year,), aside=True),
        "talkadd": Press(talks.add_to_talk, (word, word), aside=True),
    },
    waits=lambda desk: cycle.written(desk) if "step" in desk.draft else None,
    any_words=True,
    exact=frozenset({outputs.STEP, "act"}),
    confirm=cycle.confirmed,
)

PERSONNEL = Conversation(
    talk=personnel.TALK,
    commands={"personale": personnel.start},
    asides=frozenset({"personale"}),
    offered={"personale": (Role.PERSONALE, Role.ADMIN)},
    buttons={
        "pf": Press(personnel.start, (word,), aside=True),
        "pw": Press(personnel.chosen, (word,), aside=True),
        "pannul": Press(personnel.annul, (number,), aside=True),
    },
    waits=lambda desk: personnel.written(desk) if "id" not in desk.draft else None,
    any_words=True,
    own_words=frozenset({"reason", "topic", "act"}),
    refuses=personnel.refused,
    back=personnel.back,
    confirm=personnel.confirmed,
)

PREMIUMS = Conversation(
    talk=premiums.TALK,
    commands={"premi": premiums.start},
    asides=frozenset({"premi"}),
    offered={"premi": (Role.NUCLEO, Role.PERSONALE)},
    buttons={"pryear": Press(premiums.show, (year,), aside=True)},
    waits=lambda desk: premiums.written(desk) if "step" in desk.draft else None,
    any_words=True,
    exact=frozenset({"set"}),
    refuses=premiums.refused,
    confirm=premiums.confirmed,
)

OBJECTIVES = Conversation(
    talk=objectives.TALK,
    commands={"assegna": objectives.start},
    asides=frozenset({"assegna"}),
    offered={"assegna": (Role.SINDACO, Role.NUCLEO, Role.SEGRETARIO, Role.DIRIGENTE)},
    buttons={
        "objsay": Press(objectives.consult, (number,), aside=True),
        "objnote": Press(objectives.note, (number,), aside=True),
    },
    waits=lambda desk: objectives.written(desk) if "step" in desk.draft else None,
    any_words=True,
    confirm=objectives.confirmed,
)

GRADING = Conversation(
    talk=grading.TALK,
    commands={"pesatura": grading.start},
    asides=frozenset({"pesatura"}),
    offered={"pesatura": (Role.NUCLEO, Role.GIUNTA)},
    confirm=grading.confirmed,
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
    OBJECTIVES,
    GRADING,
    nucleo.CONVERSATION,
    *CALENDAR,
)
