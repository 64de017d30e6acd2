"""A table of persons and posts, `.csv` or `.xlsx`, as offices write headings, roles and days."""

import datetime as dt
import io
import re
from collections.abc import Sequence
from csv import reader
from dataclasses import dataclass
from pathlib import Path

from importers.errors import BadPeople, Empty, NotFound, TooLarge
from importers.files.csv_file import delimiter_of
from importers.files.text_file import decoded
from importers.values.dates import days_in
from importers.values.words import squeezed

LARGEST_BYTES = 5 * 2**20
"""Some fifty thousand persons; what is larger is no list of a town's posts."""

_HEADINGS = {
    "surname": "surname cognome",
    "code": "code codice cod id utente matricola",
    "name": "name nome nominativo nomecognome cognomenome cognomeenome nomeecognome persona",
    "role": "role ruolo incarico qualifica posizione",
    "of": "of di unit unita servizio area settore ufficio struttura unitaorganizzativa",
    "interim": "interim adinterim",
    "from": "from dal da inizio decorrenza datainizio",
    "to": "to al a fine termine datafine scadenza",
}
_FIELDS = {word: field for field, words in _HEADINGS.items() for word in words.split()}
_ROLES = (
    ("segretario", r"segretari[oa].*"),
    ("dirigente", r"dirigente.*|direttore.*"),
    ("eq", r"(?:titolare|incaricat[oa]|funzionari[oa])?(?:di|incaricodi)?(?:eq|po)"
           r"|elevataqualificazione|posizioneorganizzativa|responsabile(?:di|del)?servizio"),
    ("dipendente", r"dipendente|impiegat[oa]|istruttor[ei].*|operator[ei].*"),
    ("nucleo", r"nucleo.*|oiv|componentenucleo"),
    ("giunta", r"giunta.*|assessor[ei].*"),
    ("sindaco", r"sindac[oa]"),
    ("personale", r"(?:ufficio)?personale|risorseumane"),
    ("admin", r"admin|amministratore(?:disistema)?|ced"),
)  # fmt: skip
_YES = frozenset({"1", "si", "true", "x", "yes", "interim", "adinterim"})
_NEEDED = ("code", "name", "role")


@dataclass(frozen=True)
class PersonRow:
    """One row: a person and a post, the role as the command line spells it where it is known."""

    line: int
    code: str
    name: str
    role: str
    of: str | None
    interim: bool
    since: dt.date | None
    until: dt.date | None
    unread: str | None = None
    """What stands where a day should, and is none."""


def read_people(path: Path) -> list[PersonRow]:
    """The persons of a file, in order.

    Raises:
        NotReadable: no such file, too large, or without the headings that are needed. A day that
            cannot be read is left to the row's `unread`: all that is wrong is told together.
    """
    if not path.is_file():
        raise NotFound(path.name)
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise TooLarge(path.name, size, LARGEST_BYTES)
    lines = _lines(path.read_bytes(), path.name)
    numbered = [(n, cells) for n, cells in lines if any(map(str.strip, cells))]
    if not numbered:
        raise Empty(path.name)
    head = next((i for i, (_, cells) in enumerate(numbered) if _is_head(cells)), None)
    if head is None:
        raise BadPeople(path.name)
    fields = [_FIELDS.get(squeezed(cell)) for cell in numbered[head][1]]
    return [_row(n, fields, cells) for n, cells in numbered[head + 1 :]]


def _lines(content: bytes, name: str) -> list[tuple[int, list[str]]]:
    """The rows of a text, or of the first sheet that is shown, each with its number."""
    if content.startswith(b"PK\x03\x04"):
        from importers.files.workbook import read_sheets

        shown = [sheet for sheet in read_sheets(content, name) if not sheet.is_hidden]
        rows = shown[0].rows if shown else ()
        return [(row.number, [row.shown(i) for i in range(row.width)]) for row in rows]
    text = decoded(content, name)
    lines = reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    return list(enumerate(lines, start=1))


def _is_head(cells: Sequence[str]) -> bool:
    found = {_FIELDS.get(squeezed(cell)) for cell in cells}
    return all(field in found for field in _NEEDED)


def _row(line: int, fields: Sequence[str | None], cells: Sequence[str]) -> PersonRow:
    said: dict[str, str] = {}
    for field, cell in zip(fields, cells, strict=False):
        if field and cell.strip():
            said.setdefault(field, cell.strip())
    days = {name: _day(said.get(name)) for name in ("from", "to")}
    unread = next((said[name] for name in days if name in said and days[name] is None), None)
    return PersonRow(
        line,
        said.get("code", "").lower(),
        " ".join(said[part] for part in ("name", "surname") if part in said),
        role_word(said.get("role", "")),
        said.get("of"),
        squeezed(said.get("interim", "")) in _YES,
        days["from"],
        days["to"],
        unread,
    )


def role_word(text: str) -> str:
    """`E.Q.`, `Dirigente`: as the command line spells it; any other word as it is written."""
    plain = squeezed(text)
    return next((role for role, words in _ROLES if re.fullmatch(words, plain)), text.lower())


def _day(text: str | None) -> dt.date | None:
    """A whole day with its year; None for anything else."""
    days = days_in(text or "", 0)
    if text is None or len(days) != 1 or not re.search(r"\d{2}", text):
        return None
    return days[0].day
