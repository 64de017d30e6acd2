"""The words of questions: which say what is asked about, which of them, in which order.

Data in `cues.toml`, read in a text that is cleaned (`italian.words.clean`).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from italian.closed import TIES, one_of
from italian.regex import regex
from italian.words import clean
from ledger.errors import Act
from ledger.people import Role
from ledger.readings.query import Filter, Order, What

E = TypeVar("E", bound=StrEnum)
Table = tuple[tuple[E, re.Pattern[str]], ...]


class _Same(BaseModel):
    """Words that people use for others of this file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    says: str
    means: str


class _Cues(BaseModel):
    """One field per entry of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    locutions: tuple[str, ...]
    why: tuple[str, ...]
    changes: tuple[str, ...]
    gap: tuple[str, ...]
    files: tuple[str, ...]
    writers: tuple[str, ...]
    writers_then: tuple[str, ...]
    holders: tuple[str, ...]
    counted: tuple[str, ...]
    all_of: tuple[str, ...]
    mine: tuple[str, ...]
    last: tuple[str, ...]
    mine_validated: tuple[str, ...]
    mine_waiting: tuple[str, ...]
    mine_contested: tuple[str, ...]
    misses: tuple[str, ...]
    worth: tuple[str, ...]
    compare: tuple[str, ...]
    due: tuple[str, ...]
    one: tuple[str, ...]
    asks: tuple[str, ...]
    worst_office: tuple[str, ...]
    tasks: tuple[str, ...]
    who_am_i: tuple[str, ...]
    how_am_i: tuple[str, ...]
    which_day: tuple[str, ...]
    days_left: tuple[str, ...]
    familiar: str
    talk: str
    house: str
    filters: Mapping[str, tuple[str, ...]]
    orders: Mapping[str, tuple[str, ...]]
    things: Mapping[str, tuple[str, ...]]
    who: Mapping[str, tuple[str, ...]]
    rights: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    said: Mapping[str, Mapping[str, tuple[str, ...]]]
    same: tuple[_Same, ...]
    short: tuple[_Same, ...]
    typed: Mapping[str, str]


def _load() -> _Cues:
    text = resources.files("handlers.ask").joinpath("cues.toml").read_text("utf-8")
    return _Cues.model_validate(tomllib.loads(text))


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return regex("|".join(patterns))


def _table(
    kind: type[E], rows: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[E, re.Pattern[str]]]:
    for name, patterns in rows.items():
        yield kind[name.upper()], _any(patterns)


_CUES = _load()

LOCUTIONS = regex(rf"[ ,]*(?<![\w'.])(?:{'|'.join(_CUES.locutions)})(?![\w'])")
"""What is said of the asking in more words than one: `in teoria`, `senza tanti giri di parole`."""
SAID_FIRST = ("leading", "discourse", "courtesy", "closing", "addressed")
LEADS = regex(
    rf"^(?:(?:e|ma) )?(?:(?:{one_of(*SAID_FIRST)})[ ,.!:]+)+"
    r"(?:(?<=re )se |(?<=mi )se )?"
    r"(?<!\bmi )(?<!\bci )(?<!\bti )(?<!\bper )"
    r"(?:(?<= se )|(?=(?:per |da |di |a |in |su |con |fino a |entro )?"
    r"(?:chi|che|cosa|come|quando|quant\w+|qual\w*|perche|dove)\b)"
    r"|(?<=(?:dere |pere |cere |vere ))(?=(?:il|lo|la|l'|i|gli|le|un|una|l) ?))"
)
"""What is said before a question, up to the word that asks or what is asked for."""
WHY = _any(_CUES.why)
CHANGES = _any(_CUES.changes)
GAP = _any(_CUES.gap)
FILES = _any(_CUES.files)
WRITERS = _any(_CUES.writers)
WRITERS_THEN = _any(_CUES.writers_then)
"""The same where a stretch of time is named."""
HOLDERS = _any(_CUES.holders)
COUNTED = _any(_CUES.counted)
ALL_OF = _any(_CUES.all_of)
MINE = _any(_CUES.mine)
LAST = _any(_CUES.last)
MINE_CONTESTED = _any(_CUES.mine_contested)
MINE_VALIDATED = _any(_CUES.mine_validated)
MINE_WAITING = _any(_CUES.mine_waiting)
MISSES = _any(_CUES.misses)
WORTH = _any(_CUES.worth)
COMPARE = _any(_CUES.compare)
DUE = _any(_CUES.due)
ONE = _any(_CUES.one)
ASKS = _any(_CUES.asks)
WORST_OFFICE = _any(_CUES.worst_office)
TASKS = _any(_CUES.tasks)
WHO_AM_I = _any(_CUES.who_am_i)
HOW_AM_I = _any(_CUES.how_am_i)
WHICH_DAY = _any(_CUES.which_day)
DAYS_LEFT = _any(_CUES.days_left)
TALK = frozenset(_CUES.talk.split()) | TIES
"""Words that people say beside anything."""
FAMILIAR = frozenset(_CUES.familiar.split())
HOUSE = _CUES.house.split()
"""What a plan is made of, as people cut it short: `obb. in ritardo`."""
FILTERS: Table[Filter] = tuple(_table(Filter, _CUES.filters))
ORDERS: Table[Order] = tuple(_table(Order, _CUES.orders))
THINGS: Table[What] = tuple(_table(What, _CUES.things))
WHO: Table[What] = tuple(_table(What, _CUES.who))
RIGHTS: Table[Act] = tuple(_table(Act, _CUES.rights))
ROLES: Table[Role] = tuple(_table(Role, _CUES.roles))
SAID: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    module: {name: _any(patterns) for name, patterns in rows.items()}
    for module, rows in _CUES.said.items()
}
"""The words of each kind of question, by the module that reads it."""
BEARING = regex(
    r"\b(?:rispetto|medi[ao]|prima|dopo|ultim[aoie]|quest'(?=(?:estate|inverno|autunno))"
    r"|dirigent[ei]|assessor\w+|person[ae]|collegh[ie]|responsabil[ei]|da quando|da quanto)\b"
)
"""Words that people say beside anything, and that change what is asked where nothing was made
of them."""
CODES = regex(r"\b[a-z]{1,7}[ .]?\d{1,3}(?:\.\d{1,3}){0,2}\b")
"""A typed code, of whatever kind."""


SAME = tuple((regex(one.says), one.means) for one in _CUES.same)
SHORT = tuple((regex(one.says), one.means) for one in _CUES.short)
TYPED = regex(rf"(?<![\w.,'])(?:{'|'.join(_CUES.typed)})(?![\w.'])")
"""A word as it is typed in a hurry."""


@lru_cache(maxsize=256)
def written_out(text: str) -> str:
    """A text in plain letters with what people shorten written out: `nn`, `com'è`."""
    plain = LOCUTIONS.sub("", " ".join(clean(text).split())).strip(" ,")
    plain = TYPED.sub(lambda found: _CUES.typed[found[0]], plain)
    for pattern, means in SHORT:
        plain = pattern.sub(means, plain)
    return LEADS.sub("", plain)


@lru_cache(maxsize=256)
def put_plainly(text: str) -> str:
    """A text with what people say in many ways put in the words of this file."""
    plain = written_out(text)
    for pattern, means in SAME:
        plain = pattern.sub(means, plain)
    return plain


def question_in(text: str) -> str | None:
    """A question in plain letters, without its mark; None for what asks nothing."""
    plain = " ".join(clean(text).split()).strip(" .!")
    return plain.rstrip("? ") if ASKS.search(plain) else None
