"""The conciliazione: terms in working days, who does what, silence. R-21 to R-23."""

import datetime as dt

import pytest

from ledger.commands.conciliazione import (
    AcknowledgeScheda,
    AnswerObservations,
    FileObservations,
    ServeScheda,
    SignOutcome,
)
from ledger.errors import FutureDay, NotAllowed, ReasonNeeded
from ledger.errors_smvp import (
    ActNeeded,
    AlreadyAnswered,
    AlreadyNotified,
    AlreadyObserved,
    AlreadySigned,
    NoOutcome,
    NoScheda,
    NothingToAnswer,
    NotNotified,
    OldVersion,
    OnlyTheirs,
)
from ledger.evaluation.schede import Course, course, latest

from .conftest import YEAR, Office

PERSON = "eq.as4"


def stands(office: Office) -> Course:
    version = latest(office.view, PERSON, YEAR)
    assert version is not None
    return course(office.view, version, office.today)


def notified(office: Office) -> Office:
    """On Monday 10 February 2025: observations by Monday 24."""
    office.does(AcknowledgeScheda(PERSON, YEAR, 1, read_on="page"), by=PERSON)
    return office


def observed(office: Office, day: str = "2025-02-12") -> Office:
    notified(office).on(day)
    office.does(FileObservations(PERSON, YEAR, "EQ-I vale di più"), by=PERSON)
    return office


def test_terms_run_from_the_note_taken(evaluated: Office) -> None:
    assert (stands(evaluated).state, stands(evaluated).due_from) == ("issued", "person")
    notified(evaluated)
    assert stands(evaluated).state == "notified"
    assert stands(evaluated).due_on == dt.date(2025, 2, 24)


def test_it_is_also_notified_by_other_means(evaluated: Office) -> None:
    served = ServeScheda(PERSON, YEAR, dt.date(2025, 2, 10), "PEC prot. 77")
    evaluated.refuses(served, "dirigente.af", NotAllowed)
    evaluated.refuses(ServeScheda(PERSON, YEAR, evaluated.today, " "), "personale", ActNeeded)
    late = ServeScheda(PERSON, YEAR, dt.date(2025, 2, 9), "PEC")
    evaluated.refuses(late, "personale", FutureDay)
    evaluated.does(served, by="personale")
    evaluated.refuses(AcknowledgeScheda(PERSON, YEAR, 1, read_on="page"), PERSON, AlreadyNotified)


def test_only_the_person_takes_note_observes_and_signs(evaluated: Office) -> None:
    evaluated.refuses(
        AcknowledgeScheda(PERSON, YEAR, 1, read_on="page"), "dirigente.as", OnlyTheirs
    )
    evaluated.refuses(FileObservations(PERSON, YEAR, "no"), "eq.as3", OnlyTheirs)
    evaluated.refuses(SignOutcome(PERSON, YEAR, True), "nucleo", OnlyTheirs)
    evaluated.refuses(AcknowledgeScheda("eq.as3", YEAR, 1, read_on="page"), "eq.as3", NoScheda)
    evaluated.refuses(AcknowledgeScheda(PERSON, YEAR, 2, read_on="page"), PERSON, OldVersion)


def test_observations_come_after_the_notification_and_once(evaluated: Office) -> None:
    filed = FileObservations(PERSON, YEAR, "EQ-I vale di più")
    evaluated.refuses(filed, PERSON, NotNotified)
    notified(evaluated)
    evaluated.refuses(FileObservations(PERSON, YEAR, "  "), PERSON, ReasonNeeded)
    evaluated.does(filed, by=PERSON)
    evaluated.refuses(filed, PERSON, AlreadyObserved)
    assert stands(evaluated).due_on == dt.date(2025, 2, 24)


@pytest.mark.parametrize(("day", "admitted"), [("2025-02-24", True), ("2025-02-25", False)])
def test_the_tenth_working_day_is_the_last_useful_one(
    evaluated: Office, day: str, admitted: bool
) -> None:
    observed(evaluated, day)
    assert stands(evaluated).procedure.admissible is admitted
    assert stands(evaluated).state == ("observed" if admitted else "final")


def test_late_observations_are_recorded_and_open_no_phase(evaluated: Office) -> None:
    observed(evaluated, "2025-02-25")
    evaluated.refuses(AnswerObservations(PERSON, YEAR, "confermo"), "dirigente.as", NothingToAnswer)
    assert stands(evaluated).ended


def test_without_observations_the_scheda_becomes_final(evaluated: Office) -> None:
    notified(evaluated).on("2025-02-25")
    assert (stands(evaluated).state, stands(evaluated).ended) == ("final", True)


def test_a_confirmed_scheda_is_signed_or_not(evaluated: Office) -> None:
    evaluated.refuses(SignOutcome(PERSON, YEAR, True), PERSON, NoOutcome)
    observed(evaluated)
    evaluated.refuses(AnswerObservations(PERSON, YEAR, " "), "dirigente.as", ReasonNeeded)
    evaluated.does(AnswerObservations(PERSON, YEAR, "confermo perché"), by="dirigente.as")
    assert stands(evaluated).state == "confirmed"
    evaluated.does(SignOutcome(PERSON, YEAR, False), by=PERSON)
    assert (stands(evaluated).state, stands(evaluated).ended) == ("not_accepted", True)
    evaluated.refuses(SignOutcome(PERSON, YEAR, True), PERSON, AlreadySigned)
    assert evaluated.scheda(PERSON).version.version == 1


def test_a_changed_scheda_replaces_the_former_which_is_kept(evaluated: Office) -> None:
    """B from 80 to 90: D and what follows are computed again."""
    before = evaluated.score(PERSON)
    observed(evaluated)
    changed = evaluated.judgement(PERSON, points=5, values="90")
    evaluated.does(AnswerObservations(PERSON, YEAR, "accolte", changed), by="dirigente.as")
    found, after = evaluated.scheda(PERSON), evaluated.score(PERSON)
    assert found.version.version == 2
    assert (after.c - before.c, after.s - before.s) == (6, 10)
    assert after.d == after.a + after.b + after.c
    assert stands(evaluated).state == "changed"
    evaluated.does(SignOutcome(PERSON, YEAR, True), by=PERSON)
    assert stands(evaluated).state == "accepted"


def test_the_answer_is_the_evaluator_s_and_is_given_once(evaluated: Office) -> None:
    observed(evaluated)
    answer = AnswerObservations(PERSON, YEAR, "confermo perché")
    evaluated.refuses(answer, "nucleo", NotAllowed)
    evaluated.does(answer, by="dirigente.as")
    refused = evaluated.refuses(answer, "dirigente.as", AlreadyAnswered)
    assert refused.facts()["actor"] == "dirigente.as"


def test_silence_of_the_evaluator_is_flagged_and_the_first_scheda_stands(
    evaluated: Office,
) -> None:
    observed(evaluated).on("2025-02-27")
    assert (stands(evaluated).state, stands(evaluated).reply_overdue) == ("observed", True)
    assert evaluated.scheda(PERSON).version.version == 1
    evaluated.does(AnswerObservations(PERSON, YEAR, "confermo, tardi"), by="dirigente.as")
    assert stands(evaluated).reply_on_time is False
