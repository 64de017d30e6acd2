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
    type: Text


class PresenceFromDates(Operation):
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
    op = "presence_exclusion"

    def answer(self, regulation: Regulation) -> Answer:
        check = presence.presence_exclusion(self.presence, regulation)
        return {
            "effective_days": show_number(check.effective_days),
            "threshold_days": show_number(check.threshold_days),
            "excluded": check.excluded,
        }


class Prevalence(Operation):
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
    op = "final_evaluator"
    year: Year
    assignments: tuple[AssignmentInput, ...]

    def answer(self, regulation: Regulation) -> Answer:
        return {"unit": moves.final_evaluator(self.year, [a.assignment for a in self.assignments])}


class WorkingDay(Operation):
    op = "working_day"
    date: Day

    def answer(self, regulation: Regulation) -> Answer:
        return {"working": terms.is_working_day(self.date, regulation)}


class WorkingDaysTerm(Operation):
    op = "working_days_term"
    start: Day = Field(alias="from")
    days: Count

    def answer(self, regulation: Regulation) -> Answer:
        return {"deadline": iso(terms.working_days_term(self.start, self.days, regulation))}


class EasterMonday(Operation):
    op = "easter_monday"
    year: Year

    def answer(self, regulation: Regulation) -> Answer:
        return {"date": iso(terms.easter_monday(self.year))}


class Conciliation(Operation):
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
    op = "reorganisation"
    effective: Day

    def answer(self, regulation: Regulation) -> Answer:
        return {"deadline": iso(terms.reorganisation_deadline(self.effective, regulation))}


class ParseDate(Operation):
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
