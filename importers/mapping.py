"""How the columns of one template are read: proposed by the importer, changed by people, kept.

The file is TOML: under `[colonne]`, a heading as printed and our word for what stands under it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from importers.errors import BadMap
from importers.matching import Column
from importers.roles import Role
from importers.words import squeezed, unaccented
from italian.regex import regex

IGNORED = "ignora"
ROLE_WORDS: Mapping[Role, str] = {
    Role.NUMBER: "numero d'ordine",
    Role.CODE: "codice",
    Role.REFERENCE: "codice del DUP",
    Role.AREA: "area",
    Role.SERVICE: "servizio",
    Role.AREA_CODE: "codice area",
    Role.UNIT_CODE: "codice servizio",
    Role.STRATEGIC: "obiettivo strategico",
    Role.OBJECTIVE: "obiettivo",
    Role.DESCRIPTION: "descrizione",
    Role.ACTION: "azione",
    Role.INDICATOR: "indicatore",
    Role.EXPECTED: "risultato atteso",
    Role.TARGET: "target",
    Role.BASELINE: "valore iniziale",
    Role.WEIGHT: "peso",
    Role.INDICATOR_WEIGHT: "peso indicatore",
    Role.PHASE: "fase",
    Role.PHASE_WEIGHT: "peso fase",
    Role.START: "inizio",
    Role.DEADLINE: "termine",
    Role.YEARS: "anni",
    Role.OWNER: "responsabile",
    Role.UNIT: "unità di misura",
    Role.FORMULA: "formula",
    Role.KIND: "tipo",
    Role.GROUP: "gruppo",
    Role.IMPACT: "impatto",
    Role.STAKEHOLDERS: "portatori di interesse",
    Role.PTPCT: "misure anticorruzione",
}
"""What a person may say that a column is."""
_BY_WORD = {squeezed(word): role for role, word in ROLE_WORDS.items()}
_SAID = regex(
    r"^\s*(?:la\s+)?colonna\s+(?P<which>\"[^\"]+\"|«[^»]+»|[a-z]{1,2}|\d{1,3})\s+"
    r"(?:è|e'|e|=|non)\s+(?:(?:il|lo|la|l'|l’|i|gli|le|un|una)\s*)?(?P<what>\S.*?)\s*\.?$",
    re.IGNORECASE,
)
_MOST_BYTES = 100_000


@dataclass(frozen=True)
class PlanMap:
    """Headings, letters and digits only, and the role of each; None for what is not read."""

    columns: Mapping[str, Role | None] = field(default_factory=dict)

    def __contains__(self, heading: str) -> bool:
        return squeezed(heading) in self.columns

    def role(self, heading: str) -> Role | None:
        """What the map says a heading is; None where it says nothing."""
        return self.columns.get(squeezed(heading))

    def with_column(self, heading: str, role: Role | None) -> "PlanMap":
        """The map with one more heading."""
        return PlanMap({**self.columns, squeezed(heading): role})

    def header(self, cells: Sequence[str]) -> tuple[Role | None, ...] | None:
        """The roles of a row of headings that the map knows; None for any other row."""
        known = [cell for cell in cells if cell and cell in self]
        filled = [cell for cell in cells if cell]
        if len(known) < 2 or len(known) * 2 <= len(filled):
            return None
        return tuple(self.role(cell) if cell else None for cell in cells)


def role_named(word: str) -> Role | None:
    """The role of one of our words; None for `ignora`. Raises KeyError for another word."""
    plain = squeezed(word)
    if plain in (IGNORED, "niente", "nulla", "daignorare", "altro"):
        return None
    return _BY_WORD[plain]


def read_map(path: Path) -> PlanMap:
    """Raises BadMap: not TOML, or a word that is none of ours."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadMap(path.name, "è troppo grande")
        said = tomllib.loads(path.read_text(encoding="utf-8")).get("colonne", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise BadMap(path.name, "non è scritta come dovrebbe") from None
    if not isinstance(said, dict):
        raise BadMap(path.name, "non ha la parte [colonne]")
    columns: dict[str, Role | None] = {}
    for heading, word in said.items():
        try:
            columns[squeezed(str(heading))] = role_named(str(word))
        except KeyError:
            raise BadMap(path.name, f"«{word}» non è tra le parole che si usano") from None
    return PlanMap(columns)


def map_text(columns: Iterable[Column]) -> str:
    """The map that reads these columns as they were read, with the words that may stand in it."""
    words = ", ".join([*ROLE_WORDS.values(), IGNORED])
    lines = [
        "# Come si leggono le colonne di questo modello: l'intestazione stampata, e che cos'è.",
        f"# Parole: {words}.",
        "",
        "[colonne]",
    ]
    told: set[str] = set()
    for column in columns:
        key = squeezed(column.title)
        if key and key not in told:
            told.add(key)
            word = ROLE_WORDS.get(column.role, IGNORED) if column.role else IGNORED
            lines.append(f"{_quoted(column.title)} = {_quoted(word)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    safe = re.sub(r"[\x00-\x1f\x7f]", " ", text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{safe}"'


def said_of_column(text: str, columns: Sequence[Column]) -> tuple[Column, Role | None] | None:
    """`La colonna D è il peso`, by letter, number or heading; None for what says no such thing.

    Raises:
        KeyError: a word that is none of ours.
    """
    found = _SAID.match(text)
    if not found:
        return None
    which = found["which"].strip('"«»')
    if which.isdecimal():
        at = int(which) - 1
    elif len(which) <= 2:
        at = 0
        for letter in which.upper():
            at = at * 26 + ord(letter) - ord("A") + 1
        at -= 1
    else:
        wanted = squeezed(which)
        at = next((i for i, c in enumerate(columns) if squeezed(c.title) == wanted), -1)
    if not 0 <= at < len(columns) or not columns[at].title:
        return None
    word = "ignora" if unaccented(found.group()).find(" non ") > 0 else found["what"]
    return columns[at], role_named(word)
