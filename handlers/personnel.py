"""Facts of the personnel office, entered step by step or on one line, with their act.

    personale   /personale sanzione; eq.as4; multa; 12/03/2024; det. 12; 13/03/2024
    bot         sanzione di eq.as4: multa, dal 12/03/2024, atto det. 12 del 13/03/2024.  [Conferma]

`-` leaves out what may be left out. `/personale eq.as4` lists what was entered of a person.
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from handlers import deed, posts
from handlers.deed import Args, Deed
from handlers.desk import Desk, answer, ask, button
from handlers.evidence import keep
from handlers.turn import Outcome, Reply
from handlers.typed import read_amount, read_day
from handlers.whom import Whom, read_whom
from handlers.words import listed
from italian.regex import regex
from ledger.commands.authority import require
from ledger.commands.conciliazione import ServeScheda
from ledger.commands.grading import RecordTraining
from ledger.commands.people import ADMIN_AND_PERSONALE
from ledger.commands.personnel import (
    PERSONALE,
    AnnulFact,
    RecordFact,
    RecordReorganisation,
)
from ledger.errors import Act, UnknownPerson
from ledger.evaluation.adopted import regulation_in_force
from ledger.evaluation.schede import outdated, position_of_version, standing_of
from ledger.evaluation.years import evaluated_years
from ledger.events import Envelope
from ledger.people import Role
from ledger.people.absences import KINDS, read_absence
from ledger.people.parttime import WEEKDAYS, read_pattern
from ledger.plan import ENTE
from ledger.projections import personnel
from words.say import Say, say

TALK = "personale"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "servizio": ("person", "what", "since", "until"),
    "assegnazione": ("person", "unit", "what", "since"),
    "sospensione_rapporto": ("person", "since", "until"),
    "assenza": ("person", "absence", "since", "until"),
    "part_time": ("person", "form", "amount", "since", "until"),
    "tutela": ("person", "what", "since", "until"),
    "sanzione": ("person", "what", "since"),
    "interim": ("person", "unit", "what", "amount", "since", "until"),
    "posizione": ("person", "amount", "since", "until"),
    "riorganizzazione": ("unit", "since"),
    "notifica": ("person", "since"),
    "formazione": ("person", "amount", "what", "since"),
    "annulla": ("fact", "what"),
    **posts.FIELDS,
}
"""What each kind is asked, in order; the act and its day come last, always."""

PROOF = ("act", "act_on")
NO_PROOF = ("formazione", *posts.FIELDS)
"""What needs no act."""

WHOSE = regex("[@~]")
"""What may follow a person: the part of a scheda, its year."""

DAYS = ("since", "until", "act_on", "last")
NEEDED = (*PROOF, "person", "absence", "form", "new", "name", "role")


def start(desk: Desk, typed: str) -> Outcome:
    """`/personale` and what to record; who is of another office records only their own training."""
    named = typed.partition(";")[0].strip().lower()
    if named in posts.FIELDS:
        require(desk.view, desk.person, Act.PEOPLE, ENTE, ADMIN_AND_PERSONALE, desk.today)
    elif named != "formazione":
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
    draft: dict[str, Any] = {"talk": TALK, "kind": kind, "given": _certificate(desk, kind)}
    for part in parts[1:]:
        problem = _take(desk, draft, part)
        if problem is not None:
            return _asked(draft, problem)
    return _ask_next(desk, draft)


def _certificate(desk: Desk, kind: str) -> dict[str, str]:
    """The file that came with the hours of training they are proved by. Raises Refusal."""
    file = desk.turn.attachment
    return {"document": keep(desk, file)["sha256"]} if kind == "formazione" and file else {}


def written(desk: Desk) -> Outcome:
    """The answer to the question asked last."""
    return _told(desk, desk.turn.text.strip())


def chosen(desk: Desk, word: str) -> Outcome:
    """A button of a closed list: a kind of absence, a kind of part-time."""
    if desk.draft.get("talk") != TALK or "given" not in desk.draft:
        return Outcome(answer(say("card.stale")).replies, dict(desk.draft))
    return _told(desk, word)


def _told(desk: Desk, text: str) -> Outcome:
    draft = {**desk.draft, "given": dict(desk.draft["given"])}
    problem = _take(desk, draft, text)
    return _asked(draft, problem) if problem is not None else _ask_next(desk, draft)


def _asked(draft: Mapping[str, Any], *lines: Say) -> Outcome:
    """The question of what is missing, with its closed list where it has one."""
    name = _missing(draft)
    words: tuple[str, ...] = ()
    if name == "absence":
        words = tuple(KINDS)
    if name == "form":
        words = ("orizzontale",)
    cells = [
        button("absence", f"pw:{w}", kind=say(f"absence.{w}"))
        if name == "absence"
        else button("form", f"pw:{w}", kind=w)
        for w in words
    ]
    return ask(
        draft, *lines, buttons=tuple(tuple(cells[i : i + 2]) for i in range(0, len(cells), 2))
    )


def _fields(kind: str) -> tuple[str, ...]:
    return FIELDS[kind] if kind in NO_PROOF else (*FIELDS[kind], *PROOF)


def _missing(draft: Mapping[str, Any]) -> str | None:
    return next((name for name in _fields(draft["kind"]) if name not in draft["given"]), None)


def _take(desk: Desk, draft: dict[str, Any], typed: str) -> Say | None:
    """One answer into the draft; what is wrong with it where it cannot be read."""
    name = _missing(draft)
    if name is None:
        return None
    if name == "form" and read_amount(typed) is not None and read_pattern(typed) is None:
        # Once a part-time was told by its ratio alone: which kind it is is asked.
        draft["given"]["amount"] = str(read_amount(typed))
        return say("personnel.ask.form", kind=draft["kind"])
    value = _read(desk, name, typed)
    if value is None:
        return _again(name, draft["kind"], typed)
    if name == "new" and desk.view.person(value) is not None:
        return say("posts.exists", person=value)
    _need_known(desk, name, value)
    draft["given"][name] = value
    return None


def _need_known(desk: Desk, name: str, value: str) -> None:
    """What is not there is said when it is named, not at the end. Raises UnknownPerson,
    UnknownUnit."""
    if name == "person" and desk.view.person(WHOSE.split(value)[0]) is None:
        raise UnknownPerson(value)
    if name in ("unit", "place") and value:
        desk.view.plan.resolve_unit(value)


def _read(desk: Desk, name: str, typed: str) -> str | None:
    """The answer as the draft keeps it; empty is left out on purpose."""
    if typed in ("-", "—"):
        return None if name in NEEDED else ""
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
    if name == "absence":
        return read_absence(typed)
    if name == "form":
        pattern = read_pattern(typed)
        return pattern.word() if pattern else None
    if name in ("role", "any_role"):
        return posts.read_role(typed)
    text = " ".join(typed.split())[:300]
    return text.lower() if name in ("person", "new") else text


def _again(name: str, kind: str, typed: str) -> Say:
    """The same question; of what nobody can tell, that it was not understood."""
    if name in ("absence", "form", "role", "any_role") and typed not in ("", "-"):
        return say(f"personnel.unknown.{name}", typed=typed[:40])
    return say(f"personnel.ask.{name}", kind=kind)


def _ask_next(desk: Desk, draft: dict[str, Any]) -> Outcome:
    name = _missing(draft)
    if name is not None:
        return _asked(draft, say(f"personnel.ask.{name}", kind=draft["kind"]))
    return deed.offer(desk, TALK, DEEDS, "fact", {"kind": draft["kind"], **draft["given"]})


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows."""
    return deed.confirmed(desk, DEEDS)


