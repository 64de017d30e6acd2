"""What a conversation needs of whoever reads the files of plans: no format is known here."""

from collections.abc import Sequence
from typing import Protocol

from ledger.commands.adoption import AdoptPlan
from ledger.later import dataclass
from ledger.view import View
from words.say import Say


@dataclass(frozen=True)
class SentPlan:
    """A file as it came in, and what was said of how it is read, as its map tells it."""

    name: str
    content: bytes
    taught: str = ""


@dataclass(frozen=True)
class ReadColumn:
    """A column of a table, and what it was taken for."""

    letter: str
    heading: str
    word: str


@dataclass(frozen=True)
class ReadTable:
    """A table that was seen, by the number it has in the review."""

    number: int
    line: int
    columns: tuple[ReadColumn, ...]


@dataclass(frozen=True)
class PlanReview:
    """How a file was read, and what adopting it would record."""

    lines: tuple[Say, ...]
    tables: tuple[ReadTable, ...]
    unused: tuple[str, ...]
    """Texts of the document that came into no plan: labels, titles, units."""
    command: AdoptPlan | None
    """None where the plan in force is the same already, or none came out."""
    digest: str
    """Of the plan as it was read: a card adopts no other."""
    is_plan: bool = True
    """False where the document was read and no plan came out: it may still be explained."""


class PlanDoor(Protocol):
    """Where files are read: the conversation knows no format."""

    @property
    def words(self) -> Sequence[str]:
        """What a column or a label may be."""

    def reads(self, name: str) -> bool:
        """Whether a file's name is that of a plan's formats."""

    def review(self, view: View, sent: SentPlan) -> PlanReview:
        """Raises Spoken where the file cannot be read at all."""

    def said(self, text: str, sent: SentPlan) -> str | None:
        """The map with `la colonna D è il peso` and the like; None for other words.

        Raises Spoken for what the document does not bear out.
        """

    def column_is(self, sent: SentPlan, table: int, column: int, word: str) -> str:
        """The map with what a column is: places from 0, as the review tells them."""

    def text_is(self, sent: SentPlan, text: str, word: str) -> str:
        """The map with what a label or a title is."""

    def without_table(self, sent: SentPlan, table: int) -> str:
        """The map without a table."""

    def mapped(self, content: bytes, name: str) -> str:
        """The map in a file that was kept. Raises Spoken for one that is none."""

    def kept_map(self, sent: SentPlan) -> bytes:
        """The map to keep: how every table was read, and what was said."""

    def template(self, sent: SentPlan) -> bytes:
        """The workbook to fill in, with what was read of the file and all that stands in it."""
