"""Questions in words, answered from the record.

    dirigente   quali obiettivi dell'area tecnica sono in ritardo senza prove?
    bot         2 obiettivi su 14 in ritardo, senza prove · AT Area Tecnica
                AT1.2 …                                    [AT1.2] [AT3.1] [Perché?] [Tutto l'ente]

The words fill a `Query`, the record answers it, the catalogue says it: one way for all of them.
What was not understood is said and the nearest questions are offered, never another's answer.

A question is put plainly, its names as codes (`plain`), tied to the one before where it goes on
from it (`after`), and taken apart: offices, days, bounds (`parts`). `READERS` each propose what
answers it (`answers`), what was learnt weighs its kind (`kinds`), and the proposal is given that
accounts for all that was asked (`chosen`). Words are data (`cues.toml`, `italian/closed.toml`).
"""

import datetime as dt
from dataclasses import replace

from handlers.ask import cues
from handlers.ask.after import follow, them, tied
from handlers.ask.answers import (
    beside,
    by_kind,
    defaults,
    gaps,
    house,
    judged,
    left,
    mine,
    months,
    people,
    recorded,
)
from handlers.ask.answers.parse import MORE, WE, parse
from handlers.ask.asked import Asked
from handlers.ask.asker import default_of, likely, names_of, units_of, visited
from handlers.ask.chosen import account, answering, choosing, doubt, unread
from handlers.ask.chosen.doubt import no_help, not_understood, not_who, unknown
from handlers.ask.kinds import Kind
from handlers.ask.parts import scope
from handlers.ask.parts.about import OWN_AREA, OWN_OFFICE, WHOLE, Names
from handlers.ask.parts.spans import past_span
from handlers.ask.plain import aside, coded, inverted, posts
from handlers.ask.plain.plainly import of_this_year, surely_asks, written_out
from handlers.ask.showing import LIST, cell, show, source
from handlers.desk import Desk, answer, button, led_by
from handlers.evaluating import premium_waits
from handlers.standing import deadlines, status, told, why
from handlers.talk.typed import tells_figure
from handlers.turn import Outcome
from handlers.understand.asking.questions import opens_asking
from handlers.understand.reading import Intent, Item, Reading
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE
from ledger.readings.query import Order, What
from words.say import say
from words.titles import PEOPLE

__all__ = [
    "LIST",
    "Asked",
    "cell",
    "names_of",
    "no_help",
    "not_understood",
    "not_who",
    "show",
    "source",
    "units_of",
    "unknown",
    "visited",
    "written_out",
]


OF_PEOPLE = (What.SCHEDE, What.STAFF)
"""What is not said in a group."""

READERS = (
    months.parse,
    people.parse,
    house.parse,
    judged.parse,
    recorded.parse,
    mine.parse,
    gaps.parse,
    beside.parse,
    parse,
)
"""In the order they are asked: who names a person first, who names nothing in particular last."""


PEOPLE_WHO = regex(
    r"^(?:e )?(?:(?:quant[ie]|quali|quale|che|chi (?:e|sono)|qual e|dimmi|dammi|elenc\w+|mostra\w*)"
    r"(?: il| la| l'| i| gli)?) ?"
    r"(?P<role>eq|dirigent[ei]|dipendent[ei]|person[ae]|incaricat[oi](?: eq)?)(?: che| con)? "
    r"(?=.*\b(?:non (?:ha|hanno|scriv\w+|aggiorn\w+|mand\w+|registr\w+)|dev\w+|validazion\w+"
    r"|validare|schede)\b)"
    r"|^(?:c'e|ci sono) (?:qualcuno|persone|eq)(?: dei| tra i)?(?: miei)?(?: che)? ",
)
"""Asks who: `quali dirigenti devono firmare`, `c'è qualcuno che non ha scritto`."""

TWO = regex(r"\be (?:(?:da|di|a|per|con) )?(?:chi|quando|quant\w+|qual\w*|come|perche|dove)\b")
"""Asks two things, of which one answer tells one."""

OF_MINE = regex(
    r"^(?:e )?chi (?:dei|tra i|fra i|degli|tra gli) (?:miei|nostri)(?: eq| dirigenti| uffici)? "
    r"(?P<rest>(?:(?:ha|hanno) (?:scritt|registrat|mandat|aggiornat)|scrive|registra)[^?]*)(?=\?|$)"
)
"""`chi dei miei ha scritto di più?`"""


