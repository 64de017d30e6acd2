"""Answers to what a message left in doubt: pressed, or written in words.

    bot       Ho letto +4 di «tessere». Di quale indicatore parli?   [AS4.3.1 …] [AS4.1.1 …]
    officer   la seconda        (or: the code, its name, the number that was missing, sì, no)

An answer completes the fact and shows the card; nothing is written twice.
"""

from collections.abc import Iterator
from dataclasses import replace

from handlers.desk import Desk
from handlers.reporting.cards import Card, card_in, said_of
from handlers.reporting.doubts import Doubt, Heard, Way, without
from handlers.reporting.progress import answered, show
from handlers.reporting.ways import STEP, is_sure, item_of, named, read_again
from handlers.talk.typed import is_figure, read_day, split_code, tells_figure
from handlers.turn import Outcome
from handlers.understand.cutting.numbers import find_numbers
from handlers.understand.naming.terms import words_of
from handlers.understand.reading import Intent, Item
from handlers.understand.telling.steps import done
from italian.regex import regex
from italian.words import PARTICIPLE, clean

ORDINALS = ("prim", "second", "terz", "quart", "quint")
_ORDINAL = regex(
    r"(?:(?:e'?|direi|intendo|intendevo|era|quell[oa])\s+)?(?:(?:l[ao]|il|i|le|l')\s*)?"
    rf"(?:(?P<word>{'|'.join(ORDINALS)}|ultim)[oaie]|(?:numero\s+|n\.?\s*)?(?P<digit>[1-5])[.)]?)"
    r"(?:\s+(?:opzione|voce|scelta|indicatore))?"
)
_INTRODUCING = regex(
    r"\b(?:inten(?:do|devo|devi|diamo)|(?:mi )?riferi(?:sco|vo|amo)|parl(?:o|avo|iamo|avamo)"
    r"|dic(?:o|evo|evamo)|vol(?:evo|evamo)|vogli(?:o|amo)|penso|direi|sarebbero?)\b"
)
"""How an answer may begin."""
_VERB = regex(
    rf"\w{{2,}}(?:iamo|[aei]te|[aeo]no|[aei]re|[ae]ndo)|\w{{2,}}{PARTICIPLE}[oaie]"
    r"|met(?:ti|to|ta)|(?:da|fa|va|sta)(?:i|nno)?"
)
_YES = regex(r"(?:si|certo|fatto|raggiunto|esatto)\b.*")
_NO = regex(r"(?:no|non ancora|ancora no|non fatto)\b.*")
_TAKING_BACK = regex(
    r"\W*(?:(?:no|nono|scus\w+|anzi|ops|pardon|ah|aspetta|errore|era(?:no)?|sono)\b[\s,.!:]*)+"
)
"""How a figure said anew begins."""
_FROM_THE_START = "understand.ratio_increment"
"""Asks for both numbers of a pair from the start of the year."""


def picked(desk: Desk, which: int, way: int) -> Outcome:
    """A button: that way out of that doubt."""
    card = card_in(desk.draft)
    if which >= len(card.doubts) or way >= len(card.doubts[which].ways):
        return show(desk, card)
    return _taken(desk, card, which, card.doubts[which].ways[way])


def written(desk: Desk) -> Outcome | None:
    """Words that answer one of the doubts, the first first; None where they say something else."""
    card = card_in(desk.draft)
    if card.heard is None or desk.turn.text.rstrip().endswith("?"):
        return None
    said = _said_anew(desk)
    for which, doubt in enumerate(card.doubts):
        if said is not desk and doubt.question.key == _FROM_THE_START:
            continue  # `no scusa, 3 su 5` puts right what was not enough, and is not enough either.
        answer = _by_place(desk, doubt) or _answer(said, card.heard, doubt)
        if answer is not None:
            return _taken(desk, card, which, answer)
    return show(desk, card) if _of_the_question(desk, card) else None


