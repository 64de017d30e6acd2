"""Real processes at the same thing at the same instant, on one file: one does it, each is told."""

import os
import traceback
from collections.abc import Callable, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from ledger.clock import FixedClock
from ledger.commands.people import Invite
from ledger.commands.progress import RecordProgress, Said
from ledger.copies import back_up
from ledger.errors import Refusal
from ledger.ledger import Ledger
from ledger.people import CLI
from traguardo import main

from ..town import MORNING

Deed = Callable[[], int]
"""What a process does; what it ends with."""


def at_once(deeds: Sequence[Deed]) -> list[int]:
    """Each in a process of its own, all let go together; how each ended, 99 by a fault."""
    gate, opens = os.pipe()
    children = []
    for deed in deeds:
        child = os.fork()
        if child == 0:
            ended = 99
            try:
                os.close(opens)
                os.read(gate, 1)
                ended = deed()
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(ended)
        children.append(child)
    os.close(gate)
    os.close(opens)  # Whoever waits to read meets the end.
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def told(path: Path, *words: object) -> int:
    """The command line; 99 where it did not end in a sentence of ours."""
    every = ["--db", str(path), "--now", "2024-09-16T10:00", *map(str, words)]
    done = CliRunner().invoke(main, every)
    return 99 if "nel programma" in done.stderr else done.exit_code


def opened_here(path: Path) -> Ledger:
    return Ledger.open(path, FixedClock(MORNING))


def holds(path: Path) -> bool:
    return told(path, "verify") == 0 and told(path, "rebuild", "--check") == 0


def recorded(path: Path, type_: str) -> int:
    with closing(opened_here(path)) as ledger:
        return sum(e.type == type_ for e in ledger.log.after())


def test_one_of_those_who_restore_at_once_puts_the_copy_back(
    ledger_path: Path, tmp_path: Path
) -> None:
    back_up(ledger_path, tmp_path / "copia.db", with_keys=True)
    target = tmp_path / "nuovo" / "t.db"
    ends = at_once([lambda: told(target, "restore", tmp_path / "copia.db")] * 3)
    assert sorted(ends) == [0, 2, 2]
    assert holds(target) and told(target, "person", "list") == 0
    assert [path.name for path in target.parent.glob("*.new*")] == []


def test_one_of_those_who_copy_to_one_file_makes_it_and_it_is_whole(
    ledger_path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copia.db"
    ends = at_once([lambda: told(ledger_path, "backup", copy)] * 3)
    assert sorted(ends) == [0, 2, 2]
    assert told(tmp_path / "altrove" / "t.db", "restore", copy) == 0
    assert [path.name for path in tmp_path.glob("copia.db.*")] == []


def test_who_is_forgotten_by_two_at_once_is_forgotten_once(
    ledger_path: Path, tmp_path: Path
) -> None:
    forget = ("person", "forget", "eq.as4", "--second", "segretario", "--reason")
    ends = at_once(
        [
            lambda: told(ledger_path, *forget, "uno"),
            lambda: told(ledger_path, *forget, "due"),
            lambda: told(ledger_path, "backup", tmp_path / "c.db", "--with-keys"),
            lambda: told(ledger_path, "checkpoint"),
            lambda: told(ledger_path, "rebuild"),
        ]
    )
    assert sorted(ends[:2]) == [0, 1] and ends[2:] == [0, 0, 0]
    assert recorded(ledger_path, "PersonForgotten") == 1
    assert holds(ledger_path)


def test_an_invitation_tried_by_two_chats_at_once_binds_one(ledger_path: Path) -> None:
    with closing(opened_here(ledger_path)) as ledger:
        ledger.execute(Invite("eq.as4", "CODICE"), actor=CLI, cause="test")

    def bind(chat: str) -> int:
        with closing(opened_here(ledger_path)) as ledger:
            try:
                ledger.bind_chat("CODICE", user_id=chat, key=f"update:{chat}")
            except Refusal:
                return 1
        return 0

    ends = at_once([lambda chat=chat: bind(chat) for chat in ("41", "42", "43")])  # type: ignore[misc]
    assert sorted(ends) == [0, 1, 1]
    assert recorded(ledger_path, "ChatBound") == 1
    assert holds(ledger_path)


@pytest.mark.parametrize("same", [True, False], ids=["the same card", "a card each"])
def test_a_card_confirmed_in_two_processes_at_once_is_recorded_once(
    ledger_path: Path, same: bool
) -> None:
    fact = Said("AS4.3.1", "increment", Decimal(12))

    def confirm(card: str) -> int:
        with closing(opened_here(ledger_path)) as ledger:
            ledger.execute(RecordProgress((fact,)), actor="eq.as4", cause="test", key=card)
        return 0

    cards = ["card:1"] * 4 if same else [f"card:{n}" for n in range(4)]
    assert at_once([lambda c=c: confirm(c) for c in cards]) == [0] * 4  # type: ignore[misc]
    assert recorded(ledger_path, "ProgressRecorded") == (1 if same else 4)
    assert holds(ledger_path)
