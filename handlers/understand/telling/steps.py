"""Milestones: reached, said not to be, or something that is neither.

`non ancora pubblicata` and `manca solo la firma` say that a step is not reached; `approvato in
commissione` is a step, but not the one that counts.
"""

import re
from enum import StrEnum

from handlers.understand.lexicon import LEXICON, any_of
from handlers.understand.naming.terms import DOING, Term, concept, terms_of
from italian.regex import regex
from italian.words import PARTICIPLE
from ledger.plan import Indicator, Objective


class Step(StrEnum):
    """What a message says of a step."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    ANOTHER = "another"
    """A step was named, and it is not the one that counts."""
    TO_DO = "to_do"
    """It must, should or will be done."""
    UNSAID = "unsaid"


_DONE = any_of(LEXICON.steps.done)
_NOT = any_of(LEXICON.steps.not_reached)
_PUT_OFF = any_of(w for w in LEXICON.steps.not_reached if w not in LEXICON.small_talk.denials)
_TO_DO = any_of(LEXICON.steps.to_do)
_PARTLY = any_of(LEXICON.steps.partly)
_UNKNOWN = any_of(LEXICON.steps.unknown)
_DOUBTS = any_of(LEXICON.steps.doubts)
_EARLIER = any_of(LEXICON.earlier)
_FINDING = regex(
    r"(?:trovat|scopert|individuat|rinvenut|scovat|accertat|rilevat|intercettat|stanat)[oaie]"
)
"""What is found, in one word or another: `abusi trovati` are those `accertati`."""
_UNDONE = any_of(LEXICON.undone)
_HEARSAY = any_of(LEXICON.hearsay)
_ALIKE = 7
"""Letters by which a word is of the same root as another: `cancellati`, `cancellazione`."""
_ASKED_FOR = regex(r"(?:domand|istanz|richiest|segnalazion|reclam)\w+")
"""What people hand in, before anything is done about it."""
_STILL = regex(r"\bda (?P<step>\w+(?:are|ere|ire))\b")
_UNDER_WAY = regex(
    r"\bin (?!con(?:cess|venz)ione|gestione|locazione|collaborazione)"
    r"(?P<step>\w+(?:zione|sione|mento|tura))\b"
)
_NOT_DONE = regex(
    r"\b(?:(?:non|nn) (?:e |sono |ancora |stat[oaie] |abbiamo |ha |hanno ){0,3}"
    rf"\w{{3,}}{PARTICIPLE}[oaie]"
    r"|ancora (?:non?|niente|nulla|nient'altro|nessun[oa]?|da \w+re)\b|(?:non|nn) ancora"
    r"|ancora (?:chius|ferm|spent|inattiv|vuot|rott)[oaie]\b"
    r"|(?:non|nn) c'e ancora|in alto mare|in trattativa|dev(?:e|ono) ancora|da \w+re ancora"
    r"|se ne (?:ri)?parla|\bma (?:[a-z']+ ){0,6}da (?:ancora )?\w+(?:are|ere|ire)\b)"
)
"""Said not to be done, whatever is said to be still to come."""
_OF_WHOM = regex(r"\b(?:per|a|di|da|con) (?:chi|quanti|coloro che) (?:non|nn)\b(?: [a-z']+){0,4}")
"""For whom it is: `il bando per chi non ce la fa` is there."""
_COMMITTEE = any_of(LEXICON.bodies.committee)
_JUNTA = any_of(LEXICON.bodies.junta)
_COUNCIL_MATTER = any_of(word + r"\w*" for word in LEXICON.bodies.council_matters)
_BOTH = regex(r"\b(?P<first>\w+[oaie]) e (?P<last>\w+[oaie])$")
_PARTICIPLE = r"(?!stat[ieao]\b)\w{2,}(?:at|it|ut|ott|ett|ert|iut|rs|ess)[ieao]\b"
_SAID_DONE = regex(
    rf"(?:^|\b(?:e|sono|ha|hanno|ho|abbiamo|stat[aoie]|viene|fu|l'abbiamo)\s(?:\w+\s)??){_PARTICIPLE}"
    rf"|^(?:\w+ )?\w{{3,}}{PARTICIPLE}[oa] (?:il|lo|la|l|un|una|uno) \w"
    r"|^siamo (?:su|dentro|passati) \w"
    r"|\b(?:in digitale|on ?line|in funzione|in casa|a casa|all'albo|in vigore|a regime|in uso)\b"
)
"""A participle, or what stands for one, of no step that is known by name."""
_ONE_DONE = regex(
    rf"^(?:\w+ )?\w{{3,}}{PARTICIPLE}[oa] (?:il|lo|la|l|un|una|uno) "
    rf"|(?:^|\w )\w{{4,}}{PARTICIPLE}[oa]$"
)
_DONE_WITH = regex(rf"\b\w{{2,}}{PARTICIPLE}[oaie]\b")
_RESOLVING = regex(r"[Dd]eliberazione (?:d|per|su)")
_DECIDING = frozenset({"approve", "adopt"})


def to_do(text: str) -> bool:
    """What must, should or will be done: nothing of it has happened yet."""
    return bool(_TO_DO.search(text))


def denied(text: str) -> bool:
    """Whether something is denied."""
    return bool(_NOT.search(text))


def partly(text: str) -> bool:
    """Under way: neither reached nor said not to be."""
    return bool(_PARTLY.search(text))


def done(text: str) -> bool:
    """Whether something is said to be done."""
    return bool(_DONE.search(text))


def said_done(text: str) -> bool:
    """A participle, or `on line`, `in funzione`: something is done, whatever it is."""
    return bool(_SAID_DONE.search(text))


def at_second_hand(text: str) -> bool:
    """`mi dicono che`, `pare che`: nobody vouches for what follows."""
    return bool(_HEARSAY.search(text))


def put_off(text: str) -> bool:
    """`rinviato al 30`, `manca la firma`: something is said not to have come about."""
    return bool(_PUT_OFF.search(text))


def doubted(text: str) -> bool:
    """`forse`, `ricontrollo`, `se non piove`: who writes does not vouch for it yet."""
    return bool(_DOUBTS.search(text))


def before_it(indicator: Indicator, terms: list[Term], text: str) -> bool:
    """Things at an earlier point, or turned down, are not those counted: `CIE richieste 300`,
    `trovate 2 discariche` where those removed count."""
    own = terms_of(indicator.name)
    known = {t.word[:-1] for t in own}
    if _UNDONE.search(without(text, indicator.name.lower())):
        return True
    wanted, named = steps_in(own), steps_in(terms)
    asked = wanted or any(_ASKED_FOR.fullmatch(t.word) for t in terms)
    if named & wanted or not any(t.doing or t.participle for t in own):
        return False
    its = {t.word[:_ALIKE] for t in own}
    if asked and steps_in([t for t in terms if t.word[:_ALIKE] not in its]) & LEXICON.not_counted:
        return True
    finds = any(_FINDING.fullmatch(t.word) for t in own)
    earlier = [
        at
        for at, t in enumerate(terms)
        if _EARLIER.fullmatch(t.word)
        and t.word[:-1] not in known
        and not (finds and _FINDING.fullmatch(t.word))
    ]
    return any(not _then_done(terms[at + 1 : at + 2]) for at in earlier)


def _then_done(following: list[Term]) -> bool:
    """`buche segnalate sistemate`: what was done right after is what counts."""
    return any(t.adjoins and t.participle for t in following)


def steps_in(terms: list[Term]) -> frozenset[str]:
    """The doing words of a stretch, by what they do."""
    return frozenset(t.key.removeprefix(DOING) for t in terms if t.doing)


def steps_of(objective: Objective, indicator: Indicator) -> frozenset[str]:
    """What has to be done for an indicator to be reached, as its name (or objective) says."""
    own = steps_in([t for t in terms_of(indicator.name) if not _qualifies(t)])
    if _RESOLVING.match(indicator.name):
        own |= {"approve"}
    return own or steps_in(terms_of(objective.title))


def _qualifies(term: Term) -> bool:
    """`risposta istruttoria`: of what sort it is, and nothing that is done."""
    return term.adjoins and term.word.endswith("oria")


def judge(wanted: frozenset[str], terms: list[Term], text: str, matter: str) -> Step:
    """What a stretch says of a milestone; `matter` is the indicator in the plan's own words."""
    text = _OF_WHOM.sub(" ", text)
    if _UNKNOWN.search(text):
        return Step.UNSAID
    if _NOT_DONE.search(text):
        return Step.NOT_REACHED
    if to_do(text):
        return Step.TO_DO
    if denied(without(text, matter)):
        return Step.NOT_REACHED
    named = steps_in(terms)
    still = _STILL.search(text)
    if still and (concept(still["step"]) in wanted or _only_as(_STILL, terms, text)):
        return Step.TO_DO
    half_way = (partly(text) or _only_as(_UNDER_WAY, terms, text)) and "start" not in wanted
    if half_way or _elsewhere(named | wanted, text, matter):
        return Step.ANOTHER
    if named & wanted:
        return Step.ANOTHER if _half_done(named, matter) and not done(text) else Step.REACHED
    if named:
        return Step.ANOTHER if _other_step(named, wanted) else Step.REACHED
    said = done(text) or _SAID_DONE.search(text) or _as_named(text, matter)
    return Step.REACHED if said else Step.UNSAID


