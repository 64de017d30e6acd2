"""A whole year as the office lives it, role by role, every amount computed by hand first.

E is 80 and every objective is judged 80: S = 80. By hand:

    segretario      A 28 + B 20 + C 36 (9 x 4)            = 84              9,000 x 100 % = 9,000.00
    dirigente.as    A 28 + B 20 + C 32 (8 x 4)            = 80            12,000 x 100 % = 12,000.00
    dirigente.af    A 28 + B 20 + C 24 (8 x 3)            = 72             10,000 x  50 % = 5,000.00
    eq.as4          A 24 + B 32 + C 18 (6 x 3)            = 74, fine 5 %: 70.30   half of 4,000
                    after the conciliazione C 24          = 80, fine 5 %: 76      all: 4,000.00
    the other EQ    A 24 + B 32 + C 24                    = 80              3,000 x 100 % = 3,000.00

    staff: fund 4,190 over 1.19 + 1.00 (AS) and 1.00 + 1.00 (AF): AS 2,190.00, AF 2,000.00
    dipendente.as4  moved to AF1 on 1 April: 20 + 20 + 50 = 90    1,190 x 100 %           = 1,190.00
    dip.verdi       hired 1 September: 20 + 20 + 40       = 80     1,190 x 80 % x 122/366  = 317.33
    dip.bianchi     20 + 20 + 30                          = 70     1,000 x 60 %            = 600.00
    dip.viola       two weekdays of five all year: 366 x 2/5 = 146.4 of 36: 20 + 20 + 40 = 80
                                                                1,000 x 80 %            = 800.00
    dip.neri        three weekdays of five, away until 26 October: 66 x 3/5 = 39.6 of 54: excluded
    left in the fund 4,190 - 1,190 - 317.33 - 600 - 800 = 1,282.67

After the list is definitive a suspension of June comes out for dip.bianchi: 70 less 25 % is 52.50,
30 %: 300.00. The list stays; the difference of 300 is taken back once the scheda is issued anew.
"""

from fractions import Fraction

from ledger.evaluation.payout import payout
from ledger.regulation import BUNDLED

from .conftest import Town
from .test_evaluation_years import YEAR, entity_is, evaluates, score_of

MAXIMA = {
    "segretario": 9000,
    "dirigente.as": 12000,
    "dirigente.af": 10000,
    "eq.as4": 4000,
    "eq.as3": 3000,
    "eq.aa1": 3000,
    "eq.af1": 3000,
}
HIRED = (
    "dip.neri; Nora Neri; dipendente; AS4; -",
    "dip.bianchi; Bruno Bianchi; dipendente; AF1; -",
    "dip.viola; Viola Viola; dipendente; AF1; -",
    "dip.verdi; Vera Verdi; dipendente; AS4; 01/09/2024",
)
FACTS = (
    "servizio; dipendente.as4; istruttori; 01/03/2010; -; contratto; 01/03/2010",
    "servizio; dip.neri; operatori; 01/03/2010; -; contratto; 01/03/2010",
    "servizio; dip.bianchi; operatori; 01/03/2010; -; contratto; 01/03/2010",
    "servizio; dip.viola; operatori; 01/03/2010; -; contratto; 01/03/2010",
    "part-time; dip.viola; verticale mar gio; -; 01/01/2024; -; contratto; 10/12/2023",
    "servizio; dip.verdi; istruttori; 01/09/2024; -; contratto; 25/08/2024",
    "assegnazione; dipendente.as4; AF1; -; 01/04/2024; ods 7; 29/03/2024",
    "sanzione; eq.as4; multa; 10/06/2024; det. 12; 10/06/2024",
)
PAID = {
    "segretario": "9000.00",
    "dirigente.as": "12000.00",
    "dirigente.af": "5000.00",
    "eq.as4": "4000.00",
    "eq.as3": "3000.00",
    "eq.aa1": "3000.00",
    "eq.af1": "3000.00",
    "dipendente.as4": "1190.00",
    "dip.verdi": "317.33",
    "dip.bianchi": "600.00",
    "dip.viola": "800.00",
    "dip.neri": "0.00",
}


def test_a_year_of_the_town(town: Town) -> None:
    the_office_prepares(town)
    the_personnel_office_enters_what_it_knows(town)
    town.now_is("2025-02-10T10:00")
    entity_is(town, "80")
    everybody_is_judged(town)
    everybody_reads_their_scheda(town)
    an_eq_wins_a_conciliazione(town)
    the_list_becomes_definitive(town)
    a_suspension_comes_out_later(town)


def the_office_prepares(town: Town) -> None:
    town.person("segretario").sends_file(BUNDLED).sees("Adotto per il 2024").taps("Conferma")
    office = town.person("personale")
    for line in HIRED:
        office.says(f"/personale iscrizione; {line}").taps("Conferma").sees("Registrato")
    town.person("admin").says("/riservatezza si").taps("Conferma")


