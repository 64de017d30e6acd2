"""Plain words: read once, then answered by what they were read as.

officer   altre 12 CIE oggi            →  a card
dirigente come va l'area servizi?      →  how it stands
anybody   boh                          →  guesses as buttons; after three misses, the menu
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers import (
    amend,
    ask,
    campaigns,
    completing,
    correcting,
    deadlines,
    describing,
    enrol,
    evidence,
    gone,
    help,
    menu,
    progress,
    second,
    smvp,
    status,
    today,
    validation,
    ways,
    worded,
    years,
)
from handlers.cards import Card, card_in
from handlers.desk import Desk, answer, button, keep, led_by
from handlers.doubts import Heard
from handlers.history import show_history
from handlers.turn import Outcome
from handlers.typed import is_figure
from handlers.understand.reading import Intent, Item, Reading
from handlers.words import refusal
from italian.words import clean
from ledger.clock import day_of
from ledger.errors import NoPlanOf, Refusal, UnknownCode
from ledger.plan import ENTE
from ledger.rows import ReportRow
from ledger.view import View
from words.say import Say, say

MISSES = 3
TO_VALIDATE = re.compile(
    r"^(?!.*\b(?:chi|obiettiv[oi]|indicator[ei]|serviz[io]|are[ae])\b)"
    r".*\b(?:cosa|quali|quant[ei])\b.*\bvalidare\b|^\s*valida(?:re)?(?:\s+tutt[oiae])?\W*$",
    re.IGNORECASE,
)
"""What waits for me, not for any office in particular."""


def read(desk: Desk) -> Reading:
    """What the words say, after the sender's last record, each fact by the plan of its day.

    A correction may come days later. A question that names nothing asks about that record only
    while the talk is still of it, on the same day; what is due is asked of the whole office.
    """
    last = desk.record.last_report_by(desk.person)
    before = _context(desk.record, last)
    reading = desk.by_day.read(desk.turn.text, before)
    fresh = last is not None and day_of(last.recorded_at) == desk.today
    general = reading.intent is Intent.QUERY_DEADLINES
    stale = reading.intent in ASKING and before is not None and (general or not fresh)
    return desk.by_day.read(desk.turn.text) if stale else reading


def _is_a_code(view: View, text: str) -> bool:
    try:
        return view.plan.resolve(text.strip(" .")) in view.plan.indicators
    except UnknownCode:
        return False


def _context(view: View, last: ReportRow | None) -> Reading | None:
    """The last record as the message before, where its indicator is still one people speak of."""
    if last is None or gone.why(view, last) is not None:
        return None
    return correcting.report_reading(last)


def _plainly_said(desk: Desk) -> Outcome | None:
    """What its wording settles before the reader of messages is asked: questions first about
    years, then about oneself, acts, help, what waits, then everything the record can be asked."""
    text = desk.turn.text
    plain = " ".join(clean(text).split()).strip(" .!?")
    if (act := amend.in_words(desk) or worded.said(desk, plain)) is not None:
        return act
    if TO_VALIDATE.search(text):
        return validation.show_waiting(desk, None)
    found = (
        years.asked(desk, text)
        or today.said(desk, plain)
        or help.asked(desk, plain)
        or ask.answered(desk)
    )
    return None if found is None else keep(desk, found)


def answered(desk: Desk) -> Outcome:
    """Plain words, by what they were read as."""
    if (left := gone.by_code(desk)) is not None:
        return keep(desk, left)
    simulated = smvp.suppose(desk, desk.turn.text)
    if simulated is not None:
        return keep(desk, simulated)
    if not desk.turn.edited and (plainly := _plainly_said(desk)) is not None:
        return plainly
    if (which := campaigns.which_figure(desk)) is not None:
        return keep(desk, which)
    reading, lost = _heard(desk)
    if desk.turn.edited:
        return correcting.edited(desk, reading)
    if (other := second.opinion(desk, reading)) is not None:
        return led_by(BY_INTENT[other.intent](desk, other), second.SPOKE)
    if (left := gone.by_words(desk, reading)) is not None:
        return keep(desk, left)
    desk, reading = _of_its_year(desk, reading)
    if desk.turn.attachment is not None and reading.intent is not Intent.REPORT:
        return evidence.received_alone(desk, desk.turn.attachment)
    if reading.refusal and not reading.items:
        return keep(desk, answer(reading.question or say("missed")))
    outcome = BY_INTENT[reading.intent](desk, reading)
    needed = (
        reading.ambiguous and reading.intent not in ASKING and not gone.CODES.search(desk.turn.text)
    )
    return led_by(outcome, lost) if lost is not None and needed else outcome


def _of_its_year(desk: Desk, reading: Reading) -> tuple[Desk, Reading]:
    """A question is about the year it names, else about the chat's, where the same words may mean
    another code. Raises NoPlanOf."""
    if reading.intent not in ASKING:
        return desk, reading
    if desk.year is not None:
        reading = desk.telling(desk.year).by_day.read(desk.turn.text)
    years = desk.record.years
    if reading.as_of is not None and reading.as_of.year not in years:
        raise NoPlanOf(reading.as_of.year, tuple(years))
    year = next((item.year for item in reading.items if item.year), None)
    return (desk if year in (None, desk.view.year) else desk.in_year(year)), reading


def _by_its_words(desk: Desk) -> Outcome | None:
    """What is told by its wording alone, before the reader is asked; None for anything else."""
    told = gone.by_code(desk) or smvp.suppose(desk, desk.turn.text)
    if told is not None:
        return keep(desk, told)
    if desk.turn.edited:
        return None
    if (about := years.asked(desk, desk.turn.text)) is not None:
        return keep(desk, about)
    if (act := amend.in_words(desk)) is not None:
        return act
    if TO_VALIDATE.search(desk.turn.text):
        return validation.show_waiting(desk, None)
    question = ask.answered(desk)
    return None if question is None else keep(desk, question)


def _heard(desk: Desk) -> tuple[Reading, Say | None]:
    """The reading, and what to say of the message before where what it spoke of is gone."""
    about = desk.record.report(desk.turn.about) if desk.turn.about else None
    before = about or desk.record.last_report_by(desk.person)
    left = gone.why(desk.record, before) if before else None
    lost = say("gone.before", why=refusal(left)) if left else None
    if about is None:
        return read(desk), lost
    view = desk.record.of(about.year)
    return desk.by_day.after(desk.turn.text, _context(view, about), view), lost


def _report(desk: Desk, reading: Reading) -> Outcome:
    unsure = any(item.ambiguous or item.refusal for item in reading.items)
    if not reading.items or (reading.ambiguous and not unsure):
        return keep(desk, answer(reading.question or say("missed")))
    proof = None
    if desk.turn.attachment is not None:
        evidence.require_reporter(desk)
        proof = evidence.keep(desk, desk.turn.attachment)
    return progress.read_report(desk, reading, proof)


def after_card(desk: Desk) -> Outcome | None:
    """An open card of a report: an answer to what is in doubt, or a correction of it; None for
    something else altogether.

    A card of what left the plan meanwhile is put away with the reason.
    """
    card = card_in(desk.draft)
    if (completed := completing.written(desk)) is not None:
        return completed
    if not card.facts:
        return None
    if years.is_asked(desk, desk.turn.text):
        return None
    view = progress.of_fact(desk, card.facts[0])
    try:
        for fact in card.facts:
            progress.of_fact(desk, fact).plan.alive(fact.indicator)
    except Refusal as gone:
        return answer(refusal(gone)) if desk.draft.get("step") == "fixing" else None
    fixing = desk.draft.get("step") == "fixing"
    if fixing and _is_a_code(view, desk.turn.text):
        # A code alone says nothing; here it says which indicator was meant.
        desk = replace(desk, turn=replace(desk.turn, text=f"era {desk.turn.text}"))
    reading = desk.by_day.after(desk.turn.text, correcting.card_reading(card), view)
    if fixing or reading.intent is Intent.CORRECT:
        return correcting.fixed(desk, reading)
    return None


def value(desk: Desk) -> Outcome | None:
    """The number the menu asked for, read as a report by code."""
    told = desk.telling(desk.draft.get("year"))
    code = told.record.plan.alive(desk.draft["code"])
    desk = replace(desk, turn=replace(desk.turn, text=f"{code} {desk.turn.text}"))
    reading = desk.by_day.coded(desk.turn.text, told.record)
    if reading.intent is not Intent.REPORT or not reading.items:
        return None
    items = tuple(replace(item, date=item.date or told.last_day) for item in reading.items)
    return progress.read_report(desk, replace(reading, items=items))


def right_value(desk: Desk) -> Outcome | None:
    """The value asked for after `ho sbagliato`, read as its correction."""
    figure = is_figure(desk.turn.text)
    text = f"erano {desk.turn.text}" if figure else desk.turn.text
    turn = replace(desk.turn, text=text, about=desk.draft.get("about") or desk.turn.about)
    again = replace(desk, turn=turn)
    reading, _ = _heard(again)
    if reading.intent is not Intent.CORRECT or reading.ambiguous:
        return None
    return correcting.read_correction(again, reading)


def _scope(reading: Reading) -> str | None:
    item = reading.items[0] if reading.items else Item()
    return item.indicator or item.objective or item.scope


def _ask_status(desk: Desk, reading: Reading) -> Outcome:
    if reading.ambiguous and reading.question:
        return keep(desk, answer(reading.question, buttons=_candidates(reading)))
    if (unknown := ask.unknown(desk, reading)) is not None:
        return keep(desk, _only_of_this_year(desk) or unknown)
    return keep(desk, status.show_status(desk, _scope(reading), reading.as_of))


def _only_of_this_year(desk: Desk) -> Outcome | None:
    """What was asked of another year, and only this one's plan has; None where it has none."""
    this = desk.in_year(desk.record.year)
    if desk.year in (None, desk.record.year):
        return None
    reading = desk.reader.read(desk.turn.text, sender=desk.sender(), today=desk.today)
    code = next((item.indicator for item in reading.items if item.indicator), None)
    if code is None or ask.unknown(this, reading) is not None:
        return None
    found = desk.by_day.in_year(code, desk.year)
    if found is not None:
        return status.show_status(desk, found, reading.as_of)
    return answer(desk.by_day.none_of(code, desk.record, desk.year))


