"""From what a page says to HTML: templates hold no Italian, every sentence is the catalogue's."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ledger.progress.figures import State, rounded
from web.tables import ROWS_SHOWN, Table, as_csv, as_xlsx, cents
from words.say import Say, Two, say
from words.wording import plain_text, text_of

HERE = Path(__file__).parent
STATIC = HERE / "static"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Page:
    """A template and what it speaks of. Its tables can be asked for as files."""

    template: str
    title: Say
    facts: Mapping[str, object] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    status: int = 200
    dated: bool = True
    """Whether it speaks of a year and a day; else of now, whatever the address says."""


@dataclass(frozen=True)
class Redirect:
    """An answer that sends the browser elsewhere in the site."""

    path: str


@dataclass(frozen=True)
class File:
    """Something to download."""

    name: str
    media_type: str
    content: bytes


Answer = Page | Redirect | File


def t(key: str, **facts: object) -> Markup:
    """A sentence of the catalogue."""
    return Markup(text_of(say(key, **facts)))


def shown(value: object) -> Markup:
    """A value as people read it."""
    return Markup(text_of(value if isinstance(value, Say) else say("page.fact", fact=value)))


def money(value: object) -> Markup:
    """An amount of euro, with its cents."""
    return shown(Two(cents(value)))


def width(percent: Fraction) -> str:
    """A percentage as SVG measures it: 0 to 100, a point for decimals."""
    return f"{rounded(max(Fraction(0), min(Fraction(100), percent)), 1):f}"


@cache
def fingerprint(name: str) -> str:
    """Of a static file: it may be cached for ever, and a new one has another address."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def static(name: str) -> str:
    """The address of a static file, with its fingerprint: kept for ever, new when it changes."""
    return f"/static/{name}?v={fingerprint(name)}"


def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"t": t, "static": static, "plain": lambda said: plain_text(said)}
    found.globals |= {"ROWS_SHOWN": ROWS_SHOWN}
    found.tests["a_state"] = lambda value: isinstance(value, State)
    found.filters |= {"shown": shown, "width": width, "money": money}
    return found


ENVIRONMENT = _environment()


def html_of(page: Page, **around: object) -> str:
    """`around`: what every page has (who is here, the menu, the token of forms)."""
    template = ENVIRONMENT.get_template(page.template)
    return template.render({**around, **page.facts, "page": page, "tables": page.tables})


def file_of(page: Page, ending: str, name: str | None) -> File | None:
    """A page's table as a file; None where it has no such table or no such form."""
    table = next((one for one in page.tables if name in (None, "", one.name)), None)
    if table is None or ending not in ("csv", "xlsx"):
        return None
    if ending == "csv":
        return File(f"{table.name}.csv", "text/csv; charset=utf-8", as_csv(table))
    return File(f"{table.name}.xlsx", XLSX, as_xlsx(table))
