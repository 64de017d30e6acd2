"""What leaves the chat as paper, and plain mode.

person   /scheda  →  [Scarica il PDF]  →  scheda-2024-eq.as4.pdf
person   /testo   →  Da ora scrivo senza barre e senza simboli?   [Conferma] [Annulla]
"""

from typing import cast

from handlers.conversation import Conversation, Press, word
from handlers.deed import Args, CardOutdated, present, recorded
from handlers.desk import Desk, answer
from handlers.turn import Outcome, Reply, Wanted
from handlers.whom import read_whom
from ledger.commands.evaluation import position_of
from ledger.commands.papers import SetPlainMode, WriteRelazione
from ledger.evaluation.schede import latest
from ledger.events import Envelope
from ledger.events.papers import PlainModeSet, RelazioneWritten, Section
from ledger.people import Role
from ledger.projections import papers
from ledger.readings import scores
from words.say import say

TALK = "plain"
RELAZIONE = "relazione"


def scheda_pdf(desk: Desk, asked: str) -> Outcome:
    """The scheda as a file, for who may read it; never in a group."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    whom = read_whom(desk, asked)
    person, of_year = whom.person, whom.year
    view = desk.view.of(of_year)
    scores.check(view, desk.person, person, of_year, desk.today)
    part = position_of(view, person, of_year, whom.part).part
    if latest(view, person, of_year, part) is None:
        return answer(say("scheda.none", person=person, year=of_year))
    line = say("scheda.file", person=person, year=of_year)
    return Outcome(
        (Reply((line,), wants=Wanted("scheda", f"{person}@{part}" if part else person, of_year)),)
    )


def plain_mode(desk: Desk, rest: str) -> Outcome:
    """Switches plain mode on, or off again."""
    is_on = papers.reads_plainly(desk.record.tables, desk.person)
    return present(desk, TALK, SetPlainMode(not is_on), say(f"testo.{'off' if is_on else 'on'}"))


def write_relazione(desk: Desk, rest: str) -> Outcome:
    """`/relazione premessa L'anno è stato...`: one section of the Relazione, in one's own words."""
    name, _, text = rest.partition(" ")
    section = name.lower()
    if section not in papers.SECTIONS or not text.strip():
        return answer(say("relazione.how", sections=", ".join(papers.SECTIONS)))
    command = WriteRelazione(desk.view.year, cast(Section, section), text.strip())
    desk.ledger.consider(command, actor=desk.person)
    line = say("relazione.card", section=section, year=desk.view.year, text=text.strip())
    return present(desk, RELAZIONE, command, line)


def _told(desk: Desk, draft: Args, found: list[Envelope]) -> tuple[Reply, ...]:
    """What was set or written, in words: a receipt alone is not an answer."""
    match found[-1].event:
        case PlainModeSet(on=on):
            return (Reply((say(f"testo.now_{'on' if on else 'off'}"),)),)
        case RelazioneWritten(section=section, year=of_year):
            return (Reply((say("relazione.done", section=section, year=of_year),)),)
        case other:
            raise CardOutdated(type(other).__name__)


def confirmed(desk: Desk) -> Outcome:
    return recorded(desk, _told)


PLAIN = Conversation(
    talk=TALK,
    commands={"testo": plain_mode},
    offered={"testo": ()},
    private=frozenset({"testo"}),
    confirm=confirmed,
)
SCHEDA = Conversation(buttons={"schpdf": Press(scheda_pdf, (word,), aside=True)})
WRITING = Conversation(
    talk=RELAZIONE,
    commands={"relazione": write_relazione},
    offered={"relazione": (Role.SEGRETARIO,)},
    confirm=confirmed,
)
CONVERSATIONS = (PLAIN, SCHEDA, WRITING)
