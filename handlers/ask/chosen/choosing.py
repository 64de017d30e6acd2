"""Which of the answers that are proposed is given: one whose kind is likely to be asked.

Where none is, and a kind is sure, its own answer is; else nothing is answered as if it were, and
the likeliest kinds are offered.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from handlers.ask.asked import Asked
from handlers.ask.chosen.answering import ANSWERED, LISTS, OF_INTENT, kinds_of
from handlers.ask.chosen.unread import TURNS
from handlers.ask.kinds import Kind, speaks_for
from handlers.ask.showing import LIST
from handlers.desk import Desk, button
from handlers.turn import Button
from handlers.understand.reading import Intent, Reading
from ledger.plan import ENTE
from ledger.readings.query import Order, What, written
from ledger.readings.query.model import PER_AREA, PER_SERVICE
from words.say import say

Likely = Mapping[Kind, float]
Default = Callable[[Kind], Asked | None]

FAIR = 0.10
"""Least share of likelihood, of all the kinds it answers, for an answer that was proposed."""
FAIR_READ = 0.15
"""The same of what the reader of messages made of it, which makes something of every question."""
SURE = 0.45
"""Least likelihood of a kind that nobody proposed an answer to."""
AS_TOLD = 0.35
"""The same of one that asks of one thing, where words go on from one and name none."""
VERY_SURE = 0.6
"""From which it stands before what was proposed, and before what was read as a fact in doubt."""
SUREST = 0.8
"""The same before what was read as a fact that tells no figure."""
OF_A_FIGURE = (Kind.WHAT_IF, Kind.BELOW_ABOVE, Kind.GAP, Kind.PACE, Kind.PREMIUM)
"""Kinds of question that tell a figure: `se arrivo a 400`."""
OF_MANY = (Kind.LIST_OF, Kind.COUNT_OF, Kind.BEST, Kind.WORST, Kind.LATE, Kind.AT_RISK, Kind.DONE)
"""Kinds that say of how many it is asked: `i 3 peggiori`, `i miei 5 obiettivi`."""
OF_A_DAY = (Kind.ON_A_DAY, Kind.LAST_YEAR)
OF_A_FACT = frozenset(
    {Kind.MADE_IN_SPAN, Kind.STANDING, Kind.DONE, Kind.WHO_WROTE}
    | {Kind.NOT_STARTED, Kind.RECORDED_CHECK, Kind.AMENDED}
)
"""Kinds that ask of a fact in the words by which one is told: `era del 31 dicembre`."""
OF_AN_ORDER = (Kind.IMPROVED, Kind.FELL, Kind.BEST, Kind.WORST)
"""Kinds whose own `piu` turns no question into another: `il salto piu grande`."""
OF_A_YEAR = ("st:", "due:", "what:", "hist:", "chart:")
"""Buttons that may name the year they are of."""
OF_THINGS = (*LISTS, What.RECORDS)
HARDLY, SOMEWHAT = 0.15, 0.2
"""Likelihood that nothing is asked, and of the likeliest kind, for kinds to be offered to words
that the reader of messages makes nothing of."""
NEVER = 0.05
"""Likelihood that nothing is asked up to which something is, where no figure is told."""
MOST = 3
"""Kinds that are offered."""
FIGURELESS = ("understand.how_much", "understand.reached")
"""What the reader of messages asks where a thing is named, and nothing told of it."""
TOLD = 0.3
"""Likelihood that nothing is asked from which a thing without its figure is a fact half told;
and that something is asked of its days from which they say when it was made."""


def share(likely: Likely, kinds: Iterable[Kind]) -> float:
    """How likely one of these is asked."""
    return sum(likely[kind] for kind in kinds)


def asks(likely: Likely, *, figure: bool) -> bool:
    """Whether words are a question, however they are written: some kind of one is very sure, and
    the figure that they tell is one that such a question tells."""
    top = next(iter(likely))
    told = figure and top not in (*OF_A_FIGURE, *OF_MANY) and likely[top] < SUREST
    if told or top in OF_A_DAY or top in OF_A_FACT:
        return False
    surely = not figure and likely.get(Kind.NOT_A_QUESTION, 0) <= NEVER  # Whichever of them it is.
    return top is not Kind.NOT_A_QUESTION and (surely or likely[top] >= VERY_SURE)


def chosen(likely: Likely, proposed: Iterator[Asked], default: Default) -> Asked | None:
    """Of what is proposed the first that answers the kind that is very sure, or a likely one; else
    the answer to the kind that is sure; else the first, as one in doubt. None of no proposal."""
    every: list[Asked] = []
    top = next(iter(likely))
    very_sure = likely[top] >= VERY_SURE
    for asked in proposed:
        answers = kinds_of(asked)
        enough = _says_which(asked) or share(likely, answers) >= FAIR
        answered = top in answers or (not very_sure and enough)
        if not very_sure and asked.aside:
            asked = replace(asked, unread=asked.aside, aside=())
        if answered and not asked.unread:
            return asked
        every.append(asked)
    if not every:
        return None
    fair = [asked for asked in every if share(likely, kinds_of(asked)) >= FAIR]
    best = next((asked for asked in fair if top in kinds_of(asked)), None)
    doubt = Asked(unread=every[0].unread, code=every[0].code, unsure=True)
    sure = surely(likely, default)
    first = sure if top in OF_AN_ORDER and not _turned(every) else None
    if sure is not None and best is not None:
        left = {word for word in best.unread if not speaks_for(word, top)}
        if left <= set(sure.aside):
            return sure  # It leaves out only words that say nothing, or ask for what it tells.
    return first or best or sure or next(iter(fair), doubt)


def _says_which(asked: Asked) -> bool:
    """Whether words name things and say which of them: a list of those, whatever kind is likely."""
    query = asked.query
    if query is None:
        return False
    beside = len(query.of) > 1 and query.order is Order.BEST
    which = query.what in OF_THINGS and bool(query.filters or query.bounds or beside)
    each = query.what is What.WRITERS and query.words in (PER_AREA, PER_SERVICE)
    return which or each or query.what is What.FILES


def _turned(proposed: Iterable[Asked]) -> bool:
    """Whether words that nothing was made of turn an order into its contrary: `cresciuti meno`."""
    words = (found for asked in proposed for one in asked.unread for found in TURNS.findall(one))
    return any(word != "piu" for word in words)


def sure(likely: Likely, least: float = SURE) -> Kind | None:
    """The kind that is sure, where one is."""
    kind = next(iter(likely))
    return kind if likely[kind] >= least else None


def surely(likely: Likely, default: Default, least: float = SURE) -> Asked | None:
    """The answer to the likeliest kind, where it is sure and all that is named was understood."""
    kind = next(iter(likely))
    made = default(kind) if likely[kind] >= least else None
    if made is None or made.unread or (made.aside and likely[kind] < VERY_SURE):
        return None
    return made


def as_marked(likely: Likely, text: str) -> Likely:
    """How likely each kind is of a text: one that ends as a question asks something."""
    return of_question(likely) if text.rstrip().endswith("?") else likely


def of_question(likely: Likely) -> Likely:
    """How likely each kind is of words that surely ask."""
    asked = 1 - likely[Kind.NOT_A_QUESTION] or 1.0
    return {kind: p / asked for kind, p in likely.items() if kind is not Kind.NOT_A_QUESTION}


def instead(
    likely: Likely,
    reading: Reading,
    default: Default,
    *,
    figure: bool,
    spanned: bool,
    marked: bool,
) -> Asked | None:
    """What is answered in the place of what the reader of messages made of the words: the answer to
    a surer kind, or a doubt where nothing it answers is likely. They may tell a figure, or a
    stretch of time, which how something stands has not. Nothing is recorded of what is `marked` as
    a question."""
    if marked and reading.intent not in OF_INTENT:
        return surely(of_question(likely), default) or Asked(unsure=True)
    top = next(iter(likely))
    if spanned and not figure and reading.intent in OF_INTENT:
        made = _made_in_it(likely, default)
        if made is not None:
            return made
    if not figure and without_figure(reading):
        return _of_no_figure(likely, default, spanned=spanned)
    if reading.intent not in OF_INTENT:
        told = reading.items and not reading.ambiguous
        rights = reading.intent is Intent.CORRECT
        of_a_fact = top in OF_A_FACT and (told or rights)
        if (figure and not asks(likely, figure=True)) or of_a_fact or top in OF_A_DAY:
            return None
        return surely(likely, default, SUREST if told else VERY_SURE)
    if top is Kind.NOT_A_QUESTION:
        return None
    fair = share(likely, OF_INTENT[reading.intent])
    other = (spanned and top is Kind.MADE_IN_SPAN) or reading.intent is Intent.HELP
    if top in OF_INTENT[reading.intent] and not other:
        return None
    if (other or likely[top] > fair) and (asked := surely(likely, default)) is not None:
        return asked
    asking = likely[Kind.NOT_A_QUESTION] < HARDLY and likely[top] >= SOMEWHAT
    answered = reading.intent in ANSWERED or (reading.intent is Intent.UNCLEAR and asking)
    return Asked(unsure=True) if answered and fair < FAIR_READ else None


def _made_in_it(likely: Likely, default: Default) -> Asked | None:
    """What was made of a thing in the stretch of time that a question names beside it."""
    if share(of_question(likely), (Kind.MADE_IN_SPAN, Kind.BY_MONTH)) < TOLD:
        return None
    made = default(Kind.MADE_IN_SPAN)
    return made if made is not None and not made.unread and not made.aside else None


def without_figure(reading: Reading) -> bool:
    """`i certificati di maggio`: what is read as a fact of which nothing is told yet."""
    asks = [item.question.key for item in reading.items if item.question is not None]
    return reading.intent is Intent.REPORT and len(asks) == 1 and asks[0] in FIGURELESS


def _of_no_figure(likely: Likely, default: Default, *, spanned: bool) -> Asked | None:
    """A thing and a stretch of time alone ask what was made of it then; without one, the words by
    which a fact is told leave it a fact half told."""
    asked = share(likely, (Kind.MADE_IN_SPAN, Kind.ON_A_DAY, Kind.BY_MONTH)) >= TOLD
    made = default(Kind.MADE_IN_SPAN) if spanned and asked else None
    if made is not None and not made.unread:
        return made
    told = (*OF_A_FACT, Kind.NOT_A_QUESTION)
    if likely[Kind.NOT_A_QUESTION] >= TOLD or next(iter(likely)) in told:
        return None
    return surely(likely, default) or Asked(unsure=True)


def offers(desk: Desk, likely: Likely, default: Default, most: int = MOST) -> list[Button]:
    """The likeliest kinds, each of what the words name, as buttons that answer them."""
    made: dict[str, Button] = {}
    for kind in likely:
        asked = default(kind) if len(made) < most else None
        data = "" if asked is None else _data(desk, asked)
        if asked is not None and data and data not in made and len(data) <= 64:
            made[data] = button(f"kind.{kind}", data, scope=_scope(asked))
    return list(made.values())


def _data(desk: Desk, asked: Asked) -> str:
    """The button that answers it; empty where none does."""
    if asked.query is not None:
        return f"ls:{LIST}:{written(asked.query)}:0"
    if asked.opens:
        return asked.opens + (desk.ref if asked.opens.startswith(OF_A_YEAR) else "")
    if asked.why is not None:
        return f"why:{asked.why}{desk.ref}"
    return f"asof:{asked.code}:{asked.as_of.isoformat()}" if asked.as_of else ""


def _scope(asked: Asked) -> object:
    of = asked.query.of if asked.query is not None else (asked.why or asked.code or ENTE,)
    return say("kind.scope.ente") if of in ((), (ENTE,)) else ", ".join(of)
