"""Messages of more than one sentence, and questions that ask two things.

della gara che data c'è? non la trovo   →   the sentence that asks
quante carte mancano e quando scade?    →   both answers, one after the other
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.ask import cues, kinds
from handlers.ask.after import follow, them
from handlers.ask.after.again import FROM_TO, LEAD, asked_again, kind_of, since_in
from handlers.ask.answers import defaults
from handlers.ask.asker import likely, names_of
from handlers.ask.chosen import choosing
from handlers.ask.kinds import Kind
from handlers.ask.parts import scope, slots
from handlers.ask.parts.about import OWN, Names
from handlers.ask.parts.apart import thing_in
from handlers.ask.parts.spans import past_span
from handlers.ask.plain import coded
from handlers.desk import CHAT, Desk
from handlers.turn import Outcome
from handlers.understand.asking.questions import opens_asking
from handlers.understand.reading import Intent
from italian.regex import regex
from italian.words import clean

SENTENCE = re.compile(r"[^?]*\?+|[^?]+$")
CUT = re.compile(
    r"(?:\?+,?(?: e| ed| poi)?|,? e poi|,? ed?|,? poi|,? mentre|,(?= (?:(?:a|di|da|con|in) )?(?:chi"
    r"|quand[oi]|quant[aeio]|qual[ei]?|com[e']|perch[eéè]|dove|che|cosa|ci sono)\b))\s+",
    re.IGNORECASE,
)
"""Where a second thing may be asked; as it was typed, for `è` is no `e`."""
FIRST, SECOND = 0.4, 0.7
"""Least likelihood of what is asked first, and of what is cut from it."""
LEAST = 0.2
"""The same of a second that the word asks by which the first does."""
NEARLY = 0.6
"""How likely the two together have to be, beside that the whole asks one thing."""
WORDS = 2
"""Of the shortest question that is cut from another."""
IN_ALL = regex(r"\bin (?:tutto|totale|generale)\b")
ALONE = regex(r"perche|come mai|quando")
"""A second question of one word."""
CONTRAST = regex(r"^(?:e |ma )?non (?:chi|quand|quant|qual|come|dove|cosa)")
"""`non chi valida, chi valuta me`: asks one thing."""
TOPIC = re.compile(r"(?P<of>[^,:?]{3,}?) ?[,:] (?P<asks>.+)$", re.DOTALL)
"""What is named first, and what is asked of it."""
ON = regex(r"(?:ed?|poi|inoltre) ")
TIED = "e "
"""What goes on from the question before."""
ASKS = regex(
    r"(?:e |dammi |dimmi )?(?:a |di |da )?(?P<by>chi|cosa|quant[ie]|qual[ie]|come|quando)\b"
)
VERB = regex(r"\b(?:e|sono|ha|hanno|ho|abbiamo|deve|devono|puo|va|vanno)\b")
ASKING = regex(r"\b(?:chi|cosa|qual\w*|quant\w*|come|quando|perche|dove)\b")
OPENS = regex(rf"(?:(?:a|di|da|per|in|con|fino a|entro) )*(?:che\b|{ASKING.pattern})")
TWO_CODES = regex(rf"\b{cues.CODES.pattern} ed? {cues.CODES.pattern} insieme$")
FIGURE = regex(r"(?:il |l'|al |all')?\d")
JUDGED = regex(
    r"quant[ie] (?:(?:ne|di|quest[ei]|sono|stat[ei]|gia|mi|hanno|ha|tra) )*"
    r"(?P<what>(?:(?:non )?(?:ancora )?(?:validat|convalidat|contestat)|da validar)[ei])"
)
"""What became of what the first asks of."""
TELLS = (Intent.REPORT, Intent.CORRECT)
HOW = regex(r"(?:a che punto|a quanto|come) (?:e|sono|va|vanno|sta|stanno|siamo)(?: mess[oaie])?$")
HOW_ENDS = regex(rf"\w.*\b{HOW.pattern}")
"""The first asks by itself how a thing stands."""
LEFT = regex(
    r"(?:che )?(?:cosa|che) (?:gli|le) (?:resta|rimane|manca|tocca)(?: ancora)? da"
    r" (?:fare|finire|chiudere|completare)(?: ancora)?\W*$"
)
POINTING = (them.WHERE, them.WHOSE, them.OF_EACH, them.BY_WHOM, them.THE_OTHERS, HOW, LEFT)
"""What a second question asks of what the first names."""
OF_ONESELF = (Kind.WHO_EVALUATES, Kind.SCHEDA, Kind.PREMIUM, Kind.MY_TASKS, Kind.WHO_AM_I)
"""Asked of oneself, whatever the first named."""
OF_ONE_S_SCHEDA = {Kind.WHO_EVALUATES, Kind.SCHEDA}
"""Who writes it, and the scheda itself: two answers, however the two are joined."""
NO_ANSWER = frozenset(
    {"ask.unread", "ask.unread_of", "ask.unread_all", "ask.uncounted", "ask.not_who"}
    | {"kind.unsure", "missed", "missed.here", "missed.often"}
)
"""What is said where a question was not understood."""
IN_EACH = regex(
    r"(?:di|in|per|da) (?:quali|quale|che) (?:servizi\w*|uffic\w+|are[ae])(?: sono| vengono)?"
)
"""Of what is counted, how many there are in each unit."""
ALONE_OF = {
    Kind.BY_MONTH: "{} mese per mese {}",
    Kind.WHY_FIGURE: "perché {} è così",
    Kind.WHY_LOW: "perché {} è così",
    Kind.TARGET: "qual è il target di {}",
    Kind.MEANING: "cosa prevede {}",
    Kind.WHO_WROTE: "chi ha scritto i dati di {} {}",
    Kind.LAST_REPORT: "qual è l'ultimo dato di {}",
    Kind.LAST_YEAR: "{} rispetto all'anno scorso",
    Kind.ON_A_DAY: "come stava {} {}",
}
"""What is told of one thing alone, as it is asked of one, in a stretch of time."""
AND = re.compile(r"\bed?\b", re.IGNORECASE)
IS = re.compile(r"\bè(?!\w)|\be['’](?!\w)", re.IGNORECASE)
"""Is no `e`, once it is written in plain letters."""
JOINED = regex(r"\b(?:ed?|o|oppure)\b")
WAITING = "validate"
"""What waits to be validated is told by a card that stays open."""
Answer = Callable[[Desk], Outcome]


def asking(desk: Desk) -> Desk:
    """A message of which one sentence asks and the others tell nothing, with that one alone."""
    if "?" not in desk.turn.text.rstrip(" ?"):
        return desk
    said = [one.strip() for one in SENTENCE.findall(desk.turn.text) if one.strip()]
    marked = [one for one in said if one.endswith("?")]
    if len(marked) != 1 or len(said) < 2 or _asks_nothing(desk, marked[0]):
        return desk
    others = [one for one in said if one not in marked]
    if len(said) == 2 and said[0] in marked and _orders(desk, others[0]):
        return saying(desk, f"{said[0].rstrip(' ?')}, {others[0]}?")
    if any(opens_asking(clean(one)) or _asks_too(desk, one) or _tells(desk, one) for one in others):
        return desk
    return saying(desk, marked[0])


def saying(desk: Desk, text: str) -> Desk:
    """The same turn with another text."""
    return replace(desk, turn=replace(desk.turn, text=text))


def _orders(desk: Desk, text: str) -> bool:
    """Whether a sentence but says in which order: `in ordine di scadenza, se si può`."""
    plain = cues.put_plainly(text).strip(" .!")
    said, names = slots.read(plain, desk.today, None), names_of(desk)
    if opens_asking(plain) or said.order is None or said.narrows:
        return False
    return not names.content_of(said.left) and not names.codes_in(plain)


def _asks_nothing(desk: Desk, text: str) -> bool:
    return likely(saying(desk, text), names_of(desk))[Kind.NOT_A_QUESTION] >= choosing.HARDLY


def _asks_too(desk: Desk, text: str) -> bool:
    """Whether a sentence without its mark goes on asking: `e la mia scheda c'è già`."""
    if not ON.match(clean(text)):
        return False
    weighed = likely(saying(desk, text), names_of(desk))
    top = next(iter(weighed))
    return top is not Kind.NOT_A_QUESTION and weighed[top] >= choosing.VERY_SURE


def _tells(desk: Desk, text: str) -> bool:
    """Whether something of the plan is told in words."""
    reading = desk.reader.read(text, sender=desk.sender(), today=desk.today)
    return reading.intent in TELLS and any(item.about is not None for item in reading.items)


def both(desk: Desk, answer: Answer) -> Outcome | None:
    """The answers to two questions that one message asks, the second of what the first names; None
    where it asks one thing, or either was not understood."""
    parts = _of_each(desk) or _of_a_topic(desk) or _parted(desk)
    if parts is None:
        return None
    first = answer(saying(desk, parts[0]))
    if not is_answer(desk, first):
        return None
    told = kept_of(first)
    if parts[1].startswith(TIED) and not told.get(follow.KEPT):
        return first  # Nothing is left that the second could be asked of.
    second = answer(replace(saying(desk, parts[1]), chat={**desk.chat, **told}))
    if not (is_answer(desk, second) or (second.draft or {}).get("talk") == WAITING):
        return None
    if second.replies[0].lines == first.replies[0].lines:
        return first  # One answer says both.
    kept = {**told, **kept_of(second)}
    draft = {**(second.draft or {}), CHAT: kept} if kept else second.draft
    return replace(second, replies=(*first.replies, *second.replies), draft=draft)


def kept_of(outcome: Outcome) -> dict[str, Any]:
    """What the chat keeps of an answer."""
    kept: dict[str, Any] = dict(outcome.draft or {})
    return dict(kept.get(CHAT, {}))


def _parted(desk: Desk) -> tuple[str, str] | None:
    """Two questions, each of a likely kind: of two kinds, or of two things; None where they are
    not two."""
    text = desk.turn.text.strip(" ?.")
    cuts = [*CUT.finditer(text)]
    names = names_of(desk)
    if not cuts or CONTRAST.match(clean(text)) or kind_of(names, text)[0] is Kind.COMPARED:
        return None
    if (again := asked_again(names, text, cuts)) is not None:
        return again
    pairs = [(text[: cut.start()].strip(" ,"), text[cut.end() :].strip(" ,?.")) for cut in cuts]
    pairs = [pair for pair in pairs if not _is_one(names, *pair)]
    weighed = [(_likely(names, *pair), pair) for pair in pairs]
    share, (first, second) = max(weighed, default=(0.0, ("", "")))
    if share and share >= NEARLY * kind_of(names, text)[1]:
        return _tied(names, first, LEAD.sub("", second))
    two = next((pair for pair in pairs if _of_two_things(names, text, *pair)), None)
    return None if two is None else (f"{two[0]}?", f"{TIED}{LEAD.sub('', two[1])}?")


def _of_each(desk: Desk) -> tuple[str, str] | None:
    """`CIE e certificati mese per mese`: what one answer tells of one thing alone, of two."""
    names, text = names_of(desk), IS.sub("sta", desk.turn.text)
    if not AND.search(text) or "," in text:
        return None
    kind, share = kind_of(names, text)
    asks = ASKING.findall(clean(text))
    if share < FIRST or kind not in ALONE_OF or len(asks) > 1 or cues.COMPARE.search(clean(text)):
        return None
    codes = scope.several_in(names, cues.put_plainly(text), desk.today)
    plan = names.plan
    whole = () if kind is Kind.WHO_WROTE else plan.objectives
    if len(codes) != 2 or not set(codes) <= {*plan.indicators, *whole}:
        return None
    since = since_in(names, text)
    one, other = (f"{ALONE_OF[kind].format(code, since).strip()}?" for code in codes)
    return one, other


def _of_a_topic(desk: Desk) -> tuple[str, str] | None:
    """`la carta dei servizi: chi la aggiorna ed entro quando?`: two questions of what is named
    before them."""
    found = TOPIC.match(desk.turn.text.strip())
    names = names_of(desk)
    if found is None or ASKING.search(clean(found["of"])):
        return None
    of = names.codes_in(coded.by_code(names, clean(found["of"])))
    if len(of) != 1:
        return None
    asks = found["asks"].strip(" ?.")
    for cut in CUT.finditer(asks):
        one, other = asks[: cut.start()].strip(" ,"), LEAD.sub("", asks[cut.end() :])
        both_ask = all(OPENS.match(clean(piece)) for piece in (one, other))
        if both_ask and not any(_named(names, piece) for piece in (one, other)):
            return f"{of[0]}: {one}?", f"{of[0]}: {other}?"
    return None


def _is_one(names: Names, first: str, second: str) -> bool:
    """Whether two pieces ask one thing: the second but says which of them, whose, or since when, or
    both together name several units, one after the other."""
    plain = clean(second)
    if "?" in first or (opens_asking(plain) and not slots.read(plain, names.today, None).narrows):
        return False
    if IN_EACH.fullmatch(plain):
        return True
    if TWO_CODES.search(coded.by_code(names, clean(f"{first} e {second}"))):
        return True  # `… AT5 e APL1 insieme`
    if FROM_TO.match(clean(first)) and not ASKING.search(clean(first)):
        return True  # `tra CIE e certificati`
    if FIGURE.match(plain):
        return True  # `tra il 20 e il 60 %`
    if slots.is_all(clean(first), names.today) and thing_in(plain):
        return True  # `in ritardo e senza prove: quali obiettivi?`
    if slots.read(clean(first), names.today, None).narrows:
        rest = slots.read(plain, names.today, None)
        which = (rest.narrows or rest.order is not None) and not _asks_again(clean(first), plain)
        whose = names.content_of(rest.left) or names.codes_in(rest.left)
        if which and not rest.what and not (whose and names.of(first).said):
            return True
    return bool(names.joined(clean(f"{first} e {second}")))


def _tied(names: Names, first: str, second: str) -> tuple[str, str]:
    """Each as it is asked alone: what one does not name, the other does."""
    moves = kind_of(names, second)[0] in defaults.MOVES
    if moves and (since := since_in(names, first)) and not since_in(names, second):
        second = f"{second} {since}"
    mine = OWN.search(clean(first)) and kind_of(names, first)[0] is Kind.SCHEDA
    if mine and kind_of(names, second)[0] is Kind.WHO_EVALUATES:
        return f"{first}?", "chi mi valuta?"
    if (judged := JUDGED.fullmatch(clean(second))) and (of := _named(names, first)):
        what, since = f"dati di {' e '.join(of)}", since_in(names, first)
        # A record is validated after the stretch it is of: which of that wait still.
        state = "non sono ancora validati" if since else f"sono {judged['what']}"
        return f"{first}?", f"quali {what} {since} {state}?"
    if not _named(names, first) and len(codes := _named(names, OWN.sub(" ", second))) == 1:
        return f"{first} {codes[0]}?", f"{second}?"
    of_scheda = {kind_of(names, first)[0], kind_of(names, second)[0]} == OF_ONE_S_SCHEDA
    own = of_scheda or OWN.search(clean(second)) or kind_of(names, second)[0] in OF_ONESELF
    alone = IN_ALL.search(second) or own or _named(names, second)
    return f"{first}?", f"{'' if alone else TIED}{second}?"


def _likely(names: Names, first: str, second: str) -> float:
    """How likely two pieces ask each its own thing; zero where they do not."""
    if len(past_span(clean(first), names.today, None).rest.split()) < WORDS:
        return 0.0  # `tra luglio e agosto` asks nothing yet.
    if kinds.is_a_name(JOINED.sub(" ", coded.by_code(names, clean(first))), names.reader.naming):
        return 0.0  # Of which the second asks.
    kind, share = kind_of(names, first)
    share = 1.0 if cues.WHO_AM_I.fullmatch(clean(first)) else share  # Two words that ask no less.
    plain = clean(second)
    points = any(pattern.match(plain) for pattern in POINTING)
    when = plain == "quando" and kind in (Kind.WHO_WROTE, Kind.LAST_REPORT)  # Its story has days.
    if ALONE.fullmatch(plain) and kind in (Kind.CONTESTED, Kind.AMENDED):
        return 0.0  # A record that was contested, or a change of the plan, says why.
    if points or (ALONE.fullmatch(plain) and not when):
        return max(share, NEARLY) if share >= FIRST else 0.0
    other, beside = kind_of(names, second)
    if {kind, other} == OF_ONE_S_SCHEDA and min(share, beside) >= FIRST:
        return share
    few = len(second.split()) < WORDS
    if HOW_ENDS.search(clean(first)) and kind is not other and beside >= SECOND and share >= FIRST:
        return max(share, NEARLY)
    which = other in defaults.MOVES and plain.startswith("qual") and thing_in(plain) is not None
    which = which and "quanto " in clean(first)  # By how much one moved, and which the most.
    if not few and share >= FIRST and beside >= LEAST and _asks_again(clean(first), plain):
        return max(share, NEARLY)
    if few or beside < SECOND or not (which or (kind is not other and share >= FIRST)):
        return 0.0
    return beside if which else share * beside


def _asks_again(first: str, second: str) -> bool:
    """`chi può validare per la tecnica e chi ha validato di più?`: the word by which the first asks
    asks again, and of what: it does not go on with the first (`… e chi di meno`)."""
    one, other = ASKS.match(first), ASKS.match(second)
    same = one is not None and other is not None and one["by"] == other["by"]
    return same and (VERB.search(second) is not None or thing_in(second) is not None)


def _of_two_things(names: Names, text: str, first: str, second: str) -> bool:
    """`come vanno le CIE e i certificati?`: the same of one thing and of another, which are not
    named together."""
    kind, share = kind_of(names, first)
    if share < choosing.SURE or kind not in defaults.OF_A_THING:
        return False
    alone = kinds.is_a_name(second, names.reader.naming)
    if not alone and kind_of(names, second)[0] is not kind:
        return False
    one, other, whole = (_named(names, piece) for piece in (first, second, text))
    parts = {*names.plan.indicators, *names.plan.objectives}
    apart = len(one) == len(other) == 1 and one != other and {*one, *other} <= parts
    return apart and whole in ((), one, other, (*one, *other))


def _named(names: Names, text: str) -> tuple[str, ...]:
    """What a piece of a message names."""
    about = scope.scope_of(names, cues.put_plainly(text), names.today)
    return about.codes if about.said else ()


def is_answer(desk: Desk, outcome: Outcome) -> bool:
    """Whether something was told, and nothing is left open that was not before."""
    lines = [reply.lines[0].key for reply in outcome.replies if reply.lines]
    left, open_ = ({k: v for k, v in (d or {}).items() if k != CHAT}
                   for d in (outcome.draft, desk.draft))  # fmt: skip
    return bool(lines) and lines[0] not in NO_ANSWER and left in ({}, open_)
