"""An antivirus of the town's own looks at every file before it is kept, where there is one."""

import stat
from pathlib import Path

import pytest

from bot.incoming.owed import FIRST_PAUSE
from ledger.progress.scanner import VARIABLE, Scanner, Verdict

from .conftest import Person, Town

CLAM = """#!/bin/sh
# Speaks as clamdscan does: 1 where it finds something, 2 where its daemon does not answer.
[ -e "$0.away" ] && exit 2
grep -q EICAR && exit 1
exit 0
"""


@pytest.fixture
def clam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A command that speaks as `clamdscan` does."""
    path = tmp_path / "clamdscan"
    path.write_text(CLAM)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(VARIABLE, str(path))
    return path


@pytest.fixture
def maria(clam: Path, town: Town) -> Person:
    town.restart()
    return town.person("eq.as4")


def pdf(tmp_path: Path, words: str) -> Path:
    path = tmp_path / "verbale.pdf"
    path.write_bytes(f"%PDF-1.7 {words}".encode())
    return path


def kept(town: Town) -> list[Path]:
    return list(town.ledger.evidence.files())


def test_a_file_that_it_finds_something_in_is_not_kept_and_the_words_are_answered(
    maria: Person, town: Town, tmp_path: Path
) -> None:
    maria.sends_file(pdf(tmp_path, "EICAR")).sees("L'antivirus segnala questo file")
    maria.sends_file(pdf(tmp_path, "EICAR"), "AS4.3.1 240")
    maria.sees("240 carte", "L'antivirus segnala").taps("Conferma")
    assert [e.type for e in town.events()] == ["ProgressRecorded"]
    assert kept(town) == []
    maria.sends_file(pdf(tmp_path, "sano")).sees("Allego «verbale.pdf»").taps("Conferma")
    assert len(town.events("EvidenceAttached")) == len(kept(town)) == 1


def test_while_it_does_not_answer_no_file_is_kept_and_none_is_lost(
    maria: Person, town: Town, tmp_path: Path, clam: Path
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    away = clam.with_name("clamdscan.away")
    away.touch()
    maria.sends_file(pdf(tmp_path, "sano")).sees("Non ho ancora «verbale.pdf» pronto")
    assert kept(town) == []
    away.unlink()
    maria.says("/oggi").does_not_see("verbale.pdf")
    town.clock.move(town.clock.now() + FIRST_PAUSE)
    maria.says("/oggi").sees("Allego «verbale.pdf»").taps("Conferma")
    assert len(town.events("EvidenceAttached")) == 1


def test_a_command_that_is_not_there_or_hangs_has_looked_at_nothing(clam: Path) -> None:
    assert Scanner(("/nessuno/qui",)).verdict(b"x") is Verdict.UNKNOWN
    assert Scanner(("sleep", "5"), seconds=0.05).verdict(b"x") is Verdict.UNKNOWN
    assert Scanner((str(clam),)).verdict(b"x") is Verdict.CLEAN


def test_clamav_is_used_where_it_is_installed_and_the_town_says_nothing(
    clam: Path,
) -> None:
    found = Scanner.from_environment({"PATH": str(clam.parent)})
    assert found is not None and found.command[0] == "clamdscan"
    assert Scanner.from_environment({"PATH": str(clam.parent), VARIABLE: ""}) is None
    assert Scanner.from_environment({"PATH": "/nessuno/qui"}) is None
