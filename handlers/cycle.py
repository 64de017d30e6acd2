"""The year as a cycle, its performance, its talks, and the checks before sign-off.

segretario   /ciclo                       →  phase, what it allows, the next one as a button
giunta       /ciclo ente                  →  Approvo la performance di ente: 62,5?  [Conferma]
dirigente    /colloquio eq.as4 inizio 15/01/2024
nucleo       /verifiche                   →  one list, each line opens its cause
"""

from fractions import Fraction

from handlers import deed
from handlers.deed import Args, Deed
from handlers.desk import Desk, answer, button
from handlers.turn import Button, Outcome
from handlers.typed import read_amount, read_day
from ledger.commands.authority import require
from ledger.commands.cycle import (
    EARLIEST,
    PHASES,
    CloseYear,
    OpenPhase,
    ReopenYear,
    ReportMonitoring,
)
from ledger.commands.ente import (
    ApproveEntity,
    ProposeEntity,
    SetScoresInChat,
    ValidateEntity,
    computed_entity,
)
from ledger.commands.evaluation import RecordTalk
from ledger.commands.progress import RecordProgress
from ledger.errors import Act
from ledger.evaluation.checks import Check, checks
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import cycle, evaluation
from ledger.scoring.numbers import read_number, show_number
from words.say import Say, say

TALK = "ciclo"
CHECKS_SHOWN = 8
MOMENTS = {
    "inizio": "start",
    "intermedio": "midway",
    "finale": "end",
    "conferenza": "conference",
}


def _year(desk: Desk) -> int:
    return desk.view.plan.plan.year


def show(desk: Desk, typed: str) -> Outcome:
    """`/ciclo`, or `/ciclo` and what to do."""
    word, _, rest = typed.strip().partition(" ")
    word, rest = word.lower(), rest.strip()
    if not word:
        return _state(desk)
    if word == "ente":
        return _entity(desk, rest)
    if word in ("avanti", "fase"):
        return _phase(desk, word, rest.lower())
    if word in ("chiudi", "riapri"):
        name = "close" if word == "chiudi" else "reopen"
        return _offer(desk, name, {"reason": rest})
    if word == "monitoraggio":
        report, _, corrections = rest.partition(";")
        return _offer(desk, "monitoring", {"report": report, "corrections": corrections})
    return answer(say("cycle.how"))


def _offer(desk: Desk, name: str, args: Args) -> Outcome:
    return deed.offer(desk, TALK, DEEDS, name, args)


def confirmed(desk: Desk) -> Outcome:
    return deed.confirmed(desk, DEEDS)


def _phase(desk: Desk, word: str, letter: str) -> Outcome:
    following = _following(desk)
    phase = following if word == "avanti" else letter
    if phase is None or phase not in PHASES:
        return answer(say("cycle.how"))
    return _offer(desk, "phase", {"phase": phase})


def _following(desk: Desk) -> str | None:
    """The phase after the present one; None at the end of the year."""
    found = cycle.phases(desk.view.tables, _year(desk))
    at = PHASES.index(found[-1].phase) + 1 if found else 0
    return PHASES[at] if at < len(PHASES) else None


def _state(desk: Desk) -> Outcome:
    year, tables = _year(desk), desk.view.tables
    found = cycle.phases(tables, year)
    lines = [say("cycle.title", year=year)]
    if found:
        now = found[-1]
        lines.append(say("cycle.phase", letter=now.phase, name=_named(now.phase), day=now.day))
        lines.append(say("cycle.reports.yes" if _reporting(now.phase) else "cycle.reports.no"))
    else:
        lines.append(say("cycle.unphased"))
    entity = evaluation.entity(tables, year)
    lines.append(say(f"cycle.entity.{entity.step if entity else 'nothing'}"))
    if entity is not None:
        lines.append(say("cycle.entity_value", value=read_number(entity.value)))
    for row in cycle.monitorings(tables, year):
        lines.append(say("cycle.monitoring", day=row.day, report=row.report))
        if row.corrections:
            lines.append(say("cycle.corrections", text=row.corrections))
    closure = cycle.closure(tables, year)
    if closure is not None:
        word = "closed" if closure.closed else "reopened"
        lines.append(say(f"cycle.{word}", day=closure.day, reason=closure.reason))
    return answer(*lines, buttons=_next_steps(desk))


def _named(phase: str) -> Say:
    return say(f"phase.{phase}")


def _reporting(phase: str) -> bool:
    return EARLIEST[RecordProgress] <= phase <= "h"


def _next_steps(desk: Desk) -> tuple[tuple[Button, ...], ...]:
    """What this person may do next."""
    roles = {post.role for post in desk.sender().posts}
    following, rows = _following(desk), []
    if Role.SEGRETARIO in roles and following is not None:
        rows.append((button("phase", f"cy:{following}", letter=following),))
    if roles & {Role.SEGRETARIO, Role.GIUNTA, Role.NUCLEO}:
        rows.append((button("entity", "cy:ente"),))
    return tuple(rows)


def pressed(desk: Desk, what: str) -> Outcome:
    return _entity(desk, "") if what == "ente" else _phase(desk, "fase", what)


