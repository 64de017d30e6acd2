"""Invitation codes: what a person types, and the link that types it for them."""

import os
import secrets
from collections.abc import Mapping

import httpx

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without letters and digits that are taken for one another on paper."""

CODE_LENGTH = 16

PATIENCE_SECONDS = 10


def new_code() -> str:
    """About 79 bits of chance: not to be guessed within an invitation's life."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def invitation_link(code: str, environment: Mapping[str, str] = os.environ) -> str:
    """`https://t.me/<bot>?start=<code>` by the setting TRAGUARDO_BOT_NAME; without it what is typed
    to the bot, `/start <code>`: a guessed name would lead to a bot of strangers."""
    return _link(environment.get("TRAGUARDO_BOT_NAME"), code)


def asked_link(code: str) -> str:
    """The same, where one may wait: without the setting, Telegram is asked whose the token is."""
    return _link(os.environ.get("TRAGUARDO_BOT_NAME") or _own_name(), code)


def _link(name: str | None, code: str) -> str:
    return f"https://t.me/{name}?start={code}" if name else f"/start {code}"


def _own_name() -> str | None:
    """The username behind the token; None without a token, or where nobody answers."""
    token = os.environ.get("TRAGUARDO_TOKEN")
    if not token:
        return None
    base = os.environ.get("TRAGUARDO_API_BASE_URL") or "https://api.telegram.org/bot"
    try:
        found = httpx.get(f"{base}{token}/getMe", timeout=PATIENCE_SECONDS).json()
    except (httpx.HTTPError, ValueError):
        return None
    return str(found["result"]["username"]) if found.get("ok") else None
