"""Quantities as Italian documents write them: `1.234,5`, `€ 50.000`, `200/1000`, `entro 30 gg`."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from importers.values.worded import in_digits
from italian.regex import regex
from ledger.bounds import fits

NUMBER = r"\d{1,3}(?:[.'\u00a0\u202f ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_NOTHING = regex(
    r"[-–—_./*…\s]*|n\.?\s?d\.?|n\.?\s?a\.?|n\.?\s?p\.?|nd|na|non (?:disponibile|definito|rilevato"
    r"|previsto|applicabile)|dato non disponibile"
    r"|da (?:definir|rilevar|determinar|quantificar|stabilir|individuar|fissar|concordar)\w+"
    r"(?: con\b.*)?"
    r"|\W*(?:(?:gli\s+|l['’]\s?)?indicator[ei]\s+|target\s+|valor[ei]\s+)?(?:ancora\s+)?"
    r"in (?:corso|fase|attesa|via) di (?:definizion|individuazion|determinazion|approvazion"
    r"|rilevazion|elaborazion|predisposizion)e\b.*"
    r"|\W*(?:si ved(?:a|ano)|vedasi|cfr\.?)\s.*"
    r"|(?:non ancora|ancora non)\s+(?:individuat|definit|assegnat|determinat|stabilit)[oaie]\b.*"
    r"|(?:(?:gli\s+|l['’]\s?)?indicator[ei]\s+)?(?:sar(?:à|anno)|verr(?:à|anno))\s+(?:individuat|definit"
    r"|assegnat|determinat|comunicat|stabilit)[oaie]\b.*",
    re.IGNORECASE,
)
_UNITS = (
    (r"€|euro\b|eur\b", "€"),
    (r"%|per\s?cento\b|perc\b\.?|percentuale\b|punti percentuali", "%"),
    (r"gg\b\.?|g\.g\.|giorn[io](?: lavorativi)?\b", "giorni"),
    (r"ore\b|ora\b|h\b", "ore"),
    (r"minut[io]\b|min\b\.?", "minuti"),
    (r"settiman[ae]\b", "settimane"),
    (r"mes[ei]\b", "mesi"),
)
_DOWN = regex(
    r"≤|<|=<|\b(?:max|massimo|al massimo|entro|non (?:più|piu|oltre|superiore)|meno di|inferiore"
    r"|minore|fino a un massimo)\b",
    re.IGNORECASE,
)
_AT_MOST = regex(r"\bnon (?:più|piu|oltre|superiore)\b", re.IGNORECASE)
_UP = regex(
    r"≥|>|=>|\b(?:min|minimo|almeno|non (?:meno|inferiore)|più di|piu di|oltre|superiore"
    r"|maggiore)\b",
    re.IGNORECASE,
)
_QUANTITY = regex(
    rf"(?P<n>\b(?:n\.?|nr\.?|n°|nº|numero)\s*)?(?<![\w,.])(?P<sign>[-−+])?\s?(?P<euro>(?:€|euro\b)\s*)?"
    rf"(?P<value>{NUMBER})(?![\d])\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)


_ERROR = regex(r"#(?:RIF|REF|N/?D|N/?A|VALORE|VALUE|DIV/0|NOME|NAME|NULL|NUM)\b[!?]?|#{2,}", re.I)


def is_error(text: str) -> bool:
    """What a spreadsheet shows where a figure failed: `#RIF!`, `###`, a formula nobody computed."""
    return _ERROR.search(text) is not None or text.lstrip().startswith("=")


MOST_DIGITS = 24
"""A figure longer than this is no figure."""


def exact(text: str) -> Decimal | None:
    """A number in Italian spelling, exactly: dots part the thousands, the comma the decimals.

    A single dot not followed by three digits is a decimal point (`62.5`).
    """
    bare = re.sub(r"[\s'\u00a0\u202f]", "", text)
    if len(bare) > MOST_DIGITS or "e" in bare.lower():
        return None
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", bare):
        bare = bare.replace(".", "")
    try:
        value = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return None
    return value if fits(value) else None


_AMBIGUOUS = regex(
    r"^\W*\d{1,3}\s?/\s?\d{1,3}\W*$|\d\s*(?:\+\s*/?\s*-|±|\+)\s*\d"
    r"|^\W*(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|quindici|venti"
    r"|trenta|quaranta|cinquanta|cento|mille)\W*$",
    re.IGNORECASE,
)


def is_ambiguous(text: str) -> bool:
    """A figure that may mean more than one thing: `1/3`, `30+20`, `500 +/- 10`, `dodici`."""
    return _AMBIGUOUS.search(text) is not None


def says_nothing(text: str) -> bool:
    """A dash, `n.d.` and the like."""
    return _NOTHING.fullmatch(text.strip()) is not None


def unit_of(text: str) -> str | None:
    """The unit a text opens with: `gg` and `giorni` are the same."""
    bare = text.strip().lstrip("(")
    return next((unit for words, unit in _UNITS if re.match(words, bare, re.IGNORECASE)), None)


def goes_down(text: str) -> bool:
    """Whether less is better, by the words of a target."""
    if _AT_MOST.search(text):
        return True
    return _DOWN.search(text) is not None and _UP.search(text) is None


_UNIT_BEFORE = regex(r"(?:^|\s)(?P<unit>gg|g\.g|giorni|mesi|km|kg|mq)\.?\s*$", re.IGNORECASE)
"""`gg. 40`: the unit of a figure may stand before it."""


@dataclass(frozen=True)
class Quantity:
    """A figure with what stands around it."""

    value: Decimal
    counted: bool
    """Introduced by `n.`"""
    unit: str | None
    """`€`, `%`, `giorni`, …; None for things, which `rest` names."""
    rest: str
    down: bool


def quantity(text: str) -> Quantity | None:
    """The first figure of a text such as `n. 4 report`, `≥ 95%`, `max 7 gg`, `€ 50.000,00`."""
    text = in_digits(text)
    found = _QUANTITY.search(text)
    if not found:
        return None
    value = exact(found["value"])
    if value is None:
        return None
    rest = found["rest"].strip()
    before = _UNIT_BEFORE.search(text[: found.start("value")])
    unit = "€" if found["euro"] else unit_of(rest) or (unit_of(before["unit"]) if before else None)
    if found["sign"] in ("-", "−"):
        value = -value
    return Quantity(
        value, found["n"] is not None, unit, rest, goes_down(text[: found.start("value")])
    )


def weight_in(text: str) -> Decimal | None:
    """A weight in percent: `30`, `30 %`, `200/1000` is 20. Source: contract."""
    text = in_digits(text)
    share = re.search(rf"({NUMBER})\s*/\s*({NUMBER})", text)
    if share:
        part, whole = exact(share[1]), exact(share[2])
        if part is None or not whole:
            return None
        return part * 100 / whole
    found = re.search(rf"(?<![\d.,]){NUMBER}", text)
    weight = exact(found.group()) if found else None
    return weight / 10 if weight is not None and in_thousandths(text) else weight


def in_thousandths(text: str) -> bool:
    """Whether a weight says that it is one of a thousand: `400‰`, `400 millesimi`."""
    return "‰" in text or "millesim" in text.lower()
