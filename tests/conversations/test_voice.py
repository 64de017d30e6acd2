"""A voice note: how to dictate, or, where the town has a transcriber, the message it says."""

import asyncio
import stat
import time
from pathlib import Path

import pytest

from bot.console.console import file_id

from .conftest import Line, Person, Town

VARIABLE = "TRAGUARDO_TRANSCRIBER"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A voice note, whose content the scripts below print as its words."""
    path = tmp_path / "voce.oga"
    path.write_text("altre 12 CIE\n oggi ")
    return path


def transcriber(tmp_path: Path, *lines: str) -> str:
    script = tmp_path / "ascolta.sh"
    script.write_text("\n".join(("#!/bin/sh", *lines)))
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return f"{script} --lingua it"


@pytest.fixture
def town(ledger_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.delenv(VARIABLE, raising=False)
    return Town(ledger_path)


def listening(town: Town, monkeypatch: pytest.MonkeyPatch, command: str) -> Person:
    monkeypatch.setenv(VARIABLE, command)
    town.restart()
    return town.person("eq.as4")


def test_without_a_transcriber_it_is_told_how_to_dictate(town: Town, note: Path) -> None:
    maria = town.person("eq.as4")
    maria.says(f":voice {note}").sees("microfono della tastiera")
    assert town.events() == []
    town.close()


def test_what_was_said_is_shown_on_the_card_and_treated_as_any_message(
    town: Town, note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maria = listening(town, monkeypatch, transcriber(tmp_path, '[ "$2" = it ] && cat "$3"'))
    maria.says(f":voice {note}").sees("Ho sentito: «altre 12 CIE oggi»", "AS4.3.1", "(+12)")
    maria.taps("Conferma").sees("12 carte")
    assert town.value("AS4.3.1") == "12"
    maria.says("erano 15").sees("da 12 carte a 15 carte")
    town.close()


@pytest.mark.parametrize(
    "lines",
    [('cat "$3"; exit 3',), ("true",), ("printf '  \\n'",)],
    ids=["it fails", "it prints nothing", "it prints blanks"],
)
def test_what_cannot_be_heard_is_said(
    town: Town, note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...]
) -> None:
    maria = listening(town, monkeypatch, transcriber(tmp_path, *lines))
    maria.says(f":voice {note}").sees("Non sono riuscito a capire il vocale")
    assert town.events() == []
    town.close()


def test_a_command_that_is_not_there_is_said(
    town: Town, note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maria = listening(town, monkeypatch, str(tmp_path / "nessuno"))
    maria.says(f":voice {note}").sees("Non sono riuscito a capire il vocale")
    town.close()


def test_one_that_never_ends_is_stopped(
    town: Town, note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{VARIABLE}_SECONDS", "0.3")
    maria = listening(town, monkeypatch, transcriber(tmp_path, "sleep 30"))
    begun = time.monotonic()
    maria.says(f":voice {note}").sees("Non sono riuscito a capire il vocale")
    assert time.monotonic() - begun < 10
    town.close()


def test_a_slow_one_holds_up_only_its_own_chat(
    town: Town, note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, go = tmp_path / "heard", tmp_path / "go"
    waits = f'touch {heard}; until [ -e {go} ]; do sleep 0.02; done; cat "$3"'
    listening(town, monkeypatch, transcriber(tmp_path, waits))
    file = {"file_id": file_id(note), "file_unique_id": "x", "duration": 1}

    async def act(line: Line) -> None:
        await line.writes(voice=file)
        await line.writes(text="AS4.1.1 50")
        line.person = "eq.as3"
        await line.writes(text="ciao")
        async with asyncio.timeout(10):
            while not town.said() or not heard.exists():
                await asyncio.sleep(0.01)
        go.touch()
        await line.settles()

    town.does("eq.as4", act)
    texts = [(c["to"], c["text"]) for c in town.calls if c["text"]]
    assert [to for to, _ in texts] == ["eq.as3", "eq.as4", "eq.as4"]
    assert "Ho sentito" in texts[1][1]
    assert "AS4.1.1" in texts[2][1]
    town.close()
