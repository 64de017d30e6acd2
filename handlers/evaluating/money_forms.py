"""What `/premi` and `/pesatura` ask one thing at a time: funds, maxima, acts, points by criterion.

personale   /premi      →  the totals             [Fissa o registra]
                        →  Che cosa registri?     [Fondo dei dipendenti] [Massimo di una persona] …
nucleo      /pesatura   →  Di quale servizio?     →  Complessità, da 0 a 60?  [60] [45] …
giunta      /pesatura   →  Quale pesatura?        →  Con quale atto?  →  the card
"""

from collections.abc import Mapping
from decimal import Decimal

from handlers.desk import Desk
from handlers.evaluating.whom import default_year
from handlers.talk import form_steps as steps
from handlers.talk.form_steps import Choices, Form, Given, Reader, Step
from handlers.talk.typed import only_amount
from handlers.talk.words import short
from ledger.evaluation.adopted import regulation_in_force
from ledger.people import Role
from ledger.projections import payments, personnel
from words.say import Say, say

SET = ("fondo", "dirigenti", "eq", "segretario", "massimo", "quota", "pagamenti")
"""What has an amount, as `/premi` names it."""

ASKED = {"quota": "percent", "pagamenti": "days"}
"""What has another amount than euro."""

PARTS = (4, 3, 2, 1, 0)
"""Of a criterion's most points, in quarters, as buttons; another number is typed."""

CRITERION = "criterion "
"""Before the name of a criterion, in what was answered."""


def _money_acts(desk: Desk) -> tuple[str, ...]:
    """A definitive list is only adjusted; one that is not may be made so."""
    fixed = payments.payouts(desk.view.tables, default_year(desk))
    return (*SET, "conguaglio" if fixed else "definitivo")


def _money_choices(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    return [(say(f"form.premi.{name}"), name) for name in _money_acts(desk)]


def _money_act(desk: Desk, typed: str) -> str | None:
    name = typed.strip().lower()
    return name if name in _money_acts(desk) else None


def _amount(what: str) -> Step:
    """Euro, percent of the best, or days of payment, which may be before the term."""

    def read(desk: Desk, typed: str) -> str | None:
        found = only_amount(typed)
        if found is None or (found <= 0 and what != "pagamenti"):
            return None
        return None if what == "quota" and found > 100 else f"{found:f}"

    return Step("amount", steps.no_choices, read, asked=f"amount_{ASKED.get(what, 'euro')}")


PROOF = (steps.free("act"), Step("day", steps.days(0, -1, -7), steps.past_day))


def _after_what(desk: Desk, given: Given) -> tuple[Step, ...]:
    what = given["what"]
    if what == "definitivo":
        return ()
    if what == "conguaglio":
        return PROOF
    whose = (Step("who", steps.readable, steps.person),) if what == "massimo" else ()
    return (*whose, _amount(what), *PROOF)


def _money_line(given: Given) -> str:
    named = [given[name] for name in ("what", "who", "amount") if name in given]
    if given["what"] == "conguaglio":
        return f"conguaglio {given['act']}; {given['day']}"
    proof = [given[name] for name in ("act", "day") if name in given]
    return "; ".join([" ".join(named), *proof])


def _approves(desk: Desk) -> bool:
    """Whether who asks approves what the Nucleo graded, rather than grading."""
    roles = {post.role for post in desk.posts}
    return Role.GIUNTA in roles and Role.NUCLEO not in roles


def _waiting(desk: Desk) -> frozenset[str]:
    """The services whose grading has no act yet."""
    found = {
        service.code: personnel.grading(desk.view.tables, service.code)
        for _, service in desk.view.plan.plan.services()
    }
    return frozenset(code for code, held in found.items() if held is not None and held.act is None)


def gradable(desk: Desk) -> bool:
    """Whether there is anything to ask: criteria, and for the Giunta a grading that waits."""
    if _approves(desk):
        return bool(_waiting(desk))
    return bool(regulation_in_force(desk.view).settings.eq_grading.criteria)


def _graded(desk: Desk, given: Given) -> list[tuple[Say, str]]:
    waiting = _waiting(desk) if _approves(desk) else None
    return [
        (say("form.named", code=service.code, name=short(service.name)), service.code)
        for _, service in desk.view.plan.plan.services()
        if waiting is None or service.code in waiting
    ]


def _post(desk: Desk, typed: str) -> str | None:
    """A service that may be graded, or whose grading waits for the Giunta."""
    unit = steps.unit(desk, typed)
    return unit if unit in {code for _, code in _graded(desk, {})} else None


def _points(maximum: Decimal) -> tuple[Choices, Reader]:
    """The most points and its quarters; any number between is read."""

    def choices(desk: Desk, given: Given) -> list[tuple[Say, str]]:
        found = [maximum * part / 4 for part in PARTS]
        return [(say("form.points", points=points), f"{points.normalize():f}") for points in found]

    def read(desk: Desk, typed: str) -> str | None:
        points = only_amount(typed)
        return f"{points:f}" if points is not None and 0 <= points <= maximum else None

    return choices, read


def _after_post(desk: Desk, given: Given) -> tuple[Step, ...]:
    if _approves(desk):
        return PROOF
    return tuple(
        Step(
            f"{CRITERION}{criterion.name}",
            *_points(criterion.maximum),
            facts={"name": criterion.name, "maximum": criterion.maximum},
            asked="points",
        )
        for criterion in regulation_in_force(desk.view).settings.eq_grading.criteria
    )


def _grading_line(given: Given) -> str:
    if "act" in given:
        return f"{given['unit']} approva; {given['act']}; {given['day']}"
    points = [f"{n.removeprefix(CRITERION)} {p}" for n, p in given.items() if CRITERION in n]
    return "; ".join([given["unit"], *points])


FORMS: Mapping[str, Form] = {
    "premi": Form((Step("what", _money_choices, _money_act),), _money_line, _after_what),
    "pesatura": Form((Step("unit", _graded, _post),), _grading_line, _after_post),
}
