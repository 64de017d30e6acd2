"""Lines of a cell that its author broke: what stands below would have fitted on them."""

from collections.abc import Mapping, Sequence

from importers.pdfs.pdf_headers import Line, said_in
from importers.pdfs.wrapped import are_figures
from italian.regex import regex

Pieces = Mapping[int, Line]
"""The words of one line, by the column in which they stand."""
_SPACE = 4.0
"""Points between two words, at most."""
_ITEM = regex(r"[•·▪◦❖➢✓]|[-–—*]\s+[A-ZÀ-Ù]")


def widths_of(lines: Sequence[Pieces]) -> dict[int, float]:
    """How wide the widest line of each column is: no less than the column is."""
    found: dict[int, float] = {}
    for line in lines:
        for at, words in line.items():
            found[at] = max(found.get(at, 0.0), _width(words))
    return found


def cells_of(
    lines: Sequence[Pieces], columns: int, widths: Mapping[int, float], share: float
) -> tuple[str, ...]:
    """The cells of lines that make one row, a break where their author set one.

    `share` of the width is sure to be there: a text with columns tells widths about.
    """
    cells = [""] * columns
    above: dict[int, Line] = {}
    for line in lines:
        for at, words in line.items():
            said = said_in(words)
            if cells[at]:
                is_new = _is_broken(above[at], words, widths.get(at, 0.0) * share)
                said = f"{cells[at]}{chr(10) if is_new else ' '}{said}"
            cells[at], above[at] = said, words
    return tuple(cells)


def _is_broken(above: Line, words: Line, width: float) -> bool:
    """Whether a line is an item, or its first word may open something and had room above."""
    first = words[0]
    if _ITEM.match(said_in(words)) or are_figures(said_in(above), said_in(words)):
        return True
    opens = first["text"][:1].isupper()
    room = _width(above) + _SPACE + first["x1"] - first["x0"]
    return bool(opens and room <= width)


def _width(words: Line) -> float:
    return float(words[-1]["x1"] - words[0]["x0"])