def _candidates(reading: Reading) -> tuple[Any, ...]:
    codes = reading.items[0].candidates if reading.items else ()
    return tuple((button("scope", f"st:{code}", code=code),) for code in codes)


def _ask_objective(desk: Desk, reading: Reading) -> Outcome:
    """What an objective is; of none in particular, the list of one's own."""
    scope = _scope(reading)
    if scope is None or scope == ENTE:
        return keep(desk, menu.show_objectives(desk))
    return keep(desk, describing.show_objective(desk, scope))


def _ask_history(desk: Desk, reading: Reading) -> Outcome:
    return keep(desk, show_history(desk, _scope(reading) or ""))


def _validate(desk: Desk, reading: Reading) -> Outcome:
    return validation.show_waiting(desk, _scope(reading))


def _missed(desk: Desk, reading: Reading) -> Outcome:
    """Guesses as buttons that complete what was said; after three misses in a row, the menu and a
    person to ask. An open card stays open."""
    missed = desk.draft.get("missed", 0) + 1
    question = reading.question or say("missed")
    if missed >= MISSES:
        outcome = answer(say("missed.often"), buttons=((button("menu", "objs:0"),),))
    elif "command" not in desk.draft and (guess := _guess(desk, question)) is not None:
        outcome = guess
    else:
        outcome = answer(question, buttons=_guesses(desk, reading))
    return replace(outcome, draft={**(outcome.draft or desk.draft), "missed": missed})


