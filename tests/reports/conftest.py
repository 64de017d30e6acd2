"""The small town in the winter after its year: schede issued, money set, ready to print."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from ledger.clock import FixedClock
from ledger.commands.premiums import SetMaximum, SetPool
from ledger.ledger import Ledger
from ledger.people import Role

from ..ledger.evaluation.conftest import ACT, YEAR, Office
from ..town import at, copy_of, new_ledger, opened

NOON = at("2025-02-10", 12)
STAFF = ("dipendente.as3", "dipendente.as4", "dipendente.as4b")


@pytest.fixture(scope="session")
def winter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger's file, made once."""
    path = tmp_path_factory.mktemp("winter") / "traguardo.db"
    office = Office(new_ledger(path, at("2024-01-02", 8)))
    office.enrols("dipendente.as4b", Role.DIPENDENTE, "AS4")
    office.enrols("dipendente.as3", Role.DIPENDENTE, "AS3")
    office.reports("AS4.3.1", 540, by="eq.as4", validated_by="dirigente.as")
    office.reports("AS4.1.1", 170, by="eq.as4")
    office.reports("SG.1.1", 9, by="segretario", validated_by="nucleo")
    office.entity("83")
    _evaluate(office)
    for person in STAFF:
        office.fact("servizio", person, what="istruttori", since="2020-01-01")
    office.does(SetPool(YEAR, "staff", Decimal("5000.01"), *ACT), by="personale")
    office.does(SetMaximum(YEAR, "eq.as4", Decimal("3200"), *ACT), by="personale")
    office.ledger.close()
    return path


def _evaluate(office: Office) -> None:
    for person in ("eq.as3", "eq.as4"):
        office.confers(person, by="dirigente.as")
    office.fact("sanzione", "eq.as4", what="multa", since="2024-05-02")
    office.issues("segretario", by="sindaco", points=4)
    office.issues("dirigente.as", by="nucleo", points=4, values="72.5")
    office.issues("eq.as4", by="dirigente.as", points=4)
    office.issues("eq.as3", by="dirigente.as", points=5)
    for person in STAFF:
        office.proposes(person, by=f"eq.{person.split('.')[1][:3]}", points=4)
        office.issues(person, by="dirigente.as", points=4)


@pytest.fixture
def winter_path(winter: Path, tmp_path: Path) -> Path:
    return copy_of(winter, tmp_path / "traguardo.db")


@pytest.fixture
def winter_ledger(winter_path: Path) -> Ledger:
    return opened(Ledger.open(winter_path, FixedClock(NOON)))


@pytest.fixture
def on_day(winter_path: Path) -> Callable[[str], Ledger]:
    """The same file, opened on another day."""
    return lambda day: opened(Ledger.open(winter_path, FixedClock(at(day, 12))))


def run(path: Path, *arguments: str, now: str = "2025-02-10T12:00") -> Result:
    """The command line on a ledger's file."""
    return CliRunner().invoke(main, ["--db", str(path), "--now", now, *arguments])
