"""Forgetting a person: their key is destroyed, and what it closed is read by nobody any more.

What the ente did stays: figures, the chain, what was paid in all. Source: GDPR, art. 17.
"""

import datetime as dt
from collections.abc import Mapping

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule, require
from ledger.commands.deciding import Decider, allows, decides
from ledger.errors import Act, ReasonNeeded
from ledger.errors_people import SecondPersonNeeded
from ledger.evaluation.payout import payout
from ledger.events import PersonForgotten
from ledger.events.people import PublicFigures
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import Role
from ledger.projections import payments
from ledger.readings import openly
from ledger.scoring.numbers import show_two
from ledger.view import View

ADMIN = (str(Role.ADMIN),)
SECONDS = (str(Role.SEGRETARIO), str(Role.PERSONALE), str(Role.ADMIN))
"""Who may be the second to say so."""


@dataclass(frozen=True, config=UNBUILT)
class ForgetPerson:
    """`second` is who else said that it may be done."""

    person: str
    reason: str
    second: str


def forget(view: View, command: ForgetPerson, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises UnknownPerson, Forgotten, ReasonNeeded, SecondPersonNeeded, NotAllowed."""
    today = day_of(now)
    view.known(command.person)
    if not command.reason.strip():
        raise ReasonNeeded()
    if command.second in (command.person, actor):
        raise SecondPersonNeeded(command.person)
    view.known(command.second)
    require(view, command.second, Act.PEOPLE, command.person, SECONDS, today)
    event = PersonForgotten(
        person=command.person,
        second=command.second,
        reason=command.reason.strip(),
        paid=_paid(view, command.person, today),
        public={year: _public(view.of(year), year) for year in _years(view, command.person)},
    )
    return [Decision(event, today)]


def _paid(view: View, person: str, today: dt.date) -> Mapping[int, Mapping[str, str]]:
    """What the definitive lists with somebody on them paid in all, which must not change."""
    return {
        year: {fund.name: show_two(fund.paid) for fund in payout(view.of(year), year, today).funds}
        for year in _years(view, person)
    }


def _years(view: View, person: str) -> list[int]:
    return payments.paid_years(view.tables, person)


def _public(view: View, year: int) -> PublicFigures:
    premiums = openly.premiums_of(view, year)
    return PublicFigures(
        paid=None if premiums.paid is None else str(premiums.paid),
        people=premiums.people,
        bands=tuple(
            (str(band.lowest), str(band.highest), band.people)
            for band in openly.distribution(view, year)
        ),
    )


DECIDERS: dict[type, Decider] = dict((decides(ForgetPerson, forget),))
RULES: dict[type, Rule] = dict(
    (allows(ForgetPerson, lambda view, command, day: [Grounds(Act.PEOPLE, command.person, ADMIN)]),)
)
