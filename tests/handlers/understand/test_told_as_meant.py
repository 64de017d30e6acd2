"""How what is told counts, and of which day, where a word might stand for something else."""

import datetime as dt

import pytest

from handlers.understand import Reader
from tests.handlers.understand.table import sender
from tests.handlers.understand.towns import DAYS, plan_of

Told = tuple[str | None, str | None, str | None, dt.date | None]
SUNDAY, MONDAY, YESTERDAY = (dt.date(2026, 9, day) for day in (13, 14, 15))
TODAY = DAYS["nardo"]
TOTAL, MORE = "absolute", "increment"

COUNTED = (
    ("eq.ef2", "oggi partiti 5 solleciti tari, quindi 5 solleciti inviati", (MORE, "5", TODAY)),
    ("eq.we3", "con il concerto di ieri gli eventi sono 12", (TOTAL, "12", YESTERDAY)),
    ("eq.aa2", "chiusa una transazione con la ditta, con questa sono 9", (TOTAL, "9", None)),
    ("eq.ef1", "al 30 giugno il tempo medio di pagamento è pari a 21 giorni",
     (TOTAL, "21", dt.date(2026, 6, 30))),
    ("eq.ef2", "concessioni suolo pubblico 94 di gennaro a mo'", (TOTAL, "94", None)),
    ("eq.pm1", "sabatu rimossi 6 veicoli", (MORE, "6", dt.date(2026, 9, 12))),
    ("eq.pm1", "gavemo rimosso altri 6 veicoli incheu", (MORE, "6", TODAY)),
    ("eq.ua2", "la differenziata la xe al 73,2 par sento", (TOTAL, "73.2", None)),
)  # fmt: skip
DATED = (
    ("dopo la festa di domenica rimossi 6 veicoli lunedì", MONDAY),
    ("per la partita di sabato 6 veicoli rimossi domenica mattina", SUNDAY),
    ("ieri rimossi 6 veicoli per la fiera di domenica", YESTERDAY),
    ("dom. sera 4 veicoli rimossi", SUNDAY),
    ("dom. 12 veicoli rimossi", SUNDAY),
)
NO_SUNDAY = ("accolte 47 dom. su 55 libri di testo", "dom. contrib. libri liquidate 40 su 52")


def told(who: str, text: str, town: str = "nardo") -> Told:
    read = Reader(plan_of(town)).read(text, sender=sender(who), today=DAYS[town])
    (item,) = read.items
    assert not read.ambiguous and not item.ambiguous
    value = None if item.value is None else str(item.value)
    return item.indicator, item.mode, value, item.date


@pytest.mark.parametrize(("who", "text", "meant"), COUNTED, ids=[text for _, text, _ in COUNTED])
def test_a_figure_counts_as_the_words_around_it_say(
    who: str, text: str, meant: tuple[str, str, dt.date | None]
) -> None:
    assert told(who, text)[1:] == meant


@pytest.mark.parametrize(("text", "day"), DATED, ids=[text for text, _ in DATED])
def test_the_day_is_that_of_the_act_and_not_of_what_it_followed(text: str, day: dt.date) -> None:
    assert told("eq.pm1", text)[3] == day


@pytest.mark.parametrize("text", NO_SUNDAY)
def test_requests_cut_short_are_no_sunday(text: str) -> None:
    assert told("eq.we2", text)[3] is None


@pytest.mark.parametrize(
    "text",
    [
        "ieri pattugliamento serale ore 6",
        "ieri in servizio serale ore 21-24 con due auto, totale 6 ore",
    ],
)
def test_hours_of_a_shift_are_added_to_those_that_are_measured(text: str) -> None:
    day = DAYS["todi"] - dt.timedelta(days=1)
    assert told("eq.s51", text, "todi") == ("S51.1.3", MORE, "6", day)


def test_a_permit_with_its_number_is_one_more_permit() -> None:
    text = "rilasciato ieri il permesso di costruire 44/2026"
    day = DAYS["rovarate"] - dt.timedelta(days=1)
    assert told("eq.te3", text, "rovarate") == ("TE3.2.2", MORE, "1", day)


def test_one_of_what_an_office_is_called_by_is_no_office() -> None:
    reader = Reader(plan_of("nardo"))
    asked = {
        text: reader.offices.called(text.split(), [text.split()[-1]])
        for text in ("scadenza concorso", "scadenze concorsi")
    }
    assert asked == {"scadenza concorso": None, "scadenze concorsi": "AA3"}
