"""Setting what the plan left open, changing it in the year, settling its anomalies, enrolling."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from ledger.commands.adoption import AdoptPlan
from ledger.commands.aliases import AddAlias, RemoveAlias
from ledger.commands.anomalies import SettleAnomaly
from ledger.commands.people import AddPerson, BindChat, Invite, hash_code
from ledger.commands.plan import (
    AddObjective,
    CancelObjective,
    SetBaseline,
    SetDeadline,
    SetTarget,
    SetWeights,
)
from ledger.errors import (
    AlreadySettled,
    BadCode,
    BadValue,
    BadWeight,
    NeedsIndicator,
    NeedsObjective,
    NoChange,
    NoSuchAlias,
    NotAllowed,
    NothingLeft,
    ObjectiveGone,
    ReasonNeeded,
    Refusal,
    StepHasNoTarget,
    UnknownCode,
    UnknownPerson,
    UnknownUnit,
    WeightsNot100,
    WrongKind,
)
from ledger.errors_people import InvitationInvalid, UnitNeeded, UnitNotWanted, WrongUnit
from ledger.events import (
    AliasAdded,
    AliasRemoved,
    AnomalySettled,
    BaselineSet,
    ChatBound,
    DeadlineSet,
    InvitationIssued,
    ObjectiveAdded,
    ObjectiveCancelled,
    PersonAdded,
    PostAssigned,
    TargetSet,
    WeightsSet,
)
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.plan import Anomaly, Area, Indicator, Kind, Objective, Plan, Service
from ledger.projections.changes import changes

from ..town import MORNING
from .conftest import Answer, Given, Story

BOSS = "dirigente.as"


def test_a_target_is_set_once_for_what_it_is(given: Given) -> None:
    set_500 = SetTarget("AS4.3.1", Decimal(500))
    given().when(set_500, by=BOSS).then(TargetSet(year=2024, code="AS4.3.1", target=Decimal(500)))
    given(TargetSet(year=2024, code="AS4.3.1", target=Decimal(500)), by=BOSS).when(
        set_500, by=BOSS
    ).then_refused(NoChange("AS4.3.1"))


def test_a_date_has_a_day_as_its_target(given: Given) -> None:
    day = dt.date(2024, 10, 1)
    given().when(SetTarget("AS3.1.4", day), by=BOSS).then(
        TargetSet(year=2024, code="AS3.1.4", target=day)
    )


BAD: list[tuple[str, object, type[Refusal]]] = [
    ("target of an objective", SetTarget("AS4.3", Decimal(5)), NeedsIndicator),
    ("target of a step", SetTarget("AS4.1.2", Decimal(5)), StepHasNoTarget),
    ("number for a date", SetTarget("AS3.1.4", Decimal(5)), WrongKind),
    ("day for a count", SetTarget("AS4.3.1", dt.date(2024, 10, 1)), WrongKind),
    ("negative target", SetTarget("AS4.3.1", Decimal(-5)), BadValue),
    ("baseline of a step", SetBaseline("AS4.1.2", Decimal(5)), WrongKind),
    ("baseline of a count below zero", SetBaseline("AS3.1.1", Decimal(-1)), BadValue),
    ("same baseline", SetBaseline("AS3.1.1", Decimal(100)), NoChange),
    ("same deadline", SetDeadline("AS4.3", dt.date(2024, 12, 31)), NoChange),
    ("weight over 100", SetWeights({"AS4.3": Decimal(101)}), BadWeight),
    ("negative weight", SetWeights({"AS4.3": Decimal(-1)}), BadWeight),
    ("nothing left for others", SetWeights({"AS4.3": Decimal(100)}), NothingLeft),
    ("all set, not 100",
     SetWeights({"AS4.1": Decimal(30), "AS4.3": Decimal(30), "AS4.4": Decimal(30)}),
     WeightsNot100),
    ("two groups", SetWeights({"AS4.1": Decimal(40), "AS3.1": Decimal(60)}), UnknownCode),
    ("empty alias", AddAlias("AS4.3.1", "  "), BadValue),
    ("endless alias", AddAlias("AS4.3.1", "a" * 81), BadValue),
    ("cancel an indicator", CancelObjective("AS4.3.1", "x"), NeedsObjective),
    ("cancel without a reason", CancelObjective("AS4.3", "  "), ReasonNeeded),
    ("cancel what is not there", CancelObjective("AS4.9", "x"), UnknownCode),
]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "refusal"), [row[1:] for row in BAD], ids=[row[0] for row in BAD]
)
def test_an_amendment_that_makes_no_sense_is_refused(
    given: Given, command: object, refusal: type[Refusal]
) -> None:
    given().when(command, by=BOSS).then_refused(refusal)


def test_baseline_deadline_and_aliases_are_events(given: Given) -> None:
    given().when(SetBaseline("AS3.1.1", Decimal(120)), by=BOSS).then(
        BaselineSet(year=2024, code="AS3.1.1", baseline=Decimal(120))
    )
    day = dt.date(2024, 11, 30)
    given().when(SetDeadline("AS4.3", day), by=BOSS).then(
        DeadlineSet(year=2024, code="AS4.3", deadline=day)
    )
    given().when(AddAlias("AS4.1.1", " lo  sportello "), by=BOSS).then(
        AliasAdded(year=2024, code="AS4.1.1", words="lo sportello")
    )
    named = given(AliasAdded(year=2024, code="AS4.1.1", words="lo sportello"))
    named.when(RemoveAlias("AS4.1.1", "lo sportello"), by=BOSS).then(
        AliasRemoved(year=2024, code="AS4.1.1", words="lo sportello")
    )


def test_an_indicator_with_its_objective_s_deadline_goes_with_it(ledger: Ledger) -> None:
    """What a plan prints on the first row is of the objective; another day is the indicator's."""
    shared, own, moved = (dt.date(2024, month, 30) for month in (9, 10, 11))
    for code, day in (("AS4.1", shared), ("AS4.1.1", shared), ("AS4.1.2", own), ("AS4.1", moved)):
        ledger.execute(SetDeadline(code, day), actor=BOSS, cause="test")
    plan = ledger.view.plan
    assert [plan.deadline(c) for c in ("AS4.1", "AS4.1.1", "AS4.1.2")] == [moved, moved, own]
    ledger.execute(SetDeadline("AS4.3.1", dt.date(2024, 12, 31)), actor=BOSS, cause="test")
    ledger.execute(SetDeadline("AS4.3", moved), actor=BOSS, cause="test")
    assert ledger.view.plan.deadline("AS4.3.1") == moved