def _command(desk: Desk, args: Args) -> object:
    if args["kind"] in posts.FIELDS:
        return posts.command(args)
    given = {key: value or None for key, value in args.items()}
    since, until = _day(args, "since"), _day(args, "until")
    if args["kind"] == "formazione":
        hours = read_amount(str(given.get("amount") or "")) or Decimal(0)
        what = str(given.get("what") or "")
        proof = given.get("document")
        return RecordTraining(args["person"], since or desk.today, hours, what, proof)
    act, act_on = str(args["act"]), dt.date.fromisoformat(args["act_on"])
    if args["kind"] == "riorganizzazione":
        return RecordReorganisation(args["unit"], since or act_on, act, act_on)
    if args["kind"] == "notifica":
        of = read_whom(desk, args["person"])
        return ServeScheda(of.person, of.year, since or act_on, act, of.part)
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
        what=given.get("absence") or given.get("form") or given.get("what"),
        amount=read_amount(amount) if amount else None,
    )


def _day(args: Args, name: str) -> dt.date | None:
    return dt.date.fromisoformat(args[name]) if args.get(name) else None


def _card(desk: Desk, args: Args) -> tuple[Say, ...]:
    lines = [say("personnel.card", kind=args["kind"])]
    for name in _fields(args["kind"]):
        value: object = args.get(name) or say("amount.none")
        if name in DAYS and args.get(name):
            value = _day(args, name)
        elif name == "amount" and args.get(name):
            value = read_amount(args[name])
        elif name == "form":
            value = form_words(args[name])
        elif name == "absence":
            value = say(f"absence.{args[name]}")
        elif name in ("role", "any_role") and args.get(name):
            value = Role(args[name])
        lines.append(say(f"personnel.field.{name}", value=value))
    if args.get("document"):
        lines.append(say("personnel.certificate"))
    if args["kind"] == "assenza":
        protected = regulation_in_force(desk.view).absences.protected
        key = "protected" if args["absence"] in protected else "ordinary"
        lines.append(say(f"personnel.absence.{key}"))
    return tuple(lines)


