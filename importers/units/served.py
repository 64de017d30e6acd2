"""What objectives serve: strategic ones listed apart, or only named beside each."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from importers.review.mapping import PlanMap
from importers.tables.matching import Column
from importers.tables.roles import Role
from importers.tables.tables import Block, Paragraph, Table
from importers.values.codes import is_strategic, opening_code, spelt
from importers.whole.drafts import ObjectiveDraft
from importers.whole.grid import one_line
from italian.regex import regex
from ledger.plan import Strategic

_NAMED = regex(
    r"(?:obiettivo strategico\s+)?(?P<code>[A-Z]{1,4}\.?\s?\d+(?:[.\-/]\d+)*[A-Z]?)"
    r"(?:\s*[-–—:=]\s*|\s+)(?P<title>[^\W\d]{2}.*)",
)


_CODE = regex(r"[A-Z]{1,4}\.?\s?\d+(?:[.\-/]\d+)*")


def named_beside(drafts: Iterable[ObjectiveDraft]) -> dict[str, Strategic]:
    """Those whose cells hold a code, with its title or alone; none where most hold other things."""
    said = [one_line(draft.text(Role.STRATEGIC)) for draft in drafts]
    titles: dict[str, Counter[str]] = {}
    for text in filter(None, said):
        found = _NAMED.fullmatch(text)
        if found is not None:
            titles.setdefault(opening_code(found["code"]), Counter())[found["title"]] += 1
        elif _CODE.fullmatch(text):
            titles.setdefault(spelt(text), Counter())[spelt(text)] += 1
    named = sum(sum(counts.values()) for counts in titles.values())
    if named * 2 <= sum(map(bool, said)):
        return {}
    return {
        code: Strategic(code=code, title=counts.most_common(1)[0][0])
        for code, counts in sorted(titles.items())
    }


def listed_apart(
    blocks: Iterable[Block], named: Mapping[str, Strategic]
) -> Mapping[str, Strategic]:
    """Of codes named beside the objectives, the list of them all that stands in the text.

    `OS01 – Una città che cresce`, `OS02 – …`: lines one after another, which hold most of them.
    """
    run: dict[str, Strategic] = {}
    for block in (*blocks, Paragraph(0, "")):
        found = _item(block) if isinstance(block, Paragraph) else None
        if found is not None:
            run.setdefault(found.code, found)
            continue
        if len(run) > 1 and len(run.keys() & named.keys()) * 2 > len(named):
            return run
        run = {}
    return named


def _item(paragraph: Paragraph) -> Strategic | None:
    found = _NAMED.fullmatch(one_line(paragraph.text).lstrip("-•*· "))
    if found is None or len(paragraph.text) >= _LONGEST_LINE:
        return None
    return Strategic(code=opening_code(found["code"]), title=found["title"])


def titled_by(blocks: Iterable[Block], codes: Collection[str]) -> dict[str, str]:
    """The titles of some codes, from the lines that hold a code and its title: `OS1 Turismo`."""
    titles: dict[str, str] = {}
    for block in blocks if codes else ():
        found = _item(block) if isinstance(block, Paragraph) else None
        if found is not None and found.code in codes:
            titles.setdefault(found.code, found.title)
    return titles


_LONGEST_LINE = 200


def with_columns_of_served(blocks: Iterable[Block], known: PlanMap) -> list[Block]:
    """The blocks, columns of codes that are listed elsewhere read as what is served.

    `Codice | V.P. | Obiettivo`, under `VP1 | Una città semplice`: whatever its heading, unless
    `known` says that it is something else.
    """
    found = list(blocks)
    listed = {code for block in found for code in _codes_listed(block)}
    for block in found if listed else ():
        if isinstance(block, Table) and not block.roles & {Role.STRATEGIC, Role.REFERENCE}:
            columns = tuple(
                replace(column, role=Role.STRATEGIC)
                if column.role is None and _is_of_codes(block, i, listed)
                else column
                for i, column in enumerate(block.columns)
            )
            block.columns = known.settled(columns)
    return found


def _codes_listed(block: Block) -> Iterator[str]:
    """The codes of strategic objectives that a line or the rows of a little table tell."""
    if isinstance(block, Paragraph):
        found = _item(block)
        if found is not None:
            yield found.code
        return
    if not block.roles & {Role.INDICATOR, Role.TARGET, Role.WEIGHT, Role.DEADLINE}:
        for row in block.rows:
            code = spelt(row.cells[row.filled[0]])
            if len(row.filled) > 1 and is_strategic(code):
                yield code


def _is_of_codes(table: Table, i: int, listed: Collection[str]) -> bool:
    """Whether a column holds such codes and nothing else; of many one may be another."""
    said = [spelt(row.cells[i]) for row in table.rows if i < len(row.cells) and row.cells[i]]
    told = sum(code in listed for code in said)
    is_of_objectives = bool(table.roles & {Role.OBJECTIVE, Role.DESCRIPTION})
    return is_of_objectives and told >= _MOSTLY * len(said) > 0 and all(map(is_strategic, said))


_MOSTLY = 0.7


def in_levels(table: Table) -> list[Table]:
    """`Codice | Obiettivo strategico | Codice | Obiettivo operativo | Stato`: two tables in one."""
    roles = [column.role for column in table.columns]
    cut = next((i for i in range(1, len(roles)) if _opens_level(table, i)), None)
    if cut is None or len(roles) < _LEAST_COLUMNS:
        return [table]
    above = Table(table.line, (Column(Role.CODE, ""), Column(Role.OBJECTIVE, "")), table.sheet)
    below = Table(
        table.line, (replace(table.columns[cut], role=Role.CODE), *table.columns[cut + 1 :])
    )
    for row in table.rows:
        if row.cells[0] and 0 not in row.down:
            above.rows.append(replace(row, cells=row.cells[:2], down=frozenset()))
        below.rows.append(replace(row, cells=row.cells[cut:], down=frozenset()))
    return [above, below]


def _opens_level(table: Table, i: int) -> bool:
    """Whether a column holds codes that go on from those of the first: `OS1.02` after `OS1`."""
    first, own = "", 0
    said = [row for row in table.rows if len(row.cells) > i and row.cells[i]]
    for row in said:
        first = spelt(row.cells[0]) or first
        own += (
            bool(first) and re.match(rf"{re.escape(first)}[.\-/]", spelt(row.cells[i])) is not None
        )
    return bool(said) and i > 1 and own * 10 >= len(said) * 9


_LEAST_COLUMNS = 4
