"""What is stored can be read for ever: lines written in the past, kept here for good.

`kept_events.jsonl` holds events as they were first stored. A line is never changed: when a shape
changes, its old line is what the new upcaster is tried on, and a new line joins it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from ledger import events
from ledger.events import UPCASTERS, Fact, ProgressUndone, dump, load
from ledger.events import calendar as calendar_events
from ledger.events import papers as paper_events
from ledger.events import people as people_events
from ledger.events import plan as plan_events
from ledger.events import progress as progress_events
from ledger.ledger import Ledger

KEPT = [
    json.loads(line)
    for line in Path(__file__).with_name("kept_events.jsonl").read_text("utf-8").splitlines()
]


def ids(kept: dict[str, Any]) -> str:
    return f"{kept['type']} {kept['schema']}"


@pytest.mark.parametrize("kept", KEPT, ids=ids)
def test_a_line_written_in_the_past_is_still_read(kept: dict[str, Any]) -> None:
    event = load(kept["type"], kept["schema"], kept["data"], kept.get("plan_year", 2024))
    assert type(event).__name__ == kept["type"]
    present = event.SCHEMA
    if kept["schema"] == present:
        assert dump(event) == kept["data"], "and is written as it was"


def test_every_event_of_plan_people_progress_and_calendar_has_its_line() -> None:
    modules = (plan_events, people_events, progress_events, calendar_events, paper_events)
    shapes = {
        name
        for module in modules
        for name, found in vars(module).items()
        if isinstance(found, type)
        and issubclass(found, Fact)
        and found.__module__ == module.__name__
    }
    assert shapes <= {kept["type"] for kept in KEPT}


def test_an_old_shape_is_lifted_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if `reason` had once been called `why`, and before that been missing."""

    def second(body: dict[str, Any], year: int) -> dict[str, Any]:
        return {**{k: v for k, v in body.items() if k != "why"}, "reason": body["why"]}

    lifted = {
        ("ProgressUndone", -1): lambda body, year: {**body, "why": "non detto"},
        ("ProgressUndone", 0): second,
    }
    monkeypatch.setattr(events, "UPCASTERS", {**UPCASTERS, **lifted})
    oldest = '{"indicator":"AS4.3.1","report":29}'
    assert load("ProgressUndone", -1, oldest, 2024) == ProgressUndone(
        year=2024, report=29, indicator="AS4.3.1", reason="non detto"
    )


def test_data_is_canonical_json_with_exact_numbers() -> None:
    (kept,) = (k for k in KEPT if k["type"] == "ObjectiveAdded")
    assert '"weights":{"AS4.1":"33.34","AS4.3":"66.66"}' in kept["data"]
    for line in KEPT:
        body = json.loads(line["data"])
        assert line["data"] == json.dumps(
            body, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        assert "type" not in body
        assert not any(isinstance(n, float) for n in numbers(body))


def numbers(value: object) -> list[object]:
    if isinstance(value, dict):
        return [n for part in value.values() for n in numbers(part)]
    if isinstance(value, list):
        return [n for part in value for n in numbers(part)]
    return [value]


def test_an_unknown_field_is_noticed() -> None:
    with pytest.raises(ValueError, match="extra"):
        load("ProgressValidated", 1, '{"indicator":"AS4.3.1","report":29,"extra":1}')


def test_each_event_belongs_to_the_story_of_one_thing() -> None:
    streams = {k["type"]: load(k["type"], k["schema"], k["data"], 2024).stream for k in KEPT}
    assert streams["PlanAdopted"] == "plan:2024"
    assert streams["ObjectiveCancelled"] == "objective:2024:AS4.3"
    assert streams["ProgressRecorded"] == "indicator:2024:AS4.4.1"
    assert streams["WeightsSet"] == "weights:2024:AS4"
    assert streams["ChatBound"] == "person:eq.as4"


def test_events_of_a_stream_are_numbered_from_one(ledger: Ledger) -> None:
    assert [e.version for e in ledger.log.stream("person:dirigente.as")] == [1, 2, 3]
