"""The orders that a message gives, each with its slots, its reason and its act.

Clauses are read one after the other. One with words of an act begins an order; what is cut out of
the others completes the order before it, or the one that follows; what is left is why.
"""

from collections.abc import Sequence
from dataclasses import field

from handlers.orders import reasons
from handlers.orders.acts import Does, Row
from handlers.orders.clauses import Clause, clauses
from handlers.orders.meant import acts_in
from handlers.orders.pieces import (
    DAY,
    DEED,
    EURO,
    INDICATOR,
    NUMBER,
    OBJECTIVE,
    PERSON,
    RECORD,
    SINCE,
    THINGS,
    UNIT,
    YEAR,
    Piece,
    joined,
)
from italian.closed import before
from italian.regex import regex
from ledger.later import dataclass

VALUES = (NUMBER, EURO, DAY, SINCE, YEAR)


@dataclass
class Order:
    """One act, with what of the message is of it."""

    row: Row
    slots: list[Piece] = field(default_factory=list)
    but: list[Piece] = field(default_factory=list)
    """What is left out: `tutti tranne eq.as4`."""
    why: list[str] = field(default_factory=list)
    ahead: list[str] = field(default_factory=list)
    """What was said before the clause that it begins with."""
    said: list[str] = field(default_factory=list)
    """Its clauses, with slots in their place."""
    typed: list[str] = field(default_factory=list)
    """The same as they were typed."""
    message: str = ""
    """All of the message that it stands in."""
    more: bool = False
    """Whether another follows it."""

    @property
    def does(self) -> Does:
        """Which act."""
        return self.row.does

    def of(self, *kinds: str) -> list[str]:
        """What its slots of these kinds hold, in order, each once."""
        return list(dict.fromkeys(piece.value for piece in self.slots if piece.kind in kinds))

    def has(self, kinds: str) -> bool:
        """Whether it has one of these."""
        return any(piece.kind in kinds for piece in self.slots)

    @property
    def plain(self) -> str:
        """All that is said of it."""
        return " ".join(self.said)

    @property
    def because(self) -> str:
        """The acts it is ordered by, and why, as a command is told them."""
        return "; ".join([*self.of(DEED), *self.why])


def read(pieces: Sequence[Piece], typed: str) -> list[Order]:
    """The orders of a message, in the order in which they are given."""
    reader = _Reader(typed, " ".join(piece.shown for piece in pieces))
    for clause in clauses(joined(pieces)):
        reader.take(clause)
    return reader.finished()


