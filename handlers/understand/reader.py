"""The reader of officers' messages: words in, a `Reading` out, nothing recorded.

It reads from the words, the plan, the sender's rights, the learnt aliases and the message before;
never from recorded values. What it cannot tell it asks. Source: contract, "How messages are read".
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property

from handlers.understand.asking.intents import core_of, likely, signs, tells_plainly
from handlers.understand.asking.machine_talk import NO_TALK, STATEMENT
from handlers.understand.asking.offices import Offices
from handlers.understand.asking.orders import JUDGING, Orders
from handlers.understand.asking.questions import UNCLEAR, Questions
from handlers.understand.asking.scopes import Scopes
from handlers.understand.asking.small_talk import to_the_point
from handlers.understand.correcting.corrections import Corrections
from handlers.understand.correcting.sequels import Sequels, facts_before
from handlers.understand.correcting.untold import on_top
from handlers.understand.cutting.clauses import BREAKS
from handlers.understand.cutting.codes import Codes
from handlers.understand.cutting.manners import EMPTIED
from handlers.understand.cutting.scan import Scanned, scan
from handlers.understand.explain import explained
from handlers.understand.naming.choosing import LITTLE, Choice, Chooser
from handlers.understand.naming.naming import Namer, words_of_names
from handlers.understand.naming.shape import Shape
from handlers.understand.naming.terms import taught, terms_in
from handlers.understand.naming.vocabulary import Vocabulary
from handlers.understand.pieces import Code, Mark, When
from handlers.understand.reading import ASKING, Intent, Item, NotTaken, Reading
from handlers.understand.rights import Sender, reportable
from handlers.understand.setting import Context
from handlers.understand.telling import steps
from handlers.understand.telling.facts import Facts
from handlers.understand.telling.nothing import only_broken
from handlers.understand.telling.offering import guarded, taken
from handlers.understand.telling.plainly import plainly_reported
from italian.dialects import in_italian
from italian.regex import regex
from italian.slips import put_right
from italian.words import clean, stem
from ledger.later import replace
from ledger.plan import Indicator, Plan
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
_REMEMBERED = 1_000
"""Senders whose rights are remembered."""

_FIGURES, _TELLING = regex(r"\d+"), regex(r"[^\W\d_]{4,}")
_WORD = regex(r"[a-z]{2,}")
_TOO_MANY = Reading(Intent.REPORT, (), True, None, say("understand.too_many", most=MOST_NUMBERS))

_TAG = regex(r"(?<!e)(?<!e')[\d%\w],? (?:vero|giusto|o sbaglio|o no|ti risulta|vi risulta)\W*$")
"""What asks at the end of a figure, though no mark does: `siamo a 288, giusto`."""
_SAID = (When.DAY, When.AT, When.PERIOD)
"""Days that something is said of."""

_MAY_ASK = 0.15
"""How likely a question, from which a mark makes it one."""
_RECORDING = (Intent.REPORT, Intent.CORRECT)
_HARDLY_ASKS = 0.04
"""Below this probability no question is looked for, even where nothing else was told."""
_SPEAKS_OF = 0.5
"""Share of a word that a name must explain for the word to speak of it."""
_ALIKE = 0.1
"""Of that share, how much less another may have and be named as well."""
_SURELY_UNCLEAR = 0.6
"""From this probability on, a message says nothing, unless a figure of the sender's is plain."""


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
        namer = Namer(plan, self._codes, Chooser(Vocabulary(plan)))
        self.offices = Offices(plan)
        scopes = Scopes(plan, namer, self.offices)
        self._namer = namer
        self._learnt = {office: taught(words) for office, words in (learnt or {}).items()}
        self._settings: dict[tuple[Sender | None, dt.date], Context] = {}
        self._facts = Facts(namer)
        self._questions = Questions(scopes)
        self._orders = Orders(plan, scopes)
        self._corrections = Corrections(namer, self._facts)
        self._sequels = Sequels(namer, self._facts)

    @cached_property
    def called(self) -> frozenset[str]:
        """The stems of all that the plan measures."""
        return stems_of(i for _, i in self.plan.indicators())

    @cached_property
    def naming(self) -> frozenset[str]:
        """The words, as they are, by which the plan calls its units, objectives and indicators."""
        return words_of_names(self.plan)

    @cached_property
    def title_stems(self) -> Mapping[str, frozenset[str]]:
        """The stems of the words of each objective and indicator, by its own name alone."""
        named = {o.code: o.title for o in self.plan.objectives}
        named |= {i.code: i.name for _, i in self.plan.indicators()}
        words = {code: _WORD.findall(clean(name)) for code, name in named.items()}
        return {code: frozenset(map(stem, found)) for code, found in words.items()}

    @cached_property
    def lines(self) -> Mapping[str, frozenset[str]]:
        """The stems of the words in the title of each line of the programme, by its code."""
        plan = self.plan
        titles = {line.code: line.title for line in plan.mandate}
        titles |= {line.code: line.title for line in plan.strategic}
        titles |= {line.code: line.title for line in plan.operational}
        return {code: stems_in(title) for code, title in titles.items()}

    def guesses(self, text: str, *, sender: Sender, today: dt.date) -> tuple[str, ...]:
        """The sender's own indicators that an unclear message is most like, at most three; one that
        only says that something does not work is like none."""
        scanned = scan(self._plain(text[:LONGEST]), self._codes, today)
        mine = self._spoken_of(scanned, self._setting(sender, today, None))
        if only_broken(scanned, lambda: mine, self._namer):
            return ()
        return tuple(c.code for c in mine.ranked if c.said)[:MOST_GUESSES]

    def meant(self, text: str, *, sender: Sender, today: dt.date) -> tuple[str, ...]:
        """The sender's own indicators that words name, all that they name alike; none where half of
        what they say is of none."""
        setting = self._setting(sender, today, None)
        ranked = self._spoken_of(scan(self._plain(text), self._codes, today), setting).ranked
        best = next(iter(ranked), None)
        if best is None or best.share < _SPEAKS_OF:
            return ()
        alike = (
            c for c in ranked if c.score > best.score - LITTLE and c.share > best.share - _ALIKE
        )
        return tuple(c.code for c in alike if c.said)

    def _plain(self, text: str) -> str:
        """A cleaned text as it is read: dialect and slips in Italian, what was left out on top."""
        return on_top(put_right(in_italian(clean(text)), self._namer.vocabulary.has))

    def names(self, text: str, code: str, today: dt.date) -> frozenset[str]:
        """The words of a text that speak of an indicator, or of what is in a unit or objective."""
        inside = self._namer.inside(code) or frozenset({code} & self._codes.indicators.keys())
        found = set()
        for term in terms_in(scan(clean(text[:LONGEST]), self._codes, today).pieces):
            choice, _ = self._namer.chooser.choose((term,), Shape(), inside, among=inside)
            if any(c.said and c.share >= _SPEAKS_OF for c in choice.ranked):
                found.add(term.word)
        return frozenset(found)

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
        before = quoted or previous
        before = self._confirmed(before, sender, today) if before else None
        setting = self._setting(sender, today, before)
        if meant:
            setting = replace(setting, learnt={**setting.learnt, **taught(meant)})
        plain = STATEMENT.sub("", self._plain(text))
        cut_off = not any(map(str.isalnum, plain)) and any(map(str.isalnum, text))
        if cut_off or NO_TALK.search(f"{text.lower()}\n{plain}"):
            return _within_rights(UNCLEAR, setting)
        if len(_FIGURES.findall(plain)) > MOST_FIGURES:
            return _within_rights(_TOO_MANY, setting)
        scanned = self._to_the_point(scan(plain, self._codes, today), setting)
        reading = self._meant(scanned, setting)
        year = self.plan.year
        items = tuple(replace(item, year=year) for item in reading.items)
        said = {d.day.year for d in scanned.days if d.day and d.when in _SAID}
        said |= {item.date.year for item in items if item.date}
        trace = explained(scanned, reading)
        reading = replace(reading, items=items, years=frozenset(said), text=text, trace=trace)
        return _within_rights(reading, setting)

    def _confirmed(self, before: Reading, sender: Sender | None, today: dt.date) -> Reading:
        """What was told before as if what was asked of it had been answered as is likeliest."""
        asked = [i for i in before.items if i.indicator is None and not i.refusal]
        meant = {i.words: i.candidates[0] for i in asked if i.words and i.candidates}
        if meant and before.text:
            before = self.read(before.text, sender=sender, today=today, meant=meant)
            likely = meant.values()
            items = (
                replace(i, assumed=(*i.assumed, "indicator")) if i.indicator in likely else i
                for i in before.items
            )
            before = replace(before, items=tuple(items))
        return taken(before)

    def _to_the_point(self, scanned: Scanned, setting: Context) -> Scanned:
        """The message without what is said beside its facts."""
        explained = self._namer.vocabulary.explained
        text = to_the_point(scanned, lambda t: explained(t, setting.own), setting.today)
        return scanned if text == scanned.text else scan(text, self._codes, setting.today)

    def _meant(self, scanned: Scanned, setting: Context) -> Reading:
        """The message read as what it most likely wants."""
        if not any(c.isalnum() for c in scanned.text):
            return Reading(Intent.UNCLEAR, (), True, None, say("understand.empty"))
        surely = plainly_reported(scanned) and (scanned.codes or setting.last_indicator)
        read = self._facts.read if surely else self._orders.of_a_record
        if (settled := read(scanned, setting)) is not None:
            return settled
        asked = self.signs(scanned, setting)
        wants = likely(asked)
        intent = _wanted(scanned, wants)
        if _asks_something(scanned, intent, wants):
            intent = max(ASKING, key=lambda one: wants.get(one, 0.0))
        if intent in (Intent.VALIDATE, Intent.EVALUATE):
            return self._orders.judged(intent, scanned, setting)
        if intent in ASKING:
            return self._questions.answer(intent, scanned, setting, asked)
        if (nothing := self._nothing_taken(scanned, setting)) is not None:
            return nothing
        facts = self._facts.read(scanned, setting)
        told = facts
        if not facts_before(setting):
            told = self._corrections.read(scanned, setting, wants[Intent.CORRECT], facts) or facts
        found = told or self._asked(scanned, setting, asked, wants) or UNCLEAR
        doubtful = intent is Intent.UNCLEAR and wants[intent] > _SURELY_UNCLEAR
        found = found if not doubtful or _plainly_told(found) else UNCLEAR
        found = guarded(found, scanned, wants, setting.today)
        if not facts_before(setting) or found.intent in ASKING:
            return found
        after = self._sequels.read(scanned, setting, wants, found)
        if after.intent is not Intent.UNCLEAR:
            return after
        alone = self._meant(scanned, replace(setting, before=None))
        return alone if alone.intent in ASKING else after

    def _nothing_taken(self, scanned: Scanned, setting: Context) -> Reading | None:
        """What is answered where nothing is taken: too much was told, or only what is broken."""
        if _crowded(scanned):
            return _TOO_MANY
        broken = only_broken(scanned, lambda: self._spoken_of(scanned, setting), self._namer)
        return UNCLEAR if broken else None

    def _asked(
        self,
        scanned: Scanned,
        setting: Context,
        asked: Mapping[str, float],
        wants: Mapping[Intent, float],
    ) -> Reading | None:
        """The question of a message that tells nothing, where plain cues make it one."""
        plain = self._questions.plainly(scanned)
        mine = self._spoken_of(scanned, setting).best
        if mine is None or mine.share < _SPEAKS_OF:
            return None
        likeliest = max(ASKING, key=lambda one: wants.get(one, 0.0))
        if scanned.numbers or plain is None or wants.get(likeliest, 0.0) < _HARDLY_ASKS:
            return None
        return self._questions.answer(plain, scanned, setting, asked)

    def signs(self, scanned: Scanned, setting: Context) -> dict[str, float]:
        """The signs of what the message wants."""
        ruled = [i for i in (self._orders.plainly(scanned), self._questions.plainly(scanned)) if i]
        return signs(scanned, setting, ruled, self._spoken_of(scanned, setting))

    def _spoken_of(self, scanned: Scanned, setting: Context) -> Choice:
        """Which of the sender's own indicators the words speak of."""
        pieces = scanned.pieces
        return self._namer.chooser.choose(terms_in(pieces), Shape.of(pieces), setting.own)[0]

    def _setting(self, sender: Sender | None, today: dt.date, before: Reading | None) -> Context:
        """Who writes, worked out once a day and person: it costs by the town."""
        if (sender, today) not in self._settings:
            if len(self._settings) >= _REMEMBERED:
                self._settings.clear()
            everything = frozenset(self._codes.indicators)
            own = reportable(self.plan, sender, today) if sender else everything
            offices = sorted({code.split(".")[0] for code in own})
            learnt = {words: c for o in offices for words, c in self._learnt.get(o, {}).items()}
            self._settings[sender, today] = Context(sender, today, own, learnt, None)
        return replace(self._settings[sender, today], before=before)


