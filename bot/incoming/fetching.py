"""Fetches the files people send: outside the turn of their message, so that nobody waits for it
but who sent it; and later, those that Telegram did not hand over at once."""

import asyncio
import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.incoming.translate import FILE_BYTES, Wanted
from handlers.turn import Attachment
from ledger.progress.scanner import Scanner, Verdict

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 20.0
"""So long a message waits for its file; then it is answered without, and the file is owed."""

PAUSE_SECONDS = 1.0


async def fetched(
    bot: Bot, wanted: Wanted, patience_seconds: float, scanner: Scanner | None = None
) -> Attachment:
    """The attachment with its content, or owed where it did not come in this time, or was not
    looked at by the antivirus that the town has."""
    file = await _came(bot, wanted, patience_seconds)
    if scanner is None or file.content is None:
        return file
    verdict = await asyncio.to_thread(scanner.verdict, file.content)
    if verdict is Verdict.INFECTED:
        return wanted.infected()
    return file if verdict is Verdict.CLEAN else wanted.owed()


async def _came(bot: Bot, wanted: Wanted, patience_seconds: float) -> Attachment:
    try:
        async with asyncio.timeout(patience_seconds):
            while True:
                try:
                    return await _fetched(bot, wanted)
                except TelegramError as error:
                    if "too big" in error.message:
                        return wanted.of_size(FILE_BYTES + 1)
                    logger.warning("a file could not be fetched (%s)", type(error).__name__)
                await asyncio.sleep(PAUSE_SECONDS)
    except TimeoutError:
        return wanted.owed()


async def _fetched(bot: Bot, wanted: Wanted) -> Attachment:
    file = await bot.get_file(wanted.file_id)
    if (file.file_size or 0) > FILE_BYTES:
        return wanted.of_size(file.file_size or 0)
    return wanted.with_content(bytes(await file.download_as_bytearray()))
