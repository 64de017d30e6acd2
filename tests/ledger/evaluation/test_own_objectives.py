"""Objectives of one person, beside those of their unit. R-31."""

import datetime as dt
from decimal import Decimal

import pytest

from ledger.commands.evaluation import position_of
from ledger.commands.objectives import (
    AssignObjectives,
    ConsultObjectives,
    NoteObjectives,
    Own,
    ProposeObjectives,
)
from ledger.errors import NotAllowed, Refusal, UnknownCode
from ledger.errors_smvp import NoOwnObjectives, OnlyTheirs, OwnEvaluation, TooMuchWeight
from ledger.evaluation.checks import checks
from ledger.evaluation.schede import proposed_values
from ledger.projections import encounters

from .conftest import YEAR, Office

FROM_THE_PLAN = Own("", "pratiche", "200", Decimal(40), code="as4.1")
WORDED = Own("Formare i colleghi", "ore di corso", "20", Decimal(20))


def weights(office: Office) -> dict[str, str]:
    position = position_of(office.view, "eq.as4", YEAR)
    return {p.code: str(p.weight) for p in proposed_values(office.view, position)}


def test_proposed_heard_assigned_noted(office: Office) -> None:
    """40 and 20 of their own; what is left, 40, is of the unit: AS4.3 and AS4.4, 20 each."""
    proposal = ProposeObjectives("eq.as4", YEAR, (FROM_THE_PLAN, WORDED))
    office.refuses(proposal, "dirigente.af", NotAllowed)
    office.refuses(proposal, "eq.as4", OwnEvaluation)
    office.refuses(ConsultObjectives("eq.as4", YEAR, "ci sto"), "eq.as4", NoOwnObjectives)
    office.does(proposal, by="dirigente.as")
    office.refuses(ConsultObjectives("eq.as4", YEAR, "ci sto"), "eq.as3", OnlyTheirs)
    office.does(ConsultObjectives("eq.as4", YEAR, "servono due persone"), by="eq.as4")
    assert weights(office).keys() == {"AS4.1", "AS4.3", "AS4.4"}, "a proposal changes nothing"
    office.does(AssignObjectives("eq.as4", YEAR), by="dirigente.as")
    assert weights(office) == {"AS4.1": "40", "P.2": "20", "AS4.3": "20", "AS4.4": "20"}
    office.does(NoteObjectives("eq.as4", YEAR), by="eq.as4")
    office.refuses(NoteObjectives("eq.as4", YEAR), "eq.as4", NoOwnObjectives)
    found = encounters.own_objectives(office.view.tables, "eq.as4", YEAR)
    assert found is not None
    assert (found.consulted, found.noted_on) == ("servono due persone", dt.date(2025, 2, 10))


def test_own_objectives_alone_where_they_weigh_100(office: Office) -> None:
    own = (Own("", "pratiche", "200", Decimal(100), code="AS4.1"),)
    office.does(AssignObjectives("eq.as4", YEAR, own), by="dirigente.as")
    assert weights(office) == {"AS4.1": "100"}


def test_assigned_after_the_period_began_it_counts_and_the_nucleo_sees_it(office: Office) -> None:
    office.does(AssignObjectives("eq.as4", YEAR, (WORDED,)), by="dirigente.as")
    kinds = {c.kind for c in checks(office.view, YEAR, office.today) if c.subject == "eq.as4"}
    assert {"objectives_late", "objectives_unnoted"} <= kinds
    office.entity("83").confers("eq.as4", by="dirigente.as").issues("eq.as4", by="dirigente.as")
    (line, *_) = office.scheda("eq.as4").version.sheet.objectives
    assert (line.code, line.title, line.value) == ("P.1", "Formare i colleghi", "80")


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ((WORDED, Own("Altro", "x", "1", Decimal(90))), TooMuchWeight),
        ((Own("", "x", "1", Decimal(10), code="ZZ9.9"),), UnknownCode),
        ((), NoOwnObjectives),
    ],
    ids=["over 100", "unknown", "nothing"],
)
def test_what_cannot_be_assigned(office: Office, own: tuple[Own, ...], why: type[Refusal]) -> None:
    office.refuses(AssignObjectives("eq.as4", YEAR, own), "dirigente.as", why)
