"""Questions in words, answered from the record.

    dirigente   quali obiettivi dell'area tecnica sono in ritardo senza prove?
    bot         2 obiettivi su 14 in ritardo, senza prove · AT Area Tecnica
                AT1.2 …                                    [AT1.2] [AT3.1] [Perché?] [Tutto l'ente]

The words fill a `Query`, the record answers it, the catalogue says it: one way for all of them.
What was not understood is said and the nearest questions are offered, never another's answer.
"""

import datetime as dt
import re
from dataclasses import replace
from functools import partial

from handlers import deadlines, status, why
from handlers.ask import (
    account,
    beside,
    cues,
    follow,
    gaps,
    house,
    inverted,
    judged,
    mine,
    months,
    people,
    posts,
    recorded,
    them,
    unread,
)
from handlers.ask.about import APART, OWN_AREA, OWN_OFFICE, WHOLE, Names
from handlers.ask.examples import nearest
from handlers.ask.parse import Asked, parse
from handlers.ask.showing import LIST, cell, show, source
from handlers.desk import Desk, answer, button
from handlers.turn import Button, Outcome
from handlers.understand.reading import Intent, Item, Reading
from italian.regex import regex
from italian.words import clean
from ledger.people import Role
from ledger.plan import ENTE, SEGRETARIO
from ledger.readings.query import Query, What, written
from ledger.readings.query import answer as answer_of
from words import titles
from words.phrases import short
from words.say import Say, say
from words.titles import PEOPLE

__all__ = ["LIST", "Asked", "cell", "show", "source"]

MOST_WORDS = 4
"""Words named as not understood."""

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

OF_MINE = regex(
    r"^(?:e )?chi (?:dei|tra i|fra i|degli|tra gli) (?:miei|nostri)(?: eq| dirigenti| uffici)? "
    r"(?P<rest>(?:(?:ha|hanno) (?:scritt|registrat|mandat|aggiornat)|scrive|registra)[^?]*)(?=\?|$)"
)
"""`chi dei miei ha scritto di più?`"""

ELLIPTIC = regex(r"^e (?:qual[ei]|quant[ie]|quell[aeio])\b")
"""Goes on from something: alone it asks for nothing."""

YEAR = regex(r"\b(?:19|20)\d\d\b|\bann[oi]\b")
"""What names a year is asked of the years first, as it was typed."""

MY_OWN = regex(
    r"\bmiei (?:\w+ )?(?:obiettivi|indicatori)\b|\b(?:mio|miei)$"
    r"|^(?:e )?(?:tra|fra|dei) (?:i )?miei\b(?! (?:serviz|uffic|dirigent|eq\b|collegh))"
    r"|\bche scrivo(?: io)?$"
)
"""Of who answers for the whole ente, those that are theirs to reach."""

BY_ROLE = (*PEOPLE, What.WRITERS, What.SCHEDE)


def _asked(desk: Desk) -> Asked | None:
    """The first reader that knows it; of who is asked about by their role, only those."""
    names = names_of(desk)
    text = posts.by_post(desk, names, _of_this_year(desk, cues.put_plainly(desk.turn.text)))
    text = inverted.put_first(names, text)
    plainly = text
    found = PEOPLE_WHO.match(clean(text))
    if found is not None:
        text = f"chi {clean(text)[found.end() :]}"
    text = (
        OF_MINE.sub(r"chi \g<rest> dei miei", clean(text)) if OF_MINE.match(clean(text)) else text
    )
    given = (text, names, desk.today, visited(desk))
    if (going_on := follow.parsed(desk, names)) is not None:
        return going_on
    asked = next((a for read_ in READERS if (a := read_(*given)) is not None), None)
    if asked is not None and not asked.unread:
        asked = replace(asked, unread=account.unheard(names, plainly, asked))
        if asked.query is not None and asked.query.of in ((), names.own, (ENTE,)):
            asked = replace(asked, unread=asked.unread or them.untied(plainly))
    if found is None or asked is None or asked.query is None or asked.query.what not in BY_ROLE:
        return asked
    said = found["role"] or ""
    role = next((str(role) for role, pattern in cues.ROLES if said and pattern.search(said)), "")
    return replace(asked, query=replace(asked.query, words=role))


def _of_this_year(desk: Desk, plain: str) -> str:
    """A question without the year, where it is the one that is asked about anyway."""
    year = desk.today.year
    if desk.view.year != year:
        return plain
    lead = r"(?:per il|per l'|per|del|dell'|nel|nell')"
    said = rf"(?<![\d/.-]),? ?(?:\b{lead} ?(?:anno )?)?\b{year}\b(?![/.-]?\d)"
    return " ".join(re.sub(said, " ", plain).split())


