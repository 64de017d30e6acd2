"""An indicator's year as a drawing: what was reached step by step, and the line to the target.

Plain SVG with classes, coloured by the style sheet so that it follows light and dark. The table
under it says the same in numbers.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ledger.plan import Indicator
from ledger.progress.figures import rounded

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 56, 8, 12, 28
TICKS = 4
MONTHS = (1, 4, 7, 10)


@dataclass(frozen=True)
class Chart:
    """Coordinates as text, in the drawing's own units."""

    path: str
    dots: tuple[tuple[str, str], ...]
    goal: str | None
    ticks: tuple[tuple[str, Fraction], ...]
    months: tuple[tuple[str, dt.date], ...]
    today: str | None


def chart_of(
    indicator: Indicator,
    points: Sequence[tuple[dt.date, Fraction]],
    start: dt.date,
    end: dt.date,
    today: dt.date,
) -> Chart | None:
    """Of what it stood at on some days. None for steps, and before two of them: there is no line to
    draw."""
    if indicator.kind.is_step or len(points) < 2:
        return None
    numbers = [number for _, number in points]
    target = Fraction(indicator.target) if isinstance(indicator.target, Decimal) else None
    top = max([*numbers, target or Fraction(0), Fraction(1)])
    bottom = min([*numbers, Fraction(0)])

    def x(day: dt.date) -> Fraction:
        whole = max(1, (end - start).days)
        part = Fraction(min(max((day - start).days, 0), whole), whole)
        return LEFT + part * (WIDTH - LEFT - RIGHT)

    def y(number: Fraction) -> Fraction:
        return TOP + (top - number) / (top - bottom) * (HEIGHT - TOP - BOTTOM)

    steps = [f"M{_n(x(points[0][0]))} {_n(y(numbers[0]))}"]
    steps += [f"H{_n(x(day))}V{_n(y(number))}" for day, number in points[1:]]
    values = [bottom + (top - bottom) * n / TICKS for n in range(TICKS + 1)]
    year = start.year
    return Chart(
        path="".join(steps),
        dots=tuple((_n(x(day)), _n(y(number))) for day, number in points),
        goal=None if target is None else _n(y(target)),
        ticks=tuple((_n(y(v)), v) for v in values),
        months=tuple((_n(x(day)), day) for day in (dt.date(year, m, 1) for m in MONTHS)),
        today=_n(x(today)) if start <= today <= end else None,
    )


def _n(number: Fraction) -> str:
    return f"{rounded(number, 1):f}"
