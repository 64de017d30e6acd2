"""The card of a report: how a message was read, from what to what, every doubt written on it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from handlers.desk import Desk, button
from handlers.reporting.doubts import Doubt, Heard, doubts_in, kept_doubts
from handlers.talk.deed import CardOutdated, command_of
from handlers.talk.words import amount, target_amount, value_amount
from handlers.turn import Button
from handlers.understand.reading import Item
from ledger.commands.progress import CorrectProgress, RecordProgress
from ledger.errors_smvp import EntityStage
from ledger.later import dataclass, replace
from ledger.plan import Direction, Indicator
from ledger.plan.carry import earlier
from ledger.progress.change import Said, ValueChange, value_change
from ledger.projections import evaluation
from ledger.rows import ReportRow
from ledger.view import View
from words.say import Say, read_back, say, written

JUMP = 10
"""Times the value before, or the usual step, from which a report is doubted."""

PACE_REPORTS = 3
PACE_MOST = 50
"""Of so many reports or more the last ones tell the pace."""
"""Reports that make a pace."""

NEW_YEAR_MONTHS = 2
"""January and February: figures without a day may still be last year's."""

TALK = "report"
"""The talk of a card of a report."""

ASIDE = "aside"
"""Where a draft keeps the cards that it has set aside."""


@dataclass(frozen=True)
class Card:
    """A report waiting for confirmation: its facts, each with its day, and what it comes with."""

    facts: tuple[Said, ...]
    undated: tuple[bool, ...] = ()
    """For each fact, whether its day was assumed and not said."""
    correcting: int | None = None
    """The report it would correct."""
    reason: str = ""
    proofs: tuple[Mapping[str, Any], ...] = ()
    learn: tuple[Mapping[str, Any], ...] = ()
    """Words whose meaning was asked, to be remembered for the office; with the year of the code."""
    called: Mapping[str, str] = field(default_factory=dict)
    """By indicator, the words by which its fact was named."""
    years: Mapping[str, str] | None = None
    """Where the year is in doubt: the year and the indicator's code in it."""
    asked: tuple[Say | None, ...] = ()
    """For each fact, the question that the card itself asks: there was one answer to it."""
    doubts: tuple[Doubt, ...] = ()
    """What else the message says, which waits for an answer."""
    heard: Heard | None = None
    """The message it was read from."""
    rest: tuple[Mapping[str, Any], ...] = ()
    """Drafts of further corrections the message makes, each shown once this one is answered."""
    aside: tuple[Mapping[str, Any], ...] = ()
    """Drafts of the cards that this one was opened over, the last first: each comes back."""

    def command(self) -> RecordProgress | CorrectProgress:
        """What Conferma would give the ledger."""
        if self.correcting is not None:
            return CorrectProgress(self.correcting, self.facts[0], self.reason)
        return RecordProgress(self.facts)

    def kept(self) -> dict[str, object]:
        """What the draft keeps beside the command."""
        return {
            "undated": list(self.undated),
            "proofs": [dict(one) for one in self.proofs],
            "learn": [dict(one) for one in self.learn],
            "called": dict(self.called),
            "years": self.years,
            "asked": [q and written(q) for q in self.asked],
            "rest": [dict(one) for one in self.rest],
            ASIDE: [dict(one) for one in self.aside],
            **kept_doubts(self.doubts, self.heard),
        }

    def plus(self, fact: Said, day: dt.date, asked: Say | None = None) -> "Card":
        """The card with one more fact, of that day where it names none."""
        marks = self.undated or (False,) * len(self.facts)
        questions = self.asked or (None,) * len(self.facts)
        return replace(
            self,
            facts=(*self.facts, replace(fact, day=fact.day or day)),
            undated=(*marks, fact.day is None),
            asked=(*questions, asked),
        )

    def without(self, which: int) -> "Card":
        """The card with one fact less."""

        def others(values: tuple[Any, ...]) -> tuple[Any, ...]:
            return (*values[:which], *values[which + 1 :])

        return replace(
            self,
            facts=others(self.facts),
            undated=others(self.undated),
            asked=others(self.asked),
        )


def card_in(draft: Mapping[str, Any]) -> Card:
    """The card an open draft keeps; one without facts, where all is in doubt yet.

    Raises CardOutdated.
    """
    doubts, heard = doubts_in(draft)
    command = RecordProgress(()) if doubts and "command" not in draft else command_of(draft)
    if isinstance(command, CorrectProgress):
        card = Card((command.said,), correcting=command.report, reason=command.reason)
    elif isinstance(command, RecordProgress):
        card = Card(command.items)
    else:
        raise CardOutdated()
    return replace(
        card,
        undated=tuple(draft.get("undated", ())),
        proofs=tuple(draft.get("proofs", ())),
        learn=tuple(draft.get("learn", ())),
        called=draft.get("called", {}),
        years=draft.get("years"),
        asked=tuple(q and read_back(q) for q in draft.get("asked", ())),
        doubts=doubts,
        heard=heard,
        rest=tuple(draft.get("rest", ())),
        aside=tuple(draft.get(ASIDE, ())),
    )


