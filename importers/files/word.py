"""A Word document, `.docx`: paragraphs and tables in reading order, merged cells resolved."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn

from importers.errors import NotWhatItSays, TooManyCells
from importers.files.archive import check_archive
from importers.tables.narrowed import narrowed
from importers.whole.front import find_ente
from importers.whole.grid import MOST_CELLS, Row, tabbed

_MOST_COLUMNS = 200
_DEEPEST = 12
_EXPECTED = "un documento Word .docx"
_BULLET = "- "


def word_rows(content: bytes, name: str) -> list[Row]:
    """Raises NotReadable: not a document, locked, with macros, a bomb, or far too large."""
    check_archive(content, name, holds="word/document.xml", expected=_EXPECTED)
    try:
        document = docx.Document(io.BytesIO(content))
        rows = list(_Reader(name, _heading_styles(document)).blocks(document.element.body))
        return rows if find_ente(rows) is not None else [*_naming_ente(document), *rows]
    except TooManyCells:
        raise
    except Exception:  # python-docx and lxml raise whatever their XML holds
        raise NotWhatItSays(name, _EXPECTED) from None


def _naming_ente(document: Any) -> list[Row]:
    """What the head or foot of the pages says of whose document it is."""
    parts = (part for section in document.sections for part in (section.header, section.footer))
    texts = dict.fromkeys(one.text for part in parts for one in part.paragraphs)
    return [row for text in texts if find_ente([row := Row(1, (text,))]) is not None][:1]


def _heading_styles(document: Any) -> dict[str, int]:
    """The level of each style that makes a heading, by the style's identifier."""
    levels: dict[str, int] = {}
    for style in document.styles:
        named = re.match(r"(?:heading|titolo)\s*(\d)", (style.name or "").lower())
        if named:
            levels[style.style_id] = int(named[1])
        elif (style.name or "").lower() in ("title", "titolo"):
            levels[style.style_id] = 1
    return levels


@dataclass
class _Reader:
    name: str
    headings: dict[str, int]
    line: int = 0
    cells: int = 0
    down: dict[int, str] = field(default_factory=dict)
    """Texts of the cells merged downwards that are still open, by column."""

    def blocks(self, body: Any, depth: int = 0) -> Iterator[Row]:
        for element in body.iterchildren():
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from narrowed(list(self._table(element, depth)))
                yield self._row(("",))
            elif element.tag == qn("w:sdt") and depth < _DEEPEST:
                for content in element.iterchildren(qn("w:sdtContent")):
                    yield from self.blocks(content, depth + 1)

    def _row(self, cells: tuple[str, ...], **marks: Any) -> Row:
        self.line += 1
        self.cells += len(cells)
        if self.cells > MOST_CELLS:
            raise TooManyCells(self.name, MOST_CELLS)
        return Row(self.line, cells, **marks)

    def _paragraph(self, element: Any) -> Iterator[Row]:
        level = self.headings.get(_style_of(element), 0)
        for line in paragraph_text(element).split("\n"):
            yield self._row(tabbed(line), level=level)

    def _table(self, table: Any, depth: int) -> Iterator[Row]:
        """Rows of cells, each merged cell with its marks; tables set in cells by themselves."""
        self.down = {}
        for row in table.iterchildren(qn("w:tr")):
            if depth < _DEEPEST and _holds_tables(row):
                for cell in _cells_of(row):
                    yield from self.blocks(cell, depth + 1) if cell is not None else ()
                self.down = {}
                continue
            cells: list[str] = []
            down: set[int] = set()
            across: set[int] = set()
            for cell in _cells_of(row):
                at = len(cells)
                span, goes_on, opens = _shape(cell)
                if goes_on and at in self.down:
                    text = self.down[at]
                    down.add(at)
                else:
                    text = "" if goes_on else cell_text(cell)
                self.down.pop(at, None)
                if opens or goes_on:
                    self.down[at] = text
                cells.extend([text, *[""] * (span - 1)])
                across.update(range(at + 1, at + span))
            if len(cells) == 1:
                cells.append("")
            if cells:
                marks = {"down": frozenset(down), "across": frozenset(across)}
                yield self._row(tuple(cells), **marks)


def _holds_tables(row: Any) -> bool:
    """Whether a row only sets tables one beside the other."""
    return any(cell is not None and cell.find(qn("w:tbl")) is not None for cell in _cells_of(row))


def _cells_of(row: Any) -> Iterator[Any]:
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    if before is not None:
        for _ in range(_number(before.get(qn("w:val")), 0)):
            yield None
    for cell in row.iterchildren(qn("w:tc"), qn("w:sdt")):
        if cell.tag == qn("w:sdt"):
            yield from cell.iter(qn("w:tc"))
        else:
            yield cell


def _number(text: str | None, otherwise: int) -> int:
    """A span, held to what a page could show."""
    if text is None or not text.isdecimal() or len(text) > 9:
        return otherwise
    return min(int(text), _MOST_COLUMNS)


def _shape(cell: Any) -> tuple[int, bool, bool]:
    """Columns a cell spreads over, whether it goes on from above, whether it opens downwards."""
    properties = cell.find(qn("w:tcPr")) if cell is not None else None
    if properties is None:
        return 1, False, False
    grid = properties.find(qn("w:gridSpan"))
    span = _number(grid.get(qn("w:val")), 1) if grid is not None else 1
    merged = properties.find(qn("w:vMerge"))
    how = merged.get(qn("w:val"), "continue") if merged is not None else ""
    return max(span, 1), how == "continue", how == "restart"


def cell_text(cell: Any) -> str:
    """The text of a cell, a line a paragraph."""
    if cell is None:
        return ""
    lines = (paragraph_text(p).replace("\t", " ") for p in cell.iter(qn("w:p")))
    return "\n".join(line for line in lines if line)


def _style_of(element: Any) -> str:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return str(style.get(qn("w:val"), "")) if style is not None else ""


def paragraph_text(element: Any) -> str:
    """The text of a paragraph; an item of a list gets its dash back."""
    pieces: list[str] = []
    for node in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        elif node.tag == qn("w:tab"):
            if node.getparent().tag == qn("w:r"):
                pieces.append("\t")
        else:
            pieces.append("-" if node.tag == qn("w:noBreakHyphen") else "\n")
    text = "".join(pieces).rstrip(" ")
    is_item = bool(text.strip()) and _is_item(element)
    return f"{_BULLET}{text.lstrip(' ')}" if is_item else text


def _is_item(element: Any) -> bool:
    properties = element.find(qn("w:pPr"))
    if properties is None:
        return False
    style = properties.find(qn("w:pStyle"))
    identifier = str(style.get(qn("w:val"), "")).lower() if style is not None else ""
    named = identifier.startswith(("list", "elenc", "puntoelenc"))
    return named or properties.find(qn("w:numPr")) is not None
