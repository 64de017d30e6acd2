"""A town's own logo and colours, from a folder: `logo.svg` or `logo.png`, and `colori.toml`.

    testata = "#005a36"        # behind the name of the ente: white on a dark one, dark on a light
    collegamenti = "#00543a"   # links and bars, in light

Colours that could not be read are refused: the pages stay accessible in any of them (WCAG 1.4.3).
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ledger.errors import Spoken
from words.say import say
from words.wording import plain_text

LOGOS: Mapping[str, str] = {"logo.svg": "image/svg+xml", "logo.png": "image/png"}
COLOURS = "colori.toml"
NAMES = ("testata", "collegamenti")
HEX = re.compile(r"#[0-9a-fA-F]{6}")
LEAST_CONTRAST = 4.5
WHITE, DARK = "#ffffff", "#17324d"
LARGEST_LOGO = 200_000
CSS = "ente.css"


class BadLook(Spoken):
    """A folder of which no look can be made."""


@dataclass(frozen=True)
class Look:
    """`logo` is its file's name and content; `colours` are hexadecimal, by our names."""

    logo: tuple[str, bytes] | None
    colours: Mapping[str, str]

    @property
    def files(self) -> dict[str, bytes]:
        """What pages ask for, by name."""
        return {CSS: self.css.encode(), **({self.logo[0]: self.logo[1]} if self.logo else {})}

    @property
    def css(self) -> str:
        """Stronger than the pages' own colours; links keep theirs in the dark."""
        lines = []
        if top := self.colours.get("testata"):
            lines.append(f":root:root:root {{ --top: {top}; --top-ink: {ink_on(top)}; }}")
        if link := self.colours.get("collegamenti"):
            light = f':root:root:root:not([data-theme="dark"]) {{ --link: {link}; --bar: {link}; }}'
            lines.append(f"@media not (prefers-color-scheme: dark) {{ {light} }}")
        return "\n".join(lines) + "\n"

    @cached_property
    def fingerprint(self) -> str:
        """Of all of it: it may be cached for ever."""
        whole = b"\0".join(self.files.values())
        return hashlib.sha256(whole).hexdigest()[:12]

    @property
    def logo_name(self) -> str | None:
        """The name of the logo's file."""
        return self.logo[0] if self.logo else None


def read_look(folder: Path) -> Look:
    """Raises BadLook, in one sentence that says what to do."""
    if not folder.is_dir():
        raise _bad("folder", folder=str(folder))
    logo = next(((name, folder / name) for name in LOGOS if (folder / name).is_file()), None)
    colours = _colours(folder / COLOURS)
    if logo is None and not colours:
        raise _bad("empty", folder=str(folder))
    return Look(None if logo is None else (logo[0], _logo(logo[1])), colours)


def _logo(path: Path) -> bytes:
    content = path.read_bytes()
    if len(content) > LARGEST_LOGO:
        raise _bad("large", name=path.name, most=LARGEST_LOGO // 1000)
    return content


def _colours(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (ValueError, OSError) as error:
        raise _bad("unread", name=path.name) from error
    for name, colour in said.items():
        if name not in NAMES or not isinstance(colour, str) or not HEX.fullmatch(colour):
            raise _bad("colour", name=name, colour=str(colour)[:20])
        ink = ink_on(colour) if name == "testata" else WHITE
        if contrast(colour, ink) < LEAST_CONTRAST:
            raise _bad(f"faint.{name}", name=name, colour=colour)
    return said


def ink_on(colour: str) -> str:
    """White or the pages' dark, whichever is read better on a colour."""
    return max((WHITE, DARK), key=lambda ink: contrast(colour, ink))


def contrast(one: str, other: str) -> float:
    """The ratio by which WCAG measures what can be read, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1, as WCAG has it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _bad(why: str, **facts: object) -> BadLook:
    return BadLook(plain_text(say(f"look.{why}", **facts)))
