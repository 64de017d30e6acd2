"""The regulation is an event, frozen with the year; a scheda keeps to its own."""

import pytest

from ledger.commands.cycle import CloseYear
from ledger.commands.ente import AdoptRegulation
from ledger.errors import NotAllowed
from ledger.errors_smvp import NoRegulation, RegulationFrozen
from ledger.evaluation.adopted import regulation_of
from ledger.people import CLI
from ledger.regulation import Regulation, bundled

from .conftest import YEAR, Office


def stricter() -> Regulation:
    return bundled().with_settings({"sanctions.combine": "product", "negative.threshold": "60"})


def test_what_was_adopted_is_read_back_the_same(office: Office) -> None:
    assert regulation_of(office.view, YEAR).regulation == bundled()
    office.does(AdoptRegulation(stricter(), YEAR + 1), by="segretario")
    assert regulation_of(office.view, YEAR + 1).regulation == stricter()


def test_a_year_without_its_own_keeps_to_the_one_before(office: Office) -> None:
    assert regulation_of(office.view, YEAR + 3).regulation == bundled()
    with pytest.raises(NoRegulation):
        regulation_of(office.view, YEAR - 1)


def test_only_the_segretario_and_the_command_line_adopt(office: Office) -> None:
    for who in ("dirigente.as", "nucleo", "personale", "admin"):
        office.refuses(AdoptRegulation(stricter()), who, NotAllowed)
    office.does(AdoptRegulation(stricter()), by=CLI)


def test_it_is_frozen_from_the_first_scheda_of_the_year(evaluated: Office) -> None:
    evaluated.refuses(AdoptRegulation(stricter(), YEAR), "segretario", RegulationFrozen)
    evaluated.does(AdoptRegulation(stricter(), YEAR + 1), by="segretario")


def test_it_is_frozen_when_the_year_is_closed(office: Office) -> None:
    office.does(CloseYear(YEAR, "prova"), by="segretario")
    office.refuses(AdoptRegulation(stricter(), YEAR), "segretario", RegulationFrozen)
    office.does(AdoptRegulation(stricter(), YEAR - 1), by="segretario")
    assert regulation_of(office.view, YEAR).regulation == bundled()


def test_a_scheda_is_the_same_to_the_last_digit_after_a_new_regulation(office: Office) -> None:
    office.entity("200/3").fact("sanzione", "eq.as4", what="multa", since="2024-05-02")
    office.fact("sanzione", "eq.as4", what="rimprovero_scritto", since="2024-05-03")
    office.confers("eq.as4", by="dirigente.as").issues("eq.as4", by="dirigente.as")
    before = office.scheda("eq.as4")
    office.does(AdoptRegulation(stricter(), YEAR + 1), by="segretario")
    office.ledger.rebuild()
    assert office.scheda("eq.as4") == before
    assert office.ledger.differs_from_rebuild() == []
    now = office.ledger.now()
    with office.ledger.view_at(now, now) as replayed:
        assert replayed.tables.execute("select sheet from schede").fetchall() == (
            office.view.tables.execute("select sheet from schede").fetchall()
        )
