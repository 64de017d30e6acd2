"""Facts of the personnel office, entered step by step or on one line, with their act.

    personale   /personale sanzione; eq.as4; multa; 12/03/2024; det. 12; 13/03/2024
    bot         sanzione di eq.as4: multa, dal 12/03/2024, atto det. 12 del 13/03/2024.  [Conferma]

`-` leaves out what may be left out. `/personale eq.as4` lists what was entered of a person.
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from handlers.desk import Desk, answer, ask, button
from handlers.evaluating.whom import Whom, read_whom
from handlers.proofs.evidence import keep
from handlers.staff import personnel_fields as fields
from handlers.staff import posts
from handlers.staff.personnel_fields import (
    AMOUNTS,
    DAYS,
    FIELDS,
    PROOF,
    amount_of,
    choices,
    day_of,
    fields_of,
    kind_named,
    label,
    what_is_told,
    word_of,
)
from handlers.talk import deed
from handlers.talk.deed import Args, Deed
from handlers.talk.typed import read_act, read_amount
from handlers.talk.words import listed, refusal
from handlers.turn import Button, Outcome, Reply
from ledger.commands.authority import require
from ledger.commands.conciliazione import ServeScheda
from ledger.commands.grading import RecordTraining
from ledger.commands.people import ADMIN_AND_PERSONALE
from ledger.commands.personnel import PERSONALE, AnnulFact, RecordFact, RecordReorganisation
from ledger.errors import Act, Refusal
from ledger.evaluation.adopted import regulation_in_force
from ledger.evaluation.schede import outdated, position_of_version, standing_of
from ledger.evaluation.years import evaluated_years
from ledger.events import Envelope
from ledger.people import Role
from ledger.people.parttime import WEEKDAYS, read_pattern
from ledger.plan import ENTE
from ledger.projections import personnel
from words.say import Say, Two, say

TALK = "personale"


def start(desk: Desk, typed: str) -> Outcome:
    """`/personale` and what to record; who is of another office records only their own training."""
    named = kind_named(typed.partition(";")[0])
    offered = _offered(desk)
    if named in posts.FIELDS or (not typed.strip() and offered == tuple(posts.FIELDS)):
        require(desk.view, desk.person, Act.PEOPLE, ENTE, ADMIN_AND_PERSONALE, desk.today)
    elif named != "formazione":
        require(desk.view, desk.person, Act.PERSONNEL, ENTE, PERSONALE, desk.today)
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    parts = [part.strip() for part in typed.split(";")]
    if desk.view.person(parts[0].lower()) is not None:
        return _list(desk, parts[0].lower())
    kind = kind_named(parts[0])
    if kind is None:
        cells = [button("fact", f"pf:{name}", name=_named(name)) for name in offered]
        return answer(say("personnel.which"), buttons=_pairs(cells))
    draft: dict[str, Any] = {"talk": TALK, "kind": kind, "given": _certificate(desk, kind)}
    for part in parts[1:]:
        problem = _take(desk, draft, part)
        if problem is not None:
            return _refused(desk, draft, problem)
    return ask_next(desk, draft)


def _offered(desk: Desk) -> tuple[str, ...]:
    """The admin enrols people and gives posts; every other fact is the personnel office's."""
    held = {post.role for post in desk.posts}
    only_posts = Role.ADMIN in held and Role.PERSONALE not in held
    return tuple(posts.FIELDS if only_posts else FIELDS)


def annul(desk: Desk, number: int) -> Outcome:
    """A button of the list: why, and by which act, is asked. Raises Refusal."""
    return start(desk, f"annulla; {number}")


def _named(kind: str) -> Say:
    return say(f"personnel.kind.{kind}")


