"""The reader of officers' messages: words in, a `Reading` out, nothing recorded.

It reads from the words, the plan, the sender's rights, the learnt aliases and the message before;
never from recorded values. What it cannot tell it asks. Source: contract, "How messages are read".
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from handlers.understand.clauses import BREAKS
from handlers.understand.codes import Codes
from handlers.understand.corrections import Corrections
from handlers.understand.explain import explained
from handlers.understand.facts import Facts
from handlers.understand.matcher import Matcher, taught
from handlers.understand.naming import Namer
from handlers.understand.normal import clean
from handlers.understand.orders import Orders
from handlers.understand.pieces import Mark
from handlers.understand.questions import Questions
from handlers.understand.reading import Intent, Item, NotTaken, Reading
from handlers.understand.rights import Sender, reportable
from handlers.understand.scan import Scanned, scan
from handlers.understand.scopes import Scopes
from handlers.understand.setting import Setting
from handlers.understand.terms import terms_in
from ledger.plan import Plan
from words.say import say

LONGEST = 4096
"""Characters of the longest message that is read; Telegram's own limit."""

MOST_NUMBERS = 40
"""Numbers of one message, at most: nobody checks a longer card."""

MOST_PARTS = 90
"""Commas, conjunctions, full stops and line ends of one message, at most."""

MOST_FIGURES = 4 * MOST_NUMBERS
"""Runs of digits, those of codes and days included, beyond which it is not even looked at."""

MOST_GUESSES = 3

_FIGURES = re.compile(r"\d+")
_TOO_MANY = Reading(Intent.REPORT, (), True, None, say("understand.too_many", most=MOST_NUMBERS))

_RECORDING = (Intent.REPORT, Intent.CORRECT)


class Reader:
    """Built once per plan and set of learnt aliases; then reads any number of messages."""

    def __init__(
        self,
        plan: Plan,
        learnt: Mapping[str, Mapping[str, str]] | None = None,
        people: Iterable[str] = (),
    ) -> None:
        """`learnt`: office (a service's code) to the words its officers used to the indicator.

        `people`: codes of the enrolled persons, so that a message may name them.
        """
        self.plan = plan
        self._codes = Codes(plan, people)
        namer = Namer(plan, self._codes, Matcher(plan))
        scopes = Scopes(plan, namer)
        self._namer = namer
        self._learnt = {office: taught(words) for office, words in (learnt or {}).items()}
        self._facts = Facts(namer)
        self._questions = Questions(scopes)
        self._orders = Orders(plan, scopes)
        self._corrections = Corrections(namer, self._facts)

    def guesses(self, text: str, *, sender: Sender, today: dt.date) -> tuple[str, ...]:
        """The sender's own indicators that an unclear message is most like, at most three."""
        own = self._setting(sender, today, None).own
        terms = terms_in(scan(clean(text[:LONGEST]), self._codes, today).pieces)
        ranked = self._namer.matcher.rank(terms, own)
        return tuple(match.code for match in ranked[:MOST_GUESSES])

    def read(
        self,
        text: str,
        *,
        sender: Sender | None,
        today: dt.date,
        previous: Reading | None = None,
        quoted: Reading | None = None,
        meant: Mapping[str, str] | None = None,
    ) -> Reading:
        """How a message is read.

        `previous` is the sender's message just before, taken as confirmed; `quoted` the one the
        message replies to, which counts before it. `meant`: words of this message to the indicator
        that the sender has just said they mean.
        """
        if len(text) > LONGEST:
            question = say("understand.too_long", longest=LONGEST)
            return Reading(Intent.UNCLEAR, (), True, NotTaken.TOO_LONG, question)
        setting = self._setting(sender, today, quoted or previous)
        if meant:
            setting = replace(setting, learnt={**setting.learnt, **taught(meant)})
        plain = clean(text)
        if len(_FIGURES.findall(plain)) > MOST_FIGURES:
            return _within_rights(_TOO_MANY, setting)
        scanned = scan(plain, self._codes, today)
        reading = (
            self._orders.read(scanned, setting)
            or self._questions.read(scanned, setting)
            or (_TOO_MANY if _crowded(scanned) else None)
            or self._corrections.read(scanned, setting)
            or self._facts.read(scanned, setting)
            or Reading(Intent.UNCLEAR, (), True, None, say("understand.unclear"))
        )
        reading = replace(reading, trace=explained(scanned, reading))
        return _within_rights(reading, setting)

    def _setting(self, sender: Sender | None, today: dt.date, before: Reading | None) -> Setting:
        everything = frozenset(self._codes.indicators)
        own = reportable(self.plan, sender, today) if sender else everything
        offices = sorted({code.split(".")[0] for code in own})
        learnt = {words: c for o in offices for words, c in self._learnt.get(o, {}).items()}
        return Setting(sender, today, own, learnt, before)


def _crowded(scanned: Scanned) -> bool:
    """More than one person would check on a card."""
    parts = sum(isinstance(p, Mark) or p.text in BREAKS for p in scanned.pieces)
    return len(scanned.numbers) > MOST_NUMBERS or parts > MOST_PARTS


def _within_rights(reading: Reading, setting: Setting) -> Reading:
    """Who is not enrolled gets nothing; who may report nothing is refused whatever they report."""
    stranger = setting.sender is None
    if stranger or (reading.intent in _RECORDING and not setting.own):
        items = tuple(_refused(item) for item in reading.items)
        unsaid = reading.intent is Intent.UNCLEAR
        return replace(
            reading,
            items=items,
            ambiguous=unsaid,
            refusal=NotTaken.NOT_ALLOWED,
            question=reading.question if unsaid else None,
        )
    return reading


def _refused(item: Item) -> Item:
    return replace(item, ambiguous=False, question=None, refusal=NotTaken.NOT_ALLOWED)
