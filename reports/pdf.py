"""A paper as PDF: PDF/A-2a and PDF/UA-1 in one file, byte for byte the same for the same record.

The date inside is the record's, not that of the printing; nothing else in the file changes.
"""

import datetime as dt
import io
import json
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import segno
import typst

from reports.glyphs import FONTS, Legible
from reports.paper import Paper, told

TEMPLATES = Path(__file__).with_name("templates")

_of_thread = threading.local()


def _compiler() -> typst.Compiler:
    """One for each thread: it reads the fonts once, and works on one document at a time."""
    if not hasattr(_of_thread, "compiler"):
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
        )
        _of_thread.compiler = typst.Compiler(
            TEMPLATES / "paper.typ", root=TEMPLATES, font_paths=fonts
        )
    found: typst.Compiler = _of_thread.compiler
    return found


def pdf_of(paper: Paper) -> bytes:
    """The file. What the font cannot show is replaced, and a line at the end says what."""
    data, legible = paper.as_data(), Legible()
    data = legible.data(data)
    if legible.missing:
        signs = ", ".join(f"U+{ord(c):04X}" for c in sorted(legible.missing))
        data["blocks"].append(
            {"kind": "text", "tone": "warning", "text": told("missing_signs", signs=signs)}
        )
    for block in data["blocks"]:
        if block["kind"] == "heading" and not block["text"].strip():
            # A heading that says nothing is not accessible.
            block["text"] = told("none")
        elif block["kind"] == "seal":
            block["qr"] = list(qr_png(block["code"]))
    inputs = {"paper": json.dumps(data, ensure_ascii=False), "stamp": json.dumps(_stamp(paper.at))}
    made = _compiler().compile(
        format="pdf", sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"], timestamp=paper.at
    )
    assert isinstance(made, bytes)
    return made


def pdfs_of(papers: Iterable[Paper]) -> Iterator[bytes]:
    """Many at once, in order, on all cores; a few more papers than cores are held at a time.

    The typesetter runs without Python's lock: threads are enough.
    """
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        waiting: deque[Future[bytes]] = deque()
        for paper in papers:
            waiting.append(pool.submit(pdf_of, paper))
            if len(waiting) > 2 * cores:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _stamp(at: dt.datetime) -> dict[str, int]:
    utc = at.astimezone(dt.UTC)
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(utc, name) for name in names}


def qr_png(code: str) -> bytes:
    """A QR code as a PNG, of the lowest correction: it is read from paper."""
    out = io.BytesIO()
    segno.make(code, error="l", micro=False, boost_error=False).save(
        out, kind="png", scale=4, border=3
    )
    return out.getvalue()
