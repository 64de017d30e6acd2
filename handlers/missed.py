"""What is said to words that nothing was made of: guesses, then the menu and a person to ask."""

from dataclasses import replace
from typing import Any

from handlers import progress, status, ways
from handlers.cards import Card
from handlers.desk import Desk, answer, button
from handlers.doubts import Heard
from handlers.turn import Outcome
from handlers.understand.reading import Reading
from words.say import Say, say

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
        outcome = answer(say("missed.often"), buttons=((button("menu", "objs:0"),),))
    elif "command" not in desk.draft and (guess := _guess(desk, question)) is not None:
        outcome = guess
    else:
        outcome = answer(question, buttons=_guesses(desk, reading))
    return replace(outcome, draft={**(outcome.draft or desk.draft), "missed": missed})


def _guess(desk: Desk, question: Say) -> Outcome | None:
    """What the words may have been about, with the figure they may have said of it."""
    codes = desk.reader.guesses(desk.turn.text, sender=desk.sender(), today=desk.today)
    if not codes:
        return None
    heard = Heard(desk.turn.text, desk.today)
    doubt = ways.guessed(desk, heard, question, codes)
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
