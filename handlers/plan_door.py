"""What a conversation needs of whoever reads the files of plans: no format is known here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ledger.commands.adoption import AdoptPlan
from ledger.view import View
from words.say import Say

Columns = Mapping[str, str]
"""A heading as printed, and our word for what stands under it."""


@dataclass(frozen=True)
class ReadColumn:
    """A column of the largest table, and what it was taken for."""

    letter: str
    heading: str
    word: str


@dataclass(frozen=True)
class PlanReview:
    """How a file was read, and what adopting it would record."""

    lines: tuple[Say, ...]
    columns: tuple[ReadColumn, ...]
    command: AdoptPlan | None
    """None where the plan in force is the same already."""
    digest: str
    """Of the plan as it was read: a card adopts no other."""


class PlanDoor(Protocol):
    """Where files are read: the conversation knows no format."""

    @property
    def words(self) -> Sequence[str]:
        """What a column may be."""

    def reads(self, name: str) -> bool:
        """Whether a file's name is that of a plan's formats."""

    def review(self, view: View, name: str, content: bytes, columns: Columns) -> PlanReview:
        """Raises Spoken where no plan can be read in it."""

    def said(self, text: str, review: PlanReview) -> tuple[str, str] | None:
        """The heading and the word in `la colonna D è il peso`; None for other words.

        Raises KeyError for a word that is none of ours.
        """
