"""Who is this chat? An invitation binds it to a person; strangers learn nothing.

stranger   /start ABCD...
bot        Benvenuta, Maria: da qui puoi ...
"""

from handlers import help
from handlers.conversation import Conversation, Press, word
from handlers.desk import Desk, answer, button
from handlers.staff.people import asked_of_second
from handlers.talk.words import refusal
from handlers.turn import Outcome, Turn
from italian.regex import regex
from italian.words import clean
from ledger.errors import Refusal
from ledger.events import ChatAwaiting, ChatBound
from ledger.ledger import Ledger
from ledger.people import Role
from ledger.rows import Person
from words.say import Say, say


def stranger(ledger: Ledger, turn: Turn) -> Outcome:
    """Whoever is not enrolled may try an invitation; nothing else is answered about anything. Who
    writes as the group or as a channel hears why they are nobody."""
    if turn.unsupported is not None and turn.kind == "group":
        return answer(say("nameless"))
    words = turn.text.split()
    if turn.kind == "private" and len(words) == 2 and words[0] == "/start":
        try:
            (bound,) = ledger.bind_chat(words[1], user_id=turn.chat, key=f"bind:{turn.key}")
        except Refusal as no:
            return answer(refusal(no))
        event = bound.event
        if isinstance(event, ChatAwaiting):
            return Outcome(asked_of_second(ledger.view, event, ledger.today()))
        assert isinstance(event, ChatBound)
        person = ledger.view.person(event.person)
        return answer(*welcome(person)) if person else answer(say("stranger"))
    return answer(say("stranger")) if turn.kind == "private" else Outcome(())


def welcome(person: Person) -> tuple[Say, ...]:
    """The first words to a person, with what each of their roles does here."""
    return (say("welcome", name=person.name), *(say(f"help.{role}") for role in _roles(person)))


def _roles(person: Person) -> list[Role]:
    return list(dict.fromkeys(post.role for post in person.posts))


THANKS = regex(r"\b(?:grazie|ringrazi\w*|gentilissim\w+|molto gentile)\b")
LEAVES = regex(
    r"\b(?:arrivederci|a domani|a presto|buonanotte|buona (?:giornata|serata|notte)|saluti"
    r"|buon (?:lavoro|weekend|fine settimana|pranzo|riposo))\b"
)


def greet(desk: Desk) -> Outcome:
    """`/start` again, or a greeting: who they are here and what they may do; thanks, and who takes
    leave, want no more than a word."""
    person = desk.record.person(desk.person)
    row = (button("oggi", "oggi:0"), button("help", "help:-"))
    words = clean(desk.turn.text)
    if THANKS.search(words) or LEAVES.search(words):
        return answer(say("thanks" if THANKS.search(words) else "leaves"), buttons=(row,))
    return answer(*(welcome(person) if person else ()), say("help.foot"), buttons=(row,))


CONVERSATION = Conversation(
    commands={
        "start": lambda desk, rest: greet(desk),
        "aiuto": help.show,
        "help": help.show,
    },
    asides=frozenset({"start", "aiuto", "help"}),
    offered={"aiuto": ()},
    buttons={"help": Press(help.topic, (word,), aside=True)},
)
