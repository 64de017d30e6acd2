"""Which role each column of a table has: its heading proposes, its cells and the others decide.

One assignment for the whole table: a role that one column must have goes to the column that fits
it best, and what a heading leaves open is told by what the cells look like.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from importers.tables.compound import votes, year_of
from importers.tables.headings import is_known, role_of
from importers.tables.looks import is_code, is_day, is_number, is_quantity, is_whole
from importers.tables.partcolumns import as_told, named_beside, of_sets, with_their_own
from importers.tables.roles import LEVELS, Role
from importers.tables.schema import in_sets, is_total, settled
from importers.tables.served import tell_served
from importers.tables.twicesaid import described_twice
from importers.units.unitnames import named_unit
from importers.values.figures import says_nothing, weight_in
from importers.values.words import squeezed, unaccented
from importers.whole.grid import Row, one_line
from italian.regex import regex

_MOST = 0.7
"""Share of a column's cells that must look alike before they decide."""
_SAMPLE = 200
_CLEARLY = 0.7
"""Margin by which the assignment of the whole table must beat what a column was taken for."""
_OF_BOTH = regex(r"obiettiv[oi]e?indicator")
"""`Obiettivo / Indicatore`: a column of objectives, each over what measures it."""
_OWN = regex(r"gestional|esecutiv|performance|annual|specific|individual|assegnat|pdo|peg")
_LETTERED = regex(r"[A-Z]{1,2}\.?\d{0,2}|\d{1,2}")
"""The code of an area, beside its name."""
_DONE = regex(r"realizz|consegui|raggiun")
_QUALITY = regex(
    r"effica|efficien|qualit|quantit|econom|tempestiv|outcome|output|mantenim|svilupp|migliora|innova"
)


@dataclass(frozen=True)
class Column:
    """A heading and the role it was read as."""

    role: Role | None
    title: str
    year: int | None = None
    """The year its heading names."""


def matched(
    roles: Sequence[Role | None], titles: Sequence[str], rows: Sequence[Row], year: int
) -> tuple[Column, ...]:
    """The columns of a table, settled together."""
    return _Matcher(list(roles), list(titles), rows, year).columns()


