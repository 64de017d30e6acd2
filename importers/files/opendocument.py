"""OpenDocument files, `.ods` and `.odt`: sheets, paragraphs and tables."""

import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from odf import opendocument  # type: ignore[import-untyped]  # no types
from odf.namespaces import OFFICENS, STYLENS, TABLENS, TEXTNS  # type: ignore[import-untyped]  # no types

from importers.errors import NotWhatItSays, TooManyCells
from importers.files.archive import check_archive
from importers.files.sheets import Box, Sheet, SheetRow, Value
from importers.files.workbook import MOST_COLUMNS, MOST_ROWS, value_of
from importers.whole.grid import MOST_CELLS, Row, tabbed

_SHEET = "un foglio di calcolo .ods"
_TEXT = "un documento .odt"
_DEEPEST = 40
_BULLET = "- "


def read_open_sheets(
    content: bytes, name: str, progress: Callable[[float], None] | None = None
) -> list[Sheet]:
    """Raises NotReadable: not a spreadsheet, locked, a bomb, or with far too many cells."""
    document = _opened(content, name, _SHEET)
    tables = [node for node in _children(document.spreadsheet) if _is(node, TABLENS, "table")]
    counter = _Counter(name)
    hidden = _hidden_styles(document)
    found: list[Sheet] = []
    for i, table in enumerate(tables):
        is_hidden = _said(table, TABLENS, "style-name") in hidden
        found.append(_SheetReader(counter).sheet(table, is_hidden=is_hidden))
        if progress:
            progress((i + 1) / len(tables) / 2)
    return found


def _hidden_styles(document: Any) -> set[str]:
    """The styles of sheets that are not shown."""
    return {
        _said(style, STYLENS, "name")
        for style in _children(document.automaticstyles)
        for properties in _children(style)
        if _is(properties, STYLENS, "table-properties")
        and _said(properties, TABLENS, "display") == "false"
    }


def open_text_rows(content: bytes, name: str) -> list[Row]:
    """Raises NotReadable: not a document, locked, or a bomb."""
    document = _opened(content, name, _TEXT)
    reader = _TextReader(_Counter(name))
    reader.read(document.text)
    return reader.rows


def _opened(content: bytes, name: str, expected: str) -> Any:
    check_archive(content, name, holds="content.xml", expected=expected)
    try:
        document = opendocument.load(io.BytesIO(content))
    except Exception:  # odfpy raises whatever its XML reader meets
        raise NotWhatItSays(name, expected) from None
    part = "spreadsheet" if expected == _SHEET else "text"
    if not hasattr(document, part):
        raise NotWhatItSays(name, expected)
    return document


@dataclass
class _Counter:
    name: str
    cells: int = 0

    def add(self, cells: int) -> None:
        self.cells += cells
        if self.cells > MOST_CELLS:
            raise TooManyCells(self.name, MOST_CELLS)


def _children(node: Any) -> list[Any]:
    return [child for child in node.childNodes if child.nodeType == child.ELEMENT_NODE]


def _is(node: Any, space: str, *names: str) -> bool:
    return bool(node.qname[0] == space and node.qname[1] in names)


def _said(node: Any, space: str, name: str) -> str:
    return str(node.attributes.get((space, name), "") or "")


def _many(node: Any, name: str, most: int) -> int:
    said = _said(node, TABLENS, name)
    return min(int(said), most) if said.isdecimal() and len(said) < 10 else 1


def _text(node: Any, depth: int = 0) -> str:
    """The words under a node; a tab and a line break are what they are."""
    if node.nodeType == node.TEXT_NODE:
        return str(node.data)
    if node.nodeType != node.ELEMENT_NODE or depth > _DEEPEST:
        return ""
    if _is(node, TEXTNS, "s"):
        return " "
    if _is(node, TEXTNS, "tab"):
        return "\t"
    if _is(node, TEXTNS, "line-break"):
        return "\n"
    if _is(node, OFFICENS, "annotation"):
        return ""
    return "".join(_text(child, depth + 1) for child in node.childNodes)


def _lines(node: Any, depth: int = 0) -> Iterator[str]:
    """The paragraphs under a node, items of lists with their dash."""
    if depth > _DEEPEST:
        return
    for child in _children(node):
        if _is(child, TEXTNS, "p", "h"):
            yield _text(child)
        elif _is(child, TEXTNS, "list"):
            for item in _children(child):
                yield from (f"{_BULLET}{line}" for line in _lines(item, depth + 1) if line)
        elif _is(child, TEXTNS, "section") or _is(
            child, TABLENS, "table", "table-row", "table-cell"
        ):
            yield from _lines(child, depth + 1)


def _parts_of(table: Any, part: str, depth: int = 0) -> Iterator[Any]:
    """The rows (`row`) or columns (`column`) of a table, out of the groups they are held in."""
    groups = (f"table-header-{part}s", f"table-{part}s", f"table-{part}-group")
    for child in _children(table):
        if _is(child, TABLENS, f"table-{part}"):
            yield child
        elif depth < _DEEPEST and _is(child, TABLENS, *groups):
            yield from _parts_of(child, part, depth + 1)


