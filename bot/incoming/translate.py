"""Update -> Turn: the only reader of Telegram's optional fields.

Everything a person can send is one of: words, a press, a file we take as evidence, or something
nobody reads here, named by its kind. What is not said to the bot is no turn at all.
"""

import datetime as dt
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from telegram import Bot, CallbackQuery, Document, Message, PhotoSize, Update
from telegram.constants import ChatType

from handlers.turn import Attachment, Turn
from ledger.bounds import file_name, legible
from ledger.commands.evidence import EVIDENCE_LIMIT_MB

FILE_BYTES = EVIDENCE_LIMIT_MB * 1024 * 1024

HELD = dt.timedelta(days=7)
"""A phone may be offline over a long weekend, and Telegram keeps an update for another day; a
message said to be older than this tells of a clock that was set, not of a delay."""

KINDS: dict[str, Literal["private", "group"]] = {
    ChatType.PRIVATE: "private",
    ChatType.GROUP: "group",
    ChatType.SUPERGROUP: "group",
}

VOICE_TYPE = "audio/ogg"

NAMELESS = "nameless"
"""Whoever writes as the group or as a channel: nobody can tell who it is."""

UNHEARD = "unheard"
"""What a voice note is when the transcriber made nothing of it."""

UNKNOWN_TYPE = "application/octet-stream"
"""What some senders say of any file; then its name says more."""

UNREAD = (
    "sticker",
    "animation",
    "voice",
    "video_note",
    "video",
    "audio",
    "venue",
    "location",
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


@dataclass(frozen=True)
class Wanted:
    """A file somebody sent, before it is fetched."""

    file_id: str
    name: str
    media_type: str
    size: int

    def with_content(self, content: bytes) -> Attachment:
        """The attachment, once fetched."""
        return Attachment(self.name, self.media_type, len(content), content)

    def of_size(self, size: int) -> Attachment:
        """Too large to be fetched."""
        return Attachment(self.name, self.media_type, size, None)

    def infected(self) -> Attachment:
        """An antivirus found something in it."""
        return Attachment(self.name, self.media_type, self.size, None, infected=True)

    def owed(self) -> Attachment:
        """The attachment, to be fetched later."""
        return Attachment(self.name, self.media_type, self.size, None, owed=True)


def read(
    update: Update,
    bot: Bot,
    person_of: PersonOf,
    *,
    channel: str,
    received_at: dt.datetime,
    file: Attachment | None = None,
    spoken: str | None = None,
    second: str | None = None,
) -> Turn | None:
    """What a person did, or None where nothing was said to the bot. `file` is what `wanted` named,
    `spoken` what the voice note says, `second` what the second reader answered, all of it asked for
    already: nothing outside is called here."""
    key = f"{channel}:{bot.id}:{update.update_id}"
    if update.callback_query is not None:
        return _press(update.callback_query, person_of, key, received_at)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or not _is_said(message):
        return None
    turn = _written(message, bot, person_of, key, received_at)
    if turn is None:
        return None
    if message.sender_chat is not None or message.from_user.is_bot:
        return replace(turn, person=None, unsupported=NAMELESS) if turn.text else None
    if update.edited_message is not None:
        return replace(turn, edited=True)
    if second is not None:
        turn = replace(turn, second=second)
    if _voice(message) is not None and spoken is not None:
        return _said_aloud(turn, spoken)
    return _with_content(turn, message, file)


def _is_said(message: Message) -> bool:
    """Not what a service tells, a place that goes on moving, what a channel hands to its group, nor
    a new version without words."""
    if message.is_automatic_forward or (message.location and message.location.live_period):
        return False
    return message.edit_date is None or bool(message.text or message.caption)


def topic_of(message: object) -> int | None:
    """The topic of a group's message. A thread of answers in any other group is none."""
    if not isinstance(message, Message):
        return None
    by_topics = message.is_topic_message or message.chat.is_forum
    return message.message_thread_id if by_topics else None


def wanted(update: Update, bot: Bot, person_of: PersonOf) -> Wanted | None:
    """The file of a message to the bot, where it is to be fetched: of who is enrolled, and not
    larger than we take."""
    message = update.message
    file = wanted_beside(update, person_of)
    if message is None or file is None:
        return None
    return file if _written(message, bot, person_of, "", message.date) is not None else None


def wanted_beside(update: Update, person_of: PersonOf) -> Wanted | None:
    """The same of a picture or document of an album, whose words stand with another of them."""
    message = update.message
    file = _file(message) if message is not None else None
    if message is None or file is None or file.size > FILE_BYTES:
        return None
    if message.from_user is None or person_of(message.from_user.id) is None:
        return None
    return file


def album_of(update: Update) -> str | None:
    """What the messages of one album have in common; None for what is of none."""
    return update.message.media_group_id if update.message is not None else None


def has_words(update: Update) -> bool:
    """Whether a message of an album is the one with the words."""
    return update.message is not None and bool(update.message.caption)


def voice(update: Update, bot: Bot, person_of: PersonOf) -> Wanted | None:
    """The voice note of a message to the bot, where somebody enrolled sent it and it is not larger
    than we take."""
    message = update.message
    found = _voice(message) if message is not None else None
    if message is None or found is None or found.size > FILE_BYTES:
        return None
    if message.from_user is None or person_of(message.from_user.id) is None:
        return None
    return found if _written(message, bot, person_of, "", message.date) is not None else None


def _voice(message: Message) -> Wanted | None:
    sound = message.voice or message.audio
    if sound is None:
        return None
    media_type = sound.mime_type or VOICE_TYPE
    name = f"voce-{message.message_id}{mimetypes.guess_extension(media_type) or '.oga'}"
    return Wanted(sound.file_id, name, media_type, sound.file_size or 0)


def _said_aloud(turn: Turn, spoken: str) -> Turn:
    """A voice note as the message it says; one of which nothing could be made says so."""
    if not spoken:
        return replace(turn, unsupported=UNHEARD)
    return replace(turn, text=spoken, spoken=True)


def _file(message: Message) -> Wanted | None:
    if _unread(message) is not None:
        return None
    if message.photo:
        return _photo(message.photo, message.message_id)
    return _document(message.document) if message.document is not None else None


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
        topic=topic_of(query.message),
    )


