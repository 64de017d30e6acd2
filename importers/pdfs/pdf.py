"""A PDF with text: ruled tables as rows of cells, the words around them as paragraphs.

Lines that a column wrapped are joined again; where the next word would have fitted, the author
broke the line, and the break is kept.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from importers.errors import Locked, NotWhatItSays, Scanned, TooManyPages
from importers.pdfs.pdf_columns import Columns, sets_columns
from importers.pdfs.pdf_halves import Ruled, columns_of_text, paragraphs, with_wrapped_joined
from importers.pdfs.pdf_running import PageLines, without_running
from importers.pdfs.pdf_words import changes_face, words_of
from importers.pdfs.wrapped import are_figures
from importers.tables.headings import header_roles
from importers.tables.narrowed import narrowed
from importers.whole.grid import Row
from italian.regex import regex

MOST_PAGES = 600
_EXPECTED = "un documento PDF"
_LEAST_CHARACTERS_A_PAGE = 15
_LIST_ITEM = regex(r"^(?:[-–—•·▪◦*❖➢✓]\s|\d{1,2}[).]\s|[a-z]\)\s|[A-ZÀ-Ù][\w ]{2,30}:)")

_NEAR = 3
"""Points within which two rules are one."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class PdfRead:
    """What a document holds."""

    rows: list[Row]
    """Of its tables and of the text around them, a blank one between pages."""
    pages: list[list[dict[str, Any]]]
    """The words of each page, where they stand."""


def read_pdf(content: bytes, name: str, progress: Callable[[float], None] | None = None) -> PdfRead:
    """What a PDF holds.

    Raises:
        NotReadable: not a PDF, locked, scanned, or far too long.
    """
    if not content.lstrip()[:5].startswith(b"%PDF"):
        raise NotWhatItSays(name, _EXPECTED)
    rows: list[Row] = []
    pages: list[list[dict[str, Any]]] = []
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            count = len(document.pages)
            if count > MOST_PAGES:
                raise TooManyPages(name, count, MOST_PAGES)
            characters, taken = 0, []
            for i, page in enumerate(document.pages):
                characters += len(page.chars)
                pages.append(words_of(page))
                taken.append(_taken(page, pages[-1]))
                page.close()
                if progress:
                    progress((i + 1) / count * 0.9)
            columns = Columns()
            for i, lines in enumerate(without_running(taken)):
                found = [*_rows(lines, columns), Row(0, ("",))]
                rows.extend(replace(row, line=0, page=i + 1) for row in found)
    except PdfminerException as wrong:
        if isinstance(wrong.args[0] if wrong.args else None, PDFPasswordIncorrect):
            raise Locked(name) from None
        raise NotWhatItSays(name, _EXPECTED) from None
    if characters < _LEAST_CHARACTERS_A_PAGE * max(count, 1):
        raise Scanned(name, count)
    return PdfRead([replace(row, line=line) for line, row in enumerate(rows, start=1)], pages)


def _taken(page: Any, words: Sequence[dict[str, Any]]) -> PageLines:
    """What stands on a page: its ruled tables, and the lines outside them."""
    settings = {"explicit_horizontal_lines": _open_ends(page)}
    tables = sorted(page.find_tables(settings), key=lambda table: (table.bbox[1], table.bbox[0]))
    boxes = [table.bbox for table in tables]
    outside = [word for word in words if not any(_inside(word, box) for box in boxes)]
    ruled: list[Ruled] = []
    for table in tables:
        held = _held(table, tables)
        own = [word for word in words if not any(_inside(word, one.bbox) for one in held)]
        found, loose = _ruled(table, own, sorted(one.bbox[3] for one in held))
        outside.extend(loose)
        ruled.extend(found)
    return PageLines(_lines(outside), [one for one in ruled if one.rows])


def _ruled(
    table: Any, words: Sequence[dict[str, Any]], inner: list[float]
) -> tuple[list[Ruled], list[dict[str, Any]]]:
    """The rows of a table, parted where others stand within it, and words that are none of them.

    `inner` are the feet of those others.
    """
    ruled: list[Ruled] = []
    outside: list[dict[str, Any]] = []
    rows: list[Row] = []
    top = table.bbox[1]
    for at, row, loose in _table(table, words):
        outside.extend(loose)
        below = [foot for foot in inner if foot > at + _NEAR]
        goes_on = bool(rows) and rows[-1].across == row.across  # beside the other, and longer
        if loose or (len(below) < len(inner) and not goes_on):
            ruled.append(Ruled(top, table.bbox[0], table.bbox[2], narrowed(rows)))
            rows, top, inner = [], at + _NEAR, below
        if not loose:
            rows.append(row)
    if _is_shaded_header(rows):
        return ruled, [*outside, *(word for word in words if _inside(word, table.bbox))]
    return [*ruled, Ruled(top, table.bbox[0], table.bbox[2], narrowed(rows))], outside


def _is_shaded_header(rows: Sequence[Row]) -> bool:
    """A band that holds headings and nothing else: its rows stand under it without rules."""
    return len(rows) == 1 and len(rows[0].cells) > 1 and header_roles(rows[0].cells) is not None


def _rows(page: PageLines, columns: Columns) -> Iterator[Row]:
    """Tables and lines from top to bottom."""
    lines = page.lines
    if (parts_of := columns_of_text(lines, page.tables)) is not None:
        for part in parts_of:
            if isinstance(part, Ruled):
                yield from part.rows
            else:
                yield from (Row(0, (text,)) for text in paragraphs(part))
        return
    read = with_wrapped_joined(columns.rows(lines), lines)
    tables = ((table.top, table.rows) for table in page.tables)
    parts = [*((top, [Row(0, cells)]) for top, cells in read), *tables]
    for _, rows in sorted(parts, key=lambda part: part[0]):
        yield from rows


