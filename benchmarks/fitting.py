"""Rows of features, and the weights of a linear model over them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

Features = Mapping[str, float]


@dataclass(frozen=True)
class Row:
    """Features with what they should come to."""

    features: Features
    label: int | str
    weight: float
    words: tuple[str, ...] = ()


def fitted(rows: Sequence[Row], c: float) -> dict[str, float]:
    names = sorted({name for row in rows for name in row.features})
    model = LogisticRegression(C=c, fit_intercept=False, solver="newton-cholesky")
    model.fit(table_of(rows, names), [r.label for r in rows], [r.weight for r in rows])
    return {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}


def table_of(rows: Sequence[Row], names: Sequence[str]) -> Any:
    place = {name: at for at, name in enumerate(names)}
    found = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for name, value in row.features.items():
            found[at, place[name]] = value
    return found


LEAST_TIMES, LEAST_SOURCES = 4, 2  # a word that fewer have says nothing of others


class Lesson(Protocol):
    """What one message, or a part of it, shows."""

    @property
    def source(self) -> str: ...
    @property
    def signs(self) -> Features: ...
    @property
    def label(self) -> bool: ...
    @property
    def weight(self) -> float: ...


def fitted_with_words(
    lessons: Sequence[Lesson], is_word: Callable[[str], bool], loose: float, least: float
) -> dict[str, float]:
    """How much each sign says, words among them only where several sources have them; `least`:
    a sign that says less is left out."""
    where: dict[str, set[str]] = defaultdict(set)
    times = Counter(name for one in lessons for name in one.signs)
    for one in lessons:
        for name in one.signs:
            where[name].add(one.source)
    names = [
        name
        for name, sources in sorted(where.items())
        if not is_word(name) or (times[name] >= LEAST_TIMES and len(sources) >= LEAST_SOURCES)
    ]
    place = {name: at for at, name in enumerate(names)}
    cells = [
        (row, place[name], value)
        for row, one in enumerate(lessons)
        for name, value in one.signs.items()
        if name in place
    ]
    rows, columns, values = zip(*cells, strict=True)
    at = np.array([rows, columns], dtype=np.int32)
    table = csr_array((values, (at[0], at[1])), shape=(len(lessons), len(names)))
    model = LogisticRegression(C=loose, fit_intercept=False, solver="liblinear")
    model.fit(table, [one.label for one in lessons], [one.weight for one in lessons])
    weights = np.round(model.coef_[0], 2)
    return {n: float(w) for n, w in zip(names, weights, strict=True) if abs(w) > least}
