"""The funds of the year in words: setting them is the act of `/premi`, asking for them tells
whether they are set and who sets them."""

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Town


@pytest.fixture(autouse=True)
def rules(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")


def test_the_fund_is_set_in_words_with_its_act_and_its_card(town: Town) -> None:
    office = town.person("personale").says("fissa il fondo a 80.000 euro").sees("Con quale atto")
    office.says("det. 45; 10/09/2024").sees("80.000,00 €", "det. 45 del 10/09/2024")
    assert town.events("PoolSet") == []
    office.taps("Conferma")
    office.says("quanto abbiamo nel fondo dei premi?").sees("80.000,00 €")
    office.says("fissa il fondo degli eq a 45000 con determina 3 del 02/09/2024")
    office.sees("45.000,00 €", "determina 3 del 02/09/2024")


def test_who_does_not_set_the_fund_hears_who_does(town: Town) -> None:
    chief = town.person("segretario")
    chief.says("quanto budget abbiamo per i premi?").sees("non è ancora fissato", "personale")
    chief.says("fissa il fondo a 80.000").sees("non spetta a te", "ufficio personale")
    chief.says("chi manca da pagare?").sees("non spetta a te")
