"""What the personnel office enters by forms: facts of a person, funds; each by the chat's card.

The questions are the chat's own, so are the readers of the answers. Source: R-07 to R-20, R-24.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.evaluating.money_typed import POOLS
from handlers.staff import personnel_fields as fields
from handlers.staff import posts
from handlers.staff.personnel import form_words, may_be_annulled, row_line
from handlers.standing.status import scope_name
from handlers.talk.typed import read_amount, read_day
from ledger.commands.authority import require
from ledger.commands.people import ADMIN_AND_PERSONALE
from ledger.commands.personnel import PERSONALE
from ledger.errors import Act, BadValue, NotAnInstant
from ledger.errors_smvp import ActNeeded
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import personnel as personnel_tables
from ledger.readings.office import person_for, roles_of
from web.pages.cards import offer_deed
from web.rendering import Answer, Page
from web.routes import NoSuchPage, PageRoute, get, post
from web.visit import Visit
from words.say import Say, say

KINDS = tuple(kind for kind, asked in fields.FIELDS.items() if asked[0] == "person")
"""Facts of one person."""

OF_NOBODY = ("iscrizione", "riorganizzazione")
"""Somebody who is not there yet, and a unit."""

FUNDS = (*POOLS, "massimo")
LENGTH = 300


@dataclass(frozen=True)
class Form:
    """A fact to enter: `fixed` is what the address already says, `leads` where it goes back to."""

    kind: str
    fixed: Mapping[str, str]
    leads: tuple[str, str | Say]
    title: Say
    about: Say | None = None


def may_enter(visit: Visit, kind: str) -> None:
    """People and posts are also the admin's; every other fact is the office's. Raises NotAllowed"""
    of_posts = kind in posts.FIELDS
    act, who = (Act.PEOPLE, ADMIN_AND_PERSONALE) if of_posts else (Act.PERSONNEL, PERSONALE)
    require(visit.view, visit.person, act, ENTE, who, visit.today)


def kinds_for(visit: Visit) -> tuple[str, ...]:
    """The facts that who reads may enter."""
    roles = roles_of(visit.view, visit.person, visit.today)
    if Role.PERSONALE in roles:
        return tuple(fields.FIELDS)
    return tuple(posts.FIELDS) if Role.ADMIN in roles else ()


def _of_person(visit: Visit) -> Form:
    """Raises NotAllowed, NoSuchPage."""
    kind = visit.place["kind"]
    if kind not in KINDS:
        raise NoSuchPage
    may_enter(visit, kind)
    found = person_for(visit.view, visit.person, visit.place["code"].lower(), visit.today)
    title = say("page.fact.title", kind=say(f"personnel.kind.{kind}"), person=found.code)
    return Form(kind, {"person": found.code}, (f"/persona/{found.code}", found.name), title)


def _of_nobody(visit: Visit) -> Form:
    """Raises NotAllowed, NoSuchPage."""
    kind = visit.place["kind"]
    if kind not in OF_NOBODY:
        raise NoSuchPage
    may_enter(visit, kind)
    up = ("/persone", say("page.menu.people"))
    return Form(kind, {}, up, say(f"page.fact.new.{kind}"))


def _annulling(visit: Visit) -> Form:
    """Raises NotAllowed, NoSuchPage."""
    may_enter(visit, "annulla")
    found = person_for(visit.view, visit.person, visit.place["code"].lower(), visit.today)
    rows = personnel_tables.facts(visit.view.tables, found.code)
    row = next((r for r in rows if str(r.seq) == visit.place["seq"]), None)
    if row is None or not may_be_annulled(row, visit.person):
        raise NoSuchPage
    title = say("page.fact.annul", seq=row.seq, person=found.code)
    leads = (f"/persona/{found.code}", found.name)
    return Form("annulla", {"fact": str(row.seq)}, leads, title, row_line(row))


def _form(visit: Visit, form: Form, typed: dict[str, str], wrong: Say | None = None) -> Page:
    asked = [
        (name, _question(name), _choices(visit, name), name in fields.DAYS)
        for name in fields.fields_of(form.kind)
        if name not in form.fixed
    ]
    facts = {"form": form, "asked": asked, "typed": typed, "wrong": wrong}
    return Page("fact.html", form.title, facts, status=409 if wrong else 200)


def _question(name: str) -> Say:
    """The chat's own; what may be left out is left empty here, where the chat has a dash."""
    return say(f"page.ask.{name}" if name in fields.LEFT_OUT else f"personnel.ask.{name}")


