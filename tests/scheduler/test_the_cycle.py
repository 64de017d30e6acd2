"""Campaigns, phases and terms: what has a day given by an act or by the regulation."""

import datetime as dt
from decimal import Decimal

import pytest

from ledger.commands.calendar import ChangeSettings, CloseCampaign, FinishPhase, OpenCampaign
from ledger.commands.cycle import CloseYear, RecordOutput, ReopenYear, ReportMonitoring
from ledger.commands.ente import AdoptRegulation
from ledger.commands.nucleo import HoldMeeting, ValidateRelazione, VoteOnAct, as_given
from ledger.commands.people import AddPerson
from ledger.commands.personnel import RecordReorganisation
from ledger.commands.premiums import SetPool
from ledger.errors import NotAllowed, PastDay, UnknownMatter
from ledger.people import CLI, Role
from ledger.projections.nucleo import proposals
from ledger.regulation import bundled
from scheduler.duties import publications

from .conftest import Year, about

M1 = ("monitoring", "M1")


def told_on(year: Year, first: str, last: str, line: tuple[str, str], to: str) -> list[str]:
    return [
        day.isoformat()
        for day, notice in year.days(first, last)
        if notice.to == to and line in about(notice)
    ]


def test_a_campaign_asks_everybody_for_what_they_still_owe(year: Year) -> None:
    year.on("2024-07-01")
    year.does("segretario", OpenCampaign("Verifica", dt.date(2024, 7, 31), "infra-annual"))
    told = year.on("2024-07-02")
    owed = next(m for m in told["eq.as4"].lines if m.kind == "monitoring")
    assert owed.codes == ("AS4.1.1", "AS4.1.2", "AS4.3.1", "AS4.4.1")
    year.says("eq.as4", "AS4.3.1", "300")
    told = year.on("2024-07-24")
    owed = next(m for m in told["eq.as4"].lines if m.kind == "monitoring")
    assert owed.codes == ("AS4.1.1", "AS4.1.2", "AS4.4.1")


def test_a_campaign_is_told_at_its_opening_before_its_end_and_then_weekly(year: Year) -> None:
    year.on("2024-07-01")
    year.does("segretario", OpenCampaign("Verifica", dt.date(2024, 7, 31)))
    days = told_on(year, "2024-07-02", "2024-08-20", M1, "eq.as4")
    assert days == [
        "2024-07-02",
        "2024-07-24",
        "2024-07-30",
        "2024-07-31",
        "2024-08-05",
        "2024-08-12",
        "2024-08-19",
    ]


def test_who_owes_nothing_or_a_closed_campaign_is_silent(year: Year) -> None:
    year.on("2024-07-01")
    year.does("segretario", OpenCampaign("Verifica", dt.date(2024, 7, 31), scope="AA"))
    year.says("eq.aa1", "AA1.1.1", "20")
    assert told_on(year, "2024-07-02", "2024-07-25", M1, "eq.aa1") == []
    year.does("segretario", CloseCampaign("M1"))
    assert told_on(year, "2024-07-26", "2024-08-20", M1, "dirigente.as") == []
    with pytest.raises(UnknownMatter):
        year.does("segretario", CloseCampaign("M1"))


def test_only_the_segretario_opens_campaigns_and_for_days_to_come(year: Year) -> None:
    with pytest.raises(NotAllowed):
        year.does("dirigente.as", OpenCampaign("Mia", dt.date(2024, 7, 31)))
    with pytest.raises(PastDay):
        year.does("segretario", OpenCampaign("Ieri", dt.date(2024, 1, 2)))


def test_the_yearly_check_is_asked_of_the_segretario_until_it_is_opened(year: Year) -> None:
    line = ("monitoring", "monitoring/2024")
    assert told_on(year, "2024-06-20", "2024-07-16", line, "segretario") == ["2024-07-01"]
    year.on("2024-07-16", 10)
    year.does("segretario", OpenCampaign("Verifica", dt.date(2024, 7, 30), "infra-annual"))
    assert told_on(year, "2024-07-17", "2024-07-31", line, "segretario") == []


def test_phases_are_told_before_their_day_until_done(year: Year) -> None:
    line = ("phase", "relazione/2024")
    days = told_on(year, "2025-05-20", "2025-06-20", line, "segretario")
    assert days == ["2025-05-30", "2025-06-16"]
    year.does("segretario", FinishPhase("relazione", 2024))
    assert told_on(year, "2025-06-21", "2025-07-05", line, "segretario") == []


def test_the_report_of_the_monitoring_is_its_end(year: Year) -> None:
    line = ("monitoring", "monitoring/2024")
    year.on("2024-07-02")
    year.does("segretario", ReportMonitoring(2024, "Tutto secondo i tempi"))
    assert told_on(year, "2024-07-03", "2024-08-09", line, "segretario") == []


