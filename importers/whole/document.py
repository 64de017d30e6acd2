"""A published document, from its rows to the plan: the order in which its parts are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from importers.errors import TooManyCells
from importers.files.sheets import LeftOut
from importers.review.mapping import PlanMap, signature
from importers.review.taught import taught
from importers.tables.narrowed import without_empty_columns
from importers.tables.roles import Role
from importers.tables.tables import Block, Table, blocks_of
from importers.units.heads import heads_of, name_heads
from importers.units.organisation import read_organisation
from importers.units.served import (
    listed_apart,
    named_beside,
    titled_by,
    with_columns_of_served,
)
from importers.units.servicenames import name_as_printed
from importers.units.units import Organisation
from importers.values.codes import Catalogue, spelt
from importers.whole.assembly import assemble
from importers.whole.drafts import ObjectiveDraft, Series
from importers.whole.executive import ExecutiveReader
from importers.whole.findings import Finding, Findings
from importers.whole.front import find_ente, find_year
from importers.whole.grid import (
    MOST_CELLS,
    MOST_CHARACTERS,
    Row,
    cleaned,
    without_furniture,
)
from importers.whole.legend import name_posts, posts_held, posts_meant, spell_out
from importers.whole.shaping import shaped
from importers.whole.sight import NOTHING, Sight, TableRead, seen
from importers.whole.strategy import StrategyReader
from importers.whole.twice import told_once
from importers.whole.unread import NotAPlan, NoYear
from ledger.plan import Anomaly, Area, Objective, Plan, Strategic

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Reading:
    """A plan, and how the document was read to get it."""

    plan: Plan
    sight: Sight = NOTHING
    left_out: tuple[LeftOut, ...] = ()
    is_unnamed: bool = False
    """Nothing says whose plan it is: it goes by the name of its file."""

    @property
    def tables(self) -> tuple[TableRead, ...]:
        """The tables with a header, each shape once."""
        return tuple(table for table in self.sight.tables if table.columns)


def plan_of(
    rows: Sequence[Row],
    name: str,
    progress: Progress | None = None,
    left_out: Sequence[LeftOut] = (),
) -> Plan:
    """The plan that a document's rows tell. Raises what `reading_of` does."""
    return reading_of(rows, name, progress, left_out).plan


def reading_of(
    rows: Sequence[Row],
    name: str,
    progress: Progress | None = None,
    left_out: Sequence[LeftOut] = (),
    known: PlanMap | None = None,
) -> Reading:
    """The plan that a document's rows tell, what is wrong with it, and how it was read.

    `known` is what people said of its template.

    Raises:
        NotAPlan: no objectives in it.
        NoYear: nothing says the plan's year.
        TooManyCells: far larger than a plan.
    """
    known = known or PlanMap()
    printed = _printed(rows, name)
    kept = taught(printed, known)
    year = known.year or find_year(kept)
    if year is not None:
        known = known.in_year(year)
        kept = taught(printed, known)
    kept = shaped(kept, year or 0)
    if year is None:
        raise NoYear(name, seen(printed, blocks_of(kept, 0, known), known))
    findings = Findings()
    for left in {(one.why, one.text): one for one in left_out}.values():
        findings.add(left.why, left.line, left.text, where="ENTE")
    organisation, of_units = read_organisation(kept)
    of_plan = [row for row in kept if (row.sheet, row.line) not in of_units]
    blocks = with_columns_of_served(blocks_of(of_plan, year, known), known)
    sight = seen(printed, blocks, known)
    blocks = [block for block in blocks if not _is_out(block, known)]
    left_out = [*left_out, *_later_years(blocks, year, name)]
    reader = ExecutiveReader(organisation, findings, year)
    reader.read(blocks, progress)
    reader.drafts[:] = told_once(reader.drafts)
    spell_out(reader.drafts, posts_meant(printed))
    name_posts(reader.drafts, posts_held(printed))
    name_heads(reader.drafts, heads_of(printed))
    name_as_printed(organisation, printed)
    ente = known.ente or find_ente(kept)
    called = ente or name.rpartition(".")[0] or name
    told = _Told(blocks, organisation, findings, called, year)
    if not reader.drafts:
        raise NotAPlan(name, sight.with_plan(told.plan(reader.unmeasured)))
    plan = told.plan(reader.drafts)
    return Reading(plan, sight.with_plan(plan), tuple(left_out), is_unnamed=ente is None)


