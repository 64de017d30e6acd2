"""A fund is the one that was named, and never another."""

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Person, Town

NAMED = {
    "fondo 30000": "fondo dei dipendenti",
    "fondo dei dipendenti 30.000": "fondo dei dipendenti",
    "fondo eq 30000": "fondo delle EQ",
    "fondo delle EQ 30.000 euro": "fondo delle EQ",
    "fondo per le elevate qualificazioni 30000": "fondo delle EQ",
    "eq 30000": "fondo delle EQ",
    "fondo dirigenti 30000": "fondo dei dirigenti",
    "fondo del Segretario 30000 €": "fondo del Segretario",
}


@pytest.fixture
def office(town: Town) -> Person:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    return town.person("personale")


@pytest.mark.parametrize(("typed", "fund"), NAMED.items())
def test_the_card_is_of_the_fund_that_was_named(office: Person, typed: str, fund: str) -> None:
    office.says(f"/premi {typed}; determina 5; 10/02/2024").sees(f"Fisso il {fund} a 30.000,00 €")


@pytest.mark.parametrize("typed", ["fondo pippo 30000", "fondo del sindaco 30000", "fondo giunta"])
def test_a_fund_nobody_has_is_refused_with_those_there_are(office: Person, typed: str) -> None:
    office.says(f"/premi {typed}; determina 5; 10/02/2024").sees("Non conosco il fondo")
    office.sees("dipendenti", "dirigenti", "EQ", "Segretario")
    assert not office.buttons_of_a_card()


@pytest.mark.parametrize("typed", ["dirigenti eq 30000", "eq pippo 30000", "quota eq 10"])
def test_words_beside_a_figure_are_not_passed_over(office: Person, typed: str) -> None:
    office.says(f"/premi {typed}; determina 5; 10/02/2024")
    assert not office.buttons_of_a_card()


def test_the_fund_may_be_named_when_its_amount_is_asked(office: Person, town: Town) -> None:
    office.says("/premi fondo").says("pippo").sees("Sto registrando: Fondo dei dipendenti")
    office.says("delle EQ 30000").says("delibera 9; 10/02/2024").sees("fondo delle EQ")
    office.taps("Conferma")
    assert town.events("PoolSet")[-1].event.pool == "eq"  # type: ignore[union-attr]
