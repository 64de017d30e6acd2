"""The file of the towns: what is added to it, what is refused, how each town is told of."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from traguardo import main

from ..town import copy_of

Run = Callable[..., Result]


@pytest.fixture
def run(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`traguardo ente …` in a folder with two ledgers, their clock in autumn."""
    for name in ("alba", "borgo"):
        copy_of(founded, tmp_path / f"{name}.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAGUARDO_NOW", "2024-09-16T10:00")
    return lambda *words: CliRunner().invoke(main, ["ente", *words])


@pytest.fixture
def two(run: Run, tmp_path: Path) -> Run:
    """With both towns added, one bot between them."""
    (tmp_path / "token").write_text("77:segreto\n")
    for name in ("alba", "borgo"):
        made = run("add", name, "--db", f"{name}.db", "--token-file", "token")
        assert made.exit_code == 0, made.stderr
    return run


def test_the_file_is_its_owners_alone_and_holds_no_token(two: Run, tmp_path: Path) -> None:
    file = tmp_path / "enti.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "segreto" not in file.read_text()


def test_the_list_tells_how_each_town_is_and_with_whom_it_shares_its_bot(
    two: Run, tmp_path: Path
) -> None:
    (tmp_path / "borgo.db").write_bytes(b"not a ledger")
    alba, borgo = map(json.loads, two("list", "--json").stdout.splitlines())
    assert (alba["ente"], alba["people"], alba["bot"]) == ("Comune di Prova", 13, "77")
    assert (alba["with"], alba["copied_at"]) == (["borgo"], None)
    assert "problem" in borgo
    assert two("list").exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("alba", "--db", "borgo.db"), "c'è già"),
        (("colle", "--db", "alba.db"), "stesso registro"),
        (("colle", "--db", "nowhere.db"), "non c'è"),
        (("Colle", "--db", "borgo.db"), "nome di un ente"),
        (("colle", "--db", "borgo.db", "--url", "alba.it/performance"), "sito intero"),
    ],
)
def test_what_cannot_be_a_town_is_refused_and_the_file_stays(
    two: Run, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    before = (tmp_path / "enti.toml").read_bytes()
    refused = two("add", *words)
    assert (refused.exit_code, told in refused.stderr) == (2, True), refused.stderr
    assert (tmp_path / "enti.toml").read_bytes() == before


@pytest.mark.parametrize(
    "text",
    ["[ente.alba\n", '[ente.alba]\ndb = "a.db"\ncolore = "blu"\n', "[ente.alba]\ndb = 3\n"],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "enti.toml").write_text(text)
    refused = run("list")
    assert (refused.exit_code, refused.stderr.startswith("Errore: enti.toml")) == (2, True)


def test_a_copy_of_each_is_in_its_own_folder_and_one_that_fails_stops_no_other(
    two: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAGUARDO_BACKUPS", str(tmp_path / "copie"))
    (tmp_path / "alba.db").write_bytes(b"not a ledger")
    made = two("backup")
    assert (made.exit_code, "alba: nessuna copia" in made.stderr) == (1, True)
    assert [p.name for p in (tmp_path / "copie").glob("*/*.db")] == ["borgo-2024-09-16.db"]
    assert two("backup", "borgo").exit_code == 0


def test_a_setting_that_would_share_the_keys_of_one_is_refused(
    two: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAGUARDO_KEYS", "/srv/keys")
    refused = two("run")
    assert (refused.exit_code, "TRAGUARDO_KEYS" in refused.stderr) == (2, True)


def test_a_town_taken_out_keeps_its_ledger(two: Run, tmp_path: Path) -> None:
    assert two("remove", "alba").exit_code == 0
    assert (tmp_path / "alba.db").exists()
    assert [json.loads(s)["name"] for s in two("list", "--json").stdout.splitlines()] == ["borgo"]
