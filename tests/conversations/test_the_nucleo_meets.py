"""Where the Nucleo is three persons it decides in a meeting: one prepares, the majority agrees."""

import pytest

from ledger.commands.ente import AdoptRegulation, ValidateEntity
from ledger.commands.people import AddPerson
from ledger.cycle.needs import exists
from ledger.errors_nucleo import MeetingNeeded
from ledger.evaluation.schede import latest
from ledger.people import CLI, Role
from ledger.projections import evaluation, nucleo
from ledger.regulation import bundled
from reports.kinds import DRAWN, Asked
from reports.word import docx_of

from .conftest import Town
from .test_evaluation_years import YEAR, evaluates


@pytest.fixture
def three(town: Town) -> Town:
    regulation = bundled().with_settings({"nucleo.members": 3})
    for command in (
        AdoptRegulation(regulation),
        AddPerson("nucleo.b", "Nina Bi", Role.NUCLEO),
        AddPerson("nucleo.c", "Nello Ci", Role.NUCLEO),
    ):
        town.ledger.execute(command, actor=CLI, cause="test")
    town.now_is("2025-02-10T10:00")
    return town


def the_entity_is_approved(town: Town) -> None:
    town.person("segretario").says("/ciclo ente 80 stima").taps("Conferma")
    town.person("giunta").says("/ciclo ente delibera 12; 05/02/2025").taps("Conferma")


def step_of(town: Town) -> str:
    found = evaluation.entity(town.ledger.view.tables, YEAR)
    assert found is not None
    return found.step


def test_one_alone_decides_nothing(three: Town) -> None:
    the_entity_is_approved(three)
    with pytest.raises(MeetingNeeded):
        three.ledger.execute(ValidateEntity(YEAR), actor="nucleo", cause="test")
    one = three.person("nucleo").says("/ciclo ente").sees("decide in seduta").taps("Conferma")
    one.sees("preparata", "la validazione della performance di ente")
    assert step_of(three) == "approved"
    assert {"nucleo.b", "nucleo.c"} <= three.said_to
    one.says("/nucleo seduta 10/02/2025; presenti nucleo; visti i dati").sees("ne servono 2")
    number = nucleo.proposals(three.ledger.view.tables, YEAR)[0].seq
    one.says(f"/nucleo seduta 10/02/2025; presenti nucleo, nucleo.b; decide {number}")
    one.sees("sono d'accordo in 1", "ne servono 2")
    one.says("/nucleo seduta 10/02/2025; presenti nucleo, giunta; visti i dati")
    one.sees("giunta il 10/02/2025 non è nel Nucleo")
    one.says("/nucleo seduta 11/02/2025; presenti nucleo, nucleo.b; visti i dati")
    one.sees("deve ancora venire")
    assert step_of(three) == "approved"


def test_the_majority_decides_and_who_is_against_says_why(three: Town) -> None:
    the_entity_is_approved(three)
    three.person("nucleo").says("/ciclo ente 78 dati non provati").taps("Conferma")
    number = nucleo.proposals(three.ledger.view.tables, YEAR)[0].seq
    b = three.person("nucleo.b").says("/oggi").sees(f"n. {number} del Nucleo aspetta il tuo voto")
    b.says("/nucleo").sees("d'accordo nucleo").taps("Leggi la n.")
    b.sees("78,00", "«dati non provati»").taps("D'accordo").sees(
        "Sei d'accordo con la proposta n."
    ).taps("Conferma")
    b.sees("C'è la maggioranza")
    b.says("/oggi").does_not_see("aspetta il tuo voto")
    c = three.person("nucleo.c").says("/nucleo").taps("Leggi").taps("Non d'accordo")
    c.says("per me basta 80").sees("«per me basta 80»").taps("Conferma").sees("contrari nucleo.c")
    assert step_of(three) == "approved", "agreement alone is no meeting"
    b.says("/nucleo seduta 10/02/2025; presenti nucleo, nucleo.b, nucleo.c; presiede nucleo.c")
    b.sees("presiede nucleo.c", f"{number}. la validazione").taps("Conferma")
    b.sees("Seduta registrata, decisioni 1")
    found = evaluation.entity(three.ledger.view.tables, YEAR)
    assert found is not None and (found.step, found.value) == ("validated", "78")
    b.says("/nucleo").sees("Seduta del 10/02/2025", "Nessuna proposta in attesa")
    b.presses(*c_button(three, number)).sees("non c'è o è già chiusa")
    assert three.ledger.differs_from_rebuild() == []


def c_button(town: Town, number: int) -> tuple[int, str]:
    return 1, f"nucok:{number}"


def test_a_scheda_of_a_dirigente_is_the_body_s(three: Town) -> None:
    the_entity_is_approved(three)
    one = three.person("nucleo").says("/ciclo ente").taps("Conferma")
    three.person("nucleo.b").says("/nucleo").taps("Leggi").taps("D'accordo").taps("Conferma")
    one.says("/nucleo seduta 10/02/2025; presenti nucleo, nucleo.b").taps("Conferma")
    evaluates(one, "dirigente.af", "80", 4).sees("Proposta n.", "la scheda di dirigente.af")
    assert latest(three.ledger.view, "dirigente.af", YEAR) is None
    assert "dirigente.af" not in three.said_to
    b = three.person("nucleo.b").says("/nucleo").taps("Leggi")
    b.sees("DR-I.A", "80,00", "MASSIMA").taps("D'accordo").taps("Conferma")
    b.says("/nucleo seduta 10/02/2025; presenti nucleo.b, nucleo; letti gli atti").taps("Conferma")
    version = latest(three.ledger.view, "dirigente.af", YEAR)
    assert version is not None and version.actor == "nucleo.b"
    assert "è pronta" in three.text_for("dirigente.af")
    the_body_answers_observations(three)


