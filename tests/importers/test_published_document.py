"""The published document the house is built for, where it lies beside the checkout.

Only numbers and codes are expected here: none of its sentences.
"""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from importers import difference, read_plan
from ledger.plan import Objective, Plan

from .paper import as_pdf, as_word, as_workbook

DOCUMENTS = sorted((Path(__file__).parents[3] / "shared" / "plan").glob("*.txt"))

pytestmark = pytest.mark.skipif(
    not DOCUMENTS, reason="the published document is not beside this checkout (../shared/plan)"
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(DOCUMENTS[0])


def of(plan: Plan, code: str) -> Objective:
    return next(objective for objective in plan.objectives if objective.code == code)


def proposals(plan: Plan, kind: str) -> dict[str, str | None]:
    return {a.where: a.reading for a in plan.anomalies if a.kind == kind}


def test_areas_and_services(plan: Plan) -> None:
    assert {area.code: [s.code for s in area.services] for area in plan.areas} == {
        "AA": ["AA1"],
        "AS": ["AS1", "AS2", "AS3", "AS4"],
        "AF": ["AF1", "AF2", "AF3"],
        "AT": ["AT1", "AT2", "AT3", "AT4", "AT5"],
        "APL": ["APL1"],
    }


def test_strategic_objectives_have_their_missions(plan: Plan) -> None:
    assert [s.code for s in plan.strategic] == [f"OS{n}" for n in range(1, 8)]
    assert plan.strategic[1].missions == ("12", "15", "10", "01", "08", "07")


def test_operational_objectives_in_every_state(plan: Plan) -> None:
    assert Counter(o.state for o in plan.operational) == {
        "in_progress": 115,
        "achieved": 62,
        "planned": 7,
        "cancelled": 2,
    }
    assert all(o.reason for o in plan.operational if o.state == "cancelled")
    assert all(o.span for o in plan.operational if o.state in ("in_progress", "planned"))


def test_objectives_by_service_and_in_order(plan: Plan) -> None:
    assert Counter(o.unit for o in plan.objectives) == {
        **dict.fromkeys(
            ["AA1", "AS1", "AS2", "AS3", "AS4", "APL1", "AF1", "AF2", "AF3", "AT3", "AT4", "AT5"], 3
        ),
        "TR": 6,
        "SG": 5,
    }


def test_cross_cutting_tables_are_groups(plan: Plan) -> None:
    groups = Counter(o.group for o in plan.objectives if o.unit == "TR")
    assert sorted(groups.values()) == [1, 1, 1, 3]


def test_posts_answer_for_objectives(plan: Plan) -> None:
    assert of(plan, "AS4.3").owners == ("dirigente:AS", "eq:AS4")
    assert of(plan, "AT5.2").owners == ("dirigente:AT", "eq:AT5")
    assert of(plan, "TR.1").owners == tuple(
        f"dirigente:{area}" for area in ("AA", "AS", "APL", "AF", "AT")
    )
    assert of(plan, "SG.4").owners == ("segretario",)


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("AF1.1", "milestone milestone milestone"),
        ("AF1.3", "count count count currency index"),
        ("AF3.2", "ratio ratio ratio count count ratio"),
        ("AF3.3", "milestone milestone milestone"),
        ("AF2.2", "count count count count ratio"),
        ("AS2.1", "milestone count"),
        ("AS3.1", "count"),
        ("AS4.3", "count count"),
        ("AT3.2", "count"),
        ("AT4.2", "ratio"),
        ("AT5.1", "milestone milestone milestone milestone"),
        ("TR.4", "ratio ratio"),
        ("TR.6", "count"),
    ],
)
def test_each_indicator_by_itself(plan: Plan, code: str, kinds: str) -> None:
    assert " ".join(i.kind for i in of(plan, code).indicators) == kinds


def test_quantities_stated_in_the_text_are_targets(plan: Plan) -> None:
    assert [(i.target, i.unit) for i in of(plan, "TR.5").indicators] == [(2, "corsi"), (2, "corsi")]


def test_what_is_left_to_do_goes_down(plan: Plan) -> None:
    down = [i.code for _, i in plan.indicators() if i.direction == "down"]
    assert down == ["AS3.1.1", "AF1.3.4", "AF1.3.5"]


def test_an_impossible_day_is_null_and_proposed(plan: Plan) -> None:
    [bad] = [a for a in plan.anomalies if a.kind == "bad_date"]
    assert (bad.where, bad.line, bad.text, bad.reading) == (
        "AS2.3", 534, "31/09/2024", "2024-09-30",
    )  # fmt: skip
    assert of(plan, "AS2.3").deadline is None
    assert of(plan, "AF3.3").deadline == dt.date(2024, 4, 30)


def test_broken_and_misplaced_years_are_read_and_told(plan: Plan) -> None:
    assert of(plan, "AA1.1").years == (2024, 2025, 2026)
    assert set(proposals(plan, "bad_years")) == {"AA1.1", "AS2.1", "AS2.3", "SG.1"}


def test_codes_are_kept_as_printed_with_a_proposal(plan: Plan) -> None:
    assert proposals(plan, "bad_code") == {"TR.4": "OS7.48", "TR.6": "OS7", "SG.3": "OS7"}
    assert of(plan, "TR.6").printed == "057"
    assert proposals(plan, "code_mismatch") == {
        "AS2.1": "OS4.02", "AS2.3": None, "AS1.3": "OS2.34", "AF2.2": "OS7.22",
    }  # fmt: skip
    assert set(proposals(plan, "code_state")) == {"AS1.3", "TR.1"}
    assert set(proposals(plan, "duplicate_code")) == {"OS1.20", "OS2.15", "AF3.1", "AF2.1"}


def test_rows_cut_by_a_page_are_joined_and_told(plan: Plan) -> None:
    cut = {a.where for a in plan.anomalies if a.kind == "broken_cell"}
    assert {"AS3.1", "AF1.3", "AF3.2", "AF2.2", "AT5.2", "SG.1", "SG.4", "OS4.32"} <= cut
    assert of(plan, "AS3.1").years == (2024, 2025, 2026)


def test_no_person_is_named(plan: Plan) -> None:
    titles = ("dott", "ing.", "arch.", "avv.", "dr.")
    said = [o.model_dump_json().casefold() for o in plan.objectives]
    assert not [text for text in said if any(f" {title}" in text for title in titles)]


@pytest.mark.parametrize("make", [as_word, as_pdf, as_workbook], ids=["docx", "pdf", "xlsx"])
def test_word_pdf_and_sheet_say_the_same(plan: Plan, make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    suffix = {"as_word": "docx", "as_pdf": "pdf", "as_workbook": "xlsx"}[make.__name__]
    other = read_plan(make(DOCUMENTS[0].read_text(encoding="utf-8"), tmp_path / f"a.{suffix}"))
    assert other.objectives == plan.objectives
    assert other.operational == plan.operational
    assert (other.areas, other.strategic) == (plan.areas, plan.strategic)


def test_reading_it_twice_changes_nothing(plan: Plan) -> None:
    assert difference(plan, read_plan(DOCUMENTS[0])).is_empty


def test_the_bundled_plan_was_read_by_hand_the_same_way(plan: Plan) -> None:
    sample = read_plan(Path(__file__).parents[2] / "ledger" / "sample_plan.yaml")
    found = difference(sample, plan)
    assert (found.added, found.removed, dict(found.codes)) == ((), (), {})
    fields = {change.field for one in found.changed for change in one.changes}
    assert fields <= {"title", "description", "action", "group"}
