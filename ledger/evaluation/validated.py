"""The record as it stands without what nobody validated: the ente is measured on this. R-03."""

from collections.abc import Sequence
from typing import Self

from ledger.progress import figures
from ledger.progress.figures import Value
from ledger.view import View


class ValidatedView(View):
    """A view whose figures are of validated reports only."""

    @classmethod
    def over(cls, view: View) -> Self:
        """The same record, seen so."""
        return view.seen_as(cls)

    def standings(self, indicators: Sequence[str]) -> dict[str, Value]:
        """The values of several indicators, from validated reports alone."""
        plan, found = self.plan, {}
        for code in indicators:
            indicator = plan.indicators[code]
            used = [r for r in self.counted_reports(code) if r.validated]
            start = indicator.baseline if indicator.direction == "down" else None
            value = figures.value_of(used, start)
            if value is not None:
                found[code] = value
        return found
