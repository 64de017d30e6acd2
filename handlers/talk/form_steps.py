"""What a command may ask, and what may be answered: people, days, units, objectives, words.

A step offers its choices as buttons and reads what is typed instead; `forms` asks them in order.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import field

from handlers.desk import Desk
from handlers.evaluating import evaluable, evaluation
from handlers.evaluating.talks import MOMENTS
from handlers.evaluating.whom import default_year
from handlers.talk.no_answer import kind_of
from handlers.talk.typed import only_amount, only_day, read_day
from handlers.talk.words import short
from italian.regex import regex
from ledger.errors import UnknownCode
from ledger.evaluation.schede import evaluated_people
from ledger.later import dataclass
from ledger.people import Role
from words.say import Say, say

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
    facts: Mapping[str, object] = field(default_factory=dict)
    """What the question speaks of; then its sentence is `form.<form>.<asked>`."""
    asked: str = ""


@dataclass(frozen=True)
class Form:
    """The questions of a command, and the line they make."""

    steps: tuple[Step, ...]
    line: Callable[[Given], str]
    then: Callable[[Desk, Given], tuple[Step, ...]] = lambda desk, given: ()
    """What is asked next, which what was answered first decides."""

    def asked(self, desk: Desk, given: Given) -> tuple[Step, ...]:
        """Every question there is, as far as the answers tell."""
        more = self.then(desk, given) if len(given) >= len(self.steps) else ()
        return (*self.steps, *more)


def no_choices(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """Nothing to press: it is typed."""
    return []


def words(desk: Desk, typed: str) -> str | None:
    """What was typed, on one line; `;` parts the arguments of a command. None for what is no
    answer in words of one's own."""
    if kind_of(typed) is not None:
        return None
    return " ".join(typed.replace(";", ",").split())[:300] or None


def free(name: str) -> Step:
    """Words of one's own."""
    return Step(name, no_choices, words)


def people(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """Whoever holds a post today."""
    found = [p for p in desk.record.people() if any(x.held_on(desk.today) for x in p.posts)]
    return [(say("form.person", code=p.code, name=p.name), p.code) for p in found]


def without_chat(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """Those nobody invited yet, or who have no chat."""
    found = [(label, code) for label, code in people(desk, given)]
    return [(label, code) for label, code in found if desk.record.bound_to(code) is None]


def others(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """Who may stand in, or nobody."""
    rest = [(label, code) for label, code in people(desk, given) if code != given.get("who")]
    return [(say("form.nobody"), NONE), *rest]


def evaluated(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """Whom one evaluates, or has a part in evaluating."""
    codes = [
        p.person
        for p in evaluated_people(desk.view, default_year(desk))
        if evaluable.capacity(desk, p) is not None
    ]
    people = {code: desk.record.person(code) for code in dict.fromkeys(codes)}
    return [
        (say("form.person", code=code, name=person.name if person else code), code)
        for code, person in sorted(people.items(), key=lambda pair: evaluation.counted(pair[0]))
    ]


def readable(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """Whose scheda one may read: all of them, for who follows them all."""
    if not any(post.role in (Role.NUCLEO, Role.PERSONALE) for post in desk.posts):
        return evaluated(desk, given)
    codes = {p.person for p in evaluated_people(desk.view, default_year(desk))}
    return [(label, code) for label, code in people(desk, given) if code in codes]


def person(desk: Desk, typed: str) -> str | None:
    """A person's code."""
    code = typed.strip().lower()
    return code if desk.record.person(code) is not None else None


def person_or_nobody(desk: Desk, typed: str) -> str | None:
    """A person's code, or nobody's."""
    nobody = typed.strip().lower() in (NONE, "nessuno", "no")
    return NONE if nobody else person(desk, typed)


def days(*ahead: int) -> Choices:
    """So many days from the day given before, or from today."""

    def choices(desk: Desk, given: Given) -> list[tuple[Say, str]]:
        first = read_day(given["since"], desk.today) if "since" in given else None
        days = [(first or desk.today) + dt.timedelta(days=n) for n in ahead]
        return [(say("amount.day", day=day), day.isoformat()) for day in days]

    return choices


def day(desk: Desk, typed: str) -> str | None:
    """A day in any of its forms."""
    found = only_day(typed, desk.today)
    return found.isoformat() if found is not None else None


def objectives(
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


def objective(desk: Desk, typed: str) -> str | None:
    """The objective of a code of the plan."""
    plan = desk.view.plan
    try:
        return plan.objective_of(plan.resolve(typed)).code
    except UnknownCode:
        return None


def areas(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """One's own areas, else all."""
    plan = desk.view.plan
    own = {post.unit for post in desk.posts if post.role is Role.DIRIGENTE} or set(plan.areas)
    return [
        (say("form.named", code=code, name=short(area.name)), code)
        for code, area in plan.areas.items()
        if code in own
    ]


def services(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """Every service."""
    return [
        (say("form.named", code=s.code, name=short(s.name)), s.code)
        for _, s in desk.view.plan.plan.services()
    ]


def unit(desk: Desk, typed: str) -> str | None:
    """A unit by its code or name."""
    try:
        return desk.view.plan.resolve_unit(typed)
    except UnknownCode:
        return None


def named(*names: str) -> Choices:
    """Fixed answers, each with its words in the catalogue."""
    return lambda desk, given: [(say(f"form.{name}"), name) for name in names]


def moment(desk: Desk, typed: str) -> str | None:
    """When a talk was held."""
    return typed.lower() if typed.lower() in MOMENTS else None


def percent(desk: Desk, typed: str) -> str | None:
    """An amount, as percent."""
    found = only_amount(typed)
    return None if found is None else f"{found:f}"


def weights(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """The usual weights."""
    return [(say("form.percent", percent=n), str(n)) for n in (10, 20, 25, 30, 40, 50, 100)]


def past_day(desk: Desk, typed: str) -> str | None:
    """A day that has come: nothing of tomorrow is recorded as done."""
    found = only_day(typed, desk.today)
    return found.isoformat() if found is not None and found <= desk.today else None


def members(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """The whole Nucleo, or all but one of them."""
    every = desk.view.holders(str(Role.NUCLEO), desk.today)
    some = [
        (say("form.members", members=", ".join(m for m in every if m != left)), f"{WITHOUT}{left}")
        for left in (every if len(every) > 2 else ())
    ]
    return [(say("form.members", members=", ".join(every)), ALL), *some]


ALL, WITHOUT = "tutti", "senza "


def present(desk: Desk, typed: str) -> str | None:
    """Codes of members, with commas or without; all, or all but one; None where one is nobody's."""
    every, said = desk.view.holders(str(Role.NUCLEO), desk.today), typed.strip().lower()
    left = said.removeprefix(WITHOUT)
    codes = [code for code in regex(r"[,\s]+(?:e\s+)?").split(said) if code]
    if said == ALL or (left != said and left in every):
        codes = [code for code in every if code != left]
    known = all(desk.record.person(code) is not None for code in codes)
    return ",".join(codes) if codes and known else None


def nothing(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """There may be nothing to say."""
    return [(say("form.nothing"), NONE)]


def words_or_nothing(desk: Desk, typed: str) -> str | None:
    """Words of one's own, or none."""
    return NONE if typed.strip().lower() in (NONE, "niente", "nulla", "no") else words(desk, typed)


def campaigns(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    """The usual names."""
    names = [say("form.campaign.yearly"), say("form.campaign.final")]
    return list(zip(names, ("Verifica infrannuale", "Verifica finale"), strict=True))
