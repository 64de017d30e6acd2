"""Who may do an act, by the table of authority: `chi valida i miei dati?`, `chi fissa i pesi?`."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from ledger.commands.authority import (
    evidence_readers,
    posts_on,
    reporters,
    setters,
    unit_setters,
    validators,
)
from ledger.errors import Act
from ledger.people import Role
from ledger.plan import SEGRETARIO, TRANSVERSAL
from ledger.plan.inforce import PlanInForce
from ledger.readings.query.facts import Facts
from ledger.readings.query.model import Query
from ledger.readings.query.rows import HolderRow
from ledger.readings.query.scope import objectives_of

ONESELF = "io"
"""Whom a question asks about that asks whether oneself may."""

OF_ENTE: Mapping[Act, tuple[Role, ...]] = {
    Act.ADOPT: (Role.SEGRETARIO,),
    Act.CYCLE: (Role.SEGRETARIO,),
    Act.ENTITY: (Role.GIUNTA, Role.NUCLEO),
    Act.PEOPLE: (Role.ADMIN, Role.PERSONALE),
    Act.INVITE: (Role.ADMIN,),
    Act.SETTINGS: (Role.ADMIN,),
    Act.PERSONNEL: (Role.PERSONALE,),
    Act.ABSENCE: (Role.PERSONALE,),
    Act.PREMIUMS: (Role.PERSONALE,),
    Act.GRADING: (Role.NUCLEO, Role.GIUNTA),
    Act.NUCLEO: (Role.NUCLEO,),
    Act.READ_SCORES: (Role.NUCLEO, Role.PERSONALE),
}
"""Acts about the ente as a whole, and the offices that do them. Source: the table of authority;
a test holds it against the rules of the commands."""


_SPOKEN_IN = frozenset({str(Role.SEGRETARIO), str(Role.DIRIGENTE), str(Role.EQ)})
"""The roles in which one reports."""


def entitled(facts: Facts, query: Query, reader: str, day: dt.date) -> list[HolderRow]:
    """The posts that may, each once, with who holds them; offices that nobody holds too."""
    assert query.act is not None
    if query.act in OF_ENTE:
        names: Iterable[str] = map(str, OF_ENTE[query.act])
    else:
        names = _by_code(facts, query, query.act, reader, day)
    rows = []
    for name in dict.fromkeys(names):
        people = facts.view.holders(name, day)
        rows += [HolderRow(person, name) for person in people] or [HolderRow(None, name)]
    return rows


def _by_code(facts: Facts, query: Query, act: Act, reader: str, day: dt.date) -> Iterable[str]:
    plan = facts.view.plan
    of_unit: Mapping[Act, Callable[[PlanInForce, str], Sequence[str]]] = {
        Act.REPORT: reporters,
        Act.READ_EVIDENCE: evidence_readers,
    }
    codes = [o.code for o in objectives_of(plan, query.of)]
    if act is Act.VALIDATE:
        return _validators(facts, query, codes, reader, day)
    if act in of_unit:
        return [name for code in codes for name in of_unit[act](plan, code)]
    units = [c for c in query.of if c in (*plan.areas, *plan.area_of_service)]
    if units:
        return [name for unit in units for name in unit_setters(plan, unit)]
    if query.of in ((TRANSVERSAL,), (SEGRETARIO,)):
        return unit_setters(plan, query.of[0])
    return [name for code in codes for name in setters(plan, code)]


def _validators(
    facts: Facts, query: Query, codes: Sequence[str], reader: str, day: dt.date
) -> Iterable[str]:
    """By the role a report is made in: that of who writes it first, then the asker's own, where
    what they ask about is theirs to write."""
    plan = facts.view.plan
    held = {post.name for post in posts_on(facts.view, reader, day)}
    if query.words in _SPOKEN_IN:
        for code in codes:
            yield from validators(plan, code, Role(query.words))
        return
    for code in codes:
        may = reporters(plan, code)
        mine = [name for name in may if name in held]
        for name in dict.fromkeys((may[0], *mine[:1])):
            yield from validators(plan, code, Role(name.partition(":")[0]))
