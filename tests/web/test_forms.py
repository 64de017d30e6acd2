"""The winter's work by forms: evaluating, what follows a scheda, objectives, texts, files."""

import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

import web
from ledger.commands.ente import AdoptRegulation
from ledger.commands.people import AddPerson
from ledger.people import CLI, Role
from ledger.regulation import bundled
from words.catalogue import TEXTS

from ..ledger.evaluation.conftest import Office as Evaluations
from ..ledger.evaluation.test_payout import everybody_done
from ..town import at, copy_of, new_ledger
from .conftest import WINTER, Browser, Office, served


@pytest.fixture
def winter(year_over: Path, tmp_path: Path) -> Iterator[Office]:
    with served(copy_of(year_over, tmp_path / "traguardo.db"), WINTER) as found:
        yield found


def recorded(office: Office, *types: str) -> list[str]:
    return [e.type for e in office.ledger.log.after() if e.type in types]


def filled(browser: Browser, points: str = "4", value: str = "80") -> dict[str, str]:
    """The form now open, every item given the same points and every objective the same value."""
    assert browser.page is not None
    names = set(re.findall(r' name="([pvm]\.[^"]+)"', browser.page.text))
    given = {"p": points, "v": value, "m": "ho guardato i fatti"}
    return {name: given[name[0]] for name in names}


def confirms(browser: Browser) -> Browser:
    browser.sends("/carta", scelta="conferma")
    return browser.sees("Registrato")


def test_a_dirigente_evaluates_by_a_form_with_the_others_beside(winter: Office) -> None:
    bruno = winter.enters("dirigente.as")
    bruno.opens("/valuta")
    bruno.sees("eq.as4", "eq.as3", "scheda emessa", "Voce per voce: incaricati EQ", "MASSIMA")
    bruno.opens("/valuta/eq.as4")
    bruno.sees(
        "Dagli indicatori: 90", "tenace nelle difficoltà", "Agli altri dello stesso ruolo: eq.as3 5"
    )
    bruno.sends("/valuta/eq.as4/conferenza", giorno="2025-01-20")
    confirms(bruno.sees("20/01/2025"))
    bruno.opens("/valuta/eq.as4")
    form = filled(bruno)
    assert bruno.sends("/valuta/eq.as4", **{**form, "v.AS4.3": "molto"}).status_code == 409
    bruno.sees("molto")
    assert 'value="ho guardato i fatti"' in bruno.page.text, "what was written is not lost"
    bruno.sends("/valuta/eq.as4", **form)
    bruno.sees("La emetto così?", "AS4.3 Servizi anagrafici: 80", "Che cosa ne viene")
    assert len(recorded(winter, "SchedaIssued")) == 2, "a card records nothing"
    confirms(bruno)
    assert len(recorded(winter, "SchedaIssued")) == 3
    bruno.opens("/valuta", formato="csv", tabella="side_eq")
    assert bruno.page.text.splitlines()[0] == "code,title,eq.as3,eq.as4"


def test_an_eq_proposes_and_nobody_else_may(winter: Office) -> None:
    person = AddPerson("dipendente.as4b", "Vera Verdi", Role.DIPENDENTE, "AS4")
    winter.ledger.execute(person, actor=CLI, cause="test")
    maria = winter.enters("eq.as4")
    maria.opens("/valuta/dipendente.as4b")
    maria.sees("Proponi tu")
    maria.sends("/valuta/dipendente.as4b", **filled(maria))
    confirms(maria.sees("Rileggi la tua proposta"))
    assert len(recorded(winter, "EvaluationContributed")) == 2
    other = winter.enters("eq.as3")
    assert other.opens("/valuta/dipendente.as4").status_code == 403
    assert other.opens("/valuta/eq.as3").status_code == 403, "nobody evaluates themselves"
    other.opens("/scrivi")
    assert other.sends("/valuta/dipendente.as4", **{"p.DP-I": "5"}).status_code == 403


def test_what_follows_a_scheda_is_done_by_its_own_forms(winter: Office) -> None:
    eq, bruno = winter.enters("eq.as3"), winter.enters("dirigente.as")
    eq.opens("/scheda/eq.as3")
    eq.sees("Punteggio finale 86,90")
    eq.sends("/scheda/eq.as3/visione")
    confirms(eq.sees("Prendo visione"))
    eq.opens("/scheda/eq.as3")
    eq.sends("/scheda/eq.as3/osservazioni", testo="Il ritardo viene dal fornitore.")
    confirms(eq.sees("Il ritardo viene dal fornitore."))
    bruno.opens("/scheda/eq.as3")
    bruno.sees("Il ritardo viene dal fornitore.", "La modifico")
    bruno.opens("/valuta/eq.as3", anno="2024")
    form = {**filled(bruno, value="100"), "risposta": "È vero: cambio il valore."}
    bruno.sends("/valuta/eq.as3", **form)
    confirms(bruno.sees("Risposta alle osservazioni: «È vero: cambio il valore.»"))
    eq.opens("/scheda/eq.as3")
    eq.sees("È vero: cambio il valore.")
    eq.sends("/scheda/eq.as3/esito", accetto="1")
    confirms(eq)
    assert recorded(
        winter, "SchedaAcknowledged", "ObservationsFiled", "ObservationsAnswered", "OutcomeSigned"
    ) == ["SchedaAcknowledged", "ObservationsFiled", "ObservationsAnswered", "OutcomeSigned"]


