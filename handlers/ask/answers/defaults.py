"""How each kind of question is answered, of whatever it names: a query, or what a button opens.

quante buche ci vogliono ancora?   gap, of the indicator that is named   Query(GAP, …)
a che punto è il ciclo?            phase                                 the button `go:ciclo:-`
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from handlers.ask.answers import per_unit
from handlers.ask.answers.acts import act_in
from handlers.ask.answers.beside import side_by_side, two_days
from handlers.ask.answers.by_kind import OPENS, QUERIES, TOLD, listed
from handlers.ask.answers.gaps import is_of_what_is_left
from handlers.ask.answers.months import ranked
from handlers.ask.asked import Asked
from handlers.ask.chosen.unread import TURNS
from handlers.ask.cues import MINE, ROLES, WHY, put_plainly
from handlers.ask.kinds import Kind as K
from handlers.ask.kinds import speaks_for
from handlers.ask.parts import slots
from handlers.ask.parts.about import About, Names
from handlers.ask.parts.apart import LACK, PROOF, PROOFS, THE_ONE, Left, filters_in, thing_in
from handlers.ask.parts.bounds import bounds_in
from handlers.ask.parts.lines import LINE
from handlers.ask.parts.scope import scope_of
from handlers.ask.parts.slots import UNITS
from handlers.ask.parts.spans import MORE_THAN, coming_span, past_span, silent_since
from handlers.ask.plain.aside import left_aside
from italian.regex import regex
from ledger.plan import ENTE
from ledger.readings.query import SILENT_DAYS, Filter, Order, Query, What
from ledger.readings.query.model import STATES
from ledger.readings.query.rights import OF_ENTE as OF_NO_UNIT
from ledger.readings.query.rights import ONESELF

F, W, O = Filter, What, Order  # noqa: E741 - used as the tables of `by_kind` are


OF_A_THING = frozenset(
    {K.STANDING, K.MADE_IN_SPAN, K.ON_A_DAY, K.BY_MONTH, K.CHART, K.LAST_YEAR, K.EXPECTED, K.GAP}
    | {K.PACE, K.TARGET, K.WEIGHT, K.DEADLINE, K.PROOFS, K.WHO_OWNS, K.WHO_WROTE, K.LAST_REPORT}
    | {K.MEANING, K.WHY_FIGURE, K.WHY_LOW, K.WHO_VALIDATES, K.CHANGES, K.IMPROVED, K.FELL}
)
"""Asked of one thing: where none is named, of the one that was spoken of just before."""
OF_ALL = (K.PLAN_LINE, K.STAFF, K.EVALUATIONS, K.MY_RECORDS, K.MINE_VALIDATED, K.RECORDED_CHECK)
"""Asked of nobody's own office where none is named."""
OF_ONES_OWN = (K.SCHEDA, K.PREMIUM, K.MY_TASKS, K.WHO_AM_I)
"""Opened by a button that is of oneself alone."""
OF_UNITS = (K.BEST, K.WORST, K.COMPARED)
"""Where nothing is named, who answers for the whole ente asks it of its areas."""
OF_THE_PAST = frozenset(
    {K.MADE_IN_SPAN, K.CHANGES, K.MY_RECORDS, K.HOW_MANY_RECORDS, K.AMENDED, K.CONTESTED}
    | {K.IMPROVED, K.FELL, K.BY_MONTH, K.LAST_REPORT, K.SILENT, K.WHO_OWES_REPORT, K.DONE}
    | {K.UNVALIDATED}
)
"""Kinds that look at a stretch of time that has been."""
WEEK, MONTH = dt.timedelta(days=7), dt.timedelta(days=30)
NEEDS_SINCE: Mapping[K, dt.timedelta] = {
    K.CHANGES: WEEK,
    K.IMPROVED: MONTH,
    K.FELL: MONTH,
    K.WHO_OWES_REPORT: dt.timedelta(days=SILENT_DAYS),
    K.MADE_IN_SPAN: MONTH,
}
"""How far back they look where nothing is said."""
NUMBER = regex(r"(?<![\w.,])(\d{1,3})(?! ?%|[\w.,])")
"""A figure that is a percentage where figures are set a bound."""
WRITES_SCHEDE = regex(
    r"\b(?:fare|scrivere|compilare|emettere|firmare|chiudere) (?:gia )?(?:le |la |una )?sched[ae]\b"
)
BY_TODAY = regex(r"\b(?:in linea|in pari|attes[oaei]|previst[oaei])\b")
"""What is missing to where one should be by now, and not to the target."""
SUPPOSES = regex(r"(?<![\w.])\d|\bclass[ei]\b|\bfasc(?:ia|e)\b|\bse (?:uno|una|prend\w+)\b")
"""A score, a class, a band: what they lead to is not what is paid, and to whom."""
MADE = regex(
    r"(?:e )?quant[aeio] (?!(?:\w+ )?(?:dat[oi]|registrazion|volt|aggiornament|report)\w*)"
)
EXCEPT = regex(
    r"\b(?:tranne|eccetto|esclus[oaie]|salvo|a parte|meno che|unic[oaie]|un[oa]? sol[oa])\b"
)
"""What leaves something out, which no answer to a kind alone does."""
MOVES = (K.IMPROVED, K.FELL)
OF_A_STATE = (K.DONE, K.NOT_STARTED, K.LATE, K.AT_RISK, K.ON_TRACK)
LACKS = (K.NO_TARGET, K.NO_WEIGHT, K.UNPROVED)
RANKED = (*MOVES, K.BEST, K.WORST)
"""Kinds that put several things in order: none is asked of one thing alone."""

