"""Validating; contesting is in its own module.

dirigente   /valida AS4
bot         5 registrazioni aspettano te: 5 AS4
            n. 731 · AS4.3.1 CIE rilasciate: 12 carte in più, eq.as4, dal 12/09/2024 …
            1 di 5 · n. 731 · AS4.3.1 CIE rilasciate: +12 carte, di eq.as4.
            [Conferma] [Contesta] [Salta] [Valida tutte]

What waits of last year waits too: each report is of its own year's plan.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from handlers.conversation import (
    Conversation,
    Press,
    number,
    of_typed_year,
    word,
)
from handlers.desk import Desk, answer, ask, button, led_by, remembered
from handlers.talk.deed import present, recorded
from handlers.talk.words import amount, listed, post, short
from handlers.turn import Outcome, Reply
from italian.regex import regex
from ledger.clock import day_of
from ledger.commands.authority import require, validators
from ledger.commands.progress import ValidateProgress
from ledger.errors import Act
from ledger.events import Envelope
from ledger.people import Role
from ledger.plan import ENTE, Indicator
from ledger.readings import office
from ledger.readings.office import waiting_here
from ledger.rows import ReportRow
from words.say import Say, say

VALIDATING_ROLES = (Role.DIRIGENTE, Role.SEGRETARIO, Role.NUCLEO)
ALL, ONE = "validate_all", "validate"


def waiting_for(desk: Desk, scope: str) -> list[ReportRow]:
    """The reports in a scope that wait for this person, of any year, oldest first; `AS4~2024` is
    that scope in that year's plan, and nothing of another."""
    code, _, only = scope.partition("~")
    rows = waiting_here(desk.record, desk.person, code, desk.today)
    return [row for row in rows if only in ("", str(row.year))]


def validates(desk: Desk) -> bool:
    """Whether one of the person's posts validates anything."""
    return any(str(post.role) in office.VALIDATORS for post in desk.posts)


def show_waiting(desk: Desk, scope: str | None, after: int = 0) -> Outcome:
    """The next report that waits, one card at a time."""
    code = _resolved(desk, scope or ENTE)
    _require_validator(desk, code)
    rows = waiting_for(desk, code)
    left = [row for row in rows if row.seq > after] or rows
    if not left:
        return _nothing(desk, code)
    row = left[0]
    passed = queue(desk)[1] if after and queue(desk)[0] == code else frozenset()
    buttons = [
        button("confirm", f"val:{row.seq}:{code}"),
        button("contest", f"con:{row.seq}:{code}"),
    ]
    if len(rows) > 1:
        buttons.append(button("skip", f"nextval:{row.seq}:{code}"))
    more = ((button("validate_all", f"valall:{code}", count=len(rows)),),) if len(rows) > 1 else ()
    shown = ask(
        {"talk": ONE, "id": f"val{row.seq}", "report": row.seq, "scope": code},
        *(_overview(desk, rows) if not after and desk.turn.pressed is None else ()),
        say("validate.count", position=rows.index(row) + 1, count=len(rows)),
        *card(desk, row),
        buttons=(tuple(buttons), *more),
        replace=bool(desk.turn.pressed),
    )
    return _gone_through(desk, shown, code, passed)


QUEUE = "queue"
"""Where the chat keeps what is gone through card by card, and what of it was passed over."""


def queue(desk: Desk) -> tuple[str, frozenset[int]]:
    """What is gone through today, and the records of it that were passed over, or were to be
    contested."""
    kept = desk.chat.get(QUEUE) or {}
    if kept.get("day") != desk.today.isoformat():
        return ENTE, frozenset()
    return str(kept["scope"]), frozenset(kept["passed"])


def _gone_through(desk: Desk, outcome: Outcome, scope: str, passed: frozenset[int]) -> Outcome:
    kept = {"scope": scope, "passed": sorted(passed), "day": desk.today.isoformat()}
    return remembered(desk, outcome, **{QUEUE: kept})


def passed_over(desk: Desk, outcome: Outcome, seq: int) -> Outcome:
    """The same answer; the record is none of those that the rest are."""
    scope, passed = queue(desk)
    return _gone_through(desk, outcome, scope, passed | {seq})


def skip(desk: Desk, after: int, scope: str) -> Outcome:
    """Salta: the next one; the one that was shown is passed over."""
    shown = show_waiting(desk, scope, after)
    passed = queue(desk)[1] | {after} if after else frozenset[int]()
    return _gone_through(desk, shown, _resolved(desk, scope), passed)


OVERVIEW = 5
"""Records that are named before the first of their cards."""


