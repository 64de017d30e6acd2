"""Our own tables: which columns each part of a plan has, and how a value stands in a cell.

The same columns serve the workbook, the template and the `.csv`, so that what is exported, filled
in or corrected by hand reads back the same way.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from importers.values.dates import days_in
from importers.values.figures import exact, says_nothing
from ledger.plan import Plan

ValueKind = Literal["text", "number", "day", "list", "numbers", "goal", "word", "whole"]
Cell = str | Decimal | dt.date | None

KINDS = {
    "count": "conteggio",
    "ratio": "rapporto",
    "percent": "percentuale",
    "milestone": "traguardo",
    "currency": "importo",
    "index": "indice",
    "date": "data",
}
STATES = {
    "in_progress": "in corso",
    "planned": "programmato",
    "achieved": "raggiunto",
    "cancelled": "cancellato",
}
SPANS = {"annual": "annuale", "multiyear": "pluriennale"}
DIRECTIONS = {"up": "cresce", "down": "diminuisce"}
ORIGINS = {"zero": "zero", "baseline": "valore iniziale"}


@dataclass(frozen=True)
class Column:
    """One column of our tables: its heading, the field of the plan, what a cell holds."""

    title: str
    field: str
    kind: ValueKind = "text"
    words: Mapping[str, str] | None = None
    """Our word for each value of the plan, where the cell holds one of a few."""
    width: int = 18


@dataclass(frozen=True)
class Part:
    """One table: a sheet of the workbook, one kind of row in the `.csv`."""

    sheet: str
    row: str
    columns: tuple[Column, ...]


CONTINUES = Column("Continua da", "continues")
"""Always a last column: the workbooks of before it are read as they are."""
ENTE = Part("Ente", "ente", (Column("Ente", "ente", width=40), Column("Anno", "year", "whole")))
SERVICES = Part(
    "Servizi",
    "servizio",
    (
        Column("Codice area", "area_code"),
        Column("Area", "area_name", width=30),
        Column("Codice servizio", "code"),
        Column("Codice stampato", "printed"),
        Column("Servizio", "name", width=40),
    ),
)
STRATEGIC = Part(
    "Strategici",
    "strategico",
    (
        Column("Codice", "code"),
        Column("Titolo", "title", width=60),
        Column("Missioni", "missions", "list"),
        Column("Linea di mandato", "mandate"),
        Column("Assessore", "assessore", width=24),
    ),
)
MANDATE = Part(
    "Mandato",
    "mandato",
    (Column("Linea di mandato", "code"), Column("Titolo", "title", width=60)),
)
OPERATIONAL = Part(
    "Operativi",
    "operativo",
    (
        Column("Codice", "code"),
        Column("Titolo", "title", width=60),
        Column("Stato", "state", "word", STATES),
        Column("Durata", "span", "word", SPANS),
        Column("Missioni", "missions", "list"),
        Column("Programmi", "programs", "list"),
        Column("Unità", "units", "list"),
        Column("Motivo", "reason", width=30),
    ),
)
OBJECTIVES = Part(
    "Obiettivi",
    "obiettivo",
    (
        Column("Codice", "code"),
        Column("Titolo", "title", width=50),
        Column("Descrizione", "description", width=50),
        Column("Azione", "action", width=40),
        Column("Codice stampato", "printed"),
        Column("Gruppo", "group"),
        Column("Obiettivo strategico", "strategic"),
        Column("Obiettivo operativo", "operational"),
        Column("Anni", "years", "numbers"),
        Column("Termine", "deadline", "day"),
        Column("Peso", "weight", "number"),
        Column("Responsabili", "owners", "list", width=28),
        Column("Impatto", "impact", width=30),
        Column("Portatori di interesse", "stakeholders", "list", width=24),
        Column("Misure anticorruzione", "ptpct", "list", width=24),
        CONTINUES,
    ),
)
INDICATORS = Part(
    "Indicatori",
    "indicatore",
    (
        Column("Codice", "code"),
        Column("Indicatore", "name", width=50),
        Column("Tipo", "kind", "word", KINDS),
        Column("Unità di misura", "unit"),
        Column("Numeratore", "numerator", width=24),
        Column("Denominatore", "denominator", width=24),
        Column("Valore iniziale", "baseline", "number"),
        Column("Target", "target", "goal"),
        Column("Verso", "direction", "word", DIRECTIONS),
        Column("Peso", "weight", "number"),
        Column("Termine", "deadline", "day"),
        Column("Parte da", "from", "word", ORIGINS),
        Column("Altri nomi", "aliases", "list", width=30),
        CONTINUES,
    ),
)
PHASES = Part(
    "Fasi",
    "fase",
    (
        Column("Obiettivo", "objective"),
        Column("Fase", "title", width=50),
        Column("Inizio", "start", "day"),
        Column("Fine", "end", "day"),
        Column("Peso", "weight", "number"),
    ),
)
PEOPLE = Part(
    "Personale",
    "personale",
    (
        Column("Obiettivo", "objective"),
        Column("Area di inquadramento", "area", width=30),
        Column("Persone", "number", "number"),
        Column("Quota di tempo", "percent", "number"),
    ),
)
BUDGET = Part(
    "Risorse",
    "risorsa",
    (
        Column("Obiettivo", "objective"),
        Column("Capitolo", "chapter", width=24),
        Column("Importo", "amount", "number"),
    ),
)
RESOURCES = {PHASES.sheet: "phases", PEOPLE.sheet: "people", BUDGET.sheet: "budget"}
"""Tables whose rows hang under an objective, and the field each fills."""
ANOMALIES = Part(
    "Anomalie",
    "anomalia",
    (
        Column("Anomalia", "kind"),
        Column("Dove", "where"),
        Column("Riga", "line", "whole"),
        Column("Testo", "text", width=50),
        Column("Lettura proposta", "reading", width=30),
    ),
)
PARTS = (
    ENTE,
    SERVICES,
    MANDATE,
    STRATEGIC,
    OPERATIONAL,
    OBJECTIVES,
    INDICATORS,
    PHASES,
    PEOPLE,
    BUDGET,
    ANOMALIES,
)


class BadCell(Exception):
    """What a cell should hold."""


def records(plan: Plan) -> list[tuple[Part, list[Cell]]]:
    """Every row of every table, in order."""
    data = plan.model_dump(by_alias=True)
    found: list[tuple[Part, list[Cell]]] = [(ENTE, _cells(ENTE, data))]
    for area in data["areas"]:
        own = {"area_code": area["code"], "area_name": area["name"]}
        services: tuple[dict[str, Any], ...] = area["services"] or ({},)
        for service in services:
            found.append((SERVICES, _cells(SERVICES, {**own, **service})))
    for part, name in (
        (MANDATE, "mandate"),
        (STRATEGIC, "strategic"),
        (OPERATIONAL, "operational"),
        (OBJECTIVES, "objectives"),
    ):
        found.extend((part, _cells(part, row)) for row in data.get(name, ()))
    for objective in data["objectives"]:
        found.extend((INDICATORS, _cells(INDICATORS, row)) for row in objective["indicators"])
    for part in (PHASES, PEOPLE, BUDGET):
        for objective in data["objectives"]:
            own = {"objective": objective["code"]}
            rows = objective.get(RESOURCES[part.sheet], ())
            found.extend((part, _cells(part, {**own, **row})) for row in rows)
    found.extend((ANOMALIES, _cells(ANOMALIES, row)) for row in data["anomalies"])
    return found


def _cells(part: Part, row: Mapping[str, Any]) -> list[Cell]:
    return [_cell(column, row.get(column.field)) for column in part.columns]


def _cell(column: Column, value: Any) -> Cell:
    if value is None:
        return None
    if column.kind == "word":
        assert column.words is not None
        return column.words[str(value)]
    if column.kind == "list":
        return "; ".join(_escaped(str(item)) for item in value) or None
    if column.kind == "numbers":
        return "; ".join(str(item) for item in value) or None
    if column.kind == "whole":
        return Decimal(value)
    return value if isinstance(value, (Decimal, dt.date)) else str(value)


def _escaped(item: str) -> str:
    return item.replace("\\", "\\\\").replace(";", "\\;")


def value_of(column: Column, cell: Cell) -> Any:
    """What a cell stands for, as the plan's model takes it. Raises BadCell."""
    if cell is None or cell == "":
        return None
    if column.kind == "text":
        return f"{cell.normalize():f}" if isinstance(cell, Decimal) else str(cell)
    if column.kind == "word":
        return _word(column, str(cell))
    if column.kind == "list":
        return _items(f"{cell.normalize():f}" if isinstance(cell, Decimal) else str(cell))
    if column.kind == "numbers":
        return [_whole(item) for item in re.split(r"[\s,;/]+", str(cell).strip()) if item]
    if column.kind == "whole":
        return _whole(cell)
    if column.kind == "day":
        return _day(cell)
    if column.kind == "goal":
        return _goal(cell)
    return _number(cell)


