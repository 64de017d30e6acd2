"""Orders about the plan, each as its command does it: values, deadlines, names, objectives."""

import datetime as dt
from collections.abc import Callable, Mapping

from handlers.ask.after import follow
from handlers.desk import Desk, answer, button, led_by
from handlers.orders import by_so_much
from handlers.orders.acts import Does
from handlers.orders.days import apart
from handlers.orders.grammar import Order
from handlers.orders.pieces import (
    DAY,
    INDICATOR,
    NUMBER,
    OBJECTIVE,
    QUOTE,
    THINGS,
    Piece,
)
from handlers.orders.vocabulary import AS_BEFORE, SETS_GOAL
from handlers.plan import amended_things, anomaly_words, changes
from handlers.plan.amend import open_amendment
from handlers.plan.amended_things import Thing
from handlers.plan.deadline_words import day_in, moved_by
from handlers.talk import forms
from handlers.turn import Outcome
from handlers.understand.days.reckoning import shifted
from italian.regex import regex
from ledger.clock import day_of
from words.say import say

Done = Callable[[Desk, Order], Outcome | None]

_NAMES = {
    **{Does.BASE: "base", Does.TARGET: "target", Does.GOAL: "target"},
    **{Does.WEIGHT: "peso", Does.DEADLINE: "termine"},
}
"""The command of each act that sets a value."""
_TOLD = regex(
    r"\b(?:siamo|abbiamo|avevamo|raggiunt\w+|superat\w+|finora|ad oggi|manca|mancano|rilasciat\w+"
    r"|(?:di|del) (?:un )?<n>)\b"
)
"""Tells how something stands, and sets nothing."""
_ORDERED = regex(
    r"\b(?:port|mett|assegn|fiss|impost|spost|prorog|fai|dai|dia|diamo|alz|abbass|inser|registr"
    r"|annot"
    r"|cambi"
    r"|aggiorn|voglia|faccia|stabil|defin|ridu|anticip|posticip|rinvi|modific|conced|dispon)\w*"
    r"|\bdeve\b|\bva\b|\bvanno\b|\bnuov[oa] "
    r"(?:target|traguardo|valore|peso|scadenza|termine|data|base|obiettivo|limite)\b"
)
"""Whoever says it, an amendment is meant."""


_DECLARED = regex(
    r"^(?:il |la )?(?:target|traguardo|base|valore) .*(?:è|diventa|sale|scende"
    r"|passa)\b"
)


def _is_ordered(order: Order) -> bool:
    """Whether it is an order whoever says it: by its verb, or declared and nothing else."""
    declared = (
        len(order.said) - bool(order.but) == 1 and not order.why and _DECLARED.search(order.plain)
    )
    return bool(declared or _ORDERED.search(order.plain) or SETS_GOAL.search(order.plain))


def value_set(desk: Desk, order: Order) -> Outcome | None:
    """The card of a value; None where what is said may as well tell a figure."""
    name = _NAMES[order.does]
    things = _things(desk, order, name)
    if not things or _TOLD.search(order.plain):
        return None
    sets = any(amended_things.sets(desk, thing.code) for thing in things)
    if not sets and (order.does is Does.GOAL or not _is_ordered(order)):
        return None
    if order.does is Does.DEADLINE:
        return _deadline(desk, order, things[0])
    numbers = order.of(NUMBER)
    if len(numbers) == 1 and by_so_much.moves(order):
        return _moved(desk, order, things[0], name)
    if order.does is Does.WEIGHT and 1 < len(things) == len(each := _each_number(order)):
        pairs = " ".join(f"{thing.code} {value}" for thing, value in zip(things, each, strict=True))
        return open_amendment(desk, name, _with(pairs, order))
    if len(numbers) != 1 or _POINTS.search(" ".join(order.typed)):
        return None
    if len(things[0].which) > 1:
        return amended_things.ask_which(desk, name, things[0], numbers[0])
    line = f"{things[0].code} {numbers[0]}"
    if order.does is Does.WEIGHT and len(things) > 1:
        line = " ".join(f"{thing.code} {numbers[0]}" for thing in things)
    return open_amendment(desk, name, _with(line, order))


