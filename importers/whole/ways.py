"""Ways of looking at one document, and what it tells the way that makes the likelier plan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from importers.files.sheets import LeftOut
from importers.review.mapping import PlanMap
from importers.whole.choosing import chosen, is_likelier, may_be_otherwise
from importers.whole.document import Progress, Reading, reading_of
from importers.whole.grid import Row
from importers.whole.unread import NoYear, Unread

_Whose = tuple[int | None, str | None]
_Way = tuple[Sequence[Row], Reading | Unread]


@dataclass(frozen=True)
class Looks:
    """The rows of a document that is not one of our own files, one way or another."""

    rows: Sequence[Row]
    left_out: Sequence[LeftOut] = ()
    others: Sequence[Callable[[], Sequence[Row]]] = ()
    """The rows that other ways of looking at it give."""
    taken: dict[_Whose, _Way] = field(default_factory=dict, repr=False, compare=False)
    """The way that was taken, and what it tells while nobody says how the template is read."""

    def reading(self, known: PlanMap, name: str, progress: Progress | None) -> Reading:
        """What the document says as far as it is known; nothing is guessed beside what was said.

        Raises:
            Unread: no plan can be made out.
        """
        whose = (known.year, known.ente)
        if whose not in self.taken:
            plain = PlanMap(year=known.year, ente=known.ente)
            self.taken[whose] = self._likeliest(plain, name, progress)
        rows, found = self.taken[whose]
        if known.is_taught:
            found = self._once(rows, known, name, progress)
        if isinstance(found, Unread):
            raise found.with_traceback(None)
        return found

    def _likeliest(self, known: PlanMap, name: str, progress: Progress | None) -> _Way:
        taken, found = self.rows, self._chosen(self.rows, known, name, progress)
        for look in self.others:
            if not may_be_otherwise(found, len(self.rows)):
                break
            rows = look()
            if not rows or _said(rows) == _said(taken):
                continue
            other = self._chosen(rows, known, name)
            if is_likelier(other, found):
                taken, found = rows, other
        return taken, found

    def _chosen(
        self, rows: Sequence[Row], known: PlanMap, name: str, progress: Progress | None = None
    ) -> Reading | Unread:
        first = self._once(rows, known, name, progress)
        if isinstance(first, NoYear):
            return first
        return chosen(first, len(rows), lambda known: self._once(rows, known, name))

    def _once(
        self, rows: Sequence[Row], known: PlanMap, name: str, progress: Progress | None = None
    ) -> Reading | Unread:
        try:
            return reading_of(rows, name, progress, self.left_out, known)
        except Unread as none:
            return none


def _said(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """What rows say, wherever they stand."""
    return [row.cells for row in rows if not row.is_blank]
