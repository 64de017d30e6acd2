"""Who reads the scores of whom; staff in aggregate only; what is personal in the log."""

import pytest

from ledger.commands.ente import SetScoresInChat
from ledger.commands.people import EndPost
from ledger.errors import NotAllowed
from ledger.evaluation.schede import aggregate, readers_of
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


def test_small_groups_and_groups_all_alike_are_not_shown_even_in_aggregate(
    office: Office,
) -> None:
    office.entity("83")
    for n in range(6):
        person = f"dip{n}"
        office.enrols(person, Role.DIPENDENTE, "AS4")
        points = 4 if n % 2 else 2
        office.proposes(person, by="eq.as4").issues(person, by="dirigente.as", points=points)
        found = aggregate(office.view, YEAR, "AS")
        assert (found.people, found.bands is None) == (n + 1, n < 5)
    assert aggregate(office.view, YEAR, "AF").bands is None
    bands = aggregate(office.view, YEAR, "ENTE").bands
    assert bands is not None and sorted(bands.values()) == [3, 3]


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
