"""The pages of a text, where signs part them, and what each prints above and below its lines."""

import re
from collections.abc import Sequence

from importers.tables.headings import header_roles, role_of
from importers.units.unitnames import named_unit
from importers.whole.grid import PAGE_MARK, is_foot, may_run, one_line
from italian.regex import regex

_EDGE = 2
"""Lines at the head and foot of a page that may be its running titles."""
_FEW = 2
"""Pages that may end with the same words of a cell by chance."""
_FIGURE = regex(r"\d+")
_ENTE = regex(r"\b(?:comune|citt[aà]|unione|provincia)\s+d", re.IGNORECASE)
_LETTER = regex(r"[^\W\d]")
_GAP = regex(r"\s{2,}")


def lines_of(text: str) -> list[str]:
    """The lines of a text; what its pages repeat at their edges stays only where it first stands.

    What is taken out leaves a blank line, so that every line keeps its number.
    """
    pages = [page.splitlines() for page in text.split("\f")]
    runs: dict[str, set[int]] = {}
    apart: set[str] = set()
    for number, page in enumerate(pages):
        for i in _edges(page):
            key = _key(page, i, number)
            runs.setdefault(key, set()).add(number)
            apart |= {key} if _is_apart(page, i) else set()
    told = sum(any(map(str.strip, page)) for page in pages)
    running = {
        key
        for key, on in runs.items()
        if len(on) * 2 >= told and len(on) > (1 if key in apart else _FEW)
    }
    found: list[str] = []
    for number, page in enumerate(pages):
        edges = _edges(page)
        for i, line in enumerate(page):
            key = _key(page, i, number) if i in edges else ""
            is_first = key in running and number == min(runs[key])
            is_kept = is_first and (_is_title(page, i) or _names_alone(line, text))
            found.append("" if key in running and not is_kept else line)
    return found


def _is_title(page: Sequence[str], i: int) -> bool:
    """Whether a line stands over the text of its page, and only names the document."""
    return not any(map(str.strip, page[: max(i - 1, 0)])) and not is_foot(one_line(page[i]))


def _names_alone(line: str, text: str) -> bool:
    """`Comune di Prova - pag. 1`, where nothing else says whose document it is."""
    return _ENTE.search(line) is not None and len(_ENTE.findall(text)) == text.count(line.strip())


def pages_of(text: str) -> list[int]:
    """The page that each of those lines stands on."""
    pages = enumerate(text.split("\f"))
    return [number for number, page in pages for _ in page.splitlines()]


def _edges(page: Sequence[str]) -> set[int]:
    """The first and last lines of a page that may be printed on every one."""
    said = [i for i, line in enumerate(page) if line.strip()]
    return {i for i in (*said[:_EDGE], *said[-_EDGE:]) if _may_run(page[i])}


def _is_apart(page: Sequence[str], i: int) -> bool:
    """Whether a line numbers the page, or stands apart from the text of it."""
    begin = end = i
    while begin and page[begin - 1].strip():
        begin -= 1
    while end + 1 < len(page) and page[end + 1].strip():
        end += 1
    return (end - begin < _EDGE and begin == i) or is_foot(one_line(page[i]))


def _may_run(line: str) -> bool:
    """A running title is no heading of a table, no label with its value, and names no unit."""
    text, parts = one_line(line), _parts(line)
    is_row = header_roles(parts) is not None or (
        len(parts) > 1
        and role_of(parts[0]) is not None
        and not any(map(PAGE_MARK.fullmatch, parts))
    )
    is_said = _LETTER.search(text) is not None or is_foot(text)
    return is_said and may_run(text) and not is_row and named_unit(text) is None


def _key(page: Sequence[str], i: int, number: int) -> str:
    """What a line says whatever its page; a number apart in it must go with that of the page.

    Within the text of a page, or in cells, a figure is one of its own.
    """
    text, parts = one_line(page[i]).casefold(), _parts(page[i])
    is_numbered = any(map(PAGE_MARK.fullmatch, parts)) or is_foot(text)
    if not is_numbered and (len(parts) > 1 or not _is_apart(page, i)):
        return text
    marks = [int(part) - number for part in parts if part.isdecimal()] if len(parts) > 1 else []
    return _FIGURE.sub("0", text) + "".join(f" #{mark}" for mark in marks)


def _parts(line: str) -> list[str]:
    return _GAP.split(line.strip())
