"""Text closed by a key (AES-256-GCM): whoever lacks the key reads nothing and changes nothing."""

import binascii
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class Lock:
    """One key. What is closed in one `place` does not open in another."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._cipher = AESGCM(key)

    def close(self, text: str, place: str) -> str:
        """Closed differently each time."""
        return self._closed(os.urandom(NONCE_BYTES), text, place)

    def close_alike(self, text: str, place: str) -> str:
        """The same text closed the same way in the same place: the nonce is made of both, and of
        the key, so that only the very same words ever meet it twice."""
        made_of = f"{place}\n{text}".encode()
        nonce = hmac.digest(self._key, made_of, hashlib.sha256)[:NONCE_BYTES]
        return self._closed(nonce, text, place)

    def open(self, closed: str, place: str) -> str:
        """Raises ValueError for what this key did not close here."""
        raw = binascii.a2b_base64(closed)
        try:
            clear = self._cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode())
        except InvalidTag:
            raise ValueError(place) from None
        return clear.decode()

    def alias(self, name: str) -> str:
        """Another name for a name, always the same, from which nobody finds it back."""
        return hmac.digest(self._key, f"alias\n{name}".encode(), hashlib.sha256).hex()[:20]

    def _closed(self, nonce: bytes, text: str, place: str) -> str:
        sealed = self._cipher.encrypt(nonce, text.encode(), place.encode())
        return binascii.b2a_base64(nonce + sealed, newline=False).decode()


def new_key() -> bytes:
    """A key for one person, of random bytes."""
    return AESGCM.generate_key(KEY_BYTES * 8)
