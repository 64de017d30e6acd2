"""What a question is about, whatever it asks of it: apart from its days and its asking."""

import datetime as dt
import re

from handlers.ask.chosen.unread import without_asking
from handlers.ask.cues import CODES
from handlers.ask.parts.about import APART, SEVERAL, UNDONE, About, Names
from handlers.ask.parts.bounds import bounds_in
from handlers.ask.parts.spans import coming_span, past_span
from handlers.ask.plain.joined import JOINS
from italian.regex import regex
from italian.words import PARTICIPLE
from ledger.plan import TRANSVERSAL

BETWEEN = regex(r"\b(?:tra|fra)\b")
AND = regex(r"\b(?:ed?|contro)\b|,")
"""Joins two things, and no words of one: `rilevamenti con etilometro`."""
PAIR = regex(rf"({CODES.pattern})(?: ed?|,) ({CODES.pattern})")
"""Two codes, one after the other."""
DONE = regex(rf"\b\w{{2,}}{PARTICIPLE}[oaie]\b")
"""What was done with something is none of its names, but where they say so."""


def several_in(names: Names, plain: str, today: dt.date) -> tuple[str, ...]:
    """The several things of which each is plain by itself; none where a question names one."""
    rest = _undated(plain, today)
    pair = PAIR.search(rest)
    coded = names.codes_in(f"{pair[1]} {pair[2]}") if pair is not None else ()
    if together := names.joined(rest) or (coded if len(coded) > 1 else ()):
        return together
    found = _each(names, rest, AND)
    return found.codes if found is not None else ()


def _undated(plain: str, today: dt.date) -> str:
    return bounds_in(coming_span(past_span(plain, today, None).rest, today).rest)[0]


def scope_of(names: Names, plain: str, today: dt.date) -> About:
    """What a question is about, without its days and the words by which it asks."""
    rest = _undated(plain, today)
    if APART[TRANSVERSAL].search(rest):
        return About((TRANSVERSAL,), True)
    if names.joined(rest):
        return names.of(rest)
    about = names.of(_bare(rest, names))
    return (_each(names, rest) or about) if about.unread else about


def _bare(text: str, names: Names) -> str:
    return DONE.sub(lambda m: m[0] if _names(m[0], names) else " ", without_asking(text))


def _each(names: Names, text: str, joins: re.Pattern[str] = JOINS) -> About | None:
    """Several things one after the other, where each of them is plain by itself."""
    between = BETWEEN.split(text, maxsplit=1)  # What comes before is what both of them are.
    pieces = [_bare(piece, names) for piece in joins.split(between[-1])]
    if len(pieces) < 2:
        return None
    found = [names.of(piece) for piece in pieces]
    if not all(one.said and not one.unread and len(one.codes) <= SEVERAL for one in found):
        return None
    return About(tuple(dict.fromkeys(code for one in found for code in one.codes)), True)


def _names(word: str, names: Names) -> bool:
    return word in names.reader.naming or UNDONE.fullmatch(word) is not None
