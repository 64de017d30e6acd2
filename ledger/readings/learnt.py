"""Words that an office taught by confirming what they mean, and how long they are remembered.

A word is as good as the last time somebody of the office confirmed it: it fades, and is asked about
again. Of two meanings the one confirmed last holds.
"""

import datetime as dt
from collections.abc import Iterable

from ledger.commands.authority import reportable
from ledger.later import dataclass
from ledger.people import Post
from ledger.view import View

LASTS = dt.timedelta(days=180)
"""So long words are remembered after they were last confirmed."""

RENEWED_AFTER = dt.timedelta(days=30)
"""Confirmed again before, they are still fresh: nothing is recorded."""


@dataclass(frozen=True)
class LearntWords:
    """`office` is the code of a service, of `TR` or `SG`; `seq` the event that said it last."""

    office: str
    words: str
    code: str
    said_on: dt.date
    seq: int

    @property
    def fades_on(self) -> dt.date:
        """The day from which it is not gone by any more."""
        return self.said_on + LASTS

    def fresh(self, day: dt.date) -> bool:
        """Whether saying it again would tell nothing new."""
        return day - self.said_on < RENEWED_AFTER


def learnt_words(view: View) -> list[LearntWords]:
    """All that the offices taught in the view's year, the newest first."""
    return view.recall(("learnt", view.year), lambda: _learnt_words(view))


def _learnt_words(view: View) -> list[LearntWords]:
    rows = view.tables.execute(
        "select office, words, code, said_on, seq from aliases "
        "where year = ? and office <> '' order by seq desc",
        (view.year,),
    )
    return [
        LearntWords(office, words, code, dt.date.fromisoformat(said_on), seq)
        for office, words, code, said_on, seq in rows
    ]


def in_use(view: View, day: dt.date) -> dict[str, dict[str, str]]:
    """By office, the words remembered on a day and the indicator they name."""
    found: dict[str, dict[str, str]] = {}
    for learnt in learnt_words(view):
        if learnt.fades_on > day:
            found.setdefault(learnt.office, {}).setdefault(learnt.words, learnt.code)
    return found


def taught_to(view: View, posts: Iterable[Post]) -> list[LearntWords]:
    """The words of the offices that whoever holds these posts reports for."""
    offices = {code.split(".")[0] for code in reportable(view.plan.present(), posts)}
    return [learnt for learnt in learnt_words(view) if learnt.office in offices]