def _open_ends(page: Any) -> list[float]:
    """Heights where the rules of a table stop without one all across: a page cut a row there."""
    ends: dict[int, set[int]] = {}
    for edge in page.vertical_edges:
        for y in (edge["top"], edge["bottom"]):
            ends.setdefault(round(y), set()).add(round(edge["x0"]))
    return [
        float(y)
        for y, columns in ends.items()
        if len(columns) > 2 and _is_open(page, y, sorted(columns))
    ]


def _is_open(page: Any, y: int, columns: Sequence[int]) -> bool:
    """Whether no rule closes some of the columns that stop at a height, though none goes on."""
    ruled = [edge for edge in page.horizontal_edges if abs(edge["top"] - y) <= _NEAR]
    if not ruled:
        return True
    sides = {edge["top"] < y - _NEAR for edge in page.vertical_edges if _reaches(edge, y)}
    return len(sides) == 1 and any(
        not any(edge["x0"] - _NEAR <= middle <= edge["x1"] + _NEAR for edge in ruled)
        for middle in ((left + right) / 2 for left, right in pairwise(columns))
    )


def _reaches(edge: dict[str, Any], y: int) -> bool:
    return bool(edge["top"] - _NEAR <= y <= edge["bottom"] + _NEAR)


def _held(table: Any, tables: Sequence[Any]) -> list[Any]:
    """The tables that stand in one of the cells of another."""
    return [
        other
        for other in tables
        if other is not table
        and any(
            box[0] - _NEAR <= other.bbox[0]
            and box[1] - _NEAR <= other.bbox[1]
            and other.bbox[2] <= box[2] + _NEAR
            and other.bbox[3] <= box[3] + _NEAR
            for box in table.cells
        )
    ]


def _inside(word: dict[str, Any], box: Box) -> bool:
    middle_x: float = (word["x0"] + word["x1"]) / 2
    middle_y: float = (word["top"] + word["bottom"]) / 2
    return box[0] <= middle_x <= box[2] and box[1] <= middle_y <= box[3]


def _lines(words: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words put together by the line they stand on."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: (round(w["bottom"]), w["x0"])):
        if lines and abs(lines[-1][0]["bottom"] - word["bottom"]) <= 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w["x0"]) for line in lines]


def _table(
    table: Any, words: Sequence[dict[str, Any]]
) -> Iterator[tuple[float, Row, list[dict[str, Any]]]]:
    """The rows of a ruled table, each with its height; merged cells are said again downwards.

    A cell as wide as the table, in which words are set in columns without rules, gives no row
    but its words.
    """
    starts = sorted({box[0] for box in table.cells})
    texts: dict[Box, str] = {}
    for row in table.rows:
        cells: list[str] = []
        down: set[int] = set()
        across: set[int] = set()
        lowest = min(box[3] for box in row.cells if box)  # others are merged with rows below
        middle = (row.bbox[1] + lowest) / 2
        if loose := _loose(row, table, words, is_alone=len(starts) == 1):
            yield row.bbox[1], Row(0, ("",)), loose
            continue
        for i, box in enumerate(row.cells):
            over = box or _covering(table.cells, starts[i] + 1, middle)
            if over is None:
                cells.append("")
                continue
            if over not in texts:
                texts[over] = _cell(over, words)
            is_start = over[0] >= starts[i] - 1
            cells.append(texts[over] if is_start else "")
            if not is_start:
                across.add(i)
            elif box is None:
                down.add(i)
        if len(cells) > 1:
            said = Row(0, tuple(cells), down=frozenset(down), across=frozenset(across))
            yield row.bbox[1], said, []
        else:
            for line in cells[0].split("\n"):
                yield row.bbox[1], Row(0, (line,)), []


def _loose(
    row: Any, table: Any, words: Sequence[dict[str, Any]], *, is_alone: bool
) -> list[dict[str, Any]]:
    """The words of a row that is one cell with columns of its own; none of any other row."""
    own = [box for box in row.cells if box]
    if len(own) != 1 or own[0][2] - own[0][0] < table.bbox[2] - table.bbox[0] - _NEAR:
        return []
    inside = [word for word in words if _inside(word, own[0])]
    return inside if sets_columns(_lines(inside), is_alone=is_alone) else []


def _covering(boxes: Sequence[Box], x: float, y: float) -> Box | None:
    """The cell that spreads over a point."""
    return next((b for b in boxes if b[0] <= x <= b[2] and b[1] <= y <= b[3]), None)


def _cell(box: Box, words: Sequence[dict[str, Any]]) -> str:
    lines = _lines([word for word in words if _inside(word, box)])
    if not lines:
        return ""
    left = min(line[0]["x0"] for line in lines)
    room = box[2] - max(left - box[0], 0)
    text = _said(lines[0])
    for before, line in pairwise(lines):
        said = _said(line)
        first = line[0]["x1"] - line[0]["x0"]
        fitted = before[-1]["x1"] + first + 4 < room
        is_item = _LIST_ITEM.match(said) is not None or are_figures(_said(before), said)
        is_new = fitted or is_item or changes_face(before, line)
        text += ("\n" if is_new else " ") + said
    return text


def _said(line: Sequence[dict[str, Any]]) -> str:
    return " ".join(word["text"] for word in line)
