"""Whose plan it is, and of which year: read from the whole text, titles before prose."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from importers.values.words import sentence_case
from importers.whole.grid import Row, one_line
from italian.regex import regex

_NAME = r"(?!\w*\d)[A-ZÀ-Ý][\w'’À-ÿ-]*"
_DOCUMENT = (
    r"(?:piano|piao|peg|pdo|dup|allegat\w*|provincia|regione|anno|esercizio|deliberazione|delibera|giunta"
    r"|sezione|programma|documento|relazione|obiettivi|performance|settore|servizio|ufficio|scheda"
    r"|schede|pag|pagina|approvat\w*|triennio|nota|comune)"
)
"""What may stand behind the name of a town, and is none of it."""
_ENTE = regex(
    r"\b(?P<kind>comune|città metropolitana|città|provincia|unione (?:di |dei )?comuni"
    r"|comunità montana|(?-i:Comunità|COMUNITÀ))"
    r"\s+(?P<of>(?:di|della|delle|del|dei|d['’])\s*)?"
    rf"(?P<name>(?-i:{_NAME})(?:\s+(?:di|del|della|delle|dello|degli|dei|in|nel|sul|al|a|e|la|le|lo|d['’])?\s?(?!{_DOCUMENT}\b)(?-i:{_NAME})){{0,4}})",
    re.IGNORECASE,
)
_LABELLED = regex(r"^\s*ente\s*[:\t]\s*(\S[^\t]*)", re.IGNORECASE)
_SPAN = regex(r"\b(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)\b")
_NAMED = regex(
    r"\b(?:anno|esercizio|p\.?d\.?o|p\.?e\.?g|piao|performance|obiettivi|piano|target)\b\W{0,3}"
    r"(?:per l['’]anno )?(?:\w+\W){0,2}?(20\d\d)\b",
    re.IGNORECASE,
)
_ANY = regex(r"(?<![\d/.\-])20\d\d(?![\d/\-])")
_LABELLED_YEAR = regex(
    r"^\s*anno(?: di riferimento| del piano)?\s*[:\t]\s*(20\d\d)\b", re.IGNORECASE
)


def find_ente(rows: Sequence[Row]) -> str | None:
    """The name most often given; a label `Ente:` settles it."""
    names: Counter[str] = Counter()
    for row in rows:
        line = "\t".join(row.cells)
        labelled = _LABELLED.match(line)
        if labelled and len(row.filled) <= 2:
            return one_line(labelled[1])
        for found in (hit for cell in row.cells for hit in _ENTE.finditer(cell)):
            kind, of, name = found["kind"], found["of"] or "", found["name"]
            if not of and " " not in kind:
                continue
            said = one_line(f"{kind.capitalize()} {of.lower()}{sentence_case(name)}")
            names[said.replace(" comuni", " Comuni")] += 1
    return _plainest(names) if names else None


def _plainest(names: Counter[str]) -> str:
    """The name most often given, without what once stood behind it (`Comune di X Allegato`)."""
    best = names.most_common(1)[0][0]
    shorter = [name for name in names if best.startswith(f"{name} ")]
    return min(shorter, key=len) if shorter else best


_FIRST_ROWS = 30
_TITLE = regex(
    r"\b(?:piano|piao|peg|pdo|performance|obiettivi|esercizio|programma|scheda|schede)\b",
    re.IGNORECASE,
)

_BARE_YEAR = regex(r"(?:(?:anno|esercizio)\s+)?20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?", re.IGNORECASE)
"""The second line of a title: `PIANO DEGLI OBIETTIVI` over `2026`."""


def _announced(rows: Sequence[Row]) -> int | None:
    """The year of the first title that names the plan and its year; a label wins."""
    opening = [row for row in rows if not row.is_blank][:_FIRST_ROWS]
    labelled = [_LABELLED_YEAR.match("\t".join(row.cells)) for row in opening]
    found = next((label for label in labelled if label), None)
    if found:
        return int(found[1])
    for row, below in zip_longest(opening, opening[1:]):
        line = " ".join(cell for cell in row.cells if cell)
        if below is not None and _BARE_YEAR.fullmatch(one_line(below.cells[0])):
            line = f"{line} {one_line(below.cells[0])}"
        if len(line.split()) > 18 or not _TITLE.search(line) or len(row.filled) > 3:
            continue
        spans = [int(a) for a, b in _SPAN.findall(line) if 1 <= int(b) - int(a) % 100 <= 3]
        named = [int(year) for year in _NAMED.findall(line)]
        if named or spans:
            return named[0] if named and not spans else spans[0]
        bare = {int(year) for year in _ANY.findall(line)}
        if len(bare) == 1:
            return bare.pop()
    return None


def find_year(rows: Sequence[Row]) -> int | None:
    """The plan's year: a triennium counts with its first one; titles count more than prose."""
    announced = _announced(rows)
    if announced is not None:
        return announced
    votes: Counter[int] = Counter()
    seen_title = False
    for row in rows:
        line = "\t".join(row.cells)
        labelled = _LABELLED_YEAR.match(line)
        if labelled:
            return int(labelled[1])
        is_title = row.is_paragraph and 0 < len(line.split()) <= 14
        weight = 3 if is_title else 1
        for start, end in _SPAN.findall(line):
            if 1 <= int(end) - int(start) % 100 <= 3:
                votes[int(start)] += 2 * weight
        for year in _NAMED.findall(line):
            votes[int(year)] += 2 * weight * (5 if is_title and not seen_title else 1)
            seen_title = seen_title or is_title
    if not votes:
        for row in rows:
            votes.update(int(year) for cell in row.cells for year in _ANY.findall(cell))
    if not votes:
        days = Counter(
            int(year)
            for row in rows
            for cell in row.cells
            for year in re.findall(r"\d{1,2}[/.]\d{1,2}[/.](20\d\d)", cell)
        )
        votes = days
    return _most_told(votes, rows) if votes else None


def _most_told(votes: Counter[int], rows: Sequence[Row]) -> int:
    """Of the years that have most votes the one that most cells name."""
    most = max(votes.values())
    tied = [year for year in votes if votes[year] == most]
    if len(tied) == 1:
        return tied[0]
    cells = " ".join(cell for row in rows for cell in row.cells)
    return max(tied, key=lambda year: len(re.findall(rf"(?<!\d){year}(?!\d)", cells)))