def said_of(item: Item) -> Said:
    """What the reader read, as the command takes it."""
    return Said(
        indicator=item.indicator or "",
        mode=item.mode.value if item.mode else "absolute",
        value=item.value,
        numerator=item.numerator,
        denominator=item.denominator,
        day=item.date,
    )


def dated(facts: Iterable[Said], day: dt.date) -> Card:
    """Facts with the day each is of: what was said without one is of the day it was written."""
    said = tuple(facts)
    return Card(
        tuple(replace(fact, day=fact.day or day) for fact in said),
        tuple(fact.day is None for fact in said),
    )


def fact_lines(desk: Desk, view: View, card: Card, which: int) -> tuple[Say, ...]:
    """The lines of a card's fact as this chat reads them; `view` is that of the fact's year."""
    lines = said_lines(
        view,
        card.facts[which],
        desk.today,
        now=desk.ledger.today(),
        chat_year=desk.year,
        replacing=card.correcting,
        beside=card.facts[:which],
    )
    if card.correcting is None:
        return lines
    return (*lines, *validated_already(desk, desk.record.report(card.correcting)))


def validated_already(desk: Desk, row: ReportRow) -> tuple[Say, ...]:
    """That what would be put right or taken back was validated, and what rests on it."""
    if row.status != "validated":
        return ()
    entity = evaluation.entity(desk.record.tables, row.year)
    rests = entity is not None and entity.step == EntityStage.VALIDATED
    key = "doubt.validated_entity" if rests else "doubt.validated"
    return (say(key, year=row.year),)


def said_lines(
    view: View,
    said: Said,
    today: dt.date,
    *,
    now: dt.date,
    chat_year: int | None = None,
    replacing: int | None = None,
    beside: Sequence[Said] = (),
) -> tuple[Say, ...]:
    """One fact on a card: the indicator, from what to what, the day, the doubts.

    `today` is the day it was written, `now` the day it is shown; `beside` are the card's facts
    before it, of the same year.
    """
    indicator = view.plan.indicators[said.indicator]
    same_year = [one for one in beside if one.day is None or one.day.year == view.year]
    change = value_change(view, said, today, replacing, same_year)
    other = view.year != today.year or chat_year not in (None, view.year)
    return (
        say("card.indicator", code=indicator.code, name=indicator.name),
        _change(indicator, said, change),
        say("card.today" if said.day == now else "card.day", day=said.day),
        # The plan it goes to, where somebody could think it is another.
        *((say("card.year", year=view.year),) if other else ()),
        *(_twice(view, said) if replacing is None else ()),
        *doubts(view, said, change, today),
    )


def _twice(view: View, said: Said) -> Iterable[Say]:
    """What was added for a day, where the last report of that day added as much."""
    if said.mode != "increment" or said.day is None:
        return
    last = view.newest_of_day(said.indicator, said.day)
    if last is not None and (last.mode, last.value) == (said.mode, said.value):
        indicator = view.plan.indicators[said.indicator]
        yield say("doubt.twice", report=last.seq, what=amount(indicator, said.value))


def _change(indicator: Indicator, said: Said, change: ValueChange) -> Say:
    after = value_amount(indicator, change.after)
    if indicator.kind.is_step:
        return say("card.step", after=amount(indicator, said.value))
    stood = change.now or change.stands_on
    before = value_amount(indicator, stood)
    sign = "+" if (said.value or 0) >= 0 else ""
    if _stays(change) and said.mode in ("increment", "absolute"):
        added = say("card.added", sign=sign, added=said.value)
        told = added if said.mode == "increment" else amount(indicator, said.value)
        return say("card.stays", said=told, day=said.day, now=before)
    if said.mode == "increment":
        key = "card.increment" if stood is not None else "card.first_increment"
        return say(key, before=before, after=after, sign=sign, added=said.value)
    if change.now is None:
        return say("card.first", after=after)
    if change.after and change.after.number == change.now.number and change.stands_on == change.now:
        return say("card.same", after=after)
    if change.after and said.value is not None and change.after.number != Fraction(said.value):
        # A total of a past day, with something reported after it: what was said is shown too.
        told = amount(indicator, said.value)
        return say("card.past_total", said=told, day=said.day, before=before, after=after)
    return say("card.total", before=before, after=after)


def _stays(change: ValueChange) -> bool:
    """Whether what is said of a past day leaves the value as it is, for a total came after it."""
    now, after = change.now, change.after
    if now is None or after is None or change.stands_on == now:
        return False
    return (now.number, now.reported_on) == (after.number, after.reported_on)


