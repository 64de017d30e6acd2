"""Which columns hold codes of what the objectives serve, and not their own."""

import re
from collections.abc import Sequence

from importers.tables.looks import is_code
from importers.tables.roles import Role
from importers.values.figures import says_nothing
from importers.values.words import squeezed
from importers.whole.grid import Row, one_line
from italian.regex import regex

_REFERS = regex(r"dup|operativ|rif")
_SHORT_REFERS = regex(r"(?:ob\w*|dup)op(?:er\w*)?|oper(?:ativ[oi])?(?:dup)?|dup|rif\w*")
_SHORT_LINE = regex(r"(?:ob\w*|dup|linea)?str(?:at\w*)?(?:dup)?")
"""Headings cut short, over the codes of what the objectives serve."""
_MOSTLY_CODES = 0.8
_MOSTLY_APART = 0.8


def tell_served(roles: list[Role | None], titles: Sequence[str], rows: Sequence[Row]) -> None:
    """Puts a reference where a column of codes says what is served."""
    if Role.CODE in roles:
        for role, heading in ((Role.REFERENCE, _SHORT_REFERS), (Role.STRATEGIC, _SHORT_LINE)):
            at = _open_codes(roles, titles, rows, heading) if role not in roles else None
            if at is not None:
                roles[at] = role
    codes = [i for i, role in enumerate(roles) if role is Role.CODE]
    refers = [i for i in codes if _REFERS.search(squeezed(titles[i]))]
    if len(refers) == len(codes) == 1 and _is_shared(roles, codes[0], rows):
        roles[codes[0]] = Role.REFERENCE
    if len(codes) < 2:
        return
    for i in refers if len(refers) < len(codes) else ():
        roles[i] = Role.REFERENCE
    for i in [i for i in codes if roles[i] is Role.CODE][1:]:
        roles[i] = Role.NUMBER


def _open_codes(
    roles: Sequence[Role | None],
    titles: Sequence[str],
    rows: Sequence[Row],
    heading: re.Pattern[str],
) -> int | None:
    """`Oper.` over codes, beside the objectives' own: what they serve."""
    for i, role in enumerate(roles):
        if role is None and heading.fullmatch(squeezed(titles[i])):
            said = [cell for cell in _column(rows, i) if cell and not says_nothing(cell)]
            if said and sum(map(is_code, said)) >= _MOSTLY_CODES * len(said):
                return i
    return None


def _is_shared(roles: Sequence[Role | None], at: int, rows: Sequence[Row]) -> bool:
    """Whether codes come back beside objectives that their titles tell apart."""
    titles = next((i for i, r in enumerate(roles) if r in (Role.OBJECTIVE, Role.DESCRIPTION)), None)
    if titles is None:
        return False
    told = zip(_column(rows, titles), _column(rows, at), strict=True)
    pairs = {one for one in told if all(one)}
    distinct, codes = ({one[k] for one in pairs} for k in (0, 1))
    return len(distinct) == len(pairs) and len(codes) < _MOSTLY_APART * len(pairs)


def _column(rows: Sequence[Row], i: int) -> list[str]:
    return [one_line(row.cells[i]) if i < len(row.cells) else "" for row in rows]