def test_observations_are_only_the_person_s_own_and_a_reply_its_evaluator_s(winter: Office) -> None:
    eq, other = winter.enters("eq.as3"), winter.enters("eq.as4")
    eq.opens("/scheda/eq.as3")
    eq.sends("/scheda/eq.as3/visione")
    confirms(eq)
    other.opens("/scrivi")
    sent = {"testo": "non è mia"}
    assert other.sends("/scheda/eq.as3/osservazioni", **sent).status_code in (403, 409)
    eq.opens("/scheda/eq.as3")
    confirms(eq.sends("/scheda/eq.as3/osservazioni", testo="mie") and eq)
    other.opens("/scrivi")
    assert other.sends("/scheda/eq.as3/risposta", **sent).status_code == 403
    assert recorded(winter, "ObservationsFiled", "ObservationsAnswered") == ["ObservationsFiled"]


def test_objectives_are_proposed_spoken_about_assigned_and_noted(office: Office) -> None:
    office.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    bruno, maria = office.enters("dirigente.as"), office.enters("eq.as4")
    bruno.opens("/obiettivi")
    bruno.sees("eq.as4", "Non ancora proposti.")
    bruno.opens("/obiettivi/eq.as4")
    rows = {"codice.1": "AS4.1", "peso.1": "40", "titolo.2": "Ridurre l'arretrato"}
    rows |= {"indicatore.2": "pratiche arretrate", "target.2": "20", "peso.2": "30"}
    path = "/obiettivi/eq.as4"
    assert bruno.sends(f"{path}/proponi", **{**rows, "peso.2": "molto"}).status_code == 409
    bruno.opens(path)
    bruno.sends(f"{path}/proponi", **rows)
    confirms(bruno.sees("Sportello veloce", "Ridurre l'arretrato"))
    maria.opens(path)
    maria.sends(f"{path}/osserva", testo="Serve un collega in più.")
    confirms(maria)
    bruno.opens(path)
    bruno.sees("Serve un collega in più.")
    bruno.sends(f"{path}/assegna")
    confirms(bruno)
    maria.opens(path)
    maria.sends(f"{path}/atto")
    confirms(maria.sees("Prendo atto"))
    maria.opens(path)
    maria.sees("Assegnati, con presa d'atto.")


def test_the_relazione_is_written_on_a_page_and_nobody_s_words_are_lost(winter: Office) -> None:
    first, second = winter.enters("segretario"), winter.enters("segretario")
    first.opens("/relazione")
    second.opens("/relazione")
    first.sends("/relazione", premessa="L'anno è stato lungo.")
    confirms(first.sees("L'anno è stato lungo."))
    assert second.sends("/relazione", premessa="La terza.").status_code == 409
    second.sees("ora è alla versione 1")
    assert "La terza." in second.page.text
    second.sends("/relazione", premessa="La terza.")
    confirms(second)
    assert len(recorded(winter, "RelazioneWritten")) == 2
    assert winter.enters("eq.as4").opens("/relazione").status_code == 403


def test_the_talk_gives_pictures_and_files(winter: Office) -> None:
    maria = winter.enters("eq.as4")
    maria.opens("/scrivi")
    maria.sends("/scrivi", testo="/grafico AS4")
    assert 'src="data:image/png;base64,' in maria.page.text
    before = len(recorded(winter, "DocumentIssued"))
    maria.sends("/scrivi", testo="/documento monitoraggio AS4")
    assert len(recorded(winter, "DocumentIssued")) == before, "until it is taken"
    file = maria.sends("/scrivi/file", file="0")
    assert file.content.startswith(b"%PDF")
    assert 'filename="monitoraggio-2024-AS4.pdf"' in file.headers["content-disposition"]
    assert len(recorded(winter, "DocumentIssued")) == before + 1
    maria.opens("/scrivi")
    assert maria.sends("/scrivi/file", file="7").url.path == "/scrivi"
    maria.sends("/scrivi", testo="/documento determina")
    assert maria.sends("/scrivi/file", file="0").status_code == 403


