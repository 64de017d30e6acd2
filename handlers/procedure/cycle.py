"""The year as a cycle, its performance, its talks, and the checks before sign-off.

segretario   /ciclo                       →  phase, what it allows, the next one as a button
giunta       /ciclo ente                  →  Approvo la performance di ente: 62,5?  [Conferma]
dirigente    /colloquio eq.as4 inizio 15/01/2024
nucleo       /verifiche                   →  one list, each line opens its cause
"""

from collections.abc import Sequence

from handlers.desk import Desk, answer, button
from handlers.evaluating import talks
from handlers.evaluating.whom import default_year, other_years, take_year
from handlers.plan import carrying
from handlers.procedure import entity, outputs, phases
from handlers.talk import deed, listing
from handlers.talk.deed import Args, Deed, Then
from handlers.talk.listing import Listed
from handlers.talk.words import listed
from handlers.turn import Button, Outcome, Reply
from ledger.commands.cycle import (
    EARLIEST,
    ReopenYear,
    ReportMonitoring,
)
from ledger.commands.ente import SetScoresInChat
from ledger.commands.progress import RecordProgress
from ledger.cycle.monitored import monitored
from ledger.cycle.needs import lacks
from ledger.evaluation.checks import Check, checks
from ledger.events import Envelope, MonitoredObjective
from ledger.people import Role
from ledger.progress.figures import State
from ledger.projections import cycle, evaluation
from ledger.readings import scores
from ledger.scoring.numbers import read_number
from words.checks import check_said
from words.say import Say, Two, say

TALK = phases.TALK
CHECKS = "chk"
BEHIND_SHOWN = 12
BEHIND = (State.LATE, State.AT_RISK, State.NOT_STARTED)


def show(desk: Desk, typed: str) -> Outcome:
    """`/ciclo`, `/ciclo 2024`, or `/ciclo` and what to do."""
    year, typed = take_year(desk, typed)
    word, _, rest = typed.partition(" ")
    word, rest = word.lower(), rest.strip()
    if not word:
        return state(desk, year)
    if word == "ente":
        return entity.step(desk, year, rest)
    if word in ("avanti", "fase"):
        return phases.phase(desk, year, word, rest)
    if word == "chiudi":
        return phases.offer(desk, "close", {"year": year, "reason": rest})
    if word == "riapri":
        return offer(desk, "reopen", {"year": year, "reason": rest})
    if word == "monitoraggio":
        report, _, corrections = rest.partition(";")
        args = {"year": year, "report": report.strip(), "corrections": corrections.strip()}
        return offer(desk, "monitoring", args)
    if word == "documento":
        return outputs.step(desk, year, rest)
    return answer(say("cycle.how"))


