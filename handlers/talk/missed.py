"""What is said to words that nothing was made of: guesses, then the menu and a person to ask."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.desk import Desk, answer, button
from handlers.plan import gone
from handlers.reporting import progress, ways
from handlers.reporting.cards import Card
from handlers.reporting.doubts import Heard
from handlers.reporting.progress import REPORTING
from handlers.standing import status
from handlers.talk.typed import tells_figure
from handlers.talk.words import listed, post
from handlers.turn import Button, Outcome
from handlers.understand.reading import NotTaken, Reading
from ledger.people import Role
from words.say import Say, say

HERE: Mapping[Role, tuple[tuple[str, str], ...]] = {
    Role.SEGRETARIO: (("cycle", "go:ciclo:-"), ("campaigns", "go:campagna:-")),
    Role.SINDACO: (("evaluate", "go:valuta:-"), ("how", "st:ENTE")),
    Role.GIUNTA: (("cycle", "go:ciclo:-"), ("grading", "go:pesatura:-")),
    Role.NUCLEO: (("evaluate", "go:valuta:-"), ("checks", "go:verifiche:-")),
    Role.PERSONALE: (("facts", "go:personale:-"), ("premiums", "go:premi:-")),
    Role.ADMIN: (("people", "go:persone:-"), ("invite", "frmgo:invita")),
    Role.DIPENDENTE: (("scheda", "go:scheda:-"), ("how", "st:ENTE")),
}
"""What who writes no data of an office does here, as buttons: an example of a report is no help."""

OF_OFFICES = (Role.EQ, Role.DIRIGENTE)
UNREAD = ("understand.unclear", "missed")
"""Questions that say nothing more than that nothing was understood."""

MISSES = 3
"""In a row, after which no more is guessed."""


def candidates(reading: Reading) -> tuple[Any, ...]:
    """What was named may be one of these: a button each."""
    codes = reading.items[0].candidates if reading.items else ()
    return tuple((button("scope", f"st:{code}", code=code),) for code in codes)


def missed(desk: Desk, reading: Reading) -> Outcome:
    """Guesses as buttons that complete what was said; after three misses in a row, the menu and a
    person to ask. An open card stays open."""
    missed = desk.draft.get("missed", 0) + 1
    question = reading.question or say("missed")
    if missed >= MISSES:
        rows = _here(desk) or ((button("menu", "objs:0"),),)
        outcome = answer(say("missed.often"), buttons=rows)
    elif "command" not in desk.draft and (guess := _guess(desk, question)) is not None:
        outcome = guess
    elif question.key in UNREAD and not candidates(reading) and (rows := _here(desk)):
        outcome = answer(say("missed.here"), *_may(desk), buttons=rows)
    else:
        outcome = answer(question, buttons=_guesses(desk, reading))
    return replace(outcome, draft={**(outcome.draft or desk.draft), "missed": missed})


def not_theirs(desk: Desk, reading: Reading) -> Outcome | None:
    """What may have been no figure at all, of who writes none of what it was read as: what they do
    here, and never that they may not do what they are not known to want. None where a
    code says whose it is, or a figure is told of an indicator by its words."""
    rows, text = _here(desk), desk.turn.text
    about = any(item.indicator for item in reading.items) and tells_figure(text, desk.today)
    named = about or gone.CODES.search(text)
    theirs = any(item.refusal is not NotTaken.NOT_ALLOWED for item in reading.items)
    if not rows or named or theirs or desk.turn.attachment is not None:
        return None
    held = _roles(desk)
    who = listed([post(str(role)) for role in REPORTING if role not in held])
    outcome = answer(say("missed.not_theirs", who=who), *_may(desk), buttons=rows)
    return replace(outcome, draft=desk.draft or None)


def _guess(desk: Desk, question: Say) -> Outcome | None:
    """What the words may have been about, with the figure they may have said of it."""
    codes = desk.reader.guesses(desk.turn.text, sender=desk.sender(), today=desk.today)
    if not codes:
        return None
    heard = Heard(desk.turn.text, desk.today)
    doubt = ways.guessed(desk, heard, question, codes)
    if not doubt.ways and doubt.names:
        return None  # Nothing to choose from.
    return progress.show(desk, Card((), doubts=(doubt,), heard=heard))


def _guesses(desk: Desk, reading: Reading) -> tuple[Any, ...]:
    """What the words may name; where they are like nothing, what people mostly want."""
    if found := candidates(reading):
        return found
    scope = status.default_scope(desk)
    return (
        (
            button("menu", "objs:0"),
            button("how", f"st:{scope}"),
            button("due", f"due:{scope}"),
        ),
    )


def _roles(desk: Desk) -> tuple[Role, ...]:
    """The roles of who writes no data of an office; none of who does."""
    held = tuple(dict.fromkeys(post.role for post in desk.posts))
    return () if any(role in OF_OFFICES for role in held) else held


def _may(desk: Desk) -> list[Say]:
    """What each of these roles does here."""
    return [say("missed.may", may=say(f"chi.may.{role}")) for role in _roles(desk)]


def _here(desk: Desk) -> tuple[tuple[Button, ...], ...]:
    """The ways to it, and to what waits."""
    rows = tuple(
        tuple(button(f"here.{name}", data) for name, data in HERE[role]) for role in _roles(desk)
    )
    own = desk.turn.kind == "private"
    last = (*((button("oggi", "oggi:0"),) if own else ()), button("help", "help:-"))
    return (*rows, last) if rows else ()
