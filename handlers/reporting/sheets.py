"""The workbook of a service: fetched, filled in, sent back.

    officer   /foglio                     →   foglio-AS4-2024.xlsx
    officer   (the file, two cells filled)
    bot       Ho letto così. Registro?  1. AS4.3.1: da 240 a 252 carte …   [Conferma] [Togli 1] …

Everything is read before anything is offered: where one row cannot be read, the rows are told one
by one and nothing is recorded. The file itself is kept as the proof of what it said.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from handlers.conversation import Conversation
from handlers.desk import Desk, answer, keep
from handlers.proofs import evidence
from handlers.reporting import progress
from handlers.reporting.cards import dated
from handlers.talk.typed import read_amount, read_day
from handlers.talk.words import refusal, short
from handlers.turn import Attachment, Outcome, Reply, Wanted
from ledger.commands.authority import may_report
from ledger.errors import Refusal
from ledger.later import dataclass
from ledger.plan import Indicator, Kind
from ledger.progress.change import Said
from ledger.progress.worksheet import (
    COLUMNS,
    LAYOUT,
    MARK,
    Worksheet,
    fingerprint,
    indicators_of,
    read_worksheet,
)
from words.catalogue import TEXTS
from words.say import Say, say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 50 * 1024 * 1024
"""Of a workbook once unpacked: a few kilobytes may hide gigabytes."""

MOST_FACTS = 60
"""Of one card: each has its own button."""

YES = frozenset({"si", "sì", "s", "x", "1", "vero", "fatto", "raggiunto", "true"})
NO = frozenset({"no", "n", "0", "falso", "non fatto", "false"})
BROKEN = ("#REF!", "#DIV/0!", "#VALUE!", "#N/A", "#NAME?", "#NUM!", "#NULL!")
NEW_VALUE, NEW_DAY = 6, 7


def fetch(desk: Desk, rest: str) -> Outcome:
    """`/foglio`, `/foglio AS4`: the workbook of one's own service, or of one that may be reported
    on."""
    plan = desk.view.plan
    unit = plan.resolve_scope(rest) if rest else own_unit(desk)
    if unit is None or unit in plan.areas or not indicators_of(desk.view, unit):
        services = ", ".join(_units(desk)) or say("amount.none")
        return answer(say("foglio.which", units=services))
    name = say("foglio.made", unit=unit, year=plan.year)
    wants = Wanted("foglio", unit, plan.year)
    return Outcome((Reply((name, say("foglio.fill")), wants=wants),))


def own_unit(desk: Desk) -> str | None:
    """The service of who has but one."""
    units = _units(desk)
    return units[0] if len(units) == 1 else None


def _units(desk: Desk) -> list[str]:
    """Where one may report."""
    plan = desk.view.plan
    found = (
        objective.unit
        for objective in plan.plan.objectives
        for indicator in objective.indicators[:1]
        if may_report(desk.view, desk.person, indicator.code, desk.today)
    )
    return list(dict.fromkeys(found))


def received(desk: Desk, file: Attachment) -> Outcome | None:
    """A workbook of ours that came back; None for any other file."""
    if file.content is None or file.media_type != XLSX:
        return None
    book = _opened(file.content)
    if book is None or MARK not in book.sheetnames:
        return None
    try:
        mark = read_worksheet(str(book[MARK].cell(1, 1).value))
    except ValueError:
        return keep(desk, answer(say("foglio.not_ours")))
    if mark.layout != LAYOUT:
        return keep(desk, answer(say("foglio.old")))
    if mark.year not in desk.record.years:
        return keep(desk, answer(say("foglio.no_plan", year=mark.year)))
    return _read(desk.in_year(mark.year), file, book, mark)


def _opened(content: bytes) -> Any | None:
    """The workbook, or None where this is none that can be opened."""
    from openpyxl import load_workbook  # loaded with the first workbook that comes

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                return None
        return load_workbook(io.BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, EOFError):
        return None


@dataclass(frozen=True)
class Trouble:
    """What cannot be read, and in which row of the page; 1 is the headings."""

    row: int
    what: Say


def _read(desk: Desk, file: Attachment, book: Any, mark: Worksheet) -> Outcome:
    page = next((book[name] for name in book.sheetnames if name != MARK), None)
    rows = list(page.iter_rows(values_only=True)) if page is not None else []
    troubles = list(_headings(rows))
    facts: list[Said] = []
    if not troubles:
        for found in _rows(desk, rows, mark):
            if isinstance(found, Trouble):
                troubles.append(found)
            else:
                facts.append(found)
    if troubles:
        lines = [say("foglio.row", row=t.row, what=t.what) for t in troubles[:30]]
        return keep(desk, answer(say("foglio.nothing_recorded"), *lines))
    if not facts:
        return keep(desk, answer(say("foglio.empty")))
    if len(facts) > MOST_FACTS:
        return keep(desk, answer(say("foglio.too_many", count=len(facts), most=MOST_FACTS)))
    return progress.offer(desk, facts, proofs=(evidence.keep(desk, file),))


def _headings(rows: list[tuple[Any, ...]]) -> Iterator[Trouble]:
    """Each heading must be the one we wrote: a moved column is another question."""
    first = [*(rows[0] if rows else ())]
    for n, name in enumerate(COLUMNS):
        expected = TEXTS[f"paper.foglio.{name}"]
        written = str(first[n]).strip() if n < len(first) and first[n] is not None else ""
        if written != expected:
            yield Trouble(1, say("foglio.heading", expected=expected, written=short(written)))


def _rows(desk: Desk, rows: list[tuple[Any, ...]], mark: Worksheet) -> Iterator[Said | Trouble]:
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = [*row, *([None] * (len(COLUMNS) - len(row)))]
        value, day = _cell(cells[NEW_VALUE]), _cell(cells[NEW_DAY])
        code = str(cells[0] or "").strip()
        if not code and value is None and day is None:
            continue
        found = _row(desk, code, value, day, mark)
        if isinstance(found, Said) and code in seen:
            found = say("foglio.twice", code=code, row=seen[code])
        if isinstance(found, Say):
            yield Trouble(number, found)
        elif found is not None:
            seen[code] = number
            yield found


def _cell(value: Any) -> Any:
    """An empty text is an empty cell."""
    return None if isinstance(value, str) and not value.strip() else value


def _row(desk: Desk, code: str, value: Any, day: Any, mark: Worksheet) -> Said | Say | None:
    """The fact of a row, what is wrong with it, or None where nothing was filled in."""
    if value is None and day is None:
        return None
    indicator = desk.view.plan.indicators.get(code)
    if indicator is None or code not in mark.rows:
        return say("foglio.unknown", code=code[:40])
    if fingerprint(indicator) != mark.rows[code]:
        return say("foglio.amended", code=code)
    if value is None:
        return say("foglio.no_value", code=code)
    on = _day(desk, day)
    if isinstance(on, Say):
        return on
    said = _said(indicator, value, on)
    if said is None:
        return say(f"foglio.bad_value.{indicator.kind}", code=code, written=str(value)[:40])
    try:
        card = dated((said,), desk.today)
        desk.ledger.consider(card.command(), actor=desk.person)
    except Refusal as no:
        return refusal(no)
    return card.facts[0]


def _day(desk: Desk, typed: Any) -> dt.date | Say | None:
    if typed is None:
        return None
    if isinstance(typed, dt.datetime):
        return typed.date()
    if isinstance(typed, dt.date):
        return typed
    day = read_day(str(typed), desk.today) if isinstance(typed, str) else None
    return say("foglio.bad_day", written=str(typed)[:40]) if day is None else day


def _said(indicator: Indicator, value: Any, day: dt.date | None) -> Said | None:
    """A cell as what its indicator holds; None where it cannot be."""
    if isinstance(value, str) and value.strip().upper() in BROKEN:
        return None
    if indicator.kind.is_step:
        return _step(indicator, value, day)
    if indicator.kind.in_percent and isinstance(value, str) and (pair := _pair(value)):
        return Said(indicator.code, "ratio", None, pair[0], pair[1], day)
    number = _number(value)
    if number is None or indicator.kind is Kind.RATIO:
        return None
    added = isinstance(value, str) and value.strip().startswith("+")
    return Said(indicator.code, "increment" if added else "absolute", number, day=day)


def _step(indicator: Indicator, value: Any, day: dt.date | None) -> Said | None:
    typed = str(int(value) if isinstance(value, bool | int | float) else value)
    word = typed.strip().casefold()
    if word not in YES | NO:
        return None
    return Said(indicator.code, "milestone", Decimal(int(word in YES)), day=day)


def _pair(text: str) -> tuple[Decimal, Decimal] | None:
    """`12/40`, `12 su 40`."""
    head, slash, tail = text.replace(" su ", "/").partition("/")
    first, second = (read_amount(part) for part in (head, tail))
    return (first, second) if slash and first is not None and second is not None else None


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        try:
            found = Decimal(repr(value))
        except InvalidOperation:
            return None
        return found if found.is_finite() else None
    return read_amount(str(value).lstrip().removeprefix("+")) if isinstance(value, str) else None


CONVERSATION = Conversation(
    commands={"foglio": fetch},
    asides=frozenset({"foglio"}),
    offered={"foglio": ()},
    private=frozenset({"foglio"}),
)