def form_words(word: str) -> Say:
    """A part-time as people say it: horizontal, or vertical with the days due."""
    pattern = read_pattern(word)
    if pattern is None or not pattern.is_vertical:
        return say("part_time.horizontal")
    if pattern.weekdays:
        days = ", ".join(WEEKDAYS[n - 1] for n in pattern.weekdays)
        return say("part_time.weekdays", days=days)
    spans = [say("part_time.span", first=p.start, last=p.end) for p in pattern.periods]
    return say("part_time.periods", spans=listed(spans))


def _recorded(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    """Who must issue anew the schede that rest on what was recorded hears it, and the Nucleo."""
    own = Reply((say("personnel.done", kind=args["kind"]),))
    if args["kind"] in posts.FIELDS:
        return (own, *posts.told(desk, args))
    person = str(getattr(recorded[0].event, "person", ""))
    versions = [
        v for y in evaluated_years(desk.view, person) for v in standing_of(desk.view, person, y)
    ]
    found: list[Reply] = []
    for version in versions:
        position = position_of_version(desk.view, version)
        if not outdated(desk.view, position, version.sheet):
            continue
        whom = Whom(person, version.part, version.year)
        line = say("personnel.outdated", person=person, year=version.year)
        who = {version.actor, *desk.view.holders(str(Role.NUCLEO), desk.today)} - {desk.person}
        rows = ((button("open_person", f"evopen:{whom}", person=person),),)
        found += [Reply((line,), rows if to == version.actor else (), to=to) for to in sorted(who)]
        own = Reply((*own.lines, line))
    return (own, *found)


def _list(desk: Desk, person: str) -> Outcome:
    rows = personnel.facts(desk.view.tables, person)
    lines = [
        say(
            "personnel.row_annulled" if row.annulled else "personnel.row",
            seq=row.seq,
            kind=row.kind,
            what=form_words(row.what)
            if row.kind == "part_time" and row.what
            else row.what or row.unit or "",
            since=row.period.start or say("amount.none"),
            until=row.period.end or say("amount.none"),
            act=row.act,
            act_on=row.act_on,
        )
        for row in rows
    ]
    return answer(say("personnel.title", person=person, count=len(rows)), *lines)


DEEDS = {"fact": Deed(_command, _card, _recorded)}
