"""Nothing recorded after a definitive list changes it, whatever it is and whoever records it."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.commands.conciliazione import FileObservations
from ledger.commands.cycle import CloseYear, ReopenYear
from ledger.commands.ente import ApproveEntity, ProposeEntity, ValidateEntity
from ledger.commands.evaluation import IssueScheda
from ledger.commands.people import AddPerson, EndPost
from ledger.commands.personnel import AnnulFact, RecordFact
from ledger.commands.plan import SetTarget
from ledger.commands.premiums import ApprovePayout, SetBonusQuota, SetMaximum, SetPool
from ledger.commands.progress import RecordProgress
from ledger.commands.progress import Said as Fact
from ledger.errors import Refusal
from ledger.evaluation.payout import payout
from ledger.ledger import Ledger
from ledger.people import CLI, Role

from ..made import built
from .conftest import ACT, YEAR, Office
from .test_payout import everybody_done

PEOPLE = ("dipendente.as4", "dipendente.af1", "eq.as4", "eq.af1", "dirigente.as", "segretario")
people = st.sampled_from(PEOPLE)
days = st.dates(dt.date(YEAR, 1, 2), dt.date(YEAR, 12, 30))
money = st.integers(0, 9_000_000).map(lambda cents: Decimal(cents) / 100)


def fact(kind: str, **fields: Any) -> st.SearchStrategy[tuple[object, str]]:
    return st.builds(
        lambda person, since: (
            RecordFact(kind, person, *ACT, since=since, **fields), "personale"
        ),
        people,
        days,
    )  # fmt: skip


def by(who: str, command: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[object, str]]:
    return command.map(lambda c: (c, who))


LATER: st.SearchStrategy[tuple[object, str]] = st.one_of(
    fact("sanzione", what="sospensione"),
    fact("sanzione", what="multa"),
    fact("sanzione", what="licenziamento"),
    fact("assenza", what="malattia"),
    fact("sospensione_rapporto"),
    fact("assegnazione", unit="AF1"),
    fact("part_time", what="verticale lun mar", amount=Decimal("0.4")),
    fact("interim", unit="AA"),
    fact("posizione", amount=Decimal(12000)),
    fact("servizio", what="operatori"),
    by("personale", built(SetPool, st.just(YEAR), st.sampled_from(("staff", "eq")), money,
                              st.just(ACT[0]), st.just(ACT[1]))),
    by("personale", st.builds(lambda who, much: SetMaximum(YEAR, who, much, *ACT), people, money)),
    by("personale", st.just(SetBonusQuota(YEAR, Decimal("0.5"), *ACT))),
    by("personale", st.builds(lambda n: AnnulFact(n, "errore", *ACT), st.integers(60, 140))),
    by(CLI, st.builds(lambda n: AddPerson(f"dip.{n}", "", Role.DIPENDENTE, "AS4"),
                      st.integers(1, 9))),
    by(CLI, st.builds(lambda who, day: EndPost(who, None, None, day), people, days)),
    by("eq.as4", st.builds(lambda n, day: RecordProgress((Fact("AS4.3.1", "absolute", Decimal(n),
                                                               day=day),)),
                           st.integers(0, 900), days)),
    by("dirigente.as", st.builds(lambda n: SetTarget("AS4.3.1", Decimal(n)), st.integers(1, 900))),
    by("dipendente.as4", st.just(FileObservations("dipendente.as4", YEAR, "non basta"))),
    by("segretario", st.builds(lambda n: ProposeEntity(YEAR, Fraction(n), "altra"),
                               st.integers(0, 100))),
    by("giunta", st.just(ApproveEntity(YEAR, *ACT))),
    by("nucleo", st.just(ValidateEntity(YEAR))),
    by("segretario", st.just(CloseYear(YEAR, "prova"))),
    by("segretario", st.just(ReopenYear(YEAR, "errore"))),
    st.sampled_from((("dipendente.as4", "dirigente.as"), ("eq.af1", "dirigente.af"))),
)  # fmt: skip


def paid(office: Office) -> list[tuple[object, ...]]:
    found = payout(office.view, YEAR, office.today)
    assert found.fixed is not None
    return [(ln.key, ln.amount, ln.bonus, ln.total, ln.share_percent) for ln in found.lines]


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(LATER, min_size=10, max_size=25))
def test_nothing_recorded_later_changes_a_definitive_list(
    memory: Callable[[], Ledger], steps: list[tuple[object, str]]
) -> None:
    office = everybody_done(Office(memory())).on("2025-02-25")
    office.does(ApprovePayout(YEAR), by="personale")
    fixed, done = paid(office), 0
    for command, who in steps:
        try:
            if isinstance(command, str):
                # Issued anew by its evaluator, where the facts under it have changed.
                command = IssueScheda(office.judgement(command, points=2))
            done += len(office.does(command, by=who))
        except Refusal:
            continue
        assert paid(office) == fixed, command
    assert office.ledger.differs_from_rebuild() == []


def test_a_reopened_year_pays_by_what_was_signed_until_it_is_validated_anew(
    memory: Callable[[], Ledger],
) -> None:
    office = everybody_done(Office(memory())).on("2025-02-25")
    office.does(ApprovePayout(YEAR), by="personale")
    fixed = paid(office)
    office.does(CloseYear(YEAR, "prova"), by="segretario")
    office.does(ReopenYear(YEAR, "un dato sbagliato"), by="segretario")
    office.does(ProposeEntity(YEAR, Fraction(40), "dato corretto"), by="segretario")
    assert paid(office) == fixed
    assert payout(office.view, YEAR, office.today).differences == ()
    office.does(ApproveEntity(YEAR, *ACT), by="giunta")
    office.does(ValidateEntity(YEAR), by="nucleo")
    assert paid(office) == fixed
    assert payout(office.view, YEAR, office.today).differences
