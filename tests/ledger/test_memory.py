"""What a process remembers of where things stand, and when it looks again."""

from collections.abc import Callable

from ledger.commands.progress import RecordProgress
from ledger.ledger import Ledger

from .conftest import plus


def report(ledger: Ledger, value: int) -> None:
    ledger.execute(RecordProgress((plus("AS4.3.1", value),)), actor="eq.as4", cause="test")


def test_a_report_makes_only_its_own_indicator_be_looked_at_again(ledger: Ledger) -> None:
    report(ledger, 3)
    codes = [*ledger.view.plan.indicators]
    before = ledger.view.standings(codes)
    report(ledger, 4)
    asked: list[str] = []
    ledger.file.conn.set_trace_callback(asked.append)
    now = ledger.view.standings(codes)
    ledger.file.conn.set_trace_callback(None)
    assert {c for c in codes if now.get(c) != before.get(c)} == {"AS4.3.1"}
    assert sum("from folds" in statement for statement in asked) == 1


def test_what_another_process_reports_is_seen_at_once(open_ledger: Callable[[], Ledger]) -> None:
    ours, theirs = open_ledger(), open_ledger()
    report(theirs, 3)
    assert ours.view.standings(["AS4.3.1"])["AS4.3.1"].number == 3
    report(ours, 4)
    report(theirs, 5)
    assert [one.view.standings(["AS4.3.1"])["AS4.3.1"].number for one in (ours, theirs)] == [12, 12]
