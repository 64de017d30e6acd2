"""An act of the Nucleo where it decides in a meeting: Conferma prepares it, and the others are
told. Source: R-36."""

from handlers.desk import Desk, button
from handlers.turn import Reply
from ledger.commands.nucleo import ProposeAct
from ledger.events import Envelope
from ledger.people import Role
from words.say import Say, say


def card_lines(command: object) -> tuple[Say, ...]:
    """What the card adds for an act that the body decides."""
    return (say("nucleo.card"),) if isinstance(command, ProposeAct) else ()


def kind_words(kind: str, person: str | None) -> Say:
    """`la scheda di dirigente.as`, `la performance di ente`."""
    return say(f"nucleo.kind.{kind}", person=person)


def told(desk: Desk, found: list[Envelope]) -> tuple[Reply, ...]:
    """It is prepared; each of the other members may read it and agree."""
    seq, event = found[-1].seq, found[-1].event
    what = kind_words(getattr(event, "kind", ""), getattr(event, "person", None))
    row = (button("read_proposal", f"nuc:{seq}"),)
    line = say("nucleo.told.proposed", number=seq, actor=desk.person, what=what)
    others = [p for p in desk.view.holders(str(Role.NUCLEO), desk.today) if p != desk.person]
    lines = [say("nucleo.proposed", number=seq, what=what)]
    if others:
        lines.append(say("nucleo.waits_for", members=", ".join(others)))
    own = Reply(tuple(lines), (row,))
    return (own, *(Reply((line,), (row,), to=member) for member in others))
