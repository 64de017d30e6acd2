"""What comes in from a person and what goes out to them, as plain values.

Neither side knows Telegram. A reply does not hold sentences: it names entries of the catalogue with
the facts they speak of, and whoever renders it finds the Italian and formats numbers and days.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from ledger.later import dataclass
from words.say import Say


@dataclass(frozen=True)
class Button:
    """`data` comes back as `Turn.pressed`; at most 64 bytes. `app:/ambito/AS4` opens that page
    inside Telegram instead, and is shown only where it can."""

    label: Say
    data: str


@dataclass(frozen=True)
class Attachment:
    """A file that came with a message, already fetched within the size limit.

    `content` is None where it was not fetched, too large (`size` says how much), or refused.
    """

    name: str
    media_type: str
    size: int
    content: bytes | None
    owed: bool = False
    """Not handed over yet: it is asked for again, and comes by itself later."""
    infected: bool = False
    """An antivirus found something in it: it was put away at once."""


@dataclass(frozen=True)
class Turn:
    """One thing a person did: wrote, pressed, sent a file, edited, quoted."""

    person: str | None
    """Code of the enrolled person; None for an unknown chat."""
    chat: str
    """Where it was said, as an opaque name."""
    key: str
    """Unique and stable for this act, so that a repeated delivery acts once."""
    at: dt.datetime
    text: str = ""
    pressed: str | None = None
    attachment: Attachment | None = None
    beside: tuple[Attachment, ...] = ()
    """The other files of an album, in order."""
    unsupported: str | None = None
    """Kind of a content nobody reads here: `sticker`, `voice`, `location`, ..."""
    spoken: bool = False
    """Whether the text was said aloud, and a transcriber wrote it down."""
    second: str | None = None
    """What the second reader answered, unread yet; empty where it did not, None where it was not
    asked."""
    edited: bool = False
    message: int | None = None
    """Number of the message in its chat (the edited one, or the one whose button was pressed)."""
    reply_to: int | None = None
    """Number of the bot's message that was quoted."""
    about: int | None = None
    """Seq of the report that the quoted or edited message speaks of."""
    kind: Literal["private", "group"] = "private"
    topic: int | None = None
    """The topic of a group that is kept by topics; None elsewhere."""

    @cached_property
    def instant(self) -> str:
        """When, as it is kept."""
        return self.at.isoformat()


@dataclass(frozen=True)
class Wanted:
    """A document or a picture that a reply names: whoever sends it has it made."""

    kind: Literal["scheda", "foglio", "chart", "paper", "plan", "page", "list", "own"]
    subject: str
    """A person, a unit, an indicator: what it is of; empty for a plan, which is of its year."""
    year: int
    view: str = ""
    """Of a chart, which: `bars`, `line`, `years`, `phases`; of a list, its name; of a paper its
    kind and form, and what it shows of people: `relazione.docx`, `payment.csv.CODICI`."""
    table: tuple[tuple[Say, ...], tuple[Say, ...]] = ((), ())
    """Of a list that is no query, its title and its rows."""


@dataclass(frozen=True)
class Reply:
    """One message of the bot."""

    lines: tuple[Say, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    to: str | None = None
    """Code of another person; None answers who spoke, where they spoke."""
    chat: str | None = None
    """A chat that is nobody's any more, where the last word is said."""
    replace: bool = False
    """Take the place of the message whose button was pressed."""
    document: tuple[str, bytes] | None = None
    """A file to send, name and content; `lines` become its caption."""
    picture: tuple[str, bytes] | None = None
    """A PNG to show, name and content; `lines` become its caption."""
    wants: Wanted | None = None
    """What is made for it before it is sent."""
    about: int | None = None
    """Seq of the report this message speaks of, so that quoting it speaks of that record."""


@dataclass(frozen=True)
class Outcome:
    """What a turn comes to: messages to send, and where the talk stands now.

    `draft` is a small JSON document, saved before any reply leaves; None: no talk is open.
    """

    replies: tuple[Reply, ...]
    draft: Mapping[str, object] | None = None
