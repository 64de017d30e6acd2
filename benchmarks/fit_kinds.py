"""Fits the weights by which the kind of a question is known, from questions that people wrote.

    python -m benchmarks.fit_kinds

prints how each fares when the others' questions are all that is learnt from, then learns from all
and writes `handlers/ask/kinds.json`. The same questions give the same weights.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

import handlers.ask
from handlers.ask import kinds
from handlers.ask.kinds import Kind
from handlers.understand import Reader
from tests.handlers.understand import table, towns

QUESTIONS = Path(table.HERE).parent / "ask" / "kinds"
WEIGHTS = Path(handlers.ask.__path__[0]) / "kinds.json"
PLAIN = "plain"  # the ordinary ways of asking, which is no writer to leave out
TOLD = "told"
LOOSE = 30.0  # how far a weight may go from nothing
LEAST_TIMES = 2  # a sign that one question has says nothing of others
LEAST_WEIGHT = 0.35  # a sign that says less for a kind is left out of it


ONE_OF = 24  # messages of the towns that tell something, of which one is learnt from


@dataclass(frozen=True)
class Question:
    kind: Kind
    text: str
    town: str | None = None
    """Whose plan it speaks of; none is the sample."""


def questions(writer: Path) -> list[Question]:
    lines = map(json.loads, writer.read_text("utf-8").splitlines())
    return [Question(Kind(line["kind"]), line["text"]) for line in lines]


def told() -> list[Question]:
    """Messages that report and correct, which ask nothing."""
    every = [
        Question(Kind.NOT_A_QUESTION, message["text"], town)
        for town in towns.DAYS
        for message in towns.messages(town)
        if message["expect"]["intent"] in ("report", "correct")
    ]
    return every[::ONE_OF]


@cache
def _naming(town: str | None = None) -> frozenset[str]:
    return Reader(towns.plan_of(town) if town else table.plan_of("sample")).naming


@cache
def _signs(one: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kinds.signs(one.text, _naming(one.town))))


def learn(learnt_from: Sequence[Question]) -> kinds.Weights:
    """Weights from what some questions show; a sign counts by how rare it is among them."""
    times = Counter(sign for one in learnt_from for sign in _signs(one))
    many = len(learnt_from)
    rare = {
        sign: round(log((1 + many) / (1 + n)) + 1, 2)
        for sign, n in times.items()
        if n >= LEAST_TIMES
    }
    place = {sign: at for at, sign in enumerate(rare)}
    model = LogisticRegression(C=LOOSE, max_iter=1000)
    model.fit(_table([_signs(one) for one in learnt_from], place, rare),
              [str(one.kind) for one in learnt_from])  # fmt: skip
    weights = np.round(model.coef_, 2)
    by_sign = {
        sign: tuple(
            (str(model.classes_[at]), float(weights[at, column]))
            for at in np.flatnonzero(np.abs(weights[:, column]) > LEAST_WEIGHT)
        )
        for sign, column in place.items()
    }
    bias = dict(zip(map(str, model.classes_), np.round(model.intercept_, 2).tolist(), strict=True))
    return kinds.Weights(rare, by_sign, bias)


def _table(
    rows: Sequence[Iterable[str]], place: Mapping[str, int], rare: Mapping[str, float]
) -> csr_array:
    at, column, value = [], [], []
    for row, found in enumerate(rows):
        known = [sign for sign in found if sign in place]
        length = sum(rare[sign] ** 2 for sign in known) ** 0.5 or 1.0
        at += [row] * len(known)
        column += [place[sign] for sign in known]
        value += [rare[sign] / length for sign in known]
    return csr_array((value, (at, column)), shape=(len(rows), len(place)))


def use(weights: kinds.Weights) -> None:
    """Writes weights and knows kinds by them from now on."""
    by_sign = {sign: dict(says) for sign, says in weights.by_sign.items() if says}
    rare = {sign: weights.rare[sign] for sign in weights.rare}
    kept = {"bias": weights.bias, "rare": rare, "signs": by_sign}
    WEIGHTS.write_text(json.dumps(kept, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")
    kinds.learnt.cache_clear()


def places(asked: Sequence[Question]) -> list[int]:
    """At which place among the likely kinds the right one of each stands."""
    return [list(kinds.likely(one.text, _naming())).index(one.kind) for one in asked]


def main() -> int:
    """Prints each writer as they fare when left out (unless `--all`); then learns from all."""
    written = {path.stem: questions(path) for path in sorted(QUESTIONS.glob("*.jsonl"))}
    written[TOLD] = told()
    for left_out, asked in written.items():
        if left_out in (PLAIN, TOLD) or "--all" in sys.argv:
            continue
        use(learn([q for name, every in written.items() if name != left_out for q in every]))
        at = places(asked)
        shares = [sum(place < most for place in at) / len(at) for most in (1, 3, 5)]
        print(
            f"{left_out}, left out: "
            + ", ".join(
                f"{share:.1%} within the first {most}"
                for most, share in zip((1, 3, 5), shares, strict=True)
            )
        )
    use(learn([q for every in written.values() for q in every]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
