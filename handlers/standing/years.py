"""Which year a chat speaks of, and one year beside another.

anybody     /anno 2024               →  from now on, here, questions are about 2024
anybody     com'era il 2024?         →  how it stood
dirigente   confronta con l'anno scorso
bot         AS: 62,5 % il 16/09/2025; 48 % il 16/09/2024; 91 % a fine 2024

What is reported is never moved: it goes to the plan of its day.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from handlers.conversation import Conversation, Press, word, year
from handlers.desk import Desk, answer, button, remembered
from handlers.standing.status import default_scope, scope_name, show_status
from handlers.talk.typed import YEAR_SAID, tells_figure, years_said
from handlers.talk.words import amount, short, value_amount
from handlers.turn import Outcome
from handlers.understand.days.dates import find_days
from italian.regex import regex
from italian.words import clean
from ledger.clock import parse_instant
from ledger.errors import NoPlanOf, UnknownCode
from ledger.later import dataclass
from ledger.people import CLI
from ledger.plan import ENTE, SEGRETARIO, TRANSVERSAL
from ledger.plan.carry import counterpart
from ledger.plan.inforce import PlanInForce
from ledger.progress.standings import IndicatorStanding
from ledger.readings import progress as readings
from ledger.view import View
from words.say import Say, say

HOLDS = dt.timedelta(days=1)
"""How long a chat speaks of another year."""

COMPARED = 6

BESIDE = regex(
    r"\b(?:confront\w*|paragon\w*|rispetto a\w*"
    r"|(?:di )?(?:più|piu|meno|meglio|peggio)(?: o (?:di )?(?:meno|più|piu|peggio|meglio))?"
    r" (?:del|dell['’]|di quell[oaie] del))(?=\W|\w|$)",
    re.IGNORECASE,
)
HOW_IT_WAS = regex(
    r"\b(?:com['’ ]?er[ae]|com(?:e |['’])(?:è|e'|é) andat\w+|come andava|come stava)(?=\W|$)",
    re.IGNORECASE,
)
GROWN = regex(
    r"\bquanto (?:siamo |abbiamo |è |sono )?(?:cresciut|migliorat|peggiorat|calat|sces|salit)\w+",
    re.IGNORECASE,
)
"""Asks of the whole that is one's own, where nothing else is named."""
OURS = regex(
    r"\W*(?:noi |io )?(?:andiamo|stiamo|siamo|vado|sto|sono)(?: andando| mess[oaie])?"
    r" (?:meglio|peggio)(?: o (?:meglio|peggio))?\W*",
    re.IGNORECASE,
)


def year_of(kept: Mapping[str, Any], at: dt.datetime) -> int | None:
    """The year a chat was told to speak of, while it holds."""
    if kept.get("year") is None or dt.datetime.fromisoformat(str(kept["until"])) <= at:
        return None
    return int(kept["year"])


def set_year(desk: Desk, typed: str) -> Outcome:
    """`/anno 2024`; `/anno` alone says which one it is, with the others as buttons."""
    words = typed.split()
    if not words:
        return _which(desk)
    if not re.fullmatch(r"(?:19|20)\d\d", words[0]):
        return answer(say("anno.unread", typed=words[0][:20]), buttons=_years(desk))
    asked = int(words[0])
    if asked not in desk.record.years:
        raise NoPlanOf(asked, tuple(desk.record.years))
    if asked == desk.record.year:
        return remembered(desk, answer(say("anno.back", year=asked)), year=None, until=None)
    until = desk.turn.at + HOLDS
    outcome = answer(
        say("anno.set", year=asked, until=until),
        buttons=((button("back_to_year", f"anno:{desk.record.year}", year=desk.record.year),),),
    )
    return remembered(desk, outcome, year=asked, until=until.isoformat())


def _which(desk: Desk) -> Outcome:
    return answer(say("anno.which", year=desk.view.year), buttons=_years(desk))


def _years(desk: Desk) -> tuple[Any, ...]:
    cells = [button("year", f"anno:{y}", year=y) for y in desk.record.years[-8:]]
    return tuple(tuple(cells[i : i + 4]) for i in range(0, len(cells), 4))


def note(year_: int) -> Say:
    """Said under every answer of a chat that speaks of another year."""
    return say("anno.note", year=year_)


