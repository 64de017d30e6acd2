"""Monitoring campaigns, phases and terms: what has a day given by the regulation or by an act."""

import datetime as dt
from collections.abc import Iterator

from ledger.cycle.agenda import Campaign
from ledger.cycle.campaigns import owed
from scheduler.levels import SEGRETARIO_LEVEL, Levels
from scheduler.page import Matter, Page
from scheduler.record import Record, who_reports

OPENING = "opened"
LATE = "late"


def matters(record: Record, page: Page) -> Iterator[Matter]:
    for campaign in record.agenda.campaigns:
        if campaign.closed_on is None:
            yield from _campaign(record, page, campaign)
    yield from _phases(record, page)
    yield from _terms(record, page)


def _campaign(record: Record, page: Page, campaign: Campaign) -> Iterator[Matter]:
    stage, weekly = _stage(page, campaign)
    if stage is None:
        return
    owing: dict[Levels, list[str]] = {}
    for code in owed(record.plan, record.agenda, campaign):
        owing.setdefault(who_reports(record.plan, code), []).append(code)
    for to, codes in owing.items():
        yield Matter(
            "monitoring",
            campaign.code,
            stage,
            to,
            campaign.due_on,
            since=campaign.opened_on,
            codes=tuple(codes),
            weekly=weekly,
        )


def _stage(page: Page, campaign: Campaign) -> tuple[str | None, bool]:
    """Its opening, the days before its end, then each week."""
    if page.day > campaign.due_on:
        week = str(page.week)
        return (week, True) if campaign.due_on < page.week else (None, False)
    step = page.before(campaign.due_on, page.rules.campaign_days)
    if step is None or step[1] < campaign.opened_on:
        return f"{campaign.due_on}/{OPENING}", False
    return f"{campaign.due_on}/{step[0]}", False


def phase_dates(record: Record, page: Page) -> Iterator[tuple[str, str, dt.date]]:
    """Phases still to be done, `relazione/2024`, their names and their days.

    The year in the name is the year evaluated. The plan in force is the assignment of its year; a
    campaign of the yearly check, opened in the year, is its monitoring.
    """
    for year in range(page.day.year - 2, page.day.year + 2):
        for date in page.regulation.statutory_dates:
            phase = f"{date.kind}/{year}"
            done = phase in record.agenda.phases_done or year in record.agenda.closed_years
            if not done and not _done(record, date.kind, year):
                day = dt.date.fromisoformat(f"{year + date.years_later}-{date.day}")
                yield phase, date.name, day


def _done(record: Record, kind: str, year: int) -> bool:
    if kind in ("piao", "assignment"):
        return year <= record.plan.plan.year
    if kind == "monitoring":
        return any(
            c.kind == "infra-annual" and c.opened_on.year == year for c in record.agenda.campaigns
        )
    return year < record.plan.plan.year


def _phases(record: Record, page: Page) -> Iterator[Matter]:
    for phase, _, day in phase_dates(record, page):
        step = page.before(day, page.rules.deadline_days)
        if step is not None:
            stage = f"{day}/{step[0]}"
            kind = "monitoring" if phase.startswith("monitoring/") else "phase"
            yield Matter(kind, phase, stage, (SEGRETARIO_LEVEL,), day)


def _terms(record: Record, page: Page) -> Iterator[Matter]:
    """A term's opening, the days before its end, and once that nobody kept it."""
    for term in record.terms:
        to, mark = term.to, ""
        if page.day > term.due_on:
            to, mark = term.late_to, LATE
        elif page.day >= term.since:
            step = page.before(term.due_on, page.rules.term_days)
            mark = OPENING if step is None or step[1] < term.since else str(step[0])
        if to and mark:
            stage = f"{term.due_on}/{mark}"
            yield Matter(term.kind, term.subject, stage, to, term.due_on, term.since)
