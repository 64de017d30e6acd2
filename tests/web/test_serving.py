"""The commands of the pages, as whoever runs the house types them, and `run` on a terminal."""

import json
import os
import pty
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from bot.cli import COMMANDS
from traguardo import main

from .conftest import Office

NOW = "2024-09-16T10:00"
PATIENCE_SECONDS = 60
STOP_SECONDS = 30
PROGRAM = [sys.executable, "-m", "traguardo"]


def run(ledger: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["--db", str(ledger), "--now", NOW, *args])


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def environment(port: int) -> dict[str, str]:
    return {**os.environ, "TRAGUARDO_WEB_PORT": str(port), "TRAGUARDO_NOW": NOW}


@contextmanager
def serving(ledger: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    command = [*PROGRAM, "--db", str(ledger), "serve"]
    process = subprocess.Popen(
        command, env=environment(port), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/salute")
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(f"{url} does not answer")


def test_how_it_does_is_told_in_numbers_alone_and_without_login(office: Office) -> None:
    found = httpx.get(f"{office.url}/metrics")
    assert found.status_code == 200
    assert found.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in found.text.splitlines() if not line.startswith("#")]
    measured = {name: float(value) for name, _, value in (line.partition(" ") for line in lines)}
    assert measured["traguardo_events"] == office.ledger.log.head().seq
    assert measured["traguardo_letters_waiting"] == 0
    assert "{" not in found.text, "a label could hold a name"


def test_it_serves_until_told_to_stop_even_with_a_page_open(ledger_path: Path) -> None:
    port = free_port()
    with serving(ledger_path, port) as process:
        os.environ["TRAGUARDO_WEB_PORT"] = str(port)
        try:
            url = json.loads(run(ledger_path, "link", "eq.as4", "--json").stdout)["url"]
        finally:
            del os.environ["TRAGUARDO_WEB_PORT"]
        with httpx.Client(follow_redirects=True) as client:
            assert client.get(url).url.path == "/"
            with client.stream("GET", f"http://127.0.0.1:{port}/vivo") as live:
                assert next(live.iter_lines()).startswith("data: ")
                process.send_signal(signal.SIGTERM)
                assert process.wait(STOP_SECONDS) == 0
        out, err = process.communicate()
        assert out == ""
        assert "Traceback" not in err


def test_a_link_names_where_people_reach_the_pages(
    ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAGUARDO_WEB_URL", "https://performance.comune.example/")
    answer = run(ledger_path, "link", "EQ.AS4", "--json")
    url = json.loads(answer.stdout)["url"]
    assert url.startswith("https://performance.comune.example/entra?codice=")
    assert "as4" not in url.lower()


@pytest.mark.parametrize(
    ("args", "port", "status"),
    [
        (("link", "nessuno"), "8000", 2),
        (("serve",), "0", 2),
        (("serve",), "ottomila", 2),
        (("publish", "/dev/null/pagine"), "8000", 2),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    ledger_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    port: str,
    status: int,
) -> None:
    monkeypatch.setenv("TRAGUARDO_WEB_PORT", port)
    answer = run(ledger_path, *args)
    assert answer.exit_code == status
    assert answer.stderr.splitlines()[-1].startswith("Errore: ")
    assert "segnala" not in answer.stderr


def test_a_port_that_is_taken_is_said(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("TRAGUARDO_WEB_PORT", str(taken.getsockname()[1]))
        answer = run(ledger_path, "serve")
    assert answer.exit_code == 2
    assert "porta" in answer.stderr.splitlines()[-1]


def test_publishing_says_what_it_wrote(ledger_path: Path, tmp_path: Path) -> None:
    answer = run(ledger_path, "publish", str(tmp_path / "pagine"))
    assert answer.exit_code == 0
    assert (tmp_path / "pagine" / "index.html").exists()


def test_every_command_of_the_bot_is_there_and_those_of_the_pages(ledger_path: Path) -> None:
    listed = CliRunner().invoke(main, ["--help"]).output
    for name in (*COMMANDS, "serve", "link", "publish"):
        assert f"\n  {name} " in listed


def test_run_on_a_terminal_serves_beside_the_chat(ledger_path: Path) -> None:
    port = free_port()
    above, below = pty.openpty()
    command = [*PROGRAM, "--db", str(ledger_path), "run"]
    process = subprocess.Popen(
        command, env=environment(port), stdin=below, stdout=below, stderr=below
    )
    os.close(below)
    try:
        wait_for(f"http://127.0.0.1:{port}/salute")
        seen = b""
        while b"/entra?codice=" not in seen or not seen.rstrip().endswith(b"\xe2\x80\xba"):
            seen += os.read(above, 4096)
        address = seen.decode().partition("apri ")[2].split()[0]
        assert httpx.get(address, follow_redirects=True).status_code == 200
        os.write(above, b"\x04")
        assert process.wait(PATIENCE_SECONDS) == 0
    finally:
        process.kill()
        process.wait()
        os.close(above)
    assert f"http://127.0.0.1:{port}" in seen.decode()
