"""Ending posts, unbinding chats, confirming them, and what is held on a person, from a terminal."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.store import Store
from ledger.clock import FixedClock
from ledger.commands.people import Invite
from ledger.ledger import Ledger

from ..town import MORNING

Run = Callable[..., Result]


@pytest.fixture
def run(ledger_path: Path) -> Run:
    def command(*words: object, given: str = "") -> Result:
        every = ["--db", str(ledger_path), "--now", "2024-09-16T10:00", *map(str, words)]
        return CliRunner().invoke(main, every, input=given)

    return command


def bind(ledger: Ledger, person: str, user: str, by: str = "cli") -> None:
    ledger.execute(Invite(person, f"C{user}"), actor=by, cause="test")
    ledger.bind_chat(f"C{user}", user_id=user, key=f"b{user}")


def letters(ledger: Ledger) -> list[tuple[int, str]]:
    store = Store(ledger.path, "telegram", FixedClock(MORNING))
    found = [(letter.chat, letter.text) for letter in store.outbox.waiting()]
    store.close()
    return found


def test_an_end_shuts_chat_and_console_and_tells_the_chat(run: Run, ledger: Ledger) -> None:
    bind(ledger, "eq.as4", "77")
    assert run("chat", "--as", "eq.as4", given="/stato AS4\n").exit_code == 0
    ended = run("person", "end", "EQ.AS4")
    assert (ended.exit_code, "1 incarico" in ended.stdout) == (0, True)
    assert run("chat", "--as", "eq.as4", given="/stato AS4\n").exit_code == 2
    (letter,) = letters(ledger)
    assert (letter[0], "non è più legata" in letter[1]) == (77, True)
    assert run("person", "end", "eq.as4").exit_code == 2
    rows = json.loads(run("person", "list", "--json").stdout)
    (post,) = next(row["posts"] for row in rows if row["code"] == "eq.as4")
    assert post["to"] == "2024-09-15"


def test_one_post_ends_on_its_day(run: Run, ledger: Ledger) -> None:
    done = run("person", "end", "dirigente.as", "--role", "dirigente", "--of", "AA",
               "--on", "2024-12-31")  # fmt: skip
    assert done.exit_code == 0, done.stderr
    until = {post.unit: post.until for post in ledger.view.posts("dirigente.as")}
    assert until["AS"] is None and str(until["AA"]) == "2024-12-31"


def test_a_chat_is_taken_away_and_confirmed(run: Run, ledger: Ledger) -> None:
    bind(ledger, "eq.as4", "77")
    assert run("person", "unbind", "eq.as4").exit_code == 0
    assert ledger.view.person_of("77") is None
    assert run("person", "unbind", "eq.as4").exit_code == 1
    bind(ledger, "nucleo", "88", by="admin")
    assert ledger.view.person_of("88") is None
    assert run("person", "confirm", "nucleo").exit_code == 0
    assert ledger.view.person_of("88") == "nucleo"


def test_an_invitation_takes_a_second_only_where_it_is_asked(run: Run, ledger: Ledger) -> None:
    assert run("invite", "nucleo").exit_code == 0
    assert run("invite", "nucleo", "--second", "segretario").exit_code == 0
    assert run("invite", "nucleo", "--second", "eq.as4").exit_code == 1


def test_all_that_is_held_on_a_person_comes_out_in_one_file(
    run: Run, ledger: Ledger, tmp_path: Path
) -> None:
    bind(ledger, "eq.as4", "77")
    ledger.trace_reading("nucleo", "eq.as4", 2024, "chat")
    file = tmp_path / "dati.json"
    assert run("person", "export", "eq.as4", "-o", file).exit_code == 0
    held = json.loads(file.read_text())
    assert (held["code"], held["chat"], file.stat().st_mode & 0o777) == ("eq.as4", "77", 0o600)
    assert {e["type"] for e in held["events"]} == {
        "PersonAdded",
        "PostAssigned",
        "InvitationIssued",
        "ChatBound",
    }
    assert [reading["reader"] for reading in held["readings"]] == ["nucleo"]
    assert "nucleo" in run("person", "readings", "eq.as4").stdout
    assert run("person", "export", "nessuno", "-o", file).exit_code == 2