def written_out(desk: Desk) -> Desk:
    """A question with what people shorten in it written out; anything else as it was typed."""
    text, plain = desk.turn.text, cues.written_out(desk.turn.text)
    if (
        YEAR.search(plain)
        or plain == " ".join(clean(text).split())
        or cues.question_in(plain) is None
    ):
        return desk
    return replace(desk, turn=replace(desk.turn, text=plain))


def understood(desk: Desk) -> bool:
    """Whether a text is a question that a query says, with nothing left over."""
    asked = _asked(desk)
    return asked is not None and not asked.unread


def others(desk: Desk) -> Outcome | None:
    """`gli altri`, after an answer about one thing: what stands beside it."""
    asked = follow.parsed(desk, names_of(desk))
    if asked is None or asked.query is None:
        return None
    return follow.noted(desk, _told_of(desk, asked), asked)


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
    return follow.noted(desk, _told_of(desk, asked), asked)


def _told_of(desk: Desk, asked: Asked) -> Outcome:
    if asked.unread:
        return not_understood(desk, asked)
    if asked.due is not None:
        return deadlines.show_deadlines(desk, asked.due)
    if asked.as_of is not None:
        return status.show_status(desk, asked.code, asked.as_of)
    if asked.why is not None:
        return why.show_why(desk, asked.why or status.default_scope(desk))
    if asked.query is None:
        return status.show_status(desk, asked.code)
    if asked.query.what in OF_PEOPLE and desk.turn.kind == "group":
        return answer(say("private_only"))
    return show(desk, asked.query)


def names_of(desk: Desk) -> Names:
    """The names this asker may use, and what is theirs where they name nothing."""
    reader = desk.reader_of(desk.view)
    own = status.own_units(desk)
    if own == (ENTE,) and MY_OWN.search(clean(desk.turn.text)) and _is_segretario(desk):
        own = (SEGRETARIO,)
    return Names(desk.view.plan, reader, desk.sender(), own, desk.today, partial(units_of, desk))


def _is_segretario(desk: Desk) -> bool:
    return any(post.role is Role.SEGRETARIO for post in desk.posts)


def units_of(desk: Desk, code: str) -> tuple[str, ...] | None:
    """The units of somebody's posts, the ente where they are of none; None for nobody."""
    person, plan = desk.record.enrolled(code, desk.today), desk.view.plan
    if person is None:
        return None
    units = (*plan.areas, *plan.area_of_service)
    held = [p.unit for p in person.posts if p.held_on(desk.today) and p.unit in units]
    return tuple(dict.fromkeys(unit for unit in held if unit)) or (ENTE,)


def visited(desk: Desk) -> dt.date | None:
    """The day of the asker's visit before this one, in this chat."""
    kept = desk.chat.get("visit_before")
    return dt.date.fromisoformat(str(kept)) if kept else None


def not_understood(desk: Desk, asked: Asked) -> Outcome:
    """What was understood and what was not; the question without it first among those offered."""
    unread = tuple(dict.fromkeys(asked.unread))
    words = ", ".join(f"«{word}»" for word in unread[:MOST_WORDS])
    rows: list[tuple[Button, ...]] = []
    if asked.query is not None:
        query = replace(asked.query, year=desk.year)
        found = answer_of(desk.ledger, desk.person, query, desk.today)
        told = titles.title(found, desk.view.plan)
        rows.append((button("asked_so", f"ls:{LIST}:{written(query)}:0", title=told),))
        line = say("ask.unread", words=words, title=told)
    elif asked.code is not None:
        plan = desk.view.plan
        of = say("query.scope", code=asked.code, name=short(status.scope_name(plan, asked.code)))
        rows.append((button("asked_of", f"st:{asked.code}{desk.ref}", scope=of),))
        line = say("ask.unread_of", words=words, scope=of)
    else:
        line = say("ask.unread_all", words=words)
    near = nearest(desk, desk.turn.text, 3 - len(rows))
    return answer(line, buttons=(*rows, *((one,) for one in near)))


def not_who(desk: Desk, reading: Reading) -> Outcome | None:
    """`chi ha fatto più CIE?`: how something stands is no answer to who."""
    item = next(iter(reading.items), Item())
    code = item.about
    if reading.intent is not Intent.QUERY_STATUS or code is None:
        return None
    if not clean(desk.turn.text).lstrip().startswith("chi "):
        return None
    scope = say("query.scope", code=code, name=short(status.scope_name(desk.view.plan, code)))
    holders = written(Query(What.HOLDERS, (code,), year=desk.year))
    rows = (
        (button("asked_of", f"st:{code}{desk.ref}", scope=scope),),
        (button("who_answers", f"ls:{LIST}:{holders}:0"),),
    )
    near = nearest(desk, desk.turn.text, 1)
    return answer(say("ask.not_who", scope=scope), buttons=(*rows, *((one,) for one in near)))


