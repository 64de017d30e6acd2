"""A record of one's own put right or taken back in words, wherever it stands: the one that they
mean, and never another.

officer   togli 2 certificati da venerdì     →  Friday's 14 are 12
officer   ritira le 12 buche                 →  the record of 12 buche, whatever came after it
officer   le CIE di ieri erano 9, non 6      →  yesterday's; where none holds 6, the nearest ones
"""

from collections.abc import Sequence
from decimal import Decimal

from handlers.desk import Desk, answer, ask, keep
from handlers.reporting import by_name, correcting, progress, taking_back, told_before
from handlers.reporting import which_record as which
from handlers.reporting.by_number import OWN
from handlers.reporting.cards import TALK as REPORT
from handlers.reporting.cards import card_in, said_of
from handlers.reporting.pointing import Pointed, pointed_at
from handlers.talk.words import amount
from handlers.turn import Outcome
from handlers.understand.reading import Intent
from handlers.understand.telling.offering import taken
from ledger.later import replace
from ledger.plan import Direction, Kind
from ledger.progress.change import Said
from ledger.rows import ReportRow
from words.say import Say, say

LONGEST_REASON = 200


def said(desk: Desk) -> Outcome | None:
    """The card of what becomes of the record that is meant; which, of several; that there is none.
    None for words that put nothing right. Raises Refusal."""
    turn = desk.turn
    if turn.about is not None or turn.edited or turn.attachment is not None:
        return None
    pointed = None if OWN.match(turn.text) else pointed_at(desk)
    if pointed is None or not by_name.mine(desk):
        return None
    if pointed.says_more and not pointed.codes:
        return _none(desk, pointed) if pointed.takes else None  # of what is another office's
    on_card = _on_the_card(desk, pointed)
    if on_card is not None or _is_of_the_card(desk, pointed):
        return on_card
    rows = which.of_them(desk, pointed)
    return _taken(desk, pointed, rows) if pointed.takes else _put(desk, pointed, rows)


def of_record(desk: Desk, seq: int) -> Outcome | None:
    """The same, of the record that was chosen of several."""
    pointed, row = pointed_at(desk), desk.record.report(seq)
    if pointed is None or not pointed.figures or row.status == "undone":
        return None
    if pointed.takes:
        return _less(desk, row, pointed.figures[0].value)
    return _corrected(desk, pointed, row)


def _facts(desk: Desk, pointed: Pointed) -> list[int]:
    """The facts of the open card, not recorded yet, that the words mean."""
    if desk.draft.get("talk") != REPORT or "command" not in desk.draft:
        return []
    card = card_in(desk.draft)
    if card.correcting is not None or not pointed.codes:
        return []
    return [
        n
        for n, fact in enumerate(card.facts)
        if fact.indicator in pointed.codes and pointed.has(fact.day or desk.today)
    ]


def _is_of_the_card(desk: Desk, pointed: Pointed) -> bool:
    """Whether the open card is spoken of, whose own words put it right."""
    if desk.draft.get("talk") == REPORT and not pointed.codes and not pointed.dated:
        return True
    olds = (None, *(card_in(desk.draft).facts[n].value for n in _facts(desk, pointed)))
    return not pointed.takes and len(olds) > 1 and pointed.old in olds


def _on_the_card(desk: Desk, pointed: Pointed) -> Outcome | None:
    """What is taken off the open card, or some of it."""
    there = _facts(desk, pointed) if pointed.takes and pointed.figures else []
    if len(there) != 1:
        return None
    card, figure = card_in(desk.draft), pointed.figures[0].value
    fact = card.facts[there[0]]
    if fact.value == figure:
        return progress.drop(desk, there[0])
    if pointed.whole or fact.value is None or fact.value < figure:
        return None
    less = replace(fact, value=fact.value - figure)
    facts = (*card.facts[: there[0]], less, *card.facts[there[0] + 1 :])
    return progress.show(desk, replace(card, facts=facts))


