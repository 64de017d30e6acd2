"""The one assignment of roles that fits a whole table best.

Each column is scored for each role by what its heading was read as, by the words in it and by the
look of its cells; pairs of columns by their order and by which of them changes from row to row
while the other stands still. The best assignment of all columns together is kept.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from importers.tables.compound import votes, year_of
from importers.tables.headings import is_known
from importers.tables.looks import fit, looks_of
from importers.tables.roles import Role
from importers.values.figures import in_thousandths
from importers.whole.grid import Row, one_line
from italian.regex import regex

_KNOWN = 3.0
"""What a heading known word for word counts; less than a column of other cells."""
_READ = 2.2
"""What a heading read by some word of it counts."""
_KEPT = 4
"""Roles tried for one column."""
_WIDTH = 40
"""Assignments kept while the columns are gone through."""
_SILENT = -0.8
"""What a role costs of which a heading that speaks says nothing."""
_LEAST = 0.6
"""A role that scores less than this is not given: the column is left out."""
_SAMPLE = 80
_FIGURES = 0.9
_SAYS = 2.0
_FEW = 4
"""Rows below which a column that changes alone says little."""
_TOTAL = regex(r"\W*(?:sub\s?)?total[ei]\b|\W*somma\b", re.IGNORECASE)
_NUMBERED = regex(r"(?<!\d)(?:[\W_]|\bn\b)*\d?\W*$")
"""What numbers the heading of one of several sets: ` 2`, ` n. 2`, `_2`."""
_TWICE = -4.0
_AGAIN = -2.0
"""What a second column of one role costs; and one whose heading says the role."""
_ONCE = frozenset(Role) - {Role.OTHER, Role.MONTH, Role.OWNER, Role.VALUE, Role.YEARS}
_TRIED = (
    Role.OBJECTIVE,
    Role.DESCRIPTION,
    Role.INDICATOR,
    Role.TARGET,
    Role.BASELINE,
    Role.UNIT,
    Role.WEIGHT,
    Role.INDICATOR_WEIGHT,
    Role.DEADLINE,
    Role.OWNER,
    Role.CODE,
    Role.NUMBER,
    Role.AREA,
    Role.SERVICE,
)
"""Roles that cells may speak for where the heading does not."""
_TELLING = {
    Role.OBJECTIVE,
    Role.DESCRIPTION,
    Role.INDICATOR,
    Role.TARGET,
    Role.EXPECTED,
    Role.PHASE,
    Role.ACTION,
    Role.STRATEGIC,
    Role.REFERENCE,
    Role.CODE,
    Role.KIND,
}
"""Where no heading says one of these, cells do not speak for a column without a known heading."""
_ORDER = (
    (Role.AREA, Role.SERVICE),
    (Role.SERVICE, Role.OBJECTIVE),
    (Role.OBJECTIVE, Role.INDICATOR),
    (Role.INDICATOR, Role.TARGET),
    (Role.BASELINE, Role.TARGET),
)
_COARSER = (
    (Role.AREA, Role.SERVICE),
    (Role.AREA, Role.OBJECTIVE),
    (Role.SERVICE, Role.OBJECTIVE),
    (Role.OBJECTIVE, Role.INDICATOR),
    (Role.DESCRIPTION, Role.INDICATOR),
    (Role.WEIGHT, Role.INDICATOR),
)
"""The first of each pair stands still while the second changes, and never the other way round."""
_IN_ORDER = dict.fromkeys(_ORDER, 0.3) | {(b, a): -0.3 for a, b in _ORDER}
_LEVELS = frozenset(_COARSER)
_TOGETHER = (
    (Role.INDICATOR, (Role.TARGET, Role.EXPECTED, Role.BASELINE), -1.0),
    (Role.TARGET, (Role.INDICATOR, Role.FORMULA, Role.OBJECTIVE), -1.5),
    (Role.BASELINE, (Role.TARGET, Role.EXPECTED), -1.0),
    (Role.UNIT, (Role.INDICATOR, Role.TARGET), -1.5),
    (Role.INDICATOR_WEIGHT, (Role.INDICATOR, Role.TARGET), -1.5),
    (Role.DESCRIPTION, (Role.OBJECTIVE,), -0.8),
    (Role.OWNER, (Role.OBJECTIVE, Role.DESCRIPTION, Role.STAFF, Role.PHASE), -0.5),
    (Role.DEADLINE, (Role.OBJECTIVE, Role.DESCRIPTION, Role.PHASE, Role.INDICATOR), -0.5),
    (Role.CODE, (Role.OBJECTIVE, Role.DESCRIPTION, Role.INDICATOR), -0.5),
    (Role.SHARE, (Role.STAFF,), -3.0),
    (Role.HEADCOUNT, (Role.STAFF,), -3.0),
    (Role.WEIGHT, (Role.OBJECTIVE, Role.DESCRIPTION, Role.INDICATOR, Role.PHASE), -1.0),
)
"""A role is worth less where none of its companions stands beside it."""


@dataclass(frozen=True)
class Settled:
    """The role of a column and by how much it beats the next best."""

    role: Role | None
    margin: float


def settled(
    read: Sequence[Role | None], titles: Sequence[str], rows: Sequence[Row], year: int
) -> list[Settled]:
    """The roles of a table's columns; `read` is what the headings were read as."""
    return _Schema(read, titles, rows, year).best()