def unknown(desk: Desk, reading: Reading) -> tuple[Outcome | None, Say | None]:
    """What a question says beside what the reader of messages made of it: with more unknown than
    known, the nearest questions instead of an answer; with less, a line before the answer."""
    item = next(iter(reading.items), Item())
    code = item.about
    names = names_of(desk)
    left = unread.left(names, desk.turn.text, code)
    if reading.intent is Intent.QUERY_STATUS and reading.as_of is None:
        left = replace(left, words=(*left.words, *unread.days_in(names, desk.turn.text)))
    if reading.intent in account.OF_INTENT:
        day = reading.as_of is not None
        told = account.shown_by(reading.intent)
        nothing = account.asking_nothing()
        kept = tuple(w for w in left.words if w not in nothing and not told.fullmatch(w))
        left = replace(left, words=kept)
        lost = account.unheard_of(names, desk.turn.text, reading.intent, code, day=day)
        left = replace(left, words=tuple(dict.fromkeys((*left.words, *lost))))
    elliptic = reading.intent is Intent.QUERY_STATUS and ELLIPTIC.match(clean(desk.turn.text))
    if elliptic and not left.words and not left.said:
        return not_understood(desk, Asked(unread=_told(desk))), None
    if not left.words and not left.said and _by_chance(desk, names, code):
        return not_understood(desk, Asked(unread=_told(desk))), None
    if _like(names, code, left.said):
        return not_understood(desk, Asked(unread=(*left.words, *left.said), code=code)), None
    if foreign := _foreign(names, code, left):
        return not_understood(desk, Asked(unread=foreign, code=code)), None
    if not left.words:
        return None, _taken(names, code, left.said)
    seems = code if left.said else None
    return not_understood(desk, Asked(unread=left.words, code=seems)), None


def no_help(desk: Desk) -> Outcome | None:
    """What was taken for a cry for help and asks for something that nobody knows, told as such."""
    names, plain = names_of(desk), clean(desk.turn.text)
    if not plain.rstrip().endswith("?"):
        return None
    if codes := names.codes_in(plain):
        return not_understood(desk, Asked(unread=_told(desk), code=codes[0]))
    words = names.content_of(unread.without_asking(plain))
    words = tuple(word for word in words if len(word) > unread.SHORTEST)
    return not_understood(desk, Asked(unread=words)) if words else None


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


def titled(desk: Desk, code: str | None) -> tuple[str, ...]:
    """What the words mean that name an indicator: the objective of that title, or several."""
    names = names_of(desk)
    if code is None:
        return ()
    if code not in names.plan.indicators and code not in names.plan.objectives:
        return (code,)
    left = unread.left(names, desk.turn.text, code)
    if left.words or names.codes_in(clean(desk.turn.text)):
        return (code,)
    found = names.by_title(left.said, desk.turn.text)
    if found is None and left.said:
        return (names.of_its_title(code, left.said),)
    inside = {names.plan.objective_of(one).code for one in found or ()}
    return found if found and names.plan.objective_of(code).code in inside else (code,)


def _by_chance(desk: Desk, names: Names, code: str | None) -> bool:
    """Whether nothing that names it was said: it is neither one's own nor what was spoken of."""
    if code is None or code in (*names.own, ENTE, *APART):
        return False
    last = desk.record.last_report_by(desk.person)
    spoken_of = desk.turn.about is not None or (last is not None and last.indicator == code)
    return not spoken_of and code in (*names.plan.indicators, *names.plan.objectives)


def _told(desk: Desk) -> tuple[str, ...]:
    """The question itself, as what was not understood."""
    return (" ".join(desk.turn.text.split())[:60].strip(" ?"),)


def _part_of_a_name(names: Names, code: str | None, said: tuple[str, ...]) -> bool:
    """Whether words are but a part of the name of another office's indicator, and might as well
    have meant something else."""
    plan = names.plan
    if code is None or not said or any(w in plan.indicators or w in plan.objectives for w in said):
        return False
    if code not in plan.indicators and code not in plan.objectives:
        return False
    if plan.objective_of(code).unit in names.own:
        return False
    return len(said) < len(names.content_of(clean(status.scope_name(plan, code))))


def _like(names: Names, code: str | None, said: tuple[str, ...]) -> bool:
    """Whether the only words that name it are like those of its name, and none of them."""
    if code is None or not _part_of_a_name(names, code, said):
        return False
    return not names.has_in_its_name(code, said)


def _foreign(names: Names, code: str | None, left: unread.Left) -> tuple[str, ...]:
    """The words that stand in nothing it is called, beside others that do: `multe e controlli`."""
    if code is None or left.words or not _part_of_a_name(names, code, left.said):
        return ()
    return tuple(w for w in left.said if not names.has_in_its_name(code, (w,)))


def _taken(names: Names, code: str | None, said: tuple[str, ...]) -> Say | None:
    """What words were taken for."""
    if code is None or not _part_of_a_name(names, code, said):
        return None
    return say("ask.taken", words=" ".join(said), code=code, name=short(names.plan.name_of(code)))
