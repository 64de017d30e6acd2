"""Fits the weights by which the reader chooses, from the messages of the towns it learns from.

    make train

prints how each town fares when it is left out, then fits on all of them and writes
`handlers/understand/weights.json`. The same towns give the same weights.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

import handlers.understand
from handlers.understand.candidates import Candidate, Clause, Shape
from handlers.understand.choosing import Chooser, ranked_by, surety_of

WEIGHTS = Path(handlers.understand.__path__[0]) / "weights.json"
Features = Mapping[str, float]


@dataclass(frozen=True)
class Seen:
    """A clause as the reader met it, and which indicators would have been right."""

    clause: Clause
    shape: Shape
    candidates: tuple[Candidate, ...]
    right: frozenset[str]
    among: bool
    weight: float


class Watching(Chooser):
    """A chooser that keeps what it was asked."""

    def __init__(self, chooser: Chooser) -> None:
        super().__init__(chooser.vocabulary)
        self.asked: list[tuple[Clause, Shape, tuple[Candidate, ...], bool]] = []

    def judged(self, clause, shape, ranked, every):  # type: ignore[no-untyped-def]
        self.asked.append((clause, shape, every, False))
        return super().judged(clause, shape, ranked, every)


def fitted(
    rows: Sequence[Features],
    labels: Sequence[int],
    weights: Sequence[float],
    *,
    bias: bool,
    c: float,
) -> dict[str, float]:
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=c, fit_intercept=False, max_iter=5000, tol=1e-8)
    model.fit(table, np.array(labels), sample_weight=np.array(weights))
    return {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}


def choice_weights(seen: Sequence[Seen], start: Mapping[str, float]) -> dict[str, float]:
    """Weights under which the right candidate stands before each of the others."""
    current = dict(start)
    for _ in range(3):
        rows: list[Features] = []
        labels: list[int] = []
        weights: list[float] = []
        for one in seen:
            ranked = ranked_by(current, one.candidates)
            right = next((c for c in ranked if c.code in one.right), None)
            wrong = [c for c in ranked if c.code not in one.right][:12]
            if right is None or not wrong:
                continue
            for other in wrong:
                more = {n: right.features[n] - other.features[n] for n in right.features}
                rows += [more, {n: -v for n, v in more.items()}]
                labels += [1, 0]
                weights += [one.weight / len(wrong) ** 0.5] * 2
        current = fitted(rows, labels, weights, bias=False, c=0.5)
    return current


def surety_weights(seen: Sequence[Seen], choice: Mapping[str, float]) -> dict[str, float]:
    """Weights that tell how likely the best candidate is right."""
    rows: list[Features] = []
    labels: list[int] = []
    weights: list[float] = []
    for one in seen:
        every = ranked_by(choice, one.candidates)
        mine = tuple(c for c in every if c.features["own"])
        for ranked in {tuple(c.code for c in r): r for r in (mine, every) if r}.values():
            rows.append(surety_of(one.clause, one.shape, ranked, every))
            labels.append(int(ranked[0].code in one.right))
            weights.append(one.weight)
    return fitted(rows, labels, weights, bias=True, c=0.5)
