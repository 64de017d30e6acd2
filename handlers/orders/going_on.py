"""Words that go on from an order: the same of another thing, another value, why, or no more.

scadenza di AS4.2 al 30/11   …   anche per AS4.3        →  the same day for AS4.3
peso di AS4.2 25             …   no aspetta, 20         →  20
fondo EQ 20.000 euro         …   e 15.000 ai dirigenti  →  the other fund
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.ask.after import follow
from handlers.desk import Desk
from handlers.orders import reasons
from handlers.orders.acts import Does
from handlers.orders.days import moved_by
from handlers.orders.grammar import NAMING, VALUES, Order
from handlers.orders.pieces import DAY, DEED, EURO, INDICATOR, NUMBER, OBJECTIVE, SINCE, Piece, flat
from handlers.orders.table import ROWS
from handlers.orders.vocabulary import FORM
from handlers.plan.amend import TALK as AMENDS
from handlers.plan.deadline_words import count_of
from handlers.understand.days.day_words import COUNT
from italian.regex import regex
from ledger.people.absences import absence_in

GIVES_UP = regex(
    r"^(?:(?:no|ok|anzi|scus\w+|ferm[oaie]|alt|stop|aspett\w+|oh|ah|per ora|ripensandoci"
    r"|pensandoci (?:bene|meglio))[,!. ]+)*"
    r"(?:lasci\w* (?:stare|perdere|(?:tutto |le cose )+(?:com'e|come (?:sta\w*|era\w*|prima)|cosi))"
    r"|come non detto|non (?:se )?ne (?:fa\w*|facci\w+)\b"
    r"|non fa(?:rne|re)? (?:niente|nulla)|annulla tutto|(?:(?:ci|ho|abbiamo) )+ripens\w+"
    r"|non (?:(?:lo|la|li|le|si) )?(?:registr|conferm|salv|scriv|segn|proced|invi)\w+"
    r"(?: (?:niente|nulla|piu|ancora|tutto))*(?=[.! ]*$)"
    r"|non (?:con)?valid\w+ (?:ancora |piu )?(?:niente|nulla)(?: d\w+'? ?[^,;:.]+)?(?=[.! ]*$)"
    r"|(?:ho|abbiamo) cambiato idea)\b(?!.*\d)(?!.*\b(?:togl|elimin|cancell|ritir|cont)\w*)"
)
"""Leaves what is open."""
_ALSO = regex(
    r"^(?:(?:e|ed|poi|ora|adesso|ok)\b,? ?)*(?:"
    r"(?:anche|pure|idem|uguale|(?:lo |la |il )?stess[oa](?: (?:cosa|valore|data|scadenza|termine"
    r"|target|traguardo|peso|base|giorno|numero))?)\b|(?<=e )|(?<=ed ))[, ]*"
    r"(?:a|ad|al|alla|ai|agli|per|con|su|di|del|della|dell'|all'|l'|il|la|i|gli|le|alle|agli"
    r"|quell[oaie]| )*"
    r"(?:ufficio|area|servizio|settore|obiettivo|indicatore)? ?"
    r"(?:<\w>|(?:dirigenti|eq|dipendenti|segretario)\b)"
)
_INSTEAD = regex(
    r"^(?:(?:no|anzi|scus\w*|pardon|mi (?:perdoni|scusi)|meglio|facciamo|volevo dire|intendevo"
    r"|mettiamo|aspetta|correggo|piuttosto|invece|l'eta|fai|direi"
    r"|(?:ci )?(?:ho|abbiamo) (?:ripensato|cambiato idea))\b[,: ]*)+"
)
_BUT_FIRST = regex(
    r"^(?:(?:ah|oh|eh|ma|pero|anzi|scus\w+|no|e|aspetta)\b[,: ]*)*"
    r"(?:tranne|eccetto|salvo|fuorche|esclus\w+|a parte|meno|ad eccezione"
    r"|lasci\w* (?:fuori|da parte|indietro))\b"
)
_THEN = regex(r"^(?:(?:uff\w*|mah|ah|oh|eh|vabbe|va be|dai|ok|allora|e)\b[,!. ]*)+<[tf]>$")
"""`uff, allora fino a lunedì`: another day, and nothing else."""
_WAS = regex(r"^(?:era|e|è|sono|erano) (?!<)")
"""`era aspettativa, non ferie`."""
_INSTEAD_AFTER = regex(r"\b(?:invece|pero|anzi)\b")
SET_IT = regex(
    r"^(?:(?:allora|ok|e|bene|quindi|dai)\b,? ?)*"
    r"(?:(?:me )?(?:lo|la) (?:port|mett|spost|fiss|impost|alz|abbass|cambi|prorog|anticip)\w*"
    r"|(?:port|mett|spost|fiss|impost|alz|abbass|cambi|prorog|anticip)\w*l[oa])"
    r"(?: (?:a|ad|al|di))? <[ntf]>"
)
"""`portala <t>`, `lo porti a <n>`: of what was spoken of."""
_SHIFTED = regex(
    rf"\b(?P<n>{COUNT}|un'|il|dal)? ?(?P<unit>giorn[oi]|settiman[ae]|mes[ei])"
    r" (?:(?:dopo|seguente|successiv[oa]|in piu|piu tardi)|(?P<sooner>prima|in meno|precedente))\b"
)
"""`dal giorno dopo`, `meglio una settimana prima`: than what was said."""
_SHORT = 12


def of_the_last(desk: Desk, pieces: Sequence[Piece], last: Order | None) -> Order | None:
    """The order that words make of the one before, or of what was spoken of; None for others."""
    plain = " ".join(piece.shown for piece in pieces)
    if len(pieces) > _SHORT or "?" in plain:
        return None
    slots = [piece for piece in pieces if piece.kind]
    if last is None:
        return None
    if told := _why(desk, plain, slots, last) or _left_out(pieces, plain, last):
        return told
    if (
        _INSTEAD.match(plain)
        or SET_IT.match(plain)
        or _THEN.match(plain)
        or (last.does is Does.DOCUMENT and FORM.search(plain))
        or _INSTEAD_AFTER.search(plain)
        or (last.does is Does.ABSENCE and _WAS.match(plain))
        or ("id" in desk.draft and _SHIFTED.fullmatch(flat(desk.turn.text).strip(" .!")))
        or _is_bare(desk, pieces)
    ):
        return _otherwise(desk, pieces, plain, last)
    if _ALSO.match(plain) and (not _waits(desk) or _of_other_fund(slots, plain, last)):
        return _of_another(desk, slots, plain, last)
    return None


def _waits(desk: Desk) -> bool:
    """Whether a question is open, which the words may answer."""
    return "talk" in desk.draft and "id" not in desk.draft


def _of_other_fund(slots: Sequence[Piece], plain: str, last: Order) -> bool:
    """`e 25.000 ai dirigenti`: whole in itself, whatever waits."""
    money = any(piece.kind in (EURO, NUMBER) for piece in slots)
    whole = money or _SAME.search(plain)
    return bool(last.does is Does.POOL and whole and _FUND_OF.search(plain))


_SAME = regex(r"\b(?:stess[oa]|idem|uguale|altrettant\w*)\b")
_FUND_OF = regex(r"\b(?:dirigenti|eq|dipendenti|segretario)\b")


def _is_bare(desk: Desk, pieces: Sequence[Piece]) -> bool:
    """A value and nothing else, while something is open."""
    return (
        "id" in desk.draft
        and all(p.kind in (*VALUES, "") for p in pieces)
        and (sum(not p.kind and p.value.isalpha() for p in pieces) == 0)
    )


def of_what_was_told(desk: Desk, pieces: Sequence[Piece]) -> Order | None:
    """`mettilo a 30`: of an objective its weight, of an indicator its goal; a day is a deadline."""
    plain, plan = " ".join(piece.shown for piece in pieces), desk.view.plan
    code = follow.code_of(desk) if SET_IT.match(plain) else None
    values = [piece for piece in pieces if piece.kind in (NUMBER, DAY)]
    if code is None or (code not in plan.indicators and code not in plan.objectives):
        return None
    if len(values) != 1:
        return None
    of_indicator = code in plan.indicators
    number = Does.TARGET if of_indicator else Does.WEIGHT
    does = Does.DEADLINE if values[0].kind == DAY else number
    row = next(row for row in ROWS if row.does is does)
    thing = Piece(INDICATOR if of_indicator else OBJECTIVE, code, 0, 0)
    said = SET_IT.match(plain)
    return Order(row, slots=[thing, *values], said=[said[0] if said else plain])


def _why(desk: Desk, plain: str, slots: Sequence[Piece], last: Order) -> Order | None:
    """Why, or the act it is done by, while its card is open."""
    deeds = [piece for piece in slots if piece.kind == DEED]
    led = reasons.LED.match(plain) or reasons.LEAD.match(plain)
    only_deed = deeds and len(plain.split()) <= _FEW_WORDS
    open_card = "id" in desk.draft or desk.draft.get("talk") == AMENDS
    if not open_card or not (led or only_deed) or DEED not in last.row.takes:
        return None
    text = desk.turn.text.strip(" .") if led and not deeds else ""
    told = reasons.LEAD.sub("", text).strip()
    kept = [piece for piece in last.slots if piece.kind != DEED]
    why = [told] if told else last.why
    return replace(last, slots=[*kept, *(deeds or last_deeds(last))], why=why)


def last_deeds(last: Order) -> list[Piece]:
    """The acts it had."""
    return [piece for piece in last.slots if piece.kind == DEED]


_FEW_WORDS = 4


def _otherwise(desk: Desk, pieces: Sequence[Piece], plain: str, last: Order) -> Order | None:
    """The same with another value, another thing, or another word for what it is."""
    out = reasons.BUT.search(plain)
    cut = plain[: out.start()].count(" ") if out else len(pieces)
    new = [p for at, p in enumerate(pieces) if p.kind in last.row.takes and p.kind and at < cut]
    after = _SHIFTED.search(flat(desk.turn.text))
    if not new and not after and not _named_otherwise(last, plain):
        return None
    if last.does is Does.CAMPAIGN_OPEN and "talk" not in desk.draft:
        last = replace(last, row=next(row for row in ROWS if row.does is Does.CAMPAIGN_EXTEND))
    if last.does in (Does.ABSENCE, Does.POOL) and not new and not after:
        return replace(last, said=[" ".join(p.shown for p in pieces[:cut])], message="")
    said = last.said if new else [*last.said, plain]
    slots = _replaced(last.slots, new)
    if after:
        slots = [_put_on(piece, after, last) for piece in last.slots]
        said = last.said
    return replace(last, slots=slots, said=said, message="")


def _left_out(pieces: Sequence[Piece], plain: str, last: Order) -> Order | None:
    """All that was to be validated but what is named now."""
    new = [piece for piece in pieces if piece.kind and piece.kind in last.row.takes]
    if last.does is not Does.VALIDATE or not new or not _BUT_FIRST.match(plain):
        return None
    return replace(last, but=[*last.but, *new], message="")


def _named_otherwise(last: Order, plain: str) -> bool:
    """Another kind of absence, another fund, or another form of a document."""
    if last.does is Does.POOL:
        return _FUND_OF.search(plain) is not None
    if last.does is Does.DOCUMENT:
        return FORM.search(plain) is not None
    return last.does is Does.ABSENCE and absence_in(plain) is not None


def _put_on(piece: Piece, by: re.Match[str], last: Order) -> Piece:
    """A first day where the act has one, else its only day, by so much."""
    if piece.kind != (SINCE if last.has(SINCE) else DAY):
        return piece
    count = count_of(by["n"] or "") * (-1 if by["sooner"] else 1)
    return replace(piece, value=moved_by(piece.value, count, by["unit"]))


def _replaced(old: Sequence[Piece], new: Sequence[Piece]) -> list[Piece]:
    """What is said anew in place of what was; the rest stays."""
    kinds = {_group(piece.kind) for piece in new}
    return [*(p for p in old if _group(p.kind) not in kinds), *new]


def _group(kind: str) -> str:
    if kind in (EURO, NUMBER):
        return NUMBER
    return "thing" if kind in NAMING else kind


def _of_another(desk: Desk, slots: Sequence[Piece], plain: str, last: Order) -> Order | None:
    """The same of something else, with its own value where one is said."""
    new = [piece for piece in slots if piece.kind in (*last.row.takes, NUMBER, EURO)]
    if not new and last.does is not Does.POOL:
        return None
    said = [plain] if last.does is Does.POOL else [*last.said]
    return replace(last, slots=_replaced(last.slots, new), but=[], said=said, message="")


def gives_up(text: str) -> bool:
    """Whether words leave what is open, whatever else they say."""
    return GIVES_UP.match(flat(" ".join(text.split()))) is not None
