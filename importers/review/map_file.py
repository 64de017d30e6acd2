"""The map of a template as a file: written by the review, corrected by hand, read next year.

It is TOML. Under `[colonne]`, a heading as printed and our word for what stands under it;
`[[tabelle]]` for one table whose headings mean something else there; `[etichette]` for the labels
of a form; `[titoli]` for lines that open an objective or a unit; `[fuori]` for what is not read.
`{anno}` stands for the plan's year, `{anno-1}` for the one before.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from importers.errors import BadMap
from importers.review.mapping import (
    IGNORED,
    ROLE_WORDS,
    LeftKind,
    PlanMap,
    Roles,
    role_named,
    signature,
    undated,
    word_of,
)
from importers.tables.matching import Column
from importers.tables.roles import Role
from importers.values.words import squeezed

_MOST_BYTES = 100_000
_LEFT_KINDS: tuple[LeftKind, ...] = ("righe", "tabelle", "fogli")
_WORDS = ", ".join([*ROLE_WORDS.values(), IGNORED])


def read_map(path: Path) -> PlanMap:
    """Raises BadMap: not TOML, or a word that is none of ours."""
    try:
        content = path.read_bytes()
    except OSError:
        raise BadMap(path.name, "non si può aprire") from None
    return map_from(content, path.name)


def map_from(content: bytes, name: str) -> PlanMap:
    """The map in a file's content. Raises BadMap: not TOML, or a word that is none of ours."""
    if len(content) > _MOST_BYTES:
        raise BadMap(name, "è troppo grande")
    try:
        said = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise BadMap(name, "non è scritta come dovrebbe") from None
    return _MapReader(name, said).read()


@dataclass(frozen=True)
class _MapReader:
    """Turns the parts of the file into a map, each checked."""

    name: str
    said: Mapping[str, Any]

    def read(self) -> PlanMap:
        found = PlanMap(year=self._of(int, self.said.get("anno")))
        found = replace(found, ente=self._of(str, self.said.get("ente")))
        for heading, role in self._roles(self.said, "colonne"):
            found = found.with_column(heading, role)
        for table in self._of(list, self.said.get("tabelle")) or ():
            cells = self._texts(self._of(dict, table) or {}, "intestazioni")
            found = found.with_table(cells, dict(self._roles(table, "colonne")))
        for label, role in self._roles(self.said, "etichette"):
            found = found.with_label(label, role)
        for line, role in self._roles(self.said, "titoli"):
            found = found.with_title(line, role)
        out = self._of(dict, self.said.get("fuori")) or {}
        for kind in _LEFT_KINDS:
            for text in self._texts(out, kind):
                found = found.without(kind, text)
        return found

    def _of(self, kind: type, value: Any) -> Any:
        if value is not None and not isinstance(value, kind):
            raise BadMap(self.name, "non è scritta come dovrebbe")
        return value

    def _texts(self, part: Mapping[str, Any], key: str) -> list[str]:
        return [str(text) for text in self._of(list, part.get(key)) or ()]

    def _roles(self, part: Mapping[str, Any], key: str) -> Iterable[tuple[str, Role | None]]:
        said = part.get(key, {})
        if not isinstance(said, dict):
            raise BadMap(self.name, f"non ha la parte [{key}]")
        for text, word in said.items():
            try:
                yield str(text), role_named(str(word))
            except KeyError:
                raise BadMap(self.name, f"«{word}» non è tra le parole che si usano") from None


def said_text(known: PlanMap) -> str:
    """What people said, the year of the one document included."""
    year = f"anno = {known.year}\n" if known.year is not None else ""
    return year + "\n".join(_MapWriter((), known).lines()) + "\n"


def map_text(tables: Iterable[Sequence[Column]], known: PlanMap, year: int | None = None) -> str:
    """The map that reads these tables as they were read, and what people said besides.

    `year` is that of the plan, named in headings: next year they name another. It is not kept.
    """
    return "\n".join(_MapWriter(tuple(map(tuple, tables)), known, year).lines()) + "\n"


@dataclass(frozen=True)
class _MapWriter:
    """The parts of a map as lines of TOML."""

    tables: Sequence[tuple[Column, ...]]
    known: PlanMap
    year: int | None = None

    def lines(self) -> Iterable[str]:
        if self.known.ente is not None:
            yield f"ente = {_quoted(self.known.ente)}"
        yield "# Come si legge questo modello: le parole stampate, e che cosa sono."
        yield f"# Parole: {_WORDS}."
        alike = self._alike()
        yield from self._part("colonne", {**self._printed(self.known.columns), **alike})
        for cells, own in self._of_tables({squeezed(title) for title in alike}):
            yield from ("", "[[tabelle]]")
            yield f"intestazioni = [{', '.join(map(self._kept, cells))}]"
            inner = ", ".join(f"{self._kept(k)} = {_quoted(own[k])}" for k in own)
            yield f"colonne = {{ {inner} }}" if own else "colonne = {}"
        yield from self._part("etichette", self._printed(self.known.labels))
        yield from self._part("titoli", self._printed(self.known.titles))
        if self.known.left_out:
            yield from ("", "[fuori]")
        for kind in _LEFT_KINDS:
            texts = sorted(self.known.said[key] for of, key in self.known.left_out if of == kind)
            if texts:
                yield f"{kind} = [{', '.join(map(self._kept, texts))}]"

    def _printed(self, roles: Roles) -> dict[str, str]:
        return {self.known.said[key]: word_of(role) for key, role in roles.items()}

    def _alike(self) -> dict[str, str]:
        """Headings that mean the same in every table, as they are printed, and our words."""
        words: dict[str, set[str]] = {}
        printed: dict[str, str] = {}
        for column in (column for table in self.tables for column in table if column.title):
            key = squeezed(column.title)
            words.setdefault(key, set()).add(word_of(column.role))
            printed.setdefault(key, self.known.said.get(key, column.title))
        return {printed[key]: next(iter(said)) for key, said in words.items() if len(said) == 1}

    def _of_tables(self, alike: set[str]) -> Iterable[tuple[Sequence[str], dict[str, str]]]:
        """Tables some of whose headings mean something else there, or that people pointed at."""
        found: dict[str, tuple[Sequence[str], dict[str, str]]] = {}
        for key, roles in self.known.tables.items():
            cells = self.known.said[key].split(" | ")
            found[key] = (cells, self._printed(roles))
        for table in self.tables:
            cells = [column.title for column in table if column.title]
            own = {
                column.title: word_of(column.role)
                for column in table
                if column.title and squeezed(column.title) not in alike
            }
            if own:
                found[squeezed(signature(cells))] = (cells, own)
        return found.values()

    def _part(self, name: str, said: Mapping[str, str]) -> Iterable[str]:
        if said:
            yield from ("", f"[{name}]")
            yield from (f"{self._kept(text)} = {_quoted(word)}" for text, word in said.items())

    def _kept(self, text: str) -> str:
        return _quoted(undated(text, self.year))


def _quoted(text: str) -> str:
    plain = "".join(" " if ord(c) < 32 or ord(c) == 127 else c for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
