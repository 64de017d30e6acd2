"""Deaths at every step between Telegram and the record, and what the next start makes of them."""

import logging
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from handlers.turn import Outcome, Reply, Turn
from ledger.errors_file import LedgerLocked

from .conftest import Town, card, die, echo, words


class Record:
    """A record that outlives its process and writes each key once, as the ledger does."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keys(self) -> list[str]:
        return self._path.read_text().splitlines() if self._path.exists() else []

    def write(self, key: str) -> None:
        if key not in self.keys():
            with self._path.open("a") as file:
                print(key, file=file)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record(tmp_path / "record")


def test_a_turn_cut_short_before_its_effect_is_answered_by_the_next_start(town: Town) -> None:
    town.desk.answer = die
    town.dies_while("AS4.3.1 240")
    town.desk.answer = echo
    assert town.says("poi") == "hai scritto: AS4.3.1 240\n\nhai scritto: poi"


def test_a_turn_cut_short_after_its_effect_acts_once(town: Town, record: Record) -> None:
    def write_and_die(turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
        record.write(turn.key)
        return die()

    def write(turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
        record.write(turn.key)
        return Outcome((Reply((words("registrato"),)),))

    town.desk.answer = write_and_die
    town.dies_while("AS4.3.1 240")
    assert len(record.keys()) == 1
    town.desk.answer = write
    assert town.says("poi") == "registrato\n\nregistrato"
    assert len(record.keys()) == 2, "the first turn came again under its own key"


def test_what_was_not_said_is_said_by_the_next_start(town: Town) -> None:
    town.dies_while("uno", printing=True)
    again, uno, _, due = town.says("due").splitlines()
    assert "forse lo hai già letto" in again
    assert (uno, due) == ("hai scritto: uno", "hai scritto: due")


def test_a_draft_is_there_when_its_question_could_not_be_asked(town: Town) -> None:
    town.desk.answer = card
    town.dies_while("AS4.3.1 240", printing=True)
    said = town.says(":as segretario", ":as eq.as4", ":press 1")
    assert "registrato AS4.3.1 240" in said


def test_what_was_said_is_not_said_again(town: Town) -> None:
    town.says("uno")
    assert town.says("due") == "hai scritto: due"


def test_a_turn_that_kills_the_process_is_given_up_in_the_end(town: Town) -> None:
    town.desk.answer = die
    for _ in range(4):
        town.dies_while("veleno")
    town.desk.answer = echo
    said = town.says("poi")
    assert said.startswith("Qualcosa non ha funzionato da parte mia")
    assert said.endswith("hai scritto: poi")


def test_a_fault_is_tried_three_times_then_told_calmly_without_what_was_written(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
        if turn.text == "rotto":
            raise KeyError(turn.text)
        return echo(turn, draft)

    town.desk.answer = fail
    with caplog.at_level(logging.INFO):
        said = town.says("rotto", "sano")
    assert len(town.desk.turns) == 4
    assert said.startswith("Qualcosa non ha funzionato da parte mia")
    assert said.endswith("hai scritto: sano")
    reference = caplog.text.partition("reference ")[2].split()[0]
    assert reference in said
    assert "KeyError" in caplog.text
    assert "rotto" not in caplog.text
    assert "Traceback" not in caplog.text


def test_a_fault_that_passes_is_not_noticed(town: Town) -> None:
    faults = iter([True, False])

    def fail_once(turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
        if next(faults):
            raise OSError
        return echo(turn, draft)

    town.desk.answer = fail_once
    assert town.says("uno") == "hai scritto: uno"


def test_another_living_console_on_the_same_file_is_left_alone(town: Town) -> None:
    """The turn it has under way is its own, even while ours starts."""
    answered: list[str] = []

    def answer(turn: Turn, draft: Mapping[str, object] | None) -> Outcome:
        answered.append(turn.text)
        if turn.text == "uno":
            town.meanwhile("due")
        return Outcome((Reply((words(f"{turn.text}: {len(answered)}"),)),))

    town.desk.answer = answer
    assert town.says("uno", "tre") == "uno: 1\n\ntre: 2"


def test_a_file_held_by_somebody_else_is_said_to_be_so(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.says("uno")
    monkeypatch.setattr("bot.store.BUSY_SECONDS", 0)
    other = sqlite3.connect(town.path, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(LedgerLocked):
        town.says("due")
    other.close()
