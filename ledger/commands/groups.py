"""The groups an area's digest and deadlines are told in, as Telegram knows them."""

import datetime as dt

from pydantic.dataclasses import dataclass

from ledger.clock import day_of
from ledger.commands.authority import Grounds, Rule
from ledger.commands.calendar import calendar_itself
from ledger.commands.deciding import Decider, allows, decides
from ledger.errors import Act, NoChange
from ledger.events import GroupBound, GroupMoved, GroupUnbound
from ledger.later import UNBUILT
from ledger.log import Decision
from ledger.people import Role
from ledger.view import View


@dataclass(frozen=True, config=UNBUILT)
class BindGroup:
    """The group a chat is becomes that of an area; the former one is told no more. `topic`: where
    in it, if it is kept by topics."""

    chat: str
    area: str
    topic: int | None = None


@dataclass(frozen=True, config=UNBUILT)
class UnbindGroup:
    """No group hears of the area any more."""

    area: str


@dataclass(frozen=True, config=UNBUILT)
class MoveGroup:
    """Telegram gave a group another number (an upgrade): its areas follow."""

    chat: str
    to: str


def bind_group(view: View, command: BindGroup, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises NoChange where it is the area's group already."""
    area = _area(view, command.area)
    agenda = view.agenda()
    if (agenda.groups.get(area), agenda.topics.get(area)) == (command.chat, command.topic):
        raise NoChange(area)
    bound = GroupBound(chat=command.chat, area=area, topic=command.topic)
    return [Decision(bound, day_of(now))]


def unbind_group(view: View, command: UnbindGroup, actor: str, now: dt.datetime) -> list[Decision]:
    """Raises NoChange where the area has none."""
    area = _area(view, command.area)
    if area not in view.agenda().groups:
        raise NoChange(area)
    return [Decision(GroupUnbound(area=area), day_of(now))]


def _area(view: View, typed: str) -> str:
    """The area of a unit. Raises UnknownUnit."""
    unit = view.plan.resolve_unit(typed)
    return view.plan.area_of_service.get(unit, unit)


def move_group(view: View, command: MoveGroup, actor: str, now: dt.datetime) -> list[Decision]:
    """One event for each area the group was of."""
    areas = [area for area, chat in view.agenda().groups.items() if chat == command.chat]
    return [Decision(GroupMoved(area=a, chat=command.to), day_of(now)) for a in areas]


def _of_the_area(view: View, command: BindGroup | UnbindGroup, day: dt.date) -> list[Grounds]:
    area = _area(view, command.area)
    return [Grounds(Act.GROUP, area, (f"{Role.DIRIGENTE}:{area}",))]


DECIDERS: dict[type, Decider] = dict(
    (
        decides(BindGroup, bind_group),
        decides(UnbindGroup, unbind_group),
        decides(MoveGroup, move_group),
    )
)
RULES: dict[type, Rule] = dict(
    (
        allows(BindGroup, _of_the_area),
        allows(UnbindGroup, _of_the_area),
        allows(MoveGroup, calendar_itself),
    )
)