def _each_number(order: Order) -> list[str]:
    """The values in the order of what they are of: `<o> a <n> e <o> a <n>`."""
    return [piece.value for piece in order.slots if piece.kind == NUMBER]


def _moved(desk: Desk, order: Order, thing: Thing, name: str) -> Outcome:
    """The card of the value it comes to; where that is not told, it is asked."""
    values = {code: by_so_much.moved(desk, order, code, name) or "" for code in thing.which}
    if len(values) > 1:
        return amended_things.ask_which(desk, name, thing, order.of(NUMBER)[0], values)
    value = values[thing.code]
    return open_amendment(
        desk, name, _with(f"{thing.code} {value}", order) if value else thing.code
    )


_VALUE = (
    ("peso", regex(r"\bpes[oi]\b")),
    ("termine", regex(r"\b(?:scadenz[ae]|termin[ei])\b")),
    ("base", regex(r"\b(?:base(?:line)?|valor[ei] (?:di partenza|inizial[ei]))\b")),
)


def _value_said(order: Order) -> str:
    return next((name for name, words in _VALUE if words.search(order.plain)), "target")


def as_before(desk: Desk, order: Order) -> Outcome | None:
    """The card of what a value was before its last change; None where it never changed."""
    name = _value_said(order)
    things = _things(desk, order, name)
    value = by_so_much.before(desk, things[0].code, name) if len(things) == 1 else ""
    if not value:
        return None
    if len(things[0].which) > 1:
        return amended_things.ask_which(desk, name, things[0], value)
    return open_amendment(desk, name, f"{things[0].code} {value}")


def unset(desk: Desk, order: Order) -> Outcome | None:
    """A value that was set is not taken away: which other one there is to be is asked."""
    name = _value_said(order)
    things = _things(desk, order, name)
    if "<n>" in order.plain:
        return None
    line, which = say("cannot.unset"), things[0].which if things else ("",)
    code, *others = which
    if others:
        return led_by(amended_things.ask_which(desk, name, things[0], ""), line)
    return led_by(open_amendment(desk, name, code), line)


_POINTS = regex(r"\d punti(?! (?:su|percentuali su) cento)|\d punti percentuali")
"""By how much a weight moves, which is read by itself."""


def _deadline(desk: Desk, order: Order, thing: Thing) -> Outcome | None:
    if "<n>" in order.plain:
        return None
    days = order.of(DAY)
    if not days:
        return open_amendment(desk, "termine", thing.code)
    sooner = "anticip" in order.plain
    found = [_one_day(desk, thing, said, sooner=sooner) for said in days]
    known = list(dict.fromkeys(day for day in found if day is not None))
    if len(known) != 1:
        return None
    return open_amendment(desk, "termine", _with(f"{thing.code} {known[0]}", order))


def _one_day(desk: Desk, thing: Thing, typed: str, *, sooner: bool) -> dt.date | None:
    if typed.startswith("+"):
        return moved_by(desk, thing.code, typed[1:], sooner=sooner)
    said, count, unit = apart(typed)
    day = day_in(desk, said, thing.code, later=not sooner)
    return day and shifted(day, count, unit)


def _with(line: str, order: Order) -> str:
    return f"{line}; {order.because}" if order.because else line


def _things(desk: Desk, order: Order, name: str) -> list[Thing]:
    """What it is of, at the level of what is set: as it was cut out, by the words that are left, or
    what was spoken of."""
    pieces = [piece for piece in order.slots if piece.kind in THINGS]
    found = [_thing(desk, order, piece, name) for piece in pieces]
    if not found:
        said = amended_things.named(desk, _rest(order), name)
        found = [said] if said is not None else []
    unique: dict[str, Thing] = {thing.code: thing for thing in found}
    return list(unique.values())


def _thing(desk: Desk, order: Order, piece: Piece, name: str) -> Thing:
    words = piece.typed(order.message) if order.message else piece.value
    named = amended_things.named(desk, words, name)
    if named is None or not _is_of(desk, named, piece.value):
        named = amended_things.named(desk, piece.value.lower(), name)
    return named or Thing(piece.value, (piece.value,), typed=True)


