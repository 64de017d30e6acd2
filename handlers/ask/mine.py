"""Questions about what was recorded: by the asker, or by anybody: `cosa mi hanno validato?`,
`l'ultima cosa che ho registrato`, `quanti dati sono contestati?`."""

import datetime as dt

from handlers.ask import cues
from handlers.ask.about import Names
from handlers.ask.parse import BARE, Asked, how_many, thing_in
from handlers.ask.spans import past_span
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE
from ledger.readings.query import Filter, Order, Query, What

WE = regex(r"\b(?:abbiamo|ci|nostr[eio])\b")
SO_MUCH = regex(r"^(?:e )?quant[oaie]\b")
DONE = regex(r"\b(?:ho|abbiamo|avevo)(?: (?:gia|io|noi))* fatt[oaie]\b")
"""Whatever was done: what moved where one's own hand is, else what one recorded."""

RECORD = regex(r"\b(?:dat[oi]|registrazion[ei]|report|aggiornament[oi]|inseriment[oi])\b")
JUDGED = regex(
    r"\b(?:sono |e |sono stat[ie] |e stat[oa] |stat[ieoa] )?(?:ancora )?(?:gia )?"
    r"(?:(?P<no>non (?:ancora )?validat[oaie]|da validare|in attesa)"
    r"|(?P<yes>(?:validat|convalidat|approvat)[oaie])"
    r"|(?P<contested>(?:contestat|respint|rifiutat)[oaie]))\b"
)
SAID = regex(
    r"\b(?:quando|scritt|registrat|comunicat|inserit|mandat|riportat|aggiornat|dichiarat|rendicontat"
    r"|segnat|validat|convalidat|approvat|confermat|accettat|contestat|respint|rifiutat|bocciat|fatt"
    r"|avevo|hanno|volta|qualcosa)\w*\b|\b(?:mi|ci|e|sono|stat[oaie])\b"
)


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """None for any other question."""
    asked = " ".join(clean(text).split()).strip(" .!")
    if not cues.ASKS.search(asked):
        return None
    plain = asked.rstrip("? ")
    return _mine(plain, names, today, visited) or _anybody(plain, names, today, visited)


def _mine(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    filters = _of_mine(plain)
    if not filters and not cues.MINE.search(plain):
        return _done(plain, names, today, visited)
    we = WE.search(plain) and not cues.MINE_CONTESTED.search(plain) and names.own != (ENTE,)
    of = names.own if we else ()
    return _records(plain, names, today, visited, What.RECORDS if we else What.REPORTS, filters, of)


def _of_mine(plain: str) -> frozenset[Filter]:
    """What became of one's own records, where the question says so."""
    for pattern, found in (
        (cues.MINE_WAITING, Filter.UNVALIDATED),
        (cues.MINE_CONTESTED, Filter.CONTESTED),
        (cues.MINE_VALIDATED, Filter.VALIDATED),
    ):
        if pattern.search(plain):
            return frozenset({found})
    return frozenset()


def _done(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """`quanto ho fatto questo mese?`: nothing is named, so all that is one's own."""
    found = DONE.search(plain)
    span = past_span(plain, today, visited)
    if found is None or span.since is None:
        return None
    about = names.of(SAID.sub(" ", DONE.sub(" ", span.rest)))
    if about.said or about.unread:
        return None
    if names.own == (ENTE,):
        return Asked(Query(What.REPORTS, (), since=span.since, until=span.until))
    return Asked(Query(What.MADE, names.own, since=span.since, until=span.until))


def _anybody(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """What became of the records of everybody, or of an office: `quanti dati sono contestati?`."""
    if plain.startswith(("chi ", "a chi ")) or thing_in(plain) or not RECORD.search(plain):
        return None
    judged = JUDGED.search(plain)
    if judged is None and not cues.LAST.search(plain):
        return None
    found: frozenset[Filter] = frozenset()
    if judged is not None:
        which = Filter.UNVALIDATED if judged["no"] else Filter.CONTESTED
        found = frozenset({Filter.VALIDATED if judged["yes"] else which})
    bare = JUDGED.sub(" ", plain)
    return _records(bare, names, today, visited, What.RECORDS, found, ())


def _records(
    plain: str,
    names: Names,
    today: dt.date,
    visited: dt.date | None,
    what: What,
    filters: frozenset[Filter],
    of: tuple[str, ...],
) -> Asked | None:
    last = cues.LAST.search(plain) is not None
    span = past_span(plain, today, visited)
    rest = SAID.sub(" ", RECORD.sub(" ", cues.LAST.sub(" ", span.rest)))
    if BARE.search(cues.CODES.sub(" ", rest)) and not last:
        return None  # A figure is told, or asked about: no list of what was written.
    about = names.of(rest)
    if SO_MUCH.search(plain) and about.said:
        return None
    order = Order.NEWEST if last or plain.startswith("quando") else Order.PLAN
    only = (how_many(plain) or 1) if order is Order.NEWEST else None
    query = Query(
        what,
        about.codes if about.said else of,
        filters,
        order,
        since=span.since or span.until,
        until=span.until,
        only=only,
    )
    return Asked(query, unread=about.unread)
