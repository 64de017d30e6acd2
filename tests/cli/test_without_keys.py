"""Where the keys of persons are not at hand: what still works, and how the rest is said."""

import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.store import Store
from ledger.commands.people import BindChat, Invite
from ledger.ledger import STRANGER, Ledger
from ledger.people import CLI
from ledger.sealing.ring import keys_path
from traguardo import main

from ..conversations.conftest import Town

Run = Callable[..., Result]

AWAY = "Mancano le chiavi delle persone"


@pytest.fixture
def run(ledger_path: Path) -> Run:
    def command(*words: object, db: Path = ledger_path, typed: io.BytesIO | None = None) -> Result:
        every = ["--db", str(db), "--now", "2024-09-16T10:00", *map(str, words)]
        return CliRunner().invoke(main, every, input=typed)

    return command


@pytest.fixture
def no_keys(ledger_path: Path) -> Path:
    """Where the keys are meanwhile."""
    aside = ledger_path.with_name("altrove.keys")
    keys_path(ledger_path).rename(aside)
    return aside


@pytest.mark.parametrize(
    "command",
    [
        "status ENTE",
        "why AS4.3.1",
        "verify",
        "rebuild --check",
        "person list",
        "due --json",
        "plan show",
        "checkpoint",
        "person readings eq.as4",
    ],
)
def test_what_is_not_about_people_is_answered(run: Run, no_keys: Path, command: str) -> None:
    done = run(*command.split())
    assert done.exit_code == 0, done.stderr


@pytest.mark.parametrize(
    "command",
    [
        "rebuild",
        "person add x.y --name Maria --role eq --of AS4",
        "person forget eq.as4 --reason si --second segretario",
        "person export eq.as4 -o dati.json",
    ],
)
def test_what_needs_them_says_so_in_one_sentence_and_does_nothing(
    run: Run, no_keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*command.split())
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"Errore: {AWAY}")
    assert not Path("dati.json").exists()
    assert "x.y" not in run("person", "list").stdout


def test_a_copy_without_them_is_put_back_and_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    copy, back = tmp_path / "copia.db", tmp_path / "altrove" / "t.db"
    run("backup", copy)
    done = run("restore", copy, db=back)
    assert done.exit_code == 0
    assert "Le chiavi delle persone non erano nella copia" in done.stderr
    run("backup", tmp_path / "intera.db", "--with-keys")
    whole = run("restore", tmp_path / "intera.db", db=tmp_path / "altrove" / "u.db")
    assert (whole.exit_code, whole.stderr) == (0, "")


def test_in_chat_it_is_one_sentence_and_the_card_serves_once_they_are_back(
    ledger_path: Path,
) -> None:
    town = Town(ledger_path)
    office = town.person("personale")
    office.says("/assenza eq.as4 01/10/2024 10/10/2024").sees("Confermi?")
    message, data = office.button("Conferma")
    # They go while the bot runs: what it holds open is let go as well.
    aside = ledger_path.with_name("altrove.keys")
    keys_path(ledger_path).rename(aside)
    town.restart()
    office.presses(message, data)
    assert town.events() == []
    assert "Traceback" not in town.said()
    office.says("/imieidati").sees("Le chiavi che aprono i dati delle persone ora non ci sono")
    aside.rename(keys_path(ledger_path))
    town.restart()
    office.says("/assenza eq.as4 01/10/2024 10/10/2024").taps("Conferma")
    assert len(town.events()) == 1
    town.close()


# The key by which chats are known


@pytest.fixture
def no_house_key(ledger_path: Path, ledger: Ledger) -> Ledger:
    ledger.execute(Invite("segretario", "CODICE"), actor=CLI, cause="test")
    ledger.execute(BindChat("CODICE", "4242"), actor=STRANGER, cause="test")
    with closing(sqlite3.connect(keys_path(ledger_path))) as ring:
        ring.execute("delete from keys where subject = '@house'")
        ring.commit()
    return ledger


HOUSE = "manca la chiave della casa, o è un'altra"


def test_a_lost_house_key_is_said_and_never_quietly_another(run: Run, no_house_key: Ledger) -> None:
    for _ in "again":
        assert HOUSE in run("doctor").stdout
    checked = run("verify")
    assert (checked.exit_code, HOUSE in checked.stderr) == (0, True)
    refused = run("rebuild")
    assert refused.stderr.startswith("Errore: In ") and HOUSE in refused.stderr


def test_a_ledger_that_never_noted_its_house_key_knows_it_by_its_chats(
    run: Run, no_house_key: Ledger
) -> None:
    no_house_key.file.execute("alter table keyring drop column house")
    assert HOUSE in run("doctor").stdout


def test_one_whose_house_key_was_quietly_another_knows_it_by_what_waits(
    run: Run, ledger: Ledger
) -> None:
    with closing(Store(ledger.path, "telegram", ledger.clock)) as store:
        store.drafts.put("42", "eq.as4", {"talk": "x"}, ledger.now())
    ledger.keys.make_house()
    ledger.file.execute("alter table keyring drop column house")
    assert HOUSE in run("doctor").stdout


def test_a_new_house_key_knows_the_same_chats(
    run: Run, no_house_key: Ledger, ledger_path: Path
) -> None:
    assert run("rebuild", "--new-house-key").exit_code == 0
    with closing(Ledger.open(ledger_path)) as again:
        assert again.view.person_of("4242") == "segretario"
    assert HOUSE not in run("doctor").stdout
    assert run("rebuild", "--check").exit_code == 0
    twice = run("rebuild", "--new-house-key")
    assert (twice.exit_code, "Non tocco nulla" in twice.stderr) == (1, True)


# Forgetting somebody from the command line


def test_forgetting_needs_a_reason_and_a_second_who_may(run: Run) -> None:
    for words in (
        "--second segretario",
        "--reason chiesto",
        "--reason chiesto --second eq.as4",
        "--reason chiesto --second eq.as3",
        "--reason chiesto --second nessuno",
    ):
        done = run("person", "forget", "eq.as4", *words.split())
        assert done.exit_code in (1, 2)
        assert done.stderr.startswith("Errore: ")
    assert "eq.as4 · Eq.As4" in run("person", "list").stdout


class Terminal(io.BytesIO):
    """A keyboard with this typed at it."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_forgetting_asks_for_the_code_again(run: Run) -> None:
    words = ["person", "forget", "eq.as4", "--reason", "chiesto", "--second", "segretario"]
    refused = run(*words, typed=Terminal("sì\n".encode()))
    assert (refused.exit_code, refused.stderr.splitlines()[-1]) == (
        2,
        "Errore: Non hai riscritto eq.as4: nulla è cancellato.",
    )
    assert run(*words, typed=Terminal(b"eq.as4\n")).exit_code == 0
    assert "eq.as4 · cancellato" in run("person", "list").stdout


def test_the_second_person_reads_in_chat_what_they_are_said_to_have_agreed_to(
    run: Run, ledger: Ledger
) -> None:
    ledger.execute(Invite("segretario", "CODICE"), actor=CLI, cause="test")
    ledger.execute(BindChat("CODICE", "4242"), actor=STRANGER, cause="test")
    done = run("person", "forget", "eq.as4", "--reason", "chiesto", "--second", "segretario")
    assert done.exit_code == 0, done.stderr
    (letter,) = ledger.file.execute("select letter from outbox").fetchall()
    assert "seconda persona" in ledger.keys.open_again(letter[0])
