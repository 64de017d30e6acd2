"""Documents made on the spot: the same lines as text, Word, PDF and spreadsheet.

A line with tabs is a row of a table, any other is a paragraph; rows that follow each other are one
table, and a blank line inside a table is a page boundary. The pages of the PDF cut rows in two.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from xml.sax.saxutils import escape

import docx
import xlwt  # type: ignore[import-untyped]  # no types
from odf.opendocument import (  # type: ignore[import-untyped]  # no types
    OpenDocumentSpreadsheet,
    OpenDocumentText,
)
from odf.table import Table, TableCell, TableRow  # type: ignore[import-untyped]  # no types
from odf.text import P  # type: ignore[import-untyped]  # no types
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]  # no types
from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]  # no types
from reportlab.platypus import (  # type: ignore[import-untyped]  # no types
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)

Block = str | list[list[str]]


def blocks(text: str) -> Iterator[Block]:
    """Paragraphs and tables of a text."""
    table: list[list[str]] = []
    for line in text.split("\n"):
        if "\t" in line:
            table.append([_plain(cell) for cell in line.split("\t")])
            continue
        if line.strip():
            if table:
                yield table
                table = []
            yield _plain(line)
    if table:
        yield table


def _plain(cell: str) -> str:
    broken = re.sub(r"</?(?:p|ul|li|ol)\b[^>]*>", "\n", cell)
    bare = re.sub(r"</?i>", "", broken)
    return "\n".join(line.strip() for line in bare.split("\n") if line.strip())


def as_text(text: str, path: Path) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def as_word(text: str, path: Path) -> Path:
    document = docx.Document()
    for block in blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        width = max(len(row) for row in block)
        table = document.add_table(rows=0, cols=width)
        for row in block:
            cells = table.add_row().cells
            for cell, said in zip(cells, row, strict=False):
                first, *others = said.split("\n")
                cell.paragraphs[0].add_run(first)
                for other in others:
                    cell.add_paragraph(other)
    document.save(str(path))
    return path


def as_pdf(text: str, path: Path, *, rules: TableStyle | None = None) -> Path:
    style = getSampleStyleSheet()["BodyText"]
    style.fontSize, style.leading = 7, 8.5
    page = landscape(A4)
    room = page[0] - 72
    story: list[object] = []
    for block in blocks(text):
        if isinstance(block, str):
            story.append(Paragraph(escape(block), style))
            continue
        width = max(len(row) for row in block)
        rows = [
            [Paragraph(escape(cell).replace("\n", "<br/>"), style) for cell in row]
            + [""] * (width - len(row))
            for row in block
        ]
        story.append(
            LongTable(
                rows,
                colWidths=_widths(block, width, room),
                style=rules or _GRID,
                splitInRow=1,
            )
        )
        story.append(Spacer(1, 6))
    SimpleDocTemplate(
        str(path), pagesize=page, leftMargin=36, rightMargin=36, topMargin=36, bottomMargin=36
    ).build(story)
    return path


_BARE = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
_GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])


_SHADED = TableStyle([("GRID", (0, 0), (-1, 0), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def as_bare_pdf(text: str, path: Path) -> Path:
    """Tables without rules, as some offices print them."""
    return as_pdf(text, path, rules=_BARE)


def as_shaded_pdf(text: str, path: Path) -> Path:
    """Tables of which only the headings stand in boxes."""
    return as_pdf(text, path, rules=_SHADED)


def _widths(block: list[list[str]], width: int, room: float) -> list[float]:
    """Columns as wide as what they hold, none below what a word needs."""
    longest = [
        max((len(row[i]) for row in block if i < len(row)), default=0) ** 0.5 for i in range(width)
    ]
    least = 48.0
    spare = room - least * width
    total = sum(longest) or 1
    return [least + spare * share / total for share in longest]


def as_workbook(text: str, path: Path) -> Path:
    """Every line in one sheet, a cell for each tab."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, line in enumerate(text.split("\n"), start=1):
        for column, said in enumerate(line.split("\t"), start=1):
            if _plain(said):
                cell = sheet.cell(number, column, _plain(said))
                cell.data_type = "s"
    book.save(path)
    return path


def as_old_workbook(text: str, path: Path) -> Path:
    """The same sheet as programs of twenty years ago wrote it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Foglio1")
    for number, line in enumerate(text.split("\n")):
        for column, said in enumerate(line.split("\t")):
            if _plain(said):
                sheet.write(number, column, _plain(said))
    book.save(str(path))
    return path


def as_open_workbook(text: str, path: Path) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Foglio1")
    for line in text.split("\n"):
        table.addElement(_open_row([_plain(said) for said in line.split("\t")]))
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def as_open_text(text: str, path: Path) -> Path:
    document = OpenDocumentText()
    for block in blocks(text):
        if isinstance(block, str):
            document.text.addElement(P(text=block))
            continue
        table = Table()
        width = max(len(row) for row in block)
        for row in block:
            table.addElement(_open_row([*row, *[""] * (width - len(row))]))
        document.text.addElement(table)
    document.save(str(path))
    return path


def _open_row(cells: list[str]) -> TableRow:
    row = TableRow()
    for said in cells:
        cell = TableCell(valuetype="string")
        for line in said.split("\n"):
            if line:
                cell.addElement(P(text=line))
        row.addElement(cell)
    return row


def as_set_text(text: str, path: Path) -> Path:
    """A text as programs take it out of a page: columns set with spaces, pages parted by a sign.

    On every page the columns stand a little further apart than on the one before.
    """
    lines = [line for block in blocks(text) for line in _set_block(block)]
    pages = [lines[i : i + _LINES] for i in range(0, len(lines), _LINES)]
    set_out = []
    for number, page in enumerate(pages, start=1):
        said = [_spread(pieces, wide, 2 + number % 3) for pieces, wide in page]
        set_out.append("\n".join([*said, "", f"{'':60}pag. {number} di {len(pages)}", ""]))
    path.write_text("\f".join(set_out), encoding="utf-8")
    return path


_LINES = 40
_NARROW = 26
"""Characters of the widest column of a table set with spaces."""
_SetLine = tuple[list[str], list[int]]


def _spread(pieces: list[str], wide: list[int], apart: int) -> str:
    return "".join(p.ljust(w + apart) for p, w in zip(pieces, wide, strict=True)).rstrip()


def _set_block(block: Block) -> Iterator[_SetLine]:
    """The pieces of each line, and how wide their columns are."""
    if isinstance(block, str):
        yield from (([block], [0]), ([""], [0]))
        return
    width = max(len(row) for row in block)
    cells = [
        [[piece for line in cell.split("\n") for piece in wrap(line, _NARROW)] for cell in row]
        + [[]] * (width - len(row))
        for row in block
    ]
    wide = [max(len(piece) for row in cells for piece in (*row[i], "")) for i in range(width)]
    for row in cells:
        for k in range(max(len(cell) for cell in row)):
            yield [cell[k] if k < len(cell) else "" for cell in row], wide
        yield [""], [0]
