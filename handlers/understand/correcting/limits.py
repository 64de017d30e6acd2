"""What a message may not do to what was told before it, however likely it looks by its signs."""

from collections.abc import Sequence
from decimal import Decimal

from handlers.understand.asking.questions import UNCLEAR
from handlers.understand.correcting.bearing import Sequel, counts_else, same_digits
from handlers.understand.correcting.edits import Edit, Sort
from handlers.understand.correcting.weighing import goes_on, says_wrong
from handlers.understand.reading import Intent, Mode
from italian.regex import regex

_FIGURE = regex(r"\W*\d[\d.,]*\W*")
_WERE = regex(r"\berano? \d")
_NOTHING = regex(r"\bnon \w+ (?:nulla|niente) (?:da|di)\b")


def possible(edits: Sequence[Edit], sequel: Sequel) -> Sequence[Edit]:
    """The edits that are left to choose from."""
    text = sequel.scanned.text
    edits = [e for e in edits if e.sort is not Sort.ON or _may_go_on(e, sequel)]
    if _FIGURE.fullmatch(text) and not _has_its_digits(sequel):
        return [e for e in edits if e.sort in (Sort.NEWS, Sort.ON, Sort.ASK)]
    if _is_of_another_day(sequel) and not says_wrong(text):
        return [e for e in edits if e.reading.intent is not Intent.CORRECT]
    if _is_of_another_thing(sequel) and _WERE.search(text):
        return [e for e in edits if e.reading.intent is Intent.CORRECT]
    if _is_guessed(sequel):
        return [Edit(Sort.NEWS, UNCLEAR)]
    if _NOTHING.search(text):
        return [e for e in edits if e.sort is not Sort.UNDO]
    return edits


def _may_go_on(edit: Edit, sequel: Sequel) -> bool:
    """Whether there may be more of a fact: one figure, of nothing strange, in words that tell."""
    plain = sequel.plain
    several = len(plain.items) > 1 and not plain.ambiguous
    tells = plain.intent is not Intent.UNCLEAR or goes_on(sequel.scanned.text)
    alone = len(sequel.scanned.numbers) <= 1
    return tells and alone and not several and not counts_else(edit, sequel)


def _has_its_digits(sequel: Sequel) -> bool:
    """`621`, after 612."""
    text = sequel.scanned.text.strip()
    told = [item.value for item in sequel.told.before if item.value is not None]
    return text.isdecimal() and any(same_digits(Decimal(text), value) for value in told)


def _is_of_another_day(sequel: Sequel) -> bool:
    """`ieri erano 4`, after today's 7: what was added on a day of which nothing was told."""
    plain, before = sequel.plain, sequel.told.before
    if plain.intent is not Intent.REPORT or plain.ambiguous:
        return False
    days, values = {i.date for i in before}, {i.value for i in before}
    told = {i.date for i in plain.items if i.date and "date" not in i.assumed}
    added = all(i.mode is Mode.INCREMENT and i.value not in values for i in plain.items)
    return bool(told) and not told & days and added


def _is_of_another_thing(sequel: Sequel) -> bool:
    """A report, without a day, of what was not told just before."""
    plain, known = sequel.plain, {item.indicator for item in sequel.told.before}
    dated = any(i.date and "date" not in i.assumed for i in plain.items)
    is_report = plain.intent is Intent.REPORT and bool(plain.items)
    return is_report and not dated and not any(i.indicator in known for i in plain.items)


def _is_guessed(sequel: Sequel) -> bool:
    """`l'anno è già iniziato`: one more, of a thing that was not named, without a figure or day."""
    if sequel.scanned.numbers or sequel.scanned.days:
        return False
    guessed = (i for i in sequel.plain.items if {"indicator", "value"} <= {*i.assumed})
    return any(item.mode is Mode.INCREMENT for item in guessed)