@dataclass
class _Reader:
    """The orders so far, and what waits for the one it is of."""

    typed: str
    whole: str
    """All of it, with slots in their place."""
    orders: list[Order] = field(default_factory=list)
    ahead: list[Piece] = field(default_factory=list)
    """Slots said before the act they are of."""
    before: list[str] = field(default_factory=list)
    """What was said before the first order, which may be why."""
    ahead_said: list[str] = field(default_factory=list)
    ahead_but: list[Piece] = field(default_factory=list)
    """Those left out before it."""
    told: list[Piece] = field(default_factory=list)
    """Values told at length, of the act only where it points back to them: `mettilo`."""
    told_in: list[str] = field(default_factory=list)
    deeds: list[Piece] = field(default_factory=list)
    lost: bool = False
    """Whether something that was ordered is not known."""
    why_from: int | None = None
    """Where a reason that may go on begins."""

    def take(self, clause: Clause) -> None:
        """One clause: of an order under way, of a new one, or a reason."""
        self.deeds += [piece for piece in clause.slots if piece.kind == DEED]
        led = reasons.LED.match(clause.plain) and not reasons.BUT.match(clause.plain)
        if led and not self._is_led_order(clause):
            self._why(clause)
            return
        found = [] if self._says_none(clause) else acts_in(clause.plain, self.whole)
        if found and not self._only_tells(clause, found):
            self.why_from = None
            self._begin(clause, found)
        elif not self._complete(clause):
            self._why(clause)

    def _says_none(self, clause: Clause) -> bool:
        """Whether words of an act order none: what is left out, and what was."""
        if _WAS.search(clause.plain) and not any(p.kind in VALUES for p in clause.slots):
            return True
        return self._leaves_out(clause)

    def _leaves_out(self, clause: Clause) -> bool:
        """`…, tranne <p> che è in malattia`: what is said of it is no act, but where it is another
        one: `…, invece <p> contestalo`."""
        if clause.plain.startswith("invece ") and acts_in(clause.plain, self.whole):
            return False
        not_this = reasons.BUT.match(clause.plain) or reasons.NOT_THIS.search(clause.plain)
        return bool(self.orders and not_this)

    def _is_led_order(self, clause: Clause) -> bool:
        """`con delibera … si elimini <o>`: the lead was of the act."""
        return clause.plain.startswith("con ") and bool(acts_in(clause.plain, self.whole))

    def _only_tells(self, clause: Clause, found: Sequence[Row]) -> bool:
        """Whether a clause behind a whole order has words of an act and nothing that it is of:
        `…, la fiera slitta per neve`."""
        if not self.orders or _POINTS.search(clause.plain):
            return False
        last, own = self.orders[-1], {piece.kind for piece in clause.slots} - {DEED}
        if not set(last.row.takes) & set(THINGS):
            return False
        whole = _names(last) and (not last.row.needs or last.has(last.row.needs))
        return whole and all(row.needs and not own & set(row.takes) for row in found)

    def _begin(self, clause: Clause, found: Sequence[Row]) -> None:
        last = self.orders[-1] if self.orders else None
        if last is not None and any(row.does is last.does for row in found):
            own = self._own(last, clause)
            if not self._repeats(last, own):
                self._add(last, clause)
                return
            found = [last.row]
        if last is not None and (_goes_with(last, clause, found[0]) or _sets(last, clause, found)):
            self._add(last, clause)
            return
        row = found[0]
        order = Order(row, message=self.typed)
        if not self.orders:
            self._from_ahead(order, clause)
        self.orders.append(order)
        self._add(order, clause)

    def _from_ahead(self, order: Order, clause: Clause) -> None:
        """What was said before the act is of it; a value that it has no use for, beside things of
        its own, was of an act that is not known: then nothing of the message is. A day by itself
        only tells when: `domani ho il colloquio, …`."""
        row, here = order.row, [p for p in clause.slots if p.kind in order.row.takes]
        named = any(p.kind in NAMING for p in self.ahead)
        of_acts = VALUES if named else (NUMBER, EURO, YEAR)
        over = any(p.kind in of_acts and p.kind not in row.takes for p in self.ahead)
        if over and any(p.kind in NAMING for p in here):
            self.lost = True
        dated = row.does is Does.DEADLINE and any(p.kind == DAY for p in here)
        order.slots += [
            p for p in self.ahead if p.kind in row.takes and not (dated and p.kind == DAY)
        ]
        wanted = row.takes if _THAT_DAY.search(clause.plain) else row.needs
        told = [p for p in self.told if p.kind in wanted]
        points = _POINTS.search(clause.plain) or _THAT_DAY.search(clause.plain)
        if told and points and not any(p.kind in row.needs for p in here):
            order.slots += told
            self.before = [why for why in self.before if why not in self.told_in]
        order.but += [p for p in self.ahead_but if p.kind in row.takes]
        order.ahead = self.ahead_said

    def _own(self, order: Order, clause: Clause) -> list[Piece]:
        return [piece for piece in clause.slots if piece.kind in order.row.takes]

    @staticmethod
    def _repeats(order: Order, own: Sequence[Piece]) -> bool:
        """Whether slots say the same act again, of another thing with another value."""
        things = [p for p in own if p.kind not in VALUES and p.kind != DEED]
        values = [p for p in own if p.kind in VALUES]
        has_values = order.has("".join(VALUES))
        if not set(order.row.takes) & set(NAMING):
            amounts = NUMBER + EURO
            return any(order.has(amounts if v.kind in amounts else v.kind) for v in values)
        return bool(things and values and has_values and _names(order))

    def _add(self, order: Order, clause: Clause) -> None:
        """The slots of a clause, those behind `tranne` apart."""
        out = reasons.BUT.search(clause.plain)
        cut = clause.plain[: out.start()].count(" ") if out else len(clause.pieces)
        if out is None and reasons.NOT_THIS.search(clause.plain):
            out, cut = reasons.NOT_THIS.search(clause.plain), 0
        for at, piece in enumerate(clause.pieces):
            if piece.kind and piece.kind in order.row.takes and piece.kind != DEED:
                (order.but if out and at >= cut else order.slots).append(piece)
        order.said.append(clause.plain)
        order.typed.append(clause.text(self.typed))

    def _complete(self, clause: Clause) -> bool:
        """Whether a clause without an act is of the order before it, or of one to come."""
        slots = [p for p in clause.slots if p.kind != DEED]
        if not self.orders:
            self.ahead_said.append(clause.plain)
            if reasons.BUT.match(clause.plain):
                self.ahead_but += slots
                return True
            short = len(clause.pieces) <= _FEW + len(slots)
            if slots and short and not _TELLS.search(clause.plain):
                self.ahead += slots
                return True
            self.ahead += [p for p in slots if p.kind in NAMING]
            self.told += [p for p in slots if p.kind in VALUES]
            if any(p.kind in VALUES for p in slots):
                self.told_in.append(reasons.trimmed(clause.text(self.typed)))
            return False
        if not slots:
            return not clause.plain.replace("<d>", "").strip()
        last = self.orders[-1]
        own = [p for p in self._own(last, clause) if p.kind != NUMBER or not _judges(last)]
        short = len(clause.pieces) <= _FEW + len(slots) or self._lacked(last, own)
        out = reasons.BUT.search(clause.plain) or reasons.NOT_THIS.search(clause.plain)
        if not own or not (short or out):
            return False
        if self._repeats(last, own):
            order = Order(last.row, message=self.typed)
            self.orders.append(order)
            self._add(order, clause)
            return True
        if last.but and not out and clause.stop in ("e", "ed", ","):
            last.but += own
            return True
        listed = last.row.lists or (clause.stop in _LISTS and _ONLY_NAMES.fullmatch(clause.plain))
        wanted = [p for p in own if p.kind in VALUES or listed or not _names(last)]
        if not wanted:
            return False
        self._add(last, clause)
        return True

    def _goes_on_with_why(self, clause: Clause, *, led: bool) -> bool:
        """Whether a clause goes on with the reason before it: `perché … e …`."""
        if led or self.why_from is None or clause.stop not in ("e", "ed", ","):
            return False
        whys = self.orders[-1].why if self.orders else self.before
        whys[-1] = reasons.trimmed(self.typed[self.why_from : clause.pieces[-1].end])
        return True

    @staticmethod
    def _lacked(order: Order, own: Sequence[Piece]) -> bool:
        """Whether the value that an act still needs is among the slots."""
        wanted = [kind for kind in order.row.needs if kind in VALUES]
        return not order.has("".join(wanted)) and any(p.kind in wanted for p in own)

    def _why(self, clause: Clause) -> None:
        """Words that order nothing: why, unless they are only said along."""
        led = reasons.LED.match(clause.plain) is not None
        if not led and (reasons.CHAT.match(clause.plain) or not _says_something(clause)):
            return
        if self._goes_on_with_why(clause, led=led):
            return
        self.why_from = clause.pieces[0].start if led else None
        text = reasons.trimmed(clause.text(self.typed))
        if self.orders and clause.stop in reasons.LINKED and not led and not self._asks_why(clause):
            return
        (self.orders[-1].why if self.orders else self.before).append(text)

    def _asks_why(self, clause: Clause) -> bool:
        """Whether a sentence is why, behind an act that is not done without."""
        last = self.orders[-1]
        return clause.stop == "." and last.does in (Does.CONTEST, Does.CANCEL) and not last.why

    @staticmethod
    def _from_before(order: Order, last: Order) -> list[Piece]:
        """What an order takes over from the one before: the thing it names none of, its days."""
        same = _SAME_DAYS.search(order.plain) is not None
        return [
            p
            for p in last.slots
            if p.kind in order.row.takes
            and (
                (same and p.kind in (DAY, SINCE))
                or (p.kind not in VALUES and not _names(order))
                or (p.kind == PERSON and _TO_HIM.search(order.plain) and not order.has(PERSON))
            )
            and p.kind != DEED
        ]

    def finished(self) -> list[Order]:
        """Each with its act, its reason, and the thing of the one before where it names none."""
        for at, order in enumerate(self.orders):
            if at == 0:
                order.why[:0] = [why for why in self.before if not order.row.is_beside(why)]
                if not _names(order):
                    order.slots[:0] = [p for p in self.ahead if p.kind in order.row.takes]
            else:
                before = self.orders[at - 1]
                order.slots[:0] = self._from_before(order, before)
                order.but += before.slots if _THE_REST.search(order.plain) else ()
            order.more = at + 1 < len(self.orders)
            if order.more:
                order.but += _judged_otherwise(order, self.orders[at + 1])
            if DEED in order.row.takes:
                order.slots += [deed for deed in self.deeds if deed not in order.slots]
        return [] if self.lost else self.orders