def _is_of(desk: Desk, thing: Thing, code: str) -> bool:
    """Whether a thing is of the objective that was cut out."""
    plan = desk.view.plan
    there = [c for c in (thing.code, code) if c in plan.indicators or c in plan.objectives]
    return len({plan.objective_of(c).code for c in there}) < 2


_SAID = regex(
    rf"\b{AS_BEFORE}\b|"
    r"<\w>|[^\w\s']|\b(?:target|tgt|traguardo|valore|atteso|da raggiungere|obiettivo da raggiungere"
    r"|risultato atteso|base(?:line)?|valore (?:di partenza|iniziale)|punto di partenza|peso|pesa"
    r"|pesano|deve|termine|scadenza|data ultima|entro|nuov[oa]|il|lo|la|i|gli|le|l'|un|una|a|al"
    r"|alla|ai"
    r"|agli|alle|all'|di|del|della|dei|degli|delle|dell'|per|su|sul|sulla|sui|come|e|è|ed"
    r"|diventa|sale"
    r"|scende|slitta|lo|mi|ci|port\w+|assegn\w+|mett\w+|fiss\w+|impost\w+|spost\w+|prorog\w+|alz\w+"
    r"|abbass\w+"
    r"|ridu\w+|aument\w+|diminu\w+|increment\w+|innalz\w+|elimin\w+|cancell\w+|togl\w+|tolg\w+|lev\w+|rimuov\w+|stralc\w+"
    r"|torn\w+|ri(?:port|mett|pristin)\w+|scriv\w+|giustific\w+|motiv\w+|spieg\w+|scostament[oi]|ritardo"
    r"|fai|d[ai]|cambi\w*|aggiorn\w*|modific\w*|vorrei|voglio|bisogna|devi|puoi|per favore|grazie"
    r"|allora|ok|ora|adesso|anche)\b"
)


def _rest(order: Order) -> str:
    """The words of an order that say neither its act nor anything cut out."""
    return " ".join(_SAID.sub(" ", order.plain).split())


def _objective(desk: Desk, order: Order) -> str | None:
    """The objective that is meant; None where none is, or several."""
    codes = order.of(OBJECTIVE, INDICATOR) or [follow.code_of(desk) or ""]
    plan = desk.view.plan
    if codes[0] in plan.indicators:
        return plan.objective_of(codes[0]).code
    return codes[0] if codes[0] in plan.objectives or codes[0] in plan.gone else None


def cancelled(desk: Desk, order: Order) -> Outcome | None:
    """The card of `/elimina`; what is to leave the plan and is not known is asked."""
    code = _objective(desk, order)
    if code is None and _FROM_PLAN.search(order.plain):
        return open_amendment(desk, "elimina", "")
    if code is None or "<n>" in order.plain or _may_be_of_a_record(desk, order):
        return None
    return open_amendment(desk, "elimina", f"{code} {order.because}".strip())


_OF_RECORDS = regex(r"\b(?:togl|tolg|lev|ritir|annull)\w*l[oa]\b|^annulla <o>$")
_FROM_PLAN = regex(r"\bannull\w*l[oa] (?:nel|dal) piano$")
_OF_PLAN = regex(r"\bpiano\b|\bobiettivo\b")


def _may_be_of_a_record(desk: Desk, order: Order) -> bool:
    """`toglilo`, `annulla AS4.3`, of who has recorded something today, may be that record."""
    if not _OF_RECORDS.search(order.plain) or _OF_PLAN.search(order.plain):
        return False
    last = desk.record.last_report_by(desk.person)
    return last is not None and day_of(last.recorded_at) == desk.today


def paused(desk: Desk, order: Order) -> Outcome | None:
    """No objective is suspended: it is moved, or cancelled."""
    code = _objective(desk, order)
    if code is None:
        return None
    cells = (
        button("move_deadline", f"go:termine:{code}", code=code),
        button("cancel_objective", f"go:elimina:{code}", code=code),
    )
    return answer(say("amend.no_pause", code=code), buttons=(cells,))


