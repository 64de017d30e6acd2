"""What was recorded of an indicator: every version, and the years before.

anybody   /storico AS4.3.1
bot       Storia di AS4.3.1 CIE rilasciate
          2023: 540 carte su 500 carte, 100 %
          n. 731, 16/09/2024 10:00, eq.as4, per il 16/09/2024: in più 12
"""

from collections.abc import Iterator, Sequence
from typing import overload

from handlers.conversation import Conversation, of_typed_year, of_year
from handlers.desk import Desk, answer, button
from handlers.standing.status import of_year as year_lines
from handlers.talk import listing, pick
from handlers.talk.listing import Listed
from handlers.talk.words import amount, short
from handlers.turn import Outcome
from ledger.errors import IndicatorGone
from ledger.events import Envelope
from ledger.plan import Indicator, plan_code_candidates
from ledger.plan.carry import Earlier, earlier
from ledger.plan.inforce import PlanInForce
from ledger.readings import progress as readings
from words.say import Say, say

LIST = "hist"
FACTS = (
    "value", "numerator", "denominator", "mode", "target", "baseline", "deadline", "reason",
    "report", "words", "name",
)  # fmt: skip


def show_history(desk: Desk, typed: str) -> Outcome:
    """Every version of an indicator: who, when, for which day, what became of it, the newest first.

    Of one that left the plan too: what was recorded stays readable.
    """
    if not typed.strip():
        return pick.shown(desk, "storico", say("history.ask"))
    readings.check(desk.record, desk.person, desk.today)
    plan = desk.view.plan
    code, _ = _code(plan, typed)
    inside = plan.objectives[code].indicators if code in plan.objectives else ()
    if len(inside) == 1:
        code = inside[0].code
    elif inside:
        rows = tuple(
            (button("named", f"hist:{i.code}{desk.ref}", code=i.code, name=short(i.name)),)
            for i in inside
        )
        return answer(say("history.which", code=code), buttons=rows)
    about = listing.in_year(code, desk.year)
    return listing.shown(desk, LIST, about, source(desk, about))


def source(desk: Desk, about: str) -> Listed:
    """Everything that was recorded of an indicator, the newest first. Raises UnknownCode."""
    typed, desk = listing.of_year(desk, about)
    readings.check(desk.record, desk.person, desk.today)
    plan = desk.view.plan
    code, gone = _code(plan, typed)
    indicator = plan.indicator(code)
    head = [*year_lines(desk), say("history.title", code=code, name=indicator.name)]
    if gone is not None:
        head.append(say("history.gone", day=gone.day))
    else:
        head += [_earlier_line(indicator, one) for one in earlier(desk.view, code)]
    story = desk.ledger.story("indicator", code, desk.view.year)
    return Listed(tuple(head), Newest(story) if story else (say("history.empty"),))


class Newest(Sequence[Say]):
    """The lines of a story, the newest first, each made when it is shown: of a hundred thousand
    reports a message shows a few."""

    def __init__(self, story: Sequence[Envelope]) -> None:
        self._story = story

    def __len__(self) -> int:
        return len(self._story)

    @overload
    def __getitem__(self, at: int) -> Say: ...
    @overload
    def __getitem__(self, at: slice) -> list[Say]: ...
    def __getitem__(self, at: int | slice) -> Say | list[Say]:
        if isinstance(at, int):
            return history_row(self._story[range(len(self))[::-1][at]])
        places = range(len(self))[::-1][at]
        if not places:
            return []
        oldest, newest = sorted((places[0], places[-1]))
        told = self._story[oldest : newest + 1]
        return [history_row(told[place - oldest]) for place in places]

    def __iter__(self) -> Iterator[Say]:
        return iter(self[:])


def _code(plan: PlanInForce, typed: str) -> tuple[str, IndicatorGone | None]:
    try:
        return plan.resolve(typed), None
    except IndicatorGone as gone:
        return next(c for c in plan_code_candidates(typed) if c in plan.gone), gone


def _earlier_line(indicator: Indicator, one: Earlier) -> Say:
    """A year before of an indicator that continues."""
    figure = say("figure.none") if one.progress is None else say("figure", percent=one.progress)
    target = amount(indicator, one.target) if not hasattr(one.target, "year") else one.target
    value = amount(indicator, one.value)
    key = "history.step_year" if indicator.kind.is_step else "history.year"
    return say(key, year=one.year, code=one.code, value=value, target=target, figure=figure)


def history_row(e: Envelope) -> Say:
    """An event as a line: number, instant, who, for which day, what was said."""
    facts = {"seq": e.seq, "at": e.recorded_at, "actor": e.actor, "day": e.effective_on}
    event = e.event  # Read anew each time it is asked for.
    detail = {name: said for name in FACTS if (said := getattr(event, name, None)) is not None}
    return _line(e.type, facts, detail)


def _line(type_: str, facts: dict[str, object], detail: dict[str, object]) -> Say:
    """The same frame for every event; what was said differs by kind of event."""
    said = detail.get("value")
    if detail.get("numerator") is not None:
        what = say("history.pair", **{k: detail[k] for k in ("numerator", "denominator")})
    elif said is not None:
        what = say(f"history.value.{detail['mode']}", value=said)
    else:
        what = say("history.nothing")
    told = {name: detail.get(name) for name in FACTS}
    return say("history.row", **facts, what=say(f"history.{type_}", what=what, **told))


CONVERSATION = Conversation(
    commands={"storico": of_typed_year(show_history)},
    asides=frozenset({"storico"}),
    offered={"storico": ()},
    buttons={"hist": of_year(show_history)},
)
