"""Two years side by side, from September 2024 to July 2025, as each role lives them in the chat.

Every day at nine the calendar may speak; on the days below somebody does something. By hand:

    2024   AS4.3.1  450 + 120 + 30 = 600 of 600 carte                      100 %
           AS3.1.1  from 100 down to 20: at 36 it is (100 - 36) / 80        80 %
           SG.1.1   9 of 12 = 75 %          TR.1.1   8 of 10 = 80 %
           AA1.1.1  30 of 40 = 75 %         AF1.1.1  40,000 of 50,000 = 80 %
    2025   AS4.2.1 (the CIE, which were AS4.3.1; AS4.3.1 is now the counter's pratiche)
           25 on 10 January, 10 each Monday from 20 January to 28 July: 28 Mondays, 280
           25 + 280 = 305 of 600                                           50.83 %
           AS4.3.1  50 of 200 pratiche = 25 % (its objective has a milestone too: half, 12.50 %)
    pay of 2024, E 80 and every objective judged 80, six items at 4:
           eq.as4   A 24 + B 32 + C 24 = 80   4,000 x 100 %            = 4,000.00
           eq.as3   six items at 3: C 18, 74    3,000 x  50 %          = 1,500.00
           segretario  A 28 + B 20 + C 36 = 84  9,000 x 100 %          = 9,000.00
           dirigente.as  A 28 + B 20 + C 32 = 80  12,000 x 100 %       = 12,000.00
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.commands.adoption import AdoptPlan
from ledger.commands.ente import AdoptRegulation
from ledger.commands.premiums import SetMaximum
from ledger.evaluation.payout import payout
from ledger.people import CLI
from ledger.progress.standings import standing
from ledger.regulation import bundled

from .conftest import Town
from .test_evaluation_years import entity_is, evaluates
from .test_two_years import of_2025

LAST_YEAR, THIS_YEAR = 2024, 2025
IN_SEPTEMBER = {
    "eq.as4": "CIE 450",
    "eq.as3": "AS3.1.1 36",
    "eq.aa1": "AA1.1.1 30",
    "eq.af1": "AF1.1.1 40000",
    "dirigente.af": "TR.1.1 8",
    "segretario": "SG.1.1 9",
}
PERCENTS_OF_2024 = {"AS3.1.1": 80, "SG.1.1": 75, "TR.1.1": 80, "AA1.1.1": 75, "AF1.1.1": 80}
MAXIMA = {"eq.as4": 4000, "eq.as3": 3000, "segretario": 9000, "dirigente.as": 12000}
PAID = {"eq.as4": 4000, "eq.as3": 1500, "segretario": 9000, "dirigente.as": 12000}


def percent(town: Town, year: int, scope: str) -> Fraction | None:
    return standing(town.ledger.view.of(year), scope, town.ledger.today()).progress


def figures(town: Town, year: int) -> dict[str, str | None]:
    """Every number of a year's plan, as plain strings."""
    view = town.ledger.view.of(year)
    found = {code: view.standing(code) for code in view.plan.indicators}
    return {code: str(value.number) if value else None for code, value in found.items()}


def says_each(town: Town, said: dict[str, str]) -> None:
    for person, words in said.items():
        town.person(person).says(words).taps("Conferma")


def the_new_plan_comes(town: Town) -> None:
    """10 January: December's last figure goes to 2024, the year's first total to 2025."""
    town.ledger.execute(AdoptPlan(of_2025()), actor=CLI, cause="test")
    maria = town.person("eq.as4").says("altre 30 CIE il 30 dicembre")
    maria.sees("da 570 carte a 600", "Nel piano 2024.").taps("Conferma").sees("AS4.3: 100 %")
    maria.says("CIE 25").sees("AS4.2.1", "Lo metto nel 2025", "se era del 2024").taps("Conferma")
    maria.says("AS4.3.1 50").sees("pratiche allo sportello").taps("Conferma")
    assert (percent(town, 2024, "AS4.3.1"), percent(town, 2025, "AS4.3.1")) == (100, 25)


def what_waits_of_both_is_validated(town: Town) -> None:
    """15 January: the dirigente is asked of both years in one row, each card with its year."""
    bruno = town.person("dirigente.as").says("/valida").sees("piano 2024")
    while "Conferma" in [label for row in bruno.buttons for label in row]:
        bruno.taps("Conferma")
    bruno.sees("nulla che aspetti te")
    town.person("segretario").says("/valida TR").taps("Conferma")
    town.person("nucleo").says("/valida SG").taps("Conferma")
    for person in ("eq.aa1", "eq.af1", "dipendente.as4"):
        town.person(person).says("/valida").does_not_see("1 di")


