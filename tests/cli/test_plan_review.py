"""The review of a document on a terminal: a column is changed in words, then the plan adopted."""

import os
import pty
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from ledger.ledger import Ledger

TABLE = """Comune di Prova;Piano degli obiettivi 2031
Servizio;Obiettivo;Indicatore;Valore atteso;Incide per;Scadenza;Resp.
Anagrafe;Meno attesa;Utenti serviti;900;60;31/12/2031;EQ
Anagrafe;Archivio ordinato;Fascicoli descritti;250;40;30/06/2031;EQ
"""


def talk(command: list[str], answers: str) -> tuple[int, str]:
    """Runs a command whose keyboard is a terminal; its exit and all it wrote."""
    keyboard, terminal = pty.openpty()
    try:
        os.write(keyboard, answers.encode())
        done = subprocess.run(
            command, stdin=terminal, capture_output=True, text=True, timeout=60, check=False
        )
    finally:
        os.close(keyboard)
        os.close(terminal)
    return done.returncode, done.stdout + done.stderr


def test_a_column_is_changed_in_words_and_kept_in_the_map(
    ledger_path: Path, tmp_path: Path
) -> None:
    file, kept = tmp_path / "piano.csv", tmp_path / "mappa.toml"
    file.write_text(TABLE, encoding="utf-8")
    program = [sys.executable, "-m", "traguardo", "--db", str(ledger_path)]
    command = [*program, "plan", "import", str(file), "--map", str(kept)]
    code, said = talk(command, "la colonna E è il peso\nsì\n")
    assert code == 0, said
    assert "E  Incide per: non letta" in said
    assert "E  Incide per: peso" in said
    with closing(Ledger.open(ledger_path)) as ledger:
        weights = [str(o.weight) for o in ledger.view.of(2031).plan.plan.objectives]
    assert weights == ["60", "40"]
    assert '"Incide per" = "peso"' in kept.read_text(encoding="utf-8")
