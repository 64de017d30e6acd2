"""People and posts, and invitations to the chat.

admin   /invita eq.as4
bot     Codice per eq.as4: ABCD...   vale 7 giorni e una volta sola
"""

import datetime as dt
from collections.abc import Iterable

from handlers.conversation import Conversation, Press, word
from handlers.desk import Desk, answer, button
from handlers.talk import listing
from handlers.talk.deed import present, recorded
from handlers.talk.listing import Listed
from handlers.talk.words import listed, post
from handlers.turn import Outcome, Reply
from ledger.commands.authority import require
from ledger.commands.people import (
    ADMIN,
    ADMIN_AND_PERSONALE,
    INVITATION_DAYS,
    ConfirmChat,
    Invite,
    UnbindChat,
    seconds_of,
)
from ledger.errors import Act
from ledger.events import ChatAwaiting, ChatBound, ChatRefused, ChatUnbound, Envelope
from ledger.people import Role
from ledger.rows import Person
from ledger.view import View
from words.say import Say, say

LEAVE = "leave"
LIST = "who"


def person_line(person: Person) -> Say:
    """Code, name and posts as people say them; of one that ends, until when."""
    posts = [
        say("people.until", post=said, day=held.until) if held.until else said
        for held in person.posts
        for said in [
            say("people.interim", post=post(held.name)) if held.interim else post(held.name)
        ]
    ]
    return say("people.row", code=person.code, name=person.name, posts=listed(posts))


def show_people(desk: Desk) -> Outcome:
    """`/persone`: who is enrolled, with their posts. Raises NotAllowed."""
    require(desk.view, desk.person, Act.PEOPLE, "ENTE", ADMIN_AND_PERSONALE, desk.today)
    return listing.shown(desk, LIST, "-", source(desk, "-"))


def source(desk: Desk, about: str) -> Listed:
    """Everybody enrolled. Raises NotAllowed."""
    require(desk.view, desk.person, Act.PEOPLE, "ENTE", ADMIN_AND_PERSONALE, desk.today)
    people = desk.view.people()
    rows = tuple(person_line(person) for person in people)
    return Listed((say("people.title", count=len(people)),), rows)


def invite(desk: Desk, typed: str) -> Outcome:
    """An invitation is made at once: it gives nothing to anybody but its one person."""
    require(desk.record, desk.person, Act.INVITE, "ENTE", ADMIN, desk.today)
    person = typed.split()[0].lower()
    desk.record.known(person)
    code, link = desk.invitation()
    events = desk.execute(Invite(person, code), f"invite:{desk.turn.key}")
    done = say("invite.done", person=person, code=code, link=link, days=INVITATION_DAYS)
    return Outcome((Reply((done,), PEOPLE), *last_words(events, "invited")))


def invite_named(desk: Desk, typed: str) -> Outcome:
    """`invita Maria Rossi`: by code or by name; of several they are asked which. Raises Refusal."""
    require(desk.record, desk.person, Act.INVITE, "ENTE", ADMIN, desk.today)
    wanted = set(typed.casefold().split())
    every = desk.record.people()
    if any(person.code == typed.lower() for person in every):
        return invite(desk, typed)
    found = [p for p in every if wanted <= {*p.name.casefold().split(), p.code}]
    if len(found) == 1:
        return invite(desk, found[0].code)
    if not found:
        return answer(say("invite.nobody", typed=typed[:60]), buttons=PEOPLE)
    rows = tuple(
        (button("named", f"go:invita:{p.code}", code=p.code, name=p.name),)
        for p in found[:MOST_NAMED]
    )
    return answer(say("invite.which"), buttons=rows)


MOST_NAMED = 8
PEOPLE = ((button("follows.people", "go:persone:-"),),)


def last_words(events: Iterable[Envelope], why: str) -> list[Reply]:
    """What a chat hears that is nobody's any more; `why` names an entry `chat.unbound.*`."""
    chats = [e.event.user_id for e in events if isinstance(e.event, ChatUnbound)]
    line = say("chat.unbound.told", why=say(f"chat.unbound.{why}"))
    return [Reply((line,), chat=chat) for chat in chats]


def asked_of_second(view: View, bound: ChatAwaiting, day: dt.date) -> tuple[Reply, ...]:
    """The chat that waits is told so, and whoever confirms it is asked."""
    person = view.person(bound.person)
    posts = seconds_of(view, bound.person)
    who = [p for name in posts for p in view.holders(name, day) if p != bound.person]
    line = say("chat.confirm", person=bound.person, name=person.name if person else "")
    row = (
        button("confirm", f"chatok:{bound.person}"),
        button("not_theirs", f"chatno:{bound.person}"),
    )
    waits = say("chat.awaiting", who=listed([post(name) for name in posts]))
    return (Reply((waits,)), *(Reply((line,), (row,), to=second) for second in who))


def confirm_chat(desk: Desk, person: str, *, is_theirs: bool) -> Outcome:
    """The second person's answer; the chat that waited hears it. Raises Refusal."""
    events = desk.execute(ConfirmChat(person, is_theirs), f"second:{person}:{desk.turn.key}")
    done = say("chat.confirmed" if is_theirs else "chat.refused", person=person)
    replies = [Reply((done,), replace=True)]
    found = desk.record.person(person)
    for event in (e.event for e in events):
        if isinstance(event, ChatBound) and found is not None:
            replies.append(Reply((say("welcome", name=found.name),), chat=event.user_id))
        elif isinstance(event, ChatRefused):
            replies.append(Reply((say("chat.refused.told"),), chat=event.user_id))
    return Outcome(tuple(replies))


def leave(desk: Desk) -> Outcome:
    """`/esci`: the card that takes the chat away."""
    line = say("chat.leave", person=desk.person)
    return present(desk, LEAVE, UnbindChat(desk.person), line)


def _left(desk: Desk) -> Outcome:
    return recorded(desk, lambda desk, draft, found: (Reply((say("chat.left"),)),))


CONVERSATION = Conversation(
    commands={"persone": lambda desk, rest: show_people(desk), "invita": invite},
    asides=frozenset({"persone"}),
    offered={"persone": (Role.ADMIN, Role.PERSONALE), "invita": (Role.ADMIN,)},
    private=frozenset({"persone", "invita"}),
    buttons={
        "chatok": Press(lambda desk, who: confirm_chat(desk, who, is_theirs=True), (word,)),
        "chatno": Press(lambda desk, who: confirm_chat(desk, who, is_theirs=False), (word,)),
    },
)

LEAVING = Conversation(
    talk=LEAVE,
    commands={"esci": lambda desk, rest: leave(desk)},
    offered={"esci": ()},
    private=frozenset({"esci"}),
    confirm=_left,
)