def _measured(cells: Sequence[str], title: str) -> Sequence[str]:
    """The cells under `Peso (‰)` with the sign that their heading gives them all."""
    if not in_thousandths(title):
        return cells
    return [f"{cell}‰" if cell.strip().isdecimal() else cell for cell in cells]


class _Schema:
    def __init__(
        self, read: Sequence[Role | None], titles: Sequence[str], rows: Sequence[Row], year: int
    ) -> None:
        self.read = read
        self.titles = titles
        self.rows = [row for row in rows if len(row.fresh) > 1 and not is_total(row)][:_SAMPLE]
        width = len(read)
        self.years = [year_of(title) for title in titles]
        self.values = [
            [one_line(row.cells[i]) if i < len(row.cells) else "" for row in self.rows]
            for i in range(width)
        ]
        self.looks = [
            looks_of(
                _measured([row.cells[i] for row in self.rows if i < len(row.cells)], titles[i])
            )
            for i in range(width)
        ]
        said = {role for title in titles for role in votes(title, year)}
        self.tells = bool(_TELLING & {*read, *said})
        self.choices = [self._choices(i, titles[i], year) for i in range(width)]
        self._moves: dict[tuple[int, int], tuple[float, float]] = {}

    def _choices(self, i: int, title: str, year: int) -> list[tuple[float, Role | None]]:
        read, looks = self.read[i], self.looks[i]
        if read is Role.MONTH or not looks.count:
            return [(0.0, read)]
        said = votes(title, year)
        if read is None and not said and not self.tells:
            return [(0.0, None)]
        scores: dict[Role, float] = {}
        for role in {*_TRIED, *said, *([read] if read else ())}:
            own = 0.0 if role is not read else _KNOWN if is_known(title) else _READ
            heading = max(own, said.get(role, 0.0))
            if not heading and (said or read is not None):
                heading = _SILENT
            if role is read and role in said:
                heading += 0.5
            own_fit = fit(role, looks)
            says_weight = role is Role.WEIGHT and (read is role or said.get(role, 0.0) >= _SAYS)
            if says_weight and looks.numeric >= _FIGURES:
                own_fit = max(own_fit, 0.0)  # of a total other than 100
            scores[role] = heading + own_fit
        ranked = sorted(((score, role) for role, score in scores.items()), reverse=True)
        kept: list[tuple[float, Role | None]] = [
            (score, role) for score, role in ranked[:_KEPT] if score >= _LEAST
        ]
        kept.append((1.0 if read is None and not said else 0.3, None))
        if read is not None and all(role is not read for _, role in kept):
            kept.append((scores[read], read))
        return kept

    def best(self) -> list[Settled]:
        beams: list[tuple[float, tuple[Role | None, ...]]] = [(0.0, ())]
        for choices in self.choices:
            grown = (
                (total + score + self._joining(roles, role), (*roles, role))
                for total, roles in beams
                for score, role in choices
            )
            beams = sorted(grown, key=lambda beam: -beam[0])[:_WIDTH]
        ranked = sorted(
            ((total + self._companions(roles), roles) for total, roles in beams),
            key=lambda beam: -beam[0],
        )
        total, roles = ranked[0]
        return [
            Settled(
                role, min((total - other for other, r in ranked if r[i] is not role), default=9.0)
            )
            for i, role in enumerate(roles)
        ]

    def _joining(self, roles: Sequence[Role | None], role: Role | None) -> float:
        """What a role for the next column adds, beside those given to the columns before it."""
        if role is None:
            return 0.0
        i, total = len(roles), 0.0
        for k, before in enumerate(roles):
            if before is None:
                continue
            if before is role and role in _ONCE:
                total += self._repeated(k, i)
            pair = (before, role)
            total += _IN_ORDER.get(pair, 0.0)
            if pair in _LEVELS:
                total += self._level(k, i)
            elif (role, before) in _LEVELS:
                total += self._level(i, k)
        return total

    def _repeated(self, one: int, other: int) -> float:
        """What a second column of one role costs: nothing for figures of other years or sets."""
        years = self.years[one], self.years[other]
        if None not in years and years[0] != years[1]:
            return 0.0
        if in_sets(self.titles[one], self.titles[other]):
            return 0.0
        are_read = self.read[one] is not None and self.read[one] is self.read[other]
        return _AGAIN if are_read else _TWICE

    def _companions(self, roles: Sequence[Role | None]) -> float:
        given = set(roles)
        return sum(
            cost for role, beside, cost in _TOGETHER if role in given and not given & {*beside}
        )

    def _level(self, coarse: int, fine: int) -> float:
        """Whether one column stands still while another changes: up to 1; the reverse, to -3."""
        key = (coarse, fine)
        if key not in self._moves:
            self._moves[key] = self._moved(coarse, fine)
        alone, other_alone = self._moves[key]
        return min(1.0, 2 * other_alone) - 3 * alone

    def _is_sparse(self, i: int) -> bool:
        """A column that few rows fill, as that of a third indicator."""
        return sum(map(bool, self.values[i])) * 2 < len(self.values[i])

    def _moved(self, one: int, other: int) -> tuple[float, float]:
        """The shares of rows in which only the first changes, and only the second."""
        alone = other_alone = 0
        firsts, seconds = self.values[one], self.values[other]
        pairs = zip(_changes(firsts), _changes(seconds), firsts[1:], seconds[1:], strict=True)
        for a, b, first, second in pairs:
            alone += a and not b and bool(second or not self._is_sparse(other))
            other_alone += b and not a and bool(first or not self._is_sparse(one))
        size = max(len(self.rows) - 1, _FEW)
        return alone / size, other_alone / size


def is_total(row: Row) -> bool:
    """Whether a row sums others up."""
    return any(_TOTAL.match(row.cells[i]) for i in row.filled)


def in_sets(one: str, other: str) -> bool:
    """`Indicatore 1` and `Indicatore 2`; `Target` and `Target` under headings of their own."""
    return _NUMBERED.sub("", one).casefold() == _NUMBERED.sub("", other).casefold()


def _changes(values: Sequence[str]) -> Iterator[bool]:
    """Whether each cell but the first says something else than what stands above it."""
    above = values[0] if values else ""
    for value in values[1:]:
        yield bool(value) and value != above
        above = value or above
