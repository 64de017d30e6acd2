"""How figures are put together: objective, service, area, ente, each case worked by hand.

Source: contract, "How figures are made".
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.events import DeadlineSet, ObjectiveAdded, ObjectiveCancelled, TargetSet, WeightsSet
from ledger.people import Role
from ledger.plan import Indicator, Kind, Objective
from ledger.progress.figures import State, rounded, weighted
from ledger.progress.standings import Standing, standing, why
from ledger.readings.reports import rests_on

from ..town import TODAY
from .conftest import Given, Story, done, plus, recorded, said


def progress(story: Story, scope: str) -> Fraction | None:
    return standing(story.view, scope, TODAY).progress


def a_year_s_work(given: Given) -> Story:
    """AS4: 50 %, 40 %, 100 % of the ratio's target; AS3: 50, 100 (at 10 of 10), 50, 0."""
    story = given(
        recorded(done("AS4.1.2")),
        recorded(said("AS4.3.1", 240)),
        recorded(said("AS4.4.1", of=(38, 40))),
    )
    given(
        recorded(said("AS3.1.1", 60)),
        recorded(said("AS3.1.2", 10)),
        recorded(said("AS3.1.3", 40)),
        by="eq.as3",
    )
    return story


def test_an_objective_is_its_indicators_by_weight(given: Given) -> None:
    story = a_year_s_work(given)
    assert progress(story, "AS4.1") == 50, "0 of 200 and a step that is reached"
    assert progress(story, "AS3.1") == Fraction(50 + 100 + 50 + 0, 4)
    weights = {"AS4.1.1": Decimal(80), "AS4.1.2": Decimal(20)}
    given(WeightsSet(year=2024, group="AS4.1", weights=weights), by="dirigente.as")
    assert progress(story, "AS4.1") == 20


def test_services_areas_and_the_ente_are_put_together_in_order(given: Given) -> None:
    story = a_year_s_work(given)
    assert progress(story, "AS4") == Fraction(50 + 40 + 100, 3)
    assert progress(story, "AS") == (Fraction(190, 3) + 50) / 2, "the mean of its two services"
    given(recorded(said("TR.1.1", 4), Role.DIRIGENTE), by="dirigente.af")
    given(recorded(said("SG.1.1", 3), Role.SEGRETARIO), by="segretario")
    areas = [Fraction(340, 6), Fraction(0), Fraction(0)]
    assert progress(story, "ENTE") == (sum(areas) + 40 + 25) / 5
    assert progress(story, "TR") == 40
    assert progress(story, "SG") == 25


def test_what_a_figure_is_said_to_be_made_of_makes_that_figure(given: Given) -> None:
    """Also where a unit has several groups, one without a figure, and an area objectives of its
    own: the weights shown are those that counted."""
    story = a_year_s_work(given)
    given(recorded(said("TR.1.1", 4), Role.DIRIGENTE), by="dirigente.af")
    for code, group, target in (
        ("TR.2", "seconda", 10), ("TR.3", "seconda", None), ("TR.4", "terza", None),
        ("AS.1", "AS", 10), ("AS4.6", "altra", 8),
    ):  # fmt: skip
        indicator = Indicator(
            code=f"{code}.1", name="prove", kind=Kind.COUNT, target=target and Decimal(target)
        )
        added = Objective(code=code, title="Prova", group=group, indicators=(indicator,))
        given(ObjectiveAdded(year=2024, objective=added), by="segretario")
    plan = story.view.plan
    for scope in ("ENTE", "TR", "SG", *plan.areas, *plan.area_of_service, *plan.objectives):
        told = why(story.view, scope, TODAY)
        assert weighted((w, figure) for _, w, figure in told.parts) == told.progress, scope
    ente = {code: weight for code, weight, _ in why(story.view, "ENTE", TODAY).parts}
    assert ente["TR"] == 2 * ente["AS"], "two of its groups have a figure"


def test_what_has_no_target_is_left_out_and_counted(given: Given) -> None:
    story = given(recorded(said("AF1.1.2", 30)), by="eq.af1")
    stands = standing(story.view, "AF1", TODAY)
    assert stands.progress == 0 and stands.left_out == 1
    given(TargetSet(year=2024, code="AF1.1.2", target=Decimal(60)), by="dirigente.af")
    stands = standing(story.view, "AF1", TODAY)
    assert stands.progress == 25 and stands.left_out == 0


