"""Reporting, correcting, taking back, validating, contesting, proving: does it say the right thing,
does it say no."""

import datetime as dt
from decimal import Decimal

import pytest

from ledger.commands.evidence import AttachEvidence
from ledger.commands.people import AddPerson
from ledger.commands.progress import (
    ContestProgress,
    CorrectProgress,
    RecordProgress,
    UndoProgress,
    ValidateProgress,
)
from ledger.errors import (
    BadValue,
    DayOutOfBounds,
    EvidenceEmpty,
    EvidenceTooLarge,
    EvidenceType,
    FutureDay,
    NeedsIndicator,
    NeedsPair,
    NeedsTotal,
    NotAllowed,
    NotWaiting,
    NumberOutOfBounds,
    ObjectiveGone,
    OwnReport,
    ReasonNeeded,
    Refusal,
    UnknownCode,
    UnknownReport,
    WrongKind,
    ZeroDenominator,
)
from ledger.events import (
    EvidenceAttached,
    ObjectiveCancelled,
    ProgressContested,
    ProgressCorrected,
    ProgressUndone,
    ProgressValidated,
)
from ledger.people import Role
from ledger.progress.change import Said

from .conftest import Given, Story, done, plus, recorded, said


def reports(*facts: Said) -> RecordProgress:
    return RecordProgress(facts)


def test_a_report_is_recorded_on_its_day_in_the_role_that_spoke(given: Given) -> None:
    fact = said("AS4.3.1", 240, on="2024-09-13")
    given().when(reports(fact)).then(recorded(fact)).on("2024-09-13")


def test_a_report_without_a_date_is_of_the_day_it_is_written(given: Given) -> None:
    given().when(reports(plus("AS4.3.1", 12))).then(recorded(plus("AS4.3.1", 12))).on("2024-09-16")


def test_a_day_begins_at_midnight_in_rome(given: Given) -> None:
    late = dt.datetime(2024, 9, 16, 22, 30, tzinfo=dt.UTC)
    given().when(reports(said("AS4.3.1", 1)), at=late).on("2024-09-17")


def test_several_facts_are_recorded_together(given: Given) -> None:
    pair, step = said("AS4.4.1", of=(12, 40)), done("AS4.1.2")
    given().when(reports(pair, step)).then(recorded(pair), recorded(step))


def test_one_wrong_fact_refuses_them_all(given: Given) -> None:
    wrong = said("AS4.4.1", of=(12, 0))
    given().when(reports(said("AS4.3.1", 1), wrong)).then_refused(ZeroDenominator("AS4.4.1"))


def test_a_code_is_taken_as_people_type_it(given: Given) -> None:
    given().when(reports(said("a.s.4.3.1", 240))).then(recorded(said("AS4.3.1", 240)))


def day_out(day: str) -> DayOutOfBounds:
    return DayOutOfBounds(dt.date.fromisoformat(day), 1990, 2100)


IMPOSSIBLE: list[tuple[str, Said, Refusal]] = [
    ("unknown code", said("AS9.9.9", 1), UnknownCode("AS9.9.9", ())),
    ("an objective", said("AS4.3", 1), NeedsIndicator("AS4.3", ("AS4.3.1",))),
    ("a step with a number", said("AS4.1.2", 12), WrongKind("AS4.1.2", Role.EQ)),
    ("a step that is neither", done("AS4.1.2", value=2), BadValue("AS4.1.2", "2")),
    ("a count as a step", done("AS4.3.1"), WrongKind("AS4.3.1", Role.EQ)),
    ("a pair on a count", said("AS4.3.1", of=(1, 2)), WrongKind("AS4.3.1", Role.EQ)),
    ("a ratio without its pair", said("AS4.4.1", 30), NeedsPair("AS4.4.1")),
    ("over zero", said("AS4.4.1", of=(1, 0)), ZeroDenominator("AS4.4.1")),
    ("a negative ratio", said("AS4.4.1", of=(-1, 40)), BadValue("AS4.4.1", "-1")),
    ("a negative count", said("AS4.3.1", -5), BadValue("AS4.3.1", "-5")),
    ("half a card", said("AS4.3.1", "2.5"), BadValue("AS4.3.1", "2.5")),
    ("no number at all", said("AS4.3.1"), WrongKind("AS4.3.1", Role.EQ)),
    ("beyond any town", said("AS4.3.1", 10**15), NumberOutOfBounds(15, 6)),
    ("beyond any measure", said("AS3.1.2", "0.0000001"), NumberOutOfBounds(15, 6)),
    ("before any office", said("AS4.3.1", 1, on="1989-12-31"), day_out("1989-12-31")),
    ("after any plan", said("AS4.3.1", 1, on="2101-01-01"), day_out("2101-01-01")),
    ("tomorrow", said("AS4.3.1", 1, on="2024-09-17"), FutureDay(dt.date(2024, 9, 17))),
    ("less than nothing", plus("AS4.3.1", -1), BadValue("AS4.3.1", "-1")),
]


