"""What was changed of a plan, and the people and money of objectives, for chat and paper alike."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from ledger.plan import Budget, People
from ledger.projections.changes import Change
from words.phrases import listed
from words.say import Say, Two, say


def change_line(change: Change) -> Say:
    """One change, with its reason or that it has none."""
    how = "document" if change.by_document else "person"
    return say(
        "changes.unexplained" if change.unexplained else "changes.row",
        number=change.seq,
        code=change.code,
        moved=moved(change),
        how=say(f"changes.how.{how}", actor=change.actor, day=change.day),
        why=why_of(change),
    )


def moved(change: Change) -> Say:
    """What of it is another than it was: from what to what, or what came or went."""
    if change.what in ("added", "removed"):
        return say(f"changes.is.{change.what}", name=change.after or change.before)
    what = say(f"changes.what.{change.what}")
    if change.before is None:
        return say("changes.first_set", what=what, after=recorded(change.after))
    return say(
        "changes.from_to",
        what=what,
        before=recorded(change.before),
        after=recorded(change.after),
    )


def why_of(change: Change) -> Say | None:
    """Its reason and its act; None where it has none."""
    reason = change.reason or change.act
    if reason is None:
        return say("changes.why.mends") if change.mends else None
    if change.act is None or change.act_on is None:
        return say("changes.why", reason=reason)
    return say("changes.why.act", reason=reason, act=change.act, act_on=change.act_on)


def recorded(kept: str | None) -> object:
    """A day or a number as people write it, of what is kept as text."""
    if not kept:
        return say("amount.none")
    for read in (dt.date.fromisoformat, Decimal):
        with suppress(ValueError, InvalidOperation):
            return read(kept)
    return kept


def people_words(people: Sequence[People]) -> Say:
    """`2 istruttori al 50 %, 1 funzionario`; a dash for nobody."""
    return listed([_one(p) for p in people]) if people else say("amount.none")


def _one(people: People) -> Say:
    if people.percent is None:
        return say("resources.some", area=people.area, number=people.number)
    return say("resources.some_for", area=people.area, number=people.number, percent=people.percent)


def money_words(money: Sequence[Budget]) -> Say:
    """Chapters with their euros; a dash for none."""
    if not money:
        return say("amount.none")
    rows = [
        say("resources.chapter", chapter=b.chapter, amount=Two(b.amount or Decimal(0)))
        for b in money
    ]
    return listed(rows)
