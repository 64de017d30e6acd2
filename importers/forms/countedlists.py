"""Lists whose items are numbered or lettered one after another in one line."""

import re

from italian.regex import regex

_COUNT = regex(r"(?:^|(?<=[\s;,.–—-]))\(?(?P<count>\d{1,2}|[a-z])[).°]\s*(?=[^\W\d])")
_EDGE = " \t;,.–—-"
_LEAST = 2


def counted_apart(line: str) -> list[str]:
    """`1) Gara - 2) Posa - 3) Collaudo`: the items, where their numbers follow one another."""
    marks = list(_COUNT.finditer(line.strip()))
    text = line.strip()
    counts = [mark["count"] for mark in marks]
    if len(marks) < _LEAST or marks[0].start() or counts != _following(counts[0], len(counts)):
        return [line]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    items = [text[mark.end() : end].strip(_EDGE) for mark, end in zip(marks, ends, strict=True)]
    return items if all(re.search(r"[^\W\d]{3}", item) for item in items) else [line]


def _following(first: str, times: int) -> list[str]:
    """The numbers or letters from the first on."""
    if first.isdecimal():
        return [str(n) for n in range(1, times + 1)] if int(first) == 1 else []
    return [chr(ord("a") + n) for n in range(times)] if first == "a" else []
