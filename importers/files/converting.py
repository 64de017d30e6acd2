"""Programs of the machine that turn a file into one that is read here, where they are installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from importers.errors import ConverterMissing, NotWhatItSays, Scanned

_WORD_SECONDS = 120
_OCR_SECONDS = 900


def word_from_old(content: bytes, name: str) -> bytes:
    """A `.doc` as `.docx`, by LibreOffice.

    Raises:
        ConverterMissing: LibreOffice is not installed.
        NotWhatItSays: it makes nothing of the file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ConverterMissing(name, "LibreOffice", ".docx")
    with tempfile.TemporaryDirectory(prefix="traguardo-") as place:
        source = Path(place) / "piano.doc"
        source.write_bytes(content)
        profile = f"-env:UserInstallation=file://{place}/profilo"
        _run(
            [program, profile, "--headless", "--norestore", "--convert-to", "docx",
             "--outdir", place, str(source)],
            _WORD_SECONDS,
        )  # fmt: skip
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise NotWhatItSays(name, "un documento Word")
        return made.read_bytes()


def pdf_with_text(content: bytes, name: str, pages: int) -> bytes:
    """A scanned PDF with its text recognised, by ocrmypdf with Italian.

    Raises:
        Scanned: the program is not installed, or recognises nothing.
    """
    program = shutil.which("ocrmypdf")
    if program is None:
        raise Scanned(name, pages)
    with tempfile.TemporaryDirectory(prefix="traguardo-") as place:
        source, made = Path(place) / "scansione.pdf", Path(place) / "testo.pdf"
        source.write_bytes(content)
        _run([program, "-l", "ita", "--skip-text", "--quiet", str(source), str(made)], _OCR_SECONDS)
        if not made.is_file():
            raise Scanned(name, pages)
        return made.read_bytes()


def _run(command: list[str], seconds: int) -> None:
    """Runs a program to its end; what it leaves behind tells whether it worked."""
    try:
        subprocess.run(  # fixed programs, files of our own naming
            command, capture_output=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL
        )
    except (subprocess.TimeoutExpired, OSError):
        return
