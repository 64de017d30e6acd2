"""Pictures for the chat: how units stand, an indicator over time, the last years, the phases.

A picture shows what a reading says and computes nothing of its own: `data` is what is drawn, and
what the tests look at.
"""

import datetime as dt
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import typst

from ledger.plan import Direction, Indicator
from ledger.progress import figures
from ledger.progress.standings import IndicatorStanding, pace, standing
from ledger.readings.series import (
    Phase,
    Point,
    day_in_year,
    day_of_reckoning,
    last_years,
    phases_of,
    points_of,
    standings_of_parts,
)
from ledger.view import View
from reports.glyphs import FONTS, Legible
from reports.paper import told
from reports.record import percent, unit_name
from words.measures import amount, target_amount, value_amount
from words.say import Say, say
from words.wording import plain_text

TEMPLATES = Path(__file__).with_name("templates")
PIXELS_PER_INCH = 160
MOST_ROWS = 12
MONTHS = (1, 3, 5, 7, 9, 11)

_of_thread = threading.local()


@dataclass(frozen=True)
class Chart:
    """What is drawn: names, and places between 0 and 1."""

    kind: str
    title: str
    subtitle: str
    legend: str
    data: Mapping[str, Any]

    def png(self) -> bytes:
        """The picture, drawn at the size a phone shows; the same chart gives the same bytes."""
        whole = {
            "kind": self.kind,
            "title": self.title,
            "subtitle": self.subtitle,
            "legend": self.legend,
            **self.data,
        }
        made = _compiler().compile(
            format="png",
            ppi=PIXELS_PER_INCH,
            sys_inputs={"chart": json.dumps(Legible().data(whole), ensure_ascii=False)},
        )
        assert isinstance(made, bytes)
        return made


def _compiler() -> typst.Compiler:
    if not hasattr(_of_thread, "compiler"):
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
        )
        _of_thread.compiler = typst.Compiler(
            TEMPLATES / "chart.typ", root=TEMPLATES, font_paths=fonts
        )
    found: typst.Compiler = _of_thread.compiler
    return found


def share(figure: Fraction | None) -> float | None:
    """A percent as a place on a bar; only drawn, never said."""
    return None if figure is None else float(figures.clamp(figure) / 100)


def bars(view: View, scope: str, today: dt.date) -> Chart:
    """The parts of a scope against what was expected, the furthest behind first."""
    day = day_of_reckoning(view, today)
    found = standings_of_parts(view, scope, day)
    rows = [
        {
            "label": _short(_name(view, s.scope)),
            "value": percent(s.progress),
            "reached": share(s.progress),
            "expected": share(s.expected),
        }
        for s in found[:MOST_ROWS]
    ]
    whole = standing(view, scope, day)
    subtitle = told(
        "chart.bars.subtitle",
        reached=percent(whole.progress),
        expected=percent(whole.expected),
        day=day_in_year(view, day),
    )
    left = len(found) - len(rows)
    legend = told("chart.bars.legend_more" if left > 0 else "chart.bars.legend", count=left)
    return Chart("bars", _name(view, scope), subtitle, legend, {"rows": rows})


ROW_LETTERS = 46


def _short(text: str) -> str:
    if len(text) <= ROW_LETTERS:
        return text
    return text[:ROW_LETTERS].rpartition(" ")[0].rstrip(" ,;:-") + "…"


def line(view: View, code: str, today: dt.date) -> Chart:
    """An indicator over its year: reports, target, what was expected, where the pace leads."""
    plan, day = view.plan, day_of_reckoning(view, today)
    indicator = plan.indicators[code]
    own = standing(view, code, day).objectives[0].indicators[0]
    points = points_of(view, indicator)
    axis = _Axis(view.year, _highest(indicator, points, pace(plan, own, day)))
    expected = _expected(view, own, axis)
    ahead = pace(plan, own, day)
    goal = _goal(indicator)
    data = {
        "grid": axis.grid(indicator),
        "months": axis.months(),
        "points": [{"x": axis.x(p.day), "y": axis.y(p.value), "sure": p.validated} for p in points],
        "target": None if goal is None else axis.y(goal),
        "expected": expected,
        "pace": []
        if ahead is None or not points
        else [
            {"x": axis.x(points[-1].day), "y": axis.y(points[-1].value)},
            {"x": axis.x(own.deadline), "y": axis.y(ahead)},
        ],
        "today": axis.x(today) if today.year == view.year else None,
    }
    subtitle = told(
        "chart.line.subtitle",
        value=plain_text(value_amount(indicator, own.value)),
        target=plain_text(target_amount(indicator)),
        reached=percent(own.progress),
    )
    title = told("scheda.unit_value", code=code, name=indicator.name)
    return Chart("line", title, subtitle, told("chart.line.legend"), data)


