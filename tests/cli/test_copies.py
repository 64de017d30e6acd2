"""Copies: made while the ledger is written, tried, encrypted, put back only when they hold."""

import datetime as dt
import os
import runpy
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.process.upkeep import BACKUP, Diary, Upkeep, copies_folder
from bot.store import Store
from ledger.clock import FixedClock
from ledger.commands.evidence import AttachEvidence
from ledger.commands.progress import RecordProgress
from ledger.copies import Rotation
from ledger.forgetting import evidence_named
from ledger.ledger import Ledger

from ..ledger.conftest import plus
from ..town import MORNING, opened

Run = Callable[..., Result]


@pytest.fixture
def run(ledger_path: Path) -> Run:
    def command(*words: object, db: Path = ledger_path, **environment: str) -> Result:
        every = ["--db", str(db), "--now", "2024-09-16T10:00", *map(str, words)]
        return CliRunner().invoke(main, every, env=environment)

    return command


def with_a_proof(ledger: Ledger) -> str:
    (report,) = ledger.execute(RecordProgress((plus("AS4.3.1", 3),)), actor="eq.as4", cause="test")
    content = b"%PDF-1.7 prova"
    name = ledger.evidence.put(content)
    proof = AttachEvidence(report.seq, name, len(content), "application/pdf", "a.pdf")
    ledger.execute(proof, actor="eq.as4", cause="test")
    return name


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_copy_brings_back_every_event_and_every_proof(
    run: Run, ledger: Ledger, tmp_path: Path
) -> None:
    name = with_a_proof(ledger)
    ledger.checkpoint()
    copy, back = tmp_path / "copia.db", tmp_path / "altrove" / "t.db"
    made = run("backup", copy)
    assert (made.exit_code, mode(copy)) == (0, 0o600)
    assert "Le chiavi non ci sono" in made.stdout
    assert not copy.with_name("copia.db.signing").exists()
    restored = run("restore", copy, db=back)
    assert restored.exit_code == 0, restored.stderr
    assert run("verify", "--evidence", db=back).exit_code == 0
    assert run("rebuild", "--check", db=back).exit_code == 0
    again = opened(Ledger.open(back))
    assert again.log.head() == ledger.log.head()
    assert again.evidence.get(name) == b"%PDF-1.7 prova"
    assert (mode(back), mode(again.evidence.folder / name)) == (0o600, 0o600)


def test_neither_a_copy_nor_a_ledger_takes_the_place_of_another(
    run: Run, ledger: Ledger, tmp_path: Path
) -> None:
    copy = tmp_path / "copia.db"
    run("backup", copy)
    assert run("backup", copy).exit_code == 2
    assert run("restore", copy).exit_code == 2


def test_a_copy_that_somebody_changed_is_not_put_back(
    run: Run, ledger: Ledger, tmp_path: Path
) -> None:
    copy, back = tmp_path / "copia.db", tmp_path / "t2.db"
    run("backup", copy)
    db = sqlite3.connect(copy)
    db.execute("drop trigger events_no_update")
    db.execute("update events set actor = 'x' where seq = 9")
    db.commit()
    db.close()
    refused = run("restore", copy, db=back)
    assert (refused.exit_code, "n. 9" in refused.stderr) == (1, True)
    assert not back.exists()
    assert list(tmp_path.glob("t2.db*")) == []


def test_a_copy_older_than_a_published_checkpoint_is_not_put_back(
    run: Run, ledger: Ledger, tmp_path: Path
) -> None:
    copy, note = tmp_path / "copia.db", tmp_path / "note"
    run("backup", copy)
    with_a_proof(ledger)
    note.write_text(run("checkpoint").stdout)
    refused = run("restore", copy, "--checkpoint", note, db=tmp_path / "t2.db")
    assert (refused.exit_code, "più indietro" in refused.stderr) == (1, True)


def test_what_a_lost_ledger_left_beside_is_not_taken_into_the_one_put_back(
    run: Run, ledger: Ledger, ledger_path: Path, tmp_path: Path
) -> None:
    copy, wal = tmp_path / "copia.db", ledger_path.with_name("traguardo.db-wal")
    run("backup", copy)
    head = ledger.log.head()
    for n in range(1, 4):
        plus_n = RecordProgress((plus("AS4.3.1", n),))
        ledger.execute(plus_n, actor="eq.as4", cause="test")
    left = wal.read_bytes()
    assert left, "the newest records were only there"
    ledger.close()
    ledger_path.unlink()
    wal.write_bytes(left)
    done = run("restore", copy)
    assert done.exit_code == 0, done.stderr
    assert "l'ho messo da parte" in done.stderr
    (aside,) = tmp_path.glob("traguardo.db-wal.*.old")
    assert aside.read_bytes() == left
    again = opened(Ledger.open(ledger_path, FixedClock(MORNING)))
    assert again.verify() == head


