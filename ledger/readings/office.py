"""What offices read: what waits for them, the checks, the payments, the people."""

import datetime as dt

from ledger.commands.authority import posts_on, reporters, require, validators
from ledger.commands.people import ADMIN, ADMIN_AND_PERSONALE
from ledger.errors import Act, UnknownPerson
from ledger.evaluation.checks import Check, checks
from ledger.evaluation.paylist import Payout, Suppose
from ledger.evaluation.payout import payout
from ledger.people import Role
from ledger.plan import ENTE, Objective
from ledger.progress.standings import objectives_in
from ledger.view import Person, ReportRow, View

VALIDATORS = (str(Role.DIRIGENTE), str(Role.SEGRETARIO), str(Role.NUCLEO))
PAY_READERS = (str(Role.PERSONALE), str(Role.NUCLEO))


def roles_of(view: View, reader: str, day: dt.date) -> frozenset[Role]:
    """The roles somebody holds on a day. Raises NotEnrolled."""
    return frozenset(post.role for post in posts_on(view, reader, day))


def waiting_for(view: View, reader: str, scope: str, day: dt.date) -> list[ReportRow]:
    """The reports in a scope that wait for this person, oldest first.

    Raises NotAllowed for who never validates anything.
    """
    if roles_of(view, reader, day).isdisjoint(map(Role, VALIDATORS)):
        require(view, reader, Act.VALIDATE, scope, VALIDATORS, day)
    plan, held = view.plan, {post.name for post in posts_on(view, reader, day)}
    inside = {o.code for o in objectives_in(plan, scope)}
    return [
        row
        for row in view.waiting()
        if row.actor != reader
        and plan.indicators[row.indicator].objective in inside
        and (scope not in plan.indicators or row.indicator == scope)
        and not held.isdisjoint(validators(plan, row.indicator, row.capacity))
    ]


def checks_for(view: View, reader: str, day: dt.date) -> tuple[Check, ...]:
    """The checks before sign-off. Raises NotAllowed for all but the Nucleo."""
    require(view, reader, Act.READ_SCORES, ENTE, (str(Role.NUCLEO),), day)
    return checks(view, view.year, day)


def payout_for(view: View, reader: str, day: dt.date, suppose: Suppose | None = None) -> Payout:
    """The payments of the year, or what they would be. Raises NotAllowed."""
    require(view, reader, Act.PREMIUMS, ENTE, PAY_READERS, day)
    return payout(view, view.year, day, suppose or Suppose())


def people_for(view: View, reader: str, day: dt.date) -> list[Person]:
    """Everybody and their posts. Raises NotAllowed."""
    require(view, reader, Act.PEOPLE, ENTE, ADMIN_AND_PERSONALE, day)
    return view.people()


def person_for(view: View, reader: str, person: str, day: dt.date) -> Person:
    """One person and their posts. Raises NotAllowed before telling whether they exist."""
    if person != reader:
        require(view, reader, Act.PEOPLE, ENTE, ADMIN_AND_PERSONALE, day)
    found = view.person(person)
    if found is None:
        raise UnknownPerson(person)
    return found


def may_keep_house(view: View, reader: str, day: dt.date) -> None:
    """Whether somebody reads how the installation is. Raises NotAllowed for all but an admin."""
    require(view, reader, Act.SETTINGS, ENTE, ADMIN, day)


def reported_by(view: View, reader: str, day: dt.date) -> list[Objective]:
    """The objectives of the year somebody may report on, those cancelled left out."""
    plan, held = view.plan, {post.name for post in posts_on(view, reader, day)}
    return [
        objective
        for objective in plan.plan.objectives
        if objective.code not in plan.cancelled
        and not held.isdisjoint(reporters(plan, objective.code))
    ]
