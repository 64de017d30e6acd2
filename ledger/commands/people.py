"""Enrolling people, giving them posts, inviting them to the chat."""

import datetime as dt
import hashlib
import re

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule, require
from ledger.commands.deciding import Decider, allows, decides
from ledger.errors import Act, BadCode, NoChange
from ledger.errors_people import (
    AnotherPerson,
    EndsBeforeStart,
    InvitationInvalid,
    NoSuchPost,
    NothingAwaits,
    SecondPersonNeeded,
    UnitNeeded,
    UnitNotWanted,
    WrongUnit,
)
from ledger.events import (
    ChatAwaiting,
    ChatBound,
    ChatRefused,
    ChatUnbound,
    InvitationIssued,
    PersonAdded,
    PostAssigned,
    PostEnded,
)
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import CLI, Post, Role
from ledger.people.units import unit_between
from ledger.rows import Person
from ledger.view import View

INVITATION_DAYS = 7

SCORE_READERS = frozenset(
    {Role.SEGRETARIO, Role.DIRIGENTE, Role.NUCLEO, Role.SINDACO, Role.PERSONALE}
)
"""Roles that read the scores of others: a new chat of theirs takes two persons."""

ADMIN = (str(Role.ADMIN),)
ADMIN_AND_PERSONALE = (str(Role.ADMIN), str(Role.PERSONALE))

PERSON_CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


@dataclass(frozen=True, config=UNBUILT)
class AddPerson:
    """Enrols a person with a first post; a known code gets one more post."""

    person: str
    name: str
    role: Role
    unit: str | None = None
    interim: bool = False
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, config=UNBUILT)
class EndPost:
    """Ends a post, or all a person holds. `on` is the last day; without it, or with today's, the
    post is held no more from this moment."""

    person: str
    role: Role | None = None
    unit: str | None = None
    on: dt.date | None = None


@dataclass(frozen=True, config=UNBUILT)
class UnbindChat:
    """Takes a person's chat away; a person may give up their own."""

    person: str


@dataclass(frozen=True, config=UNBUILT)
class ConfirmChat:
    """A second person says whether the chat that waits is that person's."""

    person: str
    is_theirs: bool = True


@dataclass(frozen=True, config=UNBUILT)
class Invite:
    """`code` is the secret the person will type; only its hash is recorded. `second` is who
    already said that it may be done, where that is asked of the command line."""

    person: str
    code: str
    second: str | None = None


@dataclass(frozen=True, config=UNBUILT)
class BindChat:
    """A Telegram user typed an invitation's code."""

    code: str
    user_id: str


def hash_code(code: str) -> str:
    """Invitation codes are long and random, so a plain hash keeps them safe at rest."""
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def add_person(view: View, command: AddPerson, actor: str, now: dt.datetime) -> list[Decision]:
    """The person where they are new, and the post.

    Raises BadCode, EndsBeforeStart, AnotherPerson, NoChange, WrongUnit.
    """
    today = day_of(now)
    if not PERSON_CODE.fullmatch(command.person):
        raise BadCode(command.person)
    if command.since and command.until and command.until < command.since:
        raise EndsBeforeStart(command.since, command.until)
    first = command.since or today
    person = view.person(command.person) and view.known(command.person)
    if person is not None and not _same_name(command, person):
        raise AnotherPerson(person.code, person.name)
    post = PostAssigned(
        person=command.person,
        role=command.role,
        unit=_unit(view, command, today),
        interim=command.interim,
        since=command.since,
        until=command.until,
    )
    decisions = [Decision(post, first)]
    if person is None:
        added = PersonAdded(person=command.person, name=command.name.strip() or command.person)
        return [Decision(added, today), *decisions]
    if any(_covers(held, post, first) for held in person.posts):
        raise NoChange(command.person)
    return decisions


def _same_name(command: AddPerson, person: Person) -> bool:
    """Whether a command speaks of who bears the code: name and surname in any order. Whoever was
    enrolled without a name, and whoever is not named, is taken for the same."""
    said, known = (" ".join(sorted(n.casefold().split())) for n in (command.name, person.name))
    return said in ("", known, person.code) or known == person.code


def _covers(held: Post, post: PostAssigned, first: dt.date) -> bool:
    """Whether a post somebody has is the same one, for all the time of the other."""
    same = (held.role, held.unit, held.interim) == (post.role, post.unit, post.interim)
    as_long = held.until is None or (post.until is not None and post.until <= held.until)
    return same and held.held_on(first) and as_long


def _unit(view: View, command: AddPerson, today: dt.date) -> str | None:
    """The unit's code: an area for dirigenti, a service for EQ and dipendenti, in the plan of a
    year the post touches."""
    if not command.role.needs_unit:
        if command.unit:
            raise UnitNotWanted(str(command.role))
        return None
    if not command.unit:
        raise UnitNeeded(str(command.role))
    unit, plan = unit_between(view, command.unit, command.since or today, command.until)
    known = plan.areas if command.role is Role.DIRIGENTE else plan.area_of_service
    if unit not in known:
        raise WrongUnit(unit, command.role)
    return unit


def end_post(view: View, command: EndPost, actor: str, now: dt.datetime) -> list[Decision]:
    """The chat goes with the last post."""
    today = day_of(now)
    view.known(command.person)
    yesterday = today - dt.timedelta(days=1)
    until = command.on if command.on is not None and command.on != today else yesterday
    unit = unit_between(view, command.unit, dt.date.min)[0] if command.unit else None
    ended = [post for post in view.posts(command.person) if _ends(post, command.role, unit, until)]
    if not ended:
        raise NoSuchPost(command.person)
    decisions = [
        Decision(PostEnded(person=command.person, role=p.role, unit=p.unit, until=until), until)
        for p in dict.fromkeys(ended)
    ]
    left = [post for post in view.posts(command.person) if post not in ended]
    if until < today and not any(post.until is None or post.until >= today for post in left):
        decisions += _unbound(view, command.person, today)
    return decisions


