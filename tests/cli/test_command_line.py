"""The command line as scripts use it: what it answers, and how it says no."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from bot.cli import COMMANDS, main
from ledger.commands.progress import RecordProgress, ValidateProgress
from ledger.ledger import Ledger

from ..ledger.conftest import plus, said
from ..town import PLAN_TEXT

Run = Callable[..., Result]


@pytest.fixture
def run(ledger_path: Path) -> Run:
    def command(*args: str, db: Path = ledger_path, stdin: str | None = None) -> Result:
        every = ["--db", str(db), "--now", "2024-09-16T10:00", *args]
        return CliRunner().invoke(main, every, input=stdin)

    return command


@pytest.fixture
def worked(ledger: Ledger) -> Ledger:
    first = RecordProgress((said("AS4.3.1", 200, on="2024-06-20"),))
    (report,) = ledger.execute(first, actor="eq.as4", cause="test")
    ledger.execute(ValidateProgress((report.seq,)), actor="dirigente.as", cause="test")
    ledger.execute(RecordProgress((plus("AS4.3.1", 40),)), actor="eq.as4", cause="test")
    pair = RecordProgress((said("AS4.4.1", of=(12, 40)),))
    ledger.execute(pair, actor="eq.as4", cause="test")
    return ledger


def answer(result: Result) -> Any:
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_status_has_the_shape_others_script_against(worked: Ledger, run: Run) -> None:
    found = answer(run("status", "AS4.3", "--json"))
    assert found["as_of"] == "2024-09-16T10:00:00+02:00"
    assert (found["progress"], found["expected"], found["state"]) == ("40", "70.96", "at_risk")
    assert (found["states"], found["left_out"]) == ({"at_risk": 1}, 0)
    (objective,) = found["objectives"]
    assert (objective["weight"], objective["deadline"]) == ("33.33", "2024-12-31")
    (indicator,) = objective["indicators"]
    assert {k: indicator[k] for k in ("code", "kind", "value", "target", "reported_on")} == {
        "code": "AS4.3.1",
        "kind": "count",
        "value": "240",
        "target": "600",
        "reported_on": "2024-09-16",
    }
    assert indicator["validated"] is False


def test_a_ratio_shows_its_pair_beside_its_percentage(worked: Ledger, run: Run) -> None:
    (objective,) = answer(run("status", "AS4.4", "--json"))["objectives"]
    (ratio,) = objective["indicators"]
    assert (ratio["value"], ratio["numerator"], ratio["denominator"]) == ("30", "12", "40")


@pytest.mark.parametrize("scope", [None, "ENTE", "as", "a.s.4", "TR", "SG", "AS4.3", "AS4.3.1"])
def test_every_scope_has_the_same_shape(worked: Ledger, run: Run, scope: str | None) -> None:
    found = answer(run("status", *([scope] if scope else []), "--json"))
    assert set(found) == {
        "year", "scope", "as_of", "progress", "expected", "state", "states", "left_out",
        "objectives",
    }  # fmt: skip
    assert run("status", *([scope] if scope else [])).exit_code == 0


@pytest.mark.parametrize(
    ("options", "value", "validated"),
    [
        (("--as-of", "2024-06-30"), "200", True),
        (("--as-of", "2024-06-19"), None, False),
        (("--known-at", "2024-06-30"), None, False),
        (("--known-at", "2024-09-16T10:00"), "240", False),
        (("--as-of", "2024-06-30", "--known-at", "2024-09-16"), "200", True),
    ],
)
def test_a_past_instant(
    worked: Ledger, run: Run, options: tuple[str, ...], value: str | None, validated: bool
) -> None:
    (objective,) = answer(run("status", "AS4.3.1", "--json", *options))["objectives"]
    (indicator,) = objective["indicators"]
    assert (indicator["value"], indicator["validated"]) == (value, validated)


def test_why_tells_rule_inputs_and_events(worked: Ledger, run: Run) -> None:
    found = answer(run("why", "AS4.3.1", "--json"))
    assert (found["rule"], found["progress"]) == ("up_ratio", "40")
    assert (found["inputs"]["value"], found["inputs"]["target"]) == ("240", "600")
    assert len(found["events"]) == 2
    assert "Regola" in run("why", "AS4.3.1").stdout


def test_events_are_the_log_as_json_lines(worked: Ledger, run: Run) -> None:
    lines = [json.loads(line) for line in run("events").stdout.splitlines()]
    assert [e["seq"] for e in lines] == list(range(1, len(lines) + 1))
    assert set(lines[-1]) == {
        "seq", "stream", "version", "type", "schema", "recorded_at", "effective_on", "actor",
        "cause", "key", "data", "prev", "hash",
    }  # fmt: skip
    assert lines[-1]["recorded_at"] == "2024-09-16T10:00:00+02:00"
    assert lines[-1]["data"]["numerator"] == "12"
    last = run("events", "--after", str(len(lines) - 1)).stdout.splitlines()
    assert [json.loads(line)["seq"] for line in last] == [len(lines)]
    stream = run("events", "--stream", "indicator:AS4.3.1").stdout.splitlines()
    assert [json.loads(line)["version"] for line in stream] == [1, 2, 3]


def test_verify_names_the_first_event_that_does_not_hold(worked: Ledger, run: Run) -> None:
    assert run("verify").exit_code == 0
    worked._db.execute("drop trigger events_no_update")
    worked._db.execute("update events set actor = 'altro' where seq = 12")
    broken = run("verify")
    assert (broken.exit_code, "n. 12" in broken.stderr) == (1, True)
    assert last_line(broken).startswith("Errore: ")


def test_rebuild_checks_and_mends(worked: Ledger, run: Run) -> None:
    assert run("rebuild", "--check").exit_code == 0
    worked._db.execute("update folds set number = '1'")
    differs = run("rebuild", "--check")
    assert (differs.exit_code, "folds" in differs.stderr) == (1, True)
    assert run("rebuild").exit_code == 0
    assert run("rebuild", "--check").exit_code == 0


def test_people_are_added_listed_invited(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    added = run("person", "add", "M.Rossi", "--name", "Una Persona", "--role", "eq", "--of", "AS3")
    assert added.exit_code == 0
    (person,) = (p for p in answer(run("person", "list", "--json")) if p["code"] == "m.rossi")
    assert person["posts"][0]["of"] == "AS3"
    invitation = answer(run("invite", "m.rossi", "--json"))
    assert invitation["link"] == f"/start {invitation['code']}", "no bot of strangers"
    monkeypatch.setenv("TRAGUARDO_BOT_NAME", "ComuneBot")
    invitation = answer(run("invite", "m.rossi", "--json"))
    assert invitation["link"] == f"https://t.me/ComuneBot?start={invitation['code']}"


def test_a_code_stays_with_who_bears_it_and_gets_more_posts(run: Run) -> None:
    add = ("person", "add", "vera", "--role", "eq")
    assert run(*add, "--name", "Vera Verdi", "--of", "AS3").exit_code == 0
    other = run(*add, "--name", "Mario Bianchi", "--of", "AS4")
    assert (other.exit_code, "vera è già il codice di Vera Verdi" in other.stderr) == (1, True)
    assert run(*add, "--name", "VERDI Vera", "--of", "AS4").exit_code == 0


def test_a_step_is_told_as_one_to_be_done(run: Run) -> None:
    shown = run("plan", "show").stdout
    assert "AS4.1.2 regolamento dello sportello approvato: SI" in shown
    assert "AS3.1.4 sito del mercato aperto: SI" in shown


def test_people_are_imported_all_or_none(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "persone.csv"
    header = "code,name,role,of,interim,from\n"
    file.write_text(f"{header}a,Uno,eq,AS3,,2024-01-01\nb,Due,dirigente,AF,si,\n")
    assert run("person", "import", str(file)).exit_code == 0
    file.write_text(f"{header}c,Tre,eq,AS3,,\nd,Quattro,eq,ZZ,,\n")
    refused = run("person", "import", str(file))
    assert (refused.exit_code, "riga 3" in refused.stderr) == (2, True)
    assert "c" not in [p["code"] for p in answer(run("person", "list", "--json"))]


def test_a_list_of_people_grows_and_is_imported_again(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "persone.csv"
    rows = "code,name,role,of,interim,from\na,Uno,eq,AS3,,2024-01-01\n"
    file.write_text(rows)
    run("person", "import", str(file))
    file.write_text(f"{rows}b,Due,eq,AS4,,\n")
    again = run("person", "import", str(file))
    assert again.exit_code == 0
    assert again.stdout == "Iscritto 1 incarico.\nEra già iscritto 1: saltato.\n"


def test_all_that_is_wrong_in_a_list_is_told_in_the_order_of_its_rows(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "persone.csv"
    head = "code,name,role,of,interim,from\n"
    file.write_text(f"{head}a,Uno,eq,ZZ,,\nb,Due,eq,AS3,,31/02/2024\nc,Tre,eq,AS4,,\n")
    refused = run("person", "import", str(file))
    assert refused.exit_code == 2
    first, second = refused.stderr.strip().splitlines()
    assert first.startswith("riga 2: «ZZ» non è un'area o un servizio") and "AS3" in first
    assert second.startswith("Errore: riga 3: «31/02/2024» non è un giorno")
    assert second.endswith("Nessuna persona è stata iscritta.")


@pytest.mark.parametrize(
    "head",
    ["codice;nome;ruolo;di;interim;dal;al", "sep=;\ncode;name;role;of;interim;from;to"],
)
def test_people_are_imported_as_offices_write_them(head: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "persone.csv"
    rows = "x.a;Niccolò D'Angiò;E.Q.;A.S.3;;01/01/2024;\nx.b;Maria Perù;Dirigente;AF;sì;;31/12/2024"
    file.write_bytes(f"{head}\n{rows}\n".encode("cp1252"))
    assert run("person", "import", str(file)).exit_code == 0
    found = {p["code"]: p for p in answer(run("person", "list", "--json"))}
    assert found["x.a"]["name"] == "Niccolò D'Angiò"
    assert found["x.a"]["posts"][0]["role"] == "eq"
    assert found["x.b"]["posts"][0]["interim"] is True


def test_a_day_of_a_list_of_people_that_is_none_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "persone.csv"
    file.write_text("codice;nome;ruolo;di;dal\ny.a;Uno;eq;AS3;31/02/2024\n")
    refused = run("person", "import", str(file))
    assert (refused.exit_code, "riga 2" in refused.stderr) == (2, True)
    assert "31/02/2024" in refused.stderr


def test_a_plan_goes_out_and_comes_back_the_same(run: Run, tmp_path: Path) -> None:
    for kind in ("yaml", "xlsx", "csv"):
        file = tmp_path / f"piano.{kind}"
        assert run("plan", "export", str(file)).exit_code == 0
        same = run("plan", "import", str(file))
        assert (same.exit_code, "non cambia nulla" in same.stdout) == (0, True), kind


def test_a_dry_run_reads_without_a_ledger(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "piano.yaml"
    file.write_text(PLAN_TEXT)
    found = answer(
        run("plan", "import", str(file), "--dry-run", "--json", db=tmp_path / "non-c-e.db")
    )
    assert found["plan"]["ente"] == "Comune di Prova"
    assert found["anomalies"][0] == {
        "kind": "bad_date", "where": "AF1.1", "line": 534, "text": "31/09/2024",
        "reading": "2024-09-30",
    }  # fmt: skip


def test_targets_of_later_years_are_said_to_be_left_out(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "piano.csv"
    file.write_text(
        "Comune di Prova;Piano degli obiettivi 2025\n"
        "Servizio;Obiettivo;Indicatore;2024 consuntivo;2025 target;2026 target\n"
        "Tributi;Recupero IMU;n. avvisi;80;100;120\n"
        "Tributi;Sportello;n. aperture;40;45;50\n"
    )
    tried = ("plan", "import", str(file), "--dry-run")
    assert "«2026 target»" in run(*tried).stdout
    (left,) = answer(run(*tried, "--json"))["left_out"]
    assert (left["kind"], left["text"]) == ("later_target", "2026 target")


def test_a_corrected_plan_is_adopted_as_its_difference(run: Run, tmp_path: Path) -> None:
    plan = yaml.safe_load(PLAN_TEXT)
    plan["objectives"][0]["title"] = "Sportello velocissimo"
    del plan["objectives"][2]
    file = tmp_path / "corretto.yaml"
    file.write_text(yaml.safe_dump(plan, allow_unicode=True))
    for ending, tried in (((), 1), (("--json",), 1), (("--dry-run",), 0)):
        shown = run("plan", "import", str(file), *ending)
        assert shown.exit_code == tried
        assert "Sportello velocissimo" in shown.output, ending
    assert "Sportello velocissimo" not in run("plan", "show").stdout
    refused = run("plan", "import", str(file))
    assert (refused.exit_code, "--yes" in refused.stderr) == (1, True)
    assert "Sportello velocissimo" in refused.stdout
    told = run("plan", "import", str(file), "--yes")
    assert told.exit_code == 0
    assert "0 aggiunti, 1 cambiato, 1 tolto" in told.stdout
    assert answer(run("status", "AS4.4", "--json"))["state"] == "cancelled"
    assert run("rebuild", "--check").exit_code == 0


def test_the_chat_speaks_json_lines(run: Run) -> None:
    talk = run("chat", "--as", "eq.as4", "--json", stdin="AS4.3.1 240\n:press 1\n")
    calls = [json.loads(line) for line in talk.stdout.splitlines()]
    assert calls[0]["buttons"] == [["Conferma", "Correggi", "Annulla"]]
    assert {"method", "to", "at", "text", "buttons"} <= set(calls[0])
    assert answer(run("status", "AS4.3.1", "--json"))["progress"] == "40"


def test_a_line_that_cannot_be_done_is_told_aside_and_the_talk_goes_on(run: Run) -> None:
    talk = run("chat", "--as", "eq.as4", stdin=":press 9\n:salta\n/stato AS4\n")
    assert talk.exit_code == 0
    assert len(talk.stderr.splitlines()) == 2
    assert "Demografici" in talk.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    helped = CliRunner().invoke(main, [command, "--help"])
    assert helped.exit_code == 0 and "Uso: " in helped.stdout


def last_line(result: Result) -> str:
    return result.stderr.rstrip("\n").splitlines()[-1]


def test_without_a_terminal_run_plays_a_short_talk_in_a_process_of_its_own(tmp_path: Path) -> None:
    code = "from traguardo import main; main()"
    plain = {k: v for k, v in os.environ.items() if not k.startswith("TRAGUARDO_")}
    done = subprocess.run(
        [sys.executable, "-c", code, "run"],
        cwd=tmp_path,
        env={**plain, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Registrato" in done.stdout


def test_the_demo_of_any_plan_has_its_history_whatever_its_areas_are_called(
    run: Run, tmp_path: Path
) -> None:
    """Of a town whose AA has a dirigente of its own, as no town with an area AS has."""
    path, plan = tmp_path / "altra.db", tmp_path / "altra.yaml"
    plan.write_text(PLAN_TEXT.replace("AS", "QS"))
    assert run("init", "--demo", "--plan", str(plan), db=path).exit_code == 0
    validated = [
        json.loads(line)["actor"]
        for line in run("events", db=path).stdout.splitlines()
        if json.loads(line)["type"] == "ProgressValidated"
    ]
    assert {"dirigente.aa", "dirigente.qs"} <= set(validated)
