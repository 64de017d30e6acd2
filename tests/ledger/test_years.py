"""One town, many years: each plan, and what was reported on it, stands by itself."""

import dataclasses
import datetime as dt
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from ledger.clock import FixedClock
from ledger.commands.adoption import AdoptPlan
from ledger.commands.people import AddPerson, EndPost
from ledger.commands.plan import CancelObjective, SetTarget
from ledger.commands.progress import CorrectProgress, RecordProgress, UndoProgress, ValidateProgress
from ledger.errors import (
    BadCode,
    IndicatorGone,
    NoChange,
    NoPlanOf,
    NothingContinued,
    ReasonNeeded,
    Refusal,
    UnknownUnit,
)
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.plan import ENTE, Indicator, Kind, Objective, Plan, Service
from ledger.plan.carry import PROJECTED, carried, drafted_year, earlier
from ledger.progress.standings import Standing, standing
from ledger.view import View

from ..town import PLAN, at, opened
from .conftest import plus, said
from .histories import HISTORIES, Step, live
from .test_record import FREELY

NEXT = PLAN.model_copy(update={"year": 2025, "anomalies": ()})


def adopt(ledger: Ledger, plan: Plan, reason: str = "") -> None:
    ledger.execute(AdoptPlan(plan, reason), actor=CLI, cause="test")


def reported(ledger: Ledger, *facts: object, by: str = "eq.as4") -> list[int]:
    command = RecordProgress(tuple(facts))  # type: ignore[arg-type]
    return [e.seq for e in ledger.execute(command, actor=by, cause="test")]


def of_year(ledger: Ledger, year: int) -> Standing:
    return standing(ledger.view.of(year), ENTE, dt.date(2025, 12, 31))


@pytest.fixture
def ledger(memory: Callable[[], Ledger]) -> Ledger:
    """The small town in January 2025, with both years' plans."""
    found = memory()
    found.clock = FixedClock(at("2025-01-20"))
    adopt(found, NEXT)
    return found


# Which year


def test_a_plan_of_another_year_stands_beside_the_first(ledger: Ledger) -> None:
    assert ledger.view.years == [2024, 2025]
    assert ledger.view.year == 2025
    assert ledger.view.of(2024).plan.plan.anomalies == PLAN.anomalies
    assert ledger.view.plan.plan.anomalies == ()


@pytest.mark.parametrize(
    ("day", "year"), [("2023-05-01", 2025), ("2024-05-01", 2024), ("2026-02-01", 2025)]
)
def test_the_year_is_the_day_s_else_the_newest_before_it_else_the_newest(
    ledger: Ledger, day: str, year: int
) -> None:
    assert View(ledger.file, day=dt.date.fromisoformat(day)).year == year


def test_a_report_goes_to_the_plan_of_its_day(ledger: Ledger) -> None:
    reported(ledger, plus("AS4.3.1", 12, on="2024-12-30"))
    reported(ledger, said("AS4.3.1", 5))
    assert ledger.view.standing("AS4.3.1").number == 5  # type: ignore[union-attr]
    assert ledger.view.of(2024).standing("AS4.3.1").number == 12  # type: ignore[union-attr]


def test_a_day_of_a_year_without_a_plan_is_refused_naming_those_there_are(ledger: Ledger) -> None:
    with pytest.raises(NoPlanOf) as no:
        reported(ledger, plus("AS4.3.1", 12, on="2023-12-30"))
    assert no.value == NoPlanOf(2023, (2024, 2025))


def test_a_report_whose_day_is_corrected_into_the_other_year_moves_there(ledger: Ledger) -> None:
    (seq,) = reported(ledger, said("AS4.3.1", 40))
    moved = CorrectProgress(seq, said("AS4.3.1", 40, on="2024-12-31"), "era di dicembre")
    ledger.execute(moved, actor="eq.as4", cause="test")
    assert ledger.view.standing("AS4.3.1") is None
    assert ledger.view.of(2024).standing("AS4.3.1").number == 40  # type: ignore[union-attr]


