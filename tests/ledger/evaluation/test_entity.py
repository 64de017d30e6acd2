"""The performance of the ente: proposed, approved, validated. R-03."""

from fractions import Fraction

import pytest

from ledger.commands.cycle import CloseYear, ReopenYear
from ledger.commands.ente import (
    ApproveEntity,
    ProposeEntity,
    RefuseEntity,
    ValidateEntity,
    computed_entity,
)
from ledger.commands.evaluation import IssueScheda
from ledger.errors import NotAllowed, ReasonNeeded, Refusal
from ledger.errors_smvp import EntityMissing, EntityStep, OutOfRange, SamePerson, ValueReason
from ledger.people import Role
from ledger.projections import evaluation
from ledger.scoring.numbers import read_number

from .conftest import ACT, YEAR, Office


def test_the_record_proposes_and_three_people_decide(office: Office) -> None:
    office.reports("AS4.3.1", 300, by="eq.as4", validated_by="dirigente.as")
    computed = computed_entity(office.view, YEAR)
    office.does(ProposeEntity(YEAR), by="segretario")
    office.does(ApproveEntity(YEAR, *ACT), by="giunta")
    office.does(ValidateEntity(YEAR), by="nucleo")
    found = evaluation.entity(office.view.tables, YEAR)
    assert found is not None
    assert (read_number(found.value), found.step) == (computed, "validated")
    assert (found.proposed_by, found.approved_by, found.validated_by) == (
        "segretario",
        "giunta",
        "nucleo",
    )


def test_no_step_is_skipped(office: Office) -> None:
    office.refuses(ApproveEntity(YEAR, *ACT), "giunta", EntityStep)
    office.does(ProposeEntity(YEAR), by="segretario")
    office.refuses(ValidateEntity(YEAR), "nucleo", EntityStep)


@pytest.mark.parametrize("who", ["segretario", "giunta"])
def test_who_proposed_or_approved_does_not_validate(office: Office, who: str) -> None:
    office.enrols(who, Role.NUCLEO)
    office.does(ProposeEntity(YEAR), by="segretario")
    office.does(ApproveEntity(YEAR, *ACT), by="giunta")
    office.refuses(ValidateEntity(YEAR), who, SamePerson)
    office.does(ValidateEntity(YEAR), by="nucleo")


def test_what_is_validated_stays(office: Office) -> None:
    office.entity("83")
    office.refuses(ProposeEntity(YEAR), "segretario", EntityStep)
    office.refuses(ApproveEntity(YEAR, *ACT), "giunta", EntityStep)
    office.refuses(ValidateEntity(YEAR), "nucleo", EntityStep)


@pytest.mark.parametrize("who", ["dirigente.as", "eq.as4", "personale", "admin"])
def test_nobody_else_has_a_part_in_it(office: Office, who: str) -> None:
    for command in (ProposeEntity(YEAR), ApproveEntity(YEAR, *ACT), ValidateEntity(YEAR)):
        office.refuses(command, who, NotAllowed)


def test_one_person_with_two_posts_takes_one_step_only(office: Office) -> None:
    office.enrols("segretario", Role.GIUNTA)
    office.does(ProposeEntity(YEAR), by="segretario")
    office.refuses(ApproveEntity(YEAR, *ACT), "segretario", SamePerson)


@pytest.mark.parametrize(
    ("value", "reason", "why"),
    [("101", "prova", OutOfRange), ("-1", "prova", OutOfRange), ("50", "", ValueReason)],
)
def test_a_value_of_its_own_is_possible_and_has_a_reason(
    office: Office, value: str, reason: str, why: type[Refusal]
) -> None:
    office.refuses(ProposeEntity(YEAR, Fraction(value), reason), "segretario", why)


def test_no_scheda_is_issued_before_it_is_validated(office: Office) -> None:
    office.confers("eq.as4", by="dirigente.as")
    office.does(ProposeEntity(YEAR), by="segretario")
    office.does(ApproveEntity(YEAR, *ACT), by="giunta")
    said = office.judgement("eq.as4")
    office.refuses(IssueScheda(said), "dirigente.as", EntityMissing)
    office.does(ValidateEntity(YEAR), by="nucleo")
    office.does(IssueScheda(said), by="dirigente.as")


def test_it_is_measured_on_validated_data_and_the_rest_is_told_apart(office: Office) -> None:
    office.reports("AS4.3.1", 600, by="eq.as4", validated_by="dirigente.as")
    validated = computed_entity(office.view, YEAR)
    office.reports("AF1.1.1", 50000, by="eq.af1")
    assert computed_entity(office.view, YEAR) == validated
    office.does(ProposeEntity(YEAR), by="segretario")
    found = evaluation.entity(office.view.tables, YEAR)
    assert found is not None and found.unvalidated is not None
    assert read_number(found.unvalidated) > read_number(found.value) == validated


def test_the_nucleo_changes_it_with_a_reason_or_refuses_it(office: Office) -> None:
    office.does(ProposeEntity(YEAR, Fraction(83), "prova"), by="segretario")
    office.does(ApproveEntity(YEAR, *ACT), by="giunta")
    office.refuses(ValidateEntity(YEAR, Fraction(70)), "nucleo", ValueReason)
    office.refuses(RefuseEntity(YEAR, " "), "nucleo", ReasonNeeded)
    office.does(RefuseEntity(YEAR, "dati non provati"), by="nucleo")
    office.refuses(ApproveEntity(YEAR, *ACT), "giunta", EntityStep)
    office.does(ProposeEntity(YEAR, Fraction(80), "rivista"), by="segretario")
    office.does(ApproveEntity(YEAR, *ACT), by="giunta")
    office.does(ValidateEntity(YEAR, Fraction(70), "non concordo"), by="nucleo")
    found = evaluation.entity(office.view.tables, YEAR)
    assert found is not None
    assert (found.value, found.step, found.reason) == ("70", "validated", "non concordo")
    assert (found.act, found.act_on) == ACT


def test_a_reopened_year_lets_it_be_corrected(office: Office) -> None:
    office.entity("83")
    office.does(CloseYear(YEAR, "prova"), by="segretario")
    office.does(ReopenYear(YEAR, "sentenza"), by="segretario")
    office.entity("80")
    found = evaluation.entity(office.view.tables, YEAR)
    assert found is not None and found.value == "80"
