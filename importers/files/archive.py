"""Office files are archives: what they hold is weighed before anything is unpacked for good."""

import io
import re
import zipfile

from importers.errors import Bomb, Locked, MacroInside, NotWhatItSays

MOST_UNPACKED_BYTES = 200 * 2**20
MOST_ENTRIES = 5_000
HIGHEST_RATIO = 200
"""Unpacked over packed, past a first megabyte: real sheets stay well below."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK_BYTES = 1 << 20


def check_archive(content: bytes, name: str, *, holds: str, expected: str) -> None:
    """Refuses an office file that is not one, is locked, holds macros, or unpacks beyond measure.

    `holds` is the part that makes it what it should be (`xl/workbook.xml`).

    Raises:
        Locked, NotWhatItSays, MacroInside, Bomb
    """
    if content.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Locked(name)
        raise NotWhatItSays(name, expected)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive, content, name, holds, expected)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError):
        raise NotWhatItSays(name, expected) from None
    except RuntimeError:
        raise Locked(name) from None


def _check_entries(
    archive: zipfile.ZipFile, content: bytes, name: str, holds: str, expected: str
) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Bomb(name)
    declared = sum(entry.file_size for entry in entries)
    if declared > MOST_UNPACKED_BYTES or declared > 2**20 + HIGHEST_RATIO * len(content):
        raise Bomb(name)
    names = {entry.filename for entry in entries}
    if holds not in names:
        raise NotWhatItSays(name, expected)
    if any(entry.lower().endswith("vbaproject.bin") for entry in names):
        raise MacroInside(name)
    unpacked = 0
    for entry in entries:
        unpacked += _weigh(archive, entry, name, MOST_UNPACKED_BYTES - unpacked)


def _weigh(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left: int) -> int:
    """The true size of one entry, read in pieces; its declared size may lie."""
    size = 0
    with archive.open(entry) as stream:
        while piece := stream.read(_CHUNK_BYTES):
            if size == 0 and _DTD.search(piece[:4096]):
                raise Bomb(name)
            size += len(piece)
            if size > left:
                raise Bomb(name)
    return size
