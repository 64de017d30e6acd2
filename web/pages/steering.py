"""The year's own steps by forms: phases, the performance of the ente, a campaign, the closure.

Each gives the card of one of the chat's deeds. Source: R-21, R-30, R-35.
"""

from fractions import Fraction

from handlers.reminding.campaigns import YEARLY
from handlers.talk.typed import read_amount, read_day
from ledger.commands.cycle import PHASES
from ledger.cycle.needs import lacks
from ledger.errors import BadValue, NotAnInstant, ReasonNeeded
from ledger.errors_smvp import ActNeeded
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import cycle as cycle_tables
from ledger.projections import evaluation
from ledger.readings.office import roles_of
from ledger.scoring.numbers import show_number
from web.pages.cards import offer_deed
from web.rendering import Answer
from web.routes import NoSuchPage, PageRoute, post
from web.visit import Visit
from words.say import Say, say

TABLE = "ciclo"
TEXT_LENGTH = 2000
ENTITY_STEPS = {"propose", "approve", "validate", "refuse"}


def following(visit: Visit) -> str | None:
    """The phase after the present one; None at the end of the year."""
    opened = [row.phase for row in cycle_tables.phases(visit.view.tables, visit.view.year)]
    at = PHASES.index(opened[-1]) + 1 if opened else 0
    return PHASES[at] if at < len(PHASES) else None


def missing_before(visit: Visit, phase: str) -> list[Say]:
    """What the phases before one should have left."""
    found = lacks(visit.view, visit.view.year, phase, visit.today)
    return [say(f"Lack.{name}") for name in found]


def steps_for(visit: Visit) -> set[str]:
    """The forms of who reads, by what the year waits for; none on a page of the past."""
    if visit.in_the_past:
        return set()
    roles = roles_of(visit.view, visit.person, visit.today)
    entity = evaluation.entity(visit.view.tables, visit.view.year)
    closure = cycle_tables.closure(visit.view.tables, visit.view.year)
    step, found = entity.step if entity else "nothing", set[str]()
    if Role.SEGRETARIO in roles:
        found |= {"campaign", "monitoring", "reopen" if closure and closure.closed else "close"}
        found |= {"propose"} if step in ("nothing", "proposed", "refused") else set()
        found |= {"phase"} if following(visit) is not None else set()
    if Role.GIUNTA in roles and step == "proposed":
        found.add("approve")
    if Role.NUCLEO in roles and step == "approved":
        found |= {"validate", "refuse"}
    return found


def entity(visit: Visit) -> Answer:
    """The card of a step of the performance of the ente. Raises BadValue, ActNeeded, NotAnInstant,
    ReasonNeeded, Refusal."""
    name = visit.place["step"]
    if name not in ENTITY_STEPS:
        raise NoSuchPage
    reason = _text(visit, "motivo")
    args: dict[str, object] = {"year": visit.view.year, "value": _value(visit), "reason": reason}
    if name == "refuse" and not reason:
        raise ReasonNeeded()
    if name == "approve":
        act = _text(visit, "atto")
        if not act:
            raise ActNeeded()
        args |= {"act": act, "act_on": _day(visit)}
    return offer_deed(visit, TABLE, name, args, _back(visit))


def _value(visit: Visit) -> str | None:
    """Another value than the one that stands; None where none is typed. Raises BadValue."""
    typed = visit.form.get("valore", "").strip()
    if not typed:
        return None
    number = read_amount(typed)
    if number is None:
        raise BadValue(ENTE, typed)
    return show_number(Fraction(number))


def _day(visit: Visit) -> str:
    """A day as a draft keeps it. Raises NotAnInstant."""
    typed = visit.form.get("giorno", "")
    day = read_day(typed, visit.today) if typed else None
    if day is None:
        raise NotAnInstant(typed)
    return day.isoformat()


def phase(visit: Visit) -> Answer:
    """The card of the next phase. Raises PhaseLacks where it needs a reason, Refusal."""
    wanted = visit.form.get("fase", "")
    if wanted not in PHASES:
        raise NoSuchPage
    args = {"year": visit.view.year, "phase": wanted, "reason": _text(visit, "motivo")}
    return offer_deed(visit, TABLE, "phase", args, _back(visit))


def monitoring(visit: Visit) -> Answer:
    """The card of a monitoring. Raises ReasonNeeded, Refusal."""
    report = _text(visit, "testo")
    if not report:
        raise ReasonNeeded()
    args = {
        "year": visit.view.year,
        "report": report,
        "corrections": _text(visit, "correzioni"),
    }
    return offer_deed(visit, TABLE, "monitoring", args, _back(visit))


def close(visit: Visit) -> Answer:
    """The card by which the year is closed, or opened again with a reason. Raises Refusal."""
    name = visit.place["step"]
    if name not in ("close", "reopen"):
        raise NoSuchPage
    args = {"year": visit.view.year, "reason": _text(visit, "motivo")}
    return offer_deed(visit, TABLE, name, args, _back(visit))


def campaign(visit: Visit) -> Answer:
    """The card of a new campaign. Raises NotAnInstant, ReasonNeeded, Refusal."""
    name = _text(visit, "nome")
    if not name:
        raise ReasonNeeded()
    args = {
        "name": name,
        "day": _day(visit),
        "kind": "infra-annual" if YEARLY in name.lower() else "ente",
        "scope": visit.form.get("ambito") or ENTE,
        "year": visit.view.year,
    }
    return offer_deed(visit, "campaign", "open", args, _back(visit))


def _text(visit: Visit, name: str) -> str:
    return " ".join(visit.form.get(name, "").split())[:TEXT_LENGTH]


def _back(visit: Visit) -> str:
    return visit.link("/ciclo")


ROUTES: tuple[PageRoute, ...] = (
    post("/ciclo/ente/{step}", entity),
    post("/ciclo/fase", phase),
    post("/ciclo/monitoraggio", monitoring),
    post("/ciclo/anno/{step}", close),
    post("/ciclo/campagna", campaign),
)