def test_a_name_an_office_taught_is_taken_away_by_who_reports_there(given: Given) -> None:
    taught = given(AliasAdded(year=2024, code="AS4.1.1", words="banco", office="AS4"))
    taught.when(RemoveAlias("AS4.1.1", "Banco"), by="eq.as4").then(
        AliasRemoved(year=2024, code="AS4.1.1", words="banco", office="AS4")
    )
    taught.when(RemoveAlias("AS4.1.1", "banco"), by="eq.as3").then_refused(NotAllowed)
    taught.when(RemoveAlias("AS4.1.1", "altro"), by=BOSS).then_refused(NoSuchAlias)


def test_weights_of_a_group_stay_100(given: Given) -> None:
    """Those not set share what the others leave."""
    weights = {"AS4.3": Decimal(50)}
    past = given()
    past.when(SetWeights(weights), by=BOSS).then(
        WeightsSet(year=2024, group="AS4", weights=weights)
    )
    past.given(WeightsSet(year=2024, group="AS4", weights=weights), by=BOSS)
    shares = past.view.plan.weights
    assert [shares[c] for c in ("AS4.1", "AS4.3", "AS4.4")] == [25, 50, 25]


def objective(weight: int | None) -> Objective:
    indicator = Indicator(code="AS4.5.1", name="prove", kind=Kind.COUNT, target=Decimal(10))
    share = None if weight is None else Decimal(weight)
    return Objective(code="AS4.5", title="Prova", weight=share, indicators=(indicator,))


def full_group() -> WeightsSet:
    weights = {"AS4.1": Decimal(20), "AS4.3": Decimal(50), "AS4.4": Decimal(30)}
    return WeightsSet(year=2024, group="AS4", weights=weights)


def test_an_objective_added_to_a_full_group_brings_its_new_weights(given: Given) -> None:
    past = given(full_group(), by=BOSS)
    past.when(AddObjective(objective(40), {}), by=BOSS).then_refused(WeightsNot100)
    others = {"AS4.1": Decimal(12), "AS4.3": Decimal(30), "AS4.4": Decimal(18)}
    past.when(AddObjective(objective(40), others), by=BOSS).then(
        ObjectiveAdded(year=2024, objective=objective(40), weights=others)
    )


