"""Phrases that chat, pages and papers share: a title cut to a line, a post, things in a row."""

from collections.abc import Sequence
from fractions import Fraction

from ledger.progress.figures import State
from words.say import Say, say

ROW_LETTERS = 60
"""Of a title in a list: documents have titles of three lines, a phone has one."""


def short(title: str) -> str:
    """A title as a list shows it, cut at a word."""
    if len(title) <= ROW_LETTERS:
        return title
    return title[:ROW_LETTERS].rpartition(" ")[0].rstrip(" ,;:-") + "…"


def percent(figure: Fraction | None) -> Say:
    """A percentage; a dash where there is none."""
    return say("figure.none") if figure is None else say("figure", percent=figure)


def standing_line(code: str, title: str, progress: Fraction | None, state: State) -> Say:
    """One line of a list: code, title, percentage, state."""
    return say("status.row", code=code, title=short(title), figure=percent(progress), state=state)


def step_key(state: State) -> str:
    """The line of a step; one that is reached says so once."""
    return "status.step_done" if state is State.DONE else "status.step"


def post(name: str) -> Say:
    """`dirigente:AS` as people say it: `dirigente dell'area AS`."""
    role, _, unit = name.partition(":")
    return say(f"post.{role}", unit=unit) if unit else say(f"Role.{role}")


def listed(parts: Sequence[Say]) -> Say:
    """Several things to say, with commas between."""
    if not parts:
        return say("amount.none")
    joined = parts[0]
    for part in parts[1:]:
        joined = say("list.comma", left=joined, right=part)
    return joined
