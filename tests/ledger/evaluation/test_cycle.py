"""The phases of the year, closing and reopening it."""

import datetime as dt
from decimal import Decimal

import pytest

from ledger.commands.cycle import CloseYear, OpenPhase, ReopenYear, ReportMonitoring
from ledger.commands.ente import ProposeEntity
from ledger.commands.evaluation import IssueScheda
from ledger.commands.personnel import RecordFact
from ledger.commands.plan import SetTarget
from ledger.commands.premiums import SetPool
from ledger.commands.progress import RecordProgress
from ledger.errors import NoChange, NotAllowed, ReasonNeeded
from ledger.errors_smvp import PhaseBackwards, PhaseNeeded, YearIsClosed, YearIsOpen
from ledger.people import CLI
from ledger.progress.change import Said
from ledger.projections import cycle

from .conftest import ACT, YEAR, Office

REPORT = RecordProgress((Said("AS4.3.1", "absolute", Decimal(300), day=dt.date(2024, 12, 30)),))


def at_phase(office: Office, *letters: str) -> Office:
    for letter in letters:
        office.does(OpenPhase(YEAR, letter), by="segretario")  # type: ignore[arg-type]
    return office


def test_a_year_without_phases_allows_everything(office: Office) -> None:
    office.does(REPORT, by="eq.as4")
    office.does(ProposeEntity(YEAR), by="segretario")


@pytest.mark.parametrize("who", ["dirigente.as", "nucleo", "giunta", "sindaco", "admin"])
def test_the_segretario_moves_the_year_on(office: Office, who: str) -> None:
    for command in (OpenPhase(YEAR, "a"), CloseYear(YEAR), ReportMonitoring(YEAR, "tutto bene")):
        office.refuses(command, who, NotAllowed)
    office.does(OpenPhase(YEAR, "a"), by=CLI)


def test_forward_only(office: Office) -> None:
    at_phase(office, "a", "g")
    office.refuses(OpenPhase(YEAR, "g"), "segretario", NoChange)
    office.refuses(OpenPhase(YEAR, "d"), "segretario", PhaseBackwards)
    assert [p.phase for p in cycle.phases(office.view.tables, YEAR)] == ["a", "g"]


def test_what_each_phase_allows(office: Office) -> None:
    at_phase(office, "b")
    office.refuses(REPORT, "eq.as4", PhaseNeeded)
    at_phase(office, "g")
    office.does(REPORT, by="eq.as4")
    office.refuses(ProposeEntity(YEAR), "segretario", PhaseNeeded)
    office.does(ReportMonitoring(YEAR, "due obiettivi indietro", "rinforzi"), by="segretario")
    at_phase(office, "h")
    office.refuses(ReportMonitoring(YEAR, "tardi"), "segretario", PhaseNeeded)
    office.entity("83").confers("eq.as4", by="dirigente.as")
    said = IssueScheda(office.judgement("eq.as4"))
    office.refuses(said, "dirigente.as", PhaseNeeded)
    at_phase(office, "i")
    office.refuses(REPORT, "eq.as4", PhaseNeeded)
    office.does(said, by="dirigente.as")
    (monitoring,) = cycle.monitorings(office.view.tables, YEAR)
    assert monitoring.corrections == "rinforzi"


def test_a_closed_year_does_not_change(evaluated: Office) -> None:
    evaluated.does(CloseYear(YEAR), by="segretario")
    for command, by in (
        (REPORT, "eq.as4"),
        (SetTarget("AS4.3.1", Decimal(700)), "dirigente.as"),
        (IssueScheda(evaluated.judgement("eq.as3")), "dirigente.as"),
        (SetPool(YEAR, "staff", Decimal(1), *ACT), "personale"),
        (
            RecordFact("sanzione", "eq.as4", *ACT, since=dt.date(2024, 5, 2), what="multa"),
            "personale",
        ),
        (OpenPhase(YEAR, "k"), "segretario"),
        (CloseYear(YEAR), "segretario"),
    ):
        evaluated.refuses(command, by, YearIsClosed)


def test_a_fact_that_reaches_into_a_closed_year_waits_for_its_reopening(office: Office) -> None:
    office.does(CloseYear(YEAR), by="segretario")
    since = RecordFact("servizio", "eq.as4", *ACT, since=dt.date(2010, 3, 1), what="istruttori")
    office.refuses(since, "personale", YearIsClosed)
    office.does(ReopenYear(YEAR, "dati mancanti"), by="segretario")
    office.does(since, by="personale")


def test_the_next_year_s_facts_do_not_touch_it(evaluated: Office) -> None:
    evaluated.does(CloseYear(YEAR), by="segretario")
    fine = RecordFact(
        "sanzione", "eq.as4", "det. 3", dt.date(2025, 1, 9), since=dt.date(2025, 1, 8), what="multa"
    )
    evaluated.does(fine, by="personale")
    assert evaluated.score("eq.as4").reduction_percent == 0


def test_reopening_is_an_event_with_a_reason(evaluated: Office) -> None:
    evaluated.refuses(ReopenYear(YEAR, "prova"), "segretario", YearIsOpen)
    evaluated.does(CloseYear(YEAR), by="segretario")
    evaluated.refuses(ReopenYear(YEAR, " "), "segretario", ReasonNeeded)
    evaluated.refuses(ReopenYear(YEAR, "sentenza"), "nucleo", NotAllowed)
    evaluated.does(ReopenYear(YEAR, "sentenza"), by="segretario")
    evaluated.does(REPORT, by="eq.as4")
    evaluated.issues("eq.as4", by="dirigente.as", points=5)
    assert evaluated.scheda("eq.as4").version.version == 2