HOWTO = (Kind.CORRECT_HOWTO, Kind.VALIDATE_HOWTO)
CONTESTS = regex(r"\bcontest\w+|\brespin\w+")

BY_ROLE = (*PEOPLE, What.WRITERS, What.SCHEDE)


def _asked(desk: Desk) -> Asked | None:
    """The first reader that knows it; of who is asked about by their role, only those."""
    names = names_of(desk)
    text = posts.by_post(desk, names, of_this_year(desk, cues.put_plainly(desk.turn.text)))
    text = coded.by_code(names, inverted.put_first(names, text))
    plainly = text
    found = PEOPLE_WHO.match(clean(text))
    if found is not None:
        text = f"chi {clean(text)[found.end() :]}"
    text = (
        OF_MINE.sub(r"chi \g<rest> dei miei", clean(text)) if OF_MINE.match(clean(text)) else text
    )
    if surely_asks(desk, text):
        text = f"{text.rstrip(' ?')}?"
    weighed = choosing.as_marked(likely(desk, names), text)
    given = (text, names, desk.today, visited(desk))
    if (going_on := follow.parsed(desk, names)) is not None:
        return going_on
    proposed = (
        _within(names, plainly, _accounted(names, plainly, a))
        for read_ in READERS
        if (a := read_(*given)) is not None
    )
    asked = choosing.chosen(weighed, proposed, default_of(desk, names))
    if asked is not None and asked.kind is not None:
        return asked
    if found is None or asked is None or asked.query is None or asked.query.what not in BY_ROLE:
        return asked
    said = found["role"] or ""
    role = next((str(role) for role, pattern in cues.ROLES if said and pattern.search(said)), "")
    return replace(asked, query=replace(asked.query, words=role))


def of_what_was_told(desk: Desk) -> Outcome | None:
    """The answer to a sure question that names nothing, of what was spoken of just before."""
    names = names_of(desk)
    kind, codes = tied.tied_to(desk, names)
    if kind is None or not codes or follow.turned(desk, names) is not None:
        return None
    asked = default_of(desk, names, codes)(kind)
    if asked is not None and asked.opens and len(codes) > 1:
        order = Order.DEADLINE if kind is Kind.DEADLINE else Order.WORST
        asked = beside.side_by_side(names, codes, order)  # A button opens one of them.
    return None if asked is None or asked.unread else _noted(desk, asked)


def _within(names: Names, plain: str, asked: Asked) -> Asked:
    """The services of a dirigente are those of their area, where the ente is not named."""
    query, areas = asked.query, names.plan.areas
    if query is None or query.what is not What.SERVICES or query.of not in ((), (ENTE,)):
        return asked
    if WHOLE.search(plain) or not set(names.own) <= set(areas):
        return asked
    return replace(asked, query=replace(query, of=names.own))


def _accounted(names: Names, plain: str, asked: Asked) -> Asked:
    """What was made of a question, with the words of it that it does not answer."""
    if asked.kind is not None:
        return asked
    if asked.unread:
        lists = asked.query is not None and asked.query.what in answering.LISTS
        nothing = aside.saying_nothing(names, plain, asked.unread) if lists else ()
        if nothing != asked.unread:
            return asked
        asked = replace(asked, unread=(), aside=nothing)
    lost = account.unheard(names, plain, asked)
    if asked.query is not None and asked.query.what is What.STAFF:
        offices = {*them.units_of(names), ENTE}
        if not offices >= set(asked.query.of):
            return Asked(unsure=True)  # People hold posts of an office, and none of an objective.
    if asked.query is not None and asked.query.of in ((), names.own, (ENTE,)):
        lost = lost or them.untied(plain)
    return replace(asked, unread=lost)


def _noted(desk: Desk, asked: Asked) -> Outcome:
    """What is told of what was made of a question, which the chat keeps; of one that is in doubt,
    the one thing that it names."""
    asked = doubt.counted(desk, asked)
    if (asked.unsure or asked.unread) and asked.code is None and asked.query is None:
        names = names_of(desk)
        about = scope.scope_of(names, cues.put_plainly(desk.turn.text), desk.today)
        kept = about.codes[0] if about.said and len(about.codes) == 1 else None
        return follow.noted(desk, _told_of(desk, asked), replace(asked, code=kept))
    return follow.noted(desk, _told_of(desk, asked), asked)


