"""One indicator from its words, and a cell of them told apart."""

import datetime as dt
from decimal import Decimal

import pytest

from importers.values.indicators import ratio_terms, split_indicators, upside_down
from importers.values.measures import Measure, measure


def read(phrase: str, target: str = "", baseline: str = "", unit: str = "") -> str:
    """Kind, unit, from where to where, in which direction."""
    return _short(measure(phrase, 2025, target=target, baseline=baseline, unit=unit))


def _short(m: Measure) -> str:
    goal = m.target.isoformat() if isinstance(m.target, dt.date) else _plain(m.target)
    start = "" if m.baseline is None else f"{_plain(m.baseline)} -> "
    parts = [m.kind, m.unit or "", f"{start}{goal}", "down" if m.direction == "down" else ""]
    return " ".join(part for part in parts if part)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


@pytest.mark.parametrize(
    ("phrase", "target", "expected"),
    [
        ("Report trasmessi", "n. 4 report", "count report 4"),
        ("Eventi", "3 eventi", "count eventi 3"),
        ("N. posti di controllo serali", "n. 40 posti di controllo", "count posti di controllo 40"),
        ("Nuovi numeri civici assegnati", "114 numeri civici", "count numeri civici 114"),
        ("Corsi conclusi", "n. 3 corsi di lingua", "count corsi 3"),
        ("Sportello attivo", "SI", "milestone"),
        ("Sportello attivo", "sì", "milestone"),
        ("Regolamento", "30/06/2025", "date 2025-06-30"),
        ("Regolamento", "entro il 30 giugno 2025", "date 2025-06-30"),
        ("Rilascio certificati", "entro 30 gg", "index giorni 30 down"),
        ("Durata media delle istruttorie", "gg. 30", "index giorni 30"),
        ("Durata media delle istruttorie", "max giorni 30", "index giorni 30 down"),
        ("Rilascio certificati", "max 7 gg", "index giorni 7 down"),
        ("Pratiche evase", "≥ 95%", "percent % 95"),
        ("Pratiche evase", "almeno l'80 per cento", "percent % 80"),
        ("Errori", "≤ 3", "count errori 3 down"),
        ("Errori", "non più di 5", "count errori 5 down"),
        ("Costo", "≤ € 10.000", "currency € 10000 down"),
        ("Recupero", "€ 50.000,00", "currency € 50000"),
        ("n. iscritti", "1.200", "count iscritti 1200"),
        ("n. iscritti", "n.d.", "count iscritti"),
        ("Iscritti", "n.d.", "count iscritti"),
        ("Iscritti", "—", "milestone"),
        ("n. evase / n. presentate", "90%", "ratio 90"),
        ("Visite", "da 100 a 150", "count visite 100 -> 150"),
        ("Relazione", "1 relazione entro il 31/10/2025", "count relazione 1"),
    ],
)
def test_a_target_says_what_is_measured(phrase: str, target: str, expected: str) -> None:
    assert read(phrase, target) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("n. 2 corsi attivati", "count corsi 2"),
        ("almeno 3 eventi", "count eventi 3"),
        ("Pubblicazione di 4 report", "count report 4"),
        ("≥ 95% pratiche evase entro 30 gg", "percent % 95"),
        ("tempo medio di rilascio max 7 gg", "index giorni 7 down"),
        ("Riduzione del 10% delle spese postali", "percent % 10"),
        ("Regolamento approvato entro il 30/06/2025", "date 2025-06-30"),
        ("numero CIE rilasciate", "count CIE"),
        ("Dipendenti formati", "count dipendenti"),
        ("Ore di apertura", "count ore"),
        ("Km di strade asfaltate", "count km"),
        ("Riduzione delle pratiche arretrate", "count pratiche down"),
        ("pratiche arretrate evase", "count pratiche"),
        ("Stock del debito", "currency € down"),
        ("Tasso di assenza", "percent %"),
        ("Grado di soddisfazione", "index"),
        ("Lavori consegnati", "milestone"),
        ("Adozione del piano ai sensi della legge n. 190/2012", "milestone"),
    ],
)
def test_words_alone_say_what_is_measured(phrase: str, expected: str) -> None:
    assert read(phrase) == expected


def test_a_target_below_last_year_s_figure_means_down() -> None:
    assert read("Reclami", "20", baseline="30") == "count reclami 30 -> 20 down"
    assert read("Prestiti", "600", baseline="540") == "count prestiti 540 -> 600"


def test_days_that_are_to_be_more_than_last_year_are_given_and_not_waited_for() -> None:
    assert read("Giorni di apertura", "240", "180") == "count giorni 180 -> 240"
    assert read("Giorni di istruttoria", "30", "45") == "index giorni 45 -> 30 down"
    assert read("Giorni di istruttoria", "≤ 60", "45") == "index giorni 45 -> 60 down"


