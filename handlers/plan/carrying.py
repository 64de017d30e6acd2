"""Next year's plan, drafted in November as a workbook for the Segretario to go through.

segretario   /ciclo                     →  Ciclo della performance 2024 …   [Bozza del piano 2025]
segretario   [Bozza del piano 2025]     →  piano-2025.xlsx
"""

from collections import Counter

from handlers.conversation import Conversation, Press, year
from handlers.desk import Desk, answer, button
from handlers.turn import Button, Outcome, Reply, Wanted
from ledger.commands.authority import require
from ledger.errors import Act
from ledger.people import Role
from ledger.plan import ENTE
from ledger.plan.carry import PROJECTED, carried, former_year, waits_for_a_draft
from words.say import say


def next_plan(desk: Desk, of_year: int) -> tuple[Button, ...]:
    """The button of the year after, for the Segretario, while that year has no plan."""
    if not waits_for_a_draft(desk.view.years, of_year, desk.today):
        return ()
    return (button("carry", f"carry:{of_year + 1}", year=of_year + 1),)


def draft(desk: Desk, of_year: int) -> Outcome:
    """The draft as a file, told with what is still to be looked at. Nothing is recorded.

    Raises:
        NotAllowed: anybody but the Segretario.
        NoPlanOf: no plan before that year to draft it from.
    """
    segretario = (str(Role.SEGRETARIO),)
    require(desk.view, desk.person, Act.CYCLE, ENTE, segretario, desk.today)
    if of_year in desk.view.years:
        return answer(say("carry.adopted", year=of_year))
    former = former_year(desk.view.years, of_year)
    plan = carried(desk.view.of(former), of_year, desk.today)
    line = say(
        "carry.file",
        year=of_year,
        former=former,
        objectives=len(plan.objectives),
        projected=Counter(a.kind for a in plan.anomalies)[PROJECTED],
    )
    return Outcome((Reply((line, say("carry.next")), wants=Wanted("plan", "", of_year)),))


CONVERSATION = Conversation(buttons={"carry": Press(draft, (year,), aside=True)})
