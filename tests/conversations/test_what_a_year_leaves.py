"""The documents of each phase and the pages to publish: due, missing, done and by whom."""

import re

from ledger.commands.ente import AdoptRegulation
from ledger.cycle.needs import LEAVES, PUBLICATIONS
from ledger.people import CLI
from ledger.regulation import bundled

from .conftest import Town


def test_every_document_is_listed_in_italian_with_who_sees_to_it(town: Town) -> None:
    head = town.person("segretario").says("/ciclo 2024 documento")
    head.sees("2. b · ⚠️ DUP: era da fare entro il 31/07/2023 · Giunta")
    head.sees("14. k · elenco dei premi definitivo: manca · ufficio personale")
    numbered = re.findall(r"^\d+\. [a-k] · ", head.text, re.M)
    assert len(numbered) == len({**LEAVES, **PUBLICATIONS})
    assert "_" not in head.text
    town.person("giunta").says("/ciclo 2024 documento").sees("2. b · ")
    assert town.person("giunta").buttons == []
    town.person("eq.as4").says("/ciclo 2024 documento").sees("non spetta a te")


def test_one_is_recorded_by_its_button_and_says_who_did_it(town: Town) -> None:
    head = town.person("segretario").says("/ciclo 2024 documento").taps("2")
    head.sees("DUP: con quale atto").says("delibera 12").sees("con quale atto")
    head.says("delibera 12; 20/07/2023").sees("DUP", "delibera 12", "20/07/2023").taps("Conferma")
    head.says("/ciclo 2024 documento")
    head.sees("✓ DUP: delibera 12 del 20/07/2023, registrato da segretario")
    head.says("/ciclo documento relazione del monitoraggio; prot. 5; 02/08/2024").sees("prot. 5")
    head.says("/ciclo documento premi").sees("ne indica più d'uno")


def test_a_page_to_publish_waits_on_the_desk_and_leaves_it_when_done(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    head = town.person("segretario").says("/oggi").sees("il PIAO 2024: da pubblicare")
    assert "pub_" not in head.text
    head.presses(1, "out:pub_piao:2024").sees("pubblicato il PIAO: con quale atto")
    head.says("amministrazione trasparente/performance; 30/01/2024").taps("Conferma")
    head.says("/oggi").does_not_see("il PIAO 2024")
    town.person("nucleo").presses(1, "out:pub_smvp:2024").sees("non spetta a te")