def test_an_objective_without_weight_joins_a_group_that_has_room(given: Given) -> None:
    past = given()
    past.when(AddObjective(objective(None), {}), by=BOSS).then(
        ObjectiveAdded(year=2024, objective=objective(None))
    )
    past.given(ObjectiveAdded(year=2024, objective=objective(None)), by=BOSS)
    assert past.view.plan.weights["AS4.5"] == 25
    past.when(AddObjective(objective(None), {}), by=BOSS).then_refused(BadCode("AS4.5"))


def test_an_objective_is_cancelled_once_and_then_left_alone(given: Given) -> None:
    gone = ObjectiveCancelled(year=2024, code="AS4.3", reason="fusa con AS4.1")
    past = given()
    past.when(CancelObjective("AS4.3", " fusa con AS4.1 "), by=BOSS).then(gone)
    past.given(gone, by=BOSS)
    refused = ObjectiveGone("AS4.3", dt.date(2024, 9, 16))
    past.when(CancelObjective("AS4.3", "x"), by=BOSS).then_refused(refused)
    past.when(SetTarget("AS4.3.1", Decimal(5)), by=BOSS).then_refused(refused)


def settle(story: Story, where: str, value: str | None, by: str) -> tuple[int, Answer]:
    (anomaly,) = (a for a in story.view.anomalies() if a.where == where)
    return anomaly.id, story.when(SettleAnomaly(anomaly.id, value), by=by)


def test_a_day_accepted_for_a_deadline_becomes_the_deadline(story: Story) -> None:
    id_, answer = settle(story, "AF1.1", "2024-09-30", "dirigente.af")
    answer.then(
        AnomalySettled(year=2024, anomaly=id_, kind="bad_date", where="AF1.1", value="2024-09-30"),
        DeadlineSet(year=2024, code="AF1.1", deadline=dt.date(2024, 9, 30)),
    )


def test_a_missing_target_is_settled_by_setting_it_either_way(story: Story) -> None:
    id_, answer = settle(story, "AF1.1.2", "80", "dirigente.af")
    answer.then(
        AnomalySettled(year=2024, anomaly=id_, kind="no_target", where="AF1.1.2", value="80"),
        TargetSet(year=2024, code="AF1.1.2", target=Decimal(80)),
    )
    story.given(TargetSet(year=2024, code="AF1.1.2", target=Decimal(80)), by="dirigente.af")
    story.when(SettleAnomaly(id_, "80"), by="dirigente.af").then_refused(AlreadySettled("AF1.1.2"))


def test_a_code_taken_as_proposed_links_the_objective(story: Story) -> None:
    _, answer = settle(story, "AA1.1", "OS7.01", BOSS)
    story.given(*(d.event for d in answer.decisions), by=BOSS)
    assert story.view.plan.objectives["AA1.1"].operational == "OS7.01"
    assert [a.where for a in story.view.anomalies()] == ["AF1.1", "AF1.1.2"]


def test_the_record_tells_targets_fixed_before_their_period_from_those_after(
    story: Story,
) -> None:
    story.given(
        TargetSet(year=2024, code="AF1.1.2", target=Decimal(80)),
        on=dt.date(2023, 12, 20),
        by="dirigente.af",
    )
    story.given(TargetSet(year=2024, code="AS4.3.1", target=Decimal(500)), by=BOSS)
    plan = story.view.plan
    assert plan.target_set_on["AF1.1.2"] < plan.start("AF1.1.2")
    assert plan.target_set_on["AS4.3.1"] > plan.start("AS4.3.1")


# People


