"""Numbers as Italians write them, in digits and in words, alone and in pairs.

`1.250` is a thousand and more, `62,5` has a decimal, `12.5` could be either and is asked about.
Words are read by text2num, which knows every number; what it does not know (`mezzo`, `entrambi`,
`una ventina`, `12 mila`) is here.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from text_to_num import text2num  # type: ignore[import-untyped]  # it has no stubs

from handlers.understand.lexicon import LEXICON
from handlers.understand.pieces import Doubt, Number
from italian.regex import regex

_TAKEN = "\x01"
"""Stands for figures, where numbers in words are looked for."""
_MOST = 100
"""Numbers of one kind that are looked at: far more than any message may hold."""
_SCALES = {"mila": 3, "k": 3, "mln": 6, "mil": 6, "milion": 6, "mld": 9, "miliard": 9, "m": 6}
"""Beginnings of the words that multiply, and by which power of ten."""

_DIGIT_FORM = regex(
    r"""(?:(?<![\w.,'])|(?<=\bn\.)|(?<=\bnr\.)|(?<=l'))
    (?P<money>(?:€|\beuro|\beur)\s?)?
    (?P<sign>\+\s?|-|(?<![\d\x01]\s)-\s)?
    (?P<money2>€\s?)?
    (?P<body>\d[\d.,'_]*\d|\d)
    (?:\s?(?P<scale>mila|k|mln|milion[ei]|mld|miliard[oi]|m(?=\s?(?:€|eur)))(?![a-z]))?
    (?:\s?(?:di\s)?(?P<unit>%|per\scento\b|percento\b|€|euro\b|eur\b|punti(?:\spercentuali)?\b))?
    (?![^\W_])""",
    re.VERBOSE,
)
_ONES = "uno|due|tre|quattro|cinque|sei|sette|otto|nove"
_TEENS = "dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove"
_TENS = "venti?|trenta?|quaranta?|cinquanta?|sessanta?|settanta?|ottanta?|novanta?"
_WORD = regex(
    rf"""\b(?:
      (?:zero|una|{_ONES}|{_TEENS}|{_TENS}|cento?|mille|mila|milion[ei]|miliard[oi]
        |un(?=\s?milion))
      (?:(?:(?<=venti)|(?<=anta)|(?<=cento)|(?<=mille)|(?<=mila))\se\s(?=(?:{_ONES})\b)
        |(?:(?<=mille)|(?<=mila))\se\s(?=(?:\w*cento|{_TEENS}|{_TENS}))
        |\s(?=mila|milion|cento|mille))?
    )+\b""",
    re.VERBOSE,
)
_ELIDED = regex(r"cent(?=ott)")
"""`centottanta` and what follows it, as text2num knows it: `centoottanta`."""
_YOU_ARE = regex(r"\b(?:ci|tu|se|dove|chi|non|mi|come|che) $")
_NOT_SIX = regex(r"\s(?:sicur|d'accordo|un|il|la|tu|in|a|pront|stat)")
_HALF = regex(
    r"\b(?:mezzo(?= milione)|(?<!di )(?<!in )(?<!per )(?<!nel )(?<!\ba )mezz[oa])( milione)?\b"
)
_BOTH = regex(r"\b(?:(?:entramb[ie]|ambedue|tutt[ie] e (?P<many>due|tre|quattro|cinque)))\b")
_NONE = regex(
    r"\b(?:nessun[oa]?|niente(?= \w+(?:$|[,;.!\n])| (?:\w{3,}[ie]|cie)\b)"
    r"|(?<=\x01 )niente(?=$|[,;.!])|(?:neanche|nemmeno|neppure|manco) un[oa]?)\b'?"
    rf"(?!\s?(?:{'|'.join(LEXICON.nothing_counted)}))"
)
_ROUND = {"paio": 2, "coppia": 2, "decina": 10, "dozzina": 12, "quindicina": 15, "ventina": 20}
_ROUND |= {"trentina": 30, "quarantina": 40, "cinquantina": 50, "sessantina": 60}
_ROUND |= {"settantina": 70, "ottantina": 80, "novantina": 90, "centinaio": 100, "migliaio": 1000}
_VAGUE = regex(
    rf"\b(?:(?:un[oa]?|qualche)\s)?(?:{'|'.join(_ROUND)}|decine|dozzine|centinaia|migliaia)(?:\sdi)?\b"
    r"|\b(?:alcun[ie]|qualche|divers[ie]|parecchi[e]?|svariat[ie]|molt[ie]|poch[ie]"
    r"|un po'(?! di (?:numer|dat[io]|cifr|novita|notizi|aggiornament|cose|temp|ritard)))(?=\s)"
)
_DOZENS = regex(r"\b(?P<many>due|tre|quattro|cinque|sei|sette|otto|nove|dieci) dozzine\b(?:\sdi)?")
_ABOUT_BEFORE = regex(
    r"(?:\b(?:circa|quasi|oltre|almeno|(?:piu|meno) di|piu o meno|grosso modo|pressappoco|"
    r"all'incirca|intorno ai?|intorno alle|sui|sulle|tipo|forse|credo|penso|mi pare|mi sembra|"
    r"(?:sotto|sopra) (?:i|gli|le|ai|agli|alle)|"
    r"dovrebbero essere|un massimo di|massimo|minimo|superat[oaie](?: quota)?)\s(?:a\s|i\s|le\s)?"
    r"|[~≈<>]\s?)$"
)
_OUT_OF = regex(r"\d(?: [a-z']+){0,4} (?:sui|sulle) $")
"""`31 sui 36`, `74 processi sui 102`: a pair, and not about 36."""
_ABOUT_AFTER = regex(
    r"\s?(?:circa|piu o meno|o giu di li|abbondanti|scars[ie]|forse|o poco (?:piu|meno)|"
    r"e passa|e rotti|e qualcosa)(?!\w)"
)
_SIGN_WORD = regex(
    r"(?<!\w)(?:(?<!in )(?<!di )(?<!\bo )(?<!ne )(?P<said>meno"
    r"|(?:^|(?<=[,;:\n(])|(?<=[,;:] )|(?<=favore )|(?<=cortesia )|(?<=oggi ))piu))\s$"
)
_PLUS_AT_END = regex(r"(?:^|[,;.:\n]) ?[a-z' ]*[a-z](?<!\bin)(?<!\bdi) (?P<said>piu)\s$")
_CLOSES = regex(r"\s?(?:$|[,;.!\n)])")
_PHRASE = 60
"""Characters of a phrase that ends in a figure, at most."""
_OVER = regex(
    r"\s?(?:(/)|\bsu(?:l|i|lle|gli)?(?:\sun)?(?:\stotal[ei]\sdi)?\b|\bdi\b|\bogni\b|\b(?:dei|delle|degli)\b"
    r"|\bsu\sun\stotale\sdi)\s?"
)
_EITHER = regex(r"\s?(?:-|\bo\b|/o|\+|\bpiu\b)\s?")
_KM, _METRES = regex(r" (?:km|chilometri) e "), regex(r" m(?:etri)?\b")
"""`23 km e 400 metri`: one length."""
_AND_A_HALF = regex(r"(?:\s\w+)? e ")
_ONE_AND = regex(r"\b(?:un|uno|una|altro|altra)\s\w+ e $")
"""`un chilometro e mezzo`: one is said by the article."""
_BETWEEN = regex(r"\s(?:e|ed)\s")
_FROM = regex(r"\b(?:da|dai|dalle|dal)\s$")
_TO = regex(r"\s(?:[\w'\x01]+\s){0,6}(?:a|ai|alle|al)\s(?:sol[ie]\s)?")


def parse_digits(body: str) -> tuple[Decimal | None, Doubt | None]:
    """Value of a number typed in digits, and why it may not be what it seems."""
    plain = re.sub(r"['_]", "", body)
    if plain.isdecimal():
        return Decimal(plain), None
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", plain):
        return Decimal(plain.replace(".", "").replace(",", ".")), None
    if re.fullmatch(r"\d+,\d+", plain):
        english = re.fullmatch(r"[1-9]\d{0,2},\d{3}", plain)
        return Decimal(plain.replace(",", ".")), Doubt.DOT if english else None
    if re.fullmatch(r"\d+\.\d+", plain):
        return Decimal(plain), Doubt.DOT
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+", plain):
        return Decimal(plain.replace(",", "")), Doubt.DOT
    return None, Doubt.UNREADABLE


def find_numbers(text: str) -> Iterator[Number]:
    """Every number of a cleaned text, in order, each with the doubts it raises.

    Pairs (`12 su 40`, `12/40`, `tre su cinque`) come as one number with `over` set.
    """
    digits = list(_in_digits(text))
    rest = text
    for number in digits:
        rest = f"{rest[: number.start]}{_TAKEN * (number.end - number.start)}{rest[number.end :]}"
    singles = sorted([*digits, *_in_words(rest)], key=lambda n: (n.start, -n.end))
    apart: list[Number] = []
    for number in singles:
        if not apart or number.start >= apart[-1].end:
            apart.append(_signed_in_words(text, number))
    return _joined(text, _with_decimals(text, apart))


def _with_decimals(text: str, numbers: list[Number]) -> list[Number]:
    """`sei virgola due`, `undici minuti e mezzo`: one number with its decimals."""
    found: list[Number] = []
    for number in numbers:
        last = found[-1] if found else None
        if last and number.start < last.end:
            continue
        between = text[last.end : number.start] if last else ""
        if last and last.over is None and between.strip() in ("virgola", "e virgola"):
            decimals = Decimal(f"0.{number.value}")
        elif last and _KM.fullmatch(between) and _METRES.match(text, number.end):
            decimals = number.value / 1000
        elif (last and between in (" e ", " ") and _goes_on(last, number, between)) or (
            last and number.value == Decimal("0.5") and _AND_A_HALF.fullmatch(between)
        ):
            decimals = number.value * _times_of_half(last, number)
        else:
            found.append(_one_and_a_half(text, number))
            continue
        unit = _UNIT_AFTER.match(text, number.end)
        end = unit.end() if unit else number.end
        found[-1] = replace(
            last, end=end, text=text[last.start : end], value=last.value + decimals,
            money=last.money or number.money or bool(unit and unit[1]),
            percent=last.percent or bool(unit and unit[2]), doubt=last.doubt or number.doubt,
        )  # fmt: skip
    return found


_THOUSANDS, _MILLIONS = regex(r"(?:mila|mille)$"), regex(r"(?:milion[ei]|mln)$")


def _times_of_half(whole: Number, half: Number) -> int:
    """Half of what: `due milioni e mezzo`."""
    if half.value != Decimal("0.5"):
        return 1
    return 1_000_000 if _MILLIONS.search(whole.text) else 1


def _one_and_a_half(text: str, number: Number) -> Number:
    half = number.value == Decimal("0.5") and _ONE_AND.search(text, 0, number.start)
    return replace(number, value=Decimal("1.5")) if half else number


def _goes_on(first: Number, second: Number, between: str) -> bool:
    """`3 milioni e 380 mila`, `mille novecento e quaranta`: one number said in parts."""
    if first.over is not None or second.percent or second.sign:
        return False
    if first.in_words and second.in_words and first.value >= 100 and second.value >= 1:
        return bool(first.value % 10 ** len(str(second.value)) == 0)
    if between == " ":
        return False
    if _THOUSANDS.search(first.text):
        return 100 <= second.value < 1000 and first.value % 1000 == 0
    millions = bool(_MILLIONS.search(first.text))
    return millions and 1000 <= second.value < 1_000_000 and first.value % 500_000 == 0


def _signed_in_words(text: str, number: Number) -> Number:
    """`meno 3`; `più 30` where it opens the phrase, `certificati più 30` where it closes it."""
    before = _SIGN_WORD.search(text, max(0, number.start - 12), number.start)
    if before is None and _CLOSES.match(text, number.end):
        before = _PLUS_AT_END.search(text, max(0, number.start - _PHRASE), number.start)
    if before is None or number.sign or number.doubt:
        return number
    start = before.start("said")
    sign = "-" if before["said"] == "meno" else "+"
    return replace(number, start=start, text=text[start : number.end], sign=sign)


_AMOUNT_BEFORE = regex(
    r"\b(?:import[oi]|base d'asta|ammontare|valore (?:dell'appalto|del contratto|a base d'asta))"
    r"(?: (?:complessivo|totale|lordo|netto|contrattuale|aggiudicato|a base))?"
    r"(?: (?:di|pari a|da|e di|era di))?[: ]*$"
)
"""`importo 8.400.000`, `base d'asta 1.250.000`: money, without its sign."""


def _in_digits(text: str) -> Iterator[Number]:
    for found in islice(_DIGIT_FORM.finditer(text), _MOST):
        value, doubt = parse_digits(found["body"])
        value = Decimal(0) if value is None else value
        scale, unit = found["scale"], found["unit"] or ""
        if scale:
            value *= 10 ** next(p for s, p in _SCALES.items() if scale.startswith(s))
            doubt = None if doubt is Doubt.DOT else doubt
        yield Number(
            found.start(),
            found.end(),
            found[0].strip(),
            value,
            sign=(found["sign"] or "").strip(),
            percent=unit.startswith(("%", "per")),
            money=bool(found["money"] or found["money2"])
            or unit.startswith(("€", "eu"))
            or bool(_AMOUNT_BEFORE.search(text, max(0, found.start() - 40), found.start())),
            points=unit.startswith("punti"),
            doubt=doubt or _vagueness(text, found.start(), found.end()),
        )


def _vagueness(text: str, start: int, end: int) -> Doubt | None:
    """Whether the words around a number say it is only about right."""
    if _OUT_OF.search(text, max(0, start - 50), start):
        return None
    before, after = text[max(0, start - 26) : start], text[end : end + 16]
    return Doubt.ABOUT if _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(after) else None


_UNIT_AFTER = regex(r"\s(?:di\s)?(?:(euro|€)|(%|per\scento\b|percento\b))")


def _in_words(text: str) -> Iterator[Number]:
    yield from _spelled_out(text)
    for found in _HALF.finditer(text):
        yield _worded(found, Decimal(500_000) if found[1] else Decimal("0.5"))
    for found in _BOTH.finditer(text):
        yield _worded(found, Decimal(text2num(found["many"] or "due", "it")))
    for found in _NONE.finditer(text):
        yield _worded(found, Decimal(0))
    for found in _DOZENS.finditer(text):
        yield _worded(found, 12 * Decimal(text2num(found["many"], "it")))
    for found in islice(_VAGUE.finditer(text), _MOST):
        many = next((n for name, n in _ROUND.items() if name in found[0]), 0)
        yield replace(_worded(found, Decimal(many)), doubt=Doubt.ABOUT)


def _worded(found: re.Match[str], value: Decimal) -> Number:
    return Number(found.start(), found.end(), found[0], value, in_words=True)


def _spelled_out(text: str) -> Iterator[Number]:
    for found in islice(_WORD.finditer(text), _MOST):
        spoken = _ELIDED.sub("cento", found[0].replace(" e ", " ").replace(" mila", "mila"))
        you_are = _YOU_ARE.search(text, 0, found.start()) or _NOT_SIX.match(text, found.end())
        if spoken == "sei" and you_are:
            continue
        try:
            value = Decimal(text2num(spoken, "it"))
        except ValueError:
            continue
        unit = _UNIT_AFTER.match(text, found.end())
        yield Number(
            found.start(),
            unit.end() if unit else found.end(),
            found[0],
            value,
            percent=bool(unit and unit[2]),
            money=bool(unit and unit[1]),
            in_words=True,
            doubt=_vagueness(text, found.start(), found.end()),
        )


def _joined(text: str, singles: list[Number]) -> Iterator[Number]:
    """Joins what two numbers say together: a pair, a way from one to the other, a choice."""
    at = 0
    while at < len(singles):
        first = singles[at]
        second = singles[at + 1] if at + 1 < len(singles) else None
        both = _together(text, first, second) if second else None
        at += 2 if both else 1
        yield both or first


def _together(text: str, first: Number, second: Number) -> Number | None:
    before, between = text[max(0, first.start - 8) : first.start], text[first.end : second.start]
    whole = replace(first, end=second.end, text=text[first.start : second.end])
    over = _OVER.fullmatch(between)
    if over and not first.percent and not second.sign:
        doubt = first.doubt or second.doubt
        return replace(whole, over=second.value, slashed=bool(over[1]), doubt=doubt)
    if _FROM.search(before) and _TO.fullmatch(between):
        if "dalle" in before or "dai" in before:
            return replace(whole, doubt=Doubt.RANGE)
        return replace(second, start=first.start, text=whole.text, reached=True)
    if re.search(r"\b[tf]ra(?: i| le)?\s$", before) and _BETWEEN.fullmatch(between):
        return replace(whole, doubt=Doubt.RANGE)
    joint = between + (second.sign if not second.in_words else "")
    if _EITHER.fullmatch(joint) and not (second.sign and between.endswith(" ")):
        return replace(whole, doubt=Doubt.RANGE)
    return None
