"""Sentences with the thing left out, filled with what two towns measure."""

import pytest

from benchmarks import reader_frames
from handlers.understand import Reader

from . import towns

Verdicts = dict[str, list[towns.Verdict]]


@pytest.fixture(scope="module")
def told() -> Verdicts:
    found: Verdicts = {"told": [], "nothing": []}
    for town in ("nardo", "feltre"):
        reader = Reader(reader_frames.plan_of(town))
        for writer in reader_frames.WRITERS:
            for message in reader_frames.framed(town, writer):
                verdict = towns.verdict(town, message, towns.read(reader, town, message))
                sort = "told" if message["expect"].get("indicator") else "nothing"
                found[sort].append(verdict)
    return found


def test_of_what_reports_nothing_hardly_anything_is_offered(told: Verdicts) -> None:
    offered = sum(verdict.wrongly_offered for verdict in told["nothing"])
    assert offered <= 0.05 * len(told["nothing"])


def test_facts_are_read_however_the_sentence_is_built(told: Verdicts) -> None:
    assert sum(verdict.right for verdict in told["told"]) >= 0.85 * len(told["told"])
