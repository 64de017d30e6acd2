"""What may be ordered, and what each act is made of; the words for each are in the `table`."""

import re
from enum import StrEnum

from italian.regex import regex
from ledger.later import dataclass


class Does(StrEnum):
    """What is ordered."""

    ENTITY = "entity"
    ACCEPT, REFUSE, OBSERVE = "accept", "refuse", "observe"
    PHASE = "phase"
    PREMIUMS_FINAL, POOL = "premiums_final", "pool"
    PUBLISH, QUIET, YEAR, SETTLE = "publish", "quiet", "year", "settle"
    UNBIND, INVITE, END_POST, ADD_PERSON = "unbind", "invite", "end_post", "add_person"
    INTERIM = "interim"
    """The post of another, beside one's own."""
    CAMPAIGN_CLOSE, CAMPAIGN_EXTEND, CAMPAIGN_OPEN = "close", "extend", "open"
    REMIND, DOCUMENT, EVALUATE = "remind", "document", "evaluate"
    SANCTION, PART_TIME, BACK, ABSENCE = "sanction", "part_time", "back", "absence"
    ALIAS, RENAME, RESTORE, ADD_OBJECTIVE = "alias", "rename", "restore", "add_objective"
    ADD_INDICATOR = "add_indicator"
    CONTEST, VALIDATE, TAKE_BACK, CANCEL = "contest", "validate", "take_back", "cancel"
    BASE, TARGET, WEIGHT, DEADLINE = "base", "target", "peso", "deadline"
    GOAL = "goal"
    """A target that is not called so."""
    AS_BEFORE = "as_before"
    """A value is to be what it was before its last change."""
    UNSET = "unset"
    """A value is to be there no more."""
    PAUSE = "pause"
    """What no objective can be."""
    DELAY = "delay"
    """Why something is behind."""
    ASSIGN = "assign"


@dataclass(frozen=True)
class Row:
    """One act: the words for it, and which slots it is made of."""

    does: Does
    words: re.Pattern[str]
    takes: str
    """The letters of the slots that are its own."""
    needs: str = ""
    """Without one of these it is not meant."""
    lists: bool = False
    """Whether it may be of several things at once."""
    beside: re.Pattern[str] | None = None
    """What the message must say somewhere."""

    def is_beside(self, text: str) -> bool:
        """Whether a text says it, and is no reason."""
        return self.beside is not None and self.beside.search(text.lower()) is not None


def row(
    does: Does,
    words: str,
    takes: str,
    needs: str = "",
    *,
    lists: bool = False,
    beside: str | None = None,
) -> Row:
    """One, by the patterns of its words and of what stands beside."""
    return Row(does, regex(words), takes, needs, lists, regex(beside) if beside else None)