TWO_DAYS, OF_PEOPLE = (K.LAST_YEAR, K.COMPARED), (K.EVALUATIONS, K.STAFF)
OF_ITS_OWN = (OF_A_THING - {K.WEIGHT}) | {*RANKED, K.EVALUATIONS}
"""Kinds whose words are of the asking alone: `scheda` says of a weight what it is the weight in."""


def default(
    kind: K,
    names: Names,
    text: str,
    today: dt.date,
    visited: dt.date | None,
    spoken_of: tuple[str, ...] = (),
) -> Asked | None:
    """The answer to a kind, of what the words name, else of what was spoken of; None for a kind
    that needs more than that."""
    plain = put_plainly(text).strip(" .!?")
    about = scope_of(names, PROOF.sub(" ", plain) if _of_evidence(kind, plain) else plain, today)
    if not about.said and spoken_of and kind in OF_A_THING:
        about = About(spoken_of, True, about.unread)
    if kind is K.WHY_ASKED and about.said:
        kind = K.WHY_FIGURE  # Of what is named, and not of what was asked by us.
    if kind is K.PLAN_LINE and about.said and set(about.codes) <= _units(names):
        kind = kind if LINE.search(plain) else K.STANDING  # Offices have codes too.
    if kind in TWO_DAYS and (beside := two_days(plain, names, today)) is not None:
        return replace(beside, kind=kind)  # Of this year, whatever other year the kind may ask of.
    made = _made(kind, names, plain, about, today, visited)
    if made is None:
        return None
    made = _of_role(made, plain) if kind in OF_PEOPLE else made
    known = kind in OF_ITS_OWN or bool(made.opens)
    unread = tuple(w for w in made.unread if not (known and speaks_for(w, kind)))
    aside = left_aside(kind, about, names, plain, unread)
    left = tuple(w for w in unread if w not in aside)
    but = () if made.query and F.NOT in made.query.filters else EXCEPT.findall(plain)
    proof = _of_no_proof(kind, plain)
    return replace(made, kind=kind, unread=(*left, *but, *proof), aside=aside)


def _of_no_proof(kind: K, plain: str) -> list[str]:
    """The words for evidence, of a kind that tells none of it: `con le prove come va?`."""
    of_it = kind in OF_A_THING and kind is not K.PROOFS
    return PROOF.findall(plain) if of_it and filters_in(Left(plain))[1] & PROOFS else []


def _of_evidence(kind: K, plain: str) -> bool:
    """Whether its words for evidence are of the asking: then they name nothing of the plan."""
    if kind is K.PROOFS or not PROOF.search(plain):
        return kind is K.PROOFS
    return bool(filters_in(Left(plain))[1] & PROOFS)


def _of_role(made: Asked, plain: str) -> Asked:
    """People, and their schede, of the role that is named."""
    found = next(((role, p) for role, p in ROLES if p.search(plain)), None)
    if found is None or made.query is None:
        return made
    role, pattern = found
    unread = tuple(w for w in made.unread if not pattern.fullmatch(w))
    return replace(made, query=replace(made.query, words=str(role)), unread=unread)


def _made(
    kind: K, names: Names, plain: str, about: About, today: dt.date, visited: dt.date | None
) -> Asked | None:
    span = past_span(plain, today, visited)
    day = span.until or span.since
    if kind in MORE and MORE[kind].search(plain):
        return None
    kind = _as_meant(kind, names, about, plain, spanned=day is not None)
    code, unread = about.codes[0], about.unread
    if (alone := _of_one_figure(kind, names, about, plain)) is not None:
        return alone
    if kind in SIDE_BY_SIDE and len(about.codes) > 1 and about.said:
        beside = side_by_side(names, about.codes, SIDE_BY_SIDE[kind]).query
        return Asked(beside and replace(beside, until=day), unread=unread)
    if kind is K.ON_A_DAY:
        return _on(day, about, plain) if day else None
    story = len(about.codes) == 1 and _has_a_story(names, code) and day is None
    if kind is K.WHO_WROTE and not story:
        since = span.since or span.until
        told = Query(W.RECORDS, about.codes, order=O.NEWEST, since=since, until=span.until)
        return Asked(told, unread=unread)
    if kind is K.OTHERS_TASKS and about.said and code in names.plan.objectives:
        kind = K.STANDING  # Its card says what of it is open.
    others = about.said and set(about.codes) <= _units(names) - {*names.own, ENTE}
    if kind in OF_ONES_OWN and others and not MINE.search(plain):
        return None  # What is asked of another office is not answered with one's own.
    if opens := _button(kind, plain):
        opens = opens.replace("-", code) if kind is K.ANOMALIES and about.said else opens
        return _opened(opens, code, unread)
    query = _query(kind, names, plain, about)
    if query is None:
        return None
    return Asked(_spanned(kind, query, plain, today, visited), unread=unread)


