"""Numbers agree under every filter: on the page, in both files, and on the command line.

A kept ledger of 2025 with half of 2026 beside it, asked by random addresses: year, as of a day, as
known on a day, unit, service, state, owner. What a table shows is what its files hold, and both are
what `traguardo status --json` says under the same filters.
"""

import csv
import datetime as dt
import io
import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import html5lib
import openpyxl
import pytest
from click.testing import CliRunner

from bot.cli import main
from ledger.clock import ROME, FixedClock
from ledger.commands.calendar import OpenCampaign
from ledger.commands.progress import CorrectProgress, RecordProgress, Said
from ledger.ledger import Ledger
from ledger.people import Role
from ledger.readings.query import OF_STATE
from words.say import say
from words.wording import plain_text

from ..ledger.test_a_past_year import PAST, with_next_year
from ..town import at
from .conftest import Browser, Office, served

NOW = at("2026-07-10", 12)
SAMPLES = 40
UNITS = ("ENTE", "AS", "AA", "AF", "AT", "AS1", "AS4", "AF1", "AT1", "TR", "SG")
YEARS = ("", "2025", "2026")
DAYS = ("", "2025-03-31", "2025-07-28", "2025-12-31", "2026-02-15", "2026-05-31", "2026-07-02")
STATES = {plain_text(say("page.fact", fact=state)): str(state) for state in OF_STATE}
WORDS = STATES | {plain_text(say("page.fact", fact=role)): str(role) for role in Role}
"""What people read, in the word that programs read."""
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("numbers") / "traguardo.db"
    shutil.copy(PAST / "ledger-2025.db", path)
    clock = FixedClock(at("2026-06-29", 9))
    ledger = with_next_year(Ledger.open(path, clock))
    for day, at_, value in (("03-10", "2026-07-01", 40), ("05-02", "2026-07-05", 55)):
        clock.move(at(at_, 9))
        fact = Said("AS4.2.1", "absolute", Decimal(value), day=dt.date.fromisoformat(f"2026-{day}"))
        (late,) = ledger.execute(RecordProgress((fact,)), actor="eq.as4", cause="test")
    better = Said("AS4.2.1", "absolute", Decimal(50), day=dt.date(2026, 5, 2))
    ledger.execute(CorrectProgress(late.seq, better, "riletto"), actor="eq.as4", cause="test")
    opened = OpenCampaign("Metà anno", dt.date(2026, 7, 31), "ente", "AS")
    ledger.execute(opened, actor="segretario", cause="test")
    ledger.close()
    with served(path, NOW) as found:
        yield found


def canonical(text: str) -> str:
    """What a page says, as a file holds it: plain decimals, ISO days, nothing for nothing."""
    text = " ".join(text.split())
    if text == "—":
        return ""
    if found := re.fullmatch(r"(-?[\d.]+(?:,\d+)?)(?: ?[%€])?", text):
        return plain(found[1].replace(".", "").replace(",", "."))
    if found := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})( \d\d:\d\d)?", text):
        return f"{found[3]}-{found[2]}-{found[1]}{found[4] or ''}"
    return WORDS.get(text, text)


def plain(number: str) -> str:
    return f"{Decimal(number).normalize():f}"


def in_file(text: str) -> str:
    """A cell of a file in the same words."""
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return plain(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\dT.*", text):
        return f"{dt.datetime.fromisoformat(text).astimezone(ROME):%Y-%m-%d %H:%M}"
    return WORDS.get(" ".join(text.removeprefix("'").split()), " ".join(text.split()))


@dataclass(frozen=True)
class Shown:
    """A table of a page: its headings and its rows, in a file's words."""

    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]


def tables(page: str) -> dict[str, Shown]:
    """Those of a page by their names; one that has nothing is not there."""
    document = html5lib.parse(page)
    found = {}
    for section in document.iter(f"{XHTML}section"):
        table = next(section.iter(f"{XHTML}table"), None)
        if "sheet" not in section.get("class", "").split() or table is None:
            continue
        picked = any(True for _ in table.iter(f"{XHTML}input"))
        rows = [
            tuple(canonical("".join(cell.itertext())) for cell in row)[1 if picked else 0 :]
            for row in table.iter(f"{XHTML}tr")
        ]
        found[section.get("id", "")] = Shown(rows[0], rows[1:])
    return found


