"""What offices read: what waits for them, the checks, the payments, the people."""

import datetime as dt
from collections.abc import Set
from typing import Literal

from ledger.clock import day_of
from ledger.commands.authority import posts_on, reporters, require, validators
from ledger.commands.papers import RELAZIONE_WRITERS
from ledger.commands.people import ADMIN, ADMIN_AND_PERSONALE
from ledger.commands.second_factor import MAY_HAVE
from ledger.errors import Act, BadInput
from ledger.evaluation.checks import Check, checks
from ledger.evaluation.paylist import Payout, Suppose
from ledger.evaluation.payout import payout
from ledger.later import dataclass
from ledger.people import Role
from ledger.plan import ENTE, Objective
from ledger.progress.standings import objectives_in
from ledger.projections.people import invited_until
from ledger.readings import scores
from ledger.rows import Person, ReportRow
from ledger.view import View

VALIDATORS = (str(Role.DIRIGENTE), str(Role.SEGRETARIO), str(Role.NUCLEO))


def roles_of(view: View, reader: str, day: dt.date) -> frozenset[Role]:
    """The roles somebody holds on a day. Raises NotEnrolled."""
    return frozenset(post.role for post in posts_on(view, reader, day))


def waiting_for(view: View, reader: str, scope: str, day: dt.date) -> list[ReportRow]:
    """The reports in a scope that wait for this person, of any year, oldest first.

    Raises NotAllowed for who never validates anything.
    """
    if roles_of(view, reader, day).isdisjoint(map(Role, VALIDATORS)):
        require(view, reader, Act.VALIDATE, scope, VALIDATORS, day)
    return waiting_here(view, reader, scope, day)


def waiting_here(view: View, reader: str, scope: str, day: dt.date) -> list[ReportRow]:
    """The same for anybody: nothing for who never validates."""
    held = {post.name for post in posts_on(view, reader, day)}
    found = [row for year in view.years for row in _waiting_in(view.of(year), held, scope)]
    return sorted((row for row in found if row.actor != reader), key=lambda row: row.seq)


def waiting_in(view: View, scope: str) -> list[ReportRow]:
    """What waits in a scope of a year's plan, for whoever validates it."""
    plan = view.plan
    try:
        inside = {o.code for o in objectives_in(plan, plan.resolve_scope(scope))}
    except BadInput:
        return []  # That year's plan has no such unit or objective.
    return [
        row
        for row in view.waiting()
        if plan.indicators[row.indicator].objective in inside
        and (scope not in plan.indicators or row.indicator == scope)
    ]


def _waiting_in(view: View, held: set[str], scope: str) -> list[ReportRow]:
    plan = view.plan
    return [
        row
        for row in waiting_in(view, scope)
        if not held.isdisjoint(validators(plan, row.indicator, row.capacity))
    ]


def may_judge(view: View, reader: str, row: ReportRow, day: dt.date) -> bool:
    """Whether somebody validates or contests a report: never their own."""
    held = {post.name for post in posts_on(view, reader, day)}
    who = validators(view.of(row.year).plan, row.indicator, row.capacity)
    return row.actor != reader and not held.isdisjoint(who)


def checks_for(view: View, reader: str, day: dt.date) -> tuple[Check, ...]:
    """The checks before sign-off. Raises NotAllowed for all but the Nucleo."""
    scores.check_all(view, reader, day)
    return checks(view, view.year, day)


def payout_for(view: View, reader: str, day: dt.date, suppose: Suppose | None = None) -> Payout:
    """The payments of the year, or what they would be. Raises NotAllowed."""
    scores.check_payments(view, reader, day)
    return payout(view, view.year, day, suppose or Suppose())


def people_for(view: View, reader: str, day: dt.date) -> list[Person]:
    """Everybody and their posts. Raises NotAllowed."""
    require(view, reader, Act.PEOPLE, ENTE, ADMIN_AND_PERSONALE, day)
    return view.people()


@dataclass(frozen=True)
class Reached:
    """How a person is reached in chat. `until` is when the invitation of who is not runs out."""

    person: Person
    state: Literal["bound", "awaiting", "invited", "expired", "never"]
    until: dt.datetime | None = None


def reached_for(view: View, reader: str, now: dt.datetime) -> list[Reached]:
    """Everybody who holds a post, and whether their chat is theirs. Raises NotAllowed."""
    day = day_of(now)
    people = [p for p in people_for(view, reader, day) if any(q.held_on(day) for q in p.posts)]
    return [_reached(view, person, now) for person in people]


def _reached(view: View, person: Person, now: dt.datetime) -> Reached:
    if view.user_of(person.code) is not None:
        return Reached(person, "bound")
    if view.awaiting(person.code) is not None:
        return Reached(person, "awaiting")
    until = invited_until(view.tables, person.code)
    if until is None:
        return Reached(person, "never")
    return Reached(person, "invited" if until > now else "expired", until)


def person_for(view: View, reader: str, person: str, day: dt.date) -> Person:
    """One person and their posts. Raises NotAllowed before telling whether they exist."""
    if person != reader:
        require(view, reader, Act.PEOPLE, ENTE, ADMIN_AND_PERSONALE, day)
    return view.known(person)


def may_keep_house(view: View, reader: str, day: dt.date) -> None:
    """Whether somebody reads how the installation is. Raises NotAllowed for all but an admin."""
    require(view, reader, Act.SETTINGS, ENTE, ADMIN, day)


def may_write_relazione(view: View, reader: str, day: dt.date) -> bool:
    """Whether somebody writes the texts of the year's Relazione."""
    return not {post.name for post in posts_on(view, reader, day)}.isdisjoint(RELAZIONE_WRITERS)


def may_have_second_factor(view: View, reader: str, day: dt.date) -> bool:
    """Whether somebody may ask for a second factor when they enter the pages."""
    return not {post.name for post in posts_on(view, reader, day)}.isdisjoint(MAY_HAVE)


def reported_by(view: View, held: Set[str]) -> list[Objective]:
    """The objectives of the year that who holds these posts may report on, those cancelled left
    out."""
    plan = view.plan
    return [
        objective
        for objective in plan.plan.objectives
        if objective.code not in plan.cancelled
        and not held.isdisjoint(reporters(plan, objective.code))
    ]
