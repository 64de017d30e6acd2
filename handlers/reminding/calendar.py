"""The conversations of the calendar, as the route's tables take them."""

from collections.abc import Callable

from handlers.desk import Desk, keep
from handlers.reminding import campaigns, reminders
from handlers.turn import Outcome

COMMANDS: dict[str, Callable[[Desk, str], Outcome]] = {
    **reminders.COMMANDS,
    **campaigns.COMMANDS,
}

CONFIRM: dict[str, Callable[[Desk], Outcome]] = {
    reminders.TALK: reminders.confirmed,
    campaigns.TALK: campaigns.confirmed,
}

BY_ROLE = campaigns.BY_ROLE
FOR_ALL = ("calendario", "impostazioni")
PRIVATE = ("impostazioni", "assenza")


def _aside(act: Callable[[Desk, list[str]], Outcome]) -> Callable[[Desk, list[str]], Outcome]:
    """A button of a notice is pressed in the middle of anything: the talk stays open."""
    return lambda desk, args: keep(desk, act(desk, args))


BUTTONS = {verb: _aside(act) for verb, act in {**reminders.BUTTONS, **campaigns.BUTTONS}.items()}
