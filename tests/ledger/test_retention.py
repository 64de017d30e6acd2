"""How long what is about people is kept: a table says it, the doctor tells it."""

import datetime as dt
import os
from pathlib import Path

import pytest

from ledger.commands.people import EndPost
from ledger.errors_proof import BadRetention
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.people.retention import clear_copies_due, persons_due, retention


def test_who_left_long_ago_is_due_and_who_is_in_office_is_not(ledger: Ledger) -> None:
    leaves = EndPost("eq.as4", on=dt.date(2024, 10, 31))
    ledger.execute(leaves, actor=CLI, cause="test")
    kept = retention()
    years = kept.person.years
    last = dt.date(2024 + years, 10, 31)
    assert persons_due(ledger.view, last, kept) == []
    assert persons_due(ledger.view, last + dt.timedelta(days=1), kept) == ["eq.as4"]


def test_a_copy_in_clear_is_due_once_the_update_holds(tmp_path: Path) -> None:
    copy, kept = tmp_path / "t.db.formato-2", retention()
    copy.touch()
    os.utime(copy, (1_700_000_000, 1_700_000_000))
    made = dt.datetime.fromtimestamp(copy.stat().st_mtime, dt.UTC)
    days = dt.timedelta(days=kept.clear_copy.days)
    assert clear_copies_due([copy], made + days, kept) == []
    assert clear_copies_due([copy], made + days + dt.timedelta(seconds=1), kept) == [copy]


@pytest.mark.parametrize("text", ["", "[person]\nyears = 0\n[clear_copy]\ndays = 1", "[["])
def test_a_table_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    table = tmp_path / "conservazione.toml"
    table.write_text(text)
    monkeypatch.setenv("TRAGUARDO_RETENTION", str(table))
    with pytest.raises(BadRetention):
        retention()


def test_the_ente_has_a_table_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "conservazione.toml"
    table.write_text("[person]\nyears = 5\n[clear_copy]\ndays = 1\n")
    monkeypatch.setenv("TRAGUARDO_RETENTION", str(table))
    assert retention().person.years == 5
