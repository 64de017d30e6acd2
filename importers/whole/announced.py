"""What a title or a word says of the objectives above the plan: which, and in what state."""

import re
from collections.abc import Sequence
from typing import Literal

from importers.tables.tables import Paragraph
from importers.values.words import squeezed, unaccented

Listing = Literal["strategic", "operational", "mandate"]
State = Literal["in_progress", "planned", "achieved", "cancelled"]

_STATES: Sequence[tuple[State, str]] = (
    ("cancelled", r"annullat|cancellat|eliminat|soppress|non piu perseguibil|abbandonat"),
    ("achieved", r"conclus|realizzat|raggiunt|complet|consegui"),
    ("planned", r"programmat|da avviare|pianificat"),
    ("in_progress", r"in corso|avviat|da realizzare|da perseguire|attiv"),
)
_MOST_OF_STATE = 3
"""Words of a cell that says a state and nothing else."""


def numbers_of(text: str) -> tuple[str, ...]:
    """Missions or programmes as two digits, however they are listed."""
    return tuple(f"{int(n):02d}" for n in re.findall(r"\d{1,2}", text))


def listing_of(paragraph: Paragraph, before: Listing | None) -> Listing | None:
    """What a title announces; a title about something else ends it."""
    if not paragraph.is_title:
        return before
    plain = unaccented(paragraph.text)
    if re.search(r"\bmandato\b|programmatic", plain) and "strateg" not in plain:
        return "mandate"
    if re.search(r"(?:linee|obiettivi|indirizzi|assi|ambiti|priorita) strategic", plain):
        return "strategic"
    if re.search(r"obiettivi operativi", plain) and re.search(r"\bdup\b|documento unico", plain):
        return "operational"
    return None


def announced(paragraph: Paragraph, state: State) -> State:
    """The state of the objectives a text is about to list; the present one if it does not say."""
    plain = unaccented(paragraph.text)
    if "obiettiv" not in plain and not paragraph.is_title:
        return state
    if re.search(_STATES[0][1], plain):
        return "cancelled"
    if re.search(r"da realizzare|da perseguire|in corso", plain):
        return "in_progress"
    if paragraph.is_title and "obiettiv" in plain and re.search(_STATES[1][1], plain):
        return "achieved"
    return state


def state_in(text: str) -> State | None:
    """The state of an objective that a text names."""
    plain = unaccented(text)
    return next((state for state, words in _STATES if re.search(words, plain)), None)


def span_of(text: str) -> Literal["annual", "multiyear"] | None:
    """Whether an objective is of one year or of several, where a text says it."""
    plain = squeezed(text)
    if plain.startswith("plurienn") or plain.startswith("trienn"):
        return "multiyear"
    return "annual" if plain.startswith("annual") else None


def state_alone(text: str) -> State | None:
    """The state that a cell says, and nothing else."""
    return state_in(text) if len(text.split()) <= _MOST_OF_STATE else None
