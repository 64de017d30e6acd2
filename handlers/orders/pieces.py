"""What an order is made of, found wherever it stands: things, people, records, days, amounts, acts.

porta la scadenza di AS4.2 al 30 novembre, det. 45   →   porta la scadenza di <o> <t> , <d>

Each is cut out before any word is looked at, so that the words of one say nothing of another.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from handlers import ask
from handlers.ask.plain import coded
from handlers.desk import Desk
from handlers.orders import days
from handlers.staff import somebody
from handlers.talk.because import ACTS, MONTHS
from handlers.understand.cutting.numbers import find_numbers
from handlers.understand.days.day_words import COUNT
from italian.regex import regex
from italian.words import clean
from ledger.errors import UnknownCode
from ledger.later import dataclass

OBJECTIVE, INDICATOR, UNIT, PERSON, RECORD = "o", "i", "u", "p", "r"
QUOTE, DEED, DAY, SINCE, NUMBER, EURO, YEAR = "q", "d", "t", "f", "n", "e", "y"
THINGS = (OBJECTIVE, INDICATOR)
OF_PLAN = (*THINGS, UNIT)

_FLAT = str.maketrans("àáâèéêìíîòóôùúû’‘`´“”", "aaaeeeiiiooouuu''''\"\"")
"""Letter by letter, so that every place in the plain text is one of the text as typed."""


@dataclass(frozen=True)
class Piece:
    """A word, a stop, or a slot with what it holds; `start` and `end` in the text as typed."""

    kind: str
    """Of a slot its letter; empty for a word or a stop."""
    value: str
    start: int
    end: int

    def typed(self, text: str) -> str:
        """Its words in the text that it was cut out of."""
        return text[self.start : self.end]

    @property
    def shown(self) -> str:
        """As the words of an order are matched."""
        return f"<{self.kind}>" if self.kind else self.value


def flat(text: str) -> str:
    """In small letters without accents, as long as the text."""
    low = text.lower()
    return (low if len(low) == len(text) else text).translate(_FLAT)


_QUOTED = regex(r"«(?P<a>[^»]+)»|\"(?P<b>[^\"]+)\"")
_WHOSE = (
    r"(?:[ .]*(?:(?:di|della|del) )?(?:giunta|g\.? ?c\.?|g\.? ?m\.?|c\.? ?c\.?|consiglio"
    r"|sindacal[ei]"
    r"|dirigenzial[ei]|comunale|upd|nucleo))*"
)
_KIND = rf"(?:{ACTS}|deliberazione|delib\.?|provv(?:edimento)?\.?|circolare|d\.g\.c\.|parere)"
_ON = rf"\d{{1,2}}°?(?:[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?| +{MONTHS}(?: +\d{{4}})?)"
_DEED = regex(
    rf"\(?(?:(?:con|come da|giusta|per|vist[ao]|ai sensi|a seguito|in esecuzione|da|di cui alla?)"
    rf"(?: (?:del(?:l[ao])?|la|il|una|mia|nostra)| dell'| l')* ?)?"
    rf"(?<![a-z])(?P<act>{_KIND}(?![a-z]){_WHOSE}(?: e (?:la|il))?[ ,]*"
    rf"(?:n\.?°? ?|num\.? |numero |nr\.? |prot\.? ?)*"
    rf"\d+(?:/\d+)?(?:,? (?:del(?:l')? ?|in data )?{_ON})?)(?:/\d+)?\)?",
)
"""An act with its number, and its day where it bears one."""
_IS = regex(r" (?:è|e'?) (?:la|il) ")
"""`la determina è la 140`."""
_CODE = regex(r"(?<![\w.])[a-z]{1,4}\.?[a-z]?\.? ?\d*\.\d+(?:\.\d+)?(?![\w])")
_PERSON = regex(r"(?<![\w.])[a-z]{2,}(?:\.[a-z0-9-]+)+(?![\w])")
_HOLDER = regex(
    r"(?<![\w.])(?:l')?(?P<who>(?:incaricat[oa] |responsabile )?(?:eq|dirigente|dipendente) "
    r"(?:(?:del|di|dei|degli|delle|della)(?: servizio| ufficio| area)?|dell'(?:ufficio "
    r"|area )?) ?)$"
)
"""A post, before the office it is of."""
_RECORD = regex(
    r"(?<![\w.])(?:(?:la |il )?(?:mia |mio )?(?:registrazione|record|comunicazione|segnalazione"
    r"|inserimento)(?: (?:numero|num|nr?)\b\.?| n\.?°)?"
    r"|(?:(?:alla|la|della) )?(?:numero|num|nr?)\b\.?°?|(?:alla|la|della)(?: mia| tua| sua)?)"
    r" ?(?P<seq>\d{1,9})"
    r"(?![\d.,/%]*\d|[%/]| ?(?:euro|€))"
)
_MORE = regex(
    rf"(?<!\w)(?:di |altr[ie] |ancora |un altr[oa] )+(?:altr[ie] )?(?P<n>{COUNT}|un['’]?)? ?"
    r"(?P<unit>giorn[oi]|settiman[ae]|mes[ei])\b"
)
"""By how much a day moves."""
_YEAR = regex(r"(?<![\w./-])(?:anno |l'anno |sull'anno |il |al )?(?P<year>20\d\d)(?![\w/]|[.,-]\d)")
_UNIT_AFTER = regex(
    r" ?(?P<unit>%|per cento|percento|euro|€|(?:punti(?: percentuali)?)?(?: ?su cento)?)?"
)
_WORDS = regex(
    r"<[a-z]>|[a-z]{2,}\.[a-z0-9-]{2,}(?= (?:come|quale|in)\b)"
    r"|(?:val|ris|scad|ind|ob|obb|serv|uff)\.(?= ?\w)|[a-z0-9']+|[^\sa-z0-9]"
)


def found(desk: Desk, text: str) -> list[Piece]:
    """The pieces of a text in their order."""
    plain = flat(text)
    slots: list[Piece] = []
    for finder in (_quotes, _deeds, _codes, _people, _records, _named, _holders, _days, _amounts):
        free = _free(plain, slots)
        slots += finder(desk, free, text)
    whole = [one for one in slots if not any(_is_inside(one, other) for other in slots)]
    return [*_with_words(plain, text, sorted(whole, key=lambda piece: piece.start))]


def _is_inside(one: Piece, other: Piece) -> bool:
    """Whether it is part of what another stands for: the office in `l'EQ di demografici`."""
    return one is not other and other.start <= one.start and one.end <= other.end


def _free(plain: str, slots: Sequence[Piece]) -> str:
    """The text with what was cut out made blank; a bar, which is in no word, at its start."""
    out = list(plain)
    for slot in slots:
        out[slot.start : slot.end] = "|" + " " * (slot.end - slot.start - 1)
    return "".join(out)


def _with_words(plain: str, text: str, slots: Sequence[Piece]) -> Iterator[Piece]:
    """Words and slots; `è`, which links nothing, as it is typed."""
    at = 0
    for slot in (*slots, None):
        end = slot.start if slot else len(plain)
        for word in _WORDS.finditer(plain, at, end):
            said = word[0].rstrip(".") or "."
            said = "–" if said == "-" and _is_apart(plain, word.start()) else said
            said = "è" if text[word.start() : word.end()] in ("è", "È") else said
            yield Piece("", said, word.start(), word.end())
        if slot:
            yield slot
            at = slot.end


def _is_apart(plain: str, at: int) -> bool:
    """Whether a dash stands between words, and is no part of one: `part-time`."""
    return plain[at - 1 : at] == plain[at + 1 : at + 2] == " "


def _quotes(desk: Desk, free: str, text: str) -> Iterator[Piece]:
    for one in _QUOTED.finditer(free):
        group = one.lastgroup or "a"
        inside = text[one.start(group) : one.end(group)].strip()
        if (code := _thing_called(desk, inside)) is not None:
            yield Piece(_kind(desk, code), code, one.start(), one.end())
        else:
            yield Piece(QUOTE, inside, one.start(), one.end())


def _thing_called(desk: Desk, words: str) -> str | None:
    """The thing of the plan that a quoted name is the name of."""
    spans = coded.spans(ask.names_of(desk), " ".join(clean(words).split()))
    return spans[0][2] if len(spans) == 1 and _covers(spans[0], words) else None


def _covers(span: tuple[int, int, str], words: str) -> bool:
    return span[1] - span[0] >= len(words) - len("dell' obiettivo ")


def _deeds(desk: Desk, free: str, text: str) -> Iterator[Piece]:
    for one in _DEED.finditer(free):
        act = _IS.sub(" ", text[one.start("act") : one.end("act")])
        yield Piece(DEED, act, one.start(), one.end())


def _codes(desk: Desk, free: str, text: str) -> Iterator[Piece]:
    plan = desk.view.plan
    for one in _CODE.finditer(free):
        try:
            code = plan.resolve(one[0])
        except UnknownCode:
            continue
        yield Piece(_kind(desk, code), code, one.start(), one.end())
    for one in _UNIT.finditer(free):
        code = one[0].upper()
        if code in plan.areas or code in plan.area_of_service:
            yield Piece(UNIT, code, one.start(), one.end())


_UNIT = regex(r"(?<![\w.])[a-z]{1,4}\d{1,2}(?![\w]|\.\d)")


def _kind(desk: Desk, code: str) -> str:
    plan = desk.view.plan
    if code in plan.indicators or code.count(".") > 1:
        return INDICATOR
    return OBJECTIVE if "." in code else UNIT


def _people(desk: Desk, free: str, text: str) -> Iterator[Piece]:
    for one in _PERSON.finditer(free):
        if desk.record.person(one[0]) is not None:
            yield Piece(PERSON, one[0], one.start(), one.end())


def _records(desk: Desk, free: str, text: str) -> Iterator[Piece]:
    for one in _RECORD.finditer(free):
        yield Piece(RECORD, one["seq"], one.start(), one.end())


def _named(desk: Desk, free: str, text: str) -> Iterator[Piece]:
    """Things of the plan by their names; what says an act of the house is none of them."""
    names, rest = ask.names_of(desk), _OF_THE_HOUSE.sub(_blank, free)
    for one in _OFFICE.finditer(rest):
        if (unit := names.unit_in_full(one["name"])) is not None:
            yield Piece(UNIT, unit, one.start(), one.end())
            rest = f"{rest[: one.start()]}{_blank(one)}{rest[one.end() :]}"
    found = coded.spans(names, rest)
    for start, end, code in found:
        yield Piece(_kind(desk, code), code, start, end)
    for one in () if found else _OBJECTIVE_OF.finditer(rest):
        about = names.of(one["words"])
        if about.said and not about.unread and len(about.codes) == 1:
            code = about.codes[0]
            yield Piece(_kind(desk, code), code, one.start("words"), one.end("words"))


_OBJECTIVE_OF = regex(
    r"\bobiettivo (?:di|del|dello|della|dei|degli|delle) (?P<words>[a-z]{4,}(?: [a-z]{4,})?)"
    r"(?= *(?:[,.;:!?]|$|perche\b|poiche\b|siccome\b|dato che\b|visto che\b))"
)
"""`l'obiettivo del museo`: said to be one, it may go by a word that alone would name nothing."""


def _blank(found: re.Match[str]) -> str:
    """As long as what was found, with a bar, which is in no word, at its start."""
    return "|" + " " * (len(found[0]) - 1)


_OFFICE = regex(r"\b(?:area|servizio|ufficio|settore) (?P<name>[a-z][a-z' ]+)(?=[^\w' ]|$)")
"""`servizio risorse umane` is the office, also where an objective's title has these words."""


