"""What premiums wait for: one's own, everybody's; and what of the funds was paid."""

from collections.abc import Iterable
from fractions import Fraction

from handlers.desk import Desk
from handlers.evaluating.whom import default_year
from handlers.talk.listing import Listed
from ledger.evaluation.paylist import Missing, Payout, Suppose
from ledger.evaluation.payout import payout
from ledger.evaluation.schede import evaluated_people
from ledger.people import Role
from ledger.readings import scores
from words.say import Say, Two, say

LIST = "waits"
"""Under which all that is missing opens page by page."""


def paid_in_all(found: Payout) -> Say:
    """How much is paid, and to how many."""
    paid = [line for line in found.lines if line.total > 0 and not line.held]
    total = sum((line.total for line in paid), Fraction(0))
    return say("premiums.total", count=len(paid), amount=Two(total))


def missing_rows(missing: Iterable[Missing]) -> list[Say]:
    """What concerns everybody first."""
    return [
        say(
            f"premiums.missing.{m.what}" if m.due_on is None else "premiums.missing.until",
            person=m.person,
            day=m.due_on,
        )
        for m in sorted(missing, key=lambda m: bool(m.person))
    ]


def waits_of(desk: Desk, year: int) -> list[Say]:
    """What one's own amount waits for, and everybody's."""
    found = payout(desk.view, year, desk.today, Suppose())
    staff = any(post.role is Role.DIPENDENTE for post in desk.posts)
    mine = [
        m
        for m in found.missing
        if m.person.partition("@")[0] == desk.person
        or (not m.person and (staff or m.what != "pool"))
    ]
    rows = missing_rows(mine)
    return [say("premiums.yours_waits"), *rows] if rows else []


def mine(desk: Desk) -> tuple[Say, ...]:
    """That one's own amount is not fixed yet, and what it waits for; nothing for who has none."""
    year = default_year(desk)
    if not any(one.person == desk.person for one in evaluated_people(desk.view, year)):
        return ()
    waits = waits_of(desk, year)
    return (say("premiums.yours_open", year=year), *waits[1:]) if waits else ()


def paid_lines(desk: Desk, year: int) -> tuple[Say, ...]:
    """How much of the funds was paid, in all, and how much is left: nobody's own amount."""
    found = payout(desk.view, year, desk.today, Suppose())
    if found.fixed is None:
        return (say("premiums.unpaid", year=year),)
    left = sum((fund.left for fund in found.funds), Fraction(0))
    return (paid_in_all(found), say("premiums.left", year=year, amount=Two(left)))


def missing_list(desk: Desk, about: str) -> Listed:
    """All that is missing before a year's list may be fixed. Raises NotAllowed."""
    scores.check_payments(desk.view, desk.person, desk.today)
    year = int(about) if about.isdecimal() else default_year(desk)
    rows = missing_rows(payout(desk.view, year, desk.today, Suppose()).missing)
    return Listed((say("premiums.waits", count=len(rows)),), tuple(rows))
