"""The year's own steps by forms, and what the year lacks line by line."""

import re

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Office
from .test_forms import confirms, recorded


def test_the_steps_of_the_year_are_taken_by_forms(office: Office) -> None:
    office.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    names = ("segretario", "giunta", "nucleo", "eq.as4")
    segretario, giunta, nucleo, eq = map(office.enters, names)
    eq.opens("/ciclo")
    assert "<form method" not in eq.page.text.partition("<main")[2].partition("</main>")[0]
    assert eq.sends("/ciclo/fase", fase="a").status_code == 403
    segretario.opens("/ciclo")
    segretario.sends("/ciclo/ente/propose", valore="molto")
    assert segretario.page.status_code == 409
    segretario.opens("/ciclo")
    segretario.sends("/ciclo/ente/propose", valore="80", motivo="stima")
    confirms(segretario.sees("80,00", "stima"))
    giunta.opens("/ciclo")
    giunta.sends("/ciclo/ente/approve", atto="delibera 12", giorno="2024-09-10")
    confirms(giunta.sees("delibera 12"))
    nucleo.opens("/ciclo")
    assert nucleo.sends("/ciclo/ente/refuse").status_code == 409, "no reason"
    nucleo.opens("/ciclo")
    nucleo.sends("/ciclo/ente/validate")
    confirms(nucleo)
    nucleo.opens("/ciclo")
    nucleo.sees("validata dal Nucleo")
    segretario.opens("/ciclo")
    segretario.sends("/ciclo/campagna", nome="Dati di settembre", giorno="2024-09-30", ambito="AS")
    confirms(segretario.sees("Dati di settembre", "30/09/2024"))
    segretario.opens("/ciclo")
    segretario.sees("Dati di settembre", "Apri la fase «pianificazione di mandato»")
    segretario.sends("/ciclo/fase", fase="a")
    confirms(segretario)
    segretario.opens("/ciclo")
    segretario.sees(
        "L'anno è alla fase « pianificazione di mandato »",
        "Apri la fase «pianificazione triennale»",
        "Chiudi l'anno 2024",
    )
    assert recorded(
        office,
        "EntityPerformanceProposed",
        "EntityPerformanceApproved",
        "EntityPerformanceValidated",
        "CampaignOpened",
        "PhaseOpened",
    ) == [
        "EntityPerformanceProposed",
        "EntityPerformanceApproved",
        "EntityPerformanceValidated",
        "CampaignOpened",
        "PhaseOpened",
    ]


def test_what_a_year_lacks_is_counted_and_listed_the_same(office: Office) -> None:
    browser = office.enters("segretario")
    page = browser.opens("/ciclo").text
    counted = re.findall(r'<a href="(/ciclo/manca/\w+)">(\d+)</a>', page)
    assert len(counted) == 4
    for path, count in counted:
        rows = browser.opens(path, formato="csv").text.splitlines()[1:]
        assert len(rows) == int(count), path
    assert browser.opens("/ciclo/manca/nulla").status_code == 404
