"""People and posts, and invitations to the chat.

admin   /invita eq.as4
bot     Codice per eq.as4: ABCD...   vale 7 giorni e una volta sola
"""

import datetime as dt
from collections.abc import Callable, Iterable

from handlers import words
from handlers.desk import Desk, answer, ask, button, confirm_row
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
from ledger.errors import Act, UnknownPerson
from ledger.events import ChatAwaiting, ChatBound, ChatRefused, ChatUnbound, Envelope
from ledger.view import Person, View
from words.say import Say, say

MAX_SHOWN = 60


def person_line(person: Person) -> Say:
    posts = ", ".join(f"{post.name}{' (interim)' if post.interim else ''}" for post in person.posts)
    return say("people.row", code=person.code, name=person.name, posts=posts)


def show_people(desk: Desk) -> Outcome:
    require(desk.view, desk.person, Act.PEOPLE, "ENTE", ADMIN_AND_PERSONALE, desk.today)
    people = desk.view.people()
    lines = [person_line(person) for person in people[:MAX_SHOWN]]
    if len(people) > MAX_SHOWN:
        lines.append(say("status.more", count=len(people) - MAX_SHOWN))
    return answer(say("people.title", count=len(people)), *lines)


def invite(
    desk: Desk, typed: str, new_code: Callable[[], str], link: Callable[[str], str]
) -> Outcome:
    """An invitation is made at once: it gives nothing to anybody but its one person."""
    if not typed.strip():
        require(desk.view, desk.person, Act.INVITE, "ENTE", ADMIN, desk.today)
        return ask({"talk": "invite"}, say("invite.who"))
    person = typed.split()[0].lower()
    if desk.view.person(person) is None:
        raise UnknownPerson(person)
    code = new_code()
    events = desk.execute(Invite(person, code), f"invite:{desk.turn.key}")
    outcome = answer(
        say("invite.done", person=person, code=code, link=link(code), days=INVITATION_DAYS)
    )
    return Outcome((*outcome.replies, *last_words(events, "invited")))


def last_words(events: Iterable[Envelope], why: str) -> list[Reply]:
    """What a chat hears that is nobody's any more; `why` names an entry `chat.unbound.*`."""
    chats = [e.event.user_id for e in events if isinstance(e.event, ChatUnbound)]
    line = say("chat.unbound.told", why=say(f"chat.unbound.{why}"))
    return [Reply((line,), chat=chat) for chat in chats]


def asked_of_second(view: View, bound: ChatAwaiting, day: dt.date) -> tuple[Reply, ...]:
    """The chat that waits is told so, and whoever confirms it is asked."""
    person = view.person(bound.person)
    posts = seconds_of(view, bound.person)
    who = [p for post in posts for p in view.holders(post, day) if p != bound.person]
    line = say("chat.confirm", person=bound.person, name=person.name if person else "")
    row = (
        button("confirm", f"chatok:{bound.person}"),
        button("not_theirs", f"chatno:{bound.person}"),
    )
    waits = say("chat.awaiting", who=words.listed([words.post(post) for post in posts]))
    return (Reply((waits,)), *(Reply((line,), (row,), to=second) for second in who))


def confirm_chat(desk: Desk, person: str, *, is_theirs: bool) -> Outcome:
    """The second person's answer; the chat that waited hears it."""
    events = desk.execute(ConfirmChat(person, is_theirs), f"second:{person}:{desk.turn.key}")
    done = say("chat.confirmed" if is_theirs else "chat.refused", person=person)
    replies = [Reply((done,), replace=True)]
    found = desk.view.person(person)
    for event in (e.event for e in events):
        if isinstance(event, ChatBound) and found is not None:
            replies.append(Reply((say("welcome", name=found.name),), chat=event.user_id))
        elif isinstance(event, ChatRefused):
            replies.append(Reply((say("chat.refused.told"),), chat=event.user_id))
    return Outcome(tuple(replies))


def leave(desk: Desk) -> Outcome:
    card = desk.new_id()
    line = say("chat.leave", person=desk.person)
    return ask({"talk": "leave", "id": card}, line, buttons=(confirm_row(card),))


def left(desk: Desk) -> Outcome:
    desk.execute(UnbindChat(desk.person), f"card:{desk.draft['id']}")
    return answer(say("chat.left"), replace=True)
