"""What a page being written comes to, before it is signed: the whole result, nothing hidden.

The evaluator sees D and its parts, what sanctions take, the band, the money where the maximum is
set, and how it differs from the proposal; who proposes sees the parts.
"""

from handlers.desk import Desk
from handlers.evaluating import judging, scheda_page
from handlers.evaluating.judging import Work
from ledger.commands.evaluation import sheet_of
from ledger.errors import Refusal
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.paylist import Suppose
from ledger.evaluation.payout import computed
from ledger.evaluation.schede import judged
from ledger.evaluation.sheet import SchedaForm
from ledger.people.positions import Position
from ledger.projections.evaluation import Version
from ledger.scoring.numbers import read_number
from ledger.scoring.scheda import Score
from words.say import Say, Two, say


def lines(desk: Desk, position: Position, work: Work) -> list[Say]:
    """Empty while the page cannot be computed: the performance of the ente is not validated, a
    reason is missing."""
    try:
        sheet = sheet_of(desk.view, position, judging.judgement(position, work))
    except Refusal:
        return []
    return of_sheet(desk, position, sheet)


def of_sheet(desk: Desk, position: Position, sheet: SchedaForm) -> list[Say]:
    """The result of a sheet nobody signed yet."""
    score = _score(desk, position, sheet)
    if score is None:
        return []
    found = [say("evaluation.result"), *scheda_page.score_lines(score)]
    found += _money(desk, position, score)
    return [*found, *_beside_the_proposal(desk, position, sheet)]


def _score(desk: Desk, position: Position, sheet: SchedaForm) -> Score | None:
    if sheet.entity is None:
        return None
    regulation = regulation_of(desk.view, position.year)
    unsigned = Version(
        0, position.person, position.year, position.part, 0, "", desk.today, regulation.seq, sheet
    )
    return judged(desk.view, unsigned).score


def _money(desk: Desk, position: Position, score: Score) -> list[Say]:
    """What the score would pay as things stand, where the maximum is set."""
    suppose = Suppose(scores={position.person: score.final})
    list_ = computed(desk.view.of(position.year), position.year, desk.today, suppose)
    key = f"{position.person}@{position.part}" if position.part else position.person
    line = next((ln for ln in list_.lines if ln.key == key and ln.maximum is not None), None)
    return [] if line is None else [say("evaluation.pays", amount=Two(line.total))]


def _beside_the_proposal(desk: Desk, position: Position, sheet: SchedaForm) -> list[Say]:
    """Where the points differ from those proposed."""
    found = []
    for kind, post, proposed in judging.earlier_words(desk, position):
        if kind != "proposal":
            continue
        own = {code: read_number(line.points) for code, line in sheet.items.items()}
        for code, line in proposed.items.items():
            was = read_number(line.points)
            if code in own and own[code] != was:
                found.append(
                    say("evaluation.differs", code=code, post=post, was=was, now=own[code])
                )
    return found
