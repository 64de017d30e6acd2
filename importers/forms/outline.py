"""How a running document heads its objectives: by whatever comes back once over each.

Towns print `3. Archivio digitale`, `S1.2.3 – …`, `SCHEDA N. 3` over a title, a heading of Word, or
a title in capitals. Every way of heading that comes back is tried: the right one parts the document
so that weight, deadline and owner are said once between two headings. Its headings are then written
in words that the readers know.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from importers.forms.inline import BULLET, names_measure
from importers.forms.labelpairs import pairs_of, parts_of
from importers.forms.titles import HEADED
from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.units.unitnames import both_units, named_unit
from importers.values.asides import line_of_facts, without_aside
from importers.whole.grid import Row, one_line
from italian.regex import regex

_ONCE = (Role.WEIGHT, Role.DEADLINE, Role.OWNER, Role.INDICATOR)
"""What a document says once of each objective."""
_LISTS = (Role.INDICATOR, Role.PHASE)
_LONGEST = 250
_MOST_WORDS = 30
_LEAST = 2
_SHARE = 0.7
"""Of the headings of one kind that must have something told under them."""
_WORD = regex(
    r"^(?:(?:scheda|dettaglio|attivit[aà]|articolazione|sviluppo)\s+(?:di\s+|dell['’]\s?)?)?(?P<word>obiettivo|ob\.(?=\s)|scheda|progetto)(?:\s+[a-z]\w+){0,2}?\s*"
    r"(?:n\.?\s?|n[°º]\s?|nr\.?\s?|num\.\s?|cod\.\s?)?\(?(?P<code>(?=[\w.\-/]*\d)[\w./]+(?:-\w+)*)\)?"
    r"\s*(?P<aside>[(\[][^()\[\]]+[)\]])?\s*[-–—:.)]*\s*(?P<title>\S.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_NAMES = regex(r"obiettivo|scheda|progetto")
"""In a sheet only headings by their word: its other lines are cells."""
_COUNTED = regex(
    r"^(?P<code>\d{1,3})\s*[.)°º]?\s*[-–—]?\s+(?P<title>[A-ZÀ-Ù«\"“].{3,})$", re.DOTALL
)
_LETTERED = regex(r"^(?P<code>[A-Z])[.)]\s+(?P<title>[A-ZÀ-Ù«\"“].{3,})$", re.DOTALL)
_PARTED = regex(
    r"^[\[(]?(?P<code>\d{1,3}(?:[.\-/]\d{1,3})+)[.)\]]?\s*[-–—:]?\s+(?P<title>[A-ZÀ-Ù«\"“].{3,})$",
    re.DOTALL,
)
_CODED = regex(
    r"^[\[(]?(?P<code>(?=[\w.\-/]*\d)[A-Z][\w.\-/]*?)[\])]?[.:]?\s*[-–—:]?\s+(?P<title>[A-ZÀ-Ù«\"“].{3,})$",
    re.DOTALL,
)
_QUOTED = regex(r"^[«\"“](?P<title>[^«»\"“”]{4,})[»\"”]$")

_TOTAL = regex(r"\W*(?:sub)?\s*total[ei]\b", re.IGNORECASE)
_WIDEST_FORM = 6
_LONGEST_UNIT = 120
_LEAST_COLUMNS = 4
_LONGEST_LINE = 500
_MOST_LABEL_WORDS = 5

Kind = tuple[str, int]
_LABEL: Kind = ("label", 0)
_GAIN = 1.5
"""What a second way of heading must add for each of its headings."""
_WEAK = 0.8
"""What a way of heading is worth that is no word and no number."""


@dataclass(frozen=True)
class _Head:
    """One line that may head an objective."""

    at: int
    code: str
    title: str
    takes: int = 0
    """Rows after it that hold its title."""
    is_label: bool = False
    """`Obiettivo: …`, which the readers know."""


def with_headings(rows: Sequence[Row], year: int) -> list[Row]:
    """The rows with the headings of objectives in the words of the house."""
    if len({row.sheet for row in rows}) > 1 or any(map(_tells_by_columns, rows)):
        return list(rows)
    marks = [_marks(row, year) for row in rows]
    if not any(mark and Role.INDICATOR not in mark for mark in marks):
        return list(rows)
    units = {i for i, row in enumerate(rows) if _is_unit(row)}
    found: dict[Kind, list[_Head]] = {}
    for i, row in enumerate(rows):
        if i not in units and row.is_paragraph and not row.is_blank:
            for kind, head in _heads(rows, i, marks[i], year):
                found.setdefault(kind, []).append(head)
    if len(found.get(_LABEL, ())) >= _LEAST:
        listed = _listed(rows)
        found = {
            kind: [head for head in heads if head.at not in listed] for kind, heads in found.items()
        }
    is_sheet = any(row.sheet is not None for row in rows)
    is_of_forms = sum(map(_labels_title, rows)) >= _LEAST
    found = {
        kind: heads
        for kind, heads in found.items()
        if heads
        and not _is_of_forms(heads)
        and not (is_sheet and not _NAMES.search(kind[0]))
        and not (is_of_forms and kind[0] in _LOOKS)
    }
    kinds = sorted(found, key=lambda kind: _ranked(found[kind], units, marks, kind), reverse=True)
    heads: list[_Head] = []
    best = 0.0
    for kind in kinds:
        more = sorted((*heads, *found[kind]), key=lambda head: head.at)
        score = _score(more, units, marks)
        if score > best + (len(found[kind]) * _GAIN if heads else 0):
            heads, best = more, score
    told = _sections(heads, units, len(rows))
    kept = [head for head, own in zip(heads, told, strict=True) if _said(own, marks)]
    return list(_written(rows, kept))


def _listed(rows: Sequence[Row]) -> set[int]:
    """The items that `Indicatori` or `Fasi` stands over, as far as an empty line."""
    listed: set[int] = set()
    is_list = False
    for i, row in enumerate(rows):
        bare = one_line(row.cells[0]).rstrip(":") if row.is_paragraph else ""
        if row.is_blank:
            is_list = False
        elif is_only_heading(bare) and role_of(bare) in _LISTS:
            is_list = True
        elif is_list:
            listed.add(i)
    return listed


def _is_of_forms(heads: Sequence[_Head]) -> bool:
    """Whether headings are the same words over every form: `SCHEDA OBIETTIVO GESTIONALE 2025`."""
    _, times = Counter(head.title for head in heads).most_common(1)[0]
    return times > _LEAST and times * 2 > len(heads)


def _labels_title(row: Row) -> bool:
    """`Titolo dell'obiettivo`, in a form of cells: its title is no line of the page."""
    label = one_line(row.cells[row.fresh[0]]).rstrip(": ") if row.fresh else ""
    return not row.is_paragraph and is_only_heading(label) and role_of(label) is Role.OBJECTIVE


def _tells_by_columns(row: Row) -> bool:
    """The headings of a table of objectives with what measures or ends them."""
    if len(row.filled) < _LEAST_COLUMNS or any(len(cell) > _LONGEST_UNIT for cell in row.cells):
        return False
    roles = {role_of(one_line(row.cells[i])) for i in row.filled}
    return Role.OBJECTIVE in roles and bool(roles & {Role.INDICATOR, Role.TARGET})


def _is_unit(row: Row) -> bool:
    text = one_line(row.cells[0])
    if not row.is_paragraph or len(text) > _LONGEST_UNIT:
        return False
    unit = named_unit(text)
    return both_units(text) is not None or (unit is not None and unit.level is not None)


def _marks(row: Row, year: int) -> Counter[Role]:
    """What a row tells of those things that are said once of each objective."""
    if row.is_blank:
        return Counter()
    if row.is_paragraph:
        return _marks_of_line(row.cells[0], year)
    cells = [row.cells[i] for i in row.fresh]
    if any(map(_TOTAL.match, cells)):
        return Counter()
    if len(cells) in (2, 4) and len(row.cells) <= _WIDEST_FORM:
        roles = [role for role, _ in pairs_of(cells)]
    else:
        roles = [role_of(one_line(cell)) if is_only_heading(cell) else None for cell in cells]
        if Role.OBJECTIVE in roles or Role.INDICATOR not in roles:
            return Counter()
        roles = [Role.INDICATOR]
    return Counter(role for role in roles if role in _ONCE)


def _marks_of_line(text: str, year: int) -> Counter[Role]:
    if _is_prose(text):
        return Counter()
    if BULLET.match(text) and names_measure(text, year):
        return Counter({Role.INDICATOR: 1})
    facts = line_of_facts(text, year) or without_aside(text, year)[1]
    roles = [role for role, _ in facts or parts_of(text) or ()]
    bare = one_line(text).rstrip(":")
    if not roles and len(bare.split()) <= 5 and is_only_heading(bare):
        roles = [role_of(bare)]
    roles = [Role.INDICATOR if role is Role.EXPECTED else role for role in roles]
    return Counter(role for role in roles if role in _ONCE)


def _is_prose(text: str) -> bool:
    """Too long for a label and its value, or many words and neither a sign nor a figure."""
    if len(text) > _LONGEST_LINE:
        return True
    is_bare = ":" not in text and not any(map(str.isdigit, text))
    return is_bare and len(text.split()) > _MOST_LABEL_WORDS


def _heads(
    rows: Sequence[Row], at: int, own: Counter[Role], year: int
) -> Iterator[tuple[Kind, _Head]]:
    """The kinds of heading that a line may be."""
    text = one_line(rows[at].cells[0]).strip("*_ ")
    bare = text.rstrip(":")
    is_heading = is_only_heading(bare) and role_of(bare) is not None
    if len(text) > _LONGEST or (is_heading and not any(map(str.isdigit, bare))):
        return
    word = _WORD.match(text)
    if word is not None and not re.fullmatch(r"20\d\d", word["code"]):
        shape = (re.sub(r"\W", "", text[: word.start("code")]).lower(), word["code"].count("."))
        found = _worded(rows, at, word)
        if found is not None:
            yield shape, found
        return
    parts = parts_of(text)
    if parts and parts[0][0] is not None:
        if parts[0][0] is Role.OBJECTIVE and parts[0][1]:
            yield _LABEL, _Head(at, "", parts[0][1], is_label=True)
        return
    if not own or without_aside(text, year)[0] != text:
        yield from _wordless(rows, at, text, year)


def _wordless(rows: Sequence[Row], at: int, text: str, year: int) -> Iterator[tuple[Kind, _Head]]:
    """Headings told by a number or a code, or by their look alone."""
    if text.endswith((";", ",", ":")) or len(text.split()) > _MOST_WORDS:
        return
    for pattern, shape_of in _NUMBERINGS:
        numbered = pattern.match(text)
        if numbered is not None and names_measure(numbered["title"], year):
            return
        if numbered is not None:
            code = numbered["code"] if pattern is not _LETTERED else ""
            yield shape_of(numbered["code"]), _Head(at, code, numbered["title"])
            return
    if not names_measure(text, year):
        yield from _unnumbered(rows, at, text)


def _unnumbered(rows: Sequence[Row], at: int, text: str) -> Iterator[tuple[Kind, _Head]]:
    """A heading of Word, a title in quotes or in capitals."""
    quoted = _QUOTED.match(text)
    if BULLET.match(text) or len(text.split()) < 2:
        return
    head = _Head(at, "", quoted["title"] if quoted else text)
    if rows[at].level:
        yield ("level", rows[at].level), head
    if quoted:
        yield ("quoted", 0), head
    elif text.isupper():
        yield ("capitals", 0), head
    if text[:1].isupper() and not text.endswith("."):
        yield ("title", 0), head


def _worded(rows: Sequence[Row], at: int, word: re.Match[str]) -> _Head | None:
    """A heading with its word; its title may stand on the line below."""
    aside = f" {word['aside']}" if word["aside"] else ""
    if word["title"]:
        return _Head(at, word["code"], word["title"] + aside)
    below = next((k for k in range(at + 1, len(rows)) if not rows[k].is_blank), None)
    if below is None or rows[below].filled != (0,):
        return None
    text = one_line(rows[below].cells[0])
    is_title = not parts_of(text) and not BULLET.match(text) and len(text) <= _LONGEST
    if not is_title or (is_only_heading(text.rstrip(":")) and role_of(text.rstrip(":"))):
        return None
    while (rest := _wrapped(rows, below + 1)) is not None:
        text, below = f"{text} {rest}", below + 1
    return _Head(at, word["code"], text.strip('«»"“” ') + aside, below - at)


def _wrapped(rows: Sequence[Row], at: int) -> str | None:
    """The next line of a title that a narrow column wrapped: in small letters, right under it."""
    row = rows[at] if at < len(rows) else None
    if row is None or not row.is_paragraph or row.is_blank or BULLET.match(row.cells[0]):
        return None
    text = one_line(row.cells[0])
    goes_on = text[:1].islower() and len(text) <= _LONGEST and not parts_of(text)
    return text if goes_on else None


def _shape(code: str) -> Kind:
    return re.sub(r"\d+", "1", re.sub(r"[A-Za-z]+", "A", code)).strip("."), 0


_NUMBERINGS: Sequence[tuple[re.Pattern[str], Callable[[str], Kind]]] = (
    (_PARTED, lambda code: ("parted", len(re.findall(r"\d+", code)))),
    (_COUNTED, lambda code: ("counted", 0)),
    (_LETTERED, lambda code: ("lettered", 0)),
    (_CODED, _shape),
)
_LOOKS = ("title", "capitals", "quoted")
"""Kinds of heading that only the look of a line tells."""
_ORDER = ("title", "capitals", "quoted", "level", "counted", "lettered")
"""Kinds that say little by themselves, the weakest first."""


def _rank(kind: Kind) -> int:
    return _ORDER.index(kind[0]) if kind[0] in _ORDER else len(_ORDER)


def _ranked(
    heads: Sequence[_Head], units: set[int], marks: Sequence[Counter[Role]], kind: Kind
) -> tuple[float, int]:
    return _score(heads, units, marks) * _worth(kind), _rank(kind)


def _worth(kind: Kind) -> float:
    return _WEAK if kind[0] in ("title", "capitals") else 1.0


def _sections(heads: Sequence[_Head], units: set[int], end: int) -> Iterator[range]:
    """The rows from each heading to the next, or to the name of a unit."""
    stops = sorted({*(head.at for head in heads), *units, end})
    following = dict(pairwise(stops))
    return (range(head.at, following.get(head.at, end)) for head in heads)


def _score(heads: Sequence[_Head], units: set[int], marks: Sequence[Counter[Role]]) -> float:
    """How well one kind of heading parts the document."""
    total, told, covered = 0.0, 0, 0
    sections = [_said(section, marks) for section in _sections(heads, units, len(marks))]
    while sections and not sections[0]:
        sections.pop(0)
    for said in sections:
        singles = [said[role] for role in _ONCE[:3]]
        total += sum(1 if count == 1 else -1 if count else 0 for count in singles)
        total += 0.5 if said[Role.INDICATOR] else 0.0
        total -= 0.0 if said else 1.0
        told += bool(said)
        covered += sum(singles)
    everything = sum((mark[Role.WEIGHT] + mark[Role.DEADLINE] for mark in marks), 0)
    total -= 0.5 * max(everything - covered, 0)
    if told < max(_least(marks), _SHARE * len(sections)):
        return 0.0
    return total


def _least(marks: Sequence[Counter[Role]]) -> int:
    """Headings that a way of heading must have: a document of one objective has one."""
    said = sum(marks, Counter[Role]())
    is_of_one = said[Role.INDICATOR] and max(said[Role.WEIGHT], said[Role.DEADLINE]) == 1
    return 1 if is_of_one else _LEAST


def _is_read(row: Row, head: _Head) -> bool:
    """Whether the readers know a heading as it stands."""
    found = HEADED.match(one_line(row.cells[0]))
    return found is not None and found["code"] == head.code and found["title"] == head.title


def _said(section: range, marks: Sequence[Counter[Role]]) -> Counter[Role]:
    """What a section tells; who answers, and nothing more, is told of a unit."""
    said = sum((marks[i] for i in section), Counter[Role]())
    return Counter() if set(said) == {Role.OWNER} else said


def _written(rows: Sequence[Row], heads: Sequence[_Head]) -> Iterator[Row]:
    """The rows with those headings written anew."""
    by_row = {head.at: head for head in heads}
    until = 0
    for i, row in enumerate(rows):
        head = by_row.get(i)
        if head is not None and (head.is_label or _is_read(row, head)):
            yield row
        elif head is not None and not head.is_label:
            until = i + head.takes
            code = head.code.rstrip(".")
            opening = f"Obiettivo {code} – " if code else "Obiettivo: "
            yield replace(row, cells=(opening + head.title,))
        elif i > until or not until:
            yield row