def _choices(visit: Visit, name: str) -> list[tuple[str, Say | str]]:
    if name in ("unit", "place"):
        return [(code, f"{code} {scope_name(visit.plan, code)}") for code in units_of(visit)]
    words = tuple(Role) if name in ("role", "any_role") else fields.choices(visit.desk, name)
    return [(w, form_words(w) if name == "form" else fields.label(name, w)) for w in words]


def units_of(visit: Visit) -> list[str]:
    """Areas and services of the plan, each area before its services."""
    return [
        code
        for area in visit.plan.areas.values()
        for code in (area.code, *(service.code for service in area.services))
    ]


def _enter(visit: Visit, form: Form) -> Answer:
    """The card of a fact; what cannot be read is said and nothing typed is lost. Raises Refusal."""
    kind, desk = form.kind, visit.desk
    typed = {k: v.strip()[:LENGTH] for k, v in visit.form.items()}
    given: dict[str, str] = {}
    for name in fields.fields_of(kind):
        answer = form.fixed.get(name) or typed.get(name, "")
        read = fields.read(desk, kind, name, answer or "-", given)
        if read.value is None:
            return _form(visit, form, typed, read.wrong)
        given[name] = read.value
    args = {"kind": kind, **given}
    return offer_deed(visit, "personale", "fact", args, visit.link(form.leads[0]))


def _shown(found: Callable[[Visit], Form]) -> Callable[[Visit], Answer]:
    return lambda visit: _form(visit, found(visit), {})


def _sent(found: Callable[[Visit], Form]) -> Callable[[Visit], Answer]:
    return lambda visit: _enter(visit, found(visit))


def fund(visit: Visit) -> Answer:
    """The card of an amount set aside. Raises BadValue, ActNeeded, NotAnInstant, Refusal."""
    form = visit.form
    name, typed = form.get("quale", ""), form.get("importo", "")
    if name not in FUNDS:
        raise NoSuchPage
    amount = read_amount(typed)
    if amount is None:
        raise BadValue(name, typed)
    act, day = _act(visit)
    args = {
        "year": visit.view.year,
        "name": name,
        "person": form.get("persona", "").strip().lower() if name == "massimo" else "",
        "amount": str(amount),
        "act": act,
        "act_on": day,
    }
    return offer_deed(visit, "premi", "set", args, visit.link("/premi"))


def fix(visit: Visit) -> Answer:
    """The card by which the list becomes definitive. Raises Refusal."""
    return offer_deed(visit, "premi", "approve", {"year": visit.view.year}, visit.link("/premi"))


def adjust(visit: Visit) -> Answer:
    """The card of what is paid or got back after the list. Raises ActNeeded, NotAnInstant,
    Refusal."""
    act, day = _act(visit)
    args = {"year": visit.view.year, "act": act, "act_on": day}
    return offer_deed(visit, "premi", "adjust", args, visit.link("/premi"))


def _act(visit: Visit) -> tuple[str, str]:
    """An act and its day, ISO. Raises ActNeeded, NotAnInstant."""
    act, typed = visit.form.get("atto", "").strip()[:LENGTH], visit.form.get("giorno", "")
    if not act:
        raise ActNeeded()
    day = read_day(typed, visit.today) if typed else None
    if day is None:
        raise NotAnInstant(typed)
    return act, day.isoformat()


ROUTES: tuple[PageRoute, ...] = (
    get("/persona/{code}/fatto/{kind}", _shown(_of_person)),
    post("/persona/{code}/fatto/{kind}", _sent(_of_person)),
    get("/persona/{code}/annulla/{seq}", _shown(_annulling), of_people=True),
    post("/persona/{code}/annulla/{seq}", _sent(_annulling)),
    get("/persone/{kind}", _shown(_of_nobody)),
    post("/persone/{kind}", _sent(_of_nobody)),
    post("/premi/importo", fund),
    post("/premi/definitivo", fix),
    post("/premi/conguaglio", adjust),
)
