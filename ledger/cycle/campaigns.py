"""Monitoring campaigns: who still owes what."""

from ledger.clock import day_of
from ledger.cycle.agenda import Agenda, Campaign
from ledger.plan.inforce import PlanInForce
from ledger.progress.standings import objectives_in


def owed(plan: PlanInForce, agenda: Agenda, campaign: Campaign) -> list[str]:
    """The indicators of a campaign's scope, in its year's plan, that nobody has reported on since
    it was opened."""
    found = []
    for objective in objectives_in(plan, campaign.scope):
        if objective.code in plan.cancelled:
            continue
        for indicator in objective.indicators:
            reported = agenda.reported_at.get((plan.year, indicator.code))
            if reported is None or day_of(reported) < campaign.opened_on:
                found.append(indicator.code)
    return found