def test_targets_of_a_named_year_change_in_that_year_only(ledger: Ledger) -> None:
    for year, target in ((2024, 700), (2025, 800)):
        command = SetTarget("AS4.3.1", Decimal(target), year)
        ledger.execute(command, actor="dirigente.as", cause="test")
    assert ledger.view.of(2024).plan.indicators["AS4.3.1"].target == 700
    assert ledger.view.plan.indicators["AS4.3.1"].target == 800


def test_what_is_cancelled_in_one_year_goes_on_in_the_other(ledger: Ledger) -> None:
    command = CancelObjective("AS4.3", "fuso", 2024)
    ledger.execute(command, actor="dirigente.as", cause="test")
    assert "AS4.3" in ledger.view.of(2024).plan.cancelled
    assert "AS4.3" not in ledger.view.plan.cancelled


# Whatever is done in one year changes no figure of another


def _in_2025(history: list[Step]) -> list[Step]:
    """The same steps about days of 2025; "the last one" may be of the year before, so not that."""
    return [
        dataclasses.replace(s, day=s.day and s.day + dt.timedelta(days=366), which=s.which | 1)
        for s in history
    ]


@given(first=HISTORIES, second=HISTORIES)
@FREELY
def test_what_is_done_in_one_year_changes_no_figure_of_the_other(
    memory: Callable[[], Ledger], first: list[Step], second: list[Step]
) -> None:
    ledger = memory()
    live(ledger, first)
    ledger.clock = FixedClock(at("2025-01-20"))
    adopt(ledger, NEXT)
    last_year = of_year(ledger, 2024)
    live(ledger, _in_2025(second), since=at("2025-01-21"))
    assert of_year(ledger, 2024) == last_year
    this_year = of_year(ledger, 2025)
    # What is still found out about last year is told with its day.
    late = [s for s in first if s.day and s.act in ("total", "more", "pair", "step")]
    live(ledger, late, since=at("2025-09-16"))
    assert of_year(ledger, 2025) == this_year
    assert ledger.differs_from_rebuild() == []


# Over an adopted plan


def without(plan: Plan, *codes: str) -> Plan:
    """A corrected document that no longer has these objectives or indicators."""
    kept = []
    for o in plan.objectives:
        if o.code not in codes:
            own = tuple(i for i in o.indicators if i.code not in codes)
            kept.append(o.model_copy(update={"indicators": own}))
    return plan.model_copy(update={"objectives": tuple(kept)})


def test_a_document_of_the_same_year_is_an_amendment_and_undoes_nothing(ledger: Ledger) -> None:
    ledger.execute(SetTarget("AF1.1.2", Decimal(9)), actor="dirigente.af", cause="test")
    shorter = without(NEXT, "AA1.1")
    with pytest.raises(ReasonNeeded):
        adopt(ledger, shorter)
    adopt(ledger, shorter, "tolto dal documento")
    plan = ledger.view.plan
    assert plan.indicators["AF1.1.2"].target == 9
    assert plan.cancelled["AA1.1"].reason == "tolto dal documento"
    assert "AA1.1" not in ledger.view.of(2024).plan.cancelled
    with pytest.raises(NoChange):
        adopt(ledger, without(ledger.view.plan.plan))


def test_an_indicator_taken_away_stays_readable_and_takes_nothing_more(ledger: Ledger) -> None:
    reported(ledger, said("AS4.1.1", 40))
    adopt(ledger, without(NEXT, "AS4.1.1"))
    assert [e.type for e in ledger.story("indicator", "AS4.1.1", 2025)] == ["ProgressRecorded"]
    assert ledger.view.waiting() == []
    with pytest.raises(IndicatorGone):
        reported(ledger, said("AS4.1.1", 50))
    assert ledger.differs_from_rebuild() == []


