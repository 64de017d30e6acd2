"""What a plan's document may have got wrong: a closed list, each with its own sentence.

A plan file, or an event of long ago, may name a kind this version does not know: it reads as
`other`, and is told as something that does not add up.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator

AnomalyName = Literal[
    "bad_code",
    "bad_date",
    "bad_weight",
    "bad_years",
    "broken_cell",
    "code_mismatch",
    "code_state",
    "content_mismatch",
    "duplicate_code",
    "hidden_column",
    "hidden_row",
    "hidden_sheet",
    "later_target",
    "missing_code",
    "missing_codes",
    "no_ente",
    "no_indicator",
    "no_objective",
    "no_owner",
    "no_target",
    "no_weight",
    "odd_target",
    "other",
    "partial_code",
    "past_date",
    "projected_baseline",
    "recognised",
    "several_measures",
    "struck_row",
    "title_mismatch",
    "unknown_code",
    "unknown_state",
    "unknown_unit",
    "upside_down_ratio",
    "weight_sum",
]

NAMES: frozenset[str] = frozenset(get_args(AnomalyName))


def lifted(kind: object) -> object:
    """A kind as this version knows it; what is no text is left for the model to refuse."""
    return "other" if isinstance(kind, str) and kind not in NAMES else kind


AnomalyKind = Annotated[AnomalyName, BeforeValidator(lifted)]
"""As it is stored: a kind of another version is lifted when it is read."""

MENDED_BY: Mapping[str, frozenset[str]] = {
    "weight": frozenset({"weight_sum", "no_weight", "bad_weight"}),
    "target": frozenset({"no_target", "odd_target", "several_measures", "upside_down_ratio"}),
    "baseline": frozenset({"projected_baseline"}),
    "deadline": frozenset({"bad_date", "past_date"}),
}
"""What is set of an objective or an indicator, and the anomalies that setting it puts right: it is
then no change of the plan, and wants no reason."""


def places_of(code: str, group: str) -> tuple[str, ...]:
    """Where the document's anomalies about a code, or about the weights of its group, stand."""
    return tuple(dict.fromkeys((code, group, group.partition(" – ")[0])))
