"""The words of a page of a PDF, each where it stands: signs by their names, turned headings too."""

from collections.abc import Iterator, Sequence
from typing import Any

from italian.regex import regex

Word = dict[str, Any]

_SAME_LINE = 1.0
"""Points between letters of one line; cells beside one another have lines hardly further apart."""
_SYMBOL = regex(r"(?:^|\+)Symbol")
_OF_SYMBOL = str.maketrans({"£": "≤", "‡": "≥", "ﬁ": "→", "„": "≠", "·": "×", "–": "±"})
"""What the letters of the font of signs stand for, where a PDF tells them as a text's."""
_SPACE = 0.15
"""Of a letter's size, between the words of a turned heading."""
_NEXT = 1.0
"""The same between one thing and another."""


def words_of(page: Any) -> list[Word]:
    """The words of a page; what is written upwards or downwards is one word each line."""
    turned = []
    for char in page.chars:
        if _SYMBOL.search(char["fontname"]):
            char["text"] = char["text"].translate(_OF_SYMBOL)
        if not char["upright"]:
            turned.append(char)
    if not turned:
        return _upright(page)
    return [*_upright(page.filter(lambda one: one.get("upright", True))), *_turned(turned)]


def changes_face(before: Sequence[Word], line: Sequence[Word]) -> bool:
    """Whether a line is set in other letters than the whole of the one above: a title ends."""
    faces = {word.get("face") for word in before}
    return len(faces) == 1 and None not in faces and line[0].get("face") not in (None, *faces)


def _upright(page: Any) -> list[Word]:
    words: list[Word] = page.extract_words(y_tolerance=_SAME_LINE, return_chars=True)
    for word in words:
        word["face"] = word.pop("chars")[0]["fontname"]
    return words


def _turned(chars: Sequence[Word]) -> Iterator[Word]:
    """The lines of letters written up or down a page, in the order they were written."""
    line: list[Word] = []
    for char in chars:
        if line and not _follows(line[-1], char):
            yield from _as_word(line)
            line = []
        line.append(char)
    yield from _as_word(line)


def _follows(before: Word, char: Word) -> bool:
    """Whether a letter goes on with the line of the one before it."""
    is_beside = abs(char["x0"] - before["x0"]) <= _SAME_LINE and _is_up(char) == _is_up(before)
    return is_beside and -_SAME_LINE <= _gap(before, char) <= char["size"] * _NEXT


def _gap(before: Word, char: Word) -> float:
    """Points between two letters, along their line."""
    if _is_up(char):
        return float(before["top"] - char["bottom"])
    return float(char["top"] - before["bottom"])


def _is_up(char: Word) -> bool:
    """Whether a letter stands on a line written from the foot of the page upwards."""
    return float(char["matrix"][1]) > 0


def _as_word(line: Sequence[Word]) -> Iterator[Word]:
    """One word of a line of letters, with its spaces; none of blanks."""
    text = ""
    for i, char in enumerate(line):
        is_apart = i and _gap(line[i - 1], char) > char["size"] * _SPACE
        text += (" " if is_apart else "") + char["text"]
    if text := " ".join(text.split()):
        yield {
            "text": text,
            "x0": min(char["x0"] for char in line),
            "x1": max(char["x1"] for char in line),
            "top": min(char["top"] for char in line),
            "bottom": max(char["bottom"] for char in line),
        }
