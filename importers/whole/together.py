"""What the objectives of a plan say together, and none of them by itself."""

from collections.abc import Sequence

from importers.tables.roles import Role
from importers.tables.tables import Table
from importers.values.words import hangs, squeezed
from importers.whole.drafts import IndicatorDraft, ObjectiveDraft
from importers.whole.findings import Finding
from importers.whole.grid import one_line
from italian.regex import regex

_SOME = 3
"""Of so many objectives of a table one has rows with different days, where days are of rows."""
_MOSTLY = 0.9
"""Share of the objectives with a number of their own, where numbers are codes; of the indicators
with a target, where each is asked for one."""
_MOSTLY_APART = 0.8
"""The same where a few were given twice by mistake."""

_MOSTLY_PARTED = 0.6
"""Share of the objectives that are a title over a text, where that is how they are written."""
_TITLE_AND_TEXT = regex(r"(?P<title>[^\n]{8,120}[^\n.:;,])\n(?P<text>[A-ZÀ-Ù](?s:.)*\.)")

_TITLE_THEN_TEXT = regex(
    r"(?P<title>.{8,120}?\b(?!(?:[dnsc]?[aeiou]l?l?|d[ai]|per|con|tra|fra|gli|degli|agli)\b)[a-zà-ù\d]+)"
    r" (?P<text>[A-ZÀ-Ù][a-zà-ù]{2,}(?: \S+){2,}\.)"
)
"""The same on a line that was full, where the sentence may have begun anew or gone on."""


def tell_together(drafts: Sequence[ObjectiveDraft], units: Sequence[str]) -> None:
    """Notes in each objective what the others show of it."""
    _part_titles(drafts)
    _tell_expected(drafts)
    _tell_days(drafts)
    _tell_targets(drafts)
    _tell_numbers(drafts, units)


def _part_titles(drafts: Sequence[ObjectiveDraft]) -> None:
    """Where most objectives are a line and a sentence under it, the sentence describes them."""
    parts = [_TITLE_AND_TEXT.fullmatch(draft.text(Role.OBJECTIVE)) for draft in drafts]
    told = [
        found is not None and not hangs(found["title"]) and not draft.text(Role.DESCRIPTION)
        for draft, found in zip(drafts, parts, strict=True)
    ]
    if sum(told) < max(_SOME, _MOSTLY_PARTED * len(drafts)):
        return
    for draft, found in zip(drafts, parts, strict=True):
        found = found or _TITLE_THEN_TEXT.fullmatch(one_line(draft.text(Role.OBJECTIVE)))
        if found is not None and not draft.text(Role.DESCRIPTION):
            draft.said |= {Role.OBJECTIVE: found["title"], Role.DESCRIPTION: found["text"]}


def _tell_expected(drafts: Sequence[ObjectiveDraft]) -> None:
    """Where most objectives have indicators beside what they should give, no such text is one."""
    said = [draft for draft in drafts if draft.text(Role.EXPECTED)]
    apart = sum(bool(draft.indicators or draft.phases) for draft in said)
    named = sum(any(row.text(Role.INDICATOR) for row in draft.indicators) for draft in said)
    for draft in said:
        draft.expected_is_told = apart * 2 > len(said)
        if named * 2 > len(said):  # of the others, what they should give is none either
            draft.indicators = [row for row in draft.indicators if not _only_expected(row)]


def _only_expected(row: IndicatorDraft) -> bool:
    return bool(row.text(Role.EXPECTED)) and not any(
        row.text(role) for role in (Role.INDICATOR, Role.TARGET, Role.BASELINE)
    )


def _tell_days(drafts: Sequence[ObjectiveDraft]) -> None:
    """Where the day changes within some objectives of a table, it is that of each row in all.

    Tables of the same headings, one a unit, are one.
    """
    tables: dict[tuple[str, ...], list[ObjectiveDraft]] = {}
    for draft in drafts:
        if isinstance(draft.opened_by, Table) and draft.indicators:
            titles = tuple(squeezed(column.title) for column in draft.opened_by.columns)
            tables.setdefault(titles, []).append(draft)
    for members in tables.values():
        many = [draft for draft in members if len(draft.indicators) > 1]
        changing = sum(len({row.text(Role.DEADLINE) for row in d.indicators}) > 1 for d in many)
        if changing > 1 and changing * _SOME >= len(many):
            for draft in members:
                draft.is_dated_by_row = True


def _tell_targets(drafts: Sequence[ObjectiveDraft]) -> None:
    """Where all but a few indicators have a target beside them, one without lacks it."""
    rows = [row for draft in drafts for row in draft.indicators if row.text(Role.INDICATOR)]
    aimed = sum(bool(row.text(Role.TARGET)) for row in rows)
    if aimed >= _MOSTLY * len(rows):
        for draft in drafts:
            draft.asks_targets = True


def _tell_numbers(drafts: Sequence[ObjectiveDraft], units: Sequence[str]) -> None:
    """Numbers that go on from unit to unit are what the document calls its objectives by."""
    numbers = [draft.text(Role.NUMBER).rstrip(".)") for draft in drafts]
    distinct = len(set(numbers) - {""})
    if len(set(units)) > 1 and distinct >= _MOSTLY * len(drafts):
        for draft in drafts:
            draft.is_numbered = True


def repeated_numbers(
    drafts: Sequence[ObjectiveDraft], units: Sequence[str]
) -> dict[int, list[Finding]]:
    """A number given to two objectives of one unit, where numbers tell objectives apart.

    Numbers that go on from unit to unit tell all of them apart.
    """
    numbers = list(map(_number_of, drafts))
    numbered = len(numbers) - numbers.count("")
    goes_on = len(set(numbers) - {""}) >= _MOSTLY_APART * numbered
    seen: set[tuple[str, str | None, str]] = set()
    found: dict[int, list[Finding]] = {}
    for draft, unit, said in zip(drafts, units, numbers, strict=True):
        if not said:
            continue
        key = ("" if goes_on else unit, draft.kind or draft.group, said)
        if key in seen:
            found[id(draft)] = [Finding("duplicate_code", draft.line, said)]
        seen.add(key)
    return found if len(found) * 5 <= numbered else {}


def _number_of(draft: ObjectiveDraft) -> str:
    """The number that an objective is printed with; empty where it has a code instead."""
    code = draft.text(Role.CODE)
    return code if code.isdecimal() else "" if code else draft.text(Role.NUMBER).rstrip(".)")
