"""A message read against the plan of the day it speaks of.

    officer   altre 12 CIE il 30 dicembre    (in January)     →  the CIE of last year's plan
    officer   no, era al 31/12/2024          (after 510 CIE)  →  the same indicator, in that plan
    officer   AX1.1.1 900                    (of last year's) →  asked whether it is of last year

Codes and words may mean other things from year to year: the days of a message choose the plan in
which its words are looked up, and what it goes on with or puts right is followed from one plan to
the other by what its indicator continues. Where no other year is named nothing is read twice.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from handlers.understand import Reader, Sender
from handlers.understand.figures.values import asks
from handlers.understand.reader import stems_in
from handlers.understand.reading import ASKING, Intent, Item, NotTaken, Reading
from ledger.later import dataclass, replace
from ledger.plan.carry import counterpart
from ledger.view import View
from words.say import Say, say

NO_SUCH_CODE: Final = "understand.no_such_code"
NOT_IN_YEAR: Final = "understand.not_in_year"
ONLY_IN_YEAR: Final = "understand.only_in_year"
"""That the plan of the day lacks it; that only the plan of the year before has it."""


@dataclass(frozen=True)
class ByDay:
    """Reads what one sender writes on one day. `record` is as of that day."""

    record: View
    reader_of: Callable[[View], Reader]
    sender: Sender | None
    today: dt.date

    def read(self, text: str, before: Reading | None = None) -> Reading:
        """A message; `before` are the facts it may go on with, of any year."""
        here = before if before is None or _year(before) == self.record.year else None
        reading = self._by(self.record, text, here)
        if here is not before and (reading.ambiguous or reading.intent is Intent.CORRECT):
            assert before is not None
            other = self.after(text, before)
            if other.intent is Intent.CORRECT:
                return other
        settled = self._settled(self.record, text, reading, before)
        return self._of_the_year_before(text, settled) if settled is reading else settled

    def after(self, text: str, before: Reading | None, view: View | None = None) -> Reading:
        """Words about those facts, which the plan of their year reads; `view` is of that year."""
        view = view or self.record.of(_year(before))
        return self._settled(view, text, self._by(view, text, before), before)

    def coded(self, text: str, view: View) -> Reading:
        """Words that open with a code of the view's year, whatever day they name."""
        reading = self._by(view, text, None)
        years = self._others(reading, view)
        items = tuple(
            self._moved(item, view, item.date.year) if item.date and item.date.year in years
            else item
            for item in reading.items
        )  # fmt: skip
        return _with(reading, items)

    def same(self, item: Item, code: str, year: int) -> bool:
        """Whether an item is of the indicator that has that code in that year."""
        if item.indicator is None or item.year is None:
            return False
        return counterpart(self.record.of(item.year), item.indicator, year) == code

    def _by(self, view: View, text: str, before: Reading | None) -> Reading:
        context = self._carried(before, view) if before is not None else None
        return self.reader_of(view).read(
            text, sender=self.sender, today=self.today, previous=context
        )

    def _others(self, reading: Reading, view: View) -> list[int]:
        """The years with a plan that a message names, but for the view's."""
        if not reading.years or reading.years == {view.year}:
            return []
        return [y for y in self.record.years if y in reading.years and y != view.year]

    def _settled(self, view: View, text: str, reading: Reading, before: Reading | None) -> Reading:
        years = self._others(reading, view)
        if not years:
            return reading
        if len(reading.years) == 1:
            return self._of_year(view, text, reading, before, years[0])
        return self._of_several(view, text, reading, years) if _tells(reading) else reading

    def _of_year(
        self, view: View, text: str, reading: Reading, before: Reading | None, year: int
    ) -> Reading:
        """All of it is of one other year: that year's plan reads it. What only this one knows is
        followed there, or told to be missing there."""
        theirs = self._by(self.record.of(year), text, before)
        if theirs.intent is not reading.intent or not _is_known(reading):
            return theirs
        plainly = all(map(is_plain, theirs.items))
        if not plainly and (_is_known(theirs) or _is_carried(reading)):
            plainly = not all(map(is_plain, reading.items))
        if plainly and theirs.items:
            return theirs
        return _with(reading, tuple(self._moved(item, view, year) for item in reading.items))

    def _of_several(self, view: View, text: str, reading: Reading, years: Sequence[int]) -> Reading:
        """Each fact by the plan of its own day."""
        items = list(reading.items)
        for year in years:
            theirs = self._by(self.record.of(year), text, None).items
            for n, item in enumerate(items):
                if item.date is None or item.date.year != year:
                    continue
                there = theirs[n] if len(theirs) == len(items) else None
                of_year = there is not None and there.date is not None and there.date.year == year
                items[n] = there if of_year and there else self._moved(item, view, year)
        return _with(reading, tuple(items))

    def in_year(self, code: str, year: int) -> str | None:
        """An indicator of the record's year as another year's plan has it."""
        return counterpart(self.record, code, year)

    @staticmethod
    def none_of(code: str, view: View, year: int) -> Say:
        """That another year's plan has nothing of an indicator of the view's."""
        name = view.plan.indicators[code].name
        return say(NOT_IN_YEAR, code=code, name=name, year=year, of=view.year)

    def _moved(self, item: Item, view: View, year: int) -> Item:
        """The same thing in another year's plan; or that there was none of it."""
        code = item.indicator
        if code is None:
            return item
        plan = self.record.of(year).plan
        found = counterpart(view, code, year)
        if found is None:
            return asks(Item(date=item.date, year=year), self.none_of(code, view, year))
        return replace(item, indicator=found, objective=plan.indicators[found].objective, year=year)

    def _carried(self, before: Reading, view: View) -> Reading | None:
        """The facts of before, by the codes they have in the view's plan."""
        items = []
        for item in before.items:
            was = item.year or self.record.year
            if was == view.year:
                items.append(item)
            elif item.indicator and (code := counterpart(self.record.of(was), item.indicator,
                                                         view.year)):  # fmt: skip
                objective = view.plan.indicators[code].objective
                items.append(replace(item, indicator=code, objective=objective, year=view.year))
        return replace(before, items=tuple(items)) if items else None

    def _of_the_year_before(self, text: str, reading: Reading) -> Reading:
        """What this year's plan does not know, and names no day: last year's may know it. Then it
        is asked about, on the last day of that year; what this year goes on with is of this one."""
        year = self.record.year - 1
        if year not in self.record.years or not self._is_strange(text, reading):
            return reading
        there = self.record.of(year)
        theirs = self._by(there, text, None)
        if theirs.intent is not Intent.REPORT or not theirs.items:
            return reading
        unheard = _is_refused(reading) or any(
            item.question is not None and item.question.key == NO_SUCH_CODE
            for item in reading.items
        )
        items = []
        for item in theirs.items:
            others = item.indicator and item.refusal is NotTaken.NOT_ALLOWED
            if not (_is_sure(item) or others) or not (unheard or is_plain(item)):
                return reading
            items.append(self._asked_of(item, there) if not reading.years
                         else self._moved(item, there, self.record.year))  # fmt: skip
        return replace(theirs, items=tuple(items), refusal=None, ambiguous=_all_asked(items))

    def _asked_of(self, item: Item, there: View) -> Item:
        assert item.indicator is not None
        if counterpart(there, item.indicator, self.record.year) is not None:
            return self._moved(item, there, self.record.year)
        of_year = replace(item, date=dt.date(there.year, 12, 31))
        if item.refusal is not None:
            return of_year
        name = there.plan.indicators[item.indicator].name
        facts = {"code": item.indicator, "name": name, "of": there.year}
        return asks(of_year, say(ONLY_IN_YEAR, year=self.record.year, **facts))

    def _is_strange(self, text: str, reading: Reading) -> bool:
        """Whether a report, of no other year's day, says what this year's plan does not know."""
        if reading.intent is Intent.CORRECT:
            return reading.ambiguous and self._says_what_was(text, reading)
        if reading.intent not in (Intent.REPORT, Intent.UNCLEAR):
            return False
        if reading.years - {self.record.year}:
            return False
        if _is_refused(reading) and not any(item.indicator for item in reading.items):
            return True
        return self._types_what_was(reading) or self._says_what_was(text, reading)

    def _types_what_was(self, reading: Reading) -> bool:
        """Whether a code that is not in this year's plan is in last year's."""
        plan = self.record.of(self.record.year - 1).plan
        asked = [item.question for item in reading.items if item.question is not None]
        return any(
            plan.has(str(question.facts.get("typed", "")))
            for question in asked
            if question.key == NO_SUCH_CODE
        )

    def _says_what_was(self, text: str, reading: Reading) -> bool:
        """Whether its words are last year's plan's, and nowhere in this one's."""
        words = stems_in(" ".join(item.words for item in reading.items) or text)
        if not words or words & self.reader_of(self.record).called:
            return False
        return bool(words & self.reader_of(self.record.of(self.record.year - 1)).called)


