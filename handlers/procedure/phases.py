"""The steps of the year: a phase opened, the year closed; what each stops, and what is missing.

segretario   /ciclo avanti      →  card: which phase, what stops for whom, what is not done yet
segretario   /ciclo fase h      →  what is missing; «scrivi perché»; then the card
segretario   /ciclo chiudi      →  the same, of the whole year
"""

import datetime as dt
from contextlib import suppress

from handlers.desk import Desk, answer, ask, button
from handlers.talk import deed
from handlers.talk.deed import Args, Deed
from handlers.talk.words import listed, signed_head
from handlers.turn import Button, Outcome, Reply
from ledger.commands.cycle import (
    PHASES,
    CloseYear,
    OpenPhase,
    is_early,
    left_undone,
    stops,
)
from ledger.cycle.needs import lacks, schede_to_issue
from ledger.errors_proof import BadSigningKey
from ledger.errors_smvp import BeforeItsTime, PhaseBackwards, PhaseLacks
from ledger.events import Envelope
from ledger.projections import cycle
from words.say import Say, say

TALK = "ciclo"


def phase(desk: Desk, year: int, word: str, typed: str) -> Outcome:
    """`/ciclo avanti`, `/ciclo fase h`; what is missing is said before, and why it goes on
    without is asked for: `/ciclo fase h; il DUP non è dovuto`."""
    letter, _, reason = typed.replace(";", " ").partition(" ")
    wanted = following(desk, year) if word == "avanti" else letter.lower()
    if word == "avanti":
        reason = typed
    if wanted is None:
        return answer(say("cycle.last", year=year, name=named(PHASES[-1])))
    if wanted not in PHASES:
        return answer(say("cycle.how"))
    return offer(desk, "phase", {"year": year, "phase": wanted, "reason": reason.strip(" ;")})


def offer(desk: Desk, name: str, args: Args) -> Outcome:
    """The card of a step; where it goes back, comes early or lacks something, what that means is
    said and the reason asked for. Raises Refusal."""
    try:
        return deed.offer(desk, TALK, DEEDS, name, args)
    except (PhaseLacks, PhaseBackwards, BeforeItsTime):
        draft = {"talk": TALK, "step": "reason", "deed": name, "args": dict(args)}
        return ask(draft, *DEEDS[name].card(desk, args), say(f"cycle.why.{name}"))


def reason_said(desk: Desk) -> Outcome:
    """Why the step is taken all the same."""
    args = {**desk.draft["args"], "reason": desk.turn.text.strip()}
    return offer(desk, desk.draft["deed"], args)


def following(desk: Desk, year: int) -> str | None:
    """The phase after the present one; None at the end of the year."""
    found = cycle.phases(desk.view.tables, year)
    at = PHASES.index(found[-1].phase) + 1 if found else 0
    return PHASES[at] if at < len(PHASES) else None


def named(letter: str) -> Say:
    """A phase by its name."""
    return say(f"phase.{letter}")


def _phase_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    year, letter = args["year"], args["phase"]
    found = cycle.phases(desk.view.tables, year)
    back = bool(found) and letter < found[-1].phase
    key = "cycle.card.back" if back else "cycle.card.phase"
    lines = [say(key, name=named(letter), year=year), *_stopped(desk, year, letter)]
    return (*lines, *_undone(desk, year, lacks(desk.view, year, letter, desk.today)), *_why(args))


def _close_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    year = args["year"]
    lines = [say("cycle.card.close", year=year), *_stopped(desk, year, None)]
    waiting = len(desk.view.of(year).waiting()) if year in desk.view.years else 0
    if waiting:
        lines.append(say("cycle.card.waiting", count=waiting))
    return (*lines, *_undone(desk, year, left_undone(desk.view, year, desk.today)), *_why(args))


def before_its_time(desk: Desk, year: int, letter: str) -> tuple[Say, ...]:
    """Of an act of a phase: that the year still runs, and what the phases before should leave."""
    early = [say("cycle.card.early", year=year)] if desk.today <= dt.date(year, 12, 31) else []
    return (*early, *_undone(desk, year, lacks(desk.view, year, letter, desk.today)))


def _stopped(desk: Desk, year: int, letter: str | None) -> list[Say]:
    """What may be done now and not after the step, and whose work it is; that it is early."""
    names = [say(f"stop.{kind.__name__}") for kind in stops(desk.view, year, letter)]
    lines = [say("cycle.card.stops", what=listed(names))] if names else []
    if is_early(desk.view, year, letter, desk.today):
        lines.insert(0, say("cycle.card.early", year=year))
    return lines


def _undone(desk: Desk, year: int, missing: tuple[str, ...]) -> list[Say]:
    """What is not done yet, schede with their number."""
    if not missing:
        return []
    names = [say(f"Lack.{name}") for name in missing if name != "schede"]
    if "schede" in missing:
        count = len(schede_to_issue(desk.view.of(year), year))
        names.append(say("cycle.card.schede", count=count) if count else say("Lack.schede"))
    return [say("cycle.card.undone", count=len(missing), names=listed(names))]


def _why(args: Args) -> list[Say]:
    return [say("cycle.card.why", reason=args["reason"])] if args.get("reason") else []


def signed(desk: Desk) -> tuple[Say, ...]:
    """The head with the new phase under it, signed at once, for who opened it to keep. Where it
    cannot be signed the bot goes on trying, and `doctor` tells."""
    with suppress(BadSigningKey, OSError):
        desk.ledger.checkpoint()
    newest = desk.ledger.checkpoints.newest()
    return () if newest is None else (signed_head(newest),)


def _phase_told(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    """What was opened, and the way back to the phase before."""
    year, letter = args["year"], args["phase"]
    lines = (
        say("cycle.opened", name=named(letter), year=year),
        *_why(args),
        say("follows.cycle.phase"),
        *signed(desk),
    )
    rows: list[tuple[Button, ...]] = [(to_cycle(year),)]
    before = [row.phase for row in cycle.phases(desk.view.tables, year)][:-1]
    if before and before[-1] != letter:
        name = named(before[-1])
        rows.append((button("phase_back", f"cy:{before[-1]}:{year}", name=name),))
    return (Reply(lines, tuple(rows)),)


def _close_told(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    year = args["year"]
    lines = (say("cycle.closed_now", year=year), *_why(args), say("follows.cycle.close", year=year))
    return (Reply(lines, ((to_cycle(year),),)),)


def to_cycle(year: int) -> Button:
    """The way back to a year's cycle, after an act that moved it."""
    return button("follows.cycle", f"go:ciclo:{year}")


DEEDS = {
    "phase": Deed(
        lambda desk, args: OpenPhase(args["year"], args["phase"], args["reason"]),
        _phase_card,
        _phase_told,
    ),
    "close": Deed(
        lambda desk, args: CloseYear(args["year"], args["reason"]),
        _close_card,
        _close_told,
    ),
}
