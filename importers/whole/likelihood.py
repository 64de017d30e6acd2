"""How likely a reading is, judged by the plan that came out of it.

A wrong decision taken early spoils a whole plan, and the plan shows it: objectives with nothing to
measure, weights of a unit that add up to 500, titles that come back, words of the document that
are nowhere in it. A town's own faults are few; those of a wrong reading come with every row.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.values.dates import days_in
from importers.values.figures import exact
from importers.values.words import squeezed
from importers.whole.grid import Row, one_line
from importers.whole.sight import texts_of
from italian.regex import regex
from ledger.plan import Indicator, Objective, Plan

_WORD = regex(r"[^\W\d_]{3,}")
_MOST_WORDS = 25
"""Of a text: prose around a plan counts no more than a long title."""
_DOUBTFUL = 1.0
"""Oddness per objective that a town's own faults do not reach."""
_SOUND = 3.0
"""What an objective counts that tells what an objective tells."""
_LITTLE = 0.5
"""Share of the words of a document below which a plan leaves most of it out."""
_MOST_TITLE_WORDS = 35
_FEW = 0.25
"""Share of the figures of a document below which a plan leaves most of them out."""
_MOST = 0.7
_LEAST_FIGURES = 20
_LEAST_FIGURE = 10
_LEAST_DAYS = 4
_NEARLY_ALL = 0.9
_LONGEST_OF_FIGURES = 160
_FIGURE = regex(r"(?<![\w./-])\d[\d.']*(?:,\d+)?(?![\w/-])")
_A_DAY = regex(r"\d[°º]?[\s./-]+(?:\d{1,2}|[^\W\d]{3,9})[\s./-]+(?:20)?\d\d\b")
_NO_YEAR = 2000
_ODD = {
    "unmeasured": 1, "no title": 1, "unit": 1, "undated": 0.5, "title again": 1.5,
    "measure again": 0.5, "measure as its title": 1, "label": 1, "no target": 1, "idle unit": 2,
}  # fmt: skip
"""What each share of a plan that is as few plans have it counts."""
_STRANGE = {
    "bare": 0.3, "no title": 0.45, "unit": 0.1, "title again": 0.12, "measure again": 0.3,
    "measure as its title": 0.1, "label": 0.1, "no target": 0.3, "idle unit": 0.4,
}  # fmt: skip
"""Shares that no town's plan read well has, of some three hundred."""
_FAULTS = {"no_owner": 0.3, "unknown_unit": 0.5, "broken_cell": 0.5, "content_mismatch": 0.3}
"""What an anomaly counts that other readings of a document would not have."""


@dataclass(frozen=True)
class Likelihood:
    """How much of a document a plan tells, and how much of the plan is as no plan has it."""

    rows: Sequence[Row]
    plan: Plan

    @property
    def value(self) -> float:
        """To compare readings of one document by."""
        return self.tells + self.weighed / 4 - self.odd / 2

    @property
    def tells(self) -> float:
        """How much of the document it tells."""
        return self.told + self.dated / 2

    @cached_property
    def weighed(self) -> float:
        """The share of its objectives that have a weight: none adds up to what it should not."""
        return _share(one.weight is not None for one in self.plan.objectives)

    @property
    def is_doubtful(self) -> bool:
        """Whether the document may well say something else."""
        is_little = self.told < _LITTLE or self.figured < _FEW
        return self.odd > _DOUBTFUL or is_little or self.is_strange

    @cached_property
    def is_strange(self) -> bool:
        """Whether one thing alone is wrong so often as it is in no town's plan."""
        return any(self._shares[kind] > most for kind, most in _STRANGE.items())

    @property
    def is_coherent(self) -> bool:
        """Whether the figures of the document fit what was made of it, whatever else it says."""
        return self.odd <= _DOUBTFUL / 2 and self.dated >= _MOST

    @cached_property
    def told(self) -> float:
        """The share of the document's words that the plan holds."""
        return share_told(self.rows, words_of(texts_of(self.plan)))

    @cached_property
    def figured(self) -> float:
        """The share of the document's figures that the plan has as values, not as words."""
        said, held = self._figures_said, set(_values_of(self.plan))
        return _share(figure in held for figure in said) if len(said) >= _LEAST_FIGURES else 1.0

    @cached_property
    def dated(self) -> float:
        """The same of its figures and its days, each as often as it is said."""
        said = Counter[Decimal | date](self._figures_said)
        said.update(day for line in _lines(self.rows) for day in _days_in(line))
        held = Counter[Decimal | date](_values_of(self.plan))
        held.update(_days_of(self.plan))
        return (said & held).total() / said.total() if said.total() >= _LEAST_FIGURES else 1.0

    @cached_property
    def _figures_said(self) -> list[Decimal]:
        return [figure for line in _lines(self.rows) for figure in _figures_in(line)]

    @cached_property
    def odd(self) -> float:
        """What is odd about the plan, for each of its objectives."""
        objectives = self.plan.objectives
        if not objectives:
            return float("inf")
        kinds = Counter[str](anomaly.kind for anomaly in self.plan.anomalies)
        groups = {one.group or one.unit for one in objectives}
        return (
            sum(self._shares[kind] * worth for kind, worth in _ODD.items())
            + (self.year_met not in (None, self.plan.year))
            + kinds["weight_sum"] / len(groups)
            + sum(kinds[kind] * worth for kind, worth in _FAULTS.items()) / len(objectives)
        )

    @cached_property
    def _shares(self) -> Mapping[str, float]:
        """How much of the plan is as few plans have it, by what is wrong."""
        objectives = self.plan.objectives
        units = {squeezed(area.name) for area in self.plan.areas}
        units |= {squeezed(service.name) for _, service in self.plan.services()}
        titles = [squeezed(one.title) for one in objectives]
        measures = [(one, measure) for one in objectives for measure in one.indicators]
        names = [squeezed(measure.name) for _, measure in measures]
        idle = sum(anomaly.kind == "no_objective" for anomaly in self.plan.anomalies)
        return {
            "unmeasured": _share(not one.indicators for one in objectives),
            "bare": _share(not (one.indicators or one.phases) for one in objectives),
            "no title": _share(not _is_title(one.title) for one in objectives),
            "unit": _share(title in units for title in titles),
            "undated": _share(not _is_dated(one) for one in objectives),
            "title again": _again(titles),
            "measure again": _again(names),
            "measure as its title": _share(
                name == squeezed(one.title) for name, (one, _) in zip(names, measures, strict=True)
            ),
            "label": _share(_is_label(measure.name) for _, measure in measures),
            "no target": _share(one.target is None and not one.kind.is_step for _, one in measures),
            "idle unit": idle / max(len(units), 1),
        }

    @cached_property
    def year_met(self) -> int | None:
        """The year in which nearly all days of the objectives fall; None where none is."""
        days = [one.deadline for one in self.plan.objectives if one.deadline]
        [(year, times)] = Counter(day.year for day in days).most_common(1) or [(0, 0)]
        return year if times >= max(_LEAST_DAYS, len(days) * _NEARLY_ALL) else None

    def lacks(self, other: Plan) -> float:
        """The share of another reading's objectives and measures that this plan has nowhere.

        An objective with a weight and a measure that has a target is no label: it counts for
        several; of the measures those count that have a target.
        """
        held = set(map(_unnumbered, texts_of(self.plan)))
        lost = [one for one in other.objectives if _unnumbered(one.title) not in held]
        worth = sum(_SOUND if _is_sound(one) else 1.0 for one in lost)
        aimed = {squeezed(one.name) for one in _aimed(self.plan)}
        measures = [squeezed(one.name) for one in _aimed(other)]
        return worth / max(len(other.objectives), 1) + _share(m not in aimed for m in measures)


