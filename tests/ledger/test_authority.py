"""Who may do what: the contract's table, one row a test for every post.

`allowed` names everybody who may; all others are refused, and hear who may.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from ledger.commands.adoption import AdoptPlan
from ledger.commands.aliases import AddAlias
from ledger.commands.anomalies import SettleAnomaly
from ledger.commands.evidence import AttachEvidence
from ledger.commands.people import AddPerson, Invite
from ledger.commands.plan import (
    AddObjective,
    CancelObjective,
    SetBaseline,
    SetDeadline,
    SetTarget,
    SetWeights,
)
from ledger.commands.progress import (
    ContestProgress,
    CorrectProgress,
    RecordProgress,
    UndoProgress,
    ValidateProgress,
)
from ledger.errors import NotAllowed, NotEnrolled
from ledger.people import CLI, Role
from ledger.plan import Indicator, Kind, Objective

from ..town import PLAN, POSTS
from .conftest import Story, recorded, said

EVERYBODY = tuple(dict.fromkeys(code for code, *_ in POSTS))

OBJECTS = {"AS4": "AS4.3.1", "AA1": "AA1.1.1", "AF1": "AF1.1.2", "TR": "TR.1.1", "SG": "SG.1.1"}
"""An indicator of each part of the plan."""


NEXT_PLAN = PLAN.model_copy(update={"year": 2025})


def report_of(story: Story, indicator: str, by: str, capacity: Role) -> int:
    story.given(recorded(said(indicator, 3), capacity), by=by)
    return story.last


def new_objective(unit: str) -> AddObjective:
    indicator = Indicator(code=f"{unit}.9.1", name="prove", kind=Kind.COUNT)
    return AddObjective(Objective(code=f"{unit}.9", title="Prova", indicators=(indicator,)), {})


def anomaly_of(story: Story, where: str) -> SettleAnomaly:
    (found,) = (a for a in story.view.anomalies() if a.where == where)
    return SettleAnomaly(found.id, found.reading)


def check(story: Story, command: object, allowed: set[str]) -> None:
    for person in EVERYBODY:
        answer = story.when(command, by=person)
        if person in allowed:
            assert answer.refusal is None, f"{person}: {answer.refusal!r}"
        else:
            assert isinstance(answer.refusal, NotAllowed), f"{person}: {answer.decisions}"
            assert answer.refusal.who, "a refusal says who may"
    assert isinstance(story.when(command, by="nessuno").refusal, NotEnrolled)


REPORTERS = {
    "AS4": {"eq.as4", "dirigente.as"},
    "AA1": {"eq.aa1", "dirigente.as"},
    "AF1": {"eq.af1", "dirigente.af"},
    "TR": {"dirigente.af"},
    "SG": {"segretario"},
}

ACTS_ON_A_REPORT: dict[str, Callable[[str, int], object]] = {
    "report": lambda code, seq: RecordProgress((said(code, 5),)),
    "correct": lambda code, seq: CorrectProgress(seq, said(code, 5), "refuso"),
    "undo": lambda code, seq: UndoProgress(seq, "doppia"),
    "attach evidence": lambda code, seq: AttachEvidence(seq, "ab" * 32, 1, "text/plain", "a.txt"),
}


@pytest.mark.parametrize("unit", OBJECTS)
@pytest.mark.parametrize("act", ACTS_ON_A_REPORT)
def test_who_may_report_and_handle_what_was_reported(story: Story, act: str, unit: str) -> None:
    author = sorted(REPORTERS[unit])[0]
    seq = report_of(story, OBJECTS[unit], author, Role.EQ)
    check(story, ACTS_ON_A_REPORT[act](OBJECTS[unit], seq), REPORTERS[unit])


JUDGES = [
    ("AS4", "eq.as4", Role.EQ, {"dirigente.as"}),
    ("AA1", "eq.aa1", Role.EQ, {"dirigente.as"}),
    ("AF1", "eq.af1", Role.EQ, {"dirigente.af"}),
    ("AF1", "dirigente.af", Role.DIRIGENTE, {"segretario"}),
    ("TR", "dirigente.af", Role.DIRIGENTE, {"segretario"}),
    ("SG", "segretario", Role.SEGRETARIO, {"nucleo"}),
    ("AF1", "segretario", Role.SEGRETARIO, {"nucleo"}),
]


@pytest.mark.parametrize("command", [ValidateProgress, ContestProgress])
@pytest.mark.parametrize(
    ("unit", "author", "capacity", "allowed"), JUDGES, ids=[f"{u} by {a}" for u, a, *_ in JUDGES]
)
def test_who_may_validate_and_contest(
    story: Story, command: type, unit: str, author: str, capacity: Role, allowed: set[str]
) -> None:
    seq = report_of(story, OBJECTS[unit], author, capacity)
    asked = (
        ValidateProgress((seq,)) if command is ValidateProgress else ContestProgress(seq, "perché")
    )
    check(story, asked, allowed)


SETTERS = {
    "AS4": {"dirigente.as", "segretario"},
    "AA1": {"dirigente.as", "segretario"},
    "AF1": {"dirigente.af", "segretario"},
    "TR": {"segretario"},
    "SG": {"sindaco"},
}

AMENDMENTS: dict[str, Callable[[str], object]] = {
    "target": lambda code: SetTarget(code, Decimal(77)),
    "baseline": lambda code: SetBaseline(code, Decimal(7)),
    "weight": lambda code: SetWeights({code: Decimal(100)}),
    "deadline": lambda code: SetDeadline(code, dt.date(2024, 11, 30)),
    "alias": lambda code: AddAlias(code, "altro nome"),
    "cancel": lambda code: CancelObjective(code.rpartition(".")[0], "fusa con un'altra"),
    "add": lambda code: new_objective(code.partition(".")[0]),
}


@pytest.mark.parametrize("unit", OBJECTS)
@pytest.mark.parametrize("act", AMENDMENTS)
def test_who_may_set_and_change_the_plan(story: Story, act: str, unit: str) -> None:
    code = OBJECTS[unit]
    if act == "weight" and unit == "AF1":
        code = "AF1.1"
    check(story, AMENDMENTS[act](code), SETTERS[unit])


@pytest.mark.parametrize(("where", "unit"), [("AA1.1", "AA1"), ("AF1.1", "AF1")])
def test_who_may_settle_an_anomaly(story: Story, where: str, unit: str) -> None:
    check(story, anomaly_of(story, where), SETTERS[unit])


def test_who_may_enrol_people(story: Story) -> None:
    person = AddPerson("nuova", "Nuova", Role.EQ, "AS3")
    check(story, person, {"admin", "personale"})


def test_who_may_invite(story: Story) -> None:
    check(story, Invite("eq.as4", "SEGRETO"), {"admin"})


def test_who_may_adopt_a_plan(story: Story) -> None:
    check(story, AdoptPlan(NEXT_PLAN), {"segretario"})


OF_THE_COMMAND_LINE: dict[str, Callable[[Story], object]] = {
    "enrol": lambda story: AddPerson("nuova", "Nuova", Role.EQ, "AS3"),
    "invite": lambda story: Invite("eq.as4", "SEGRETO"),
    "adopt": lambda story: AdoptPlan(NEXT_PLAN),
    "target": lambda story: SetTarget("AF1.1.2", Decimal(9)),
    "settle": lambda story: anomaly_of(story, "AF1.1"),
    "report for the Segretario": lambda story: RecordProgress((said("SG.1.1", 3),)),
}


@pytest.mark.parametrize("act", OF_THE_COMMAND_LINE)
def test_the_command_line_may_do_what_admin_and_segretario_may(story: Story, act: str) -> None:
    assert story.when(OF_THE_COMMAND_LINE[act](story), by=CLI).refusal is None


def test_the_command_line_does_not_report_for_an_office(story: Story) -> None:
    story.when(RecordProgress((said("AS4.3.1", 3),)), by=CLI).then_refused(NotAllowed)


def test_a_post_counts_only_between_its_days(story: Story) -> None:
    past = AddPerson(
        "ieri", "Ieri", Role.EQ, "AS4", since=dt.date(2024, 1, 1), until=dt.date(2024, 9, 15)
    )
    for decision in story.when(past, by="admin").decisions:
        story.given(decision.event, by="admin")
    story.when(RecordProgress((said("AS4.3.1", 3),)), by="ieri").then_refused(NotEnrolled)
    on_duty = dt.datetime(2024, 9, 15, 12, tzinfo=dt.UTC)
    report = RecordProgress((said("AS4.3.1", 3),))
    assert story.when(report, by="ieri", at=on_duty).refusal is None


def test_what_the_segretario_holds_ad_interim_the_segretario_reports(story: Story) -> None:
    report = RecordProgress((said("AF1.1.2", 3),))
    story.when(report, by="segretario").then_refused(NotAllowed)
    interim = AddPerson("segretario", "", Role.DIRIGENTE, "AF", interim=True)
    for decision in story.when(interim, by="admin").decisions:
        story.given(decision.event, by="admin")
    assert story.when(report, by="segretario").refusal is None
