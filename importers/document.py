"""A published document, from its rows to the plan: the order in which its parts are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from importers.assembly import assemble
from importers.codes import Catalogue
from importers.drafts import ObjectiveDraft, Series
from importers.errors import NotAPlan, NoYear, TooManyCells
from importers.executive import ExecutiveReader
from importers.findings import Finding, Findings
from importers.front import find_ente, find_year
from importers.grid import (
    MOST_CELLS,
    MOST_CHARACTERS,
    Row,
    cleaned,
    one_line,
    without_furniture,
)
from importers.mapping import PlanMap
from importers.matching import Column
from importers.organisation import read_organisation
from importers.roles import Role
from importers.shaping import shaped
from importers.sheets import LeftOut
from importers.strategy import StrategyReader
from importers.tables import Block, Paragraph, Table, blocks_of
from importers.units import Organisation
from ledger.plan import Anomaly, Area, Objective, Plan, Strategic

Progress = Callable[[float], None]


@dataclass(frozen=True)
class TableRead:
    """A table with a header, and what each of its columns was taken for."""

    line: int
    sheet: str | None
    page: int | None
    columns: tuple[Column, ...]
    rows: int


@dataclass(frozen=True)
class Reading:
    """A plan, and how the document was read to get it."""

    plan: Plan
    tables: tuple[TableRead, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


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

    Raises:
        NotAPlan: no objectives in it.
        NoYear: nothing says the plan's year.
        TooManyCells: far larger than a plan.
    """
    cells = [cell for row in rows for cell in row.cells if cell]
    if len(cells) > MOST_CELLS or sum(map(len, cells)) > MOST_CHARACTERS:
        raise TooManyCells(name, MOST_CELLS)
    kept = without_furniture([row for row in (cleaned(row) for row in rows) if row is not None])
    year = find_year(kept)
    if year is None:
        raise NoYear(name)
    findings = Findings()
    for left in {(one.why, one.text): one for one in left_out}.values():
        findings.add(left.why, left.line, left.text, where="ENTE")
    kept = shaped(kept, year)
    organisation, of_units = read_organisation(kept)
    blocks = blocks_of([row for row in kept if row.line not in of_units], year, known)
    later = _later_years(blocks, year)
    if later:
        findings.add("later_target", later[0], later[1], where="ENTE")
    reader = ExecutiveReader(organisation, findings, year)
    reader.read(blocks, progress)
    if not reader.drafts:
        raise NotAPlan(name, _seen(blocks))
    ente = find_ente(kept)
    stem = name.rpartition(".")[0] or name
    if ente is None:
        findings.add("no_ente", None, where="ENTE")
    _place_the_rest(reader.drafts, organisation, ente or stem)
    areas = organisation.settle()
    strategy = StrategyReader(organisation, findings)
    strategy.read(blocks)
    catalogue = Catalogue(tuple(strategy.strategic), strategy.operational)
    named = _strategic(strategy, catalogue)
    assembled = assemble(reader.drafts, organisation, named, catalogue, year)
    whole = [*findings.found, *_gaps(catalogue), *_idle_services(areas, assembled.objectives)]
    general = tuple(
        Anomaly(kind=f.kind, where=f.where, line=f.line, text=f.text, reading=f.reading)
        for f in whole
    )
    plan = Plan(
        ente=ente or stem,
        year=year,
        areas=areas,
        mandate=tuple(strategy.mandate.values()),
        strategic=named,
        operational=tuple(strategy.operational),
        objectives=assembled.objectives,
        anomalies=(*general, *assembled.anomalies),
    )
    return Reading(plan, _tables_read(blocks), tuple(left_out))


def _tables_read(blocks: Sequence[Block]) -> tuple[TableRead, ...]:
    """The tables with a header, each shape once."""
    found: dict[tuple[Column, ...], TableRead] = {}
    for block in blocks:
        if isinstance(block, Table) and block.columns and block.rows:
            before = found.get(block.columns)
            count = len(block.rows) + (before.rows if before else 0)
            first = before or TableRead(block.line, block.sheet, block.page, block.columns, 0)
            found[block.columns] = replace(first, rows=count)
    return tuple(found.values())


_SEEN_TABLES = 3


def _seen(blocks: Sequence[Block]) -> str:
    """What a document holds, where no plan was found in it: tables, headings, and where."""
    tables = [block for block in blocks if isinstance(block, Table) and block.rows]
    paragraphs = sum(isinstance(block, Paragraph) for block in blocks)
    told: list[str] = []
    for table in tables[:_SEEN_TABLES]:
        where = f"pagina {table.page}" if table.page else f"riga {table.line}"
        where = f"foglio {table.sheet}, {where}" if table.sheet else where
        titles = [column.title for column in table.columns if column.title]
        titles = titles or [one_line(cell)[:30] for cell in table.rows[0].cells if cell]
        told.append(f"{where}: {' | '.join(titles[:8])}")
    counts = f"{len(tables)} tabelle e {paragraphs} paragrafi"
    return f"{counts} ({'; '.join(told)})" if told else counts


def _later_years(blocks: Sequence[Block], year: int) -> tuple[int, str] | None:
    """Columns of targets of the years after the plan's: left out, and said once."""
    titles: dict[str, int] = {}
    for block in blocks:
        if isinstance(block, Table):
            for column in block.columns:
                if column.role is Role.TARGET and column.year and column.year > year:
                    titles.setdefault(column.title, block.line)
    return (next(iter(titles.values())), "; ".join(titles)) if titles else None


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


def _strategic(strategy: StrategyReader, catalogue: Catalogue) -> tuple[Strategic, ...]:
    """Those of the tables; one known only from its operational objectives is named by its code."""
    missing = sorted(catalogue.strategic - set(strategy.strategic))
    named = [Strategic(code=code, title=code) for code in missing if code]
    return (*strategy.strategic.values(), *named)


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
