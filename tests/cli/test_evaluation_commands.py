"""The evaluation on the command line: the regulation, the personnel's CSV, schede and premiums."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from ledger.commands.ente import AdoptRegulation
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.regulation import BUNDLED, bundled

from ..town import opened

Run = Callable[..., Result]

CSV = """kind;person;from;to;unit;what;amount;act;act_date
servizio;dipendente.as4;2010-03-01;;;istruttori;;contratto;2010-02-20
assenza;eq.as4;2024-05-01;2024-05-31;;maternita;;det. 7;2024-04-30
posizione;dirigente.as;2024-01-01;;;;36.000,00;dec. 1;2024-01-02
"""


@pytest.fixture
def run(ledger_path: Path) -> Run:
    def command(*args: str, db: Path = ledger_path) -> Result:
        return CliRunner().invoke(main, ["--db", str(db), "--now", "2025-02-10T10:00", *args])

    return command


@pytest.fixture
def adopted(ledger: Ledger) -> Ledger:
    ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    return ledger


def facts_in(ledger: Ledger) -> int:
    (count,) = ledger.view.tables.execute("select count(*) from personnel").fetchone()
    return int(count)


def test_facts_of_the_personnel_come_from_a_csv(adopted: Ledger, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "fatti.csv"
    file.write_text(CSV)
    done = run("personnel", "import", str(file), "--as", "personale")
    assert (done.exit_code, done.stdout) == (0, "Registrati 3 fatti.\n")
    assert facts_in(adopted) == 3


@pytest.mark.parametrize(
    ("line", "who", "told"),
    [
        ("sanzione;eq.as4;2024-05-02;;;richiamo;;det. 1;2024-05-02", "personale", "riga 5"),
        ("sanzione;eq.as4;2024-05-02;;;multa;;;2024-05-02", "personale", "Serve l'atto"),
        ("servizio;eq.as4;ieri;;;istruttori;;det. 1;2024-05-02", "personale", "ieri"),
        ("", "segretario", "non spetta a te"),
    ],
)
def test_a_bad_line_leaves_the_record_as_it_was(
    adopted: Ledger, run: Run, tmp_path: Path, line: str, who: str, told: str
) -> None:
    file = tmp_path / "fatti.csv"
    file.write_text(CSV + line)
    done = run("personnel", "import", str(file), "--as", who)
    assert done.exit_code == 2
    assert done.stderr.startswith("Errore: ") and told in done.stderr
    assert facts_in(adopted) == 0


def test_a_scheda_that_is_not_there_and_a_reader_who_may_not(adopted: Ledger, run: Run) -> None:
    done = run("scheda", "show", "eq.as4", "--as", "eq.as4")
    assert (done.exit_code, "non c'è ancora" in done.stderr) == (1, True)
    done = run("scheda", "show", "eq.as4", "--as", "eq.as3")
    assert (done.exit_code, "li leggono solo" in done.stderr) == (1, True)


def test_a_ledger_is_made_with_the_regulation_given(run: Run, tmp_path: Path) -> None:
    file, db = tmp_path / "smvp.toml", tmp_path / "nuovo.db"
    file.write_text(BUNDLED.read_text().replace("conciliation.days = 10", "conciliation.days = 15"))
    assert run("init", "--regulation", str(file), db=db).exit_code == 0
    (event,) = (e for e in opened(Ledger.open(db)).log.after() if e.type == "RegulationAdopted")
    assert json.loads(event.data)["regulation"]["settings"]["conciliation"]["days"] == 15


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("from = 75, share_percent = 100", "from = 25, share_percent = 100", "non scendono"),
        ("from = 30, share", "from = 30, below = 70, share", "vuoto"),
        ("from = 30, share", "from = 30, below = 80, share", "si sovrappongono"),
        ("entity = 35", "entity = 36", "devono fare 100"),
        ("points = 15", "points = 16", "devono coincidere"),
    ],
    ids=["order", "gap", "overlap", "weights", "rubric"],
)
def test_a_bad_regulation_makes_no_ledger(
    run: Run, tmp_path: Path, was: str, becomes: str, told: str
) -> None:
    file, db = tmp_path / "smvp.toml", tmp_path / "nuovo.db"
    file.write_text(BUNDLED.read_text().replace(was, becomes, 1))
    done = run("init", "--regulation", str(file), db=db)
    assert done.exit_code == 2
    assert done.stderr.startswith("Errore: ") and told in done.stderr
    assert not db.exists()


def test_a_new_regulation_is_adopted_for_the_next_year(adopted: Ledger, run: Run) -> None:
    done = run("regulation", "adopt", str(BUNDLED), "--year", "2025")
    assert (done.exit_code, "Adottato" in done.stdout) == (0, True)


def test_the_list_of_premiums_and_what_it_waits_for(adopted: Ledger, run: Run) -> None:
    done = run("premiums", "--as", "personale", "--pool", "1000", "--json")
    document = json.loads(done.stdout)
    assert (document["year"], document["final"], document["pool"]) == (2024, False, "1000.00")
    assert {"what": "entity", "person": None, "due_on": None} in document["missing"]
    assert run("premiums", "--as", "eq.as4").exit_code == 1
