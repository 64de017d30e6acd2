"""A second factor for who keeps house and for the Nucleo: taken up, laid down, taken away by a
second person from who lost it."""

import binascii
import datetime as dt

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule, require
from ledger.commands.deciding import Decider, allows, decides
from ledger.commands.people import ADMIN_AND_PERSONALE
from ledger.errors import Act, ReasonNeeded
from ledger.errors_people import NoSecondFactor, WrongFigures
from ledger.events import SecondFactorRemoved, SecondFactorSet
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import CLI, Role
from ledger.people.second_factor import step_of
from ledger.plan import ENTE
from ledger.view import View

MAY_HAVE = (str(Role.ADMIN), str(Role.NUCLEO))
"""Who may take one up: who keeps house, and who signs evaluations."""


@dataclass(frozen=True, config=UNBUILT)
class SetSecondFactor:
    """One's own; `code` are the figures by which the app shows that it has the secret."""

    secret: str
    code: str


@dataclass(frozen=True, config=UNBUILT)
class RemoveSecondFactor:
    """One's own with its figures, or another's with a reason."""

    person: str
    code: str = ""
    reason: str = ""


def set_second_factor(
    view: View, command: SetSecondFactor, actor: str, now: dt.datetime
) -> list[Decision]:
    """Takes the place of the former. Raises WrongFigures."""
    if not _holds(command.secret, command.code, now):
        raise WrongFigures()
    event = SecondFactorSet(person=actor, secret=command.secret)
    return [Decision(event, day_of(now))]


def remove_second_factor(
    view: View, command: RemoveSecondFactor, actor: str, now: dt.datetime
) -> list[Decision]:
    """Raises NoSecondFactor, WrongFigures of oneself, NotAllowed and ReasonNeeded of another."""
    person, today = command.person, day_of(now)
    if actor not in (person, CLI):
        require(view, actor, Act.PEOPLE, person, ADMIN_AND_PERSONALE, today)
    secret = view.second_factor(person)
    if secret is None:
        raise NoSecondFactor(person)
    if actor == person and not _holds(secret, command.code, now):
        raise WrongFigures()
    if actor != person and not command.reason.strip():
        raise ReasonNeeded()
    event = SecondFactorRemoved(person=person, reason=command.reason.strip())
    return [Decision(event, today)]


def _holds(secret: str, code: str, now: dt.datetime) -> bool:
    try:
        return step_of(secret, code, now) is not None
    except (binascii.Error, ValueError):
        return False


DECIDERS: dict[type, Decider] = dict(
    (
        decides(SetSecondFactor, set_second_factor),
        decides(RemoveSecondFactor, remove_second_factor),
    )
)
RULES: dict[type, Rule] = dict(
    (
        allows(SetSecondFactor, lambda view, command, day: [Grounds(Act.SETTINGS, ENTE, MAY_HAVE)]),
        allows(RemoveSecondFactor, lambda view, command, day: []),
    )
)
