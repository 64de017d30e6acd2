"""Who may read what: one row for each kind of reading, everybody named who may."""

import datetime as dt
from collections.abc import Callable

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.commands.people import AddPerson
from ledger.errors import NoEvidence, NotAllowed, NotEnrolled
from ledger.errors_smvp import ScoresArePrivate
from ledger.events import EvidenceAttached
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.readings import evidence, progress, scores
from ledger.regulation import bundled

from ..town import POSTS, TODAY
from .conftest import Story, recorded, said

EVERYBODY = tuple(dict.fromkeys(code for code, *_ in POSTS))


def test_progress_is_read_by_everybody_who_serves_today(story: Story) -> None:
    for reader in (*EVERYBODY, CLI):
        assert progress.standing(story.view, reader, "ENTE", TODAY, TODAY).scope == "ENTE"
        assert progress.why(story.view, reader, "AS4", TODAY).scope == "AS4"


def test_progress_is_not_read_by_strangers_nor_by_who_serves_no_more(story: Story) -> None:
    gone = AddPerson("ieri", "Ieri", Role.EQ, "AS4", until=TODAY - dt.timedelta(days=1))
    for decision in story.when(gone, by="admin").decisions:
        story.given(decision.event, by="admin")
    with pytest.raises(NotEnrolled):
        progress.check(story.view, "nobody", TODAY)
    with pytest.raises(NotEnrolled):
        progress.standing(story.view, "ieri", "AS4", TODAY, TODAY)
    progress.check(story.view, "ieri", TODAY - dt.timedelta(days=1))


@pytest.fixture
def proved(story: Story) -> Story:
    story.given(recorded(said("AS4.3.1", 3)))
    proof = EvidenceAttached(
        year=2024, report=story.last, indicator="AS4.3.1", sha256="0" * 64, size=1,
        media_type="image/png", name="foto.png",
    )  # fmt: skip
    return story.given(proof)


@pytest.mark.parametrize("reader", EVERYBODY)
def test_evidence_is_read_by_who_reports_who_validates_and_the_nucleo(
    proved: Story, reader: str
) -> None:
    if reader in {"eq.as4", "dirigente.as", "segretario", "nucleo"}:
        (row,) = evidence.files(proved.view, reader, "AS4.3.1", TODAY)
        assert evidence.file(proved.view, reader, "AS4.3.1", row.seq, TODAY) == row
        with pytest.raises(NoEvidence):
            evidence.file(proved.view, reader, "AS4.3.1", row.seq + 1, TODAY)
    else:
        with pytest.raises(NotAllowed):
            evidence.files(proved.view, reader, "AS4.3.1", TODAY)


@pytest.mark.parametrize("reader", [*EVERYBODY, CLI])
def test_scores_of_an_eq_are_read_by_them_their_evaluator_nucleo_and_personnel(
    memory: Callable[[], Ledger], reader: str
) -> None:
    ledger = memory()
    ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    allowed = {"eq.as4", "dirigente.as", "nucleo", "personale"}
    assert scores.may_read(ledger.view, reader, "eq.as4", 2024, TODAY) is (reader in allowed)
    if reader not in allowed:
        with pytest.raises(ScoresArePrivate):
            scores.check(ledger.view, reader, "eq.as4", 2024, TODAY)


@pytest.mark.parametrize("reader", [*EVERYBODY, CLI])
def test_payments_are_read_by_personnel_nucleo_and_whoever_holds_the_file(
    story: Story, reader: str
) -> None:
    if reader in {"personale", "nucleo", CLI}:
        scores.check_payments(story.view, reader, TODAY)
    else:
        with pytest.raises(NotAllowed):
            scores.check_payments(story.view, reader, TODAY)


@pytest.mark.parametrize("reader", [*EVERYBODY, CLI])
def test_the_checks_before_sign_off_are_the_nucleo_s(story: Story, reader: str) -> None:
    if reader == "nucleo":
        scores.check_all(story.view, reader, TODAY)
    else:
        with pytest.raises(NotAllowed):
            scores.check_all(story.view, reader, TODAY)
