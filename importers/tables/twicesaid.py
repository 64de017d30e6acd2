"""Two columns under one heading: of objectives, and of what measures them."""

from collections.abc import Sequence

from importers.tables.roles import Role
from importers.values.words import squeezed


def described_twice(
    roles: Sequence[Role | None], titles: Sequence[str], cells: Sequence[Sequence[str]]
) -> list[Role | None]:
    """`Descrizione … Descrizione`: of objectives, and of what is told of each in more rows."""
    told = list(roles)
    found = [i for i, role in enumerate(roles) if role is Role.DESCRIPTION]
    if len(found) != 2 or Role.OBJECTIVE in roles or Role.INDICATOR in roles:
        return told
    first, second = found
    is_same = squeezed(titles[first]) == squeezed(titles[second])
    if is_same and len(set(cells[first])) <= len(set(cells[second])):
        told[first], told[second] = Role.OBJECTIVE, Role.INDICATOR
    return told