def _of_one_figure(kind: K, names: Names, about: About, plain: str) -> Asked | None:
    """What a sentence answers, whatever is named; of one figure why it is so, or what is left."""
    if kind in TOLD:
        return Asked()
    if kind in (K.WHY_FIGURE, K.WHY_LOW):
        return Asked(why=about.codes[0], unread=about.unread)
    if kind is K.GAP and is_of_what_is_left(names, about.codes, plain):
        return Asked(code=about.codes[0], unread=about.unread)
    return None


def _has_a_story(names: Names, code: str) -> bool:
    """One indicator has, and the objective of one; of a unit it is what was recorded there."""
    objective = names.plan.objectives.get(code)
    return code in names.plan.indicators or (
        objective is not None and len(objective.indicators) == 1
    )


def _on(day: dt.date, about: About, plain: str) -> Asked:
    """How it stood; or why it is no longer as it was then, which is what moved since."""
    if WHY.match(plain):
        return Asked(Query(W.CHANGES, about.codes, since=day), unread=about.unread)
    return Asked(code=about.codes[0], as_of=day, unread=about.unread)


def _button(kind: K, plain: str) -> str | None:
    """The button that answers a kind. Whether schede may be written yet, their own list says."""
    schede = kind is K.CAN_I and WRITES_SCHEDE.search(plain)
    return "go:valuta:-" if schede else OPENS.get(kind)


def _opened(button: str, code: str, unread: tuple[str, ...]) -> Asked:
    """What a button answers, of a code where it is of one."""
    if "{" not in button:
        return Asked(opens=button)
    return Asked(opens=button.format(code=code), code=code, unread=unread)


SIDE_BY_SIDE = {K.COMPARED: O.BEST, K.STANDING: O.WORST, K.ON_A_DAY: O.WORST}


MORE = {K.PLAN_LINE: TURNS, K.PREMIUM: SUPPOSES}
"""Kinds of which some words ask more than their one answer holds."""


def _as_meant(kind: K, names: Names, about: About, plain: str, *, spanned: bool) -> K:
    """Which lines an objective belongs to, its own card says. How much was made of it, without a
    stretch of time, is how it stands; so is the year before, where that is the one asked about.
    `quante ore ho registrato` counts hours, and no records."""
    before = kind is K.LAST_YEAR and names.plan.plan.year != names.today.year
    counts = MADE.match(plain) and set(about.codes) <= names.plan.indicators.keys()
    kind = K.MADE_IN_SPAN if kind is K.HOW_MANY_RECORDS and counts else kind
    bare = kind is K.MADE_IN_SPAN and not spanned
    if kind is K.PLAN_LINE and about.said:
        parts = {*names.plan.objectives, *names.plan.indicators}
        return K.MEANING if set(about.codes) <= parts else kind
    return K.STANDING if before or bare else kind


def _query(kind: K, names: Names, plain: str, about: About) -> Query | None:
    if kind in OF_A_STATE and bounds_in(plain)[1] and not filters_in(Left(plain))[1]:
        kind = K.BELOW_ABOVE  # `al massimo al 20 %` says no state.
    if kind in LACKS and not LACK.search(plain):
        kind = K.LIST_OF  # `gli indicatori col target`
    query = _base(kind, names, plain, about)
    if query is None or not _says_it_all(kind, plain):
        return None
    of = about.codes
    if not about.said and (kind in OF_ALL or names.own == (ENTE,)):
        of = names.own if query.what in OF_ONE_THING else ()
    if query.what in (W.OBJECTIVES, W.INDICATORS, W.SERVICES):
        query = _narrowed(kind, query, names, plain, about)
    if kind is K.CONTESTED and MINE.search(plain):
        query = replace(query, what=W.REPORTS)
    of = () if query.act in OF_NO_UNIT or query.what is W.LINES else of
    return None if kind is K.BELOW_ABOVE and not query.bounds else replace(query, of=of)


