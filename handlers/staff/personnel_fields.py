"""What each fact of the personnel office is asked, and how an answer is read: at its own step.

A closed list (classes, sanctions, absences, fasce, roles) is offered in Italian, read in the words
of the list or of the record, and nothing else is taken.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile

from handlers.desk import Desk
from handlers.staff import posts
from handlers.talk.labels import plain
from handlers.talk.typed import no_such_day, only_amount, only_day, read_amount
from italian.regex import regex
from ledger.commands.grading import MOST_HOURS
from ledger.commands.people import PERSON_CODE
from ledger.errors import BadCode, UnknownPerson
from ledger.errors_people import OfOneself
from ledger.errors_smvp import BadFact, Need, NoSuchFact
from ledger.evaluation.adopted import regulation_in_force
from ledger.later import dataclass
from ledger.people import Role
from ledger.people.absences import KINDS, read_absence
from ledger.people.parttime import read_pattern
from ledger.people.positions import main_posts
from ledger.people.units import unit_between
from ledger.projections import personnel
from words.catalogue import TEXTS
from words.say import Say, say

FIELDS: Mapping[str, tuple[str, ...]] = {
    "servizio": ("person", "class", "since", "until"),
    "assegnazione": ("person", "unit", "new_role", "first"),
    "sospensione_rapporto": ("person", "first", "until"),
    "assenza": ("person", "absence", "first", "until"),
    "part_time": ("person", "form", "ratio", "since", "until"),
    "tutela": ("person", "reason", "first", "until"),
    "sanzione": ("person", "sanction", "imposed"),
    "interim": ("person", "unit", "band", "base", "first", "until"),
    "posizione": ("person", "pay", "since", "until"),
    "riorganizzazione": ("unit", "since"),
    "notifica": ("person", "since"),
    "formazione": ("person", "hours", "topic", "day"),
    "annulla": ("fact", "reason"),
    **posts.FIELDS,
}
"""What each kind is asked, in order; the act and its day come last, always."""

PROOF = ("act", "act_on")
NO_PROOF = ("formazione", *posts.FIELDS)
"""What needs no act."""

DAYS = ("since", "first", "imposed", "day", "until", "act_on", "last")
AMOUNTS = ("ratio", "base", "pay", "hours")
WORDS = ("class", "new_role", "sanction", "band", "reason", "topic", "absence", "form")
"""What the ledger calls `what`: of a kind, which."""

LEFT_OUT = (
    "since",
    "imposed",
    "day",
    "until",
    "new_role",
    "ratio",
    "band",
    "base",
    "any_role",
    "place",
)
"""What `-` leaves out; everything else is needed."""

WHOSE = regex("[@~]")
"""What may follow a person: the part of a scheda, its year."""

LONGEST = 300


Read = Callable[[Desk, str], str | None]
"""One answer as the record has it; None for what is none of them."""


@dataclass(frozen=True)
class Given:
    """An answer as the draft keeps it (empty: left out on purpose), or what is wrong with it."""

    value: str | None
    wrong: Say | None = None


def fields_of(kind: str) -> tuple[str, ...]:
    """What a kind is asked, its act included."""
    return FIELDS[kind] if kind in NO_PROOF else (*FIELDS[kind], *PROOF)


def kind_named(typed: str) -> str | None:
    """The kind a text names, by its own word or the Italian one of its button."""
    wanted = plain(typed)
    for kind in FIELDS:
        if wanted in (plain(kind), plain(TEXTS[f"personnel.kind.{kind}"])):
            return kind
    return None


def choices(desk: Desk, name: str) -> tuple[str, ...]:
    """The words of the record a field is chosen from; none where it is no closed list."""
    rules = regulation_in_force(desk.view)
    if name == "class":
        return tuple(rules.settings.pool.coefficients.model_dump())
    if name == "sanction":
        table = rules.sanctions
        every = (*table.grades, *table.excluding, *table.counted_as, *table.never_count)
        return tuple(dict.fromkeys(every))
    if name == "band":
        return tuple(rules.settings.eq.interim_pct.model_dump())
    if name == "absence":
        return tuple(KINDS)
    return {"form": ("orizzontale",), "new_role": MOVABLE}.get(name, ())


MOVABLE = (str(Role.SEGRETARIO), str(Role.DIRIGENTE), str(Role.EQ), str(Role.DIPENDENTE))
"""Roles people are assigned to."""


def label(name: str, word: str) -> Say:
    """A word of a closed list as people say it; the regulation's own where it has others."""
    if name in ("role", "any_role", "new_role"):
        return say("personnel.word", word=Role(word))
    key = f"{LABELS.get(name, name)}.{word}"
    return say(key) if key in TEXTS else say("personnel.word", word=word.replace("_", " "))


