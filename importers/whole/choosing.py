"""Several readings of one document, and the likeliest of them.

Which table is the plan, what its rows are and how objectives are headed is decided early, on the
look of a few rows. Where the plan that comes out is unlikely, what a person would say of the
template then (`importers.review.saying`) is tried: this table is none of the plan, this column is
the work, titles of this level are objectives. What makes the plan likelier stays said.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from importers.review.mapping import PlanMap, signature
from importers.review.taught import code_shape, level_name, shape_name
from importers.tables.headings import is_known, role_of
from importers.tables.matching import Column
from importers.tables.roles import Role
from importers.whole.document import Reading
from importers.whole.likelihood import Likelihood, share_told, words_of
from importers.whole.sight import Sight, TableRead, texts_of
from importers.whole.unread import Unread

Read = Callable[[PlanMap], Reading | Unread]

_TEXTS = (Role.OBJECTIVE, Role.DESCRIPTION, Role.PHASE, Role.INDICATOR)
"""What a column of texts may be."""
_OF_TEXTS = (*_TEXTS, Role.ACTION, Role.EXPECTED)
_FIGURES = (
    Role.WEIGHT, Role.INDICATOR_WEIGHT, Role.PHASE_WEIGHT, Role.TARGET, Role.BASELINE,
)  # fmt: skip
"""What a column of figures may be."""
_OF_MONEY = (Role.CHAPTER, Role.AMOUNT)
"""Beside these texts name chapters, and no measures."""
_CAPTIONS = (Role.PHASE, Role.INDICATOR)
"""What may be set at the side of a little table: `FASI | Attività | Inizio`."""
_HEADS = (Role.OBJECTIVE, Role.SERVICE, Role.AREA)
_ROUNDS = 3
"""Things said of one template at most."""
_GAIN = 0.1
"""What another reading must be better by: less is chance."""
_GAIN_OF_LOOKS = 0.05
"""The same of another way of looking: it does not follow from the first."""
_GAIN_OF_MORE = 0.03
"""The same where all that was read before is there again, and more."""
_AGAINST_WORDS = 0.2
"""What a column costs that is taken for something else than the words of its heading say."""
_LOSS = 0.25
"""What counts, of what a likely reading has and another lacks."""
_MOST_ROWS_TWICE = 2_000
"""A document of more is looked at in another way only where it is doubtful."""
_NO_PLAN = -10.0
_MOST_ROWS = 20_000
"""Rows read again in all, whatever the size of the document."""
_UNTOLD = 0.3
"""Share of the words of a table below which its columns may be something else."""
_LEAST_ROWS = 3
_LEAST_HEADS = 2
"""Headings of one kind that say how a document is headed."""


def chosen(first: Reading | Unread, rows: int, read: Read) -> Reading | Unread:
    """The likeliest reading of a document of so many rows; `read` reads it in another way.

    Unless it comes out likely the first one stays: a doubtful plan is shown as it was read.
    """
    best = before = _Judged.of(first)
    left = _MOST_ROWS
    for _ in range(_ROUNDS):
        tried = []
        for proposal in best.proposals():
            left -= rows
            if left < 0:
                break
            judged = _Judged.of(read(proposal.known))
            tried.append((judged.beside(best) - proposal.cost, judged))
        value, better = max(tried, key=lambda one: one[0], default=(_NO_PLAN, best))
        if value < best.value + _GAIN:
            break
        best = better
    is_better = best.likelihood is not None and not best.likelihood.is_doubtful
    return best.reading if is_better else before.reading


def may_be_otherwise(found: Reading | Unread, rows: int) -> bool:
    """Whether another way of looking at a document is worth its while."""
    if isinstance(found, Unread) or rows < _MOST_ROWS_TWICE:
        return True
    return Likelihood(found.sight.rows, found.plan).is_doubtful


def is_likelier(other: Reading | Unread, found: Reading | Unread) -> bool:
    """Whether another way of looking at a document makes the likelier plan."""
    if isinstance(other, Unread):
        return False
    if isinstance(found, Unread):
        alone = Likelihood(other.sight.rows, other.plan)
        return alone.is_coherent or not alone.is_doubtful
    before, after = (Likelihood(found.sight.rows, one.plan) for one in (found, other))
    lost = after.lacks(found.plan)
    gain = after.value - before.value
    if not lost and after.tells - before.tells > _GAIN_OF_MORE:
        return gain > _GAIN_OF_MORE
    return gain - (0 if before.is_doubtful else lost * _LOSS) > _GAIN_OF_LOOKS


@dataclass(frozen=True)
class _Proposal:
    """What could be said of a template, and what it costs to believe it."""

    known: PlanMap
    cost: float = 0.0


@dataclass(frozen=True)
class _Judged:
    """A reading, and how likely it is."""

    reading: Reading | Unread
    likelihood: Likelihood | None

    @classmethod
    def of(cls, reading: Reading | Unread) -> "_Judged":
        if isinstance(reading, Unread):
            return cls(reading, None)
        return cls(reading, Likelihood(reading.sight.rows, reading.plan))

    @property
    def value(self) -> float:
        return self.likelihood.value if self.likelihood else _NO_PLAN

    def beside(self, before: "_Judged") -> float:
        """How likely it is, when it must account for the objectives of the reading before."""
        if self.likelihood is None or before.likelihood is None:
            return self.value
        return self.value - self.likelihood.lacks(before.likelihood.plan)

    def proposals(self) -> Iterator[_Proposal]:
        """What could be said of the template besides; little where the reading is likely."""
        sight = self.reading.sight
        if self.likelihood is not None and sight.known.year is None:
            met = self.likelihood.year_met
            if met not in (None, self.likelihood.plan.year):
                yield _Proposal(replace(sight.known, year=met))
        if self.likelihood is None or self.likelihood.is_doubtful:
            yield from _of_tables(sight)
            yield from _of_heads(sight)
        else:
            held = words_of(texts_of(self.likelihood.plan))
            untold = [
                table
                for table in sight.tables
                if table.rows >= _LEAST_ROWS and share_told(table.body, held) < _UNTOLD
            ]
            for table in untold:
                yield from _of_columns(sight.known, table)


def _of_tables(sight: Sight) -> Iterator[_Proposal]:
    """A table whose columns are something else, or none of the plan."""
    for table in sorted(sight.tables, key=lambda table: -table.rows):
        if table.columns and not table.is_out:
            yield from _of_columns(sight.known, table)
            yield _Proposal(sight.known.without("tabelle", signature(table.head)))


def _of_columns(known: PlanMap, table: TableRead) -> Iterator[_Proposal]:
    """A column of texts or figures taken for something else."""
    for column in table.columns:
        cost = _AGAINST_WORDS if role_of(column.title) is column.role else 0.0
        for role in _others(column, table):
            if role is not column.role:
                yield _Proposal(known.with_table(table.head, {column.title: role}), cost)


def _others(column: Column, table: TableRead) -> Sequence[Role | None]:
    """What a column may be besides: where its heading says it word for word, at most a caption."""
    if column.role in _FIGURES:
        return () if is_known(column.title) else (*_FIGURES, None)
    if column.role not in _OF_TEXTS:
        return ()
    if column.role is Role.OBJECTIVE and is_known(column.title):
        return ()
    if column.role in _CAPTIONS and is_known(column.title):
        others = {one.role for one in table.columns if one is not column}
        return (None,) if others & {Role.DESCRIPTION, Role.ACTION, Role.OTHER, None} else ()
    is_of_money = any(one.role in _OF_MONEY for one in table.columns)
    return tuple(r for r in (*_TEXTS, None) if not (is_of_money and r is Role.INDICATOR))


def _of_heads(sight: Sight) -> Iterator[_Proposal]:
    """Lines that open with one form of code, or headings of one level, as what they may open."""
    kinds: dict[str, int] = {}
    for place in sight.headings:
        shape = code_shape(place.text)
        kind = level_name(place.level) if place.level else shape_name(shape) if shape else None
        if kind:
            kinds[kind] = kinds.get(kind, 0) + 1
    for kind in (kind for kind, times in kinds.items() if times >= _LEAST_HEADS):
        for role in _HEADS:
            yield _Proposal(sight.known.with_title(kind, role))