def _pairs(cells: list[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(cells[i : i + 2]) for i in range(0, len(cells), 2))


def _certificate(desk: Desk, kind: str) -> dict[str, str]:
    """The file that came with the hours of training they are proved by. Raises Refusal."""
    file = desk.turn.attachment
    return {"document": keep(desk, file)["sha256"]} if kind == "formazione" and file else {}


def written(desk: Desk) -> Outcome | None:
    """The answer to the question asked last; None for words that are none."""
    draft, problem = _answered(desk, desk.turn.text.strip())
    return ask_next(desk, draft) if problem is None else None


def refused(desk: Desk) -> Outcome:
    """Words that are no answer: what is wrong with them, and of which act."""
    draft, problem = _answered(desk, desk.turn.text.strip())
    if problem is None:  # Words of one's own, which answer nothing all the same.
        draft, problem = dict(desk.draft), say(f"personnel.ask.{_missing(desk.draft)}")
    return _refused(desk, draft, problem)


def _refused(desk: Desk, draft: Mapping[str, Any], problem: Say) -> Outcome:
    """The problem, which act is being entered and what is asked of it."""
    asked = say(f"personnel.ask.{_missing(draft)}")
    told = () if problem == asked else (problem,)
    return _asked(
        desk, draft, *told, say("personnel.open", kind=_named(draft["kind"]), asked=asked)
    )


def _answered(desk: Desk, text: str) -> tuple[dict[str, Any], Say | None]:
    """The draft with an answer in it, or what is wrong with the answer."""
    draft = {**desk.draft, "given": dict(desk.draft["given"])}
    try:
        return draft, _take(desk, draft, text)
    except Refusal as why:
        return draft, refusal(why)


def back(desk: Desk) -> Outcome | None:
    """The question before; None on the first."""
    fields_given = [name for name in desk.draft["given"] if name in fields_of(desk.draft["kind"])]
    if not fields_given:
        return None
    given = {k: v for k, v in desk.draft["given"].items() if k != fields_given[-1]}
    return ask_next(desk, {**desk.draft, "given": given})


def chosen(desk: Desk, word: str) -> Outcome:
    """A button of a closed list: a kind of absence, a sanction, a kind of part-time."""
    if desk.draft.get("talk") != TALK or "given" not in desk.draft:
        return Outcome(answer(say("card.stale")).replies, dict(desk.draft))
    draft, problem = _answered(desk, word)
    return ask_next(desk, draft) if problem is None else _refused(desk, draft, problem)


def _asked(desk: Desk, draft: Mapping[str, Any], *lines: Say) -> Outcome:
    """The question of what is missing, with its closed list where it has one, and the way out."""
    name = _missing(draft) or ""
    cells = [button("absence", f"pw:{w}", kind=label(name, w)) for w in choices(desk, name)]
    out = (button("cancel", "go:annulla:-"),)
    return ask({**draft, "step": name}, *lines, buttons=(*_pairs(cells), out))


def _missing(draft: Mapping[str, Any]) -> str | None:
    return next(iter(_all_missing(draft)), None)


def _all_missing(draft: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in fields_of(draft["kind"]) if name not in draft["given"])


def _take(desk: Desk, draft: dict[str, Any], typed: str) -> Say | None:
    """One answer into the draft; what is wrong with it where it cannot be. Raises Refusal."""
    name, given = _missing(draft), draft["given"]
    if name is None:
        return None
    if name == "form" and typed[:1].isdigit() and read_amount(typed) is not None:
        # A part-time may be told by its part of the week alone: which kind it is is asked.
        ratio = fields.read(desk, draft["kind"], "ratio", typed, given)
        given |= {} if ratio.value is None else {"ratio": ratio.value}
        return ratio.wrong
    if skipped := fields.left_out_by_a_day(desk, _all_missing(draft), typed, given):
        given |= dict.fromkeys(skipped, "")
        name = _missing(draft) or ""
    act, act_on = read_act((typed,), desk.today) if name == "act" else (typed, None)
    if act_on is not None and act_on <= desk.today:
        given["act_on"], typed = act_on.isoformat(), act
    read = fields.read(desk, draft["kind"], name, typed, given)
    if read.value is None:
        return read.wrong
    given[name] = read.value
    try:
        _try(desk, draft)
    except Refusal:
        del given[name]
        raise
    return None


def _try(desk: Desk, draft: Mapping[str, Any]) -> None:
    """Asks the ledger as soon as only the end and the act are missing: what it would refuse in the
    end it refuses here. Raises Refusal."""
    kind, given = draft["kind"], draft["given"]
    missing = {name for name in fields_of(kind) if name not in given}
    if kind == "notifica" and "person" in given:
        missing -= {"since"}
    if missing and missing <= {"until", "since", "imposed", "day", "last", *PROOF}:
        placed = {**dict.fromkeys(missing, ""), **given, "act": given.get("act") or "…"}
        placed["act_on"] = given.get("act_on") or desk.today.isoformat()
        desk.ledger.consider(_command(desk, {"kind": kind, **placed}), actor=desk.person)


def ask_next(desk: Desk, draft: dict[str, Any]) -> Outcome:
    """The question of what is missing, or the card."""
    name = _missing(draft)
    if name is not None:
        return _asked(desk, draft, say(f"personnel.ask.{name}"))
    return deed.offer(desk, TALK, DEEDS, "fact", {"kind": draft["kind"], **draft["given"]})


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows."""
    return deed.confirmed(desk, DEEDS)


def _command(desk: Desk, args: Args) -> object:
    if args["kind"] in posts.FIELDS:
        return posts.command(args)
    since, until = day_of(args, "first", "since", "imposed", "day"), day_of(args, "until")
    if args["kind"] == "formazione":
        hours = amount_of(args) or Decimal(0)
        proof = args.get("document")
        return RecordTraining(args["person"], since or desk.today, hours, args["topic"], proof)
    act, act_on = str(args["act"]), dt.date.fromisoformat(args["act_on"])
    if args["kind"] == "riorganizzazione":
        return RecordReorganisation(args["unit"], since or act_on, act, act_on)
    if args["kind"] == "notifica":
        of = read_whom(desk, args["person"])
        return ServeScheda(of.person, of.year, since or act_on, act, of.part)
    if args["kind"] == "annulla":
        return AnnulFact(int(args["fact"]), args["reason"], act, act_on)
    return RecordFact(
        kind=args["kind"],
        person=args["person"],
        act=act,
        act_on=act_on,
        since=since,
        until=until,
        unit=args.get("unit") or None,
        what=word_of(args),
        amount=amount_of(args),
    )


def _card(desk: Desk, args: Args) -> tuple[Say, ...]:
    lines = [say("personnel.card", kind=_named(args["kind"]))]
    lines += [_field(name, args) for name in fields_of(args["kind"])]
    if args.get("document"):
        lines.append(say("personnel.certificate"))
    if args["kind"] == "assenza":
        protected = regulation_in_force(desk.view).absences.protected
        key = "protected" if args["absence"] in protected else "ordinary"
        lines.append(say(f"personnel.absence.{key}"))
    return tuple(lines)


def _field(name: str, args: Args) -> Say:
    """One answer as the card shows it."""
    given: str = args.get(name) or ""
    value: object = given or say("amount.none")
    if given and name in DAYS:
        value = dt.date.fromisoformat(given)
    elif given and name in AMOUNTS:
        value = Decimal(given) if name in ("ratio", "hours") else Two(Fraction(given))
    elif given and name == "form":
        value = form_words(given)
    elif given and name in (*CLOSED, "role", "any_role"):
        value = label(name, given)
    elif name == "base":
        return say("personnel.field.no_base")
    return say(f"personnel.field.{name}", value=value)


CLOSED = ("class", "new_role", "sanction", "band", "absence")
"""Answers chosen from a list."""


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
    person = str(getattr(recorded[0].event, "person", ""))
    own = _done(desk, args, args.get("new") or person)
    if args["kind"] in posts.FIELDS:
        return (own, *posts.told(desk, args))
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


def _done(desk: Desk, args: Args, person: str) -> Reply:
    """What was recorded, field by field, what it changes, and the way to the person's facts."""
    kind = args["kind"]
    lines = [say("personnel.done", kind=_named(kind)), *_card(desk, args)[1:]]
    lines.append(say(f"personnel.follows.{FOLLOWS.get(kind, 'counted')}", person=person))
    cell = button("oggi", "oggi:0")
    if person:
        cell = button("follows.facts", f"go:personale:{person}", person=person)
    if kind in POSTS_GIVEN:
        cell = button("follows.people", "go:persone:-")
    return Reply(tuple(lines), ((cell,),))


POSTS_GIVEN = ("iscrizione", "cessazione")
FOLLOWS = {
    "iscrizione": "invited",
    "incarico": "told",
    "incarico_interim": "told",
    "cessazione": "ended",
    "riorganizzazione": "reorganised",
    "notifica": "served",
    "formazione": "trained",
    "annulla": "annulled",
}
"""What each changes; of the others, that they count in the year of service and in the scheda."""


def _list(desk: Desk, person: str) -> Outcome:
    """What was entered of a person; each fact that may be annulled has its button."""
    rows = personnel.facts(desk.view.tables, person)
    lines = [row_line(row) for row in rows]
    cells = [
        button("annul_fact", f"pannul:{row.seq}", seq=row.seq)
        for row in rows
        if may_be_annulled(row, desk.person)
    ]
    title = say("personnel.title", person=person, count=len(rows))
    return answer(title, *lines, buttons=_pairs(cells[-MOST_BUTTONS:]))


MOST_BUTTONS = 20
"""Of a list: the last facts are those that were wrong."""


def may_be_annulled(row: personnel.FactRow, actor: str) -> bool:
    """A move is not: the right one takes its place. Nor is what is of oneself."""
    return not row.annulled and row.kind != "assegnazione" and row.person != actor


def row_line(row: personnel.FactRow) -> Say:
    """A fact as entered: its number, days and act."""
    key = "personnel.row_annulled" if row.annulled else "personnel.row"
    if row.period.end is None and not row.annulled:
        key = "personnel.row_open"
    return say(
        key,
        seq=row.seq,
        kind=_named(row.kind),
        what=row_what(row),
        since=row.period.start or say("amount.none"),
        until=row.period.end,
        act=row.act,
        act_on=row.act_on,
    )


def row_what(row: personnel.FactRow) -> Say | str:
    """What a fact says beside its days."""
    if row.kind == "part_time" and row.what:
        return form_words(row.what)
    return what_is_told(row.kind, row.what) or row.unit or ""


DEEDS = {"fact": Deed(_command, _card, _recorded)}
