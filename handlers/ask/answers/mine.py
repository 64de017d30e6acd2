"""Questions about what was recorded: by the asker, or by anybody: `cosa mi hanno validato?`,
`l'ultima cosa che ho registrato`, `quanti dati sono contestati?`."""

import datetime as dt
import re
from dataclasses import replace

from handlers.ask import cues
from handlers.ask.answers.parse import BARE
from handlers.ask.asked import Asked
from handlers.ask.chosen.unread import TURNS, turned
from handlers.ask.parts.about import Names
from handlers.ask.parts.apart import how_many, thing_in
from handlers.ask.parts.scope import scope_of
from handlers.ask.parts.spans import MORE_THAN, Span, past_span
from italian.regex import regex
from ledger.plan import ENTE
from ledger.readings.query import Filter, Order, Query, What
from ledger.readings.query.rights import ONESELF

LATEST = regex(r"\b(?:l'|gli |le |i )?(?:mi[ea]i? )?(?:(?P<one>ultim[oa])|ultim[ie])(?! vol)\b")
SEVERAL = 3
"""How many are the latest, where no number is told."""
WE = regex(r"\b(?:abbiamo|ci|nostr[eio])\b")
SO_MUCH = regex(r"^(?:e )?quant[oaie]\b")
DONE = regex(r"\b(?:ho|abbiamo|avevo)(?: (?:gia|io|noi))* fatt[oaie]\b")
"""Whatever was done: what moved where one's own hand is, else what one recorded."""

WHO_JUDGES = regex(
    r"\b(?:il |la |l')?(?:mio )?(?:segretari\w|dirigente|capo|responsabile|nucleo)\b"
)
WRITTEN_BY_ME = regex(
    r"\b(?P<of>dat[oi]|registrazion[ei]|numer[oi]|valor[ei]) che (?:ho|abbiamo|avevo)"
    r"(?: (?:gia|io|noi))* (?!da\b)\w+[oaie]\b"
)
STILL = regex(r"\b(?:e |sono )?ferm[oaie]\b")
"""Of what waits to be validated, that it does not move is said already."""
RECORD = regex(r"\b(?:dat[oi]|registrazion[ei]|report|aggiornament[oi]|inseriment[oi])\b")
EVERY_RECORD = regex(r"\b(?:tutti i dati|tutte le registrazioni|tutti gli aggiornamenti)\b")
JUDGED = regex(
    r"\b(?:sono |e |sono stat[ie] |e stat[oa] |stat[ieoa] )?(?:ancora )?(?:gia )?"
    r"(?:(?P<no>(?:aspetta\w* |attend\w* |in attesa )(?:ancora )?"
    r"(?:di essere validat[ie]|la validazione|validazione)"
    r"|non (?:ancora |sono |e |siano |stat[oaie] )*(?:validat|convalidat|approvat)[oaie]"
    r"|(?:dev(?:e|ono)|vanno|va) (?:ancora )?(?:essere )?(?:validat|convalidat|approvat)[oaie]"
    r"|(?:da |devo |dobbiamo |deve |devono )(?:ancora )?(?:con)?validare|in attesa)"
    r"|(?P<yes>(?:validat|convalidat|approvat)[oaie])"
    r"|(?P<contested>(?:contestat|respint|rifiutat)[oaie])"
    r"|(?P<gone>(?:ritirat|annullat)[oaie]))\b"
)
LAST_WRITER = regex(
    r"^(?:e )?chi ha (?:scritt|aggiornat|registrat|inserit|mandat)\w+ "
    r"(?=.*\b(?:per ultim[oa]|l'ultim[oa]|gli ultimi)\b)"
)
THEY_WROTE = regex(
    r"^(?:e )?(?:che )?(?:cosa|quali dati) (?:ha|hanno) "
    r"(?:scritt|registrat|inserit|mandat|comunicat|aggiornat)\w+"
)
VALIDATED_BY_ME = regex(
    r"\b(?P<no>non )?(?:l[oaie] |l')?(?:ho|abbiamo) (?:(?:gia|ancora|mai) )*"
    r"(?P<what>validat|convalidat|contestat|respint)[oaie]\b"
    r"|\b(?P<many>validazion|contestazion)[ei] (?:ho|abbiamo) fatt[oaie]\b"
)
ALL_OF_THEM = regex(r"^(?!.*\bquant[aeio]\b).*\btutt[eoai]\b$")
"""Whether all were: what is not yet is told."""
LAST_HEARD = regex(
    r"^(?:e )?(?:da quando|da quanto(?: tempo)?|quando)\b"
    r"(?=.*\b(?:aggiorn|scriv|scritt|mand|registr|comunic|inser|mett|mess|caric|rendicont|dat[oi])\w*)"
    r"(?=.*(?:\bultima volta\b|\bnon\b))"
    r"|^(?:e )?(?:da quando|da quanto(?: tempo)?)\b"
    r"(?=.*\b(?:ferm[oaie]|mut[oaie]|non (?:si )?muov)\w*)"
)
NOT = regex(r"\bnon\b|\b(?:e|sono)? ?(?:ferm|mut)[oaie]\b|\b(?:si )?muov\w+\b")
WERE_THEY = regex(
    r"^(?:.*\b(?:responsabile|dirigente|segretario|capo|nucleo) )?"
    r"(?:ha |hanno |e |sono |stat[oaie] |gia )*"
    r"\b(?:validat|convalidat|approvat|(?P<contested>contestat|respint|bocciat))[oaie]\b"
    r"|\b(?:e|sono)(?: (?:gia|stat[oaie]|tutt[iea]))* (?:validat|convalidat|approvat)[oaie]\b"
)
ANYTHING = regex(
    r"\b(?:qualcosa|niente|nulla|tutt[oaie]|alcun\w*|qualche|mi|mio|nostro|gia|il|la)\b"
)
SAID = regex(
    r"\b(?:quando|scritt|scriv|registrat|comunicat|inserit|mandat|manda|riportat|aggiorn|dichiarat"
    r"|rendicontat|segnat|validat|convalidat|approvat|confermat|accettat|contestat|respint|rifiutat"
    r"|bocciat|fatt[oaie]\b|avevo|hanno|volta|qualcosa)\w*\b|\b(?:mi|ci|e|sono|stat[oaie])\b"
)


