"""Who heads each unit, where a table of the document says it apart from the objectives."""

from collections.abc import Iterable, Mapping

from importers.tables.headings import header_roles
from importers.tables.roles import Role
from importers.units.owners import names_post, person_in
from importers.values.words import tokens
from importers.whole.drafts import ObjectiveDraft
from importers.whole.grid import Row, one_line

_OF_HEADS = {Role.AREA, Role.SERVICE, Role.OWNER, Role.CODE, Role.UNIT_CODE, Role.AREA_CODE,
             Role.NUMBER}  # fmt: skip
Heads = Mapping[tuple[str, ...], str]


def heads_of(rows: Iterable[Row]) -> Heads:
    """For the words of each unit's name its post and person: `Settore | Titolare di E.Q.`."""
    heads: dict[tuple[str, ...], str] = {}
    post, at, owner = "", -1, -1
    for row in rows:
        roles = header_roles(row.cells)
        known = set(roles or ()) - {None}
        if roles is not None:
            of_heads = known <= _OF_HEADS and Role.OWNER in known
            units = [i for i, role in enumerate(roles) if role in (Role.AREA, Role.SERVICE)]
            owner = roles.index(Role.OWNER) if of_heads and units else -1
            at = units[-1] if units else -1
            post = one_line(row.cells[owner]) if owner >= 0 else ""
        elif row.is_paragraph:
            owner = -1
        elif 0 <= owner < len(row.cells) and at < len(row.cells) and names_post(post):
            name, person = tuple(tokens(row.cells[at])), one_line(row.cells[owner])
            if name and person_in(person):
                heads.setdefault(name, f"{post} {person}")
    return heads


def name_heads(drafts: Iterable[ObjectiveDraft], heads: Heads) -> None:
    """Gives the objectives that name nobody who heads their unit."""
    for draft in drafts if heads else ():
        if draft.text(Role.OWNER) or draft.head:
            continue
        names = [unit.name for unit in (draft.service, draft.area) if unit is not None]
        found = (heads[key] for name in names if (key := tuple(tokens(name))) in heads)
        draft.head = next(found, None)
