"""The public pages: what citizens may read, and nothing of anybody."""

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.clock import FixedClock, day_of
from ledger.commands.adoption import AdoptPlan
from ledger.commands.premiums import SetPool
from ledger.evaluation.schede import judged, latest, standing_versions
from ledger.evaluation.sheet import SchedaForm
from ledger.events import (
    PayoutAdjusted,
    PayoutListApproved,
    PersonAdded,
    PostAssigned,
    SchedaIssued,
    canonical,
)
from ledger.events.base import Fact
from ledger.ledger import Ledger
from ledger.log import Decision, Entry
from ledger.people import CLI, Role
from ledger.plan.carry import carried
from ledger.projections import apply
from ledger.readings.openly import distribution, premiums_of
from web.look import BadLook, read_look
from web.public import files_of, publish

from ..ledger.evaluation.conftest import ACT, YEAR
from ..ledger.evaluation.conftest import Office as Winter
from ..town import MORNING, at, opened

PEOPLE = 16


@pytest.fixture
def winter(ledger_path: Path) -> Winter:
    """A year over and evaluated: sixteen employees of one service, the last two badly."""

    office = Winter(opened(Ledger.open(ledger_path, FixedClock(MORNING))))
    office.entity("100")
    for n in range(PEOPLE):
        person = f"matricola{n:04}"
        office.enrols(person, Role.DIPENDENTE, "AS4")
        office.fact("servizio", person, what="istruttori", since="2010-03-01")
        office.proposes(person, by="eq.as4")
        points = 1 if n >= PEOPLE - 2 else 5
        office.issues(person, by="dirigente.as", points=points, values="100")
    office.does(SetPool(YEAR, "staff", Decimal(50000), *ACT), by="personale")
    return office


def pay(
    office: Winter, amounts: dict[str, str], *, year: int = YEAR, adjusts: bool = False
) -> None:
    """The list as the personnel office fixed it, or an adjustment of it."""
    lines = canonical({person: {"total": amount} for person, amount in amounts.items()})
    event: Fact = PayoutListApproved(year=year, lines=lines)
    if adjusts:
        event = PayoutAdjusted(year=year, lines=lines, act=ACT[0], act_on=ACT[1])
    key = f"payout:{office.ledger.log.head().seq}"
    entry = Entry(Decision(event, office.today), "personale", "test", key)
    with office.ledger.transaction():
        for envelope in office.ledger.log.append([entry], office.ledger.now()):
            apply(office.ledger.file, envelope)


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"dati/{name}.csv"].decode())))


def test_the_folder_holds_the_page_and_the_data(ledger: Ledger, tmp_path: Path) -> None:
    before = ledger.log.head()
    publish(ledger, tmp_path)
    assert ledger.log.head() == before
    names = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert {"index.html", "dati/catalogo.jsonld", "dati/obiettivi.csv", "dati/obiettivi.json"} <= (
        names
    )
    page = (tmp_path / "index.html").read_text()
    links = set(re.findall(r'(?:href|src)="([^"#]+)"', page))
    assert {link for link in links if "//" in link} == set()
    assert links <= names
    assert "<script" not in page


def test_the_same_record_gives_the_same_bytes(ledger_path: Path) -> None:

    with_morning = Ledger.open(ledger_path, FixedClock(MORNING))
    first = files_of(with_morning)
    with_morning.close()
    later = Ledger.open(ledger_path, FixedClock(at("2024-11-30")))
    assert files_of(later) == first
    later.close()


def test_csv_and_json_say_the_same_and_keep_to_their_schema(ledger: Ledger) -> None:
    files = files_of(ledger)
    for name in ("obiettivi", "indicatori", "uffici", "premi", "distribuzione"):
        records = json.loads(files[f"dati/{name}.json"])
        schema = json.loads(files[f"dati/{name}.schema.json"])["items"]
        for record, row in zip(records, rows(files, name), strict=True):
            assert {k: v or "" for k, v in record.items()} == row
            assert set(schema["required"]) == record.keys()
            for field, said in record.items():
                pattern = schema["properties"][field].get("pattern", "")
                assert said is None or re.fullmatch(pattern or ".*", said, re.S), (
                    name,
                    field,
                    said,
                )


def test_the_catalogue_names_every_file_with_its_licence(ledger: Ledger) -> None:
    files = files_of(ledger)
    catalogue = json.loads(files["dati/catalogo.jsonld"])
    parts = [d for one in catalogue["dcat:dataset"] for d in one["dcat:distribution"]]
    named = {part["dcat:downloadURL"]["@id"] for part in parts}
    written = {n.removeprefix("dati/") for n in files if n.startswith("dati/")}
    assert named == {
        n for n in written if not n.endswith(".schema.json") and n != "catalogo.jsonld"
    }
    licences = {part["dct:license"]["@id"] for part in parts}
    assert licences == {"https://creativecommons.org/licenses/by/4.0/"}