def _base(kind: K, names: Names, plain: str, about: About) -> Query | None:
    """The query of a kind, by what it is asked of."""
    if (each := per_unit.asked(kind, plain, names.today)) is not None:
        return each
    if kind is K.BY_MONTH:
        return Query(W.MONTHS, order=ranked(plain))
    units = set(about.codes) <= _units(names)
    states = filters_in(Left(plain))[1] & STATES
    if kind is K.UNVALIDATED and states:
        return Query(W.OBJECTIVES, (), states | {F.UNVALIDATED}, O.WORST)
    if kind is K.MADE_IN_SPAN:
        return Query(W.CHANGES if units else W.MADE)
    if kind is K.COMPARED:
        return listed("", O.BEST)
    if kind is K.WHO_EVALUATES and not set(about.codes) <= set(names.plan.area_of_service):
        return None  # Who evaluates a dirigente is not who evaluates in their area.
    if kind is K.GAP and BY_TODAY.search(plain):
        return Query(W.STANDS)
    if kind in (K.WHO_MAY, K.CAN_I):
        act = act_in(plain)
        me = ONESELF if kind is K.CAN_I else ""
        return None if act is None else Query(W.RIGHTS, act=act, who=me)
    if kind in RANKED and not units:
        counted = set(about.codes) <= set(names.plan.indicators)
        moved = Query(W.MADE if counted else W.STANDS)
        return moved if kind in MOVES and not plain.startswith("chi ") else None
    return QUERIES.get(kind)


def _says_it_all(kind: K, plain: str) -> bool:
    """Whether a list is asked for without more than filters can say: `che hanno più indicatori`."""
    left, filters = filters_in(Left(plain))
    thing = thing_in(plain)
    if F.NONE in filters and (thing is None or thing[0] not in UNITS):
        return False
    return kind not in (K.COUNT_OF, K.LIST_OF) or not TURNS.search(left.text)


HOW_THEY_STAND = regex(r"\b(?:a che punto|come) (?:sono|siamo|stanno|stiamo|vanno|procedono)\b")
OF_ONE_THING = (W.WORTH, W.STANDS, W.GAP, W.HOLDERS, W.MONTHS, W.MADE)


def _narrowed(kind: K, query: Query, names: Names, plain: str, about: About) -> Query:
    """The things that the words name, which of them, and in which order."""
    text = NUMBER.sub(r"\1%", plain) if kind is K.BELOW_ABOVE else plain
    said = slots.read(text, names.today, None)
    thing = said.what if said.what is not W.RECORDS else None
    if thing is not None and (thing not in UNITS or set(about.codes) <= _units(names)):
        query = replace(query, what=thing)
    elif kind in OF_UNITS and not about.said and names.own == (ENTE,):
        query = replace(query, what=W.AREAS)
    if kind in RANKED:
        query = replace(query, only=said.only or (1 if THE_ONE.search(plain) else None))
    if said.filters & {F.DUE, F.HEARD}:
        query = replace(query, since=said.span.since, until=said.span.until)
    usual = frozenset() if said.filters & OF_A_STAND else query.filters
    order = query.order if kind in RANKED else said.order or query.order
    if kind is K.WORST and query.what in UNITS and said.order is not O.BEHIND:
        order = O.LOWEST
    if kind is K.LIST_OF and order is O.PLAN and HOW_THEY_STAND.search(plain):
        order = O.WORST  # Their own figure leads them.
    return replace(query, filters=said.filters | usual, order=order, bounds=said.bounds)


OF_A_STAND = STATES | {F.WELL, F.BADLY, F.OPEN, F.NONE}
"""Where words say how it stands, or that it has nothing, the kind says no more of it."""


def _units(names: Names) -> set[str]:
    return {ENTE, *names.plan.areas, *names.plan.area_of_service}


def _spanned(kind: K, query: Query, plain: str, today: dt.date, visited: dt.date | None) -> Query:
    """The stretch of time that is named, or the usual one of the kind."""
    if kind is K.DUE_SOON:
        span = coming_span(plain, today)
        return replace(query, since=today, until=span.until or today + MONTH)
    if kind not in OF_THE_PAST:
        return query
    span = past_span(plain, today, visited)
    since = span.since or span.until
    if kind is K.UNVALIDATED and since and MORE_THAN.search(plain):
        return replace(query, since=dt.date(today.year, 1, 1), until=since)
    if since is None and kind is K.HOW_MANY_RECORDS:
        since = dt.date(today.year, 1, 1)
    if since is None and kind is K.SILENT:
        since = silent_since(plain, today)
    if since is None and kind in NEEDS_SINCE:
        since = today - NEEDS_SINCE[kind]
    over = span.until is not None and span.until < today
    until = span.until if over or kind not in NEEDS_SINCE or kind is K.MADE_IN_SPAN else None
    return replace(query, since=since, until=until)