def broken(**changes: object) -> Plan:
    objective = NEXT.objectives[0].model_copy(update=changes)
    return NEXT.model_copy(update={"year": 2026, "objectives": (objective,)})


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        (broken(owners=("eq:ZZ9",)), UnknownUnit),
        (broken(code="ZZ9.1", indicators=()), UnknownUnit),
        (broken(indicators=(*NEXT.objectives[0].indicators[:1],) * 2), BadCode),
        (broken(indicators=NEXT.objectives[1].indicators), BadCode),
        (broken(continues="ZZ9.1"), NothingContinued),
    ],
    ids=[
        "an owner of no unit",
        "an objective of no unit",
        "a code twice",
        "another's indicator",
        "what goes on from nothing",
    ],
)
def test_a_plan_that_the_record_could_not_hold_is_refused(
    ledger: Ledger, plan: Plan, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        adopt(ledger, plan)
    assert ledger.view.years == [2024, 2025]


def test_a_post_is_of_a_unit_of_any_year_it_touches(ledger: Ledger) -> None:
    new = Service(code="AS9", name="Transizione")
    areas = tuple(
        a.model_copy(update={"services": (*a.services, new)}) if a.code == "AS" else a
        for a in NEXT.areas
    )
    adopt(ledger, NEXT.model_copy(update={"year": 2026, "areas": areas}))
    in_january = AddPerson("eq.as9", "Nuova", Role.EQ, "AS9", since=dt.date(2026, 1, 1))
    over_before = dataclasses.replace(
        in_january, since=dt.date(2025, 1, 1), until=dt.date(2025, 12, 31)
    )
    with pytest.raises(UnknownUnit):
        ledger.execute(over_before, actor="admin", cause="test")
    ledger.execute(in_january, actor="admin", cause="test")
    (post,) = ledger.view.posts("eq.as9")
    assert (post.unit, post.since) == ("AS9", dt.date(2026, 1, 1))
    ledger.execute(EndPost("eq.as9", Role.EQ, "AS9"), actor="admin", cause="test")
    assert ledger.differs_from_rebuild() == []


# From one year to the next


def test_next_year_is_drafted_from_what_goes_on_and_from_validated_figures(ledger: Ledger) -> None:
    """AS4.4 was done by June: it stays out. CIE were validated; solleciti only reported."""
    (cie,) = reported(ledger, said("AS4.3.1", 540))
    reported(ledger, said("AS4.4.1", of=(98, 100)))
    ledger.execute(ValidateProgress((cie,)), actor="dirigente.as", cause="test")
    reported(ledger, plus("AS4.3.1", 30))
    ledger.clock = FixedClock(at("2025-11-20"))
    reported(ledger, said("AF1.1.2", 324), by="eq.af1")
    ledger.execute(CancelObjective("AA1.1", "chiuso"), actor="segretario", cause="test")
    draft = carried(ledger.view, 2026, ledger.today())
    indicators = {i.code: i for _, i in draft.indicators()}
    assert draft.year == 2026
    assert {"AS4.4", "AA1.1"}.isdisjoint(o.code for o in draft.objectives)
    assert indicators["AS4.3.1"].baseline == 540
    assert indicators["AS4.3.1"].continues == "AS4.3.1"
    # 324 in 323 days, 364 to the end of the year: 324 x 364 / 323 = 365.13.
    assert indicators["AF1.1.2"].baseline == 365
    assert [(a.kind, a.where) for a in draft.anomalies] == [(PROJECTED, "AF1.1.2")]
    assert indicators["AS4.1.1"].baseline is None
    assert indicators["AS3.1.1"].baseline == 100, "of what is left, nobody said it went down"


def test_deadlines_move_only_where_the_objective_spans_the_year(ledger: Ledger) -> None:
    spanning = broken(years=(2025, 2026), deadline=dt.date(2025, 6, 30))
    plan = spanning.model_copy(update={"objectives": (*spanning.objectives, NEXT.objectives[1])})
    adopt(ledger, plan.model_copy(update={"year": 2027}))
    draft = carried(ledger.view.of(2027), 2028, dt.date(2027, 11, 2))
    assert [o.deadline for o in draft.objectives] == [None, None]
    adopt(ledger, spanning.model_copy(update={"year": 2026}))
    (objective,) = carried(ledger.view.of(2025), 2026, dt.date(2025, 11, 2)).objectives[:1]
    assert objective.deadline is None, "an annual one is for people to set"
    (objective,) = _carry_spanning(ledger)
    assert objective.deadline == dt.date(2031, 6, 30)


def test_a_baseline_is_projected_to_the_end_of_its_year_whatever_the_deadline(
    ledger: Ledger,
) -> None:
    """324 in 323 days are 365 by the year's end, though the objective goes on to 2027."""
    plan = NEXT.model_copy(
        update={
            "objectives": tuple(
                o.model_copy(
                    update={"deadline": dt.date(2027, 12, 31), "years": (2025, 2026, 2027)}
                )
                for o in NEXT.objectives
            )
        }
    )
    adopt(ledger, plan)
    ledger.clock = FixedClock(at("2025-11-20"))
    reported(ledger, said("AF1.1.2", 324), by="eq.af1")
    draft = carried(ledger.view.of(2025), 2026, ledger.today())
    assert {i.code: i.baseline for _, i in draft.indicators()}["AF1.1.2"] == 365


def test_a_year_that_has_its_plan_is_carried_into_the_next() -> None:
    assert drafted_year([2024], 2025) == 2025
    assert drafted_year([2024, 2025], 2025) == 2026
    assert drafted_year([2025], 2025) == 2026
    assert drafted_year([2024, 2025], 2024) == 2024


def _carry_spanning(ledger: Ledger) -> tuple[Objective, ...]:
    spanning = broken(years=(2030, 2031), deadline=dt.date(2030, 6, 30))
    adopt(ledger, spanning.model_copy(update={"year": 2030}))
    return carried(ledger.view.of(2030), 2031, dt.date(2030, 11, 2)).objectives


def test_an_indicator_that_continues_shows_the_years_before(ledger: Ledger) -> None:
    reported(ledger, said("AS4.3.1", 300, on="2024-12-31"))
    renamed = Indicator(
        code="AS4.1.3", name="Carte d'identità", kind=Kind.COUNT, continues="AS4.3.1"
    )
    objective = NEXT.objectives[0]
    changed = objective.model_copy(update={"indicators": (*objective.indicators, renamed)})
    adopt(ledger, NEXT.model_copy(update={"objectives": (changed, *NEXT.objectives[1:])}))
    silent = renamed.model_copy(update={"continues": None, "target": Decimal(5)})
    said_again = changed.model_copy(update={"indicators": (*objective.indicators, silent)})
    adopt(ledger, NEXT.model_copy(update={"objectives": (said_again, *NEXT.objectives[1:])}))
    for code in ("AS4.1.3", "AS4.3.1"):
        (before,) = earlier(ledger.view, code)
        assert (before.year, before.code, before.value, before.progress) == (
            2024, "AS4.3.1", 300, 50,
        )  # fmt: skip


def test_five_years_are_shown_of_an_indicator_however_many_there_were(ledger: Ledger) -> None:
    for year in range(2026, 2032):
        adopt(ledger, NEXT.model_copy(update={"year": year}))
    for year in range(2024, 2031):
        ledger.clock = FixedClock(at(f"{year}-12-31"))
        reported(ledger, said("AS4.3.1", year - 2000, on=f"{year}-12-31"))
    ledger.clock = FixedClock(at("2031-02-01"))
    found = [(e.year, e.value) for e in earlier(ledger.view, "AS4.3.1")]
    assert found == [(2030, 30), (2029, 29), (2028, 28), (2027, 27), (2026, 26)]


# A ledger of before


def test_a_ledger_written_when_plans_replaced_each_other_tells_its_years_apart(
    tmp_path: Path,
) -> None:
    """Version 0.1.0 imported 2026 over 2025 in January: each report stands in its year."""
    path = tmp_path / "old.db"
    shutil.copy(Path(__file__).parent / "kept" / "two-years-0.1.0.db", path)
    ledger = opened(Ledger.open(path, FixedClock(at("2026-01-21"))))
    assert ledger.verify().seq == 63
    assert ledger.differs_from_rebuild() == []
    assert ledger.view.years == [2025, 2026]
    then, now = ledger.view.of(2025), ledger.view
    assert then.standing("AS4.1.1").number == 300  # type: ignore[union-attr]
    assert then.plan.indicators["AS4.1.1"].target == 650
    assert now.standing("AS4.1.1").number == 12  # type: ignore[union-attr]
    assert now.plan.indicators["AS4.1.1"].target == 600
    assert len([*ledger.story("indicator", "AS4.1.1", 2025)]) == 4
    (seq,) = reported(ledger, plus("AS4.1.1", 3))
    ledger.execute(UndoProgress(seq, "prova"), actor="eq.as4", cause="test")
    assert ledger.verify().seq == 65
    ledger.close()