def _taken(desk: Desk, pointed: Pointed, rows: list[ReportRow]) -> Outcome | None:
    """The whole record that holds the figure; else so much off the one that holds more."""
    if not pointed.figures:
        return _whole(desk, pointed, rows[pointed.place or 0 :][:1] if rows else [])
    figure = pointed.figures[0].value
    known = [row for n in pointed.figures for row in which.holding(rows, n.value)]
    if pointed.whole or len(pointed.figures) > 1:
        return _whole(desk, pointed, known)
    last = rows if pointed.dated else which.newest_told(desk, rows)
    known = which.holding(last, figure)
    if known or not pointed.codes:
        return _whole(desk, pointed, known) if known else None
    more = which.holding_more(last, figure)
    if len(more) == 1:
        return _less(desk, more[0], figure)
    return _which_less(desk, more) if more else _under(desk, pointed, figure)


def _whole(desk: Desk, pointed: Pointed, rows: Sequence[ReportRow]) -> Outcome:
    """The card that takes one back; which of several; that there is none."""
    if not rows:
        return _none(desk, pointed)
    if len(rows) == 1:
        return taking_back.offer(desk, rows[0].seq, _reason(desk))
    return by_name.one_of(desk, "undo.which", rows[::-1], fixes=False)


def _less(desk: Desk, row: ReportRow, figure: Decimal) -> Outcome:
    """So much off a record: all of it, where it holds just that."""
    if row.value is None or row.value <= figure:
        return taking_back.offer(desk, row.seq, _reason(desk))
    less = replace(told_before.said_in(row), value=row.value - figure)
    return correcting.offer_correction(desk, row, less, _reason(desk))


def _under(desk: Desk, pointed: Pointed, figure: Decimal) -> Outcome:
    """Where no record of that day holds so much: so much less, with the doubt on the card."""
    indicator = desk.record.plan.indicators[pointed.codes[0]]
    counts = indicator.kind is Kind.COUNT and indicator.direction is Direction.UP
    if len(pointed.codes) > 1 or not pointed.dated or not counts:
        return _none(desk, pointed)
    less = Said(indicator.code, "increment", -figure, None, None, pointed.until)
    return progress.offer(desk, [less], asked=(say("put_right.under", day=pointed.until),))


def _put(desk: Desk, pointed: Pointed, rows: list[ReportRow]) -> Outcome | None:
    """Another figure in the place of the one that is meant."""
    if pointed.old is not None:
        rows = which.holding(rows, pointed.old)
    else:
        rows = [row for row in rows if _may_be(desk, pointed, row)]
    if not rows and pointed.old is not None:
        return _none(desk, pointed) if pointed.sure else None
    if not rows:
        return _told_anew(desk, pointed)
    if pointed.place is not None:
        rows = [rows[pointed.place]]
    rows = rows if pointed.dated else which.newest_told(desk, rows)
    if len(rows) == 1:
        return _corrected(desk, pointed, rows[0])
    return _which(desk, _question(desk, rows), rows)


def _question(desk: Desk, rows: Sequence[ReportRow]) -> Say:
    """Which of them; of what was added on one day, with what it comes to."""
    (code, day), *others = {(row.indicator, row.day) for row in rows}
    if others or any(row.mode != "increment" for row in rows):
        return say("correct.which")
    indicator = desk.record.plan.indicators[code]
    total = amount(indicator, sum((row.value or Decimal(0) for row in rows), Decimal(0)))
    return say("put_right.which_of_day", day=day, code=code, count=len(rows), total=total)


def _may_be(desk: Desk, pointed: Pointed, row: ReportRow) -> bool:
    """Whether a figure of a day may be that of a record: not in the place of a total that it is
    but a small part of, nor a total in the place of what was added."""
    if pointed.at:
        return row.mode != "increment" and row.day == pointed.until
    counts = desk.record.plan.indicators[row.indicator].kind is Kind.COUNT
    total = counts and row.mode == "absolute" and row.value is not None
    return not total or 2 * pointed.figures[0].value > (row.value or 0)


