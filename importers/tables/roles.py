"""What a column, a label or a line of a document may hold."""

from enum import StrEnum


class Role(StrEnum):
    """What a column, or a labelled part of a cell, holds."""

    NUMBER = "number"
    CODE = "code"
    REFERENCE = "reference"
    """The code of something else that an objective serves."""
    AREA = "area"
    SERVICE = "service"
    UNIT_CODE = "unit_code"
    AREA_CODE = "area_code"
    MANDATE = "mandate"
    ASSESSORE = "assessore"
    STRATEGIC = "strategic"
    OBJECTIVE = "objective"
    DESCRIPTION = "description"
    ACTION = "action"
    INDICATOR = "indicator"
    EXPECTED = "expected"
    TARGET = "target"
    BASELINE = "baseline"
    WEIGHT = "weight"
    INDICATOR_WEIGHT = "indicator_weight"
    PHASE_WEIGHT = "phase_weight"
    VALUE = "value"
    """A figure whose year says what it is: before the plan's a baseline, of it a target."""
    DEADLINE = "deadline"
    INDICATOR_DEADLINE = "indicator_deadline"
    TIMING = "timing"
    YEARS = "years"
    OWNER = "owner"
    UNIT = "unit"
    FORMULA = "formula"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    EVIDENCE = "evidence"
    PHASE = "phase"
    START = "start"
    MONTH = "month"
    STAFF = "staff"
    HEADCOUNT = "headcount"
    SHARE = "share"
    CHAPTER = "chapter"
    AMOUNT = "amount"
    IMPACT = "impact"
    STAKEHOLDERS = "stakeholders"
    PTPCT = "ptpct"
    KIND = "kind"
    STATE = "state"
    MISSION = "mission"
    PROGRAM = "program"
    REASON = "reason"
    GROUP = "group"
    SCORE = "score"
    OTHER = "other"


OF_INDICATOR = (
    Role.INDICATOR,
    Role.TARGET,
    Role.BASELINE,
    Role.UNIT,
    Role.FORMULA,
    Role.NUMERATOR,
    Role.DENOMINATOR,
    Role.KIND,
    Role.INDICATOR_WEIGHT,
)
"""What belongs to one indicator and not to its objective."""
LEVELS = {
    "settore": Role.AREA,
    "area": Role.AREA,
    "direzione": Role.AREA,
    "dipartimento": Role.AREA,
    "servizio": Role.SERVICE,
    "ufficio": Role.SERVICE,
    "struttura": Role.SERVICE,
    "unitaorganizzativa": Role.SERVICE,
    "centrodiresponsabilita": Role.SERVICE,
    "cdr": Role.SERVICE,
    "uo": Role.SERVICE,
    "obiettivo": Role.OBJECTIVE,
    "indicatore": Role.INDICATOR,
    "fase": Role.PHASE,
    "attivita": Role.PHASE,
    "azione": Role.PHASE,
    "step": Role.PHASE,
    "kpi": Role.INDICATOR,
    "misura": Role.INDICATOR,
}
"""What a row may call itself, in a column of kinds."""