def _entity(desk: Desk, typed: str) -> Outcome:
    """The step that is this person's: the Segretario proposes, the Giunta approves, the Nucleo
    validates. `/ciclo ente 62,5 motivo` says another value, and why."""
    roles = {post.role for post in desk.sender().posts}
    word, _, reason = typed.partition(" ")
    number = read_amount(word) if word else None
    if word and number is None:
        return answer(say("cycle.how"))
    value = None if number is None else show_number(Fraction(number))
    args = {"value": value, "reason": reason.strip()}
    present = evaluation.entity(desk.view.tables, _year(desk))
    if Role.NUCLEO in roles and Role.SEGRETARIO not in roles:
        return _offer(desk, "validate", args)
    if Role.GIUNTA in roles and (present is not None or Role.SEGRETARIO not in roles):
        return _offer(desk, "approve", args)
    return _offer(desk, "propose", args)


def _number(args: Args) -> Fraction | None:
    return None if args["value"] is None else read_number(args["value"])


def _proposed_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    computed = computed_entity(desk.view, _year(desk))
    value = computed if args["value"] is None else read_number(args["value"])
    return (say("cycle.card.propose", value=value, computed=computed),)


def _standing_card(desk: Desk, args: Args, key: str) -> tuple[Say, ...]:
    present = evaluation.entity(desk.view.tables, _year(desk))
    value = read_number(args["value"] or (present.value if present else "0"))
    return (say(key, value=value),)


def talk(desk: Desk, typed: str) -> Outcome:
    """`/colloquio eq.as4 inizio 15/01/2024`; without a day it was today."""
    parts = typed.split(maxsplit=2)
    if len(parts) < 2 or parts[1].lower() not in MOMENTS:
        return answer(say("talk.how"))
    day = read_day(parts[2], desk.today) if len(parts) > 2 else desk.today
    if day is None:
        return answer(say("talk.how"))
    args = {
        "person": parts[0].lower(),
        "moment": MOMENTS[parts[1].lower()],
        "day": day.isoformat(),
    }
    return _offer(desk, "talk", args)


def _talk(desk: Desk, args: Args) -> object:
    day = read_day(args["day"], desk.today) or desk.today
    return RecordTalk(args["person"], _year(desk), args["moment"], day)


def privacy(desk: Desk, typed: str) -> Outcome:
    """`/riservatezza`: whether figures of people may be shown in a private chat."""
    word = typed.strip().lower()
    if word not in ("si", "sì", "no"):
        allowed = evaluation.scores_in_chat(desk.view.tables)
        return answer(say("privacy.yes" if allowed else "privacy.no"), say("privacy.how"))
    return _offer(desk, "privacy", {"allowed": word != "no"})


def show_checks(desk: Desk, after: int = 0) -> Outcome:
    """The checks before sign-off, some at a time, each with a button to its cause."""
    require(desk.view, desk.person, Act.READ_SCORES, ENTE, (str(Role.NUCLEO),), desk.today)
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    found = checks(desk.view, _year(desk), desk.today)
    if not found:
        return answer(say("checks.none"))
    page = found[after : after + CHECKS_SHOWN]
    lines = [say("checks.title", count=len(found), first=after + 1, last=after + len(page))]
    lines += [_check_line(check, after + n) for n, check in enumerate(page, 1)]
    cells = [_cause(check, after + n) for n, check in enumerate(page, 1)]
    rows = [tuple(cells[i : i + 4]) for i in range(0, len(cells), 4)]
    if after + len(page) < len(found):
        rows.append((button("next", f"chk:{after + CHECKS_SHOWN}"),))
    return answer(*lines, buttons=tuple(rows), replace=bool(desk.turn.pressed))


def _check_line(check: Check, number: int) -> Say:
    words = say(
        f"check.{check.kind}",
        subject=check.subject,
        day=check.day,
        actor=check.actor,
        count=check.count,
    )
    return say("checks.line", number=number, words=words)


def _cause(check: Check, number: int) -> Button:
    verb = "sch" if check.of_person else "why" if "." in check.cause else "st"
    return button("cause", f"{verb}:{check.cause}", number=number)


DEEDS = {
    "phase": Deed(
        lambda desk, args: OpenPhase(_year(desk), args["phase"]),
        lambda desk, args: (
            say("cycle.card.phase", letter=args["phase"], name=_named(args["phase"])),
        ),
    ),
    "monitoring": Deed(
        lambda desk, args: ReportMonitoring(_year(desk), args["report"], args["corrections"]),
        lambda desk, args: (
            say("cycle.card.monitoring", report=args["report"], corrections=args["corrections"]),
        ),
    ),
    "close": Deed(
        lambda desk, args: CloseYear(_year(desk)),
        lambda desk, args: (say("cycle.card.close", year=_year(desk)),),
    ),
    "reopen": Deed(
        lambda desk, args: ReopenYear(_year(desk), args["reason"]),
        lambda desk, args: (say("cycle.card.reopen", year=_year(desk), reason=args["reason"]),),
    ),
    "propose": Deed(
        lambda desk, args: ProposeEntity(_year(desk), _number(args), args["reason"]),
        _proposed_card,
    ),
    "approve": Deed(
        lambda desk, args: ApproveEntity(_year(desk), _number(args), args["reason"]),
        lambda desk, args: _standing_card(desk, args, "cycle.card.approve"),
    ),
    "validate": Deed(
        lambda desk, args: ValidateEntity(_year(desk)),
        lambda desk, args: _standing_card(desk, {"value": None}, "cycle.card.validate"),
    ),
    "talk": Deed(
        _talk,
        lambda desk, args: (
            say(
                f"talk.card.{args['moment']}",
                person=args["person"],
                day=read_day(args["day"], desk.today),
            ),
        ),
    ),
    "privacy": Deed(
        lambda desk, args: SetScoresInChat(args["allowed"]),
        lambda desk, args: (say(f"privacy.card.{'yes' if args['allowed'] else 'no'}"),),
    ),
}
