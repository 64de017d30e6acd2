"""Who is enrolled and which posts they hold: as it stands, and as it was at a past moment.

What was told of enrolment lies in time in `posts_told`, a row an event, never changed: what counts
at a moment are the rows known by then about days up to then, and a person has few.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any, Protocol

from sqlite_utils import Database

from ledger.people import Post, Role
from ledger.progress.moment import Moment
from ledger.projections.people import ASSIGNED, ENDED, ENROLLED, FORGOTTEN, MOVED
from ledger.regulation import EVALUATED
from ledger.rows import Person, day_in

LAST_DAY = dt.date.max


class Enrolment(Protocol):
    """What is asked of enrolment, whenever it was."""

    def person(self, code: str) -> Person | None:
        """Somebody enrolled; None for a code nobody has."""
        ...

    def posts(self, code: str) -> tuple[Post, ...]:
        """Every post of a person, past ones too, in the order they were given."""
        ...

    def people(self) -> list[Person]:
        """Everybody enrolled, by code."""
        ...

    def holders(self, post_name: str, day: dt.date) -> list[str]:
        """Who holds a post, named as owners are (`dirigente:AS`), on a day."""
        ...


class Enrolled:
    """As it stands."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def person(self, code: str) -> Person | None:
        """Somebody enrolled; None for a code nobody has."""
        query = "select words(name), forgotten from people where person = ?"
        row = self._db.execute(query, (code,)).fetchone()
        return Person(code, row[0], self.posts(code), bool(row[1])) if row else None

    def posts(self, code: str) -> tuple[Post, ...]:
        """Every post of a person, past ones too."""
        rows = self._db.execute(
            "select role, unit, interim, since, until from posts where person = ? order by id",
            (code,),
        )
        return tuple(_post(*row) for row in rows)

    def people(self) -> list[Person]:
        """Everybody enrolled, by code."""
        query = "select person, words(name), forgotten from people order by person"
        rows = self._db.execute(query).fetchall()
        return [Person(p, name, self.posts(p), bool(gone)) for p, name, gone in rows]

    def holders(self, post_name: str, day: dt.date) -> list[str]:
        """Who holds a post on a day."""
        role, _, unit = post_name.partition(":")
        rows = self._db.execute(
            "select distinct person from posts where role = ? and coalesce(unit, '') = ? "
            "and coalesce(since, '') <= ? and coalesce(until, '9999') >= ? order by person",
            (role, unit, day.isoformat(), day.isoformat()),
        )
        return [person for (person,) in rows]


class EnrolledThen:
    """As it was at a moment."""

    def __init__(self, db: Database, at: Moment) -> None:
        self._db = db
        self._at = at

    def person(self, code: str) -> Person | None:
        """Somebody who was enrolled then, under the name they have now."""
        query = "select words(name) from people where person = ?"
        row = self._db.conn.execute(query, (code,)).fetchone()
        told = self._told("person = :person", person=code)
        return next(self._made(told, {code: row[0]}), None) if row else None

    def posts(self, code: str) -> tuple[Post, ...]:
        """Every post a person had then."""
        return _posts(self._told("person = :person", person=code))

    def people(self) -> list[Person]:
        """Everybody enrolled then, by code."""
        names = dict(self._db.conn.execute("select person, words(name) from people").fetchall())
        return [*self._made(self._told("true"), names)]

    def holders(self, post_name: str, day: dt.date) -> list[str]:
        """Who held a post on a day, as was known then."""
        role, _, unit = post_name.partition(":")
        ever = (
            "person in (select person from posts_told where role = :role "
            "and coalesce(unit, '') = :unit)"
        )
        told = groupby(self._told(ever, role=role, unit=unit), key=_person)
        return [
            person
            for person, rows in told
            if any(post.name == post_name and post.held_on(day) for post in _posts(rows))
        ]

    def _told(self, clause: str, **values: object) -> list[tuple[Any, ...]]:
        return self._db.conn.execute(
            "select person, said, role, unit, interim, since, until from posts_told "
            f"where seq <= :seq and day <= :day and {clause} order by person, seq",
            {"seq": self._at.seq, "day": self._at.day, **values},
        ).fetchall()

    def _made(self, told: Iterable[tuple[Any, ...]], names: Mapping[str, str]) -> Iterator[Person]:
        for person, rows in groupby(told, key=_person):
            kept = list(rows)
            said = {row[1] for row in kept}
            if ENROLLED in said:
                yield Person(person, names[person], _posts(kept), FORGOTTEN in said)


def _person(row: tuple[Any, ...]) -> str:
    return str(row[0])


def _posts(told: Iterable[tuple[Any, ...]]) -> tuple[Post, ...]:
    """The posts that rows of one person, in the order they were recorded, come to."""
    posts: list[Post] = []
    for _, said, *of_post in told:
        if said == ASSIGNED:
            posts.append(_post(*of_post))
        elif said == ENDED:
            posts = [_ended(post, _post(*of_post)) for post in posts]
        elif said == MOVED:
            new = _post(*of_post)
            posts = [*_left(posts, new), new]
        elif said == FORGOTTEN:
            posts = []
    return tuple(posts)


def _ended(post: Post, end: Post) -> Post:
    """A post as its end leaves it, where it is that one and would have lasted longer."""
    assert end.until is not None
    is_it = (post.role, post.unit or "") == (end.role, end.unit or "")
    later = (post.until or LAST_DAY) > end.until
    return replace(post, until=end.until) if is_it and later else post


def _left(posts: Iterable[Post], new: Post) -> Iterator[Post]:
    """What somebody who is moved keeps: their own post up to the day before, interim posts, and
    what is no office."""
    assert new.since is not None
    before = new.since - dt.timedelta(days=1)
    for post in posts:
        if post.interim or post.role not in EVALUATED:
            yield post
        elif post.since is None or post.since < new.since:
            later = (post.until or LAST_DAY) > before
            yield replace(post, until=before) if later else post


def _post(role: str, unit: str | None, interim: int, since: str | None, until: str | None) -> Post:
    return Post(Role(role), unit, bool(interim), day_in(since), day_in(until))