def fits(desk: Desk, reading: Reading) -> bool:
    """Whether what the reader of messages made of a question answers a kind that is likely."""
    kinds = answering.OF_INTENT[reading.intent]
    return choosing.share(likely(desk, names_of(desk)), kinds) >= choosing.FAIR_READ


def instead(desk: Desk, reading: Reading) -> Outcome | None:
    """What a question is answered by in the place of what the reader of messages made of it; None
    where that answers it."""
    if desk.year is not None:
        return None  # It names the year that it is asked of, or the chat speaks of.
    names = names_of(desk)
    plain = clean(desk.turn.text)
    span = past_span(plain, desk.today, None)
    figure = tells_figure(span.rest, desk.today)
    done = choosing.without_figure(reading) and scope.DONE.match(plain)
    spanned = not done and span.since is not None and not MORE.search(plain)
    given = (likely(desk, names), reading, default_of(desk, names))
    marked = desk.turn.text.rstrip(" .!").endswith("?") or (
        opens_asking(plain) and not plain.startswith("chi ")  # `chi non paga l'acqua: 71.200`
    )
    asked = choosing.instead(*given, figure=figure, spanned=spanned, marked=marked)
    if asked is None and reading.intent is Intent.QUERY_STATUS:
        named = names.joined(plain) or names.codes_in(plain)
        if len(named) > 1 or _is_of_oneself(desk, reading):
            kind = Kind.STANDING if reading.as_of is None else Kind.ON_A_DAY
            asked = default_of(desk, names)(kind)
    if asked is not None and asked.unsure:
        if reading.intent is Intent.QUERY_STATUS and names_all(desk, reading):
            return None  # A thing and nothing asked of it: how it stands.
        code = next((item.about for item in reading.items), None)
        asked = replace(asked, unread=unread.left(names, desk.turn.text, code).words)
    return None if asked is None else _noted(desk, asked)


def surely(desk: Desk) -> Outcome | None:
    """The answer to a kind that is sure, of a thing that is named; None where words turn the
    question, or are left over."""
    plain = clean(desk.turn.text)
    if desk.year is not None or unread.TURNS.search(plain) or TWO.search(plain):
        return None
    asked = _of_a_named_thing(desk)
    return None if asked is None else _noted(desk, asked)


def names_a_thing(desk: Desk) -> bool:
    """Whether words surely ask of a thing that they name, and not how something is done."""
    return _of_a_named_thing(desk) is not None


def _of_a_named_thing(desk: Desk) -> Asked | None:
    names = names_of(desk)
    kind = choosing.sure(likely(desk, names))
    about = scope.scope_of(names, cues.put_plainly(desk.turn.text), desk.today)
    if kind not in defaults.OF_A_THING or not about.said:
        return None
    return choosing.surely(likely(desk, names), default_of(desk, names))


def _is_of_oneself(desk: Desk, reading: Reading) -> bool:
    """`come stiamo andando?`: nothing is named, and nothing was spoken of just before."""
    plan, code = desk.view.plan, next((item.about for item in reading.items), None)
    thing = code in plan.indicators or code in plan.objectives
    if not thing or desk.turn.about is not None or follow.spoken_of(desk):
        return False
    plain = clean(desk.turn.text)
    left = unread.left(names_of(desk), desk.turn.text, code)
    return WE.search(plain) is not None and not left.said and not left.words


def understood(desk: Desk) -> bool:
    """Whether a text is a question that a query says, with nothing left over."""
    asked = _asked(desk)
    return asked is not None and not asked.unread and not asked.unsure


def others(desk: Desk) -> Outcome | None:
    """`gli altri`, after an answer about one thing: what stands beside it."""
    asked = follow.parsed(desk, names_of(desk))
    if asked is None or asked.query is None:
        return None
    return _noted(desk, asked)


def told_at(desk: Desk) -> str:
    """The instant of the last answer of these that the chat was given; empty where it had none."""
    return follow.told_at(desk)


def names_all(desk: Desk, reading: Reading) -> bool:
    """Whether a question names what it is about, and nothing else."""
    item = next(iter(reading.items), Item())
    code = item.about
    left = unread.left(names_of(desk), desk.turn.text, code)
    return not left.words and (bool(left.said) or code in (ENTE, *names_of(desk).own))


