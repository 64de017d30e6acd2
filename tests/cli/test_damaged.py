"""What lies beside a ledger, and in its tables, changed by another hand: one sentence each.

Nothing here may end in a word about the program: it is the files that are to be put right.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from ledger.clock import FixedClock
from ledger.ledger import Ledger
from traguardo import main

from ..town import MORNING

COMMANDS = ("verify", "status ENTE", "person list", "doctor", "checkpoint --rotate")
KEYS, BOOK = ".keys", ""

Damage = Callable[[Path], object]


def emptied(kind: str) -> Damage:
    return lambda path: beside(path, kind).write_bytes(b"")


def scribbled(kind: str) -> Damage:
    return lambda path: beside(path, kind).write_bytes(os.urandom(64))


def cut(kind: str, size: int) -> Damage:
    return lambda path: os.truncate(beside(path, kind), size)


def replaced_by_a_folder(kind: str) -> Damage:
    def change(path: Path) -> None:
        beside(path, kind).unlink()
        beside(path, kind).mkdir()

    return change


def told(kind: str, *statements: str) -> Damage:
    def change(path: Path) -> None:
        db = sqlite3.connect(beside(path, kind))
        for statement in statements:
            db.execute(statement)
        db.commit()
        db.close()

    return change


def keys_swapped(path: Path) -> None:
    db = sqlite3.connect(beside(path, KEYS))
    query = "select subject, wrapped from keys where subject not like '@%' limit 2"
    (one, first), (other, second) = db.execute(query).fetchall()
    for subject, wrapped in ((one, second), (other, first)):
        db.execute("update keys set wrapped = ? where subject = ?", (wrapped, subject))
    db.commit()
    db.close()


def beside(path: Path, kind: str) -> Path:
    return path.with_name(path.name + kind)


DAMAGES: dict[str, Damage] = {
    "the keys are emptied": emptied(KEYS),
    "the keys are something else": scribbled(KEYS),
    "the keys are cut": cut(KEYS, 5000),
    "the keys are a folder": replaced_by_a_folder(KEYS),
    "the keys of two are swapped": keys_swapped,
    "the key of the house is gone": told(KEYS, "delete from keys where subject = '@house'"),
    "the master key is emptied": emptied(".keys.master"),
    "the master key is no text": scribbled(".keys.master"),
    "the signing key is something else": scribbled(".signing"),
    "the signing key is a folder": replaced_by_a_folder(".signing"),
    "the checkpoint is something else": scribbled(".checkpoint"),
    "the checkpoint is a folder": replaced_by_a_folder(".checkpoint"),
    "which keys is forgotten": told(BOOK, "delete from keyring"),
    "other keys are named": told(BOOK, "update keyring set ring = 'x'"),
    "the clock says a word": told(BOOK, "insert into clock values ('domani')"),
    "the clock runs off for ever": told(BOOK, "insert into clock values (99999999999999)"),
    "a derived table is gone": told(BOOK, "drop table posts"),
    "a column is gone": told(BOOK, "alter table posts rename column person to x"),
    "the log is gone": told(BOOK, "drop table events"),
    "the peaks are words": told(BOOK, "update checkpoints set peaks = 'zz'"),
    "a checkpoint has no time": told(BOOK, "update checkpoints set made_at = 'zz'"),
    "a newer form is named": told(BOOK, "pragma user_version = 99"),
    "the book is cut in two": cut(BOOK, 40_000),
    "the book is emptied": emptied(BOOK),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_another_hand_changed_is_told_in_one_sentence(ledger_path: Path, damage: str) -> None:
    with closing(Ledger.open(ledger_path, FixedClock(MORNING))) as ledger:
        ledger.checkpoint()
    DAMAGES[damage](ledger_path)
    exits = []
    for command in COMMANDS:
        every = ["--db", str(ledger_path), *command.split()]
        done = CliRunner().invoke(main, every)
        assert "nel programma" not in done.stderr, (command, done.stderr)
        assert done.exit_code in (0, 1, 2)
        exits.append(done.exit_code)
        if done.exit_code:
            assert done.stderr.splitlines()[-1].startswith("Errore: ")
    assert any(exits), "somebody is told of it"