@pytest.mark.parametrize("by", ["age", "words"])
def test_an_encrypted_copy_is_opened_by_its_key_alone(
    run: Run, ledger: Ledger, tmp_path: Path, by: str
) -> None:
    name = with_a_proof(ledger)
    run("checkpoint")
    copy, back, key = tmp_path / "copia.age", tmp_path / "t2.db", tmp_path / "key"
    identity = pyrage.x25519.Identity.generate()
    key.write_text(f"# created by us\n{identity}\n")
    phrase = {"TRAGUARDO_BACKUP_PASSPHRASE": "parola segreta"}
    if by == "age":
        made = run("backup", copy, "--to", identity.to_public(), "--with-keys")
    else:
        made = run("backup", copy, "--passphrase", "--with-keys", **phrase)
    assert made.exit_code == 0, made.stderr
    for path in tmp_path.glob("copia.age*"):
        for file in [path, *path.glob("*")] if path.is_dir() else [path]:
            assert file.is_dir() or b"age-encryption.org" in file.read_bytes()[:40]
    assert run("restore", copy, db=back).exit_code == 1
    restored = (
        run("restore", copy, "--identity", key, db=back)
        if by == "age"
        else run("restore", copy, db=back, **phrase)
    )
    assert restored.exit_code == 0, restored.stderr
    assert opened(Ledger.open(back)).evidence.get(name) == b"%PDF-1.7 prova"
    signing = back.with_name("t2.db.signing")
    assert (mode(signing), signing.read_bytes()) == (
        0o600,
        ledger.path.with_name(f"{ledger.path.name}.signing").read_bytes(),
    )


def test_a_copy_is_whole_while_others_write(run: Run, ledger: Ledger, tmp_path: Path) -> None:
    """A writer in another process never stops; each copy verifies and is no earlier than asked."""
    code = (
        "import sys; from pathlib import Path; from ledger.ledger import Ledger;"
        "from ledger.commands.progress import RecordProgress, Said; from decimal import Decimal;"
        "from ledger.clock import FixedClock; import datetime as dt;"
        "at = dt.datetime(2024, 9, 16, 8, tzinfo=dt.UTC);"
        "l = Ledger.open(Path(sys.argv[1]), FixedClock(at));"
        "print('on', flush=True)\n"
        "while True: l.execute(RecordProgress((Said('AS4.3.1', 'increment', Decimal(1)),)),"
        " actor='eq.as4', cause='t')"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(ledger.path)], stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    try:
        for n in range(3):
            before = ledger.log.head().seq
            made = run("backup", tmp_path / f"c{n}.db")
            assert made.exit_code == 0, made.stderr
            copy = opened(Ledger.open(tmp_path / f"c{n}.db"))
            assert copy.log.head().seq >= before
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()


def test_a_proof_that_is_gone_or_changed_is_named(run: Run, ledger: Ledger) -> None:
    name = with_a_proof(ledger)
    (ledger.evidence.folder / name).write_bytes(b"altro")
    found = run("verify", "--evidence")
    assert (found.exit_code, name in found.stderr) == (1, True)
    assert run("verify").exit_code == 0
    assert ledger.evidence.put(b"%PDF-1.7 prova") == name, "given again, it is put right"
    assert run("verify", "--evidence").exit_code == 0


# Every day


@pytest.fixture
def upkeep(ledger: Ledger) -> Upkeep:
    return Upkeep(ledger, opened(Store(ledger.path, "telegram", ledger.clock)))


async def _look(upkeep: Upkeep) -> None:
    await upkeep.look()


def look(upkeep: Upkeep) -> None:
    import asyncio

    asyncio.run(_look(upkeep))


def test_the_bot_signs_and_copies_once_a_day_and_keeps_the_newest_of_each_span(
    ledger: Ledger, upkeep: Upkeep
) -> None:
    look(upkeep)
    look(upkeep)
    folder = copies_folder(ledger)
    stem = ledger.path.stem
    assert [p.name for p in sorted(folder.glob("*.db"))] == [f"{stem}-2024-09-16.db"]
    newest = ledger.checkpoints.newest()
    assert newest is not None and newest.note.size == ledger.log.head().seq
    assert Diary(ledger.file).last(BACKUP) == MORNING


