"""An office's everyday words meet those of its plan: `7 pass invalidi verificati`.

A line of `everyday_words.jsonl` is an indicator of an office, as plans name it, and a saying that
hardly has a word of its name. They were written without looking at the thesaurus, and no saying
is looked at by itself: what is held is how many find their indicator.
"""

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from handlers.understand import Reader
from importers import read_plan

from .table import sender

SAYINGS = Path(__file__).parent / "everyday_words.jsonl"
TODAY = dt.date(2026, 9, 15)
AIMS = {"count": "100", "currency": "50000", "index": "20", "percent": "90", "ratio": "90"}
FOUND, ANOTHER = 0.58, 0.03
"""Share of the sayings whose indicator is found at least, for which another is offered at most."""


@dataclass(frozen=True)
class Found:
    """What a saying was about, and what it was taken for."""

    right: str
    taken_for: str | None
    offered: bool
    """Without a question that is still to be answered."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Found]:
    """Each saying, said by the office that owns its indicator, in a town of all the offices."""
    lines = [json.loads(line) for line in SAYINGS.read_text("utf-8").splitlines()]
    offices = defaultdict(list)
    for line in lines:
        offices[line["office"]].append(line)
    objectives = []
    for at, told in enumerate(offices.values(), 1):
        code = f"AA{at}.1"
        indicators = [
            {"code": f"{code}.{n}", "name": one["indicator"], "kind": one["kind"]}
            | ({"target": AIMS[one["kind"]]} if one["kind"] in AIMS else {})
            | ({"numerator": one["indicator"], "denominator": "totale"}
               if one["kind"] == "ratio" else {})
            for n, one in enumerate(told, 1)
        ]  # fmt: skip
        objectives.append({
            "code": code, "title": f"Obiettivo {at}", "deadline": "2026-12-31",
            "owners": [f"eq:AA{at}"], "indicators": indicators,
        })  # fmt: skip
    services = [
        {"code": f"AA{at}", "printed": f"A.A.{at}", "name": f"Ufficio {office}"}
        for at, office in enumerate(offices, 1)
    ]
    areas = [{"code": "AA", "name": "Area unica", "services": services}]
    plan = {"ente": "Comune di Prova", "year": 2026, "areas": areas, "objectives": objectives}
    path = tmp_path_factory.mktemp("plan") / "offices.plan.yaml"
    path.write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    reader = Reader(read_plan(path))
    read = []
    for at, told in enumerate(offices.values(), 1):
        for n, one in enumerate(told, 1):
            reading = reader.read(one["said"], sender=sender(f"eq.aa{at}"), today=TODAY)
            item = next((i for i in reading.items if i.indicator), None)
            offered = item is not None and not item.ambiguous and item.refusal is None
            taken_for = item.indicator if item else None
            read.append(Found(f"AA{at}.1.{n}", taken_for, offered))
    return read


def test_everyday_words_find_their_indicator(found: list[Found]) -> None:
    assert sum(one.taken_for == one.right for one in found) >= FOUND * len(found)


def test_everyday_words_are_hardly_taken_for_another(found: list[Found]) -> None:
    another = [one for one in found if one.offered and one.taken_for != one.right]
    assert len(another) <= ANOTHER * len(found)
