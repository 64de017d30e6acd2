"""What a newcomer types at the command line is read, or told plainly what is wrong with it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from traguardo import main

Run = Callable[..., Result]


@pytest.fixture
def run(ledger_path: Path) -> Run:
    def command(*words: object, db: Path = ledger_path, stdin: str | None = None) -> Result:
        every = ["--db", str(db), "--now", "2024-09-16T10:00", *map(str, words)]
        return CliRunner().invoke(main, every, input=stdin)

    return command


@pytest.mark.parametrize("typed", ["30/06/2024", "30/6/2024", "2024-06-30"])
def test_days_are_typed_as_people_write_them(run: Run, typed: str) -> None:
    stands = json.loads(run("status", "AS", "--as-of", typed, "--json").stdout)
    assert stands["as_of"].startswith("2024-06-30T23:59:59")
    words = ("person", "add", "eq.x", "--name", "Nuova", "--role", "admin", "--from", typed)
    assert run(*words).exit_code == 0
    assert run("status", "--as-of", "31/02/2024").exit_code == 2


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("backup", "copia.age", "--to", "age1xxx"), 2, "«age1xxx» non è una chiave di age"),
        (("backup", "copia.age", "--to", ""), 2, "non è una chiave di age"),
        (("receipt", "999999"), 1, "L'evento n. 999999 non esiste: il registro ne ha"),
        (("understand",), 2, "manca il testo da leggere"),
        (("understand", "altre 12 CIE"), 2, "manca chi scrive (--as)"),
        (("calc",), 2, "manca il nome della regola"),
        (("publish",), 2, "manca CARTELLA"),
        (("person", "add", "m3", "--name", "X", "--role", "eq"), 2, "aggiungilo con --of"),
        (("person", "add", "m", "--name", "X", "--role", "nucleo", "--of", "AS"), 2, "togli --of"),
        (("person", "forget", "eq.as4", "--reason", "R", "--second", "nessuno"), 2, "«nessuno»"),
        (("person", "forget", "eq.as4", "--reason", "R", "--second", "eq.as4"), 1, "non eq.as4"),
        (("premiums", "--as", "nessuno"), 2, "«nessuno»"),
        (("report", "relazione", "--of", "ZZ", "-o", "r.pdf"), 2, "ZZ"),
        (("due", "--year", "2030"), 1, "2030"),
    ],
)
def test_what_is_missing_or_wrong_is_said_in_a_sentence(
    run: Run, words: tuple[str, ...], code: int, told: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert (result.exit_code, told in result.stderr) == (code, True), result.stderr


def test_a_batch_answers_every_line_and_goes_on(run: Run) -> None:
    lines = [
        '{"id": "1", "as": "eq.as4", "text": "altre 12 CIE"}',
        '{"id": "2", "as": "eq.as4"}',
        "non è JSON",
        '{"id": "4", "as": "eq.as4", "text": "altre 13 CIE"}',
    ]
    done = run("understand", "--batch", stdin="\n".join(lines) + "\n")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [one.get("error", {}).get("code") for one in told] == [
        None,
        "bad_line",
        "bad_json",
        None,
    ]
    assert told[3]["items"][0]["value"] == "13"


def test_copies_speak_of_the_files_that_were_named(run: Run, tmp_path: Path) -> None:
    new, bad = tmp_path / "new.db", tmp_path / "bad"
    bad.write_text("verbale")
    assert f"La copia {bad}x non c'è" in run("restore", f"{bad}x", db=new).stderr
    assert f"{bad} non è una copia" in run("restore", bad, db=new).stderr
    assert f"«{tmp_path}/none/x»" in run("backup", tmp_path / "none" / "x").stderr


def test_the_example_plan_is_called_one_and_a_ledger_in_the_way_says_what_to_do(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "mio.db"
    assert "piano d'esempio" in run("init", db=path).stderr
    again = run("init", "--plan", "piano.xlsx", db=path)
    assert again.exit_code == 2
    assert f"togli {path}" in again.stderr
    assert "esempio" not in run("init", "--demo", db=tmp_path / "demo.db").stderr
