"""What words say after what their sender recorded last: the facts of one card, that they may go on
with or put right."""

import re

from handlers.desk import Desk
from handlers.plan import gone
from handlers.reporting import correcting, meant, told_before
from handlers.talk.typed import coded, tells_figure
from handlers.talk.words import refusal
from handlers.understand.reading import ASKING, Intent, Reading
from italian.regex import regex
from italian.words import clean
from ledger.clock import day_of
from ledger.rows import ReportRow
from ledger.view import View
from words.say import Say, say

_MANY = regex(r"\b(?:obiettivi|indicatori|servizi|aree|uffici|settori)\b", re.IGNORECASE)
"""Asked of many: not of what was spoken of last."""
_FIGURE = regex(r"\d")
_NOT_YET = regex(r"\bnon (?:\w+ ){0,2}ancora\b|\bancora no[n]?\b|\bfatt[oa]\W*$")
"""Of a step, whether it is done."""
_UNDOES = regex(r"\b(?:ritir|annull|togli|toglier|cancell|elimin|rimuov|leva|come non)\w*")
_ASKED = regex(
    r"\b(?:chi|quand[oi]|quant[oaie]|qual[ei]?|come|cosa|perche|ci sono|c'e|rispetto a\w*)\b"
    r"|\bo no\W*$"
)
"""Words of a question, where nothing is said to be wrong."""


def heard(desk: Desk) -> tuple[Reading, Say | None]:
    """The reading, and what to say of the message before where what it spoke of is gone."""
    about = desk.record.report(desk.turn.about) if desk.turn.about else None
    before = about or desk.record.last_report_by(desk.person)
    left = gone.why(desk.record, before) if before else None
    lost = say("gone.before", why=refusal(left)) if left else None
    if about is None:
        return read(desk), lost
    view = desk.record.of(about.year)
    return desk.by_day.after(desk.turn.text, _facts(desk, view, [about]), view), lost


def code_and_figure(desk: Desk) -> Reading | None:
    """A code and its figure, which say the same whatever was told before; None for anything else,
    and for a share, which is told again without its sign."""
    turn, plan = desk.turn, desk.record.plan
    alone = (turn.about, turn.attachment, turn.second, turn.edited) == (None, None, None, False)
    code = coded(plan, turn.text) if alone else None
    if code is None or plan.indicators[code].kind.in_percent:
        return None
    reading = desk.by_day.read(turn.text)
    told = [item.indicator for item in reading.items]
    sure = reading.intent is Intent.REPORT and not reading.ambiguous and told == [code]
    return reading if sure else None


def read(desk: Desk) -> Reading:
    """What the words say, after the sender's last record, each fact by the plan of its day.

    Who corrects a record of days ago says that it is wrong; the figure of another day alone is
    news. A question that names nothing asks about that record only while the talk is still of it,
    on the same day; what is due is asked of the whole office.
    """
    last = desk.record.last_report_by(desk.person)
    before = None if last is None else _facts(desk, desk.record, meant.told_last(desk))
    reading = desk.by_day.read(desk.turn.text, before)
    if last is None or before is None:
        return reading
    general = reading.intent is Intent.QUERY_DEADLINES or bool(_MANY.search(desk.turn.text))
    if day_of(last.recorded_at) == desk.today:
        alone = (reading.intent in ASKING and general) or _asks(desk, reading)
    else:
        alone = reading.intent in ASKING or _is_news(desk, reading)
    return _of_something_else(desk, reading) or (
        desk.by_day.read(desk.turn.text) if alone else reading
    )


def _of_something_else(desk: Desk, reading: Reading) -> Reading | None:
    """`AS4.1.2 non ancora`, after the identity cards: what puts nothing right by itself, and tells
    a whole fact of what it names, is that fact."""
    if reading.intent is not Intent.CORRECT or not reading.ambiguous:
        return None
    told = desk.by_day.read(desk.turn.text)
    last = {row.indicator for row in meant.told_last(desk)}
    named = (i.indicator and "indicator" not in i.assumed for i in told.items)
    plain = _NOT_YET.search(clean(desk.turn.text)) or tells_figure(desk.turn.text, desk.today)
    whole = told.intent is Intent.REPORT and not told.ambiguous and all(named) and plain
    return told if whole and all(i.indicator not in last for i in told.items) else None


def _asks(desk: Desk, reading: Reading) -> bool:
    """`chi sta peggio di noi`, `ho finito per oggi`: says no figure and nothing wrong, and asks or
    leaves open what would be right: it puts nothing right."""
    text = clean(desk.turn.text)
    puts_right = _FIGURE.search(text) or correcting.WRONG.search(text) or _UNDOES.search(text)
    asks = reading.ambiguous or _ASKED.search(text)
    return reading.intent is Intent.CORRECT and not puts_right and bool(asks)


def _is_news(desk: Desk, reading: Reading) -> bool:
    """`3 CIE e 4 certificati`, the day after `3 CIE e 2 certificati`: nothing is said to be wrong,
    so it is a day's work and no correction."""
    figures = [i for i in reading.items if i.value is not None or i.numerator is not None]
    corrects = reading.intent is Intent.CORRECT and bool(figures)
    return corrects and not correcting.WRONG.search(desk.turn.text)


def _facts(desk: Desk, view: View, rows: list[ReportRow]) -> Reading | None:
    """Records as the message before, those whose indicators are still ones people speak of."""
    spoken_of = [row for row in rows if gone.why(view, row) is None]
    return told_before.report_reading(desk, *spoken_of) if spoken_of else None
