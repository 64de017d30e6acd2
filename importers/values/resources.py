"""What an objective sheet prints beside measures: pieces of work, people, money.

Kept and shown, never part of a figure. Source: contract, phases of an objective.
"""

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

from importers.tables.roles import Role
from importers.values.dates import Day, days_in, deadline_days
from importers.values.figures import is_error, quantity, says_nothing, weight_in
from importers.whole.drafts import IndicatorDraft, ObjectiveDraft
from importers.whole.findings import Findings
from importers.whole.grid import one_line
from italian.regex import regex
from ledger.plan import Budget, Indicator, Kind, People, Phase


def read_milestones(draft: ObjectiveDraft, code: str, year: int) -> list[Indicator]:
    """Activities that bear a weight, where an objective has no indicator of its own."""
    if draft.indicators or not any(row.text(Role.PHASE_WEIGHT) for row in draft.phases):
        return []
    found: list[Indicator] = []
    for k, row in enumerate(draft.phases, start=1):
        own = f"{code}.{k}"
        found.append(
            Indicator(
                code=own,
                name=one_line(row.text(Role.PHASE)),
                kind=Kind.MILESTONE,
                weight=_weight(row, draft.findings, own),
                deadline=_end(row, year, draft.findings, own) or _last_month(row, year),
            )
        )
    draft.phases = []
    return found


def read_phases(draft: ObjectiveDraft, code: str, year: int) -> tuple[Phase, ...]:
    """Pieces of work with their days: as written, or by the months marked."""
    found: list[Phase] = []
    for row in draft.phases:
        title = one_line(row.text(Role.PHASE))
        if not title:
            continue
        start = next((d.day for d in days_in(row.text(Role.START), year) if d.day), None)
        end = _end(row, year, draft.findings, code)
        if row.months:
            start = dt.date(year, row.months[0], 1)
            last = row.months[-1]
            end = dt.date(year, last, calendar.monthrange(year, last)[1])
        weight = _weight(row, draft.findings, code)
        found.append(Phase(title=title, start=start, end=end, weight=weight))
    return tuple(found)


def _last_month(row: IndicatorDraft, year: int) -> dt.date | None:
    """The last day of the last month marked."""
    if not row.months:
        return None
    return dt.date(year, row.months[-1], calendar.monthrange(year, row.months[-1])[1])


def _end(row: IndicatorDraft, year: int, findings: Findings, where: str) -> dt.date | None:
    """The last day a piece of work names; one that does not exist is told."""
    days = deadline_days(row.text(Role.DEADLINE), year)
    for day in days:
        _tell_bad_day(day, row.line, findings, where)
    return max((day.day for day in days if day.day is not None), default=None)


def _tell_bad_day(day: Day, line: int, findings: Findings, where: str) -> None:
    if day.day is None:
        reading = day.reading.isoformat() if day.reading else None
        findings.add("bad_date", line, day.text, reading, where=where)


def _weight(row: IndicatorDraft, findings: Findings, where: str) -> Decimal | None:
    text = row.text(Role.PHASE_WEIGHT)
    if not text or says_nothing(text):
        return None
    weight = None if is_error(text) else weight_in(text)
    if weight is None or not 0 <= weight <= 100:
        findings.add("bad_weight", row.line, text, where=where)
        return None
    return weight


_SHARE = r"(?:\s*[,(\[–-]?\s*(?P<share>\d{1,3}(?:[.,]\d+)?)\s*%\s*(?:del tempo)?[)\]]?)?"
_HEADS = (
    regex(
        rf"(?P<area>[^\d:()]+?)\s*[:–-]?\s*(?:n\.\s*)?(?P<number>\d{{1,3}}){_SHARE}", re.IGNORECASE
    ),
    regex(rf"(?:n\.\s*)?(?P<number>\d{{1,3}})\s+(?P<area>[^\d:()]+?){_SHARE}", re.IGNORECASE),
)
"""`Funzionari: 1 (50%)`, `2 istruttori, 30%`."""


_PERSONS = regex(r"[\n;]|(?<=%\))\s+(?=[A-Z])")


def people_in(text: str, line: int) -> list[IndicatorDraft]:
    """Who works on it, each on a line of one cell; none where some line says something else."""
    lines = [one_line(part) for part in _PERSONS.split(text) if part.strip()]
    found = [next((m for p in _HEADS if (m := p.fullmatch(said))), None) for said in lines]
    if not all(found):
        return []
    return [
        IndicatorDraft(
            line,
            {
                Role.STAFF: one["area"].strip(" -–•"),
                Role.HEADCOUNT: one["number"],
                Role.SHARE: one["share"] or "",
            },
        )
        for one in found
        if one is not None
    ]


def read_people(rows: Sequence[IndicatorDraft]) -> tuple[People, ...]:
    """Who works on it; a row that only adds up is none."""
    found: list[People] = []
    for row in rows:
        area = one_line(row.text(Role.STAFF))
        number = quantity(row.text(Role.HEADCOUNT) or row.text(Role.NUMBER))
        share = quantity(row.text(Role.SHARE))
        percent = share.value if share and 0 <= share.value <= 100 else None
        if area and not says_nothing(area):
            found.append(
                People(area=area, number=number.value if number else None, percent=percent)
            )
    return tuple(found)


_CHAPTER = regex(
    r"cap(?:\.|itolo)\s*(?:n\.\s*)?(?P<chapter>\d[\d./-]*)[\s:,;–—-]*(?P<amount>(?:€|euro)\s*\S+)",
    re.IGNORECASE,
)
"""`Cap. 1043/2 – € 12.000,00`: a chapter and its money, in the words of a form."""


def _chapters_told(draft: ObjectiveDraft) -> list[IndicatorDraft]:
    """The chapters that a form tells with their money, under a label of either."""
    return [
        IndicatorDraft(
            draft.line_of(role),
            {Role.CHAPTER: told["chapter"], Role.AMOUNT: told["amount"].rstrip(";,.")},
        )
        for role in (Role.CHAPTER, Role.AMOUNT)
        for told in _CHAPTER.finditer(draft.text(role))
    ]


def read_budget(draft: ObjectiveDraft, code: str) -> tuple[Budget, ...]:
    """The chapters of spending of an objective, euro."""
    found: list[Budget] = []
    for row in draft.budget or _chapters_told(draft) or (draft,):  # a form may label the one it has
        chapter = one_line(row.text(Role.CHAPTER))
        if is_error(row.text(Role.AMOUNT)):
            draft.findings.add("broken_cell", row.line, row.text(Role.AMOUNT), where=code)
        amount = quantity(row.text(Role.AMOUNT))
        if chapter and not says_nothing(chapter):
            found.append(Budget(chapter=chapter, amount=amount.value if amount else None))
    return tuple(found)


def listed(text: str) -> tuple[str, ...]:
    """Things in one cell: by line, semicolon or comma."""
    for sign in ("\n", ";", ","):
        if sign in text:
            return tuple(one_line(item).strip(" -•–") for item in text.split(sign) if item.strip())
    return (one_line(text),) if text.strip() and not says_nothing(text) else ()
