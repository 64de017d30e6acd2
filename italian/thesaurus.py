"""What a town hall does, in its own words and in those people use: concepts found in a text.

The files of `thesaurus/` hold them by function, for people to read and mend. Parsing them takes
longer than a bot may take to start, so that `python -m italian.thesaurus` compiles them into
`thesaurus.json`, phrases already as stems; a test says that the two agree.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from italian.closed import SMALL_WORDS
from italian.regex import regex
from italian.words import clean, stem, words

HERE = Path(__file__).parent
SOURCES = HERE / "thesaurus"
COMPILED = HERE / "thesaurus.json"

_MOST_WORDS = 6
"""Words of the longest phrase that is kept."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a town hall deals with: `anagrafe.cie`."""

    id: str
    broader: str | None
    verbs: tuple[str, ...] = ()
    """What is done with it, in the infinitive."""

    @property
    def function(self) -> str:
        """The function of the town hall it belongs to: what its id says before the dot."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a text, from word `start` to `end`, that may mean any of some concepts."""

    start: int
    end: int
    concepts: tuple[int, ...]


class Thesaurus:
    """Concepts by number, and the phrases that mean them."""

    def __init__(
        self,
        concepts: Sequence[Concept],
        phrases: Mapping[str, Sequence[int]],
        themes: Sequence[Sequence[str]],
    ) -> None:
        self.concepts = tuple(concepts)
        same: dict[tuple[int, ...], tuple[int, ...]] = {}
        found = ((phrase, tuple(meant)) for phrase, meant in phrases.items())
        self._phrases = {phrase: same.setdefault(meant, meant) for phrase, meant in found}
        self._longest: dict[str, int] = {}
        self._holding: dict[str, list[str]] = {}
        """The phrases that each word stands in."""
        for phrase in self._phrases:
            said = phrase.split()
            self._longest[said[0]] = max(len(said), self._longest.get(said[0], 0))
            for word in said:
                self._holding.setdefault(word, []).append(phrase)
        self.words = frozenset(self._holding)
        self._beside = _beside(self.concepts, themes)
        self._kin = _Kin(self.concepts)

    def find(self, stems: Sequence[str]) -> Iterator[Found]:
        """Every phrase of it in a row of stems, links between words left out; they may overlap."""
        for start, opening in enumerate(stems):
            for length in range(1, self._longest.get(opening, 0) + 1):
                if start + length > len(stems):
                    break
                meant = self._phrases.get(" ".join(stems[start : start + length]))
                if meant:
                    yield Found(start, start + length, meant)

    def speaks_of(self, word: str) -> Mapping[int, float]:
        """What a stem speaks of by itself: the concepts and themes whose phrases have it.

        Their shares sum to 1; themes are numbered after the concepts.
        """
        told: dict[int, float] = {}
        for phrase in self._holding.get(word, ()):
            for concept in self._phrases[phrase]:
                told[concept] = told.get(concept, 0.0) + (1 + phrase.count(" ")) ** -0.5
        for at, many in self._beside.get(word, ()):
            told[at] = told.get(at, 0.0) + many
        total = sum(told.values())
        return {at: many / total for at, many in told.items()}

    def kin(self, concept: int) -> tuple[tuple[int, float], ...]:
        """A concept and those about it, each with its nearness: 1 for itself, less for the rest."""
        return self._kin[concept]


_OF_A_THEME = 2.0
"""What a word of a theme counts for: a theme gathers what is talked of together."""
_DONE_WITH = 0.3
"""What a verb of a concept counts for, of a word of its phrases."""


def _beside(
    concepts: Sequence[Concept], themes: Sequence[Sequence[str]]
) -> dict[str, list[tuple[int, float]]]:
    """What words speak of beside what is said in phrases: the verbs of concepts, then themes."""
    found: dict[str, list[tuple[int, float]]] = {}
    for at, one in enumerate(concepts):
        for verb in one.verbs:
            found.setdefault(stem(verb), []).append((at, _DONE_WITH))
    for at, theme in enumerate(themes, len(concepts)):
        for phrase in theme:
            words = phrase.split()
            for word in words:
                found.setdefault(word, []).append((at, _OF_A_THEME * len(words) ** -0.5))
    return found


_BROADER, _NARROWER, _SIBLING = 0.6, 0.7, 0.3
"""How near a concept is to the one above it, to one below it, to another below the same one."""


class _Kin(dict[int, tuple[tuple[int, float], ...]]):
    """Concepts about each concept, found when they are first asked for."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        super().__init__()
        numbers = {c.id: at for at, c in enumerate(concepts)}
        self._above = [numbers.get(c.broader or "") for c in concepts]
        self._below: dict[int, list[int]] = {}
        for at, broader in enumerate(self._above):
            if broader is not None:
                self._below.setdefault(broader, []).append(at)

    def __missing__(self, at: int) -> tuple[tuple[int, float], ...]:
        broader = self._above[at]
        near = dict.fromkeys(self._below.get(at, ()), _NARROWER)
        if broader is not None:
            near |= dict.fromkeys(self._below[broader], _SIBLING) | {broader: _BROADER}
        found = self[at] = tuple((near | {at: 1.0}).items())
        return found


_DOTTED = regex(r"(?<![a-z])(?:[a-z]\.){2,}(?:[a-z](?![a-z]))?")
_SHORTEST = 3
"""Letters of the shortest phrase that is kept: two letters mean too many things."""


def phrase_key(text: str) -> str:
    """A phrase as it is compared: stems of its words, in order, links left out."""
    joined = _DOTTED.sub(lambda m: m[0].replace(".", ""), clean(text))
    return " ".join(stem(w) for w in words(joined) if w not in SMALL_WORDS)


@cache
def thesaurus() -> Thesaurus:
    """The thesaurus, read once."""
    data = json.loads(COMPILED.read_text("utf-8"))
    concepts = [Concept(name, broader, tuple(verbs)) for name, broader, verbs in data["concepts"]]
    return Thesaurus(concepts, data["phrases"], data["themes"])


def compiled(sources: Path = SOURCES) -> dict[str, Any]:
    """The files of the thesaurus as tables of concepts, of phrases, of themes."""
    files = [tomllib.loads(file.read_text("utf-8")) for file in sorted(sources.glob("*.toml"))]
    read = [concept for file in files for concept in file.get("concept", ())]
    themes = [
        sorted({phrase_key(said) for said in (theme["name"], *theme["said"])} - {""})
        for file in files
        for theme in file.get("theme", ())
    ]
    phrases: dict[str, list[int]] = {}
    for at, concept in enumerate(read):
        for said in (concept["name"], *concept.get("said", ()), *concept.get("short", ())):
            key = phrase_key(said)
            kept = len(key) >= _SHORTEST and key.count(" ") < _MOST_WORDS
            if kept and at not in phrases.setdefault(key, []):
                phrases[key].append(at)
    concepts = [[c["id"], c.get("broader"), _verbs(c.get("verbs", ()))] for c in read]
    return {"concepts": concepts, "phrases": dict(sorted(phrases.items())), "themes": themes}


def _verbs(phrases: Sequence[str]) -> list[str]:
    """The first word of each: `prendere in carico` is told by `prendere`."""
    return sorted({words(clean(phrase))[0] for phrase in phrases if words(clean(phrase))})


def main() -> None:
    """Compiles the TOML of the thesaurus to the JSON that is read at a start."""
    text = json.dumps(compiled(), ensure_ascii=False, separators=(",", ":"))
    COMPILED.write_text(text.replace('],"', '],\n"') + "\n", "utf-8")


if __name__ == "__main__":
    main()
