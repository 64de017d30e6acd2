"""The second reader: a real HTTP server, which answers well, badly, late and not at all."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from ledger.commands.people import AddPerson
from ledger.people import CLI, Role

from .conftest import Person, Town

FACT = {"indicator": "AS4.3.1", "mode": "increment", "value": "4", "date": "2024-09-16"}
WELL = {"intent": "report", "ambiguous": False, "items": [FACT]}


class Server(ThreadingHTTPServer):
    """Answers each request with `says`, after `rests` seconds, and remembers what it was asked."""

    says: bytes = b""
    status: int = 200
    rests: float = 0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.answers(WELL)

    def answers(self, content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        self.says = json.dumps({"choices": [{"message": {"content": text}}]}).encode()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def question(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.asked[-1]["messages"][-1]["content"])
        return told


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        assert self.path == "/v1/chat/completions"
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        time.sleep(self.server.rests)
        try:
            self.send_response(self.server.status)
            self.send_header("Content-Length", str(len(self.server.says)))
            self.end_headers()
            self.wfile.write(self.server.says)
        except ConnectionError:
            """Whoever asked has gone."""

    def log_message(self, *_: object) -> None:
        """Nothing on the tests' own output."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def town(ledger_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    monkeypatch.setenv("TRAGUARDO_READER_URL", server.url)
    town = Town(ledger_path)
    yield town
    town.close()


def test_where_ours_would_ask_its_reading_gets_a_card(
    maria: Person, town: Town, server: Server
) -> None:
    maria.says("altri 4 bollini oggi").sees("secondo lettore", "AS4.3.1 CIE rilasciate", "(+4)")
    assert town.events() == []
    maria.taps("Conferma").sees("Registrato: n. ")
    assert town.value("AS4.3.1") == "4"
    maria.says("altri 5 bollini oggi").sees("(+5)").does_not_see("secondo lettore")
    assert len(server.asked) == 1, "what was confirmed is remembered"


def test_where_ours_is_sure_it_is_not_asked(maria: Person, server: Server) -> None:
    for text in ("altre 12 CIE oggi", "sì", "/stato", "come va AS4.3?", "AA1.1.1 4", "erano 15"):
        maria.says(text)
    assert server.asked == []


def test_it_is_told_the_sender_s_own_indicators_the_message_and_nobody(
    maria: Person, town: Town, server: Server
) -> None:
    name = "Carla Bianchi"
    town.ledger.execute(AddPerson("carla", name, Role.DIPENDENTE, "AS4"), actor=CLI, cause="test")
    maria.says(f"altri 4 bollini oggi, chiedi a {name} o a rossi@comune.it, 333 1234567")
    told = server.question()
    assert {i["code"] for i in told["indicators"]} == {"AS4.1.1", "AS4.1.2", "AS4.3.1", "AS4.4.1"}
    assert told["message"].startswith("altri 4 bollini oggi")
    sent = json.dumps(server.asked[-1], ensure_ascii=False)
    for personal in (name, "eq.as4", "rossi@", "1234567"):
        assert personal not in sent


NO_ANSWER: dict[str, object] = {
    "words": "Certo! Ecco la risposta.",
    "another shape": {"intent": "report", "indicator": "AS4.3.1", "value": 4},
    "a number as a number": {**WELL, "items": [{**FACT, "value": 4}]},
    "more than the contract has": {**WELL, "sql": "drop table"},
    "a number nobody said": {**WELL, "items": [{**FACT, "value": "5"}]},
    "a day nobody said": {**WELL, "items": [{**FACT, "date": "2024-09-15"}]},
    "a plan of another year": {**WELL, "items": [{**FACT, "year": 2023}]},
    "another office's indicator": {**WELL, "items": [{**FACT, "indicator": "AA1.1.1"}]},
    "no such indicator": {**WELL, "items": [{**FACT, "indicator": "ZZ9.9.9"}]},
    "one fact out of two": {**WELL, "items": [FACT, {**FACT, "value": "77"}]},
    "what its kind cannot hold": {**WELL, "items": [{**FACT, "mode": "milestone"}]},
    "doubt": {**WELL, "ambiguous": True},
    "an order": {"intent": "validate", "items": [{"scope": "AS4", "decision": "approve"}]},
}


@pytest.mark.parametrize("case", NO_ANSWER, ids=list(NO_ANSWER))
def test_anything_else_counts_as_no_answer(
    maria: Person, town: Town, server: Server, case: str
) -> None:
    server.answers(NO_ANSWER[case])
    maria.says("altri 4 bollini oggi").sees("Di quale indicatore parli?")
    maria.does_not_see("secondo lettore")
    assert len(server.asked) == 1
    assert town.events() == []


@pytest.mark.parametrize("says", [b"", b"<html>", b'{"choices": []}', b"x" * 100_000])
def test_what_is_no_completion_counts_as_no_answer(
    maria: Person, server: Server, says: bytes
) -> None:
    server.says = says
    maria.says("altri 4 bollini oggi").sees("Di quale indicatore parli?")


def test_a_server_that_fails_or_is_away_counts_as_no_answer(
    maria: Person, town: Town, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.status = 500
    maria.says("altri 4 bollini oggi").sees("Di quale indicatore parli?")
    monkeypatch.setenv("TRAGUARDO_READER_URL", "http://127.0.0.1:9/v1")
    town.restart()
    maria.says("altri 4 bollini oggi").sees("Di quale indicatore parli?")


def test_a_late_answer_is_none(maria: Person, server: Server) -> None:
    server.rests = 3
    begun = time.monotonic()
    maria.says("altri 4 bollini oggi").sees("Di quale indicatore parli?")
    assert 1.5 < time.monotonic() - begun < 2.9


def test_a_question_that_ours_does_not_understand_is_answered(
    maria: Person, server: Server
) -> None:
    server.answers({"intent": "query_status", "items": [{"indicator": "AS4.3.1"}]})
    maria.says("boh tesserine").sees("secondo lettore", "AS4.3.1")


def test_understand_says_which_reader_spoke(
    ledger_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAGUARDO_READER_URL", server.url)
    command = ["--db", str(ledger_path), "--now", "2024-09-16T10:00", "understand", "-v"]

    def told(text: str) -> str:
        return CliRunner().invoke(main, [*command, "--as", "eq.as4", text]).output

    assert "il secondo lettore (TRAGUARDO_READER_URL)" in told("altri 4 bollini oggi")
    assert "Letto da: il lettore di Traguardo\n" in told("altre 12 CIE oggi")
    server.answers("boh")
    assert "il secondo non ha dato una lettura" in told("altri 4 bollini oggi")
