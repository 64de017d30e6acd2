"""Each thing the calendar looks at stands alone: one that fails is named, nobody hears less.

The house does not catch in order to go on; here it must: one impossible day in one plan would end
every reminder of the town. What failed is kept, told to the admin and shown by `doctor`.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import field
from typing import TypeVar

from ledger.cycle.faults import Failure
from ledger.events.calendar import Subject
from ledger.file import FILE_TROUBLE
from ledger.later import dataclass

logger = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass
class Apart:
    """Looks at one thing after another, and remembers which could not be looked at."""

    failures: dict[Subject, Failure] = field(default_factory=dict)

    def look(self, kind: str, subject: Subject, find: Callable[[], Iterable[T]]) -> list[T]:
        """What there is to find; nothing where looking fails.

        `kind` is the notice it would have been. A file that cannot be read is nobody's matter.
        """
        try:
            return list(find())
        except FILE_TROUBLE:
            raise
        except Exception as error:
            self.add(kind, subject, error)
            return []

    def add(self, kind: str, subject: Subject, error: Exception) -> None:
        """Notes what could not be looked at, by its kind and subject, and logs it without names."""
        found = Failure(subject.model_copy(update={"step": kind}), type(error).__name__)
        logger.error("the calendar left out %s %s: %s", kind, subject.text, found.error)
        self.failures.setdefault(found.subject, found)
