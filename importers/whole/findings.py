"""What a document got wrong, noted while it is read and placed once codes are known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from importers.whole.grid import one_line
from ledger.plan import ENTE, Objective, group_members
from ledger.plan.anomalies import AnomalyName

_LONGEST_TEXT = 300


@dataclass(frozen=True)
class Finding:
    """`where` is empty until the objective it belongs to has its code."""

    kind: AnomalyName
    line: int | None
    text: str | None = None
    reading: str | None = None
    where: str = ""


@dataclass
class Findings:
    """What was found wrong so far."""

    found: list[Finding] = field(default_factory=list)

    def add(
        self,
        kind: AnomalyName,
        line: int | None,
        text: str | None = None,
        reading: str | None = None,
        where: str = "",
    ) -> None:
        """Notes one; long texts are cut."""
        shown = one_line(text)[:_LONGEST_TEXT] if text else None
        self.found.append(Finding(kind, line, shown or None, reading, where))


def bare_ones(found: Sequence[Finding], objectives: Sequence[Objective]) -> list[Finding]:
    """A target of 1 percent beside others written as shares of one may be the whole."""
    if not any(finding.kind == "odd_target" for finding in found):
        return []
    return [
        Finding("odd_target", None, "1", "100", indicator.code)
        for objective in objectives
        for indicator in objective.indicators
        if indicator.kind.in_percent and indicator.target == 1
    ]


def said_once(
    found: Sequence[Finding], objectives: Sequence[Objective], named: set[str], asked: int
) -> list[Finding]:
    """What every objective lacks is a trait of the document; weights and owners may be absent.

    The objectives in `named` are given to persons: a document may name those instead of posts.
    Of `asked` the document must say who answers: of the others their part of the plan does.
    """
    groups = len(group_members(objectives))
    everywhere: dict[AnomalyName, int] = {
        "no_owner": asked,
        "unknown_unit": len(objectives),
        "no_weight": groups,
    }
    counted = Counter(finding.kind for finding in found)
    once = {kind for kind, many in everywhere.items() if many > 1 and counted[kind] == many}
    found = [f for f in found if f.kind != "no_owner" or f.where not in named]
    told = once - {"no_weight", "no_owner"}
    kept = (finding for finding in found if finding.kind not in once)
    return [*(Finding(kind, None, where=ENTE) for kind in sorted(told)), *kept]


_FEW = 3
"""Of so many objectives one may be named in other words than what it serves, and be told."""


def without_loose_links(found: Sequence[Finding], objectives: Sequence[Objective]) -> list[Finding]:
    """Where many objectives serve a wider one of the DUP, other words are no mismatch.

    One whose words are those of another of the DUP is told, unless most are.
    """
    linked = sum(objective.operational is not None for objective in objectives)
    mismatches = sum(finding.kind == "code_mismatch" for finding in found)
    if mismatches * _FEW <= linked:
        return list(found)
    are_told = mismatches * 2 <= linked
    return [f for f in found if f.kind != "code_mismatch" or (are_told and f.reading)]