class _Matcher:
    def __init__(
        self, roles: list[Role | None], titles: list[str], rows: Sequence[Row], year: int
    ) -> None:
        self.roles = roles
        self.titles = titles
        self.year = year
        self.rows = rows
        told = (row for row in rows if len(row.fresh) > 1 and not is_total(row))
        self.full = full = list(islice(told, _SAMPLE))
        self.cells = [
            [one_line(row.cells[i]) for row in full if i < len(row.cells) and row.cells[i]]
            for i in range(len(roles))
        ]

    def columns(self) -> tuple[Column, ...]:
        idle = self._idle()
        self._numbered()
        self.roles = described_twice(self.roles, self.titles, self.cells)
        self._counts()
        self.roles = named_beside(of_sets(self.roles, self.titles), self.cells)
        self._levels()
        self._together()
        self.roles = as_told(self.roles, self.titles, self.full)
        self._values()
        self._scores()
        self._units()
        self._codes()
        self._objectives()
        self._lines()
        self.roles = with_their_own(self.roles, self.full)
        self._items()
        self._kinds()
        self._reasons()
        self._works()
        self._stand_ins()
        self._text_of_levels()
        return tuple(
            Column(None if i in idle else role, title, year_of(title))
            for i, (role, title) in enumerate(zip(self.roles, self.titles, strict=True))
        )

    def _idle(self) -> set[int]:
        """Columns that say nothing: without heading and cells, or their heading again in each."""
        found: set[int] = set()
        for i, title in enumerate(self.titles):
            bare = squeezed(title)
            said = {squeezed(row.cells[i]) for row in self.rows if i < len(row.cells)} - {""}
            if (not bare and not said) or (bare and said == {bare}):
                found.add(i)
                self.roles[i] = None
                self.titles[i] = ""
        return found

    def _together(self) -> None:
        """The assignment that fits the whole table best, where it is clearly another."""
        has_levels = self._has_levels()
        best = settled(self.roles, self.titles, self.rows, self.year)
        for i, one in enumerate(best):
            is_open = self.roles[i] is None or not (has_levels or is_known(self.titles[i]))
            if is_open or (one.margin >= _CLEARLY and not has_levels):
                self.roles[i] = one.role

    def _at(self, role: Role) -> list[int]:
        return [i for i, own in enumerate(self.roles) if own is role]

    def _mostly(self, i: int, test: Callable[[str], bool], least: float = _MOST) -> bool:
        said = [cell for cell in self.cells[i] if not says_nothing(cell)]
        return bool(said) and sum(map(test, said)) >= least * len(said)

    def _counts(self) -> None:
        """`Obiettivi: 5, Indicatori: 8`: in a summary, how many there are."""
        for i in self._at(Role.OBJECTIVE):
            has_other = len(self._at(Role.OBJECTIVE) + self._at(Role.DESCRIPTION)) > 1
            if has_other and year_of(self.titles[i]) and self._mostly(i, is_quantity):
                self.roles[i] = Role.VALUE
        for role in (Role.OBJECTIVE, Role.INDICATOR, Role.PHASE, Role.OWNER):
            for i in self._at(role):
                said = votes(self.titles[i], self.year)
                if said and max(said, key=lambda r: said[r]) is not role:
                    continue
                others = [*self._at(role), *self._at(Role.DESCRIPTION)]
                if self._mostly(i, is_whole, _MOST if len(others) > 1 else 1.0):
                    self.roles[i] = Role.NUMBER if self.is_numbering(i) else Role.OTHER

    def _numbered(self) -> None:
        """`Obiettivi` over two columns, `n. 1 | Archivio digitale`: the number, and the title."""
        for i, role in enumerate(self.roles[:-1]):
            is_over_two = role in (Role.OBJECTIVE, Role.INDICATOR) and not self.titles[i + 1]
            if is_over_two and self._mostly(i, is_number) and self._mostly(i + 1, _is_text):
                self.titles[i + 1], self.titles[i] = self.titles[i], "N."
                self.roles[i + 1], self.roles[i] = role, Role.NUMBER

    def _levels(self) -> None:
        """A column that says of each row whether it is a unit, an objective, an indicator."""
        for i, role in enumerate(self.roles):
            is_open = role in (None, Role.KIND, Role.OTHER) and len(set(self.cells[i])) > 1
            if is_open and self._mostly(i, _is_level, 0.9):
                self.roles[i] = Role.KIND

    def _has_levels(self) -> bool:
        return any(self._mostly(i, _is_level, 0.9) for i in self._at(Role.KIND))

    def _text_of_levels(self) -> None:
        """`Obiettivi e indicatori`: what rows of several levels are called, in one column."""
        has_levels = self._has_levels()
        if has_levels and not (self._at(Role.OBJECTIVE) or self._at(Role.DESCRIPTION)):
            self._instead(Role.INDICATOR, Role.OBJECTIVE)

    def is_numbering(self, i: int) -> bool:
        """The objectives' own numbers, beside a column that tells what they are."""
        has_text = {Role.OBJECTIVE, Role.DESCRIPTION} & {
            r for k, r in enumerate(self.roles) if k != i
        }
        return bool(has_text) and Role.NUMBER not in self.roles and Role.CODE not in self.roles

    def _values(self) -> None:
        """`2024`, `Valore 2025`: last year's figure or the target, by the year."""
        for i in self._at(Role.VALUE):
            named = year_of(self.titles[i])
            if named is None:
                self.roles[i] = None if self._at(Role.TARGET) else Role.TARGET
            elif named >= self.year and _DONE.search(squeezed(self.titles[i])):
                self.roles[i] = Role.OTHER
            else:
                self.roles[i] = Role.BASELINE if named < self.year else Role.TARGET
        for i in self._at(Role.TARGET):
            named = year_of(self.titles[i])
            if named is not None and named < self.year and len(self._at(Role.TARGET)) > 1:
                self.roles[i] = Role.BASELINE
        if self._at(Role.TARGET) and not self._at(Role.BASELINE):
            self._instead(Role.STATE, Role.BASELINE, is_quantity)

    def _scores(self) -> None:
        """`Punteggio`, full of shares in a plan that weighs nothing: what objectives may score."""
        weighed = self._at(Role.WEIGHT) or self._at(Role.INDICATOR_WEIGHT)
        is_plan = self._at(Role.OBJECTIVE) and (self._at(Role.TARGET) or self._at(Role.DEADLINE))
        if is_plan and not weighed:
            self._instead(Role.SCORE, Role.WEIGHT, lambda cell: weight_in(cell) is not None)

    def _units(self) -> None:
        """Of two columns of services one is its code; a column of posts on the left is a unit."""
        services = self._at(Role.SERVICE)
        if len(services) > 1:
            shortest = min(services, key=lambda i: max(map(len, self.cells[i]), default=0))
            if self._mostly(shortest, lambda cell: len(cell) <= 14 and any(map(str.isdigit, cell))):
                self.roles[shortest] = Role.UNIT_CODE
        areas = self._at(Role.AREA)
        if len(areas) == 2 and self._mostly(
            areas[0], lambda cell: bool(_LETTERED.fullmatch(cell)), 0.9
        ):
            self.roles[areas[0]] = Role.AREA_CODE
        self._named_units()
        owners, texts = self._at(Role.OWNER), self._at(Role.OBJECTIVE) or self._at(Role.DESCRIPTION)
        has_unit = self._at(Role.AREA) or self._at(Role.SERVICE)
        if len(owners) < 2 or not texts or has_unit:
            return
        is_left = owners[0] < min(texts) < owners[-1]
        if is_left and self._mostly(owners[0], lambda cell: named_unit(cell) is not None):
            self.roles[owners[0]] = Role.AREA

    def _named_units(self) -> None:
        """`CdR | Denominazione`: the codes of the units, and beside them their names."""
        for i in (*self._at(Role.AREA), *self._at(Role.SERVICE)):
            beside = self.roles[i + 1] if i + 1 < len(self.roles) else None
            is_text = beside in (Role.OBJECTIVE, Role.DESCRIPTION)
            others = [k for k in self._at(Role.OBJECTIVE) if k != i + 1]
            if is_text and others and self._mostly(i, lambda cell: is_whole(cell) or is_code(cell)):
                of_area = self.roles[i] is Role.AREA
                self.roles[i + 1] = self.roles[i]
                self.roles[i] = Role.AREA_CODE if of_area else Role.UNIT_CODE

    def _codes(self) -> None:
        """A column of codes is one, whatever its heading; of two, one refers to the DUP."""
        self._coded_objectives()
        self._numbers()
        for i in self._at(Role.NUMBER):
            if self._mostly(i, lambda cell: is_code(cell) and not is_number(cell)):
                self.roles[i] = Role.CODE
        tell_served(self.roles, self.titles, self.full)

    def _coded_objectives(self) -> None:
        """`Obiettivo | Titolo` over codes and titles: the first tells the objective's code."""
        for i in self._at(Role.OBJECTIVE):
            others = [k for k in self._at(Role.DESCRIPTION) + self._at(Role.OBJECTIVE) if k != i]
            is_of_codes = self._mostly(i, is_code, 0.8)
            if is_of_codes and not others:
                told = self._at(Role.OTHER)
                others = [k for k in told if role_of(self.titles[k]) is Role.OBJECTIVE][:1]
                for k in others:
                    self.roles[k] = Role.OBJECTIVE
            title = self.titles[i].lower()
            is_beside = "operativ" in title and not others and bool(self._at(Role.STRATEGIC))
            if is_of_codes and ("dup" in title or is_beside):
                self.roles[i] = Role.REFERENCE
            elif is_of_codes and others:
                self.roles[i] = Role.CODE

    def _items(self) -> None:
        """A number that changes while the objective stands still counts its indicators."""
        texts = self._at(Role.OBJECTIVE) or self._at(Role.DESCRIPTION)
        for i in self._at(Role.NUMBER) if self._at(Role.INDICATOR) else ():
            if not texts or i < texts[0]:
                continue
            told: dict[str, set[str]] = {}
            for row in self.full:
                if max(i, texts[0]) < len(row.cells) and row.cells[texts[0]]:
                    told.setdefault(row.cells[texts[0]], set()).add(row.cells[i])
            if sum(len(numbers) > 1 for numbers in told.values()) * 4 > len(told):
                self.roles[i] = Role.OTHER

    def _numbers(self) -> None:
        """`Prog.` over codes is a progressive number, and no programme of the budget.

        `n. 1` is a number, whatever stands over it.
        """
        for i in self._at(Role.CODE):
            if self._mostly(i, lambda cell: is_number(cell) and not is_whole(cell)):
                self.roles[i] = Role.NUMBER
        if not (self._at(Role.NUMBER) or self._at(Role.CODE) or self._at(Role.MISSION)):
            for i in self._at(Role.PROGRAM):
                if self._mostly(i, is_code):
                    self.roles[i] = Role.NUMBER

    def _objectives(self) -> None:
        """Of two columns of objectives the narrower one is read, the wider one leads to it."""
        found = self._at(Role.OBJECTIVE)
        if len(found) < 2:
            return

        def fits(i: int) -> tuple[bool, int, int]:
            return bool(_OWN.search(squeezed(self.titles[i]))), len(set(self.cells[i])), i

        kept = max(found, key=fits)
        for i in found:
            if i != kept:
                self.roles[i] = Role.OTHER

    def _lines(self) -> None:
        """Of two columns of strategic lines the objectives lead to the narrower one."""
        found = self._at(Role.STRATEGIC)
        aims = [i for i in found if "ob" in squeezed(self.titles[i])[:2]]
        kept = (aims or found)[-1:]
        for i in found if len(found) > 1 else ():
            if i not in kept:
                self.roles[i] = Role.OTHER

    def _kinds(self) -> None:
        """`Ambito: efficacia`: what an objective is like, and not the group of its weight."""
        for i in self._at(Role.GROUP):
            if self._mostly(i, lambda cell: _QUALITY.match(unaccented(cell)) is not None):
                self.roles[i] = Role.KIND

    def _reasons(self) -> None:
        """`Motivazioni della scelta`, beside titles and weights, says what objectives are about."""
        if self._at(Role.OBJECTIVE) and self._at(Role.WEIGHT) and not self._at(Role.DESCRIPTION):
            self._instead(Role.REASON, Role.DESCRIPTION)

    def _works(self) -> None:
        """`Descrizione dell'attività` beside an objective's title says what it is about."""
        for i in self._at(Role.PHASE):
            is_about = squeezed(self.titles[i]).startswith("descri")
            if self._at(Role.PHASE_WEIGHT):
                continue
            if is_about and self._at(Role.OBJECTIVE) and not self._at(Role.DESCRIPTION):
                self.roles[i] = Role.DESCRIPTION
        if self._at(Role.PHASE_WEIGHT) and not self._at(Role.PHASE):
            self._instead(Role.ACTION, Role.PHASE)
            for i in self._at(Role.DESCRIPTION):
                if not self._at(Role.PHASE) and Role.PHASE in votes(self.titles[i], self.year):
                    self.roles[i] = Role.PHASE

    def _stand_ins(self) -> None:
        """A column that does another's work where that one is missing."""
        of_both = [i for i in self._at(Role.INDICATOR) if _OF_BOTH.search(squeezed(self.titles[i]))]
        has_text = self._at(Role.OBJECTIVE) or self._at(Role.DESCRIPTION) or of_both
        self._named_measures()
        if not self._at(Role.INDICATOR):
            self._instead(Role.FORMULA, Role.INDICATOR)
        if not self._at(Role.DEADLINE):
            self._instead(Role.TIMING, Role.DEADLINE, is_day)
            self._instead(Role.YEARS, Role.DEADLINE, is_day)
        if self._at(Role.STAFF) and not self._at(Role.SHARE):
            self._instead(Role.TIMING, Role.SHARE, is_quantity)
        self._fewest_years()
        if not (self._at(Role.AREA) or self._at(Role.SERVICE)):
            for i in self._at(Role.STRATEGIC):
                if "area" in self.titles[i].lower().split():
                    self.roles[i] = Role.AREA
        if not has_text:
            self._of_indicators()
            self._instead(Role.STRATEGIC, Role.OBJECTIVE, lambda cell: not is_code(cell))
        if not (self._at(Role.OBJECTIVE) or self._at(Role.DESCRIPTION) or of_both):
            self._instead(Role.ACTION, Role.OBJECTIVE)
        if self._at(Role.INDICATOR) and not self._at(Role.TARGET):
            self._targets()
            self._instead(Role.EXPECTED, Role.TARGET, is_quantity)

    def _targets(self) -> None:
        """`indicatore_target`, beside a column of what is measured."""
        for i in self._at(Role.INDICATOR)[1:]:
            if self._mostly(i, is_quantity) and Role.TARGET in votes(self.titles[i], self.year):
                self.roles[i] = Role.TARGET

    def _named_measures(self) -> None:
        """`des_ind`, `Indicatore 2` over one name in every row: it says little, and is read."""
        named = [self.titles[i] for i in self._at(Role.INDICATOR)]
        left = [i for i, role in enumerate(self.roles) if role in (None, Role.DESCRIPTION)]
        for i in left if self._at(Role.TARGET) else ():
            said = {} if named or is_known(self.titles[i]) else votes(self.titles[i], self.year)
            likeliest = max(said, key=lambda r: said[r], default=None)
            if likeliest is Role.INDICATOR or any(in_sets(self.titles[i], one) for one in named):
                self.roles[i] = Role.INDICATOR

    def _of_indicators(self) -> None:
        """A table that gives objectives by their code alone: its weights are of indicators."""
        has_levels = self._has_levels()
        if self._at(Role.CODE) and self._at(Role.INDICATOR) and not has_levels:
            self._instead(Role.WEIGHT, Role.INDICATOR_WEIGHT)

    def _fewest_years(self) -> None:
        """The year of the plan said again in each row is not the span of an objective."""
        years = self._at(Role.YEARS)
        for i in years:
            if len(years) > 1 and len(set(self.cells[i])) <= 1:
                self.roles[i] = Role.OTHER

    def _instead(self, role: Role, wanted: Role, test: Callable[[str], bool] | None = None) -> None:
        for i in self._at(role)[:1]:
            if test is None or self._mostly(i, test):
                self.roles[i] = wanted


def _is_text(cell: str) -> bool:
    return len(cell.split()) > 1


def _is_level(cell: str) -> bool:
    return squeezed(cell) in LEVELS