def _told_anew(desk: Desk, pointed: Pointed) -> Outcome | None:
    """The figure of a day, or of a month, of which nothing is on record: a datum of its own."""
    if (of_month := _of_another_month(desk, pointed)) is not None or not pointed.codes:
        return of_month
    reading = taken(desk.by_day.read(desk.turn.text))
    told = {item.indicator for item in reading.items}
    plain = reading.intent is Intent.REPORT and not reading.ambiguous
    if not plain or not told <= set(pointed.codes) or pointed.at:
        return None
    return progress.read_report(desk, reading)


def _of_another_month(desk: Desk, pointed: Pointed) -> Outcome | None:
    """`a marzo era 63`, after February's: March's, of what is named or was told last."""
    rows = [row for row in by_name.mine(desk) if row.indicator in pointed.codes]
    last = desk.record.last_report_by(desk.person) if not pointed.codes else next(iter(rows), None)
    figure = pointed.figures[0]
    a_month = pointed.since != pointed.until
    if last is None or not a_month or last.mode != "absolute" or figure.over is not None:
        return None
    if desk.record.plan.indicators[last.indicator].kind is Kind.COUNT:
        return None
    day = min(pointed.until or desk.today, desk.today)
    return progress.offer(desk, [replace(told_before.said_in(last), value=figure.value, day=day)])


def _corrected(desk: Desk, pointed: Pointed, row: ReportRow) -> Outcome | None:
    """The card that puts the figure in a record: counted, and of the day, as it is there."""
    figure, was = pointed.figures[0], told_before.said_in(row)
    if row.mode in ("absolute", "increment") and figure.over is None:
        now = replace(was, value=figure.value)
    elif row.numerator is not None and figure.over is not None:
        now = replace(was, numerator=figure.value, denominator=figure.over)
    else:
        return _as_read(desk, row)
    return correcting.offer_correction(desk, row, now, _reason(desk))


def _as_read(desk: Desk, row: ReportRow) -> Outcome | None:
    """A share, or a term of a pair, as words about that very record."""
    reading = desk.by_day.after(desk.turn.text, told_before.report_reading(desk, row))
    item = reading.items[0] if len(reading.items) == 1 else None
    if item is None or item.indicator != row.indicator or item.ambiguous or item.refusal:
        return None
    if reading.intent is not Intent.CORRECT or (item.value is None and item.numerator is None):
        return None
    now = replace(said_of(item), day=row.day)
    return correcting.offer_correction(desk, row, now, _reason(desk))


def _which_less(desk: Desk, rows: Sequence[ReportRow]) -> Outcome:
    return _which(desk, say("put_right.which_less"), rows)


def _which(desk: Desk, question: Say, rows: Sequence[ReportRow]) -> Outcome:
    """Which of several: the words are then those of the one that is chosen."""
    cells = by_name.each(desk, rows[::-1][: by_name.MOST], "right")
    draft = {"talk": correcting.RIGHT, "about": None, "text": desk.turn.text}
    return ask(draft, question, buttons=cells)


def _none(desk: Desk, pointed: Pointed) -> Outcome:
    """That there is no such record, with the nearest of them: nothing is touched."""
    near, key = which.nearest(desk, pointed), "put_right.none"
    facts: dict[str, str] = {}
    if len(pointed.codes) == 1:
        code, key = pointed.codes[0], "correct.none_so"
        facts = {"code": code, "name": desk.record.plan.indicators[code].name}
    lines = (say(key, **facts), *((say("put_right.nearest"),) if near else ()))
    cells = by_name.each(desk, near, "undo" if pointed.takes else "fixrep")
    return keep(desk, answer(*lines, buttons=cells))


def _reason(desk: Desk) -> str:
    return " ".join(desk.turn.text.split())[:LONGEST_REASON]
