"""Files that prove reports, kept outside the log, named by their SHA-256."""

import hashlib
import os
import tempfile
from pathlib import Path


class EvidenceStore:
    """A folder beside the ledger. A file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Stores a file durably and returns its SHA-256; the same content is stored once."""
        digest = hashlib.sha256(content).hexdigest()
        target = self._folder / digest
        if target.exists():
            return digest
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
        return digest

    def get(self, sha256: str) -> bytes | None:
        """The content, or None where the file is gone or no longer what was bound."""
        path = self._folder / sha256
        if not path.exists():
            return None
        content = path.read_bytes()
        return content if hashlib.sha256(content).hexdigest() == sha256 else None
