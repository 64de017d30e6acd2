"""How long what is about people is kept, by kind, and what is due: nothing goes by itself."""

import datetime as dt
import os
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ledger.errors_proof import BadRetention
from ledger.view import Person, View

BUNDLED = Path(__file__).with_name("retention.toml")


class _Kind(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class OfPersons(_Kind):
    """Facts that go when their person is forgotten: whole years after their last post."""

    years: int = Field(ge=1, le=100)


class OfClearCopies(_Kind):
    """Copies that hold things in clear: days after they were made."""

    days: int = Field(ge=0, le=3660)


class Retention(_Kind):
    """Years after somebody's last day in office; days after a ledger was sealed."""

    person: OfPersons
    clear_copy: OfClearCopies


def retention() -> Retention:
    """The ente's, else the bundled one. Raises BadRetention."""
    path = Path(os.environ.get("TRAGUARDO_RETENTION") or BUNDLED)
    try:
        return Retention.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError):
        raise BadRetention(str(path)) from None


def persons_due(view: View, today: dt.date, kept: Retention) -> list[str]:
    """Whose time is over: they hold no post, and held none for so many years."""
    return [p.code for p in view.people() if not p.forgotten and _is_over(p, today, kept)]


def _is_over(person: Person, today: dt.date, kept: Retention) -> bool:
    last = [post.until for post in person.posts]
    if not last or None in last:
        return False
    newest = max(day for day in last if day is not None)
    over = (newest.year + kept.person.years, newest.month, newest.day)
    return over < (today.year, today.month, today.day)


def clear_copies_due(copies: list[Path], now: dt.datetime, kept: Retention) -> list[Path]:
    """Copies in clear that lie there for longer than an update takes to be trusted."""
    oldest = (now - dt.timedelta(days=kept.clear_copy.days)).timestamp()
    return [path for path in copies if path.stat().st_mtime < oldest]