def the_body_answers_observations(three: Town) -> None:
    three.person("admin").says("/riservatezza si").taps("Conferma")
    franca, b = three.person("dirigente.af"), three.person("nucleo.b")
    franca.says("/scheda").taps("Prendo visione").taps("Presento osservazioni")
    franca.says("gli atti erano pronti").taps("Conferma")
    b.says("/scheda dirigente.af").taps("Confermo la scheda").says("visti e non condivisi")
    b.sees("decide in seduta").taps("Conferma")
    three.person("nucleo.c").says("/nucleo").taps("Leggi").sees("visti e non condivisi")
    three.person("nucleo.c").taps("D'accordo").taps("Conferma")
    b.says("/nucleo seduta 10/02/2025; presenti nucleo.b, nucleo.c").taps("Conferma")
    assert "dirigente.af" in three.said_to
    franca.says("/scheda").sees("«visti e non condivisi»")


def test_an_eq_of_a_dirigente_is_no_matter_of_the_body(three: Town) -> None:
    the_entity_is_approved(three)
    three.person("nucleo").says("/ciclo ente").taps("Conferma")
    three.person("nucleo.b").says("/nucleo").taps("Leggi").taps("D'accordo").taps("Conferma")
    three.person("nucleo").says("/nucleo seduta 10/02/2025; presenti nucleo, nucleo.b")
    three.person("nucleo").taps("Conferma")
    bruno = three.person("dirigente.as").says("/colloquio eq.as4 conferenza 20/01/2025")
    bruno.taps("Conferma")
    evaluates(bruno, "eq.as4", "80", 4).sees("è emessa")


def test_a_new_proposal_takes_the_place_of_the_one_before(three: Town) -> None:
    the_entity_is_approved(three)
    three.person("nucleo").says("/ciclo ente").taps("Conferma")
    three.person("nucleo.b").says("/ciclo ente 70 troppo alta").taps("Conferma")
    waiting = [p for p in nucleo.proposals(three.ledger.view.tables, YEAR) if p.is_open]
    assert [p.actor for p in waiting] == ["nucleo.b"]


def test_support_is_asked_for_and_stands_in_the_verbale(three: Town) -> None:
    three.person("sindaco").says("/nucleo supporto segretario; un parere sui controlli")
    three.person("sindaco").taps("Conferma").sees("resta nel suo verbale")
    assert {"nucleo", "nucleo.b", "nucleo.c"} <= three.said_to
    three.person("eq.as4").says("/nucleo supporto eq.as4; aiuto").sees("non spetta a te")
    nina = three.person("nucleo.b").says("/nucleo relazione 2024").taps("Conferma")
    assert not exists(three.ledger.view, YEAR, "relazione", three.ledger.today())
    three.person("nucleo").says("/nucleo").taps("Leggi").taps("D'accordo").taps("Conferma")
    nina.says("/nucleo seduta 10/02/2025; presenti nucleo, nucleo.b; sentito il Sindaco")
    nina.taps("Conferma")
    assert exists(three.ledger.view, YEAR, "relazione", three.ledger.today())
    drawn = DRAWN["verbale"](three.ledger, Asked(year=YEAR))
    text = repr(drawn.paper)
    for said in ("Nina Bi", "sentito il Sindaco", "un parere sui controlli", "Relazione"):
        assert said in text
    assert docx_of(drawn.paper)


def test_where_it_is_one_person_that_one_decides(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    town.now_is("2025-02-10T10:00")
    the_entity_is_approved(town)
    town.person("nucleo").says("/ciclo ente").does_not_see("seduta").taps("Conferma")
    assert step_of(town) == "validated"


def test_what_the_nucleo_prepared_is_no_step_of_its_members_any_more(three: Town) -> None:
    the_entity_is_approved(three)
    one, other = three.person("nucleo"), three.person("nucleo.b")
    one.says("/oggi").sees("la performance dell'ente 2024: il passo è tuo")
    one.says("/ciclo ente").taps("Conferma")
    one.says("/oggi").does_not_see("il passo è tuo", "manca la seduta")
    other.says("/oggi").sees("aspetta il tuo voto").does_not_see("il passo è tuo")
    other.taps("Leggi la n.").taps("D'accordo").taps("Conferma")
    other.says("/oggi").does_not_see("aspetta il tuo voto", "il passo è tuo")
    one.says("/oggi").sees("la maggioranza del Nucleo è d'accordo su 1 proposta: manca la seduta")
    one.taps("Registra la seduta").sees("Nucleo di Valutazione 2024")
    one.says("/nucleo seduta 10/02/2025; presenti nucleo, nucleo.b").taps("Conferma")
    one.says("/oggi").does_not_see("manca la seduta")
