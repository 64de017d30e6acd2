"""The words every town hall uses: acronyms, abbreviations, verbs, cues. Data in `lexicon.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class Lexicon:
    empty_words: frozenset[str]
    """Words that name no indicator: articles, auxiliaries, courtesies."""
    increment_words: frozenset[str]
    increment_phrases: tuple[str, ...]
    total_phrases: tuple[str, ...]
    acronyms: Mapping[str, tuple[str, ...]]
    """Acronym to the phrases it stands for."""
    abbreviations: Mapping[str, str]
    stock_phrases: tuple[str, ...]
    continuous_units: tuple[str, ...]
    left_phrases: tuple[str, ...]
    cleared_stems: tuple[str, ...]
    done_words: frozenset[str]
    not_done_words: frozenset[str]
    step_stems: tuple[str, ...]
    not_reached_phrases: tuple[str, ...]
    to_do_phrases: tuple[str, ...]
    partly_phrases: tuple[str, ...]


def load() -> Lexicon:
    text = resources.files("handlers.understand").joinpath("lexicon.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Lexicon(
        empty_words=frozenset(data["empty_words"].split()),
        increment_words=frozenset(data["increment"]["words"]),
        increment_phrases=tuple(data["increment"]["phrases"]),
        total_phrases=tuple(data["total"]["phrases"]),
        acronyms={k: tuple(v) for k, v in data["acronyms"].items()},
        abbreviations=data["abbreviations"],
        stock_phrases=tuple(data["stock"]["phrases"]),
        continuous_units=tuple(data["stock"]["continuous_units"]),
        left_phrases=tuple(data["left"]["phrases"]),
        cleared_stems=tuple(data["cleared"]["stems"]),
        done_words=frozenset(data["done"]["words"]),
        not_done_words=frozenset(data["done"]["not_words"]),
        step_stems=tuple(data["steps"]["stems"]),
        not_reached_phrases=tuple(data["steps"]["not_reached"]),
        to_do_phrases=tuple(data["steps"]["to_do"]),
        partly_phrases=tuple(data["steps"]["partly"]),
    )


LEXICON = load()