@pytest.mark.parametrize(
    ("fact", "refusal"), [row[1:] for row in IMPOSSIBLE], ids=[row[0] for row in IMPOSSIBLE]
)
def test_what_an_indicator_cannot_hold_is_refused(
    given: Given, fact: Said, refusal: Refusal
) -> None:
    given().when(reports(fact)).then_refused(type(refusal))


def test_what_falls_may_fall_below_zero_only_for_money_and_indexes(given: Given) -> None:
    given().when(reports(said("AF1.1.1", -200)), by="eq.af1").then(recorded(said("AF1.1.1", -200)))
    given().when(reports(said("AS3.1.2", "-1.5")), by="eq.as3").then(
        recorded(said("AS3.1.2", "-1.5"))
    )


def test_an_increment_on_what_is_left_needs_to_know_from_where(given: Given) -> None:
    given().when(reports(plus("AS3.1.1", -15)), by="eq.as3").then(recorded(plus("AS3.1.1", -15)))
    given().when(reports(plus("AS3.1.2", -1)), by="eq.as3").then_refused(NeedsTotal("AS3.1.2"))


def test_nothing_is_reported_on_a_cancelled_objective(given: Given) -> None:
    cancelled = given(ObjectiveCancelled(year=2024, code="AS4.3", reason="fusa"))
    cancelled.when(reports(said("AS4.3.1", 1))).then_refused(
        ObjectiveGone("AS4.3", dt.date(2024, 9, 16))
    )


def corrected(
    report: int, fact: Said, reason: str = "refuso", capacity: Role = Role.EQ
) -> ProgressCorrected:
    return ProgressCorrected(
        year=2024,
        report=report,
        indicator=fact.indicator,
        mode=fact.mode,
        value=fact.value,
        numerator=fact.numerator,
        denominator=fact.denominator,
        reason=reason,
        capacity=capacity,
    )


def test_a_correction_keeps_the_day_of_its_report_unless_it_says_another(given: Given) -> None:
    day = dt.date(2024, 9, 13)
    past = given(recorded(said("AS4.3.1", 240)), on=day)
    right = said("AS4.3.1", 45)
    past.when(CorrectProgress(past.last, right, "refuso")).then(corrected(past.last, right)).on(
        "2024-09-13"
    )
    moved = said("AS4.3.1", 45, on="2024-09-12")
    past.when(CorrectProgress(past.last, moved, "refuso")).then(corrected(past.last, moved)).on(
        "2024-09-12"
    )


def test_a_correction_to_another_indicator_takes_the_report_there(given: Given) -> None:
    past = given(recorded(said("AS4.3.1", 240)), on=dt.date(2024, 9, 13))
    there = said("AS4.1.1", 240)
    past.when(CorrectProgress(past.last, there, "sbagliato codice")).then(
        ProgressUndone(year=2024, report=past.last, indicator="AS4.3.1", reason="sbagliato codice"),
        recorded(there),
    ).on("2024-09-13", "2024-09-13")


def test_a_correction_needs_a_reason_and_a_possible_value(given: Given) -> None:
    past = given(recorded(said("AS4.3.1", 240)))
    past.when(CorrectProgress(past.last, said("AS4.3.1", 45), "  ")).then_refused(ReasonNeeded())
    past.when(CorrectProgress(past.last, said("AS4.3.1", -4), "refuso")).then_refused(BadValue)


def test_a_record_that_is_not_there_cannot_be_corrected(given: Given) -> None:
    given().when(CorrectProgress(10**6, said("AS4.3.1", 45), "refuso")).then_refused(
        UnknownReport(10**6)
    )


def test_the_last_report_can_be_taken_back_once(given: Given) -> None:
    past = given(recorded(said("AS4.3.1", 240)))
    undone = ProgressUndone(year=2024, report=past.last, indicator="AS4.3.1", reason="doppia")
    report = past.last
    past.when(UndoProgress(report, "doppia")).then(undone)
    past.given(undone)
    past.when(UndoProgress(report, "doppia")).then_refused(NotWaiting(report, "AS4.3.1"))


