"""Figures written in letters, where what follows tells that they are figures."""

import re

from italian.regex import regex

_WORDED = regex(
    r"(?<![\w'’])(?P<number>[a-zà-ù]{3,})(?=\s+(?:per\s?cento|millesimi|centesimi)\b)",
    re.IGNORECASE,
)
_MAY_HOLD = ("cento", "esimi")


def in_digits(text: str) -> str:
    """`non oltre il ventotto per cento` as `non oltre il 28 per cento`; other texts as they are."""
    if not any(sign in text for sign in _MAY_HOLD):
        return text
    return _WORDED.sub(_digits, text)


def _digits(found: re.Match[str]) -> str:
    from text_to_num import text2num  # type: ignore[import-untyped]  # it has no stubs

    try:
        return str(text2num(found["number"].lower(), "it"))
    except ValueError:
        return found["number"]
