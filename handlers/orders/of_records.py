"""Orders of those who judge, and of who takes a record back."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping

from handlers import ask
from handlers.desk import Desk, answer
from handlers.evaluating import smvp
from handlers.orders.acts import Does
from handlers.orders.grammar import Order
from handlers.orders.pieces import NUMBER, OF_PLAN, PERSON, RECORD, THINGS, Piece
from handlers.reporting import contesting, taking_back, validating_words, validation
from handlers.staff import somebody
from handlers.turn import Outcome
from handlers.understand.days.dates import find_days
from handlers.understand.days.day_words import MONTHS
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


def validated(desk: Desk, order: Order) -> Outcome | None:
    """One record or what waits of one thing, card by card; what is said to be all of it, all but
    something, or of several, on one card."""
    if not validation.validates(desk) or validating_words.DONE.search(order.plain):
        return None
    things = [piece for piece in order.slots if piece.kind in (*OF_PLAN, PERSON)]
    if (told := validating_words.chosen(desk, _said_of(order))) is not None:
        return told
    if not order.but and _nothing_named(order):
        return _of_its_days(desk, order)
    records = _records(desk, order)
    alone = not order.but and not order.more
    if len(records) == 1 and not things and alone:
        return validation.show_report(desk, records[0])
    rows = validation.waiting_for(desk, ENTE)
    out = {row.seq for piece in order.but for row in _of(desk, piece, rows)}
    wanted = {row.seq for piece in order.slots for row in _of(desk, piece, rows)} or (
        set() if things or records else {row.seq for row in rows}
    )
    if len(things) == 1 and alone and not records and things[0].kind != PERSON:
        if ALL.search(order.plain) is None:
            return validation.show_waiting(desk, things[0].value)
        return validation.ask_validate_all(desk, things[0].value)
    if not wanted - out:
        return _none_waits(desk, things)
    left = frozenset(row.seq for row in rows) - (wanted - out)
    return validation.ask_validate_all(desk, ENTE, left)


_MONTH = regex(rf"\b(?:di|del mese di|in|a|ad) (?P<month>{'|'.join(MONTHS)})$")


def _said_of(order: Order) -> str:
    """The message from where the order begins; its own clauses alone where another follows it."""
    if order.more:
        return " e ".join(order.typed)
    return order.message[max(0, order.message.find(order.typed[0])) :]


def _of_its_days(desk: Desk, order: Order) -> Outcome | None:
    """`valida quelle di ottobre`, `i dati di ieri`: what waits here of those days; None where no
    day is said."""
    found = _MONTH.search(order.plain)
    month = MONTHS.index(found["month"]) + 1 if found else None
    days = [] if found else _without_days(desk, order.typed[0] if order.typed else "")[1]
    if month is None and not (days and _RECORD.search(order.plain)):
        return None
    rows = validation.waiting_for(desk, ENTE)
    out = frozenset(row.seq for row in rows if row.day.month != month and row.day not in days)
    if len(out) == len(rows):
        return _none_waits(desk, ())
    return validation.ask_validate_all(desk, ENTE, out)


def _none_waits(desk: Desk, things: Iterable[Piece]) -> Outcome:
    code = next((piece.value for piece in things if piece.kind in OF_PLAN), ENTE)
    return validation.show_waiting(desk, code)


def _nothing_named(order: Order) -> bool:
    return not any(piece.kind in (*OF_PLAN, PERSON, RECORD, NUMBER) for piece in order.slots)


def _records(desk: Desk, order: Order) -> list[int]:
    """Those named by their number; a bare one is a record where nothing else is named."""
    found = [int(seq) for seq in order.of(RECORD)]
    if found or any(piece.kind in (*OF_PLAN, PERSON) for piece in order.slots):
        return found + _bare(desk, order)
    return _bare(desk, order)


def _bare(desk: Desk, order: Order) -> list[int]:
    return [int(n) for n in order.of(NUMBER) if n.isdecimal() and _is_record(desk, int(n))]


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
    """The record with the reason on its card; of several, which is asked."""
    if not validation.validates(desk):
        return None
    reason = "; ".join(order.why)[: contesting.LONGEST_REASON]
    if records := _records(desk, order):
        return contesting.named_to_contest(desk, records[0], reason)
    if (persons := order.of(PERSON)) and not order.of(*OF_PLAN):
        return _contested_of(desk, persons[0], reason)
    name, days = _without_days(desk, order.typed[0] if order.typed else "")
    told = _CONTESTS.search(order.plain) is None  # `respinte 12 domande` is a report.
    whole = [ENTE] if days and _RECORD.search(name) else []
    codes = order.of(*OF_PLAN) or ([] if told else _called(desk, name) or whole)
    return contesting.which_to_contest(desk, codes, reason, days) if codes else None


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
    r"\b(?:contest(?:o|a|i|iamo|are)|resping(?:o|i|iamo|ere)|(?:bocci|rigett)(?:o|iamo|are)"
    r"|sono contrari[oa])\b"
)
_RECORD = regex(r"\b(?:(?:quell|quest)[oaie]|dat[oi]|registrazion[ei]|numer[oi]|cifr[ae])\b")
_BEFORE = regex(rf"^.*?{_CONTESTS.pattern}|{_RECORD.pattern}")


def _called(desk: Desk, name: str) -> list[str]:
    """What the words that are left name; empty where they name nothing, or more than is known."""
    about = ask.names_of(desk).of(" ".join(_BEFORE.sub(" ", name).split()))
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
        people = list(somebody.meant(desk, order.plain.rpartition(" di ")[2]))
    return smvp.evaluate(desk, people[0]) if len(people) == 1 else None


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
