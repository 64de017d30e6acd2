"""What each phase leaves and what must be published: done, by whom; due; missing; and recording it.

segretario  /ciclo documento                                →  the list, a button for each missing
segretario  [2]  delibera 12; 20/07/2024                     →  card, Conferma
segretario  /ciclo documento DUP; delibera 12; 20/07/2024
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

from handlers.desk import Desk, answer, ask, button
from handlers.procedure import phases
from handlers.talk import deed
from handlers.talk.deed import Args, Deed
from handlers.talk.typed import read_act
from handlers.turn import Button, Outcome
from ledger.commands.authority import require
from ledger.commands.cycle import RecordOutput
from ledger.cycle.needs import LEAVES, PUBLICATIONS, Output, exists
from ledger.errors import Act
from ledger.errors_smvp import UnknownOutput
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import cycle
from words.catalogue import TEXTS
from words.say import Say, say

TALK, STEP = "ciclo", "output"
READERS = (str(Role.SEGRETARIO), str(Role.NUCLEO), str(Role.GIUNTA))
SEGRETARIO = (str(Role.SEGRETARIO),)
IN_A_ROW = 5
EVERY: Mapping[str, Output] = {**LEAVES, **PUBLICATIONS}


def step(desk: Desk, year: int, typed: str) -> Outcome:
    """`/ciclo documento`: the list; with a document its act and day, which are asked where they
    are not said. Raises NotAllowed, UnknownOutput."""
    name, *proof = (part.strip() for part in typed.split(";"))
    if not name:
        return show(desk, year)
    require(desk.view, desk.person, Act.CYCLE, ENTE, SEGRETARIO, desk.today)
    return proved(desk, year, named(name), proof)


def chosen(desk: Desk, name: str, year: int) -> Outcome:
    """A button of the list. Raises NotAllowed, UnknownOutput."""
    return step(desk, year, name)


def written(desk: Desk) -> Outcome:
    """The act, or where it was published, and the day."""
    args = desk.draft["args"]
    proof = [part.strip() for part in desk.turn.text.split(";")]
    return proved(desk, args["year"], args["output"], proof)


def proved(desk: Desk, year: int, output: str, proof: list[str]) -> Outcome:
    """The card of a document with its act, which is asked for without its day. Raises
    NotAllowed."""
    require(desk.view, desk.person, Act.CYCLE, ENTE, SEGRETARIO, desk.today)
    act, day = read_act(proof, desk.today)
    args: dict[str, object] = {"year": year, "output": output}
    if day is None:
        what = say(f"Lack.{output}")
        return ask({"talk": TALK, "step": STEP, "args": args}, say("cycle.output.ask", what=what))
    args |= {"act": act, "act_on": day.isoformat()}
    return deed.offer(desk, TALK, DEEDS, "output", args)


def named(typed: str) -> str:
    """A document by its number in the list, its words, or enough of them to mean one. Raises
    UnknownOutput."""
    wanted, names = _plain(typed), list(EVERY)
    if typed.isdecimal() and 0 < int(typed) <= len(names):
        return names[int(typed) - 1]
    for name in names:
        if wanted in (_plain(name), _plain(TEXTS[f"Lack.{name}"])):
            return name
    words = set(wanted.split())
    like = [n for n in names if words and words <= set(_plain(TEXTS[f"Lack.{n}"]).split())]
    if len(like) != 1:
        raise UnknownOutput(typed)
    return like[0]


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def show(desk: Desk, year: int) -> Outcome:
    """Every document by phase: there, due by when, or missing, and who sees to it. Raises
    NotAllowed."""
    require(desk.view, desk.person, Act.CYCLE, ENTE, READERS, desk.today)
    lines, cells = [say("cycle.outputs", year=year)], []
    for number, (name, output) in enumerate(EVERY.items(), 1):
        line = _state(desk, year, name, output)
        facts = {"phase": output.phase, "line": line, "who": say(f"Who.{output.who}")}
        lines.append(say("cycle.output.line", number=number, **facts))
        if not exists(desk.view, year, name, desk.today):
            cells.append(button("cause", f"out:{name}:{year}", number=number))
    if Role.SEGRETARIO not in {post.role for post in desk.posts}:
        return answer(*lines)
    return answer(*lines, say("cycle.output.how"), buttons=_rows(cells))


def _rows(cells: list[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(cells[i : i + IN_A_ROW]) for i in range(0, len(cells), IN_A_ROW))


def _state(desk: Desk, year: int, name: str, output: Output) -> Say:
    what, recorded = say(f"Lack.{name}"), cycle.outputs(desk.view.tables, year)
    if name in recorded:
        done = recorded[name]
        by = {"act": done.act, "day": done.act_on, "actor": done.actor}
        return say("cycle.output.act", what=what, **by)
    if exists(desk.view, year, name, desk.today):
        return say("cycle.output.there", what=what)
    due = output.due_on(desk.view, year)
    if due is None:
        return say("cycle.output.missing", what=what)
    key = "late" if due < desk.today else "due"
    return say(f"cycle.output.{key}", what=what, day=due)


def _card(desk: Desk, args: Args) -> tuple[Say, ...]:
    what, day = say(f"Lack.{args['output']}"), dt.date.fromisoformat(args["act_on"])
    return (say("cycle.card.output", what=what, act=args["act"], day=day, year=args["year"]),)


DEEDS = {
    "output": Deed(
        lambda desk, args: RecordOutput(
            args["year"], args["output"], args["act"], dt.date.fromisoformat(args["act_on"])
        ),
        _card,
        then=lambda desk, args: (
            say("follows.output"),
            phases.to_cycle(args["year"]),
        ),
    ),
}
