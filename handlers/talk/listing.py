"""A list, page by page: whatever has more rows than a page opens to its end.

    bot       12 obiettivi · AS Area Servizi
              AS3.2 …                                    [Altri 4 ▸] [Tutti] [In un file]
    officer   gli altri

Which list a chat has open, and where in it, is kept with the chat, so that words go on with it;
a button names its list whole, so that it opens whatever was shown since.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.conversation import WORD_BYTES
from handlers.desk import Desk, answer, button, remembered
from handlers.turn import Button, Outcome
from ledger.later import dataclass
from words.say import Say, say
from words.wording import plain_text

PAGE = 8
"""Rows of a page, so that with title and foot an answer stays within ten lines."""

ALL = 100
"""Rows shown at once when all are asked for; beyond, the rest is in the file."""

CELLS = 4
"""Buttons beside one another."""


@dataclass(frozen=True)
class Listed:
    """A list, whole: `cells` are a row's button each, None where a row opens nothing; `foot` are
    rows of buttons below every page."""

    title: tuple[Say, ...]
    rows: Sequence[Say]
    cells: tuple[Button | None, ...] = ()
    foot: tuple[tuple[Button, ...], ...] = ()
    tail: tuple[Say, ...] = ()
    """Lines under the rows of every page."""
    scores: tuple[tuple[str, int] | None, ...] = ()
    """Whose score of which year a row tells, where it tells any: shown, it is noted as read."""


Source = Callable[[Desk, str], Listed]
"""From what a list is about, as its buttons hold it, to the list."""


def shown(
    desk: Desk,
    name: str,
    about: str,
    listed: Listed,
    *,
    at: int = 0,
    words: str = "",
    everything: bool = False,
) -> Outcome:
    """A page of a list from row `at` on, which the chat keeps as the one that is open."""
    found = searched(listed, words)
    if found.cells and not listed.rows:
        return _of_buttons(desk, name, about, found, at, words)
    count = len(found.rows)
    room = max(1, PAGE + 2 - len(found.title) - len(found.tail) - (count > PAGE))
    page = count if count <= room + 1 else room  # «… e ancora 1» takes the room of that one.
    size = min(ALL, count) if everything else page
    at = min(at, max(0, count - 1))
    rows = found.rows[at : at + size]
    note_scores(desk, found.scores[at : at + size])
    left = count - at - len(rows)
    lines = [*found.title, *rows]
    if words and not count:
        lines.append(say("list.nothing", words=words))
    if left:
        lines.append(say("list.left", count=left))
    elif at and count:
        lines.append(say("list.end", count=count))
    lines += found.tail
    cells = [cell for cell in found.cells[at : at + size] if cell is not None][:PAGE]
    rows_of_buttons = tuple(tuple(cells[i : i + CELLS]) for i in range(0, len(cells), CELLS))
    nav = _nav(name, about, at, size, count, words)
    outcome = answer(
        *lines,
        buttons=(*rows_of_buttons, *((nav,) if nav else ()), *found.foot),
        replace=bool(desk.turn.pressed),
    )
    return _kept(desk, outcome, name, about, at, size, words)


def note_scores(desk: Desk, told: Sequence[tuple[str, int] | None]) -> None:
    """Whose scores the rows that are shown, or sent, have told."""
    for person, year in filter(None, told):
        desk.ledger.trace_reading(desk.person, person, year, "chat")


def _kept(
    desk: Desk, outcome: Outcome, name: str, about: str, at: int, size: int, words: str
) -> Outcome:
    open_list = {"name": name, "about": about, "at": at, "size": size, "shown": desk.turn.instant}
    return remembered(desk, outcome, list={**open_list, "words": words})


def _of_buttons(desk: Desk, name: str, about: str, listed: Listed, at: int, words: str) -> Outcome:
    """A page of a list that is all buttons, one a row."""
    count = len(listed.cells)
    at = min(at, max(0, count - 1))
    rows = tuple((cell,) for cell in listed.cells[at : at + PAGE] if cell is not None)
    nav = []
    if at:
        nav.append(button("before", _page(name, about, max(0, at - PAGE), words)))
    if at + PAGE < count:
        nav.append(button("next", _page(name, about, at + PAGE, words)))
    outcome = answer(
        *listed.title,
        *listed.tail,
        buttons=(*rows, *((tuple(nav),) if nav else ()), *listed.foot),
        replace=bool(desk.turn.pressed),
    )
    return _kept(desk, outcome, name, about, at, PAGE, words)


def length(listed: Listed) -> int:
    """How many there are, rows or buttons."""
    return len(listed.rows) or len(listed.cells)


def texts_of(listed: Listed) -> list[str]:
    """What is searched in: the rows, or the labels of a list that is all buttons."""
    labels = [cell.label for cell in listed.cells if cell is not None]
    return [plain_text(said).casefold() for said in listed.rows or labels]


def searched(listed: Listed, words: str) -> Listed:
    """Only the rows that have all the words in them."""
    if not words:
        return listed
    wanted = words.casefold().split()
    kept = [n for n, text in enumerate(texts_of(listed)) if all(word in text for word in wanted)]
    cells = listed.cells or (None,) * len(listed.rows)
    title = (*listed.title, say("list.searched", words=words, count=len(kept)))
    return replace(
        listed,
        title=title,
        rows=tuple(listed.rows[n] for n in kept if listed.rows),
        cells=tuple(cells[n] for n in kept),
        scores=tuple(listed.scores[n] for n in kept if listed.scores),
    )


def _nav(name: str, about: str, at: int, size: int, count: int, words: str) -> tuple[Button, ...]:
    """Back, on, all of it, and the file: each only where it leads somewhere. Of a search they go on
    with the search; words that no button holds are gone on with by typing."""
    found, searched_for = [], f":{words}" if words else ""
    if at:
        found.append(button("back", _page(name, about, max(0, at - size), words)))
    left = count - at - size
    if left > 0:
        found.append(button("others", _page(name, about, at + size, words), count=left))
        if not at:
            found.append(button("everything", f"lsall:{name}:{about}{searched_for}"))
    if count > PAGE:
        found.append(button("as_file", f"lsfile:{name}:{about}{searched_for}"))
    return tuple(cell for cell in found if len(cell.data.encode()) <= WORD_BYTES)


def _page(name: str, about: str, at: int, words: str) -> str:
    return f"ls:{name}:{about}:{at}:{words}" if words else f"ls:{name}:{about}:{at}"


def in_year(about: str, year: int | None) -> str:
    """What a list is about, as a button holds it, with the year where one is asked about."""
    return f"{about}~{year}" if year is not None else about


def of_year(desk: Desk, about: str) -> tuple[str, Desk]:
    """The same read back: what it is about, and the desk that speaks of its year."""
    code, _, year = about.partition("~")
    return code, desk.in_year(int(year)) if year.isdecimal() else desk
