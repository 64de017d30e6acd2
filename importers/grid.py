"""What every document comes down to: rows of cells in reading order, each with its place.

A paragraph is a row of one cell. Inside a cell a newline is a break that the author made (a
paragraph, an item of a list); lines wrapped by a page are joined before they get here.
"""

import re
from dataclasses import dataclass, replace

_BREAKING_TAG = re.compile(r"</?(?:p|ul|ol|li|br|div|tr|td|h\d)\b[^>]*>", re.IGNORECASE)
_OTHER_TAG = re.compile(r"</?(?:i|b|em|strong|u|span|sup|sub|font|a)\b[^>]*>", re.IGNORECASE)
_RULE = re.compile(r"^[-–—=_.\s]*$")


@dataclass(frozen=True)
class Row:
    line: int
    """Line of a text, row of a sheet, otherwise the ordinal of the row in the document; from 1."""
    cells: tuple[str, ...]
    sheet: str | None = None

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)

    @property
    def is_paragraph(self) -> bool:
        return len(self.cells) == 1

    @property
    def filled(self) -> tuple[int, ...]:
        """Positions of the cells with something in them."""
        return tuple(i for i, cell in enumerate(self.cells) if cell)

    @property
    def alone(self) -> str | None:
        """The text of a row with one thing in it."""
        return self.cells[self.filled[0]] if len(self.filled) == 1 else None


def clean(text: str) -> str:
    """A cell without left-over markup: breaks become newlines, other tags and stars go."""
    if "<" in text:
        text = _OTHER_TAG.sub(" ", _BREAKING_TAG.sub("\n", text))
    text = text.replace("**", "").replace("\u00a0", " ").replace("\u00ad", "")
    lines = (re.sub(r"[ \t\r\f\v]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def cleaned(row: Row) -> Row | None:
    """The row without markup; None for a row made only of dashes or dots."""
    cells = tuple(clean(cell) for cell in row.cells)
    joined = "".join(cells)
    if joined and _RULE.match(joined) and (len(joined) > 3 or len(cells) > 1):
        return None
    return replace(row, cells=cells)


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
