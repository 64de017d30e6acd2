"""A ledger opened more than once here, while other processes come and go.

POSIX gives up all locks a process holds on a file when any handle of it is closed: whoever looks at
a ledger's first bytes with a handle of their own loses the journal to the next process that leaves.
"""

import subprocess
import sys
from pathlib import Path

from ledger.clock import FixedClock
from ledger.commands.progress import RecordProgress
from ledger.ledger import Ledger

from ...town import MORNING
from ..conftest import plus

LEAVES = """
import sys, pathlib
from ledger.ledger import Ledger
ledger = Ledger.open(pathlib.Path(sys.argv[1]))
print(ledger.log.head().seq)
ledger.close()
"""


def seen_by_another_process(path: Path) -> int:
    asked = [sys.executable, "-c", LEAVES, str(path)]
    return int(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)


def test_what_is_recorded_stays_when_another_process_comes_and_goes(ledger_path: Path) -> None:
    first, second = (Ledger.open(ledger_path, FixedClock(MORNING)) for _ in range(2))
    journal = ledger_path.with_name(f"{ledger_path.name}-wal")
    before = first.log.head().seq
    assert second.log.head().seq == before
    inode = journal.stat().st_ino
    assert seen_by_another_process(ledger_path) == before
    assert journal.stat().st_ino == inode, "the journal is still the one that we write"
    first.execute(RecordProgress((plus("AS4.3.1", 3),)), actor="eq.as4", cause="test")
    assert seen_by_another_process(ledger_path) == before + 1
    assert second.log.head().seq == before + 1
    first.close()
    second.close()
    assert seen_by_another_process(ledger_path) == before + 1