def asked(desk: Desk, text: str) -> Outcome | None:
    """Plain words that ask about a year, or one beside another; None for anything else."""
    if not is_asked(desk, text):
        return None
    named = years_said(text, desk.today)
    if BESIDE.search(text):
        return _compared_in_words(desk, text, named)
    year_, bare = named[0], YEAR_SAID.sub(" ", text)
    desk = desk.in_year(year_)
    day = next((d for d in find_days(clean(bare), desk.today) if d.day is not None), None)
    if day is None or day.day is None:
        return show_status(desk, _scope(desk, bare))
    scope = _scope(desk, clean(bare).replace(day.text, " "))
    return show_status(desk, scope, _same_day(day.day, year_))


def is_asked(desk: Desk, text: str) -> bool:
    """Whether words ask about a year they name; `510 rispetto alle 480 del 2024` tells a figure."""
    if YEAR_SAID.search(text) is None:
        return False
    beside = BESIDE.search(text)
    if beside is None:
        return HOW_IT_WAS.search(text) is not None
    tale = not beside[0].lower().startswith(("confront", "paragon"))
    return not tale or not tells_figure(YEAR_SAID.sub(" ", text), desk.today)


def _compared_in_words(desk: Desk, text: str, named: tuple[int, ...]) -> Outcome:
    """The first of two years beside the second; of one, this year beside it."""
    if len(named) > 1:
        desk, other = desk.in_year(named[0]), named[1]
    else:
        other = named[0]
    bare = YEAR_SAID.sub(" ", text)
    ours = GROWN.search(text) or OURS.fullmatch(BESIDE.sub(" ", bare))
    return compare(desk, None if ours else _scope(desk, bare), other)


def _scope(desk: Desk, text: str) -> str | None:
    """What the words are about, in the plan of the year asked about: the reader's own answer to
    "how does it go"."""
    bare = HOW_IT_WAS.sub(" ", BESIDE.sub(" ", text)).replace("?", " ")
    bare = re.sub(r"\b(?:(?:con |al|nel|del)l['’]|(?:con|nel|il|al|del|nell'|a)(?= |$))", " ", bare)
    reader = desk.reader_of(desk.view)
    reading = reader.read(f"come va {bare}?", sender=desk.sender(), today=desk.today)
    item = next(iter(reading.items), None)
    return item.about if item else None


def of_other_year(desk: Desk, unknown: UnknownCode) -> Outcome | None:
    """A code that only another year's plan has: which, with the way there. None where none has."""
    code, having = years_with(desk.record, unknown)
    if not having:
        return None
    cells = [button("scope_year", f"st:{code}:{y}", code=code, year=y) for y in having[-4:]]
    return answer(elsewhere(unknown, code, having), buttons=(tuple(cells),))


def years_with(record: View, unknown: UnknownCode) -> tuple[str, list[int]]:
    """A code as it is written, and the other years whose plan has it."""
    years = [y for y in record.years if y != unknown.year]
    having = [y for y in years if record.of(y).plan.has(unknown.code)]
    if unknown.year is None or not having:
        return unknown.code, []
    return record.of(having[-1]).plan.resolve_scope(unknown.code), having


def elsewhere(unknown: UnknownCode, code: str, years: Sequence[int]) -> Say:
    """That a code is of other years' plans."""
    return say("year.elsewhere", code=code, year=unknown.year, years=", ".join(map(str, years)))


@dataclass(frozen=True)
class _Beside:
    """A scope this year, the other year on the same day, and how the other year ended."""

    code: str
    now: Fraction | None
    then: Fraction | None
    end: Fraction | None


