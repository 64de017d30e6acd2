"""Orders about people: who is away and back, how long they work, what they get, who they are."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from handlers.desk import Desk, answer, button
from handlers.orders.acts import Does
from handlers.orders.days import apart
from handlers.orders.grammar import Order
from handlers.orders.of_posts import FROM
from handlers.orders.pieces import (
    DAY,
    DEED,
    INDICATOR,
    NUMBER,
    OBJECTIVE,
    PERSON,
    SINCE,
)
from handlers.staff import leaves, people, personnel
from handlers.staff import personnel_fields as fields
from handlers.staff.days_away import days_away, days_fit, next_of
from handlers.staff.personnel_fields import choices, fields_of
from handlers.talk import forms
from handlers.talk.coming import coming_day
from handlers.turn import Outcome
from handlers.understand.days.day_words import WEEKDAYS
from handlers.understand.days.reckoning import shifted
from italian.closed import WISH
from italian.regex import regex
from italian.words import clean
from ledger.commands.authority import require
from ledger.commands.people import ADMIN_AND_PERSONALE
from ledger.errors import Act
from ledger.people.absences import absence_in
from ledger.people.parttime import HORIZONTAL, VERTICAL
from ledger.plan import ENTE
from words.catalogue import TEXTS
from words.say import say

Done = Callable[[Desk, Order], Outcome | None]


def away(desk: Desk, order: Order) -> Outcome | None:
    """The card of a leave, of the first who is named; its last day is asked."""
    persons, plain = order.of(PERSON), order.plain
    stands = leaves.stand_in(clean(order.message))
    persons = [person for person in persons if stands is None or person != stands["who"]]
    kind = absence_in(_without_slots(plain))
    said = kind or leaves.AWAY_WORDS.search(plain) or _NOT_HERE.search(plain)
    if not persons or not said or desk.turn.text.rstrip().endswith("?"):
        return None
    if _UNDONE.search(plain):
        return leaves.every(desk, persons[0])
    if not order.has(DAY + SINCE) and "<n>" in plain:
        return None  # `60 giorni di malattia`: of which days is not said.
    first, last = _days(order, desk.today)
    for _, count, unit in map(apart, order.of(SINCE)):
        first = shifted(first or desk.today, count, unit)
    for _, count, unit in map(apart, order.of(DAY)):
        last = last and shifted(last, count, unit)
    instead = stands["who"] if stands else None
    act = "; ".join(order.of(DEED))
    told = leaves.Away(persons[0], first or desk.today, last, kind, instead, act)
    fits = first is None or last is None or days_fit(clean(order.message), first, last)
    return leaves.announce(desk, told) if fits else leaves.in_doubt(desk, told)


_NOT_HERE = regex(r"\bassenza\b|<p> (?:manca|manchera|non c'è|non ci sara)\b")
_UNDONE = regex(r"\b(?:annull|cancell|ritir|togl|tolg|elimin)\w*")


def _without_slots(plain: str) -> str:
    return regex(r"<\w>").sub(" ", plain)


def _days(order: Order, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last, as people say them of an absence: in the words themselves, and where
    they were said anew by the days alone. A day told in two ways is one."""
    pieces = [piece for piece in order.slots if piece.kind in (SINCE, DAY)]
    said = [clean(apart(day)[0]).lstrip("-– ") for day in order.of(SINCE, DAY)]
    if len(said) > 1 and _NUMBER.fullmatch(said[0].removeprefix("dal ")):
        last = _TO.sub("", said[1])
        said = [f"dal {said[0].removeprefix('dal ')}{_MONTH.sub('', last)} al {last}"]
    elif len(said) > _TWO:
        first = days_away(said[0], today)[0]
        said = [said[0], *(day for day in said[1:] if _last(day, today) != first)]
    elif all(piece.typed(order.message).lower().strip(" ,") for piece in pieces):
        said = [clean(_rest_of(order))]
    plain = " ".join(said).replace("dall' ", "dal ").replace("all'", "al ")
    return days_away(plain, today)


def _last(said: str, today: dt.date) -> dt.date | None:
    """The day of one, the last one of `fino a mercoledì`."""
    first, last = days_away(said, today)
    return last or first


def _rest_of(order: Order) -> str:
    """Its clauses as they were typed, without people and acts; all of the message where one of its
    days stands elsewhere."""
    text, days = f" {' '.join(order.typed)} ", [p for p in order.slots if p.kind in (DAY, SINCE)]
    if any(f" {day.typed(order.message)} " not in text for day in days):
        text = order.message
    for piece in order.slots:
        if piece.kind in (PERSON, DEED):
            text = text.replace(piece.typed(order.message), " ")
    return text


_TWO = 2
_NUMBER = regex(r"\d{1,2}")
_MONTH = regex(r"^\d{1,2}")
_TO = regex(r"^(?:al |all' ?|a |fino al )")


def back(desk: Desk, order: Order) -> Outcome | None:
    """The card that says on which day somebody is back."""
    persons = order.of(PERSON)
    if len(persons) != 1:
        return None
    first, _ = _days(order, desk.today)
    if (bare := _ON_THE.search(clean(order.message))) is not None:
        first = next_of(int(bare["day"]), leaves.from_when(desk, persons[0]))
    return leaves.back_on(desk, persons[0], first)


