"""Who asks: the names they may use, and how likely each kind of question is in their words."""

import datetime as dt
from functools import partial

from handlers.ask import kinds
from handlers.ask.after import follow
from handlers.ask.answers import defaults
from handlers.ask.chosen import choosing
from handlers.ask.parts.about import Names
from handlers.desk import Desk
from handlers.standing import status
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE, SEGRETARIO

MY_OWN = regex(
    r"\bmiei (?:\w+ )?(?:obiettivi|indicatori)\b|\b(?:mio|miei)$"
    r"|^(?:e )?(?:tra|fra|dei) (?:i )?miei\b(?! (?:serviz|uffic|dirigent|eq\b|collegh))"
    r"|\bche scrivo(?: io)?$"
    r"|^(?:e )?(?:quali|quanti|che)(?: sono)?(?: i)? miei\b"
    r"(?! (?:serviz|uffic|aree|dirigent|eq\b|collegh|dat[oi]\b))"
)
"""Of who answers for the whole ente, those that are theirs to reach."""


def names_of(desk: Desk) -> Names:
    """The names this asker may use, and what is theirs where they name nothing."""
    found: Names = desk.memo.get("names") or _names_of(desk)
    desk.memo["names"] = found
    return found


def _names_of(desk: Desk) -> Names:
    reader = desk.reader_of(desk.view)
    own = status.own_units(desk)
    if own == (ENTE,) and MY_OWN.search(clean(desk.turn.text)) and desk.is_segretario:
        own = (SEGRETARIO,)
    return Names(desk.view.plan, reader, desk.sender(), own, desk.today, partial(units_of, desk))


def units_of(desk: Desk, code: str) -> tuple[str, ...] | None:
    """The units of somebody's posts, the ente where they are of none; None for nobody."""
    person, plan = desk.record.enrolled(code, desk.today), desk.view.plan
    if person is None:
        return None
    units = (*plan.areas, *plan.area_of_service)
    held = [p.unit for p in person.posts if p.held_on(desk.today) and p.unit in units]
    return tuple(dict.fromkeys(unit for unit in held if unit)) or (ENTE,)


def visited(desk: Desk) -> dt.date | None:
    """The day of the asker's visit before this one, in this chat."""
    kept = desk.chat.get("visit_before")
    return dt.date.fromisoformat(str(kept)) if kept else None


def likely(desk: Desk, names: Names) -> choosing.Likely:
    """How likely each kind of question is asked, the likeliest first."""
    return kinds.likely(desk.turn.text, names.reader.naming)


def default_of(desk: Desk, names: Names, told: tuple[str, ...] = ()) -> choosing.Default:
    """How a kind is answered of what this turn's words name, else of what was `told` of."""
    told = told or follow.spoken_of(desk)
    given = (names, desk.turn.text, desk.today, visited(desk), told)
    return lambda kind: defaults.default(kind, *given)
