"""Words that say how a number counts: `altre 12`, `siamo a`, `ne restano`, `15 in meno`."""

from collections.abc import Iterator

from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.pieces import Cue, Manner
from italian.regex import regex

_PATTERNS = {Manner(name): any_of(phrases) for name, phrases in LEXICON.manners.items()}
_TAKING_AWAY = any_of(LEXICON.taking_away.words)
EMPTIED = any_of(LEXICON.taking_away.emptied)
ONE_MORE = regex(r"un'?.*|altr[oa]|in piu|nuov[oa]")
"""`un altro corso`, `altro evento`: one, with no number said."""


def find_cues(text: str) -> Iterator[Cue]:
    """Every such phrase of a cleaned text, in order; of two that overlap, the longer."""
    found = [
        Cue(m.start(), m.end(), m[0], manner)
        for manner, pattern in _PATTERNS.items()
        for m in pattern.finditer(text)
    ]
    last = 0
    for cue in sorted(found, key=lambda c: (c.start, -c.end)):
        if cue.start >= last:
            last = cue.end
            yield cue


def takes_away(text: str, concepts: frozenset[str]) -> bool:
    """Whether it speaks of what was disposed of, as measures of what is left are told."""
    return bool(concepts & LEXICON.taking_away.concepts or _TAKING_AWAY.search(text))
