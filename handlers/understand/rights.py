"""Whose indicators a message may speak of. The ledger decides again when it is recorded.

Source: contract, "Who may do what"; R-19 for who evaluates whom.
"""

import datetime as dt

from ledger.commands import authority
from ledger.later import dataclass
from ledger.people import Post, Role
from ledger.plan import ENTE, SEGRETARIO, Plan


@dataclass(frozen=True)
class Sender:
    """The enrolled person who writes, with the posts they hold."""

    code: str
    posts: tuple[Post, ...]

    def held(self, role: Role, day: dt.date) -> tuple[str, ...]:
        """Units of the posts with that role on that day; `""` for a role without a unit."""
        return tuple(p.unit or "" for p in self.posts if p.role is role and p.held_on(day))

    def holds(self, day: dt.date, *roles: Role) -> bool:
        """Whether the sender holds one of these roles that day."""
        return any(p.role in roles and p.held_on(day) for p in self.posts)


def reportable(plan: Plan, sender: Sender, day: dt.date) -> frozenset[str]:
    """Codes of the indicators the sender may report, by the ledger's own rule."""
    return authority.reportable(plan, [post for post in sender.posts if post.held_on(day)])


def may_validate(plan: Plan, sender: Sender | None, unit: str, day: dt.date) -> bool:
    """Whether the sender validates reports of that unit (a service, an area, `TR` or `SG`).

    The dirigente those of their areas, the Segretario those dirigenti made, the Nucleo the
    Segretario's. Who made each report is known to the ledger, not here.
    """
    if sender is None:
        return False
    if unit == SEGRETARIO:
        return sender.holds(day, Role.NUCLEO)
    if sender.holds(day, Role.SEGRETARIO):
        return True
    areas = sender.held(Role.DIRIGENTE, day)
    area = plan.area_of(unit)
    return unit in areas or (area is not None and area.code in areas)


def may_evaluate(plan: Plan, sender: Sender | None, whom: str, day: dt.date) -> bool:
    """Whether the sender evaluates that person or whoever heads that unit. Source: R-19.

    The EQ proposes for the dipendenti of their service, so may start there too.
    """
    if sender is None:
        return False
    role, _, unit = whom.rpartition(".")
    unit = unit.upper()
    if unit in (SEGRETARIO, "SEGRETARIO"):
        return sender.holds(day, Role.SINDACO)
    areas = sender.held(Role.DIRIGENTE, day)
    if unit in {a.code for a in plan.areas}:
        return sender.holds(day, Role.NUCLEO) and role in ("", Role.DIRIGENTE)
    if role == Role.DIPENDENTE and unit in sender.held(Role.EQ, day):
        return True
    area = plan.area_of(unit)
    if area is None:
        return unit == ENTE or sender.holds(day, Role.DIRIGENTE, Role.NUCLEO, Role.SINDACO)
    return area.code in areas
