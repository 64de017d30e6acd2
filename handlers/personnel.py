"""Facts of the personnel office, entered step by step or on one line, with their act.

    personale   /personale sanzione; eq.as4; multa; 12/03/2024; det. 12; 13/03/2024
    bot         sanzione di eq.as4: multa, dal 12/03/2024, atto det. 12 del 13/03/2024.  [Conferma]

`-` leaves out what may be left out. `/personale eq.as4` lists what was entered of a person.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from handlers import deed
from handlers.deed import Args, Deed
from handlers.desk import Desk, answer, ask, button
from handlers.turn import Outcome
from handlers.typed import read_amount, read_day
from ledger.commands.authority import require
from ledger.commands.conciliazione import ServeScheda
from ledger.commands.personnel import (
    PERSONALE,
    AnnulFact,
    RecordFact,
    RecordReorganisation,
)
from ledger.errors import Act
from ledger.plan import ENTE
from ledger.projections import personnel
from words.say import Say, say

TALK = "personale"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "servizio": ("person", "what", "since", "until"),
    "assegnazione": ("person", "unit", "what", "since"),
    "sospensione_rapporto": ("person", "since", "until"),
    "assenza": ("person", "what", "since", "until"),
    "part_time": ("person", "amount", "since", "until"),
    "tutela": ("person", "what", "since", "until"),
    "sanzione": ("person", "what", "since"),
    "interim": ("person", "unit", "what", "amount", "since", "until"),
    "posizione": ("person", "amount", "since", "until"),
    "riorganizzazione": ("unit", "since"),
    "notifica": ("person", "since"),
    "annulla": ("fact", "what"),
}
"""What each kind is asked, in order; the act and its day come last, always."""

PROOF = ("act", "act_on")
DAYS = ("since", "until", "act_on")


def start(desk: Desk, typed: str) -> Outcome:
    require(desk.view, desk.person, Act.PERSONNEL, ENTE, PERSONALE, desk.today)
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    parts = [part.strip() for part in typed.split(";")]
    kind = parts[0].lower()
    if desk.view.person(kind) is not None:
        return _list(desk, kind)
    if kind not in FIELDS:
        cells = [button("fact", f"pf:{name}", name=name) for name in FIELDS]
        rows = tuple(tuple(cells[i : i + 2]) for i in range(0, len(cells), 2))
        return answer(say("personnel.which"), buttons=rows)
    draft: dict[str, Any] = {"talk": TALK, "kind": kind, "given": {}}
    for part in parts[1:]:
        problem = _take(desk, draft, part)
        if problem is not None:
            return ask(draft, problem)
    return _ask_next(desk, draft)


def written(desk: Desk) -> Outcome:
    draft = {**desk.draft, "given": dict(desk.draft["given"])}
    problem = _take(desk, draft, desk.turn.text.strip())
    return ask(draft, problem) if problem is not None else _ask_next(desk, draft)


def _missing(draft: Mapping[str, Any]) -> str | None:
    fields = (*FIELDS[draft["kind"]], *PROOF)
    return next((name for name in fields if name not in draft["given"]), None)


def _take(desk: Desk, draft: dict[str, Any], typed: str) -> Say | None:
    """One answer into the draft; what is wrong with it where it cannot be read."""
    name = _missing(draft)
    if name is None:
        return None
    value = _read(desk, name, typed)
    if value is None:
        return say(f"personnel.ask.{name}", kind=draft["kind"])
    draft["given"][name] = value
    return None


def _read(desk: Desk, name: str, typed: str) -> str | None:
    """The answer as the draft keeps it; empty is left out on purpose."""
    if typed in ("-", "—"):
        return None if name in (*PROOF, "person") else ""
    if not typed:
        return None
    if name in DAYS:
        day = read_day(typed, desk.today)
        return day.isoformat() if day else None
    if name == "amount":
        number = read_amount(typed)
        return None if number is None else str(number)
    if name == "fact":
        return typed if typed.isdecimal() else None
    text = " ".join(typed.split())[:300]
    return text.lower() if name == "person" else text


def _ask_next(desk: Desk, draft: dict[str, Any]) -> Outcome:
    name = _missing(draft)
    if name is not None:
        return ask(draft, say(f"personnel.ask.{name}", kind=draft["kind"]))
    return deed.offer(desk, TALK, DEEDS, "fact", {"kind": draft["kind"], **draft["given"]})


def confirmed(desk: Desk) -> Outcome:
    return deed.confirmed(desk, DEEDS)


def _command(desk: Desk, args: Args) -> object:
    given = {key: value or None for key, value in args.items()}
    act, act_on = str(args["act"]), dt.date.fromisoformat(args["act_on"])
    since, until = _day(args, "since"), _day(args, "until")
    if args["kind"] == "riorganizzazione":
        return RecordReorganisation(args["unit"], since or act_on, act, act_on)
    if args["kind"] == "notifica":
        year = desk.view.plan.plan.year
        person, _, part = str(args["person"]).partition("@")
        return ServeScheda(person, year, since or act_on, act, part.upper())
    if args["kind"] == "annulla":
        return AnnulFact(int(args["fact"]), str(given.get("what") or ""), act, act_on)
    amount = given.get("amount")
    return RecordFact(
        kind=args["kind"],
        person=args["person"],
        act=act,
        act_on=act_on,
        since=since,
        until=until,
        unit=given.get("unit"),
        what=given.get("what"),
        amount=read_amount(amount) if amount else None,
    )


def _day(args: Args, name: str) -> dt.date | None:
    return dt.date.fromisoformat(args[name]) if args.get(name) else None


def _card(desk: Desk, args: Args) -> tuple[Say, ...]:
    lines = [say("personnel.card", kind=args["kind"])]
    for name in (*FIELDS[args["kind"]], "act", "act_on"):
        value: object = args.get(name) or say("amount.none")
        if name in DAYS and args.get(name):
            value = _day(args, name)
        lines.append(say(f"personnel.field.{name}", value=value))
    return tuple(lines)


def _list(desk: Desk, person: str) -> Outcome:
    rows = personnel.facts(desk.view.tables, person)
    lines = [
        say(
            "personnel.row_annulled" if row.annulled else "personnel.row",
            seq=row.seq,
            kind=row.kind,
            what=row.what or row.unit or "",
            since=row.period.start or say("amount.none"),
            until=row.period.end or say("amount.none"),
            act=row.act,
            act_on=row.act_on,
        )
        for row in rows
    ]
    return answer(say("personnel.title", person=person, count=len(rows)), *lines)


DEEDS = {"fact": Deed(_command, _card)}
