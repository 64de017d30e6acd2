"""How a document was read, told the same on a terminal and in chat; what adopting it changes is
told by `bot.plan_changes`."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from importers import (
    IGNORED,
    Place,
    Reading,
    Sight,
    TableRead,
    map_text,
    word_of,
)
from importers.tables.roles import Role
from importers.values.words import squeezed
from importers.whole.grid import Row
from ledger.plan import Anomaly, Indicator, Kind, Objective, Plan
from words.say import Say, say

_SAMPLES = 3
_LONGEST_TEXT = 80
_SHOWN_LEFT_OUT = 10
_SHOWN_COLUMNS = 30
_SHOWN_TABLES = 12
_SHOWN_HEADINGS = 12
_SHOWN_UNUSED = 8


def counts_line(read: Plan) -> Say:
    """Whose plan it is, and how much of everything was found in it."""
    return say(
        "cli.plan.counts",
        ente=read.ente,
        year=read.year,
        areas=len(read.areas),
        services=sum(1 for _ in read.services()),
        strategic=len(read.strategic),
        operational=len(read.operational),
        objectives=len(read.objectives),
        indicators=sum(1 for _ in read.indicators()),
    )


def anomaly_lines(reading: Reading) -> Iterator[Say]:
    """All that is wrong, each with its place as people find it in the document; targets that are
    not there, which may be many, by their codes."""
    anomalies = reading.plan.anomalies
    for anomaly in anomalies:
        if anomaly.kind != "no_target":
            yield _anomaly_line(anomaly, reading)
    if codes := ", ".join(a.where for a in anomalies if a.kind == "no_target"):
        yield say("cli.plan.anomaly_codes", codes=codes, what=say("anomaly.short.no_target"))


def _anomaly_line(anomaly: Anomaly, reading: Reading) -> Say:
    """What is wrong, of what, where it stands, and the words of the document."""
    text = (anomaly.text or anomaly.reading or "")[:_LONGEST_TEXT]
    return say(
        "cli.plan.anomaly",
        where=anomaly.where,
        line=_line_of(anomaly, reading),
        what=say(f"anomaly.short.{anomaly.kind}"),
        text=say("cli.plan.anomaly_text", text=text) if text else "",
    )


def _line_of(anomaly: Anomaly, reading: Reading) -> Say | None:
    """Where in the document: the row, of which sheet where there are several, or the page."""
    if anomaly.line is None:
        return None
    row = _row_of(anomaly, reading)
    if row is not None and row.page is not None:
        return say("cli.plan.anomaly_page", page=row.page)
    several = len({row.sheet for row in reading.sight.rows}) > 1
    if row is not None and several:
        return say("cli.plan.anomaly_sheet", sheet=row.sheet, line=anomaly.line)
    return say("cli.plan.anomaly_line", line=anomaly.line)


def _row_of(anomaly: Anomaly, reading: Reading) -> Row | None:
    """The row an anomaly speaks of: of several sheets the one that holds its words, or what the
    plan calls the thing. None where that is none, or several."""
    rows = [row for row in reading.sight.rows if row.line == anomaly.line]
    if len({row.sheet for row in rows}) > 1:
        named = {o.code: o.title for o in reading.plan.objectives}
        named |= {i.code: i.name for _, i in reading.plan.indicators()}
        words = [squeezed(w) for w in (named.get(anomaly.where), anomaly.text) if w]
        rows = [r for r in rows if any(w and w in squeezed(" ".join(r.cells)) for w in words)]
    return rows[0] if len({row.sheet for row in rows}) == 1 else None


def document_map(sight: Sight) -> str:
    """The map that reads a document as it was read."""
    tables = [table.columns for table in sight.tables if table.columns]
    return map_text(tables, sight.known, sight.plan.year if sight.plan else sight.known.year)


def review_lines(reading: Reading) -> Iterator[Say]:
    """The columns and what each was taken for, three objectives, what was left out and why."""
    if reading.is_unnamed:
        yield say("cli.review.no_ente", name=reading.plan.ente)
    yield from _table_lines(reading.sight)
    yield say("cli.review.samples")
    for objective in _samples(reading):
        yield from _objective(objective)
    yield from _unused_lines(reading.sight.unused)
    yield from left_out_lines(reading)


def left_out_lines(reading: Reading) -> Iterator[Say]:
    """What was left out of a plan, and why."""
    if reading.left_out:
        yield say("cli.review.left_out")
    for left in reading.left_out[:_SHOWN_LEFT_OUT]:
        why = say(f"cli.review.{left.why}")
        yield say("cli.review.left", sheet=left.sheet, line=left.line, why=why, text=left.text[:80])


def sight_lines(sight: Sight) -> Iterator[Say]:
    """What stands in a document without a plan: tables, headings, other texts, and where."""
    yield from _table_lines(sight)
    if sight.headings:
        yield say("cli.review.headings")
    for heading in sight.headings[:_SHOWN_HEADINGS]:
        yield _text_line(heading)
    if len(sight.headings) > _SHOWN_HEADINGS:
        yield say("cli.review.more", count=len(sight.headings) - _SHOWN_HEADINGS)
    told = {heading.text for heading in sight.headings}
    yield from _unused_lines([place for place in sight.unused if place.text not in told])


def _table_lines(sight: Sight) -> Iterator[Say]:
    """The tables, numbered as they are spoken of, and the columns of each."""
    year = sight.plan.year if sight.plan else None
    if sight.tables:
        yield say("cli.review.columns")
    for number, table in enumerate(sight.tables[:_SHOWN_TABLES], start=1):
        yield _place(number, table)
        if table.is_out:
            yield say("cli.review.table_out")
            continue
        if not table.columns:
            yield say("cli.review.headless")
        yield from _column_lines(table, year)
    if len(sight.tables) > _SHOWN_TABLES:
        yield say("cli.review.more", count=len(sight.tables) - _SHOWN_TABLES)


def _column_lines(table: TableRead, year: int | None) -> Iterator[Say]:
    """What each column was taken for; months in one line, and no target of a later year."""
    shown = table.printed[:_SHOWN_COLUMNS]
    roles = [
        None if year and column.role is Role.TARGET and (column.year or 0) > year else column.role
        for column in table.columns
    ] or [None] * len(shown)
    for role, group in groupby(range(len(shown)), key=lambda i: roles[i]):
        run = list(group)
        parts = [run] if role is Role.MONTH else [[i] for i in run]
        for first, last in ((part[0], part[-1]) for part in parts):
            title = " … ".join(dict.fromkeys((shown[first][:60], shown[last][:60])))
            letters = dict.fromkeys((table.letter(first), table.letter(last)))
            if title or role:
                yield say(
                    "cli.review.column",
                    letter="–".join(letters),
                    title=title or "—",
                    role=_word(role),
                )


def _word(role: Role | None) -> str | Say:
    """What a column was taken for, in our words."""
    word = word_of(role)
    return say("cli.review.not_read") if word == IGNORED else word


def _unused_lines(unused: Sequence[Place]) -> Iterator[Say]:
    """Texts that stand in the document and came into no plan."""
    if unused:
        yield say("cli.review.unused")
    for place in unused[:_SHOWN_UNUSED]:
        yield _text_line(place)
    if len(unused) > _SHOWN_UNUSED:
        yield say("cli.review.more", count=len(unused) - _SHOWN_UNUSED)


def _text_line(place: Place) -> Say:
    sheet = say("cli.review.sheet", sheet=place.sheet) if place.sheet else ""
    page = say("cli.review.page", page=place.page) if place.page else ""
    times = say("cli.review.times", count=place.times) if place.times > 1 else ""
    level = say("cli.review.level", level=place.level) if place.level else ""
    text = place.text[:80]
    return say(
        "cli.review.text",
        line=place.line, sheet=sheet, page=page, level=level, text=text, times=times,
    )  # fmt: skip


def _place(number: int, table: TableRead) -> Say:
    sheets = tuple(dict.fromkeys(row.sheet for row in table.body if row.sheet))
    if len(sheets) > 1:
        listed = ", ".join(f"«{sheet}»" for sheet in sheets)
        sheet: Say | str = say("cli.review.sheets", sheets=listed)
    else:
        sheet = say("cli.review.sheet", sheet=table.sheet) if table.sheet else ""
    page = say("cli.review.page", page=table.page) if table.page else ""
    told = {"sheet": sheet, "page": page, "line": table.line, "rows": table.rows}
    return say("cli.review.table", number=number, **told)


def _samples(reading: Reading) -> list[Objective]:
    """The first objective, one from the middle, the last."""
    objectives = reading.plan.objectives
    places = sorted({0, len(objectives) // 2, len(objectives) - 1})
    return [objectives[i] for i in places if 0 <= i < len(objectives)][:_SAMPLES]


def _objective(objective: Objective) -> Iterator[Say]:
    yield say(
        "cli.review.objective",
        code=objective.code,
        title=objective.title,
        weight=objective.weight if objective.weight is not None else "—",
        deadline=objective.deadline or "—",
        owners=", ".join(objective.owners) or say("cli.review.no_owner"),
    )
    for indicator in objective.indicators:
        if indicator.kind is Kind.MILESTONE:
            weight = "—" if indicator.weight is None else indicator.weight
            yield say(
                "cli.review.step",
                code=indicator.code,
                name=indicator.name,
                weight=weight,
                deadline=indicator.deadline or "—",
            )
            continue
        yield say(
            "cli.review.indicator",
            code=indicator.code,
            name=indicator.name,
            target=_measured(indicator, indicator.target),
            baseline=_measured(indicator, indicator.baseline),
        )


def _measured(
    indicator: Indicator, value: Decimal | dt.date | None
) -> str | Decimal | dt.date | Say:
    """A value with what it counts; a dash where the document gives none."""
    unit = "%" if indicator.kind.in_percent else indicator.unit
    if value is None or isinstance(value, dt.date):
        return value or "—"
    return say("cli.review.measured", value=value, unit=unit) if unit else value