def same_as_files(browser: Browser, path: str, query: dict[str, str]) -> dict[str, Shown]:
    """The tables of a page, each of which its two files hold cell by cell."""
    page = browser.opens(path, **query)
    assert page.status_code == 200, (path, query)
    found = tables(page.text)
    for name, shown in found.items():
        asked = {**query, "tabella": name}
        lines = list(csv.reader(io.StringIO(browser.opens(path, formato="csv", **asked).text)))
        book = browser.opens(path, formato="xlsx", **asked).content
        sheet = openpyxl.load_workbook(io.BytesIO(book)).active
        assert sheet is not None
        cells = [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        held = [[in_file(cell) for cell in line] for line in lines[1:]]
        assert [[in_file(c) for c in row] for row in cells[1:]] == held, (path, asked)
        kept = [n for n, head in enumerate(lines[0]) if head != "measure"]
        on_page = [tuple(row[n] for n in kept) for row in held]
        measured = [n for n, head in enumerate(kept) if lines[0][head] in ("value", "target")]
        if "measure" in lines[0]:
            assert [_numbers(r, measured) for r in shown.rows] == [
                _numbers(r, measured) for r in on_page
            ], (path, asked)
        else:
            assert shown.rows == on_page, (path, asked)
    return found


def _text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}"
    return "" if value is None else str(value)


def _numbers(row: tuple[str, ...], measured: list[int]) -> tuple[str, ...]:
    """A page says a number with its unit, a file in two columns: the numbers alone."""
    return tuple(
        canonical(re.split(r"[ (]", cell)[0]) if n in measured else cell
        for n, cell in enumerate(row)
    )


def status(town: Office, unit: str, query: dict[str, str]) -> Any:
    """What the command line says under the same filters."""
    options = {"anno": "--year", "al": "--as-of", "noto": "--known-at"}
    asked = [word for n, o in options.items() if query.get(n) for word in (o, query[n])]
    every = ["--db", str(town.path), "--now", NOW.isoformat(), "status", unit, *asked, "--json"]
    done = CliRunner().invoke(main, every)
    return json.loads(done.stdout) if done.exit_code == 0 else None


def wanted(objective: dict[str, Any], query: dict[str, str]) -> bool:
    unit, _, _ = objective["code"].rpartition(".")
    return query.get("stato", "") in ("", objective["state"]) and (
        query.get("servizio", "") in ("", unit)
    )


def test_page_files_and_command_line_say_the_same_under_random_filters(town: Office) -> None:
    dice, browser = random.Random(17), town.enters("segretario")
    asked, refused, rows = set[str](), 0, 0
    while len(asked) < SAMPLES:
        unit = dice.choice(UNITS)
        query = {"anno": dice.choice(YEARS), "al": dice.choice(DAYS), "noto": dice.choice(DAYS)}
        if dice.random() < 0.5:
            query["stato"] = dice.choice(list(STATES.values()))
        if dice.random() < 0.3:
            query["servizio"] = dice.choice(UNITS[5:9])
        query = {name: value for name, value in query.items() if value}
        address = f"/ambito/{unit}?{urlencode(query)}"
        if address in asked:
            continue
        asked.add(address)
        said = status(town, unit, query)
        if said is None:
            assert browser.opens(f"/ambito/{unit}", **query).status_code == 404, address
            refused += 1
            continue
        found = same_as_files(browser, f"/ambito/{unit}", query)
        objectives = [one for one in said["objectives"] if wanted(one, query)]
        shown = found["objectives"].rows if "objectives" in found else []
        assert {row[0]: row[2:6] for row in shown} == {
            one["code"]: (one["progress"] or "", *_held(one)) for one in objectives
        }, address
        rows += len(shown)
        page = browser.opens(f"/ambito/{unit}", **query).text
        figure = re.search(r'class="figure">(?:<a[^>]*>)?([^<]*)<', page)
        assert figure and canonical(figure[1]) == (said["progress"] or ""), address
        for code, *_, progress, expected, count, _late in (
            found["units"].rows if "units" in found else ()
        ):
            part = status(town, code, query)
            assert (progress, expected) == (part["progress"] or "", part["expected"] or "")
            assert count == str(len(part["objectives"])), (address, code)
    assert refused < SAMPLES / 2 and rows > SAMPLES, "most addresses show something"


