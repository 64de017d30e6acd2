"""A PDF as the text that its pages show: lines of words, each where it stands.

It knows nothing of rules and boxes: another way of looking at a document whose tables were not
made out.
"""

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

import pdfplumber

Words = list[dict[str, Any]]

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


def pdf_text(content: bytes) -> str:
    """The text of a document that was read as a PDF already, a form feed between its pages."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return "\f".join("\n".join(_page(page.extract_words())) for page in document.pages)


def _page(words: Words) -> Iterator[str]:
    """The lines of a page, blank ones where it leaves a gap."""
    if not words:
        return
    letter = median((word["x1"] - word["x0"]) / len(word["text"]) for word in words)
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
