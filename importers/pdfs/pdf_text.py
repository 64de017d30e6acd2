"""A PDF as the text that its pages show: lines of words, each where it stands.

It knows nothing of rules and boxes: another way of looking at a document whose tables were not
made out.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

Words = list[dict[str, Any]]

_LONG = 3
"""Letters of a word that tells how wide letters are."""
_ROOM = 0.9
"""Of a letter, so that columns of narrow ones keep apart."""
_SAME_LINE = 2.5
"""Points between the feet of words of one line."""
_APART = 1.5
"""Letters between words that stand in columns of their own."""
_GAP = 3
"""Spaces that say so in a text."""
_MOST_BLANK = 2
"""Blank lines for a gap between lines, however high."""
_CLOSE = 0.35
"""Share of a line's height between lines that follow each other."""


def pdf_text(pages: Sequence[Words]) -> str:
    """The text of some pages by their words, a form feed between them."""
    return "\f".join("\n".join(_page(words)) for words in pages)


def _page(words: Words) -> Iterator[str]:
    """The lines of a page, blank ones where it leaves a gap."""
    if not words:
        return
    long = [word for word in words if len(word["text"]) >= _LONG] or words
    letter = median((word["x1"] - word["x0"]) / len(word["text"]) for word in long) * _ROOM
    height = median(word["bottom"] - word["top"] for word in words)
    lines = _lines(words)
    yield _set(lines[0], letter)
    for above, line in pairwise(lines):
        gap = min(word["top"] for word in line) - max(word["bottom"] for word in above)
        yield from [""] * min(_MOST_BLANK, max(0, round(gap / height - _CLOSE)))
        yield _set(line, letter)


def _lines(words: Words) -> list[Words]:
    lines: list[Words] = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        if lines and word["bottom"] - lines[-1][0]["bottom"] < _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _set(line: Sequence[dict[str, Any]], letter: float) -> str:
    """One line: words apart are set in their columns, others follow each other."""
    text, end = "", 0.0
    for word in sorted(line, key=lambda word: word["x0"]):
        at = round(word["x0"] / letter)
        if text and word["x0"] - end < letter * _APART:
            at = len(text) + 1
        elif text:
            at = max(len(text) + _GAP, at)
        text, end = text.ljust(at) + word["text"], word["x1"]
    return text
