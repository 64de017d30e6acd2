"""Whose indicators a message may speak of. The ledger decides again when it is recorded.

Source: contract, "Who may do what".
"""

import datetime as dt
from dataclasses import dataclass

from ledger.people import Post, Role
from ledger.plan import SEGRETARIO, TRANSVERSAL, Plan


@dataclass(frozen=True)
class Sender:
    """The enrolled person who writes, with the posts they hold."""

    code: str
    posts: tuple[Post, ...]

    def held(self, role: Role, day: dt.date) -> tuple[str, ...]:
        """Units of the posts with that role on that day; `""` for a role without a unit."""
        return tuple(p.unit or "" for p in self.posts if p.role is role and p.held_on(day))

    def holds(self, day: dt.date, *roles: Role) -> bool:
        return any(p.role in roles and p.held_on(day) for p in self.posts)


def services_of(plan: Plan, sender: Sender, day: dt.date) -> frozenset[str]:
    """Services a person answers for: an EQ their own, a dirigente those of their areas."""
    areas = sender.held(Role.DIRIGENTE, day)
    below = {s.code for a, s in plan.services() if a.code in areas}
    return frozenset(below | set(sender.held(Role.EQ, day)))


def reportable(plan: Plan, sender: Sender | None, day: dt.date) -> frozenset[str]:
    """Codes of the indicators the sender may report."""
    if sender is None:
        return frozenset()
    services = services_of(plan, sender, day)
    owners = {f"{Role.DIRIGENTE}:{a}" for a in sender.held(Role.DIRIGENTE, day)}
    segretario = sender.holds(day, Role.SEGRETARIO)
    return frozenset(
        indicator.code
        for objective, indicator in plan.indicators()
        if objective.unit in services
        or (objective.unit == TRANSVERSAL and owners & set(objective.owners))
        or (objective.unit == SEGRETARIO and segretario)
    )


def may_validate(plan: Plan, sender: Sender | None, unit: str, day: dt.date) -> bool:
    """Whether the sender validates reports of that unit (a service, `TR` or `SG`).

    The dirigente those of their areas, the Segretario those dirigenti made, the Nucleo the
    Segretario's. Who made each report is known to the ledger, not here.
    """
    if sender is None:
        return False
    if sender.holds(day, Role.NUCLEO) and unit == SEGRETARIO:
        return True
    if sender.holds(day, Role.SEGRETARIO) and unit != SEGRETARIO:
        return True
    area = plan.area_of(unit)
    return area is not None and area.code in sender.held(Role.DIRIGENTE, day)
