"""Entering from inside Telegram: what a Mini App says of its user, signed with the bot's token.

Source: Telegram, "Validating data received via the Mini App".
"""

import datetime as dt
import hashlib
import hmac
import json
from urllib.parse import parse_qsl

GOOD_FOR = dt.timedelta(minutes=5)
AHEAD = dt.timedelta(seconds=30)
"""How far Telegram's clock may be before ours."""


def user_of(init_data: str, token: str, now: dt.datetime) -> str | None:
    """The number of the Telegram user who opened the app; None where the signature does not hold
    or is older than five minutes."""
    fields = dict(parse_qsl(init_data, keep_blank_values=True))
    signature = fields.pop("hash", "")
    checked = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    expected = hmac.new(secret, checked.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), signature.encode()):
        return None
    try:
        signed_at = dt.datetime.fromtimestamp(int(fields["auth_date"]), dt.UTC)
        user = json.loads(fields["user"])["id"]
    except (KeyError, ValueError, TypeError, OverflowError):
        return None
    return str(user) if -AHEAD <= now - signed_at <= GOOD_FOR else None
