"""A line of the checks before a year is signed off, in words: chat, page and verbale alike."""

from ledger.evaluation.checks import Check
from words.say import Say, say


def check_said(check: Check) -> Say:
    """What is to be looked at, of whom, since when, done by whom."""
    return say(
        f"check.{check.kind}",
        subject=check.subject,
        day=check.day,
        actor=check.actor,
        count=check.count,
    )