_OF_THE_HOUSE = regex(
    r"\b(?:raccolta(?: dei)? dati|raccolta(?= (?:al|fino|in|si|e)\b)|monitoraggio|rilevazione"
    r"|campagna|performance|relazione"
    r"|determina|verbale|scheda|valutazione|personale|fase|premi[o]?|risultato|fondo|avvisi"
    r"|promemoria|calendario|piano(?! (?:d|per)\w+\b)|elenco|trasparenza|risorse(?! umane)"
    r"|tutti (?:gli uffici|i servizi)|posizioni organizzative|elevate qualificazioni"
    r"|amministrazione trasparente|segretario|part"
    r"|tempo parziale|programmazione|rientro|dipendent[ei]|dirigent[ei]|titolo)\b"
)


def _holders(desk: Desk, free: str, text: str) -> Iterator[Piece]:
    """`l'EQ di demografici`: the office was cut out; who holds the post takes its place."""
    for at, char in enumerate(free):
        if char != "|" or not (before := _HOLDER.search(free, max(0, at - 40), at)):
            continue
        if _AS_ROLE.search(free, 0, before.start()):
            continue
        end = at + 1 + len(free[at + 1 :]) - len(free[at + 1 :].lstrip(" "))
        who = somebody.meant(desk, flat(text[before.start("who") : end]))
        if len(who) == 1:
            yield Piece(PERSON, who[0], before.start(), end)