def _overview(desk: Desk, rows: Sequence[ReportRow]) -> Iterator[Say]:
    """How many wait and of which offices, then the oldest of them; nothing of one alone."""
    if len(rows) == 1:
        return
    units = Counter(_unit_of(desk, row) for row in rows)
    told = [say("validate.of_unit", unit=unit, count=count) for unit, count in units.most_common()]
    alone = "validate.wait" if len(units) == 1 else "validate.wait.units"
    yield say(alone, count=len(rows), units=listed(told))
    shown = OVERVIEW if len(rows) > OVERVIEW + 1 else len(rows)
    for row in rows[:shown]:
        indicator = desk.record.of(row.year).plan.indicators[row.indicator]
        yield say(
            "validate.row",
            seq=row.seq,
            code=row.indicator,
            name=short(indicator.name),
            what=_what(indicator, row),
            actor=row.actor,
            day=day_of(row.recorded_at),
        )
    yield say(
        "validate.more" if shown < len(rows) else "validate.one_by_one", count=len(rows) - shown
    )


def _unit_of(desk: Desk, row: ReportRow) -> str:
    return desk.record.of(row.year).plan.objective_of(row.indicator).unit


def of_year(desk: Desk, typed: str) -> Outcome:
    """`/valida AS4`; of a year that is typed beside it, what waits of that year; `/valida 836`."""
    if (number_typed := NUMBER.fullmatch(typed)) is not None:
        return show_report(desk, int(number_typed["seq"]))
    scope = typed or ENTE
    return show_waiting(desk, f"{scope}~{desk.year}" if desk.year is not None else scope)


NUMBER = regex(r"(?:la )?(?:(?:n|nr|num)\b\.? ?|numero )?(?P<seq>\d{1,15})", re.IGNORECASE)
"""A record as it is typed after the command."""


def show_report(desk: Desk, seq: int) -> Outcome:
    """The card of one record, where it waits for this person; else what became of it. Raises
    UnknownReport, NotAllowed."""
    row = desk.record.report(seq)
    if all(waits.seq != seq for waits in waiting_for(desk, ENTE)):
        if row.status == "provisional":
            desk.ledger.consider(ValidateProgress((seq,)), actor=desk.person)
        return decided(row)
    return show_waiting(desk, ENTE, after=seq - 1)


def decided(row: ReportRow) -> Outcome:
    """That a record was decided already."""
    state = say(f"validate.state.{row.status}")
    return answer(say("validate.decided", seq=row.seq, code=row.indicator, state=state))


def _resolved(desk: Desk, scope: str) -> str:
    """The code of a scope, with the year where it bears one."""
    typed, _, only = scope.partition("~")
    if not only.isdecimal():
        return desk.view.plan.resolve_scope(typed)
    return f"{desk.record.of(int(only)).plan.resolve_scope(typed)}~{only}"


def _nothing(desk: Desk, code: str) -> Outcome:
    """All clear there; what waits elsewhere is said, never hidden."""
    elsewhere, scope = len(waiting_for(desk, ENTE)) if code != ENTE else 0, code.replace("~", " ")
    if theirs := _of_others(desk, code):
        cells = ((button("waiting", f"nextval:0:{ENTE}", count=elsewhere),),) if elsewhere else ()
        return answer(*theirs, buttons=cells, replace=bool(desk.turn.pressed))
    if not elsewhere:
        none = say("validate.nothing_at_all" if code == ENTE else "validate.nothing", scope=scope)
        return answer(none, replace=bool(desk.turn.pressed))
    return answer(
        say("validate.elsewhere", scope=scope, count=elsewhere),
        buttons=((button("waiting", f"nextval:0:{ENTE}", count=elsewhere),),),
        replace=bool(desk.turn.pressed),
    )


def _of_others(desk: Desk, code: str) -> tuple[Say, ...]:
    """What waits there for somebody else, and for whom: one's own records among them."""
    if code == ENTE or "~" in code:
        return ()
    plan = desk.view.plan
    objective = plan.objective_of(code).code if code in plan.indicators else code
    waiting: dict[tuple[str, tuple[str, ...]], int] = {}
    own = {row.seq for row in waiting_for(desk, objective)}
    for row in office.waiting_in(desk.view, objective):
        if row.seq in own:
            continue
        who = (row.indicator, validators(plan, row.indicator, row.capacity))
        waiting[who] = waiting.get(who, 0) + 1
    return tuple(
        say("validate.theirs", code=indicator, count=count, who=listed([post(w) for w in posts]))
        for (indicator, posts), count in waiting.items()
    )[:MOST_TOLD]


MOST_TOLD = 5


def _require_validator(desk: Desk, scope: str) -> None:
    """Says who validates, to who never could. Raises NotAllowed."""
    roles = {post.role for post in desk.posts}
    if roles.isdisjoint(VALIDATING_ROLES):
        plan, scope = desk.view.plan, scope.partition("~")[0]
        known = scope in plan.indicators
        who: Iterable[str] = (
            validators(plan, scope, Role.EQ) if known else map(str, VALIDATING_ROLES)
        )
        require(desk.view, desk.person, Act.VALIDATE, scope, tuple(who), desk.today)


