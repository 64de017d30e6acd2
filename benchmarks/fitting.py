"""Rows of features, and the weights of a linear model over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
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
