"""What the adapter does without where it is given nothing to do it with."""

from collections.abc import Callable

from bot.menus_kept import Commands
from bot.outbox import Letter


def no_commands(person: str | None) -> Commands:
    """No menu is offered."""
    return ()


def nothing_due(chat_of: Callable[[str], int | None]) -> list[Letter]:
    """A transport without a calendar."""
    return []


def nobody_told(chat: int) -> None:
    """For who keeps no record of which chats can be reached."""


def nowhere_noted(chat: int, to: int) -> None:
    """For who keeps no record of groups."""


def nobody_plainly(person: str | None) -> bool:
    """Everybody reads bars and signs."""
    return False