def _year(before: Reading | None) -> int | None:
    """The year of the facts of before."""
    return next((item.year for item in before.items if item.year), None) if before else None


def _tells(reading: Reading) -> bool:
    return reading.intent in (Intent.REPORT, Intent.CORRECT)


def _is_sure(item: Item) -> bool:
    return item.indicator is not None and not item.ambiguous and not item.refusal


def is_plain(item: Item) -> bool:
    """Whether an indicator is named by its code, or by all of a name of its own."""
    if item.indicator is None or "indicator" in item.assumed:
        return False
    weighed = item.evidence.weighed if item.evidence else ()
    return not weighed or any(c == item.indicator and f.get("whole") for c, _, f in weighed)


def _is_carried(reading: Reading) -> bool:
    """Whether words that name nothing are taken to be of what was spoken of last."""
    return any("indicator" in item.assumed and item.words for item in reading.items)


def _is_refused(reading: Reading) -> bool:
    refused = reading.refusal is NotTaken.NOT_ALLOWED
    return refused or any(item.refusal is NotTaken.NOT_ALLOWED for item in reading.items)


def _is_known(reading: Reading) -> bool:
    """Whether everything that a message tells, or asks about, was found in the plan."""
    if reading.intent in ASKING:
        return any(item.indicator or item.objective for item in reading.items)
    return bool(reading.items) and all(map(_is_sure, reading.items))


def _all_asked(items: Sequence[Item]) -> bool:
    return bool(items) and all(item.ambiguous for item in items)


def _with(reading: Reading, items: tuple[Item, ...]) -> Reading:
    """The reading with other facts; what stands at its top goes by them."""
    question = next((item.question for item in items if item.question), None)
    asked = _all_asked(items) if items else reading.ambiguous
    return replace(reading, items=items, ambiguous=asked, question=question if asked else None)