def _ends(post: Post, role: Role | None, unit: str | None, until: dt.date) -> bool:
    """Whether a post is meant, and would have gone on after that day."""
    meant = role in (None, post.role) and unit in (None, post.unit)
    return meant and (post.until is None or post.until > until)


def _unbound(view: View, person: str, day: dt.date) -> list[Decision]:
    waiting, chat = view.awaiting(person), view.bound_to(person)
    if chat is None and waiting is None:
        return []
    user_id = chat or (waiting.user_id if waiting else "")
    return [Decision(ChatUnbound(person=person, user_id=user_id), day)]


def unbind_chat(view: View, command: UnbindChat, actor: str, now: dt.datetime) -> list[Decision]:
    """One's own, or by who keeps people. Raises NoChange where there is none."""
    today = day_of(now)
    if actor != command.person:
        require(view, actor, Act.PEOPLE, command.person, ADMIN_AND_PERSONALE, today)
    view.known(command.person)
    decisions = _unbound(view, command.person, today)
    if not decisions:
        raise NoChange(command.person)
    return decisions


def invite(view: View, command: Invite, actor: str, now: dt.datetime) -> list[Decision]:
    """An invitation for a week; the chat a person had is nobody's from this moment.

    Raises UnknownPerson.
    """
    today = day_of(now)
    view.known(command.person)
    if command.second is not None:
        _need_second(view, command.person, command.second, actor, today)
    event = InvitationIssued(
        person=command.person,
        code_hash=hash_code(command.code),
        expires_at=now + dt.timedelta(days=INVITATION_DAYS),
    )
    return [Decision(event, today), *_unbound(view, command.person, today)]


def bind_chat(view: View, command: BindChat, actor: str, now: dt.datetime) -> list[Decision]:
    """Single use, within its term; the reason of a refusal is not told to strangers.

    Who reads scores waits for a second person, unless whoever holds the file invited them.
    """
    invitation = view.invitation(hash_code(command.code))
    if invitation is None or invitation.used or invitation.expires_at < now:
        raise InvitationInvalid()
    waits = invitation.inviter != CLI and reads_scores(view, invitation.person, day_of(now))
    code_hash = hash_code(command.code)
    if waits:
        waiting = ChatAwaiting(
            person=invitation.person, code_hash=code_hash, user_id=command.user_id
        )
        return [Decision(waiting, day_of(now))]
    bound = _bound(view, invitation.person, code_hash, command.user_id)
    return [Decision(bound, day_of(now))]


def _bound(view: View, person: str, code_hash: str, user_id: str) -> ChatBound:
    """Says whose chat it was before: that must not have to be found by its number."""
    owner = view.whose_chat(user_id)
    return ChatBound(
        person=person,
        code_hash=code_hash,
        user_id=user_id,
        displaces=None if owner == person else owner,
    )


def reads_scores(view: View, person: str, day: dt.date) -> bool:
    """Whether any post the person holds, or will hold, reads scores of others."""
    posts = view.posts(person)
    return any(p.role in SCORE_READERS and (p.until is None or p.until >= day) for p in posts)


def seconds_of(view: View, person: str) -> tuple[str, ...]:
    """The post that confirms a new chat: the Segretario, and for the Segretario the personnel
    office."""
    is_segretario = any(post.role is Role.SEGRETARIO for post in view.posts(person))
    return (str(Role.PERSONALE if is_segretario else Role.SEGRETARIO),)


def _need_second(view: View, person: str, second: str, first: str, day: dt.date) -> None:
    """Raises SecondPersonNeeded where it would be the same hand twice, NotAllowed."""
    if second in (person, first):
        raise SecondPersonNeeded(person)
    require(view, second, Act.PEOPLE, person, seconds_of(view, person), day)


def confirm_chat(view: View, command: ConfirmChat, actor: str, now: dt.datetime) -> list[Decision]:
    """The second person's word on a chat that would read scores. Raises NothingAwaits,
    OfOneself."""
    today = day_of(now)
    waiting = view.awaiting(command.person)
    if waiting is None:
        raise NothingAwaits(command.person)
    if actor != CLI:
        _need_second(view, command.person, actor, waiting.inviter, today)
    if not command.is_theirs:
        refused = ChatRefused(person=command.person, user_id=waiting.user_id)
        return [Decision(refused, today)]
    event = _bound(view, command.person, waiting.code_hash, waiting.user_id)
    return [Decision(event, today)]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(AddPerson, add_person),
        decides(EndPost, end_post),
        decides(UnbindChat, unbind_chat),
        decides(ConfirmChat, confirm_chat),
        decides(Invite, invite),
        decides(BindChat, bind_chat),
    )
)
RULES: dict[type, Rule] = dict(
    (
        allows(
            AddPerson,
            lambda view, command, day: [Grounds(Act.PEOPLE, command.person, ADMIN_AND_PERSONALE)],
        ),
        allows(
            EndPost,
            lambda view, command, day: [Grounds(Act.PEOPLE, command.person, ADMIN_AND_PERSONALE)],
        ),
        allows(UnbindChat, lambda view, command, day: []),
        allows(ConfirmChat, lambda view, command, day: []),
        allows(Invite, lambda view, command, day: [Grounds(Act.INVITE, command.person, ADMIN)]),
        allows(BindChat, lambda view, command, day: None),
    )
)