def _written(
    message: Message, bot: Bot, person_of: PersonOf, key: str, received_at: dt.datetime
) -> Turn | None:
    kind = KINDS.get(message.chat.type)
    if kind is None or message.from_user is None:
        return None
    quoted = _quoted(message, bot)
    text = _addressed(legible(message.text or message.caption or ""), bot.username)
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
        topic=topic_of(message),
    )


def _quoted(message: Message, bot: Bot) -> int | None:
    """Number of the bot's message that this one quotes. In a topic every message that quotes none
    says that it answers the topic's first, which may be the bot's."""
    other = message.reply_to_message
    if other is None or other.from_user is None or other.from_user.id != bot.id:
        return None
    if other.forum_topic_created is not None:
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


def _unread(message: Message) -> str | None:
    """A message of words holds nothing else."""
    if message.text is not None:
        return None
    return next((kind for kind in UNREAD if getattr(message, kind, None)), None)


def _with_content(turn: Turn, message: Message, file: Attachment | None) -> Turn | None:
    if (unread := _unread(message)) is not None:
        return replace(turn, unsupported=unread)
    if (sent := _file(message)) is not None:
        return replace(turn, attachment=file or sent.of_size(sent.size))
    return None if message.text is None else turn


def _photo(sizes: tuple[PhotoSize, ...], message: int) -> Wanted:
    largest = max(sizes, key=lambda size: size.width * size.height)
    return Wanted(largest.file_id, f"foto-{message}.jpg", "image/jpeg", largest.file_size or 0)


def _document(document: Document) -> Wanted:
    name = file_name(document.file_name or "") or "documento"
    media_type = document.mime_type or UNKNOWN_TYPE
    if media_type == UNKNOWN_TYPE:
        media_type = mimetypes.guess_type(name)[0] or UNKNOWN_TYPE
    return Wanted(document.file_id, name, media_type, document.file_size or 0)
