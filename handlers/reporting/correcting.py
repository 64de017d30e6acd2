"""Correcting and taking back.

    officer   scusa erano 45 non 54
    bot       Correggo la registrazione n. 731 così? da 54 a 45 carte.   [Conferma] ...
    officer   ritira l'ultima
    bot       Ritiro la registrazione n. 731 di AS4.3.1?                 [Conferma] [Annulla]

A record is never changed: what is corrected or taken back is one more event, with its reason.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from handlers.conversation import Conversation, Press, number
from handlers.desk import DECLINED, Desk, answer, ask, button, keep, remembered
from handlers.reporting import completing, contesting, meant, off_the_card, taking_back, validation
from handlers.reporting.cards import TALK as REPORT
from handlers.reporting.cards import card_in, said_of
from handlers.reporting.progress import KEEPING, cancelled, confirmed, offer, read_report, show
from handlers.reporting.told_before import card_reading, noted, report_reading
from handlers.talk.typed import is_figure, tells_figure
from handlers.talk.words import short
from handlers.turn import Outcome
from handlers.understand.reading import Intent, Item, Mode, Reading
from handlers.understand.telling.offering import taken
from italian.regex import regex
from italian.words import clean
from ledger.commands import written
from ledger.commands.progress import CorrectProgress
from ledger.errors import Refusal, UnknownReport
from ledger.later import replace
from ledger.progress.change import Said
from ledger.rows import ReportRow
from ledger.view import View
from words.say import Say, say

BY_EDIT = "messaggio modificato"
"""The reason of a correction made by editing the message that was recorded."""

RIGHT = "right"
"""The talk that waits for the right value of a record, already said to be wrong."""

WRONG = regex(
    r"^\W*no\b|\b(scus\w*|non|sbagli\w*|error[ei]|corregg\w*|invece|anzi)\b", re.IGNORECASE
)
"""Words of who takes something back, rather than adding the figure of another day."""


SAYS_SO = regex(
    r"^\W*no\b|\b(?:scus\w*|sbagli\w*|error[ei]|corregg\w*|invece|anzi)\b|\bnon (?:e|era|erano|sono"
    r"|va|vanno|torna|tornano|quadra)\b(?:\W*$|\W+(?:cosi|bene|giust|corrett|esatt|ver[oai]\b|quell))"
)
"""That a datum is wrong, though not what would be right: not any sentence with a `non` in it."""

_WAS = regex(r"\b(?:era|erano|eravamo)\b")
"""Of what was told before, where no day is named."""


def ask_correction(desk: Desk) -> Outcome:
    """Correggi: the next words say what was wrong."""
    return ask({**desk.draft, "step": "fixing"}, say("card.fix"))


def fixed(desk: Desk, reading: Reading) -> Outcome | None:
    """The words after Correggi, read against the card; None where they say something else, or
    report more than the card holds: nothing that is told is left out."""
    item, *others = (*taken(reading).items, None)
    if item is None or reading.intent not in (Intent.CORRECT, Intent.REPORT):
        return None
    if {i.indicator for i in told_beside(desk)} - {f.indicator for f in card_in(desk.draft).facts}:
        return None
    held = card_in(desk.draft).facts
    new = [one for one in others if one and not any(_is_of(desk, one, fact) for fact in held)]
    if new and reading.intent is Intent.REPORT:
        return None
    if item.refusal or item.ambiguous or item.indicator is None:
        question = item.question or reading.question or say("card.fix")
        return ask({**desk.draft, "step": "fixing"}, question)
    if item.value is None and item.numerator is None:
        return off_the_card.read(desk, reading)  # `ritira l'ultima` is of what is recorded
    card = card_in(desk.draft)
    same = [n for n, fact in enumerate(card.facts) if _is_of(desk, item, fact)]
    where = same[0] if same else 0
    before, said = card.facts[where], said_of(item)
    if not same and "indicator" not in item.assumed and said.value not in (None, before.value):
        return None  # `le pratiche erano 45`, over a card of others, is of what is recorded
    if "mode" in item.assumed and before.mode == "increment" and said.mode == "absolute":
        said = replace(said, mode="increment")  # What was added stays added.
    undated = card.undated[where : where + 1] == (True,) and said.day is None
    facts = _put(card.facts, where, replace(said, day=said.day or before.day))
    marks = _put(card.undated, where, undated) if card.undated else ()
    asked = _put(card.asked, where, None) if card.asked else ()
    learn = card.learn
    if (before.day or desk.today).year == (said.day or before.day or desk.today).year:
        learn = tuple(_meaning(one, before.indicator, said.indicator) for one in learn)
    card = replace(card, facts=facts, undated=marks, asked=asked, learn=learn, years=None)
    return show(desk, card)


def _is_of(desk: Desk, item: Item, fact: Said) -> bool:
    """Whether a fact is of the item's indicator, in the plan of its own day."""
    return desk.by_day.same(item, fact.indicator, (fact.day or desk.today).year)


