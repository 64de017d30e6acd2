"""Operations on service, moves, terms and dates. R-15 to R-23, R-30."""

from pydantic import Field, field_validator

from ledger.regulation import Regulation
from ledger.regulation.kinds import Day
from ledger.scoring import assignments as moves
from ledger.scoring import days as terms
from ledger.scoring import presence
from ledger.scoring.conciliation import conciliation_terms
from ledger.scoring.numbers import show_number
from ledger.scoring.operations.inputs import (
    Answer,
    AssignmentInput,
    Count,
    Flag,
    FromTo,
    Operation,
    PeriodPair,
    PresenceInput,
    Text,
    Year,
    iso,
)


class Prorata(Operation):
    """`prorata`: the days of service of a year, suspensions out, and what they are of it. Source:
    R-15."""

    op = "prorata"
    year: Year
    periods: tuple[PeriodPair, ...]
    suspensions: tuple[PeriodPair, ...] = ()

    def answer(self, regulation: Regulation) -> Answer:
        service = presence.prorata(self.year, self.periods, self.suspensions, regulation)
        months = {} if service.months is None else {"months": service.months}
        return {
            "days": service.days,
            "year_days": service.year_days,
            **months,
            "factor": show_number(service.factor),
        }


class AbsenceInput(FromTo):
    """A kind of absence and its days."""

    type: Text


class PresenceFromDates(Operation):
    """`presence_from_dates`: days present and days protected, from absences. Source: R-16."""

    op = "presence_from_dates"
    year: Year
    periods: tuple[PeriodPair, ...]
    absences: tuple[AbsenceInput, ...] = ()

    def answer(self, regulation: Regulation) -> Answer:
        absences = [presence.Absence(a.type, a.period) for a in self.absences]
        present, protected = presence.presence_from_dates(
            self.year, self.periods, absences, regulation
        )
        return {"presence_days": present, "protected_days": protected}


class PresenceExclusion(PresenceInput, Operation):
    """`presence_exclusion`: whether presence was too short to be evaluated. Source: R-16, R-17."""

    op = "presence_exclusion"

    def answer(self, regulation: Regulation) -> Answer:
        check = presence.presence_exclusion(self.presence, regulation)
        return {
            "effective_days": show_number(check.effective_days),
            "threshold_days": show_number(check.threshold_days),
            "excluded": check.excluded,
        }


class Prevalence(Operation):
    """`prevalence`: in which unit somebody was for most of the year. Source: R-18."""

    op = "prevalence"
    year: Year
    assignments: tuple[AssignmentInput, ...]

    def answer(self, regulation: Regulation) -> Answer:
        assigned = [a.assignment for a in self.assignments]
        found = moves.prevalence(self.year, assigned, regulation)
        return {
            "months": dict(found.months),
            "prevalent": found.prevalent,
            "fallback": found.fallback,
        }


class Evaluator(Operation):
    """`evaluator`: who evaluates a role, and who proposes. Source: R-19."""

    op = "evaluator"
    role: Text
    sector_interim_segretario: Flag = False
    has_eq: Flag = False

    def answer(self, regulation: Regulation) -> Answer:
        who = moves.evaluators(
            self.role,
            sector_interim_segretario=self.sector_interim_segretario,
            has_eq=self.has_eq,
            regulation=regulation,
        )
        return {"evaluator": who.evaluator, "proposer": who.proposer}


class FinalEvaluator(Operation):
    """`final_evaluator`: the unit whose head evaluates who changed units. Source: R-19."""

    op = "final_evaluator"
    year: Year
    assignments: tuple[AssignmentInput, ...]

    def answer(self, regulation: Regulation) -> Answer:
        return {"unit": moves.final_evaluator(self.year, [a.assignment for a in self.assignments])}


class WorkingDay(Operation):
    """`working_day`: whether a day counts in terms of working days. Source: R-21."""

    op = "working_day"
    date: Day

    def answer(self, regulation: Regulation) -> Answer:
        return {"working": terms.is_working_day(self.date, regulation)}


class WorkingDaysTerm(Operation):
    """`working_days_term`: the last day of a term of so many working days. Source: R-21."""

    op = "working_days_term"
    start: Day = Field(alias="from")
    days: Count

    def answer(self, regulation: Regulation) -> Answer:
        return {"deadline": iso(terms.working_days_term(self.start, self.days, regulation))}


class EasterMonday(Operation):
    """`easter_monday`: its day in a year. Source: R-21."""

    op = "easter_monday"
    year: Year

    def answer(self, regulation: Regulation) -> Answer:
        return {"date": iso(terms.easter_monday(self.year))}


class Conciliation(Operation):
    """`conciliation`: the terms of a scheda's procedure and where it stands. Source: R-22."""

    op = "conciliation"
    notified: Day
    observations: Day | None = None
    reply: Day | None = None

    def answer(self, regulation: Regulation) -> Answer:
        found = conciliation_terms(self.notified, self.observations, self.reply, regulation)
        return {
            "observations_deadline": iso(found.observations_deadline),
            "observations_admissible": found.observations_admissible,
            "reply_deadline": iso(found.reply_deadline),
            "reply_on_time": found.reply_on_time,
        }


class Reorganisation(Operation):
    """`reorganisation`: by when objectives are due after one. Source: R-20."""

    op = "reorganisation"
    effective: Day

    def answer(self, regulation: Regulation) -> Answer:
        return {"deadline": iso(terms.reorganisation_deadline(self.effective, regulation))}


class ParseDate(Operation):
    """`parse_date`: a day as people write it, or that it is none. Source: R-30."""

    op = "parse_date"
    text: str

    @field_validator("text", mode="before")
    @classmethod
    def _whatever_it_is(cls, value: object) -> str:
        """Never an error: what is not a text is not a date either."""
        return value if isinstance(value, str) else ""

    def answer(self, regulation: Regulation) -> Answer:
        read = terms.parse_date(self.text)
        return {
            "valid": read.day is not None,
            "date": iso(read.day),
            "suggestion": iso(read.suggestion),
        }


OPERATIONS: tuple[type[Operation], ...] = (
    Prorata,
    PresenceFromDates,
    PresenceExclusion,
    Prevalence,
    Evaluator,
    FinalEvaluator,
    WorkingDay,
    WorkingDaysTerm,
    EasterMonday,
    Conciliation,
    Reorganisation,
    ParseDate,
)
