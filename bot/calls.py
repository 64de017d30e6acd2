"""Calls of the Bot API whose answer is read no further than it is needed.

PTB's own methods make a whole `Message` of every answer, a third of what such a call costs, of
which we want a number. `_post` is what all of them go through: timeouts, errors and defaults are
the same.
"""

from typing import Any

from telegram import Bot


async def call(bot: Bot, method: str, **parameters: object) -> Any:
    """What Telegram answers, as JSON; parameters that are None are left out. Raises
    TelegramError."""
    return await bot._post(method, parameters)
