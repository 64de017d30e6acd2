"""The small town when its year is over: the regulation adopted, evaluators at work.

office.entity("83").issues("eq.as4", by="dirigente.as", points=4)
assert office.score("eq.as4").d == ...
"""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.clock import FixedClock
from ledger.commands.ente import AdoptRegulation, ApproveEntity, ProposeEntity, ValidateEntity
from ledger.commands.evaluation import (
    Contribute,
    Given,
    IssueScheda,
    Judgement,
    position_of,
)
from ledger.commands.people import AddPerson
from ledger.commands.personnel import RecordFact
from ledger.commands.progress import RecordProgress, ValidateProgress
from ledger.commands.progress import Said as Fact
from ledger.commands.talks import RecordTalk
from ledger.errors import Refusal
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.payout import full_scheda
from ledger.evaluation.schede import Judged, latest, proposed_values
from ledger.events import Envelope
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.projections import evaluation
from ledger.regulation import bundled
from ledger.scoring.scheda import Score
from ledger.view import View

from ...town import at

YEAR = 2024
ACT = ("det. 12", dt.date(2024, 12, 20))
WINTER = "2025-02-10"


class Office:
    """A ledger in memory, its clock in the winter after the year unless a test begins earlier."""

    year = YEAR
    opens_on = "2025-02-10"

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.on(self.opens_on)
        self.does(AdoptRegulation(bundled()), by=CLI)

    @property
    def view(self) -> View:
        return self.ledger.view

    @property
    def today(self) -> dt.date:
        return self.ledger.today()

    def on(self, day: str) -> "Office":
        clock = self.ledger.clock
        assert isinstance(clock, FixedClock)
        clock.move(at(day))
        return self

    def does(self, command: object, by: str) -> list[Envelope]:
        return self.ledger.execute(command, actor=by, cause="test")

    def refuses(self, command: object, by: str, why: type[Refusal]) -> Refusal:
        """The answer is no for this reason, and nothing was recorded."""
        before = self.ledger.log.head().seq
        with pytest.raises(why) as refused:
            self.does(command, by)
        assert self.ledger.log.head().seq == before
        return refused.value

    def enrols(self, code: str, role: Role, unit: str | None = None, **more: object) -> None:
        self.does(AddPerson(code, code.title(), role, unit, **more), by=CLI)  # type: ignore[arg-type]

    def reports(self, indicator: str, value: int, *, by: str, validated_by: str = "") -> int:
        fact = Fact(indicator, "absolute", Decimal(value), day=dt.date(2024, 11, 4))
        (e,) = self.does(RecordProgress((fact,)), by=by)
        if validated_by:
            self.does(ValidateProgress((e.seq,)), by=validated_by)
        return e.seq

    def entity(self, value: str) -> "Office":
        """The three steps, by three people."""
        self.does(ProposeEntity(self.year, Fraction(value), "prova"), by="segretario")
        self.does(ApproveEntity(self.year, *ACT), by="giunta")
        self.does(ValidateEntity(self.year), by="nucleo")
        return self

    def fact(self, kind: str, person: str, **fields: object) -> int:
        days = {
            name: dt.date.fromisoformat(str(fields.pop(name)))
            for name in ("since", "until")
            if name in fields
        }
        if "amount" in fields:
            fields["amount"] = Decimal(str(fields["amount"]))
        e, *_ = self.does(RecordFact(kind, person, *ACT, **days, **fields), by="personale")  # type: ignore[arg-type]
        return e.seq

    def judgement(
        self,
        person: str,
        *,
        points: int | Mapping[str, int] = 4,
        values: str | Mapping[str, str] = "80",
        part: str = "",
        seen: int | None = None,
    ) -> Judgement:
        """The same points for every item, and value for every objective, unless said by code."""
        position = position_of(self.view, person, self.year, part)
        rubric = regulation_of(self.view, self.year).regulation.roles[position.role]
        own = points if isinstance(points, Mapping) else {}
        usual = 4 if isinstance(points, Mapping) else points
        items = {
            code: Given(Fraction(own.get(code, min(usual, item.maximum))), "prova")
            for code, item in rubric.items.items()
        }
        named = values if isinstance(values, Mapping) else {}
        value = "80" if isinstance(values, Mapping) else values
        codes = [p.code for p in proposed_values(self.view, position)]
        said = {code: Given(Fraction(named.get(code, value)), "prova") for code in codes}
        if seen is None:
            found = evaluation.contributions(self.view.tables, person, self.year, part)
            seen = found[-1].seq if found else 0
        return Judgement(person, self.year, items, said, part, seen)

    def issues(self, person: str, *, by: str, **said: object) -> "Office":
        self.does(IssueScheda(self.judgement(person, **said)), by=by)  # type: ignore[arg-type]
        return self

    def proposes(self, person: str, *, by: str, **said: object) -> "Office":
        self.does(Contribute(self.judgement(person, **said)), by=by)  # type: ignore[arg-type]
        return self

    def confers(self, person: str, *, by: str, on: str = "2025-01-20") -> "Office":
        day = dt.date.fromisoformat(on)
        self.does(RecordTalk(person, self.year, "conference", day), by=by)
        return self

    def scheda(self, person: str, part: str = "") -> Judged:
        version = latest(self.view, person, self.year, part)
        assert version is not None
        return full_scheda(self.view, version, self.today)

    def score(self, person: str, part: str = "") -> Score:
        score = self.scheda(person, part).score
        assert score is not None
        return score


@pytest.fixture
def office(memory: Callable[[], Ledger]) -> Office:
    return Office(memory())


@pytest.fixture
def evaluated(office: Office) -> Office:
    """E is 83, and the EQ of AS4 has a scheda."""
    office.entity("83").confers("eq.as4", by="dirigente.as")
    return office.issues("eq.as4", by="dirigente.as")
