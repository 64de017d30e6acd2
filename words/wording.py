"""From something to say to Italian text: the one place where numbers, days and names are formatted.

Texts are HTML as Telegram takes it: the catalogue's own tags stay, every fact is escaped.
"""

import datetime as dt
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from string import Formatter
from typing import Any

from italian.regex import regex
from ledger.clock import ROME
from ledger.progress.figures import plain, rounded
from words.catalogue import TEXTS
from words.say import Bar, Say, Two

BAR_CELLS = 10
NUMBERS_KEPT = 4096
"""Numbers said again and again: targets, shares, days."""

AS_WRITTEN = str.maketrans(",.", ".,")
"""Dots for thousands, a comma for decimals: the other way round than a program writes."""


def number(value: Decimal | Fraction, places: int = 2) -> str:
    """`1.250,5`: dot for thousands, comma for decimals, no trailing zeros."""
    if isinstance(value, Fraction):
        return _quotient(value.numerator, value.denominator, places)
    return _decimal(value)


@lru_cache(maxsize=NUMBERS_KEPT)
def _quotient(over: int, under: int, places: int) -> str:
    """Known by its whole numbers, which are found again in a tenth of the time."""
    return f"{rounded(Fraction(over, under), places):,f}".translate(AS_WRITTEN)


@lru_cache(maxsize=NUMBERS_KEPT)
def _decimal(value: Decimal) -> str:
    return f"{plain(value):,f}".translate(AS_WRITTEN)


def two_places(fact: Two) -> str:
    """`1.250,50`: a score or an amount."""
    hundredths = Decimal(int(Fraction(fact.value) * 100)) / 100
    return f"{hundredths:,.2f}".translate(AS_WRITTEN)


def bar(percent: Fraction) -> str:
    """Ten cells; one is full for each ten points reached."""
    # In whole numbers: what Fraction makes of the same takes ten times as long.
    full = percent.numerator * BAR_CELLS // (percent.denominator * 100)
    return "▓" * full + "░" * (BAR_CELLS - full)


ELIDED = {"il": "l'", "al": "all'", "del": "dell'", "dal": "dall'"}
"""What is written before a number, and how before one that is said with a vowel first."""

BEFORE_ZERO = {"il": "lo", "al": "allo", "del": "dello", "dal": "dallo"}
"""`lo 0`, `allo 0,5`."""

VOWEL = re.compile(r"8|11(?![0-9])|1(?![0-9.])")
"""`l'8`, `l'80,5`, `l'800`, `l'11`, `l'11.000`, `l'1`; `il 110`."""


class Counted(str):
    """A number as text, with which words agree: `{count} {count:dato|dati}`, `{percent:il} %`."""

    __slots__ = ()

    def __format__(self, words: str) -> str:
        if not words:
            return str(self)
        one, bar_, many = words.partition("|")
        if words in BEFORE_ZERO and self.startswith("0"):
            return f"{BEFORE_ZERO[words]} {self}"
        if words in ELIDED:
            return f"{ELIDED[words]}{self}" if VOWEL.match(self) else f"{words} {self}"
        if not bar_:
            return str.__format__(self, words)
        return one if self == "1" else many


def _fact(value: object) -> str:
    return (AS_TEXT.get(type(value)) or _of_another_type)(value)


def _of_another_type(value: object) -> str:
    if isinstance(value, StrEnum):
        return TEXTS[f"{type(value).__name__}.{value}"]
    return escaped(str(value))


def _lines(parts: Iterable[object]) -> str:
    return "\n".join(filter(None, map(_fact, parts)))


def _day(day: dt.date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def escaped(text: str) -> str:
    """A fact as it may stand in HTML; most have nothing to escape."""
    special = "&" in text or "<" in text or ">" in text
    return html.escape(text, quote=False) if special else text


def text_of(said: Say) -> str:
    """The HTML of one thing to say."""
    return _sentence(said.key)(said.facts) if said.facts else _of_no_facts(said.key)


@cache
def _of_no_facts(key: str) -> str:
    """Most labels of buttons are the same in every answer."""
    return _sentence(key)({})


@cache
def _sentence(key: str) -> Callable[[Mapping[str, object]], str]:
    """An entry of the catalogue as what makes its text of the facts, compiled when it is first
    said: to read its braces anew each time takes twice as long."""
    made: Callable[[Mapping[str, object]], str]
    made = eval(f"lambda facts: {_expression(TEXTS[key])}", _KNOWN)
    return made


def _expression(text: str) -> str:
    """The text of an entry, or of how a word in it agrees, which may have a fact in it again."""
    parts = []
    for words, name, agreeing, _ in Formatter().parse(text):
        if words:
            parts.append(repr(words))
        if name is not None:
            fact = f"_fact(facts[{name!r}])"
            parts.append(f"format({fact}, {_expression(agreeing)})" if agreeing else fact)
    return f"''.join(({''.join(f'{one}, ' for one in parts)}))"


AS_TEXT: Mapping[type, Callable[[Any], str]] = {
    str: escaped,
    Say: text_of,
    tuple: _lines,
    list: _lines,
    type(None): lambda nothing: "",
    Bar: lambda fact: bar(fact.percent),
    Two: two_places,
    Decimal: lambda value: Counted(_decimal(value)),
    Fraction: lambda value: Counted(_quotient(value.numerator, value.denominator, 2)),
    int: Counted,
    bool: Counted,
    dt.datetime: lambda at: at.astimezone(ROME).strftime("%d/%m/%Y %H:%M"),
    dt.date: _day,
}
"""By its very type, which is found at once: an answer holds thirty facts."""

_KNOWN = {"_fact": _fact}
"""What a compiled entry of the catalogue calls."""


def plain_text(said: Say) -> str:
    """The same without tags, for terminals and errors."""
    return untagged(text_of(said))


def untagged(markup: str) -> str:
    """A text without its tags, for who reads it plain."""
    return html.unescape(TAGS.sub("", markup) if "<" in markup else markup)


TAGS = re.compile("</?[a-z][^>]*>")


SIGNS = {"⚠️": "Attenzione:", " · ": ", ", "≥": "almeno", "≤": "al massimo"}
"""What a screen reader spells out badly, and what says the same in words."""

BARS = regex("[▓░]+ ?")


def unadorned(markup: str) -> str:
    """A text for who reads with their ears: no bars, no pictures of faces, signs in words."""
    text = BARS.sub("", markup)
    for sign, words in SIGNS.items():
        text = text.replace(sign, words)
    kept = "".join(c for c in text if unicodedata.category(c) not in ("So", "Sk", "Cn"))
    return re.sub(" +", " ", kept.replace("\ufe0f", "").replace("\u200d", "")).strip()
