"""A paper as a Word document: the same headings, tables and texts, for who must go on writing."""

import io
from typing import Any, assert_never

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt

from reports.paper import (
    Bars,
    Block,
    Break,
    Facts,
    Heading,
    Paper,
    Seal,
    Signatures,
    Table,
    Text,
    told,
)

RECORD = "style.record"
"""The style of what the record says: whatever is in another one is somebody's own words."""


def docx_of(paper: Paper) -> bytes:
    """The file; what is typed below a text of the record is in the style of one's own words."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(10)
    of_record = document.styles.add_style(told(RECORD), WD_STYLE_TYPE.PARAGRAPH)
    of_record.base_style = of_record.next_paragraph_style = normal
    _about(document, paper)
    if paper.wide:
        page = document.sections[0]
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    document.add_heading(_legible(paper.title), 0)
    if paper.subtitle:
        document.add_paragraph(_legible(paper.subtitle))
    if paper.draft:
        document.add_paragraph().add_run(told("label.missing")).bold = True
        for missing in paper.draft:
            document.add_paragraph(_legible(missing), style="List Bullet")
    for block in paper.blocks:
        _add(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _about(document: Any, paper: Paper) -> None:
    """Title, language and the record's own date: no clock of this machine."""
    about = document.core_properties
    about.title, about.author, about.language = paper.title, paper.ente, "it-IT"
    about.created = about.modified = paper.at.replace(tzinfo=None)


def _legible(text: str) -> str:
    """Without the control characters that XML has no place for."""
    return "".join(c for c in text if c in "\n\t" or (c.isprintable() or c == "\u00a0"))


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading(text=text, level=level):
            document.add_heading(_legible(text), level)
        case Text(text=text, tone=tone):
            style = "Normal" if tone == "own" else told(RECORD)
            run = document.add_paragraph(style=style).add_run(_legible(text))
            run.bold, run.italic = tone == "warning", tone == "note"
        case Table():
            _table(document, block)
        case Facts(rows=rows, caption=caption):
            document.add_paragraph(_legible(caption), style="Caption")
            _grid(document, [told("label.item"), told("label.value")], rows, ())
        case Bars(bars=bars, told=words):
            document.add_paragraph(_legible(words), style="Caption")
            head = [told("label.item"), told("label.value")]
            _grid(document, head, [(bar.label, bar.value) for bar in bars], ())
        case Signatures(names=names):
            for name in names:
                document.add_paragraph(_legible(name), style=told(RECORD))
                document.add_paragraph(f"{told('label.signature')} {'.' * 60}", style=told(RECORD))
        case Seal(lines=lines, code=code):
            document.add_paragraph("\n".join([*map(_legible, lines), code]), style=told(RECORD))
        case Break():
            document.add_page_break()
        case other:
            assert_never(other)


def _table(document: Any, block: Table) -> None:
    document.add_paragraph(_legible(block.caption), style="Caption")
    right = [n for n, align in enumerate(block.aligns) if align == "right"]
    strong = [*block.strong, *([len(block.rows) - 1] if block.total else [])]
    _grid(document, block.head, block.rows, strong, right)


def _grid(document: Any, head: Any, rows: Any, strong: Any, right: list[int] | None = None) -> None:
    grid = document.add_table(1, len(head), style="Table Grid")
    _fill(grid.rows[0], head, right or [], bold=True)
    _repeat(grid.rows[0])
    for n, row in enumerate(rows):
        _fill(grid.add_row(), row, right or [], bold=n in strong)
    document.add_paragraph()


def _fill(row: Any, texts: Any, right: list[int], *, bold: bool) -> None:
    for n, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(_legible(text)).bold = bold
        if n in right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row: Any) -> None:
    """The heading row stands again at the top of each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
