"""The words every town hall uses: acronyms, abbreviations, verbs, cues. Data in `lexicon.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources

from pydantic import BaseModel, ConfigDict

from italian.closed import closed_words
from italian.regex import regex


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Steps(_Section):
    """Words for steps done, not reached, still to do."""

    done: tuple[str, ...]
    not_reached: tuple[str, ...]
    partly: tuple[str, ...]
    to_do: tuple[str, ...]
    unknown: tuple[str, ...]
    doubts: tuple[str, ...]


class Measures(_Section):
    """Words that say what a number measures."""

    stock: tuple[str, ...]
    left: tuple[str, ...]
    flow: tuple[str, ...]
    moving: tuple[str, ...]
    continuous_units: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]


class SmallTalk(_Section):
    """What tells words beside a report from words about it."""

    qualifies: tuple[str, ...]
    of_us: tuple[str, ...]
    courteous: tuple[str, ...]
    denials: frozenset[str]
    labels: tuple[str, ...]


class TakingAway(_Section):
    """Words for what is cleared away."""

    concepts: frozenset[str]
    words: tuple[str, ...]
    emptied: tuple[str, ...]


class Bodies(_Section):
    """Who decides in a town hall, and how it is called."""

    committee: tuple[str, ...]
    junta: tuple[str, ...]
    council_matters: tuple[str, ...]


class Acts(_Section):
    """Kinds of act, by what they do."""

    decision: frozenset[str]
    letter: frozenset[str]
    contract: frozenset[str]


class Corrections(_Section):
    """Words that take something back."""

    undo: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    swapped: tuple[str, ...]
    late: tuple[str, ...]
    talk: tuple[str, ...]


class Questions(_Section):
    """Words that open a question."""

    openers: tuple[str, ...]
    closers: tuple[str, ...]
    interrogatives: tuple[str, ...]
    not_interrogatives: tuple[str, ...]
    tags: tuple[str, ...]
    ask: tuple[str, ...]
    help: tuple[str, ...]
    history: tuple[str, ...]
    deadlines: tuple[str, ...]
    standing: tuple[str, ...]
    objective: tuple[str, ...]
    status: tuple[str, ...]
    compared: tuple[str, ...]
    greeting: tuple[str, ...]
    mine: tuple[str, ...]
    whole: tuple[str, ...]
    talk: tuple[str, ...]


class Orders(_Section):
    """Words by which something is asked of the bot."""

    judged: tuple[str, ...]
    person: tuple[str, ...]
    mark: tuple[str, ...]
    agree: tuple[str, ...]
    disagree: tuple[str, ...]
    approve: tuple[str, ...]
    reject: tuple[str, ...]
    evaluate: tuple[str, ...]
    talk: tuple[str, ...]


class Lexicon(_Section):
    """One field per table of the file; what each means is said there."""

    empty_words: frozenset[str]
    nothing_counted: tuple[str, ...]
    out_of_order: tuple[str, ...]
    broken: tuple[str, ...]
    labels: tuple[str, ...]
    beside: Mapping[str, tuple[str, ...]]
    manners: Mapping[str, tuple[str, ...]]
    measures: Measures
    concepts: Mapping[str, tuple[str, ...]]
    not_counted: frozenset[str]
    earlier: tuple[str, ...]
    undone: tuple[str, ...]
    hearsay: tuple[str, ...]
    telling: tuple[str, ...]
    outsiders: tuple[str, ...]
    small_talk: SmallTalk
    formal_steps: frozenset[str]
    same_step: Mapping[str, frozenset[str]]
    taking_away: TakingAway
    steps: Steps
    bodies: Bodies
    acts: Acts
    acronyms: Mapping[str, tuple[str, ...]]
    abbreviations: Mapping[str, str]
    units: Mapping[str, str]
    corrections: Corrections
    questions: Questions
    orders: Orders


def load() -> Lexicon:
    """The lexicon of `lexicon.toml`."""
    text = resources.files("handlers.understand").joinpath("lexicon.toml").read_text("utf-8")
    data = tomllib.loads(text)
    data["empty_words"] = {*data["empty_words"].split(), *closed_words(*data.pop("empty_classes"))}
    return Lexicon.model_validate(data)


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    return regex(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)")


LEXICON = load()