def test_nobody_can_be_found_in_what_is_published(winter: Winter) -> None:
    pay(winter, {f"matricola{n:04}": f"{3000 + 7 * n}.00" for n in range(PEOPLE)})
    published = b"\n".join(files_of(winter.ledger).values()).decode()
    # A fingerprint holds any four figures one time in some: it says nothing of anybody.
    everything = re.sub(r"[0-9a-f]{64}", "", published)
    for person in winter.view.people():
        assert person.code not in everything or person.code in {str(role) for role in Role}
    for n in range(PEOPLE):
        assert f"matricola{n:04}" not in everything.lower()
        assert str(3000 + 7 * n) not in everything
    scores = {winter.score(f"matricola{n:04}").display for n in range(PEOPLE)}
    assert [score for score in scores if score != "100" and f'"{score}"' in everything] == []


def test_bands_of_fewer_than_five_are_put_together(winter: Winter) -> None:
    assert distribution(winter.view, YEAR) == (), "until the list is definitive"
    pay(winter, {f"matricola{n:04}": "3000.00" for n in range(PEOPLE)})
    bands = distribution(winter.view, YEAR)
    assert [band.people for band in bands] == [PEOPLE]
    assert bands[0].lowest < bands[0].highest


def test_fewer_than_five_paid_are_not_told_of_nor_had_by_difference(winter: Winter) -> None:
    staff = {f"matricola{n:04}": "3000.00" for n in range(PEOPLE)}
    pay(winter, {**staff, "dirigente.as": "9000.00"})
    found = premiums_of(winter.view, YEAR)
    assert (found.set_aside, found.paid, found.people) == (Decimal(50000), None, None)


def test_totals_are_told_once_there_are_enough(winter: Winter) -> None:
    pay(winter, {f"matricola{n:04}": "3000.00" for n in range(PEOPLE)})
    (row,) = rows(files_of(winter.ledger), "premi")
    assert (row["set_aside"], row["paid"], row["people"], row["average"]) == (
        "50000",
        "48000",
        "16",
        "3000",
    )


def test_the_page_speaks_of_the_day_of_the_newest_record(winter: Winter) -> None:
    day = day_of(winter.ledger.log.head().recorded_at or winter.ledger.now())
    assert f"{day:%d/%m/%Y}" in files_of(winter.ledger)["index.html"].decode()


def test_the_newest_signed_head_is_published_with_how_to_check_it(ledger: Ledger) -> None:
    assert "checkpoint.txt" not in files_of(ledger)
    note = ledger.checkpoint()
    files = files_of(ledger)
    assert files["checkpoint.txt"].decode() == note.text
    assert "checkpoint.txt" in files["index.html"].decode()


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def test_a_town_s_logo_and_colours_are_worn_by_what_is_published(
    ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "logo.svg").write_bytes(LOGO)
    (tmp_path / "colori.toml").write_text('testata = "#005a36"\ncollegamenti = "#00543a"\n')
    files = files_of(ledger, read_look(tmp_path))
    assert files["stile/logo.svg"] == LOGO
    assert b"--top: #005a36; --top-ink: #ffffff" in files["stile/ente.css"]
    (tmp_path / "colori.toml").write_text('testata = "#ffee00"\n')
    light = files_of(ledger, read_look(tmp_path))["stile/ente.css"]
    assert b"--top-ink: #17324d" in light, "dark words on a light colour"
    page = files["index.html"].decode()
    assert 'href="stile/ente.css"' in page
    assert 'src="stile/logo.svg" alt=""' in page


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        ('testata = "#7f8a80"', "più chiaro o più scuro"),
        ('collegamenti = "#ffee00"', "più scuro"),
        ('testata = "verde"', 'come "#005a36"'),
        ('altro = "#005a36"', "testata e collegamenti"),
        ("testata =", "non si legge come TOML"),
        ("", "mettine almeno uno"),
    ],
)
def test_a_look_that_nobody_could_read_is_refused(tmp_path: Path, colours: str, said: str) -> None:
    if colours:
        (tmp_path / "colori.toml").write_text(colours)
    with pytest.raises(BadLook) as no:
        read_look(tmp_path)
    assert said in no.value.args[0]


