"""Invitation codes: what a person types, and the link that types it for them."""

import os
import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without letters and digits that are taken for one another on paper."""

CODE_LENGTH = 16


def new_code() -> str:
    """About 79 bits of chance: not to be guessed within an invitation's life."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def invitation_link(code: str) -> str:
    """`https://t.me/<bot>?start=<code>`; the bot's name is the setting TRAGUARDO_BOT_NAME."""
    return f"https://t.me/{os.environ.get('TRAGUARDO_BOT_NAME', 'TraguardoBot')}?start={code}"