class _SheetReader:
    def __init__(self, counter: _Counter) -> None:
        self.counter = counter
        self.merged: list[Box] = []

    def sheet(self, table: Any, *, is_hidden: bool) -> Sheet:
        """The rows of a table, and which of its columns are not shown."""
        rows: list[SheetRow] = []
        number = 0
        for element in _parts_of(table, "row"):
            number += 1
            row = self._row(element, number)
            if row.values:
                rows.append(row)
            number += _many(element, "number-rows-repeated", MOST_ROWS) - 1
            if number > MOST_ROWS:
                break
        name, columns = _said(table, TABLENS, "name"), frozenset(_hidden_columns(table))
        return Sheet(name, is_hidden, tuple(rows), tuple(self.merged), columns)

    def _row(self, element: Any, number: int) -> SheetRow:
        values: list[Value] = []
        percent: set[int] = set()
        euro: set[int] = set()
        for cell in _children(element):
            if not _is(cell, TABLENS, "table-cell", "covered-table-cell"):
                continue
            value, is_percent = _value(cell)
            at = len(values)
            many = _many(cell, "number-columns-repeated", MOST_COLUMNS)
            values.extend([value] * many)
            if is_percent:
                percent.update(range(at, at + many))
            if _said(cell, OFFICENS, "value-type") == "currency":
                euro.update(range(at, at + many))
            self._merge(cell, at, number)
            if len(values) >= MOST_COLUMNS:
                break
        while values and values[-1] is None:
            values.pop()
        self.counter.add(len(values))
        is_hidden = _said(element, TABLENS, "visibility") in ("collapse", "filter")
        return SheetRow(number, values, percent, euro, is_hidden=is_hidden)

    def _merge(self, cell: Any, at: int, number: int) -> None:
        across = _many(cell, "number-columns-spanned", MOST_COLUMNS)
        down = _many(cell, "number-rows-spanned", MOST_ROWS)
        if across > 1 or down > 1:
            self.merged.append((at + 1, number, at + across, number + down - 1))


def _hidden_columns(table: Any) -> Iterator[int]:
    """Positions of the columns that are not shown."""
    at = 0
    for column in _parts_of(table, "column"):
        many = _many(column, "number-columns-repeated", MOST_COLUMNS)
        if _said(column, TABLENS, "visibility") in ("collapse", "filter"):
            yield from range(at, min(at + many, MOST_COLUMNS))
        at += many


def _value(cell: Any) -> tuple[Value, bool]:
    """The value of a cell, and whether it is shown as percent."""
    kind = _said(cell, OFFICENS, "value-type")
    if kind in ("float", "currency", "percentage"):
        try:
            exact = Decimal(_said(cell, OFFICENS, "value"))
        except InvalidOperation:
            return None, False
        if not exact.is_finite() or abs(exact) >= Decimal("1e15"):
            return None, False
        is_percent = kind == "percentage"
        return ((exact * 100).normalize() if is_percent else exact), is_percent
    if kind == "date":
        try:
            return dt.date.fromisoformat(_said(cell, OFFICENS, "date-value")[:10]), False
        except ValueError:
            return None, False
    if kind == "boolean":
        return value_of(_said(cell, OFFICENS, "boolean-value") == "true", is_percent=False), False
    text = "\n".join(_lines(cell)).strip()
    return text or None, False


@dataclass
class _TextReader:
    counter: _Counter
    rows: list[Row] = field(default_factory=list)

    def read(self, body: Any, depth: int = 0) -> None:
        if depth > _DEEPEST:
            return
        for child in _children(body):
            if _is(child, TEXTNS, "h"):
                level = _said(child, TEXTNS, "outline-level")
                self._add((_text(child),), level=int(level) if level.isdecimal() else 1)
            elif _is(child, TEXTNS, "p"):
                for line in _text(child).split("\n"):
                    self._add(tabbed(line))
            elif _is(child, TEXTNS, "list"):
                for item in _children(child):
                    for line in _lines(item):
                        self._add((f"{_BULLET}{line}",))
            elif _is(child, TABLENS, "table"):
                self._table(child)
            else:
                self.read(child, depth + 1)

    def _add(self, cells: tuple[str, ...], **marks: Any) -> None:
        self.counter.add(len(cells))
        self.rows.append(Row(len(self.rows) + 1, cells, **marks))

    def _table(self, table: Any) -> None:
        """Rows of cells; what is merged downwards is said again in each of its rows."""
        open_cells: dict[int, tuple[str, int]] = {}
        for element in _parts_of(table, "row"):
            cells: list[str] = []
            down: set[int] = set()
            across: set[int] = set()
            for cell in _children(element):
                at = len(cells)
                text, left = open_cells.get(at, ("", 0))
                if _is(cell, TABLENS, "covered-table-cell"):
                    if left:
                        open_cells[at] = (text, left - 1)
                        down.add(at)
                    else:
                        across.add(at)
                    cells.append(text if left else "")
                elif _is(cell, TABLENS, "table-cell"):
                    text = "\n".join(line.replace("\t", " ") for line in _lines(cell) if line)
                    open_cells[at] = (text, _many(cell, "number-rows-spanned", MOST_ROWS) - 1)
                    many = _many(cell, "number-columns-repeated", MOST_COLUMNS)
                    cells.extend([text] * many)
            if cells:
                padded = tuple(cells) if len(cells) > 1 else (*cells, "")
                self._add(padded, down=frozenset(down), across=frozenset(across))
        self._add(("",))