def test_of_a_closed_year_nobody_hears_until_it_is_reopened(year: Year) -> None:
    year.does("segretario", AdoptRegulation(bundled()))
    year.on("2025-01-13")
    year.does("segretario", CloseYear(2024, "prova"))
    told = {notice.to for _, notice in year.days("2025-01-14", "2025-02-14")}
    dirigenti = {"dirigente.as", "dirigente.af"}
    assert told == {"segretario", *dirigenti}, "the PIAO and the objectives of the new year are due"
    year.does("segretario", ReopenYear(2024, "un errore"))
    assert "eq.as4" in year.on("2025-02-17")


def test_after_a_reorganisation_new_objectives_are_due_in_twenty_days(year: Year) -> None:
    year.on("2024-09-02")
    effective = dt.date(2024, 9, 2)
    year.does("personale", RecordReorganisation("AS4", effective, "DGM 1", effective))
    line = ("reassignment", "AS4")
    days = told_on(year, "2024-09-03", "2024-09-30", line, "dirigente.as")
    # The term ends on Sunday 22: its last reminders come on Friday, then once that it is past.
    assert days == ["2024-09-03", "2024-09-19", "2024-09-20", "2024-09-23"]


def test_a_page_to_publish_is_told_before_its_day_and_no_more_once_it_was(year: Year) -> None:
    """What rests on the fund is due a month after it was set: D.Lgs. 33/2013, art. 8."""
    line = ("publication", "2024/pub_stanziati")
    assert told_on(year, "2024-09-17", "2024-09-30", line, "segretario") == []
    act = ("delibera 9", dt.date(2024, 10, 1))
    year.on("2024-10-01")
    year.does("personale", SetPool(2024, "staff", Decimal(50000), *act))
    assert told_on(year, "2024-10-02", "2024-10-24", line, "segretario")
    year.does("segretario", RecordOutput(2024, "pub_stanziati", "pubblicato", act[1]))
    assert told_on(year, "2024-10-25", "2024-11-10", line, "segretario") == []


def test_members_of_the_nucleo_are_reminded_until_they_spoke_and_until_the_meeting(
    year: Year,
) -> None:
    year.does(CLI, AdoptRegulation(bundled().with_settings({"nucleo.members": 3})))
    for code in ("nucleo.b", "nucleo.c"):
        year.does(CLI, AddPerson(code, code.title(), Role.NUCLEO))
    year.on("2024-06-03")
    act = as_given(year.ledger.view, ValidateRelazione(2024))
    year.does("nucleo", act)
    (proposal,) = proposals(year.ledger.view.tables, 2024)
    vote = ("collegial", f"{proposal.seq}/2024/vote")
    told = year.on("2024-06-04")
    assert [to for to, notice in told.items() if vote in about(notice)] == ["nucleo.b", "nucleo.c"]
    assert told_on(year, "2024-06-05", "2024-06-30", vote, "nucleo.b")[-1] == "2024-06-24"
    year.does("nucleo.b", VoteOnAct(2024, proposal.seq, agrees=True))
    told = year.on("2024-07-01")
    meet = ("collegial", f"{proposal.seq}/2024/meet")
    assert {to for to, notice in told.items() if meet in about(notice)} == {
        "nucleo",
        "nucleo.b",
        "nucleo.c",
    }
    meeting = HoldMeeting(2024, dt.date(2024, 7, 1), ("nucleo", "nucleo.b"), (proposal.seq,))
    year.does("nucleo", meeting)
    assert told_on(year, "2024-07-02", "2024-07-31", meet, "nucleo.c") == []


def test_a_page_is_told_to_the_thirtieth_day_past_and_no_longer(year: Year) -> None:
    """The Relazione is to be published by 30 June of the year after."""
    view = year.ledger.view

    def told(day: dt.date) -> set[str | None]:
        return {duty.subject.step for duty in publications(view, day)}

    assert "pub_relazione" in told(dt.date(2025, 7, 30))
    assert "pub_relazione" not in told(dt.date(2025, 7, 31))


def test_a_duty_whose_day_is_the_weekly_one_insists_from_the_next(year: Year) -> None:
    """Schede are due by 30 April, in 2025 a Wednesday, which the Segretario has chosen."""
    year.does(CLI, AdoptRegulation(bundled()))
    year.on("2025-04-29")
    year.does("segretario", ChangeSettings(weekday=3))
    propose = ("entity", "segretario/2024/propose")
    days = told_on(year, "2025-04-30", "2025-05-13", propose, "segretario")
    assert [day for day in days if day > "2025-04-30"] == ["2025-05-07"]
