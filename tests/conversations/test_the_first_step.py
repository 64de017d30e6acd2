"""Whatever the procedure says no to, it says at the first message, before anything is asked.

Each row: the state of the town, who writes what, and the words of the refusal; nothing is recorded.
"""

from collections.abc import Callable, Mapping

import pytest

from ledger.commands.cycle import OpenPhase
from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.regulation import bundled

from ..town import POSTS
from .conftest import Town
from .test_evaluation_years import entity_is, evaluates


def winter(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    town.person("admin").says("/riservatezza si").taps("Conferma")
    town.now_is("2025-02-10T10:00")


def in_phase(letter: str) -> Callable[[Town], None]:
    def open_phase(town: Town) -> None:
        winter(town)
        phase = OpenPhase(2024, letter, "prova")  # type: ignore[arg-type]
        town.ledger.execute(phase, actor=CLI, cause="test")

    return open_phase


def measured(town: Town) -> None:
    winter(town)
    entity_is(town, "80")


def issued(town: Town) -> None:
    measured(town)
    town.person("dirigente.as").says("/colloquio eq.as4 conferenza 20/01/2025").taps("Conferma")
    evaluates(town.person("dirigente.as"), "eq.as4", "80", 4)


STATES: Mapping[str, Callable[[Town], None]] = {
    "winter": winter,
    "phase g": in_phase("g"),
    "phase k": in_phase("k"),
    "measured": measured,
    "issued": issued,
}

REFUSED = [
    ("winter", "dirigente.as", "/valuta eq.as4", "non è ancora validata"),
    ("measured", "dirigente.af", "/valuta eq.as4", "non spetta a te"),
    ("measured", "dirigente.as", "/valuta dirigente.as", "Nessuno valuta sé stesso"),
    ("measured", "dirigente.as", "/valuta dipendente.as4", "manca la proposta obbligatoria"),
    ("measured", "dirigente.as", "/valuta nessuno", "nessuno"),
    ("issued", "dirigente.as", "/valuta eq.as4", "è già stata emessa"),
    ("phase g", "dirigente.as", "/valuta eq.as4", "«valutazione individuale»"),
    ("phase g", "eq.as4", "/valuta dipendente.as4", "«valutazione individuale»"),
    ("phase g", "segretario", "/ciclo ente 80 stima", "«misurazione dei risultati»"),
    ("phase k", "eq.as4", "AS4.3.1 300 al 30/12/2024", "«misurazione dei risultati»"),
    ("winter", "giunta", "/ciclo ente", "non ancora proposta"),
    ("winter", "nucleo", "/ciclo ente", "non ancora proposta"),
    ("winter", "eq.as4", "/ciclo fase h", "non spetta a te"),
    ("winter", "eq.as4", "/ciclo ente 80", "non spetta a te"),
    ("phase k", "segretario", "/ciclo fase h", "Riporto il 2024 alla fase"),
    ("winter", "segretario", "/ciclo riapri errore", "non è chiuso"),
    ("winter", "eq.as4", "/ciclo documento dup; del. 1; 01/02/2025", "non spetta a te"),
    ("winter", "segretario", "/ciclo documento duppe; del. 1; 01/02/2025", "non è un documento"),
    ("winter", "eq.as4", "/ciclo monitoraggio letto", "non spetta a te"),
    ("winter", "dirigente.as", "/personale sanzione", "non spetta a te"),
    ("winter", "personale", "/personale sanzione; nessuno", "nessuno"),
    ("winter", "personale", "/personale assegnazione; eq.as4; ZZ9", "ZZ9"),
    ("winter", "personale", "/personale iscrizione; eq.as4", "è già iscritto"),
    ("winter", "personale", "/premi definitivo", "mancano"),
    ("winter", "personale", "/premi conguaglio det. 1; 10/02/2025", "non è ancora definitivo"),
    ("winter", "dirigente.as", "/premi", "non spetta a te"),
    ("winter", "dirigente.af", "/colloquio eq.as4 finale", "non spetta a te"),
    ("winter", "dirigente.as", "/colloquio eq.as4 inizio 10/01/2019", "si tiene tra"),
    ("winter", "dirigente.af", "/assegna eq.as4; Archivio; fogli; 20; 30", "non spetta a te"),
    ("winter", "dirigente.as", "/assegna eq.as4 definitivo", "non ci sono obiettivi"),
    ("winter", "segretario", "/pesatura AS4; complessità 40", "non spetta a te"),
    ("winter", "giunta", "/pesatura AS4 approva; del. 3; 01/02/2025", "non c'è una pesatura"),
    ("winter", "segretario", "/nucleo seduta 10/02/2025; presenti nucleo; x", "non spetta a te"),
    ("winter", "sindaco", "/nucleo relazione 2024", "non spetta a te"),
    ("winter", "eq.as4", "/verifiche", "non spetta a te"),
    ("winter", "eq.as4", "/scheda eq.as3", "li leggono solo"),
    ("measured", "eq.as4", "voglio presentare osservazioni", "non c'è ancora"),
    ("winter", "eq.as4", "/target AS4.3.1 700", "non spetta a te"),
    ("winter", "eq.as4", "/risorse AS4.3; istruttori 2; x; det. 1 del 01/02/2025",
     "non spetta a te"),
    ("winter", "eq.as4", "/regolamento patrono 24/06", "non spetta a te"),
]  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_every_refusal_is_met_at_the_first_step(town: Town, state: str) -> None:
    STATES[state](town)
    before = town.ledger.log.head().seq
    late = []
    for of, who, line, words in REFUSED:
        if of != state:
            continue
        said = town.person(who).says(line).text
        if words not in said or "[Conferma]" in said or town.person(who).buttons_of_a_card():
            late.append((who, line, said))
        town.person(who).says("/annulla")
    assert late == []
    assert town.ledger.log.head().seq == before


MAY: Mapping[str, set[str]] = {
    "/ciclo 2024 fase g; altri anni": {"segretario"},
    "/ciclo 2024 monitoraggio letto": {"segretario"},
    "/ciclo 2024 documento dup; del. 1; 01/02/2025": {"segretario"},
    "/ciclo 2024 chiudi prova": {"segretario"},
    "/campagna 31/03/2025 Verifica": {"segretario"},
    "/regolamento patrono 24/06": {"segretario"},
    "/relazione premessa Un anno intero.": {"segretario"},
    "/assenza eq.as4 01/03/2025 10/03/2025": {"personale"},
    "/personale sanzione; eq.as4; multa; -; det. 1; 01/02/2025": {"personale"},
    "/personale iscrizione; dip.x; Ics; dipendente; AS4; -": {"personale", "admin"},
    "/personale cessazione; dipendente.as4; -; -; 31/03/2025": {"personale", "admin"},
    "/premi fondo 50000; det. 1; 01/02/2025": {"personale"},
    "/premi massimo eq.as4 6000; det. 1; 01/02/2025": {"personale"},
    "/premi quota 10; det. 1; 01/02/2025": {"personale"},
    "/colloquio eq.as4 fine 10/02/2025; esito": {"dirigente.as"},
    "/colloquio dirigente.as fine 10/02/2025; esito": {"nucleo"},
    "/colloquio segretario fine 10/02/2025; esito": {"sindaco"},
    "/assegna eq.as4; Archivio; fogli; 20; 30": {"dirigente.as"},
    "/nucleo seduta 10/02/2025; presenti nucleo; visti i dati": {"nucleo"},
    "/nucleo relazione 2024": {"nucleo"},
    "/nucleo supporto eq.as4; un parere": {
        "sindaco", "segretario", "dirigente.as", "dirigente.af"},
    "/riservatezza no": {"admin"},
    "/target AS4.3.1 700": {"dirigente.as", "segretario"},
    "/termine AS4.3 28/02/2025": {"dirigente.as", "segretario"},
    "/elimina AS4.3 non serve": {"dirigente.as", "segretario"},
    "/risorse AS4.3; istruttori 2 al 50; trasferita; det. 1 del 01/02/2025": {
        "dirigente.as", "segretario"},
    "/impatto AS4.3; meno attese; cittadini": {"dirigente.as", "segretario"},
    "/scostamento AS4.3 chiuso; due turni": {"eq.as4", "dirigente.as"},
    "/valuta eq.as4 4 4 4 4 4 4": {"dirigente.as"},
    "/valuta dirigente.af 4 4 4 4 4 4 4 4": {"nucleo"},
    "/valuta dipendente.as4 4 4 4 4 4 4 4 4 4 4": {"eq.as4"},
}  # fmt: skip
"""Every act of the procedure, whole on one line, and who may do it: a card for them, for everybody
else a refusal, at the first message."""

EVERYBODY = tuple(dict.fromkeys(code for code, *_ in POSTS))


def test_every_act_is_refused_to_everybody_else_at_the_first_message(town: Town) -> None:
    measured(town)
    town.person("dirigente.as").says("/colloquio eq.as4 conferenza 20/01/2025").taps("Conferma")
    before, wrong = town.ledger.log.head().seq, []
    for line, allowed in MAY.items():
        for who in EVERYBODY:
            person = town.person(who).says(line)
            if person.buttons_of_a_card() != (who in allowed):
                wrong.append((who, line, person.text))
            person.says("/annulla")
    assert wrong == [], "\n".join(map(str, wrong))
    assert town.ledger.log.head().seq == before