def test_payments_go_out_with_names_or_with_codes(winter: Office) -> None:
    office = winter.enters("personale")
    office.opens("/documenti")
    named = office.sends("/documenti/payment.csv").text
    office.opens("/documenti")
    coded = office.sends("/documenti/payment.csv", codici="1").text
    assert "Eq.As3 (eq.as3)" in named
    assert "Eq.As3" not in coded


def test_what_if_moves_the_money_and_records_nothing(winter: Office) -> None:
    office, before = winter.enters("personale"), winter.ledger.log.head()
    office.opens("/premi")
    office.sees("Dipendenti: stanziati 5.000,00 €")
    office.opens("/premi", percento="120")
    office.sees("Simulazione 2024", "stanziati 6.000,00 €", "Differenza")
    office.opens("/premi", persona="dipendente.as4", punti="50")
    office.sees("Simulazione 2024")
    office.opens("/premi", fondo="molti", percento="900", punti="x", persona="nessuno")
    office.sees("non è un importo")
    assert winter.ledger.log.head() == before


def test_the_personnel_office_enters_facts_and_funds_by_forms(winter: Office) -> None:
    office = winter.enters("personale")
    office.opens("/persona/eq.as3")
    office.sees("Registra un fatto", "sanzione disciplinare")
    path = "/persona/eq.as3/fatto/sanzione"
    office.opens(path)
    office.sees("Quale sanzione?", "multa")
    fact = {"sanction": "multa", "imposed": "12/03/2024", "act": "det. 12"}
    assert office.sends(path, **fact, act_on="31/02/2024").status_code == 409
    assert 'value="det. 12"' in office.page.text, "what was typed is not lost"
    office.sends(path, **fact, act_on="13/03/2024")
    confirms(office.sees("multa", "12/03/2024", "det. 12"))
    office.opens("/premi")
    fund = {"quale": "fondo", "atto": "delibera 9", "giorno": "2024-12-10"}
    assert office.sends("/premi/importo", **fund, importo="molto").status_code == 409
    office.opens("/premi")
    office.sends("/premi/importo", **fund, importo="6.000")
    confirms(office.sees("6.000", "5.000", "delibera 9"))
    office.sees("Registrato", "6.000", "si rifà con questo")
    assert office.opens("/premi") and office.sees("Dipendenti: stanziati 6.000,00 €")
    assert recorded(winter, "PersonnelFactRecorded", "PoolSet")[-2:] == [
        "PersonnelFactRecorded",
        "PoolSet",
    ]
    other = winter.enters("dirigente.as")
    assert other.opens(path).status_code == 403
    other.opens("/scrivi")
    assert other.sends("/premi/importo", **fund, importo="1").status_code == 403
    assert other.sends(path, **fact, act_on="13/03/2024").status_code == 403


def test_a_fact_is_annulled_and_a_unit_reorganised_by_forms(winter: Office) -> None:
    office = winter.enters("personale")
    act = {"act": "det. 30", "act_on": "2025-02-01"}
    office.opens("/persona/dipendente.as4")
    office.sees("Fatti del rapporto di lavoro", "istruttori")
    (path,) = re.findall(r'href="(/persona/dipendente.as4/annulla/\d+)"', office.page.text)
    office.opens(path)
    assert office.sends(path, **act).status_code == 409, "no reason"
    office.sends(path, **act, reason="era di un altro")
    confirms(office.sees("era di un altro", "det. 30"))
    assert office.opens("/persona/dipendente.as4") and office.sees("annullato")
    assert office.opens(path).status_code == 404, "once is enough"
    office.opens("/persone")
    office.sees("Registra una riorganizzazione")
    office.opens("/persone/riorganizzazione")
    office.sends("/persone/riorganizzazione", **act, unit="AS4", since="2025-01-01")
    confirms(office.sees("AS4", "01/01/2025"))
    assert recorded(winter, "PersonnelFactAnnulled", "UnitReorganised") == [
        "PersonnelFactAnnulled",
        "UnitReorganised",
    ]
    admin = winter.enters("admin")
    admin.opens("/persone/iscrizione")
    new = {"new": "dip.verdi", "name": "Vera Verdi", "role": "dipendente", "place": "AS4"}
    admin.sends("/persone/iscrizione", **new)
    confirms(admin.sees("Vera Verdi"))
    for closed in ("/persone/riorganizzazione", "/persona/eq.as3/fatto/sanzione", path):
        assert admin.opens(closed).status_code == 403, closed
    assert winter.enters("eq.as3").opens("/persone/iscrizione").status_code == 403


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[Office]:
    """A year in which nothing is missing: everybody evaluated, money set, terms over."""
    path = tmp_path / "traguardo.db"
    office = everybody_done(Evaluations(new_ledger(path, at("2024-01-02", 8))))
    office.ledger.close()
    with served(path, at("2025-03-25", 12)) as found:
        yield found