def test_a_person_is_enrolled_with_a_first_post_and_a_code_gets_one_more(story: Story) -> None:
    answer = story.when(AddPerson("m.rossi", "Una Persona", Role.EQ, "a.s.3"), by="admin")
    answer.then(
        PersonAdded(person="m.rossi", name="Una Persona"),
        PostAssigned(person="m.rossi", role=Role.EQ, unit="AS3"),
    )
    story.given(*(d.event for d in answer.decisions), by="admin")
    second = AddPerson("m.rossi", "Persona Una", Role.EQ, "AS4", interim=True)
    story.when(second, by="admin").then(
        PostAssigned(person="m.rossi", role=Role.EQ, unit="AS4", interim=True)
    )
    again = AddPerson("m.rossi", "", Role.EQ, "AS3")
    story.when(again, by="admin").then_refused(NoChange("m.rossi"))


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (AddPerson("Con Spazio", "x", Role.ADMIN), BadCode("Con Spazio")),
        (AddPerson("", "x", Role.ADMIN), BadCode("")),
        (AddPerson("nuova", "x", Role.EQ), UnitNeeded("eq")),
        (AddPerson("nuova", "x", Role.SINDACO, "AS"), UnitNotWanted("sindaco")),
        (AddPerson("nuova", "x", Role.EQ, "ZZ9"), UnknownUnit("ZZ9", ("AS", "AS3"))),
        (AddPerson("nuova", "x", Role.EQ, "AS"), WrongUnit("AS", Role.EQ)),
        (AddPerson("nuova", "x", Role.DIRIGENTE, "AS4"), WrongUnit("AS4", Role.DIRIGENTE)),
    ],
)
def test_a_post_that_does_not_exist_is_refused(
    given: Given, command: AddPerson, refusal: Refusal
) -> None:
    given().when(command, by="admin").then_refused(refusal)


def invitation(story: Story, code: str = "SEGRETO") -> InvitationIssued:
    (decision,) = story.when(Invite("eq.as4", code), by="admin").decisions
    assert isinstance(decision.event, InvitationIssued)
    return decision.event


def test_only_the_hash_of_an_invitation_is_kept(story: Story) -> None:
    event = invitation(story)
    assert event.code_hash == hash_code("segreto ")
    assert "SEGRETO" not in event.model_dump_json()


def test_an_invitation_binds_one_chat_once(story: Story) -> None:
    story.given(invitation(story), by="admin")
    bind = BindChat("segreto", "77")
    bound = ChatBound(person="eq.as4", code_hash=hash_code("SEGRETO"), user_id="77")
    story.when(bind, by="stranger").then(bound)
    story.given(bound, by="stranger")
    story.when(bind, by="stranger").then_refused(InvitationInvalid())


def test_an_invitation_ends_after_a_week_and_when_another_is_issued(story: Story) -> None:
    story.given(invitation(story, "PRIMO"), by="admin")
    later = MORNING + dt.timedelta(days=7, seconds=1)
    story.when(BindChat("PRIMO", "77"), by="stranger", at=later).then_refused(InvitationInvalid())
    story.given(invitation(story, "SECONDO"), by="admin")
    story.when(BindChat("PRIMO", "77"), by="stranger").then_refused(InvitationInvalid())
    assert story.when(BindChat("SECONDO", "77"), by="stranger").refusal is None


def test_nobody_is_invited_who_is_not_enrolled(given: Given) -> None:
    given().when(Invite("nessuno", "X"), by="admin").then_refused(UnknownPerson("nessuno"))


def test_weights_that_add_up_settle_their_anomaly_and_are_no_change_to_explain(
    memory: Callable[[], Ledger],
) -> None:
    listed = [
        Objective(code=f"AS3.{n}", title=f"Obiettivo {n}", weight=Decimal(weight))
        for n, weight in ((1, 40), (2, 50))
    ]
    wrong = Anomaly(kind="weight_sum", where="AS3", text="90")
    service = Service(code="AS3", name="Commercio")
    area = Area(code="AS", name="Area Servizi", services=(service,))
    plan = Plan(ente="Comune di Prova", year=2025, areas=(area,), objectives=tuple(listed),
                anomalies=(wrong,))  # fmt: skip
    ledger = memory()
    ledger.execute(AdoptPlan(plan), actor=CLI, cause="test")
    for weights in ({"AS3.1": 60, "AS3.2": 40}, {"AS3.1": 70, "AS3.2": 30}):
        command = SetWeights({code: Decimal(w) for code, w in weights.items()}, 2025)
        ledger.execute(command, actor="segretario", cause="test")
    assert ledger.view.of(2025).anomalies() == []
    found = changes(ledger.view.tables, 2025)
    assert [(c.before, c.unexplained) for c in found] == [
        ("40", False), ("50", False), ("60", True), ("40", True)
    ]  # fmt: skip
