"""A total told before that was none: `i 20 certificati del 6 erano in più`, `il 12 settembre le CIE
erano 6 in più, non il totale`.

The record is looked for among the sender's own, by its thing, its day and its figure; where there
is none, the figure comes on top.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from handlers.desk import Desk, answer, keep
from handlers.reporting import correcting, meant, progress
from handlers.reporting.told_before import said_in
from handlers.turn import Outcome
from handlers.understand.cutting.numbers import find_numbers
from handlers.understand.days.dates import find_days
from handlers.understand.reading import Item
from italian.regex import regex
from italian.words import clean
from ledger.later import replace
from ledger.plan import Kind
from ledger.progress.change import Said
from words.say import say

_SAYS_SO: Final = regex(
    r"(?:no,? |anche )*(?P<what>.+?) (?:(?:er|eran|son|vann|v)[ao] |sono )"
    r"(?:(?:da (?:contare|aggiungere|sommare)|contat[oaie]) )?(?P<figure>\S+ )?"
    r"(?:in piu|in aggiunta|da aggiungere|da sommare)"
    r"(?:,? (?:e )?(?:non|mica) (?:(?:sono |era |erano )?(?:il |in )?)(?:totale|tutto))?"
)
_OF_DAY: Final = regex(r"\bdel(?:l')? ?(?P<day>\d{1,2})\b(?! ?(?:/|per))")
_COUNTS: Final = ("absolute", "increment")


def said(desk: Desk) -> Outcome | None:
    """The card that puts the record right; None for any other words."""
    plain = " ".join(clean(desk.turn.text).split()).strip(" .!")
    found = _SAYS_SO.fullmatch(plain)
    if found is None or desk.turn.about is not None or "talk" in desk.draft:
        return None
    what, day = _parted(f"{found['what']} {found['figure'] or ''}", desk.today)
    figures = [number.value for number in find_numbers(what)]
    codes = desk.reader.meant(what, sender=desk.sender(), today=desk.today)
    if len(figures) > 1 or not (figures or day):
        return None
    rows = [
        row
        for code in codes
        for row in meant.told_by(desk, Item(indicator=code, year=desk.record.year))
        if row.mode in _COUNTS
        and day in (None, row.day)
        and (not figures or row.value == figures[0])
    ]
    if not rows:
        return _never_told(desk, codes, figures, day)
    told = replace(said_in(rows[-1]), mode="increment")
    return correcting.offer_correction(desk, rows[-1], told, " ".join(desk.turn.text.split())[:200])


def _never_told(
    desk: Desk, codes: Sequence[str], figures: Sequence[Decimal], day: dt.date | None
) -> Outcome | None:
    """Of what is not on record as told: the figure on top, or that there is no such record."""
    plan = desk.record.plan
    if len(codes) != 1 or plan.indicators[codes[0]].kind is not Kind.COUNT:
        return None
    if figures:
        return progress.offer(desk, [Said(codes[0], "increment", figures[0], None, None, day)])
    none = say("correct.none_so", code=codes[0], name=plan.indicators[codes[0]].name)
    return keep(desk, answer(none))


def _parted(what: str, today: dt.date) -> tuple[str, dt.date | None]:
    """What is named, without its day; `del 6` is the sixth that came last."""
    days = [day for day in find_days(what, today) if day.day is not None]
    if days:
        return f"{what[: days[0].start]} {what[days[0].end :]}", days[0].day
    found = _OF_DAY.search(what)
    if found is None:
        return what, None
    back = (today - dt.timedelta(days=n) for n in range(_MONTH))
    day = next((one for one in back if one.day == int(found["day"])), None)
    return f"{what[: found.start()]} {what[found.end() :]}", day


_MONTH: Final = 62
"""Days within which each day of the month comes at least once."""