def test_a_scope_where_nothing_has_a_figure_has_none(given: Given) -> None:
    bare = Objective(
        code="AA1.2", title="Prova", group="altra",
        indicators=(Indicator(code="AA1.2.1", name="prove", kind=Kind.COUNT),),
    )  # fmt: skip
    story = given(ObjectiveAdded(year=2024, objective=bare), by="dirigente.as")
    stands = standing(story.view, "AA1.2", TODAY)
    assert (stands.progress, stands.expected, stands.state) == (None, None, State.NO_TARGET)
    assert progress(story, "AA1") == 0, "the other group has a figure"


def test_a_cancelled_objective_leaves_the_sums_and_the_others_are_rescaled(given: Given) -> None:
    story = a_year_s_work(given)
    given(ObjectiveCancelled(year=2024, code="AS4.4", reason="trasferita"), by="dirigente.as")
    stands = standing(story.view, "AS4", TODAY)
    assert stands.progress == 45
    gone = next(row for row in stands.objectives if row.objective.code == "AS4.4")
    assert (gone.state, gone.progress, gone.indicators[0].progress) == (
        State.CANCELLED, None, None,
    )  # fmt: skip
    assert rounded(gone.weight) == Decimal("33.33"), "weights are not split anew"


def test_an_objective_added_in_the_year_starts_on_its_day(given: Given) -> None:
    added = Objective(
        code="AS4.5", title="Prova", deadline=dt.date(2024, 10, 6),
        indicators=(
            Indicator(code="AS4.5.1", name="prove", kind=Kind.COUNT, target=Decimal(10)),
        ),
    )  # fmt: skip
    story = given(
        ObjectiveAdded(year=2024, objective=added), by="dirigente.as", on=dt.date(2024, 9, 11)
    )
    assert standing(story.view, "AS4.5", TODAY).expected == 20


def test_an_indicator_has_its_objective_s_deadline_unless_it_has_its_own(given: Given) -> None:
    story = given()

    def expected(scope: str) -> Fraction | None:
        return standing(story.view, scope, TODAY).expected

    assert expected("AS4.3.1") == Fraction(25900, 365)
    assert expected("AF1.1.1") == Fraction(25900, 365), "no deadline counts as 31 December"
    given(DeadlineSet(year=2024, code="AS4.3.1", deadline=dt.date(2024, 9, 26)), by="dirigente.as")
    assert expected("AS4.3.1") == Fraction(25900, 269)


def states(stands: Standing) -> dict[str, State]:
    return {row.objective.code: row.state for row in stands.objectives}


def test_states_of_objectives_and_how_many_are_in_each(given: Given) -> None:
    story = a_year_s_work(given)
    stands = standing(story.view, "AS", TODAY)
    assert states(stands) == {
        "AS4.1": State.ON_TRACK,
        "AS4.3": State.AT_RISK,
        "AS4.4": State.DONE,
        "AS3.1": State.AT_RISK,
    }, "AS3.1 has a date 24 days away"
    assert stands.states == {State.ON_TRACK: 1, State.AT_RISK: 2, State.DONE: 1}


def test_late_when_the_deadline_is_past(given: Given) -> None:
    story = given(recorded(said("AS4.4.1", of=(20, 40))))
    assert standing(story.view, "AS4.4", TODAY).state is State.LATE


def test_why_tells_rule_inputs_and_the_events_behind_the_number(given: Given) -> None:
    story = given(recorded(said("AS4.3.1", 200)), recorded(said("AS4.3.1", 240)))
    total = story.last
    given(recorded(plus("AS4.3.1", 12)))
    answer = why(story.view, "AS4.3.1", TODAY)
    assert answer.rule == "up_ratio" and answer.progress == 42
    made_of = rests_on(story.view, "AS4.3.1")
    assert made_of == (2, (total, story.last)), "the total before is not part of the number"
    assert (
        rests_on(story.view, "AS4.3.1", 1) == rests_on(story.view, "AS4", 1) == (2, (story.last,))
    )
    assert dict(answer.inputs)["value"] == 252
    assert answer.forecast == Fraction(252 * 365, 259)
    whole = why(story.view, "AS4", TODAY)
    assert whole.rule == "group"
    figures = {code: figure for code, _, figure in whole.parts}
    assert figures == {"AS4.1": Fraction(0), "AS4.3": Fraction(42), "AS4.4": Fraction(0)}


@pytest.mark.parametrize(("cards", "state"), [(4, State.AT_RISK), (5, State.ON_TRACK)])
def test_an_area_exactly_ten_points_behind_is_at_risk(
    given: Given, cards: int, state: State
) -> None:
    """14 March is day 73 of 365: 20 % is expected, and 4 of 40 are 10 %."""
    day = dt.date(2024, 3, 14)
    story = given(recorded(said("AA1.1.1", cards)), by="eq.aa1", on=day)
    stands = standing(story.view, "AA", day)
    assert stands.expected == 20
    assert stands.state is state