NAMING = (OBJECTIVE, INDICATOR, UNIT, PERSON, RECORD)
_POINTS = regex(
    r"\w{3,}[aei](?:l[oaie]|gliel[oa])\b|\b(?:il su[oi]|la sua|le sue|glielo)\b"
    r"|\bquest[oa] (?:come|quale|per)\b"
)
"""Of what was named before: `cancellalo`, `lo assegni`."""
_THAT_DAY = regex(r"\b(?:a|da|per|in) (?:quella|questa|tale) data\b")
_TO_HIM = regex(r"\w{3,}(?:gli|gliel[oaie])\b")
"""Of who was named before: `assegnagli`."""
_SAME_DAYS = regex(r"\bstess[aoie] (?:data|giorn[oi]|termine|periodo|scadenza)\b")
_WAS = regex(r"(?<!\bche )\b(?:era|erano)\b")
"""`il target era sbagliato`: why."""
_TELLS = regex(
    r"<[oi]> (?:non|ormai|pesa)\b|^non\b"
    r"|\b(?:è|c'è|ha|hanno|ho|abbiamo|siamo|sono|era|erano|manca|mancano|sta|stanno)\b"
)
"""Has a verb of its own: it says something, which may be why: `<o> non serve più: …`."""
_LISTS = ("e", "ed", ",")
_ONLY_NAMES = regex(
    rf"(?:{before('a', 'di', 'per', 'articles')}?(?:(?:anche|pure|obiettivo) )?<[oiupr]> ?)+"
)
"""`… e di <o>`: the same of another."""
_THE_REST = regex(r"\bil resto\b|\b(?:gli|le) altr[ie]\b|\bi restanti\b|\btutto quanto il resto\b")
"""All but what was named before."""
_FEW = 4
"""Small words beside the slots of a clause that only completes an order."""


