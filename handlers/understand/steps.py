"""Milestones: reached, said not to be, or something that is neither.

`non ancora pubblicata` and `manca solo la firma` say that a step is not reached; `approvato in
commissione` is a step, but not the council's.
"""

import re
from enum import StrEnum

from handlers.understand.lexicon import LEXICON


class Reached(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    """A step was named, and it is not the one that counts."""
    TO_DO = "to_do"
    """It must, should or will be done."""


def _any_of(words: object) -> str:
    return "|".join(sorted((str(w) for w in words), key=len, reverse=True))  # type: ignore[attr-defined]


_NOT = re.compile(rf"\b(?:{_any_of(LEXICON.not_reached_phrases)})\b")
_TO_DO = re.compile(rf"\b(?:{_any_of(LEXICON.to_do_phrases)})\b")
_ONLY_PARTLY = re.compile(rf"\b(?:{_any_of(LEXICON.partly_phrases)})\b")
_STEP = re.compile(rf"\b(?:{_any_of(LEXICON.step_stems)})\w*")
_DONE = re.compile(rf"\b(?:{_any_of(LEXICON.done_words)})\b")


def not_reached(text: str) -> bool:
    return bool(_NOT.search(text))


def to_do(text: str) -> bool:
    """What must, should or will be done: nothing of it has happened yet."""
    return bool(_TO_DO.search(text))


def partly(text: str) -> bool:
    return bool(_ONLY_PARTLY.search(text))


def step_words(text: str) -> list[str]:
    return [m[0] for m in _STEP.finditer(text)]


def done(text: str) -> bool:
    return bool(_DONE.search(text) or _STEP.search(text))
