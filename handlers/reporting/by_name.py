"""A record of one's own, named by what it is of: `ritira i nuclei`, `correggi le doti di ieri`,
`il dato dei visitatori è sbagliato`.

What is named is looked for among what the sender has recorded: it is never the last record, nor
where the last figure belongs, that is meant. Where words mean several, which of them is asked.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from handlers.desk import Desk, answer, button, keep
from handlers.plan.amended_things import sets
from handlers.plan.gone import CODES
from handlers.reporting import correcting, fixing, meant, off_the_card, taking_back
from handlers.reporting.cards import TALK as REPORT
from handlers.reporting.cards import card_in
from handlers.reporting.held import held
from handlers.talk.typed import split_code, tells_figure
from handlers.talk.words import short
from handlers.turn import Button, Outcome
from handlers.understand.days.dates import find_days
from handlers.understand.naming.terms import words_of
from handlers.understand.reading import Item, Reading
from italian.closed import WISH, before
from italian.regex import regex
from italian.words import clean, stem
from ledger.commands.authority import reporters, require
from ledger.errors import Act
from ledger.later import dataclass
from ledger.rows import ReportRow
from words.say import say

_DATUM = r"(?:dat[oi]|registrazion[ei]|report|numer[oi]|valor[ei]|cifr[ae])"
_WHY = (
    r"(?:\s*[,;:]?\s*\b(?:perch[eé]|poich[eé]|siccome|dato che|visto che|motivo"
    r"|(?:l['’]\s*)?(?:ho|era|erano) (?:sbagliat|scritt|mess|inserit|un error)\w*).*)?"
)
_THING = rf"(?P<thing>[^\W\d].*?){_WHY}\W*"

WITHDRAWN: Final = regex(
    rf"\W*{WISH}(?P<verb>ritir|annull|cancell|elimin|togl|rimuov|cestin)"
    rf"(?:ami|imi|armi|iermi|ermi|a|i|o|are|iere|ere|iamo)\s+{_THING}",
    re.IGNORECASE,
)
CORRECTED: Final = tuple(
    regex(frame, re.IGNORECASE)
    for frame in (
        rf"\W*{WISH}(?:corregg|rettific|modific|sistem)(?:imi|ami|a|o|i|ere|are|iamo|hiamo)\s+{_THING}",
        r"\W*(?:ho|abbiamo|avevo) sbagliat[oaie] (?:a (?:scrivere|mettere|inserire|segnare) )?"
        rf"(?:con |su )?{_THING}",
        r"\W*(?:mi sono|mi so|ci siamo) sbagliat[oaie] (?:con |su(?:l|i|gli|lla|lle|ll['’])? )"
        rf"{_THING}",
        r"\W*(?:c['’]\s?[eè]|ho fatto|ho messo) un errore (?:con|su(?:l|i|gli|lla|lle)?"
        rf"|ne(?:l|i|gli|lla|lle)?|in)\s+{_THING}",
        r"\W*(?P<thing>[^\W\d].*?) (?:[eè]['’]?|sono|era|erano) "
        r"(?:(?:sbagliat|errat|scorrett)[oaie]|da (?:correggere|rettificare|sistemare))\W*",
        r"\W*(?P<thing>[^\W\d].*?) non (?:[eè]['’]?|sono|era|erano) "
        r"(?:giust|corrett|esatt|ver)[oaie]\W*",
        r"\W*(?P<thing>[^\W\d].*?) non torna(?:no)?\W*",
        r"\W*(?P<thing>[^\W\d].*?) va(?:nno)? (?:corrett|rettificat|sistemat)[oaie]\W*",
    )
)
"""That one's own datum is wrong, without what would be right: `era i nuclei` says where it goes,
and is none of these."""

_OF_RECORDS = regex(
    rf"\b(?:ultim[oaie]|{_DATUM}|mi[oaei]+|su[oaei]+|indicatore|subito|adesso|ora)\b", re.IGNORECASE
)
_A_DATUM = regex(rf"\b{_DATUM}\b", re.IGNORECASE)
OF_THE_PLAN = regex(
    r"\b(?:obiettiv[oi]|dal piano|cancellazion\w+|validazion\w+|contestazion\w+|prov[ae]|allegat\w+"
    r"|target|peso|pesi|termin[ei]|scadenz[ae]|base|deleg\w+|invit\w+|campagn\w+)\b",
    re.IGNORECASE,
)
"""What is no record, though it is of a thing that has some."""
_WHERE = regex(
    r"^\W*(?:no|scus\w+|anzi|ops|pardon|ah)\b|\b(?:era|erano|per|su|sul|sulla|sui|sulle|riguarda\w*"
    r"|intend\w+|vol(?:evo|evamo)|invece|non|anziche|spost\w+|indicatore|codice|va|vanno)\b"
)
"""What says where the last figure belongs."""
_LEADS = regex(rf"\b{before('articles', 'di', 'su')}+", re.IGNORECASE)
_OF_BOTH = ("ritir", "annull", "togl", "rimuov")
"""Said of records as well as of objectives, by who may cancel those."""
MOST = 6
"""Records that are offered to choose from."""


@dataclass(frozen=True)
class _Order:
    """What is to become of which record. `fixes`: it is put right, else it is taken back."""

    fixes: bool
    thing: str
    plainly: bool = True
    """Whether it can be said of nothing else."""
    likely: bool = True
    """Whether it is more likely said of a record, by who may cancel what it is of."""


def asked_in_words(desk: Desk) -> Outcome | None:
    """The card of what is named, or which of several is meant; None where no record is named.
    Raises Refusal."""
    order = _order_in(desk)
    codes = _named(desk, order.thing) if order else ()
    if order is None or not codes:
        return None
    if order.fixes and _on_the_card(desk, codes):
        return correcting.ask_correction(desk)
    if not order.fixes and (left := off_the_card.named(desk, codes)) is not None:
        return left
    rows = [row for row in mine(desk) if row.indicator in codes]
    if not order.plainly and not (rows and order.likely) and sets(desk, codes[0]):
        return None  # An objective that they cancel.
    if not rows:
        whole = not order.plainly and _is_of_the_objective(desk, order.thing, codes[0])
        return None if whole else _none_of(desk, order, codes)
    days = {day.day for day in find_days(clean(order.thing), desk.today)}
    of_days = [row for row in rows if row.day in days] or rows
    return _of(desk, order, of_days)


def unless_named(desk: Desk) -> Outcome | None:
    """Which record is meant by an order whose words say nothing of the last one; None where they
    name nothing at all (`ritira l'ultima`), or it is no order."""
    order, rows = _order_said(desk), mine(desk)
    if order is None or not rows or not _words(desk, order.thing):
        return None
    last = meant.told_last(desk)
    if any(desk.reader.names(order.thing, row.indicator, desk.today) for row in last):
        return None
    return _which(desk, order, rows)


def unless_moved(desk: Desk, reading: Reading) -> Outcome | None:
    """`i nuclei li ho sbagliati`: of what is named without a figure, and not said to be where the
    last one belongs, what is right is asked. None for any other correction."""
    item, text = next(iter(reading.items), Item()), desk.turn.text
    carried = item.value is not None or item.numerator is not None
    if desk.turn.about is not None or not carried or tells_figure(text, desk.today):
        return None
    last = {row.indicator for row in meant.told_last(desk)}
    if item.indicator is None or item.indicator in last or _WHERE.search(clean(text)):
        return None
    rows = mine(desk)
    its = [row for row in rows if row.indicator == item.indicator]
    return fixing.ask_record(desk, its[0].seq) if its else _which(desk, _Order(True, text), rows)


def _order_in(desk: Desk) -> _Order | None:
    """An order about a record; None for what else is of a thing."""
    return None if OF_THE_PLAN.search(desk.turn.text) else _order_said(desk)


def _order_said(desk: Desk) -> _Order | None:
    """None for anything else, and where a figure is told: then it is read as it stands."""
    text = " ".join(desk.turn.text.split())
    if desk.turn.about is not None or text.endswith("?"):
        return None
    if found := WITHDRAWN.fullmatch(text):
        likely, plainly = found["verb"].lower() in _OF_BOTH, _A_DATUM.search(found["thing"])
        order = _Order(False, found["thing"], bool(plainly), likely)
    elif found := next(filter(None, (frame.fullmatch(text) for frame in CORRECTED)), None):
        order = _Order(True, found["thing"])
    else:
        return None
    told = CODES.sub(" ", order.thing)
    return None if tells_figure(told, desk.today) else order


def _words(desk: Desk, thing: str) -> list[str]:
    """What an order says of its record, but for its day and that it is one."""
    plain = clean(thing)
    for day in [*find_days(plain, desk.today)][::-1]:
        plain = f"{plain[: day.start]} {plain[day.end :]}"
    return [term.word for term in words_of(_OF_RECORDS.sub(" ", plain))]


def _named(desk: Desk, thing: str) -> tuple[str, ...]:
    """The indicators that are named: by a code, or by words most of which speak of them. Raises
    NotAllowed of a code of somebody else's."""
    plan, plain = desk.record.plan, _OF_RECORDS.sub(" ", thing)
    code, rest = split_code(plan, _LEADS.sub("", " ".join(plain.split()), count=1))
    if not rest and (code in plan.indicators or code in plan.objectives):
        require(desk.record, desk.person, Act.REPORT, code, reporters(plan, code), desk.today)
        return tuple(c for c in plan.indicators if f"{c}.".startswith(f"{code}."))
    words = " ".join(_words(desk, thing))
    codes = desk.reader.meant(words, sender=desk.sender(), today=desk.today) if words else ()
    its = {word for code in codes for word in desk.reader.names(words, code, desk.today)}
    unread = [word for word in words.split() if word not in its]
    return codes if len(unread) <= len(its) // 2 else ()


