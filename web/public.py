"""The public pages: how the ente is doing, for citizens, and the same as open data.

Static files for "Amministrazione trasparente › Performance". Never a name, a code or a score of a
person. The same record gives the same bytes: figures are of the day of the newest record, and
nothing says when they were written.
"""

import datetime as dt
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handlers.standing.status import scope_name
from handlers.talk.words import target_amount, value_amount
from ledger.clock import day_of
from ledger.errors_smvp import NoRegulation
from ledger.evaluation.adopted import regulation_of
from ledger.ledger import Ledger
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.progress.standings import ObjectiveStanding, Standing, shown_value, standing
from ledger.readings.openly import Band, distribution, premiums_of
from ledger.view import View
from web.look import Look
from web.rendering import ENVIRONMENT, STATIC
from web.tables import Table, as_csv, cells, columns, exact
from words.say import Say, say
from words.wording import plain_text

STYLES = ("bootstrap-italia.css", "traguardo.css", "bootstrap-italia.LICENSE", "icon.svg", "fonts")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
THEME = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
CSV_TYPE = "http://publications.europa.eu/resource/authority/file-type/CSV"
JSON_TYPE = "http://publications.europa.eu/resource/authority/file-type/JSON"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatapit": "http://dati.gov.it/onto/dcatapit#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


@dataclass(frozen=True)
class Unit:
    """A unit as citizens read of it."""

    name: str
    stands: Standing
    objectives: tuple[ObjectiveStanding, ...]


def publish(ledger: Ledger, folder: Path, look: Look | None = None) -> int:
    """Writes the pages into a folder, over those of an earlier time; how many files.

    Records nothing. Raises NoPlan.
    """
    with ledger.snapshot():
        files = files_of(ledger, look)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name in STYLES:
        source, target = STATIC / name, folder / "stile" / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    return len(files)


def files_of(ledger: Ledger, look: Look | None = None) -> dict[str, bytes]:
    """Every file by its path in the folder."""
    view, head = ledger.view, ledger.log.head()
    year = view.plan.year
    day = day_of(head.recorded_at or ledger.now())
    years = view.years
    ente = {y: standing(view.of(y), ENTE, day) for y in years}
    bands = {y: distribution(view.of(y), y) for y in years}
    tables = (
        _objectives(view, ente),
        _indicators(view, ente),
        _units(view, years, ente, day),
        _premiums(view, years),
        _distribution(bands),
    )
    files = {f"dati/{one.name}.csv": as_csv(one) for one in tables}
    files |= {f"dati/{one.name}.json": _json(_records(one)) for one in tables}
    files |= {f"dati/{one.name}.schema.json": _json(_schema(one)) for one in tables}
    documents = [f"piano-{y}" for y in years]
    files |= {f"dati/piano-{y}.json": _json(_plan(view, y)) for y in years}
    if (regulation := _regulation(view, year)) is not None:
        files["dati/regolamento.json"] = _json(regulation)
        documents.append("regolamento")
    newest = ledger.checkpoints.newest()
    if newest is not None:
        files["checkpoint.txt"] = newest.note.text.encode()
    name = view.plan.plan.ente
    files["dati/catalogo.jsonld"] = _json(_catalogue(name, tables, documents, day.isoformat()))
    files |= {f"stile/{file}": content for file, content in (look.files if look else {}).items()}
    page = ENVIRONMENT.get_template("public.html").render(
        ente=name,
        look=look,
        year=year,
        day=day,
        summary=ente[year],
        units=_by_unit(view, ente[year], day),
        tables=tables,
        documents=documents,
        premiums=premiums_of(view.of(year), year),
        bands=bands[year],
        head=head,
        checkpoint=newest,
        shown_parts=shown_parts,
        document_title=_document_title,
    )
    files["index.html"] = page.encode()
    return files


def _by_unit(view: View, ente: Standing, day: dt.date) -> list[Unit]:
    """The areas, then what belongs to none, with the objectives of each in the plan's order."""
    plan = view.plan
    found = []
    for code in (*plan.areas, TRANSVERSAL, SEGRETARIO):
        rows = tuple(
            row
            for row in ente.objectives
            if code in (row.objective.unit, plan.area_of_service.get(row.objective.unit))
        )
        if rows:
            found.append(Unit(scope_name(plan, code), standing(view, code, day), rows))
    return found


def _objectives(view: View, ente: dict[int, Standing]) -> Table:
    rows = [
        cells(
            year,
            row.objective.code,
            row.objective.title,
            row.objective.unit,
            row.objective.strategic,
            row.deadline,
            row.progress,
            row.expected,
            row.state,
        )
        for year, stands in ente.items()
        for row in stands.objectives
    ]
    names = ("year#", "code", "title", "unit", "strategic", "deadline", "progress#", "expected#")
    return Table("obiettivi", columns(*names, "state"), rows)


def _indicators(view: View, ente: dict[int, Standing]) -> Table:
    rows = []
    for year, stands in ente.items():
        for row in stands.objectives:
            for part in row.indicators:
                one = part.indicator
                value = None if part.value is None else shown_value(one, part.value)
                rows.append(
                    cells(
                        year,
                        one.code,
                        row.objective.code,
                        one.name,
                        str(one.kind),
                        one.unit,
                        one.baseline,
                        one.target,
                        value,
                        part.progress,
                        part.state,
                    )
                )
    names = ("year#", "code", "objective", "name", "kind", "unit_of_measure", "baseline#")
    return Table("indicatori", columns(*names, "target", "value#", "progress#", "state"), rows)


