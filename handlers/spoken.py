"""Plain words: read once, then answered by what they were read as.

officer   altre 12 CIE oggi            →  a card
dirigente come va l'area servizi?      →  how it stands
anybody   boh                          →  guesses as buttons; after three misses, the menu
"""

import re
from collections.abc import Callable
from dataclasses import replace

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
    help,
    menu,
    missed,
    progress,
    second,
    smvp,
    status,
    today,
    validation,
    worded,
    years,
)
from handlers.cards import card_in
from handlers.desk import Desk, answer, keep, led_by
from handlers.history import show_history
from handlers.turn import Outcome
from handlers.typed import is_figure, split_code
from handlers.understand import Reader
from handlers.understand.reading import Intent, Item, Reading
from handlers.words import refusal
from italian.regex import regex
from italian.words import clean
from ledger.clock import day_of
from ledger.errors import IndicatorGone, ObjectiveGone, Refusal, UnknownCode
from ledger.plan import ENTE, plan_code_candidates
from ledger.plan.inforce import PlanInForce
from ledger.rows import ReportRow
from ledger.view import View
from words.say import Say, say

CODES = regex(r"\b[A-Za-z][A-Za-z.]*\d*\.\d+(?:\.\d+)?\b")
TO_VALIDATE = regex(
    r"^(?!.*\b(?:chi|obiettiv[oi]|indicator[ei]|serviz[io]|are[ae])\b)"
    r".*\b(?:cosa|quali|quant[ei])\b.*\bvalidare\b"
    r"|^(?!.*\bchi\b).*\b(?:devo|dobbiamo|mi resta da|mi restano da)(?: ancora)? validare\b"
    r"|^\s*valida(?:re)?(?:\s+tutt[oiae])?\W*$",
    re.IGNORECASE,
)
"""What waits for me, not for any office in particular."""


MANY = regex(r"\b(?:obiettivi|indicatori|servizi|aree|uffici|settori)\b", re.IGNORECASE)
"""Asked of many: not of what was spoken of last."""


def read(desk: Desk) -> Reading:
    """What the words say, after the sender's last record.

    A correction may come days later. A question that names nothing asks about that record only
    while the talk is still of it, on the same day; what is due is asked of the whole office.
    """
    last = desk.record.last_report_by(desk.person)
    reading = _after(desk, desk.reader, _context(desk.record, last))
    if last is not None and last.year != desk.record.year:
        reading = _of_other_year(desk, reading, last)
    fresh = last is not None and day_of(last.recorded_at) == desk.today
    general = reading.intent is Intent.QUERY_DEADLINES or bool(MANY.search(desk.turn.text))
    stale = reading.intent in ASKING and last is not None and (general or not fresh)
    reading = _after(desk, desk.reader, None) if stale else reading
    return _in_its_years(desk, reading)


def _after(desk: Desk, reader: Reader, previous: Reading | None) -> Reading:
    return reader.read(desk.turn.text, sender=desk.sender(), today=desk.today, previous=previous)


def _is_a_code(view: View, text: str) -> bool:
    try:
        return view.plan.resolve(text.strip(" .")) in view.plan.indicators
    except UnknownCode:
        return False


def _context(view: View, last: ReportRow | None) -> Reading | None:
    """The last record as the message before, where its indicator is still one people speak of."""
    if last is None or last.year != view.year or _gone(view, last) is not None:
        return None
    return correcting.report_reading(last)


def _gone(view: View, row: ReportRow) -> Refusal | None:
    """Why what a record speaks of can no longer be acted on, or None."""
    try:
        view.of(row.year).plan.alive(row.indicator)
    except (ObjectiveGone, IndicatorGone, UnknownCode) as gone:
        return gone
    return None


def _of_other_year(desk: Desk, reading: Reading, last: ReportRow) -> Reading:
    """ "Erano 45", said in January of a figure of December: read against December's plan."""
    view = desk.record.of(last.year)
    previous = _context(view, last)
    if previous is None or not (reading.ambiguous or reading.intent is Intent.CORRECT):
        return reading
    other = _after(desk, desk.reader_of(view), previous)
    return other if other.intent is Intent.CORRECT else reading


def _in_its_years(desk: Desk, reading: Reading) -> Reading:
    """Facts of another year's day are read against that year's plan, where the same words may
    mean another indicator."""
    if reading.intent is not Intent.REPORT:
        return reading
    known = {y for y in desk.record.years if y != desk.record.year}
    items = list(reading.items)
    for year in {i.date.year for i in items if i.date is not None} & known:
        other = _after(desk, desk.reader_of(desk.record.of(year)), None)
        if len(other.items) == len(items):
            items = [
                theirs if ours.date and ours.date.year == year else ours
                for ours, theirs in zip(items, other.items, strict=True)
            ]
    ambiguous = any(item.ambiguous for item in items) if items else reading.ambiguous
    return replace(reading, items=tuple(items), ambiguous=ambiguous or not items)


def _about_gone(desk: Desk) -> Outcome | None:
    """The reader knows only what is in the plan: of what left it, typed by its code, a question is
    answered with what became of it. Raises ObjectiveGone, IndicatorGone for anything else."""
    plan, text = desk.record.plan, desk.turn.text
    if worded.REINSTATE.fullmatch(" ".join(text.split()).strip(" .!?")):
        return None
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
    known = (*plan.indicators, *plan.objectives, *plan.gone)
    typed = [first, *(c for word in CODES.findall(text) for c in plan_code_candidates(word))]
    return [code for code in dict.fromkeys(typed) if code in known]


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
        or today.which_day(desk, plain)
        or help.asked(desk, plain)
        or ask.answered(desk)
    )
    return None if found is None else keep(desk, found)


