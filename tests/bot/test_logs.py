"""What is logged, and what never is."""

import json
import logging
from pathlib import Path

import pytest

from bot.process.logs import JsonLines, Plain
from bot.transports import TelegramSettings


@pytest.mark.parametrize("formatter", [JsonLines(), Plain("%(message)s")])
def test_the_words_of_an_error_are_not_logged(formatter: logging.Formatter) -> None:
    try:
        raise ValueError("Maria Rossi ha scritto")
    except ValueError as error:
        record = logging.LogRecord(
            "bot", logging.ERROR, "x.py", 1, "turno %s", (7,), (type(error), error, None)
        )
    line = formatter.format(record)
    assert "Maria" not in line and "turno 7" in line


def test_a_line_for_a_collector_is_json() -> None:
    record = logging.LogRecord("bot", logging.INFO, "x.py", 1, "pronto", (), None)
    assert json.loads(JsonLines().format(record)) | {"at": ""} == {
        "at": "",
        "level": "info",
        "logger": "bot",
        "message": "pronto",
    }


def test_a_token_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("77:segreto\n")
    settings = TelegramSettings.from_environment({"TRAGUARDO_TOKEN_FILE": str(file)})
    assert settings is not None
    assert (settings.token, settings.bot_id) == ("77:segreto", 77)
    assert "segreto" not in repr(settings)
