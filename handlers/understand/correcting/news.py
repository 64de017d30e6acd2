"""Whether a message that may put right what was told before tells more than that: news."""

from handlers.understand.correcting.amending import come_to, is_value
from handlers.understand.cutting.scan import Scanned
from handlers.understand.reading import Reading
from handlers.understand.setting import Context


def tells_more(
    facts: Reading, corrected: Reading, scanned: Scanned, setting: Context, sure: bool
) -> bool:
    """Whether the facts of a message are more than those it puts right; `sure`: it surely does."""
    before = setting.before
    if corrected.ambiguous and _of_several(facts):
        return True
    if _figures_in(facts, sure) <= len(corrected.items):
        return False
    return not (sure and _adds_up(scanned, before)) and not _tells_one_anew(scanned, before)


def _of_several(told: Reading) -> bool:
    """`oggi 6 cie e un certificato`, after 6: each has its own figure, and none is put right."""
    of = [item.indicator for item in told.items if item.indicator and not item.ambiguous]
    return len(of) == len(told.items) and len({*of}) > 1


def _figures_in(told: Reading, only_named: bool) -> int:
    """How many facts were told with what they come to, where it is known of what any is."""
    if not any(i.indicator for i in told.items):
        return 0
    named = [i for i in told.items if i.indicator]
    unnamed = 0 if only_named else len(told.items) - len(named)
    # `mi sono sbagliato` is no one thing done.
    named = [i for i in named if not (only_named and "value" in i.assumed)]
    return unnamed + sum(not i.ambiguous or i.mode is not None for i in named)


def _tells_one_anew(scanned: Scanned, before: Reading | None) -> bool:
    """`12 di quelle diventa 14`, after 12: of two figures one is on record, and no other day."""
    told = scanned.numbers
    if before is None or len(told) != 2:
        return False
    if {day.day for day in scanned.days} - {item.date for item in before.items}:
        return False
    return len({n.value for n in told if any(is_value(i, n.value) for i in before.items)}) == 1


def _adds_up(scanned: Scanned, before: Reading | None) -> bool:
    """`ne avevo contati 2 in più: 46`, after 48: by how much, and what it comes to."""
    return before is not None and bool(come_to(scanned.numbers, before.items))