LABELS = {"sanction": "paper.sanction"}
"""Where the words of a list stand, when not under its own name."""


def read(desk: Desk, kind: str, name: str, typed: str, known: Mapping[str, str]) -> Given:
    """An answer to one question, read and looked at as far as it can be by itself. Raises
    Refusal for what is not there."""
    if typed in ("-", "—") and _may_be_left_out(desk, name, known):
        return Given("")
    if typed in ("", "-", "—"):
        return Given(None, say(f"personnel.ask.{name}"))
    if name in DAYS:
        return _day(desk, name, typed, known)
    if name in AMOUNTS:
        return _amount(name, typed)
    reader = READERS.get(name)
    value = reader(desk, typed) if reader else " ".join(typed.split())[:LONGEST]
    return _checked(desk, kind, name, value, known) if value else _unread(name, typed)


def left_out_by_a_day(
    desk: Desk, missing: Sequence[str], typed: str, known: Mapping[str, str]
) -> tuple[str, ...]:
    """What a day typed in its stead leaves out: all up to the day that is asked, where all of it
    may be left out."""
    ahead = tuple(takewhile(lambda name: name not in DAYS, missing))
    is_day = read_amount(typed) is None and only_day(typed, desk.today) is not None
    if not is_day or len(ahead) == len(missing):
        return ()
    return ahead if all(_may_be_left_out(desk, name, known) for name in ahead) else ()


def _may_be_left_out(desk: Desk, name: str, known: Mapping[str, str]) -> bool:
    """Weekdays due say the part of the week themselves; an EQ's interim has its fascia."""
    if name == "ratio":
        pattern = read_pattern(known.get("form", ""))
        return pattern is not None and bool(pattern.weekdays)
    if name == "band":
        return holder_role(desk, known["person"]) is Role.DIRIGENTE
    return name in LEFT_OUT


def _unread(name: str, typed: str) -> Given:
    return Given(None, say(f"personnel.unknown.{name}", typed=typed[:40]))


def _day(desk: Desk, name: str, typed: str, known: Mapping[str, str]) -> Given:
    """Raises nothing: a day that does not exist, an end before its start, an act of tomorrow."""
    day = only_day(typed, desk.today)
    if day is None:
        none = no_such_day(typed, desk.today)
        key = "personnel.unknown.day" if none is None else "typed.no_such_day"
        return Given(None, say(key, typed=none or typed[:40]))
    start = known.get("first") or known.get("since")
    if name == "until" and start and day < dt.date.fromisoformat(start):
        since = dt.date.fromisoformat(start)
        return Given(None, say("personnel.unknown.until", day=day, since=since))
    if name == "act_on" and day > desk.today:
        return Given(None, say("personnel.unknown.act_on", day=day))
    return Given(day.isoformat())


def _amount(name: str, typed: str) -> Given:
    """A part of the week, hours, or euros in whole cents; none is below zero."""
    number = only_amount(typed)
    if name == "ratio" and number is not None and (number >= LEAST_PERCENT or "%" in typed):
        number /= 100  # A half is typed as 0,5, as 50 or as 50 %.
    if number is None or number < 0 or number > MOST[name]:
        return _unread(name, typed)
    if (name in ("ratio", "hours") and not number) or number != round(number, PLACES[name]):
        return _unread(name, typed)
    return Given(str(number))


LEAST_PERCENT = 2
MOST = {"ratio": 1, "hours": MOST_HOURS, "base": 10**9, "pay": 10**9}
PLACES = {"ratio": 6, "hours": 2, "base": 2, "pay": 2}


