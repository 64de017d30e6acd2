"""Objectives that a list names before their sheets tell them: each is one objective."""

from collections.abc import Sequence

from importers.tables.roles import Role
from importers.values.words import squeezed
from importers.whole.drafts import ObjectiveDraft
from importers.whole.grid import one_line

_MOST_CUT = 2
_LEAST_TITLE = 12
_TOLD = (Role.OWNER, Role.DEADLINE, Role.TIMING, Role.DESCRIPTION, Role.EXPECTED)


def told_once(drafts: Sequence[ObjectiveDraft]) -> list[ObjectiveDraft]:
    """The drafts without those of a list whose objectives have each a sheet of its own.

    What the list alone says, as a weight or a code, goes to the sheet.
    """
    listed: dict[object, list[ObjectiveDraft]] = {}
    for draft in drafts:
        if draft.opened_by is not None:
            listed.setdefault(id(draft.opened_by), []).append(draft)
    gone: set[int] = set()
    for rows in listed.values():
        found = {id(row): _sheet_of(row, drafts) for row in rows if _only_names(row)}
        if len(found) == len(rows) and all(found.values()):
            for row in rows:
                sheet = found[id(row)]
                assert sheet is not None
                for role, text in row.said.items():
                    sheet.said.setdefault(role, text)
                if len(row.text(Role.OBJECTIVE)) > len(sheet.text(Role.OBJECTIVE)):
                    sheet.said[Role.OBJECTIVE] = row.text(Role.OBJECTIVE)
                gone.add(id(row))
    return [draft for draft in drafts if id(draft) not in gone]


def _only_names(draft: ObjectiveDraft) -> bool:
    is_bare = not (draft.indicators or draft.phases or draft.people or draft.budget)
    return is_bare and not any(map(draft.text, _TOLD))


def _sheet_of(row: ObjectiveDraft, drafts: Sequence[ObjectiveDraft]) -> ObjectiveDraft | None:
    """The sheet with the title of a row of a list, which tells more."""
    title = squeezed(one_line(row.text(Role.OBJECTIVE)))
    for draft in drafts:
        is_sheet = draft.opened_by is not row.opened_by and not _only_names(draft)
        if title and is_sheet and _is_same(title, squeezed(one_line(draft.text(Role.OBJECTIVE)))):
            return draft
    return None


def _is_same(title: str, other: str) -> bool:
    """Whether two titles are one, of which the sheet may have lost the end on another line."""
    is_cut = len(other) * _MOST_CUT > len(title) and len(other) > _LEAST_TITLE
    return title == other or (is_cut and title.startswith(other))