def _meaning(learnt: Mapping[str, str], before: str, after: str) -> Mapping[str, str]:
    """Words that were taken for another indicator mean the right one from now on."""
    return {**learnt, "code": after} if learnt["code"] == before else learnt


def _put(values: tuple[Any, ...], where: int, value: object) -> tuple[Any, ...]:
    return (*values[:where], value, *values[where + 1 :])


def tells_anew(desk: Desk) -> bool:
    """Whether words tell a whole fact by themselves, of what they name, and nothing is said to be
    wrong: `visitatori 1950`. What was left open on another day is not what they speak of."""
    text = clean(desk.turn.text)
    if WRONG.search(text) or _WAS.search(text):
        return False
    reading = desk.by_day.read(desk.turn.text)
    named = [i for i in reading.items if i.indicator and "indicator" not in i.assumed]
    return reading.intent is Intent.REPORT and bool(named) and tells_figure(text, desk.today)


def told_beside(desk: Desk) -> list[Item]:
    """The facts of words that tell several, whole and each of what it names: `led 20 e buche 3`."""
    reading = desk.by_day.read(desk.turn.text)
    named = [i for i in reading.items if i.indicator and "indicator" not in i.assumed]
    whole = reading.intent is Intent.REPORT and len(named) == len(reading.items)
    return named if whole and len({i.indicator for i in named}) > 1 else []


def read_correction(desk: Desk, reading: Reading) -> Outcome:
    """ "Erano 45": the card of the correction, or of taking back. The card itself is the question
    where it is only not sure that it was meant so."""
    reading = taken(reading)
    item = reading.items[0] if reading.items else Item()
    pointed = _pointed_at(desk, item)
    if pointed is None and (reading.ambiguous or item.ambiguous or item.refusal):
        return _asked_which(desk, item.question or reading.question or say("correct.what"))
    report, item = pointed or (meant.of_a_correction(desk, item), item)
    if report is None:
        return _nothing_of(desk, item)
    item = _as_of_its_record(desk, report, item)
    reason = " ".join(desk.turn.text.split())[:200] or "correzione"
    if item.value is None and item.numerator is None:
        if desk.turn.about is None and len(reading.items) > 1:
            report = meant.told_last(desk)[-1]  # none of them was named: the last
        return taking_back.of_another(desk, report) or taking_back.offer(desk, report.seq, reason)
    said = said_of(item)
    if item.question is None and _of_another_day(desk, report, item):
        return offer(desk, [said])
    rest = [] if desk.turn.about is not None else reading.items[1:]
    return offer_correction(desk, report, said, reason, rest)


def _pointed_at(desk: Desk, item: Item) -> tuple[ReportRow, Item] | None:
    """Where it is in doubt which record is meant, the one that the words point at, and what they
    say of it."""
    doubtful = item.question is not None and item.question.key == "understand.which_record"
    row = meant.pointed_at(desk, item) if doubtful and desk.turn.about is None else None
    if row is None:
        return None
    there = desk.by_day.after(desk.turn.text, report_reading(desk, row))
    again = there.items[0] if len(there.items) == 1 else Item()
    plain = there.intent is Intent.CORRECT and again.indicator == row.indicator
    return (row, again) if plain and not (again.ambiguous or again.refusal) else None


def _nothing_of(desk: Desk, item: Item) -> Outcome:
    """What is put right of a datum that the sender did not write: by who validates it, it is
    contested; a total is told anew; else that there is nothing of theirs to put right."""
    code, year = str(item.indicator), item.year
    if (waiting := meant.waiting_of(desk, item)) and validation.validates(desk):
        reason = " ".join(desk.turn.text.split())[: contesting.LONGEST_REASON]
        return contesting.of_these(desk, waiting, (code,), reason)
    mine = meant.told_by(desk, item)
    if item.mode is not Mode.INCREMENT and not mine:
        return offer(desk, [said_of(item)])
    key = "correct.none_so" if mine else "correct.none"
    name = desk.record.of(year).plan.indicators[code].name
    cells = (button("report_again", f"ind:{code}:{desk.record.year}"),)
    return keep(desk, answer(say(key, code=code, name=name), buttons=(cells,)))


def _asked_which(desk: Desk, question: Say) -> Outcome:
    """What is right; where facts were confirmed together, also of which of them it was said."""
    draft = {"talk": RIGHT, "about": desk.turn.about}
    rows = meant.told_last(desk) if desk.turn.about is None else []
    if len(rows) < 2:
        return ask(draft, question)
    plan = desk.record.of(rows[0].year).plan
    cells = (
        button(
            "named",
            f"right:{row.seq}",
            code=row.indicator,
            name=short(plan.indicators[row.indicator].name),
        )
        for row in rows
    )
    return ask(
        {**draft, "text": desk.turn.text}, question, buttons=tuple((cell,) for cell in cells)
    )


