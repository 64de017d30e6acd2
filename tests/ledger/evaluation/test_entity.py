"""The performance of the ente: proposed, approved, validated. R-03."""

from fractions import Fraction

import pytest

from ledger.commands.ente import ApproveEntity, ProposeEntity, ValidateEntity, computed_entity
from ledger.commands.evaluation import IssueScheda
from ledger.errors import NotAllowed, Refusal
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
