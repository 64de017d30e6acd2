"""What stands before a phrase of time: `al`, `entro il`, `il giorno dopo`, `la mattinata di`."""

import datetime as dt

from handlers.understand.days.calendar_days import when_by
from handlers.understand.days.day_words import COUNT
from handlers.understand.days.reckoning import count_of
from handlers.understand.pieces import Day
from italian.regex import regex
from ledger.later import dataclass, replace

_LEAD = regex(
    r"(?<!\w)(entro(?: e non oltre)?(?: il| la| le| l'| fine)?|a partire da(?:l|lla|ll')?|"
    r"da(?:l|lla|ll')?|fino (?:al|all'|alla|ad|a)|sino (?:al|all'|alla|ad|a)|al|all'|alla|ad|a|"
    r"a tutt'|a tutto(?: il| l')?|per il|per la|per l'|per|in data|alla data del|alla data di|"
    r"giorno|lo scorso|la scorsa|nella?|in|"
    r"de[li]|dell[oa']|di|il|lo|la|le|l'|con data)\s?$"
)
_SHIFTED = regex(
    rf"(?<!\w)(?:(?:(?P<n>{COUNT}) (?:giorn[oi]|gg\.?)|giorno|giornata|sera|mattina|notte)"
    r" (?:(?P<back>prima|precedente)|dopo|successiv[oai]|seguent[ei])|indomani|(?P<eve>vigilia))"
    r"(?: (?:di|a|al|alla|il|la|del|della)| (?:al|a|de)ll'| l')? ?$"
)
"""`il giorno prima di ieri`, `due giorni dopo ferragosto`, `la vigilia di domenica`."""
_PART_OF = regex(
    r"(?<!\w)(?:(?:sola|tarda|prima|intera) )?"
    r"(?:mattinata|mattina|giornata|pomeriggio|serata|sera|nottata|notte)"
    r"(?: d(?:i|el|ella|ell'))? ?$"
)
"""`la mattinata di oggi`, `nella giornata odierna`."""
_LONGEST = 40


@dataclass(frozen=True)
class Opening:
    """Where a phrase opens, the word before it, and how many days from its heart it is."""

    start: int
    lead: str
    moved: int = 0

    def day(self, day: Day, text: str) -> Day:
        """The day that the whole phrase says."""
        day = replace(day, start=self.start, text=text[self.start : day.end])
        if not self.moved or day.day is None:
            return day
        when = when_by(self.lead)
        return replace(day, day=day.day + dt.timedelta(days=self.moved), when=when)


def opening(text: str, at: int) -> Opening:
    """What opens the phrase whose heart stands there."""
    back = text[max(0, at - _LONGEST) : at]
    start, moved = at - len(back), 0
    if found := _SHIFTED.search(back):
        many = found["n"] or "un"
        moved = count_of(many)
        moved = -moved if found["back"] or found["eve"] else moved
        back = back[: found.start()]
    elif part := _PART_OF.search(back):
        back = back[: part.start()]
    lead = _LEAD.search(back)
    return Opening(start + (lead.start() if lead else len(back)), lead[1] if lead else "", moved)