def question(desk: Desk) -> Outcome | None:
    """A question typed while a step waits for something else; None where it may be what is waited
    for: only one with its question mark, all of which was understood."""
    text = desk.turn.text.strip()
    if not text.endswith("?"):
        return None
    plain = " ".join(clean(text).split()).strip(" .!?")
    told = years.asked(desk, text) or today.said(desk, plain) or today.which_day(desk, plain)
    if told is not None or ask.understood(desk):
        return told or ask.answered(desk)
    reading = read(desk)
    if reading.intent not in ASKING or reading.ambiguous or _scope(reading) is None:
        return None
    return BY_INTENT[reading.intent](desk, reading) if ask.names_all(desk, reading) else None


def answered(desk: Desk) -> Outcome:
    """Plain words, by what they were read as."""
    if (left := _about_gone(desk)) is not None:
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
    if desk.year is not None and reading.intent in ASKING:
        # A question is about the chat's year, where the same words may mean another code.
        reading = _after(desk, desk.reader_of(desk.view), None)
    if desk.turn.attachment is not None and reading.intent is not Intent.REPORT:
        return evidence.received_alone(desk)
    if reading.refusal and not reading.items:
        return keep(desk, answer(reading.question or say("missed")))
    outcome = BY_INTENT[reading.intent](desk, reading)
    needed = reading.ambiguous and reading.intent not in ASKING
    return led_by(outcome, lost) if lost is not None and needed else outcome


def _heard(desk: Desk) -> tuple[Reading, Say | None]:
    """The reading, and what to say of the message before where what it spoke of is gone."""
    about = desk.record.report(desk.turn.about) if desk.turn.about else None
    before = about or desk.record.last_report_by(desk.person)
    gone = _gone(desk.record, before) if before else None
    lost = say("gone.before", why=refusal(gone)) if gone else None
    if about is None:
        return read(desk), lost
    view = desk.record.of(about.year)
    previous = _context(view, about)
    return _after(desk, desk.reader_of(view), previous), lost


def _report(desk: Desk, reading: Reading) -> Outcome:
    unsure = any(item.ambiguous or item.refusal for item in reading.items)
    if not reading.items or (reading.ambiguous and not unsure):
        return keep(desk, answer(reading.question or say("missed")))
    if desk.turn.attachment is None:
        return progress.read_report(desk, reading)
    evidence.require_reporter(desk)
    return progress.read_report(desk, reading, evidence.kept(desk))


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
    reading = _after(desk, desk.reader_of(view), correcting.card_reading(card))
    if fixing or reading.intent is Intent.CORRECT:
        return correcting.fixed(desk, reading)
    return None


def value(desk: Desk) -> Outcome | None:
    """The number the menu asked for, read as a report by code."""
    code = desk.record.plan.alive(desk.draft["code"])
    turn = replace(desk.turn, text=f"{code} {desk.turn.text}")
    reading = read(replace(desk, turn=turn))
    if reading.intent is Intent.REPORT and reading.items:
        return progress.read_report(replace(desk, turn=turn), reading)
    return None


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
        return keep(desk, answer(reading.question, buttons=missed.candidates(reading)))
    return _known(desk, reading, status.show_status(desk, _scope(reading), reading.as_of))


def _known(desk: Desk, reading: Reading, outcome: Outcome) -> Outcome:
    """An answer, where all the question says was understood; else what was and what was not."""
    if desk.turn.second:
        return keep(desk, outcome)  # Somebody else knew the words.
    instead, partly = ask.unknown(desk, reading)
    instead = instead or ask.not_who(desk, reading)
    told = instead or (outcome if partly is None else led_by(outcome, partly))
    return keep(desk, told)


def _ask_objective(desk: Desk, reading: Reading) -> Outcome:
    """What an objective is; of none in particular, the list of one's own."""
    scope = _scope(reading)
    if scope is None or scope == ENTE:
        return _known(desk, reading, menu.show_objectives(desk))
    return _known(desk, reading, describing.show_objective(desk, scope))


def _ask_history(desk: Desk, reading: Reading) -> Outcome:
    return _known(desk, reading, show_history(desk, _scope(reading) or ""))


def _validate(desk: Desk, reading: Reading) -> Outcome:
    return validation.show_waiting(desk, _scope(reading))


ASKING = frozenset(
    {Intent.QUERY_STATUS, Intent.QUERY_DEADLINES, Intent.QUERY_OBJECTIVE, Intent.HISTORY}
)

BY_INTENT: dict[Intent, Callable[[Desk, Reading], Outcome]] = {
    Intent.REPORT: _report,
    Intent.CORRECT: correcting.read_correction,
    Intent.VALIDATE: _validate,
    Intent.EVALUATE: lambda desk, reading: smvp.evaluate(desk, _scope(reading)),
    Intent.QUERY_STATUS: _ask_status,
    Intent.QUERY_DEADLINES: lambda desk, r: _known(
        desk, r, deadlines.show_deadlines(desk, _scope(r))
    ),
    Intent.QUERY_OBJECTIVE: _ask_objective,
    Intent.HISTORY: _ask_history,
    Intent.HELP: lambda desk, reading: keep(desk, help.show(desk)),
    Intent.GREETING: lambda desk, reading: keep(desk, enrol.greet(desk)),
    Intent.UNCLEAR: missed.missed,
}
