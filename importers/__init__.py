"""What comes into the house: plans that offices already have, as they have them.

Reads and writes files; knows the plan's model and nothing of the ledger's record.
"""

from importers.comparing import PlanDifference, difference
from importers.document import Reading
from importers.errors import NotReadable, NotTaught
from importers.map_file import map_from, map_text, read_map, said_text
from importers.mapping import (
    IGNORED,
    ROLE_WORDS,
    PlanMap,
    role_named,
    word_of,
)
from importers.people_file import PersonRow, read_people
from importers.reading import (
    ENDINGS,
    Opened,
    open_document,
    open_file,
    read_document,
    read_plan,
)
from importers.saying import column_said, said_of, table_left_out, text_said
from importers.sight import Place, Sight, TableRead
from importers.unread import Unread
from importers.writing import filled_template, write_plan, write_template

__all__ = [
    "ENDINGS",
    "IGNORED",
    "ROLE_WORDS",
    "NotReadable",
    "NotTaught",
    "Opened",
    "PersonRow",
    "Place",
    "PlanDifference",
    "PlanMap",
    "Reading",
    "Sight",
    "TableRead",
    "Unread",
    "column_said",
    "difference",
    "filled_template",
    "map_from",
    "map_text",
    "open_document",
    "open_file",
    "read_document",
    "read_map",
    "read_people",
    "read_plan",
    "role_named",
    "said_of",
    "said_text",
    "table_left_out",
    "text_said",
    "word_of",
    "write_plan",
    "write_template",
]
