"""Who reads the scores of whom; staff in aggregate only; what is personal in the log."""

import pytest

from ledger.commands.ente import SetScoresInChat
from ledger.commands.people import EndPost
from ledger.errors import NotAllowed
from ledger.evaluation.schede import readers_of
from ledger.evaluation.told import aggregate
from ledger.events import (
    EvaluationContributed,
    ObservationsAnswered,
    ObservationsFiled,
    PayoutListApproved,
    SchedaIssued,
)
from ledger.events.base import PERSONAL
from ledger.people import Role
from ledger.projections import evaluation

from .conftest import YEAR, Office


def test_readers_are_the_person_the_evaluator_nucleo_and_personnel(office: Office) -> None:
    found = set(readers_of(office.view, "eq.as4", YEAR, office.today))
    assert found == {"eq.as4", "dirigente.as", "nucleo", "personale"}
    found = set(readers_of(office.view, "dipendente.as4", YEAR, office.today))
    assert "eq.as4" not in found, "who proposes does not read the scheda"


def test_whoever_left_reads_no_scores_any_more(office: Office) -> None:
    office.does(EndPost("nucleo"), by="admin")
    office.does(EndPost("eq.as4"), by="admin")
    found = readers_of(office.view, "eq.as4", YEAR, office.today)
    assert set(found) == {"dirigente.as", "personale"}


def crowd(office: Office, count: int) -> list[str]:
    people = [f"dip{n}" for n in range(count)]
    office.entity("83")
    for person in people:
        office.enrols(person, Role.DIPENDENTE, "AS4")
    return people


def judges(office: Office, person: str, points: int) -> None:
    office.proposes(person, by="eq.as4").issues(person, by="dirigente.as", points=points)


def test_aggregates_are_told_once_every_scheda_is_issued_and_to_who_reads_all_before(
    office: Office,
) -> None:
    people = ["dipendente.as4", *crowd(office, 6)]
    for n, person in enumerate(people):
        assert aggregate(office.view, YEAR, "ENTE").bands is None
        judges(office, person, points=4 if n % 2 else 2)
        live = aggregate(office.view, YEAR, "AS", whole=True)
        assert (live.people, live.bands is None) == (n + 1, n < 5)
    assert aggregate(office.view, YEAR, "AF").bands is None
    bands = aggregate(office.view, YEAR, "ENTE").bands
    assert bands is not None and sorted(bands.values()) == [3, 4]


def test_a_scheda_issued_anew_changes_no_aggregate_by_itself(office: Office) -> None:
    """Who looks before and after a conciliazione would know what came of it."""
    people = ["dipendente.as4", *crowd(office, 6)]
    for n, person in enumerate(people):
        judges(office, person, points=4 if n % 2 else 2)
    before = aggregate(office.view, YEAR, "AS4")
    office.on("2025-02-25").fact("sanzione", people[0], what="sospensione", since="2024-06-10")
    office.issues(people[0], by="dirigente.as", points=2)
    assert aggregate(office.view, YEAR, "AS4") == before
    assert aggregate(office.view, YEAR, "AS4", whole=True) != before


@pytest.mark.parametrize("who", ["segretario", "nucleo", "personale", "dirigente.as"])
def test_only_the_admin_decides_whether_chats_show_scores(office: Office, who: str) -> None:
    office.refuses(SetScoresInChat(True), who, NotAllowed)
    assert not evaluation.scores_in_chat(office.view.tables)
    office.does(SetScoresInChat(True), by="admin")
    assert evaluation.scores_in_chat(office.view.tables)


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (SchedaIssued, "sheet"),
        (EvaluationContributed, "sheet"),
        (ObservationsFiled, "text"),
        (ObservationsAnswered, "text"),
        (PayoutListApproved, "lines"),
    ],
)
def test_what_is_said_of_people_is_in_personal_fields(event: type, name: str) -> None:
    assert PERSONAL in event.model_fields[name].metadata  # type: ignore[attr-defined]


def test_no_score_stands_in_the_clear_in_the_log(evaluated: Office) -> None:
    """Apart from its personal field, a scheda says only whose, of which year and version."""
    (issued,) = (e for e in evaluated.ledger.log.after() if e.type == "SchedaIssued")
    event = issued.event
    assert isinstance(event, SchedaIssued)
    assert set(event.model_dump()) - {"type"} == {
        "person",
        "year",
        "part",
        "version",
        "regulation",
        "sheet",
    }