def _is_of_the_objective(desk: Desk, thing: str, code: str) -> bool:
    """Whether words are of the objective's title, and not of the indicator's name."""
    said, titles = frozenset(map(stem, _words(desk, thing))), desk.reader.title_stems
    return said <= titles[desk.record.plan.objective_of(code).code] and not said <= titles[code]


def mine(desk: Desk) -> list[ReportRow]:
    """What the sender has recorded this year and not taken back, the last first."""
    there = desk.record.plan.indicators
    rows = desk.record.reports_by(desk.person)[::-1]
    return [row for row in rows if row.status != "undone" and row.indicator in there]


def _on_the_card(desk: Desk, codes: Iterable[str]) -> bool:
    """Whether the card that is open, not recorded yet, is of what is named."""
    if desk.draft.get("talk") != REPORT or "command" not in desk.draft:
        return False
    return any(fact.indicator in codes for fact in card_in(desk.draft).facts)


def _of(desk: Desk, order: _Order, rows: Iterable[ReportRow]) -> Outcome:
    """The newest record of the only thing that they are of; which of several."""
    newest = {row.indicator: row for row in [*rows][::-1]}
    if len(newest) > 1:
        return _which(desk, order, [*newest.values()][::-1])
    (row,) = newest.values()
    if order.fixes:
        return fixing.ask_record(desk, row.seq)
    return taking_back.offer(desk, row.seq, " ".join(desk.turn.text.split())[:200])