def answered(desk: Desk) -> Outcome | None:
    """The answer to a question; None for what is none that a query says."""
    asked = _asked(desk)
    if asked is None:
        return None
    return _noted(desk, asked)


def _of_kind(desk: Desk, kind: Kind) -> Outcome | None:
    """What is said of a kind by itself: a sentence, a day that the rules give."""
    if kind in by_kind.TOLD:
        return doubt.told(desk, by_kind.TOLD[kind])
    plain = clean(desk.turn.text)
    if kind in HOWTO:
        line = "kind.correct" if kind is Kind.CORRECT_HOWTO else "kind.contest"
        if kind is Kind.CORRECT_HOWTO or CONTESTS.search(plain):
            return led_by(desk.press(desk, by_kind.OPENS[kind]), say(line))
    if kind is Kind.CALENDAR_DAYS:
        return told.day_of(desk, plain) or not_understood(desk, Asked(unsure=True))
    if kind is Kind.PREMIUM and not {post.role for post in desk.posts} & set(desk.offered["premi"]):
        lines = premium_waits.mine(desk) or (say("kind.premium"),)
        return answer(*lines, buttons=((button("kind.scheda", "go:scheda:-"),),))
    return None


def _told_of(desk: Desk, asked: Asked) -> Outcome:
    if asked.unread or asked.unsure:
        return not_understood(desk, asked)
    if asked.aside:
        words = ", ".join(f"«{word}»" for word in asked.aside)
        return led_by(_told_of(desk, replace(asked, aside=())), say("ask.aside", words=words))
    if asked.kind is not None and (made := _of_kind(desk, asked.kind)) is not None:
        return made
    if asked.opens:
        return desk.press(desk, asked.opens)
    if asked.due is not None:
        return deadlines.show_deadlines(desk, asked.due)
    if asked.as_of is not None:
        return status.show_status(desk, asked.code, asked.as_of)
    if asked.why is not None:
        return why.show_why(desk, asked.why or status.default_scope(desk))
    if asked.query is None:
        shown = status.show_status(desk, asked.code)
        return led_by(shown, *left.told(desk, asked)) if asked.kind is Kind.GAP else shown
    if asked.query.what in OF_PEOPLE and desk.turn.kind == "group":
        return answer(say("private_only"))
    return show(desk, asked.query)


def day_of_the_past(desk: Desk) -> dt.date | None:
    """The one day that a question names."""
    span = past_span(clean(desk.turn.text), desk.today, None)
    return span.until if span.since in (None, span.until) else None


def own_area(desk: Desk, code: str | None) -> str | None:
    """The area of one's own service, where the words are of the area and name no other."""
    names, plain = names_of(desk), clean(desk.turn.text)
    if WHOLE.search(plain):
        about = names.of(unread.without_asking(plain))
        return ENTE if about.codes == (ENTE,) and not about.unread else code
    if code not in (None, *names.own) or not OWN_AREA.search(plain) or OWN_OFFICE.search(plain):
        return code
    areas = [names.plan.area_of_service.get(unit, unit) for unit in names.own]
    return areas[0] if areas and areas[0] != ENTE else code


def _of_a_title(desk: Desk, names: Names, code: str) -> tuple[str, ...]:
    """The unit, or what is called by the words that seemed to name it: `il servizio civile` is no
    office of civil protection."""
    plan = names.plan
    about = scope.scope_of(names, cues.put_plainly(desk.turn.text), desk.today)
    whole = about.said and not about.unread and len(about.codes) == 1
    thing = whole and about.codes[0] in {*plan.objectives, *plan.indicators}
    typed = names.codes_in(clean(desk.turn.text))
    return about.codes if thing and code in names.units and not typed else (code,)


def titled(desk: Desk, code: str | None) -> tuple[str, ...]:
    """What the words mean that name an indicator: the objective of that title, or several."""
    names = names_of(desk)
    if code is None:
        return ()
    if code not in names.plan.indicators and code not in names.plan.objectives:
        return _of_a_title(desk, names, code)
    left = unread.left(names, desk.turn.text, code)
    if left.words or names.codes_in(clean(desk.turn.text)):
        return (code,)
    found = names.by_title(left.said, desk.turn.text)
    if found is None and left.said:
        return (names.of_its_title(code, left.said),)
    inside = {names.plan.objective_of(one).code for one in found or ()}
    return found if found and names.plan.objective_of(code).code in inside else (code,)
