"""Numbers as Italians write them, in digits and in words, alone and in pairs.

`1.250` is a thousand and more, `62,5` has a decimal, `12.5` could be either and is asked about.
Words are read by text2num, which knows every number; what it does not know (`mezzo`, `entrambi`,
`una ventina`, `12 mila`) is here.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from text_to_num import text2num  # type: ignore[import-untyped]  # it has no stubs

from handlers.understand.pieces import Doubt, Number

_SCALES = {
    "mila": 1000,
    "k": 1000,
    "mln": 10**6,
    "milione": 10**6,
    "milioni": 10**6,
    "mld": 10**9,
    "miliardo": 10**9,
    "miliardi": 10**9,
}
_DIGITS = r"\d[\d.,']*\d|\d"
_DIGIT_FORM = re.compile(
    rf"""(?<![\w.,])
    (?P<money>(?:€|\beuro|\beur)\s?)?
    (?P<sign>[+-]\s?)?
    (?P<money2>€\s?)?
    (?P<body>{_DIGITS})
    (?:\s?(?P<scale>mila|k|mln|milion[ei]|mld|miliard[oi])\b)?
    (?:\s?(?:di\s)?(?P<unit>%|per\scento\b|percento\b|€|euro\b|eur\b|punti(?:\spercentuali)?\b))?
    (?!\w)""",
    re.VERBOSE,
)
_UNITS = (
    "zero|uno|una|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|"
    "quattordici|quindici|sedici|diciassette|diciotto|diciannove"
)
_TENS = "venti|vent|trenta|trent|quaranta|quarant|cinquanta|cinquant|sessanta|sessant|"
_TENS += "settanta|settant|ottanta|ottant|novanta|novant"
_ONES = "uno|due|tre|quattro|cinque|sei|sette|otto|nove"
_WORD = re.compile(
    rf"\b(?:(?:{_UNITS}|{_TENS}|cento|cent|mille|mila|milion[ei]|miliard[oi]|un(?=\s?milion))"
    rf"(?:(?:(?<=venti)|(?<=anta)|(?<=cento)|(?<=mille)|(?<=mila))\se\s(?=(?:{_ONES})\b)"
    r"|(?<=mila)\se\s(?=\w)|\s(?=mila|milion|cento|mille))?)+\b"
)
_HALF = re.compile(r"\bmezz[oa]( milione)?\b")
_BOTH = {"entramb": 2, "ambedue": 2, "tutti e due": 2, "tutte e due": 2}
_BOTH |= {"tutti e tre": 3, "tutte e tre": 3, "tutti e quattro": 4, "tutte e quattro": 4}
_BOTH_FORM = re.compile(r"\b(?:entramb[ie]|ambedue|tutt[ie] e (?:due|tre|quattro))\b")
_NONE_FORM = re.compile(
    r"\b(?:nessun[oa]?|neanche (?:un[oa]?)|nemmeno (?:un[oa]?)|neppure un[oa]?)\b"
)
_VAGUE = {
    "paio": 2,
    "decina": 10,
    "dozzina": 12,
    "quindicina": 15,
    "ventina": 20,
    "trentina": 30,
    "quarantina": 40,
    "cinquantina": 50,
    "sessantina": 60,
    "settantina": 70,
    "ottantina": 80,
    "novantina": 90,
    "centinaio": 100,
    "migliaio": 1000,
}
_VAGUE_FORM = re.compile(
    rf"\b(?:un[oa]?\s)?({'|'.join(_VAGUE)}|decine|centinaia|migliaia)(?:\sdi)?\b"
)
_SOME = re.compile(
    r"\b(?:alcun[ie]|qualche|divers[ie]|parecchi[e]?|svariat[ie]|molt[ie]|poch[ie]|"
    r"tant[ie]|un po')(?=\s)"
)
_ABOUT_BEFORE = re.compile(
    r"(?:\b(?:circa|quasi|oltre|almeno|piu di|meno di|piu o meno|pressappoco|all'incirca|intorno a|"
    r"intorno alle?|sui|sulle|tipo|forse|approssimativamente|credo|mi pare|mi sembra|"
    r"un massimo di|massimo|minimo)\s(?:a\s|i\s|le\s)?|[~≈<>]\s?)$"
)
_ABOUT_AFTER = re.compile(
    r"\s?(?:circa|piu o meno|o giu di li|abbondanti|scarsi|scarse|forse|o poco piu|o poco meno|"
    r"e passa|e rotti|e qualcosa|\?)(?!\w)"
)
_RANGE = re.compile(r"\s?(?:-|o|/o)\s?(?=\d)")
_OVER = re.compile(r"\s?(/|\bsu(?:\sun\stotale\sdi|i|l|lle|gli|\stotali)?\b|\bdi\b|\bogni\b)\s?")


def parse_digits(body: str) -> tuple[Decimal | None, Doubt | None]:
    """Value of a number typed in digits, and why it may not be what it seems."""
    plain = body.replace("'", "")
    if re.fullmatch(r"\d+", plain):
        return Decimal(plain), None
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", plain):
        return Decimal(plain.replace(".", "").replace(",", ".")), None
    if re.fullmatch(r"\d+,\d+", plain):
        value = Decimal(plain.replace(",", "."))
        english = re.fullmatch(r"[1-9]\d{0,2},\d{3}", plain)
        return value, Doubt.DOT if english else None
    if re.fullmatch(r"\d+\.\d+", plain):
        return Decimal(plain), Doubt.DOT
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+", plain):
        return Decimal(plain.replace(",", "")), Doubt.DOT
    return None, Doubt.UNREADABLE


def find_numbers(text: str) -> Iterator[Number]:
    """Every number of a cleaned text, in order, each with the doubts it raises.

    Pairs (`12 su 40`, `12/40`, `tre su cinque`) come as one number with `over` set.
    """
    singles = sorted(
        [*_in_digits(text), *_in_words(text)], key=lambda n: (n.start, n.start - n.end)
    )
    apart: list[Number] = []
    for number in singles:
        if not apart or number.start >= apart[-1].end:
            apart.append(number)
    yield from _paired(text, apart)


def _in_digits(text: str) -> Iterator[Number]:
    for found in _DIGIT_FORM.finditer(text):
        value, doubt = parse_digits(found["body"])
        unit = found["unit"] or ""
        if found["scale"] and value is not None:
            value *= _SCALES[found["scale"]]
            doubt = None if doubt is Doubt.DOT and "," in found["body"] else doubt
        yield Number(
            found.start(),
            found.end(),
            found[0].strip(),
            Decimal(0) if value is None else value,
            sign=(found["sign"] or "").strip(),
            percent=unit in ("%", "per cento", "percento"),
            money=bool(found["money"] or found["money2"]) or unit in ("€", "euro", "eur"),
            points=unit.startswith("punti"),
            doubt=doubt or _vagueness(text, found.start(), found.end()),
        )


def _vagueness(text: str, start: int, end: int) -> Doubt | None:
    """Whether the words around a number say it is only about right."""
    before, after = text[max(0, start - 24) : start], text[end : end + 16]
    about = _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(after)
    return Doubt.ABOUT if about and not after.startswith(" ?") else None


def _in_words(text: str) -> Iterator[Number]:
    for found in _WORD.finditer(text):
        spoken = found[0].replace(" e ", " ").replace(" mila", "mila").strip()
        try:
            value = Decimal(text2num(spoken, "it"))
        except ValueError:
            continue
        end = found.start() + len(found[0].rstrip())
        money = re.match(r"\s(?:di\s)?(euro|€)", text[end : end + 10])
        percent = re.match(r"\s(?:%|per\scento|percento)\b", text[end : end + 12])
        tail = money or percent
        yield Number(
            found.start(),
            end + (tail.end() if tail else 0),
            found[0].strip(),
            value,
            percent=bool(percent),
            money=bool(money),
            in_words=True,
            doubt=_vagueness(text, found.start(), end),
        )
    for found in _HALF.finditer(text):
        value = Decimal(500_000) if found[1] else Decimal("0.5")
        yield Number(found.start(), found.end(), found[0], value, in_words=True)
    for found in _BOTH_FORM.finditer(text):
        value = Decimal(next(n for form, n in _BOTH.items() if found[0].startswith(form)))
        yield Number(found.start(), found.end(), found[0], value, in_words=True)
    for found in _NONE_FORM.finditer(text):
        yield Number(found.start(), found.end(), found[0], Decimal(0), in_words=True)
    for found in _VAGUE_FORM.finditer(text):
        value = Decimal(_VAGUE.get(found[1], 0))
        yield Number(found.start(), found.end(), found[0], value, in_words=True, doubt=Doubt.ABOUT)
    for found in _SOME.finditer(text):
        yield Number(
            found.start(), found.end(), found[0], Decimal(0), in_words=True, doubt=Doubt.ABOUT
        )


def _paired(text: str, singles: list[Number]) -> Iterator[Number]:
    """Joins `12`, `su`, `40` into one pair."""
    at = 0
    while at < len(singles):
        first = singles[at]
        second = singles[at + 1] if at + 1 < len(singles) else None
        joint = _OVER.fullmatch(text, first.end, second.start) if second else None
        if second is None or joint is None or first.percent or second.sign:
            at += 1
            yield first
            continue
        at += 2
        yield Number(
            first.start,
            second.end,
            text[first.start : second.end],
            first.value,
            sign=first.sign,
            in_words=first.in_words and second.in_words,
            over=second.value,
            slashed=joint[1] == "/",
            doubt=first.doubt or second.doubt,
        )