def compare(desk: Desk, scope: str | None = None, other: int | None = None) -> Outcome:
    """A year beside another, on the same day and at its end. Raises NoPlanOf."""
    view, today = desk.view, desk.today
    code = view.plan.resolve_scope(scope or default_scope(desk))
    readings.check(desk.record, desk.person, today)
    if (other or view.year - 1) == view.year - 1 and view.year - 1 not in view.years:
        return _with_what_is_printed(desk, code)
    former = view.of(other or view.year - 1)
    if former.plan.year == view.year:
        return show_status(desk, code)
    same_day = _same_day(today, former.year)
    codes = [code, *_parts(view.plan, code)][: COMPARED + 1]
    pairs = [(one, _former_code(view, one, former)) for one in codes]
    instant = parse_instant(same_day.isoformat(), end_of_day=True)
    with desk.ledger.view_at(instant, None) as past:
        found = [
            _Beside(
                one,
                _figure(view, one, today),
                _figure(past.of(former.year), before, same_day),
                _figure(former, before, today),
            )
            for one, before in pairs
        ]
    title = say(
        "compare.title",
        code=code,
        name=short(scope_name(view.plan, code)),
        year=view.year,
        former=former.year,
        day=today,
        same_day=same_day,
    )
    absent = tuple(
        say("compare.missing", code=one, year=former.year)
        for one, before in pairs[:1]
        if before is None
    )
    cells = [button("scope_year", f"st:{code}:{view.year}", code=code, year=view.year)]
    if pairs[0][1] is not None:
        there = f"st:{pairs[0][1]}:{former.year}"
        cells.append(button("scope_year", there, code=pairs[0][1], year=former.year))
    lines = [_compared(view.plan, one) for one in found]
    return answer(title, *lines, *absent, buttons=(tuple(cells),))


def _with_what_is_printed(desk: Desk, code: str) -> Outcome:
    """Without a plan of the year before: its figures as far as this year's plan prints them."""
    stands = readings.standing(desk.view, desk.person, code, desk.today, desk.today)
    parts = [p for row in stands.objectives for p in row.indicators]
    if code in desk.view.plan.indicators:
        parts = [p for p in parts if p.indicator.code == code]
    printed = [p for p in parts if p.indicator.baseline is not None]
    lines = [
        say(
            "compare.printed",
            code=p.indicator.code,
            name=short(p.indicator.name),
            now=value_amount(p.indicator, p.value),
            former=amount(p.indicator, p.indicator.baseline),
        )
        for p in printed[:COMPARED]
    ]
    name = short(scope_name(desk.view.plan, code))
    key = "compare.no_plan" if printed else "compare.no_plan.none"
    title = say(key, year=desk.view.year - 1, code=code, name=name, count=len(printed))
    if not printed and len(parts) == 1:
        lines = [_of_this_year(parts[0], desk)]
    left = (say("status.more", count=len(printed) - COMPARED),) if len(printed) > COMPARED else ()
    cells = ((button("scope", f"st:{code}{desk.ref}", code=code),),)
    return answer(title, *lines, *left, buttons=cells)


def _same_day(day: dt.date, year_: int) -> dt.date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=year_, day=28 if leap else day.day)


def _parts(plan: PlanInForce, code: str) -> list[str]:
    if code == ENTE:
        return [*plan.areas]
    return [s.code for s in plan.areas[code].services] if code in plan.areas else []


def _former_code(view: View, code: str, former: View) -> str | None:
    """What a scope was in another year: codes of objectives may mean different things there, so
    an indicator is followed by what it continues, an objective by its indicators."""
    plan = view.plan
    if code in plan.indicators:
        return counterpart(view, code, former.year)
    if code in plan.objectives:
        found = [_former_code(view, i.code, former) for i in plan.objectives[code].indicators]
        known = [former.plan.objective_of(one).code for one in found if one is not None]
        return next(iter(known), None)
    units = (ENTE, TRANSVERSAL, SEGRETARIO, *former.plan.areas, *former.plan.area_of_service)
    return code if code in units else None


def _figure(view: View, code: str | None, day: dt.date) -> Fraction | None:
    if code is None or view.year not in view.years:
        return None
    return readings.standing(view, CLI, code, day, day).progress


def _of_this_year(part: IndicatorStanding, desk: Desk) -> Say:
    """What there is of it, where nothing stands beside it."""
    value = value_amount(part.indicator, part.value)
    return say("compare.only_now", code=part.indicator.code, year=desk.view.year, now=value)


def _compared(plan: PlanInForce, one: _Beside) -> Say:
    def shown(figure: Fraction | None) -> Say:
        return say("figure.none") if figure is None else say("figure", percent=figure)

    return say(
        "compare.row",
        code=one.code,
        name=short(scope_name(plan, one.code)),
        now=shown(one.now),
        then=shown(one.then),
        end=shown(one.end),
    )


CONVERSATION = Conversation(
    commands={"anno": set_year},
    asides=frozenset({"anno"}),
    offered={"anno": ()},
    buttons={
        "anno": Press(lambda desk, asked_: set_year(desk, str(asked_)), (year,), aside=True),
        "cmp": Press(lambda desk, code: compare(desk, code), (word,), aside=True),
    },
)
