"""Monitoring campaigns, phases and terms: what has a day given by the regulation or by an act."""

from collections.abc import Iterator
from functools import partial

from ledger.cycle.agenda import Campaign
from ledger.cycle.campaigns import owed
from ledger.cycle.dates import statutory_day
from ledger.events.calendar import Stage, Subject
from ledger.plan.carry import drafted_from, waits_for_a_draft
from scheduler.levels import SEGRETARIO_LEVEL, Levels
from scheduler.page import Matter, Page
from scheduler.record import PlanYear, Record, who_reports
from scheduler.terms import Term

OF_A_NEW_YEAR = ("piao", "assignment")
"""Phases that adopting the year's plan ends."""


def matters(record: Record, page: Page) -> Iterator[Matter]:
    """What has a day given by an act or by the regulation: campaigns, phases, terms, next year's
    plan."""
    for campaign in record.agenda.campaigns:
        of = record.of(campaign.year)
        if campaign.closed_on is None and of is not None:
            subject = Subject(year=campaign.year, code=campaign.code)
            find = partial(_campaign, of, page, campaign, subject)
            yield from page.apart.look("monitoring", subject, find)
    for subject in phases(record, page):
        yield from page.apart.look("phase", subject, partial(_phase, page, subject))
    following = Subject(year=page.day.year + 1, phase="plan")
    yield from page.apart.look("carry", following, partial(_draft, record, page, following))
    for term in record.terms:
        yield from page.apart.look(term.kind, term.subject, partial(_term, page, term))


def _campaign(of: PlanYear, page: Page, campaign: Campaign, subject: Subject) -> Iterator[Matter]:
    stage = _stage(page, campaign)
    if stage is None:
        return
    owing: dict[Levels, list[str]] = {}
    for code in owed(of.plan, of.agenda, campaign):
        owing.setdefault(who_reports(of.plan, code), []).append(code)
    for to, codes in owing.items():
        yield Matter(
            "monitoring",
            subject,
            stage,
            to,
            campaign.due_on,
            since=campaign.opened_on,
            codes=tuple(codes),
        )


def _stage(page: Page, campaign: Campaign) -> Stage | None:
    """Its opening, the days before its end, then each week."""
    if page.day > campaign.due_on:
        return page.this_week if campaign.due_on < page.week else None
    step = page.before(campaign.due_on, page.rules.campaign_days)
    if step is None or step[1] < campaign.opened_on:
        return Stage(name="opened", day=campaign.due_on)
    return Stage(name="before", day=campaign.due_on, count=step[0])


def phases(record: Record, page: Page) -> Iterator[Subject]:
    """Phases with a day of their own that nobody has said to be done, of the years evaluated.

    The plan adopted is the assignment of its year; a campaign of the yearly check is its
    monitoring. Only a year that has a plan is monitored and told about.
    """
    checked = {c.year for c in record.agenda.campaigns if c.kind == "infra-annual"}
    for year in range(page.day.year - 2, page.day.year + 2):
        if year in record.agenda.closed_years or year < min(record.adopted):
            continue
        for date in page.regulation.statutory_dates:
            new = date.kind in OF_A_NEW_YEAR
            done = (date.kind, year) in record.agenda.phases_done
            done = done or (date.kind == "monitoring" and year in checked)
            done = done or (date.kind == "evaluation" and _evaluated(record, year))
            if not done and new != (year in record.adopted):
                yield Subject(year=year, phase=date.kind)


def _evaluated(record: Record, year: int) -> bool:
    """Whether everybody has their scheda: some were issued, and nobody owes one."""
    issued = any(scheda.year == year for scheda in record.agenda.issued)
    return issued and not any(
        duty.kind == "evaluation" and duty.subject.year == year for duty in record.duties
    )


def _phase(page: Page, subject: Subject) -> Iterator[Matter]:
    assert subject.phase is not None, "phases are named"
    assert subject.year is not None, "a phase is of a year"
    day = statutory_day(page.regulation, subject.phase, subject.year)
    stage = page.stage_before(day, page.rules.deadline_days) if day else None
    if stage is not None:
        kind = "monitoring" if subject.phase == "monitoring" else "phase"
        yield Matter(kind, subject, stage, (SEGRETARIO_LEVEL,), day)


def _draft(record: Record, page: Page, subject: Subject) -> Iterator[Matter]:
    """From November, once: next year's plan can be drafted from this one."""
    year = page.day.year
    if waits_for_a_draft(record.adopted, year, page.day):
        stage = Stage(name="once", day=drafted_from(year))
        yield Matter("carry", subject, stage, (SEGRETARIO_LEVEL,))


def _term(page: Page, term: Term) -> Iterator[Matter]:
    """A term's opening, the days before its end, and once that nobody kept it."""
    to: Levels = term.to
    if page.day > term.due_on:
        to, stage = term.late_to, Stage(name="late", day=term.due_on)
    elif page.day >= term.since:
        step = page.before(term.due_on, page.rules.term_days)
        stage = Stage(name="opened", day=term.due_on)
        if step is not None and step[1] >= term.since:
            stage = Stage(name="before", day=term.due_on, count=step[0])
    else:
        return
    if to:
        yield Matter(term.kind, term.subject, stage, to, term.due_on, term.since)
