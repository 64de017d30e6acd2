"""Phrases that several conversations share: standings, who may; amounts, for chat and paper."""

from fractions import Fraction

from ledger.errors import NotAllowed, Spoken, TraguardoError
from ledger.plan import ENTE
from ledger.progress.figures import State
from ledger.progress.standings import ObjectiveStanding, Standing
from ledger.proof.checkpoints import Checkpoint
from ledger.proof.notes import encoded
from words.measures import amount as amount
from words.measures import target_amount as target_amount
from words.measures import value_amount as value_amount
from words.phrases import listed as listed
from words.phrases import post as post
from words.phrases import short as short
from words.phrases import standing_line as standing_line
from words.phrases import step_key as step_key
from words.say import Bar, Say, say


def headline(stands: Standing, name: str) -> tuple[Say, ...]:
    """Number first, then the bar, then what was expected by today."""
    if stands.progress is None:
        key = "status.cancelled" if stands.state is State.CANCELLED else "status.none"
        return (say(key, code=stands.scope, name=name),)
    return (
        say("status.headline", code=stands.scope, name=name, percent=stands.progress),
        say(
            "status.expected",
            bar=Bar(stands.progress),
            expected=stands.expected or Fraction(0),
            day=stands.day,
        ),
    )


def objective_short(row: ObjectiveStanding) -> Say:
    """Where an objective stands, in one line after a record."""
    if row.progress is None:
        return say("objective.no_figure", code=row.objective.code)
    return say(
        "objective.short",
        code=row.objective.code,
        percent=row.progress,
        bar=Bar(row.progress),
        expected=row.expected or Fraction(0),
        state=row.state,
    )


def signed_head(newest: Checkpoint) -> Say:
    """A checkpoint, for who keeps it: with it they can show that nobody rewrote what was there."""
    note = newest.note
    return say("notice.checkpoint", size=note.size, at=newest.made_at, root=encoded(note.root))


def refusal(error: TraguardoError) -> Say:
    """What to say of a refusal or of an unusable file: the catalogue has an entry per class."""
    if isinstance(error, Spoken):
        return say("error.spoken", sentence=str(error))
    if isinstance(error, NotAllowed) and error.subject == ENTE:
        return say("error.NotAllowedAtAll", act=error.act, who=_phrase("who", error.who))
    if isinstance(error, NotAllowed) and not error.who:
        return say("error.NotAllowedToAnybody", act=error.act, subject=error.subject)
    facts = {name: _phrase(name, fact) for name, fact in error.facts().items()}
    return say(f"error.{type(error).__name__}", **facts)


def _phrase(name: str, fact: object) -> object:
    """Posts and codes read as one phrase, a phase by its name; where nothing is near, a dash."""
    if name in ("phase", "present") and isinstance(fact, str):
        return say(f"phase.{fact}")
    if not isinstance(fact, tuple):
        return fact
    if name == "who":
        return listed([post(str(part)) for part in fact])
    return ", ".join(map(str, fact)) or say("amount.none")