def last_year_is_measured_and_judged(town: Town) -> None:
    """10 February: `/ciclo`, `/valuta` speak of 2024 by themselves, while 2025 goes on."""
    before = figures(town, THIS_YEAR)
    entity_is(town, "80")
    evaluates(town.person("sindaco"), "segretario", "80", 4).sees("è emessa")
    evaluates(town.person("nucleo"), "dirigente.as", "80", 4).sees("è emessa")
    bruno = town.person("dirigente.as")
    for person, points in (("eq.as4", 4), ("eq.as3", 3)):
        bruno.says(f"/colloquio {person} conferenza 20/01/2025").taps("Conferma")
        evaluates(bruno, person, "80", points).sees("è emessa")
    assert figures(town, THIS_YEAR) == before, "nothing of 2024 moves a figure of 2025"


def schede_are_read(town: Town) -> None:
    """12 February, each their own; ten working days on they are final."""
    town.person("eq.as4").says("/scheda").sees("2024", "D 80,00")
    for person in PAID:
        town.person(person).says("/scheda").taps("Prendo visione").sees("26/02/2025")
    town.person("dipendente.as4").says("/scheda eq.as4").sees("li leggono solo")


def the_list_is_paid(town: Town) -> None:
    """12 May: the maxima were set by act, and come out by the bands of the SMVP."""
    office = town.person("personale").says("/premi").sees("2024")
    office.says("/premi 2025").sees("2025")
    found = payout(town.ledger.view.of(LAST_YEAR), LAST_YEAR, town.ledger.today())
    assert {line.key: line.total for line in found.lines if line.key in PAID} == PAID


def half_way_is_asked(town: Town) -> None:
    """30 June: 25 and 24 Mondays are 265 carte; the same day a year before there were none."""
    bruno = town.person("dirigente.as").says("confronta AS4.2 con l'anno scorso")
    bruno.sees("il 2025 accanto al 2024", "30/06/2025", "30/06/2024", "44,17 % · 0 % · 100 %")
    town.person("dipendente.as4").says("/storico AS4.2.1").sees("2024 (AS4.3.1): 600 carte")
    town.person("sindaco").says("/stato 2024").sees("Nel piano 2024", "67,33 %")


def last_year_is_closed(town: Town) -> None:
    """14 July: from now on it takes nothing, and says who may reopen it."""
    before = figures(town, THIS_YEAR)
    town.person("segretario").says("/ciclo 2024 chiudi prova").sees("2024").taps("Conferma")
    town.person("eq.as4").says("altre 3 CIE il 30 dicembre 2024").sees(
        "Il 2024 è chiuso", "Segretario"
    )
    town.person("dirigente.as").says("/target AS4.3.1 500 2024").says("/annulla")
    assert figures(town, THIS_YEAR) == before


DAYS: dict[str, Callable[[Town], None]] = {
    "2025-01-10": the_new_plan_comes,
    "2025-01-15": what_waits_of_both_is_validated,
    "2025-02-10": last_year_is_measured_and_judged,
    "2025-02-12": schede_are_read,
    "2025-05-12": the_list_is_paid,
    "2025-06-30": half_way_is_asked,
    "2025-07-14": last_year_is_closed,
}


@pytest.fixture
def autumn(town: Town) -> Town:
    """The evening of 20 December 2024."""
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    town.person("admin").says("/riservatezza si").taps("Conferma")
    says_each(town, IN_SEPTEMBER)
    for person, amount in MAXIMA.items():
        act = ("decreto 2", dt.date(2024, 1, 2))
        maximum = SetMaximum(LAST_YEAR, person, Decimal(amount), *act)
        town.ledger.execute(maximum, actor="personale", cause="test")
    town.now_is("2024-12-20T18:00")
    town.person("eq.as4").says("altre 120 CIE").sees("da 450 carte a 570").taps("Conferma")
    return town


def test_two_years_side_by_side(autumn: Town) -> None:
    town, told = autumn, list[tuple[str, str]]()
    day, mondays = dt.date(2025, 1, 7), 0
    while day <= dt.date(2025, 7, 28):
        town.does("admin", lambda line, d=day: line.line(f":now {d}T09:00"))
        told += [(c["to"], c["text"]) for c in town.calls if c["text"]]
        if day.weekday() == 0 and day >= dt.date(2025, 1, 20):
            town.person("eq.as4").says("altre 10 CIE").sees("AS4.2.1").taps("Conferma")
            mondays += 1
        if act := DAYS.get(day.isoformat()):
            town.now_is(f"{day}T10:00")
            act(town)
        day += dt.timedelta(days=1)
    assert mondays == 28
    assert figures(town, LAST_YEAR)["AS4.3.1"] == "600"
    assert figures(town, THIS_YEAR)["AS4.2.1"] == "305"
    assert percent(town, THIS_YEAR, "AS4.2") == Fraction(305, 6)
    assert percent(town, THIS_YEAR, "AS4.3") == Fraction("12.5")
    for code, reached in PERCENTS_OF_2024.items():
        assert percent(town, LAST_YEAR, code) == reached
    assert len(told) == len(set(told)), "nothing is told twice"
    assert {"eq.as4", "dirigente.as", "segretario", "nucleo"} <= {to for to, _ in told}
    assert town.ledger.differs_from_rebuild() == []
    town.ledger.verify()