def _as_of_its_record(desk: Desk, report: ReportRow, item: Item) -> Item:
    """`No, le CIE erano 13`, where something else was told last: as words about the record that
    they name, whose `12 in più` they put right."""
    if desk.turn.about is not None or item.indicator != report.indicator:
        return item
    if report in meant.told_last(desk):
        return item
    there = desk.by_day.after(desk.turn.text, report_reading(desk, report))
    again = there.items[0] if there.intent is Intent.CORRECT and len(there.items) == 1 else item
    plain = again.indicator == item.indicator and not (again.ambiguous or again.refusal)
    return again if plain else item


def _of_another_day(desk: Desk, report: ReportRow, item: Item) -> bool:
    """ "Ieri erano 4" after today's 7 is the figure of yesterday: today's stands."""
    named = item.date is not None and "date" not in item.assumed
    other = named and item.date != report.day and report.day == desk.today
    if not other or WRONG.search(desk.turn.text):
        return False
    return tells_figure(desk.turn.text, desk.today)


def offer_correction(
    desk: Desk, report: ReportRow, said: Said, reason: str, rest: Sequence[Item] = ()
) -> Outcome:
    """The card, and after it one for each further fact of the message; nothing to correct where
    it would say what the record says."""
    said = replace(said, day=said.day or report.day)
    was = (report.indicator, report.mode, report.value, report.numerator, report.denominator)
    now = (said.indicator, said.mode, said.value, said.numerator, said.denominator)
    if (was, report.day) == (now, said.day):
        return keep(desk, answer(say("edit.same", report=report.seq), buttons=_undo_row(report)))
    of_rest = [(meant.of_a_correction(desk, i), i) for i in rest]
    others = [CorrectProgress(row.seq, said_of(i), reason) for row, i in of_rest if row]
    drafts = tuple({"command": written(command)} for command in others)
    return offer(desk, [said], correcting=report.seq, reason=reason, rest=drafts)


def _undo_row(report: ReportRow) -> tuple[Any, ...]:
    return ((button("undo", f"undo:{report.seq}"),),)


def edited(desk: Desk, reading: Reading) -> Outcome:
    """An edited message proposes a correction of what it had recorded, or takes the place of the
    card it had opened. One that no longer says a fact leaves its record as it is."""
    item = next(iter(reading.items), None)
    facts = item is not None and item.indicator is not None and not item.ambiguous
    if desk.turn.about is None and desk.draft.get("talk") == REPORT and item is not None:
        return read_report(desk, reading)
    if desk.turn.about is None:
        return keep(desk, answer(say("edit.unknown")))
    try:
        report = desk.record.report(desk.turn.about)
    except UnknownReport:
        return keep(desk, answer(say("edit.unknown")))
    if report.status == "undone":
        return keep(desk, answer(say("undo.already", report=report.seq)))
    if not facts or item is None or (item.value is None and item.numerator is None):
        stays = say("edit.stays", report=report.seq, code=report.indicator)
        return keep(desk, answer(stays, buttons=_undo_row(report)))
    return offer_correction(desk, report, said_of(item), BY_EDIT)


def agreed(desk: Desk) -> Outcome:
    """Conferma or a yes: of a card with facts; where all is in doubt, it may be an answer."""
    if "command" in desk.draft:
        return noted(desk, confirmed(desk))
    return completing.written(desk) or show(desk, card_in(desk.draft))


def declined(desk: Desk) -> Outcome:
    """Annulla or a no: the same."""
    in_words = not desk.turn.pressed and not card_in(desk.draft).facts
    said = completing.written(desk) if in_words else None
    if said is not None or "command" not in desk.draft:
        return said or cancelled(desk)
    return remembered(desk, cancelled(desk), **{DECLINED: dict(desk.draft)})


def _is_there(view: View, code: str) -> bool:
    try:
        return view.plan.alive(code) == code
    except Refusal:
        return False


def said_again(desk: Desk) -> Outcome | None:
    """`24`, right after a no to the card of 20: that card with the figure that is meant."""
    before = desk.chat.get(DECLINED)
    if before is None or "talk" in desk.draft or not is_figure(desk.turn.text):
        return None
    desk = replace(desk, draft=before)
    card = card_in(before)
    view = desk.of_day(card.facts[0].day or desk.today)
    if len(card.facts) > 1 or not _is_there(view, card.facts[0].indicator):
        return None
    reading = desk.by_day.after(f"erano {desk.turn.text}", card_reading(card), view)
    return fixed(desk, reading) if reading.intent is Intent.CORRECT else None


REPORTS = Conversation(
    talk=REPORT,
    of_card={
        "fix": Press(ask_correction),
        "pick": Press(completing.picked, (number, number)),
        **KEEPING,
    },
    confirm=agreed,
    cancel=declined,
)
"""The card of a report. What it waits for is read with the rest of plain words (`spoken`)."""
