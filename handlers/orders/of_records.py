"""Orders of those who judge, and of who takes a record back."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from handlers import ask
from handlers.desk import Desk, answer
from handlers.evaluating import smvp
from handlers.orders.acts import Does
from handlers.orders.grammar import Order
from handlers.orders.pieces import NUMBER, OF_PLAN, PERSON, RECORD, THINGS, Piece
from handlers.reporting import (
    contesting,
    pointing,
    taking_back,
    validating_words,
    validation,
    which_waiting,
)
from handlers.reporting.which_waiting import Meant
from handlers.staff import somebody
from handlers.turn import Outcome
from handlers.understand.days.dates import find_days
from italian.closed import before
from italian.regex import regex
from italian.words import clean
from ledger.errors import UnknownReport
from ledger.later import replace
from ledger.people import Role
from ledger.plan import ENTE
from ledger.rows import ReportRow
from words.say import say

Done = Callable[[Desk, Order], Outcome | None]

ALL = regex(r"\b(?:tutt[oaie]|ogni cosa|per intero|quanto|il tutto)\b")
_THE_REST = regex(r"\b(?:resto|altr[ie])\b")


def validated(desk: Desk, order: Order) -> Outcome | None:
    """One record or what waits of one thing, card by card; what is said to be all of it, all but
    something, or of several, on one card. Who validates nothing is told who may, of the one that
    is named."""
    if not validation.validates(desk):
        seqs = order.of(RECORD) if _VALIDATES.search(order.plain) else []
        return validation.show_report(desk, int(seqs[0])) if seqs else None
    rows = validation.waiting_for(desk, ENTE)
    wanted, out = which_waiting.parted(_said_of(order)) if order.message else ("", None)
    for piece in order.but:
        wanted = wanted.replace(clean(piece.typed(order.message)), " ")
    cut = _cut_out(desk, order.slots, rows, out or "", order.message)
    read = which_waiting.meant(desk, rows, wanted)
    found = read if read and (read.several or cut is None) else cut
    here = [row for row in rows if found is None or row.seq in found.rows]
    if out and out.strip():
        lost = found is None and which_waiting.says_which(desk, wanted)
        read = None if lost else which_waiting.meant(desk, here, out)
        return _without(desk, here, read.rows if read else frozenset(), found)
    left = _cut_out(desk, order.but, here)
    if left is not None and left.rows:
        return _without(desk, here, left.rows, found)
    if found is None:
        return _all_there_is(desk, order, wanted)
    if found.several or (order.more and here):
        return _of_several(desk, rows, found)
    return _of_one(desk, order, rows, found)


def _of_several(desk: Desk, rows: Sequence[ReportRow], found: Meant) -> Outcome:
    """One card for them, which says what is left out of it."""
    here = [row for row in rows if row.seq in found.rows]
    rest = frozenset(row.seq for row in rows) - found.rows
    if not here:
        return validation.show_waiting(desk, ENTE)
    return validation.ask_validate_these(desk, here, rest)


def _without(
    desk: Desk, here: Sequence[ReportRow], left: frozenset[int], found: Meant | None
) -> Outcome:
    """The card of them without what is left out; where that is all of one thing, what waits of
    it."""
    if left and left >= {row.seq for row in here} and found is not None and found.code is not None:
        return validation.show_waiting(desk, found.code)
    return validating_words.without_these(desk, here, left)


def _of_one(desk: Desk, order: Order, rows: Sequence[ReportRow], found: Meant) -> Outcome:
    """What waits of one thing; a record by its number or its place; what somebody wrote."""
    if found.code is not None and ALL.search(order.plain):
        return validation.ask_validate_all(desk, found.code)
    if found.code is not None:
        return validation.show_waiting(desk, found.code)
    records = _records(desk, order) or sorted(found.rows)
    if len(records) == 1 and not order.has(PERSON):
        return validation.show_report(desk, records[0])
    return _of_several(desk, rows, found)


def _all_there_is(desk: Desk, order: Order, wanted: str) -> Outcome | None:
    """What is gone through, or all that waits; None where words may mean something else."""
    plain = " ".join((*order.ahead, *order.said))
    if not order.but and (ALL.search(plain) is None or _THE_REST.search(plain)):
        return None
    if which_waiting.says_which(desk, wanted) or validating_words.TO_VALIDATE.search(
        desk.turn.text
    ):
        return None
    open_card = desk.draft.get("talk") == validation.ONE
    return validation.ask_validate_all(desk, desk.draft["scope"] if open_card else ENTE)


def _said_of(order: Order) -> str:
    """The message from where the order begins; its own clauses alone where another follows it."""
    if order.more or not order.message:
        return " e ".join(order.typed)
    return order.message[max(0, order.message.find(order.typed[0])) :]


def _cut_out(
    desk: Desk, slots: Sequence[Piece], rows: Sequence[ReportRow], out: str = "", message: str = ""
) -> Meant | None:
    """What waits of what was cut out of the words, but for those behind `tranne`; None where that
    is nothing."""
    pieces = [
        piece
        for piece in slots
        if piece.kind in (*OF_PLAN, PERSON, RECORD, NUMBER)
        and not (out and clean(piece.typed(message)) in out)
    ]
    if not pieces:
        return None
    code = pieces[0].value if len(pieces) == 1 and pieces[0].kind in OF_PLAN else None
    seqs = frozenset(row.seq for piece in pieces for row in _of(desk, piece, rows))
    return Meant(seqs, several=len(pieces) > 1, code=code)


def _records(desk: Desk, order: Order) -> list[int]:
    """Those named by their number; a bare one is a record where nothing else is named."""
    bare = [int(n) for n in order.of(NUMBER) if n.isdecimal() and _is_record(desk, int(n))]
    return [*map(int, order.of(RECORD)), *bare]


def _is_record(desk: Desk, seq: int) -> bool:
    try:
        desk.record.report(seq)
    except UnknownReport:
        return False
    return True


def _of(desk: Desk, piece: Piece, rows: Iterable[ReportRow]) -> list[ReportRow]:
    """What waits of a thing, of an office, of who wrote it, or by its number."""
    if piece.kind in (RECORD, NUMBER):
        return [row for row in rows if str(row.seq) == piece.value]
    if piece.kind == PERSON:
        return [row for row in rows if row.actor == piece.value]
    if piece.kind not in OF_PLAN:
        return []
    there = {row.seq for row in validation.waiting_for(desk, piece.value)}
    return [row for row in rows if row.seq in there]


def contested(desk: Desk, order: Order) -> Outcome | None:
    """The record with the reason on its card; of several, which is asked. Who contests nothing is
    told who may of the one named."""
    if not validation.validates(desk):
        seqs = order.of(RECORD) if _CONTESTS.search(order.plain) else []
        return contesting.named_to_contest(desk, int(seqs[0]), "") if seqs else None
    if (told_first := _told_first(desk)) is not None:
        return told_first
    reason = ("; ".join(order.why) or _behind(order))[: contesting.LONGEST_REASON]
    if records := _records(desk, order):
        return contesting.named_to_contest(desk, records[0], reason)
    told = _CONTESTS.search(order.plain) is None  # `respinte 12 domande` is a report.
    name, days = _without_days(desk, _named_in(order))
    rows = validation.waiting_for(desk, str(desk.draft.get("scope") or ENTE))
    place = clean(_POINTS.sub("", name)).strip()
    if not told and (at := which_waiting.standing(desk, rows, place)) is not None:
        return contesting.named_to_contest(desk, at, reason)
    if (persons := order.of(PERSON)) and not order.of(*OF_PLAN):
        return _contested_of(desk, persons[0], reason)
    whole = [ENTE] if days and _RECORD.search(name) else []
    codes = order.of(*OF_PLAN) or ([] if told else _called(desk, name) or whole)
    if codes:
        return contesting.which_to_contest(desk, codes, reason, days)
    return None if told else _not_named(desk, name, reason)


_TOLD_FIRST = regex(
    r"(?P<thing>[^,;:]+?),? (?:ma|per[oò]|invece|mentre) (?P<why>.+?)[,;:.]? *"
    r"(?:quindi |perci[oò] )?(?:l[oaie] )?(?:contest|resping)o\W*",
    2,
)
"""What is wrong and then the verb: `i led sono 9, ma ne risultano 8: contesto`."""


def _told_first(desk: Desk) -> Outcome | None:
    """The record of what is named first, with the figure that it is said to hold."""
    text = " ".join(desk.turn.text.split())
    found = _TOLD_FIRST.fullmatch(text) if len(text) <= contesting.LONGEST_REASON else None
    pointed = pointing.of_a_thing(desk, clean(found["thing"])) if found else None
    if found is None or pointed is None or not pointed.codes:
        return None
    reason = found["why"][: contesting.LONGEST_REASON]
    rows = contesting.contestable(desk, pointed.codes)
    if not rows:
        return None
    figures = [number.value for number in pointed.figures]
    rows = [row for row in rows if figures and row.value == figures[0]] or rows
    return contesting.of_these(desk, rows, pointed.codes, reason)


def _not_named(desk: Desk, name: str, reason: str) -> Outcome | None:
    """The record that is shown, or answered; else which of those that wait, where it is said why.
    Words that name nothing are why the one that is shown is contested."""
    rest = _POINTS.sub("", name).strip(" ,.:;")
    shown = contesting.shown(desk) or desk.turn.about
    if shown is not None and not _OF_A_SCHEDA.search(rest):
        return contesting.named_to_contest(desk, shown, "; ".join(filter(None, (rest, reason))))
    if rest or not reason:
        return None
    about = ask.names_of(desk).of(clean(_SAYS.sub("", _RECORD.split(reason)[-1])))
    return contesting.which_to_contest(desk, about.codes if about.said else (ENTE,), reason)


def _named_in(order: Order) -> str:
    """The words that say what is contested: those behind the verb, else those before it."""
    typed = order.typed[0] if order.typed else ""
    verb = _VERB.search(typed)
    after = typed[verb.end() :] if verb else ""
    return after if after.strip(" ,.:;") else typed[: verb.start() if verb else len(typed)]


def _behind(order: Order) -> str:
    """What is said right behind the record, with no stop between: `contesta 836 manca la firma`."""
    typed = order.typed[0] if order.typed else ""
    end = order.message.find(typed) + len(typed)
    last = max((piece.end for piece in order.slots if piece.end <= end), default=end)
    return order.message[last:end].strip(" ,.:;")


def _contested_of(desk: Desk, person: str, reason: str) -> Outcome:
    """What somebody wrote and waits here; which of several is asked."""
    rows = [row for row in validation.waiting_for(desk, ENTE) if row.actor == person]
    if not rows:
        return answer(say("validate.none_of", person=person))
    codes = [*dict.fromkeys(row.indicator for row in rows)]
    return contesting.of_these(desk, rows, codes, reason)


def _without_days(desk: Desk, typed: str) -> tuple[str, list[dt.date]]:
    """What is contested, and the days that it is said to be of: `i certificati del 12`."""
    text = " ".join(clean(typed).split())
    found = [day for day in find_days(text, desk.today) if day.day]
    days = [day.day for day in found if day.day]
    for day in reversed(found):
        text = f"{text[: day.start]} {text[day.end :]}"
    if not days and (bare := _OF_THE_DAY.search(text)):
        days = [day for day in _lately(desk.today) if day.day == int(bare["day"])][:1]
        text = _OF_THE_DAY.sub(" ", text)
    return text, days


_OF_THE_DAY = regex(r"\b(?:del|dell') ?(?P<day>[12]?\d|3[01])$")
_MONTHS_BACK = 62


def _lately(today: dt.date) -> Iterator[dt.date]:
    return (today - dt.timedelta(days=n) for n in range(_MONTHS_BACK))


_CONTESTS = regex(
    r"\b(?:contest(?:o|a|i|iamo|are|al[oaie]|arl[oaie])|resping(?:o|i|iamo|ere|il[oaie]|erl[oaie])"
    r"|(?:bocci|rigett)(?:o|iamo|are)|sono contrari[oa]|non (?:l[oaie] |l')?(?:con)?valido"
    r"|(?:ho|avevo) (?:con)?validat\w+ per (?:sbaglio|errore))\b"
)
_VALIDATES = regex(r"\b(?:(?:con)?valid|approv)(?:a|o|i|ino|are|iamo)\b")
"""Said by who would do it; `convalidate 12 domande` is a report."""
_VERB = regex(rf"(?:\b(?:l[oaie]|li) )?(?:{_CONTESTS.pattern})", 2)
_RECORD = regex(r"\b(?:(?:quell|quest)[oaie]|dat[oi]|registrazion[ei]|numer[oi]|cifr[ae])\b")
_POINTS = regex(
    rf"^(?:\W*(?:{_RECORD.pattern}|\b(?:il|la|lo|le|l'|qui|valore|scheda|voglio|volevo|vorrei|devo"
    r"|dovevo|allora|ok|bene|ecco|quindi|invece|no|aspetta|adesso|ora|io)\b))+",
    2,
)
"""Words that only point to the record that is shown."""
_SAYS = regex(r"\s(?:non|è|e'|sono|mi|ci|ha|hanno)\b.*$", 2)
"""What is said of it: `il dato dei condoni non mi torna`."""
_OF_A_SCHEDA = regex(r"\b(?:sched[ae]|valutazion\w+|vot[oi]|punteggi\w*|giudizi\w*|premi\w*)\b", 2)
"""What is contested of oneself, and is no record."""


def _called(desk: Desk, name: str) -> list[str]:
    """What words name; empty where they name nothing, or more than is known."""
    about = ask.names_of(desk).of(" ".join(clean(_RECORD.sub(" ", name)).split()))
    return [*about.codes] if about.said and not about.unread else []


def taken_back(desk: Desk, order: Order) -> Outcome | None:
    """The card that takes a record of one's own back: the one named, or the last."""
    if records := _records(desk, order):
        return taking_back.offer(desk, records[0], desk.turn.text)
    if codes := order.of(*THINGS) or _spoken_of(desk, _TAKES.sub(" ", " ".join(order.typed))):
        return _taken_back_of(desk, codes[0])
    last = desk.record.last_report_by(desk.person)
    return None if last is None else taking_back.offer(desk, last.seq, desk.turn.text)


