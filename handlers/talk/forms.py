"""A command with several arguments, asked one by one with buttons; on one line it is the same.

    personale   /assenza   →  Chi è assente?      [eq.as4] [eq.as3] …
                [eq.as4]   →  Da quando?          [Oggi] [Domani]
                [Oggi]     →  Fino a quando?      [16/09/2024] [23/09/2024] …
                23/09      →  the card, as `/assenza eq.as4 16/09/2024 23/09/2024` shows it

What was answered is kept with the talk; a button says which question it answers, so that an old one
is stale. The command itself decides: here nothing is known of who may do what.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.conversation import Conversation, NotAButton, Press, number, word, year
from handlers.desk import Desk, ask, button
from handlers.evaluating import money_forms
from handlers.evaluating.talks import MOMENTS
from handlers.evaluating.whom import default_year
from handlers.reporting import sheets
from handlers.talk import form_steps as steps
from handlers.talk import listing
from handlers.talk.form_steps import Form, Step
from handlers.talk.listing import Listed
from handlers.talk.typed import no_such_day, read_act
from handlers.turn import Button, Outcome
from ledger.commands.authority import reporters, setters
from ledger.evaluation.schede import evaluated_people
from words.say import Say, say

TALK, LIST = "form", "form"
NAMED_MOMENTS = tuple({moment: name for name, moment in reversed(MOMENTS.items())}.values())[::-1]
"""Each moment of a talk by the first of its names."""

FORMS: Mapping[str, Form] = {
    "assenza": Form(
        (
            Step("who", steps.people, steps.person),
            Step("since", steps.days(0, 1, 7), steps.day),
            Step("until", steps.days(0, 7, 14, 30), steps.day),
            Step("instead", steps.others, steps.person_or_nobody),
        ),
        lambda g: f"{g['who']} {g['since']} {g['until']} {g['instead'].strip(steps.NONE)}".strip(),
    ),
    "colloquio": Form(
        (
            Step("who", steps.evaluated, steps.person),
            Step("moment", steps.named(*NAMED_MOMENTS), steps.moment),
            Step("day", steps.days(0, -1), steps.day),
        ),
        lambda g: f"{g['who']} {g['moment']} {g['day']}",
    ),
    "assegna": Form(
        (
            Step("who", steps.evaluated, steps.person),
            Step("objective", steps.objectives(setters), steps.objective),
            Step("weight", steps.weights, steps.percent),
        ),
        lambda g: f"{g['who']}\n{g['objective']}; {g['weight']}",
    ),
    "risorse": Form(
        (
            Step("objective", steps.objectives(setters), steps.objective),
            steps.free("what"),
            steps.free("why"),
            steps.free("act"),
        ),
        lambda g: f"{g['objective']}; {g['what']}; {g['why']}; {g['act']}",
    ),
    "scostamento": Form(
        (
            Step("objective", steps.objectives(reporters), steps.objective),
            steps.free("why"),
            steps.free("measures"),
        ),
        lambda g: f"{g['objective']} {g['why']}; {g['measures']}",
    ),
    "gruppo": Form((Step("area", steps.areas, steps.unit),), lambda g: g["area"]),
    "invita": Form((Step("who", steps.without_chat, steps.person),), lambda g: g["who"]),
    "foglio": Form((Step("unit", steps.services, steps.unit),), lambda g: g["unit"]),
    "scheda": Form((Step("who", steps.readable, steps.person),), lambda g: g["who"]),
    "campagna": Form(
        (
            Step("name", steps.campaigns, steps.words),
            Step("day", steps.days(15, 30, 60), steps.day),
        ),
        lambda g: f"{g['day']} {g['name']}",
    ),
    "nucleo": Form(
        (
            Step("day", steps.days(0, -1, -7), steps.past_day),
            Step("present", steps.members, steps.present),
            Step("text", steps.nothing, steps.words_or_nothing),
        ),
        lambda g: f"seduta {g['day']}; presenti {g['present']}; {g['text'].strip(steps.NONE)}",
    ),
    **money_forms.FORMS,
}


SHOWN_FIRST = ("campagna", "premi", "nucleo")
"""Alone they show how things stand, and ask by a button."""


def opens(desk: Desk, name: str) -> bool:
    """Whether a bare command is asked step by step: of who is offered it, where it would only say
    how it is written."""
    if name not in FORMS or name in SHOWN_FIRST:
        return False
    if name == "scheda":
        return not _is_evaluated(desk) and bool(steps.readable(desk, {}))
    if name == "pesatura" and not money_forms.gradable(desk):
        return False  # It says what is wanting, before anything is asked.
    if name == "foglio" and sheets.own_unit(desk) is not None:
        return False
    if name == "gruppo" and desk.turn.kind != "group":
        return False
    roles = desk.offered.get(name, ())
    return not roles or any(post.role in roles for post in desk.posts)


def _is_evaluated(desk: Desk) -> bool:
    year = default_year(desk)
    return any(p.person == desk.person for p in evaluated_people(desk.view, year))


def start(desk: Desk, name: str, asked: int | None = None) -> Outcome:
    """The first question of a command, of the year it speaks of. Raises NotAButton for a command
    that asks nothing."""
    if name not in FORMS:
        raise NotAButton()
    return _ask(desk, {"talk": TALK, "form": name, "given": {}, "year": asked})


def begun(desk: Desk, name: str, given: Mapping[str, str]) -> Outcome:
    """The next question of a form whose first ones were answered in words."""
    return _ask(desk, {"talk": TALK, "form": name, "given": dict(given), "year": desk.year})


def _open(desk: Desk) -> tuple[str, int, Step]:
    """The form under way, the question it is at, by place and itself. Raises NotAButton."""
    name, given = str(desk.draft.get("form")), desk.draft.get("given", {})
    if desk.draft.get("talk") != TALK or name not in FORMS:
        raise NotAButton()
    return name, len(given), FORMS[name].asked(_dated(desk), given)[len(given)]


def _dated(desk: Desk) -> Desk:
    """The same desk, in the year the form was opened for."""
    return desk.in_year(desk.draft.get("year"))


def _ask(desk: Desk, draft: Mapping[str, object], *before: Say) -> Outcome:
    """The question a form is at, with its buttons, page by page."""
    asked = replace(desk, draft=draft)
    name, at, _ = _open(asked)
    about = f"{name}~{at}"
    listed = source(asked, about)
    listed = replace(listed, title=(*before, *listed.title))
    if not listed.cells:
        return ask(draft, *listed.title, replace=bool(desk.turn.pressed))
    shown = listing.shown(asked, LIST, about, listed)
    return replace(shown, draft={**draft, **(shown.draft or {})})


def source(desk: Desk, about: str) -> Listed:
    """All the answers to the question a form is at. Raises NotAButton for one it has left."""
    name, at, step = _open(desk)
    if about != f"{name}~{at}":
        raise NotAButton()
    choices = step.choices(_dated(desk), desk.draft["given"])
    cells = tuple(_cell(name, at, label, value) for label, value in choices)
    asked = say(f"form.{name}.{step.asked or step.name}", year=desk.view.year, **step.facts)
    return Listed((asked,), (), cells)


def _cell(name: str, at: int, label: Say, value: str) -> Button:
    return Button(label, f"frm:{name}:{at}:{value}")


def _taken(desk: Desk, run: Callable[[Desk, str, str], Outcome], value: str) -> Outcome:
    """The next question, or the card of the command."""
    name, _, step = _open(desk)
    given = {**desk.draft["given"], step.name: value}
    if step.name == "act" and _asks_its_day(desk, name, given):
        act, day = read_act((value,), desk.today)
        given |= {"act": act, "day": day.isoformat()} if day and day <= desk.today else {}
    if len(given) < len(FORMS[name].asked(_dated(desk), given)):
        return _ask(desk, {**desk.draft, "given": given})
    return run(replace(_dated(desk), draft={}), name, FORMS[name].line(given))


def _asks_its_day(desk: Desk, name: str, given: steps.Given) -> bool:
    """Whether the day of an act is a question of its own, which the act may answer."""
    asked = FORMS[name].asked(_dated(desk), given)
    return len(given) < len(asked) and asked[len(given)].name == "day"


def _back(desk: Desk) -> Outcome | None:
    """The question before; None on the first."""
    given = dict(desk.draft["given"])
    if not given:
        return None
    given.popitem()
    return _ask(desk, {**desk.draft, "given": given})


def asked(desk: Desk, name: str, rest: str) -> Outcome | None:
    """The first question of a bare command; the next, where it has its first argument alone and
    asks the others. None where its line is whole."""
    if not rest:
        return start(desk, name)
    if name not in GOES_ON or len(rest.split()) != 1:
        return None
    first = FORMS[name].steps[0]
    value = first.reads(desk, rest)
    if value is None:
        return None
    return _ask(desk, {"talk": TALK, "form": name, "given": {first.name: value}, "year": desk.year})


GOES_ON = ("colloquio", "scostamento")
"""Commands that with the first argument alone would only say how they are written."""


def _written(desk: Desk, run: Callable[[Desk, str, str], Outcome]) -> Outcome | None:
    """An answer in words, or a part of a name that is looked for; what is longer than an answer is
    about something else."""
    name, at, step = _open(desk)
    typed = desk.turn.text.strip()
    value = step.reads(_dated(desk), typed)
    if value is not None:
        return _taken(desk, run, value)
    if len(typed.split()) > MOST_WORDS:
        return None
    listed = source(desk, f"{name}~{at}")
    found = [cell for cell in listed.cells if cell and _says(cell.label, typed)]
    if found:
        rows = tuple((cell,) for cell in found[: listing.PAGE])
        return ask(desk.draft, *listed.title, buttons=rows)
    return _refused(desk, name, typed)


def _refused(desk: Desk, name: str, typed: str) -> Outcome:
    """What was not read, of which command; its question again, and the way out."""
    none = no_such_day(typed, desk.today)
    key = "form.unread" if none is None else "typed.no_such_day"
    lines = (
        say(key, typed=none or typed[:60]),
        say("form.open", name=name, what=say(f"command.{name}")),
    )
    asked = _ask(desk, desk.draft, *lines)
    first, *others = asked.replies
    out = (button("cancel", "go:annulla:-"),)
    return replace(asked, replies=(replace(first, buttons=(*first.buttons, out)), *others))


MOST_WORDS = 4
"""Of an answer that is no sentence of one's own."""


def _says(label: Say, typed: str) -> bool:
    words = " ".join(str(fact) for fact in label.facts.values()).casefold()
    return all(word in words for word in typed.casefold().split())


def conversation(run: Callable[[Desk, str, str], Outcome]) -> Conversation:
    """`run` gives a command, with its line, to whoever answers it."""

    def pressed(desk: Desk, name: str, at: int, value: str) -> Outcome:
        open_name, open_at, step = _open(desk)
        if (name, at) != (open_name, open_at):
            raise NotAButton()
        read = step.reads(_dated(desk), value)
        if read is None:
            raise NotAButton()
        return _taken(desk, run, read)

    return Conversation(
        talk=TALK,
        buttons={
            "frm": Press(pressed, (word, number, word)),
            "frmgo": Press(start, (word, year), 1),
        },
        waits=lambda desk: _written(desk, run),
        back=_back,
    )