def stems_of(indicators: Iterable[Indicator]) -> frozenset[str]:
    """Of the names and aliases of indicators."""
    return stems_in(" ".join(name for i in indicators for name in (i.name, *i.aliases)))


def stems_in(text: str) -> frozenset[str]:
    """Of the words by which things are told apart."""
    return frozenset(stem(word) for word in _TELLING.findall(clean(text)))


def _wanted(scanned: Scanned, wants: Mapping[Intent, float]) -> Intent:
    """The likeliest, of what a message can want: a code greets nobody, and alone it asks; with its
    mark, what may be a question is one."""
    if scanned.codes and all(isinstance(p, Code | Mark) for p in scanned.pieces):
        return Intent.QUERY_STATUS
    if not JUDGING.search(scanned.text):
        wants = {i: w for i, w in wants.items() if i is not Intent.VALIDATE}
    best = max(wants, key=lambda one: wants[one])
    if best in (*ASKING, Intent.UNCLEAR) and tells_plainly(scanned, best):
        return Intent.REPORT
    doing = any(t.doing for t in terms_in(scanned.pieces))
    one = EMPTIED.search(scanned.text) or (doing and steps.done_in_one(core_of(scanned.text), ""))
    if best is Intent.GREETING and (scanned.codes or scanned.numbers or one):
        told = one or steps.done(scanned.text) or steps.denied(scanned.text)
        wants = {i: w for i, w in wants.items() if i is not Intent.GREETING}
        best = Intent.REPORT if told else max(wants, key=lambda one: wants[one])
    asks = max(ASKING, key=lambda one: wants.get(one, 0.0))
    marked = scanned.text.rstrip(" )!.").endswith("?") and best in (Intent.REPORT, Intent.VALIDATE)
    if best is Intent.REPORT and scanned.numbers and _TAG.search(scanned.text):
        return Intent.QUERY_STATUS if wants.get(asks, 0.0) < _HARDLY_ASKS else asks
    return asks if marked and wants.get(asks, 0.0) >= _MAY_ASK else best


def _asks_something(scanned: Scanned, intent: Intent, wants: Mapping[Intent, float]) -> bool:
    """`che tempo fa domani?`: a question, however little it says of the plan."""
    unsure = intent is Intent.UNCLEAR and wants[intent] < _SURELY_UNCLEAR
    return unsure and scanned.text.endswith("?") and not scanned.numbers


def _plainly_told(reading: Reading) -> bool:
    """Whether all that was read can be offered as it is, and something of it was told."""
    return bool(reading.items) and not any(i.ambiguous or i.refusal for i in reading.items)


def _crowded(scanned: Scanned) -> bool:
    """More than one person would check on a card."""
    parts = sum(isinstance(p, Mark) or p.text in BREAKS for p in scanned.pieces)
    return len(scanned.numbers) > MOST_NUMBERS or parts > MOST_PARTS


def _within_rights(reading: Reading, setting: Context) -> Reading:
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