def test_the_list_is_made_definitive_and_adjusted_by_forms(ready: Office) -> None:
    office, nucleo = ready.enters("personale"), ready.enters("nucleo")
    nucleo.opens("/premi")
    assert "Rendi definitivo" not in nucleo.page.text
    assert nucleo.sends("/premi/definitivo").status_code == 403
    office.opens("/premi")
    assert "Registra il conguaglio" not in office.page.text, "there is nothing to adjust"
    office.sends("/premi/definitivo")
    office.sees("50.000,00 €")
    assert recorded(ready, "PayoutListApproved") == [], "a card records nothing"
    confirms(office)
    office.opens("/premi")
    assert "Rendi definitivo" not in office.page.text
    fund = {"quale": "massimo", "persona": "eq.as4", "importo": "2.000", "atto": "det. 9"}
    office.sends("/premi/importo", **fund, giorno="2025-03-20")
    confirms(office.sees("L'elenco è definitivo dal 25/03/2025"))
    office.opens("/premi")
    office.sees("Differenze dall'elenco definitivo", "-1.000", "Registra il conguaglio")
    assert office.sends("/premi/conguaglio", atto="", giorno="2025-03-24").status_code == 409
    office.opens("/premi")
    office.sends("/premi/conguaglio", atto="det. 40", giorno="2025-03-24")
    confirms(office.sees("det. 40"))
    both = ("PayoutListApproved", "PayoutAdjusted")
    assert recorded(ready, *both) == list(both)
    office.opens("/premi")
    assert "Registra il conguaglio" not in office.page.text, "it is paid"


OPENED = {
    "eq.as3": (
        *("/", "/ambito/ENTE", "/obiettivo/AS4.3", "/indicatore/AS4.3.1", "/registrazione/{seq}"),
        *("/perche/ENTE", "/evento/{seq}", "/scrivi", "/impostazioni", "/accessibilita", "/scheda"),
        *("/scheda/eq.as3", "/documenti", "/obiettivi", "/obiettivi/eq.as3", "/piano?ramo=OS7"),
        *("/cerca?q=pratiche", "/questionari", "/ciclo", "/?al=2024-06-30"),
    ),
    "dirigente.as": ("/valida", "/valuta", "/valuta/eq.as4", "/valuta/eq.as3", "/obiettivi/eq.as4"),
    "segretario": ("/relazione",),
    "personale": (
        "/premi",
        "/persona/eq.as4",
        "/persona/eq.as4/fatto/assenza",
        "/persona/dipendente.as4",
        "/persone/iscrizione",
    ),
    "nucleo": ("/nucleo", "/verifiche", "/premi", "/premi?percento=80", "/impostazioni/fattore"),
    "admin": ("/persone", "/persona/eq.as4", "/medico"),
}


@pytest.mark.parametrize("person", OPENED)
def test_every_page_is_valid_html(winter: Office, person: str) -> None:
    """As the HTML standard parses it: nothing repaired, no attribute twice, no id twice."""
    browser = winter.enters(person)
    seq = next(e.seq for e in winter.ledger.log.after() if e.type == "ProgressRecorded")
    for path in OPENED[person]:
        page = browser.opens(path.format(seq=seq))
        assert page.status_code == 200, path
        html5lib.HTMLParser(strict=True).parse(page.text)
        ids = re.findall(r'\sid="([^"]+)"', page.text)
        assert len(ids) == len(set(ids)), path


def test_every_sentence_a_template_names_is_in_the_catalogue() -> None:
    for template in sorted((Path(web.__file__).parent / "templates").glob("*.html")):
        named = re.findall(r"\bt\(['\"]([a-zA-Z_.]+)['\"](?! ~)[,)]", template.read_text())
        assert {key for key in named if key not in TEXTS} == set(), template.name


def test_every_table_and_column_of_a_page_has_its_heading() -> None:
    pages = "".join(p.read_text() for p in Path(web.__file__).parent.rglob("*.py"))
    names = re.findall(r'\bTable\(\s*"(\w+)"', pages)
    heads = [n for inside in re.findall(r"\bcolumns\(([^)]*)\)", pages) for n in inside.split('"')]
    wanted = {f"page.table.{n}" for n in names}
    wanted |= {f"page.col.{n.rstrip('#')}" for n in heads if re.fullmatch(r"\w+#?", n)}
    assert len(wanted) > 60
    assert wanted - TEXTS.keys() == set()
