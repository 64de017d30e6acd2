"""What may be written for a point of the plan: a code of the DUP, a day, years, a figure, words.

Points of some kinds are not written at all: what is missing of them is set by its own command.
"""

import re

from handlers.desk import Desk
from handlers.talk.typed import read_amount, read_day
from italian.regex import regex
from ledger.rows import OpenAnomaly

CODES = frozenset(
    ("bad_code", "unknown_code", "code_mismatch", "code_state", "missing_code", "partial_code")
)
OF_KIND = {
    **dict.fromkeys(CODES, "code"),
    "bad_date": "bad_date",
    "past_date": "bad_date",
    "no_target": "no_target",
    "bad_years": "years",
    "bad_weight": "weight",
}
"""How a kind is asked and read; every other one in words."""

CALLED = {
    "date": (
        r"dat[ae]|giorn[oi]|ann[oi]|termin[ei]|scadenz[ae]",
        ("bad_date", "past_date", "bad_years"),
    ),
    "pesi": (r"pes[oi]", ("no_weight", "weight_sum", "bad_weight")),
    "codici": (r"codic[ei]", (*CODES, "duplicate_code", "missing_codes")),
    "target": (r"target|valor[ei]|traguard[oi]", ("no_target", "odd_target", "later_target")),
    "celle": (r"cell[ae]", ("broken_cell",)),
    "titoli": (r"titol[oi]", ("title_mismatch",)),
    "rapporti": (r"rapport[oi]", ("upside_down_ratio",)),
    "responsabili": (r"responsabil[ei]", ("no_owner",)),
}
"""What people call matters, with the kinds of points that each is about."""
PLURALS = (
    r"(?:date|giorni|anni|termini|scadenze|pesi|codici|target|valori|traguardi|celle|titoli"
    r"|rapporti|responsabili)"
)


def matter_in(words: str) -> str | None:
    """The matter that words call by one of its names."""
    return next((m for m, (names, _) in CALLED.items() if re.fullmatch(names, words)), None)


NOT_WRITTEN = {
    "no_weight": "weight",
    "weight_sum": "weight",
    "no_objective": "objective",
    "missing_codes": "nothing",
    "duplicate_code": "nothing",
    "hidden_column": "file",
    "hidden_row": "file",
    "hidden_sheet": "file",
    "struck_row": "file",
    "later_target": "nothing",
    "recognised": "nothing",
    "no_indicator": "indicator",
}
"""Kinds of which no reading is written, and what is done instead (`anomalies.instead.*`)."""

YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
CODE = regex(r"([a-z]{1,5})[ .]*(\d{1,3})(?:[ .]*\.[ .]*(\d{1,3}))?\.?", re.I)
"""A strategic line, or an operational objective of it, which has two figures."""

LONGEST = 200
LETTERS = regex(r"[^\W\d_]{2,}")


def asked(kind: str) -> str:
    """How a reading is asked for: an entry `anomalies.ask.*`."""
    return OF_KIND.get(kind, "other")


def read(desk: Desk, anomaly: OpenAnomaly, typed: str) -> str | None:
    """The reading as it is recorded; None where what was typed cannot be one of its kind."""
    text, way = " ".join(typed.split()), asked(anomaly.kind)
    if way == "bad_date":
        day = read_day(text, desk.today)
        return day.isoformat() if day else None
    if way in ("no_target", "weight"):
        amount = read_amount(text)
        if amount is None or (way == "weight" and not 0 <= amount <= 100):
            return None
        return str(amount)
    if way == "code":
        return _code(desk, text)
    if way == "years":
        years = YEAR.findall(text)
        return " ".join(years) if years and not re.sub(r"[\d\s,;/–-]", "", text) else None
    words = LETTERS.findall(text)
    return text if words and len(text) <= LONGEST and not text.endswith("?") else None


def codes(desk: Desk) -> tuple[str, ...]:
    """The codes of the DUP that the plan has: its operational objectives, then its lines."""
    plan = desk.view.plan.plan
    return (*(o.code for o in plan.operational), *(s.code for s in plan.strategic))


def _code(desk: Desk, text: str) -> str | None:
    """As the plan writes it, where it has it: `os 7.1` is `OS7.01`."""
    if (found := CODE.fullmatch(text)) is None:
        return None
    line = f"{found[1].upper()}{int(found[2])}"
    code = line if found[3] is None else f"{line}.{int(found[3]):02}"
    return next((known for known in codes(desk) if known in (code, text.upper())), code)
