"""What a campaign asks of somebody, answered in few words: `240`, `fatto`, `non ancora`.

It belongs to what was asked for: the only one there is, or the one they choose with a press.
"""

from collections.abc import Callable, Iterable

from handlers.desk import Desk, answer, button, keep
from handlers.plan import amended_things
from handlers.reporting import progress
from handlers.talk import listing
from handlers.talk.typed import is_figure
from handlers.talk.words import short, value_amount
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.clock import day_of
from ledger.commands.authority import may_report
from ledger.cycle.campaigns import owed
from ledger.plan import Indicator, Kind
from words.say import Say, say

FIGURE_LETTERS = 20


def owed_by(desk: Desk) -> list[str]:
    """What the asker owes to the campaigns that are open, this year's only."""
    agenda, view = desk.record.agenda(), desk.record
    open_ones = [c for c in agenda.campaigns if c.closed_on is None and c.year == view.year]
    codes = dict.fromkeys(code for c in open_ones for code in owed(view.plan, agenda, c))
    return [c for c in codes if may_report(view, desk.person, c, desk.today)]


def figure_said(desk: Desk) -> Outcome | None:
    """A bare figure from who was asked by a campaign is of what they owe, or of what they have
    recorded today: which, they say with a press. None for anything else."""
    text = desk.turn.text.strip()
    alone = desk.turn.about is None and "talk" not in desk.draft and not desk.turn.edited
    if not alone or not is_figure(text) or len(text) > FIGURE_LETTERS:
        return None
    codes = _of_kind(desk, lambda indicator: not indicator.kind.is_step)
    if not codes:
        return None
    last = desk.record.last_report_by(desk.person)
    fresh = last is not None and day_of(last.recorded_at) == desk.today
    if last is not None and fresh and last.year == desk.record.year:
        codes = [last.indicator, *(c for c in codes if c != last.indicator)]
    return _asked(desk, codes, text, say("campaign.which", figure=text))


UNCHANGED = regex(
    r"(?:(?:su|per)(?:l|lla|lle|gli|ll'|i)? ?)?(?P<thing>.+?)[,:]? "
    r"(?:(?:e|sono|resta|restano|non c'e|non ci sono) )?(?:ancora )?"
    r"(?:invariat[oaie]|inalterat[oaie]|nessuna (?:novita|variazione)|senza (?:variazioni|novita)"
    r"|(?:niente|nulla) (?:di nuovo|da segnalare))"
    r"|(?:nessuna (?:novita|variazione)|(?:niente|nulla) (?:di nuovo|da segnalare)"
    r"|conferm\w+ (?:il dato|il valore|il totale)) "
    r"(?:su|d|per)(?:i|l|lla|lle|gli|el|ei|ella|elle|egli)? ?(?P<of>.+)"
)


def unchanged_said(desk: Desk) -> Outcome | None:
    """`i posti sono invariati`, of what a campaign asks for: what there is, on its card; of
    anything else that was told of: that it stays so. None for other words, and where there is
    nothing yet."""
    found = UNCHANGED.fullmatch(" ".join(clean(desk.turn.text).split()).strip(" .!"))
    if found is None or desk.turn.edited:
        return None
    thing = amended_things.named(desk, found["thing"] or found["of"], "")
    plan = desk.record.plan
    if thing is None or len(thing.which) > 1:
        return None
    known = [c for c in plan.indicators if f"{c}.".startswith(f"{thing.code}.")]
    if thing.code not in owed_by(desk):
        return _stays(desk, known)
    standing, indicator = desk.record.standing(thing.code), plan.indicators[thing.code]
    if standing is None:
        return None
    if indicator.kind is Kind.RATIO:
        return None
    told = ("fatto" if standing.number else "non ancora") if indicator.kind.is_step else ""
    return progress.read_report(desk, desk.by_day.read(f"{thing.code} {told or standing.number}"))


def _stays(desk: Desk, codes: Iterable[str]) -> Outcome | None:
    """That what was told of them stays as it is; None where nothing was."""
    plan = desk.record.plan
    lines = [
        say("report.unchanged", code=code, name=plan.indicators[code].name, value=value)
        for code in codes
        if (stands := desk.record.standing(code)) is not None
        and (value := value_amount(plan.indicators[code], stands)) is not None
    ]
    return keep(desk, answer(say("report.stays"), *lines)) if lines else None


def step_said(desk: Desk, *, done: bool) -> Outcome | None:
    """`Fatto` or `non ancora` of the step that a campaign asks for; None where it asks for none."""
    codes = _of_kind(desk, lambda indicator: indicator.kind.is_step)
    which = say("campaign.which_done" if done else "campaign.which_not_done")
    return _asked(desk, codes, "1" if done else "0", which) if codes else None


def _of_kind(desk: Desk, fits: Callable[[Indicator], bool]) -> list[str]:
    return [c for c in owed_by(desk) if fits(desk.record.plan.indicators[c])]


def _asked(desk: Desk, codes: Iterable[str], text: str, question: Say) -> Outcome:
    """The card of the only one, else the question with a button for each."""
    codes, plan = list(codes), desk.record.plan
    if len(codes) == 1:
        return progress.read_report(desk, desk.by_day.read(f"{codes[0]} {text}"))
    rows = tuple(
        (button("named", f"fig:{c}:{text}", code=c, name=short(plan.indicators[c].name)),)
        for c in codes[: listing.PAGE]
    )
    return keep(desk, answer(question, buttons=rows))
