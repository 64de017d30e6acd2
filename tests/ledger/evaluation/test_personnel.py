"""What the personnel office enters, with its proof. R-07, R-13 to R-17, R-20."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.commands.evaluation import position_of
from ledger.commands.personnel import AnnulFact, RecordFact, RecordReorganisation
from ledger.errors import FutureDay, NotAllowed, Refusal, UnknownPerson, UnknownUnit
from ledger.errors_people import OfOneself
from ledger.errors_smvp import (
    ActNeeded,
    BadFact,
    NoSuchFact,
    OutOfRange,
    PartTimeKind,
    UnknownAbsence,
    UnknownFact,
)
from ledger.evaluation.adopted import regulation_of
from ledger.events import AbsenceRecorded, LegalProtectionRecorded, SanctionImposed
from ledger.events.base import PERSONAL
from ledger.ledger import Ledger
from ledger.people import Role
from ledger.people.positions import objectives_of
from ledger.people.service import YearOfService, year_of_service
from ledger.projections import personnel
from ledger.scoring.errors import CalcError
from ledger.scoring.presence import presence_exclusion

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
        ({"kind": "part_time", "what": "orizzontale", "amount": Decimal("1.5")}, OutOfRange),
        ({"kind": "part_time", "what": "al 50", "amount": Decimal("0.5")}, PartTimeKind),
        ({"kind": "assenza", "what": "boh"}, UnknownAbsence),
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
    assert found.presence.days == str(107 - 10 - 30)


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


PRESENCE = [
    # three weekdays of five, absent until 26 October: 66 x 3/5 due, of 54 asked for.
    ("verticale lun mar mer", None, "2025-01-01", "2025-10-26", "39.6", "0.6", True),
    # The same person horizontally: every calendar day counts and nothing is scaled.
    ("orizzontale", "0.6", "2025-01-01", "2025-10-26", "66", "1", True),
    ("orizzontale", "0.6", "2025-01-01", "2025-10-02", "90", "1", False),
    # 90 calendar days are 54 due, exactly enough.
    ("verticale lun mar mer", None, "2025-01-01", "2025-10-02", "54", "0.6", False),
    # Only the second half of the year is due: being away in the first takes nothing.
    ("verticale 01/07/2025-31/12/2025", "0.5", "2025-01-01", "2025-06-30", "184", "0.5", False),
    ("verticale 01/07/2025-31/12/2025", "0.5", "2025-01-01", "2025-11-17", "44", "0.5", True),
]


@pytest.mark.parametrize(("what", "ratio", "since", "until", "days", "scale", "excluded"), PRESENCE)
def test_presence_of_a_part_time_is_counted_on_the_days_due(
    memory: Callable[[], Ledger],
    what: str,
    ratio: str | None,
    since: str,
    until: str,
    days: str,
    scale: str,
    excluded: bool,
) -> None:
    office = Office(memory())
    amount = {} if ratio is None else {"amount": ratio}
    office.fact("servizio", "eq.as4", what="funzionari_eq", since="2010-03-01")
    office.fact("part_time", "eq.as4", what=what, since="2024-12-01", **amount)
    office.fact("assenza", "eq.as4", what="malattia", since=since, until=until)
    regulation = regulation_of(office.view, 2025).regulation
    found = year_of_service(office.view, "eq.as4", 2025, regulation).presence
    assert (found.days, found.vertical_pt_ratio) == (days, scale)
    assert presence_exclusion(found.presence, regulation).excluded is excluded


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Maternità", "maternita"),
        ("congedo di maternità", "maternita"),
        ("PATERNITÀ", "paternita"),
        ("infortunio sul lavoro", "infortunio_lavoro"),
        ("Causa di servizio", "malattia_causa_servizio"),
        ("chemioterapia", "terapia_salvavita"),
        ("legge 104", "permesso_104"),
        ("ferie", "ferie"),
    ],
)
def test_absences_are_told_in_the_words_people_use(office: Office, typed: str, kind: str) -> None:
    office.fact("assenza", "eq.as4", what=typed, since="2024-03-01", until="2024-09-30")
    (row,) = personnel.facts(office.view.tables, "eq.as4")
    assert row.what == kind
    protected = kind in regulation_of(office.view, YEAR).regulation.absences.protected
    assert served(office).presence.protected_days == ("214" if protected else "0")


def test_an_interim_is_a_post_with_its_objectives(office: Office) -> None:
    office.fact("interim", "eq.as4", unit="AS3", what="media", amount=11000, since="2024-03-01")
    (post,) = (p for p in office.view.posts("eq.as4") if p.interim)
    assert (post.unit, post.since) == ("AS3", dt.date(2024, 3, 1))
    codes = {o.code for o in objectives_of(office.view, position_of(office.view, "eq.as4", YEAR))}
    assert "AS3.1" in codes
    office.reports("AS3.1.2", 12, by="eq.as4")


def test_nobody_annuls_a_fact_of_their_own(office: Office) -> None:
    """What is written of the personnel office's own people is undone by another of them."""
    office.enrols("personale.b", Role.PERSONALE)
    office.fact("servizio", "personale.b", what="istruttori")
    fine = office.fact("sanzione", "personale.b", what="multa")
    office.refuses(AnnulFact(fine, "errore", *ACT), "personale.b", OfOneself)
    office.does(AnnulFact(fine, "errore", *ACT), by="personale")
