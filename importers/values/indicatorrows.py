"""The indicators of one objective, from rows and lists, each with what stands beside it."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from importers.tables.headings import role_of
from importers.tables.roles import Role
from importers.values.dates import deadline_days
from importers.values.figures import is_error, quantity, says_nothing, weight_in
from importers.values.indicators import Split, split_indicators, tidy, upside_down, without_count
from importers.values.measures import Measure, is_odd_share, measure
from importers.values.words import STOP
from importers.whole.drafts import IndicatorDraft, ObjectiveDraft
from importers.whole.grid import one_line
from italian.regex import regex
from ledger.plan import Indicator
from ledger.plan.anomalies import AnomalyName

_BESIDE = (
    Role.TARGET,
    Role.BASELINE,
    Role.UNIT,
    Role.FORMULA,
    Role.KIND,
    Role.INDICATOR_WEIGHT,
    Role.DEADLINE,
)


@dataclass(frozen=True)
class PlacedIndicator:
    """An indicator and the line it was read from."""

    indicator: Indicator
    line: int


@dataclass(frozen=True)
class _Phrase:
    """One indicator before it is measured."""

    row: IndicatorDraft
    text: str
    beside: dict[Role, str]


def read_indicators(
    draft: ObjectiveDraft, code: str, year: int, *, weights_here: bool
) -> list[PlacedIndicator]:
    """Indicators in order, with codes; what is wrong with each is noted in the draft.

    What is printed by itself is the name; a sentence that tells all of an objective names what is
    counted: `n. atti scansionati`.
    """
    rows = draft.indicators
    if not rows and draft.text(Role.EXPECTED) and not draft.expected_is_told:
        said = {Role.EXPECTED: draft.text(Role.EXPECTED)}
        rows = [IndicatorDraft(draft.line_of(Role.EXPECTED), said)]
    phrases = [phrase for row in rows for phrase in _phrases(row, draft)]
    days = _own_days(draft, year)
    placed: list[PlacedIndicator] = []
    for k, phrase in enumerate(phrases, start=1):
        beside = {r: "" if is_error(t) else t for r, t in phrase.beside.items()}
        found = measure(
            phrase.text,
            year,
            target=beside.get(Role.TARGET, ""),
            baseline=beside.get(Role.BASELINE, ""),
            unit=beside.get(Role.UNIT, ""),
            formula=beside.get(Role.FORMULA, ""),
            kind=beside.get(Role.KIND, ""),
        )
        if draft.is_prose and Role.TARGET not in beside:
            found = replace(found, name=without_count(found.name) or found.name)
        own_code = f"{code}.{k}"
        deadline = _listed_day(phrase, year) or days.get(id(phrase.row)) or found.deadline
        weight = _weight(phrase, draft, own_code, weights_here=weights_here)
        placed.append(
            PlacedIndicator(_indicator(own_code, found, deadline, weight), phrase.row.line)
        )
        _tell(found, own_code, phrase, draft)
        _tell_bad_days(phrase.row, own_code, draft, year)
    return placed


def _phrases(row: IndicatorDraft, draft: ObjectiveDraft) -> list[_Phrase]:
    """The phrases of a cell; targets listed beside them one by one go each with its own."""
    text = row.text(Role.INDICATOR)
    text = "" if says_nothing(text) else _DIMENSION.sub("", text)
    expected = row.text(Role.EXPECTED)
    beside = {role: row.text(role) for role in _BESIDE if row.text(role)}
    text, formula = _without_formula(text)
    if formula:
        beside.setdefault(Role.FORMULA, formula)
    if not text:
        text, expected = expected, ""
    elif Role.TARGET not in beside and (_is_target(expected) or is_error(expected)):
        beside[Role.TARGET] = expected
    if not text and not says_nothing(beside.get(Role.TARGET, "")):
        text = draft.text(Role.OBJECTIVE) or draft.text(Role.DESCRIPTION)
    split = _as_many(split_indicators(text), text, beside.get(Role.TARGET, ""))
    if split.by_reading and Role.TARGET in beside and "\n" not in beside[Role.TARGET]:
        split = Split((tidy(text),), by_reading=False)
    if split.by_reading:
        draft.findings.add("several_measures", row.line, text)
    count = len(split.phrases)
    if count <= 1:
        return [_Phrase(row, phrase, beside) for phrase in split.phrases]
    lists = {role: _items(value) for role, value in beside.items()}
    return [
        _Phrase(
            row,
            phrase,
            {role: items[i] for role, items in lists.items() if len(items) == count},
        )
        for i, phrase in enumerate(split.phrases)
    ]


def _as_many(split: Split, text: str, targets: str) -> Split:
    """As many phrases as there are targets on lines of their own, where capitals part them so.

    A narrow column does not show which of its lines it wrapped.
    """
    many = len(_items(targets))
    parts = [tidy(part) for part in _CAPITALS.sub(_parted, text).split("\n")]
    is_other = many > 1 and "\n" in targets and len(split.phrases) != many == len(parts)
    return Split(tuple(parts), by_reading=False) if is_other else split


def _parted(found: re.Match[str]) -> str:
    """A break before a capital, unless the word before it needs another."""
    return found[0] if found["word"].lower() in STOP else f"{found['word']}\n"


def _without_formula(text: str) -> tuple[str, str]:
    """A name and the formula that a line of its cell tells: `Formula: evase / pervenute`."""
    lines = _FORMULA_OPENS.split(text)
    for i, line in enumerate(lines[1:], start=1):
        label, colon, _ = line.partition(":")
        if colon and role_of(one_line(label)) is Role.FORMULA:
            return "\n".join(lines[:i]), one_line(" ".join(lines[i:]).partition(":")[2])
    return text, ""


_CAPITALS = regex(r"(?P<word>[\w%)’']+)\s+(?=[A-ZÀ-Ù][a-zà-ù])")
_FORMULA_OPENS = regex(r"\n|\s+(?=Formula(?: di calcolo)?:\s)")
_DIMENSION = regex(
    r"\s*\((?:efficacia|efficienza|qualità|quantità|economicità|output|outcome|input|impatto|tempo"
    r"|salute)\)\s*$",
    re.IGNORECASE,
)
"""`Alloggi disponibili (efficacia)`: what kind of measure it is, and no part of its name."""


def _items(text: str) -> list[str]:
    """The values of a cell, one a line; their numbers, as those of a list, are none of them."""
    numbered = [one for one in _NUMBERED.split(text) if one.strip()]
    if _NUMBERED.match(text) and len(numbered) > 1 and _counts_up(text):
        return [one_line(item).rstrip(" ;") for item in numbered]
    items = [_MARK.sub("", one_line(item)) for item in text.replace(";", "\n").split("\n")]
    return [item.lstrip("-•– ") if len(item) > 1 else item for item in items if item]


_NUMBERED = regex(r"(?:^|\s)\d{1,2}[.)]\s+", re.MULTILINE)


_MARK = regex(r"[A-Z]{1,2}\d{1,2}[.:)]\s+(?=\S)")
"""`I1: 350`: which of the indicators beside it is meant, by order."""


def _counts_up(text: str) -> bool:
    """`1. 60% 2. 40%`: the numbers of the items follow one another."""
    numbers = [int(re.sub(r"\D", "", mark)) for mark in _NUMBERED.findall(text)]
    return numbers == list(range(1, len(numbers) + 1))


def _is_target(text: str) -> bool:
    return quantity(text) is not None or one_line(text).lower() in ("si", "sì", "sì/no", "si/no")


def _own_days(draft: ObjectiveDraft, year: int) -> dict[int, dt.date]:
    """Deadlines of single indicators, where rows of one objective give different ones."""
    read: dict[int, dt.date] = {}
    for row in draft.indicators:
        days = [day.day for day in deadline_days(row.text(Role.DEADLINE), year) if day.day]
        if days:
            read[id(row)] = max(days)
    is_own = draft.is_dated_by_row or draft.opened_by is None
    if is_own or not draft.text(Role.DEADLINE):
        return read
    return read if len(set(read.values())) > 1 else {}


def _listed_day(phrase: _Phrase, year: int) -> dt.date | None:
    """The day of one of several indicators of a cell, listed beside them one by one."""
    is_listed = phrase.beside.get(Role.DEADLINE) != phrase.row.text(Role.DEADLINE)
    days = deadline_days(phrase.beside.get(Role.DEADLINE, ""), year) if is_listed else []
    return max((day.day for day in days if day.day), default=None)


def _tell_bad_days(row: IndicatorDraft, code: str, draft: ObjectiveDraft, year: int) -> None:
    """An indicator's own day that does not exist; that of its objective is told with it."""
    text = row.text(Role.DEADLINE)
    if not text or text == draft.text(Role.DEADLINE):
        return
    for day in deadline_days(text, year):
        if day.day is None:
            reading = day.reading.isoformat() if day.reading else None
            draft.findings.add("bad_date", row.line, day.text, reading, where=code)


