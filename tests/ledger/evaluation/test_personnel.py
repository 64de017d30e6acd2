"""What the personnel office enters, with its proof. R-07, R-13 to R-17, R-20."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.commands.personnel import AnnulFact, RecordFact, RecordReorganisation
from ledger.errors import FutureDay, NotAllowed, Refusal, UnknownPerson, UnknownUnit
from ledger.errors_smvp import ActNeeded, BadFact, NoSuchFact, OutOfRange, UnknownFact
from ledger.evaluation.adopted import regulation_of
from ledger.events import AbsenceRecorded, LegalProtectionRecorded, SanctionImposed
from ledger.events.base import PERSONAL
from ledger.people.service import YearOfService, year_of_service
from ledger.projections import personnel
from ledger.scoring.errors import CalcError

from .conftest import ACT, YEAR, Office

FINE = RecordFact("sanzione", "eq.as4", *ACT, since=dt.date(2024, 5, 2), what="multa")


def served(office: Office, person: str = "eq.as4") -> YearOfService:
    regulation = regulation_of(office.view, YEAR).regulation
    return year_of_service(office.view, person, YEAR, regulation)


@pytest.mark.parametrize("who", ["segretario", "dirigente.as", "admin", "nucleo", "eq.as4"])
def test_only_the_personnel_office_enters_facts(office: Office, who: str) -> None:
    office.refuses(FINE, who, NotAllowed)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"act": " "}, ActNeeded),
        ({"act_on": dt.date(2025, 2, 11)}, FutureDay),
        ({"person": "nessuno"}, UnknownPerson),
        ({"kind": "promozione"}, UnknownFact),
        ({"what": None}, BadFact),
        ({"what": "richiamo"}, CalcError),
        ({"kind": "servizio", "what": "dirigenti"}, CalcError),
        ({"kind": "assegnazione", "unit": "ZZ", "what": "eq"}, UnknownUnit),
        ({"kind": "assegnazione", "unit": "AS3", "what": "admin"}, BadFact),
        ({"kind": "part_time", "amount": Decimal("1.5")}, OutOfRange),
        ({"kind": "assenza", "until": dt.date(2024, 5, 1)}, CalcError),
        ({"kind": "interim", "unit": "AS3", "what": "altissima", "amount": Decimal(1)}, BadFact),
        ({"kind": "interim", "unit": "AS3", "what": "alta"}, BadFact),
        ({"kind": "posizione", "amount": Decimal("0.001")}, CalcError),
    ],
)
def test_a_fact_without_what_it_needs_is_refused(
    office: Office, change: dict[str, object], why: type[Refusal]
) -> None:
    office.refuses(replace(FINE, **change), "personale", why)  # type: ignore[arg-type]


def test_no_interim_for_segretario_and_dipendente(office: Office) -> None:
    for person in ("segretario", "dipendente.as4"):
        command = RecordFact(
            "interim", person, *ACT, since=dt.date(2024, 1, 1), unit="AS", amount=Decimal(1000)
        )
        office.refuses(command, "personale", BadFact)


def test_hired_in_september_the_premium_is_for_part_of_the_year(office: Office) -> None:
    """107 days of 366, less ten of suspension; an ordinary absence takes nothing. R-15."""
    office.fact("servizio", "eq.as4", what="funzionari_eq", since="2024-09-16")
    assert served(office).prorata == Fraction(107, 366)
    office.fact("sospensione_rapporto", "eq.as4", since="2024-10-01", until="2024-10-10")
    office.fact("assenza", "eq.as4", what="ferie", since="2024-11-01", until="2024-11-30")
    found = served(office)
    assert found.prorata == Fraction(97, 366)
    assert found.presence.days == 107 - 10 - 30


def test_a_fact_annulled_does_not_count_and_stays_written(office: Office) -> None:
    fine = office.fact("sanzione", "eq.as4", what="sanzione_pecuniaria", since="2024-05-02")
    assert served(office).sanctions == {"multa": 1}
    office.does(AnnulFact(fine, "annullata dal giudice", *ACT), by="personale")
    assert served(office).sanctions == {}
    (row,) = personnel.facts(office.view.tables, "eq.as4")
    assert row.annulled
    office.refuses(AnnulFact(fine, "ancora", *ACT), "personale", NoSuchFact)


def test_an_interim_is_for_its_own_days(office: Office) -> None:
    """A dirigente's two areas at once count once. R-13."""
    office.fact("interim", "dirigente.as", unit="AA", since="2024-07-01", until="2024-09-30")
    office.fact("interim", "dirigente.as", unit="AF", since="2024-09-01", until="2024-12-31")
    interim = served(office, "dirigente.as").dirigente_interim
    assert interim is not None
    assert interim.fraction == Fraction(184, 366)


def test_health_and_discipline_are_personal_fields(office: Office) -> None:
    for event in (AbsenceRecorded, LegalProtectionRecorded, SanctionImposed):
        assert PERSONAL in event.model_fields["what"].metadata


def test_a_reorganisation_is_of_a_unit_of_the_plan(office: Office) -> None:
    unknown = RecordReorganisation("ZZ", dt.date(2024, 3, 11), *ACT)
    office.refuses(unknown, "personale", UnknownUnit)
    office.does(RecordReorganisation("a.s. 4", dt.date(2024, 3, 11), *ACT), by="personale")
    assert personnel.reorganisations(office.view.tables) == [("AS4", dt.date(2024, 3, 11))]
