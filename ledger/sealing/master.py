"""The key that wraps the keys of persons: without it their file is worth nothing.

`TRAGUARDO_MASTER_KEY` names its file; under systemd it is the credential `traguardo-master`; else
it lies beside the keys, which keeps copies of one of the two apart from the other and no more.
"""

import os
from pathlib import Path

from ledger.errors_proof import BadMasterKey, KeysMissing
from ledger.sealing.box import KEY_BYTES, new_key
from ledger.whole import write_whole

CREDENTIAL = "traguardo-master"


def master_path(keys: Path) -> Path:
    """Where the master key of a file of keys is."""
    if moved := os.environ.get("TRAGUARDO_MASTER_KEY"):
        return Path(moved)
    if folder := os.environ.get("CREDENTIALS_DIRECTORY"):
        credential = Path(folder) / CREDENTIAL
        if credential.exists():
            return credential
    return keys.with_name(f"{keys.name}.master")


def read_master(keys: Path) -> bytes:
    """Raises KeysMissing where there is none, BadMasterKey for what is none."""
    path = master_path(keys)
    try:
        text = path.read_text(encoding="ascii").strip()
        key = bytes.fromhex(text)
    except FileNotFoundError:
        raise KeysMissing(str(path)) from None
    except ValueError:
        raise BadMasterKey(str(path)) from None
    if len(key) != KEY_BYTES:
        raise BadMasterKey(str(path))
    return key


def make_master(keys: Path) -> bytes:
    """The master key for a new file of keys: the one that is there, else a new one."""
    path = master_path(keys)
    if not path.exists():
        # Two may begin at once: each reads what is there in the end.
        write_whole(path, f"{new_key().hex()}\n".encode("ascii"), over=False)
    return read_master(keys)
