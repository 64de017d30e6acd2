"""Update -> Turn: the only reader of Telegram's optional fields.

Everything a person can send is one of: words, a press, a file we take as evidence, or something
nobody reads here, named by its kind. What is not said to the bot is no turn at all.
"""

import datetime as dt
import logging
import mimetypes
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from telegram import Bot, CallbackQuery, Document, Message, PhotoSize, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from handlers.turn import Attachment, Turn
from ledger.commands.evidence import EVIDENCE_LIMIT_MB, EVIDENCE_TYPES

logger = logging.getLogger(__name__)

FILE_BYTES = EVIDENCE_LIMIT_MB * 1024 * 1024

HELD = dt.timedelta(hours=48)
"""Telegram keeps an update for a day; a message said to be older than this tells of a clock that
was set, not of a delay."""

KINDS: dict[str, Literal["private", "group"]] = {
    ChatType.PRIVATE: "private",
    ChatType.GROUP: "group",
    ChatType.SUPERGROUP: "group",
}

UNKNOWN_TYPE = "application/octet-stream"
"""What some senders say of any file; then its name says more."""

UNREAD = (
    "sticker",
    "animation",
    "voice",
    "video_note",
    "video",
    "audio",
    "location",
    "venue",
    "contact",
    "poll",
    "dice",
    "game",
    "story",
    "paid_media",
    "checklist",
)
"""Contents nobody reads here, as `Message` names them."""

_COMMAND_AT = re.compile(r"^(/\w+)@(\w+)")

PersonOf = Callable[[int], str | None]


async def read(
    update: Update, bot: Bot, person_of: PersonOf, *, channel: str, received_at: dt.datetime
) -> Turn | None:
    """What a person did, or None where nothing was said to the bot. Fetches files."""
    key = f"{channel}:{bot.id}:{update.update_id}"
    if update.callback_query is not None:
        return _press(update.callback_query, person_of, key, received_at)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    turn = _written(message, bot, person_of, key, received_at)
    if turn is None or update.edited_message is not None:
        return replace(turn, edited=True) if turn else None
    return await _with_content(turn, message, bot)


def _press(
    query: CallbackQuery, person_of: PersonOf, key: str, received_at: dt.datetime
) -> Turn | None:
    if query.message is None or query.data is None:
        return None
    kind = KINDS.get(query.message.chat.type)
    if kind is None:
        return None
    return Turn(
        person=person_of(query.from_user.id),
        chat=str(query.message.chat.id),
        key=key,
        at=received_at,
        pressed=query.data,
        message=query.message.message_id,
        kind=kind,
    )


def _written(
    message: Message, bot: Bot, person_of: PersonOf, key: str, received_at: dt.datetime
) -> Turn | None:
    kind = KINDS.get(message.chat.type)
    if kind is None or message.from_user is None:
        return None
    quoted = _quoted(message, bot)
    text = _addressed(message.text or message.caption or "", bot.username)
    if text is None or (kind == "group" and not _to_the_bot(message, text, bot, quoted)):
        return None
    return Turn(
        person=person_of(message.from_user.id),
        chat=str(message.chat.id),
        key=key,
        at=_said_at(message, received_at),
        text=_without_mention(text, bot.username),
        message=message.message_id,
        reply_to=quoted,
        kind=kind,
    )


def _quoted(message: Message, bot: Bot) -> int | None:
    """Number of the bot's message that this one quotes."""
    other = message.reply_to_message
    if other is None or other.from_user is None or other.from_user.id != bot.id:
        return None
    return other.message_id


def _addressed(text: str, username: str) -> str | None:
    """`/stato@our_bot AS4` as `/stato AS4`; None for a command meant for another bot."""
    found = _COMMAND_AT.match(text)
    if found is None:
        return text
    return found[1] + text[found.end() :] if found[2].lower() == username.lower() else None


def _to_the_bot(message: Message, text: str, bot: Bot, quoted: int | None) -> bool:
    """In a group people talk to each other; the bot hears only what is meant for it."""
    return (
        text.startswith("/")
        or quoted is not None
        or _mention(bot.username).search(text) is not None
    )


def _mention(username: str) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(username)}\b[,:]?\s*", re.IGNORECASE)


def _without_mention(text: str, username: str) -> str:
    return _mention(username).sub("", text).strip() if "@" in text else text


def _said_at(message: Message, received_at: dt.datetime) -> dt.datetime:
    """When it was written: a report sent before midnight is of that day, even if we were down.

    An edited message keeps the day it was first sent on: "oggi" still means that day.
    """
    said = message.edit_date or message.date
    return message.date if dt.timedelta(0) <= received_at - said <= HELD else received_at


async def _with_content(turn: Turn, message: Message, bot: Bot) -> Turn | None:
    unread = next((kind for kind in UNREAD if getattr(message, kind, None)), None)
    if unread is not None:
        return replace(turn, unsupported=unread)
    if message.photo:
        return replace(turn, attachment=await _photo(message.photo, message.message_id, bot))
    if message.document is not None:
        return replace(turn, attachment=await _document(message.document, bot))
    return None if message.text is None else turn


async def _photo(sizes: tuple[PhotoSize, ...], message: int, bot: Bot) -> Attachment:
    largest = max(sizes, key=lambda size: size.width * size.height)
    return await _fetched(
        Attachment(f"foto-{message}.jpg", "image/jpeg", largest.file_size or 0, None),
        largest.file_id,
        bot,
    )


async def _document(document: Document, bot: Bot) -> Attachment:
    name = document.file_name or "documento"
    media_type = document.mime_type or UNKNOWN_TYPE
    if media_type == UNKNOWN_TYPE:
        media_type = mimetypes.guess_type(name)[0] or UNKNOWN_TYPE
    return await _fetched(
        Attachment(name, media_type, document.file_size or 0, None), document.file_id, bot
    )


async def _fetched(attachment: Attachment, file_id: str, bot: Bot) -> Attachment:
    """Its content, where it is of a kind and size that we take and Telegram hands it over."""
    if attachment.media_type not in EVIDENCE_TYPES or attachment.size > FILE_BYTES:
        return attachment
    try:
        file = await bot.get_file(file_id)
        if (file.file_size or 0) > FILE_BYTES:
            return replace(attachment, size=file.file_size or 0)
        content = bytes(await file.download_as_bytearray())
    except TelegramError as error:
        logger.warning("a file could not be fetched (%s)", type(error).__name__)
        return attachment
    return replace(attachment, size=len(content), content=content)
