"""People and posts, and invitations to the chat.

admin   /invita eq.as4
bot     Codice per eq.as4: ABCD...   vale 7 giorni e una volta sola
"""

from handlers.conversation import Conversation
from handlers.desk import Desk, answer, ask
from handlers.turn import Outcome
from handlers.words import listed, post
from ledger.commands.authority import require
from ledger.commands.people import ADMIN, ADMIN_AND_PERSONALE, INVITATION_DAYS, Invite
from ledger.errors import Act, UnknownPerson
from ledger.people import Role
from ledger.view import Person
from words.say import Say, say

TALK = "invite"
MAX_SHOWN = 60


def person_line(person: Person) -> Say:
    """Code, name and posts as people say them."""
    posts = [
        say("people.interim", post=post(held.name)) if held.interim else post(held.name)
        for held in person.posts
    ]
    return say("people.row", code=person.code, name=person.name, posts=listed(posts))


def show_people(desk: Desk) -> Outcome:
    """`/persone`: who is enrolled, with their posts. Raises NotAllowed."""
    require(desk.view, desk.person, Act.PEOPLE, "ENTE", ADMIN_AND_PERSONALE, desk.today)
    people = desk.view.people()
    lines = [person_line(person) for person in people[:MAX_SHOWN]]
    if len(people) > MAX_SHOWN:
        lines.append(say("status.more", count=len(people) - MAX_SHOWN))
    return answer(say("people.title", count=len(people)), *lines)


def invite(desk: Desk, typed: str) -> Outcome:
    """An invitation is made at once: it gives nothing to anybody but its one person."""
    if not typed.strip():
        require(desk.record, desk.person, Act.INVITE, "ENTE", ADMIN, desk.today)
        return ask({"talk": TALK}, say("invite.who"))
    person = typed.split()[0].lower()
    if desk.record.person(person) is None:
        raise UnknownPerson(person)
    code, link = desk.invitation()
    desk.execute(Invite(person, code), f"invite:{desk.turn.key}")
    return answer(say("invite.done", person=person, code=code, link=link, days=INVITATION_DAYS))


CONVERSATION = Conversation(
    talk=TALK,
    commands={"persone": lambda desk, rest: show_people(desk), "invita": invite},
    asides=frozenset({"persone"}),
    offered={"persone": (Role.ADMIN, Role.PERSONALE), "invita": (Role.ADMIN,)},
    private=frozenset({"persone", "invita"}),
    waits=lambda desk: invite(desk, desk.turn.text),
)
