"""Correcting and taking back.

    officer   scusa erano 45 non 54
    bot       Correggo la registrazione n. 731 così? da 54 a 45 carte.   [Conferma] ...
    officer   ritira l'ultima
    bot       Ritiro la registrazione n. 731 di AS4.3.1?                 [Conferma] [Annulla]

A record is never changed: what is corrected or taken back is one more event, with its reason.
"""

from dataclasses import replace
from typing import Any

from handlers.cards import from_draft, said_of, to_draft
from handlers.desk import Desk, answer, ask, confirm_row
from handlers.progress import offer, read_report, show
from handlers.turn import Outcome
from handlers.understand.reading import Intent, Item, Mode, Reading
from handlers.words import objective_short, value_amount
from ledger.commands.authority import reporters, require
from ledger.commands.progress import Said, UndoProgress
from ledger.errors import Act, NothingToUndo, UnknownReport
from ledger.events import ProgressUndone
from ledger.progress.standings import standing
from ledger.view import ReportRow
from words.say import say

BY_BUTTON = "ritirata dall'autore"
"""The reason of who takes a record back with its button, without a word."""


def ask_correction(desk: Desk) -> Outcome:
    """Correggi: the next words say what was wrong."""
    return ask({**desk.draft, "step": "fixing"}, say("card.fix"))


def fixed(desk: Desk, reading: Reading) -> Outcome | None:
    """The words after Correggi, read against the card; None where they say something else."""
    item = next(iter(reading.items), None)
    if item is None or reading.intent not in (Intent.CORRECT, Intent.REPORT):
        return None
    if item.refusal or item.ambiguous or item.indicator is None:
        return ask(desk.draft, item.question or reading.question or say("card.fix"))
    if item.value is None and item.numerator is None:
        return None  # "ritira l'ultima" speaks of what is recorded, not of the card
    draft = {name: fact for name, fact in desk.draft.items() if name != "step"}
    items = list(draft["items"])
    same = [n for n, kept in enumerate(items) if kept["indicator"] == item.indicator]
    where = same[0] if same else 0
    kept_day = items[where].get("day")
    said = said_of(item)
    if "mode" in item.assumed and items[where]["mode"] == "increment" and said.mode == "absolute":
        # A bare number after Correggi corrects the number alone: what was added stays added.
        said = replace(said, mode="increment")
    items[where] = to_draft(said) | ({"day": kept_day} if kept_day and not said.day else {})
    return show(desk, {**draft, "items": items, "id": desk.new_id()})


def draft_reading(draft: dict[str, Any]) -> Reading:
    """The card as the reader would have read it: the context of a correction."""
    return Reading(Intent.REPORT, tuple(_item(from_draft(kept)) for kept in draft["items"]))


def report_reading(row: ReportRow) -> Reading:
    """A recorded report as the reader would have read it."""
    said = Said(row.indicator, row.mode, row.value, row.numerator, row.denominator, row.day)  # type: ignore[arg-type]
    return Reading(Intent.REPORT, (_item(said),))


def _item(said: Said) -> Item:
    return Item(
        objective=said.indicator.rpartition(".")[0],
        indicator=said.indicator,
        mode=Mode(said.mode),
        value=said.value,
        numerator=said.numerator,
        denominator=said.denominator,
        date=said.day,
    )


def target_report(desk: Desk, reading: Reading) -> ReportRow:
    """The record a correction speaks of: the one quoted or edited, of the indicator named, or
    the sender's last. Raises NothingToUndo."""
    if desk.turn.about is not None:
        return desk.view.report(desk.turn.about)
    code = reading.items[0].indicator if reading.items else None
    if code:
        mine = [
            r
            for r in desk.view.reports_of(code)
            if r.actor == desk.person and r.status in ("provisional", "validated")
        ]
        if mine:
            return mine[-1]
    last = desk.view.last_report_by(desk.person)
    if last is None:
        raise NothingToUndo()
    return last


def read_correction(desk: Desk, reading: Reading) -> Outcome:
    """ "Erano 45": the card of the correction, or of taking back."""
    item = reading.items[0] if reading.items else Item()
    if reading.ambiguous or item.ambiguous or item.refusal:
        return answer(item.question or reading.question or say("correct.what"))
    report = target_report(desk, reading)
    reason = " ".join(desk.turn.text.split())[:200] or "correzione"
    taking_back = item.value is None and item.numerator is None
    if taking_back:
        return offer_undo(desk, report.seq, reason)
    said = replace(said_of(item), day=item.date)
    return offer(desk, [said], correcting=report.seq, reason=reason)


def offer_undo(desk: Desk, report: int, reason: str = BY_BUTTON) -> Outcome:
    """Asks before a record is taken back."""
    row = desk.view.report(report)
    who = reporters(desk.view.plan, row.indicator)
    require(desk.view, desk.person, Act.REPORT, row.indicator, who, desk.today)
    if row.status == "undone":
        return answer(say("undo.already", report=report))
    indicator = desk.view.plan.indicators[row.indicator]
    card = desk.new_id()
    draft = {"talk": "undo", "id": card, "report": report, "reason": reason}
    line = say("undo.card", report=report, code=indicator.code, name=indicator.name, day=row.day)
    return ask(draft, line, buttons=(confirm_row(card),))


def undone(desk: Desk) -> Outcome:
    """Takes the record back, then says where the indicator and its objective stand."""
    report = desk.draft["report"]
    command = UndoProgress(report, desk.draft["reason"])
    (e,) = desk.execute(command, f"card:{desk.draft['id']}")
    event = e.event
    assert isinstance(event, ProgressUndone)
    view, code = desk.view.of(event.year), event.indicator
    indicator = view.plan.indicators[code]
    now = value_amount(indicator, view.standing(code))
    stands = standing(view, indicator.objective, desk.today).objectives[0]
    return answer(
        say("undo.done", report=report, code=code, value=now),
        objective_short(stands),
        say("receipt", seq=e.seq, hash=e.hash[:8]),
        replace=bool(desk.turn.pressed),
    )


def edited(desk: Desk, reading: Reading) -> Outcome:
    """An edited message proposes a correction of what it had recorded, or takes the place of the
    card it had opened."""
    item = next(iter(reading.items), None)
    if desk.turn.about is None and desk.draft.get("talk") == "report" and item is not None:
        return read_report(desk, reading)
    if desk.turn.about is None or item is None or item.indicator is None or item.ambiguous:
        return answer(say("edit.unknown"))
    try:
        report = desk.view.report(desk.turn.about)
    except UnknownReport:
        return answer(say("edit.unknown"))
    said = said_of(item)
    kept = replace(said, day=said.day or report.day)
    return offer(desk, [kept], correcting=report.seq, reason="messaggio modificato")
