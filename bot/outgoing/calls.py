"""Calls of the Bot API whose answer is read no further than it is needed.

PTB's own methods make a whole `Message` of every answer, a third of what such a call costs, of
which we want a number. `_post` is what all of them go through: timeouts, errors and defaults are
the same.
"""

import logging
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

logger = logging.getLogger(__name__)


async def call(bot: Bot, method: str, **parameters: object) -> Any:
    """What Telegram answers, as JSON; parameters that are None are left out. Raises
    TelegramError."""
    return await bot._post(method, parameters)


async def stop_the_spinner(bot: Bot, query: str) -> None:
    """Tells the phone that a press was heard."""
    try:
        await call(bot, "answerCallbackQuery", callback_query_id=query)
    except TelegramError as error:
        # Too old, or the network is down: the press was acted on, only its spinner stays.
        logger.info("a press was not acknowledged (%s)", type(error).__name__)