def test_who_was_adjusted_cannot_be_had_from_two_publications(winter: Winter) -> None:
    """One after another is paid something else: what is told changes five at a time."""
    pay(winter, {f"matricola{n:04}": "3000.00" for n in range(PEOPLE)})
    told = [premiums_of(winter.view, YEAR).paid]
    for n in range(12):
        pay(winter, {f"matricola{n:04}": f"{3100 + n}.00"}, adjusts=True)
        told.append(premiums_of(winter.view, YEAR).paid)
    changes = [n for n in range(1, len(told)) if told[n] != told[n - 1]]
    assert changes == [5, 10]


def test_who_was_judged_anew_cannot_be_had_from_two_publications(winter: Winter) -> None:
    pay(winter, {f"matricola{n:04}": "3000.00" for n in range(PEOPLE)})
    told = [distribution(winter.view, YEAR)]
    for n in range(6):
        _again(winter, f"matricola{n:04}", points=1)
        told.append(distribution(winter.view, YEAR))
    assert told[:5] == [told[0]] * 5
    assert told[5] != told[0]


def _again(office: Winter, person: str, points: int) -> None:
    """A second version, with other points."""
    version = latest(office.view, person, YEAR)
    assert version is not None
    given = {
        c: line.model_copy(update={"points": str(points)})
        for c, line in version.sheet.items.items()
    }
    sheet = version.sheet.model_copy(update={"items": given})
    record(
        office,
        SchedaIssued(
            person=person,
            year=YEAR,
            part="",
            version=2,
            regulation=version.regulation,
            sheet=sheet.text(),
        ),
    )


def record(office: Winter, *events: Fact) -> None:
    """Straight into the log, as if decided."""
    start = office.ledger.log.head().seq
    entries = [
        Entry(Decision(event, office.today), "dirigente.as", "test", f"made:{start}:{n}")
        for n, event in enumerate(events)
    ]
    with office.ledger.transaction():
        for envelope in office.ledger.log.append(entries, office.ledger.now()):
            apply(office.ledger.file, envelope)


CROWD = 200


def test_two_years_of_two_hundred_people_tell_of_nobody(ledger_path: Path) -> None:
    """Every name, code, score and amount is looked for in every file."""
    office = Winter(opened(Ledger.open(ledger_path, FixedClock(MORNING))))
    office.entity("100")
    people = {f"p{n:03}quidam": f"Quintilio Cognomen{n:03}" for n in range(CROWD)}
    record(
        office,
        *(
            event
            for code, name in people.items()
            for event in (
                PersonAdded(person=code, name=name),
                PostAssigned(person=code, role=Role.DIPENDENTE, unit="AS4"),
            )
        ),
    )
    model = _sheet(office)
    office.does(AdoptPlan(carried(office.view.of(YEAR), YEAR + 1, office.today)), by=CLI)
    amounts = {}
    for year in (YEAR, YEAR + 1):
        issued = [
            SchedaIssued(
                person=code,
                year=year,
                part="",
                version=1,
                regulation=model[1],
                sheet=_with_value(model[0], n, year),
            )
            for n, code in enumerate(people)
        ]
        record(office, *issued)
        amounts[year] = {
            code: f"{1000 + 7 * n + year % 7}.{n % 90 + 10}" for n, code in enumerate(people)
        }
        pay(office, amounts[year], year=year)
    files = files_of(office.ledger)
    everything = b"\n".join(files.values()).decode().lower()
    numbers = set(re.findall(r"\d(?:[\d.,]*\d)?", everything))
    assert '"200"' in everything or ",200," in everything, "the crowd is there, as a number"
    for code, name in people.items():
        assert code not in everything
        assert name.lower() not in everything
    for year in (YEAR, YEAR + 1):
        view = office.view.of(year)
        scores = {
            score.display
            for version in standing_versions(view, year)
            if (score := judged(view, version).score) is not None
        }
        assert len(scores) > CROWD / 2
        told = {*scores, *amounts[year].values()}
        assert (told | {said.replace(".", ",") for said in told}) & numbers == set()


def _sheet(office: Winter) -> tuple[SchedaForm, int]:
    """A whole scheda of one employee, to be copied."""
    office.enrols("modello", Role.DIPENDENTE, "AS4")
    office.proposes("modello", by="eq.as4")
    office.issues("modello", by="dirigente.as")
    version = latest(office.view, "modello", YEAR)
    assert version is not None
    return version.sheet, version.regulation


def _with_value(sheet: SchedaForm, n: int, year: int) -> str:
    value = f"{Decimal(40) + Decimal(n) * Decimal('0.273') + Decimal(year % 5) / 7:.3f}"
    lines = tuple(line.model_copy(update={"value": value}) for line in sheet.objectives)
    return sheet.model_copy(update={"objectives": lines}).text()