def _printed(rows: Sequence[Row], name: str) -> list[Row]:
    """The rows of a document without markup and running titles. Raises TooManyCells."""
    cells = [cell for row in rows for cell in row.cells if cell]
    if len(cells) > MOST_CELLS or sum(map(len, cells)) > MOST_CHARACTERS:
        raise TooManyCells(name, MOST_CELLS)
    kept = [row for row in (cleaned(row) for row in rows) if row is not None]
    return without_furniture(without_empty_columns(kept))


def _is_out(block: Block, known: PlanMap) -> bool:
    """Whether somebody said that a table is none of the plan."""
    if not isinstance(block, Table) or not known.left_out:
        return False
    titles = [column.title for column in block.columns]
    head = titles or (list(block.rows[0].cells) if block.rows else [])
    return known.leaves_out("tabelle", signature(head))


@dataclass(frozen=True)
class _Told:
    """All of a document but its objectives, which come to it as drafts."""

    blocks: Sequence[Block]
    organisation: Organisation
    findings: Findings
    ente: str
    year: int

    def plan(self, drafts: Sequence[ObjectiveDraft]) -> Plan:
        """The plan with those objectives, and every anomaly met on the way."""
        organisation, findings = self.organisation, self.findings
        _place_the_rest(drafts, organisation, self.ente)
        areas = organisation.settle()
        printed = (Role.CODE, Role.NUMBER)
        own = {(draft.line, spelt(draft.text(role))) for draft in drafts for role in printed}
        strategy = StrategyReader(organisation, findings, own)
        strategy.read(self.blocks)
        if not strategy.strategic:
            strategy.strategic = dict(listed_apart(self.blocks, named_beside(drafts)))
        catalogue = Catalogue(tuple(strategy.strategic), strategy.operational)
        named = _strategic(strategy, catalogue, self.blocks)
        assembled = assemble(list(drafts), organisation, named, catalogue, self.year)
        whole = [*findings.found, *_gaps(catalogue), *_idle_services(areas, assembled.objectives)]
        general = tuple(
            Anomaly(kind=f.kind, where=f.where, line=f.line, text=f.text, reading=f.reading)
            for f in whole
        )
        return Plan(
            ente=self.ente,
            year=self.year,
            areas=areas,
            mandate=tuple(strategy.mandate.values()),
            strategic=named,
            operational=tuple(strategy.operational),
            objectives=assembled.objectives,
            anomalies=(*general, *assembled.anomalies),
        )


def _later_years(blocks: Sequence[Block], year: int, name: str) -> list[LeftOut]:
    """Columns of targets of the years after the plan's, which a plan of one year does not hold."""
    titles: dict[str, Table] = {}
    for block in blocks:
        if isinstance(block, Table):
            for column in block.columns:
                if column.role is Role.TARGET and column.year and column.year > year:
                    titles.setdefault(column.title, block)
    return [
        LeftOut("later_target", table.line, title, table.sheet or name)
        for title, table in titles.items()
    ]


def _place_the_rest(
    drafts: Sequence[ObjectiveDraft], organisation: Organisation, ente: str
) -> None:
    """Every executive objective needs a service: the only one of its area, or one to be settled."""
    for draft in drafts:
        if draft.series is not Series.EXECUTIVE or draft.service is not None:
            continue
        area = draft.area
        if area is None:
            area = (
                organisation.areas[0] if len(organisation.areas) == 1 else organisation.area(ente)
            )
            draft.findings.add("unknown_unit", draft.line)
        elif len(area.services) > 1:
            draft.findings.add("unknown_unit", draft.line, area.name, area.services[0].name)
        draft.area = area
        draft.service = organisation.only_service(area)


def _strategic(
    strategy: StrategyReader, catalogue: Catalogue, blocks: Sequence[Block]
) -> tuple[Strategic, ...]:
    """Those of the tables; others are named by a line that opens with their code, or by it."""
    missing = sorted(code for code in catalogue.strategic - set(strategy.strategic) if code)
    known = (
        *strategy.strategic.values(),
        *(Strategic(code=code, title=code) for code in missing),
    )
    titles = titled_by(blocks, {one.code for one in known if one.title == one.code})
    return tuple(
        one.model_copy(update={"title": titles[one.code]}) if one.code in titles else one
        for one in known
    )


def _gaps(catalogue: Catalogue) -> list[Finding]:
    return [
        Finding("missing_codes", None, ", ".join(codes), where=parent)
        for parent, codes in catalogue.gaps().items()
        if codes
    ]


def _idle_services(areas: Sequence[Area], objectives: Sequence[Objective]) -> list[Finding]:
    busy = {objective.unit for objective in objectives}
    return [
        Finding("no_objective", None, service.name, where=service.code)
        for area in areas
        for service in area.services
        if service.code not in busy
    ]
