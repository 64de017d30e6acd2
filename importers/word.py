"""A Word document, `.docx`: paragraphs and tables in reading order, merged cells said once."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from importers.archive import check_archive
from importers.errors import NotWhatItSays
from importers.grid import Row

_EXPECTED = "un documento Word .docx"
_BULLET = "- "


def word_rows(content: bytes, name: str) -> list[Row]:
    """Raises NotReadable: not a document, locked, with macros, or a bomb."""
    check_archive(content, name, holds="word/document.xml", expected=_EXPECTED)
    try:
        body = docx.Document(io.BytesIO(content)).element.body
    except Exception:  # python-docx raises whatever its XML reader meets
        raise NotWhatItSays(name, _EXPECTED) from None
    cells = list(_blocks(body))
    return [Row(line, row) for line, row in enumerate(cells, start=1)]


def _blocks(body: Any) -> Iterator[tuple[str, ...]]:
    for element in body.iterchildren():
        if element.tag == qn("w:p"):
            text = _paragraph(element)
            for line in text.split("\n"):
                yield tuple(line.split("\t"))
        elif element.tag == qn("w:tbl"):
            yield from _table(element)
            yield ("",)
        elif element.tag == qn("w:sdt"):
            for content in element.iterchildren(qn("w:sdtContent")):
                yield from _blocks(content)


def _paragraph(element: Any) -> str:
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
    text = "".join(pieces).strip(" ")
    return f"{_BULLET}{text}" if text and _is_item(element) else text


def _is_item(element: Any) -> bool:
    properties = element.find(qn("w:pPr"))
    if properties is None:
        return False
    style = properties.find(qn("w:pStyle"))
    named = style is not None and str(style.get(qn("w:val"), "")).lower().startswith("list")
    return named or properties.find(qn("w:numPr")) is not None


def _table(table: Any) -> Iterator[tuple[str, ...]]:
    """Rows of cells. A cell merged across columns is followed by empty ones; what is merged
    downwards stands in its first row."""
    for row in table.iterchildren(qn("w:tr")):
        cells: list[str] = []
        for cell in row.iterchildren(qn("w:tc"), qn("w:sdt")):
            cells.extend(_cell(cell))
        yield tuple(cells) if len(cells) > 1 else (*cells, "")


def _cell(cell: Any) -> list[str]:
    if cell.tag == qn("w:sdt"):
        return [text for inner in cell.iter(qn("w:tc")) for text in _cell(inner)]
    properties = cell.find(qn("w:tcPr"))
    span, goes_on = 1, False
    if properties is not None:
        grid = properties.find(qn("w:gridSpan"))
        span = int(grid.get(qn("w:val"), 1)) if grid is not None else 1
        merged = properties.find(qn("w:vMerge"))
        goes_on = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
    text = (
        ""
        if goes_on
        else "\n".join(
            line for p in cell.iter(qn("w:p")) if (line := _paragraph(p).replace("\t", " "))
        )
    )
    return [text, *[""] * (span - 1)]
