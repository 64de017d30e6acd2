"""Words that mean the same whatever talk is open, and questions asked in the middle of one."""

from dataclasses import replace

from handlers import asked_why, by_number, charts, documents, owed, own_data, paging, smvp, spoken
from handlers.bare import Bare
from handlers.conversation import Conversation
from handlers.desk import Desk, answer, button, keep
from handlers.progress import TALK as REPORT
from handlers.turn import Outcome
from words.say import say


def said(desk: Desk) -> Outcome | None:
    """Why I am asked, a picture, a document, a record by its number, the list that is open."""
    if (told := asked_why.answered(desk)) is not None:
        return keep(desk, told)
    for asked in (charts, documents, own_data):
        if (made := asked.asked_in_words(desk)) is not None:
            return keep(desk, made)
    if (named := by_number.asked_in_words(desk)) is not None:
        return named
    turned = paging.said(desk)
    return None if turned is None else keep(desk, turned)


def question(desk: Desk, talk: Conversation) -> Outcome | None:
    """A question typed while a talk waits for something else is answered, and the talk goes on. The
    card of a report knows by itself which words are for it."""
    waits = talk.waits is not None and talk.talk != REPORT
    if not waits or (told := spoken.question(desk)) is None:
        return None
    kept = keep(desk, told)
    first, *others = kept.replies
    waiting = replace(first, lines=(*first.lines, say("still_waiting")))
    return replace(kept, replies=(waiting, *others))


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
