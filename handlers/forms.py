"""A command with several arguments, asked one by one with buttons; on one line it is the same.

    personale   /assenza   →  Chi è assente?      [eq.as4] [eq.as3] …
                [eq.as4]   →  Da quando?          [Oggi] [Domani]
                [Oggi]     →  Fino a quando?      [16/09/2024] [23/09/2024] …
                23/09      →  the card, as `/assenza eq.as4 16/09/2024 23/09/2024` shows it

What was answered is kept with the talk; a button says which question it answers, so that an old one
is stale. The command itself decides: here nothing is known of who may do what.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from handlers import evaluation, listing, sheets
from handlers.conversation import Conversation, NotAButton, Press, number, word
from handlers.desk import Desk, ask
from handlers.listing import Listed
from handlers.talks import MOMENTS
from handlers.turn import Button, Outcome
from handlers.typed import read_amount, read_day
from handlers.whom import default_year
from handlers.words import short
from ledger.commands.authority import reporters, setters
from ledger.errors import UnknownCode
from ledger.evaluation.schede import evaluated_people
from ledger.people import Role
from words.say import Say, say

TALK, LIST = "form", "form"
NONE = "-"
"""What a button says where there is nothing to say."""

Given = Mapping[str, str]
Choices = Callable[[Desk, Given], list[tuple[Say, str]]]
"""The labels of the buttons and what each answers."""

Reader = Callable[[Desk, str], str | None]
"""What was typed, as the command takes it; None for what it is not."""


@dataclass(frozen=True)
class Step:
    """One question: `form.<form>.<name>` in the catalogue."""

    name: str
    choices: Choices
    reads: Reader


@dataclass(frozen=True)
class Form:
    """The questions of a command, and the line they make."""

    steps: tuple[Step, ...]
    line: Callable[[Given], str]


def _no_choices(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    return []


def _words(desk: Desk, typed: str) -> str | None:
    return " ".join(typed.replace(";", ",").split())[:300] or None


def _free(name: str) -> Step:
    """Words of one's own."""
    return Step(name, _no_choices, _words)