def _goal(indicator: Indicator) -> Fraction | None:
    if indicator.kind.is_step:
        return Fraction(1)
    target = indicator.target
    return None if target is None or isinstance(target, dt.date) else Fraction(target)


def _highest(indicator: Indicator, points: Sequence[Point], ahead: Fraction | None) -> Fraction:
    found = [p.value for p in points]
    goal = _goal(indicator)
    found += [f for f in (goal, ahead) if f is not None]
    if indicator.baseline is not None:
        found.append(Fraction(indicator.baseline))
    return max([*found, Fraction(0)]) or Fraction(1)


def _expected(view: View, own: IndicatorStanding, axis: "_Axis") -> list[dict[str, float]]:
    """From the start of the year to the target at its term; a step has none."""
    indicator, goal = own.indicator, _goal(own.indicator)
    if goal is None or indicator.kind.is_step:
        return []
    down = indicator.direction is Direction.DOWN
    start = Fraction(indicator.baseline or 0) if down or indicator.origin == "baseline" else 0
    if down and indicator.baseline is None:
        return []
    return [
        {"x": axis.x(view.plan.start(indicator.code)), "y": axis.y(Fraction(start))},
        {"x": axis.x(own.deadline), "y": axis.y(goal)},
    ]


@dataclass(frozen=True)
class _Axis:
    """The year from left to right, values from 0 up to a tenth above the highest."""

    year: int
    highest: Fraction

    def x(self, day: dt.date) -> float:
        first = dt.date(self.year, 1, 1)
        days = (dt.date(self.year, 12, 31) - first).days
        return max(0.0, min(1.0, (day - first).days / days))

    def y(self, value: Fraction) -> float:
        return max(0.0, min(1.0, float(value / (self.highest * Fraction(11, 10)))))

    def grid(self, indicator: Indicator) -> list[dict[str, Any]]:
        return [
            {"y": self.y(part), "label": plain_text(amount_or_number(indicator, part))}
            for part in (self.highest / 2, self.highest)
        ]

    def months(self) -> list[dict[str, Any]]:
        return [
            {"x": self.x(dt.date(self.year, month, 1)), "label": told(f"month.{month}")}
            for month in MONTHS
        ]


def amount_or_number(indicator: Indicator, value: Fraction) -> Say:
    """A mark of the scale: steps are reached or not, the rest is a number with its unit."""
    return amount(indicator, Fraction(1) if indicator.kind.is_step else value)


def years(view: View, scope: str, today: dt.date) -> Chart:
    """How a scope ended each of the last five years that have a plan."""
    found = last_years(view, scope, today)
    rows = [
        {
            "label": str(of.year),
            "value": percent(of.progress),
            "reached": share(of.progress),
            "expected": share(of.expected),
        }
        for of in found
    ]
    title = told("chart.years.title", unit=_name(view, scope))
    span = [row["label"] for row in rows] or [str(view.year)]
    subtitle = told("chart.years.subtitle", first=span[0], last=span[-1])
    return Chart("years", title, subtitle, told("chart.years.legend"), {"rows": rows})


def _name(view: View, scope: str) -> str:
    plan = view.plan
    if scope in plan.indicators:
        return told("scheda.unit_value", code=scope, name=plan.indicators[scope].name)
    if scope in plan.objectives:
        return told("scheda.unit_value", code=scope, name=plan.objectives[scope].title)
    return unit_name(view, scope)


def phases(view: View, scope: str, today: dt.date) -> Chart:
    """An objective's work, or the cycle's phases, each from its day to the next one's."""
    found = list(phases_of(view, scope, today))
    axis = _Axis(view.year, Fraction(1))
    rows = [
        {
            "label": _short(_phase_title(p)),
            "from": axis.x(p.start),
            "to": axis.x(p.end),
            "done": p.done,
        }
        for p in found
    ]
    title = told("chart.phases.title", unit=_name(view, scope))
    subtitle = told("chart.phases.subtitle", count=len(found))
    here = axis.x(today) if today.year == view.year else None
    data = {"rows": rows, "months": axis.months(), "today": here}
    return Chart("phases", title, subtitle, told("chart.phases.legend"), data)


def _phase_title(phase: Phase) -> str:
    if phase.title:
        return told("chart.phases.row", code=phase.code, name=phase.title, day=phase.end)
    name = plain_text(say(f"phase.{phase.code}"))
    return told("chart.phases.cycle", name=name, day=phase.start)


def chart_of(view: View, kind: str, scope: str, today: dt.date) -> Chart:
    """The picture a conversation named."""
    if kind == "line":
        return line(view, scope, today)
    if kind == "years":
        return years(view, scope, today)
    if kind == "phases":
        return phases(view, scope, today)
    return bars(view, scope, today)
