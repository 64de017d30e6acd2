"""What every document comes down to: rows of cells in reading order, each with its place.

A paragraph is a row of one cell. Inside a cell a newline is a break that the author made (a
paragraph, an item of a list); lines wrapped by a page are joined before they get here.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from italian.regex import regex
from ledger.bounds import UNSEEN

MOST_CELLS = 100_000
MOST_CHARACTERS = 5_000_000
"""A plan of a large town has some ten thousand cells; what has far more is something else."""
_SPACES = regex(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_LEADER = regex(r"\s*\.{3,}\s*:")
"""Dots that lead from a label to its value."""
_HYPHENATED = regex(r"(?<=[a-zà-ù]{2})- (?!(?:e|ed|o|od)\b)(?=[a-zà-ù]{2})")
"""A word that the end of a line parted: `interamente digi- tali`."""
_LIMIT = regex(r"^(?:(?P<most>£)|[‡³])(?=\s?\d)")
"""`≤ 35%` and `≥ 70%` as a font of signs leaves them in a PDF."""
_DOTTED = regex(r"^([A-Z]{1,4}(?:\.?\d{1,2})*)\s+·\s+(?=[A-ZÀ-Ù])")
"""`AG.1 · Anagrafe`: a code parted from its name by a dot in the middle."""
_LIMITS = frozenset("£‡³")
_NO_GLYPH = regex(r"(?P<item>^\s*)?\(cid:\d+\)", re.MULTILINE)
"""A sign whose letter a PDF does not tell: at the start of a line a bullet."""
_GLYPH = regex(r"(?P<item>^\s*)?[\ue000-\uf8ff]", re.MULTILINE)
"""A sign of a font of signs, as the bullets of word processors are."""
_BREAKING_TAG = regex(r"</?(?:p|ul|ol|li|br|div|tr|td|h\d)\b[^>]*>", re.IGNORECASE)
_OTHER_TAG = regex(r"</?(?:i|b|em|strong|u|span|sup|sub|font|a)\b[^>]*>", re.IGNORECASE)
_RULE = regex(r"^[-–—=_.:\s]*$")
_HEADING_MARK = regex(r"^#{1,6}\s+(?=\S)", re.MULTILINE)
"""Of a heading in Markdown."""


@dataclass(frozen=True)
class Row:
    """One row of a document: the cells of a table, or a paragraph alone."""

    line: int
    """Line of a text, row of a sheet, otherwise the ordinal of the row in the document; from 1."""
    cells: tuple[str, ...]
    sheet: str | None = None
    down: frozenset[int] = frozenset()
    """Positions that say again what a cell merged downwards says above."""
    across: frozenset[int] = frozenset()
    """Positions that the cell on their left spreads over; empty here."""
    page: int | None = None
    level: int = 0
    """Of a heading, where the document marks them; 0 for anything else."""
    start: int = 0
    """Columns that stand before its first cell, and were taken off."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells)

    @property
    def is_paragraph(self) -> bool:
        """Whether it is text outside a table."""
        return len(self.cells) == 1

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """Positions of the cells with something in them."""
        return tuple(i for i, cell in enumerate(self.cells) if cell)

    @cached_property
    def fresh(self) -> tuple[int, ...]:
        """Positions filled here, and not only by a cell that began above."""
        return tuple(i for i, cell in enumerate(self.cells) if cell and i not in self.down)

    @property
    def alone(self) -> str | None:
        """The text of a row with one thing in it."""
        return self.cells[self.filled[0]] if len(self.filled) == 1 else None

    def spread(self) -> tuple[str, ...]:
        """The cells with each text repeated over all the columns it spreads over."""
        width = max(len(self.cells), *(i + 1 for i in self.across), 0)
        cells = [*self.cells, *[""] * (width - len(self.cells))]
        for i in sorted(self.across):
            if 0 < i < len(cells):
                cells[i] = cells[i - 1]
        return tuple(cells)