def test_a_report_is_validated_once(given: Given) -> None:
    past = given(recorded(said("AS4.3.1", 240)))
    validated = ProgressValidated(year=2024, report=past.last, indicator="AS4.3.1")
    past.when(ValidateProgress((past.last,)), by="dirigente.as").then(validated)
    report = past.last
    past.given(validated, by="dirigente.as")
    past.when(ValidateProgress((report,)), by="dirigente.as").then_refused(
        NotWaiting(report, "AS4.3.1")
    )


def test_a_validated_report_can_still_be_contested_with_a_reason(given: Given) -> None:
    past = given(recorded(said("AS4.3.1", 240)))
    report = past.last
    past.given(ProgressValidated(year=2024, report=report, indicator="AS4.3.1"), by="dirigente.as")
    past.when(ContestProgress(report, "mancano gli atti"), by="dirigente.as").then(
        ProgressContested(year=2024, report=report, indicator="AS4.3.1", reason="mancano gli atti")
    )
    past.when(ContestProgress(report, " "), by="dirigente.as").then_refused(ReasonNeeded())


def test_a_corrected_report_waits_again(given: Given) -> None:
    past = given(recorded(said("AS4.3.1", 240)))
    report = past.last
    past.given(ProgressValidated(year=2024, report=report, indicator="AS4.3.1"), by="dirigente.as")
    past.given(corrected(report, said("AS4.3.1", 245)))
    past.when(ValidateProgress((report,)), by="dirigente.as").then(
        ProgressValidated(year=2024, report=report, indicator="AS4.3.1")
    )


def test_nobody_validates_their_own_report(given: Given) -> None:
    """Even who holds the post of the validator as well."""
    both = given()
    for decision in both.when(AddPerson("dirigente.as", "", Role.SEGRETARIO), by="admin").decisions:
        both.given(decision.event, by="admin")
    both.given(recorded(said("AS4.3.1", 240), Role.DIRIGENTE), by="dirigente.as")
    both.when(ValidateProgress((both.last,)), by="dirigente.as").then_refused(OwnReport("AS4.3.1"))


def test_who_corrects_a_report_does_not_validate_it(story: Story) -> None:
    """The correction is theirs now, whoever reported first."""
    story.given(recorded(said("AS4.3.1", 240)))
    report = story.last
    story.given(corrected(report, said("AS4.3.1", 500)), by="dirigente.as")
    answer = story.when(ValidateProgress((report,)), by="dirigente.as")
    assert answer.refusal is not None and not isinstance(answer.refusal, NotWaiting)


def test_a_segretario_who_stands_in_for_an_area_is_validated_by_the_nucleo(story: Story) -> None:
    interim = AddPerson("segretario", "", Role.DIRIGENTE, "AF", interim=True)
    for decision in story.when(interim, by="admin").decisions:
        story.given(decision.event, by="admin")
    fact = said("AF1.1.2", 3)
    story.when(reports(fact), by="segretario").then(recorded(fact, Role.SEGRETARIO))
    story.given(recorded(fact, Role.SEGRETARIO), by="segretario")
    story.when(ValidateProgress((story.last,)), by="nucleo").then(
        ProgressValidated(year=2024, report=story.last, indicator="AF1.1.2")
    )
    story.when(ValidateProgress((story.last,)), by="dirigente.af").then_refused(NotAllowed)


@pytest.mark.parametrize(
    ("size", "media_type", "refusal"),
    [
        (0, "application/pdf", EvidenceEmpty()),
        (20 * 1024 * 1024 + 1, "application/pdf", EvidenceTooLarge(20)),
        (10, "application/x-msdownload", EvidenceType("application/x-msdownload")),
    ],
)
def test_what_proves_nothing_is_not_kept(
    given: Given, size: int, media_type: str, refusal: Refusal
) -> None:
    past = given(recorded(said("AS4.3.1", 240)))
    past.when(AttachEvidence(past.last, "ab" * 32, size, media_type, "x")).then_refused(refusal)


def test_a_file_is_bound_to_its_report_by_its_hash(given: Given) -> None:
    past = given(recorded(said("AS4.3.1", 240)))
    past.when(AttachEvidence(past.last, "ab" * 32, 10, "application/pdf", "verbale.pdf")).then(
        EvidenceAttached(
            year=2024,
            report=past.last,
            indicator="AS4.3.1",
            sha256="ab" * 32,
            size=10,
            media_type="application/pdf",
            name="verbale.pdf",
        )
    )


def test_amounts_are_exact(given: Given) -> None:
    fact = said("AF1.1.1", "1234567890.01")
    (decision,) = given().when(reports(fact), by="eq.af1").decisions
    assert isinstance(decision.event, type(recorded(fact)))
    assert decision.event.value == Decimal("1234567890.01")
