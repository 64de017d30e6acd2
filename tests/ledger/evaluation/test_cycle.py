"""The phases of the year, closing and reopening it."""

import datetime as dt
from decimal import Decimal

import pytest

from ledger.commands.cycle import (
    CloseYear,
    OpenPhase,
    RecordOutput,
    ReopenYear,
    ReportMonitoring,
)
from ledger.commands.ente import ProposeEntity
from ledger.commands.evaluation import IssueScheda
from ledger.commands.personnel import RecordFact
from ledger.commands.plan import SetTarget
from ledger.commands.premiums import SetPool
from ledger.commands.progress import RecordProgress
from ledger.commands.talks import AddToTalk, RecordTalk
from ledger.errors import NoChange, NotAllowed, ReasonNeeded
from ledger.errors_smvp import (
    Lack,
    NoTalk,
    OnlyTheirs,
    PhaseBackwards,
    PhaseLacks,
    PhaseNeeded,
    TalkOutOfTime,
    UnknownOutput,
    YearIsClosed,
    YearIsOpen,
)
from ledger.people import CLI
from ledger.progress.change import Said
from ledger.projections import cycle, encounters

from .conftest import ACT, YEAR, Office

REPORT = RecordProgress((Said("AS4.3.1", "absolute", Decimal(300), day=dt.date(2024, 12, 30)),))


def at_phase(office: Office, *letters: str) -> Office:
    for letter in letters:
        office.does(OpenPhase(YEAR, letter, "prova"), by="segretario")  # type: ignore[arg-type]
    return office


def test_a_year_without_phases_allows_everything(office: Office) -> None:
    office.does(REPORT, by="eq.as4")
    office.does(ProposeEntity(YEAR), by="segretario")


@pytest.mark.parametrize("who", ["dirigente.as", "nucleo", "giunta", "sindaco", "admin"])
def test_the_segretario_moves_the_year_on(office: Office, who: str) -> None:
    for command in (
        OpenPhase(YEAR, "a"),
        CloseYear(YEAR, "prova"),
        ReportMonitoring(YEAR, "tutto bene"),
    ):
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
    evaluated.does(CloseYear(YEAR, "prova"), by="segretario")
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
        (CloseYear(YEAR, "prova"), "segretario"),
    ):
        evaluated.refuses(command, by, YearIsClosed)


def test_a_fact_that_reaches_into_a_closed_year_waits_for_its_reopening(office: Office) -> None:
    office.does(CloseYear(YEAR, "prova"), by="segretario")
    since = RecordFact("servizio", "eq.as4", *ACT, since=dt.date(2010, 3, 1), what="istruttori")
    office.refuses(since, "personale", YearIsClosed)
    office.does(ReopenYear(YEAR, "dati mancanti"), by="segretario")
    office.does(since, by="personale")


def test_the_next_year_s_facts_do_not_touch_it(evaluated: Office) -> None:
    evaluated.does(CloseYear(YEAR, "prova"), by="segretario")
    fine = RecordFact(
        "sanzione", "eq.as4", "det. 3", dt.date(2025, 1, 9), since=dt.date(2025, 1, 8), what="multa"
    )
    evaluated.does(fine, by="personale")
    assert evaluated.score("eq.as4").reduction_percent == 0


def test_reopening_is_an_event_with_a_reason(evaluated: Office) -> None:
    evaluated.refuses(ReopenYear(YEAR, "prova"), "segretario", YearIsOpen)
    evaluated.does(CloseYear(YEAR, "prova"), by="segretario")
    evaluated.refuses(ReopenYear(YEAR, " "), "segretario", ReasonNeeded)
    evaluated.refuses(ReopenYear(YEAR, "sentenza"), "nucleo", NotAllowed)
    evaluated.does(ReopenYear(YEAR, "sentenza"), by="segretario")
    evaluated.does(REPORT, by="eq.as4")
    evaluated.issues("eq.as4", by="dirigente.as", points=5)
    assert evaluated.scheda("eq.as4").version.version == 2


def test_no_jump_over_what_the_phases_before_should_have_left(office: Office) -> None:
    refused = office.refuses(OpenPhase(YEAR, "k"), "segretario", PhaseLacks)
    assert {str(name) for name in refused.facts()["lacks"]} == {  # type: ignore[union-attr]
        *("mandate_lines", "dup", "piao", "targets", "resources"),
        *("monitoring", "entity", "schede", "relazione"),
    }
    at_phase(office, "b")
    refused = office.refuses(OpenPhase(YEAR, "c"), "segretario", PhaseLacks)
    assert refused.facts()["lacks"] == (Lack.DUP,), "what was declared absent is not asked again"
    office.refuses(RecordOutput(YEAR, "altro", *ACT), "segretario", UnknownOutput)
    office.does(RecordOutput(YEAR, "dup", *ACT), by="segretario")
    office.does(OpenPhase(YEAR, "c"), by="segretario")
    assert [p.lacks for p in cycle.phases(office.view.tables, YEAR)] == [("mandate_lines",), ()]


def test_the_report_of_the_monitoring_keeps_the_figures_of_its_day(office: Office) -> None:
    office.reports("AS4.3.1", 300, by="eq.as4", validated_by="dirigente.as")
    office.does(ReportMonitoring(YEAR), by="segretario")
    office.reports("AS4.3.1", 600, by="eq.as4", validated_by="dirigente.as")
    (monitoring,) = cycle.monitorings(office.view.tables, YEAR)
    row = next(r for r in monitoring.figures if r.code == "AS4.3")
    assert (row.progress, row.unreported) == ("50", 0)
    assert sum(r.unreported for r in monitoring.figures) == 12


@pytest.mark.parametrize(
    ("moment", "day"),
    [("start", "2019-01-15"), ("midway", "2023-07-01"), ("conference", "2024-02-10")],
)
def test_a_talk_of_another_year_is_not_one_of_this(office: Office, moment: str, day: str) -> None:
    held = RecordTalk("eq.as4", YEAR, moment, dt.date.fromisoformat(day))  # type: ignore[arg-type]
    office.refuses(held, "dirigente.as", TalkOutOfTime)


def test_the_person_adds_their_word_to_a_talk(office: Office) -> None:
    held = RecordTalk("eq.as4", YEAR, "midway", dt.date(2024, 7, 1), "in ritardo sulle CIE")
    (e,) = office.does(held, by="dirigente.as")
    office.refuses(AddToTalk("eq.as4", YEAR, e.seq, "no"), "dirigente.as", OnlyTheirs)
    office.refuses(AddToTalk("eq.as4", YEAR, e.seq + 1, "no"), "eq.as4", NoTalk)
    office.does(AddToTalk("eq.as4", YEAR, e.seq, "manca personale"), by="eq.as4")
    (talk,) = encounters.talks(office.view.tables, "eq.as4", YEAR)
    assert (talk.content, talk.added) == ("in ritardo sulle CIE", "manca personale")
