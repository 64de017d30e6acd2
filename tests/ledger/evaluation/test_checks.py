"""What the Nucleo finds before signing off: one list, each line with its cause. R-09, R-19."""

import datetime as dt
from decimal import Decimal

from ledger.commands.personnel import RecordReorganisation
from ledger.commands.plan import SetTarget
from ledger.commands.talks import RecordTalk
from ledger.evaluation.checks import Check, checks

from .conftest import ACT, YEAR, Office


def found(office: Office, kind: str) -> list[Check]:
    return [c for c in checks(office.view, YEAR, office.today) if c.kind == kind]


def subjects(office: Office, kind: str) -> set[str]:
    return {c.subject for c in found(office, kind)}


def test_a_target_fixed_when_the_period_had_begun_says_when_and_by_whom(office: Office) -> None:
    assert subjects(office, "no_target") == {"AF1.1.2"}
    office.does(SetTarget("AF1.1.2", Decimal(30)), by="dirigente.af")
    (late,) = found(office, "assigned_late")
    assert (late.cause, late.day, late.actor) == ("AF1.1.2", office.today, "dirigente.af")
    assert subjects(office, "no_target") == set()


def test_reports_without_evidence_and_never_validated(office: Office) -> None:
    office.reports("AS4.3.1", 300, by="eq.as4")
    assert subjects(office, "no_evidence") == {"AS4.3.1"}
    assert subjects(office, "never_validated") == {"AS4.3.1"}


def test_evaluations_missing_and_talks_never_held(office: Office) -> None:
    office.entity("83").confers("eq.as4", by="dirigente.as").issues("eq.as4", by="dirigente.as")
    assert "eq.as4" not in subjects(office, "missing")
    assert {"eq.as3", "segretario", "dipendente.as4"} <= subjects(office, "missing")
    assert "eq.as4" in subjects(office, "no_talk"), "the conference is not a talk"
    office.does(RecordTalk("eq.as4", YEAR, "end", office.today), by="dirigente.as")
    assert "eq.as4" not in subjects(office, "no_talk")


def test_scores_that_do_not_differentiate(office: Office) -> None:
    office.entity("83")
    for person in ("eq.as3", "eq.as4"):
        office.confers(person, by="dirigente.as")
        office.issues(person, by="dirigente.as", points=5)
    assert subjects(office, "all_same") == {"dirigente.as"}
    assert subjects(office, "all_top") == {"dirigente.as"}
    office.confers("eq.aa1", by="dirigente.as").issues("eq.aa1", by="dirigente.as", points=1)
    assert subjects(office, "all_same") == set()


def test_near_an_edge_and_negative(office: Office) -> None:
    """E 83, S 79, C 18: 74.5 is near 75; E 83, S 10, C 6: negative."""
    office.entity("83").confers("eq.as4", by="dirigente.as").confers("eq.as3", by="dirigente.as")
    office.issues("eq.as4", by="dirigente.as", points=3, values="79")
    office.issues("eq.as3", by="dirigente.as", points=1, values="10")
    assert subjects(office, "near_edge") == {"eq.as4"}
    assert subjects(office, "negative") == {"eq.as3"}


def test_excluded_people_are_named_with_the_reason(office: Office) -> None:
    office.fact("servizio", "eq.as4", what="funzionari_eq", since="2024-11-01")
    assert subjects(office, "excluded_presence") == {"eq.as4"}
    assert "eq.as4" not in subjects(office, "missing")


def test_a_reorganised_unit_without_new_objectives_in_time(office: Office) -> None:
    office.does(RecordReorganisation("AS4", dt.date(2024, 3, 11), *ACT), by="personale")
    (late,) = found(office, "reorganised")
    assert (late.cause, late.day) == ("AS4", dt.date(2024, 3, 31))


def test_a_scheda_that_rests_on_facts_corrected_since(evaluated: Office) -> None:
    assert found(evaluated, "outdated") == []
    evaluated.fact("sanzione", "eq.as4", what="multa", since="2024-05-02")
    assert subjects(evaluated, "outdated") == {"eq.as4"}


def test_the_entity_is_on_the_list_until_validated(office: Office) -> None:
    assert len(found(office, "entity")) == 1
    office.entity("83")
    assert found(office, "entity") == []
