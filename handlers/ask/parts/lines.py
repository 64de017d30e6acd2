"""Lines of the programme, as a question names them: `OS7`, `la linea 3`, `la città sicura`."""

import re
from collections.abc import Collection, Mapping

from handlers.ask.cues import CODES, TALK
from italian.regex import regex
from italian.words import stem
from ledger.plan import Strategic

LINE = regex(r"\b(?:strategic|mandat|operativ|(?<!in )linea|programm)\w*")
WORD = regex(r"[a-z]{2,}")
HALF = 0.5
"""Of a title, what has to stand in the text where a line is spoken of."""

Stems = Mapping[str, frozenset[str]]
"""Of every line, those of its title."""


def named_in(text: str, lines: Stems, strategic: Collection[Strategic]) -> tuple[str, ...]:
    """By code, or by a whole title; where a line is spoken of, by number or most of a title."""
    typed = {
        m[0].replace(" ", "").upper()
        for m in re.finditer(r"\b[a-z]{1,3} ?\d{1,2}(?:\.\d{1,3})?\b", text)
    }
    if found := [code for code in lines if code.upper() in typed]:
        return tuple(found)
    if whole := _by_whole_title(text, lines, strategic):
        return whole
    if not LINE.search(text):
        return ()
    if number := re.search(r"(?<![\w.])(\d{1,2}(?:\.\d{1,3})?)\b", CODES.sub(" ", text)):
        return tuple(c for c in lines if re.sub(r"^[A-Za-z]+0*", "", c) == number[1])
    said = {stem(w) for w in WORD.findall(LINE.sub(" ", text)) if w not in TALK and len(w) > 3}
    ranked = sorted(
        ((len(said & words) / len(words), code) for code, words in lines.items() if words),
        reverse=True,
    )
    return (ranked[0][1],) if ranked and ranked[0][0] >= HALF else ()


def _by_whole_title(text: str, lines: Stems, strategic: Collection[Strategic]) -> tuple[str, ...]:
    """The line whose whole title of several words stands in the text: `la città sicura`."""
    said = {stem(w) for w in WORD.findall(text)}
    known = {one.code for one in strategic}
    found = [c for c, ws in lines.items() if ws <= said and len(ws) > 1 and c in known]
    return (found[0],) if len(found) == 1 else ()