def _held(one: dict[str, Any]) -> tuple[str, str, str]:
    return one["expected"] or "", one["state"], one["deadline"] or ""


PAGES = {
    "eq.as4": (
        *("/", "/obiettivo/AS4.2", "/indicatore/AS4.2.1", "/indicatore/AS4.1.1", "/perche/ENTE"),
        *("/perche/AS4.2.1", "/piano", "/cerca?q=atti", "/ciclo", "/scheda", "/scheda/eq.as4"),
        *("/obiettivi", "/obiettivi/eq.as4", "/questionari", "/valuta"),
    ),
    "nucleo": ("/verifiche", "/nucleo", "/premi", "/premi?percento=120", "/valuta"),
    "dirigente.as": ("/", "/valida", "/valuta", "/campagna/M1"),
    "personale": ("/persone", "/persona/dip.viola", "/inviti", "/premi"),
}
STATES_OF_A_PAGE: tuple[dict[str, str], ...] = (
    {},
    {"anno": "2025"},
    {"anno": "2025", "al": "2026-05-31", "noto": "2026-03-31"},
)


@pytest.mark.parametrize("person", PAGES)
def test_every_table_is_the_same_in_its_files(town: Office, person: str) -> None:
    browser, seen = town.enters(person), 0
    for address in PAGES[person]:
        path, _, rest = address.partition("?")
        own = dict([rest.split("=")]) if rest else {}
        for state in STATES_OF_A_PAGE:
            if browser.opens(path, **own, **state).status_code == 200:
                seen += len(same_as_files(browser, path, {**own, **state}))
    assert seen > len(PAGES[person])


def test_the_payment_list_is_that_of_the_command_line(town: Office) -> None:
    rows = same_as_files(town.enters("personale"), "/premi", {"anno": "2025"})["payments"].rows
    every = ["--db", str(town.path), "--now", NOW.isoformat(), "premiums", "--year", "2025"]
    said = json.loads(CliRunner().invoke(main, [*every, "--json"]).stdout)
    assert {row[0]: row[5:8] for row in rows} == {
        line["person"]: tuple(plain(line[n]) for n in ("amount", "bonus", "total"))
        for line in said["lines"]
    }


def test_what_is_asked_as_of_a_day_is_not_what_is_known_on_it(town: Office) -> None:
    """Three addresses of one number: what held, what was known, and what is known of what held."""
    browser = town.enters("eq.as4")

    def value(**query: str) -> str:
        return tables(browser.opens("/obiettivo/AS4.2", **query).text)["indicators"].rows[0][2]

    assert value().startswith("50 ")
    assert value(al="2026-03-31").startswith("40 "), "told in June of a day in March"
    assert value(noto="2026-07-02").startswith("40 ")
    assert value(anno="2026", noto="2026-06-30") == ""
    assert value(al="2026-05-31", noto="2026-07-02").startswith("40 ")


def test_every_number_of_a_board_leads_to_its_why_and_every_event_to_its_place(
    town: Office,
) -> None:
    browser = town.enters("segretario")
    page = browser.opens("/ambito/ENTE", anno="2025", al="2025-12-31").text
    linked = re.findall(r'<td class="n"><a href="([^"]+)">[\d,.]+ %</a>', page)
    assert len(linked) > 8
    assert all(re.match(r"/perche/[A-Z0-9.]+\?anno=2025&amp;al=2025-12-31$", one) for one in linked)
    for path in linked[:3]:
        why = browser.opens(path.replace("&amp;", "&"))
        events = re.findall(r'href="(/evento/\d+)', why.text)
        assert why.status_code == 200 and events
        assert browser.opens(events[0]).status_code == 200