def _said_anew(desk: Desk) -> Desk:
    """`no scusa, 36 su 43`, where no fact is on the card: the figure that is asked."""
    text = clean(desk.turn.text)
    figure = text[found.end() :] if (found := _TAKING_BACK.match(text)) else ""
    return replace(desk, turn=replace(desk.turn, text=figure)) if is_figure(figure) else desk


def _of_the_question(desk: Desk, card: Card) -> bool:
    """Whether words that answer nothing still say a figure anew, and of nothing else: they are of
    what is asked, and of no record of before."""
    text = clean(desk.turn.text)
    return not card.facts and _said_anew(desk) is not desk and tells_figure(text, desk.today)


def _taken(desk: Desk, card: Card, which: int, answer: Way | Doubt) -> Outcome:
    """The card with the answer in it, and whatever it settles besides."""
    heard, doubt = card.heard, card.doubts[which]
    assert heard is not None
    if isinstance(answer, Way) and answer.said is None:
        answer = named(desk, heard, doubt, answer.code)
    if isinstance(answer, Doubt):
        doubts = (*card.doubts[:which], answer, *card.doubts[which + 1 :])
        return show(desk, replace(card, doubts=doubts))
    # Pressed among several, it is an answer, and not a question of the card's.
    card = answered(card, heard, replace(doubt, ways=()), answer)
    card = replace(card, doubts=without(card.doubts, which))
    same = next((n for n, d in enumerate(card.doubts) if _same_words(d, doubt)), None)
    other = None if same is None else _way_to(card.doubts[same], answer.code)
    if same is not None and other is not None:
        return _taken(desk, card, same, other)
    return show(desk, card)


def _same_words(one: Doubt, other: Doubt) -> bool:
    return bool(one.words) and one.words == other.words and one.code is None


def _way_to(doubt: Doubt, code: str) -> Way | None:
    return next((way for way in doubt.ways if way.code == code), None)


def _by_place(desk: Desk, doubt: Doubt) -> Way | None:
    """`la seconda`, `l'ultima`, `2` where what is asked is not a number."""
    found = _ORDINAL.fullmatch(clean(desk.turn.text).strip(" .!"))
    if found is None or not doubt.ways or (found["digit"] and not doubt.names):
        return None
    if found["word"] == "ultim":
        return doubt.ways[-1]
    place = int(found["digit"]) - 1 if found["digit"] else ORDINALS.index(found["word"])
    return doubt.ways[place] if place < len(doubt.ways) else None


def _answer(desk: Desk, heard: Heard, doubt: Doubt) -> Way | Doubt | None:
    desk = desk.telling(doubt.year)
    if doubt.names:
        return _by_name(desk, heard, doubt)
    if doubt.told is not None and (day := read_day(desk.turn.text, heard.day)) is not None:
        return Way(doubt.told.indicator, replace(doubt.told, day=day))
    return _by_figure(desk, heard, doubt)


def _by_name(desk: Desk, heard: Heard, doubt: Doubt) -> Way | Doubt | None:
    """The indicator's code or name, with the figure said before."""
    plan, text = desk.record.plan, desk.turn.text
    code, rest = split_code(plan, text)
    if code in plan.indicators and not rest:
        return named(desk, heard, doubt, code)
    items = _facts(desk)
    if items:
        return _again(doubt, items)
    likely = desk.reader.guesses(text, sender=desk.sender(), today=heard.day)
    ways = [way.code for way in doubt.ways]
    found = next((code for code in likely if code in ways), next(iter(likely), None))
    if found is None or not _only_names(desk, heard, found):
        return None
    return named(desk, heard, doubt, found)


def _only_names(desk: Desk, heard: Heard, code: str) -> bool:
    """Whether a text names an indicator and says no more: `quella delle nascite`; what has a verb
    of its own (`mettete le nascite come finite`) is another message."""
    text = _INTRODUCING.sub(" ", clean(desk.turn.text))
    its = desk.reader.names(text, code, heard.day)
    rest = [term for term in words_of(text) if term.word not in its]
    another = done(text) or any(t.doing or _VERB.fullmatch(t.word) for t in rest)
    return not another and len(rest) <= len(its) // 2


