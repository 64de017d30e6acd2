"""What sounds like an order and is none: asked, doubted, planned, told of others, or a report."""

import pytest

from .conftest import Town

NO_ORDERS = (
    "mi dicono che AS4.3 slitta a dicembre, a te risulta?",
    "forse porto AS4.3 al 30 novembre",
    "domani ti dico quanto deve pesare AS4.3",
    "se porto AS4.3 al 30 novembre cosa succede al punteggio?",
    "l'assessore chiede di portare il target di AS4.3.1 a 700",
    "il segretario vuole che AS4.3 slitti al 30 novembre",
    "i revisori dicono che AS4.3 è da cancellare",
    "ieri è stato validato tutto",
    "a novembre valideremo tutto",
    "AS4.3 rischia di slittare al 30 novembre",
    "sposterò AS4.3 al 30 novembre",
    "non spostare AS4.3 al 30 novembre",
    "sarebbe bello alzare il target di AS4.3.1 a 700",
    "stiamo ancora valutando se cancellare AS4.3",
    "l'assessore vuole certezze, puoi confermare che AS4.3 scade il 30 novembre?",
    "AS4.3 dovrebbe essere al 30 novembre ma aspetto conferma dalla ditta",
    "per ora non validare niente dei demografici",
    "prima di spostare AS4.3 al 30 novembre sento l'assessore",
    "ho già spostato AS4.3 al 30 novembre",
    "l'anno scorso AS4.3 scadeva il 30 novembre",
    "domani con calma sposto AS4.3 al 30 novembre",
    "il collega avrebbe intenzione di spostare AS4.3 al 30 novembre",
    "la scadenza di AS4.3 si potrebbe portare al 30 novembre",
    "non ho mai chiesto di cancellare AS4.3",
    # An act that another verb, or a noun in its place, tells of.
    "si era pensato di spostare AS4.3 al 30 novembre",
    "in giunta si parlava di cancellare AS4.3",
    "l'idea è di spostare AS4.3 al 30 novembre",
    "mi hanno consigliato di portare il target di AS4.3.1 a 700",
    "spero di non dover cancellare AS4.3",
    "toccherà spostare AS4.3 al 30 novembre",
    "ho promesso alla ditta di spostare AS4.3 al 30 novembre",
    "il collega di Fossano ha portato il target di AS4.3.1 a 700",
    "prima o poi AS4.3 andrà cancellato",
    "mi chiedevo se il peso di AS4.3 può andare a 30",
    "supponiamo di portare il peso di AS4.3 a 30",
    "nel caso in cui la gara vada deserta spostiamo AS4.3 al 30 novembre",
    "AS4.3 è meglio spostarlo al 30 novembre o cancellarlo",
    "a mio parere AS4.3 va cancellato",
    "c'è il rischio che AS4.3 slitti al 30 novembre",
)


@pytest.mark.parametrize("text", NO_ORDERS)
def test_what_asks_doubts_or_tells_of_others_orders_nothing(town: Town, text: str) -> None:
    boss = town.person("dirigente.as").says(text)
    assert not boss.buttons_of_a_card()
    assert not town.events("DeadlineChanged") and not town.events("ObjectiveCancelled")


@pytest.mark.parametrize(
    "text",
    [
        "rilasciate 12 CIE, il target è 600",
        "siamo a 240 CIE su un target di 600",
        "fondo contenzioso portato a 820.000 euro",
        "le CIE sono partite il 10, in anticipo sul primo ottobre",
    ],
)
def test_a_report_that_sounds_like_an_order_sets_nothing(town: Town, text: str) -> None:
    town.person("eq.as4").says(text).does_not_see("Lo fisso?", "non spetta a te")
