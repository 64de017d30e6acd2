"""A plan in our own tables: rows of cells become plain data, checked like the plan file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from importers.errors import Faults, FormulaCell
from importers.files.sheets import Sheet, formula_place
from importers.ours.layout import (
    ANOMALIES,
    ENTE,
    INDICATORS,
    MANDATE,
    OBJECTIVES,
    OPERATIONAL,
    RESOURCES,
    SERVICES,
    STRATEGIC,
    BadCell,
    Cell,
    Part,
    part_with,
    value_of,
)
from importers.ours.plan_file import Path, checked
from importers.whole.unread import NotAPlan
from ledger.plan import Plan

_LISTS = {
    MANDATE.sheet: "mandate",
    STRATEGIC.sheet: "strategic",
    OPERATIONAL.sheet: "operational",
    OBJECTIVES.sheet: "objectives",
    ANOMALIES.sheet: "anomalies",
}


@dataclass(frozen=True)
class Record:
    """One row of one of our tables, and where it stands."""

    part: Part
    cells: tuple[Cell, ...]
    place: str


@dataclass
class _Built:
    data: dict[str, Any] = field(
        default_factory=lambda: {
            "areas": [],
            "mandate": [],
            "strategic": [],
            "operational": [],
            "objectives": [],
            "anomalies": [],
        }
    )
    places: dict[Path, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def place(self, path: Path) -> str:
        known = path
        while known and known not in self.places:
            known = known[:-1]
        field_name = next((str(p) for p in reversed(path) if isinstance(p, str)), "")
        return f"{self.places.get(known, 'Ente')}, {field_name}".rstrip(", ")


def own_records(sheets: Sequence[Sheet], name: str) -> list[Record] | None:
    """The records of a workbook of ours; None for any other one. Raises FormulaCell."""
    found: list[Record] = []
    is_ours = False
    for sheet in sheets:
        if not sheet.rows:
            continue
        titles = [value if isinstance(value, str) else "" for value in sheet.rows[0].values]
        part = part_with(titles)
        if part is None:
            continue
        is_ours = is_ours or part.sheet == "Obiettivi"
        for row in sheet.rows[1:]:
            if row.formulas:
                raise FormulaCell(name, formula_place(sheet, row, several=True))
            place = f"foglio {sheet.name}, riga {row.number}"
            found.append(Record(part, tuple(row.values), place))
    return found if is_ours else None


def plan_from(records: Iterable[Record], name: str) -> Plan:
    """The plan that our tables hold. Raises NotAPlan, or Faults with all mistakes and places."""
    built = _Built()
    owners: dict[str, int] = {}
    for record in records:
        row = _values(record, built.faults)
        if all(value is None for value in row.values()):
            continue
        if record.part is ENTE:
            built.data.update(row)
            built.places[()] = record.place
        elif record.part is SERVICES:
            _service(row, record.place, built)
        elif record.part is INDICATORS:
            _indicator(row, record.place, built, owners)
        elif record.part.sheet in RESOURCES:
            _resource(record.part, row, record.place, built, owners)
        else:
            rows = built.data[_LISTS[record.part.sheet]]
            built.places[(_LISTS[record.part.sheet], len(rows))] = record.place
            if record.part is OBJECTIVES:
                owners.setdefault(str(row.get("code")), len(rows))
                row["indicators"] = []
            rows.append({key: value for key, value in row.items() if value is not None})
    if not built.data["objectives"] and not built.data["areas"]:
        raise NotAPlan(name)
    if built.faults:
        raise Faults(name, built.faults)
    return checked(built.data, name, built.place)


def _values(record: Record, faults: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column, cell in zip(record.part.columns, record.cells, strict=False):
        try:
            row[column.field] = value_of(column, cell)
        except BadCell as wrong:
            faults.append(f"{record.place}, {column.title}: {wrong} («{cell}»)")
    return row


def _service(row: dict[str, Any], place: str, built: _Built) -> None:
    areas = built.data["areas"]
    if row.get("area_code") is not None and (not areas or areas[-1]["code"] != row["area_code"]):
        built.places[("areas", len(areas))] = place
        areas.append({"code": row["area_code"], "name": row.get("area_name"), "services": []})
    service = {key: row[key] for key in ("code", "printed", "name") if row.get(key) is not None}
    if not service:
        return
    if not areas:
        built.faults.append(f"{place}, Codice area: manca")
        return
    services = areas[-1]["services"]
    built.places[("areas", len(areas) - 1, "services", len(services))] = place
    services.append(service)


def _indicator(row: dict[str, Any], place: str, built: _Built, owners: dict[str, int]) -> None:
    """An indicator goes under its objective, which its code names."""
    objective = str(row.get("code") or "").rpartition(".")[0]
    if objective not in owners:
        built.faults.append(f"{place}, Codice: nessun obiettivo {objective or '(vuoto)'}")
        return
    i = owners[objective]
    indicators = built.data["objectives"][i]["indicators"]
    built.places[("objectives", i, "indicators", len(indicators))] = place
    indicators.append({key: value for key, value in row.items() if value is not None})


def _resource(
    part: Part, row: dict[str, Any], place: str, built: _Built, owners: dict[str, int]
) -> None:
    """A phase, people or money go under the objective that the row names."""
    objective = str(row.pop("objective", None) or "")
    if objective not in owners:
        built.faults.append(f"{place}, Obiettivo: nessun obiettivo {objective or '(vuoto)'}")
        return
    i, name = owners[objective], RESOURCES[part.sheet]
    rows = built.data["objectives"][i].setdefault(name, [])
    built.places[("objectives", i, name, len(rows))] = place
    rows.append({key: value for key, value in row.items() if value is not None})