def done_in_one(text: str, matter: str) -> bool:
    """`schedario revisionato`, `tolta la panchina`: one thing is said, and that it was done."""
    return bool(_ONE_DONE.search(without(text, matter).strip())) and not partly(text)


def _as_named(text: str, matter: str) -> bool:
    """Whether what is to be done is said in the plan's own participle: `ponte riaperto`."""
    named = {m[0] for m in _DONE_WITH.finditer(matter)}
    return any(m[0] in named for m in _DONE_WITH.finditer(text))


def without(text: str, matter: str) -> str:
    """A text without the names of the matter: the palestra `Fermi` is not at a standstill."""
    names = set(re.findall(r"\w{4,}", matter))
    return re.sub(r"\w{4,}", lambda m: "" if m[0] in names else m[0], text)


def _other_step(named: frozenset[str], wanted: frozenset[str]) -> bool:
    """Whether another step is told than the one that counts: `predisposto`, not `approvato`."""
    alike = {other for step in named for other in LEXICON.same_step.get(step, frozenset())}
    if not wanted or alike & wanted:
        return False
    return all(step in LEXICON.formal_steps for step in named)


def _only_as(pattern: re.Pattern[str], terms: list[Term], text: str) -> bool:
    """Whether a step is said in that form alone: `da approvare`, `in approvazione`."""
    found = pattern.search(text)
    step = concept(found["step"]) if found else None
    return step is not None and sum(t.key == DOING + step for t in terms) == 1


def _half_done(named: frozenset[str], matter: str) -> bool:
    """Only the first of two steps: `predisposto`, where it has to be `predisposto e adottato`."""
    both = _BOTH.search(matter)
    last = concept(both["last"]) if both else None
    first = concept(both["first"]) if both else None
    formal = last in LEXICON.formal_steps
    return bool(both and first) and formal and last not in named and named <= {first}


def _elsewhere(steps: frozenset[str], text: str, matter: str) -> bool:
    """Decided, but not by the body whose decision counts."""
    if not steps & _DECIDING:
        return False
    if _COMMITTEE.search(text):
        return True
    return bool(_JUNTA.search(text) and _COUNCIL_MATTER.search(matter))
