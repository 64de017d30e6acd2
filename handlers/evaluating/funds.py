"""The funds of a payout list: what each has, what is paid from it, what to look at."""

from handlers.evaluating.premium_waits import paid_in_all
from ledger.evaluation.paylist import Fund, Payout
from ledger.scoring.numbers import to_cents
from words.say import Say, Two, say


def fund_lines(found: Payout) -> list[Say]:
    """Each fund, the top bonus, what to look at, and what is paid in all."""
    lines = [
        say(f"premiums.fund.{f.name}", amount=Two(f.amount), paid=Two(f.paid), left=Two(f.left))
        for f in found.funds
    ]
    if found.bonus is not None:
        lines.append(
            say(
                "premiums.bonus",
                count=len(found.bonus.winners),
                places=found.bonus.places,
                amount=Two(to_cents(found.bonus.bonus)),
            )
        )
        if found.bonus.over_quota:
            lines.append(say("premiums.over_quota"))
    lines += [_over(fund) for fund in found.funds if fund.left < 0]
    lines += [say(f"premiums.warning.{name}") for name in found.warnings]
    return [*lines, paid_in_all(found)]


def _over(fund: Fund) -> Say:
    """That more is paid from a fund than it has."""
    name = "fondo" if fund.name == "staff" else fund.name
    return say("premiums.over_fund", over=Two(-fund.left), fund=say(f"form.premi.{name}"))