_TAKES_UP = regex(
    r"^(?:riprend(?:i|ere|iamo)|ripristin(?:a|are|iamo)|riattiv(?:a|are|iamo)"
    r"|rimett(?:i|ere|iamo))(?: nel piano)? (?:l'obiettivo )?<[oi]>"
)
"""Ordered, also of what was never cancelled."""


def restored(desk: Desk, order: Order) -> Outcome | None:
    """The card that takes a cancellation back."""
    code = _objective(desk, order)
    gone = code in desk.view.plan.cancelled
    if code is None or not (gone or _TAKES_UP.search(order.plain)):
        return None
    return open_amendment(desk, "riprendi", f"{code} {order.because}".strip())


def delayed(desk: Desk, order: Order) -> Outcome | None:
    """The card of why an objective is behind, in all the words behind it; without any they are
    asked of who would write them."""
    things = _things(desk, order, "termine")
    if len(things) != 1:
        return None
    first = order.message.find(order.typed[0]) + len(order.typed[0])
    last = max((piece.end for piece in order.slots), default=first)
    code, why = things[0].code, _LEADS_WHY.sub("", order.message[last:]).strip(" .")
    if not why and not _WRITES.search(order.plain):
        return None
    if not why:
        objective = desk.view.plan.objective_of(code).code
        return forms.begun(desk, "scostamento", {"objective": objective})
    return changes.delay(desk, f"{code} {why}")


_LEADS_WHY = regex(
    r"^[\s:,;.–—-]*(?:(?:è|e'|e) (?:\w+ )?(?:indietro|in ritardo|ferm[oa]|sotto l['’]atteso)\b"
    r"[\s:,;-]*)?"
    r"(?:(?:perch[eé]'?|poich[eé]|siccome|motivo:?|a causa d\w+|per)(?=[\s:'’])[\s:]*)?",
    2,
)
_WRITES = regex(r"\b(?:scriv|registr|inser|giustific|motiv|spieg)\w*")


def called(desk: Desk, order: Order) -> Outcome | None:
    """The card of a name that a thing is given."""
    (code,) = order.of(OBJECTIVE, INDICATOR)[:1] or [""]
    words = (order.of(QUOTE) or [_after_thing(order)])[0]
    if not code or not words:
        return None
    return open_amendment(desk, "alias", f"{code} {words}")


def _after_thing(order: Order) -> str:
    """What was typed behind the thing."""
    last = max((p.end for p in order.slots if p.kind in THINGS), default=0)
    return order.message[last:].strip(" .:,;«»\"'")


def renamed(desk: Desk, order: Order) -> Outcome | None:
    """The plan's titles change with the plan's file."""
    (code,) = order.of(OBJECTIVE, INDICATOR)[:1] or [""]
    if not code:
        return None
    cell = button("name_it", f"go:alias:{code}", code=code)
    return answer(say("cannot.rename", code=code), buttons=((cell,),) if desk.posts else ())


def settled(desk: Desk, order: Order) -> Outcome | None:
    """The right reading of a point of the plan; those of the thing, where none is of that kind."""
    code = _objective(desk, order)
    if code is None:
        return None
    said = (order.of(DAY) or [""])[0]
    told = anomaly_words.settled(desk, code, "bad_date", said) if said else None
    if told is not None:
        return told
    cells = (
        button("points_of", f"go:anomalie:{code}", code=code),
        button("move_deadline", f"go:termine:{code}", code=code),
    )
    return answer(say("cannot.settle", code=code), buttons=(cells,))


DOING: Mapping[Does, Done] = {
    **dict.fromkeys(_NAMES, value_set),
    Does.DELAY: delayed,
    Does.AS_BEFORE: as_before,
    Does.UNSET: unset,
    Does.CANCEL: cancelled,
    Does.PAUSE: paused,
    Does.RESTORE: restored,
    Does.ALIAS: called,
    Does.RENAME: renamed,
    Does.SETTLE: settled,
}
