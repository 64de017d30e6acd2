"""Corrections of what was told some time ago: `le CIE erano 45, non 54`, `annulla le multe`.

Nothing is known of what they put right but what they say themselves; what follows on a message is
read beside it (`sequels`).
"""

from collections.abc import Sequence

from handlers.understand.asking.intents import LOOKED_AT, replaces
from handlers.understand.correcting.denials import parted
from handlers.understand.cutting.scan import Scanned
from handlers.understand.figures.asides import without_then
from handlers.understand.figures.values import asks
from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.naming import Named, Namer
from handlers.understand.pieces import Code, Day, Number, Piece, Word
from handlers.understand.reading import Intent, Item, NotTaken, Reading
from handlers.understand.setting import Context
from handlers.understand.telling import steps
from handlers.understand.telling.facts import Facts
from handlers.understand.telling.together import summed_up
from italian.regex import regex
from ledger.later import replace
from words.say import say

_WORDS = LEXICON.corrections
_STRONG = any_of(_WORDS.strong)
_SWAPPED = any_of(_WORDS.swapped)
_LATE = any_of(_WORDS.late)
_TALK = any_of([f"(?:{word})$" for word in _WORDS.talk])
_UNDO = any_of(_WORDS.undo)
_TOLD = regex(r"\b(?:erano|sono|era|e|stat[aoei]|vengono|viene) $")
"""Before what would be an order, it is a tale: `tre erano annullate`."""
_OPENING = 30
"""Characters within which `annulla` is an order and not a tale."""
_ALONE = regex(r"(?:scus\w+ |ops,? )?(?:no,? |anzi |erano |era )")
"""How a correction starts, even where nothing is known of what it corrects."""
_HARDLY, _SURELY, _ALL_BUT_SURELY = 0.2, 0.5, 0.85
"""Probabilities below which no correction is looked for, and from which a message is one whatever
its words."""
_SAYS = 0.3
"""Share of the words below which they name nothing."""
_ARTICLES = frozenset({"un", "uno", "una"})
_OF_NOTHING = summed_up(Intent.CORRECT, (asks(Item(), say("understand.which_record")),))
"""A correction of nobody knows what."""


class Corrections:
    """Reads what is wrong with a report made some time ago."""

    def __init__(self, namer: Namer, facts: Facts) -> None:
        self._namer = namer
        self._facts = facts

    def read(
        self, scanned: Scanned, setting: Context, likely: float, facts: Reading | None
    ) -> Reading | None:
        """The correction a message is, or None; `likely`: how likely its words make one; `facts`:
        those it tells, of which none is lost to a correction."""
        surely = replaces(scanned.text)
        if likely < _HARDLY and not surely:
            return None
        if not scanned.numbers and steps.at_second_hand(scanned.text):
            return None  # What others say to be wrong, without what is right, puts nothing right.
        corrected = self._corrected(scanned, setting, likely)
        if surely or facts is None or corrected is None:
            return corrected
        return None if _tells_more(facts, corrected, likely > _ALL_BUT_SURELY) else corrected

    def _corrected(self, scanned: Scanned, setting: Context, likely: float) -> Reading | None:
        text = _LATE.sub("", scanned.text[:LOOKED_AT])
        parts = parted(scanned.pieces)
        spans = [m.span() for m in (*_STRONG.finditer(text), *_SWAPPED.finditer(text))]
        talk = spans if scanned.text.startswith(text) else []
        pieces = tuple(p for p in without_then(parts.said) if not _of_talk(p, talk))
        named = self._namer.named(pieces, setting)
        named = Named(Item(), None, named.terms) if _says_little(named) else named
        figures = any(isinstance(p, Number) for p in pieces)
        sure = likely >= _SURELY and not self._tells(scanned, setting, named, figures)
        if not figures and _takes_back(text, sure):
            item = named.item if named.code else asks(Item(), say("understand.which_record"))
            return summed_up(Intent.CORRECT, (_undone(item, setting),))
        anew = figures and any(isinstance(p, Number) for p in parts.gone) and likely >= _SURELY
        if not (anew or _STRONG.search(text) or _SWAPPED.search(text)):
            of_nothing = (sure or _ALONE.match(text)) and not named.code
            return _OF_NOTHING if of_nothing else None
        if not named.code:
            return _OF_NOTHING
        told = self._facts.one(pieces, setting)
        return summed_up(Intent.CORRECT, (self._facts.items.item(told, setting),))

    def _tells(self, scanned: Scanned, setting: Context, named: Named, figures: bool) -> bool:
        """Whether it rather tells something: of a code, of a thing without a figure, of several."""
        if any(isinstance(p, Code) for p in scanned.pieces) or (named.code and not figures):
            return True
        told = self._facts.told(scanned, setting)
        return len({t.code for t in told if t.code and _is_counted(t.number)}) > 1


def _tells_more(told: Reading, corrected: Reading, sure: bool) -> bool:
    """Whether the facts of a message are more than those it puts right; `sure`: it surely does."""
    items = told.items
    of = [i.indicator for i in items if i.indicator and not i.ambiguous]
    each = len(of) == len(items) and len({*of}) > 1
    if corrected.ambiguous and each:
        return True
    named = [i for i in items if i.indicator]
    if not named:
        return False
    unnamed = 0 if sure else len(items) - len(named)
    # `mi sono sbagliato` is no one thing done.
    counted = [i for i in named if not (sure and "value" in i.assumed)]
    figures = unnamed + sum(not i.ambiguous or i.mode is not None for i in counted)
    return figures > len(corrected.items)


def _takes_back(text: str, sure: bool) -> bool:
    """Whether a record is to go."""
    undo = [m for m in _UNDO.finditer(text) if not _TOLD.search(text, 0, m.start())]
    at_an_end = undo and (undo[0].start() < _OPENING or undo[-1].end() >= len(text.rstrip(" .!")))
    return bool(undo) and (bool(at_an_end) or sure)


def _undone(item: Item, setting: Context) -> Item:
    item = replace(item, value=None, assumed=(), evidence=None)
    if item.indicator and item.indicator not in setting.own:
        return replace(item, refusal=NotTaken.NOT_ALLOWED, ambiguous=False, question=None)
    return item


def _says_little(named: Named) -> bool:
    """Whether words that named an indicator say next to nothing of it."""
    best = named.choice.best if named.choice else None
    return named.choice is not None and (best is None or best.share < _SAYS)


def _is_counted(number: Number | None) -> bool:
    return number is not None and number.text not in _ARTICLES


def _of_talk(piece: Piece, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a piece only says that something is wrong: `uno zero in più`, `ho sbagliato`."""
    if isinstance(piece, Word) and _TALK.match(piece.text):
        return True
    return not isinstance(piece, Day) and any(s <= piece.start < e for s, e in spans)