_ON_THE = regex(r"\b(?:il|dal|giorno|l'|dall') ?(?P<day>[12]?\d|3[01])\b(?!\s?[\w/.-]\w)")


def part_time(desk: Desk, order: Order) -> Outcome | None:
    """The fact, with what is known of it: its form is asked."""
    persons, ratio = order.of(PERSON), order.of(NUMBER)
    if len(persons) != 1 or len(ratio) > 1:
        return None
    known = {"person": persons[0], **_form(order), **_since(desk, order, "since")}
    if ratio:
        known["ratio"] = f"{ratio[0]} %"
    return _begun(desk, "part_time", known | _act(order))


def _form(order: Order) -> dict[str, str]:
    """Horizontal, or vertical with the days of the week that are due, where it is said."""
    plain = clean(order.message)
    if _HORIZONTAL.search(plain):
        return {"form": HORIZONTAL}
    days = dict.fromkeys(day[:3] for day in WEEKDAYS if regex(rf"\b{day}\b").search(plain))
    return {"form": f"{VERTICAL} {' '.join(days)}"} if days and _VERTICAL.search(plain) else {}


_HORIZONTAL, _VERTICAL = regex(r"\borizzontale\b"), regex(r"\bverticale\b")


def sanctioned(desk: Desk, order: Order) -> Outcome | None:
    """The fact, with its kind where it is one of the regulation's."""
    persons = order.of(PERSON)
    if len(persons) != 1:
        return None
    named = {word: TEXTS.get(f"paper.sanction.{word}", word) for word in choices(desk, "sanction")}
    plain = order.plain.replace("_", " ")
    kinds = [word for word, name in named.items() if _stem(name) in plain]
    known = {"person": persons[0]} | ({"sanction": kinds[0]} if len(kinds) == 1 else {})
    return _begun(desk, "sanzione", known | _act(order))


def _stem(name: str) -> str:
    return clean(name.replace("_", " "))


def _since(desk: Desk, order: Order, name: str) -> dict[str, str]:
    said = order.of(SINCE, DAY)
    day = coming_day(FROM.sub("", said[0]), desk.today) if said else None
    return {} if day is None else {name: day.isoformat()}


def _begun(desk: Desk, kind: str, said: Mapping[str, str]) -> Outcome:
    """A fact of which some fields are known, whatever is asked before them: what is missing is
    asked, the rest is kept. Raises Refusal."""
    started = personnel.start(desk, kind)
    draft: dict[str, Any] = {"talk": personnel.TALK, "kind": kind, "given": {}}
    if dict(started.draft or {}).get("talk") != personnel.TALK:
        return started
    for name in fields_of(kind):
        if name in said:
            read = fields.read(desk, kind, name, said[name], draft["given"])
            draft["given"] |= {} if read.value is None else {name: read.value}
    return personnel.ask_next(desk, draft)


def _act(order: Order) -> dict[str, str]:
    """The act, with its day where it bears one."""
    acts = order.of(DEED)
    if not acts:
        return {}
    found = _DATED.fullmatch(acts[0])
    if found is None:
        return {"act": acts[0]}
    return {"act": found["act"].strip(" ,"), "act_on": found["day"]}


_DATED = regex(r"(?P<act>.*?),? (?:del(?:l['’])? ?|in data )(?P<day>\d.*)", 2)


def assigned(desk: Desk, order: Order) -> Outcome | None:
    """The question of the weight: who is given what is known."""
    persons, codes, plan = order.of(PERSON), order.of(OBJECTIVE, INDICATOR), desk.view.plan
    if not persons or not codes:
        return None
    objective = plan.objective_of(codes[0]).code
    desk.press(desk, f"go:assegna:{persons[0]}")  # Who may not is told so first. Raises NotAllowed.
    return forms.begun(desk, "assegna", {"who": persons[0], "objective": objective})


def invited(desk: Desk, order: Order) -> Outcome | None:
    """The invitation of who is named."""
    persons = order.of(PERSON) or [f["who"] for f in [_BY_NAME.search(order.typed[0])] if f]
    if len(persons) != 1:
        return None
    if desk.turn.kind == "group":
        return answer(say("private_only"))
    return people.invite_named(desk, persons[0])


_BY_NAME = regex(
    rf"^{WISH}(?:invita(?:re)?|\w+(?: un| l['’])? ?(?:invito|codice(?: d(?:['’]|i )invito)?)"
    r"(?: a| per)?) (?P<who>\w+(?: \w+){0,3})$",
    2,
)


def unbound(desk: Desk, order: Order) -> Outcome | None:
    """A chat is taken away by the next invitation, or from the command line."""
    persons = order.of(PERSON)
    if len(persons) != 1:
        return None
    require(desk.record, desk.person, Act.PEOPLE, ENTE, ADMIN_AND_PERSONALE, desk.today)
    cell = button("invite_again", f"go:invita:{persons[0]}", person=persons[0])
    return answer(say("cannot.unbind", person=persons[0]), buttons=((cell,),))


DOING: Mapping[Does, Done] = {
    Does.ABSENCE: away,
    Does.BACK: back,
    Does.PART_TIME: part_time,
    Does.SANCTION: sanctioned,
    Does.ASSIGN: assigned,
    Does.INVITE: invited,
    Does.UNBIND: unbound,
}
