"""Above or below the mean of those like it: `quali servizi sono sopra la media?`.

The mean is of the figures of everything the question lists, without its filters; what has no figure
has no part in it.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from handlers import ask
from handlers.ask.answers.parse import parse
from handlers.ask.asked import Asked
from handlers.ask.parts.about import OWN
from handlers.ask.parts.apart import thing_in
from handlers.conversation import NotAButton
from handlers.desk import Desk, answer, button
from handlers.talk import listing
from handlers.talk.listing import Listed
from handlers.turn import Outcome
from italian.words import clean
from ledger.readings.query import IndicatorRow, NotAQuery, ObjectiveRow, Order, Query, What, written
from ledger.readings.query import answer as answer_of
from ledger.readings.query.model import read
from ledger.readings.query.rows import Row, UnitRow
from words import answers, titles
from words.phrases import short
from words.say import say

LIST = "md"
MEAN = re.compile(
    r"\b(?:(?P<above>sopra|oltre|meglio del|superior[ei] al|maggior[ei] del|più alt[oaie] del)"
    r"|rispetto al|(?:sotto|peggio del|inferior[ei] al|minor[ei] del|più bass[oaie] del))"
    r"(?: ?la|l[ao])? media"
    r"(?: (?:dell['’]ente|del comune|generale|(?P<area>(?:dell['’]|della mia )area(?! \w))))?"
    r"(?=\W|$)",
    re.I,
)
AVERAGE = re.compile(
    r"^.*?\b(?:(?P<gap>scostamento medio)|media|percentuale media|valore medio)"
    r"(?: (?:di|del|dei|degli|delle|della|dell['’]))?(?P<rest>.*)$",
    re.I,
)
MANY = re.compile(r"^(?:e )?(?:quali|quant[ie]|chi|che|elenc\w+|mostra\w*|gli|le)\b", re.I)
OF = (What.AREAS, What.SERVICES, What.OBJECTIVES, What.INDICATORS)
UNITS = (What.AREAS, What.SERVICES)
OF_ONE = re.compile(
    r"\b(?:e|sono|siamo|sto|sta|stiamo|va|vanno|il|la|lo|l'|i|gli|le|quali|qual|rispetto|alla|al|del|di|dei"
    r"|delle|degli|dell'|nel|in)\b"
)
MEAN_ALONE = re.compile(r"^\s*(?:qual è|quanto è|quant['’]è|la) ", re.I)
AS_A_BOUND = " sotto il 40% "
"""Stands where the mean was said, so that the rest is read as of any other figure."""


def asked(desk: Desk, text: str) -> Outcome | None:
    """The answer to words about a mean; None for others."""
    found = MEAN.search(text)
    if found is None:
        return _average(desk, text)
    if MANY.match(text) is None and (told := _one(desk, text, found)) is not None:
        return told
    plain = f"{text[: found.start()]}{AS_A_BOUND}{text[found.end() :]}"
    read_as = parse(plain, ask.names_of(desk), desk.today, ask.visited(desk))
    query = read_as.query if read_as is not None and not read_as.unread else None
    if query is None or query.what not in OF:
        return ask.not_understood(desk, Asked(unread=("media",)))
    above = found["above"] is not None
    order = Order.BEST if above else Order.WORST
    query = replace(query, bounds=(), order=order, only=None, year=query.year or desk.year)
    about = ("a" if above else "b") + written(query)
    return listing.shown(desk, LIST, about, source(desk, about))


def _one(desk: Desk, text: str, found: re.Match[str]) -> Outcome | None:
    """One thing beside the mean of those like it, in its area or in the ente; None of what is of no
    kind that has a mean."""
    names, plan = ask.names_of(desk), desk.view.plan
    about = names.of(OF_ONE.sub(" ", clean(f"{text[: found.start()]} {text[found.end() :]}")))
    code = about.codes[0]
    if about.unread:
        return ask.not_understood(desk, Asked(unread=("media", *about.unread), code=code))
    known = (*plan.areas, *plan.area_of_service, *plan.objectives, *plan.indicators)
    if code not in known:
        return None
    what = names.kind(code)
    area = plan.area_of_service.get(code) if found["area"] else None
    like = Query(what, (area,) if area else (), year=desk.year)
    rows = answer_of(desk.ledger, desk.person, like, desk.today).rows
    mean, own = _mean(rows), _figure_of(desk, Query(what, (code,), year=desk.year), code)
    if own is None:
        return answer(say("query.mean.no_figure", code=code, name=short(plan.name_of(code))))
    above = mean is not None and own > mean
    line = say(
        f"query.mean.one.{'above' if above else 'below'}",
        code=code,
        name=short(plan.name_of(code)),
        figure=say("figure", percent=own),
        mean=mean,
        count=len(rows),
        noun=say(f"query.noun.{what}.many"),
    )
    return answer(line, buttons=((button("why", f"why:{code}{desk.ref}"),),))


def _figure_of(desk: Desk, query: Query, code: str) -> Fraction | None:
    found = answer_of(desk.ledger, desk.person, query, desk.today).rows
    return next((_figure(row) for row in found if _code(row) == code), None)


def _code(row: Row) -> str:
    if isinstance(row, ObjectiveRow):
        return row.standing.objective.code
    return row.standing.indicator.code if isinstance(row, IndicatorRow) else str(row.code)  # type: ignore[union-attr]


def _average(desk: Desk, text: str) -> Outcome | None:
    """The mean itself, of the things that are named, within what is named; None for other words."""
    found = AVERAGE.match(text.strip(" ?.!"))
    if found is None or ("?" not in text and not MEAN_ALONE.match(text)):
        return None
    names = ask.names_of(desk)
    rest = clean(f"quali {found['rest']}").strip()
    thing = thing_in(rest) or thing_in(clean(found["rest"]))
    what = thing[0] if thing else What.OBJECTIVES
    left = OF_ONE.sub(" ", rest.replace(thing[1][0], " ") if thing else rest)
    about = names.of(f"{left} miei" if OWN.search(rest) else left)
    if what not in (*OF, What.LINES) or about.unread or (thing is None and not found["gap"]):
        return None
    query = Query(what, about.codes if about.said else (), year=desk.year)
    if not about.said and what not in (What.AREAS, What.SERVICES, What.LINES):
        query = replace(query, of=names.own)
    rows = answer_of(desk.ledger, desk.person, query, desk.today).rows
    figures = [(_figure(row), _expected(row)) for row in rows]
    known = [(figure, expected) for figure, expected in figures if figure is not None]
    if not known:
        return answer(say("query.mean.none"))
    mean = sum((figure for figure, _ in known), Fraction(0)) / len(known)
    expected = sum((e or Fraction(0) for _, e in known), Fraction(0)) / len(known)
    line = say(
        "query.mean.gap" if found["gap"] else "query.mean.of",
        mean=mean,
        expected=expected,
        gap=mean - expected,
        count=len(known),
        noun=say(f"query.noun.{what}.{'one' if len(known) == 1 else 'many'}"),
        scope=titles.scope_of(query, desk.view.plan),
    )
    listed = written(replace(query, order=Order.BEST))
    return answer(line, buttons=((button("asked_so", f"ls:{ask.LIST}:{listed}:0", title=line),),))


def source(desk: Desk, about: str) -> Listed:
    """All that is above (`a`) or below (`b`) the mean. Raises NotAButton."""
    try:
        query = read(about[1:])
    except NotAQuery:
        raise NotAButton() from None
    found = answer_of(desk.ledger, desk.person, query, desk.today)
    alone = len(query.of) == 1 and query.what in UNITS and query.of[0] in _kind(desk, query.what)
    like = replace(query, filters=frozenset(), of=() if alone else query.of)
    every = answer_of(desk.ledger, desk.person, like, desk.today)
    mean = _mean(every.rows)
    rows = [row for row in found.rows if _is_of(about[0], _figure(row), mean)]
    title = say(
        f"query.mean.{about[0]}.{query.what.name.lower()}",
        count=len(rows),
        whole=len(every.rows),
        mean=mean,
    )
    cells = tuple(ask.cell(desk, row, query) for row in rows)
    return Listed((title,), tuple(answers.line(found, row) for row in rows), cells)


def _kind(desk: Desk, what: What) -> Iterable[str]:
    plan = desk.view.plan
    return plan.areas if what is What.AREAS else plan.area_of_service


def _figure(row: Row) -> Fraction | None:
    if isinstance(row, ObjectiveRow | IndicatorRow):
        return row.standing.progress
    return row.progress if isinstance(row, UnitRow) else None


def _expected(row: Row) -> Fraction | None:
    if isinstance(row, ObjectiveRow | IndicatorRow):
        return row.standing.expected
    return row.expected if isinstance(row, UnitRow) else None


def _mean(rows: Iterable[Row]) -> Fraction | None:
    figures = [figure for row in rows if (figure := _figure(row)) is not None]
    return sum(figures, Fraction(0)) / len(figures) if figures else None


def _is_of(side: str, figure: Fraction | None, mean: Fraction | None) -> bool:
    if figure is None or mean is None:
        return False
    return figure > mean if side == "a" else figure < mean
