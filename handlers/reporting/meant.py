"""Which record a correction speaks of: the one quoted, of the thing and the day that are named,
with the figure that is denied; the last one where nothing says which.

`le CIE di ieri erano 4 non 5`, after today's 4, is of yesterday's 5, and never of what came last.
"""

import datetime as dt
from collections.abc import Sequence, Set
from decimal import Decimal

from handlers.desk import Desk
from handlers.reporting import validation
from handlers.talk.typed import tells_figure
from handlers.understand.correcting.denials import DENIED
from handlers.understand.cutting.numbers import find_numbers
from handlers.understand.days.dates import find_days
from handlers.understand.reading import Item
from italian.words import clean
from ledger.errors import NothingToUndo, UnknownReport
from ledger.plan import ENTE
from ledger.rows import ReportRow

LIVE = ("provisional", "validated")


def told_last(desk: Desk) -> list[ReportRow]:
    """The sender's last record and those confirmed with it, of its year, as they stand."""
    return desk.record.recall_of_record(("told last", desk.person), lambda: _told_last(desk))


def _told_last(desk: Desk) -> list[ReportRow]:
    last = desk.record.last_report_by(desk.person)
    if last is None or last.told_seq != last.seq:
        return [last] if last else []
    try:
        beside = desk.record.report(last.seq - 1)
    except UnknownReport:
        return [last]
    if (beside.actor, beside.recorded_at) != (last.actor, last.recorded_at):
        return [last]
    known = {row.seq: row for row in (beside, last)}
    seqs = desk.ledger.recorded_with(last.seq)
    together = [known.get(seq) or desk.record.report(seq) for seq in seqs]
    return [row for row in together if row.year == last.year and row.status in LIVE]


def of_a_correction(desk: Desk, item: Item) -> ReportRow | None:
    """The record a correction speaks of: the one quoted or edited, of the indicator and the day
    named, or the sender's last; None where what is named says that it is none of theirs. Raises
    NothingToUndo."""
    if desk.turn.about is not None:
        return desk.record.report(desk.turn.about)
    newest_first = told_last(desk)[::-1]
    if not newest_first:
        if item.indicator and waiting_of(desk, item):
            return None
        raise NothingToUndo()
    of_code = [r for r in newest_first if item.indicator and _is_of(desk, item, r)]
    last = next(iter(of_code or [row for row in newest_first if _moves(item, row)]), None)
    if item.indicator is None or not tells_figure(desk.turn.text, desk.today):
        return last or _newest(desk, item) or newest_first[0]
    return _pointed_at(desk, item, last or newest_first[0])


def _pointed_at(desk: Desk, item: Item, last: ReportRow) -> ReportRow | None:
    """The newest of the day and with the figure that the words name; `last` where they name
    neither, or it is that one."""
    day = None if "date" in item.assumed else item.date
    old, mine = denied(desk.turn.text), told_by(desk, item)
    its_own = _is_of(desk, item, last)
    if its_own and day in (None, last.day) and old in (None, last.value):
        return last
    found = _among(mine, {day} if day else set(), old)
    if found is not None:
        return found
    if old is not None and old not in (last.value, last.numerator, last.denominator):
        return None
    if its_own or old is not None or _moves(item, last):
        return last
    return mine[-1] if mine else last


def _among(rows: Sequence[ReportRow], days: Set[dt.date], old: Decimal | None) -> ReportRow | None:
    """The newest of those days, with the denied figure where one has it; where no day is named,
    the newest with that figure."""
    of_days = [row for row in rows if not days or row.day in days]
    valued = [row for row in of_days if old is not None and row.value == old]
    return next(iter([*(of_days if days else ()), *valued][::-1]), None)


def pointed_at(desk: Desk, item: Item) -> ReportRow | None:
    """The record of the item's indicator that words point at by its day, or by the figure that
    they deny; None where they do by neither."""
    days = {day.day for day in find_days(clean(desk.turn.text), desk.today) if day.day}
    return _among(told_by(desk, item), days, denied(desk.turn.text)) if item.indicator else None


def denied(text: str) -> Decimal | None:
    """The figure that is said to be wrong, in `4 non 5`, `12 invece di 9`."""
    plain = clean(text)
    found = DENIED.search(plain)
    numbers = find_numbers(plain[found.end() :]) if found else ()
    return next((number.value for number in numbers if number.over is None), None)


def told_by(desk: Desk, item: Item) -> list[ReportRow]:
    """What the sender recorded of the item's indicator and stands, in order of record."""
    there = desk.record.of(item.year).reports_of(str(item.indicator))
    return [r for r in there if r.actor == desk.person and r.status in LIVE]


def waiting_of(desk: Desk, item: Item) -> Sequence[ReportRow]:
    """What waits for who writes of the item's indicator: with the figure that is denied, where one
    has it."""
    rows = [r for r in validation.waiting_for(desk, ENTE) if _is_of(desk, item, r)]
    old = denied(desk.turn.text)
    return [row for row in rows if row.value == old] or rows


def _newest(desk: Desk, item: Item) -> ReportRow | None:
    return next(iter(told_by(desk, item)[::-1]), None) if item.indicator else None


def _is_of(desk: Desk, item: Item, row: ReportRow) -> bool:
    return desk.by_day.same(item, row.indicator, row.year)


def _moves(item: Item, last: ReportRow) -> bool:
    """`Scusa, era ANPR`: the figure of the last record, of another indicator."""
    figure = (item.mode, item.value, item.numerator, item.denominator)
    said = item.value is not None or item.numerator is not None
    return said and figure == (last.mode, last.value, last.numerator, last.denominator)
