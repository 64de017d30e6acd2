"""A document before it has pages: what it says, in order. PDF and docx are made of the same one.

Text is plain and Italian already; numbers are formatted. What is a heading is said, not drawn, so
that a screen reader meets the same document as the eye.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from words.say import say
from words.wording import plain_text

LABELS = ("draft", "missing", "page", "of", "signature", "day", "qr", "item", "value")
"""What the template itself says."""

Align = Literal["left", "right", "center"]


def told(key: str, **facts: object) -> str:
    """A sentence of the catalogue's page of papers, as plain text."""
    return plain_text(say(f"paper.{key}", **facts))


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a chapter."""

    text: str
    level: int = 1
    kind: str = "heading"


@dataclass(frozen=True)
class Text:
    """A paragraph; `tone` is how it stands out. `own` is what somebody wrote."""

    text: str
    tone: Literal["plain", "own", "note", "warning"] = "plain"
    kind: str = "text"


@dataclass(frozen=True)
class Table:
    """Rows under a heading row. `widths` are shares of the line, 0 as wide as its content.

    `total`: the last row sums the others up. `strong`: rows, by number, that open a group.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    caption: str
    """What the table is, said to who cannot see it and printed above it."""
    total: bool = False
    strong: tuple[int, ...] = ()
    kind: str = "table"


@dataclass(frozen=True)
class Facts:
    """Label and value, one a line."""

    rows: tuple[tuple[str, str], ...]
    caption: str
    kind: str = "facts"


@dataclass(frozen=True)
class Bar:
    """`reached` and `expected` are whole percents, None where there is no figure."""

    label: str
    reached: int | None
    expected: int | None
    value: str


@dataclass(frozen=True)
class Bars:
    """A chart: reached against expected. `told` says the same in words."""

    bars: tuple[Bar, ...]
    told: str
    kind: str = "bars"


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on: whose, and a place for the day."""

    names: tuple[str, ...]
    kind: str = "signatures"


@dataclass(frozen=True)
class Seal:
    """The receipt of the record: `code` is what `verify --seal` understands, as a QR code too."""

    lines: tuple[str, ...]
    code: str
    kind: str = "seal"


@dataclass(frozen=True)
class Break:
    """What follows begins on a new page."""

    kind: str = "break"


Block = Heading | Text | Table | Facts | Bars | Signatures | Seal | Break


@dataclass(frozen=True)
class Paper:
    """A whole document. `at` is the instant of the record it shows, and the document's own date."""

    title: str
    ente: str
    at: dt.datetime
    blocks: tuple[Block, ...]
    subtitle: str = ""
    draft: tuple[str, ...] = ()
    """What is still missing; a document that misses something says it is a draft."""
    wide: bool = False
    """Lying down, for tables of many columns."""

    def as_data(self) -> dict[str, Any]:
        """For the template: lists, strings and numbers only."""
        return {
            "title": self.title,
            "ente": self.ente,
            "subtitle": self.subtitle,
            "draft": list(self.draft),
            "wide": self.wide,
            "blocks": [asdict(block) for block in self.blocks],
            "labels": {name: told(f"label.{name}") for name in LABELS},
        }


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    caption: str,
    *,
    right: Sequence[int] = (),
    total: bool = False,
    strong: Sequence[int] = (),
) -> Table:
    """A table whose columns numbered in `right` hold figures."""
    aligns: tuple[Align, ...] = tuple("right" if n in right else "left" for n in range(len(head)))
    lines = tuple(tuple(row) for row in rows)
    return Table(tuple(head), lines, tuple(widths), aligns, caption, total, tuple(strong))
