"""On a measure of what is left: whether a figure tells what was disposed of, or what remains."""

from handlers.understand.cutting.manners import takes_away
from handlers.understand.cutting.scan import words_of
from handlers.understand.figures.values import LEFT_WORDS, STATE, is_backlog
from handlers.understand.naming.terms import terms_in
from handlers.understand.pieces import Cue, Manner
from handlers.understand.telling import steps
from handlers.understand.telling.one_thing import ARRIVING
from handlers.understand.telling.told import Passage
from italian.regex import regex
from italian.words import PARTICIPLE, clean, stem
from ledger.plan import Indicator

DONE_TO = regex(rf"\b(?!adess|quest|quant|tutt|sott|rispett|attes)\w{{3,}}{PARTICIPLE}[ieao]\b")
"""Something done: a participle, whichever it is."""
DENIED = regex(r"\bnon\b(?! solo)")
_WHICH = regex(r"\b(?:che|chi) non \w+")
STILL = regex(
    r"(?<!\bdati )(?<!\bdate )"
    r"\bda (?!immobiliare|\w*iere\b|popolare|familiare|altare|aggiungere|sommare)"
    r"\w+(?:are|ere|ire)\b"
)
_THERE = regex(r"\bin (?:canile|carico|essere)\b")
"""What says where they still are."""
_RISEN = regex(r"\b(?:risal|aument|cresc|cresciut|arriv|sal[iu]t|aggiunt|entrat|pervenut)\w*")
"""What says that more is left to do."""
_NEW = regex(r"\bnuov[ie]\b")
"""What was not there before, and so waits: `notificate 3 nuove cause`."""
_NOW_THERE = regex(
    r"\b(?:(?:adesso|ora|ormai|attualmente)"
    r"(?: (?:sul tavolo|in coda|in lista|ce|ne|solo|ancora|gli|le|i|in|a|sono|siamo|e|abbiamo))*"
    r"|siamo (?:a|in)|sono in|(?:risal|scend|sces|sal)\w* a)$"
)
"""`adesso sono 168`: how many there are, whatever was done before."""
_WAITS_FOR = regex(r"\b(?:da|in attesa di|in attesa d[ei]ll[ao']|da ancora) (\w{6,})")
"""What is to be done with what is counted: `debiti da riconoscere`, `in attesa di sepoltura`."""
_SAME_BEGINNING = 5
"""Letters by which what was done is what had to be."""
_MADE = regex(r"\b(?:fatt[oaie]|abbiamo fatto)\b")


def left_or_cleared(indicator: Indicator, told: Passage) -> frozenset[Manner]:
    """Whether a number tells what was disposed of or what remains (`non lavorate`)."""
    said = _WHICH.sub("", told.text) if _done_to_more(told) else told.text
    if STILL.search(said) or DENIED.search(said):
        return frozenset({Manner.LEFT})
    doing = steps.steps_in(terms_in(told.stretch))
    text = LEFT_WORDS.sub("", told.text)
    named = {stem(m[0]) for m in DONE_TO.finditer(indicator.name.lower())}
    found = (m[0] for m in DONE_TO.finditer(text) if stem(m[0]) not in named)
    done_to = is_backlog(indicator) and any(found) and not doing & ARRIVING
    done_to = done_to and not _NEW.search(text)
    done_to = done_to or (is_backlog(indicator) and bool(_MADE.search(text)))
    if is_backlog(indicator) and _NOW_THERE.search(_before(told)):
        return frozenset({Manner.LEFT})
    clears = takes_away(text, doing) or done_to or _done_what_waited(indicator, told)
    if clears and not _RISEN.search(told.text):
        return frozenset({Manner.CLEARED})
    state = not doing and not told.day and not any(m for m in DONE_TO.findall(text))
    best = told.named.choice.best if told.named.choice else None
    whole = best is not None and best.features["cover"] >= 1 and len(told.named.terms) > 1
    waiting = bool(STATE.search(told.text + " " + indicator.name.lower()))
    state = state and (whole or waiting or bool(LEFT_WORDS.search(told.text)))
    if state and is_backlog(indicator) and not told.manners:
        return frozenset({Manner.LEFT})
    left = told.by_code or LEFT_WORDS.search(told.text) or _THERE.search(told.text)
    return frozenset({Manner.LEFT}) if left and not told.manners and not told.day else frozenset()


def _done_what_waited(indicator: Indicator, told: Passage) -> bool:
    """`riconosciuti altri 35.000 euro`, of debts to be recognised: that many fewer."""
    waits = {m[1][:_SAME_BEGINNING] for m in _WAITS_FOR.finditer(clean(indicator.name))}
    return any(m[0][:_SAME_BEGINNING] in waits for m in DONE_TO.finditer(told.text))


def left_by_name(indicator: Indicator, told: Passage) -> frozenset[Manner]:
    """How it is said, but for the name: `smaltite altre 7 pratiche giacenti` are cleared."""
    left = {p.text for p in told.stretch if isinstance(p, Cue) and p.manner is Manner.LEFT}
    name = clean(indicator.name).split()
    added = Manner.ADDED in told.manners
    return told.manners - {Manner.LEFT} if added and left <= set(name) else told.manners


def _done_to_more(told: Passage) -> bool:
    """`sistemate altre 22 posizioni che non combaciavano`: `non` says which ones they were."""
    return Manner.ADDED in told.manners and bool(DONE_TO.search(_before(told)))


def _before(told: Passage) -> str:
    """What was said right before a figure."""
    at = told.stretch.index(told.number) if told.number in told.stretch else 0
    return words_of(told.stretch[:at])
