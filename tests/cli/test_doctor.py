"""What is wrong with an installation, and what to do about it."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.outgoing.outbox import Letter
from bot.store import Store
from ledger.clock import FixedClock
from ledger.cycle import faults
from ledger.cycle.faults import Failure
from ledger.events.calendar import Subject
from ledger.ledger import Ledger

from ..town import MORNING

Doctor = Callable[..., Result]


@pytest.fixture
def doctor(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    monkeypatch.delenv("TRAGUARDO_TOKEN", raising=False)
    monkeypatch.setattr("bot.cli.doctor.LEAST_FREE_MEGABYTES", 0)

    def command(now: str = "2024-06-24T10:00", **environment: str) -> Result:
        every = ["--db", str(ledger_path), "--now", now, "doctor"]
        return CliRunner().invoke(main, every, env=environment)

    return command


def wrong(result: Result) -> list[str]:
    return [line for line in result.stdout.splitlines() if line.startswith("✗")]


def test_a_healthy_house_is_said_to_be_so(doctor: Doctor) -> None:
    result = doctor()
    assert (result.exit_code, wrong(result), result.stderr) == (0, [], "")
    assert "Nessun token" in result.stdout
    assert "tutti in ordine" in result.stdout
    assert "dirigente.af" in result.stdout, "who has no chat yet cannot be told"


def test_a_ledger_held_by_another_program_is_no_defect_and_the_rest_is_looked_at(
    doctor: Doctor, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.BUSY_SECONDS", 0)
    with closing(sqlite3.connect(ledger_path, isolation_level=None)) as other:
        other.execute("begin immediate")
        result = doctor()
    assert result.exit_code == 1
    (line,) = wrong(result)
    assert "occupato da un altro programma" in line
    assert "outbox" in line
    assert "tutti in ordine" in result.stdout


def test_a_clock_behind_the_record_is_found(doctor: Doctor) -> None:
    result = doctor(now="2023-12-01T10:00")
    assert result.exit_code == 1
    assert "Orologio" in wrong(result)[0]
    assert result.stderr.splitlines()[-1].startswith("Errore: ")


def test_a_telegram_out_of_reach_is_told_without_the_token(doctor: Doctor) -> None:
    result = doctor(TRAGUARDO_TOKEN="7:secret", TRAGUARDO_API_BASE_URL="http://127.0.0.1:9/bot")
    assert result.exit_code == 1
    assert "Telegram non risponde" in wrong(result)[0]
    assert "secret" not in result.output


class KnowsNobody(BaseHTTPRequestHandler):
    """A Bot API that refuses every token."""

    def do_POST(self) -> None:
        self.send_response(401)
        self.end_headers()
        self.wfile.write(b'{"ok": false, "error_code": 401, "description": "Unauthorized"}')

    def log_message(self, *_: object) -> None:
        """Not on stderr: that is read by a test."""


def test_a_token_that_telegram_does_not_know_is_told(doctor: Doctor) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), KnowsNobody) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/bot"
        result = doctor(TRAGUARDO_TOKEN="7:old", TRAGUARDO_API_BASE_URL=url)
        server.shutdown()
    assert "BotFather" in wrong(result)[0]


def test_what_the_calendar_left_out_is_named_and_the_rest_is_looked_at(
    doctor: Doctor, ledger: Ledger
) -> None:
    ledger.file.execute("update objectives set deadline = '0024-06-30' where code = 'AF1.1'")
    ledger.file.execute("update indicators set deadline = '9999-12-31' where code = 'AS4.3.1'")
    kept = Failure(Subject(year=2024, code="AF1.1", step="escalation"), "CalcError")
    with ledger.transaction():
        faults.keep(ledger.file, [kept], MORNING.date())
    result = doctor(now="2024-09-16T10:00")
    assert result.exit_code == 1
    (told,) = [line for line in wrong(result) if "Calendario" in line]
    assert "AF1.1 (anno 2024, Solleciti) dal 16/09/2024: CalcError" in told
    assert "messaggi da mandare" in result.stdout, "the others are still told"
    assert "Catena" in result.stdout


def test_a_check_that_fails_is_told_and_the_others_are_made(doctor: Doctor, ledger: Ledger) -> None:
    ledger.file.execute("drop table campaigns")
    result = doctor()
    assert result.exit_code == 1
    assert "Controllo «calendar»" in wrong(result)[0]
    assert "Catena" in result.stdout
    assert result.stderr.splitlines()[-1].startswith("Errore: qualcosa non va")


def test_a_full_disk_is_found(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.doctor.LEAST_FREE_MEGABYTES", 10**12)
    assert "Libera spazio" in wrong(doctor())[0]


def test_what_waits_and_what_telegram_refused_is_counted(doctor: Doctor, ledger_path: Path) -> None:
    store = Store(ledger_path, "telegram", FixedClock(MORNING))
    store.post([Letter(1, "sendMessage", text="uno"), Letter(2, "sendMessage", text="due")])
    store.outbox.fail_chat(2, "Forbidden")
    store.close()
    result = doctor()
    assert result.exit_code == 0
    assert "1 messaggio aspetta" in result.stdout
    assert "(Forbidden)" in result.stdout


def test_a_broken_chain_is_named(doctor: Doctor, ledger: Ledger) -> None:
    ledger.file.execute("drop trigger events_no_update")
    ledger.file.execute("update events set data = '{}' where seq = 3")
    assert "l'evento 3 non torna" in wrong(doctor())[0]


def test_tables_that_differ_from_the_record_are_named(doctor: Doctor, ledger: Ledger) -> None:
    ledger.file.execute("delete from people")
    assert "rebuild" in wrong(doctor())[0]
