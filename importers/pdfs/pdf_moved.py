"""A table that goes on over a page where its columns stand elsewhere, and no header says where."""

from collections.abc import Sequence

from importers.pdfs.pdf_headers import Line, pieces_of, said_in
from importers.tables.headings import role_of

_NEAR = 12.0
"""Points between the beginnings of cells of one column."""
_LEAST = 2
_PAIR = 2
_TELLING = 3
"""Columns that must be met on the page."""
_UNTOLD = 200.0
"""What it costs to leave out a place where cells begin, for each of them."""


def moved(starts: Sequence[float], lines: Sequence[Line], wide: float) -> list[float]:
    """Where the columns begin on a page of such lines, told by the gaps between their cells.

    The columns keep their order and, as far as they may, the space between them.
    """
    places = _places(lines, wide)
    if not places:
        return list(starts)
    told = _matched(starts, places)
    first = pieces_of(lines[0], wide)
    is_label = len(first) == _PAIR and role_of(said_in(first[0]).rstrip(": ")) is not None
    if is_label or len(told) < min(_TELLING, len(starts)):
        return list(starts)  # rows of something else, or too few to tell
    found: list[float] = []
    shift = next((places[c][0] - starts[j] for j, c in sorted(told.items())), 0.0)
    for j, start in enumerate(starts):
        if j in told:
            shift = places[told[j]][0] - start
        found.append(start + shift)
    return found if found == sorted(found) else list(starts)


def _places(lines: Sequence[Line], wide: float) -> list[tuple[float, int]]:
    """Where cells begin, from left to right, and how many of them do."""
    rows = [pieces_of(line, wide) for line in lines]
    begins = sorted(piece[0]["x0"] for own in rows if len(own) > 1 for piece in own)
    groups: list[list[float]] = []
    for x in begins:
        if groups and x - groups[-1][-1] <= _NEAR:
            groups[-1].append(x)
        else:
            groups.append([x])
    least = _LEAST if len(rows) > _LEAST * 2 else 1
    return [(group[0], len(group)) for group in groups if len(group) >= least]


def _matched(starts: Sequence[float], places: Sequence[tuple[float, int]]) -> dict[int, int]:
    """The place of each column that has one: in order, with the least change of the spaces."""
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
    whole = sum(count for _, count in places) * _UNTOLD
    for c, (x, count) in enumerate(places):
        for j, start in enumerate(starts):
            gain = count * _UNTOLD
            options: list[tuple[float, tuple[tuple[int, int], ...]]] = [
                (whole - gain + abs(x - start) / 4, ((j, c),))
            ]
            for (before, k), (cost, path) in best.items():
                if before < c and k < j:
                    change = abs((x - places[before][0]) - (start - starts[k]))
                    options.append((cost - gain + change, (*path, (j, c))))
            best[c, j] = min(options)
    return dict(min(best.values())[1])
