"""What came of a questionnaire, with its method: how many, how satisfied, how sure that is."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from ledger.events.surveys import LOWEST
from ledger.later import dataclass
from ledger.plan import Indicator, Kind
from ledger.progress.change import Said
from ledger.progress.figures import rounded
from ledger.projections.surveys import Survey

SATISFIED_FROM = 4
"""The mark from which somebody counts as satisfied."""

NORMAL_95 = Decimal("1.96")


@dataclass(frozen=True)
class Outcome:
    """`margin`: points of percent either way, 19 times in 20, were those who answered drawn by lot;
    None without answers."""

    people: int
    satisfied: int
    marks: int
    mean: Fraction | None
    margin: Decimal | None

    @property
    def share(self) -> Fraction | None:
        """Marks from 4 up among all marks, in percent."""
        return Fraction(self.satisfied * 100, self.marks) if self.marks else None


def outcome(people: int, counts: Sequence[Sequence[int]]) -> Outcome:
    """Of all questions together."""
    marks = sum(map(sum, counts))
    satisfied = sum(sum(row[SATISFIED_FROM - LOWEST :]) for row in counts)
    if not marks or not people:
        return Outcome(people, 0, 0, None, None)
    total = sum(n * (mark + LOWEST) for row in counts for mark, n in enumerate(row))
    share = Decimal(satisfied) / Decimal(marks)
    margin = NORMAL_95 * (share * (1 - share) / Decimal(people)).sqrt() * 100
    return Outcome(people, satisfied, marks, Fraction(total, marks), rounded(Fraction(margin), 1))


def outcome_of(asked: Survey) -> Outcome:
    """Of a questionnaire that is closed."""
    return outcome(asked.people, asked.counts or ())


def said_of(asked: Survey, indicator: Indicator) -> Said | None:
    """What its indicator's owner may confirm; None where it holds nothing like it."""
    found = outcome_of(asked)
    if not found.marks or found.mean is None:
        return None
    if indicator.kind is Kind.RATIO:
        parts = Decimal(found.satisfied), Decimal(found.marks)
        return Said(indicator.code, "ratio", None, *parts)
    if indicator.kind is Kind.PERCENT:
        assert found.share is not None
        return Said(indicator.code, "absolute", rounded(found.share))
    if indicator.kind is Kind.INDEX:
        return Said(indicator.code, "absolute", rounded(found.mean))
    if indicator.kind is Kind.COUNT:
        return Said(indicator.code, "absolute", Decimal(found.people))
    return None
