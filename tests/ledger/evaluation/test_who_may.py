"""Every command of the procedure, given by everybody: only who may, may.

Whoever is not enrolled is refused by all; whoever is, by those that are another office's.
"""

import datetime as dt
from decimal import Decimal

import pytest

from ledger.commands import (
    DECIDERS,
    RULES,
    conciliazione,
    cycle,
    ente,
    evaluation,
    grading,
    objectives,
    personnel,
    premiums,
    talks,
)
from ledger.errors import NotAllowed, NotEnrolled, Refusal
from ledger.errors_smvp import OnlyTheirs, OwnEvaluation
from ledger.regulation import bundled

from ...town import POSTS
from .conftest import ACT, YEAR, Office

EVERYBODY = tuple(dict.fromkeys(code for code, *_ in POSTS))
OF = "eq.as4"
DAY = dt.date(2025, 1, 20)
JUDGED = evaluation.Judgement(OF, YEAR, {})
OWN = (objectives.Own("Titolo", "indicatore", "1", Decimal(10)),)

GIVEN: tuple[tuple[object, tuple[str, ...]], ...] = (
    (ente.AdoptRegulation(bundled(), YEAR), ("segretario",)),
    (ente.ProposeEntity(YEAR), ("segretario",)),
    (ente.ApproveEntity(YEAR, *ACT), ("giunta",)),
    (ente.ValidateEntity(YEAR), ("nucleo",)),
    (ente.RefuseEntity(YEAR, "no"), ("nucleo",)),
    (ente.SetScoresInChat(True), ("admin",)),
    (talks.RecordTalk(OF, YEAR, "end", DAY), ("dirigente.as",)),
    (talks.AddToTalk(OF, YEAR, 1, "detto"), (OF,)),
    (evaluation.Contribute(evaluation.Judgement("dipendente.as4", YEAR, {})), ("eq.as4",)),
    (evaluation.IssueScheda(JUDGED), ("dirigente.as",)),
    (conciliazione.AcknowledgeScheda(OF, YEAR, 1), (OF,)),
    (conciliazione.ServeScheda(OF, YEAR, DAY, "PEC"), ("personale",)),
    (conciliazione.FileObservations(OF, YEAR, "no"), (OF,)),
    (conciliazione.AnswerObservations(OF, YEAR, "sì"), ("dirigente.as",)),
    (conciliazione.SignOutcome(OF, YEAR, True), (OF,)),
    (objectives.ProposeObjectives(OF, YEAR, OWN), ("dirigente.as",)),
    (objectives.AssignObjectives(OF, YEAR, OWN), ("dirigente.as",)),
    (objectives.ConsultObjectives(OF, YEAR, "sì"), (OF,)),
    (objectives.NoteObjectives(OF, YEAR), (OF,)),
    (personnel.RecordFact("posizione", OF, *ACT, amount=Decimal(1)), ("personale",)),
    (personnel.AnnulFact(1, "errore", *ACT), ("personale",)),
    (personnel.RecordReorganisation("AS4", DAY, *ACT), ("personale",)),
    (premiums.SetPool(YEAR, "staff", Decimal(1), *ACT), ("personale",)),
    (premiums.SetBonusQuota(YEAR, Decimal(1), *ACT), ("personale",)),
    (premiums.SetMaximum(YEAR, OF, Decimal(1), *ACT), ("personale",)),
    (premiums.RecordPaymentTimes(YEAR, Decimal(1), *ACT), ("personale",)),
    (premiums.ApprovePayout(YEAR), ("personale",)),
    (premiums.AdjustPayout(YEAR, *ACT), ("personale",)),
    (grading.RecordTraining(OF, DAY, Decimal(2), "corso"), ("personale", OF)),
    (cycle.OpenPhase(YEAR, "b", "prova"), ("segretario",)),
    (cycle.RecordOutput(YEAR, "dup", *ACT), ("segretario",)),
    (cycle.ReportMonitoring(YEAR), ("segretario",)),
    (cycle.CloseYear(YEAR, "prova"), ("segretario",)),
    (cycle.ReopenYear(YEAR, "sentenza"), ("segretario",)),
)
"""Each command, and who of the town may give it: of themselves nobody is evaluated."""


def answer_to(office: Office, command: object, who: str) -> Refusal | None:
    try:
        office.ledger.consider(command, actor=who)
    except Refusal as no:
        return no
    return None


@pytest.mark.parametrize(("command", "may"), GIVEN, ids=[type(c).__name__ for c, _ in GIVEN])
def test_only_who_may_is_let_through(office: Office, command: object, may: tuple[str, ...]) -> None:
    assert isinstance(answer_to(office, command, "nessuno"), NotEnrolled)
    for who in EVERYBODY:
        no = answer_to(office, command, who)
        kept_out = isinstance(no, NotAllowed | OnlyTheirs)
        if not isinstance(no, OwnEvaluation):
            assert kept_out == (who not in may), (who, no)
        assert who not in may or not isinstance(no, OwnEvaluation)


def test_every_command_of_the_procedure_is_tried_here_and_has_its_rule() -> None:
    modules = (ente, talks, evaluation, conciliazione, objectives, personnel, premiums, cycle)
    kinds = {kind for module in modules for kind in module.DECIDERS}
    assert kinds <= {type(command) for command, _ in GIVEN}
    assert kinds | set(grading.DECIDERS) <= RULES.keys() <= DECIDERS.keys()
