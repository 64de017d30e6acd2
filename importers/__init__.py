"""What comes into the house: plans that offices already have, as they have them.

Reads and writes files; knows the plan's model and nothing of the ledger's record.
"""

from importers.comparing import PlanDifference, difference
from importers.errors import NotReadable
from importers.reading import read_plan
from importers.writing import write_plan, write_template

__all__ = [
    "NotReadable",
    "PlanDifference",
    "difference",
    "read_plan",
    "write_plan",
    "write_template",
]