_AS_ROLE = regex(r"\b(?:come|quale|piu|nuov[oa]|(?:incarico|ruolo|qualita) di) $")
"""Before a post that somebody is given, or has no more: whoever holds it is not meant."""


def _days(desk: Desk, free: str, text: str) -> Iterator[Piece]:
    for day in days.days_in(free):
        yield Piece(SINCE if day.is_first else DAY, day.text, day.start, day.end)
        free = f"{free[: day.start]}{' ' * (day.end - day.start)}{free[day.end :]}"
    for one in _MORE.finditer(free):
        yield Piece(DAY, f"+{one['n']} {one['unit']}", one.start(), one.end())
        free = f"{free[: one.start()]}{' ' * len(one[0])}{free[one.end() :]}"
    for one in _YEAR.finditer(free):
        yield Piece(YEAR, one["year"], one.start(), one.end())


def _amounts(desk: Desk, free: str, text: str) -> Iterator[Piece]:
    free = _THANKS.sub(lambda one: " " * len(one[0]), free)
    for number in find_numbers(free):
        if number.over not in (None, _HUNDRED):
            continue
        if not free[number.start].isdigit() and number.value < _LEAST_IN_WORDS:
            continue
        unit = _UNIT_AFTER.match(free, number.end)
        before = free[: number.start].rstrip()
        said = free[number.start : number.end]
        ahead = _EURO_BEFORE.search(before)
        euro = bool(unit and unit["unit"] in ("euro", "€")) or ahead is not None
        euro = euro or said.endswith(("euro", "€")) or said.startswith("€")
        end = unit.end() if unit and unit["unit"] else number.end
        start = ahead.start() if ahead else number.start
        yield Piece(EURO if euro else NUMBER, _written(number.value), start, end)