def doubts(view: View, said: Said, change: ValueChange, today: dt.date) -> Iterable[Say]:
    """What a colleague would ask before writing it down; none of it forbids to confirm."""
    indicator = view.plan.indicators[said.indicator]
    deadline = view.plan.deadline(said.indicator)
    if _over_hundred(indicator, said, change):
        yield say("doubt.over_hundred")
    elif _far_over(indicator, change):
        yield say("doubt.target", target=target_amount(indicator))
    if said.mode != "milestone" and change.now and change.after:
        yield from _against_record(view, indicator, said, change)
    if today > deadline:
        yield say("doubt.late", deadline=deadline)


def _over_hundred(indicator: Indicator, said: Said, change: ValueChange) -> bool:
    if said.numerator is not None and said.denominator is not None:
        return said.numerator > said.denominator
    return indicator.kind.in_percent and change.after is not None and change.after.number > 100


def _far_over(indicator: Indicator, change: ValueChange) -> bool:
    """Twice what was to be reached: more often a comma that slipped than a triumph."""
    target = indicator.target
    if change.after is None or indicator.kind.is_step or indicator.direction is Direction.DOWN:
        return False
    if target is None or isinstance(target, dt.date) or target <= 0:
        return False
    return change.after.number >= 2 * Fraction(target)


def _against_record(
    view: View, indicator: Indicator, said: Said, change: ValueChange
) -> Iterable[Say]:
    before, after = change.now, change.after
    assert before is not None and after is not None
    if said.day and said.day < before.reported_on and after.number == before.number:
        yield say("doubt.older", day=before.reported_on)
    elif said.mode == "absolute" and _shrinks(indicator, before.number, after.number):
        yield say("doubt.lower", before=value_amount(indicator, before))
    elif before.number > 0 and after.number > before.number * JUMP:
        yield say("doubt.jump")
    elif (usual := _usual_step(view, indicator, before.number)) and (
        after.number - before.number > usual * JUMP
    ):
        yield say("doubt.pace", usual=amount(indicator, Decimal(round(usual))))


def _usual_step(view: View, indicator: Indicator, number: Fraction) -> Fraction | None:
    """What a report has added on average, where there are enough of them to say."""
    if indicator.kind != "count" or indicator.direction is Direction.DOWN or number <= 0:
        return None
    reports, added, total = view.newest_steps(indicator.code, PACE_MOST)
    if reports < PACE_MOST:
        return number / reports if reports >= PACE_REPORTS else None
    return Fraction(total) / added if added else None


def _shrinks(indicator: Indicator, before: Fraction, after: Fraction) -> bool:
    """Counts only grow; indexes and stocks may go either way."""
    return indicator.kind == "count" and indicator.direction is Direction.UP and after < before


def told_as_more(card: Card, views: Sequence[View], today: dt.date) -> Card:
    """The card with the totals that may have been what came on top told as such; the same where
    none may, and where it puts a record right. `views` are those of its facts."""
    if card.correcting is not None:
        return card
    facts = tuple(
        replace(said, mode="increment") if _may_be_more(view, said, today) else said
        for view, said in zip(views, card.facts, strict=True)
    )
    return replace(card, facts=facts)


def _may_be_more(view: View, said: Said, today: dt.date) -> bool:
    """A total not above the one on record: perhaps it was what came on top of it."""
    if said.mode != "absolute":
        return False
    change = value_change(view, said, today)
    if change.now is None or change.after is None:
        return False
    indicator = view.plan.indicators[said.indicator]
    same = indicator.kind == "count" and change.after.number == change.now.number
    return same or _shrinks(indicator, change.now.number, change.after.number)


def years_in_doubt(desk: Desk, card: Card) -> Mapping[str, str] | None:
    """In January and February a figure without a day may be last year's, where the indicator was
    there too: the years, and its code in each."""
    this = desk.today.year
    one = len(card.facts) == 1 and card.correcting is None and card.undated == (True,)
    if not one or desk.today.month > NEW_YEAR_MONTHS or this not in desk.record.years:
        return None
    code = card.facts[0].indicator
    before = earlier(desk.record.of(this), code, limit=1)
    if not before or before[0].year != this - 1:
        return None
    return {str(this): code, str(this - 1): before[0].code}


def card_buttons(
    card: str, facts: int, *, more: bool = False, years: Iterable[str] = ()
) -> tuple[tuple[Button, ...], ...]:
    """Conferma, Correggi, Annulla; with several facts, one more to take each away; with `more`,
    one that reads a total as what was added; with `years`, one for each other year."""
    rows: list[tuple[Button, ...]] = [
        (
            button("confirm", f"ok:{card}"),
            button("correct", f"fix:{card}"),
            button("cancel", f"no:{card}"),
        )
    ]
    if more:
        rows.append((button("in_more", f"more:{card}"),))
    rows += [(button("of_year", f"year:{card}:{year}", year=year),) for year in years]
    if facts > 1:
        drops = [button("drop", f"drop:{card}:{n}", number=n + 1) for n in range(facts)]
        rows += [tuple(drops[i : i + 4]) for i in range(0, len(drops), 4)]
    return tuple(rows)
