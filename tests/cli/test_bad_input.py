"""Bad input at the command line, as tables: the exit code, one `Errore:` line that says what to do,
never a traceback, and every file as it was."""

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from bot.cli import main
from ledger.clock import FixedClock
from ledger.file import FORMAT
from ledger.ledger import Ledger

from ..town import MORNING, PLAN_TEXT, opened

NOBODY = 65534
"""An ordinary user, for tests that run as root."""

READS = (("status",), ("verify",), ("events",), ("plan", "show"), ("person", "list"))
"""Commands that open the ledger, a few of them."""


def run(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, args, input=stdin)


def check(result: Result, code: int, told: str = "") -> None:
    """The exit code, and the one line that says why."""
    assert result.exit_code == code, result.output
    last = result.stderr.rstrip("\n").splitlines()[-1]
    assert last.startswith("Errore: ") and told in last, result.stderr
    assert last.rstrip().endswith((".", "?", ")")), last
    assert "Traceback" not in result.output


def folder(path: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a folder: its bytes and when it was last written."""
    return {
        file.name: (file.read_bytes(), file.stat().st_mtime_ns)
        for file in sorted(path.iterdir())
        if file.is_file()
    }


def not_a_database(path: Path) -> None:
    path.write_text("verbale della riunione\n" * 50)


def another_database(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("create table altro (x)")
    other.commit()
    other.close()


def a_newer_one(path: Path) -> None:
    Ledger.create(path, FixedClock(MORNING)).close()
    newer = sqlite3.connect(path)
    newer.execute(f"pragma user_version = {FORMAT + 1}")
    newer.commit()
    newer.close()


def cut_short(path: Path) -> None:
    a_newer_one(path)
    path.write_bytes(path.read_bytes()[:50])


FILES: list[tuple[str, Callable[[Path], object], str]] = [
    ("missing", lambda path: None, "non c'è"),
    ("empty", lambda path: path.touch(), "non è un registro"),
    ("not a database", not_a_database, "non è un registro"),
    ("another program's", another_database, "non è un registro"),
    ("newer", a_newer_one, "versione più nuova"),
    ("cut short", cut_short, "non è un registro"),
    ("a folder", lambda path: path.mkdir(), "permessi"),
]


@pytest.mark.parametrize("command", READS, ids=" ".join)
@pytest.mark.parametrize(("make", "told"), [r[1:] for r in FILES], ids=[r[0] for r in FILES])
def test_a_file_that_is_no_ledger_is_told_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], told: str, command: tuple[str, ...]
) -> None:
    path = tmp_path / "registro.db"
    make(path)
    before = folder(tmp_path)
    check(run("--db", str(path), *command), 2, told)
    assert folder(tmp_path) == before


@pytest.mark.parametrize(
    "command",
    [
        ("chat", "--as", "eq.as4"),
        ("person", "add", "x", "--name", "X", "--role", "admin"),
        ("invite", "eq.as4"),
        ("rebuild",),
        ("why", "AS4"),
    ],
    ids=lambda command: command[0],
)
def test_every_command_says_so_of_a_missing_ledger(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    check(run("--db", str(tmp_path / "x.db"), *command, stdin="ciao\n"), 2, "traguardo init")
    assert list(tmp_path.iterdir()) == []


def test_a_locked_ledger(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.file.BUSY_SECONDS", 0.05)
    monkeypatch.setattr("bot.store.BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(ledger_path, isolation_level=None)
    holder.execute("pragma journal_mode = wal")
    holder.execute("begin immediate")
    db = ("--db", str(ledger_path), "--now", "2024-09-16T10:00")
    check(run(*db, "person", "add", "x", "--name", "X", "--role", "admin"), 2, "occupato")
    check(run(*db, "chat", "--as", "eq.as4", stdin="AS4.3.1 240\n"), 2, "occupato")
    holder.execute("rollback")
    holder.close()
    assert run(*db, "verify").exit_code == 0


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that an ordinary user may enter and not write in."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path
        path.chmod(0o755)


def run_as_nobody(*args: str) -> tuple[int, str]:
    """The exit code and what stood on stderr, in a process whose permissions are an ordinary
    user's."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            done = run(*args)
            os.write(writes, json.dumps([done.exit_code, done.stderr]).encode())
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as answer:
        code, stderr = json.loads(answer.read())
    os.waitpid(child, 0)
    return code, stderr


@pytest.mark.parametrize(
    ("command", "expected"),
    [(("status",), 0), (("verify",), 0), (("rebuild",), 2), (("checkpoint",), 2)],
    ids=str,
)
def test_a_ledger_that_cannot_be_written_is_read_and_verified(
    public_folder: Path, ledger_path: Path, command: tuple[str, ...], expected: int
) -> None:
    path = public_folder / "registro.db"
    path.write_bytes(ledger_path.read_bytes())
    path.chmod(0o444)
    if os.getuid() != 0:
        public_folder.chmod(0o555)
    run("--db", str(ledger_path), *command)  # whatever it imports is read by who may
    before = folder(public_folder)
    code, stderr = run_as_nobody("--db", str(path), *command)
    assert (code, len(stderr.splitlines())) == (expected, 1 if expected else 0), stderr
    assert not expected or (stderr.startswith("Errore: ") and "permessi" in stderr)
    assert folder(public_folder) == before


def test_what_cannot_be_written_is_named_as_it_was_asked_for(
    public_folder: Path, ledger_path: Path
) -> None:
    path = public_folder / "registro.db"
    path.write_bytes(ledger_path.read_bytes())
    path.chmod(0o444)
    if os.getuid() != 0:
        public_folder.chmod(0o555)
    run("--db", str(ledger_path), "backup", str(ledger_path.with_name("prima.db")))
    plan = public_folder / "piano.yaml"
    plan.write_text(PLAN_TEXT, encoding="utf-8")  # the bundled one may lie where nobody may read
    run("--db", str(ledger_path.with_name("altro.db")), "init", "--plan", str(plan))
    copy, fresh = public_folder / "copia.db", public_folder / "nuovo.db"
    code, stderr = run_as_nobody("--db", str(path), "backup", str(copy))
    assert (code, str(copy) in stderr, str(path) in stderr) == (2, True, False), stderr
    code, stderr = run_as_nobody("--db", str(fresh), "init", "--plan", str(plan))
    assert (code, str(fresh) in stderr, ".new" in stderr) == (2, True, False), stderr


USAGE: list[tuple[str, tuple[str, ...]]] = [
    ("no command", ()),
    ("unknown command", ("fai",)),
    ("unknown option", ("status", "--presto")),
    ("a missing argument", ("why",)),
    ("one argument too many", ("status", "AS", "AF")),
    ("a missing option", ("person", "add", "x")),
    ("no such role", ("person", "add", "x", "--name", "X", "--role", "re")),
    ("a number that is none", ("events", "--after", "dopo")),
    ("who is chatting", ("chat",)),
]


@pytest.mark.parametrize("args", [row[1] for row in USAGE], ids=[row[0] for row in USAGE])
def test_bad_usage(ledger_path: Path, args: tuple[str, ...]) -> None:
    check(run("--db", str(ledger_path), *args), 2)


REFUSED: list[tuple[tuple[str, ...], int, str]] = [
    (("status", "ZZ9"), 2, "«ZZ9» non c'è nel piano"),
    (("status", "AS4.3.9"), 2, "AS4.3.1"),
    (("status", "--as-of", "ieri"), 2, "«ieri» non è una data"),
    (("status", "--known-at", "2024-13-01"), 2, "non è una data"),
    (("status", "--known-at", "2020-01-01"), 1, "non c'è ancora un piano"),
    (("why", "'; drop table events; --"), 2, "non c'è nel piano"),
    (("invite", "nessuno"), 2, "con «traguardo person list»"),
    (("person", "add", "x", "--name", "X", "--role", "eq"), 2, "serve l'area o il servizio"),
    (("person", "add", "x", "--name", "X", "--role", "eq", "--of", "ZZ"), 2, "«ZZ»"),
    (("person", "add", "eq.as4", "--name", "eq.as4", "--role", "eq", "--of", "AS4"), 1, "già così"),
    (
        (
            "person",
            "add",
            "x.y",
            "--name",
            "X",
            "--role",
            "eq",
            "--of",
            "AS4",
            "--from",
            "2024-06-01",
            "--to",
            "2024-02-01",
        ),
        1,
        "prima di cominciare il 01/06/2024",
    ),
    (("plan", "template", "t.foo"), 2, "un nome che finisce in .xlsx"),
    (("person", "add", "X Y", "--name", "X", "--role", "admin"), 1, "non va bene"),
    (
        ("person", "add", "x", "--name", "X", "--role", "admin", "--from", "31/2"),
        2,
        "non è una data",
    ),
    (("person", "import", "/non/esiste.csv"), 2, "esiste.csv"),
    (("chat", "--as", "nessuno"), 2, "non è tra le persone iscritte"),
    (("plan", "import", "/non/esiste.yaml"), 2, "esiste.yaml"),
    (("plan", "import", "/etc/hostname"), 2, "hostname"),
]


@pytest.mark.parametrize(
    ("args", "code", "told"), REFUSED, ids=[" ".join(row[0])[:40] for row in REFUSED]
)
def test_what_is_asked_and_cannot_be(
    ledger_path: Path, args: tuple[str, ...], code: int, told: str
) -> None:
    ledger = opened(Ledger.open(ledger_path))
    head = ledger.log.head()
    check(
        run("--db", str(ledger_path), "--now", "2024-09-16T10:00", *args, stdin="x\n"), code, told
    )
    assert ledger.log.head() == head


def test_an_instant_nobody_can_read(ledger_path: Path) -> None:
    for instant in ("domani", "0001-01-01", "9999-12-31T23:59+00:00"):
        check(run("--db", str(ledger_path), "--now", instant, "status"), 2, f"«{instant}»")


# init


def test_init_does_not_touch_what_is_there(ledger_path: Path) -> None:
    before = folder(ledger_path.parent)
    check(run("--db", str(ledger_path), "init"), 2, "esiste già")
    check(run("--db", str(ledger_path), "init", "--demo"), 2, "esiste già")
    assert folder(ledger_path.parent) == before


def test_init_with_a_bad_plan_makes_nothing(tmp_path: Path) -> None:
    plan = tmp_path / "piano.yaml"
    plan.write_text("ente: [")
    check(run("--db", str(tmp_path / "x.db"), "init", "--plan", str(plan)), 2, "piano.yaml")
    assert [p.name for p in tmp_path.iterdir()] == ["piano.yaml"]


def test_init_that_is_interrupted_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.cli.creation.fill_demo", interrupt)
    check(run("--db", str(tmp_path / "x.db"), "init", "--demo"), 2, "interrotto")
    assert list(tmp_path.iterdir()) == []


# Plans that are refused whole


def edited(change: Callable[[list[dict[str, object]]], object]) -> str:
    plan = yaml.safe_load(PLAN_TEXT)
    change(plan["objectives"])
    return yaml.safe_dump(plan, allow_unicode=True)


def same_objective(objectives: list[dict[str, object]]) -> None:
    objectives[1]["code"] = "AS4.1"


def same_indicator(objectives: list[dict[str, object]]) -> None:
    objectives[0]["indicators"][1]["code"] = "AS4.1.1"  # type: ignore[index]


def heavy(objectives: list[dict[str, object]]) -> None:
    for objective in objectives[:3]:
        objective["weight"] = 40


def twice_and_heavy(objectives: list[dict[str, object]]) -> None:
    same_indicator(objectives)
    heavy(objectives)


FAULTS: list[tuple[str, str, tuple[str, ...]]] = [
    ("an objective twice", edited(same_objective), ("AS4.1",)),
    ("an indicator twice", edited(same_indicator), ("AS4.1.1",)),
    ("weights over 100", edited(heavy), ("AS4", "120")),
    ("both at once", edited(twice_and_heavy), ("AS4.1.1", "120")),
    ("an unknown field", PLAN_TEXT.replace("deadline: null", "scadenza: null"), ("scadenza",)),
    ("no year", PLAN_TEXT.replace("year: 2024", ""), ("year",)),
    ("a target that is none", PLAN_TEXT.replace('target: "600"', 'target: "tanti"'), ("tanti",)),
    ("not a plan", "- 1\n- 2\n", ()),
]


@pytest.mark.parametrize(("text", "told"), [r[1:] for r in FAULTS], ids=[r[0] for r in FAULTS])
def test_a_plan_with_faults_is_refused_whole_each_named_with_its_place(
    ledger_path: Path, tmp_path: Path, text: str, told: tuple[str, ...]
) -> None:
    file = tmp_path / "piano.yaml"
    file.write_text(text)
    ledger = opened(Ledger.open(ledger_path))
    head = ledger.log.head()
    for dry in ((), ("--dry-run",)):
        done = run("--db", str(ledger_path), "plan", "import", str(file), *dry)
        check(done, 2)
        assert all(fact in done.stderr for fact in told), done.stderr
    assert ledger.log.head() == head
