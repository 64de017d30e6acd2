"""Questions about the record, as one small typed model that chat, pages and reports share.

`Query` says what is asked (what, of whom, which of them, in which order, since when); `answer`
finds it. Whoever speaks fills the one and renders the other; neither holds a sentence.
"""

from ledger.readings.query.answer import answer, code_of
from ledger.readings.query.facts import OF_STATE, SILENT_DAYS, Facts, in_state
from ledger.readings.query.glance import glance
from ledger.readings.query.lists import kept
from ledger.readings.query.model import (
    MOVED,
    Bound,
    Column,
    Filter,
    NotAQuery,
    Order,
    Query,
    What,
    written,
)
from ledger.readings.query.rows import (
    AmendedRow,
    Answer,
    Cell,
    ChangeRow,
    FileRow,
    HolderRow,
    IndicatorRow,
    MadeRow,
    MonthRow,
    ObjectiveRow,
    PersonRow,
    ReportedRow,
    Row,
    SchedaRow,
    ScopeRow,
    StaffCountRow,
    StaffRow,
    SupposedRow,
    UnitRow,
    WorthRow,
)

__all__ = [
    "MOVED",
    "OF_STATE",
    "SILENT_DAYS",
    "AmendedRow",
    "Answer",
    "Bound",
    "Cell",
    "ChangeRow",
    "Column",
    "Facts",
    "FileRow",
    "Filter",
    "HolderRow",
    "IndicatorRow",
    "MadeRow",
    "MonthRow",
    "NotAQuery",
    "ObjectiveRow",
    "Order",
    "PersonRow",
    "Query",
    "ReportedRow",
    "Row",
    "SchedaRow",
    "ScopeRow",
    "StaffCountRow",
    "StaffRow",
    "SupposedRow",
    "UnitRow",
    "What",
    "WorthRow",
    "answer",
    "code_of",
    "glance",
    "in_state",
    "kept",
    "written",
]
