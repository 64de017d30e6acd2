"""What is stored can be read for ever: lines written in the past, kept here for good.

`kept_events.jsonl` holds events as they were first stored. A line is never changed: when a shape
changes, its old line is what the new upcaster is tried on, and a new line joins it.
"""

import inspect
import json
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from ledger import events
from ledger.events import UPCASTERS, ProgressUndone, dump, load
from ledger.ledger import Ledger
from ledger.plan import Anomaly
from ledger.plan.anomalies import NAMES
from words.catalogue import TEXTS

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


def test_every_event_has_a_line_of_each_of_its_shapes() -> None:
    """The present one, and every older one that can still be lifted."""
    shapes = {(kind.__name__, kind.SCHEMA) for kind in get_args(get_args(events.Event)[0])}
    older = {(name, schema) for name, schema in UPCASTERS if schema > 0}
    assert (shapes | older) - {(kept["type"], kept["schema"]) for kept in KEPT} == set()


def test_what_is_written_in_its_present_shape_is_never_lifted() -> None:
    present = {(kind.__name__, kind.SCHEMA) for kind in get_args(get_args(events.Event)[0])}
    assert not present & UPCASTERS.keys()


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
    kept = next(k for k in KEPT if k["type"] == "ObjectiveAdded")
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
    streams = {(k["type"], load(k["type"], k["schema"], k["data"], 2024).stream) for k in KEPT}
    assert {
        ("PlanAdopted", "plan:2024"),
        ("ObjectiveCancelled", "objective:2024:AS4.3"),
        ("ProgressRecorded", "indicator:2024:AS4.4.1"),
        ("WeightsSet", "weights:2024:AS4"),
        ("ChatBound", "person:eq.as4"),
        ("SchedaIssued", "scheda:segretario:2025"),
        ("PayoutAdjusted", "premiums:2024"),
    } <= streams


def test_events_of_a_stream_are_numbered_from_one(ledger: Ledger) -> None:
    assert [e.version for e in ledger.log.stream("person:dirigente.as")] == [1, 2, 3]


def test_an_event_is_in_the_union_of_the_module_that_defines_it() -> None:
    """So that adding one is: its class and its module's union, what decides it, who reads it."""
    known = set(get_args(get_args(events.Event)[0]))
    pages = [sys.modules[kind.__module__] for kind in known]
    defined = {
        kind
        for page in pages
        for kind in vars(page).values()
        if inspect.isclass(kind) and issubclass(kind, events.Fact) and "type" in kind.model_fields
    }
    assert defined == known


def test_a_kind_of_anomaly_has_its_sentences_and_one_of_another_version_is_lifted() -> None:
    told = {key.removeprefix("anomaly.") for key in TEXTS if key.startswith("anomaly.")}
    short = {key.removeprefix("short.") for key in told if key.startswith("short.")}
    assert (told - {f"short.{name}" for name in short}, short) == (set(NAMES), set(NAMES))
    assert Anomaly.model_validate({"kind": "of_next_year", "where": "AS4.1"}).kind == "other"
    settled = '{"anomaly":3,"kind":"of_last_year","where":"AS4.1","year":2024}'
    event = load("AnomalySettled", 2, settled)
    assert isinstance(event, events.AnomalySettled)
    assert event.kind == "other"