def _which(desk: Desk, order: _Order, rows: Iterable[ReportRow]) -> Outcome:
    """The newest records, one of each indicator, to choose from."""
    newest: dict[str, ReportRow] = {}
    for row in rows:
        newest.setdefault(row.indicator, row)
    question = "correct.which" if order.fixes else "undo.which"
    return one_of(desk, question, [*newest.values()], fixes=order.fixes)


def one_of(desk: Desk, question: str, rows: Sequence[ReportRow], *, fixes: bool) -> Outcome:
    """The question which of these, each with what it holds and its day."""
    cells = each(desk, rows[:MOST], "fixrep" if fixes else "undo")
    return keep(desk, answer(say(question), buttons=cells))


def each(desk: Desk, rows: Iterable[ReportRow], verb: str) -> tuple[tuple[Button, ...], ...]:
    """A button for each record, with what it holds and its day."""
    return tuple(
        (
            button(
                "own_record",
                f"{verb}:{row.seq}",
                report=row.seq,
                what=held(desk.record, row),
                day=row.day,
                code=row.indicator,
                name=short(desk.record.plan.indicators[row.indicator].name),
            ),
        )
        for row in rows
    )


def _none_of(desk: Desk, order: _Order, codes: tuple[str, ...]) -> Outcome:
    """That nothing of the sender's is recorded of it: nothing else is touched."""
    code, year = codes[0], desk.record.year
    name = desk.record.plan.indicators[code].name
    line = say("correct.none" if order.fixes else "undo.none", code=code, name=name)
    cells = (button("report_again", f"ind:{code}:{year}"), button("scope", f"st:{code}", code=code))
    return keep(desk, answer(line, buttons=(cells,)))
