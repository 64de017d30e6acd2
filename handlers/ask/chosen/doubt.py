"""What is said where a question was not understood, or only in part: what was, what was not, and
the likeliest kinds of question, never another's answer."""

from dataclasses import replace

from handlers.ask import cues
from handlers.ask.asked import Asked
from handlers.ask.asker import default_of, likely, names_of
from handlers.ask.chosen import account, choosing, unread
from handlers.ask.parts.about import APART, Names
from handlers.ask.showing import LIST
from handlers.desk import Desk, answer, button
from handlers.standing import status
from handlers.turn import Button, Outcome
from handlers.understand.reading import Intent, Item, Reading
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE
from ledger.readings.query import Query, What, written
from ledger.readings.query import answer as answer_of
from words import titles
from words.phrases import short
from words.say import Say, say

MOST_WORDS = 4
"""Words named as not understood."""

FAMILIAR = cues.FAMILIAR
"""Words of the house, which are known, whether or not anything was made of them."""

WHO = regex(r"(?:^|[:,.] ?|\d )chi ")
ELLIPTIC = regex(r"^e (?:qual[ei]|quant[ie]|quell[aeio])\b")
"""Goes on from something: alone it asks for nothing."""


def told(desk: Desk, line: str) -> Outcome:
    """A kind that a sentence answers, with what else there is to ask."""
    names = names_of(desk)
    near = choosing.offers(desk, likely(desk, names), default_of(desk, names))
    return answer(say(line), buttons=tuple((one,) for one in near))


def counted(desk: Desk, asked: Asked) -> Asked:
    """What was made of a question; where it asks how many there are of what nothing counts, or is
    narrowed by what no answer to a kind holds, that it is."""
    if asked.unread or asked.unsure:
        return asked
    names, query, plain = names_of(desk), asked.query, clean(desk.turn.text)
    lost: tuple[str, ...] = ()
    if asked.code or (query is not None and query.what in account.COUNTED):
        of = query.of if query is not None else (asked.code,)
        lost = account.uncounted(names, plain, of)
    if asked.kind is not None and (query is not None or asked.opens.startswith("st:")):
        lost = lost or account.narrowed(names, plain, asked)
    return Asked(unread=lost, unsure=True) if lost else asked


def not_understood(desk: Desk, asked: Asked) -> Outcome:
    """What was understood and what was not; the question without it first among those offered."""
    unread = tuple(dict.fromkeys(asked.unread))
    foreign = [word for word in unread if word not in FAMILIAR]
    words = ", ".join(f"«{word}»" for word in foreign[:MOST_WORDS])
    uncounted = account.uncounted(names_of(desk), clean(desk.turn.text), ())
    rows: list[tuple[Button, ...]] = []
    if asked.query is not None and not asked.unsure:
        query = replace(asked.query, year=desk.year)
        found = answer_of(desk.ledger, desk.person, query, desk.today)
        told = titles.title(found, desk.view.plan)
        rows.append((button("asked_so", f"ls:{LIST}:{written(query)}:0", title=told),))
        line = say("ask.unread" if words else "kind.unsure", words=words, title=told)
    elif asked.code is not None:
        plan = desk.view.plan
        of = say("query.scope", code=asked.code, name=short(status.scope_name(plan, asked.code)))
        rows.append((button("asked_of", f"st:{asked.code}{desk.ref}", scope=of),))
        line = say("ask.unread_of" if words else "kind.unsure", words=words, scope=of)
    else:
        key = "ask.uncounted" if set(uncounted) & {*unread} else "ask.unread_all"
        line = say(key if words else "kind.unsure", words=words)
    names = names_of(desk)
    near = choosing.offers(desk, likely(desk, names), default_of(desk, names), 3 - len(rows))
    return answer(line, buttons=(*rows, *((one,) for one in near)))


def not_who(desk: Desk, reading: Reading) -> Outcome | None:
    """`chi ha fatto più CIE?`: how something stands is no answer to who."""
    item = next(iter(reading.items), Item())
    code = item.about
    if reading.intent is not Intent.QUERY_STATUS or code is None:
        return None
    if not WHO.search(clean(desk.turn.text)):
        return None
    scope = say("query.scope", code=code, name=short(status.scope_name(desk.view.plan, code)))
    holders = written(Query(What.HOLDERS, (code,), year=desk.year))
    rows = (
        (button("asked_of", f"st:{code}{desk.ref}", scope=scope),),
        (button("who_answers", f"ls:{LIST}:{holders}:0"),),
    )
    names = names_of(desk)
    near = choosing.offers(desk, likely(desk, names), default_of(desk, names), 1)
    return answer(say("ask.not_who", scope=scope), buttons=(*rows, *((one,) for one in near)))


def unknown(desk: Desk, reading: Reading) -> tuple[Outcome | None, Say | None]:
    """What a question says beside what the reader of messages made of it: with more unknown than
    known, the nearest questions instead of an answer; with less, a line before the answer."""
    item = next(iter(reading.items), Item())
    code = item.about
    names = names_of(desk)
    left = unread.left(names, desk.turn.text, code)
    if lost := account.uncounted(names, clean(desk.turn.text), (code,)):
        return not_understood(desk, Asked(unread=lost, unsure=True)), None
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
