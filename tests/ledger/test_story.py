"""What was recorded of one thing, page by page: as all of it would say, and no more is read."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from handlers.standing.history import Newest, history_row
from ledger.commands.progress import RecordProgress
from ledger.events import Envelope
from ledger.ledger import Ledger
from ledger.story import Story

from .conftest import plus

CODE = "AS4.3.1"
SLICES = (slice(None), slice(0, 3), slice(5, 9), slice(40, 60), slice(-4, None), slice(3, 3))


@pytest.fixture
def story(ledger: Ledger) -> Story:
    for n in range(50):
        report = RecordProgress((plus(CODE, n + 1),))
        ledger.execute(report, actor="eq.as4", cause="test")
    return ledger.story("indicator", CODE, 2024)


def test_each_page_of_a_story_is_that_part_of_all_of_it(story: Story) -> None:
    whole = [*story]
    assert len(story) == len(whole) == 50
    for part in SLICES:
        assert story[part] == whole[part]
        assert Newest(story)[part] == [history_row(e) for e in whole[::-1][part]]
    assert (story[0], story[-1], story[7]) == (whole[0], whole[-1], whole[7])
    assert [*Newest(story)] == [history_row(e) for e in whole[::-1]]
    with pytest.raises(IndexError):
        story[50]


def test_a_page_reads_the_events_of_the_page(
    story: Story, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = counting(ledger, monkeypatch)
    assert len(Newest(story)[:8]) == 8
    assert len(read) == 8


def test_nothing_recorded_is_an_empty_story(ledger: Ledger) -> None:
    story = ledger.story("indicator", "AS4.1.1", 2024)
    assert (len(story), [*story], story[:5], bool(story)) == (0, [], [], False)


def counting(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> list[Envelope]:
    """Every event that is read of the log from now on."""
    found: list[Envelope] = []
    real: Callable[..., Iterator[Envelope]] = type(ledger.log)._read

    def noted(self: Any, *asked: Any, **more: Any) -> Iterator[Envelope]:
        for envelope in real(self, *asked, **more):
            found.append(envelope)
            yield envelope

    monkeypatch.setattr(type(ledger.log), "_read", noted)
    return found