def _units(view: View, years: Iterable[int], ente: dict[int, Standing], day: dt.date) -> Table:
    rows = []
    for year in years:
        of = view.of(year)
        used = {row.objective.unit for row in ente[year].objectives}
        apart = [u for u in (TRANSVERSAL, SEGRETARIO) if u in used]
        for code in (ENTE, *of.plan.areas, *of.plan.area_of_service, *apart):
            stands = ente[year] if code == ENTE else standing(of, code, day)
            row = (stands.progress, stands.expected, len(stands.objectives))
            rows.append(cells(year, code, scope_name(of.plan, code), *row))
    names = columns("year#", "code", "name", "progress#", "expected#", "count#")
    return Table("uffici", names, rows)


def _premiums(view: View, years: Iterable[int]) -> Table:
    rows = []
    for year in years:
        found = premiums_of(view.of(year), year)
        rows.append(cells(year, found.set_aside, found.paid, found.people, found.average))
    names = columns("year#", "set_aside#", "paid#", "people#", "average#")
    return Table("premi", names, rows)


def _distribution(bands: Mapping[int, Sequence[Band]]) -> Table:
    rows = [
        cells(year, band.lowest, band.highest, band.people)
        for year, of_year in bands.items()
        for band in of_year
    ]
    return Table("distribuzione", columns("year#", "from_share#", "to_share#", "people#"), rows)


def _plan(view: View, year: int) -> dict[str, Any]:
    plan = view.of(year).plan.plan
    return plan.model_dump(mode="json", exclude={"anomalies"}, exclude_none=True, by_alias=True)


def _regulation(view: View, year: int) -> dict[str, Any] | None:
    try:
        return regulation_of(view, year).regulation.model_dump(mode="json")
    except NoRegulation:
        return None


def _records(table: Table) -> list[dict[str, Any]]:
    """Rows by column: numbers as strings in plain decimal, what is not known as null."""
    return [
        {
            column.name: None if cell.value is None else exact(cell.value)
            for column, cell in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]


def _schema(table: Table) -> dict[str, Any]:
    """JSON Schema of a table's JSON."""
    number = r"^-?\d+(\.\d+)?$"
    fields = {
        column.name: {
            "type": ["string", "null"],
            "description": plain_text(column.heading),
            **({"pattern": number} if column.numeric else {}),
        }
        for column in table.columns
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": plain_text(table.caption),
        "type": "array",
        "items": {
            "type": "object",
            "properties": fields,
            "required": [*fields],
            "additionalProperties": False,
        },
    }


def _catalogue(
    ente: str, tables: Sequence[Table], documents: Iterable[str], day: str
) -> dict[str, Any]:
    """The record by which national catalogues find the data (DCAT-AP_IT)."""
    publisher = {"@type": ["dcatapit:Agent", "foaf:Agent"], "foaf:name": ente}
    datasets = [
        _dataset(one.name, plain_text(one.caption), publisher, day, ("csv", "json"))
        for one in tables
    ]
    datasets += [
        _dataset(name, plain_text(_document_title(name)), publisher, day, ("json",))
        for name in documents
    ]
    return {
        "@context": CONTEXT,
        "@type": ["dcatapit:Catalog", "dcat:Catalog"],
        "dct:title": plain_text(say("public.catalogue", ente=ente)),
        "dct:description": plain_text(say("public.catalogue.about", ente=ente)),
        "dct:publisher": publisher,
        "dct:language": "http://publications.europa.eu/resource/authority/language/ITA",
        "dct:modified": day,
        "dcat:dataset": datasets,
    }


def _document_title(name: str) -> Say:
    kind, _, year = name.partition("-")
    return say(f"public.document.{kind}", year=year)


def _dataset(
    name: str, title: str, publisher: dict[str, Any], day: str, endings: Iterable[str]
) -> dict[str, Any]:
    formats = {"csv": (CSV_TYPE, "text/csv"), "json": (JSON_TYPE, "application/json")}
    return {
        "@type": ["dcatapit:Dataset", "dcat:Dataset"],
        "dct:identifier": name,
        "dct:title": title,
        "dct:description": title,
        "dct:modified": day,
        "dct:accrualPeriodicity": (
            "http://publications.europa.eu/resource/authority/frequency/ANNUAL"
        ),
        "dct:publisher": publisher,
        "dct:rightsHolder": publisher,
        "dcat:theme": {"@id": THEME},
        "dcat:distribution": [
            {
                "@type": ["dcatapit:Distribution", "dcat:Distribution"],
                "dct:title": f"{title} ({ending.upper()})",
                "dct:format": {"@id": formats[ending][0]},
                "dcat:mediaType": formats[ending][1],
                "dct:license": {"@id": LICENCE},
                "dcat:accessURL": {"@id": f"{name}.{ending}"},
                "dcat:downloadURL": {"@id": f"{name}.{ending}"},
            }
            for ending in endings
        ],
    }


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def shown_parts(row: ObjectiveStanding) -> list[Say]:
    """An objective's measures in plain words: what, where it stands, where it should get if that
    is a value."""
    return [
        say(
            "public.step" if p.indicator.target is None else "public.measure",
            name=p.indicator.name,
            value=value_amount(p.indicator, p.value),
            target=target_amount(p.indicator),
        )
        for p in row.indicators
    ]