def _guess(desk: Desk, question: Say) -> Outcome | None:
    """What the words may have been about, with the figure they may have said of it."""
    codes = desk.reader.guesses(desk.turn.text, sender=desk.sender(), today=desk.today)
    if not codes:
        return None
    heard = Heard(desk.turn.text, desk.today)
    doubt = ways.guessed(desk, heard, question, codes)
    return progress.show(desk, Card((), doubts=(doubt,), heard=heard))


def _guesses(desk: Desk, reading: Reading) -> tuple[Any, ...]:
    """What the words may name; where they are like nothing, what people mostly want."""
    if found := _candidates(reading):
        return found
    scope = status.default_scope(desk)
    return (
        (
            button("menu", "objs:0"),
            button("how", f"st:{scope}"),
            button("due", f"due:{scope}"),
        ),
    )


ASKING = frozenset(
    {Intent.QUERY_STATUS, Intent.QUERY_DEADLINES, Intent.QUERY_OBJECTIVE, Intent.HISTORY}
)

BY_INTENT: dict[Intent, Callable[[Desk, Reading], Outcome]] = {
    Intent.REPORT: _report,
    Intent.CORRECT: correcting.read_correction,
    Intent.VALIDATE: _validate,
    Intent.EVALUATE: lambda desk, reading: smvp.evaluate(desk, _scope(reading)),
    Intent.QUERY_STATUS: _ask_status,
    Intent.QUERY_DEADLINES: lambda desk, r: keep(desk, deadlines.show_deadlines(desk, _scope(r))),
    Intent.QUERY_OBJECTIVE: _ask_objective,
    Intent.HISTORY: _ask_history,
    Intent.HELP: lambda desk, reading: keep(desk, help.show(desk)),
    Intent.GREETING: lambda desk, reading: keep(desk, enrol.greet(desk)),
    Intent.UNCLEAR: _missed,
}