_TAKES = regex(
    r"\b(?:(?:ritir|annull|togl|tolg|lev|cancell|elimin)\w*|va|ultim[oa]|mi[oa]|quell[oa]|dato"
    r"|registrazione|cosa|cifra|numero|che ho \w+)\b",
    2,
)


def _spoken_of(desk: Desk, words: str) -> list[str]:
    """The thing of the plan that words speak of: `l'ultimo dato delle CIE`."""
    about = ask.names_of(desk).of(" ".join(clean(words).split()))
    plan = desk.view.plan
    things = [code for code in about.codes if code in plan.indicators or code in plan.objectives]
    return things if about.said else []


def _taken_back_of(desk: Desk, code: str) -> Outcome | None:
    """The last that one has recorded of a thing; None where there is none."""
    rows = [
        row
        for row in desk.record.reports_by(desk.person)
        if row.status != "undone" and f"{row.indicator}.".startswith(f"{code}.")
    ]
    return taking_back.offer(desk, rows[-1].seq, desk.turn.text) if rows else None


def evaluated(desk: Desk, order: Order) -> Outcome | None:
    """The page of who is named; None where nobody is."""
    people = order.of(PERSON)
    if not people and "segretario" in order.plain:
        people = list(desk.view.holders(str(Role.SEGRETARIO), desk.today))
    if not people:
        people = list(somebody.meant(desk, _LEADS_TO_WHOM.sub("", " ".join(order.typed))))
    return smvp.evaluate(desk, people[0]) if len(people) == 1 else None


_LEADS_TO_WHOM = regex(
    r"^.*?\b(?:valut(?:a|o|are|iamo|azione)|scheda|voti)\b\s*"
    rf"(?:(?:anche|pure|subito|ora) )*{before('di', 'a')}?",
    2,
)
"""What leads to who is evaluated: `compila la scheda della dirigente dell'area servizi`."""


def of_ones_scheda(wording: str) -> Done:
    """What is said of one's own scheda, in the words in which it is known there."""

    def done(desk: Desk, order: Order) -> Outcome | None:
        why = "; ".join(order.why)
        text = f"{wording}: {why}" if why and order.does is not Does.ACCEPT else wording
        told = smvp.suppose(replace(desk, turn=replace(desk.turn, text=text)), text)
        return told or answer(say("scheda.none"))

    return done


DOING: Mapping[Does, Done] = {
    Does.VALIDATE: validated,
    Does.CONTEST: contested,
    Does.TAKE_BACK: taken_back,
    Does.EVALUATE: evaluated,
    Does.ACCEPT: of_ones_scheda("accetto"),
    Does.REFUSE: of_ones_scheda("non accetto la scheda"),
    Does.OBSERVE: of_ones_scheda("le mie osservazioni"),
}
