"""Plain words: read once, then answered by what they were read as.

officer   altre 12 CIE oggi            →  a card
dirigente come va l'area servizi?      →  how it stands
anybody   boh                          →  guesses as buttons; after three misses, the menu
"""

import re
from collections.abc import Callable
from decimal import Decimal

from handlers import ask, help, orders, worded
from handlers.ask.after import each, tied
from handlers.ask.answers import done_if, mean
from handlers.desk import Desk, answer, keep, led_by
from handlers.evaluating import money_words, smvp
from handlers.plan import gone, weight_words
from handlers.proofs import evidence
from handlers.reporting import (
    by_name,
    completing,
    contesting,
    correcting,
    in_addition,
    in_passing,
    owed,
    progress,
    second,
    told_before,
    validating_words,
    validation,
)
from handlers.reporting.cards import Card, card_in
from handlers.reporting.heard import code_and_figure, heard, read
from handlers.staff import asked_of, enrol, facts_asked
from handlers.standing import deadlines, duties, expired, reading_questions, today, told, years
from handlers.talk import errands, missed
from handlers.talk.bare import Bare, kind_of
from handlers.talk.typed import BY_CODE, split_code, tells_figure, years_said
from handlers.talk.words import refusal
from handlers.turn import Outcome
from handlers.understand.reading import Intent, Item, Reading
from italian.regex import regex
from italian.words import clean
from ledger.errors import NoPlanOf, ObjectiveGone, Refusal, UnknownCode
from ledger.later import replace
from ledger.plan import ENTE
from ledger.view import View
from words.say import Say, say


def _is_a_code(view: View, text: str) -> bool:
    try:
        return view.plan.resolve(text.strip(" .")) in view.plan.indicators
    except UnknownCode:
        return False


def act(desk: Desk) -> Outcome | None:
    """An act said in words, as its command does it; None for anything else."""
    plain = " ".join(clean(desk.turn.text).split()).strip(" .!?")
    if (ordered := orders.said(desk)) is not None:
        return ordered
    weights = weight_words.said(desk)
    means_it = weights is not None and orders.may_order(desk.turn.text)
    return weights if means_it else worded.said(desk, plain)


def _plainly_said(desk: Desk) -> Outcome | None:
    """What its wording settles before the reader of messages is asked: questions first about
    years, then about oneself, acts, help, what waits, then everything the record can be asked."""
    text = desk.turn.text
    if BY_CODE.fullmatch(text):
        return None
    plain = " ".join(clean(text).split()).strip(" .!?")
    if (done := act(desk)) is not None:
        return done
    if (waiting := validating_words.waiting(desk)) is not None:
        return waiting
    coded = ask.names_of(desk).codes_in(plain)  # Who names a thing asks about it, not for help.
    helped = None if coded else help.asked(desk, plain)
    if helped is not None and ask.names_a_thing(desk):
        helped = None
    found = _of_the_house(desk, text, plain) or helped or _of_the_record(desk)
    return None if found is None else keep(desk, found)


def _of_the_house(desk: Desk, text: str, plain: str) -> Outcome | None:
    """What is asked of years, of oneself, of days and of the house itself."""
    return (
        years.asked(desk, text)
        or today.said(desk, plain)
        or today.which_day(desk, plain)
        or errands.asked(desk, plain)
        or duties.asked(desk, plain)
        or expired.asked(desk, plain)
        or asked_of.asked(desk, plain)
        or facts_asked.asked(desk, plain)
        or money_words.asked(desk, plain)
        or told.said(desk, plain)
    )


def _of_the_record(desk: Desk) -> Outcome | None:
    """What the record is asked, in the plan of the year that is named."""
    named = [y for y in years_said(desk.turn.text, desk.today) if y in desk.record.years]
    if len(named) != 1 or named[0] == desk.view.year:
        return ask.answered(desk)
    there = desk.in_year(named[0])
    found = ask.answered(there)
    lost = found is not None and not ask.understood(there)
    return (reading_questions.only_of_this_year(there) if lost else None) or found


def question(desk: Desk, *, marked: bool = True) -> Outcome | None:
    """A question typed while a step waits for something else; None where it may be what is waited
    for: only one all of which was understood, and `marked` as one where it has to be."""
    text = desk.turn.text.strip()
    if marked and not text.endswith("?"):
        return None
    plain = " ".join(clean(text).split()).strip(" .!?")
    found = _of_the_house(desk, text, plain)
    if found is not None or ask.understood(desk):
        return found or ask.answered(desk)
    desk, reading = _of_its_year(desk, read(desk))
    if (
        reading.intent not in ASKING
        or reading.ambiguous
        or reading_questions.scope_of(reading) is None
        or not ask.fits(desk, reading)
    ):
        return None
    return BY_INTENT[reading.intent](desk, reading) if ask.names_all(desk, reading) else None


