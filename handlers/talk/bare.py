"""Replies of nothing but yes, no, courtesy or doubt: `no grazie`, `va bene così`, `boh`, `fatto`.

They answer what is open. With nothing open they answer nothing, and never turn a record round.
"""

from enum import StrEnum

from italian.regex import regex
from italian.words import clean


class Bare(StrEnum):
    """What such a reply comes to."""

    YES = "yes"
    NO = "no"
    DOUBT = "doubt"
    DONE = "done"
    """`fatto`: of a step, where one was asked about."""
    NOT_DONE = "not_done"
    """`non ancora`."""


OF_ANY_CARD = (Bare.YES, Bare.NO, Bare.DOUBT)
"""What answers an open card, whatever it is of."""

_COURTESIES = (
    r"grazie(?: (?:mille|tante|lo stesso))?|prego|per (?:favore|piacere|cortesia|ora|adesso|oggi)"
    r"|cosi|pure|davvero|allora|poi|adesso|ora|ma|e|eh|ah|oh|beh|dai|su|tutto|gia|capito|no+"
)
_YES = (
    r"s+i+|yes|ok+|okay|oki|conferm[oa]|confermato|va bene(?: cosi)?|d'accordo|cert[oa]|certamente"
    r"|perfetto|esatto|esattamente|giusto|ottimo|benissimo|bene|sicuro|appunto|volentieri"
)
_GIVES_UP = (
    r"annulla(?:re)? tutto|annulla|lascia(?:mo)? (?:stare|perdere)|come non detto|esci"
    r"|(?:ci )?ho ripensato|ho cambiato idea"
)
"""Leaves what is open, whatever doubt stands beside it: `boh lascia stare`."""
_NO = (
    rf"no+|{_GIVES_UP}|(?:niente|nulla)(?: di nuovo| da segnalare)?|nessuna novita"
    r"|non (?:ora|adesso|serve)|meglio di no|direi di no|ci ripenso"
    r"|(?:torna(?:re|iamo)? )?indietro"
)
_DOUBT = (
    r"bo+h*|ma+h+|m+h+|dai|ma dai|forse|chissa|vediamo|(?:aspetta|aspetti|un)(?: un)?"
    r" (?:attimo|momento)|aspett[aio]|non (?:lo )?so|non saprei|magari|dopo|piu tardi"
)
_NOT_DONE = r"(?:no,? )?(?:non ancora|ancora no)(?: fatto)?|non (?:e )?(?:ancora )?fatto"
_DONE = r"(?:e )?(?:gia |tutto )?fatt[oa]"


def _made_of(*words: str) -> str:
    """A whole reply of these words and of courtesies."""
    return rf"(?:(?:{'|'.join((*words, _COURTESIES))})(?![\w'])[\s,.!;:…-]*)+"


_KINDS = tuple(
    (kind, regex(rf"(?=.*(?<![\w'])(?:{core})(?![\w'])){_made_of(core, *beside)}"))
    for kind, core, beside in (
        (Bare.NOT_DONE, _NOT_DONE, (_NO, _DOUBT)),
        (Bare.DONE, _DONE, (_YES,)),
        (Bare.NO, _GIVES_UP, (_NO, _DOUBT)),
        (Bare.DOUBT, _DOUBT, (_YES, _NO)),
        (Bare.NO, _NO, ()),
        (Bare.YES, _YES, ()),
    )
)
"""The first that a reply is made of: doubt beside a yes or a plain no leaves it in doubt."""

_LEAVES = regex(
    r"(?:no,? )?(?P<back>(?:voglio |vorrei |posso )?(?:torn(?:a|are|iamo|o) )?indietro"
    r"|torna alla domanda di prima)|(?:no,? )?(?:(?:voglio |vorrei )?annull(?:a|are|o)(?: tutto)?"
    r"|lascia(?:mo)? (?:stare|perdere)|esci)"
)
"""Words that leave a question, said of no record; never an answer in words of one's own."""


_GIVEN_UP = regex(rf"(?<![\w'])(?:{_GIVES_UP})(?![\w'])")


class Way(StrEnum):
    """Out of a question without answering it."""

    BACK = "back"
    """To the question before."""
    OUT = "out"


def way_of(text: str) -> Way | None:
    """`annulla`, `torna indietro`; None where the words say anything more."""
    plain = clean(text[: _LONGEST + 1]).strip(" .!")
    found = _LEAVES.fullmatch(plain)
    if found is None:
        return Way.OUT if _GIVEN_UP.search(plain) and kind_of(text) is Bare.NO else None
    return Way.BACK if found["back"] else Way.OUT


_LONGEST = 60


def kind_of(text: str) -> Bare | None:
    """What a reply comes to; None where it says anything more."""
    plain = clean(text[: _LONGEST + 1])
    if len(plain) > _LONGEST or "?" in plain:
        return None
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(plain)), None)
