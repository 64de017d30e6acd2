"""What follows on what was told: all that it may do is proposed, and the likeliest is read.

Where none is likely enough, the likeliest is asked about before it is offered.
"""

from collections.abc import Iterator, Mapping, Sequence

from handlers.understand.asking.questions import UNCLEAR
from handlers.understand.correcting.bearing import Sequel, tells_which
from handlers.understand.correcting.confirmed import without_confirmed
from handlers.understand.correcting.edits import (
    Edit,
    Sort,
    Told,
    anew,
    asked,
    proposed,
    told_after,
)
from handlers.understand.correcting.weighing import is_of_else, learnt, likeliest
from handlers.understand.cutting.scan import Scanned
from handlers.understand.figures.asides import without_staff
from handlers.understand.figures.values import asks
from handlers.understand.naming.naming import Namer
from handlers.understand.reading import Evidence, Intent, Item, Mode, NotTaken, Reading
from handlers.understand.setting import Context
from handlers.understand.telling.facts import Facts
from handlers.understand.telling.together import summed_up
from ledger.later import replace
from words.say import say

_RECORDING = (Intent.REPORT, Intent.CORRECT)


class Sequels:
    """Reads a message that may put right, take back or carry on what was told before it."""

    def __init__(self, namer: Namer, facts: Facts) -> None:
        self._namer = namer
        self._facts = facts

    def read(
        self, scanned: Scanned, setting: Context, wants: Mapping[Intent, float], plain: Reading
    ) -> Reading:
        """The message after those facts; `plain`: how it is read by itself."""
        edits, sequel = self.edits(scanned, setting, wants, plain)
        edit, sure = likeliest(edits, sequel)
        if not tells_which(edit, sequel):
            return asked(sequel.told.before) if edit.sort is not Sort.ON else sequel.plain
        if edit.reading.intent is not Intent.CORRECT or is_of_else(edit, sequel):
            return edit.reading if edit.sort is not Sort.DAY else sequel.plain
        items = tuple(_within(item, setting) for item in edit.reading.items)
        unsure = sure < learnt().least and not (edit.number or edit.day or edit.other)
        if unsure or (edit.sort is Sort.ALONE and _says_nothing_of(items, sequel.told.before)):
            return asked(sequel.told.before)
        if sure < learnt().least:
            items = tuple(i if i.ambiguous else _doubted(i, sure) for i in items)
        return summed_up(Intent.CORRECT, items)

    def edits(
        self, scanned: Scanned, setting: Context, wants: Mapping[Intent, float], plain: Reading
    ) -> tuple[list[Edit], Sequel]:
        """All that a message may do, and what that is weighed by."""
        before = facts_before(setting)
        pieces = without_staff(without_confirmed(scanned.pieces, before))
        scanned = replace(scanned, pieces=tuple(pieces))
        told = told_after(scanned.pieces, before, self._namer, setting)
        plain = UNCLEAR if _is_guessed(scanned, plain) else plain
        edits = [Edit(Sort.NEWS, plain), *proposed(told, self._namer, setting.today)]
        edits += self._in_one(scanned, setting, told, plain)
        edits += (Edit(Sort.ASK, asked(before)), Edit(Sort.NOTHING, UNCLEAR))
        return edits, Sequel(scanned, told, wants, plain, self._namer, setting.today)

    def _in_one(
        self, scanned: Scanned, setting: Context, told: Told, plain: Reading
    ) -> Iterator[Edit]:
        """What it does as a whole: all its facts put right, or carried on."""
        if plain.intent is not Intent.REPORT or not plain.items:
            return
        known = {item.indicator for item in told.before}
        if not all(i.indicator in known and "mode" in i.assumed for i in plain.items):
            yield Edit(Sort.ALONE, replace(plain, intent=Intent.CORRECT))
        several = self._several(scanned, setting, told)
        if several:
            yield Edit(Sort.SEVERAL, summed_up(Intent.CORRECT, several))

    def _several(self, scanned: Scanned, setting: Context, told: Told) -> tuple[Item, ...]:
        """All the facts said anew, where there are two or more, in their places."""
        before = told.before
        same = len({i.indicator for i in before}) == 1
        known: dict[object, Item] = {i.date if same else i.indicator: i for i in before}
        said = [t for t in self._facts.told(scanned, setting) if t.number is not None]
        keys: list[object] = [t.day and t.day.day if same else t.code for t in said]
        if len(set(keys)) < 2 or any(key not in known for key in keys):
            return ()
        new = {
            key: anew(known[key], t.number, t.day, told, self._namer, setting.today)
            for key, t in zip(keys, said, strict=True)
            if t.number is not None
        }
        return tuple(new[key] for key in known if key in new)


def facts_before(setting: Context) -> tuple[Item, ...]:
    """The facts of the message before; what was asked, or answered, is none."""
    before = setting.before
    if before is None or before.intent not in _RECORDING:
        return ()
    return tuple(i for i in before.items if i.indicator and not i.refusal)


def _is_guessed(scanned: Scanned, plain: Reading) -> bool:
    """`l'anno è già iniziato`: one more, of a thing that was not named, without a figure or day."""
    if scanned.numbers or scanned.days:
        return False
    guessed = (i for i in plain.items if {"indicator", "value"} <= {*i.assumed})
    return any(item.mode is Mode.INCREMENT for item in guessed)


def _says_nothing_of(items: Sequence[Item], before: Sequence[Item]) -> bool:
    """`scusa, ho sbagliato`: of the facts before, and not what would be right."""
    known = {i.indicator for i in before} | {None}
    return all(i.ambiguous and i.value is None and i.indicator in known for i in items)


def _doubted(item: Item, sure: float) -> Item:
    doubt = Evidence(offer=sure, is_doubted=True)
    return asks(replace(item, evidence=doubt), say("understand.is_it"))


def _within(item: Item, setting: Context) -> Item:
    if item.indicator and item.indicator not in setting.own:
        return replace(item, refusal=NotTaken.NOT_ALLOWED, ambiguous=False, question=None)
    return item