def clean(text: str) -> str:
    """A cell without left-over markup: breaks become newlines, other tags and stars go."""
    if "<" in text:
        text = _OTHER_TAG.sub(" ", _BREAKING_TAG.sub("\n", text))
    text = _SPACES.sub(" ", text.replace("**", "").replace("\u00ad", ""))
    text = UNSEEN.sub("", text.replace("\x0b", "\n").replace("\x0c", "\n").replace("\r\n", "\n"))
    if text.startswith("#"):
        text = _HEADING_MARK.sub("", text)
    if "..." in text:
        text = _LEADER.sub(":", text)
    if _GLYPH.search(text):
        text = _GLYPH.sub(lambda found: "" if found["item"] is None else "•", text)
    if text[:1] in _LIMITS:
        text = _LIMIT.sub(lambda found: "≤" if found["most"] else "≥", text)
    if "·" in text:
        text = _DOTTED.sub(r"\1 - ", text)
    if "- " in text:
        text = _HYPHENATED.sub("", text)
    if "(cid:" in text:
        text = _NO_GLYPH.sub(lambda found: "" if found["item"] is None else "•", text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def cleaned(row: Row) -> Row | None:
    """The row without markup; None for a row made only of dashes or dots."""
    cells = tuple(clean(cell) for cell in row.cells)
    joined = "".join(cells)
    if joined and _RULE.match(joined) and (len(joined) > 3 or len(cells) > 1):
        return None
    return _foot(replace(row, cells=cells))


def _foot(row: Row) -> Row:
    """The foot of a page as one text, though its number stands apart from its words."""
    said = [row.cells[i] for i in row.filled]
    if len(said) == 1 and len(row.cells) > 1 and _MARK_OF_PAGE.fullmatch(said[0]):
        return Row(row.line, (said[0],), page=row.page) if row.sheet is None else row
    is_foot_of_two = len(said) == 2 and _PAGE_NUMBER.fullmatch(said[1]) is not None
    return replace(row, cells=(" ".join(said),)) if is_foot_of_two else row


def without_furniture(rows: Sequence[Row]) -> list[Row]:
    """The rows without what every page repeats above and below: it is read where it first stands.

    Pages come from the rows themselves, or from lines that only number a page. What stands within
    pages as often as at their edges is none of it.
    """
    pages = _paged(rows)
    last = pages[-1] if pages else 0
    if last < 2:
        return list(rows)
    edges: dict[str, dict[int, str]] = {}
    within = Counter(map(undigited, rows))
    for page in range(1, last + 1):
        own = [i for i, at in enumerate(pages) if at == page and not rows[i].is_blank]
        for i in {*own[:_EDGE], *own[-_EDGE:]}:
            within[undigited(rows[i])] -= 1
            if rows[i].is_paragraph and may_run(rows[i].cells[0]):
                edges.setdefault(undigited(rows[i]), {})[page] = rows[i].cells[0]
    repeated = running(edges, within, last)
    kept: list[Row] = []
    seen: set[str] = set()
    for row in rows:
        text = undigited(row)
        if row.is_paragraph and text in repeated:
            if text in seen:
                continue
            seen.add(text)
        kept.append(row)
    return kept


def running(
    edges: Mapping[str, Mapping[int, str]], within: Mapping[str, int], pages: int
) -> set[str]:
    """Of the texts at the edges of pages, by page, those that most pages repeat; `within`: how
    often each stands elsewhere."""
    return {
        text
        for text, on in edges.items()
        if len(on) * 2 > pages - 1 and _runs(on) and within[text] < len(on)
    }


def _runs(said: Mapping[int, str]) -> bool:
    """Whether lines of several pages differ at most by the number of the page.

    `Obiettivo 7 di 12` on one page and `Obiettivo 9 di 12` on the next head what they name.
    """
    figures = ([int(n) for n in re.findall(r"\d+", text)] for text in said.values())
    return len(said) > 1 and all(
        len(set(own)) == 1 or len({n - page for n, page in zip(own, said, strict=True)}) == 1
        for own in zip(*figures, strict=True)
    )


def may_run(text: str) -> bool:
    """A running title is short, no item of a list and no label with its value."""
    is_item = re.match(r"\s*[-–•]\s", text) is not None or _OF_SHEET.match(text) is not None
    return len(one_line(text)) < 120 and not is_item and not _SAYS.search(text)


_OF_SHEET = regex(
    r"\W*(?:scheda|obiettivo|ob\.|progetto|n\.)\b[^\d]{0,25}\d[\d.\-/]*\W*$", re.IGNORECASE
)
"""`Scheda obiettivo n. 3`, at the head of the page of each: what differs is not the page."""


_SAYS = regex(r":(?!\d\d)")
"""A label with its value; `ore 10:14` is none."""
_EDGE = 2
"""Rows at the head and foot of a page that may be its running title."""
PAGE_MARK = regex(
    r"(?:pag(?:ina|\.)?\s*)?\d{1,4}(?:\s*(?:di|/|su)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]",
    re.IGNORECASE,
)


_MARK_OF_PAGE = regex(r"[-–—]\s*\d{1,4}\s*[-–—]")
_PAGE_NUMBER = regex(r"(?:p|pag|pagina)\.?\s*\d{1,3}(?:\s*(?:di|/|su)\s*\d{1,3})?", re.IGNORECASE)
_FOOTER = regex(
    r"^(?=.{6,110}$).*\b(?:p|pag|pagina)\.?\s*\d{1,3}(?:\s*(?:di|/|su)\s*\d{1,3})?\W*$",
    re.IGNORECASE,
)
"""`Comune di Prova - Piano 2026 - pag. 3`, at the foot of a page."""
_TAIL_MARK = regex(r"\S.{6,110}\s{3,}\d{1,3}\s?(?:/|di|su)\s?(?!100$)\d{1,3}")
"""The same parted from its number: `3/12`, and no weight of `25/100`."""
_DASHED_MARK = regex(r"[-–—]\s*\d{1,4}\s*[-–—]")


def is_foot(text: str) -> bool:
    """A line that numbers a page."""
    return bool(PAGE_MARK.fullmatch(text.strip()) or _FOOTER.search(text.strip()))


def is_parted(before: str, after: str) -> bool:
    """Whether a line ends within a word that the next one goes on with."""
    return re.search(r"[a-zà-ù]{2}-$", before.rstrip()) is not None and after.lstrip()[:1].islower()


def ends_page(text: str) -> bool:
    """A line that says what document it is of, and numbers its page."""
    return _FOOTER.search(text.strip()) is not None


def without_running_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a text without the feet of its pages and the heads under them.

    The first of each stays, unless another line says the same: a cover, or a heading. What is
    taken out leaves a blank line; a text has no pages but those its own lines number.
    """
    feet = [
        i
        for i, line in enumerate(lines)
        if _FOOTER.search(one_line(line))
        or _DASHED_MARK.fullmatch(line.strip())
        or _TAIL_MARK.fullmatch(line.strip())
    ]
    runs: dict[str, set[int]] = {}
    for foot in feet:
        head = next((i for i in range(foot + 1, len(lines)) if lines[i].strip()), foot)
        for i in {foot, head}:
            if i == foot or may_run(lines[i]):
                runs.setdefault(undigited(Row(i, (lines[i],))), set()).add(i)
    gone = {i for on in runs.values() if len(on) > 1 and len(on) * 2 > len(feet) for i in on}
    first = {min(on) for on in runs.values()}
    others = (line for i, line in enumerate(lines) if i not in feet)
    if any(map(NAMES_ENTE.search, others)):
        first -= set(feet)
    elsewhere = {undigited(Row(i, (line,))) for i, line in enumerate(lines) if i not in gone}
    first = {i for i in first if undigited(Row(i, (lines[i],))) not in elsewhere}
    return ["" if i in gone - first else line for i, line in enumerate(lines)]


NAMES_ENTE = regex(r"\b(?:comune|citt[aà]|unione|provincia)\b", re.IGNORECASE)


def _paged(rows: Sequence[Row]) -> list[int]:
    """The page each row stands on."""
    if any(row.page for row in rows):
        return [row.page or 1 for row in rows]
    texts = [one_line(row.cells[0]) if row.is_paragraph else "" for row in rows]
    marks = [text for text in texts if not text.isdecimal() and PAGE_MARK.fullmatch(text)]
    are_pages = _go_up(marks)
    pages: list[int] = []
    page = 1
    for text in texts:
        pages.append(page)
        is_mark = are_pages and not text.isdecimal() and PAGE_MARK.fullmatch(text)
        if text and (is_mark or _FOOTER.search(text)):
            page += 1
    return pages


def _go_up(marks: Sequence[str]) -> bool:
    """Whether figures number pages: `35/100` and then `20/100` on lines of their own are shares."""
    numbers = [int(found.group()) for mark in marks if (found := re.search(r"\d+", mark))]
    return all(before < after for before, after in pairwise(numbers))


def undigited(row: Row) -> str:
    """What a row says, whatever figures it says it with."""
    return re.sub(r"\d+", "0", one_line(" ".join(row.cells))).casefold()


_TABBED_ITEM = regex(r"^(\s*[•·▪◦❖➢✓*–—-])\t\s*(?=[^\t]*[^\W\d][^\t]*$)")
"""A bullet and the tab that a word processor sets after it: an item, and no cells."""


def tabbed(line: str) -> tuple[str, ...]:
    """The cells of a line that tabs part."""
    return tuple(_TABBED_ITEM.sub(r"\1 ", line).split("\t"))


def one_line(text: str) -> str:
    """A text without line ends and doubled spaces."""
    return " ".join(text.split())
