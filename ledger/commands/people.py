"""Enrolling people, giving them posts, inviting them to the chat."""

import datetime as dt
import hashlib
import re
from typing import Any

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.errors import (
    Act,
    BadCode,
    InvitationInvalid,
    NoChange,
    UnitNeeded,
    UnitNotWanted,
    UnknownPerson,
    WrongUnit,
)
from ledger.events import ChatBound, InvitationIssued, PersonAdded, PostAssigned
from ledger.log import Decision
from ledger.people import Role
from ledger.view import View

INVITATION_DAYS = 7

ADMIN = (str(Role.ADMIN),)
ADMIN_AND_PERSONALE = (str(Role.ADMIN), str(Role.PERSONALE))

PERSON_CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


@dataclass(frozen=True)
class AddPerson:
    """Enrols a person with a first post; a known code gets one more post."""

    person: str
    name: str
    role: Role
    unit: str | None = None
    interim: bool = False
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class Invite:
    """`code` is the secret the person will type; only its hash is recorded."""

    person: str
    code: str


@dataclass(frozen=True)
class BindChat:
    """A Telegram user typed an invitation's code."""

    code: str
    user_id: str


def hash_code(code: str) -> str:
    """Invitation codes are long and random, so a plain hash keeps them safe at rest."""
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def add_person(view: View, command: AddPerson, actor: str, now: dt.datetime) -> list[Decision]:
    """The person where they are new, and the post. Raises BadCode, NoChange, WrongUnit."""
    today = day_of(now)
    if not PERSON_CODE.fullmatch(command.person):
        raise BadCode(command.person)
    post = PostAssigned(
        person=command.person,
        role=command.role,
        unit=_unit(view, command),
        interim=command.interim,
        since=command.since,
        until=command.until,
    )
    person = view.person(command.person)
    decisions = [Decision(post, command.since or today)]
    if person is None:
        added = PersonAdded(person=command.person, name=command.name.strip() or command.person)
        return [Decision(added, today), *decisions]
    same = (post.role, post.unit, post.interim, post.since, post.until)
    if any((p.role, p.unit, p.interim, p.since, p.until) == same for p in person.posts):
        raise NoChange(command.person)
    return decisions


def _unit(view: View, command: AddPerson) -> str | None:
    """The unit's code: an area for dirigenti, a service for EQ and dipendenti."""
    if not command.role.needs_unit:
        if command.unit:
            raise UnitNotWanted(str(command.role))
        return None
    if not command.unit:
        raise UnitNeeded(str(command.role))
    unit = view.plan.resolve_unit(command.unit)
    known = view.plan.areas if command.role is Role.DIRIGENTE else view.plan.area_of_service
    if unit not in known:
        raise WrongUnit(unit, command.role)
    return unit


def invite(view: View, command: Invite, actor: str, now: dt.datetime) -> list[Decision]:
    """An invitation for a week. Raises UnknownPerson."""
    today = day_of(now)
    if view.person(command.person) is None:
        raise UnknownPerson(command.person)
    event = InvitationIssued(
        person=command.person,
        code_hash=hash_code(command.code),
        expires_at=now + dt.timedelta(days=INVITATION_DAYS),
    )
    return [Decision(event, today)]


def bind_chat(view: View, command: BindChat, actor: str, now: dt.datetime) -> list[Decision]:
    """Single use, within its term; the reason of a refusal is not told to strangers."""
    invitation = view.invitation(hash_code(command.code))
    if invitation is None or invitation.used or invitation.expires_at < now:
        raise InvitationInvalid()
    event = ChatBound(
        person=invitation.person, code_hash=hash_code(command.code), user_id=command.user_id
    )
    return [Decision(event, day_of(now))]


DECIDERS: dict[type, Any] = {AddPerson: add_person, Invite: invite, BindChat: bind_chat}
RULES: dict[type, Rule] = {
    AddPerson: lambda view, command, day: [
        Grounds(Act.PEOPLE, command.person, ADMIN_AND_PERSONALE)
    ],
    Invite: lambda view, command, day: [Grounds(Act.INVITE, command.person, ADMIN)],
    BindChat: lambda view, command, day: None,
}
