"""What left the plan, spoken of by its code or by its words.

eq   atti di nascita scansionati 300   (after /elimina AS4.2)   →  AS4.2 was cancelled on that day
eq   com'è AS4.2?                                              →  what became of it

The reader of messages knows only what is in the plan.
"""

from handlers.desk import Desk
from handlers.standing import status
from handlers.standing.by_day import is_plain
from handlers.standing.history import show_history
from handlers.talk.typed import split_code
from handlers.turn import Outcome
from handlers.understand import Reader
from handlers.understand.reader import stems_in, stems_of
from handlers.understand.reading import ASKING, Intent, Reading
from italian.regex import regex
from ledger.errors import IndicatorGone, ObjectiveGone, Refusal, UnknownCode
from ledger.plan import plan_code_candidates
from ledger.plan.inforce import PlanInForce
from ledger.rows import ReportRow
from ledger.view import View

CODES = regex(r"\b[A-Za-z][A-Za-z.]*\d*\.\d+(?:\.\d+)?\b")


def why(view: View, row: ReportRow) -> Refusal | None:
    """Why what a record speaks of can no longer be acted on, or None."""
    try:
        view.of(row.year).plan.alive(row.indicator)
    except (ObjectiveGone, IndicatorGone, UnknownCode) as gone:
        return gone
    return None


def by_code(desk: Desk) -> Outcome | None:
    """Of what left the plan, typed by its code, a question is answered with what became of it.
    Raises ObjectiveGone, IndicatorGone for anything else."""
    plan, text = desk.record.plan, desk.turn.text
    for code in _codes(plan, text):
        try:
            plan.alive(code)
        except ObjectiveGone:
            if not text.rstrip().endswith("?"):
                raise
            return status.show_status(desk, code)
        except IndicatorGone:
            if not text.rstrip().endswith("?"):
                raise
            return show_history(desk, code)
    return None


def _codes(plan: PlanInForce, text: str) -> list[str]:
    """The codes written in a text, also of what left the plan."""
    first, _ = split_code(plan, text)
    typed = [first, *(c for word in CODES.findall(text) for c in plan_code_candidates(word))]
    known = (plan.indicators, plan.objectives, plan.gone)
    return [code for code in dict.fromkeys(typed) if any(code in codes for codes in known)]


def by_words(desk: Desk, reading: Reading) -> Outcome | None:
    """The same of an objective that was cancelled, said by all the words of an indicator of its:
    they would be taken for another's. Read again only where some of them are in the message.

    Raises ObjectiveGone.
    """
    told = (*ASKING, Intent.REPORT, Intent.UNCLEAR)
    if reading.intent not in told or CODES.search(desk.turn.text):
        return None
    year = next(iter(reading.years), None) if len(reading.years) == 1 else None
    desk = desk.telling(year or next((i.year for i in reading.items if i.year), None))
    plan = desk.record.plan
    left = [i for code in plan.cancelled for i in plan.objectives[code].indicators]
    if not left or not stems_of(left) & stems_in(desk.turn.text):
        return None
    whole = Reader(plan.plan).read(desk.turn.text, sender=desk.sender(), today=desk.today)
    for item in whole.items:
        code = item.objective
        if code is None or code not in plan.cancelled:
            continue
        if whole.intent in ASKING:
            return status.show_status(desk.in_year(desk.told), code)
        if is_plain(item):
            raise ObjectiveGone(code, plan.cancelled[code].on)
    return None
