"""Reply -> letters: Italian text within Telegram's limits, buttons, and where each one goes."""

import html
import re
from collections.abc import Callable, Iterator, Sequence

from bot.outgoing.outbox import Letter
from bot.pages import APP, app_url
from handlers.turn import Button, Reply
from words.say import Say
from words.wording import unadorned

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
DATA_BYTES = 64

TextOf = Callable[[Say], str]
"""The catalogue: an entry with its facts as HTML, everything in it escaped."""

_TOKEN = re.compile(r"<[^<>]*>|&#?\w+;|.", re.DOTALL)
_TAG = re.compile(r"<(/?)\s*([\w-]+)[^<>]*>")


def render(
    reply: Reply,
    text_of: TextOf,
    chat: int,
    *,
    replaces: int | None,
    answers: int | None,
    topic: int | None = None,
    pages: str | None = None,
) -> list[Letter]:
    """The letters of one reply, in order; the buttons go with the last one that has words.

    `replaces` is the message whose button was pressed, `answers` the person's message,
    `topic` where in a group that is kept by topics, `pages` the address of the pages.
    """
    text = "\n".join(map(text_of, reply.lines))
    rows = [tuple(_shown(row, text_of, chat, pages)) for row in reply.buttons]
    buttons = tuple(filter(None, rows))
    letters = []
    file = reply.picture or reply.document
    if file is not None:
        fits = units(text) <= CAPTION_UNITS
        letters.append(
            Letter(
                chat,
                "sendPhoto" if reply.picture is not None else "sendDocument",
                text if fits else "",
                buttons if fits else (),
                topic=topic,
                document=file,
                about=reply.about,
                answers=answers,
            )
        )
        if fits:
            return letters
    parts = split_html(text, TEXT_UNITS)
    for n, part in enumerate(parts):
        edits = n == 0 and reply.replace and file is None and replaces is not None
        letters.append(
            Letter(
                chat,
                "editMessageText" if edits else "sendMessage",
                part,
                buttons if n == len(parts) - 1 else (),
                message=replaces if edits else None,
                topic=topic,
                about=reply.about,
                answers=answers,
            )
        )
    return letters


def plainly(text_of: TextOf) -> TextOf:
    """The same words without bars and signs, for who asked for it."""
    return lambda said: unadorned(text_of(said))


def _shown(
    row: Sequence[Button], text_of: TextOf, chat: int, pages: str | None
) -> Iterator[tuple[str, str]]:
    """The buttons of a row; one that opens a page only in a private chat that can open it."""
    for button in row:
        if not button.data.startswith(APP):
            yield _button(button, text_of)
        elif chat > 0 and (url := app_url(pages, button.data.removeprefix(APP))) is not None:
            yield plain(text_of(button.label)), url


def _button(button: Button, text_of: TextOf) -> tuple[str, str]:
    if len(button.data.encode()) > DATA_BYTES:
        raise ValueError(f"callback data over {DATA_BYTES} bytes")
    return plain(text_of(button.label)), button.data


def plain(text: str) -> str:
    """HTML as words: tags left out, entities resolved."""
    return html.unescape(_TAG.sub("", text) if "<" in text else text)


def units(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 code units.

    Telegram counts after it has read the tags; counting them too is never more lenient.
    """
    return len(text.encode("utf-16-le")) // 2


def split_html(text: str, limit: int) -> list[str]:
    """Cuts at the end of a line where there is one, else at a space, else where it must.

    No tag or entity is cut in two; a tag open at a cut is closed there and opened again after it.
    """
    parts = []
    while units(text) > limit:
        tokens = _TOKEN.findall(text)
        cut = _cut(tokens, limit)
        opened = _open_at(tokens[:cut])
        parts.append("".join(tokens[:cut]) + "".join(_closing(tag) for tag in reversed(opened)))
        rest = tokens[cut + 1 :] if tokens[cut] in "\n " else tokens[cut:]
        text = "".join(opened) + "".join(rest)
    return [*parts, text]


def _cut(tokens: Sequence[str], limit: int) -> int:
    """Index of the token before which to cut: the last line end, space or token that fits."""
    last: dict[str, int] = {}
    size, to_close = 0, 0
    for index, token in enumerate(tokens):
        if tag := _TAG.fullmatch(token):
            closing = len(f"</{tag[2]}>")
            to_close += -closing if tag[1] else closing
        if token in ("\n", " ") and index > 0:
            last[token] = index
        size += units(token)
        if size + to_close > limit:
            break
    return last.get("\n") or last.get(" ") or index


def _open_at(tokens: Sequence[str]) -> list[str]:
    opened: list[str] = []
    for token in tokens:
        if tag := _TAG.fullmatch(token):
            if tag[1]:
                opened.pop()
            else:
                opened.append(token)
    return opened


def _closing(tag: str) -> str:
    found = _TAG.fullmatch(tag)
    return f"</{found[2]}>" if found else ""
