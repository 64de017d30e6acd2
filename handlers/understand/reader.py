"""The reader of officers' messages: words in, a `Reading` out, nothing recorded.

It reads from the words, the plan, the sender's rights, the learnt aliases and the message before;
never from recorded values. What it cannot tell it asks. Source: contract, "How messages are read".
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from handlers.turn import say
from handlers.understand.codes import Codes
from handlers.understand.facts import Facts
from handlers.understand.matcher import Matcher, aliases_by_words
from handlers.understand.normal import clean
from handlers.understand.questions import Questions
from handlers.understand.reading import Intent, Item, NotTaken, Reading
from handlers.understand.rights import Sender, reportable
from handlers.understand.scan import scan
from handlers.understand.setting import Setting
from ledger.plan import Plan

LONGEST = 4096
"""Characters of the longest message that is read; Telegram's own limit."""


class Reader:
    """Built once per plan and set of learnt aliases; then reads any number of messages."""

    def __init__(self, plan: Plan, learnt: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """`learnt`: office (a service's code) to the words its officers used to the indicator."""
        self.plan = plan
        self._codes = Codes(plan)
        self._matcher = Matcher(plan)
        self._learnt = {o: aliases_by_words(words) for o, words in (learnt or {}).items()}
        self._facts = Facts(plan, self._codes, self._matcher)
        self._questions = Questions(plan, self._codes, self._matcher)

    def read(
        self,
        text: str,
        *,
        sender: Sender | None,
        today: dt.date,
        previous: Reading | None = None,
        quoted: Reading | None = None,
    ) -> Reading:
        """How a message is read; `previous` is the sender's last, `quoted` the one replied to."""
        if len(text) > LONGEST:
            question = say("understand.too_long", longest=LONGEST)
            return Reading(Intent.UNCLEAR, (), True, NotTaken.TOO_LONG, question)
        setting = self._setting(sender, today, quoted or previous)
        scanned = scan(clean(text), self._codes, today)
        reading = self._questions.read(scanned, setting) or self._facts.read(scanned, setting)
        return _refuse_stranger(reading) if sender is None else reading

    def _setting(self, sender: Sender | None, today: dt.date, before: Reading | None) -> Setting:
        everything = frozenset(self._codes.indicators)
        own = everything if sender is None else reportable(self.plan, sender, today)
        offices = {c.split(".")[0] for c in own}
        learnt = {w: c for o in sorted(offices) for w, c in self._learnt.get(o, {}).items()}
        return Setting(sender, today, own, learnt, before)


def _refuse_stranger(reading: Reading) -> Reading:
    items = tuple(_refused(item) for item in reading.items)
    return replace(reading, items=items, refusal=NotTaken.NOT_ALLOWED)


def _refused(item: Item) -> Item:
    return replace(item, refusal=NotTaken.NOT_ALLOWED)
