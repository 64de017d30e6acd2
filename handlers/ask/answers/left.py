"""What is left, of a measure that counts it: `quante pratiche mi restano?` is asked of its figure,
and not of how far that is from its target."""

from handlers.ask.asked import Asked
from handlers.desk import Desk
from ledger.plan import ENTE
from ledger.readings import progress as readings
from words.measures import value_amount
from words.say import Say, say


def told(desk: Desk, asked: Asked) -> tuple[Say, ...]:
    """The figure of the one measure that is asked about; nothing where there is none yet."""
    code = asked.code or ENTE
    stands = readings.standing(desk.view, desk.person, code, desk.today, desk.today)
    parts = [part for row in stands.objectives for part in row.indicators]
    if len(parts) != 1 or parts[0].value is None:
        return ()
    return (say("ask.left", value=value_amount(parts[0].indicator, parts[0].value)),)