def the_personnel_office_enters_what_it_knows(town: Town) -> None:
    office = town.person("personale")
    for line in FACTS:
        office.says(f"/personale {line}").taps("Conferma").sees("Registrato")
    office.says("/personale part_time; dip.neri; 0,6; 01/01/2024; -; contratto; 10/12/2023")
    office.sees("Orizzontale", "verticale").says("verticale lun mar mer").says("01/01/2024")
    office.says("-").says("contratto").says("10/12/2023").sees("verticale, dovuti lun, mar, mer")
    office.taps("Conferma")
    town.now_is("2024-12-20T10:00")
    office.says("/personale assenza; dip.neri; boh; 01/01/2024").sees("non la prendo per ordinaria")
    office.sees_buttons("infortunio sul lavoro").says("malattia").says("01/01/2024").says(
        "26/10/2024"
    ).says("det. 3").says("2/12/2024")
    office.sees("È un'assenza ordinaria").taps("Conferma")
    office.says("/premi 2024 fondo 4190; del. 9; 10/12/2024").sees("4.190,00").taps("Conferma")
    for person, amount in MAXIMA.items():
        office.says(f"/premi 2024 massimo {person} {amount}; decreto 2; 02/01/2024")
        office.sees(person).taps("Conferma").sees("Registrato")


def everybody_is_judged(town: Town) -> None:
    evaluates(town.person("sindaco"), "segretario", "80", 4)
    evaluates(town.person("nucleo"), "dirigente.as", "80", 4)
    evaluates(town.person("nucleo"), "dirigente.af", "80", 3)
    bruno, franca = town.person("dirigente.as"), town.person("dirigente.af")
    for person, who, points in (
        ("eq.as4", bruno, 3),
        ("eq.as3", bruno, 4),
        ("eq.aa1", bruno, 4),
        ("eq.af1", franca, 4),
    ):
        who.says(f"/colloquio {person} conferenza 20/01/2025").taps("Conferma")
        evaluates(who, person, "80", points).sees("è emessa")
    bruno.says("/valuta dip.verdi").sees("manca la proposta obbligatoria")
    for person, eq, who, points in (
        ("dipendente.as4", "eq.af1", franca, 5),
        ("dip.bianchi", "eq.af1", franca, 3),
        ("dip.verdi", "eq.as4", bruno, 4),
        ("dip.viola", "eq.af1", franca, 4),
    ):
        evaluates(town.person(eq), person, "80", points).sees("è al dirigente")
        evaluates(who, person, "80", points).sees("è emessa")
    bruno.says("/valuta dip.neri").sees("la presenza nell'anno è troppo breve")
    assert score_of(town, "dipendente.as4").d == 90
    assert score_of(town, "eq.as4").final == Fraction("70.3")


def everybody_reads_their_scheda(town: Town) -> None:
    for person in PAID:
        if person != "dip.neri":
            town.person(person).says("qual è il mio punteggio?").sees("Punteggio finale")
            town.person(person).taps("Prendo visione").sees("24/02/2025")
    town.person("eq.as4").says("/scheda").sees(
        "A 24,00 + B 32,00 + C 18,00 = D 74,00", "Riduzione disciplinare del 5 %: 70,30", "META"
    )


def an_eq_wins_a_conciliazione(town: Town) -> None:
    ida, bruno = town.person("eq.as4"), town.person("dirigente.as")
    ida.says("voglio presentare osservazioni").says("La delegazione è aperta da luglio")
    ida.taps("Conferma").sees("24/02/2025")
    bruno.says("/scheda eq.as4").taps("La modifico").says("Accolgo le osservazioni")
    for item in ("EQ-I", "EQ-II", "EQ-III"):
        bruno.taps(f"{item} ✎").taps("5")
    bruno.sees("C 24,00 = D 80,00", "76,00", "MASSIMA").taps("Conferma").sees("nuova versione")
    ida.says("/scheda").sees("versione 2").taps("Accetto l'esito").taps("Conferma")


def paid(town: Town) -> dict[str, str]:
    found = payout(town.ledger.view, YEAR, town.ledger.today())
    return {line.key: f"{float(line.total):.2f}" for line in found.lines}


def the_list_becomes_definitive(town: Town) -> None:
    office = town.person("personale").says("/premi").sees("la fine della conciliazione")
    town.now_is("2025-03-10T10:00")
    office.says("/premi").sees("Non manca nulla", "AS: 2.190,00 €", "restano nel fondo 1.282,67 €")
    office.says("/premi definitivo").taps("Conferma").sees("Registrato")
    office.says("/premi definitivo").sees("già definitivo", "conguaglio")
    assert paid(town) == PAID


def a_suspension_comes_out_later(town: Town) -> None:
    office, franca = town.person("personale"), town.person("dirigente.af")
    office.says("/personale sanzione; dip.bianchi; sospensione; 10/06/2024; det. 9; 05/03/2025")
    office.taps("Conferma").sees("va emessa di nuovo")
    assert {"dirigente.af", "nucleo"} <= town.said_to
    assert paid(town) == PAID, "nothing recorded later changes a definitive list"
    office.says("/premi").sees("dip.bianchi: nell'elenco 600,00 €, oggi 300,00 €", "sospeso")
    office.says("/premi conguaglio det. 40; 10/03/2025").sees("manca 1 cosa")
    town.person("dip.bianchi").says("/scheda").sees("va emessa di nuovo", "52,50, MEDIOCRE")
    franca.says("/valuta").sees_buttons("dip.bianchi · da riemettere").taps("dip.bianchi")
    evaluates(franca, "dip.bianchi", "80", 3)
    assert "il termine per le osservazioni riparte" in town.text_for("dip.bianchi")
    town.person("dip.bianchi").says("/scheda").taps("Prendo visione").sees("24/03/2025")
    town.now_is("2025-03-25T10:00")
    office.says("/premi conguaglio det. 40; 25/03/2025").sees("300,00").taps("Conferma")
    assert paid(town) == {**PAID, "dip.bianchi": "300.00"}
    office.says("/premi").sees("restano nel fondo 1.582,67 €").does_not_see("oggi 300")
