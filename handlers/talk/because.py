"""Why something is changed, as people write it: a reason, and the act with its day.

la delegazione apre a luglio; delibera 40 del 12/06/2024
delibera 40; 12/06/2024
"""

import datetime as dt
import re
from collections.abc import Collection

from handlers.talk.typed import read_day
from handlers.understand.days.day_words import MONTH
from italian.closed import SMALL_WORDS
from italian.regex import regex
from italian.words import clean, stem
from ledger.commands.because import Because
from words.say import Say, say

ACTS = (
    r"(?:delibera(?:zione)?|del\.|dgc|determina(?:zione)?|det\.?|decreto|atto|nota|verbale"
    r"|ordinanza|ordine di servizio|ods|prot(?:ocollo|\.)?)"
)
MONTHS = rf"(?:{MONTH})(?!\w)\.?"
DATE = rf"\d{{1,2}}(?:[/.-]\d{{1,2}}[/.-]\d{{2,4}}|/\d{{1,2}}|°?\s+{MONTHS}(?:\s+\d{{4}})?)"
ACT = regex(
    rf"(?P<act>\b{ACTS}(?!\w)[^;]*?)[,;]?\s+(?:del(?:l['’])?\s*)?(?P<day>{DATE})(?=$|[\s,;.)])",
    re.I,
)
BEGINS = (
    rf"(?:per(?!\s+cento)|perch[eé]|poich[eé]|siccome|motivo|causa|a causa|dato|vist[oai]"
    rf"|in seguito|a seguito|in quanto|come da|ai sensi|con\s+{ACTS}|{ACTS})"
)
SPLIT = regex(
    rf"(?P<value>.*?\S)(?:\s*;\s*|\s*,?\s+(?={BEGINS}(?:[\s:]|$))"
    rf"|(?<=[\w%€]),\s+(?=[^\W\d]{{2,}}\s))(?P<why>\S.*)",
    re.I | re.S,
)
IS_WHY = regex(rf"{BEGINS}(?:[\s:].*|$)", re.I | re.S)


def split_why(typed: str) -> tuple[str, str]:
    """What is asked for, and why: `700; la delegazione apre` or `700 per la delegazione`."""
    found = SPLIT.fullmatch(typed.strip())
    return (found["value"], found["why"].strip()) if found else (typed, "")


_FIGURE = regex(
    rf"(?P<figure>(?:[^\W\d]+\s+){{0,2}}\W*\d\S*"
    rf"(?:\s+(?:%|€|euro|per cento|mila|milion[ei]|mln|di euro|{MONTHS}(?:\s+\d{{4}})?)(?!\w))*)"
    r"\s+(?P<rest>[^\W\d]{2,}\s.*)",
    re.I | re.S,
)
"""A figure or a day, and words after it."""


def split_figure(said: str, named: Collection[str]) -> tuple[str, str]:
    """A value apart from the reason right after it: `700 apre la delegazione`; `named` holds the
    stems of what is counted (`700 carte`)."""
    found = _FIGURE.fullmatch(said.strip())
    if found is None:
        return said, ""
    told = found["rest"].split()
    of_it = 0
    for at, word in enumerate(told, 1):
        plain = clean(word).split("'")[-1]
        if stem(plain) in named:
            of_it = at
        elif plain not in SMALL_WORDS:
            break
    return " ".join((found["figure"], *told[:of_it])), " ".join(told[of_it:])


def is_why(typed: str) -> bool:
    """Whether a text begins as reasons do, or names an act with its day."""
    return bool(IS_WHY.fullmatch(typed) or ACT.search(typed)) and not typed.endswith("?")


def read_because(typed: str, today: dt.date) -> Because:
    """The reason and the act in a text; an act without its day is part of the reason."""
    act, day = "", None
    rest = typed.strip()
    if found := ACT.search(rest):
        day = read_day(found["day"], today)
        if day is not None:
            act = found["act"].strip(" ,;")
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    rest = re.sub(r"^\s*(?:motivo|perch[eé])\s*:?\s*", "", rest, flags=re.I)
    rest = re.sub(r"\b(?:con|come da)\s*$", "", rest.strip(" ,;.:"), flags=re.I)
    return Because(" ".join(rest.strip(" ,;.:").split()), act, day)


def because_lines(because: Because, *, asked: bool) -> tuple[Say, ...]:
    """What a card says of why; where nothing was said and it matters, that it is asked."""
    lines = []
    if because.reason:
        lines.append(say("amend.because", reason=because.reason))
    if because.act_on is not None:
        lines.append(say("amend.because_act", act=because.act, day=because.act_on))
    if not lines and asked:
        lines.append(say("amend.why"))
    return tuple(lines)


_BY_ACT = regex(
    r",? ?(?:(?:con|come da|giusta|per) )?(?:(?:la|il|l') ?)?"
    rf"(?P<act>\b{ACTS}(?!\w)(?:(?!\b{ACTS}(?!\w))[^;])*?)"
    rf"[,;]?\s+(?:del(?:l')?\s*)?(?P<day>{DATE})(?=$|[\s,;.)])"
)
"""The last act of a cleaned text: `nota di aggiornamento al DUP, delibera 9 del 5/9/2024`."""


def apart_from_act(plain: str) -> tuple[str, str]:
    """What is said, apart from the act it is said by: `…`, `determina 55; 20/09/2024`; the act is
    empty where none is named with its day."""
    found = _BY_ACT.search(plain)
    if found is None:
        return plain, ""
    return plain.replace(found[0], "").strip(), f"{found['act']}; {found['day']}"
