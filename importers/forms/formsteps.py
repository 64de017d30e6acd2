"""Tables of measures brought back to their titles where a page was copied box by box.

What takes the text out of a page may tell two tables and then the two titles over them. They still
come in their order: where a page has as many tables as titles, the first belongs to the first.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from importers.forms.formitems import Band, Grid, Item, Other, Pair
from importers.forms.formwords import bare, uncounted
from importers.tables.roles import Role


def in_step(items: Sequence[Item], titles: Set[str]) -> list[Item]:
    """The items with each table of measures right after its title, page by page."""
    if _are_numbered(items):
        return list(items)
    pages = groupby(items, key=_page_of)
    return [item for _, page in pages for item in _of_page(list(page), titles)]


def _of_page(page: Sequence[Item], titles: Set[str]) -> Iterator[Item]:
    tables = [item for item in page if _is_of_measures(item)]
    heads = [item for item in page if isinstance(item, Pair) and item.key in titles]
    is_paired = len(tables) == len(heads) and not _opens_with_table(page)
    if not is_paired:
        yield from page
        return
    left = iter(tables)
    for item in page:
        if not _is_of_measures(item):
            yield item
        if isinstance(item, Pair) and item.key in titles:
            yield next(left)


def _are_numbered(items: Sequence[Item]) -> bool:
    """Whether measures stand in boxes of their own, each with its number: several to a title."""
    heads = [item.heads for item in items if isinstance(item, Grid) and _is_of_measures(item)]
    return any(uncounted(one.text) != bare(one.text) for head in heads for one in head)


def _is_of_measures(item: Item) -> bool:
    return isinstance(item, Grid) and any(one.role is Role.INDICATOR for one in item.heads)


def _opens_with_table(page: Sequence[Item]) -> bool:
    """Whether a page goes on with the table of the title before it."""
    first = next((item for item in page if not isinstance(item, Other)), None)
    return first is not None and _is_of_measures(first)


def _page_of(item: Item) -> int | None:
    if isinstance(item, Grid):
        return item.heads[0].row.page
    return item.label.row.page if isinstance(item, (Pair, Band)) else item.row.page
