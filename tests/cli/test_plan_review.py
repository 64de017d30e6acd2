"""The review of a document on a terminal: a column is changed in words, then the plan adopted."""

import os
import pty
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from openpyxl import Workbook

from ledger.ledger import Ledger

TABLE = """Comune di Prova;Piano degli obiettivi 2031
Servizio;Obiettivo;Indicatore;Valore atteso;Note;Scadenza;Resp.
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
    assert "E  Note: non letta" in said
    assert "E  Note: peso" in said
    with closing(Ledger.open(ledger_path)) as ledger:
        weights = [str(o.weight) for o in ledger.view.of(2031).plan.plan.objectives]
    assert weights == ["60", "40"]
    assert '"Note" = "peso"' in kept.read_text(encoding="utf-8")


def test_a_plan_that_names_no_town_is_called_by_its_file_until_somebody_says_it(
    ledger_path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "estrazione.csv"
    file.write_text(TABLE.partition("\n")[2].replace("Note", "Peso"), encoding="utf-8")
    command = [sys.executable, "-m", "traguardo", "--db", str(ledger_path), "plan", "import"]
    code, said = talk([*command, str(file)], "l'ente è Comune di Prova\nsì\n")
    assert code == 0, said
    assert "per ora uso quello del file: «estrazione»" in said
    with closing(Ledger.open(ledger_path)) as ledger:
        plan = ledger.view.of(2031).plan.plan
    assert (plan.ente, plan.anomalies) == ("Comune di Prova", ())


PROSE = """Comune di Prova
Programma 2031

Intervento 1 - Orti urbani assegnati
Conta: 100%
Lo vediamo da: Orti assegnati
Numero: 40
"""


def test_a_document_without_a_known_objective_is_explained_and_adopted(
    ledger_path: Path, tmp_path: Path
) -> None:
    file, model, kept = (tmp_path / name for name in ("p.txt", "modello.xlsx", "mappa.toml"))
    file.write_text(PROSE, encoding="utf-8")
    program = [sys.executable, "-m", "traguardo", "--db", str(ledger_path), "plan", "import"]
    shown = subprocess.run([*program, str(file)], capture_output=True, text=True, check=False)
    assert shown.returncode == 2
    assert "riga 4: «Intervento 1 - Orti urbani assegnati»" in shown.stderr
    said = "«Conta» è il peso; «Lo vediamo da» è l'indicatore; «Numero» è il target"
    answers = f"modello {model}\n«Intervento 1» è un obiettivo; {said}\nmappa {kept}\nsì\n"
    code, told = talk([*program, str(file)], answers)
    assert code == 0, told
    assert model.is_file()
    again = subprocess.run(
        [*program, str(file), "--map", str(kept), "--yes"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (again.returncode, "non cambia nulla" in again.stdout) == (0, True)
    with closing(Ledger.open(ledger_path)) as ledger:
        [objective] = ledger.view.of(2031).plan.plan.objectives
    assert [str(i.target) for i in objective.indicators] == ["40"]


PEOPLE = """Comune di Prova;Piano degli obiettivi 2031
Servizio;Miss.;Prog.;Obiettivo;Tipo;Indicatore;U.M.;Valore atteso;Scadenza
Anagrafe;01;07;Meno attesa;Sviluppo;Attesa allo sportello;giorni;9;31/12/2031
Anagrafe;01;07;Archivio ordinato;Sviluppo;N. fascicoli descritti;fascicoli;250;31/04/2031
;;;;;;;;
Servizio;Dirigenti;Funzionari;Istruttori;;;;;
Anagrafe;1;3;12;;;;;
"""


def test_the_review_says_of_every_column_what_became_of_it(
    ledger_path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "piano.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    program = [sys.executable, "-m", "traguardo", "--db", str(ledger_path), "plan", "import"]
    said = subprocess.run([*program, str(file)], capture_output=True, text=True, check=False).stdout
    for line in (
        "C  Prog.: programma",
        "B  Dirigenti: non letta",
        "C  Funzionari: non letta",
        "target 9 giorni, valore iniziale —",
        "nessun responsabile",
        "un giorno che non esiste: 1",
        "A11.2 (riga 4): un giorno che non esiste — «31/04/2031»",
    ):
        assert line in said, said
    assert "«Sviluppo»" not in said
    assert "«N. fascicoli descritti»" not in said


def test_columns_have_the_letters_of_their_sheet(ledger_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "piano.csv"
    file.write_text("".join(f";{line}\n" for line in TABLE.splitlines()), encoding="utf-8")
    program = [sys.executable, "-m", "traguardo", "--db", str(ledger_path)]
    code, said = talk([*program, "plan", "import", str(file)], "la colonna F è il peso\nsì\n")
    assert code == 0, said
    assert "F  Note: non letta" in said
    assert "F  Note: peso" in said


def test_the_plan_of_another_ente_takes_a_word_more_than_yes(
    ledger_path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "altro.csv"
    file.write_text(TABLE.replace("Comune di Prova", "Comune di Altrove"), encoding="utf-8")
    program = [sys.executable, "-m", "traguardo", "--db", str(ledger_path), "plan", "import"]
    before = ledger_path.read_bytes()
    code, said = talk([*program, str(file)], "no\n")
    assert (code, "il registro di «Comune di Prova»" in said) == (1, True), said
    code, said = talk([*program, str(file), "--yes"], "")
    assert (code, "ripeti il comando con --other-ente" in said) == (1, True), said
    assert ledger_path.read_bytes() == before
    assert talk([*program, str(file), "--yes", "--other-ente"], "")[0] == 0


def test_all_that_a_plan_got_wrong_is_named_with_its_sheet_from_the_first(tmp_path: Path) -> None:
    file, path = tmp_path / "piano.xlsx", tmp_path / "nuovo.db"
    book = Workbook()
    book.remove(book.active)
    for name, wrong in (("Anagrafe", "31/12/2031"), ("Tributi", "31/09/2031")):
        sheet = book.create_sheet(name)
        sheet.append(["Comune di Prova - Piano degli obiettivi 2031"])
        sheet.append(["Servizio", "Obiettivo", "Indicatore", "Valore atteso", "Scadenza"])
        sheet.append([name, f"Meno attesa in {name}", "Utenti serviti", 900, wrong])
        sheet.append([name, f"Archivio di {name}", "Fascicoli", "n.d.", "30/06/2031"])
    book.save(file)
    program = [sys.executable, "-m", "traguardo", "--db", str(path)]
    _, dry = talk([*program, "plan", "import", str(file), "--dry-run"], "")
    code, made = talk([*program, "init", "--plan", str(file)], "")
    assert code == 0, made
    for told in (dry, made):
        assert "(foglio «Tributi», riga 3): un giorno che non esiste — «31/09/2031»" in told, told
        assert "valore da raggiungere mancante: A11.2.1, A21.2.1" in told, told
    assert "con /anomalie" in made


def test_a_town_s_register_without_a_token_is_not_called_a_trial(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "traguardo", "--db", str(tmp_path / "citta.db")]
    file = tmp_path / "piano.csv"
    file.write_text(TABLE, encoding="utf-8")
    assert talk([*program, "init", "--plan", str(file)], "")[0] == 0
    code, said = talk([*program, "run"], "")
    assert (code, "manca TRAGUARDO_TOKEN" in said, "di prova" in said) == (2, True, False), said
