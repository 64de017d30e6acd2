"""What leaves the chat as paper, and plain mode.

person   /scheda  →  [Scarica il PDF]  →  scheda-2024-eq.as4.pdf
person   /testo   →  Da ora scrivo senza barre e senza simboli?   [Conferma] [Annulla]
"""

from handlers.conversation import Conversation, Press, word
from handlers.desk import Desk, answer, button
from handlers.evaluating.whom import Whom, read_whom
from handlers.talk.deed import Args, CardOutdated, present, recorded
from handlers.turn import Button, Outcome, Reply, Wanted
from ledger.commands.evaluation import position_of
from ledger.commands.papers import SetPlainMode
from ledger.evaluation.schede import course, latest
from ledger.events import Envelope
from ledger.events.papers import PlainModeSet
from ledger.projections import papers
from ledger.readings import scores
from words.say import say

TALK = "plain"


def scheda_pdf(desk: Desk, asked: str) -> Outcome:
    """The scheda as a file, for who may read it; never in a group."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    whom = read_whom(desk, asked)
    person, of_year = whom.person, whom.year
    view = desk.view.of(of_year)
    scores.check(view, desk.person, person, of_year, desk.today)
    part = position_of(view, person, of_year, whom.part).part
    version = latest(view, person, of_year, part)
    if version is None:
        return answer(say("scheda.none", person=person, year=of_year))
    line = say("scheda.file", person=person, year=of_year)
    buttons: tuple[tuple[Button, ...], ...] = ()
    if desk.person == person and course(view, version, desk.today).state == "issued":
        note = f"ackpdf:{Whom(person, part, of_year)}:{version.version}"
        buttons = ((button("take_note", note),),)
    wants = Wanted("scheda", f"{person}@{part}" if part else person, of_year)
    return Outcome((Reply((line,), buttons, wants=wants),))


def plain_mode(desk: Desk, rest: str) -> Outcome:
    """Switches plain mode on, or off again."""
    is_on = papers.reads_plainly(desk.record.tables, desk.person)
    return present(desk, TALK, SetPlainMode(not is_on), say(f"testo.{'off' if is_on else 'on'}"))


def _told(desk: Desk, draft: Args, found: list[Envelope]) -> tuple[Reply, ...]:
    """What was set, in words: a receipt alone is not an answer."""
    match found[-1].event:
        case PlainModeSet(on=on):
            return (Reply((say(f"testo.now_{'on' if on else 'off'}"),)),)
        case other:
            raise CardOutdated(type(other).__name__)


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows."""
    return recorded(desk, _told)


PLAIN = Conversation(
    talk=TALK,
    commands={"testo": plain_mode},
    offered={"testo": ()},
    private=frozenset({"testo"}),
    confirm=confirmed,
)
SCHEDA = Conversation(buttons={"schpdf": Press(scheda_pdf, (word,), aside=True)})
CONVERSATIONS = (PLAIN, SCHEDA)