def card(desk: Desk, row: ReportRow) -> list[Say]:
    """What a record says, who wrote it, and what speaks for it."""
    view = desk.record.of(row.year)
    indicator = view.plan.indicators[row.indicator]
    what = _what(indicator, row)
    lines = [
        say("validate.card", seq=row.seq, code=row.indicator, name=indicator.name, what=what),
        say("validate.by", actor=row.actor, day=row.day, at=row.recorded_at),
    ]
    if row.year != desk.today.year:
        lines.append(say("card.year", year=row.year))
    deadline = view.plan.deadline(row.indicator)
    if row.recorded_at.date() > deadline:
        lines.append(say("validate.late", deadline=deadline))
    proofs = [e for e in view.evidence_of(row.indicator) if e.report == row.seq]
    if proofs:
        lines.append(say("validate.proofs", count=len(proofs)))
    return lines


def _what(indicator: Indicator, row: ReportRow) -> Say:
    if row.numerator is not None:
        return say("history.pair", numerator=row.numerator, denominator=row.denominator)
    told = amount(indicator, row.value)
    return say("validate.increment", value=told) if row.mode == "increment" else told


def validate(desk: Desk, report: int, scope: str) -> Outcome:
    """Conferma: the report is validated and the next one comes.

    One that somebody else decided meanwhile, or that was taken back, is told as such.
    """
    row = desk.record.report(report)
    if row.status != "provisional":
        state = say(f"validate.state.{row.status}")
        told = say("validate.decided", seq=report, code=row.indicator, state=state)
        return led_by(show_waiting(desk, scope, after=report), told)
    # The last change is part of the key: a report corrected meanwhile is another matter.
    key = f"validate:{report}:{row.changed_seq}:{desk.person}"
    desk.execute(ValidateProgress((report,)), key)
    done = say("validate.one", seq=report, code=row.indicator, actor=row.actor)
    return led_by(show_waiting(desk, scope, after=report), done)


def ask_validate_all(desk: Desk, scope: str, left_out: frozenset[int] = frozenset()) -> Outcome:
    """Valida tutte: one card for all that wait in a scope, but for those left out."""
    code = _resolved(desk, scope)
    rows = [row for row in waiting_for(desk, code) if row.seq not in left_out]
    return ask_validate_these(desk, rows, left_out) if rows else _nothing(desk, code)


def ask_validate_these(
    desk: Desk, rows: Sequence[ReportRow], left_out: frozenset[int] = frozenset()
) -> Outcome:
    """One card for some of what waits; those that are left out of it are told one by one."""
    command = ValidateProgress(tuple(row.seq for row in rows))
    desk.ledger.consider(command, actor=desk.person)
    codes = ", ".join(dict.fromkeys(row.indicator for row in rows))
    whole = len(rows) > 1 and not left_out
    lines = [say("validate.all" if whole else "validate.some", count=len(rows), codes=codes[:300])]
    out = [desk.record.report(seq) for seq in sorted(left_out)]
    if out:
        named = ", ".join(f"n. {row.seq} ({row.indicator})" for row in out[:MOST_NAMED])
        more = len(out) - MOST_NAMED
        told = say("validate.left_out.more", named=named, count=more) if more > 0 else named
        lines.append(say("validate.left_out", count=len(out), named=told))
    return present(desk, ALL, command, *lines)


MOST_NAMED = 12
"""Records left out that are named; how many more there are is told."""


def validate_all(desk: Desk) -> Outcome:
    """Every report that was on the list, in one transaction."""
    return recorded(desk, _all_told)


def _all_told(desk: Desk, draft: Mapping[str, Any], found: list[Envelope]) -> tuple[Reply, ...]:
    left = len(waiting_for(desk, ENTE))
    lines = [say("validate.done", count=len(found))]
    if not left:
        return (Reply((*lines, say("validate.none_left"))),)
    row = (button("waiting", f"nextval:0:{ENTE}", count=left),)
    return (Reply((*lines, say("validate.left", count=left)), (row,)),)


WAITING = Conversation(
    talk=ONE,
    commands={"valida": of_typed_year(of_year)},
    offered={"valida": VALIDATING_ROLES},
    buttons={
        "val": Press(validate, (number, word)),
        "nextval": Press(skip, (number, word)),
        "valall": Press(ask_validate_all, (word,)),
    },
    confirm=lambda desk: validate(desk, desk.draft["report"], desk.draft["scope"]),
)
"""The cards one by one: a bare yes validates the one that is shown."""

TOGETHER = Conversation(talk=ALL, confirm=validate_all)
