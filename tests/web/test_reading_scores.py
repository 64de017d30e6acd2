"""Whoever reads somebody's scores on a page leaves a trace, and the person can see it."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.commands.premiums import SetPool
from ledger.ledger import Ledger
from ledger.people import Role

from ..ledger.evaluation.conftest import ACT, YEAR
from ..ledger.evaluation.conftest import Office as Winter
from ..town import MORNING, opened
from .conftest import Office

PERSON = "matricola0001"


@pytest.fixture
def evaluated(ledger_path: Path) -> Winter:
    """One employee of AS4 with a scheda; the pages are opened on it afterwards."""
    winter = Winter(opened(Ledger.open(ledger_path, FixedClock(MORNING))))
    winter.entity("100")
    winter.enrols(PERSON, Role.DIPENDENTE, "AS4")
    winter.fact("servizio", PERSON, what="istruttori", since="2010-03-01")
    winter.proposes(PERSON, by="eq.as4")
    winter.issues(PERSON, by="dirigente.as", points=5, values="100")
    return winter


def read_by(office: Office) -> list[tuple[str, int, str]]:
    return [(r.reader, r.year, r.way) for r in office.ledger.readings_of(PERSON)]


def test_who_reads_a_scheda_on_a_page_or_takes_it_as_a_file_is_noted(
    evaluated: Winter, office: Office
) -> None:
    office.clock.move(evaluated.ledger.now())
    own = office.enters(PERSON)
    assert own.opens(f"/scheda/{PERSON}", anno=str(YEAR)).status_code == 200
    assert read_by(office) == [], "one's own is nobody's business"
    boss = office.enters("dirigente.as")
    assert boss.opens(f"/scheda/{PERSON}", anno=str(YEAR)).status_code == 200
    assert boss.sends(f"/scheda/{PERSON}/pdf?anno={YEAR}").content.startswith(b"%PDF")
    assert read_by(office) == [("dirigente.as", YEAR, "paper"), ("dirigente.as", YEAR, "page")]


def test_who_reads_the_list_of_payments_is_noted_of_each_on_it_once_an_hour(
    evaluated: Winter, office: Office
) -> None:
    evaluated.does(SetPool(YEAR, "staff", Decimal(5000), *ACT), by="personale")
    office.clock.move(evaluated.ledger.now())
    pays = office.enters("personale")
    for percent in ("100", "120"):
        assert pays.opens("/premi", anno=str(YEAR), percento=percent).status_code == 200
    assert read_by(office) == [("personale", YEAR, "page.amounts")]
    office.clock.move(office.clock.now() + dt.timedelta(hours=2))
    pays = office.enters("personale")
    assert pays.sends("/documenti/payment.csv", anno=str(YEAR)).status_code == 200
    pays.opens("/premi", anno=str(YEAR))
    ways = [way for _, _, way in read_by(office)]
    assert ways == ["page.amounts", "paper.amounts", "page.amounts"]
    assert office.enters("eq.as4").opens("/premi", anno=str(YEAR)).status_code == 403
    assert len(read_by(office)) == len(ways)


def test_who_may_not_read_it_sees_nothing_and_leaves_no_trace(
    evaluated: Winter, office: Office
) -> None:
    office.clock.move(evaluated.ledger.now())
    for person in ("eq.as3", "admin", "sindaco", "giunta", "segretario"):
        browser = office.enters(person)
        assert browser.opens(f"/scheda/{PERSON}?anno={YEAR}").status_code == 403
        browser.opens("/scheda")
        assert browser.sends(f"/scheda/{PERSON}/pdf?anno={YEAR}").status_code == 403
    assert read_by(office) == []
