"""The two or three things that weigh most on a figure: what is behind what was expected, or ahead
of it, by how much of the whole."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from ledger.later import dataclass
from ledger.progress.standings import standing, why
from ledger.view import View

MOST = 3
WEIGHS = Fraction(1)
"""Points of the whole below which nothing is called a cause."""


@dataclass(frozen=True)
class Cause:
    """`points`: how many of the hundred of the whole are missing because of it; less than nothing
    for what is ahead."""

    code: str
    name: str
    progress: Fraction
    expected: Fraction
    points: Fraction


def causes(view: View, scope: str, day: dt.date) -> tuple[Cause, ...]:
    """Objectives of a unit, indicators of an objective: those furthest behind what was expected
    by the day, by their share of the whole. Nothing for an indicator, nor where nothing is behind.
    """
    found = sorted(_weighed(view, scope, day), key=lambda one: (-one.points, one.code))
    return tuple(one for one in found if one.points >= WEIGHS)[:MOST]


def ahead(view: View, scope: str, day: dt.date) -> tuple[Cause, ...]:
    """The same of what is furthest ahead."""
    found = sorted(_weighed(view, scope, day), key=lambda one: (one.points, one.code))
    return tuple(one for one in found if one.points <= -WEIGHS)[:MOST]


def _weighed(view: View, scope: str, day: dt.date) -> Iterator[Cause]:
    if scope in view.plan.indicators:
        return
    for code, share in leaves(view, scope, day, Fraction(1)):
        stands = standing(view, code, day)
        if stands.progress is None or stands.expected is None:
            continue
        points = (stands.expected - stands.progress) * share
        plan = view.plan
        name = (
            plan.indicators[code].name if code in plan.indicators else plan.objectives[code].title
        )
        yield Cause(code, name, stands.progress, stands.expected, points)


def leaves(view: View, scope: str, day: dt.date, share: Fraction) -> Iterator[tuple[str, Fraction]]:
    """What a figure is made of, down to objectives (of an objective, its indicators), each with
    its share of the whole among those that have a figure."""
    parts = why(view, scope, day).parts
    counted = [(code, weight) for code, weight, figure in parts if figure is not None]
    total = sum((weight for _, weight in counted), Fraction(0))
    for code, weight in counted:
        part = share * weight / total if total else Fraction(0)
        if code in view.plan.objectives or code in view.plan.indicators:
            yield code, part
        else:
            yield from leaves(view, code, day, part)
