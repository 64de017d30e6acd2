"""Signed checkpoints as text, in the C2SP's signed-note and tlog-checkpoint formats.

traguardo/3f1c…                  origin: which log
731                              how many events
q83v…=                           root of their tree
traguardo/3f1c…+9a0b1c2d+AW…=    the public key, as verifiers take it
sealed-from 731 9f2c…            only in the first of a log that was sealed: the head it had before

— traguardo/3f1c… mgscLQ…=       the signature; two while a key gives way to the next
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ledger.errors_proof import BadNote, Flaw
from ledger.later import dataclass

ED25519 = b"\x01"
KEY_ID_BYTES = 4

_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_BEFORE = re.compile(r"sealed-from [1-9][0-9]{0,18} [0-9a-f]{64}")
_NAME = re.compile(r"[^\s+]+")


def encoded(raw: bytes) -> str:
    """Bytes as base64 text."""
    return base64.b64encode(raw).decode()


def decoded(text: str) -> bytes:
    """Strictly: one text for each sequence of bytes. Raises BadNote."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadNote(Flaw.FORM) from None
    if encoded(raw) != text:
        raise BadNote(Flaw.FORM)
    return raw


@dataclass(frozen=True)
class Verifier:
    """A public key with the name of the log it speaks for."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes by which a signature names its key (C2SP)."""
        named = self.name.encode() + b"\n" + ED25519 + self.public
        return hashlib.sha256(named).digest()[:KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{encoded(ED25519 + self.public)}"

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """Raises BadNote."""
        name, _, rest = text.partition("+")
        _, _, key = rest.partition("+")
        raw = decoded(key)
        verifier = cls(name, raw[1:])
        if raw[:1] != ED25519 or len(raw) != 33 or str(verifier) != text:
            raise BadNote(Flaw.KEY)
        return verifier

    def verifies(self, body: str, signature: bytes) -> bool:
        """Whether the signature of a note's body is by this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, body.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A name and its private key."""

    name: str
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        """What others check its signatures with."""
        raw = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return Verifier(self.name, raw)

    def line(self, body: str) -> str:
        """The signature line of a note's body."""
        signature = self.verifier.key_id + self.private.sign(body.encode())
        return f"— {self.name} {encoded(signature)}\n"


@dataclass(frozen=True)
class Note:
    """A checkpoint as it was signed."""

    origin: str
    size: int
    root: bytes
    verifier: Verifier
    text: str
    before: str | None = None
    """Of the first after a log was sealed: its line on the head it had before."""

    @property
    def body(self) -> str:
        """What is signed: everything before the blank line, its line end included."""
        return self.text[: self.text.index("\n\n") + 1]

    def signed_by(self, verifier: Verifier) -> bool:
        """Whether one of its signatures is of that key."""
        for line in self.text[len(self.body) + 1 :].splitlines():
            raw = decoded(line.rpartition(" ")[2])
            if (
                raw[:KEY_ID_BYTES] == verifier.key_id
                and line == f"— {verifier.name} {encoded(raw)}"
            ):
                return verifier.verifies(self.body, raw[KEY_ID_BYTES:])
        return False


def sign(
    origin: str,
    size: int,
    root: bytes,
    signers: Sequence[Signer],
    old_head: tuple[int, str] | None = None,
) -> Note:
    """The first of the signers is the one whose key goes on; `old_head` is how many events there
    were when the log was sealed, and the hash of the last."""
    verifier = signers[0].verifier
    before = None if old_head is None else f"sealed-from {old_head[0]} {old_head[1]}"
    body = f"{origin}\n{size}\n{encoded(root)}\n{verifier}\n"
    body += "" if before is None else f"{before}\n"
    text = body + "\n" + "".join(signer.line(body) for signer in signers)
    return Note(origin, size, root, verifier, text, before)


def read_note(text: str) -> Note:
    """A note that is well made and signed by the key it names. Whether that key is to be trusted
    is another question. Raises BadNote."""
    head, parted, signatures = text.partition("\n\n")
    lines = head.split("\n")
    if not parted or len(lines) not in (4, 5) or not signatures.endswith("\n"):
        raise BadNote(Flaw.FORM)
    origin, size, root, key, *before = lines
    if before and not _BEFORE.fullmatch(before[0]):
        raise BadNote(Flaw.FORM)
    if not _NUMBER.fullmatch(size) or not _NAME.fullmatch(origin):
        raise BadNote(Flaw.FORM)
    old = before[0] if before else None
    note = Note(origin, int(size), decoded(root), Verifier.parse(key), text, old)
    signed = signatures[:-1].split("\n")
    if note.verifier.name != origin or len(note.root) != 32 or len(signed) > 2:
        raise BadNote(Flaw.FORM)
    if not all(_is_of(origin, line) for line in signed) or not note.signed_by(note.verifier):
        raise BadNote(Flaw.SIGNATURE)
    return note


def _is_of(origin: str, line: str) -> bool:
    start = f"— {origin} "
    return line.startswith(start) and len(decoded(line.removeprefix(start))) == KEY_ID_BYTES + 64