def _names(order: Order) -> bool:
    return order.has("".join(NAMING))


def _judged_otherwise(order: Order, after: Order) -> list[Piece]:
    """What of all that is validated is contested: `valida <u>, <r> contestalo`."""
    if (order.does, after.does) != (Does.VALIDATE, Does.CONTEST):
        return []
    named = {piece.value for piece in order.slots}
    one = (RECORD, NUMBER, INDICATOR)
    return [piece for piece in after.slots if piece.kind in one and piece.value not in named]


def _says_something(clause: Clause) -> bool:
    words = sum(
        piece.kind not in ("", DEED) or piece.value == "è" or len(piece.value) > 1
        for piece in clause.pieces
    )
    return words > (_FEW if any(piece.kind == DEED for piece in clause.pieces) else 1)


def _judges(order: Order) -> bool:
    """Whether numbers are records, and behind it figures of why: `contesto le CIE: sono 29`."""
    return order.does in (Does.CONTEST, Does.VALIDATE)


OF_THE_PLAN = (Does.BASE, Does.TARGET, Does.WEIGHT, Does.DEADLINE, Does.RENAME)


def _sets(last: Order, clause: Clause, found: Sequence[Row]) -> bool:
    """Whether it is the value of what was spoken of: `<o> pesa troppo, mettilo a <n>`."""
    lacks = NUMBER in last.row.needs and not last.has(NUMBER)
    return lacks and found[0].does is Does.GOAL and _POINTS.search(clause.plain) is not None


def _goes_with(last: Order, clause: Clause, row: Row) -> bool:
    """Whether a value is of the act before, which is of nothing of the plan: `scadenza <t>` of a
    campaign or of an objective that is added."""
    if row.does not in OF_THE_PLAN or last.does in OF_THE_PLAN:
        return False
    here = any(piece.kind in THINGS for piece in clause.pieces)
    return not here and not last.has("".join(THINGS))
