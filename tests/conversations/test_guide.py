"""What the guide gives as an example is typed on the demo, as it stands, by whom it speaks to."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.clock import FixedClock

from ..reports.conftest import run
from ..town import MORNING
from .conftest import Town

GUIDE = Path(__file__).parents[2] / "docs" / "guida.md"
ROLES = {
    "Se sei un incaricato EQ": "eq.as4",
    "Se dirigi un'area": "dirigente.as",
    "Chiedere": "dirigente.as",
    "Per tutti": "eq.as4",
    "Gli avvisi": "eq.as4",
    "Segretario, Nucleo, Sindaco, ufficio personale": "segretario",
    "Che cosa esce dalla chat": "eq.as4",
}
"""Whom each part speaks to."""

OTHERS = {
    "regolamento NCC": "eq.as3",
    "AS3.3.1": "eq.as3",
    "AF3.2.6": "eq.af3",
    "/assenza": "personale",
    "/premi": "personale",
    "/personale": "personale",
    "/documento determina": "personale",
    "eq.as4 è in": "personale",
    "/valuta": "dirigente.as",
    "/assegna": "dirigente.as",
    "/colloquio": "dirigente.as",
    "/verifiche": "nucleo",
    "/nucleo relazione": "nucleo",
    "/nucleo seduta": "nucleo",
    "/documento verbale": "nucleo",
    "fammi il verbale": "nucleo",
    "/pesatura": "nucleo",
    "/scheda": "eq.as4",
    "/persone": "admin",
    "/invita": "admin",
    "/anno": "eq.as3",
}
"""Who else types what begins so; `/anno` is by who asks nothing after it."""

NOT_TYPED = {
    "la seconda",
    "sì",
    "no",
    "non ancora",
    "da validare",
    "Continua da",
    "la colonna D è il peso",
    "la riga 5 è l'intestazione",
    "la tabella 2 non si legge",
    "D'accordo",
    "Conferma",
    "risposte minime di un questionario",
}
"""Answers to what was just asked, labels and names."""

OF_ANOTHER_DAY = {
    "altre 12 CIE il 30 dicembre": "deve ancora venire",
    "AS4.2.1 90 al 31/12/2024": "deve ancora venire",
    "confronta AS con l'anno scorso": "del 2023 non c'è il piano",
    "/riprendi AS4.3 motivo": "AS4.3 è nel piano",
    "/modifiche 212 motivo; atto": "La modifica n. 212 non c'è",
    "/campagna chiudi M1": "non è una campagna",
    "/assenza eq.as4 via": "è già così",
    "/assegna eq.as4 definitivo": "non ci sono obiettivi suoi in attesa",
    "/scheda": "non c'è ancora",
    "/scheda 2024": "non c'è ancora",
    "/nucleo seduta 10/09/2024; presenti nucleo, nucleo.b": "nucleo.b",
    "/premi conguaglio": "ATTO; GIORNO",
    "/gruppo AS": "Scrivilo nel gruppo",
    "/annulla": "Non c'è nulla in sospeso",
    "/pesatura": "non ha criteri",
}
"""What the guide says of January, of a group, of what comes after something else; and what the
demo, where it is 16 September and nothing is open, answers."""

REFUSED = (
    "Non ho capito",
    "Non sono sicuro",
    "Non so che cosa",
    "Di questo non so nulla",
    "qualcosa non ha",
    "non spetta a te",
    "non c'è nel piano",
    "deve ancora venire",
    "già così",
    "Non c'è nulla in sospeso",
)

SEEN = {
    "altre 12 CIE oggi": "da 174 carte a 186 carte (+12)",
    "certificati 340": "da 240 certificati a 340 certificati",
    "regolamento NCC approvato ieri": "Giorno: 15/09/2024",
    "AF3.2.6 12/40": "12 su 40",
    "AS3.3.1 fatto ieri": "Giorno: 15/09/2024",
    "il 12 giugno 5 CIE": "da 174 carte a 179 carte (+5)",
    "al 12 giugno 340 CIE": "al 12/06/2024: 340 carte",
    "erano 45": "(+45)",
    "ritira l'ultima": "Ritiro la registrazione n. 946",
    "/target AS4.3.1 650": "da 600 carte a 650 carte",
    "imposta il target di AS4.3.1 a 700": "da 600 carte a 700 carte",
    "proroga AS4.2 al 30/11": "termine: da 31/12/2024 a 30/11/2024",
    "/scostamento AS4.3 lo sportello è chiuso; due turni in più": "due turni in più",
    "com'era al 30 giugno?": "Com'era al 30/06/2024",
    "/stato AS 30/06/2024": "Com'era al 30/06/2024",
    "/ciclo ente": "Propongo la performance di ente 2024",
    "/regolamento patrono 24/06": "patrono: da — a 24/06",
    "/regolamento membri del Nucleo 3": "membri del Nucleo: da 1 a 3",
    "/regolamento parte dei cittadini in percento 10": "parte dei cittadini in percento: da 0 a 10",
    "/campagna 31/10/2024 Verifica infrannuale": "entro il 31/10/2024",
    "/assenza eq.as4 01/08/2024 20/08/2024 eq.as3": "Gli avvisi vanno a eq.as3",
    "eq.as4 è in maternità dal 3 marzo al 3 agosto": "dal 03/03/2024 al 03/08/2024",
    "/impatto AS4.3; meno attese; cittadini, patronati; M7 rotazione": "M7 rotazione",
    "/colloquio eq.as4 inizio 15/01/2024; di che cosa si è parlato": "del 15/01/2024?",
    "/nucleo relazione 2024": "Il Nucleo valida la Relazione 2024?",
    "mandami la relazione 2024 in word": "Relazione sulla performance 2024",
    "/documento determina codici": "con i soli codici",
}
"""What the answer must have in it; of the others it is enough that it is an answer."""


def examples() -> list[tuple[str, str]]:
    """Who types what, each once."""
    found: dict[tuple[str, str], None] = {}
    for part in GUIDE.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, _, body = part.partition("\n")
        for match in re.finditer(r"«([^»]+)»|`([^`]+)`", " ".join(body.split())):
            said = match[1] or match[2]
            of_chat = said not in NOT_TYPED and not said.startswith(("traguardo ", "--"))
            if title in ROLES and of_chat:
                known = [who for head, who in OTHERS.items() if said.startswith(head)]
                found[(known[0] if known else ROLES[title], said)] = None
    return list(found)


EXAMPLES = examples()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    path = tmp_path_factory.mktemp("demo") / "traguardo.db"
    assert run(path, "init", "--demo", now="2024-09-16T10:00").exit_code == 0
    town = Town(path, clock=FixedClock(MORNING))
    yield town
    town.close()


def test_what_is_expected_is_in_the_guide() -> None:
    """An example that left the guide leaves this table too."""
    said = {text for _, text in EXAMPLES}
    assert (SEEN.keys() | OF_ANOTHER_DAY.keys()) - said == set()
    assert len(said) > 100


@pytest.mark.parametrize(("who", "said"), EXAMPLES, ids=lambda text: str(text)[:40])
def test_an_example_of_the_guide_does_what_it_says_on_the_demo(
    demo: Town, who: str, said: str
) -> None:
    person = demo.person(who).says("/annulla")
    if said in LISTED:
        person.says("quali indicatori non hanno prove?")
    person.says(said)
    if said in OF_ANOTHER_DAY:
        person.sees(OF_ANOTHER_DAY[said])
    else:
        person.sees(SEEN.get(said, "")).does_not_see(*REFUSED)
        assert person.text


LISTED = ("gli altri", "avanti", "mostrali tutti", "cerca anagrafe", "mandami l'elenco")
"""What is said of a list that is shown."""