def test_events_as_printed_are_those_signed_whatever_the_instant_says_the_page_of_script(
    ledger_path: Path, tmp_path: Path
) -> None:
    """No clock but a test's stands at a whole second."""

    def said(*words: str) -> str:
        every = ["--db", str(ledger_path), "--now", "2024-09-16T10:00:00.059401", *words]
        return CliRunner().invoke(main, every).stdout

    said("person", "add", "x", "--name", "X", "--role", "eq", "--of", "AS4")
    note, log = tmp_path / "note", tmp_path / "log"
    note.write_text(said("checkpoint"))
    log.write_text(said("events"))
    assert ".059401+02:00" in log.read_text()
    script = Path(__file__).parents[2] / "docs" / "verify.py"
    runpy.run_path(str(script))["main"](str(log), str(note))


def test_each_new_checkpoint_is_handed_over_once_by_the_town_s_own_command(
    ledger: Ledger, upkeep: Upkeep, tmp_path: Path
) -> None:
    post, taken = tmp_path / "porta.sh", tmp_path / "presi"
    ledger.environment = {"TRAGUARDO_CHECKPOINT_COMMAND": f"sh {post}"}
    look(upkeep)
    (ill,) = upkeep._store.ills()
    assert (ill.name, ill.detail) == ("handed", "sh"), "no such file: told, and tried again"
    post.write_text(f"cat >> {taken}")
    for _ in "again":
        look(upkeep)
    assert upkeep._store.ills() == []
    newest = ledger.checkpoints.newest()
    assert newest is not None and taken.read_text() == newest.note.text
    ledger.execute(RecordProgress((plus("AS4.3.1", 3),)), actor="eq.as4", cause="test")
    note = ledger.checkpoint()
    look(upkeep)
    assert taken.read_text() == newest.note.text + note.text


def test_files_that_no_record_names_are_taken_away_in_time(ledger: Ledger, upkeep: Upkeep) -> None:
    named, orphan, fresh = with_a_proof(ledger), *map(ledger.evidence.put, (b"%PDF b", b"%PDF c"))
    old = time.time() - 30 * 24 * 3600
    for name in (named, orphan):
        os.utime(ledger.evidence.folder / name, (old, old))
    look(upkeep)
    assert {p.name for p in ledger.evidence.files()} == {named, fresh}
    assert evidence_named(ledger) == [named]


def test_rotation_keeps_days_then_weeks_then_months() -> None:
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=n) for n in range(300)]
    kept = sorted(Rotation().keeps(days))
    assert kept[-7:] == days[-7:]
    assert len(kept) <= 7 + 5 + 12
    assert kept[0] == dt.date(2024, 1, 31)


def test_doctor_complains_after_two_missed_copies_and_of_files_others_read(
    run: Run, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRAGUARDO_TOKEN", raising=False)
    assert "Nessuna copia ancora" in run("doctor").stdout
    Diary(ledger.file).note(BACKUP, MORNING - dt.timedelta(days=1))
    assert "✓ Ultima copia" in run("doctor").stdout
    Diary(ledger.file).note(BACKUP, MORNING - dt.timedelta(days=3))
    assert "✗ L'ultima copia" in run("doctor").stdout
    ledger.path.chmod(0o644)
    assert "✗ File che altri possono leggere" in run("doctor").stdout


def test_a_damaged_file_is_said_to_be_damaged(run: Run, ledger: Ledger) -> None:
    ledger.file.execute("pragma wal_checkpoint(truncate)")
    ledger.close()
    size = ledger.path.stat().st_size
    with ledger.path.open("r+b") as file:
        for page in range(5, size // 4096 - 1, 3):
            file.seek(page * 4096)
            file.write(b"\xff" * 512)
    found = run("verify")
    assert found.exit_code == 1
    assert "danneggiato" in found.stderr


def test_an_older_ledger_is_brought_up_to_date_after_a_copy_and_a_newer_one_refused(
    ledger_path: Path, ledger: Ledger, run: Run
) -> None:
    for name in ("checkpoints", "readings"):
        ledger.file.execute(f"drop table {name}")
    ledger.file.execute("pragma user_version = 1")
    head = ledger.log.head()
    ledger.close()
    upgraded = Ledger.open(ledger_path, FixedClock(MORNING))
    copy = ledger_path.with_name(f"{ledger_path.name}.formato-1")
    version = opened(sqlite3.connect(copy)).execute("pragma user_version").fetchone()
    assert (mode(copy), version) == (0o600, (1,))
    assert upgraded.log.head().seq == head.seq
    assert upgraded.checkpoint().size == head.seq
    upgraded.file.execute("pragma user_version = 99")
    upgraded.close()
    assert run("verify").exit_code == 2


def test_of_a_damaged_copy_it_is_said_that_the_copy_is(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "guasta.db"
    run("backup", copy)
    with copy.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x7f" * 3 * 4096)
    refused = run("restore", copy, db=tmp_path / "nuovo.db")
    assert refused.exit_code == 1
    assert "guasta.db è danneggiata" in refused.stderr
    assert "traguardo restore" not in refused.stderr