_EURO_BEFORE = regex(r"(?:€|\beuro)$")
_THANKS = regex(r"\bgrazie mille\b|\bmille grazie\b")
_HUNDRED = 100
"""`25 su cento` is a share, and no pair."""
_LEAST_IN_WORDS = 4
"""`un`, `due`, `tre` are said of anything."""


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"


_BEARS = regex(
    r"(?:in|su|formato|il|un|una|bozza|copia|versione|file|pdf|word|docx?|excel|xlsx?|csv)"
)
_FORMS = frozenset({"pdf", "word", "doc", "docx", "excel", "xlsx", "csv"})


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the stops around an act that stands in the middle, nor the one before the form of a
    document: neither ends a clause."""
    kept: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.value == "," and not piece.kind:
            ahead = [one.value for one in pieces[at + 1 : at + 4]]
            form = next((i for i, word in enumerate(ahead) if word in _FORMS), None)
            if form is not None and all(_BEARS.fullmatch(word) for word in ahead[:form]):
                continue
            if at + 2 < len(pieces) and _is_deed_between(pieces, at):
                continue
            if kept and kept[-1].kind == DEED and at > 1 and _is_deed_between(pieces, at - 2):
                continue
        kept.append(piece)
    return kept


def _is_deed_between(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an act stands between the comma at a place and the next."""
    after = pieces[at + 1 : at + 3]
    commas = pieces[at].value == "," and len(after) == 2 and after[1].value == ","
    return commas and after[0].kind == DEED
