"""The SMVP of an ente as a model: one TOML file, checked whole, adopted into the ledger.

A year is scored under the regulation adopted for it: there is no `if` on a town in the code.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from ledger.people import Role
from ledger.regulation.faults import RegulationFaults, sentences
from ledger.regulation.kinds import NONE_WORD, Table
from ledger.regulation.reminders import Reminders
from ledger.regulation.settings import Settings, setting_keys
from ledger.regulation.tables import (
    Absences,
    Code,
    Holidays,
    RoleRules,
    SanctionTable,
    StatutoryDate,
    wrong,
)

__all__ = [
    "BUNDLED",
    "EVALUATED",
    "Regulation",
    "RegulationFaults",
    "RoleRules",
    "Settings",
    "bundled",
    "load",
    "parse",
    "setting_keys",
]

BUNDLED = Path(__file__).parent.with_suffix(".toml")
EVALUATED = (Role.SEGRETARIO, Role.DIRIGENTE, Role.EQ, Role.DIPENDENTE)
"""Who gets a scheda."""


def _role(value: object) -> object:
    if value not in EVALUATED:
        raise wrong("roles", f"«{value}» non è un ruolo che si valuta")
    return value


EvaluatedRole = Annotated[Role, BeforeValidator(_role)]


class Regulation(Table):
    """Everything the rules need to know of a town."""

    title: Code
    act: Annotated[Code | None, NONE_WORD] = None
    """The act that adopted it."""
    roles: dict[EvaluatedRole, RoleRules]
    sanctions: SanctionTable
    absences: Absences
    holidays: Holidays
    statutory_dates: tuple[StatutoryDate, ...]
    reminders: Reminders = Field(default_factory=lambda: _bundled_reminders())
    """When people are reminded; a town that says nothing is reminded as the bundled file says."""
    settings: Settings

    @model_validator(mode="after")
    def _every_role_has_rules(self) -> Self:
        for role in EVALUATED:
            if role not in self.roles:
                raise wrong("roles", f"mancano le regole del ruolo «{role}»")
        return self

    def with_settings(self, changes: Mapping[str, object]) -> "Regulation":
        """The same regulation with some settings replaced, by key. Raises RegulationFaults."""
        return self.model_copy(update={"settings": self.settings.changed(changes)})


def _bundled_reminders() -> Reminders:
    table = tomllib.loads(BUNDLED.read_text(encoding="utf-8"), parse_float=str)["reminders"]
    return Reminders.model_validate(table)


def parse(text: str) -> Regulation:
    """Reads a regulation file. Raises RegulationFaults with every fault found."""
    try:
        return Regulation.model_validate(tomllib.loads(text, parse_float=str))
    except tomllib.TOMLDecodeError as error:
        raise RegulationFaults((f"Il file non è TOML valido ({error}).",)) from None
    except ValidationError as error:
        raise RegulationFaults(sentences(error.errors())) from None


def load(path: Path) -> Regulation:
    """Raises RegulationFaults, also for a file that is not text; OSError where there is none."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise RegulationFaults(("Il file non è testo UTF-8: salvalo come tale.",)) from None


@cache
def bundled() -> Regulation:
    """The regulation that comes with the program."""
    return load(BUNDLED)
