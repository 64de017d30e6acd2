"""The one source of now, and how instants are typed and shown.

Instants are aware and in UTC inside; the wall clock is Europe/Rome.
"""

import datetime as dt
import re
from typing import Protocol
from zoneinfo import ZoneInfo

from ledger.errors import NotAnInstant

ROME = ZoneInfo("Europe/Rome")


class Clock(Protocol):
    """The one source of now; tests, drills and replays bring their own."""

    def now(self) -> dt.datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        """The present instant, in UTC."""
        return dt.datetime.now(dt.UTC)


class FixedClock:
    """Stands still until it is moved, and only forward: drills, replays and tests use it."""

    def __init__(self, at: dt.datetime) -> None:
        self._at = at.astimezone(dt.UTC)

    def now(self) -> dt.datetime:
        """The instant it was set to, in UTC."""
        return self._at

    def move(self, to: dt.datetime) -> None:
        """Raises ValueError when `to` is before the present instant."""
        if to < self._at:
            raise ValueError("the clock only moves forward")
        self._at = to.astimezone(dt.UTC)


class ShiftedClock:
    """Runs on from a past instant: the demo lives in its own year."""

    def __init__(self, shift: dt.timedelta) -> None:
        self._shift = shift

    def now(self) -> dt.datetime:
        """The machine's instant moved by the demo's shift, in UTC."""
        return SystemClock().now() + self._shift

    def move(self, to: dt.datetime) -> None:
        """Runs on from a later instant. Raises ValueError when `to` is already past."""
        if to < self.now():
            raise ValueError("the clock only moves forward")
        self._shift = to - SystemClock().now()


def day_of(instant: dt.datetime) -> dt.date:
    """The calendar day in Rome."""
    return instant.astimezone(ROME).date()


WRITTEN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")


def _as_iso(day: re.Match[str]) -> str:
    return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"


def parse_day(text: str) -> dt.date:
    """A day, ISO or as people write it. Raises NotAnInstant."""
    try:
        return dt.date.fromisoformat(WRITTEN_DAY.sub(_as_iso, text.strip()))
    except ValueError:
        raise NotAnInstant(text) from None


def parse_instant(text: str, *, end_of_day: bool = False) -> dt.datetime:
    """An ISO 8601 instant, or a day as people write it (`30/06/2024`, `30/6/2024 15:00`); without
    offset it is Europe/Rome.

    A bare date is its first instant, or its last second with `end_of_day`. Raises NotAnInstant.
    """
    written = WRITTEN_DAY.sub(_as_iso, text.strip())
    try:
        parsed = dt.datetime.fromisoformat(written)
    except ValueError:
        raise NotAnInstant(text) from None
    if end_of_day and len(written) <= len("2024-09-16"):
        parsed = parsed.replace(hour=23, minute=59, second=59)
    if parsed.tzinfo is None:
        parsed = parsed.replace(tzinfo=ROME)
    try:
        # The first hours there are, and the last, are of no year elsewhere.
        return parsed.astimezone(ROME).astimezone(dt.UTC)
    except OverflowError:
        raise NotAnInstant(text) from None


def rome_iso(instant: dt.datetime) -> str:
    """ISO 8601 with the offset of Rome, to the second."""
    return instant.astimezone(ROME).isoformat(timespec="seconds")