def test_the_unit_column_wins() -> None:
    assert read("Raccolta", "70", unit="%") == "percent % 70"
    assert read("Smaltimento", "12", unit="tonnellate") == "count tonnellate 12"


def test_a_quantity_with_a_day_keeps_the_day_as_its_deadline() -> None:
    found = measure("n. 12 incontri entro il 30/11/2025", 2025)
    assert (found.name, found.target, found.deadline) == (
        "incontri", Decimal(12), dt.date(2025, 11, 30),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "phrases"),
    [
        ("- n. corsi\n- n. iscritti", ["n. corsi", "n. iscritti"]),
        ("- n. corsi - n. iscritti", ["n. corsi", "n. iscritti"]),
        ("1) bozza; 2) delibera", ["bozza", "delibera"]),
        ("n. visite n. prestiti", ["n. visite", "n. prestiti"]),
        ("n. visite, n. prestiti e n. letture", ["n. visite", "n. prestiti", "n. letture"]),
        ("Stesura testo Approvazione Pubblicazione", ["Stesura testo", "Approvazione",
                                                      "Pubblicazione"]),
        ("affidamento dei lavori, contratto, avvio e rendicontazione",
         ["affidamento dei lavori", "contratto", "avvio e rendicontazione"]),
        ("Creazione dell'albo e numero di iscritti", ["Creazione dell'albo", "numero di iscritti"]),
        ("redazione e approvazione del piano", ["redazione e approvazione del piano"]),
        ("Gestione delle domande con istruttoria e rilascio",
         ["Gestione delle domande con istruttoria e rilascio"]),
        ("Progetto Spazio Educazione avviato", ["Progetto Spazio Educazione avviato"]),
        ("n. ricorsi accolti/totale n. ricorsi", ["n. ricorsi accolti/totale n. ricorsi"]),
        ("pubblicazione ai sensi dell'art. 10 e della delibera n. 12",
         ["pubblicazione ai sensi dell'art. 10 e della delibera n. 12"]),
    ],
)  # fmt: skip
def test_each_indicator_stands_by_itself(cell: str, phrases: list[str]) -> None:
    assert list(split_indicators(cell).phrases) == phrases


@pytest.mark.parametrize(
    ("phrase", "terms"),
    [
        ("n. evase / n. ricevute", ("n. evase", "n. ricevute")),
        ("n. evase/n. ricevute", ("n. evase", "n. ricevute")),
        ("n. evase su n. ricevute", ("n. evase", "n. ricevute")),
        ("Importo riscosso/Importo accertato", ("Importo riscosso", "Importo accertato")),
        ("ore formazione/dipendenti", ("ore formazione", "dipendenti")),
        ("rapporto tra entrate riscosse e accertate", ("entrate riscosse", "accertate")),
        ("n. utenze create/aggiornate", None),
        ("registri degli anni 2021/2022", None),
        ("n. avvisi IMU/TARI emessi", None),
        ("bando e/o avviso pubblicato", None),
    ],
)
def test_ratios_are_told_from_alternatives(phrase: str, terms: tuple[str, str] | None) -> None:
    assert ratio_terms(phrase) == terms


def test_a_ratio_printed_the_wrong_way_round_is_noticed() -> None:
    assert upside_down("istanze ricevute", "istanze accolte")
    assert not upside_down("istanze accolte", "istanze ricevute")


def test_a_term_in_the_name_of_a_measure_is_no_target_where_the_target_is_not_told_yet() -> None:
    assert measure("Perdite riparate entro 48 ore", 2026, target="n.d.").target is None
    assert measure("Perdite riparate entro 48 ore", 2026, baseline="70%").target is None
    assert measure("Perdite riparate entro 48 ore", 2026, baseline="60 ore").target == Decimal(48)
    assert measure("Perdite riparate entro 48 ore", 2026).target == Decimal(48)


@pytest.mark.parametrize(
    ("phrase", "target", "kind"),
    [
        ("Colloqui svolti su utenti segnalati", "80%", "ratio"),
        ("Contributi per la casa erogati su richieste accolte", "90%", "ratio"),
        ("Colloqui svolti su utenti segnalati", "n. 40 colloqui", "count"),
        ("Incontri svolti su temi ambientali", "80%", "percent"),
        ("Pratiche gestite su portale", "80%", "percent"),
    ],
)
def test_what_is_done_on_what_was_asked_is_a_ratio_where_it_is_a_share(
    phrase: str, target: str, kind: str
) -> None:
    assert measure(phrase, 2025, target=target).kind == kind
