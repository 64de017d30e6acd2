"""What the offices that a question names owe to a campaign: `cosa manca all'area tecnica per il
monitoraggio?`."""

from collections.abc import Iterator

from handlers.ask.asker import names_of
from handlers.ask.plain import coded
from handlers.desk import Desk
from italian.words import clean
from ledger.cycle.agenda import Campaign
from ledger.people import CLI
from ledger.readings.query import Query, What
from ledger.readings.query.facts import Facts
from ledger.readings.query.people import people
from words import answers
from words.say import Say, say


def named(desk: Desk) -> tuple[str, ...]:
    """The offices that a question names; none where it names something else."""
    names = names_of(desk)
    codes = names.codes_in(coded.by_code(names, clean(desk.turn.text)))
    return codes if set(codes) <= names.units else ()


def owed(desk: Desk, found: Campaign, units: tuple[str, ...]) -> Iterator[Say]:
    """How much they owe, and who has to write what of it."""
    query = Query(What.REPORTERS, (found.code, *units))
    rows = people(Facts(desk.view.of(found.year), desk.today), query, CLI, desk.today)
    facts = {"code": found.code, "name": found.name, "due": found.due_on}
    count = sum(row.count for row in rows)
    yield say("campaign.row", scope=", ".join(units), count=count, **facts)
    yield from map(answers.owing_line, rows)
