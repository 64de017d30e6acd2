"""What comes into the house: plans that offices already have, as they have them.

Reads and writes files; knows the plan's model and nothing of the ledger's record.
"""

from importers.errors import NotReadable, NotTaught
from importers.ours.comparing import PlanDifference, difference
from importers.ours.people_file import PersonRow, read_people
from importers.ours.writing import filled_template, write_plan, write_template
from importers.reading import (
    ENDINGS,
    Opened,
    open_document,
    open_file,
    read_document,
    read_plan,
)
from importers.review.map_file import map_from, map_text, read_map, said_text
from importers.review.mapping import (
    IGNORED,
    ROLE_WORDS,
    PlanMap,
    role_named,
    word_of,
)
from importers.review.saying import column_said, said_of, table_left_out, text_said
from importers.whole.document import Reading
from importers.whole.sight import Place, Sight, TableRead
from importers.whole.unread import Unread

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
