"""The pages of a text, where signs part them, and what each prints above and below its lines."""

from collections.abc import Sequence

from importers.grid import is_foot, may_run, one_line
from importers.headings import header_roles
from importers.unitnames import named_unit
from italian.regex import regex

_EDGE = 2
"""Lines at the head and foot of a page that may be its running titles."""
_FIGURE = regex(r"\d+")
_GAP = regex(r"\s{2,}")


def lines_of(text: str) -> list[str]:
    """The lines of a text; what its pages repeat at their edges stays only where it first stands.

    What is taken out leaves a blank line, so that every line keeps its number.
    """
    pages = [page.splitlines() for page in text.split("\f")]
    runs: dict[str, set[int]] = {}
    for number, page in enumerate(pages):
        for i in _edges(page):
            runs.setdefault(_key(page[i]), set()).add(number)
    told = sum(any(map(str.strip, page)) for page in pages)
    running = {key for key, on in runs.items() if len(on) > 1 and len(on) * 2 >= told}
    found: list[str] = []
    for number, page in enumerate(pages):
        edges = _edges(page)
        for i, line in enumerate(page):
            runs_here = i in edges and _key(line) in running
            is_again = runs_here and (number > min(runs[_key(line)]) or is_foot(one_line(line)))
            found.append("" if is_again else line)
    return found


def _edges(page: Sequence[str]) -> set[int]:
    """The first and last lines of a page that may be printed on every one."""
    said = [i for i, line in enumerate(page) if line.strip()]
    return {i for i in (*said[:_EDGE], *said[-_EDGE:]) if _may_run(page[i])}


def _may_run(line: str) -> bool:
    """A running title is no heading of a table and names no unit."""
    text = one_line(line)
    is_header = header_roles([part for part in _GAP.split(line.strip()) if part]) is not None
    return may_run(text) and not is_header and named_unit(text) is None


def _key(line: str) -> str:
    return _FIGURE.sub("0", one_line(line)).casefold()
