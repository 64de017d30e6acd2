"""What was recorded of one thing, read when it is looked at: a page of it, not all."""

from collections.abc import Iterator, Sequence
from typing import overload

from ledger.events import Envelope
from ledger.log import Log


class Story(Sequence[Envelope]):
    """The events of an `indicator`, an `objective` or a group's `weights` of a year, the oldest
    first.

    Events written before streams named their year are found by the year they were lifted to.
    """

    def __init__(self, log: Log, kind: str, code: str, year: int) -> None:
        self._log = log
        self._stream = f"{kind}:{year}:{code}"
        old = log.stream(f"{kind}:{code}")
        self._before = [e for e in old if getattr(e.event, "year", year) == year]
        self._since = log.length(self._stream)

    def __len__(self) -> int:
        return len(self._before) + self._since

    def __iter__(self) -> Iterator[Envelope]:
        yield from self._before
        yield from self._log.stream(self._stream)

    @overload
    def __getitem__(self, at: int) -> Envelope: ...
    @overload
    def __getitem__(self, at: slice) -> list[Envelope]: ...
    def __getitem__(self, at: int | slice) -> Envelope | list[Envelope]:
        if isinstance(at, int):
            return self._found(range(len(self))[at : at + 1 or None])[0]
        return self._found(range(len(self))[at])

    def _found(self, places: range) -> list[Envelope]:
        """Those at some places, in their order."""
        before = len(self._before)
        later = [place - before + 1 for place in places if place >= before]
        kept = self._log.stream(self._stream, min(later), max(later)) if later else ()
        by_version = {envelope.version: envelope for envelope in kept}
        return [
            self._before[place] if place < before else by_version[place - before + 1]
            for place in places
        ]