def is_order(desk: Desk) -> bool:
    """Whether words are read, in no doubt, as what those who judge do with what waits."""
    reading = read(desk)
    return reading.intent is Intent.VALIDATE and not reading.ambiguous


def by_code(desk: Desk) -> Outcome | None:
    """`AS4.3.1 +12`: nobody who looks for words is asked, for there are none."""
    reading = code_and_figure(desk)
    return None if reading is None else _told(desk, reading, None)


def answered(desk: Desk) -> Outcome:
    """Plain words, by what they were read as; two questions by two answers."""
    if (left := _left_the_plan(desk)) is not None:
        return keep(desk, left)
    return each.answered(desk, _answered)


def _left_the_plan(desk: Desk) -> Outcome | None:
    """What is said of what left the plan, unless it is to be taken back."""
    try:
        return gone.by_code(desk)
    except ObjectiveGone:
        if orders.restores(desk):
            return None
        raise


def _answered(desk: Desk) -> Outcome:
    if (figure := by_code(desk)) is not None:
        return figure
    completed = tied.completed(desk, ask.names_of(desk))
    if completed is desk and (told_of := ask.of_what_was_told(desk)) is not None:
        return keep(desk, told_of)
    desk = ask.written_out(completed)
    if (settled := _before_reading(desk)) is not None:
        return settled
    reading, lost = heard(desk)
    if desk.turn.edited:
        return correcting.edited(desk, reading)
    if (other := second.opinion(desk, reading)) is not None:
        return led_by(BY_INTENT[other.intent](desk, other), second.SPOKE)
    left = gone.by_words(desk, reading)
    left = left or _surely_asked(desk, reading) or in_passing.asked(desk, reading)
    if left is not None:
        return keep(desk, left)
    return _by_its_reading(*_of_its_year(desk, reading), lost)


def _before_reading(desk: Desk) -> Outcome | None:
    """What is settled before the reader of messages is asked."""
    text = desk.turn.text
    supposed = smvp.suppose(desk, text) or mean.asked(desk, text) or done_if.asked(desk, text)
    if supposed is not None:
        return keep(desk, supposed)
    if not desk.turn.edited and (plainly := _plainly_said(desk)) is not None:
        return plainly
    if (told := owed.unchanged_said(desk) or in_addition.said(desk)) is not None:
        return told
    which = correcting.said_again(desk) or owed.figure_said(desk)
    return None if which is None else keep(desk, which)


def _surely_asked(desk: Desk, reading: Reading) -> Outcome | None:
    """A question about the year of the day, of a kind that its reading does not answer."""
    if reading.intent in TELLING or years_said(desk.turn.text, desk.today):
        return None
    return ask.instead(desk, reading)


def _by_its_reading(desk: Desk, reading: Reading, lost: Say | None) -> Outcome:
    """What the reader of messages made of it, or what it more likely asks. `lost`: what to say of
    the message before where what it spoke of is gone."""
    if desk.turn.attachment is not None and reading.intent is not Intent.REPORT:
        return evidence.received_alone(desk)
    if reading.intent in TELLING and (better := ask.instead(desk, reading)) is not None:
        return keep(desk, better)
    return _told(desk, reading, lost)


def _told(desk: Desk, reading: Reading, lost: Say | None) -> Outcome:
    """What was read, answered as what it wants."""
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


def _report(desk: Desk, reading: Reading) -> Outcome:
    unsure = any(item.ambiguous or item.refusal for item in reading.items)
    if not reading.items or (reading.ambiguous and not unsure):
        return keep(desk, answer(reading.question or say("missed")))
    if (other := missed.not_theirs(desk, reading)) is not None:
        return other
    if desk.turn.attachment is None:
        return progress.read_report(desk, reading)
    evidence.require_reporter(desk)
    return progress.read_report(desk, reading, evidence.kept(desk))


ASKS_ON = regex(
    r"(?:e |ma )(?:adesso |ora |poi )?(?:che )?"
    r"(?:cosa|chi|quant[oaie]|quando|quale|come|perche|dove)\b"
)
"""A question that goes on from the card, and tells nothing of it."""


def after_card(desk: Desk) -> Outcome | None:
    """An open card of a report: an answer to what is in doubt, or a correction of it; None for
    something else altogether.

    A card of what left the plan meanwhile is put away with the reason.
    """
    card = card_in(desk.draft)
    if (completed := completing.written(desk)) is not None:
        return completed
    if not card.facts or _is_no_answer(desk):
        return None
    if (step := _of_the_step(desk, card)) is not None:
        return step
    view = progress.of_fact(desk, card.facts[0])
    try:
        for fact in card.facts:
            progress.of_fact(desk, fact).plan.alive(fact.indicator)
    except Refusal as gone:
        return answer(refusal(gone)) if desk.draft.get("step") == "fixing" else None
    fixing = desk.draft.get("step") == "fixing"
    if fixing and _is_a_code(view, desk.turn.text):  # It says which indicator was meant.
        desk = replace(desk, turn=replace(desk.turn, text=f"era {desk.turn.text}"))
    reading = desk.by_day.after(desk.turn.text, told_before.card_reading(card), view)
    if fixing or reading.intent is Intent.CORRECT:
        return correcting.fixed(desk, reading)
    return None


