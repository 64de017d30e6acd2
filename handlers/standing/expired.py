"""What is past its day, asked in words: `quali termini sono passati?`, `cosa è scaduto in AS?`."""

from handlers import ask
from handlers.ask.after import follow
from handlers.ask.asked import Asked
from handlers.ask.parts import slots
from handlers.desk import Desk
from handlers.standing.deadlines import show_deadlines
from handlers.turn import Outcome
from italian.regex import regex
from ledger.readings.query import Filter, Order, Query, What

_WHICH = r"^(?:(?:e|ci sono|dimmi|mi dici) )?(?:quali|che|quant[ei])"
_ARE = r"(?P<of>.*?) ?(?:\b(?:sono|e|ho|abbiamo|mi|ci) )*(?:gia )?"
EXPIRED = (
    regex(rf"{_WHICH} (?:termini|scadenze)\b{_ARE}(?:scadut|passat|superat)[ie]\b(?P<on>.*)$"),
    regex(rf"{_WHICH} (?:obiettivi|indicatori|passi)\b{_ARE}scadut[ie]\b(?P<on>.*)$"),
    regex(rf"^(?:e )?(?:che )?cosa\b{_ARE}scadut[oaie]\b(?P<on>.*)$"),
)


def asked(desk: Desk, plain: str) -> Outcome | None:
    """All that is due, what is past leading; None for other words, or where they name more than
    one thing or an unknown one."""
    found = next((f for f in (words.match(plain) for words in EXPIRED) if f is not None), None)
    if found is None:
        return None
    rest = f"{found['of']} {found['on']}".strip()
    if slots.read(rest, desk.today, None).narrows:
        return None  # `scaduti e ancora aperti`: a list of those.
    about = ask.names_of(desk).of(rest)
    if about.unread or (about.said and len(about.codes) > 1):
        return None
    told = show_deadlines(desk, about.codes[0] if about.said else None)
    past = Query(What.OBJECTIVES, about.codes, frozenset({Filter.LATE}), Order.DEADLINE)
    return follow.noted(desk, told, Asked(past))
