"""Where the bot meets the pages: addresses, and what opens them inside Telegram."""

import logging
from urllib.parse import quote

from telegram import Bot, MenuButtonWebApp, WebAppInfo
from telegram.error import TelegramError

from ledger.access import LINK_MINUTES, Access, entrance, pages_at
from ledger.ledger import Ledger
from words.say import Say, say
from words.wording import plain_text

logger = logging.getLogger(__name__)

APP = "app:"
"""What the data of a button begins with that opens a page."""

SECURE = "https://"
"""Telegram opens no other address inside itself."""


def app_url(pages: str | None, path: str) -> str | None:
    """A page as Telegram opens it; None where the pages have no address it takes."""
    if pages is None or not pages.startswith(SECURE):
        return None
    return f"{pages}/entra/app?a={quote(path)}"


def one_time_address(ledger: Ledger, person: str) -> Say:
    """A way into the pages for that person, to be opened in any browser."""
    url = pages_at(ledger.environment)
    if url is None:
        return say("page.chat.off")
    return say(
        "page.chat.link", url=entrance(Access(ledger).link(person), url), minutes=LINK_MINUTES
    )


async def offer_pages(bot: Bot, pages: str | None) -> None:
    """The button beside the field one writes in opens the pages, where Telegram can reach them."""
    home = app_url(pages, "/")
    if home is None:
        return
    opens = MenuButtonWebApp(plain_text(say("page.menu_button")), WebAppInfo(home))
    try:
        await bot.set_chat_menu_button(menu_button=opens)
    except TelegramError as error:
        logger.info("the menu button was refused (%s)", type(error).__name__)
