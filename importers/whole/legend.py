"""What a document says its abbreviations mean, and the lists that say it, which are no plan.

`DIR: dirigente del settore; EQ: titolare di Elevata Qualificazione`, in a list, a sheet or a line
over the tables: the posts of the plan are then named by the abbreviation alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from importers.tables.headings import role_of
from importers.tables.roles import Role
from importers.units.owners import names_post, person_in
from importers.values.words import squeezed, unaccented
from importers.whole.drafts import ObjectiveDraft
from importers.whole.grid import Row, one_line
from italian.regex import regex

_TITLE = regex(
    r"\W*(?:[\d.]+\s*)?(?:legenda|sigle|abbreviazioni|glossario|acronimi)"
    r"(?:\s+(?:e|ed|delle|degli|utilizzat\w+|usat\w+|sigle|abbreviazioni|acronimi))*\W*",
    re.IGNORECASE,
)
_HEADS = (frozenset({"sigla", "sigle", "abbreviazione", "abbreviazioni", "acronimo", "simbolo"}),)
_SHORT = r"(?:[A-Z]\.?\s?){1,5}[a-z]{0,2}\.?|[A-Z][a-z]{1,4}\."
_MEANT = regex(
    rf"(?:^|(?<=[;,(\s]))(?:la sigla\s+)?[«\"“]?(?P<short>{_SHORT})[»\"”]?\s*"
    r"(?:[:=]|\s[-–—]\s|\s?indica(?:\s+(?:il|la|l['’]))?\s)\s*(?P<words>[^;,.:=]{4,80})"
)
_EQUALLED = regex(
    r"(?:^|[;:,(])\s*[«\"“]?(?P<short>[^=;:,()«»\"“”]{1,20}?)[»\"”]?\s*=\s*(?P<words>[^;=]{4,80})"
)
_OF_SETS = regex(r"(?<=[^\W\d][. _])\s*(?P<number>\d)$")
_LONGEST_HEAD = 40
_POST = regex(
    r"\b(?:dirigent[ei]|responsabil[ei]|segretari[oa]|titolar[ei]|elevata qualificazione"
    r"|posizione organizzativa|caposettore|capo ?(?:servizio|area|settore))\b"
)
_LONGEST_LINE = 600
_LONGEST_POST = 120
_WIDEST = 4
"""Cells of a row that says who holds a post."""
_PARTED = regex(r"\s*:\s+|\s+[–—-]\s+|,\s+(?=[a-zA-Z])|\t+")
_PERSONS = regex(r"\s*[;/+\n]\s*|\s+e\s+|,\s+")
_MOST_LETTERS = 8
_PAIR = 2
_LEAST_SPELLED = 2
"""Headings of one table that are abbreviations; one by itself may be chance."""


def without_legends(rows: Sequence[Row]) -> list[Row]:
    """The rows without the lists of abbreviations that a title or a heading announces."""
    kept: list[Row] = []
    is_inside, sheet = False, None
    for row in rows:
        text = one_line(row.cells[row.filled[0]]) if row.filled else ""
        if len(row.filled) == 1 and _TITLE.fullmatch(text):
            is_inside, sheet = True, row.sheet
            kept.append(row)
            continue
        if is_inside and not row.is_blank and not (row.sheet == sheet and _explains(row)):
            is_inside = False
        if not is_inside:
            kept.append(row)
    return kept


def _explains(row: Row) -> bool:
    """`DIR | Dirigente del settore`, the heading over such rows, or an item that says as much."""
    if row.is_paragraph:
        return re.match(r"\W*[A-Z][A-Za-z.]{0,6}\s*[:=–-]\s*\S", row.cells[0]) is not None
    said = [one_line(row.cells[i]) for i in row.filled]
    if len(said) != 2:
        return False
    return _is_short(said[0]) or squeezed(said[0]) in _HEADS[0]


def _is_short(text: str) -> bool:
    return len(text) <= _MOST_LETTERS and not any(map(str.isdigit, text)) and " " not in text


def with_headings_spelled_out(rows: Sequence[Row]) -> list[Row]:
    """The rows with the abbreviations that head a table said in the words a legend gives them.

    `P.Ob. = peso dell'obiettivo; V.A. = valore atteso` over `Obiettivo | P.Ob. | V.A.`.
    """
    meant: dict[str, str] = {}
    heads = {_head(row.cells[i]) for row in rows if len(row.fresh) > _PAIR for i in row.fresh}
    for row in rows:
        said = dict([*_meanings(row), *_equalled(row)])
        for short, words in said.items():
            is_head = squeezed(short) in heads and squeezed(short) != squeezed(words)
            if is_head and role_of(one_line(words)) is not None:
                meant.setdefault(squeezed(short), one_line(words))
    return [_spelled_out(row, meant) for row in rows] if meant else list(rows)


def _head(cell: str) -> str:
    """What a heading has in common with those of other sets: `p.` of `p. 2`."""
    return squeezed(_OF_SETS.sub("", one_line(cell))) if len(cell) <= _LONGEST_HEAD else ""


def _in_words(cell: str, meant: Mapping[str, str]) -> str:
    """A heading in its words, with the number of its set."""
    number = _OF_SETS.search(one_line(cell))
    words = meant.get(squeezed(cell)) or meant.get(_head(cell))
    if not words:
        return cell
    return f"{words} ({number['number']})" if number and squeezed(cell) not in meant else words


def _spelled_out(row: Row, meant: Mapping[str, str]) -> Row:
    cells = tuple(_in_words(cell, meant) if cell else cell for cell in row.cells)
    changed = sum(one != cell for one, cell in zip(cells, row.cells, strict=True))
    is_header = changed >= _LEAST_SPELLED and len(row.fresh) > changed
    return replace(row, cells=cells) if is_header else row


def _meanings(row: Row) -> Iterator[tuple[str, str]]:
    """The abbreviations that a row explains, each with its words."""
    said = [one_line(row.cells[i]) for i in row.filled]
    if len(said) == _PAIR and re.fullmatch(_SHORT, said[0]):
        yield said[0], said[1]
        return
    for text in said:
        if len(text) <= _LONGEST_LINE:
            yield from ((one["short"], one["words"]) for one in _MEANT.finditer(text))


def _equalled(row: Row) -> Iterator[tuple[str, str]]:
    """`Val. att. = valore atteso; p. = peso`: whatever stands for words, said with a sign."""
    text = one_line(row.cells[row.filled[0]]) if len(row.filled) == 1 else ""
    if "=" in text and len(text) <= _LONGEST_LINE:
        yield from ((one["short"], one["words"].rstrip(". ")) for one in _EQUALLED.finditer(text))


def posts_meant(rows: Iterable[Row]) -> dict[str, str]:
    """For each abbreviation of a post the words that the document gives for it."""
    meant: dict[str, str] = {}
    for row in rows:
        for short, words in _meanings(row):
            if _POST.search(unaccented(words)) and not _POST.search(unaccented(short)):
                meant.setdefault(squeezed(short), words.strip())
    return meant


def posts_held(rows: Iterable[Row]) -> dict[str, str]:
    """The post of each person, where the document says who holds which: `Anna Neri | Dirigente`."""
    held: dict[str, str] = {}
    for row in rows:
        said = [one_line(row.cells[i]) for i in row.filled]
        if row.is_paragraph and said and len(said[0]) <= _LONGEST_POST:
            said = _PARTED.split(said[0], maxsplit=1)
        if not 1 < len(said) <= _WIDEST:
            continue
        persons = [name for name in map(person_in, said) if name]
        if len(persons) != 1:
            continue
        posts = [text for text in said if names_post(text) and len(text.split()) > 1]
        if len(posts) == 1:
            held.setdefault(persons[0], posts[0])
    return held


def name_posts(drafts: Iterable[ObjectiveDraft], held: Mapping[str, str]) -> None:
    """Puts the posts that persons hold in the place of their names, where all are known."""
    for draft in drafts if held else ():
        names = [person_in(one) for one in _PERSONS.split(draft.text(Role.OWNER))]
        if names and all(name in held for name in names):
            draft.said[Role.OWNER] = "; ".join(held[str(name)] for name in names)


def spell_out(drafts: Iterable[ObjectiveDraft], meant: Mapping[str, str]) -> None:
    """Puts the words in the place of the abbreviations of who answers."""
    for draft in drafts if meant else ():
        owner = draft.text(Role.OWNER)
        if owner and not _POST.search(unaccented(owner)):
            draft.said[Role.OWNER] = _WORD.sub(
                lambda found: meant.get(squeezed(found.group()), found.group()), owner
            )


_WORD = regex(r"(?<!\w)(?:[A-Z]\.?){1,5}[a-z]{0,2}\.?(?!\w)|(?<!\w)[A-Z][a-z]{1,4}\.")
