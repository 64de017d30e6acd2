"""The acts of the cycle said in words, as `/ciclo documento` records them: with their card.

segretario  il DUP è stato approvato con delibera 12 del 20/07/2024  →  the card of the document
giunta      abbiamo approvato la relazione del monitoraggio, delibera 88 del 30/09/2024  →  who may
"""

from handlers.desk import Desk
from handlers.evaluating.whom import default_year
from handlers.procedure import outputs
from handlers.reporting.heard import read
from handlers.talk.because import apart_from_act
from handlers.talk.typed import YEAR_SAID, years_said
from handlers.turn import Outcome
from handlers.understand.reading import Intent, Mode, Reading
from italian.closed import SMALL_WORDS
from italian.regex import regex
from italian.words import words

_DONE = r"(?:approv|adott)at[oaie](?: (?:in|dalla|dal|con la) (?:giunta|consiglio))?"
_SAID = regex(
    r"(?:registra(?: che)?:? |segna(?: che)?:? )?"
    rf"(?:(?:la giunta |il consiglio )?(?:ha|abbiamo|hanno|ho|e stat[oa]) {_DONE} (?P<what>.+)"
    rf"|(?P<thing>.+?) (?:(?:e|sono)(?: stat[oaie])? )?{_DONE})[ ,.:;]*"
)
_NAMED = (
    ("dup_note", frozenset(("nota", "aggiornamento", "dup"))),
    ("dup", frozenset(("dup",))),
    ("piao", frozenset(("piao",))),
    ("monitoring", frozenset(("relazione", "monitoraggio"))),
    ("mandate_lines", frozenset(("linee", "mandato"))),
)
"""What is recorded by its act alone, the longer names first."""
_BESIDE = frozenset(("infrannuale", "semestrale", "annuale", "ente", "comunale", "programmatiche"))


def said(desk: Desk, plain: str) -> Outcome | None:
    """The card of a document whose act is told; None for anything else, and for a fact of the
    plan that is told without a doubt. Raises NotAllowed with who may."""
    if not any(str(post.role) in outputs.READERS for post in desk.posts):
        return None
    told, act = apart_from_act(plain)
    found = _SAID.fullmatch(told.strip()) if act else None
    if found is None:
        return None
    thing = set(words(YEAR_SAID.sub(" ", found["what"] or found["thing"]))) - SMALL_WORDS
    name = next((name for name, known in _NAMED if known <= thing), None)
    if name is None or thing - dict(_NAMED)[name] - _BESIDE:
        return None
    if _is_their_step(read(desk)):
        return None
    year = next(iter(years_said(told, desk.today)), default_year(desk))
    return outputs.proved(desk, year, name, act.split("; "))


def _is_their_step(reading: Reading) -> bool:
    """Whether it is told, without a doubt, of a step of the plan that the sender reports on."""
    told = reading.intent is Intent.REPORT and not reading.ambiguous
    steps = (item.mode is Mode.MILESTONE and not item.refusal for item in reading.items)
    return told and any(steps)
