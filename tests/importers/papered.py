"""Documents of headings and tables as files: Word, PDF, and the PDF's text with its columns."""

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

import docx
from reportlab.lib.pagesizes import A3, A4, landscape  # type: ignore[import-untyped]  # no types
from reportlab.lib.styles import (  # type: ignore[import-untyped]  # no types
    ParagraphStyle,
    getSampleStyleSheet,
)
from reportlab.platypus import (  # type: ignore[import-untyped]  # no types
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from .headed import TOWN, YEAR, Block, Box, Grid, Head, Line, Office

_MOST = 230
"""How wide a table is that a sheet of A4 does not hold."""
_A_LETTER = 4.0
"""Points that a letter of a table takes, about."""


def _cells(grid: Grid) -> Iterator[tuple[int, int, Box]]:
    """Each cell with its row and its column: those that merged cells take are skipped."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(grid.rows):
        c = 0
        for box in row:
            while (r, c) in taken:
                c += 1
            yield r, c, box
            taken |= {(r + i, c + k) for i in range(box.down) for k in range(box.across)}
            c += box.across


def as_word(_: Office, blocks: Sequence[Block]) -> bytes:
    paper = docx.Document()
    for block in blocks:
        if isinstance(block, Head):
            paper.add_heading(block.text, block.level)
        elif isinstance(block, Line):
            paper.add_paragraph(block.text, "List Bullet" if block.is_item else "Normal")
        else:
            table = paper.add_table(len(block.rows), len(block.widths))
            for r, c, box in _cells(block):
                own = table.cell(r, c)
                if box.across > 1 or box.down > 1:
                    own = own.merge(table.cell(r + box.down - 1, c + box.across - 1))
                first, *others = box.text.split("\n")
                own.paragraphs[0].text = first
                for text in others:
                    own.add_paragraph(text)
            paper.add_paragraph("")
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def as_pdf(office: Office, blocks: Sequence[Block]) -> bytes:
    body = getSampleStyleSheet()["BodyText"]
    small = ParagraphStyle("s", body, fontSize=7.5, leading=9.5, spaceBefore=0)
    bold = ParagraphStyle("b", small, fontName="Helvetica-Bold")
    widest = max((sum(b.widths) for b in blocks if isinstance(b, Grid)), default=0)
    size = landscape(A4) if office.is_wide or widest > 150 else A4
    if widest > _MOST:  # a sheet as large as the table needs
        size = max(landscape(A3)[0], widest * _A_LETTER), landscape(A3)[1]
    has_rules = office.draw.random() < 0.75
    story: list[Any] = []
    for block in blocks:
        if isinstance(block, Head):
            story.append(Paragraph(f"<b>{escape(block.text)}</b>", body))
        elif isinstance(block, Line):
            mark = "• " if block.is_item else ""
            story.append(Paragraph(mark + escape(block.text), body))
        else:
            story += [_ruled(block, size[0] - 70, small, bold, has_rules), Spacer(1, 10)]

    def edge(canvas: Any, document: Any) -> None:
        if "edges" in office.around:
            canvas.setFont("Helvetica", 7)
            canvas.drawString(40, 18, f"{TOWN} – Piano {YEAR}")
            canvas.drawString(size[0] - 90, 18, f"Pag. {document.page}")

    held = io.BytesIO()
    SimpleDocTemplate(
        held, pagesize=size, leftMargin=35, rightMargin=35, topMargin=40, bottomMargin=40
    ).build(story, onFirstPage=edge, onLaterPages=edge)
    return held.getvalue()


def _ruled(grid: Grid, room: float, small: Any, bold: Any, has_rules: bool) -> Table:
    width = len(grid.widths)
    cells: list[list[Any]] = [[""] * width for _ in grid.rows]
    rules: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    rules += [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    for r, c, box in _cells(grid):
        text = escape(box.text).replace("\n", "<br/>")
        cells[r][c] = Paragraph(text, bold if r < grid.heads else small)
        last = (c + box.across - 1, r + box.down - 1)
        rules.append(("SPAN", (c, r), last))
        if has_rules:
            rules.append(("BOX", (c, r), last, 0.5, "black"))
    unit = room / sum(grid.widths)
    widths = [w * unit for w in grid.widths]
    return Table(cells, colWidths=widths, style=TableStyle(rules), repeatRows=grid.heads)


def as_layout(office: Office, blocks: Sequence[Block]) -> bytes:
    tool = shutil.which("pdftotext")
    assert tool is not None
    said = subprocess.run(
        [tool, "-layout", "-", "-"], input=as_pdf(office, blocks), capture_output=True, check=True
    )
    return said.stdout


PAPERED: dict[str, tuple[str, Callable[[Office, Sequence[Block]], bytes]]] = {
    "docx": ("piano.docx", as_word),
    "pdf": ("piano.pdf", as_pdf),
    "layout": ("piano.txt", as_layout),
}
