"""`traguardo due`: what the calendar would send now, to whom and why; it sends nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from ledger.commands.adoption import AdoptPlan
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.plan import Plan

from ..town import PLAN

Due = Callable[..., Result]


@pytest.fixture
def due(ledger_path: Path) -> Due:
    def command(now: str, *options: str) -> Result:
        every = ["--db", str(ledger_path), "--now", now, "due", *options]
        return CliRunner().invoke(main, every)

    return command


def test_each_line_says_to_whom_what_and_by_when(due: Due) -> None:
    rows = json.loads(due("2024-05-31T09:00", "--json").stdout)
    assert [row for row in rows if row["subject"] == "AS4.4"] == [
        {
            "to": "eq.as4",
            "kind": "deadline",
            "year": 2024,
            "subject": "AS4.4",
            "due_on": "2024-06-30",
            "key": "deadline:2024:AS4.4:2024-06-30/30:eq.as4",
        }
    ]
    keys = [row["key"] for row in rows]
    assert len(set(keys)) == len(keys)


def test_for_people_it_is_the_message_they_would_read(due: Due) -> None:
    shown = due("2024-05-31T09:00").stdout
    assert "eq.as4:\nBuongiorno. Al 31/05/2024:" in shown
    assert "AS4.4 Stato civile: entro il 30/06/2024, tra 30 giorni" in shown


def test_at_night_nothing_is_due(due: Due) -> None:
    assert json.loads(due("2024-05-31T03:00", "--json").stdout) == []
    assert "nulla da mandare" in due("2024-05-31T03:00").stdout


def test_asking_sends_and_records_nothing(due: Due, ledger: Ledger) -> None:
    before = ledger.log.head().seq
    first = due("2024-05-31T09:00", "--json").stdout
    assert due("2024-05-31T09:00", "--json").stdout == first
    assert ledger.log.head().seq == before


def test_without_a_ledger_the_file_is_what_is_missing(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--db", str(tmp_path / "none.db"), "due", "--json"])
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("Errore: ")


def test_each_year_is_told_apart_and_can_be_asked_by_itself(
    due: Due, ledger_path: Path, ledger: Ledger
) -> None:
    text = PLAN.model_dump_json(by_alias=True).replace('"2024-', '"2025-')
    plan = Plan.model_validate_json(text).model_copy(update={"year": 2025, "anomalies": ()})
    ledger.execute(AdoptPlan(plan), actor=CLI, cause="test")
    monday = "2025-03-03T09:00"
    rows = json.loads(due(monday, "--json").stdout)
    assert {row["year"] for row in rows if row["kind"] == "overdue"} == {2024}
    assert {row["year"] for row in rows if row["kind"] == "stale"} == {2025}
    keys = [row["key"] for row in rows]
    assert len(set(keys)) == len(keys)
    for year in (2024, 2025):
        of_year = json.loads(due(monday, "--json", "--year", str(year)).stdout)
        assert of_year == [row for row in rows if row["year"] == year]
    shown = due(monday, "--year", "2024").stdout
    assert "AS4.4 (anno 2024) Stato civile: scaduto il 30/06/2024" in shown
    assert "Nessun dato" not in shown


def test_a_scope_of_another_year_is_named_with_its_year(ledger: Ledger, ledger_path: Path) -> None:
    plan = PLAN.model_copy(
        update={"year": 2025, "anomalies": (), "objectives": PLAN.objectives[:1]}
    )
    ledger.execute(AdoptPlan(plan), actor=CLI, cause="test")
    gone = PLAN.objectives[1].code
    every = ["--db", str(ledger_path), "--now", "2025-03-03T09:00"]
    for command in ("status", "why"):
        found = CliRunner().invoke(main, [*every, command, gone])
        assert (found.exit_code, "è del 2024" in found.stderr) == (2, True)
