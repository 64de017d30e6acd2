"""Words that mean the same whatever talk is open, and questions asked in the middle of one."""

from collections.abc import Callable

from handlers import spoken
from handlers.conversation import Conversation
from handlers.desk import Desk, answer, ask, button, keep, led_by
from handlers.evaluating import smvp
from handlers.procedure import documents, paper_words
from handlers.reporting import asked_why, by_number, owed
from handlers.reporting.cards import TALK as REPORT
from handlers.reporting.heard import code_and_figure
from handlers.staff import own_data
from handlers.standing import charts
from handlers.talk import no_answer, paging
from handlers.talk.bare import Bare, Way, way_of
from handlers.talk.no_answer import NoAnswer
from handlers.talk.typed import no_such_day
from handlers.turn import Outcome
from handlers.understand.asking.questions import opens_asking
from italian.regex import regex
from italian.words import clean
from ledger.later import replace
from words.say import say

Door = Callable[[Desk], Outcome | None]


def _no_door(desk: Desk) -> None:
    return None


def said(desk: Desk) -> Outcome | None:
    """Why I am asked, a picture, a document, a record by its number, the list that is open."""
    if (told := asked_why.answered(desk)) is not None:
        return keep(desk, told)
    for asked in (charts, documents, own_data):
        if (made := asked.asked_in_words(desk)) is not None:
            return keep(desk, made)
    if (named := by_number.asked_in_words(desk)) is not None:
        return named
    if (turned := paging.said(desk)) is not None:
        return keep(desk, turned)
    if (paper := paper_words.asked_in_words(desk)) is not None:
        return keep(desk, paper)
    # An act is no answer to what another one waits for: it takes its place.
    return spoken.act(desk) if "talk" in desk.draft and not desk.turn.edited else None


def way_out(desk: Desk, talk: Conversation) -> Outcome | None:
    """`annulla`, `torna indietro`, typed where a question waits for an answer: never the answer.
    What has a question before it goes back there; the rest is left, as `/annulla` leaves it."""
    way = way_of(desk.turn.text) if talk.waits is not None else None
    if way is None or desk.turn.attachment is not None:
        return None
    before = talk.back(desk) if way is Way.BACK and talk.back is not None else None
    return before or leave(desk, "")


def day_told(desk: Desk, outcome: Outcome) -> Outcome:
    """The answer to a command; where its line names a day that no calendar has and nothing came of
    it, that is said first."""
    none = no_such_day(desk.turn.text, desk.today)
    told = {line.key for reply in outcome.replies for line in reply.lines} & NO_DAY
    offered = outcome.draft is not None and outcome.draft.get("id") != desk.draft.get("id")
    if none is None or offered or told:
        return outcome
    return led_by(outcome, say("typed.no_such_day", typed=none))


NO_DAY = {"typed.no_such_day", "amend.unread.termine", "new.unread.deadline"}
"""What says so already."""


def leave(desk: Desk, rest: str) -> Outcome:
    """`/annulla`. An evaluation is found again where it was left."""
    if desk.draft.get("talk") == smvp.EVALUATION.talk:
        return smvp.put_off(desk)
    return answer(say("left" if "talk" in desk.draft else "nothing_open"))


def question(desk: Desk, talk: Conversation, door: Door = _no_door) -> Outcome | None:
    """A question typed while a talk waits for something else is answered, and the talk goes on. The
    card of a report knows by itself which words are for it. `door` opens the command that answers a
    question, where one does and leaves the talk open."""
    waits = talk.waits is not None and talk.talk != REPORT
    exact = str(desk.draft.get("step", "")).partition(" ")[0] in talk.exact
    if not waits:
        return None
    plain = clean(desk.turn.text)
    asks = exact or opens_asking(plain) or TELL_ME.match(plain)
    told = spoken.question(desk, marked=not asks)
    if told is None and (exact or desk.turn.text.rstrip().endswith("?")):
        told = door(desk)
    if told is None:
        return None
    kept = keep(desk, told)
    return _reminded(desk, kept) if _stays(desk, kept) else None


TELL_ME = regex(r"(?:dimmi|dammi|mostrami|elencami|fammi (?:vedere|sapere))\b")
"""Asks for something, with no mark; understood as a question it is no reason and no words of one's
own."""


