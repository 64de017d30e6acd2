"""A button's label typed is that button: `conteggio`, `in un file`, `gli altri`.

Only while a talk waits for something: its words would otherwise be taken for an answer. Kept with
the chat are the buttons of the last message that had any.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from handlers.desk import Desk
from handlers.talk.bare import OF_ANY_CARD, kind_of
from handlers.turn import Outcome
from italian.regex import regex
from words.wording import plain_text

KEPT = "buttons"
MOST = 40
_ARTICLE = regex(r"^(?:il|lo|la|i|gli|le|l|un|uno|una)\s+(?=\S)")
_COUNT = regex(r"\s+\d+$")
"""How many are behind it, as `Altri 4` says."""


def plain(text: str) -> str:
    """A label as it may be typed: without case, accents, signs, its article."""
    bare = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return _ARTICLE.sub("", " ".join(re.findall(r"[a-z0-9]+", bare)), count=1)


def shown(outcome: Outcome, before: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What is kept of an answer's buttons; of one without, those of before, as of before."""
    own = [reply for reply in outcome.replies if reply.to is None and reply.lines]
    cells = [cell for row in own[-1].buttons for cell in row] if own else []
    if not cells:
        return {**(before or {"cells": []}), "last": False}
    return {"cells": [(plain_text(c.label), c.data) for c in cells[:MOST]], "last": True}


def typed(desk: Desk) -> str | None:
    """The button whose label was typed; None where the words are none's, or more than one's.

    A bare yes or no is of the last message or of none.
    """
    kept = desk.chat.get(KEPT) or {}
    said = plain(desk.turn.text)
    if not kept or not re.search("[a-z]", said) or desk.turn.attachment is not None:
        return None
    if kind_of(desk.turn.text) in OF_ANY_CARD and not kept["last"]:
        return None
    labels = [(plain(label), data) for label, data in kept["cells"]]
    exact = {data for label, data in labels if label == said}
    found = exact or {data for label, data in labels if _COUNT.sub("", label) == said}
    return found.pop() if len(found) == 1 else None