def _weight(
    phrase: _Phrase, draft: ObjectiveDraft, code: str, *, weights_here: bool
) -> Decimal | None:
    row, listed = phrase.row, phrase.beside.get(Role.INDICATOR_WEIGHT, "")
    text = listed or row.text(Role.INDICATOR_WEIGHT)
    text = text or (row.text(Role.WEIGHT) if weights_here else "")
    if not text or says_nothing(text):
        return None
    weight = None if is_error(text) else weight_in(text)
    if weight is None or not 0 <= weight <= 100:
        kind: AnomalyName = "broken_cell" if is_error(text) else "bad_weight"
        draft.findings.add(kind, row.line, text, where=code)
        return None
    return weight


def _indicator(
    code: str, found: Measure, deadline: dt.date | None, weight: Decimal | None
) -> Indicator:
    return Indicator(
        code=code,
        name=found.name,
        kind=found.kind,
        unit=found.unit,
        numerator=found.numerator,
        denominator=found.denominator,
        baseline=found.baseline,
        target=found.target,
        direction=found.direction,
        weight=weight,
        deadline=deadline,
    )


def _tell(found: Measure, code: str, phrase: _Phrase, draft: ObjectiveDraft) -> None:
    findings, line = draft.findings, phrase.row.line
    if found.bad_day:
        proposed = found.bad_day.reading
        reading = proposed.isoformat() if proposed else None
        findings.add("bad_date", line, found.bad_day.text, reading, where=code)
    elif broken := next((t for t in phrase.beside.values() if is_error(t)), None):
        findings.add("broken_cell", line, broken, where=code)
    elif found.target is None and (not found.kind.is_step or _lacks_target(phrase, draft)):
        raw = found.unread or phrase.row.text(Role.TARGET) or None
        findings.add("no_target", line, raw, where=code)
    if is_odd_share(found, phrase.beside.get(Role.TARGET) or phrase.text):
        share = Decimal(str(found.target)) * 100
        findings.add("odd_target", line, f"{found.target}", f"{share.normalize():f}", where=code)
    if found.numerator and found.denominator and upside_down(found.numerator, found.denominator):
        reading = f"{found.denominator} / {found.numerator}"
        findings.add("upside_down_ratio", line, phrase.text, reading, where=code)


def _lacks_target(phrase: _Phrase, draft: ObjectiveDraft) -> bool:
    """A step whose cell for a target is empty, in a document that gives nearly all of them one."""
    return draft.asks_targets and says_nothing(phrase.beside.get(Role.TARGET, ""))
