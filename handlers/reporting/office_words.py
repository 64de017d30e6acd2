"""The words an office uses: learnt by confirming what they mean, shown and forgotten in `/parole`.

    officer   altre 4 tessere oggi  →  di quale indicatore parli?  →  AS4.3.1  →  Conferma
    officer   altre 5 tessere oggi  →  a card, no question
    officer   /parole               →  «tessere» = AS4.3.1 CIE rilasciate      [Dimentica 1]

They hold for the office whose indicator it is, are renewed by use and fade without it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.conversation import Conversation, Press, number
from handlers.desk import Desk, answer, button
from handlers.talk import deed, listing
from handlers.talk.deed import Args, Deed
from handlers.talk.listing import Listed
from handlers.talk.words import short
from handlers.turn import Outcome, Reply
from handlers.understand.naming.terms import taught
from handlers.understand.reading import Item
from ledger.commands.aliases import AddAlias, RemoveAlias
from ledger.people import Role
from ledger.readings.learnt import LearntWords, in_use, learnt_words, taught_to
from words.say import Say, say

TALK = "words"
LIST = "words"


def used_in(desk: Desk, items: Iterable[Item]) -> tuple[Mapping[str, Any], ...]:
    """The learnt words by which facts were read, so that confirming them renews these."""
    found: dict[tuple[str, int], str] = {}
    for item in items:
        if item.indicator is None or not item.words:
            continue
        of_year = desk.telling(item.year).record
        known = in_use(of_year, desk.today)
        said = taught({item.words: item.indicator}).keys()
        for words, code in known.get(item.indicator.split(".")[0], {}).items():
            if code == item.indicator and taught({words: code}).keys() == said:
                found[words, of_year.year] = code
    return tuple({"words": w, "code": code, "year": year} for (w, year), code in found.items())


def learn(desk: Desk, words: str, code: str, key: str) -> None:
    """What a confirmed card says of words; what is fresh in memory is not written again."""
    office = desk.record.plan.objective_of(code).unit
    newest = next(
        (w for w in learnt_words(desk.record) if (w.office, w.words) == (office, words)), None
    )
    if newest is not None and newest.code == code and newest.fresh(desk.today):
        return
    desk.execute(AddAlias(code, words, office, desk.record.year), key)


def show(desk: Desk) -> Outcome:
    """The words of one's own offices, each with its way out."""
    about = str(desk.record.year)
    listed = source(desk, about)
    if not listed.rows:
        return answer(say("words.none"))
    return listing.shown(desk, LIST, about, listed)


def source(desk: Desk, about: str) -> Listed:
    """All of them, the newest first; what names nothing any more is not shown."""
    alive = [w for w in taught_to(desk.record, desk.posts) if w.code not in desk.record.plan.gone]
    rows = tuple(_row(desk, n, learnt) for n, learnt in enumerate(alive, 1))
    cells = tuple(button("forget", f"forget:{w.seq}", number=n) for n, w in enumerate(alive, 1))
    return Listed((say("words.title", count=len(alive)),), rows, cells)


def _row(desk: Desk, place: int, learnt: LearntWords) -> Say:
    name = short(desk.record.plan.indicators[learnt.code].name)
    key = "words.row" if learnt.fades_on > desk.today else "words.faded"
    facts = {"place": place, "words": learnt.words, "code": learnt.code, "name": name}
    return say(key, **facts, said_on=learnt.said_on, fades_on=learnt.fades_on)


def forget(desk: Desk, seq: int) -> Outcome:
    """The card that takes a word away, for the office that taught it."""
    found = [w for w in taught_to(desk.record, desk.posts) if w.seq == seq]
    if not found:
        return answer(say("words.gone"))
    learnt = found[0]
    args = {"words": learnt.words, "code": learnt.code, "office": learnt.office}
    return deed.offer(desk, TALK, DEEDS, "forget", {**args, "year": desk.record.year})


def _line(key: str, args: Args) -> tuple[Say, ...]:
    return (say(key, words=args["words"], code=args["code"]),)


DEEDS = {
    "forget": Deed(
        lambda desk, args: RemoveAlias(args["code"], args["words"], args["year"], args["office"]),
        lambda desk, args: _line("words.forget", args),
        lambda desk, args, found: (Reply(_line("words.forgotten", args)),),
    )
}

CONVERSATION = Conversation(
    talk=TALK,
    commands={"parole": lambda desk, rest: show(desk)},
    asides=frozenset({"parole"}),
    offered={"parole": (Role.EQ, Role.DIRIGENTE, Role.SEGRETARIO)},
    buttons={"forget": Press(forget, (number,))},
    confirm=lambda desk: deed.confirmed(desk, DEEDS),
)