def _people(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    found = [p for p in desk.record.people() if any(x.held_on(desk.today) for x in p.posts)]
    return [(say("form.person", code=p.code, name=p.name), p.code) for p in found]


def _without_chat(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """Those nobody invited yet, or who have no chat."""
    found = [(label, code) for label, code in _people(desk, given)]
    return [(label, code) for label, code in found if desk.record.bound_to(code) is None]


def _others(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """Who may stand in, or nobody."""
    rest = [(label, code) for label, code in _people(desk, given) if code != given.get("who")]
    return [(say("form.nobody"), NONE), *rest]


def _evaluated(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """Whom one evaluates, or has a part in evaluating."""
    codes = [
        p.person
        for p in evaluated_people(desk.view, default_year(desk))
        if evaluation.capacity(desk, p) is not None
    ]
    people = {code: desk.record.person(code) for code in dict.fromkeys(codes)}
    return [
        (say("form.person", code=code, name=person.name if person else code), code)
        for code, person in sorted(people.items(), key=lambda pair: evaluation.counted(pair[0]))
    ]


def _readable(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """Whose scheda one may read: all of them, for who follows them all."""
    if not any(post.role in (Role.NUCLEO, Role.PERSONALE) for post in desk.posts):
        return _evaluated(desk, given)
    codes = {p.person for p in evaluated_people(desk.view, default_year(desk))}
    return [(label, code) for label, code in _people(desk, given) if code in codes]


def _person(desk: Desk, typed: str) -> str | None:
    code = typed.strip().lower()
    return code if desk.record.person(code) is not None else None


def _person_or_nobody(desk: Desk, typed: str) -> str | None:
    nobody = typed.strip().lower() in (NONE, "nessuno", "no")
    return NONE if nobody else _person(desk, typed)


def _days(*ahead: int) -> Choices:
    """So many days from the day given before, or from today."""

    def choices(desk: Desk, given: Given) -> list[tuple[Say, str]]:
        first = read_day(given["since"], desk.today) if "since" in given else None
        days = [(first or desk.today) + dt.timedelta(days=n) for n in ahead]
        return [(say("amount.day", day=day), day.isoformat()) for day in days]

    return choices


def _day(desk: Desk, typed: str) -> str | None:
    found = read_day(typed, desk.today)
    return found.isoformat() if found is not None else None


def _objectives(
    who: Callable[..., tuple[str, ...]],
) -> Choices:
    """Those that a person's posts have a hand in."""

    def choices(desk: Desk, given: Given) -> list[tuple[Say, str]]:
        plan, held = desk.view.plan, {post.name for post in desk.posts}
        present = [o for o in plan.plan.objectives if o.code not in plan.cancelled]
        own = [o for o in present if not held.isdisjoint(who(plan, o.code))]
        return [
            (say("form.named", code=o.code, name=short(o.title)), o.code) for o in own or present
        ]

    return choices


def _objective(desk: Desk, typed: str) -> str | None:
    plan = desk.view.plan
    try:
        return plan.objective_of(plan.resolve(typed)).code
    except UnknownCode:
        return None


def _areas(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    plan = desk.view.plan
    own = {post.unit for post in desk.posts if post.role is Role.DIRIGENTE} or set(plan.areas)
    return [
        (say("form.named", code=code, name=short(area.name)), code)
        for code, area in plan.areas.items()
        if code in own
    ]


def _services(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    return [
        (say("form.named", code=s.code, name=short(s.name)), s.code)
        for _, s in desk.view.plan.plan.services()
    ]


def _unit(desk: Desk, typed: str) -> str | None:
    try:
        return desk.view.plan.resolve_unit(typed)
    except UnknownCode:
        return None


def _named(*names: str) -> Choices:
    """Fixed answers, each with its words in the catalogue."""
    return lambda desk, given: [(say(f"form.{name}"), name) for name in names]


def _moment(desk: Desk, typed: str) -> str | None:
    return typed.lower() if typed.lower() in MOMENTS else None


def _percent(desk: Desk, typed: str) -> str | None:
    found = read_amount(typed)
    return None if found is None else f"{found:f}"


def _weights(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    return [(say("form.percent", percent=n), str(n)) for n in (10, 20, 25, 30, 40, 50, 100)]


def _campaigns(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    names = [say("form.campaign.yearly"), say("form.campaign.final")]
    return list(zip(names, ("Verifica infrannuale", "Verifica finale"), strict=True))


FORMS: Mapping[str, Form] = {
    "assenza": Form(
        (
            Step("who", _people, _person),
            Step("since", _days(0, 1, 7), _day),
            Step("until", _days(0, 7, 14, 30), _day),
            Step("instead", _others, _person_or_nobody),
        ),
        lambda g: f"{g['who']} {g['since']} {g['until']} {g['instead'].strip(NONE)}".strip(),
    ),
    "colloquio": Form(
        (
            Step("who", _evaluated, _person),
            Step("moment", _named(*MOMENTS), _moment),
            Step("day", _days(0, -1), _day),
        ),
        lambda g: f"{g['who']} {g['moment']} {g['day']}",
    ),
    "assegna": Form(
        (
            Step("who", _evaluated, _person),
            Step("objective", _objectives(setters), _objective),
            Step("weight", _weights, _percent),
        ),
        lambda g: f"{g['who']}\n{g['objective']}; {g['weight']}",
    ),
    "risorse": Form(
        (
            Step("objective", _objectives(setters), _objective),
            _free("what"),
            _free("why"),
            _free("act"),
        ),
        lambda g: f"{g['objective']}; {g['what']}; {g['why']}; {g['act']}",
    ),
    "scostamento": Form(
        (Step("objective", _objectives(reporters), _objective), _free("why"), _free("measures")),
        lambda g: f"{g['objective']} {g['why']}; {g['measures']}",
    ),
    "gruppo": Form((Step("area", _areas, _unit),), lambda g: g["area"]),
    "invita": Form((Step("who", _without_chat, _person),), lambda g: g["who"]),
    "foglio": Form((Step("unit", _services, _unit),), lambda g: g["unit"]),
    "scheda": Form((Step("who", _readable, _person),), lambda g: g["who"]),
    "pesatura": Form(
        (Step("unit", _services, _unit), _free("points")),
        lambda g: f"{g['unit']}; {g['points']}",
    ),
    "campagna": Form(
        (Step("name", _campaigns, _words), Step("day", _days(15, 30, 60), _day)),
        lambda g: f"{g['day']} {g['name']}",
    ),
}


def opens(desk: Desk, name: str) -> bool:
    """Whether a bare command is asked step by step: of who is offered it, where it would only say
    how it is written."""
    if name not in FORMS or name == "campagna":
        return False  # `/campagna` alone shows those that are open, and opens another by a button.
    if name == "scheda":
        return not _is_evaluated(desk) and bool(_readable(desk, {}))
    if name == "foglio" and sheets.own_unit(desk) is not None:
        return False
    if name == "gruppo" and desk.turn.kind != "group":
        return False
    roles = desk.offered.get(name, ())
    return not roles or any(post.role in roles for post in desk.posts)


def _is_evaluated(desk: Desk) -> bool:
    year = default_year(desk)
    return any(p.person == desk.person for p in evaluated_people(desk.view, year))


def start(desk: Desk, name: str) -> Outcome:
    """The first question of a command. Raises NotAButton for one that has none."""
    if name not in FORMS:
        raise NotAButton()
    return _ask(desk, {"talk": TALK, "form": name, "given": {}})


def _open(desk: Desk) -> tuple[str, Form, int]:
    """The form under way and the question it is at. Raises NotAButton."""
    name, given = str(desk.draft.get("form")), desk.draft.get("given", {})
    if desk.draft.get("talk") != TALK or name not in FORMS:
        raise NotAButton()
    return name, FORMS[name], len(given)


def _ask(desk: Desk, draft: Mapping[str, object], *before: Say) -> Outcome:
    """The question a form is at, with its buttons, page by page."""
    asked = replace(desk, draft=draft)
    name, _, at = _open(asked)
    about = f"{name}~{at}"
    listed = source(asked, about)
    listed = replace(listed, title=(*before, *listed.title))
    if not listed.cells:
        return ask(draft, *listed.title, replace=bool(desk.turn.pressed))
    shown = listing.shown(asked, LIST, about, listed)
    return replace(shown, draft={**draft, **(shown.draft or {})})


def source(desk: Desk, about: str) -> Listed:
    """All the answers to the question a form is at. Raises NotAButton for one it has left."""
    name, form, at = _open(desk)
    if about != f"{name}~{at}":
        raise NotAButton()
    step, given = form.steps[at], desk.draft["given"]
    cells = tuple(_cell(name, at, label, value) for label, value in step.choices(desk, given))
    asked = say(f"form.{name}.{step.name}", year=desk.view.year)
    return Listed((asked,), (), cells)


def _cell(name: str, at: int, label: Say, value: str) -> Button:
    return Button(label, f"frm:{name}:{at}:{value}")


def _taken(desk: Desk, run: Callable[[Desk, str, str], Outcome], value: str) -> Outcome:
    """The next question, or the card of the command."""
    name, form, at = _open(desk)
    given = {**desk.draft["given"], form.steps[at].name: value}
    if len(given) < len(form.steps):
        return _ask(desk, {"talk": TALK, "form": name, "given": given})
    return run(replace(desk, draft={}), name, form.line(given))


def _written(desk: Desk, run: Callable[[Desk, str, str], Outcome]) -> Outcome | None:
    """An answer in words, or a part of a name that is looked for; what is longer than an answer is
    about something else."""
    _, form, at = _open(desk)
    step, typed = form.steps[at], desk.turn.text.strip()
    value = step.reads(desk, typed)
    if value is not None:
        return _taken(desk, run, value)
    if len(typed.split()) > MOST_WORDS:
        return None
    listed = source(desk, f"{desk.draft['form']}~{at}")
    found = [cell for cell in listed.cells if cell and _says(cell.label, typed)]
    if found:
        rows = tuple((cell,) for cell in found[: listing.PAGE])
        return ask(desk.draft, *listed.title, buttons=rows)
    return _ask(desk, desk.draft, say("form.unread", typed=typed[:60]))


MOST_WORDS = 4
"""Of an answer that is no sentence of one's own."""


def _says(label: Say, typed: str) -> bool:
    words = " ".join(str(fact) for fact in label.facts.values()).casefold()
    return all(word in words for word in typed.casefold().split())


def conversation(run: Callable[[Desk, str, str], Outcome]) -> Conversation:
    """`run` gives a command, with its line, to whoever answers it."""

    def pressed(desk: Desk, name: str, at: int, value: str) -> Outcome:
        open_name, form, open_at = _open(desk)
        if (name, at) != (open_name, open_at):
            raise NotAButton()
        read = form.steps[at].reads(desk, value)
        if read is None:
            raise NotAButton()
        return _taken(desk, run, read)

    return Conversation(
        talk=TALK,
        buttons={
            "frm": Press(pressed, (word, number, word)),
            "frmgo": Press(start, (word,)),
        },
        waits=lambda desk: _written(desk, run),
    )
