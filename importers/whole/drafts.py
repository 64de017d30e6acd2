"""An objective while it is being read: what each part said, before codes and checks."""

from dataclasses import dataclass, field
from enum import StrEnum

from importers.tables.roles import Role
from importers.units.units import AreaUnit, ServiceUnit
from importers.whole.findings import Findings


class Series(StrEnum):
    """Which numbering an objective belongs to."""

    EXECUTIVE = "executive"
    TRANSVERSAL = "transversal"
    SEGRETARIO = "segretario"


@dataclass
class IndicatorDraft:
    """One row's indicator: its text may still be a list."""

    line: int
    said: dict[Role, str] = field(default_factory=dict)
    months: tuple[int, ...] = ()
    """Of a piece of work: the months marked in its row."""

    def text(self, role: Role) -> str:
        """What a cell said under a role; empty where there was none."""
        return self.said.get(role, "")

    @property
    def is_measured(self) -> bool:
        """Whether a figure stands beside it."""
        return bool(self.text(Role.TARGET) or self.text(Role.BASELINE))


@dataclass
class ObjectiveDraft:
    """An objective as far as it was read: cells by role, with their lines."""

    line: int
    series: Series
    said: dict[Role, str] = field(default_factory=dict)
    lines: dict[Role, int] = field(default_factory=dict)
    """Where each part was read, when not on the objective's own line."""
    headings: dict[Role, str] = field(default_factory=dict)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    phases: list[IndicatorDraft] = field(default_factory=list)
    people: list[IndicatorDraft] = field(default_factory=list)
    budget: list[IndicatorDraft] = field(default_factory=list)
    measured: bool = False
    """The table that opened it has columns of indicators."""
    opened_by: object = None
    """The table whose row opened it, where one did."""
    area: AreaUnit | None = None
    service: ServiceUnit | None = None
    group: str | None = None
    head: str | None = None
    """Who answers for its unit, for where it names nobody itself."""
    kind: str | None = None
    """What its table's title calls its objectives: `Obiettivi di sviluppo`."""
    has_years_column: bool = False
    has_own_weight: bool = False
    """Its weight stands apart from those of its indicators."""
    expected_is_told: bool = False
    """What it is expected to give is said beside its indicators, and is none itself."""
    is_dated_by_row: bool = False
    """In its table the rows of one objective have days of their own."""
    asks_targets: bool = False
    """The document gives nearly every indicator a target: a step without one lacks it."""
    item_mark: str = ""
    """What stands before each item of the list of its indicators, where they are listed."""
    is_numbered: bool = False
    """The heading of its sheet numbers it."""
    is_prose: bool = False
    """All that it says stands in one cell."""
    findings: Findings = field(default_factory=Findings)

    @property
    def printed(self) -> str:
        """The code it is printed with: that of its sheet may be a number."""
        return self.text(Role.CODE) or (self.text(Role.NUMBER) if self.is_numbered else "")

    def text(self, role: Role) -> str:
        """What was said under a role; empty where nothing was."""
        return self.said.get(role, "")

    def part_works(self) -> None:
        """Beside indicators with a figure, rows that bear a weight alone are pieces of work.

        Source: contract, phases of an objective.
        """
        works = [i for i in self.indicators if i.text(Role.PHASE_WEIGHT) and not i.is_measured]
        if any(i.is_measured for i in self.indicators):
            self.indicators = [i for i in self.indicators if i not in works]
            for work in works:
                work.said[Role.PHASE] = work.said.pop(Role.INDICATOR, "")
            self.phases.extend(works)

    def opened_in_row(self, line: int) -> bool:
        """Whether the row on a line opened it, and not for a piece of work alone."""
        return line == self.line and bool(self.indicators or self.measured)

    def line_of(self, role: Role) -> int:
        """Where that stood."""
        return self.lines.get(role, self.line)

    def put(self, role: Role, text: str, line: int) -> None:
        """Adds to a part; what a page cut is joined to what came before."""
        if not text:
            return
        before = self.said.get(role, "")
        if role is Role.CODE and before == text:
            return  # a heading and a label say it alike
        joint = "\n" if before and text[:1] in "-•–" else " "
        self.said[role] = f"{before}{joint}{text}" if before else text
        if role not in self.lines:
            self.lines[role] = line
