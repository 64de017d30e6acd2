"""Questions as the reader of messages reads them: how something stands, what it is, its story."""

from dataclasses import replace

from handlers import ask
from handlers.ask.after import follow
from handlers.ask.asked import Asked
from handlers.ask.chosen import account
from handlers.desk import Desk, answer, keep, led_by
from handlers.reporting import menu
from handlers.standing import describing, status
from handlers.standing.history import show_history
from handlers.talk import missed
from handlers.turn import Outcome
from handlers.understand.reading import Item, Reading
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE, SEGRETARIO
from ledger.readings.query import Order, Query, What

MY_OBJECTIVES = regex(r"\bmiei (?:obiettivi|indicatori)\b")
"""Of who answers for the whole ente, those that are theirs to reach."""


def scope_of(reading: Reading) -> str | None:
    """What a reading is about; None for nothing in particular."""
    item = reading.items[0] if reading.items else Item()
    return item.about


def ask_status(desk: Desk, reading: Reading) -> Outcome:
    """How something stands, today or on a day of the past."""
    if reading.ambiguous and reading.question:
        return keep(desk, answer(reading.question, buttons=missed.candidates(reading)))
    scope = scope_of(reading)
    theirs = desk.is_segretario
    scope = ask.own_area(desk, scope)
    if theirs and scope in (None, ENTE) and MY_OBJECTIVES.search(clean(desk.turn.text)):
        scope = SEGRETARIO
    codes = ask.titled(desk, scope)
    if len(codes) > 1 and reading.as_of is None and ask.unknown(desk, reading)[0] is None:
        what = What.INDICATORS if codes[0] in desk.view.plan.indicators else What.OBJECTIVES
        return keep(desk, ask.show(desk, Query(what, codes, order=Order.WORST)))
    if codes and codes != (scope,):
        first = reading.items[0] if reading.items else Item()
        item = replace(first, indicator=None, objective=codes[0], scope=None)
        scope, reading = codes[0], replace(reading, items=(item, *reading.items[1:]))
    return known(desk, reading, status.show_status(desk, scope, reading.as_of))


def known(desk: Desk, reading: Reading, outcome: Outcome) -> Outcome:
    """An answer, where all the question says was understood; else what was and what was not."""
    if desk.turn.second:
        return keep(desk, outcome)  # Somebody else knew the words.
    instead, partly = ask.unknown(desk, reading)
    better = instead and (only_of_this_year(desk) or ask.surely(desk))
    if better is not None:
        return keep(desk, better)
    instead = instead or ask.not_who(desk, reading)
    said = instead or (outcome if partly is None else led_by(outcome, partly))
    kind = account.OF_INTENT.get(reading.intent, "")
    told = Asked(code=scope_of(reading), unsure=instead is not None)
    about = told if reading.as_of is None else None
    return follow.noted(desk, keep(desk, said), about, kind)


def only_of_this_year(desk: Desk) -> Outcome | None:
    """What was asked of another year, and only this one's plan has; None where it has none."""
    this = desk.in_year(desk.record.year)
    if desk.year in (None, desk.record.year):
        return None
    reading = desk.reader.read(desk.turn.text, sender=desk.sender(), today=desk.today)
    code = next((item.indicator for item in reading.items if item.indicator), None)
    if code is None or ask.unknown(this, reading)[0] is not None:
        return None
    found = desk.by_day.in_year(code, desk.year)
    if found is not None:
        return status.show_status(desk, found, reading.as_of)
    return answer(desk.by_day.none_of(code, desk.record, desk.year))


def ask_objective(desk: Desk, reading: Reading) -> Outcome:
    """What an objective is; of none in particular, the list of one's own."""
    scope = scope_of(reading)
    if scope is None or scope == ENTE:
        return known(desk, reading, menu.show_objectives(desk))
    return known(desk, reading, describing.show_objective(desk, scope))


def ask_history(desk: Desk, reading: Reading) -> Outcome:
    """The story of an indicator or objective; of a unit, what was recorded of it."""
    scope = scope_of(reading) or ""
    if scope in (ENTE, *desk.view.plan.areas, *desk.view.plan.area_of_service):
        instead, _ = ask.unknown(desk, reading)  # A unit has no story: who asks for one means less.
        instead = instead and (ask.surely(desk) or instead)
        told = instead or ask.show(desk, Query(What.RECORDS, (scope,), order=Order.NEWEST))
        return keep(desk, told)
    if (day := ask.day_of_the_past(desk)) is not None:
        of_a_day = Query(What.RECORDS, (scope,), order=Order.NEWEST, since=day, until=day)
        return known(desk, reading, ask.show(desk, of_a_day))
    return known(desk, reading, show_history(desk, scope))