def _facts(desk: Desk) -> tuple[Item, ...] | None:
    """The facts that words tell by themselves; None where they are no more than a name."""
    reading = desk.reader.read(desk.turn.text, sender=desk.sender(), today=desk.today)
    named_only = (Intent.UNCLEAR, Intent.QUERY_STATUS, Intent.QUERY_OBJECTIVE)
    if reading.intent in named_only:
        return None
    told = reading.intent is Intent.REPORT
    # What is refused was told too: `regolamento NCC approvato` is another office's step.
    told_whole = any(is_sure(i) or i.refusal for i in reading.items)
    figure = told_whole or any(char.isdigit() for char in desk.turn.text)
    return None if told and not figure else reading.items or (Item(),)


def _again(doubt: Doubt, items: tuple[Item, ...]) -> Way | None:
    """`CIE 4` after `altre 4 tessere`: the same figure with its name is an answer."""
    if len(items) != 1:
        return None
    item = items[0]
    return next(
        (
            way
            for way in doubt.ways
            if way.said and way.code == item.indicator and way.said.value == item.value
        ),
        None,
    )


def _by_figure(desk: Desk, heard: Heard, doubt: Doubt) -> Way | None:
    """The number, the pair, the step: as it completes the message, or by itself."""
    text = clean(desk.turn.text)
    if any(_is_of_another(desk, heard, doubt, item) for item in _facts(desk) or ()):
        return None
    if doubt.question.key in STEP and doubt.ways and (_YES.fullmatch(text) or _NO.fullmatch(text)):
        return doubt.ways[0] if _YES.fullmatch(text) else doubt.ways[-1]
    assert doubt.code is not None
    plan = desk.record.plan
    typed, _ = split_code(plan, desk.turn.text)
    if typed in plan.indicators and typed != doubt.code:
        return None  # Of another indicator, though it is not theirs to tell.
    for words, at in _completed(heard, doubt, text):
        reading = read_again(desk, heard, words)
        item = item_of(reading, doubt.code, at if at is not None else 0)
        alone = at is not None or all(one.indicator == doubt.code for one in reading.items)
        if item is not None and is_sure(item) and alone and _holds(item, text):
            return Way(doubt.code, said_of(item))
    return None


def _holds(item: Item, text: str) -> bool:
    """Whether a fact holds the pair that was answered, and not one that was told before it."""
    (number, *_) = (*find_numbers(text), None)
    if number is None or number.over is None:
        return True
    return (item.numerator, item.denominator) == (number.value, number.over)


def _is_of_another(desk: Desk, heard: Heard, doubt: Doubt, item: Item) -> bool:
    """Whether a fact is not of what is asked: sure of it, or in words that name the other alone."""
    if item.indicator == doubt.code:
        return False
    if is_sure(item):
        return True
    text = clean(desk.turn.text)
    if item.indicator is None or doubt.code is None:
        return False
    other, asked = (desk.reader.names(text, c, heard.day) for c in (item.indicator, doubt.code))
    return bool(set(other) - set(asked))


def _completed(heard: Heard, doubt: Doubt, text: str) -> Iterator[tuple[str, int | None]]:
    """The message with the answer in it, and the place of the fact in it: instead of what could
    not be read, or at its end; then the answer alone, by the indicator's code."""
    question, said = doubt.question, clean(heard.text)
    if is_figure(text):
        if question.key == "understand.ratio_term":
            yield f"{doubt.code} {question.facts['value']}/{text}", None
        unread = str(question.facts.get("words", ""))
        if unread and unread in said:
            yield said.replace(unread, text, 1), doubt.at
        yield f"{said} {text}", None
    yield f"{doubt.code} {text}", None
