"""Sheets of boxes as files: ruled on the pages of a PDF, merged cells of a workbook, Word tables.

And as what comes of the PDF when its text is copied, with the columns kept or not, and as a page of
a site, where every box is a line.
"""

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

import docx
from openpyxl import Workbook
from reportlab.lib import colors  # type: ignore[import-untyped]  # no types
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # no types
from reportlab.lib.styles import (  # type: ignore[import-untyped]  # no types
    ParagraphStyle,
    getSampleStyleSheet,
)
from reportlab.platypus import (  # type: ignore[import-untyped]  # no types
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from .boxes import WIDE, YEAR, Band, Form, Sheet

_TOWN = "Comune di Prova"
_PLAN = f"Piano della performance {YEAR}"
_PROSE = "Le schede che seguono sono assegnate ai responsabili dalla Giunta."


def _unit_heads(form: Form, sheets: Sequence[Sheet], i: int) -> list[str]:
    """What is printed over the sheets of a unit."""
    unit, before = sheets[i].unit, sheets[i - 1].unit if i else None
    if not form.heads_units or not sheets[i].opens:
        return []
    area = [] if before and before.area == unit.area else [f"Settore {unit.area}"]
    return area + ([f"Servizio {unit.service}"] if form.plan.is_deep else [])


def _edges(bands: Sequence[Band]) -> list[int]:
    """Where boxes of a sheet begin, in columns of the grid."""
    found = {0, WIDE}
    for band in bands:
        at = 0
        for cell in band:
            found.add(at)
            at += cell.span
    return sorted(found)


def _placed(bands: Sequence[Band]) -> Iterator[tuple[int, int, int, Any]]:
    """Each cell with its row, its first column and its last."""
    edges = {edge: i for i, edge in enumerate(_edges(bands))}
    for r, band in enumerate(bands):
        at = 0
        for cell in band:
            yield r, edges[at], edges[at + cell.span] - 1, cell
            at += cell.span


def as_pdf(form: Form, sheets: Sequence[Sheet]) -> bytes:
    body = getSampleStyleSheet()["BodyText"]
    draw = form.draw
    are_small = draw.random() < 0.5
    styles = {
        "value": ParagraphStyle("v", body, fontSize=8.5, leading=10.5, spaceBefore=0),
        "label": ParagraphStyle("l", body, fontSize=5.5 if are_small else 8.5,
                                leading=7 if are_small else 10.5, spaceBefore=0),
        "band": ParagraphStyle("b", body, fontSize=9, leading=11, fontName="Helvetica-Bold",
                               spaceBefore=0),
    }  # fmt: skip
    per_page, has_edges = draw.random() < 0.5, draw.random() < 0.6
    story: list[Any] = [Paragraph(text, body) for text in (_TOWN, _PLAN, _PROSE)]
    for i, sheet in enumerate(sheets):
        heads = [Paragraph(f"<b>{text}</b>", body) for text in _unit_heads(form, sheets, i)]
        if per_page and i:
            story.append(PageBreak())
        story += [*heads, _ruled(sheet.bands, styles), Spacer(1, 14)]

    def edge(canvas: Any, document: Any) -> None:
        if has_edges:
            canvas.setFont("Helvetica", 7)
            canvas.drawString(40, 820, f"{_TOWN} - {_PLAN}")
            canvas.drawString(280, 20, f"Pag. {document.page}")

    held = io.BytesIO()
    SimpleDocTemplate(held, pagesize=A4, leftMargin=40, rightMargin=40).build(
        story, onFirstPage=edge, onLaterPages=edge
    )
    return held.getvalue()


def _ruled(bands: Sequence[Band], styles: dict[str, Any]) -> Table:
    edges = _edges(bands)
    unit = 515 / WIDE
    grid: list[list[Any]] = [[""] * (len(edges) - 1) for _ in bands]
    rules: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    for r, first, last, cell in _placed(bands):
        text = escape(cell.text).replace("\n", "<br/>")
        grid[r][first] = Paragraph(text, styles[cell.look])
        rules += [("SPAN", (first, r), (last, r)), ("BOX", (first, r), (last, r), 0.5, "black")]
        if cell.look != "value":
            rules.append(("BACKGROUND", (first, r), (last, r), colors.whitesmoke))
    rules += [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    rules += [("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    widths = [(b - a) * unit for a, b in pairwise(edges)]
    return Table(grid, colWidths=widths, style=TableStyle(rules))


def as_workbook(form: Form, sheets: Sequence[Sheet]) -> bytes:
    book, are_apart = Workbook(), form.draw.random() < 0.5
    page = book.active
    assert page is not None
    page.title = "Obiettivi"
    top = 1
    for i, sheet in enumerate(sheets):
        if are_apart and i:
            page, top = book.create_sheet(f"Scheda {i + 1}"), 1
        for text in [*([_TOWN, _PLAN] if top == 1 else []), *_unit_heads(form, sheets, i)]:
            page.cell(top, 1, text)
            top += 1
        for r, first, last, cell in _placed(sheet.bands):
            own = page.cell(top + r, first + 1, cell.text or None)
            own.data_type = "s" if cell.text else "n"
            if last > first:
                page.merge_cells(start_row=top + r, start_column=first + 1, end_row=top + r,
                                 end_column=last + 1)  # fmt: skip
        top += len(sheet.bands) + 1
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def as_word(form: Form, sheets: Sequence[Sheet]) -> bytes:
    document = docx.Document()
    for text in (_TOWN, _PLAN, _PROSE):
        document.add_paragraph(text)
    for i, sheet in enumerate(sheets):
        for text in _unit_heads(form, sheets, i):
            document.add_heading(text, 1)
        table = document.add_table(rows=len(sheet.bands), cols=len(_edges(sheet.bands)) - 1)
        for r, first, last, cell in _placed(sheet.bands):
            cells = table.rows[r].cells
            own = cells[first].merge(cells[last]) if last > first else cells[first]
            lines = cell.text.split("\n")
            own.paragraphs[0].text = lines[0]
            for line in lines[1:]:
                own.add_paragraph(line)
        document.add_paragraph("")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _copied(*options: str) -> Callable[[Form, Sequence[Sheet]], bytes]:
    def copied(form: Form, sheets: Sequence[Sheet]) -> bytes:
        tool = shutil.which("pdftotext")
        assert tool is not None
        said = subprocess.run(
            [tool, *options, "-", "-"], input=as_pdf(form, sheets), capture_output=True, check=True
        )
        return said.stdout

    return copied


_MENU = ("Vai al contenuto", "Regione Alta", "Accedi", _TOWN, "Cerca", "Amministrazione", "Novità",
         "Servizi", "Vivere il Comune")  # fmt: skip
_CRUMBS = "Home / Amministrazione trasparente / Performance / Piano della Performance"
_FOOT = ("Quanto sono chiare le informazioni su questa pagina?", "Valuta da 1 a 5 stelle la pagina",
         "Contatti", _TOWN, "Piazza Roma 1 - 00100", "Leggi le FAQ", "Segnalazione disservizio",
         "Privacy", "Note legali", "Dichiarazione di accessibilità")  # fmt: skip


def as_web_page(form: Form, sheets: Sequence[Sheet]) -> bytes:
    """What is copied from a site: a box a line, a row of a table a line with tabs."""
    lines = [*_MENU, "", *_CRUMBS.split("\n"), "", f"Obiettivi di performance {YEAR}", ""]
    units = {sheet.unit.area: "" for sheet in sheets}
    lines += ["Indice della pagina", *units, "Documenti", "Ultimo aggiornamento", "", ""]
    unit = ""
    for sheet in sheets:
        if sheet.unit.service != unit:
            unit = sheet.unit.service
            area = f"Settore {sheet.unit.area}" if form.plan.is_deep and sheet.opens else ""
            lines += [*([area] if area else []), f"Servizio {unit}", ""]
        for band in sheet.bands:
            if len(band) > 2:
                lines.append("\t".join(cell.text.replace("\n", " ") for cell in band))
            else:
                lines += [line for cell in band for line in cell.text.split("\n") if line]
        lines.append("")
    lines += ["Documenti", f"{_PLAN} (PDF 1,2 MB)", "", "Ultimo aggiornamento: 14/03/2026, 11:20"]
    return "\n".join([*lines, "", *_FOOT]).encode()


BOXED: dict[str, tuple[str, Callable[[Form, Sequence[Sheet]], bytes]]] = {
    "pdf": ("piano.pdf", as_pdf),
    "xlsx": ("piano.xlsx", as_workbook),
    "docx": ("piano.docx", as_word),
    "layout": ("piano.txt", _copied("-layout")),
    "plain": ("piano.txt", _copied()),
    "web": ("piano.txt", as_web_page),
}
