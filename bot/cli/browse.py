"""The record as tables to look through with Datasette: a copy without anything of a person."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from sqlite_utils import Database

from bot.cli.base import CommonOptions, answered, pass_common
from bot.outgoing.papers import CannotWrite, whole_file, write_whole
from ledger.ledger import Ledger
from ledger.readings.browse import Browsed, tables_of
from words.catalogue import TEXTS
from words.say import say
from words.wording import plain_text

COPY = "registro.db"
METADATA = "metadata.json"


@click.command("browse-metadata")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@pass_common
@answered
def browse_metadata(common: CommonOptions, folder: Path) -> None:
    """Una copia da sfogliare con Datasette, senza dati di persone, e i suoi metadati."""
    ledger = common.open()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(folder, error) from error
    with ledger.snapshot():
        tables = tuple(tables_of(ledger))
    with whole_file(folder / COPY) as unfinished:
        _write(unfinished, tables)
    metadata = json.dumps(_metadata(ledger, tables), ensure_ascii=False, indent=2)
    write_whole(folder / METADATA, f"{metadata}\n".encode())
    click.echo(plain_text(say("browse.done", folder=str(folder), count=len(tables))))


def _write(path: Path, tables: Sequence[Browsed]) -> None:
    """A file of its own; numbers become numbers, so that they can be put in order."""
    path.unlink()
    database = Database(path)
    try:
        for one in tables:
            if one.rows:
                columns = dict.fromkeys(one.numbers, float)
                database.table(one.name).insert_all(
                    map(dict, one.rows), pk=one.key, columns=columns
                )
    finally:
        database.close()


def _metadata(ledger: Ledger, tables: Sequence[Browsed]) -> dict[str, Any]:
    described = {
        one.name: {
            "title": TEXTS[f"browse.table.{one.name}"],
            "description": TEXTS[f"browse.about.{one.name}"],
            "sort": one.key,
            "columns": {name: TEXTS[f"browse.column.{name}"] for name in one.rows[0]},
        }
        for one in tables
        if one.rows
    }
    ente = ledger.view.plan.plan.ente
    return {
        "title": plain_text(say("browse.title", ente=ente)),
        "description": TEXTS["browse.about"],
        "databases": {Path(COPY).stem: {"tables": described}},
    }
