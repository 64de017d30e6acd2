"""Forms counted as pages are, `SCHEDA OBIETTIVO 3/12`: the counter is no code of theirs."""

import re
from collections.abc import Sequence
from dataclasses import replace

from importers.forms.labelpairs import is_sheet_title
from importers.whole.grid import Row, one_line
from italian.regex import regex

_COUNTED = regex(
    r"(?P<title>[^\d]+?)\s*(?:\bn\.?\s*)?(?P<at>\d{1,3})\s*(?:/|di|su)\s*(?P<all>\d{1,3})",
    re.IGNORECASE,
)
_LEAST = 2


def without_counters(rows: Sequence[Row]) -> list[Row]:
    """The rows without the counters of forms, where they count all of them one by one."""
    found = {i: counted for i, row in enumerate(rows) if (counted := _counted(row)) is not None}
    places = [int(one["at"]) for one in found.values()]
    are_counters = (
        len(places) >= _LEAST
        and places == list(range(1, len(places) + 1))
        and {int(one["all"]) for one in found.values()} == {len(places)}
    )
    if not are_counters:
        return list(rows)
    return [
        replace(row, cells=(found[i]["title"], *row.cells[1:])) if i in found else row
        for i, row in enumerate(rows)
    ]


def _counted(row: Row) -> re.Match[str] | None:
    """The title of a form and its counter, alone in a row."""
    found = _COUNTED.fullmatch(one_line(row.cells[0])) if row.filled == (0,) else None
    return found if found is not None and is_sheet_title(found["title"]) else None
