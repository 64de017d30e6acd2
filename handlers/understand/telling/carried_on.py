"""What a message leaves unsaid that the one before it said: a share, a day, that it is added."""

from handlers.understand.cutting.scan import Scanned
from handlers.understand.pieces import Day, When
from handlers.understand.reading import Intent, Mode, Reading
from handlers.understand.setting import Context
from handlers.understand.telling.told import Passage
from italian.regex import regex
from ledger.later import replace

_GOES_ON = regex(r"(?:e|ed|poi|inoltre|anche|in piu|piu) (?:anche|pure|poi|inoltre)?")


def as_a_share(told: Passage, before: Reading | None) -> Passage:
    """`al 30 giugno era 79`, after `gradimento 82%`: a percentage again, its sign left out."""
    number = told.number
    shares = {
        i.indicator for i in before.items if i.mode is Mode.RATIO and i.numerator is None
    } if before else set()  # fmt: skip
    if number is None or number.over is not None or told.code not in shares or number.value > 100:
        return told
    return replace(told, number=replace(number, percent=True))


def gone_on(scanned: Scanned, told: list[Passage], setting: Context) -> list[Passage]:
    """`e pure 5 auto rimosse`, after what was done yesterday: of the same day, and so counted."""
    before = setting.before
    added = before is not None and before.intent is Intent.REPORT and bool(before.items)
    days = {i.date for i in before.items} if before else set()
    day = next(iter(days)) if len(days) == 1 else None
    if not added or day is None or not _GOES_ON.match(scanned.text):
        return told
    assert before is not None
    if any(i.mode is not Mode.INCREMENT for i in before.items):
        return told
    same = Day(0, 0, "", When.DAY, day)
    return [t if t.day or t.manners else replace(t, day=same) for t in told]
