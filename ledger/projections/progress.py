"""What was reported, read in time: the tables that `reports` writes.

What was known at a past event is a condition of the same query that answers now.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from ledger.progress.figures import Report, Value
from ledger.progress.moment import NOW, Moment
from ledger.projections import folds
from ledger.projections.folds import Counted, Number, number_of

MODES = ("absolute", "increment", "ratio", "milestone")
STATUSES = ("provisional", "validated", "contested", "undone")
INCREMENT = MODES.index("increment")
PROVISIONAL = STATUSES.index("provisional")
VALIDATED = STATUSES.index("validated")
CONTESTED = STATUSES.index("contested")

COUNTED = f"status = {PROVISIONAL}"
"""Provisional, or validated meanwhile (`settled`)."""

TOLD = "case when settled = since then seq else since end"
"""By which event a version says what it says: its own, or its last correction; not the one that
validated it."""

TOLD_LAST = (
    f"actor = :actor and {COUNTED} order by reports.seq desc limit 1",
    # Few are put right: they are looked for among those of everybody, by their own index.
    f"actor || '' = :actor and {COUNTED} and since <> seq order by {TOLD} desc limit 1",
)
"""What a person told last: anew, and putting something right."""

STANDS = "until is null"
"""Of the versions of a report, the one that holds now."""

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


def version_columns(at: Moment) -> str:
    """What is told of a version: by which event it last changed, and how it stood."""
    since = f"case when {settled(at)} then settled else since end"
    status = f"case when {settled(at)} then {VALIDATED} else status end"
    return (
        f"{since}, seq, year, indicator, day, mode, value, numerator, denominator, actor, "
        f"capacity, recorded, {status}, {TOLD}"
    )


def counted(
    day: int, seq: int, mode: int, value: str | None, numerator: str | None, denominator: str | None
) -> Counted:
    if numerator is None or denominator is None:
        number: Number = number_of(value or "0")
    else:
        parts = Fraction(numerator), Fraction(denominator)
        number = parts[0] * 100 / parts[1] if parts[1] else number_of(value or "0")
    return Counted(day, seq, mode != INCREMENT, number, numerator, denominator)


def known(at: Moment) -> str:
    """The versions that were known at a moment, as a condition on the parameter `:seq`."""
    return STANDS if at.is_known_now else f"since <= :seq and ({STANDS} or until > :seq)"


def settled(at: Moment) -> str:
    """Those of them that somebody had validated."""
    return "settled is not null" if at.is_known_now else "settled <= :seq"


def waits(at: Moment) -> str:
    """Those that still were to be."""
    return f"{COUNTED} and (settled is null{'' if at.is_known_now else ' or settled > :seq'})"


def asked(at: Moment, **more: object) -> dict[str, object]:
    """The parameters of a query about a moment."""
    return {"day": at.day, "seq": at.seq, **more}


def counted_reports(db: Database, year: int, indicator: str, at: Moment = NOW) -> list[Report]:
    """The reports that make up an indicator's value, in order of their day, then of record."""
    rows = db.conn.execute(
        f"select seq, day, mode, value, numerator, denominator, {settled(at)} from reports "
        f"where year = :year and indicator = :code and day <= :day and {known(at)} and {COUNTED} "
        "order by day, seq",
        asked(at, year=year, code=indicator),
    )
    return [
        Report(
            seq,
            day_of(day),
            MODES[mode],
            _decimal(value),
            _decimal(numerator),
            _decimal(denominator),
            bool(validated),
        )
        for seq, day, mode, value, numerator, denominator, validated in rows
    ]


def makers(
    db: Database, year: int, indicator: str, at: Moment, most: int | None
) -> tuple[int, list[tuple[int, int]]]:
    """What a value is made of: how many reports, and the day and number of the last, in order."""
    about = asked(at, year=year, code=indicator)
    fold = _fold_at(db, at, about)
    if fold is None:
        return 0, []
    last = db.conn.execute(
        "select day, seq from reports where year = :year and indicator = :code "
        f"and (day, seq) >= (:from, :first) and day <= :day and {known(at)} and {COUNTED} "
        "order by day desc, seq desc limit :most",
        {
            **about,
            "from": fold.from_day or 0,
            "first": fold.from_seq or 0,
            "most": fold.made_of if most is None else most,
        },
    ).fetchall()
    return fold.made_of, last[::-1]