_DONE = r"(?:\w{2,}(?:at|it|ut)|attiv|apert|chius|messo|fatt|pront|onlin)(?:[oaie])?"
REACHED_WHEN = regex(
    r"^(?:e )?(?:da )?quando (?:e|sono|l'ho|l'abbiamo|l'hanno|abbiamo|ha|hanno|ho)(?: stat[oaie])?"
    rf"(?: gia)? {_DONE}\b|\b\w{{3,}}(?:at|it|ut|chius|apert|fatt)[oaie],? (?:da )?quando$"
    rf"|^.+?,? (?:da )?quando (?:e|sono)(?: stat[oaie])? {_DONE}$"
)
"""Asks for the day something was done, which is no day by which it is due."""


def _reached(plain: str, names: Names) -> Asked | None:
    """`quando è stato attivato il portale?`: the last that was recorded of it, with its day."""
    if REACHED_WHEN.search(plain) is None or NOT.search(plain):
        return None
    about = scope_of(names, plain, names.today)
    plan = names.plan
    codes = [c for c in about.codes if c in plan.indicators or c in plan.objectives]
    if not about.said or about.unread or len(codes) != 1:
        return None
    return Asked(Query(What.RECORDS, tuple(codes), order=Order.NEWEST, only=1))


def parse(text: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """None for any other question."""
    if (plain := cues.question_in(text)) is None or cues.FILES.search(plain):
        return None  # What one sent as evidence is no report.
    return (
        _reached(plain, names)
        or _mine(plain, names, today, visited)
        or _anybody(plain, names, today, visited)
    )


def _mine(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    if (judged := VALIDATED_BY_ME.search(plain)) and not thing_in(plain):
        return _by_me(plain, judged, names, today, visited)
    if (thing := thing_in(plain)) and thing[0] in (What.AREAS, What.SERVICES):
        return None  # `quale dei miei uffici ha più dati in attesa?`
    filters = _of_mine(plain)
    if not filters and not cues.MINE.search(plain):
        return _done(plain, names, today, visited)
    if not filters and WRITTEN_BY_ME.search(plain):  # `dei dati che ho messo quali sono validati?`
        filters, plain = judged_in(plain) or filters, WRITTEN_BY_ME.sub(" ", plain)
    we = WE.search(plain) and not cues.MINE_CONTESTED.search(plain) and names.own != (ENTE,)
    of = names.own if we else ()
    if filters and (latest := LATEST.search(plain)):  # Of the latest, what became of each.
        rest = LATEST.sub(" ", plain)
        asked = _records(rest, names, today, visited, What.REPORTS, filters, of)
        query = asked.query if asked is not None else None
        only = 1 if latest["one"] else SEVERAL
        told = query and replace(query, filters=frozenset(), order=Order.NEWEST, only=only)
        return replace(asked, query=told) if asked is not None else None
    return _records(plain, names, today, visited, What.RECORDS if we else What.REPORTS, filters, of)


def _by_me(
    plain: str,
    found: re.Match[str],
    names: Names,
    today: dt.date,
    visited: dt.date | None,
) -> Asked:
    """What the asker validated or contested, by the day they did."""
    verb = found["what"] or found["many"]
    which = Filter.VALIDATED if verb.startswith(("valid", "convalid")) else Filter.CONTESTED
    span = past_span(VALIDATED_BY_ME.sub(" ", plain), today, visited)
    about = names.of(RECORD.sub(" ", SAID.sub(" ", span.rest)))
    of, who = about.codes if about.said else (), ONESELF
    if found["no"] or ALL_OF_THEM.search(plain):
        which, who = Filter.UNVALIDATED, ""
        of = of or (names.own if names.own != (ENTE,) else ())
    query = Query(What.RECORDS, of, frozenset({which}), since=span.since, until=span.until, who=who)
    return Asked(query, unread=about.unread)


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
    if names.own == (ENTE,) and not WE.search(plain):
        return Asked(Query(What.REPORTS, (), since=span.since, until=span.until))
    return Asked(Query(What.MADE, names.own, since=span.since, until=span.until))


def _theirs(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """`cosa ha scritto AS3?`, `cosa hanno scritto gli EQ a settembre?`: of one's own units where
    none is named."""
    found = THEY_WROTE.match(plain)
    if found is None:
        return None
    span = past_span(plain[found.end() :], today, visited)
    about = names.of(RECORD.sub(" ", span.rest))
    if not about.said and not about.unread and "scritt" in found[0]:
        of = names.own if names.own != (ENTE,) else ()
        return Asked(Query(What.RECORDS, of, since=span.since, until=span.until))
    if about.said and set(about.codes) <= {*names.plan.areas, *names.plan.area_of_service}:
        query = Query(What.RECORDS, about.codes, since=span.since, until=span.until)
        return Asked(query, unread=about.unread)
    return None


def _anybody(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """What became of the records of everybody, or of an office: `quanti dati sono contestati?`."""
    if found_by := LAST_WRITER.match(plain):
        about = names.of(RECORD.sub(" ", cues.LAST.sub(" ", plain[found_by.end() :])))
        of = about.codes if about.said or names.own != (ENTE,) else ()
        query = Query(What.RECORDS, of, order=Order.NEWEST, only=1)
        return Asked(query, unread=about.unread)
    if (theirs := _theirs(plain, names, today, visited)) is not None:
        return theirs
    if plain.startswith(("chi ", "a chi ")) or thing_in(plain):
        return None
    if (found_last := _last_heard(plain, names, today, visited)) is not None:
        return found_last
    if (asked := _is_judged(plain, names)) is not None:
        return asked
    judged = JUDGED.search(plain)
    every = EVERY_RECORD.search(plain)
    if not RECORD.search(plain) or not (judged or every or cues.LAST.search(plain)):
        return None
    plain = EVERY_RECORD.sub(" dati ", plain)
    found = judged_in(plain) or frozenset()
    bare = JUDGED.sub(" ", plain)
    if Filter.UNVALIDATED in found:
        bare = STILL.sub(" ", bare)
    if TURNS.search(MORE_THAN.sub(" ", bare)):
        return Asked(unread=turned(plain))
    return _records(bare, names, today, visited, What.RECORDS, found, ())


def judged_in(plain: str) -> frozenset[Filter] | None:
    """What became of records, as words say it; None where they do not."""
    judged = JUDGED.search(plain)
    if judged is None:
        return None
    which = Filter.UNVALIDATED if judged["no"] else Filter.CONTESTED
    which = Filter.WITHDRAWN if judged["gone"] else which
    return frozenset({Filter.VALIDATED if judged["yes"] else which})


def _last_heard(plain: str, names: Names, today: dt.date, visited: dt.date | None) -> Asked | None:
    """`quando è stato aggiornato AS4.3 l'ultima volta?`, `da quando AS3 non manda dati?`."""
    if not LAST_HEARD.search(plain):
        return None
    rest = RECORD.sub(
        " ", SAID.sub(" ", NOT.sub(" ", LAST_HEARD.sub(" ", cues.LAST.sub(" ", plain))))
    )
    about = names.of(rest)
    if not about.said and (about.unread or names.own == (ENTE,)):
        return None
    query = Query(What.RECORDS, about.codes, order=Order.NEWEST, only=1)
    return Asked(query, unread=about.unread)


def _is_judged(plain: str, names: Names) -> Asked | None:
    """`hanno già validato le CIE?`, `i dati di AS4 sono validati?`: what of it still waits."""
    found = WERE_THEY.search(plain)
    if found is None or plain.startswith(("quant", "qual", "cosa", "che ")):
        return None
    rest = RECORD.sub(" ", WERE_THEY.sub(" ", plain))
    by_whom = WHO_JUDGES.search(plain)
    about = names.of(ANYTHING.sub(" ", WHO_JUDGES.sub(" ", rest)) if by_whom else rest)
    if about.unread or not (about.said or (by_whom and names.own != (ENTE,))):
        return None
    if found["contested"]:
        return Asked(Query(What.RECORDS, about.codes, frozenset({Filter.CONTESTED})))
    one = len(about.codes) == 1 and about.codes[0] in names.plan.indicators
    if one and not RECORD.search(plain):  # Its last figure says whether, and by whom.
        return Asked(Query(What.RECORDS, about.codes, order=Order.NEWEST, only=1))
    return Asked(Query(What.RECORDS, about.codes, frozenset({Filter.UNVALIDATED})))


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
    if filters:
        rest = WHO_JUDGES.sub(" ", JUDGED.sub(" ", rest))
    if BARE.search(cues.CODES.sub(" ", rest)) and not last:
        return None  # A figure is told, or asked about: no list of what was written.
    about = names.of(rest)
    if last and not of and not filters and what is What.RECORDS and names.own != (ENTE,):
        of = names.own
    if SO_MUCH.search(plain) and about.said and not RECORD.search(plain):
        return None
    order = Order.NEWEST if last or plain.startswith("quando") else Order.PLAN
    only = (how_many(plain) or 1) if order is Order.NEWEST else None
    if Filter.UNVALIDATED in filters and MORE_THAN.search(plain) and span.since:
        span = Span(dt.date(today.year, 1, 1), span.since, span.rest)
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
