"""The copy to look through: what it holds, that programs can sort it, and nobody in it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from ledger.clock import FixedClock
from ledger.ledger import Ledger

from ..ledger.evaluation.conftest import Office
from ..reports.conftest import run
from ..town import at, new_ledger


def test_the_copy_holds_the_plan_and_nothing_of_a_person(tmp_path: Path) -> None:
    path, folder = tmp_path / "traguardo.db", tmp_path / "sfoglia"
    office = Office(new_ledger(path, at("2024-01-02", 8)))
    office.reports("AS4.3.1", 540, by="eq.as4", validated_by="dirigente.as")
    office.entity("83")
    office.confers("eq.as4", by="dirigente.as")
    office.issues("eq.as4", by="dirigente.as", points=5, values="87.5")
    office.fact("sanzione", "eq.as4", what="multa", since="2024-05-02")
    office.ledger.close()
    before = path.read_bytes()
    done = run(path, "browse-metadata", str(folder))
    assert done.exit_code == 0, done.stderr
    assert run(path, "browse-metadata", str(folder)).exit_code == 0, "written over"
    with closing(Ledger.open(path, FixedClock(at("2025-02-10")))) as ledger:
        people = [(p.code, p.name) for p in ledger.view.people()]
    told = [word for code, name in people if "." in code for word in (code, name)]
    for file in folder.iterdir():
        text = file.read_bytes().decode("utf-8", "replace")
        assert [word for word in (*told, "multa", "87.5") if word in text] == []
    described = json.loads((folder / "metadata.json").read_text())["databases"]["registro"]
    with closing(sqlite3.connect(folder / "registro.db")) as copy:
        for name, table in described["tables"].items():
            columns = {row[1] for row in copy.execute(f"pragma table_info({name})")}
            assert columns == table["columns"].keys()
        query = "select valore from indicatori where codice = 'AS4.3.1'"
        assert copy.execute(query).fetchone() == (540,)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    path = tmp_path / "traguardo.db"
    new_ledger(path, at("2024-01-02", 8)).close()
    (tmp_path / "x").write_text("un file")
    done = run(path, "browse-metadata", str(tmp_path / "x" / "y"), now="2024-09-16T10:00")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