def another_act(desk: Desk, talk: Conversation) -> Outcome | None:
    """A whole act said where a step waits for something exact takes the place of what is open; a
    code and its figure do so wherever words are waited for: they are nobody's own words. Where
    one's own words are waited for, an act is one that opens as an order does."""
    if code_and_figure(desk) is not None:
        return spoken.answered(desk)
    text = desk.turn.text
    step = str(desk.draft.get("step", "")).partition(" ")[0]
    exact = talk.refuses is not None and step not in talk.own_words
    if len(text.split()) < AN_ACT or not (exact or no_answer.may_order(text)):
        return None
    done = spoken.act(desk)
    if done is None and not exact and spoken.is_order(desk):
        done = spoken.answered(desk)
    return None if done is None else _reminded(desk, done)


AN_ACT = 2
"""Words of the shortest act."""


def heard(desk: Desk, talk: Conversation) -> Outcome | None:
    """What a step makes of words it waits for; None for words that are nobody's answer."""
    if talk.waits is None or no_answer.kind_of(desk.turn.text) is not None:
        return None
    return talk.waits(desk)


def not_an_answer(desk: Desk, talk: Conversation, door: Door) -> Outcome:
    """Words that a step waits for none of: said as they are meant; what is open is named again
    where it stays open. Where they mean nothing else, the step says what it waits for."""
    kind = no_answer.kind_of(desk.turn.text)
    if kind is NoAnswer.HOLD_ON:
        return _waited_for(desk, talk)
    found = spoken.question(desk, marked=False) or smvp.suppose(desk, desk.turn.text) or door(desk)
    if found is None and kind is None and talk.refuses is not None and not _asks(desk):
        return talk.refuses(desk)
    told = keep(desk, found) if found is not None else spoken.answered(desk)
    if dict(told.draft or {}).get("missed", 0) > desk.draft.get("missed", 0):
        return _waited_for(desk, talk)
    return _reminded(desk, told)


def _waited_for(desk: Desk, talk: Conversation) -> Outcome:
    """Nothing was taken: the step says what it waits for, and the ways back and out."""
    again = say("not_taken.back" if talk.back is not None else "not_taken")
    if talk.refuses is not None:
        return led_by(talk.refuses(desk), again)
    return ask(desk.draft, again, buttons=((button("cancel", "go:annulla:-"),),))


def _stays(desk: Desk, outcome: Outcome) -> bool:
    """Whether what was open is open still."""
    return outcome.draft is not None and outcome.draft.get("talk") == desk.draft.get("talk")


def _reminded(desk: Desk, outcome: Outcome) -> Outcome:
    """The same answer; what is open is named again where it stays open."""
    return still_waiting(outcome) if _stays(desk, outcome) else outcome


def _asks(desk: Desk) -> bool:
    text = desk.turn.text
    return text.rstrip().endswith("?") or opens_asking(clean(text))


def still_waiting(outcome: Outcome) -> Outcome:
    """The same answer, and that what was asked before still waits for one."""
    first, *others = outcome.replies
    waiting = replace(first, lines=(*first.lines, say("still_waiting")))
    return replace(outcome, replies=(waiting, *others))


def bare(desk: Desk, said: Bare | None) -> Outcome | None:
    """A bare reply with no card open: done or not yet of the step that a campaign asks for, else
    an answer to nothing. None for what a quoted record is said to be,
    the caption of a file, and anything else."""
    if said is None or desk.turn.attachment is not None:
        return None
    if said in (Bare.DONE, Bare.NOT_DONE):
        if desk.turn.about is not None:
            return None
        if (step := owed.step_said(desk, done=said is Bare.DONE)) is not None:
            return step
    return nothing_open(desk)


def nothing_open(desk: Desk) -> Outcome:
    """A bare yes or no answers the card that is open, and nothing else; pages of evaluations that
    were begun are named, and none is taken for the one that was meant."""
    pages = [key.partition("|")[0] for key in desk.draft.get(smvp.PARKED, {})]
    if not pages:
        way = ((button("oggi", "oggi:0"),),) if desk.turn.kind == "private" else ()
        return keep(desk, answer(say("nothing_open"), buttons=way))
    rows = tuple((button("open_person", f"evopen:{p}", person=p),) for p in dict.fromkeys(pages))
    return keep(desk, answer(say("which_open"), buttons=rows))
