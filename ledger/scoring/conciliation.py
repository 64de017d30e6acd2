"""The conciliazione: its terms in working days, and where it stands. Source: R-22, R-23."""

import datetime as dt
from enum import StrEnum

from ledger.later import dataclass
from ledger.regulation import Regulation
from ledger.scoring.days import working_days_term
from ledger.scoring.errors import CalcError


@dataclass(frozen=True)
class Terms:
    """Last useful days. What does not apply yet, or never will, is None."""

    observations_deadline: dt.date
    observations_admissible: bool | None = None
    reply_deadline: dt.date | None = None
    reply_on_time: bool | None = None


class Outcome(StrEnum):
    """What the evaluator answered, in writing."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"


class State(StrEnum):
    """Where the procedure of a scheda stands on a day (R-22)."""

    NOTIFIED = "notified"
    FINAL = "final"
    OBSERVED = "observed"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"


@dataclass(frozen=True)
class Standing:
    """`reply_overdue` is a flag for both sides: meanwhile the first scheda stands."""

    state: State
    reply_overdue: bool = False


def conciliation_terms(
    notified: dt.date,
    observations: dt.date | None,
    reply: dt.date | None,
    regulation: Regulation,
) -> Terms:
    """Terms of observations and reply; late observations open no phase.

    Source: R-22 (SMVP, Procedura di conciliazione).
    """
    days = regulation.settings.conciliation.days
    deadline = working_days_term(notified, days, regulation)
    if observations is None:
        if reply is not None:
            raise CalcError(
                "reply_without_observations",
                "C'è una risposta ma non ci sono osservazioni: indica quando sono arrivate.",
            )
        return Terms(deadline)
    if observations < notified:
        raise CalcError(
            "observations_too_early",
            "Le osservazioni sono precedenti alla notifica della scheda: controlla le date.",
        )
    if reply is not None and reply < observations:
        raise CalcError(
            "reply_too_early",
            "La risposta è precedente alle osservazioni: controlla le date.",
        )
    if observations > deadline:
        return Terms(deadline, observations_admissible=False)
    reply_deadline = working_days_term(observations, days, regulation)
    on_time = None if reply is None else reply <= reply_deadline
    return Terms(deadline, True, reply_deadline, on_time)


def conciliation_standing(
    terms: Terms, today: dt.date, outcome: Outcome | None = None, accepted: bool | None = None
) -> Standing:
    """Where a conciliazione stands on a day. `accepted` is None until the person says.

    Silence of the evaluator changes nothing: the first scheda stands and the delay is flagged.
    Source: R-23 (SMVP, Procedura di conciliazione).
    """
    if not terms.observations_admissible:
        over = today > terms.observations_deadline
        return Standing(State.FINAL if over else State.NOTIFIED)
    if outcome is None:
        late = terms.reply_deadline is not None and today > terms.reply_deadline
        return Standing(State.OBSERVED, reply_overdue=late)
    if accepted is None:
        return Standing(State(outcome))
    return Standing(State.ACCEPTED if accepted else State.NOT_ACCEPTED)
