"""The key a ledger signs its checkpoints with: a file of its own beside the ledger, 0600."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from ledger.errors_proof import BadSigningKey
from ledger.proof.notes import Signer
from ledger.whole import write_whole


def signing_path(ledger: Path) -> Path:
    """`TRAGUARDO_SIGNING_KEY` moves it, to where a copy of the ledger's folder does not reach."""
    moved = os.environ.get("TRAGUARDO_SIGNING_KEY")
    return Path(moved) if moved else ledger.with_name(f"{ledger.name}.signing")


def load_signer(path: Path, name: str) -> Signer | None:
    """None where there is no key yet. Raises BadSigningKey."""
    try:
        pem = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        private = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError):
        raise BadSigningKey(str(path)) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise BadSigningKey(str(path))
    return Signer(name, private)


def new_signer(name: str) -> Signer:
    """A new key under a name."""
    return Signer(name, Ed25519PrivateKey.generate())


def keep_signer(path: Path, signer: Signer) -> None:
    """Whole or not at all: a key half written would be a key lost."""
    pem = signer.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_whole(path, pem)