def _word(column: Column, cell: str) -> str:
    assert column.words is not None
    said = cell.strip().casefold()
    for value, word in column.words.items():
        if said in (value, word.casefold()):
            return value
    raise BadCell(f"serve una di queste parole: {', '.join(column.words.values())}")


def _items(cell: str) -> list[str]:
    parts = re.findall(r"(?:\\.|[^\\;])+", cell)
    return [re.sub(r"\\(.)", r"\1", part).strip() for part in parts if part.strip()]


def _whole(cell: Cell) -> int:
    number = cell if isinstance(cell, Decimal) else exact(str(cell))
    if number is None or number != number.to_integral_value():
        raise BadCell("serve un numero intero")
    return int(number)


def _number(cell: Cell) -> Decimal | None:
    if isinstance(cell, Decimal):
        return cell
    text = str(cell).strip()
    if says_nothing(text):
        return None
    number = exact(text.removesuffix("%").removeprefix("€").strip())
    if number is None or isinstance(cell, dt.date):
        raise BadCell("serve un numero")
    return number


def _day(cell: Cell) -> dt.date:
    if isinstance(cell, dt.date):
        return cell
    days = days_in(str(cell), 0) if not isinstance(cell, Decimal) else []
    if len(days) != 1 or days[0].day is None:
        raise BadCell("serve una data come 31/12/2025")
    return days[0].day


def _goal(cell: Cell) -> Decimal | dt.date | None:
    if isinstance(cell, (Decimal, dt.date)):
        return cell
    if re.search(r"\d[/.-]\d{1,2}[/.-]\d", str(cell)):
        return _day(cell)
    return _number(re.sub(r"^\s*(?:≥|≤|>|<|=)\s*", "", str(cell)))


def part_with(titles: Sequence[str]) -> Part | None:
    """The table of ours that has just these columns; the last ones may be missing."""
    said = [title.strip().casefold() for title in titles if title.strip()]
    for part in PARTS:
        ours = [column.title.casefold() for column in part.columns]
        if len(said) >= 2 and said == ours[: len(said)] and len(said) * 2 >= len(ours):
            return part
    return None
