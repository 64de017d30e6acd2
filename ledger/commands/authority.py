"""Who may do what: the contract's table, and nowhere else.

Each question answers with the posts that may. An actor may when one of the posts they hold today is
among them. The command line (`cli`) may do what an admin and the Segretario may.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ledger.errors import Act, NotAllowed, NotEnrolled, Refusal
from ledger.later import dataclass
from ledger.people import CALENDAR, CLI, Post, Role
from ledger.plan import SEGRETARIO, TRANSVERSAL, Objective, Plan
from ledger.plan.inforce import PlanInForce
from ledger.view import View


@dataclass(frozen=True)
class Grounds:
    """What a command does, to what, and the posts one of which its actor must hold."""

    act: Act
    subject: str
    posts: tuple[str, ...]
    persons: tuple[str, ...] = ()
    """Who may by name: what is theirs, or what their post of another day gives them."""
    no: Refusal | None = None
    """The refusal, where naming the posts would not say it."""


Rule = Callable[[View, Any, dt.date], Iterable[Grounds] | None]
"""Who may give a command: all of what it answers must hold. Asked once, in `decide`.

None: nobody is asked who they are, because the command brings its own proof (an invitation).
"""


def allow(view: View, actor: str, asked: Iterable[Grounds] | None, day: dt.date) -> None:
    """Raises NotAllowed with who may, or NotEnrolled for who holds no post that day; with nothing
    asked, whoever holds one may. Who is named needs none. The calendar may what names it only."""
    if asked is None:
        return
    needed = list(asked)
    if actor == CALENDAR and needed and all(CALENDAR in grounds.posts for grounds in needed):
        return
    by_name = bool(needed) and all(actor in grounds.persons for grounds in needed)
    if not posts_on(view, actor, day) and not by_name:
        raise NotEnrolled()
    for grounds in needed:
        if actor in grounds.persons:
            continue
        if grounds.no is not None and not _holds(view, actor, grounds.posts, day):
            raise grounds.no
        require(view, actor, grounds.act, grounds.subject, grounds.posts, day)


def _holds(view: View, actor: str, posts: tuple[str, ...], day: dt.date) -> bool:
    return any(post.name in posts for post in posts_on(view, actor, day))


CLI_POSTS = (Post(Role.ADMIN), Post(Role.SEGRETARIO))


def posts_on(view: View, actor: str, day: dt.date) -> tuple[Post, ...]:
    """The posts an actor holds on a day. Raises NotEnrolled for who holds none."""
    if actor == CLI:
        return CLI_POSTS
    if held := view.held(actor, day):
        return held
    raise NotEnrolled()


EQ_OF, DIRIGENTE_OF = f"{Role.EQ}:", f"{Role.DIRIGENTE}:"
"""What posts of a unit begin with."""


def _dirigente_posts(objective: Objective, area_of: Mapping[str, str]) -> tuple[str, ...]:
    """The dirigenti who answer for an objective; `area_of` is the area of each service."""
    unit = objective.unit
    if unit in (TRANSVERSAL, SEGRETARIO):
        return tuple(o for o in objective.owners if o.startswith(DIRIGENTE_OF))
    return (DIRIGENTE_OF + area_of.get(unit, unit),)


def _reporters(objective: Objective, area_of: Mapping[str, str]) -> tuple[str, ...]:
    unit = objective.unit
    if unit == SEGRETARIO:
        return (str(Role.SEGRETARIO),)
    dirigenti = _dirigente_posts(objective, area_of)
    return dirigenti if unit == TRANSVERSAL else (EQ_OF + unit, *dirigenti)


def reporters(plan: PlanInForce, code: str) -> tuple[str, ...]:
    """EQ of the service, dirigente of the area or owner of a transversal objective, Segretario."""
    return _reporters(plan.objective_of(code), plan.area_of_service)


def may_report_on(plan: PlanInForce, posts: Iterable[Post], code: str) -> bool:
    """Whether whoever holds these posts may report on an objective or indicator."""
    return not {post.name for post in posts}.isdisjoint(reporters(plan, code))


def reportable(plan: Plan, posts: Iterable[Post]) -> frozenset[str]:
    """The indicators of a plan that whoever holds these posts may report on."""
    held = {post.name for post in posts}
    area_of = {service.code: area.code for area, service in plan.services()}
    return frozenset(
        indicator.code
        for objective in plan.objectives
        if not held.isdisjoint(_reporters(objective, area_of))
        for indicator in objective.indicators
    )


def setters(plan: PlanInForce, code: str) -> tuple[str, ...]:
    """Who sets targets, baselines, weights, deadlines, aliases, settles, cancels, adds."""
    unit = plan.objective_of(code).unit if code.count(".") else code
    return unit_setters(plan, unit)


def unit_setters(plan: PlanInForce, unit: str) -> tuple[str, ...]:
    """Dirigente of the area and Segretario; Segretario for `TR`; Sindaco for `SG`."""
    if unit == SEGRETARIO:
        return (str(Role.SINDACO),)
    if unit == TRANSVERSAL:
        return (str(Role.SEGRETARIO),)
    area = plan.area_of_service.get(unit, unit)
    return (f"{Role.DIRIGENTE}:{area}", str(Role.SEGRETARIO))


def validators(plan: PlanInForce, code: str, capacity: Role) -> tuple[str, ...]:
    """Dirigente for what others report in the area, Segretario for the dirigenti, Nucleo for the
    Segretario. `capacity` is the role the reporter spoke in."""
    if capacity is Role.SEGRETARIO:
        return (str(Role.NUCLEO),)
    if capacity is Role.DIRIGENTE:
        return (str(Role.SEGRETARIO),)
    return _dirigente_posts(plan.objective_of(code), plan.area_of_service)


def require(
    view: View, actor: str, act: Act, subject: str, who: tuple[str, ...], day: dt.date
) -> Post:
    """The post with which the actor may. Raises NotAllowed with who may, or NotEnrolled."""
    for post in posts_on(view, actor, day):
        if post.name in who:
            return post
    raise NotAllowed(act, subject, who)


def capacity_of(view: View, actor: str, who: tuple[str, ...], day: dt.date) -> Role:
    """The role a report counts as made in: who is Segretario reports as Segretario, even for a
    unit held ad interim, because only the Nucleo may validate the Segretario.

    `who` are the posts that may report; the actor is known to hold one of them.
    """
    held = posts_on(view, actor, day)
    if any(post.role is Role.SEGRETARIO for post in held):
        return Role.SEGRETARIO
    return next(post.role for post in held if post.name in who)


def may_report(view: View, actor: str, code: str, day: dt.date) -> bool:
    """Whether the chat should offer an indicator for reporting; the command checks it again."""
    if actor == CLI or view.enrolled(actor, day) is None:
        return False
    return may_report_on(view.plan, posts_on(view, actor, day), code)


def evidence_readers(plan: PlanInForce, code: str) -> tuple[str, ...]:
    """Who reports on an indicator, who validates it, and the Nucleo."""
    return (*reporters(plan, code), str(Role.SEGRETARIO), str(Role.NUCLEO))