def _person(desk: Desk, typed: str) -> str:
    return typed.lower()


def _listed(name: str) -> Read:
    """A word of a closed list, by its own name or as people say it."""

    def read_word(desk: Desk, typed: str) -> str | None:
        wanted = plain(typed)
        for word in choices(desk, name):
            told = TEXTS.get(f"{LABELS.get(name, name)}.{word}", word)
            if wanted in (plain(word), plain(told)):
                return word
        return None

    return read_word


def _form(desk: Desk, typed: str) -> str | None:
    pattern = read_pattern(typed)
    return pattern.word() if pattern else None


def _new_role(desk: Desk, typed: str) -> str | None:
    role = posts.read_role(typed)
    return role if role in MOVABLE else None


def _fact(desk: Desk, typed: str) -> str | None:
    bare = typed.lower().removeprefix("n.").strip()
    return bare if bare.isascii() and bare.isdecimal() else None


READERS: Mapping[str, Read] = {
    "person": _person,
    "new": _person,
    "class": _listed("class"),
    "sanction": _listed("sanction"),
    "band": _listed("band"),
    "absence": lambda desk, typed: read_absence(typed),
    "form": _form,
    "role": lambda desk, typed: posts.read_role(typed),
    "any_role": lambda desk, typed: posts.read_role(typed),
    "new_role": _new_role,
    "fact": _fact,
}


def _checked(desk: Desk, kind: str, name: str, value: str, known: Mapping[str, str]) -> Given:
    """What is not there is said when it is named, not at the end. Raises UnknownPerson,
    UnknownUnit, OfOneself, BadFact, BadCode, NoSuchFact."""
    if name == "new" and desk.view.person(value) is not None:
        return Given(None, say("posts.exists", person=value))
    if name == "new" and not PERSON_CODE.fullmatch(value):
        raise BadCode(value)
    if name == "band" and holder_role(desk, known["person"]) is Role.DIRIGENTE:
        return Given(None, say("personnel.band_of_eq"))
    if name == "person":
        _need_person(desk, kind, WHOSE.split(value)[0])
    if name in ("unit", "place"):
        unit_between(desk.view, value, dt.date.min)
    if name == "fact":
        _need_fact(desk, int(value))
    return Given(value)


def _need_fact(desk: Desk, number: int) -> None:
    """A move is not annulled: the right one takes its place."""
    found = [row for row in personnel.facts(desk.view.tables) if row.seq == number]
    if not found or found[0].annulled or found[0].kind == "assegnazione":
        raise NoSuchFact(number)
    if found[0].person == desk.person:
        raise OfOneself()


def _need_person(desk: Desk, kind: str, person: str) -> None:
    if desk.view.person(person) is None:
        raise UnknownPerson(person)
    if person == desk.person and kind != "formazione":
        raise OfOneself()
    if kind == "interim" and holder_role(desk, person) not in (Role.DIRIGENTE, Role.EQ):
        raise BadFact(kind, Need.ROLE)


def holder_role(desk: Desk, person: str) -> Role | None:
    """The role a person is evaluated for in the year of the view."""
    held = main_posts(desk.view, person, desk.view.year)
    return held[-1].role if held else None


def what_is_told(kind: str, what: str | None) -> Say | str:
    """A fact's `what` as people say it."""
    names = [name for name in FIELDS.get(kind, ()) if name in WORDS]
    if not what or not names or names[0] in ("reason", "topic", "form"):
        return what or ""
    if names[0] == "new_role" and what not in MOVABLE:
        return what
    return label(names[0], what)


def amount_of(given: Mapping[str, str]) -> Decimal | None:
    """The number of a fact, whatever it is a number of."""
    found = next((given[name] for name in AMOUNTS if given.get(name)), None)
    return Decimal(found) if found else None


def word_of(given: Mapping[str, str]) -> str | None:
    """The ledger's `what` of a fact."""
    return next((given[name] for name in WORDS if given.get(name)), None)


def day_of(given: Mapping[str, str], *names: str) -> dt.date | None:
    """The first of these days that was said."""
    found = next((given[name] for name in names if given.get(name)), None)
    return dt.date.fromisoformat(found) if found else None
