"""What an objective's own cells tell beside its title, each with its label."""

from importers.tables.headings import role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.values.facts import Fact, told_in

OWN_LABELS = {Role.WEIGHT: "Peso", Role.DEADLINE: "Scadenza", Role.OWNER: "Responsabile"}
"""What may be told there, and the label that every reader knows for it."""


def own_fact(text: str, year: int) -> Fact | None:
    """`peso 50`, `entro 30/09`, `Resp.: Neri`: one label with its value, and nothing else."""
    label, colon, value = text.partition(":")
    if colon and value.strip() and is_only_heading(label) and role_of(label) is Role.OWNER:
        return Role.OWNER, value.strip()
    told = told_in(text, year) if len(text.split()) > 1 else None
    if told is None or told.name or len(told.facts) != 1 or told.facts[0][0] not in OWN_LABELS:
        return None
    return told.facts[0]
