"""A person over the years: the mean of the last three evaluations, negatives in a row. R-37."""

from fractions import Fraction

from ledger.evaluation.schede import judged
from ledger.evaluation.years import evaluated_years
from ledger.later import dataclass
from ledger.projections import evaluation
from ledger.scoring.scheda import Score
from ledger.view import View

LAST = 3
"""Evaluations that count for a progression. Source: CCNL Funzioni locali 2019-2021, art. 14."""


@dataclass(frozen=True)
class Mean:
    """The mean of the final scores of some years, exact."""

    years: tuple[int, ...]
    value: Fraction


def scores_of(view: View, person: str, year: int) -> list[Score]:
    """The scores of a year that stand: one, or one a part."""
    parts = {v.part: v for v in evaluation.versions(view.tables, year, person)}
    found = (judged(view, version).score for version in parts.values())
    return [score for score in found if score is not None]


def mean_of_last(view: View, person: str, year: int) -> Mean | None:
    """Of the last three years evaluated up to one; two schede of a year count as their mean."""
    means: dict[int, Fraction] = {}
    for of in evaluated_years(view, person):
        scores = scores_of(view, person, of) if of <= year else []
        if scores and len(means) < LAST:
            means[of] = sum((s.final for s in scores), Fraction(0)) / len(scores)
    if not means:
        return None
    return Mean(tuple(sorted(means)), sum(means.values(), Fraction(0)) / len(means))


def negatives_in_a_row(view: View, person: str, year: int) -> bool:
    """Whether the evaluations of a year and of the one before are both negative."""
    both = (scores_of(view, person, year), scores_of(view, person, year - 1))
    return all(scores and any(s.negative for s in scores) for scores in both)