def share_told(rows: Iterable[Row], held: frozenset[str]) -> float:
    """The share of the words of some rows that are among those; labels do not count."""
    found = whole = 0.0
    for line in _lines(rows):
        words = _WORD.findall(line.lower())
        if words and role_of(line.rstrip(": ")) is None:
            worth = min(len(words), _MOST_WORDS)
            whole += worth
            found += worth * sum(word in held for word in words) / len(words)
    return found / whole if whole else 1.0


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of some texts."""
    return frozenset(word for text in texts for word in _WORD.findall(text.lower()))


def _values_of(plan: Plan) -> Iterator[Decimal]:
    """The weights, starts and targets of a plan."""
    for objective in plan.objectives:
        if objective.weight is not None:
            yield objective.weight
        for measure in objective.indicators:
            said = (measure.weight, measure.baseline, measure.target)
            yield from (one for one in said if isinstance(one, Decimal))


def _days_of(plan: Plan) -> Iterator[date]:
    """The days of a plan: until when, from when, and those that are aimed at."""
    for objective in plan.objectives:
        said = [objective.deadline, *(one.start for one in objective.phases)]
        said += [one.end for one in objective.phases]
        for measure in objective.indicators:
            said += [measure.deadline, measure.target if isinstance(measure.target, date) else None]
        yield from (one for one in said if one is not None)


def _days_in(line: str) -> Iterator[date]:
    """The days that a short line says."""
    if len(line) <= _LONGEST_OF_FIGURES and _A_DAY.search(line):
        days = (found.day for found in days_in(line, _NO_YEAR))
        yield from (day for day in days if day is not None and day.year != _NO_YEAR)


def _figures_in(line: str) -> Iterator[Decimal]:
    """The figures of a short line; small ones number things, and others are years."""
    for found in _FIGURE.findall(line) if len(line) <= _LONGEST_OF_FIGURES else ():
        value = exact(found.rstrip("."))
        if value is not None and value >= _LEAST_FIGURE and not 1900 < value < 2100:
            yield value


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        for i in row.fresh:
            if row.cells[i] != row.sheet:
                yield from map(one_line, row.cells[i].split("\n"))


def _unnumbered(title: str) -> str:
    """`n. 3 Archivio digitale` without its number: a list and a form may number it or not."""
    return squeezed(re.sub(r"^\W*(?:n[.°º]\s?)?\d{1,3}\b", "", title))


def _is_title(text: str) -> bool:
    """Some words, and no label with its value."""
    return 2 <= len(text.split()) <= _MOST_TITLE_WORDS and ":" not in text[:25]


def _is_label(text: str) -> bool:
    """`RISORSE UMANE`: what heads a part of a form, and measures nothing."""
    return text.isupper() and role_of(text) is not None and is_only_heading(text)


def _aimed(plan: Plan) -> Iterator[Indicator]:
    """The indicators with a target, and a name of their own."""
    for objective in plan.objectives:
        title = squeezed(objective.title)
        for one in objective.indicators:
            if one.target is not None and squeezed(one.name) != title:
                yield one


def _is_sound(objective: Objective) -> bool:
    is_measured = any(one.target is not None for one in objective.indicators)
    return is_measured and objective.weight is not None


def _is_dated(objective: Objective) -> bool:
    return bool(objective.deadline or any(one.deadline for one in objective.indicators))


def _share(are_so: Iterable[bool]) -> float:
    """The share of some things that are so."""
    told = list(are_so)
    return sum(told) / max(len(told), 1)


def _again(texts: Sequence[str]) -> float:
    """The share of texts that say again what another says."""
    return (len(texts) - len(set(texts))) / max(len(texts), 1)
