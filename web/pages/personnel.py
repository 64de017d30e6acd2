"""What the personnel office enters by forms: facts of a person, funds; each by the chat's card.

The questions are the chat's own, so are the readers of the answers. Source: R-07 to R-20, R-24.
"""

from handlers import personnel_fields as fields
from handlers.personnel import form_words
from handlers.premiums import POOLS
from handlers.typed import read_amount, read_day
from ledger.commands.authority import require
from ledger.commands.personnel import PERSONALE
from ledger.errors import Act, BadValue, NotAnInstant
from ledger.errors_smvp import ActNeeded
from ledger.plan import ENTE
from ledger.readings.office import person_for
from web.pages.cards import offer_deed
from web.rendering import Answer, Page
from web.routes import NoSuchPage, PageRoute, get, post
from web.visit import Visit
from words.say import Say, say

KINDS = tuple(kind for kind, asked in fields.FIELDS.items() if asked[0] == "person")
"""Facts of one person."""

FUNDS = (*POOLS, "massimo")
LENGTH = 300


def _kind(visit: Visit) -> str:
    """The fact of the address, to who may enter it. Raises NotAllowed, NoSuchPage."""
    require(visit.view, visit.person, Act.PERSONNEL, ENTE, PERSONALE, visit.today)
    kind = visit.place["kind"]
    if kind not in KINDS:
        raise NoSuchPage
    return kind


def fact(visit: Visit) -> Answer:
    """An empty form of one kind of fact. Raises NotAllowed."""
    return _form(visit, _kind(visit), {})


def _form(visit: Visit, kind: str, typed: dict[str, str], wrong: Say | None = None) -> Page:
    found = person_for(visit.view, visit.person, visit.place["code"].lower(), visit.today)
    asked = [
        (name, say(f"personnel.ask.{name}"), _choices(visit, name))
        for name in fields.fields_of(kind)
        if name != "person"
    ]
    facts = {"of": found, "kind": kind, "asked": asked, "typed": typed, "wrong": wrong}
    title = say("page.fact.title", kind=say(f"personnel.kind.{kind}"), person=found.code)
    return Page("fact.html", title, facts, status=409 if wrong else 200)


def _choices(visit: Visit, name: str) -> list[tuple[str, Say]]:
    words = fields.choices(visit.desk, name)
    return [(w, form_words(w) if name == "form" else fields.label(name, w)) for w in words]


def enter(visit: Visit) -> Answer:
    """The card of a fact; what cannot be read is said and nothing typed is lost. Raises Refusal."""
    kind, desk = _kind(visit), visit.desk
    code = visit.place["code"].lower()
    typed = {k: v.strip()[:LENGTH] for k, v in visit.form.items()}
    given: dict[str, str] = {}
    for name in fields.fields_of(kind):
        answer = code if name == "person" else typed.get(name, "")
        read = fields.read(desk, kind, name, answer or "-", given)
        if read.value is None:
            return _form(visit, kind, typed, read.wrong)
        given[name] = read.value
    back = visit.link(f"/persona/{code}")
    return offer_deed(visit, "personale", "fact", {"kind": kind, **given}, back)


def fund(visit: Visit) -> Answer:
    """The card of an amount set aside. Raises BadValue, ActNeeded, NotAnInstant, Refusal."""
    form = visit.form
    name, typed, day = form.get("quale", ""), form.get("importo", ""), form.get("giorno", "")
    if name not in FUNDS:
        raise NoSuchPage
    amount, act_on = read_amount(typed), read_day(day, visit.today) if day else None
    if amount is None:
        raise BadValue(name, typed)
    if not form.get("atto", "").strip():
        raise ActNeeded()
    if act_on is None:
        raise NotAnInstant(day)
    args = {
        "year": visit.view.year,
        "name": name,
        "person": form.get("persona", "").strip().lower() if name == "massimo" else "",
        "amount": str(amount),
        "act": form["atto"].strip()[:LENGTH],
        "act_on": act_on.isoformat(),
    }
    return offer_deed(visit, "premi", "set", args, visit.link("/premi"))


def fix(visit: Visit) -> Answer:
    """The card by which the list becomes definitive. Raises Refusal."""
    return offer_deed(visit, "premi", "approve", {"year": visit.view.year}, visit.link("/premi"))


ROUTES: tuple[PageRoute, ...] = (
    get("/persona/{code}/fatto/{kind}", fact),
    post("/persona/{code}/fatto/{kind}", enter),
    post("/premi/importo", fund),
    post("/premi/definitivo", fix),
)
