"""A record that was chosen to be put right: the next words say what of it is.

officer   [Correggi] of n. 731      →  Qual è il dato giusto, al posto di 54 carte?
officer   45                        →  the card that corrects it
"""

from collections.abc import Sequence
from typing import Final

from handlers.conversation import Conversation, Press, number
from handlers.desk import Desk, answer, ask
from handlers.reporting.cards import said_of
from handlers.reporting.correcting import offer_correction, tells_anew, told_beside
from handlers.reporting.held import held
from handlers.reporting.progress import offer
from handlers.turn import Outcome
from handlers.understand.reading import Intent, Item
from ledger.commands import written
from ledger.commands.progress import RecordProgress
from ledger.later import replace
from ledger.rows import ReportRow
from words.say import say

BY_BUTTON_CORRECTED: Final = "corretta dall'autore"
"""The reason of who corrects a record with its button."""

RECORD: Final = "record"


def ask_record(desk: Desk, seq: int) -> Outcome:
    """Correggi, of a record: the next words say what is right. Raises UnknownReport."""
    row = desk.record.report(seq)
    if row.status == "undone":
        return answer(say("undo.already", report=seq))
    indicator = desk.record.of(row.year).plan.indicator(row.indicator)
    what = held(desk.record, row)
    question = say("correct.record", code=indicator.code, name=indicator.name, what=what)
    return ask({"talk": RECORD, "report": seq}, question)


def record_corrected(desk: Desk) -> Outcome | None:
    """The words after Correggi of a record, read as a report of its indicator; None where they
    say something else."""
    row = desk.record.report(desk.draft["report"])
    if beside := told_beside(desk):
        return _with_the_others(desk, row, beside)
    if _tells_of_another(desk, row) or (desk.waits_from_before and tells_anew(desk)):
        return None
    view = desk.record.of(row.year)
    reading = desk.by_day.coded(f"{row.indicator} {desk.turn.text}", view)
    item = next(iter(reading.items), None)
    if reading.intent is not Intent.REPORT or item is None:
        return None
    if item.question is None and not desk.by_day.same(item, row.indicator, row.year):
        return None
    unsaid = "value" in item.assumed or (item.value is None and item.numerator is None)
    if item.ambiguous or item.refusal or unsaid:
        return ask(desk.draft, item.question or reading.question or say("card.fix"))
    said = said_of(item)
    if "mode" in item.assumed and row.mode == "increment" and said.mode == "absolute":
        said = replace(said, mode="increment")
    day = row.day if "date" in item.assumed and item.year == row.year else said.day
    return offer_correction(desk, row, replace(said, day=day), BY_BUTTON_CORRECTED)


def _with_the_others(desk: Desk, row: ReportRow, told: Sequence[Item]) -> Outcome | None:
    """`buche 8 e led 5`, of a record of led: that one put right, and then a card of the others."""
    its = [item for item in told if desk.by_day.same(item, row.indicator, row.year)]
    if len(its) != 1:
        return None
    said = replace(said_of(its[0]), day=row.day)
    if "mode" in its[0].assumed and row.mode == "increment":
        said = replace(said, mode="increment")
    others = [replace(said_of(i), day=i.date or desk.today) for i in told if i is not its[0]]
    rest = ({"command": written(RecordProgress(tuple(others)))},)
    facts = {"correcting": row.seq, "reason": BY_BUTTON_CORRECTED, "rest": rest}
    return offer(desk, [said], **facts)


def _tells_of_another(desk: Desk, row: ReportRow) -> bool:
    """Whether words tell a fact of other indicators alone, and say nothing of the record's."""
    told = [i for i in desk.by_day.read(desk.turn.text).items if i.indicator]
    others = [i for i in told if "indicator" not in i.assumed and i.indicator != row.indicator]
    its = desk.reader_of(desk.record.of(row.year)).names(desk.turn.text, row.indicator, desk.today)
    return bool(told) and len(others) == len(told) and not its


FIXING = Conversation(
    talk=RECORD,
    buttons={"fixrep": Press(ask_record, (number,))},
    waits=record_corrected,
)
