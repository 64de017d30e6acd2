"""Arguments of commands as people type them: codes, numbers, days. One reader of each."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

from handlers.understand.cutting.numbers import find_numbers
from handlers.understand.days.dates import find_days
from handlers.understand.days.day_words import COUNT
from handlers.understand.days.reckoning import count_of
from handlers.understand.pieces import Doubt
from italian.closed import SMALL_WORDS
from italian.regex import regex
from italian.words import clean, words
from ledger.plan import plan_code_candidates
from ledger.plan.inforce import PlanInForce

DAY_AND_MONTH = regex(r"(\d{1,2})/(\d{1,2})")
MILLIONS = regex(r"(.*\d)\s*(?:M|M€|M euro|mln|mln€|milion[ei])(?:\s*(?:di )?(?:€|euro))?\.?")


def read_amount(text: str) -> Decimal | None:
    """`1.250,50`, `600`, `95 %`, `milleduecento`; None where it is not one plain number.

    As the argument of a command `12.5` is twelve and a half: nothing else can be meant by it.
    `1,2 M€` is a million and two hundred thousand.
    """
    times = 1
    if found_many := MILLIONS.fullmatch(text.strip()):
        text, times = found_many[1], 1_000_000
    numbers = list(find_numbers(clean(text)))
    if len(numbers) != 1 or numbers[0].over is not None:
        return None
    found = numbers[0]
    if found.doubt not in (None, Doubt.DOT, Doubt.YEAR):
        return None
    negative = found.sign == "-" and found.value > 0
    return (-found.value if negative else found.value) * times


def is_figure(text: str) -> bool:
    """Whether a text is one number or pair, and nothing else: `45`, `+12`, `dodici`, `12/40`."""
    plain = clean(text).strip(" .!")
    numbers = list(find_numbers(plain))
    return (
        len(numbers) == 1
        and plain[: numbers[0].start].strip(" +-") == ""
        and (plain[numbers[0].end :].strip(" %€") == "")
    )


YEAR_SAID = regex(
    r"(?<![\w/.,-])(?P<year>(?:19|20)\d\d)(?![\w%]|[/.,-]\d)"
    r"|\banno (?P<before>scorso|passato|prima|precedente)\b|\b(?:scorso|passato) anno\b"
    rf"|\b(?P<ago>{COUNT}) ann[oi] (?:fa|prima)\b",
    re.IGNORECASE,
)
"""`2024`, `l'anno scorso`, `due anni fa`."""


def years_said(text: str, today: dt.date) -> tuple[int, ...]:
    """The years a text names, in order, each once."""
    found = []
    for said in YEAR_SAID.finditer(text):
        if said["year"]:
            found.append(int(said["year"]))
        else:
            ago = (said["ago"] or "1").lower()
            found.append(today.year - count_of(ago))
    return tuple(dict.fromkeys(found))


def tells_figure(text: str, today: dt.date) -> bool:
    """Whether a text says a number besides those of its days: `ieri erano 4`, not `era di ieri`."""
    plain = clean(text)
    days = [(day.start, day.end) for day in find_days(plain, today)]
    return any(
        not any(start <= number.start < end for start, end in days)
        for number in find_numbers(plain)
    )


def read_day(text: str, today: dt.date) -> dt.date | None:
    """`31/12/2024`, `30/11` (of this year), `31 dicembre`, `oggi`, ISO; None where it names no day
    that exists."""
    short = DAY_AND_MONTH.fullmatch(text.strip())
    written = f"{today.year}-{short[2]:0>2}-{short[1]:0>2}" if short else text.strip()
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        days = list(find_days(clean(text), today))
    return days[0].day if len(days) == 1 else None


def only_day(text: str, today: dt.date) -> dt.date | None:
    """The day of who says a day and no more: `dal 3 marzo`, `il 20/01`; None for one that other
    words are about, as in `ieri mi pare`."""
    rest = clean(text)
    for found in reversed(list(find_days(rest, today))):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    about = set(words(rest)) - SMALL_WORDS - BESIDE_A_DAY
    return None if about else read_day(text, today)


BESIDE_A_DAY = frozenset(
    """fino entro giorno data era e stato stata fu fatto fatta tenuto tenuta svolto si no ok ecco
    scusa anzi circa""".split()  # noqa: SIM905
)
"""What may be said beside a day without saying anything of it."""


def only_amount(text: str) -> Decimal | None:
    """The figure that a text is, with its unit; None where it says anything else."""
    many = MILLIONS.fullmatch(text.strip())
    plain = " ".join(_BESIDE_AN_AMOUNT.sub(" ", clean(many[1] if many else text)).split())
    return read_amount(text) if is_figure(plain) else None


_BESIDE_AN_AMOUNT = regex(
    r"(?<!\w)(?:di|a|il|i|pari|sono|e|fanno|euro|giorni|ore|punti|per cento)(?!\w)|€|%"
)
"""What stands beside a figure and says nothing else."""


def no_such_day(text: str, today: dt.date) -> str | None:
    """The day that a text names and no calendar has: `31/02/2024`, `30 febbraio`."""
    plain = clean(text)
    if not MAY_BE_NO_DAY.search(plain):
        return None
    return next((d.text for d in find_days(plain, today) if d.day is None), None)


MAY_BE_NO_DAY = regex(r"\d\d|0|ventinove|trent")
"""In any day that is beyond the end of its month, or in no month."""


ACT_OF_DAY = regex(
    r"(?P<act>.*[^\s,;])(?<!\bdel)(?<!\bdata)"
    r"(?:[\s,;]+(?:del(?:l['’])?\s*|in data (?:del )?)|\s*[,;]\s*"
    r"|\s+(?=\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$))(?P<day>\d.*)"
)


def read_act(parts: Sequence[str], today: dt.date) -> tuple[str, dt.date | None]:
    """An act and its day: `delibera 12; 20/07/2024`, `delibera 12, 20/07/2024`, `delibera 12 del
    20/07/2024`, or both of them, which say the day twice; the act is told without it. None where no
    day is said."""
    said = [part.strip() for part in parts if part.strip()]
    day = read_day(said[-1], today) if len(said) > 1 else None
    act = "; ".join(said if day is None else said[:-1])
    if (found := ACT_OF_DAY.fullmatch(act)) is not None:
        its = read_day(found["day"], today)
        if its is not None and day in (None, its):
            return found["act"], its
    return act, day


def split_code(plan: PlanInForce, text: str) -> tuple[str, str]:
    """The code a text starts with, and what follows: `A.S. 4.3.1 600` is `AS4.3.1` and `600`.

    What looks like no known code is the first word, for the caller to refuse by name.
    """
    words = text.split()
    for count in range(min(4, len(words)), 0, -1):
        typed = " ".join(words[:count])
        for code in plan_code_candidates(typed):
            if code in plan.objectives or code in plan.indicators or code in plan.gone:
                return code, " ".join(words[count:])
    return (words[0], " ".join(words[1:])) if words else ("", "")


BY_CODE = regex(
    r"\s*[A-Za-z][A-Za-z. ]*\d*\.\d+\.\d+\s+(?!(?:19|20)\d\d\s*$)[+-]?\d[\d.,]*\s*%?\s*"
)
"""An indicator and its figure, no year: there are no words to ask or to do anything with."""


def coded(plan: PlanInForce, text: str) -> str | None:
    """The indicator of a text that is its code and its figure, and nothing else: `AS4.3.1 +12`."""
    code = split_code(plan, text)[0] if BY_CODE.fullmatch(text) else ""
    return code if code in plan.indicators else None
