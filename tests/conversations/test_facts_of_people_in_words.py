"""Facts of the personnel office, ordered and asked in words."""

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Town


def test_days_that_do_not_go_into_those_that_are_said_are_asked_about(town: Town) -> None:
    office = town.person("personale").says("eq.as4 è stato assente 40 giorni a maggio")
    office.sees("non ci sono tutti i giorni che hai scritto").sees("fino a quando?")
    office.says("09/06/2024").sees("dal 01/05/2024 al 09/06/2024")


def test_fewer_days_than_those_between_two_are_the_working_ones(town: Town) -> None:
    office = town.person("personale").says("eq.as4 è in ferie 5 giorni dal 23/09 al 29/09")
    office.does_not_see("non ci sono tutti i giorni")


def test_the_form_of_a_part_time_that_is_said_is_not_asked_again(town: Town) -> None:
    office = town.person("personale")
    office.says("part-time verticale 40 per cento x eq.as4 da 1/7/2024, lunedì e martedì, det. 150")
    office.does_not_see("Orizzontale (").sees("Fino al giorno")


def test_facts_are_told_by_their_kind_to_who_enters_them(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    office = town.person("personale")
    office.says("chi è in part time?").sees("Nel 2024 non è registrato nessun part-time")
    office.says("eq.as4 ha avuto sanzioni?").sees("Di eq.as4 non è registrata nessuna sanzione")
    office.says("/personale sanzione; eq.as4; multa; 12/03/2024; det. 12; 13/03/2024")
    office.taps("Conferma").says("ci sono state sanzioni disciplinari nel 2024?")
    office.sees("Sanzioni disciplinari del 2024: 1").sees("eq.as4 · n.")
    town.person("eq.as3").says("ci sono state sanzioni nel 2024?").does_not_see("multa")
