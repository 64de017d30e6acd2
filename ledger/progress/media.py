"""What a file is, by its content and never by what its sender says."""

import base64
import io
import re
import zipfile

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SIGNED = "application/pkcs7-mime"
TEXT = "text/plain"
CSV = "text/csv"
UNKNOWN = "application/octet-stream"

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
"""The name of signed data (PKCS #7), which begins every `.p7m`."""

MIMETYPE_BYTES = 100

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ARMOUR = re.compile(rb"\A(?:-----BEGIN [A-Z0-9 ]+-----\s+)?(MI[A-Za-z0-9+/]{30})")
"""The beginning of the same in letters, as some programs of signature write it."""


def media_type_of(content: bytes, said: str = UNKNOWN) -> str:
    """One of the types above. `said` only tells words in lines from words in columns."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"PK\x03\x04"):
        return _of_archive(content)
    if _is_signed(content):
        return SIGNED
    if _is_text(content):
        return CSV if said == CSV else TEXT
    return UNKNOWN


def _of_archive(content: bytes) -> str:
    """Office files are archives that say what they are; nothing is unpacked but one line."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as line:
                    said = line.read(MIMETYPE_BYTES).decode("ascii", "replace").strip()
                return said if said in (ODT, ODS) else UNKNOWN
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, RuntimeError, NotImplementedError,
            ValueError, EOFError):  # fmt: skip
        return UNKNOWN
    if "[Content_Types].xml" not in names:
        return UNKNOWN
    if "word/document.xml" in names:
        return WORD
    return EXCEL if "xl/workbook.xml" in names else UNKNOWN


def _is_signed(content: bytes) -> bool:
    armour = _ARMOUR.match(content)
    start = base64.b64decode(armour[1]) if armour else content[:30]
    return start[:1] == b"\x30" and SIGNED_DATA in start


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return bool(text) and _CONTROL.search(text) is None
