"""What comes into the house: plans that offices already have, as they have them.

Reads and writes files; knows the plan's model and nothing of the ledger's record.
"""

from importers.comparing import PlanDifference, difference
from importers.document import Reading, TableRead
from importers.errors import NotReadable
from importers.mapping import (
    IGNORED,
    ROLE_WORDS,
    PlanMap,
    map_text,
    read_map,
    role_named,
    said_of_column,
)
from importers.people_file import PersonRow, read_people
from importers.reading import ENDINGS, Opened, open_document, read_document, read_plan
from importers.writing import write_plan, write_template

__all__ = [
    "ENDINGS",
    "IGNORED",
    "ROLE_WORDS",
    "NotReadable",
    "Opened",
    "PersonRow",
    "PlanDifference",
    "PlanMap",
    "Reading",
    "TableRead",
    "difference",
    "map_text",
    "open_document",
    "read_document",
    "read_map",
    "read_people",
    "read_plan",
    "role_named",
    "said_of_column",
    "write_plan",
    "write_template",
]
