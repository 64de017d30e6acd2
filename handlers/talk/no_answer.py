"""Words that no form takes for its answer: a question asked back, a hold-up, an order.

bot   EQ-I: 0. Scrivi il motivo.
who   chi valuta eq.as4?               →  a question
who   no aspetta, era la voce di prima →  a hold-up
who   mostrami la sua scheda           →  an order
who   registra sempre in ritardo       →  the reason
"""

import re
from enum import StrEnum

from handlers.talk.bare import Bare
from handlers.talk.bare import kind_of as bare_kind
from italian.regex import regex
from italian.words import clean


class NoAnswer(StrEnum):
    """What words are instead of an answer in words of one's own."""

    QUESTION = "question"
    HOLD_ON = "hold_on"
    """Of who hesitates or is interrupted."""
    ORDER = "order"


_BETWEEN_SENTENCES = regex(r"(?<=[.!?;…])\s+|\n+")
_HOLD_ON = regex(
    r"(?:no|ah|oh|ops|scusa)[ ,.!]+(?:no[ ,.!]+)*(?:aspett[aio]|fermo|ferma)\b.*"
    r"|(?:aspett[aio]|fermati|stop|un (?:attimo|momento)|un secondo)(?:[ ]?[,.!;:…].*)?"
    r"|aspett[aio] (?:un (?:attimo|momento|secondo)|che (?:ci |lo |la )?(?:penso|guardo|vedo))\b.*"
    r"|(?:non (?:lo )?(?:so|saprei)|non (?:me lo |mi )?ricordo)(?: (?:bene|ancora|piu))?"
    r"(?: ?[,.!;:…].*)?|(?:bo+h+|ma+h+)\b.*",
    re.DOTALL,
)
_COURTESY = (
    r"(?:(?:no|ok|va bene|allora|adesso|ora|intanto|prima|poi|per (?:favore|piacere)|senti|scusa"
    r"|dai|ecco)[ ,.:!]+)*"
)
_TO_ME = (
    r"(?:fa|da|di|manda|mostra|invia|prepara|stampa|scarica|spiega|elenca|leggi|ricorda|trova"
    r"|cerca|apri)(?:m?mi|c?ci|m?mel[oaie]|c?cel[oaie])"
)
_ORDER = regex(
    rf"{_COURTESY}(?:{_TO_ME}|apri|chiudi|togli|rimuovi|correggi|aggiungi|rispondi|leggi|scrivi"
    r"|fai (?:vedere|sapere|la|il|lo|l'|un|una)|vai (?:a|al|alla|avanti|indietro)"
    r"|(?:vorrei|voglio) (?:vedere|sapere|capire|leggere))(?![\w'])"
)
"""An imperative that is nothing else, at the head."""
_MAY_ORDER = regex(
    rf"{_COURTESY}(?:valida|convalida|contesta|ritira|annulla|cancella|elimina|registra|segna"
    r"|assegna|invita|pubblica|imposta|fissa|sollecita|aggiorna|mostra|prepara|manda)(?![\w'])"
)
"""The imperative of who talks to us, or what somebody does: what is said after it tells."""


def kind_of(text: str) -> NoAnswer | None:
    """What words are that are no answer; None where they may be one."""
    if _only_asks(text):
        return NoAnswer.QUESTION
    plain = clean(text).strip()
    if bare_kind(text) in (Bare.NO, Bare.DOUBT) or _HOLD_ON.fullmatch(plain):
        return NoAnswer.HOLD_ON
    return NoAnswer.ORDER if _ORDER.match(plain) else None


def may_order(text: str) -> bool:
    """Whether words open as an order does that may also tell what somebody does."""
    return bool(_MAY_ORDER.match(clean(text)))


def _only_asks(text: str) -> bool:
    """Whether each of its sentences is a question: who asks something in the middle of reasons
    gives reasons."""
    sentences = [said for said in _BETWEEN_SENTENCES.split(text.strip()) if said]
    return all(said.rstrip(" )!.…").endswith("?") for said in sentences)
