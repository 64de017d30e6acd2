"""The settings of the regulation in the town's own words, shown and read back; keys are read too.

nucleo.members                 ↔  membri del Nucleo
prevalence.tie = two_schede    ↔  prevalenza in parità: due schede
"""

import re
import tomllib
from collections.abc import Iterator

from pydantic import BaseModel

from ledger.regulation import Regulation, RegulationFaults
from ledger.regulation.settings import setting_keys
from words.catalogue.settings import TEXTS

PATRON = "calendar.patron"
NOTHING = "—"
NO_VALUE = ("nessuno", "nessuna", "none", NOTHING)


def name_of(key: str) -> str:
    """What a setting is called."""
    return TEXTS[f"setting.{key}"]


def settings_of(regulation: Regulation) -> Iterator[tuple[str, str]]:
    """Each setting by its name, with its value in words; a dash where there is none."""
    for key in sorted(setting_keys(), key=name_of):
        value: object = regulation.settings
        for step in key.split("."):
            value = getattr(value, step)
        yield name_of(key), _text(value, key)


def _text(value: object, key: str = "") -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, tuple | list):
        return ", ".join(map(_text, value)) or NOTHING
    if isinstance(value, BaseModel):
        parts = (f"{TEXTS.get(f'part.{name}', name)} {_text(part)}" for name, part in value)
        return " · ".join(parts)
    if key == PATRON:
        month, _, day = str(value).partition("-")
        return f"{day}/{month}"
    return TEXTS.get(f"choice.{value}", str(value))


def in_words(text: str) -> str:
    """A sentence about settings with their names where it has keys."""
    keys = "|".join(re.escape(key) for key in sorted(setting_keys(), key=len, reverse=True))
    return re.sub(rf"(?<![\w.])({keys})(?![\w.])", lambda found: name_of(found[1]), text)


def read_setting(typed: str) -> tuple[str, str] | None:
    """The key and what is said after it, from a key or a name; None for neither."""
    said = typed.strip()
    names = {name: key for key in setting_keys() for name in (key, name_of(key))}
    for name in sorted(names, key=len, reverse=True):
        if said.casefold().startswith(f"{name.casefold()} "):
            return names[name], said[len(name) :].strip(" :=")
    return None


def with_setting(regulation: Regulation, key: str, typed: str) -> Regulation:
    """A setting given a value as the file would have it, or in words. Raises RegulationFaults."""
    if typed.casefold() in NO_VALUE:
        return regulation.with_settings({key: "none"})
    try:
        return regulation.with_settings({key: _as_in_the_file(typed)})
    except RegulationFaults:
        meant = _meant(typed)
        if meant is None:
            raise
        return regulation.with_settings({key: meant})


def _as_in_the_file(typed: str) -> object:
    """A bare word is a text. Numbers stay exact."""
    try:
        return tomllib.loads(f"x = {typed}", parse_float=str)["x"]
    except tomllib.TOMLDecodeError:
        return typed


def _meant(typed: str) -> object:
    """The value whose words these are; None where they are of none."""
    said = typed.casefold()
    if said in ("sì", "si", "no"):
        return said != "no"
    if re.fullmatch(r"\d+,\d+", said):
        return said.replace(",", ".")
    of = {words: name for name, words in TEXTS.items() if name.startswith("choice.")}
    return of[said].removeprefix("choice.") if said in of else None