def offer(desk: Desk, name: str, args: Args) -> Outcome:
    """The card of an act of the cycle. Raises Refusal."""
    return deed.offer(desk, TALK, DEEDS, name, args)


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows."""
    return deed.confirmed(desk, DEEDS)


def written(desk: Desk) -> Outcome:
    """The reason a step is taken all the same; the Giunta's act; a document's; what is
    added to a talk."""
    draft, text = desk.draft, desk.turn.text.strip()
    if draft["step"] == "reason":
        return phases.reason_said(desk)
    if draft["step"] == outputs.STEP:
        return outputs.written(desk)
    if draft["step"] == "act":
        return entity.approve(desk, draft["args"], text)
    return offer(desk, "talk_add", {**draft["args"], "text": text})


def state(desk: Desk, year: int) -> Outcome:
    """Where the year stands in its cycle, and what this person may do next."""
    tables = desk.view.tables
    found = cycle.phases(tables, year)
    lines = [say("cycle.title", year=year)]
    if found:
        now = found[-1]
        lines.append(say("cycle.phase", name=phases.named(now.phase), day=now.day))
        lines.append(say("cycle.reports.yes" if _reporting(now.phase) else "cycle.reports.no"))
    elif not desk.view.of(year).is_closed:
        lines.append(say("cycle.unphased"))
    for row in found:
        if row.lacks:
            names = listed([say(f"Lack.{name}") for name in row.lacks])
            lines.append(
                say("cycle.went_without", name=phases.named(row.phase), names=names, why=row.reason)
            )
    following = phases.following(desk, year)
    if following is not None and found:
        missing = lacks(desk.view, year, following, desk.today)
        if missing:
            names = listed([say(f"Lack.{name}") for name in missing])
            lines.append(say("cycle.missing", name=phases.named(following), names=names))
    lines += entity.lines(desk, year)
    lines += _monitoring_lines(desk, year)
    closure = cycle.closure(tables, year)
    if closure is not None:
        word = "closed" if closure.closed else "reopened"
        word += "_why" if closure.closed and closure.reason else ""
        lines.append(say(f"cycle.{word}", day=closure.day, reason=closure.reason))
    return answer(*lines, buttons=_next_steps(desk, year), replace=bool(desk.turn.pressed))


def _monitoring_lines(desk: Desk, year: int) -> list[Say]:
    lines = []
    for row in cycle.monitorings(desk.view.tables, year):
        lines.append(say("cycle.monitoring", day=row.day, report=row.report))
        if row.corrections:
            lines.append(say("cycle.corrections", text=row.corrections))
        lines += monitored_lines(row.figures)
    return lines


def monitored_lines(rows: Sequence[MonitoredObjective]) -> list[Say]:
    """How objectives stood: how many in each state, how many data were missing, who is behind."""
    if not rows:
        return []
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.state] = counts.get(row.state, 0) + 1
    states = [say("monitoring.count", state=State(n), count=c) for n, c in sorted(counts.items())]
    lines = [say("monitoring.states", states=listed(states))]
    unreported = sum(row.unreported for row in rows)
    if unreported:
        lines.append(say("monitoring.unreported", count=unreported))
    behind = [row for row in rows if row.state in BEHIND]
    for row in behind[:BEHIND_SHOWN]:
        lines += _behind_lines(row)
    silent = [row.code for row in behind if row.reason is None]
    if silent:
        codes = ", ".join(silent[:BEHIND_SHOWN])
        lines.append(say("monitoring.silent", count=len(silent), codes=codes))
    return [*lines, *_perceived_lines(rows)]


def _perceived_lines(rows: Sequence[MonitoredObjective]) -> list[Say]:
    """Objectives of digitalisation are monitored on what their users perceive."""
    digital = [row for row in rows if row.digital]
    lines = [
        say(
            "monitoring.perceived",
            code=row.code,
            share=Two(read_number(row.perceived)),
            people=row.people,
        )
        for row in digital
        if row.perceived is not None
    ]
    unheard = [row.code for row in digital if row.perceived is None]
    if unheard:
        lines.append(say("monitoring.unperceived", codes=", ".join(unheard[:BEHIND_SHOWN])))
    return lines


def _behind_lines(row: MonitoredObjective) -> list[Say]:
    """How far behind; why and what is done, where its owner said it."""
    lines = [
        say(
            "monitoring.row",
            code=row.code,
            state=State(row.state),
            progress=Two(read_number(row.progress or "0")),
            expected=Two(read_number(row.expected or "0")),
        )
    ]
    if row.reason:
        lines.append(say("monitoring.why", text=row.reason))
    if row.measure:
        lines.append(say("delay.measure", text=row.measure))
    return lines


def _reporting(letter: str) -> bool:
    return EARLIEST[RecordProgress] <= letter <= "h"


def _next_steps(desk: Desk, year: int) -> tuple[tuple[Button, ...], ...]:
    """What this person may do next, and the other years."""
    roles = {post.role for post in desk.sender().posts}
    following = phases.following(desk, year)
    rows: list[tuple[Button, ...]] = []
    closed = desk.view.of(year).is_closed
    if Role.SEGRETARIO in roles and following is not None and not closed:
        rows.append((button("phase", f"cy:{following}:{year}", name=phases.named(following)),))
    if Role.SEGRETARIO in roles and (draft := carrying.next_plan(desk, year)):
        rows.append(draft)
    if roles & {Role.SEGRETARIO, Role.GIUNTA, Role.NUCLEO}:
        rows.append((button("entity", f"cy:ente:{year}"),))
    others = other_years(desk, year, "cyyear")
    return (*rows, others) if others else tuple(rows)


def pressed(desk: Desk, what: str, typed_year: str = "") -> Outcome:
    """A button of `/ciclo`: the performance of the ente, or a phase."""
    year = int(typed_year) if typed_year.isdecimal() else default_year(desk)
    return entity.step(desk, year, "") if what == "ente" else phases.phase(desk, year, "fase", what)


def privacy(desk: Desk, typed: str) -> Outcome:
    """`/riservatezza`: whether figures of people may be shown in a private chat."""
    word = typed.strip().lower()
    if word not in ("si", "sì", "no"):
        allowed = evaluation.scores_in_chat(desk.view.tables)
        return answer(say("privacy.yes" if allowed else "privacy.no"), say("privacy.how"))
    return offer(desk, "privacy", {"allowed": word != "no"})


def show_checks(desk: Desk, typed: str = "") -> Outcome:
    """The checks before sign-off, page by page, each with a button to its cause."""
    scores.check_all(desk.view, desk.person, desk.today)
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    year, _ = take_year(desk, typed)
    return listing.shown(desk, CHECKS, str(year), checks_list(desk, str(year)))


def checks_list(desk: Desk, about: str) -> Listed:
    """All of a year's; what tells a person's score is noted as read when it is shown. Raises
    NotAllowed."""
    scores.check_all(desk.view, desk.person, desk.today)
    year = int(about) if about.isdecimal() else desk.view.year
    found = checks(desk.view, year, desk.today)
    if not found:
        return Listed((say("checks.none", year=year),), ())
    return Listed(
        (say("checks.title", count=len(found), year=year),),
        tuple(_check_line(check, n) for n, check in enumerate(found, 1)),
        tuple(_cause(check, n, year) for n, check in enumerate(found, 1)),
        scores=tuple((c.subject, year) if c.tells_a_score else None for c in found),
    )


def _check_line(check: Check, number: int) -> Say:
    return say("checks.line", number=number, words=check_said(check))


def _cause(check: Check, number: int, year: int) -> Button:
    if check.of_person:
        return button("cause", f"sch:{check.cause}~{year}", number=number)
    verb = "why" if "." in check.cause else "st"
    return button("cause", f"{verb}:{check.cause}", number=number)


def _monitoring_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    """The report is made from the figures; words are what they mean."""
    rows = monitored(desk.view, args["year"], desk.today)
    line = say(
        "cycle.card.monitoring",
        year=args["year"],
        report=args["report"] or say("amount.none"),
        corrections=args["corrections"] or say("amount.none"),
    )
    return (line, *monitored_lines(rows))


def _monitoring_told(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    """The report goes to Giunta and Nucleo."""
    lines = tuple(_monitoring_lines(desk, args["year"]))
    offices = (str(Role.GIUNTA), str(Role.NUCLEO))
    who = [p for office in offices for p in desk.view.holders(office, desk.today)]
    title = say("monitoring.told", year=args["year"])
    own = Reply(
        (say("monitoring.sent", count=len(who)),),
        ((phases.to_cycle(args["year"]),),),
    )
    kept = phases.signed(desk)
    return (own, *(Reply((title, *lines, *kept), to=person) for person in dict.fromkeys(who)))


def _goes_on(act: str) -> Then:
    """What the act opens or closes, and the year's cycle again."""

    def then(desk: Desk, args: Args) -> tuple[Say, Button]:
        year = args["year"]
        return say(f"follows.cycle.{act}", year=year), phases.to_cycle(year)

    return then


DEEDS = {
    **phases.DEEDS,
    "monitoring": Deed(
        lambda desk, args: ReportMonitoring(args["year"], args["report"], args["corrections"]),
        _monitoring_card,
        _monitoring_told,
    ),
    "reopen": Deed(
        lambda desk, args: ReopenYear(args["year"], args["reason"]),
        lambda desk, args: (say("cycle.card.reopen", year=args["year"], reason=args["reason"]),),
        then=_goes_on("reopen"),
    ),
    **talks.DEEDS,
    "privacy": Deed(
        lambda desk, args: SetScoresInChat(args["allowed"]),
        lambda desk, args: (say(f"privacy.card.{'yes' if args['allowed'] else 'no'}"),),
        then=lambda desk, args: (
            say(f"follows.privacy.{'yes' if args['allowed'] else 'no'}"),
            button("oggi", "oggi:0"),
        ),
    ),
    **entity.DEEDS,
    **outputs.DEEDS,
}