def _is_no_answer(desk: Desk) -> bool:
    """Whether words ask of years or of oneself, or tell a new fact on another day."""
    text = desk.turn.text
    asks = years.is_asked(desk, text) or smvp.is_of_oneself(text) or ASKS_ON.match(clean(text))
    return bool(asks) or (desk.waits_from_before and correcting.tells_anew(desk))


def _of_the_step(desk: Desk, card: Card) -> Outcome | None:
    """`fatto`, `non ancora`, of the one step that the card is about."""
    said = kind_of(desk.turn.text)
    (fact, *others) = card.facts
    if others or fact.mode != "milestone" or said not in (Bare.DONE, Bare.NOT_DONE):
        return None
    reached = replace(fact, value=Decimal(said is Bare.DONE))
    return progress.show(desk, replace(card, facts=(reached,)))


def value(desk: Desk) -> Outcome | None:
    """The number the menu asked for, read as a report by code; None for what is of another
    indicator."""
    told = desk.telling(desk.draft.get("year"))
    code = told.record.plan.alive(desk.draft["code"])
    if _names_another(desk, code):
        return None
    desk = replace(desk, turn=replace(desk.turn, text=f"{code} {desk.turn.text}"))
    reading = desk.by_day.coded(desk.turn.text, told.record)
    if reading.intent is not Intent.REPORT or not reading.items:
        return None
    items = tuple(replace(item, date=item.date or told.last_day) for item in reading.items)
    return progress.read_report(desk, replace(reading, items=items))


def _names_another(desk: Desk, code: str) -> bool:
    """Whether words tell of an indicator that is not the one asked, and say of it what does not
    name that one too."""
    text = desk.turn.text
    typed, _ = split_code(desk.record.plan, text)
    if typed in desk.record.plan.indicators:
        return typed != code
    others = {item.indicator for item in desk.by_day.read(text).items if item.indicator} - {code}
    asked = desk.reader.names(text, code, desk.today)
    return any(desk.reader.names(text, other, desk.today) - asked for other in others)


def _correct(desk: Desk, reading: Reading) -> Outcome:
    """Words that say no figure and nothing wrong are no correction of what was recorded last,
    however near they follow it: they were not understood, and what is open stays open."""
    item, text = reading.items[0] if reading.items else Item(), desk.turn.text
    named = by_name.unless_named(desk) or by_name.unless_moved(desk, reading)
    if named is not None:
        return named
    vague = reading.ambiguous or item.ambiguous
    means_it = desk.turn.about is not None or correcting.SAYS_SO.search(clean(text))
    if vague and not means_it and not tells_figure(text, desk.today) and not MENDS.search(text):
        return missed.missed(desk, Reading(Intent.UNCLEAR))
    return correcting.read_correction(desk, reading)


MENDS = regex(r"\b(?:rettific|modific|cambi|era |erano|giust)", re.IGNORECASE)
"""Words of who puts a record right, beside those of who says it is wrong."""


def _validate(desk: Desk, reading: Reading) -> Outcome:
    """What waits there is gone through; of what is turned down, which record is asked."""
    scope = reading_questions.scope_of(reading)
    if any(item.decision == "reject" for item in reading.items):
        return contesting.turned_down(desk, scope or ENTE)
    return validation.show_waiting(desk, scope)


ASKING = frozenset(
    {Intent.QUERY_STATUS, Intent.QUERY_DEADLINES, Intent.QUERY_OBJECTIVE, Intent.HISTORY}
)

TELLING = frozenset({Intent.REPORT, Intent.CORRECT})
"""What tells a fact, beside which something may be asked in passing."""

BY_INTENT: dict[Intent, Callable[[Desk, Reading], Outcome]] = {
    Intent.REPORT: _report,
    Intent.CORRECT: _correct,
    Intent.VALIDATE: _validate,
    Intent.EVALUATE: lambda desk, reading: smvp.evaluate(desk, reading_questions.scope_of(reading)),
    Intent.QUERY_STATUS: reading_questions.ask_status,
    Intent.QUERY_DEADLINES: lambda desk, r: reading_questions.known(
        desk, r, deadlines.show_deadlines(desk, reading_questions.scope_of(r))
    ),
    Intent.QUERY_OBJECTIVE: reading_questions.ask_objective,
    Intent.HISTORY: reading_questions.ask_history,
    Intent.HELP: lambda desk, reading: keep(desk, ask.no_help(desk) or help.show(desk)),
    Intent.GREETING: lambda desk, reading: keep(desk, enrol.greet(desk)),
    Intent.UNCLEAR: missed.missed,
}
