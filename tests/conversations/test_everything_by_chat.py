"""What the office does by chat, without a shell: people, posts ad interim, regulation, patron."""

import datetime as dt
from pathlib import Path

from ledger.commands.ente import AdoptRegulation
from ledger.evaluation.adopted import regulation_of
from ledger.people import CLI, Role
from ledger.people.positions import objectives_of, positions
from ledger.regulation import BUNDLED, bundled

from .conftest import Person, Town

OFFICE = "personale"


def test_a_new_hire_is_enrolled_and_the_admin_hears_of_it(town: Town) -> None:
    office = town.person(OFFICE).says("/personale iscrizione").sees("Con quale codice")
    office.says("dip.verdi").says("Vera Verdi").says("mago").sees("«mago» non è un ruolo")
    office.says("dipendente").says("AS4").says("01/09/2024").sees("Vera Verdi", "AS4")
    office.taps("Conferma").sees("Registrato")
    assert "Iscritto Vera Verdi (dip.verdi)" in town.text_for("admin")
    (post,) = town.ledger.view.posts("dip.verdi")
    assert (post.role, post.unit, post.since) == (Role.DIPENDENTE, "AS4", dt.date(2024, 9, 1))


def test_a_post_ad_interim_brings_its_objectives_and_the_right_to_report(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    franca = town.person("dirigente.af").says("AA1.1.1 20").sees("non spetta a te")
    town.person(OFFICE).says(
        "/personale incarico_interim; dirigente.af; dirigente; AA; 01/09/2024; 31/12/2024"
    ).taps("Conferma")
    assert "ad interim" in town.text_for("dirigente.af")
    franca.says("AA1.1.1 20").sees("20 delibere").taps("Conferma").sees("Registrato")
    (position,) = positions(town.ledger.view, "dirigente.af", 2024)
    assert "AA1.1" in {o.code for o in objectives_of(town.ledger.view, position)}


def test_who_leaves_is_no_longer_there(town: Town) -> None:
    office = town.person(OFFICE)
    office.says("/personale cessazione; dipendente.as4; -; -; 15/09/2024").taps("Conferma")
    assert town.ledger.view.enrolled("dipendente.as4", town.ledger.today()) is None


def test_the_admin_enrols_and_enters_no_fact_of_personnel(town: Town) -> None:
    admin = town.person("admin").says("/personale iscrizione; dip.x; Ics; giunta; -; -")
    admin.taps("Conferma").sees("Registrato")
    admin.says("/personale").sees_buttons("iscrizione", "nuovo incarico", "incarico ad interim")
    admin.says("/personale sanzione; eq.as4; multa").sees("non spetta a te")
    town.person(OFFICE).says("/personale incarico; personale; dirigente; AF; -; -")
    town.person(OFFICE).sees("li registra un'altra persona")


def test_the_regulation_is_adopted_by_sending_the_file(town: Town, tmp_path: Path) -> None:
    text = BUNDLED.read_text("utf-8").replace("days = 10", "days = 12")
    file, broken = tmp_path / "smvp.toml", tmp_path / "rotto.toml"
    file.write_text(text, "utf-8")
    broken.write_text("titolo =", "utf-8")
    segretario: Person = town.person("segretario")
    segretario.says("/regolamento").sees("non è adottato nessun regolamento")
    segretario.sends_file(broken).sees("non va adottato così")
    town.person("eq.as4").sends_file(file).sees("non spetta a te")
    segretario.sends_file(file).sees("Adotto per il 2024").taps("Conferma").sees("Adottato")
    found = regulation_of(town.ledger.view, 2024).regulation
    assert found.settings.conciliation.days == 12
    segretario.sends_file(tmp_path / "smvp.toml").sees("È uguale a quello in vigore")


def test_the_patron_saint_s_day_is_set_by_chat(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    segretario = town.person("segretario").says("/regolamento patrono 24/06")
    segretario.sees("patrono: da — a 24/06").taps("Conferma")
    assert regulation_of(town.ledger.view, 2024).regulation.settings.calendar.patron == "06-24"
    segretario.says("/regolamento nucleo.members 3").taps("Conferma")
    segretario.says("/regolamento").sees("… e altri 34").says("mostrali tutti")
    segretario.sees("membri del Nucleo: 3", "patrono: 24/06")
    segretario.sees("interim delle EQ in percento: alta 25 · media 20 · bassa 15")
    segretario.does_not_see("Decimal", "nucleo.members", "_")
    segretario.says("/regolamento nucleo.members tre").sees("non va adottato così")
    segretario.sees("membri del Nucleo").does_not_see("nucleo.members")
    segretario.says("/regolamento membri del nucleo 5").sees("membri del Nucleo: da 3 a 5")
    segretario.says("/regolamento prevalenza in parità una scheda congiunta")
    segretario.sees("prevalenza in parità: da due schede a una scheda congiunta")
    segretario.says("/regolamento sabato lavorativo sì").sees("sabato lavorativo: da no a sì")
    segretario.says("/regolamento patrono nessuno").sees("patrono: da 24/06 a —")
    segretario.says("/regolamento membri 3").sees("Per adottarne un altro")
    town.person("dirigente.as").says("/regolamento patrono 24/06").sees("non spetta a te")


def test_training_is_told_with_its_certificate_and_seen_in_the_area(
    town: Town, tmp_path: Path
) -> None:
    wanted = bundled().with_settings({"training.hours": 40})
    town.ledger.execute(AdoptRegulation(wanted), actor=CLI, cause="test")
    paper = tmp_path / "attestato.pdf"
    paper.write_bytes(b"%PDF-1.4 attestato")
    ida = town.person("eq.as4")
    ida.sends_file(paper, "/personale formazione; eq.as4; 12; ANPR; 02/09/2024")
    ida.sees("Con l'attestato").taps("Conferma").sees("Registrato")
    (event,) = town.events("TrainingRecorded")
    assert town.ledger.evidence.get(event.event.document) == b"%PDF-1.4 attestato"  # type: ignore[union-attr]
    town.person("dirigente.as").says("/scheda AS").sees("eq.as4: 12 ore su 40")
    town.person("eq.as3").says("/scheda AS").does_not_see("12 ore")


def test_a_fund_is_set_step_by_step(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    office = town.person(OFFICE).says("/premi fondo").sees("Quanto, con quale atto")
    office.says("50000").sees("Con quale atto").says("delibera 9; 10/09/2024")
    office.sees("50.000,00 €", "delibera 9").taps("Conferma")
    office.says("/premi massimo").sees("Di chi").says("eq.as4 6000; decreto 2; 02/01/2024")
    office.sees("Fisso il massimo di eq.as4 a 6.000,00 €").taps("Conferma")
    office.says("/premi quota 0,1; det. 1; 02/01/2024").sees("maggiorazione: 10 %")
    town.person("dirigente.as").says("/premi fondo").sees("non spetta a te")


def test_a_card_of_the_office_is_answered_by_yes_and_left_open_by_a_question(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    office = town.person(OFFICE).says("/premi fondo 50000; delibera 9; 10/09/2024")
    office.says("come va AS4?").sees("Demografici").says("sì").sees("Registrato")
    office.says("/personale sanzione; eq.as4; multa; -; det. 1; 01/09/2024").says("no")
    assert [e.type for e in town.events()][-1] == "PoolSet"