def newest_steps(
    db: Database, year: int, indicator: str, at: Moment, most: int
) -> tuple[int, int, Number]:
    """How many the last reports are, how many of them added something, and what in all."""
    steps = (
        f"select case when mode = {INCREMENT} then coalesce(value, '0') end as step from reports "
        f"where year = :year and indicator = :code and day <= :day and {known(at)} and {COUNTED} "
        "order by day desc, seq desc limit :most"
    )
    about = asked(at, year=year, code=indicator, most=most)
    count = f"select count(*), count(step), sum(step) from ({steps})"
    reports, added, total = db.conn.execute(count, about).fetchone()
    if isinstance(total, float):  # of numbers with decimals, which it adds up only nearly
        told = (step for (step,) in db.conn.execute(steps, about) if step is not None)
        total = sum(map(number_of, told))
    return reports, added, total or 0


@lru_cache(maxsize=4096)
def day_of(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal)


def instant(at: dt.datetime) -> int:
    """An instant as the tables keep it: microseconds since 1970."""
    return (at - EPOCH) // MICROSECOND


def instant_of(microseconds: int) -> dt.datetime:
    return EPOCH + microseconds * MICROSECOND


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


FOLD = (
    f"select {folds.COLUMNS} from folds where year = :year and indicator = :code and day <= :day "
    "and {known} order by day desc limit 1"
)


def standing(
    db: Database, year: int, indicator: str, at: Moment = NOW, start: Decimal | None = None
) -> Value | None:
    """Where one indicator stands, or stood; `start` is what increments start from."""
    about = asked(at, year=year, code=indicator)
    fold = _fold_at(db, at, about)
    if fold is None:
        return None
    return Value(
        number_at(fold, start),
        _decimal(fold.numerator),
        _decimal(fold.denominator),
        day_of(fold.day),
        not _waits(db, at, about, fold),
    )


def number_at(fold: folds.Fold, start: Decimal | None) -> Fraction:
    """What a row says, with what increments start from where there is no total."""
    number = Fraction(fold.number)
    return number + Fraction(start) if start and fold.from_day is None else number


def _fold_at(db: Database, at: Moment, about: Mapping[str, object]) -> folds.Fold | None:
    row = db.conn.execute(FOLD.format(known=known(at)), about).fetchone()
    fold = folds.fold_of(*row) if row else None
    return _unsettled(db, at, about) if fold is not None and fold.last > at.seq else fold


def _unsettled(db: Database, at: Moment, about: Mapping[str, object]) -> folds.Fold | None:
    """At a moment of a day whose rows changed again after it: from the newest row that had not,
    through the reports since."""
    clean = FOLD.format(known=f"last <= :seq and {known(at)}")
    row = db.conn.execute(clean, about).fetchone()
    base = folds.fold_of(*row) if row else None
    later = db.conn.execute(
        "select day, seq, mode, value, numerator, denominator from reports "
        "where year = :year and indicator = :code and day > :after and day <= :day "
        f"and {known(at)} and {COUNTED} order by day, seq",
        {**about, "after": base.day if base else 0},
    )
    return folds.folded(base, (counted(*found) for found in later), at.seq, 0)


def _waits(db: Database, at: Moment, about: Mapping[str, object], fold: folds.Fold) -> bool:
    """Whether one of the reports that made a value was still to be validated."""
    found = db.conn.execute(
        f"select 1 from reports where year = :year and indicator = :code "
        f"and {waits(at)} and {known(at)} and day between :from and :day "
        "and (day > :from or reports.seq >= :first) order by day desc limit 1",
        {**about, "from": fold.from_day or 0, "first": fold.from_seq or 0},
    ).fetchone()
    return found is not None


def versions(
    db: Database, clause: str, values: Mapping[str, object], at: Moment = NOW
) -> Iterator[tuple[Any, ...]]:
    """Rows of reports as known at a moment: `version_columns`."""
    return db.conn.execute(
        f"select {version_columns(at)} from reports where {known(at)} and {clause}",
        asked(at, **values),
    )


def last_days(db: Database, year: int) -> dict[str, dt.date]:
    """By indicator: the day of the newest figure that counts."""
    rows = db.conn.execute(
        f"select indicator, max(day) from folds where year = ? and {STANDS} group by indicator",
        (year,),
    )
    return {indicator: day_of(day) for indicator, day in rows}


def contested(db: Database, year: int) -> frozenset[str]:
    """Indicators whose contested report nobody has followed, since then, with another one."""
    rows = db.conn.execute(
        f"select distinct indicator from reports r where year = ? and status = {CONTESTED} "
        f"and {STANDS} and not exists (select 1 from reports n where n.year = r.year "
        f"and n.indicator = r.indicator and n.seq > r.since and n.{STANDS} and n.{COUNTED})",
        (year,),
    )
    return frozenset(indicator for (indicator,) in rows)
